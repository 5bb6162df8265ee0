import { addMinimal, bitCount } from '../masks.ts';

/** Sets looked at while conflicts are made; beyond, there are too many to be of use to anybody. */
const MOST_SETS = 2000;

/**
 * Every inclusion-minimal set of needs that rules all hosts out: it meets each of `refusals`, the sets of needs that
 * each host answers no. Fewest needs first. Null when there are too many.
 */
export function minimalConflicts(refusals: readonly number[]): number[] | null {
  const distinct: number[] = [];
  for (const mask of refusals) addMinimal(distinct, mask);
  let conflicts = distinct.length === 0 ? [] : [0];
  for (const refusal of distinct) {
    const next: number[] = [];
    for (const conflict of conflicts) {
      if ((conflict & refusal) !== 0) addMinimal(next, conflict);
      else for (let rest = refusal; rest !== 0; rest &= rest - 1) addMinimal(next, conflict | (rest & -rest));
    }
    if (next.length > MOST_SETS) return null;
    conflicts = next;
  }
  return conflicts.sort((a, b) => bitCount(a) - bitCount(b) || a - b);
}
