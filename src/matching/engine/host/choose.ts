import type { Reference } from '../../../vocabulary/reference.ts';
import { addMinimal } from '../need/hard-needs.ts';
import type { Interval } from '../need/interval.ts';
import type { CompiledNeed } from '../need/need.ts';
import type { Policy } from '../need/policy.ts';
import { scoreRows, weighRows } from '../need/rank.ts';
import type { Candidate } from './candidate.ts';
import { type HardAnswers, hostAnswers } from './eligibility.ts';
import { againstOf, isNoSpecialist, mayNotRankFirst, noesOf, openOf, unknownOf, weighingOf } from './exclusions.ts';
import { distanceOf, lackingIn } from './standing.ts';
import { leastCents, type Way, type WaysOfHost, waysOf } from './ways.ts';
import { type FixedIntervals, hostIntervals, intervalsOf } from './worth.ts';

/** What the engine needs besides candidates and need; `day` is a calendar day in Europe/Paris. */
export interface EngineContext {
  readonly policy: Policy;
  readonly reference: Reference;
  readonly day: string;
}

/** A candidate with one of its ways to meet the need: its answers to the hard needs and its value on every wish. */
export interface RatedWay {
  readonly candidate: Candidate;
  readonly way: Way;
  /** Whether some plans of the host were not considered, because it has too many. */
  readonly isPartial: boolean;
  readonly unknown: number;
  /** The part of `unknown` that counts in `open`; unlisted usages count on their own. */
  readonly weighing: number;
  /**
   * True when the host must not rank first: it is no specialist where one is wanted; or, for a sensitive need, nobody saw
   * it lately, it has no address to write to, or the country of the data is unknown.
   */
  readonly isHeld: boolean;
  /** The must-usages lacking that a host would have named. */
  readonly lacking: number;
  /** How near the host is to those who ask; 0 where nothing is unknown. */
  readonly distance: number;
  /** How much is left open, by the weights of the policy: lower ranks first. */
  readonly open: number;
  readonly assumed: number;
  /** The host's values on the wishes that no way changes. */
  readonly fixed: FixedIntervals;
  /** In the order of `need.wishes`. */
  readonly intervals: readonly Interval[];
  readonly lowSum: number;
  readonly highSum: number;
  readonly low: number;
  readonly high: number;
}

/** A way that exactly one hard need excludes: the answer is no, or something speaks against it. */
export interface BarredWay {
  readonly candidate: Candidate;
  /** The bit of that hard need. */
  readonly by: number;
  readonly isNo: boolean;
  readonly way: Way;
  /** The other hard needs that are unknown, and how much they leave open. */
  readonly unknown: number;
  readonly open: number;
  readonly fixed: () => FixedIntervals;
}

/** A candidate with the result of the whole need. */
export interface Outcome {
  readonly candidate: Candidate;
  readonly answers: HardAnswers;
  /** The host's values on the wishes that no way changes, in the order of `need.wishes`; computed on demand. */
  readonly fixed: () => FixedIntervals;
  /** Its best way that nothing excludes, or null. */
  readonly placed: RatedWay | null;
  /** All ways that leave as little open as `placed`, itself included: other words may make another one best. */
  readonly alternatives: readonly RatedWay[];
  /** Among all ways that nothing excludes, however much they leave open, the way with the highest possible value. */
  readonly furthest: RatedWay | null;
  /** Inclusion-minimal sets of hard needs that exclude it, each from one way; empty when `placed` is set. */
  readonly refusals: readonly number[];
  /** No way is accepted, and for at least one way there is no definite no, only evidence against it. */
  readonly isImprobable: boolean;
  /** Ways that exactly one hard need excludes. */
  readonly nearest: readonly BarredWay[];
}

/** A candidate that nothing excludes: it is in one of the lists. */
export interface ListedOutcome extends Outcome {
  readonly placed: RatedWay;
  readonly furthest: RatedWay;
}

