import { type Robustness, robustnessOf } from './explain/robustness.ts';
import type { Candidate, CandidateIndex } from './host/candidate.ts';
import type { EngineContext, Outcome } from './host/choose.ts';
import { bitCount } from './masks.ts';
import type { CompiledNeed } from './need.ts';
import { type ListOptions, listsOf, outcomesOf } from './places.ts';
import { type Combination, combinations, combinationWork } from './together/combine.ts';
import type { Ranked } from './value/rank.ts';
import { minimalConflicts } from './ways-out/conflicts.ts';
import { type NearMiss, nearMisses, type Relaxation, relaxations } from './ways-out/relax.ts';

/** A host that is left out, with the fewest hard needs that it answers no. */
export interface Exclusion {
  readonly candidate: Candidate;
  readonly refusal: number;
}

/** The whole answer, before words: lists of hosts, what keeps the others out, and what would bring them in. */
export interface MatchResult {
  readonly considered: number;
  /** Every candidate that offers some must-usage, after the whole need was put to it. */
  readonly outcomes: readonly Outcome[];
  readonly fits: readonly Ranked[];
  readonly toCheck: readonly Ranked[];
  /** Of the first place of `fits`, else of `toCheck`; null when nobody is listed or nothing was wished. */
  readonly robustness: Robustness | null;
  readonly combinations: readonly Combination[];
  /** The search for combinations would have taken too long. */
  readonly combinationsLeftOut: boolean;
  readonly nearMisses: readonly NearMiss[];
  readonly relaxations: readonly Relaxation[];
  /** When no host is listed: the smallest sets of needs that rule all of them out. Null: too many to be told. */
  readonly conflicts: () => readonly number[] | null;
  /** How many hosts are left out, by the fewest hard needs that they answer no. */
  readonly refusals: ReadonlyMap<number, number>;
  /** The same host by host, for who asks for everything. */
  readonly exclusions: () => Exclusion[];
  readonly nothingKnown: number;
  readonly notSeenLately: number;
}

/**
 * Matches a need with candidates: eligibility first, three-valued; then the additive value on fixed anchors, as
 * an interval. Same candidates, need, policy, day and tie order: same result. Never throws on a compiled need.
 */
export function match(
  candidates: CandidateIndex,
  need: CompiledNeed,
  context: EngineContext,
  options: ListOptions,
): MatchResult {
  const outcomes = outcomesOf(candidates, need, context);
  const refusals = new Map<number, number>();
  const refuse = (mask: number, hosts: number) => refusals.set(mask, (refusals.get(mask) ?? 0) + hosts);
  let offeringConfirmed = 0;
  for (const outcome of outcomes) {
    if (outcome.candidate.confirmed) offeringConfirmed++;
    if (outcome.placed === null) refuse(fewest(outcome, need), 1);
  }
  // Who offers nothing of it says no once it has confirmed its entry; else nothing is known of it.
  const noUsage = need.usageBits.reduce((mask, bit) => mask | bit, 0);
  if (candidates.confirmed > offeringConfirmed) refuse(noUsage, candidates.confirmed - offeringConfirmed);
  const placed = outcomes.flatMap((outcome) => outcome.placed ?? []);
  const { fits, toCheck } = listsOf(placed, options);
  // A host that nobody saw for years is no way out: it takes no part in what follows.
  const lively = outcomes.filter(({ candidate }) => candidate.seenLately);
  const barred = lively.filter((outcome) => outcome.placed === null);
  const leftOut = combinationWork(lively.length, bitCount(need.musts)) > context.policy.combinationWork;
  const first = (fits[0] ?? toCheck[0])?.placed;
  return {
    considered: candidates.all.length,
    outcomes,
    fits,
    toCheck,
    robustness: first && need.totalPoints > 0 ? robustnessOf(first, outcomes, need, context.policy) : null,
    combinations: leftOut ? [] : combinations(lively, need, context),
    combinationsLeftOut: leftOut,
    nearMisses: nearMisses(barred, need, 2),
    relaxations: fits.length === 0 ? relaxations(barred, need) : [],
    conflicts: () => (placed.length === 0 ? minimalConflicts(barred.flatMap((outcome) => outcome.refusals)) : []),
    refusals,
    exclusions: () =>
      candidates.all.flatMap((candidate) => {
        const outcome = outcomes.find((other) => other.candidate === candidate);
        if (outcome) return outcome.placed === null ? [{ candidate, refusal: fewest(outcome, need) }] : [];
        return candidate.confirmed ? [{ candidate, refusal: noUsage }] : [];
      }),
    nothingKnown: candidates.all.length - candidates.confirmed - (outcomes.length - offeringConfirmed),
    notSeenLately: placed.filter(({ candidate }) => !candidate.seenLately).length,
  };
}

/** The fewest needs that keep a host out. A usage that it offers is none of them, though leaving it aside would help. */
export function fewest({ candidate, refusals }: Outcome, need: CompiledNeed): number {
  const offered = need.wanted.reduce(
    (mask, { usage }, index) => (candidate.usages.has(usage) ? mask | need.usageBits[index]! : mask),
    0,
  );
  const its = refusals.filter((mask) => (mask & offered) === 0);
  return its.reduce((best, mask) => (bitCount(mask) < bitCount(best) ? mask : best), its[0] ?? refusals[0] ?? 0);
}
