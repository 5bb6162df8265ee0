import type { Host } from '../../documents/host.ts';
import type { Lookup } from '../../ground/lookup.ts';
import { servicesIn, servicesOf } from '../../matching/answer/context.ts';
import type { MatchedHost, Said } from '../../matching/answer/matched-host.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { ANSWER } from '../words/answer.ts';
import { lowerFirst } from '../words/typeset.ts';
import { ASKED, openOf, pointsOf, whoReads } from './points.ts';
import {
  type Cost,
  inWhoseName,
  isForeignMail,
  lostWith,
  nearIn,
  priceByPart,
  priceInShort,
  priceOf,
} from './price.ts';

const SHOWN = 3;
/** A day is told to the month: `2026-05`. */
export const MONTH = 7;

/** A sentence, and its language where it may not be that of the page. */
export interface Phrase {
  text: string;
  lang?: Language | undefined;
}

/** A sentence of the engine, with what it was made from: where there is little room, a page says it shorter. */
export interface CodedPhrase extends Phrase {
  code: string;
  params: Readonly<Record<string, unknown>>;
}

/** One of the answers shown: a host, or several that share the need; a pair counts as one. */
export interface Proposal {
  key: string;
  state: 'fits' | 'to-check';
  hosts: readonly Addressee[];
  title: string;
  covered: readonly string[];
  /** Those of them that a near usage meets: nobody offers these. */
  near: readonly string[];
  /** Usages of which nobody knows whether they are offered. */
  toAsk: readonly string[];
  /** Wished usages that the host says it does not offer. */
  refused: readonly string[];
  /** Short names of what is still to be checked. */
  open: readonly string[];
  /** What one thing keeps it out by: shown where nothing else is, or where it leads. */
  almost?: CodedPhrase | undefined;
  cost: Cost;
  price: string;
  /** Euros a year for all of the need, where that was said. */
  budget: number | null;
  /** First of those that fit, whatever is still unknown. */
  holdsFirstPlace: boolean;
  /** The most telling first. */
  reasons: readonly CodedPhrase[];
  cautions: readonly CodedPhrase[];
  /** Wishes of which nobody knows whether this host meets them. */
  unknown: readonly string[];
}

/** Whom to write to, and what to ask. */
export interface Addressee {
  host: Host;
  questions: readonly CodedPhrase[];
  /** Slugs of the services that the answer counts on. */
  services: readonly string[];
  /** The part of the need that this host would meet; all of it for a host alone. */
  need: Need;
  /** The day of the answer. */
  day: string;
  /** Euros a year for all the hosts that share the need. */
  budgetOfAll?: number | undefined;
  /** What its part costs, where several share the need and something is known of it; then in words. */
  cost?: Cost | undefined;
  price?: string | undefined;
  /** What one could lose with its part, where several share the need. */
  risks?: readonly CodedPhrase[];
}

/** What its heading says: an answer fits only by what every one of its hosts has confirmed. */
export function verdictOf({ state, hosts }: Pick<Proposal, 'state' | 'hosts'>): 'fits' | 'seems' | 'to-check' {
  // Where a leak would harm people, nobody suits before it is known who reads the data.
  if (state === 'to-check' || hosts.some(({ need }) => need.sensitive)) return 'to-check';
  return hosts.every(({ host }) => host.confirmedByHost) ? 'fits' : 'seems';
}

type Combination = Match['combinations'][number];