/** Whether nothing excludes the candidate of an outcome. */
export const isListedOutcome = (outcome: Outcome): outcome is ListedOutcome => outcome.placed !== null;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A candidate whose rows, from `from` to before `to`, still need their sums; dependent fields are set later. */
interface PendingSums {
  readonly outcome: Writable<Outcome>;
  readonly from: number;
  readonly to: number;
}

const NONE: readonly never[] = [];

/**
 * Puts the need to candidates that offer some must-usage. It yields after each candidate, so that other work can run.
 * The result for one candidate does not depend on the others; they are computed together only because the sums run
 * column by column. `meet` receives each outcome with its ways, by covered usages, before the outcome has its best way:
 * there are too many ways to keep them all.
 */
export function* considerInSteps(
  candidates: Iterable<Candidate>,
  need: CompiledNeed,
  context: EngineContext,
  meet?: (outcome: Outcome, ways: WaysOfHost) => void,
): Generator<'pause', Outcome[], unknown> {
  const rows: Writable<RatedWay>[] = [];
  const pending: PendingSums[] = [];
  for (const candidate of candidates) {
    const from = rows.length;
    const ways = waysOf(candidate, need, context);
    const outcome = waysFor(candidate, ways, need, context, rows);
    pending.push({ outcome, from, to: rows.length });
    meet?.(outcome, ways);
    yield 'pause';
  }
  sumRows(rows, need);
  for (const one of pending) setBestRows(one, rows);
  return pending.map(({ outcome }) => outcome);
}

/** The same without pauses. */
export function considerAll(candidates: Iterable<Candidate>, need: CompiledNeed, context: EngineContext): Outcome[] {
  const steps = considerInSteps(candidates, need, context);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Puts a need to one candidate. */
export const consider = (candidate: Candidate, need: CompiledNeed, context: EngineContext): Outcome =>
  considerAll([candidate], need, context)[0]!;

/** Computes the ways of a candidate: what nothing excludes goes to `rows`; for the others, it keeps the obstacles. */
function waysFor(
  candidate: Candidate,
  { byCovered, reach, isPartial }: WaysOfHost,
  need: CompiledNeed,
  context: EngineContext,
  rows: Writable<RatedWay>[],
): Writable<Outcome> {
  const answers = hostAnswers(candidate, need, context.reference.territories.lineage);
  const from = rows.length;
  const refusals: number[] = [];
  let isImprobable = false;
  let distance: number | null = null;
  const ownDistance = () => {
    distance ??= distanceOf(candidate, need, answers);
    return distance;
  };
  let fixed: FixedIntervals | null = null;
  const ownFixed = () => {
    fixed ??= hostIntervals(candidate, need, context);
    return fixed;
  };
  let nearest: BarredWay[] | null = null;
  for (let covered = 1; covered <= reach; covered++) {
    if ((covered & need.musts) === 0) continue;
    for (const way of byCovered[covered]!) {
      const no = noesOf(candidate, need, answers, way);
      const kept = no | againstOf(candidate, need, answers, way);
      if (kept === 0) {
        const unknown = unknownOf(candidate, need, answers, way);
        const weighing = weighingOf(need, answers, way);
        rows.push({
          candidate,
          way,
          isPartial,
          unknown,
          weighing,
          isHeld: mayNotRankFirst(candidate, way, need) || isNoSpecialist(way, need),
          lacking: lackingIn(way, need),
          distance: unknown === 0 ? 0 : ownDistance(),
          open: openOf(candidate, need, way, weighing, context.policy),
          assumed: answers.assumed | way.assumed,
          fixed: ownFixed(),
          intervals: intervalsOf(candidate, need, way, ownFixed(), context.policy),
          lowSum: 0,
          highSum: 0,
          low: 0,
          high: 0,
        });
      } else if (rows.length === from) {
        addMinimal(refusals, kept);
        isImprobable ||= no === 0;
        if ((kept & (kept - 1)) !== 0) continue;
        nearest ??= [];
        nearest.push({
          candidate,
          by: kept,
          isNo: no !== 0,
          way,
          unknown: unknownOf(candidate, need, answers, way) & ~kept,
          open: openOf(candidate, need, way, weighingOf(need, answers, way) & ~kept, context.policy),
          fixed: ownFixed,
        });
      }
    }
  }
  const isPlaced = rows.length > from;
  return {
    candidate,
    answers,
    fixed: ownFixed,
    placed: null,
    alternatives: NONE,
    furthest: null,
    refusals: isPlaced ? NONE : refusals,
    isImprobable: isImprobable && !isPlaced,
    nearest: isPlaced ? NONE : (nearest ?? NONE),
  };
}

/** Computes the sums of all rows, column by column. */
function sumRows(rows: readonly Writable<RatedWay>[], need: CompiledNeed): void {
  const count = rows.length;
  const lows = new Int16Array(need.wishes.length * count);
  const highs = new Int16Array(need.wishes.length * count);
  for (let i = 0; i < count; i++) {
    const { intervals } = rows[i]!;
    for (let j = 0; j < intervals.length; j++) {
      lows[j * count + i] = intervals[j]!.low;
      highs[j * count + i] = intervals[j]!.high;
    }
  }
  const points = need.wishes.map((wish) => wish.points);
  const lowSums = weighRows(points, lows, count);
  const highSums = weighRows(points, highs, count);
  const lowScores = scoreRows(lowSums, need.totalPoints);
  const highScores = scoreRows(highSums, need.totalPoints);
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    row.lowSum = lowSums[i]!;
    row.highSum = highSums[i]!;
    row.low = lowScores[i]!;
    row.high = highScores[i]!;
  }
}

