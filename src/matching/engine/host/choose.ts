import type { Reference } from '../../../vocabulary/reference.ts';
import { addMinimal, bitCount } from '../masks.ts';
import type { Asked, CompiledNeed } from '../need.ts';
import type { Policy } from '../policy.ts';
import { between, exactly, hostIntervals, type Interval, outOfHundred, UNKNOWN } from '../value/score.ts';
import { priceUtility } from '../value/utility.ts';
import type { Candidate } from './candidate.ts';
import { hostStanding, type Standing } from './eligibility.ts';
import { leastCents, shownCents, type Way } from './ways.ts';

/** What the engine is given beside candidates and need; `day` is a calendar day in Europe/Paris. */
export interface EngineContext {
  readonly policy: Policy;
  readonly reference: Reference;
  readonly day: string;
}

/** A candidate with one way to meet the need: its answers to the hard needs and its worth on every wish. */
export interface Placed {
  readonly candidate: Candidate;
  readonly way: Way;
  readonly no: number;
  readonly unknown: number;
  readonly unknownCount: number;
  readonly assumed: number;
  /** In the order of `need.asked`. */
  readonly intervals: readonly Interval[];
  readonly lowSum: number;
  readonly highSum: number;
  readonly low: number;
  readonly high: number;
}

/** A way that one hard need keeps out. */
export interface Missed {
  readonly candidate: Candidate;
  /** Hard needs that it answers no. */
  readonly no: number;
  readonly way: Way;
  readonly unknownCount: number;
}

/** A candidate after the whole need was put to it. */
export interface Outcome {
  readonly candidate: Candidate;
  readonly standing: Standing;
  /** Its best way without a definite no, or null. */
  readonly placed: Placed | null;
  /** Inclusion-minimal sets of hard needs that it answers no, one per way; empty when `placed`. */
  readonly refusals: readonly number[];
  /** Ways that a single hard need keeps out. */
  readonly nearest: readonly Missed[];
}

const NONE: readonly never[] = [];

/**
 * Puts a need to one candidate that offers some must-usage. Depends on no other candidate.
 * `table`: its ways by covered usages, which are too many to keep for every host.
 */
export function consider(
  candidate: Candidate,
  table: readonly (readonly Way[])[],
  need: CompiledNeed,
  context: EngineContext,
): Outcome {
  const standing = hostStanding(candidate, need, context.reference.territories.lineage);
  const refusals: number[] = [];
  let fixed: readonly (Interval | undefined)[] | null = null;
  let placed: Placed | null = null;
  let nearest: Missed[] | null = null;
  for (let covered = 1; covered < table.length; covered++) {
    if ((covered & need.musts) === 0) continue;
    for (const way of table[covered]!) {
      const no = noesOf(candidate, need, standing, way);
      if (no === 0) {
        fixed ??= hostIntervals(candidate, need, context);
        const unknown = unknownsOf(candidate, need, standing, way);
        const option = place(candidate, need, standing, way, unknown, fixed, context.policy);
        if (placed === null || better(option, placed)) placed = option;
      } else if (placed === null) {
        addMinimal(refusals, no);
        if ((no & (no - 1)) !== 0) continue;
        nearest ??= [];
        nearest.push({ candidate, no, way, unknownCount: bitCount(unknownsOf(candidate, need, standing, way) & ~no) });
      }
    }
  }
  return placed === null
    ? { candidate, standing, placed, refusals, nearest: nearest ?? NONE }
    : { candidate, standing, placed, refusals: NONE, nearest: NONE };
}

/** Whether a host may offer a usage that its entry does not list. */
export const isUnlisted = (candidate: Candidate, usage: string): boolean =>
  !candidate.confirmed && !candidate.usages.has(usage);

/** Hard needs that a way answers no, those of the host and of the budget included. */
function noesOf(candidate: Candidate, need: CompiledNeed, standing: Standing, way: Way): number {
  let no = standing.no | way.no;
  const missing = need.musts & ~way.covered;
  for (let index = 0; missing >> index !== 0; index++)
    if ((missing & (1 << index)) !== 0 && !isUnlisted(candidate, need.wanted[index]!.usage))
      no |= need.usageBits[index]!;
  if (need.budgetCents !== null && way.known + way.feeCents > need.budgetCents) no |= need.bits.budget;
  return no;
}

