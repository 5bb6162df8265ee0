import { FEWEST } from '../../ground/small-numbers.ts';
import { byText } from '../../ground/texts.ts';
import type { CaseCell } from '../../record/tables/cases.ts';

/* Pure: numbers of cases that reveal no single case. */

/** How a case is counted at last, once in its life. */
export const ENDS = ['moved', 'gave-up', 'no-end-known'] as const;
export type End = (typeof ENDS)[number];

/** Where a case is counted: in one place, one family of usages, and any number of kinds of help. */
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
 * The cases that can be told of: five at least share the place of each, and five its family, those that cannot be told
 * left out. The others are in no number, and wait for the next period. Had they not come, the numbers would be the same:
 * so no difference of numbers gives one of them away, whatever else is known.
 */
export function toldOf<C extends Counted>(cases: readonly C[]): C[] {
  for (let left = [...cases]; ; ) {
    const [ofPlace, ofFamily] = [places(left), families(left)];
    const told = left.filter(
      ({ departement, family }) => ofPlace.get(departement)! >= FEWEST && ofFamily.get(family)! >= FEWEST,
    );
    if (told.length === left.length) return told;
    left = told;
  }
}

/** How many ask for each kind of help, told so that those who do not are five at least too, or none. */
function help(cases: readonly Counted[]): [kind: string, count: number][] {
  const all = cases.length;
  return [...countBy(cases.flatMap((one) => one.help))]
    .map(([kind, count]): [string, number] => [kind, all - count < FEWEST && count < all ? all - FEWEST : count])
    .filter(([, count]) => count >= FEWEST);
}

/**
 * The numbers of cases that ended in one way. No case is in the numbers of two ends or of two periods, and numbers that
 * were told never change.
 * @param told by `toldOf`
 */
export function cellsOf(count: End, told: readonly Counted[]): CaseCell[] {
  if (told.length === 0) return [];
  const of = (by: string, counts: Iterable<[string, number]>): CaseCell[] =>
    [...counts].sort(([a], [b]) => byText(a, b)).map(([key, atLeast]) => ({ count, by, key, atLeast }));
  return [
    { count, by: 'all', key: '', atLeast: told.length },
    ...of('departement', places(told)),
    ...of('family', families(told)),
    ...of('help', help(told)),
  ];
}
