import { compareKeys } from '../http/pagination.ts';
import { countFailing } from './counts.ts';
import { VALUE_FILTER, type ValueFilterName } from './filters.ts';
import type { Question } from './schema.ts';
import { BITS, type Evaluation, evaluate, FILTERS, type Filter, passingOffers, type SearchContext } from './search.ts';

/* What an empty list would hold with fewer filters. */

/** A proposal for an empty result: how many results there would be without one filter, or without two or three. */
export interface ListRelaxation {
  drop: Filter[];
  count: number;
}

/** Of equal counts, the filter that comes first in the list of them. */
const placesIn = (drop: readonly Filter[]): string[] =>
  drop.map((filter) => String(FILTERS.indexOf(filter)).padStart(2, '0'));

const mostFirst = (relaxations: ListRelaxation[]): ListRelaxation[] =>
  relaxations
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || compareKeys(placesIn(a.drop), placesIn(b.drop)));

/** More proposals than this are not read. */
const MOST_RELAXATIONS = 20;

/**
 * For an empty result: the number of results without each single filter, largest first; if none helps, without each
 * pair of filters, and if no pair helps, without each three. A filter with a default cannot be removed, because its
 * default then applies: these offers are tested again.
 */
export function relaxations(question: Question, context: SearchContext, evaluation: Evaluation): ListRelaxation[] {
  const asked = FILTERS.filter((filter) => question[filter] !== undefined);
  const isNeverFree = (filter: Filter) =>
    filter in VALUE_FILTER && VALUE_FILTER[filter as ValueFilterName].whenAbsent !== undefined;
  const free = asked.filter((filter) => !isNeverFree(filter));
  const withDefault = asked.filter(isNeverFree).map((filter) => {
    const { [filter]: _, ...rest } = question;
    return { filter, evaluation: evaluate(rest, context) };
  });
  const inOrder = (drop: Filter[]) => drop.sort((a, b) => FILTERS.indexOf(a) - FILTERS.indexOf(b));
  const singles = asked.map((filter) => {
    const its = withDefault.find((one) => one.filter === filter)?.evaluation;
    return {
      drop: [filter],
      count: passingOffers(context, its ?? evaluation, its ? 0 : BITS[filter]).length,
    };
  });
  const helpful = mostFirst(singles);
  if (helpful.length > 0) return helpful;
  for (const size of [2, 3]) {
    const found = mostFirst([
      ...failingExactly(size, free, context, evaluation),
      ...withDefault.flatMap(({ filter, evaluation: without }) =>
        failingExactly(size - 1, free, context, without).map(({ drop, count }) => ({
          drop: inOrder([filter, ...drop]),
          count,
        })),
      ),
    ]);
    if (found.length > 0) return found.slice(0, MOST_RELAXATIONS);
  }
  return [];
}

/**
 * How many hosts or offers fail exactly so many filters, by these filters. One pass over the offers, for any number of
 * filters: each offer has the bits of those that it fails. Fewer filters help nobody, so no offer fails a part of them.
 */
function failingExactly(
  size: number,
  filters: readonly Filter[],
  context: SearchContext,
  { failed }: Pick<Evaluation, 'failed'>,
): ListRelaxation[] {
  const free = filters.reduce((bits, filter) => bits | BITS[filter], 0);
  return [...countFailing(size, free, context, failed)].map(([bits, count]) => ({
    drop: filters.filter((filter) => (bits & BITS[filter]) !== 0),
    count,
  }));
}
