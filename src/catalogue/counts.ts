import type { AllParameter, Facet } from './filters.ts';
import type { Question } from './schema.ts';
import { BITS, type Evaluation, passing, type SearchContext, type Within } from './search.ts';

/* How many hosts or offers have a value, or would be found otherwise. */

/** The units of some offers: their hosts, or themselves. @param isWanted of a place in `model.offers` */
function eachUnit(
  { model, of }: Within,
  isWanted: (place: number) => boolean,
  visit: (unit: number, place: number) => void,
): void {
  for (const [index, { hostOf }] of model.sections.entries()) {
    const [hosts, before] = [model.hostsBefore[index]!, model.offersBefore[index]!];
    for (let local = 0; local < hostOf.length; local++) {
      const place = before + local;
      if (isWanted(place)) visit(of === 'hosts' ? hosts + hostOf[local]! : place, place);
    }
  }
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
  const found = question[`${facet}.all` as AllParameter] && new Set(passing(context, evaluation, ignored).units);
  const counts = new Map<string, number>();
  for (const [index, { postings, hostOf }] of model.sections.entries()) {
    const [hosts, before] = [model.hostsBefore[index]!, model.offersBefore[index]!];
    for (const [value, places] of postings[facet]) {
      let count = 0;
      let last = -1;
      for (const local of places) {
        const place = before + local;
        if (!found && (failed[place]! & ~ignored) !== 0) continue;
        const unit = of === 'hosts' ? hosts + hostOf[local]! : place;
        if (unit !== last && (!found || found.has(unit))) count++;
        last = unit;
      }
      if (count > 0) counts.set(value, (counts.get(value) ?? 0) + count);
    }
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** How many hosts or offers pass all filters except the price, only because their price is unknown. */
export function countUnknownPrice(context: SearchContext, { failed, prices }: Evaluation): number {
  if (!prices) return 0;
  const units = new Set<number>();
  eachUnit(
    context,
    (place) => failed[place] === BITS.maxPricePerYear && Number.isNaN(prices[place]),
    (unit) => units.add(unit),
  );
  for (const unit of passing(context, { failed }).units) units.delete(unit);
  return units.size;
}

/**
 * How many hosts or offers fail exactly so many filters, by the bits of these filters.
 * @param free bits of the filters that may be failed
 */
export function countFailing(size: number, free: number, within: Within, failed: Uint32Array): Map<number, number> {
  const units = new Map<number, Set<number>>();
  eachUnit(
    within,
    (place) => (failed[place]! & ~free) === 0 && bitsIn(failed[place]!) === size,
    (unit, place) => {
      const bits = failed[place]!;
      const found = units.get(bits) ?? new Set();
      units.set(bits, found.add(unit));
    },
  );
  return new Map([...units].map(([bits, { size: count }]) => [bits, count]));
}

function bitsIn(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}
