import { isReadByHost } from '../documents/host.ts';
import { exactDay, startOfDay } from '../ground/clock.ts';

import type { LastChange } from '../record/changes.ts';
import type { CostRules } from '../services/cost.ts';
import type { Reference } from '../vocabulary/reference.ts';
import {
  ALL_FILTER_NAMES,
  type AllFilterName,
  type AllParameter,
  allOf,
  FACETS,
  type Facet,
  VALUE_FILTER,
  VALUE_FILTER_NAMES,
  type ValueFilterName,
} from './filters.ts';
import { withMinimum } from './minima.ts';
import type { Model, Offer } from './model.ts';
import { pricesFor } from './prices.ts';
import type { Question } from './schema.ts';

/** For each filter and value, the offers that have it: ascending indexes in `model.offers`. */
export type Postings = Readonly<Record<ValueFilterName, ReadonlyMap<string, readonly number[]>>>;

/** Number of offers after which other work may run. */
const OFFERS_A_STEP = 500;

export function* buildPostingsInSteps(
  offers: readonly Offer[],
  reference: Reference,
  day: string,
): Generator<'pause', Postings, unknown> {
  const made = {} as Record<ValueFilterName, Map<string, number[]>>;
  for (const name of VALUE_FILTER_NAMES) {
    const postings = new Map<string, number[]>();
    made[name] = postings;
    for (const offer of offers) {
      if (offer.index % OFFERS_A_STEP === 0) yield 'pause';
      for (const value of new Set(VALUE_FILTER[name].valuesOf(offer, reference, day))) {
        if (value === undefined) continue;
        const places = postings.get(value);
        if (places) places.push(offer.index);
        else postings.set(value, [offer.index]);
      }
    }
  }
  return made;
}

export type Filter = 'q' | 'maxPricePerYear' | 'confirmed' | 'updatedAfter' | ValueFilterName | AllParameter;
/** Order of proposed relaxations with equal counts. */
export const FILTERS: readonly Filter[] = [
  'q',
  ...VALUE_FILTER_NAMES.filter((name) => VALUE_FILTER[name].uncounted),
  'maxPricePerYear',
  'updatedAfter',
  'confirmed',
  ...FACETS,
  ...ALL_FILTER_NAMES.map(allOf),
];

const bitAt = (place: number): number => {
  // Bit operators work on 32 bits, and the highest is the sign.
  if (place > 30) throw new RangeError('more filters than an offer has bits for');
  return 1 << place;
};
/**
 * One bit per filter; each offer gets the bits of the filters that it fails. Facets, which ignore their own filter, and
 * relaxations are computed from the same bits.
 */
export const BITS = Object.fromEntries(FILTERS.map((filter, place) => [filter, bitAt(place)])) as Record<
  Filter,
  number
>;
/** Not a filter: excludes hosts without services from lists of offers. */
const NO_OFFER = bitAt(FILTERS.length);

export interface Evaluation {
  /** Bits of the filters that each offer fails, in the order of `model.offers`. */
  failed: Uint32Array;
  /** Price of each offer in cents, NaN when unknown; only set when there is a price filter. */
  prices: Float64Array | undefined;
  /** Scores of hosts or offers by index; only set when there is a text query. */
  scores: ReadonlyMap<number, number> | undefined;
}

export interface SearchContext {
  model: Model;
  costRules: CostRules;
  /** Whether the list contains hosts or offers; it also decides which texts are searched. */
  of: 'hosts' | 'offers';
}

