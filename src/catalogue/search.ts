import type { Host } from '../hosts/schema.ts';
import type { CostRules } from '../services/cost.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Model, Offer } from './model.ts';
import { cheapest, type Price } from './price.ts';
import { parseTerritory } from './questions.ts';
import type { Question } from './schema.ts';

/**
 * Filters as bits: for each offer, one bit for each filter that it does not pass. What a facet counts without its own
 * filter, and what dropping a filter would find, are then questions about the same numbers.
 */
export const FILTERS = [
  'q',
  'usage',
  'criterion',
  'commitment',
  'federation',
  'territory',
  'country',
  'registration',
  'audience',
  'legalForm',
  'maxPricePerYear',
  'state',
] as const;
export type Filter = (typeof FILTERS)[number];

export const bitOf = (filter: Filter): number => 1 << FILTERS.indexOf(filter);

const BY_DEFAULT: Host['state'][] = ['published', 'silent'];
const NOT_A_PROMISE: unknown[] = [false, 'none', ''];

export interface Evaluation {
  /** Filters that each offer fails, in the order of `model.offers`. */
  failed: Uint16Array;
  /** Offers of unknown price, when a price is asked. */
  unknownPrice: ReadonlySet<number>;
  /** Scores of hosts or offers, when words are asked. */
  scores: ReadonlyMap<number, number> | undefined;
}

const overlaps = (asked: readonly string[], offered: readonly string[] | undefined): boolean =>
  offered?.some((value) => asked.includes(value)) ?? false;

/** Criteria that a host meets today: said yes, with evidence that still counts. */
export const criteriaOf = (host: Host): string[] =>
  host.claims
    .filter(({ value, evidence }) => value === 'yes' && evidence !== 'unknown')
    .map(({ criterion }) => criterion);

/** Kinds of commitments made; a stated no (0 days of notice, none) is not one. */
export function commitmentsOf({ host, service }: Pick<Offer, 'host' | 'service'>, reference: Reference): string[] {
  return [...host.commitments, ...(service?.commitments ?? [])]
    .filter(({ kind, value, evidence }) => {
      const isNothing =
        NOT_A_PROMISE.includes(value) || (value === 0 && reference.commitmentKinds.get(kind)?.better === 'higher');
      return evidence !== 'unknown' && !isNothing;
    })
    .map(({ kind }) => kind);
}

export const federationsOf = ({ memberships }: Host): string[] =>
  memberships.filter(({ status }) => status === 'member').map(({ federation }) => federation);

export interface SearchContext {
  model: Model;
  reference: Reference;
  costRules: CostRules;
  /** Whether words are looked for in each offer, or in the host as a whole. */
  of: 'hosts' | 'offers';
}

/** Tries every offer against every filter that was given. */
export function evaluate(question: Question, { model, reference, costRules, of }: SearchContext): Evaluation {
  const { usage, criterion, commitment, federation, territory, country, registration, audience, legalForm } = question;
  const states: readonly string[] = question.state ?? BY_DEFAULT;
  const scores =
    question.q === undefined ? undefined : (of === 'hosts' ? model.hostText() : model.offerText()).search(question.q);
  const unknownPrice = new Set<number>();
  const tests: [Filter, (offer: Offer) => boolean][] = [['state', ({ host }) => states.includes(host.state)]];
  if (scores) tests.push(['q', ({ hostIndex, index }) => scores.has(of === 'hosts' ? hostIndex : index)]);
  if (usage) tests.push(['usage', ({ service }) => overlaps(usage, service?.usages)]);
  if (criterion) tests.push(['criterion', ({ host }) => overlaps(criterion, criteriaOf(host))]);
  if (commitment) tests.push(['commitment', (offer) => overlaps(commitment, commitmentsOf(offer, reference))]);
  if (federation) tests.push(['federation', ({ host }) => overlaps(federation, federationsOf(host))]);
  if (country) tests.push(['country', ({ service }) => country.includes(service?.dataCountry ?? '')]);
  if (registration)
    tests.push(['registration', ({ service }) => overlaps(registration, [service?.registration ?? ''])]);
  if (audience) tests.push(['audience', ({ host }) => overlaps(audience, host.audiences)]);
  if (legalForm) tests.push(['legalForm', ({ host }) => overlaps(legalForm, [host.legalForm ?? ''])]);
  if (territory) {
    const serving = [
      'world',
      ...territory.flatMap((key) =>
        reference.territories.lineage(parseTerritory(key)).map(({ level, code }) => `${level}:${code}`),
      ),
    ];
    tests.push(['territory', ({ zones }) => serving.some((zone) => zones.has(zone))]);
  }
  if (question.maxPricePerYear !== undefined) {
    const most = Math.round(question.maxPricePerYear * 100);
    const wanted = {
      accounts: question.accounts ?? 1,
      megabytes: Math.round((question.storageGb ?? 1) * 1000),
    };
    tests.push([
      'maxPricePerYear',
      ({ prices, index }) => {
        const price: Price = prices ? cheapest(prices, wanted, costRules) : 'unknown';
        if (price === 'unknown') unknownPrice.add(index);
        return typeof price === 'number' && price <= most;
      },
    ]);
  }

  const failed = new Uint16Array(model.offers.length);
  for (const [filter, passes] of tests) {
    const bit = bitOf(filter);
    for (const offer of model.offers) if (!passes(offer)) failed[offer.index]! |= bit;
  }
  if (of === 'offers') for (const { service, index } of model.offers) if (!service) failed[index] = 0xffff;
  return { failed, unknownPrice, scores };
}

/** What is counted and listed: each host once, or each offer. */
export const unitOf = (offer: Offer, of: SearchContext['of']): number =>
  of === 'hosts' ? offer.hostIndex : offer.index;

/** Units with an offer that fails no filter but those of `ignored`, in the order of the model. */
export function passing(
  { model, of }: Pick<SearchContext, 'model' | 'of'>,
  { failed }: Pick<Evaluation, 'failed'>,
  ignored = 0,
): Offer[] {
  const passed: Offer[] = [];
  let last = -1;
  for (const offer of model.offers) {
    if ((failed[offer.index]! & ~ignored) !== 0) continue;
    const unit = unitOf(offer, of);
    if (unit === last) continue;
    last = unit;
    passed.push(offer);
  }
  return passed;
}
