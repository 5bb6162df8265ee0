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
  VALUE_FILTER,
  VALUE_FILTER_NAMES,
  type ValueFilterName,
} from './filters.ts';
import { withMinimum } from './minima.ts';
import type { Model } from './model.ts';
import { pricesFor } from './prices.ts';
import type { Question } from './schema.ts';
import type { Offer, Section } from './section.ts';
import type { Scores } from './texts/text-search.ts';

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
  /** Scores of hosts or offers; only set when there is a text query. */
  scores: Scores | undefined;
}

export interface SearchContext {
  model: Model;
  costRules: CostRules;
  /** Whether the list contains hosts or offers; it also decides which texts are searched. */
  of: 'hosts' | 'offers';
}

export type Within = Pick<SearchContext, 'model' | 'of'>;

/** Tests every offer against every filter of the query. */
export function evaluate(question: Question, { model, costRules, of }: SearchContext): Evaluation {
  const failed = new Uint32Array(model.offersBefore.at(-1)!);
  const passed: { name: ValueFilterName; values: readonly string[]; bitsKept: number }[] = [];
  let untilFound = 0;
  for (const name of VALUE_FILTER_NAMES) {
    const { whenAbsent, answers } = VALUE_FILTER[name];
    const wanted = question[name] ?? whenAbsent;
    if (!wanted) continue;
    const values = answers ? [...new Set(wanted.flatMap((value) => answers(value, model.reference)))] : wanted;
    passed.push({ name, values, bitsKept: ~BITS[name] });
    untilFound |= BITS[name];
  }
  failed.fill(untilFound);
  for (const [index, section] of model.sections.entries()) {
    const before = model.offersBefore[index]!;
    for (const { name, values, bitsKept } of passed)
      for (const value of values) {
        const places = placesOf(name, value, section, model.reference);
        for (let at = 0; at < places.length; at++) failed[before + places[at]!]! &= bitsKept;
      }
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
  if (scores) failWithoutWords(failed, scores, { model, of });
  if (of === 'offers')
    for (const [index, { withoutService }] of model.sections.entries())
      for (const local of withoutService) failed[model.offersBefore[index]! + local]! |= NO_OFFER;
  return { failed, prices, scores };
}

/** The offers of a section that have a wanted value, with its minimum if it has one. */
function placesOf(
  name: ValueFilterName,
  value: string,
  { postings, offers }: Section,
  reference: Reference,
): readonly number[] {
  const { minimum } = VALUE_FILTER[name];
  if (!minimum) return postings[name].get(value) ?? [];
  const { key, least } = withMinimum(value);
  const places = postings[name].get(key) ?? [];
  return least === undefined ? places : places.filter((at) => minimum.holds(offers[at]!, key, least, reference));
}

function failWhere(failed: Uint32Array, bit: number, model: Model, fails: (offer: Offer) => boolean): void {
  let place = 0;
  for (const { offers } of model.sections)
    for (const offer of offers) {
      if (fails(offer)) failed[place]! |= bit;
      place++;
    }
}

function failWithoutWords(failed: Uint32Array, { places }: Scores, { model, of }: Within): void {
  let next = 0;
  for (const [index, { hostOf }] of model.sections.entries()) {
    const [hosts, before] = [model.hostsBefore[index]!, model.offersBefore[index]!];
    for (let local = 0; local < hostOf.length; local++) {
      const unit = of === 'hosts' ? hosts + hostOf[local]! : before + local;
      // Both are ascending.
      while (next < places.length && places[next]! < unit) next++;
      if (places[next] !== unit) failed[before + local]! |= BITS.q;
    }
  }
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
  { model, of }: Within,
): void {
  const bit = BITS[allOf(name)];
  for (let place = 0; place < failed.length; place++) failed[place]! |= bit;
  for (const [index, section] of model.sections.entries()) {
    const before = model.offersBefore[index]!;
    const places = [...new Set(wanted)].map((value) => placesOf(name, value, section, model.reference));
    const unitAt = (local: number) => (of === 'hosts' ? section.hostOf[local]! : local);
    const [first = new Set<number>(), ...others] = places.map((ofValue) => new Set(ofValue.map(unitAt)));
    const having = new Set([...first].filter((unit) => others.every((units) => units.has(unit))));
    for (const local of places.flat()) if (having.has(unitAt(local))) failed[before + local]! &= ~bit;
  }
}

/** What passes: one offer per host, or every offer, in the order of the model, and the place of its host or of itself. */
export interface Passing {
  offers: Offer[];
  units: number[];
}

/** @param ignored bits of filters to ignore */
export function passing({ model, of }: Within, { failed }: Pick<Evaluation, 'failed'>, ignored = 0): Passing {
  const [found, units]: [Offer[], number[]] = [[], []];
  const held = ~ignored;
  let last = -1;
  // Offers that do not pass are not read: reading bits is fast, reading offers is not.
  for (const [index, { offers, hostOf }] of model.sections.entries()) {
    const [hosts, before] = [model.hostsBefore[index]!, model.offersBefore[index]!];
    for (let local = 0; local < hostOf.length; local++) {
      if ((failed[before + local]! & held) !== 0) continue;
      const unit = of === 'hosts' ? hosts + hostOf[local]! : before + local;
      if (unit === last) continue;
      last = unit;
      found.push(offers[local]!);
      units.push(unit);
    }
  }
  return { offers: found, units };
}

/** One offer per host, or every offer, that passes; in the order of the model. */
export const passingOffers = (...of: Parameters<typeof passing>): Offer[] => passing(...of).offers;
