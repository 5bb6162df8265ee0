import type { CostRules } from '../../services/cost.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Model, Offer } from '../model.ts';
import type { Question } from '../schema.ts';
import { FACETS, type Facet, VALUE_FILTER, VALUE_FILTER_NAMES, type ValueFilterName } from './filters.ts';
import { pricesFor } from './prices.ts';

/** For each filter and value, the offers that have it: ascending indexes in `model.offers`. */
export type Postings = Readonly<Record<ValueFilterName, ReadonlyMap<string, readonly number[]>>>;

export function buildPostings(offers: readonly Offer[], reference: Reference, day: string): Postings {
  const postingsOf = (name: ValueFilterName): Map<string, number[]> => {
    const postings = new Map<string, number[]>();
    for (const offer of offers)
      for (const value of new Set(VALUE_FILTER[name].valuesOf(offer, reference, day))) {
        if (value === undefined) continue;
        const places = postings.get(value);
        if (places) places.push(offer.index);
        else postings.set(value, [offer.index]);
      }
    return postings;
  };
  return Object.fromEntries(VALUE_FILTER_NAMES.map((name) => [name, postingsOf(name)])) as Record<
    ValueFilterName,
    Map<string, number[]>
  >;
}

type Filter = 'q' | 'maxPricePerYear' | ValueFilterName;
/** Order of proposed relaxations with equal counts. */
const FILTERS: readonly Filter[] = [
  'q',
  ...VALUE_FILTER_NAMES.filter((name) => VALUE_FILTER[name].uncounted),
  'maxPricePerYear',
  ...FACETS,
];

const bitAt = (place: number): number => {
  // Bit operators work on 32 bits, of which the last is the sign.
  if (place > 30) throw new RangeError('more filters than an offer has bits for');
  return 1 << place;
};
/**
 * One bit for each filter; an offer gets the bits of the filters that it fails. Facets, which ignore their own filter,
 * and relaxations then use the same numbers.
 */
const BITS = Object.fromEntries(FILTERS.map((filter, place) => [filter, bitAt(place)])) as Record<Filter, number>;
/** Not a filter: keeps hosts without services out of lists of offers. */
const NO_OFFER = bitAt(FILTERS.length);

export interface Evaluation {
  /** Filters that each offer fails, in the order of `model.offers`. */
  failed: Uint32Array;
  /** Price of each offer in cents, NaN when unknown; only with a price filter. */
  prices: Float64Array | undefined;
  /** Scores of hosts or offers by index; only with a text query. */
  scores: ReadonlyMap<number, number> | undefined;
}

export interface SearchContext {
  model: Model;
  costRules: CostRules;
  /** Whether the list has hosts or offers; also where text is searched. */
  of: 'hosts' | 'offers';
}

/** Tests every offer against every filter of the question. */
export function evaluate(question: Question, { model, costRules, of }: SearchContext): Evaluation {
  const failed = new Uint32Array(model.offers.length);
  for (const name of VALUE_FILTER_NAMES) {
    const { whenAbsent, answers } = VALUE_FILTER[name];
    const wanted = question[name] ?? whenAbsent;
    if (!wanted) continue;
    const values = answers ? new Set(wanted.flatMap((value) => answers(value, model.reference))) : wanted;
    const bit = BITS[name];
    for (let i = 0; i < failed.length; i++) failed[i]! |= bit;
    for (const value of values) for (const place of model.postings[name].get(value) ?? []) failed[place]! &= ~bit;
  }
  let prices: Float64Array | undefined;
  if (question.maxPricePerYear !== undefined) {
    const most = Math.round(question.maxPricePerYear * 100);
    const megabytes = Math.round((question.storageGb ?? 1) * 1000);
    prices = pricesFor(model, { accounts: question.accounts ?? 1, megabytes }, costRules);
    const bit = BITS.maxPricePerYear;
    // An unknown price is NaN, which is never below anything.
    for (let i = 0; i < failed.length; i++) if (!(prices[i]! <= most)) failed[i]! |= bit;
  }
  const text = of === 'hosts' ? model.hostText : model.offerText;
  const scores = question.q === undefined ? undefined : text().search(question.q);
  if (scores) {
    const bit = BITS.q;
    for (let index = 0; index < failed.length; index++)
      if (!scores.has(of === 'hosts' ? model.hostIndexes[index]! : index)) failed[index]! |= bit;
  }
  if (of === 'offers') for (const index of model.withoutService) failed[index]! |= NO_OFFER;
  return { failed, prices, scores };
}

/** The index of what is counted: of the host, or of the offer. */
export const unitOf = (offer: Offer, of: SearchContext['of']): number =>
  of === 'hosts' ? offer.hostIndex : offer.index;

/**
 * One offer for each host or each offer that passes, in the order of the model.
 * @param ignored bits of filters to ignore
 */
export function passing(
  { model, of }: Pick<SearchContext, 'model' | 'of'>,
  { failed }: Pick<Evaluation, 'failed'>,
  ignored = 0,
): Offer[] {
  const passed: Offer[] = [];
  let last = -1;
  // Reading flags is fast, reading offers is not: only offers that pass are read.
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

/** Counts by value, most frequent first. A facet ignores its own filter, otherwise its other values would all be 0. */
export function countFacet(facet: Facet, { model, of }: SearchContext, { failed }: Evaluation): FacetCount[] {
  const ignored = BITS[facet];
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

/** For an empty result: how many dropping each single filter would find, most first. */
export function relaxations(
  question: Question,
  context: SearchContext,
  evaluation: Evaluation,
): { drop: Filter; count: number }[] {
  return FILTERS.filter((filter) => question[filter] !== undefined)
    .map((drop) => ({ drop, count: countWithout(drop, question, context, evaluation) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

function countWithout(drop: Filter, question: Question, context: SearchContext, evaluation: Evaluation): number {
  const { [drop]: _, ...rest } = question;
  // A filter with a default cannot be dropped: its default applies then.
  const isNeverFree = drop in VALUE_FILTER && VALUE_FILTER[drop as ValueFilterName].whenAbsent !== undefined;
  return isNeverFree
    ? passing(context, evaluate(rest, context)).length
    : passing(context, evaluation, BITS[drop]).length;
}

/** How many hosts or offers pass all filters except the price, because it is unknown. */
export function countUnknownPrice(context: SearchContext, { failed, prices }: Evaluation): number {
  const onlyPrice = BITS.maxPricePerYear;
  const units = new Set<number>();
  const { offers } = context.model;
  for (let index = 0; index < failed.length; index++)
    if (failed[index] === onlyPrice && Number.isNaN(prices?.[index])) units.add(unitOf(offers[index]!, context.of));
  for (const offer of passing(context, { failed })) units.delete(unitOf(offer, context.of));
  return units.size;
}
