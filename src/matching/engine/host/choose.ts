import type { Reference } from '../../../vocabulary/reference.ts';
import { addMinimal } from '../hard-needs.ts';
import type { CompiledNeed } from '../need.ts';
import type { Policy } from '../policy.ts';
import type { Interval } from '../value/interval.ts';
import { scoreRows, weighRows } from '../value/rank.ts';
import type { Candidate } from './candidate.ts';
import { type HardAnswers, hostAnswers } from './eligibility.ts';
import { againstOf, isHeld, noesOf, openOf, unknownOf, weighingOf } from './open.ts';
import { leastCents, type Way, type WaysOfHost, waysOf } from './ways.ts';
import { type FixedIntervals, hostIntervals, intervalsOf } from './worth.ts';

/** What the engine is given beside candidates and need; `day` is a calendar day in Europe/Paris. */
export interface EngineContext {
  readonly policy: Policy;
  readonly reference: Reference;
  readonly day: string;
}

/** A candidate with one way to meet the need: its answers to the hard needs and its worth on every wish. */
export interface RatedWay {
  readonly candidate: Candidate;
  readonly way: Way;
  /** Whether some of its plans were not weighed, because it has too many. */
  readonly isPartial: boolean;
  readonly unknown: number;
  /** Of what is unknown, what weighs; a usage that is not listed weighs by itself. */
  readonly weighing: number;
  /** Where a leak would harm people, who must not stand first: nobody saw it lately, or it cannot be written to, or nobody knows where the data are. */
  readonly isHeld: boolean;
  /** How much it leaves open, by the weights of the policy: less comes first. */
  readonly open: number;
  readonly assumed: number;
  /** What its host is worth on each wish that no way changes. */
  readonly fixed: FixedIntervals;
  /** In the order of `need.wishes`. */
  readonly intervals: readonly Interval[];
  readonly lowSum: number;
  readonly highSum: number;
  readonly low: number;
  readonly high: number;
}

/** A way that one hard need keeps out: it answers no, or something speaks against it. */
export interface BarredWay {
  readonly candidate: Candidate;
  /** The hard need. */
  readonly by: number;
  readonly isNo: boolean;
  readonly way: Way;
  /** What else is unknown, and how much that weighs. */
  readonly unknown: number;
  readonly open: number;
  readonly fixed: () => FixedIntervals;
}

/** A candidate after the whole need was put to it. */
export interface Outcome {
  readonly candidate: Candidate;
  readonly answers: HardAnswers;
  /** What it is worth on each wish that no way changes, in the order of `need.wishes`; made when it is asked for. */
  readonly fixed: () => FixedIntervals;
  /** Its best way that nothing keeps out, or null. */
  readonly placed: RatedWay | null;
  /** All its ways that leave as little open as `placed`, itself included: other words may make another one the best. */
  readonly alternatives: readonly RatedWay[];
  /** Of all its ways that nothing keeps out, however much they leave open, the one that could be worth most. */
  readonly furthest: RatedWay | null;
  /** Inclusion-minimal sets of hard needs that keep it out, one per way; empty when `placed`. */
  readonly refusals: readonly number[];
  /** Nobody said no, and something speaks against it. */
  readonly isImprobable: boolean;
  /** Ways that a single hard need keeps out. */
  readonly nearest: readonly BarredWay[];
}

/** A candidate that nothing rules out: it is in one of the lists. */
export interface ListedOutcome extends Outcome {
  readonly placed: RatedWay;
  readonly furthest: RatedWay;
}

/** Whether nothing rules the candidate of an outcome out. */
export const isListed = (outcome: Outcome): outcome is ListedOutcome => outcome.placed !== null;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A candidate whose rows, from `from` up to `to`, wait for their sums; what they decide is then filled in. */
interface Waiting {
  readonly outcome: Writable<Outcome>;
  readonly from: number;
  readonly to: number;
}

const NONE: readonly never[] = [];

/**
 * Puts a need to candidates that offer some must-usage, one step each, so that others may come in between. What
 * becomes of one depends on no other: they are taken together so that their sums are made column by column.
 * `meet` is given each with its ways by covered usages, before its place is known: they are too many to be kept.
 */
export function* considering(
  candidates: Iterable<Candidate>,
  need: CompiledNeed,
  context: EngineContext,
  meet?: (outcome: Outcome, ways: WaysOfHost) => void,
): Generator<'pause', Outcome[], unknown> {
  const rows: Writable<RatedWay>[] = [];
  const waiting: Waiting[] = [];
  for (const candidate of candidates) {
    const from = rows.length;
    const ways = waysOf(candidate, need, context);
    const outcome = waysFor(candidate, ways, need, context, rows);
    waiting.push({ outcome, from, to: rows.length });
    meet?.(outcome, ways);
    yield 'pause';
  }
  sumRows(rows, need);
  for (const one of waiting) settle(one, rows);
  return waiting.map(({ outcome }) => outcome);
}

/** The same at once. */
export function considerAll(candidates: Iterable<Candidate>, need: CompiledNeed, context: EngineContext): Outcome[] {
  const steps = considering(candidates, need, context);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Puts a need to one candidate. */
export const consider = (candidate: Candidate, need: CompiledNeed, context: EngineContext): Outcome =>
  considerAll([candidate], need, context)[0]!;

/** The ways of one candidate: those without a definite no go to `rows`, of the others the obstacles are kept. */
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
        const weighing = weighingOf(candidate, need, answers, way);
        rows.push({
          candidate,
          way,
          isPartial,
          unknown,
          weighing,
          isHeld: isHeld(candidate, way, need),
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
          open: openOf(candidate, need, way, weighingOf(candidate, need, answers, way) & ~kept, context.policy),
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

/** Fills in what each row is worth, column by column. */
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

/** The best of a candidate's rows, all that leave as little open, and the one that could be worth most. */
function settle({ outcome, from, to }: Waiting, rows: readonly RatedWay[]): void {
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

/** What is open of a way: those of which nothing is unknown come first, then those that leave least open. */
export const compareOpen = (a: RatedWay, b: RatedWay): number =>
  Number(a.unknown !== 0) - Number(b.unknown !== 0) || a.open - b.open;

/** Whether some must-usage is unknown here: then the whole price is unknown too. */
export const misses = (placed: RatedWay, need: CompiledNeed): boolean => (need.musts & ~placed.way.covered) !== 0;

/** Of two ways that leave as much open: the highest low score, then the cheapest, then the most room. */
function better(a: RatedWay, b: RatedWay): boolean {
  if (a.lowSum !== b.lowSum) return a.lowSum > b.lowSum;
  const [costA, costB] = [leastCents(a.way) ?? Number.POSITIVE_INFINITY, leastCents(b.way) ?? Number.POSITIVE_INFINITY];
  if (costA !== costB) return costA < costB;
  if (a.way.room !== b.way.room) return a.way.room > b.way.room;
  return a.highSum > b.highSum;
}

/** Of two ways, the one that could be worth most; at equal hope the one that leaves less open. */
function reachesFurther(a: RatedWay, b: RatedWay): boolean {
  if (a.highSum !== b.highSum) return a.highSum > b.highSum;
  const standing = compareOpen(a, b);
  return standing === 0 ? better(a, b) : standing < 0;
}
