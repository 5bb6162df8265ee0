import type { Host } from '../../documents/host.ts';
import { capital } from '../../ground/texts.ts';
import { servicesIn, servicesOf } from '../../matching/answer/context.ts';
import type { Match, MatchedHost } from '../../matching/answer/schema.ts';
import type { Need } from '../../matching/schema.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { ANSWER } from '../words/answer.ts';
import { tellingReason } from './telling-reason.ts';

const SHOWN = 3;

/** How much of each answer is told: little to who chooses, all of it to a board that decides. */
export interface Detail {
  /** Answers of several hosts, of each kind. */
  groups: number;
  reasons: number;
  cautions: number;
  questions: number;
}
const BRIEF: Detail = { groups: 1, reasons: 1, cautions: 1, questions: 2 };
export const WHOLE: Detail = { groups: Number.POSITIVE_INFINITY, reasons: 3, cautions: 2, questions: 5 };

/** A sentence, and its language where it may not be that of the page. */
export interface Spoken {
  text: string;
  lang?: Language | undefined;
}

/** One of the answers shown: a host, or several that share the need; a pair counts as one. */
export interface Proposal {
  key: string;
  state: 'fits' | 'to-check';
  hosts: readonly Addressee[];
  title: string;
  covered: readonly string[];
  /** Usages that nobody knows whether they are offered. */
  toAsk: readonly string[];
  price: string;
  /** The most telling first. */
  reasons: readonly Spoken[];
  cautions: readonly Spoken[];
  /** Of what was said to matter, what nobody knows of this host. */
  unknown: readonly string[];
}

/** Whom to write to, and what to ask. */
export interface Addressee {
  host: Host;
  questions: readonly Spoken[];
  /** Those that the answer counts on, by slug. */
  services: readonly string[];
  /** What ties the federation that recommends it to this host. */
  ties?: readonly Text[];
  /** The part of the need that this host would meet; all of it for a host alone. */
  need: Need;
}

type Combination = Match['combinations'][number];

export interface Found {
  match: Match;
  need: Need;
  bySlug: ReadonlyMap<string, Host>;
  say: Speaker;
  /** Of the sentences of the match, where they were made for another page. */
  language?: Language;
}

function priceOf(
  { perYear, exact, floor }: Pick<MatchedHost['cost'], 'perYear' | 'exact' | 'floor'>,
  say: Speaker,
): string {
  const words = ANSWER[say.language].priceOf;
  // Below what is shown only where the rest is for the association to choose.
  if (perYear !== null && floor !== null && floor < perYear)
    return words.advised(say.euros(perYear), floor > 0 && say.euros(floor));
  if (perYear !== null) return (exact ? words.year : words.yearAbout)(say.euros(perYear));
  if (floor === 0) return words.free;
  return floor === null ? words.unknown : words.atLeast(say.euros(floor));
}

/** A price of which a part is known, usage by usage. */
function priceByPart(
  known: NonNullable<MatchedHost['cost']['known']>,
  usages: readonly string[],
  say: Speaker,
): string {
  const words = ANSWER[say.language].priceOf;
  const named = (keys: readonly string[]) => say.list(keys.map((key) => say.usage(key)));
  const amount = known.floor > 0 ? say.euros(known.floor) : null;
  return capital(
    words.parts(
      named(known.usages),
      known.chosen ? words.partChosen(amount) : words.part(amount),
      named(usages.filter((usage) => !known.usages.includes(usage))),
    ),
  );
}

/** By name. The price stands on the card already, and what nobody wished was not said to matter. */
function unknownWishes({ contributions }: MatchedHost, { wish = {} }: Need, say: Speaker): string[] {
  return contributions
    .filter(({ evidence }) => evidence === 'unknown')
    .flatMap(({ criterion }) => {
      const [kind, key = ''] = criterion.split(':');
      if (kind === 'proximity' && wish.proximity) return ANSWER[say.language].near;
      if (kind === 'commitment' && wish.commitments?.[key]) return say.commitment(key);
      if (kind === 'criterion' && wish.criteria?.[key]) return say.criterion(key);
      return kind === 'support' && wish.support?.[key] ? say.support(key) : [];
    });
}

