import type { Reference } from '../vocabulary/reference.ts';
import type { Offer } from './model.ts';
import type { Facet, Question } from './schema.ts';
import {
  bitOf,
  commitmentsOf,
  criteriaOf,
  type Evaluation,
  FILTERS,
  type Filter,
  federationsOf,
  passing,
  type SearchContext,
  unitOf,
} from './search.ts';

const VALUES: Record<Facet, (offer: Offer, reference: Reference) => readonly (string | undefined)[]> = {
  usage: ({ service }) => service?.usages ?? [],
  criterion: ({ host }) => criteriaOf(host),
  commitment: commitmentsOf,
  federation: ({ host }) => federationsOf(host),
  country: ({ service }) => [service?.dataCountry],
  registration: ({ service }) => [service?.registration],
  audience: ({ host }) => host.audiences ?? [],
  legalForm: ({ host }) => [host.legalForm],
  state: ({ host }) => [host.state],
};

export interface FacetCount {
  value: string;
  count: number;
}

/** Counts by value, most frequent first. A facet ignores its own filter: else its other values would all be 0. */
export function countFacet(facet: Facet, context: SearchContext, { failed }: Evaluation): FacetCount[] {
  const counts = new Map<string, { count: number; last: number }>();
  const ignored = bitOf(facet);
  for (const offer of context.model.offers) {
    if ((failed[offer.index]! & ~ignored) !== 0) continue;
    const unit = unitOf(offer, context.of);
    for (const value of new Set(VALUES[facet](offer, context.reference))) {
      if (value === undefined) continue;
      const seen = counts.get(value);
      if (!seen) counts.set(value, { count: 1, last: unit });
      else if (seen.last !== unit) counts.set(value, { count: seen.count + 1, last: unit });
    }
  }
  return [...counts]
    .map(([value, { count }]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
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

const SHOWN_BY_DEFAULT: readonly string[] = ['published', 'silent'];

function countWithout(drop: Filter, context: SearchContext, evaluation: Evaluation): number {
  const found = passing(context, evaluation, bitOf(drop));
  // Without a wish about states, only the usual ones are shown.
  return drop === 'state' ? found.filter(({ host }) => SHOWN_BY_DEFAULT.includes(host.state)).length : found.length;
}

/** Units that pass everything but the price, which is not known. */
export function countUnknownPrice(context: SearchContext, { failed, unknownPrice }: Evaluation): number {
  const price = bitOf('maxPricePerYear');
  const units = new Set<number>();
  for (const offer of context.model.offers)
    if (failed[offer.index] === price && unknownPrice.has(offer.index)) units.add(unitOf(offer, context.of));
  for (const offer of passing(context, { failed })) units.delete(unitOf(offer, context.of));
  return units.size;
}
