import type { CostRules } from '../../services/cost.ts';
import type { Model, Offer } from '../model.ts';
import { parseTerritory } from '../questions.ts';
import type { Facet, Question } from '../schema.ts';
import { cheapest, type Name } from './postings.ts';

/**
 * Filters as bits: for each offer, one bit for each filter that it does not pass. What a facet counts without its own
 * filter, and what dropping a filter would find, are then questions about the same numbers.
 */
const BY_VALUE = [
  'usage',
  'criterion',
  'commitment',
  'federation',
  'country',
  'registration',
  'audience',
  'legalForm',
  'state',
] as const satisfies readonly Name[];
export const FILTERS = ['q', 'territory', 'maxPricePerYear', ...BY_VALUE] as const;
export type Filter = (typeof FILTERS)[number];

const BITS = Object.fromEntries(FILTERS.map((filter, i) => [filter, 1 << i])) as Record<Filter, number>;
export const bitOf = (filter: Filter): number => BITS[filter];
/** Not a filter: an entry that has no offer is never in a list of offers. */
const NO_OFFER = 1 << FILTERS.length;

/** States shown when nobody asks for others. */
export const SHOWN_BY_DEFAULT = ['published', 'silent'];

export interface Evaluation {
  /** Filters that each offer fails, in the order of `model.offers`. */
  failed: Uint16Array;
  /** Price of each offer in cents, NaN when unknown; when a price is asked. */
  prices: Float64Array | undefined;
  /** Scores of hosts or offers, when words are asked. */
  scores: ReadonlyMap<number, number> | undefined;
}

export interface SearchContext {
  model: Model;
  costRules: CostRules;
  /** Whether words are looked for in each offer, or in the host as a whole. */
  of: 'hosts' | 'offers';
}

const QUANTITIES_MAX = 32;
const priced = new WeakMap<Model, Map<string, Float64Array>>();

/** Cents a year of each offer for a quantity: NaN when unknown, Infinity when no plan is large enough. */
function pricesFor(model: Model, accounts: number, megabytes: number, rules: CostRules): Float64Array {
  let byQuantity = priced.get(model);
  if (!byQuantity) {
    byQuantity = new Map();
    priced.set(model, byQuantity);
  }
  const key = `${accounts} ${megabytes}`;
  const known = byQuantity.get(key);
  if (known) return known;
  const prices = new Float64Array(model.offers.length);
  for (const offer of model.offers) {
    const price = offer.prices ? cheapest(offer.prices, { accounts, megabytes }, rules) : 'unknown';
    prices[offer.index] = price === 'unknown' ? Number.NaN : price === 'none' ? Number.POSITIVE_INFINITY : price;
  }
  if (byQuantity.size >= QUANTITIES_MAX) byQuantity.clear();
  byQuantity.set(key, prices);
  return prices;
}

/** Tries every offer against every filter that was given. */
export function evaluate(question: Question, { model, costRules, of }: SearchContext): Evaluation {
  const { postings } = model;
  const failed = new Uint16Array(model.offers.length);
  const failAll = (bit: number) => {
    for (let i = 0; i < failed.length; i++) failed[i]! |= bit;
  };
  const pass = (bit: number, name: Name, values: Iterable<string>) => {
    for (const value of values) for (const place of postings[name].get(value) ?? []) failed[place]! &= ~bit;
  };

  for (const name of BY_VALUE) {
    const asked: readonly string[] | undefined =
      name === 'state' ? (question.state ?? SHOWN_BY_DEFAULT) : question[name];
    if (!asked) continue;
    failAll(BITS[name]);
    pass(BITS[name], name, asked);
  }
  if (question.territory) {
    const places = question.territory.flatMap((key) => model.reference.territories.lineage(parseTerritory(key)));
    failAll(BITS.territory);
    pass(BITS.territory, 'zone', ['world', ...places.map(({ level, code }) => `${level}:${code}`)]);
  }
  let prices: Float64Array | undefined;
  if (question.maxPricePerYear !== undefined) {
    const most = Math.round(question.maxPricePerYear * 100);
    const megabytes = Math.round((question.storageGb ?? 1) * 1000);
    prices = pricesFor(model, question.accounts ?? 1, megabytes, costRules);
    // An unknown price is NaN, which is never below anything.
    for (let i = 0; i < failed.length; i++) if (!(prices[i]! <= most)) failed[i]! |= BITS.maxPricePerYear;
  }
  const text = of === 'hosts' ? model.hostText : model.offerText;
  const scores = question.q === undefined ? undefined : text().search(question.q);
  if (scores)
    for (let index = 0; index < failed.length; index++) {
      if (!scores.has(of === 'hosts' ? model.hostIndexes[index]! : index)) failed[index]! |= BITS.q;
    }
  if (of === 'offers') for (const index of model.withoutService) failed[index]! |= NO_OFFER;
  return { failed, prices, scores };
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
  // The flags stand side by side in memory, the offers do not: only those that pass are looked at.
  for (let index = 0; index < failed.length; index++) {
    if ((failed[index]! & ~ignored) !== 0) continue;
    const offer = model.offers[index]!;
    const unit = unitOf(offer, of);
    if (unit === last) continue;
    last = unit;
    passed.push(offer);
  }
  return passed;
}

export interface FacetCount {
  value: string;
  count: number;
}

/** Counts by value, most frequent first. A facet ignores its own filter: else its other values would all be 0. */
export function countFacet(facet: Facet, { model, of }: SearchContext, { failed }: Evaluation): FacetCount[] {
  const ignored = bitOf(facet);
  const counts: FacetCount[] = [];
  for (const [value, places] of model.postings[facet]) {
    let count = 0;
    let last = -1;
    for (const place of places) {
      if ((failed[place]! & ~ignored) !== 0) continue;
      const unit = unitOf(model.offers[place]!, of);
      if (unit !== last) count++;
      last = unit;
    }
    if (count > 0) counts.push({ value, count });
  }
  return counts.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** For an empty answer: what dropping each filter alone would find, most first. */
export function relaxations(
  question: Question,
  context: SearchContext,
  evaluation: Evaluation,
): { drop: Filter; count: number }[] {
  return FILTERS.filter((filter) => question[filter] !== undefined)
    .map((drop) => ({ drop, count: countWithout(drop, context, evaluation) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

function countWithout(drop: Filter, context: SearchContext, evaluation: Evaluation): number {
  const found = passing(context, evaluation, bitOf(drop));
  // Without a wish about states, only the usual ones are shown.
  return drop === 'state' ? found.filter(({ host }) => SHOWN_BY_DEFAULT.includes(host.state)).length : found.length;
}

/** Units that pass everything but the price, which is not known. */
export function countUnknownPrice(context: SearchContext, { failed, prices }: Evaluation): number {
  const onlyPrice = bitOf('maxPricePerYear');
  const units = new Set<number>();
  const { offers } = context.model;
  for (let index = 0; index < failed.length; index++)
    if (failed[index] === onlyPrice && Number.isNaN(prices?.[index])) units.add(unitOf(offers[index]!, context.of));
  for (const offer of passing(context, { failed })) units.delete(unitOf(offer, context.of));
  return units.size;
}