export interface AnsweredNeed {
  match: Match;
  need: Need;
  bySlug: Pick<Lookup<Host>, 'get'>;
  say: Speaker;
  /** The language of the sentences of the match, where it is not that of the page. */
  language?: Language;
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
        ({ criterion, evidence, worth }) =>
          evidence === 'unknown' || (criterion === 'proximity' && worth.low < worth.high),
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

export const codedPhrasesOf = (sentences: readonly Said[], lang: Language | undefined): CodedPhrase[] =>
  sentences.map(({ code, params, text }) => ({ code, params, text, lang }));

const DATED = ['criterion-met', 'commitment-met'];

/** Reasons as a page tells them: with the day of what others say of the host, whose mail is called as it is. */
const reasonsIn = (reasons: readonly Reason[], isForeign: boolean, { say, language }: AnsweredNeed): CodedPhrase[] =>
  codedPhrasesOf(reasons, language).map((told) => {
    const { code, params } = told;
    const isDated = DATED.includes(code) && params.by !== 'host' && typeof params.asOf === 'string';
    const dated = isDated ? told.text.replace(/\.$/, `, ${say.on(String(params.asOf).slice(0, MONTH))}.`) : told.text;
    return { ...told, text: inWhoseName(dated, isForeign, say) };
  });

const isMust = ({ priority }: Need['usages'][number]): boolean => priority === undefined || priority === 'must';

function oneHost(matched: MatchedHost, state: Proposal['state'], answered: AnsweredNeed): Proposal[] {
  const { need, bySlug, say, language } = answered;
  const host = bySlug.get(matched.host);
  if (!host) return [];
  const telling = tellingReason(matched.reasons, need);
  const others = matched.reasons.filter((reason) => reason !== telling);
  const services = servicesIn(matched.services);
  const reasons = reasonsIn(telling ? [telling, ...others] : [], isForeignMail(host, services), answered);
  const covered = [...new Set(matched.services.map(({ usage }) => usage))];
  const near = nearIn(matched.services);
  const offered = covered.filter((usage) => !near.includes(usage));
  const lacking = need.usages.filter(({ usage }) => !covered.includes(usage));
  const isRefused = (usage: string) =>
    matched.contributions.some(
      ({ criterion, evidence, worth }) => criterion === `usage:${usage}` && evidence !== 'unknown' && worth.high <= 0,
    );
  const refused = lacking.map(({ usage }) => usage).filter(isRefused);
  const toAsk = lacking.map(({ usage }) => usage).filter((usage) => !refused.includes(usage));
  const musts = lacking.filter(isMust).map(({ usage }) => usage);
  const { cost } = matched;
  const offers = ANSWER[say.language].offers(say.list(offered.map((usage) => lowerFirst(say.usageShort(usage)))));
  return [
    {
      key: matched.host,
      state,
      title: matched.name,
      hosts: [
        {
          host,
          questions: codedPhrasesOf(matched.questions, language),
          services,
          need,
          day: answered.match.asOf,
        },
      ],
      covered,
      near,
      toAsk,
      refused,
      open: [...whoReads(need, say), ...openOf(matched, [...covered, ...toAsk], musts, need, say)],
      cost,
      budget: need.budgetPerYear ?? null,
      price: cost.known ? priceByPart({ ...cost, known: cost.known }, [...covered, ...toAsk], say) : priceOf(cost, say),
      holdsFirstPlace: state === 'fits' && !matched.tied && matched.possibleRanks[1] === 1,
      reasons: reasons.length > 0 || offered.length === 0 ? reasons : [{ code: 'offers', params: {}, text: offers }],
      cautions: codedPhrasesOf(matched.cautions, language),
      unknown: unknownWishes(matched, need, say),
    },
  ];
}

/** What one of several hosts costs; undefined where nothing of it is known. */
function costOfShare({ shares }: Combination, slug: string, say: Speaker): Pick<Addressee, 'cost' | 'price'> {
  const cost = shares?.find(({ host }) => host === slug);
  return cost && (cost.perYear !== null || cost.floor !== null) ? { cost, price: priceInShort(cost, say) } : {};
}

function severalHosts(combination: Combination, { match, need, bySlug, say, language }: AnsweredNeed): Proposal[] {
  const hosts = combination.hosts.flatMap((slug) => bySlug.get(slug) ?? []);
  // With one of them missing it would be another answer.
  if (hosts.length < combination.hosts.length) return [];
  // The budget is for all of them together: no message may say that it is for one host.
  const { budgetPerYear, ...rest } = need;
  const coveredBy = (slug: string) => combination.covers.filter(({ host }) => host === slug).map(({ usage }) => usage);
  const shareOf = (slug: string): Need => ({
    ...rest,
    usages: need.usages.filter(({ usage }) => coveredBy(slug).includes(usage)),
  });
  const questionsTo = (slug: string) => combination.questions.filter(({ params }) => params.host === slug);
  // The one whose yes is least sure is written to first: without it the other is not needed.
  const unsure = ({ slug }: Host) => questionsTo(slug).filter(({ code }) => ASKED[code] !== undefined).length;
  const open = new Set(combination.questions.flatMap(({ code }) => ASKED[code] ?? []));
  const isForeign = hosts.some((host) => isForeignMail(host, servicesOf(host.slug, combination)));
  const inOrder = [...hosts].sort((a, b) => unsure(b) - unsure(a));
  return [
    {
      key: combination.hosts.join('+'),
      state: combination.state,
      title: say.list(inOrder.map(({ name }) => name)),
      hosts: inOrder.map((host) => ({
        host,
        questions: codedPhrasesOf(questionsTo(host.slug), language),
        services: servicesOf(host.slug, combination),
        need: shareOf(host.slug),
        day: match.asOf,
        budgetOfAll: budgetPerYear ?? undefined,
        ...costOfShare(combination, host.slug, say),
        risks: lostWith(host, combination, say),
      })),
      covered: combination.covers.map(({ usage }) => usage),
      near: nearIn(combination.covers),
      toAsk: [],
      refused: [],
      open: [...whoReads(need, say), ...pointsOf([...open], [], say, { need, questions: combination.questions })],
      cost: combination,
      budget: need.budgetPerYear ?? null,
      price: priceOf(combination, say),
      holdsFirstPlace: false,
      reasons: [
        { code: 'several-hosts', params: {}, text: inWhoseName(combination.text, isForeign, say), lang: language },
      ],
      cautions: [{ code: 'several-contacts', params: {}, text: ANSWER[say.language].twoContacts(hosts.length) }],
      unknown: [],
    },
  ];
}

/**
 * Every answer, surest first: one host alone before several, what fits before what is to be checked.
 * @param mostGroups answers of several hosts, of each kind
 */
export function proposalsOf(answered: AnsweredNeed, mostGroups = 1): Proposal[] {
  const { fits, toCheck, combinations } = answered.match;
  const groups = (state: Proposal['state']) =>
    combinations
      .filter((combination) => combination.hosts.length > 1 && combination.state === state)
      .flatMap((combination) => severalHosts(combination, answered));
  return [
    ...fits.flatMap((matched) => oneHost(matched, 'fits', answered)),
    ...groups('fits').slice(0, mostGroups),
    ...toCheck.flatMap((matched) => oneHost(matched, 'to-check', answered)),
    ...groups('to-check').slice(0, mostGroups),
  ];
}

/** The first three. */
export const firstProposals = (proposals: readonly Proposal[]): Proposal[] => proposals.slice(0, SHOWN);
