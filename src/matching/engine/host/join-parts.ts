import { type Interval, intervalOf } from '../need/interval.ts';
import { saysNoLess, takenOverTogether } from '../need/leaving.ts';
import type { Shortage } from './offers.ts';
import type { Way } from './ways.ts';

/* Joins parts of a way, and keeps only ways that no other way dominates. */

/** Two parts of a way together: costs add up; the smaller room and the worse statement count. */
export function join(a: Way, b: Way): Way {
  return {
    covered: a.covered | b.covered,
    near: a.near | b.near,
    no: a.no | b.no,
    against: a.against | b.against,
    unknown: a.unknown | b.unknown,
    weighing: a.weighing | b.weighing,
    assumed: a.assumed | b.assumed,
    least: a.least === null || b.least === null ? null : a.least + b.least,
    shown: a.shown === null || b.shown === null ? null : a.shown + b.shown,
    known: a.known + b.known,
    exact: a.exact && b.exact,
    feeCents: Math.max(a.feeCents, b.feeCents),
    feeShownCents:
      a.feeShownCents === null || b.feeShownCents === null ? null : Math.max(a.feeShownCents, b.feeShownCents),
    margin: a.margin && b.margin ? lowest([a.margin], [b.margin])[0]! : (a.margin ?? b.margin),
    room: Math.min(a.room, b.room),
    tight: a.tight.length === 0 ? b.tight : [...a.tight, ...b.tight],
    serviceIntervals: lowest(a.serviceIntervals, b.serviceIntervals),
    takenOver: takenOverTogether(a.takenOver, b.takenOver),
    options: a.options.length === 0 ? b.options : [...a.options, ...b.options],
  };
}

/** For each criterion, the lower `low` and the lower `high`. */
export function lowest(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return a.map((left, index) => {
    const right = b[index]!;
    const worse = right.low < left.low ? right : left;
    const high = Math.min(left.high, right.high);
    return worse.high === high ? worse : intervalOf(worse.low, high, worse);
  });
}

/** Adds a way unless another one dominates it (is as good on everything), and removes the ways that it dominates. */
export function withWay(ways: readonly Way[], way: Way): readonly Way[] {
  if (ways.length === 0) return [way];
  for (const other of ways) if (dominates(other, way)) return ways;
  const kept = ways.filter((other) => !dominates(way, other));
  kept.push(way);
  return kept;
}

function dominates(a: Way, b: Way): boolean {
  if ((a.no & ~b.no) !== 0 || (a.against & ~b.against) !== 0) return false;
  if ((a.unknown & ~b.unknown) !== 0 || (a.weighing & ~b.weighing) !== 0 || (a.near & ~b.near) !== 0) return false;
  if ((a.least === null) !== (b.least === null) || (a.shown === null) !== (b.shown === null)) return false;
  if (a.least !== null && b.least !== null && a.least > b.least) return false;
  if (a.shown !== null && b.shown !== null && a.shown > b.shown) return false;
  if ((a.feeShownCents === null) !== (b.feeShownCents === null)) return false;
  if (a.feeShownCents !== null && b.feeShownCents !== null && a.feeShownCents > b.feeShownCents) return false;
  if (a.feeCents > b.feeCents || a.known > b.known || a.room < b.room) return false;
  if (a.margin && b.margin && (a.margin.low < b.margin.low || a.margin.high < b.margin.high)) return false;
  for (let i = 0; i < a.serviceIntervals.length; i++) {
    const [ours, theirs] = [a.serviceIntervals[i]!, b.serviceIntervals[i]!];
    if (ours.low < theirs.low || ours.high < theirs.high) return false;
  }
  return saysNoLess(a.takenOver, b.takenOver) && lacksNoMore(a.tight, b.tight);
}

/**
 * Whether way `a` is at least as near to enough room as way `b`. A missing amount is only told when a single limit is
 * too tight; so all ways with several tight limits are equal, and different units are not compared.
 */
function lacksNoMore(a: readonly Shortage[], b: readonly Shortage[]): boolean {
  if (a.length === 0 || b.length > 1) return true;
  if (a.length > b.length) return false;
  const [ours, theirs] = [a[0]!, b[0]!];
  return ours.of === theirs.of && ours.missing <= theirs.missing && ours.has >= theirs.has;
}
