import { bitCount, needsIn } from '../hard-needs.ts';
import type { Outcome, RatedWay } from '../host/choose.ts';
import { isListed } from '../host/choose.ts';
import { inOrder } from '../lists.ts';
import type { CompiledNeed } from '../need.ts';
import { outOfHundred } from '../value/rank.ts';

/** The criterion that tells how well a hard need is met, where there is one. */
const CRITERION_OF: Readonly<Record<string, string>> = { budget: 'price', 'too-small': 'storage-margin' };

/** The low score of a host that leaves one hard need open, with the criterion of that need at its worst. */
function worstLow({ unknown, intervals, lowSum }: RatedWay, need: CompiledNeed): number {
  const [{ kind, name, key }] = needsIn(unknown, need) as [ReturnType<typeof needsIn>[0]];
  const criterion = CRITERION_OF[name] ?? (kind === 'support' ? `support:${key}` : name);
  const wish = need.wishes.findIndex((one) => one.name === criterion);
  const sure = wish < 0 ? 0 : need.wishes[wish]!.points * Math.max(0, intervals[wish]!.low);
  return outOfHundred(lowSum - sure, need.totalPoints);
}

/**
 * The host to ask before any other: it leaves one hard need open, and even at its worst on that it stands above the
 * first that fits, or above every other host when none fits. Null when there is none.
 */
export function askedFirst(
  outcomes: readonly Outcome[],
  need: CompiledNeed,
  tieBreak: (hostId: string) => string,
): RatedWay | null {
  if (need.totalPoints === 0) return null;
  const listed = outcomes.filter(isListed).filter(({ candidate }) => candidate.seenLately);
  const fitting = listed.filter(({ placed }) => placed.unknown === 0);
  const bar = Math.max(-1, ...fitting.map(({ placed }) => placed.low));
  const able = listed.filter((one) => {
    if (bitCount(one.placed.unknown) !== 1) return false;
    const low = worstLow(one.placed, need);
    return fitting.length > 0 ? low > bar : listed.every((other) => other === one || other.placed.low < low);
  });
  return inOrder(able, tieBreak)[0]?.placed ?? null;
}
