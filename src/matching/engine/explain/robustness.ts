import { IMPORTANCES, type Importance } from '../../../vocabulary/terms.ts';
import { type EngineContext, isListedOutcome, type Outcome, type RatedWay } from '../host/choose.ts';
import { noesOf } from '../host/exclusions.ts';
import { classOf } from '../host/lists.ts';
import { waysOf } from '../host/ways.ts';
import { intervalsOf, weightedSum } from '../host/worth.ts';
import type { CompiledNeed } from '../need/need.ts';
import type { Policy } from '../need/policy.ts';
import { outOfHundred } from '../need/rank.ts';
import type { Wish } from '../need/wishes.ts';
import { isOrderRobust, tyingPoints } from './compare.ts';

/** One importance word moved by one step, and the host that would then rank first. */
export interface WordChange {
  readonly wish: Wish;
  readonly word: Importance;
  readonly first: RatedWay;
}

/** How firmly the first host of a list holds its place. */
export interface Robustness {
  readonly first: RatedWay;
  /** Other hosts of its list with the same class. */
  readonly rivals: number;
  /** Hosts of other classes: those that fit, and those still to check. */
  readonly behind: { readonly fit: number; readonly toCheck: number };
  /** Another host has the same first rank. */
  readonly tied: boolean;
  /** Each one-step change of one importance word that puts another host above it. Empty: stable. */
  readonly changes: readonly WordChange[];
  /** Ranks first, alone or tied, for every set of points that keeps the order of importance. */
  readonly forAnyPoints: boolean;
  /** Ranks first whatever the unknown points turn out to be, in its own list and in the list of hosts to check. */
  readonly whateverUnknown: boolean;
  /** The smallest change of the points of one criterion that would make a rival equal; `points` in hundredths. */
  readonly weakestSpot: { readonly wish: Wish; readonly rival: RatedWay; readonly points: number } | null;
}

/**
 * How firm the first rank of a list is. `outcomes` are all hosts considered; `first` ranks first in its class. Exact: a
 * changed word may change which way of a host is best, so every way is computed again.
 */
export function robustnessOf(
  first: RatedWay,
  outcomes: readonly Outcome[],
  need: CompiledNeed,
  context: EngineContext,
): Robustness {
  const { policy } = context;
  const rivals: Outcome[] = [];
  let own: Outcome | undefined;
  // A host to check may turn out not to fit, and an open need may be answered no: then the first rank is not certain.
  let mayBeOvertaken = first.unknown !== 0 || first.open > 0;
  let tied = false;
  const behind = { fit: 0, toCheck: 0 };
  for (const outcome of outcomes) {
    if (!isListedOutcome(outcome)) {
      if (!mayBeOvertaken && outcome.isImprobable)
        mayBeOvertaken = highestImprobable(outcome, need, context) > first.low;
      continue;
    }
    const { placed, furthest } = outcome;
    if (placed === first) own = outcome;
    else {
      // Once its questions are answered, any way of a host may become the one that counts.
      if (furthest.high > first.low) mayBeOvertaken = true;
      if (!isOfSameClass(placed, first)) {
        if (placed.unknown === 0) behind.fit++;
        else behind.toCheck++;
        continue;
      }
      rivals.push(outcome);
      if (placed.low === first.low) tied = true;
    }
  }
  const changes = need.wishes.flatMap((wish, index) =>
    stepsOf(wish).flatMap((word) => overtakingChange(own!, rivals, index, word, need, policy) ?? []),
  );
  return {
    first,
    rivals: rivals.length,
    behind,
    tied,
    changes,
    forAnyPoints:
      !changes.some((change) => keepsOrder(change, need, policy)) && holdsForAnyPoints(own!, rivals, need, policy),
    whateverUnknown: !mayBeOvertaken,
    weakestSpot: weakestSpot(own!, rivals, need),
  };
}

/** The highest score, 0 to 100, that an improbable host could have if the evidence against it was wrong. */
function highestImprobable({ candidate, answers, fixed }: Outcome, need: CompiledNeed, context: EngineContext): number {
  const { byCovered } = waysOf(candidate, need, context);
  let highest = 0;
  for (let covered = 1; covered < byCovered.length; covered++) {
    if ((covered & need.musts) === 0) continue;
    for (const way of byCovered[covered]!) {
      if (noesOf(candidate, need, answers, way) !== 0) continue;
      const intervals = intervalsOf(candidate, need, way, fixed(), context.policy);
      highest = Math.max(highest, outOfHundred(weightedSum(need, intervals, 'high'), need.totalPoints));
    }
  }
  return highest;
}

const isOfSameClass = (a: RatedWay, b: RatedWay): boolean =>
  classOf(a) === classOf(b) && (a.unknown === 0) === (b.unknown === 0);

/** The importance words one step above and below. A wished usage has only two words: plus and important. */
function stepsOf({ importance, kind }: Wish): Importance[] {
  if (kind === 'usage') return importance === 'plus' ? ['important'] : importance === 'important' ? ['plus'] : [];
  const at = IMPORTANCES.indexOf(importance);
  return [IMPORTANCES[at - 1], IMPORTANCES[at + 1]].filter((word) => word !== undefined);
}