const spoken = (said: readonly { text: string }[], lang: Language | undefined): Spoken[] =>
  said.map(({ text }) => ({ text, lang }));

function oneHost(matched: MatchedHost, state: Proposal['state'], found: Found, detail: Detail): Proposal[] {
  const { need, bySlug, say, language } = found;
  const host = bySlug.get(matched.host);
  if (!host) return [];
  const telling = tellingReason(matched.reasons, need);
  const others = matched.reasons.filter((reason) => reason !== telling);
  const reasons = spoken(telling ? [telling, ...others] : [], language).slice(0, detail.reasons);
  const covered = [...new Set(matched.services.map(({ usage }) => usage))];
  const toAsk = need.usages.map(({ usage }) => usage).filter((usage) => !covered.includes(usage));
  const { cost } = matched;
  return [
    {
      key: matched.host,
      state,
      title: matched.name,
      hosts: [
        {
          host,
          questions: spoken(matched.questions, language).slice(0, detail.questions),
          services: servicesIn(matched.services),
          need,
        },
      ],
      covered,
      toAsk,
      price: cost.known ? priceByPart(cost.known, [...covered, ...toAsk], say) : priceOf(cost, say),
      reasons:
        reasons.length > 0
          ? reasons
          : [{ text: ANSWER[say.language].offers(say.list(covered.map((usage) => say.usage(usage)))) }],
      cautions: spoken(matched.cautions, language).slice(0, detail.cautions),
      unknown: unknownWishes(matched, need, say),
    },
  ];
}

function severalHosts(combination: Combination, { need, bySlug, say, language }: Found, detail: Detail): Proposal[] {
  const hosts = combination.hosts.flatMap((slug) => bySlug.get(slug) ?? []);
  // Without one of them it is another answer.
  if (hosts.length < combination.hosts.length) return [];
  // The budget is for all of them together: nobody is told that it is for one.
  const { budgetPerYear: _, ...rest } = need;
  const shareOf = (slug: string): Need => {
    const covered = combination.covers.filter(({ host }) => host === slug).map(({ usage }) => usage);
    return { ...rest, usages: need.usages.filter(({ usage }) => covered.includes(usage)) };
  };
  const asked = (slug: string) => combination.questions.filter(({ params }) => params.host === slug);
  return [
    {
      key: combination.hosts.join('+'),
      state: combination.state,
      title: say.list(hosts.map(({ name }) => name)),
      hosts: hosts.map((host) => ({
        host,
        questions: spoken(asked(host.slug), language).slice(0, detail.questions),
        services: servicesOf(host.slug, combination),
        need: shareOf(host.slug),
      })),
      covered: combination.covers.map(({ usage }) => usage),
      toAsk: [],
      price: priceOf(combination, say),
      reasons: [{ text: combination.text, lang: language }],
      cautions: [{ text: ANSWER[say.language].twoContacts(hosts.length) }],
      unknown: [],
    },
  ];
}

/** Every answer, surest first: one host alone before several, what fits before what is to be checked. */
export function proposalsOf(found: Found, detail: Detail = BRIEF): Proposal[] {
  const { fits, toCheck, combinations } = found.match;
  const groups = (state: Proposal['state']) =>
    combinations
      .filter((combination) => combination.hosts.length > 1 && combination.state === state)
      .flatMap((combination) => severalHosts(combination, found, detail));
  return [
    ...fits.flatMap((matched) => oneHost(matched, 'fits', found, detail)),
    ...groups('fits').slice(0, detail.groups),
    ...toCheck.flatMap((matched) => oneHost(matched, 'to-check', found, detail)),
    ...groups('to-check').slice(0, detail.groups),
  ];
}

/** At most three of them. */
export const shownOf = (proposals: readonly Proposal[]): Proposal[] => proposals.slice(0, SHOWN);