/** Hard needs that a way leaves unknown; a usage that is not listed leaves the price unknown too. */
function unknownsOf(candidate: Candidate, need: CompiledNeed, standing: Standing, way: Way): number {
  let unknown = standing.unknown | way.unknown;
  const missing = need.musts & ~way.covered;
  for (let index = 0; missing >> index !== 0; index++)
    if ((missing & (1 << index)) !== 0 && isUnlisted(candidate, need.wanted[index]!.usage))
      unknown |= need.usageBits[index]! | need.bits.budget;
  return way.least === null ? unknown | need.bits.budget : unknown;
}

/** Whether some must-usage is unknown here: then the whole price is unknown too. */
export const misses = (placed: Placed, need: CompiledNeed): boolean => (need.musts & ~placed.way.covered) !== 0;

function place(
  candidate: Candidate,
  need: CompiledNeed,
  standing: Standing,
  way: Way,
  unknown: number,
  fixed: readonly (Interval | undefined)[],
  policy: Policy,
): Placed {
  // A loop, and sums on the way: this runs for every way of every host.
  const intervals: Interval[] = [];
  let lowSum = 0;
  let highSum = 0;
  let serviceKind = 0;
  for (let index = 0; index < need.asked.length; index++) {
    const asked = need.asked[index]!;
    const interval =
      fixed[index] ??
      (asked.kind === 'commitment'
        ? (way.serviceIntervals[serviceKind++] ?? UNKNOWN)
        : wayInterval(candidate, need, asked, way, policy));
    intervals.push(interval);
    lowSum += asked.points * interval.low;
    highSum += asked.points * interval.high;
  }
  return {
    candidate,
    way,
    no: 0,
    unknown,
    unknownCount: bitCount(unknown),
    assumed: standing.assumed | way.assumed,
    intervals,
    lowSum,
    highSum,
    low: outOfHundred(lowSum, need.totalPoints),
    high: outOfHundred(highSum, need.totalPoints),
  };
}

/** What a way is worth on a criterion that depends on the plan chosen. */
function wayInterval(candidate: Candidate, need: CompiledNeed, asked: Asked, way: Way, policy: Policy): Interval {
  const incomplete = (need.musts & ~way.covered) !== 0;
  if (asked.kind === 'price')
    return priceInterval(incomplete ? null : shownCents(way), way.known + way.feeCents, need, policy);
  if (asked.kind === 'storage-margin') {
    if (way.margin === null) return UNKNOWN;
    return incomplete ? between(0, way.margin.high) : way.margin;
  }
  const wanted = need.wanted.findIndex(({ usage }) => usage === asked.key);
  if ((way.covered & (1 << wanted)) !== 0) return exactly(1000);
  return candidate.confirmed || candidate.usages.has(asked.key) ? exactly(0) : UNKNOWN;
}

/** What a price is worth, in cents a year: the one to show, or null where only a part of it is known. */
export function priceInterval(shown: number | null, known: number, need: CompiledNeed, policy: Policy): Interval {
  if (shown !== null) return exactly(priceUtility(shown, need.priceAnchorCents, policy));
  // Free to choose and nothing advised: no price at all; else what is known is the least of it.
  const high = known === 0 ? 1000 : priceUtility(known, need.priceAnchorCents, policy);
  return { ...between(0, high), unknown: true, evidence: 'unknown' };
}

/** Fewest unknown needs, then the highest low score, then the cheapest, then the most room. */
function better(a: Placed, b: Placed): boolean {
  if (a.unknownCount !== b.unknownCount) return a.unknownCount < b.unknownCount;
  if (a.lowSum !== b.lowSum) return a.lowSum > b.lowSum;
  const [costA, costB] = [leastCents(a.way) ?? Number.POSITIVE_INFINITY, leastCents(b.way) ?? Number.POSITIVE_INFINITY];
  if (costA !== costB) return costA < costB;
  if (a.way.room !== b.way.room) return a.way.room > b.way.room;
  return a.highSum > b.highSum;
}
