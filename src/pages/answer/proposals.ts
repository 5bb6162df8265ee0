import type { Host } from '../../documents/host.ts';
import { capital } from '../../ground/texts.ts';
import { servicesIn, servicesOf } from '../../matching/answer/context.ts';
import type { MatchedHost } from '../../matching/answer/matched-host.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Need } from '../../matching/schema.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { ANSWER } from '../words/answer.ts';

const SHOWN = 3;

/** How much of each answer is shown: little to a reader who chooses, all of it to a board that decides. */
interface Detail {
  /** Answers of several hosts, of each kind. */
  groups: number;
  reasons: number;
  cautions: number;
  questions: number;
}
const BRIEF: Detail = { groups: 1, reasons: 1, cautions: 1, questions: 2 };
export const WHOLE: Detail = { groups: Number.POSITIVE_INFINITY, reasons: 3, cautions: 2, questions: 5 };

/** A sentence, and its language where it may not be that of the page. */
export interface Phrase {
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
  /** Usages of which nobody knows whether they are offered. */
  toAsk: readonly string[];
  price: string;
  /** The most telling first. */
  reasons: readonly Phrase[];
  cautions: readonly Phrase[];
  /** Wishes of which nobody knows whether this host meets them. */
  unknown: readonly string[];
}

/** Whom to write to, and what to ask. */
export interface Addressee {
  host: Host;
  questions: readonly Phrase[];
  /** Slugs of the services that the answer counts on. */
  services: readonly string[];
  /** What ties the federation that recommends it to this host. */
  ties?: readonly Text[];
  /** The part of the need that this host would meet; all of it for a host alone. */
  need: Need;
}

/** What its heading says: an answer fits only by what every one of its hosts has confirmed. */
export const verdictOf = ({ state, hosts }: Pick<Proposal, 'state' | 'hosts'>): 'fits' | 'seems' | 'to-check' =>
  state === 'fits' && !hosts.every(({ host }) => host.confirmedByHost) ? 'seems' : state;

type Combination = Match['combinations'][number];

export interface AnsweredNeed {
  match: Match;
  need: Need;
  bySlug: ReadonlyMap<string, Host>;
  say: Speaker;
  /** The language of the sentences of the match, where it is not that of the page. */
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

/** A price that is known for some of the usages only. */
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

type Reason = MatchedHost['reasons'][number];

/** Whether a reason is about a wish. The price does not count: it is on every card already. */
function isWished({ code, params }: Reason, wish: NonNullable<Need['wish']>): boolean {
  const key = String(params.key);
  switch (code) {
    case 'commitment-met':
      return wish.commitments?.[key] !== undefined;
    case 'criterion-met':
      return wish.criteria?.[key] !== undefined;
    case 'support-offered':
      return wish.support?.[key] !== undefined;
    case 'near-you':
      return wish.proximity !== undefined;
    default:
      return false;
  }
}

/** The one reason that a card has room for: the first about a wish, else the first of all. */
const tellingReason = (reasons: readonly Reason[], { wish = {} }: Need): Reason | undefined =>
  reasons.find((reason) => isWished(reason, wish)) ?? reasons[0];

/** Names of the wishes of which nobody knows whether the host meets them. The price is on the card already. */
function unknownWishes({ contributions }: MatchedHost, { wish = {} }: Need, say: Speaker): string[] {
  return (
    contributions
      // A place that is known in part, such as the country alone, leaves its nearness open without being unknown.
      .filter(
        ({ criterion, evidence, low, high }) => evidence === 'unknown' || (criterion === 'proximity' && low < high),
      )
      .flatMap(({ criterion }) => {
        const [kind, key = ''] = criterion.split(':');
        if (kind === 'proximity' && wish.proximity) return ANSWER[say.language].near;
        if (kind === 'commitment' && wish.commitments?.[key]) return say.commitment(key);
        if (kind === 'criterion' && wish.criteria?.[key]) return say.criterion(key);
        return kind === 'support' && wish.support?.[key] ? say.support(key) : [];
      })
  );
}

const phrasesOf = (sentences: readonly { text: string }[], lang: Language | undefined): Phrase[] =>
  sentences.map(({ text }) => ({ text, lang }));

function oneHost(matched: MatchedHost, state: Proposal['state'], answered: AnsweredNeed, detail: Detail): Proposal[] {
  const { need, bySlug, say, language } = answered;
  const host = bySlug.get(matched.host);
  if (!host) return [];
  const telling = tellingReason(matched.reasons, need);
  const others = matched.reasons.filter((reason) => reason !== telling);
  const reasons = phrasesOf(telling ? [telling, ...others] : [], language).slice(0, detail.reasons);
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
          questions: phrasesOf(matched.questions, language).slice(0, detail.questions),
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
      cautions: phrasesOf(matched.cautions, language).slice(0, detail.cautions),
      unknown: unknownWishes(matched, need, say),
    },
  ];
}

function severalHosts(
  combination: Combination,
  { need, bySlug, say, language }: AnsweredNeed,
  detail: Detail,
): Proposal[] {
  const hosts = combination.hosts.flatMap((slug) => bySlug.get(slug) ?? []);
  // With one of them missing it would be another answer.
  if (hosts.length < combination.hosts.length) return [];
  // The budget is for all of them together: no message may say that it is for one host.
  const { budgetPerYear: _, ...rest } = need;
  const shareOf = (slug: string): Need => {
    const covered = combination.covers.filter(({ host }) => host === slug).map(({ usage }) => usage);
    return { ...rest, usages: need.usages.filter(({ usage }) => covered.includes(usage)) };
  };
  const questionsTo = (slug: string) => combination.questions.filter(({ params }) => params.host === slug);
  return [
    {
      key: combination.hosts.join('+'),
      state: combination.state,
      title: say.list(hosts.map(({ name }) => name)),
      hosts: hosts.map((host) => ({
        host,
        questions: phrasesOf(questionsTo(host.slug), language).slice(0, detail.questions),
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
export function proposalsOf(answered: AnsweredNeed, detail: Detail = BRIEF): Proposal[] {
  const { fits, toCheck, combinations } = answered.match;
  const groups = (state: Proposal['state']) =>
    combinations
      .filter((combination) => combination.hosts.length > 1 && combination.state === state)
      .flatMap((combination) => severalHosts(combination, answered, detail));
  return [
    ...fits.flatMap((matched) => oneHost(matched, 'fits', answered, detail)),
    ...groups('fits').slice(0, detail.groups),
    ...toCheck.flatMap((matched) => oneHost(matched, 'to-check', answered, detail)),
    ...groups('to-check').slice(0, detail.groups),
  ];
}

/** The first three. */
export const firstProposals = (proposals: readonly Proposal[]): Proposal[] => proposals.slice(0, SHOWN);