/** Tests every offer against every filter of the query. */
export function evaluate(question: Question, { model, costRules, of }: SearchContext): Evaluation {
  const failed = new Uint32Array(model.offers.length);
  for (const name of VALUE_FILTER_NAMES) {
    const { whenAbsent, answers } = VALUE_FILTER[name];
    const wanted = question[name] ?? whenAbsent;
    if (!wanted) continue;
    const values = answers ? new Set(wanted.flatMap((value) => answers(value, model.reference))) : wanted;
    const bit = BITS[name];
    for (let i = 0; i < failed.length; i++) failed[i]! |= bit;
    for (const value of values) for (const place of placesOf(name, value, model)) failed[place]! &= ~bit;
  }
  const { confirmed, updatedAfter } = question;
  if (confirmed !== undefined) failWhere(failed, BITS.confirmed, model, ({ host }) => isReadByHost(host) !== confirmed);
  if (updatedAfter !== undefined) {
    const isAfter = laterThan(updatedAfter);
    failWhere(failed, BITS.updatedAfter, model, ({ host }) => !isAfter(model.lastChanges.get(host.id)));
  }
  for (const name of ALL_FILTER_NAMES) {
    const wanted = question[allOf(name)];
    if (wanted) failWithoutAll(name, wanted, failed, { model, of });
  }
  let prices: Float64Array | undefined;
  if (question.maxPricePerYear !== undefined) {
    const most = Math.round(question.maxPricePerYear * 100);
    const megabytes = Math.round((question.storageGb ?? 1) * 1000);
    prices = pricesFor(model, { accounts: question.accounts ?? 1, megabytes }, costRules);
    const bit = BITS.maxPricePerYear;
    // An unknown price is NaN, for which every comparison is false.
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

/** The offers that have a wanted value, with its minimum if it has one. */
function placesOf(name: ValueFilterName, value: string, { postings, offers, reference }: Model): readonly number[] {
  const { minimum } = VALUE_FILTER[name];
  if (!minimum) return postings[name].get(value) ?? [];
  const { key, least } = withMinimum(value);
  const places = postings[name].get(key) ?? [];
  return least === undefined ? places : places.filter((at) => minimum.holds(offers[at]!, key, least, reference));
}

function failWhere(failed: Uint32Array, bit: number, { offers }: Model, fails: (offer: Offer) => boolean): void {
  for (let i = 0; i < failed.length; i++) if (fails(offers[i]!)) failed[i]! |= bit;
}

/** Whether a last change is later than an instant, or on a day or later. */
function laterThan(updatedAfter: string): (change: LastChange | undefined) => boolean {
  const isDay = exactDay(updatedAfter) !== null;
  const after = isDay ? startOfDay(updatedAfter).getTime() - 1 : Date.parse(updatedAfter);
  return (change) => change !== undefined && change.at.getTime() > after;
}

/**
 * Fails the offers that have none of the wanted values, and all offers of a host that lacks one of them. In a list of
 * hosts the values may be spread over several services; in a list of offers, each offer must have all.
 */
function failWithoutAll(
  name: AllFilterName,
  wanted: readonly string[],
  failed: Uint32Array,
  { model, of }: Pick<SearchContext, 'model' | 'of'>,
): void {
  const places = [...new Set(wanted)].map((value) => placesOf(name, value, model));
  const unitAt = (place: number) => unitOf(model.offers[place]!, of);
  const [first = [], ...others] = places.map((ofValue) => new Set(ofValue.map(unitAt)));
  const having = new Set([...first].filter((unit) => others.every((units) => units.has(unit))));
  const bit = BITS[allOf(name)];
  for (let i = 0; i < failed.length; i++) failed[i]! |= bit;
  for (const place of places.flat()) if (having.has(unitAt(place))) failed[place]! &= ~bit;
}

/** The index of the unit that is counted: the host or the offer. */
export const unitOf = (offer: Offer, of: SearchContext['of']): number =>
  of === 'hosts' ? offer.hostIndex : offer.index;

/**
 * One offer per host, or every offer, that passes; in the order of the model.
 * @param ignored bits of filters to ignore
 */
export function passingOffers(
  { model, of }: Pick<SearchContext, 'model' | 'of'>,
  { failed }: Pick<Evaluation, 'failed'>,
  ignored = 0,
): Offer[] {
  const passed: Offer[] = [];
  let last = -1;
  // Reading the bits is fast, reading offers is not: only offers that pass are read.
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

/**
 * Counts by value, most frequent first. A facet ignores its own filter, otherwise its other values would all be 0. When
 * a query requires all of several values, the facet counts the other values of the results, in any of their services.
 */
export function countFacet(
  facet: Facet,
  question: Question,
  context: SearchContext,
  evaluation: Evaluation,
): FacetCount[] {
  const { model, of } = context;
  const { failed } = evaluation;
  const ignored = BITS[facet];
  const found =
    question[`${facet}.all` as AllParameter] &&
    new Set(passingOffers(context, evaluation, ignored).map((offer) => unitOf(offer, of)));
  const counts: FacetCount[] = [];
  for (const [value, places] of model.postings[facet]) {
    let count = 0;
    let last = -1;
    for (const place of places) {
      if (!found && (failed[place]! & ~ignored) !== 0) continue;
      const unit = unitOf(model.offers[place]!, of);
      if (unit !== last && (!found || found.has(unit))) count++;
      last = unit;
    }
    if (count > 0) counts.push({ value, count });
  }
  return counts.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** How many hosts or offers pass all filters except the price, only because their price is unknown. */
export function countUnknownPrice(context: SearchContext, { failed, prices }: Evaluation): number {
  const onlyPrice = BITS.maxPricePerYear;
  const units = new Set<number>();
  const { offers } = context.model;
  for (let index = 0; index < failed.length; index++)
    if (failed[index] === onlyPrice && Number.isNaN(prices?.[index])) units.add(unitOf(offers[index]!, context.of));
  for (const offer of passingOffers(context, { failed })) units.delete(unitOf(offer, context.of));
  return units.size;
}
