import { classOf, type Ranked } from '../lists.ts';
import type { CompiledNeed } from '../need.ts';
import type { Policy } from '../policy.ts';
import type { Interval } from '../value/interval.ts';
import { reasonsFor } from './reasons.ts';

/** What speaks for one host and for another, of which the first has the larger sum. Indexes are those of the criteria. */
export interface Comparison {
  /** Sum of the first less sum of the second; exactly the sum over the criteria. */
  readonly difference: number;
  /** The smallest set of criteria that outweighs everything in favour of the second; heaviest first. */
  readonly because: readonly number[];
  /** Every criterion on which the second does better, heaviest first. */
  readonly despite: readonly number[];
}

/**
 * Compares two hosts criterion by criterion: points times the difference of what each is sure of. At equal weight the
 * first criterion of the list is named, so criteria come in the order of their names.
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
 * Points of one criterion at which two hosts are equal, the other points staying as they are; null when no number of
 * points from 0 up does it. `difference` is that of the whole sums, `delta` that of the two on this criterion.
 */
export function tyingPoints(points: number, difference: number, delta: number): number | null {
  if (delta === 0) return null;
  const tying = points - difference / delta;
  return tying < 0 ? null : tying;
}

/**
 * Whether the first host stays at least equal for every set of points that keeps the order of importance: the sums of
 * the differences, class after class, are never below zero. `classes` orders the criteria, the most important highest.
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
 * Whether a host owes its first place to nothing but words that nobody checked: all the wishes that put
 * it before the next host below are declared; with no such host in the list, all its reasons that are statements.
 */
export function restsOnWords(ranked: Ranked, list: readonly Ranked[], need: CompiledNeed, policy: Policy): boolean {
  if (ranked.rank !== 1) return false;
  const { placed } = ranked;
  // Equal hosts stand at one place: what earns it is what the next place lacks.
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

/** What somebody denies is another caution: there somebody did look. */
const isBareWord = ({ evidence, deniedBy }: Interval): boolean => evidence === 'declared' && deniedBy === null;
