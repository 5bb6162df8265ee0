import { FEWEST } from '../../ground/small-numbers.ts';
import { byText } from '../../ground/texts.ts';
import type { CaseCell } from '../../record/tables/cases.ts';

/* Pure: numbers of cases that reveal no single case. */

/** The final results by which a case is counted, each case once. */
export const ENDS = ['moved', 'gave-up', 'no-end-known'] as const;
export type End = (typeof ENDS)[number];

/** The cells in which a case is counted: one place, one family of usages, and any number of kinds of help. */
export interface Counted {
  readonly departement: string;
  readonly family: string;
  readonly help: readonly string[];
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const places = (cases: readonly Counted[]) => countBy(cases.map(({ departement }) => departement));
const families = (cases: readonly Counted[]) => countBy(cases.map(({ family }) => family));

/**
 * The cases that may be counted: at least five share the département of each, and at least five its family. Cases are
 * removed until this holds for all that remain. A removed case affects no number and waits for the next period: without
 * it, all numbers would be the same. So no difference between numbers can reveal it, whatever else is known.
 */
export function publishable<C extends Counted>(cases: readonly C[]): C[] {
  for (let left = [...cases]; ; ) {
    const [ofPlace, ofFamily] = [places(left), families(left)];
    const kept = left.filter(
      ({ departement, family }) => ofPlace.get(departement)! >= FEWEST && ofFamily.get(family)! >= FEWEST,
    );
    if (kept.length === left.length) return kept;
    left = kept;
  }
}

/** How many cases ask for each kind of help, reduced until those that do not are at least five, or none. */
function help(cases: readonly Counted[]): [kind: string, count: number][] {
  const all = cases.length;
  return [...countBy(cases.flatMap((one) => one.help))]
    .map(([kind, count]): [string, number] => [kind, all - count < FEWEST && count < all ? all - FEWEST : count])
    .filter(([, count]) => count >= FEWEST);
}

/**
 * The numbers of cases with one final result. No case counts for two results or in two periods, and published numbers
 * never change.
 * @param cases returned by `publishable`
 */
export function cellsOf(count: End, cases: readonly Counted[]): CaseCell[] {
  if (cases.length === 0) return [];
  const of = (by: string, counts: Iterable<[string, number]>): CaseCell[] =>
    [...counts].sort(([a], [b]) => byText(a, b)).map(([key, atLeast]) => ({ count, by, key, atLeast }));
  return [
    { count, by: 'all', key: '', atLeast: cases.length },
    ...of('departement', places(cases)),
    ...of('family', families(cases)),
    ...of('help', help(cases)),
  ];
}
