import type { Facet, Question } from '../schema.ts';
import {
  bitOf,
  type Evaluation,
  FILTERS,
  type Filter,
  passing,
  type SearchContext,
  SHOWN_BY_DEFAULT,
  unitOf,
} from './search.ts';

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
