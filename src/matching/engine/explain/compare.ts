import { classOf, type Ranked } from '../host/lists.ts';
import type { Interval } from '../need/interval.ts';
import type { CompiledNeed } from '../need/need.ts';
import type { Policy } from '../need/policy.ts';
import { reasonsFor } from './reasons.ts';

/** What favours each of two hosts; the first has the larger sum. Numbers are indexes of criteria. */
interface Comparison {
  /** Sum of the first minus sum of the second; equals the sum of the differences over all criteria. */
  readonly difference: number;
  /** The smallest set of criteria that outweighs everything in favour of the second host; heaviest first. */
  readonly because: readonly number[];
  /** Every criterion on which the second does better, heaviest first. */
  readonly despite: readonly number[];
}

/**
 * Compares two hosts criterion by criterion: points × difference of the low values. At equal weight the criterion with
 * the lower index is named, so criteria must come sorted by name.
 */
export function compare(points: readonly number[], first: readonly number[], second: readonly number[]): Comparison {
  const weighed = points.map((point, index) => point * (first[index]! - second[index]!));
  const heaviest = (a: number, b: number) => Math.abs(weighed[b]!) - Math.abs(weighed[a]!) || a - b;
  const indexes = weighed.map((_, index) => index);
  const despite = indexes.filter((index) => weighed[index]! < 0).sort(heaviest);
  const pros = indexes.filter((index) => weighed[index]! > 0).sort(heaviest);
  const cons = despite.reduce((sum, index) => sum - weighed[index]!, 0);
  const because: number[] = [];
  let sum = 0;
  for (const index of pros) {
    if (sum > cons) break;
    because.push(index);
    sum += weighed[index]!;
  }
  return { difference: weighed.reduce((total, weight) => total + weight, 0), because, despite };
}

/**
 * The points of one criterion at which two hosts would be equal, with all other points unchanged; null when no number
 * from 0 up does it. `difference` is the difference of the whole sums, `delta` the difference on this criterion.
 */
export function tyingPoints(points: number, difference: number, delta: number): number | null {
  if (delta === 0) return null;
  const tying = points - difference / delta;
  return tying < 0 ? null : tying;
}

/**
 * Whether the first host stays at least equal for every set of points that keeps the order of importance: the
 * cumulative sums of the differences, from the most important class down, are never negative. `classes` gives the class
 * of each criterion; the highest number is the most important.
 */
export function isOrderRobust(classes: readonly number[], deltas: readonly number[]): boolean {
  const byClass = new Map<number, number>();
  for (const [index, importance] of classes.entries())
    byClass.set(importance, (byClass.get(importance) ?? 0) + deltas[index]!);
  let sum = 0;
  for (const importance of [...byClass.keys()].sort((a, b) => b - a)) {
    sum += byClass.get(importance)!;
    if (sum < 0) return false;
  }
  return true;
}

/**
 * Whether a host owes its first rank only to statements that nobody checked: all wishes that put it before the host of
 * the next rank are merely declared. When there is no such host: all its reasons that are statements.
 */
export function restsOnWords(ranked: Ranked, list: readonly Ranked[], need: CompiledNeed, policy: Policy): boolean {
  if (ranked.rank !== 1) return false;
  const { placed } = ranked;
  // Equal hosts share a rank, so compare with the first host of a lower rank.
  const next = list.find(({ rank }) => rank > 1)?.placed;
  if (next && classOf(next) === classOf(placed)) {
    const lows = (intervals: readonly Interval[]) => intervals.map(({ low }) => low);
    const points = need.wishes.map((wish) => wish.points);
    const { because } = compare(points, lows(placed.intervals), lows(next.intervals));
    return because.length > 0 && because.every((index) => isBareWord(placed.intervals[index]!));
  }
  const evidence = reasonsFor(placed, need, policy).flatMap(({ code, params }) =>
    code === 'criterion-met' || code === 'commitment-met' ? [params.evidence] : [],
  );
  return evidence.length > 0 && evidence.every((level) => level === 'declared');
}

/** A denied statement is another caution: there, somebody did check. */
const isBareWord = ({ evidence, deniedBy }: Interval): boolean => evidence === 'declared' && deniedBy === null;