/** The change of one importance word, when it puts a rival above the present first host. */
function overtakingChange(
  own: Outcome,
  rivals: readonly Outcome[],
  index: number,
  word: Importance,
  need: CompiledNeed,
  policy: Policy,
): WordChange | null {
  const wish = need.wishes[index]!;
  const points = pointsWith(wish, word, policy);
  const total = need.totalPoints - wish.points + points;
  const best = ({ alternatives }: Outcome): number => {
    let most = Number.NEGATIVE_INFINITY;
    for (const placed of alternatives) {
      const { low } = placed.intervals[index]!;
      const changed = points * lowWith(placed, index, word, policy);
      most = Math.max(most, placed.lowSum - wish.points * low + changed);
    }
    return most;
  };
  let highest: RatedWay | null = null;
  let sum = Number.NEGATIVE_INFINITY;
  for (const rival of rivals) {
    const its = best(rival);
    if (its > sum) {
      sum = its;
      highest = rival.placed;
    }
  }
  return highest !== null && outOfHundred(sum, total) > outOfHundred(best(own), total)
    ? { wish, word, first: highest }
    : null;
}

/** Points of a criterion with another importance word; the factor of a federation's policy stays applied. */
const pointsWith = (wish: Wish, word: Importance, policy: Policy): number =>
  Math.round((wish.points * policy.points[word]) / policy.points[wish.importance]);

/** The low value of a host on a criterion with another importance word: what a stated no costs depends on the word. */
function lowWith(placed: RatedWay, index: number, word: Importance, policy: Policy): number {
  const { low, lowIsNo } = placed.intervals[index]!;
  return lowIsNo && word !== 'not-important' ? policy.statedNo[word] : low;
}

/**
 * Whether, for each way of each rival, some way of the first host is at least as good for all points that keep the
 * order. All ways count, because other points make other ways best. Sufficient but not necessary: several ways might
 * only do it together.
 */
function holdsForAnyPoints(own: Outcome, rivals: readonly Outcome[], need: CompiledNeed, policy: Policy): boolean {
  const classes = need.wishes.map(({ importance }) => policy.points[importance]);
  const isNeverBelow = (ours: RatedWay, theirs: RatedWay): boolean =>
    isOrderRobust(
      classes,
      // The factor of a federation's policy stays applied to the points.
      need.wishes.map(({ points }, index) => (leastDifference(ours, theirs, index, policy) * points) / classes[index]!),
    );
  return rivals.every(({ alternatives }) =>
    alternatives.every((theirs) => own.alternatives.some((ours) => isNeverBelow(ours, theirs))),
  );
}

/** The smallest difference of two ways on a criterion, over all words: the cost of a stated no depends on the word. */
function leastDifference(ours: RatedWay, theirs: RatedWay, index: number, policy: Policy): number {
  const [a, b] = [ours.intervals[index]!, theirs.intervals[index]!];
  return a.lowIsNo || b.lowIsNo
    ? Math.min(...WISHING.map((word) => lowWith(ours, index, word, policy) - lowWith(theirs, index, word, policy)))
    : a.low - b.low;
}

const WISHING = IMPORTANCES.filter((word) => word !== 'not-important');

/** Whether the order stays: what counted more still counts at least as much, what counted the same still does. */
function keepsOrder({ wish, word }: WordChange, need: CompiledNeed, policy: Policy): boolean {
  const points = policy.points[word];
  return need.wishes.every((other) => {
    if (other === wish) return true;
    const difference = policy.points[wish.importance] - policy.points[other.importance];
    return difference === 0 ? false : difference * (points - policy.points[other.importance]) >= 0;
  });
}

/** Exact, over all ways of both hosts: with other points, other ways may be the best. */
function weakestSpot(own: Outcome, rivals: readonly Outcome[], need: CompiledNeed): Robustness['weakestSpot'] {
  let weakest: Robustness['weakestSpot'] = null;
  let least = Number.POSITIVE_INFINITY;
  for (const rival of rivals) {
    if (rival.placed!.lowSum >= own.placed!.lowSum) continue;
    for (let index = 0; index < need.wishes.length; index++) {
      const wish = need.wishes[index]!;
      for (const theirs of rival.alternatives) {
        const points = reachingPoints(theirs, own.alternatives, index, wish.points);
        if (points === null || Math.abs(points - wish.points) >= least) continue;
        least = Math.abs(points - wish.points);
        weakest = { wish, rival: rival.placed!, points };
      }
    }
  }
  return weakest;
}

/**
 * The points of one criterion, nearest to its present points, at which a way of a rival equals the best way of the
 * first host. It reaches one of those ways from some number of points up, another down to some number; the interval
 * where it reaches all of them ends at the point of equality.
 */
function reachingPoints(
  theirs: RatedWay,
  alternatives: readonly RatedWay[],
  index: number,
  points: number,
): number | null {
  let from = 0;
  let to = Number.POSITIVE_INFINITY;
  for (const ours of alternatives) {
    const difference = ours.lowSum - theirs.lowSum;
    const delta = ours.intervals[index]!.low - theirs.intervals[index]!.low;
    const tying = tyingPoints(points, difference, delta);
    if (tying === null) {
      if (delta > 0 || (delta === 0 && difference > 0)) return null;
    } else if (delta > 0) to = Math.min(to, tying);
    else from = Math.max(from, tying);
  }
  if (from > to) return null;
  return from > points ? from : to;
}
