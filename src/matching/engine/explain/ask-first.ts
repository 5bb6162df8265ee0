import { isListedOutcome, type ListedOutcome, type Outcome, type RatedWay } from '../host/choose.ts';
import { classOf, inOrder } from '../host/lists.ts';
import { bitCount, needsIn } from '../need/hard-needs.ts';
import type { CompiledNeed } from '../need/need.ts';
import { outOfHundred } from '../need/rank.ts';

/** The criterion that measures how well a hard need is met, if there is one. */
const CRITERION_OF: Readonly<Record<string, string>> = { budget: 'price', 'too-small': 'storage-margin' };

/** The one hard need that an answer would settle. Open places are no second need, unless only they are unknown. */
export function soleNeed({ unknown, open }: RatedWay, { bits }: CompiledNeed): number {
  const rest = unknown & ~bits['open-to-newcomers'] || unknown;
  return bitCount(rest) === 1 && open <= 1 ? rest : 0;
}

/** The low score of a host that leaves one hard need open, with the criterion of that need at its worst value. */
function worstLow(placed: RatedWay, need: CompiledNeed): number {
  const { intervals, lowSum } = placed;
  const [{ kind, name, key }] = needsIn(soleNeed(placed, need), need) as [ReturnType<typeof needsIn>[0]];
  const criterion = CRITERION_OF[name] ?? (kind === 'support' ? `support:${key}` : name);
  const wish = need.wishes.findIndex((one) => one.name === criterion);
  const sure = wish < 0 ? 0 : need.wishes[wish]!.points * Math.max(0, intervals[wish]!.low);
  return outOfHundred(lowSum - sure, need.totalPoints);
}

/**
 * The host to ask before any other: it leaves one hard need open, and even with the worst answer it ranks above the
 * first host that fits, or above every other host when none fits. Null when there is none.
 */
export function askedFirst(
  outcomes: readonly Outcome[],
  firstFit: RatedWay | null,
  need: CompiledNeed,
  tieBreak: (hostId: string) => string,
): ListedOutcome | null {
  if (need.totalPoints === 0) return null;
  const listed = outcomes.filter(isListedOutcome).filter(({ candidate }) => !candidate.isApart);
  const fitting = listed.filter(({ placed }) => placed.unknown === 0);
  const bar = firstFit?.low ?? -1;
  const able = listed.filter((one) => {
    if (!one.candidate.seenLately || one.placed.isHeld || soleNeed(one.placed, need) === 0) return false;
    const low = worstLow(one.placed, need);
    if (fitting.length > 0) return low > bar;
    const own = classOf(one.placed);
    return listed.every((other) => {
      const its = classOf(other.placed);
      return other === one || (own <= its && other.placed.low < low);
    });
  });
  return inOrder(able, tieBreak)[0] ?? null;
}