/** Sets the best row of a candidate, all rows that leave as little open, and the row with the highest possible sum. */
function setBestRows({ outcome, from, to }: PendingSums, rows: readonly RatedWay[]): void {
  if (from === to) return;
  let best = rows[from]!;
  let alternatives = [best];
  let furthest = best;
  for (let i = from + 1; i < to; i++) {
    const row = rows[i]!;
    if (reachesFurther(row, furthest)) furthest = row;
    const standing = compareOpen(row, best);
    if (standing < 0) {
      best = row;
      alternatives = [row];
    } else if (standing === 0) {
      alternatives.push(row);
      if (better(row, best)) best = row;
    }
  }
  outcome.placed = best;
  outcome.alternatives = alternatives;
  outcome.furthest = furthest;
}

/** Sort order by what is left open: ways without unknowns first, then those that leave the least open. */
const compareOpen = (a: RatedWay, b: RatedWay): number =>
  Number(a.unknown !== 0) - Number(b.unknown !== 0) ||
  a.lacking - b.lacking ||
  a.open - b.open ||
  a.distance - b.distance;

/** Whether some must-usage is unknown here: then the total price is unknown too. */
export const lacksMust = (placed: RatedWay, need: CompiledNeed): boolean => (need.musts & ~placed.way.covered) !== 0;

/** Between two ways that leave as much open: the higher low score, then the lower price, then more room. */
function better(a: RatedWay, b: RatedWay): boolean {
  if (a.lowSum !== b.lowSum) return a.lowSum > b.lowSum;
  const [costA, costB] = [leastCents(a.way) ?? Number.POSITIVE_INFINITY, leastCents(b.way) ?? Number.POSITIVE_INFINITY];
  if (costA !== costB) return costA < costB;
  if (a.way.room !== b.way.room) return a.way.room > b.way.room;
  return a.highSum > b.highSum;
}

/** Between two ways: the higher possible value; when equal, the one that leaves less open. */
function reachesFurther(a: RatedWay, b: RatedWay): boolean {
  if (a.highSum !== b.highSum) return a.highSum > b.highSum;
  const standing = compareOpen(a, b);
  return standing === 0 ? better(a, b) : standing < 0;
}
