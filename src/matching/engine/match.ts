import { askedFirst } from './explain/ask-first.ts';
import { type Robustness, robustnessOf } from './explain/robustness.ts';
import type { Candidate } from './host/candidate.ts';
import { type CandidateIndex, offeringOf } from './host/candidate-index.ts';
import {
  type BarredWay,
  considerAll,
  considerInSteps,
  type EngineContext,
  isListedOutcome,
  type Outcome,
  type RatedWay,
} from './host/choose.ts';
import { type ListOptions, listsOf, type Ranked, rankIn } from './host/lists.ts';
import { bitCount } from './need/hard-needs.ts';
import type { CompiledNeed } from './need/need.ts';
import type { Reason } from './need/parameters.ts';
import { type Shown, shownOf } from './shown.ts';
import {
  type Addition,
  additionsTo,
  aloneOf,
  COMBINATION_STATES,
  type Combination,
  compareStanding,
  inCombinationOrder,
} from './together/combination.ts';
import { coverWork } from './together/cover.ts';
import { findGroups, type GroupAnswer, type GroupProblem } from './together/groups.ts';
import { type CombinationSearch, combinationSearch } from './together/search.ts';
import { minimalConflicts, type NearMiss, nearMisses, type Relaxation, relaxations } from './ways-out.ts';

/** An excluded host, with the smallest set of hard needs that excludes it, as a mask; 0: its offer is unknown. */
interface Exclusion {
  readonly candidate: Candidate;
  readonly refusal: number;
}

/** The whole answer before it is put into words: lists of hosts, what excludes others, and what would include them. */
export interface MatchResult {
  readonly considered: number;
  /** Every candidate that offers some must-usage, with the result of the whole need. */
  readonly outcomes: readonly Outcome[];
  readonly fits: readonly Ranked[];
  readonly toCheck: readonly Ranked[];
  /** The host to check that should be asked before any other, or null. */
  readonly askFirst: RatedWay | null;
  /** Every candidate, whatever it offers. */
  readonly candidates: readonly Candidate[];
  /** For the first host of `fits`, else of `toCheck`; null when no host is listed or the need has no wishes. */
  readonly robustness: Robustness | null;
  readonly combinations: readonly Combination[];
  /** Wished usages that the first host lacks, from other hosts. */
  readonly additions: readonly Addition[];
  /** Why combinations were not computed, or not all of them. */
  readonly combinationsMissing: readonly Reason[];
  readonly nearMisses: readonly NearMiss[];
  /** Hosts that would be listed if they, or the services that they offer for the need, were not closing or closed. */
  readonly leaving: readonly BarredWay[];
  readonly relaxations: readonly Relaxation[];
  /** When no host is listed: the smallest sets of hard needs that exclude every host. Null: too many to tell. */
  readonly conflicts: () => readonly number[] | null;
  /** The few answers in the order in which a reader sees them. */
  readonly shown: readonly Shown[];
  /** How many hosts are improbable: nobody said no, but something speaks against them. */
  readonly improbable: number;
  /** How many hosts are left out, by the smallest set of hard needs that excludes them. */
  readonly refusals: ReadonlyMap<number, number>;
  /** The same for each host, for requests that ask for everything. */
  readonly exclusions: () => Exclusion[];
  readonly nothingKnown: number;
  readonly notSeenLately: number;
}

/** Where a match yields: `pause`, so that other work can run, or a search for groups, whose answer it needs. */
type Stop = GroupProblem | 'pause';

/**
 * Matches a need with candidates: first the hard needs with yes, no or unknown; then the weighted sum of the wishes on
 * fixed scales, as an interval. Deterministic for the same candidates, need, policy, day and tie order. Never throws on
 * a compiled need.
 */
export function match(
  candidates: CandidateIndex,
  need: CompiledNeed,
  context: EngineContext,
  options: ListOptions,
): MatchResult {
  const steps = matchInSteps(candidates, need, context, options);
  let answer: GroupAnswer | undefined;
  for (;;) {
    const { done, value } = steps.next(answer);
    if (done) return value;
    answer = value === 'pause' ? undefined : findGroups(value);
  }
}

/** The same step by step: it yields after each candidate, and for a search for groups, which another thread may do. */
export function* matchInSteps(
  candidates: CandidateIndex,
  need: CompiledNeed,
  context: EngineContext,
  options: ListOptions,
): Generator<Stop, MatchResult, GroupAnswer | undefined> {
  const offering = offeringOf(candidates, need);
  const missing = tooLarge(offering, need, context);
  const groups = bitCount(need.musts) < 2 || missing ? null : combinationSearch(need, context);
  const outcomes = yield* considerInSteps(offering, need, context, groups?.add);
  const refusals = new Map<number, number>();
  const refuse = (mask: number, hosts: number) => refusals.set(mask, (refusals.get(mask) ?? 0) + hosts);
  let [offeringListed, listed, notSeenLately, improbable] = [0, 0, 0, 0];
  for (const outcome of outcomes) {
    const { candidate, placed, isImprobable } = outcome;
    if (candidate.whole.services) offeringListed++;
    if (isImprobable) improbable++;
    if (placed === null) refuse(smallestRefusal(outcome, need), 1);
    else {
      listed++;
      if (!candidate.seenLately) notSeenLately++;
    }
  }
  // A host that offers nothing relevant answers no if it declares its list of services complete; otherwise nothing is
  // known of it.
  const noUsage = need.usageBits.reduce((mask, bit) => mask | bit, 0);
  if (candidates.listingAll > offeringListed) refuse(noUsage, candidates.listingAll - offeringListed);
  const { fits, toCheck } = listsOf(outcomes, context.policy, options);
  const first = (fits[0] ?? toCheck[0])?.placed;
  const asked = askedFirst(outcomes, fits[0]?.placed ?? null, need, options.tieBreak);
  // The host to ask first is shown even if it is beyond the limit of its list.
  if (asked !== null && toCheck.every(({ placed }) => placed !== asked.placed))
    toCheck.push(
      rankIn(
        outcomes.filter(isListedOutcome).filter((one) => one.placed.unknown !== 0),
        asked,
      ),
    );
  const alone = first && first.way.covered === (first.way.covered | need.musts) ? aloneOf(first, need, context) : null;
  const found =
    groups === null ? { list: [], missing: missing ?? [] } : yield* searchGroups(groups, need, options.limit, alone);
  // A silent host is no way out, so it takes no part in what follows.
  const notApart = outcomes.filter(({ candidate }) => !candidate.isApart);
  const barred = notApart.filter((outcome) => outcome.placed === null);
  const combinations = groups === null ? [] : shownTogether(found.list, alone, need, context, options);
  const misses = nearMisses(barred, need, context, options.tieBreak);
  const askFirst = asked?.placed ?? null;
  return {
    considered: candidates.all.length,
    outcomes,
    fits,
    toCheck,
    askFirst,
    shown: shownOf({ fits, toCheck, askFirst, combinations, nearMisses: misses }, need, context, options),
    improbable,
    candidates: candidates.all,
    robustness: first && need.totalPoints > 0 ? robustnessOf(first, outcomes, need, context) : null,
    combinations,
    additions: first ? additionsTo(first, candidates, need, context, options.tieBreak) : [],
    combinationsMissing: found.missing,
    nearMisses: misses,
    leaving: [...barred, ...goneWith(candidates, need, context)].flatMap(
      ({ nearest }) => nearest.find(({ by }) => by === need.bits.closing) ?? [],
    ),
    relaxations: fits.length === 0 ? relaxations(barred, need, context.policy) : [],
    conflicts: () => (listed === 0 ? minimalConflicts(barred.flatMap((outcome) => outcome.refusals)) : []),
    refusals,
    exclusions: () => {
      const outcomeOf = new Map(outcomes.map((outcome) => [outcome.candidate, outcome]));
      return candidates.all.flatMap((candidate) => {
        const outcome = outcomeOf.get(candidate);
        if (outcome) return outcome.placed === null ? [{ candidate, refusal: smallestRefusal(outcome, need) }] : [];
        return [{ candidate, refusal: candidate.whole.services ? noUsage : 0 }];
      });
    },
    nothingKnown: candidates.all.length - candidates.listingAll - (outcomes.length - offeringListed),
    notSeenLately,
  };
}

/** Closed hosts and services with an agreed successor, which would be listed if they had not closed. */
function goneWith({ gone }: CandidateIndex, need: CompiledNeed, context: EngineContext): Outcome[] {
  const offering = gone.filter(({ usages }) =>
    need.wanted.some(({ usage, priority }) => priority === 'must' && usages.has(usage)),
  );
  return considerAll(offering, need, context).filter(({ placed }) => placed === null);
}

/**
 * The smallest set of hard needs that excludes a host. Sets with a usage that the host offers are avoided, although
 * giving up that usage would help.
 */
export function smallestRefusal({ candidate, refusals }: Outcome, need: CompiledNeed): number {
  if (refusals.length === 1) return refusals[0]!;
  const offered = need.wanted.reduce(
    (mask, { usage }, index) => (candidate.usages.has(usage) ? mask | need.usageBits[index]! : mask),
    0,
  );
  const its = refusals.filter((mask) => (mask & offered) === 0);
  return its.reduce((best, mask) => (bitCount(mask) < bitCount(best) ? mask : best), its[0] ?? refusals[0] ?? 0);
}

/** The reason why a search for groups would take too long, or null. A partial search is never done. */
function tooLarge(offering: ReadonlySet<Candidate>, need: CompiledNeed, { policy }: EngineContext): Reason[] | null {
  let hosts = 0;
  for (const { isApart } of offering) if (!isApart) hosts++;
  const usages = bitCount(need.musts);
  if (coverWork(hosts, usages) <= policy.combinationWork) return null;
  return [{ code: 'combinations-too-many', params: { hosts, usages } }];
}

/** The usages that no combination may split between hosts. */
const usagesTogether = ({ wanted, together }: CompiledNeed): string[] =>
  wanted.flatMap(({ usage }, index) => (together.some((both) => (both & (1 << index)) !== 0) ? [usage] : []));

/**
 * The best pairs that rank above a host that would do alone. Groups of three hosts only when no pair covers everything:
 * first those that fit, then those to check.
 */
function* searchGroups(
  groups: CombinationSearch,
  need: CompiledNeed,
  keep: number,
  alone: Combination | null,
): Generator<Stop, { list: Combination[]; missing: Reason[] }, GroupAnswer | undefined> {
  const counts = groups.counts();
  const missing: Reason[] = [
    ...(counts.taken < counts.hosts ? [{ code: 'combinations-cut' as const, params: counts }] : []),
    ...(groups.wouldSplit() ? [{ code: 'kept-together' as const, params: { usages: usagesTogether(need) } }] : []),
  ];
  for (const kind of ['pairs', ...COMBINATION_STATES] as const) {
    const problem = kind === 'pairs' ? groups.pairs(keep, alone) : yield* groups.three(kind);
    if (problem === null) continue;
    // Only a pause is resumed without an answer.
    const answer = (yield problem)!;
    if (answer === 'below') return { list: [], missing };
    if (typeof answer !== 'object') return { list: [], missing: [{ code: `combinations-${answer}`, params: {} }] };
    const list = groups.combinations(answer, kind);
    if (list.length > 0) return { list, missing };
  }
  return { list: [], missing };
}

/** Several hosts are shown when no single host covers everything, or when they rank above the best single host. */
function shownTogether(
  several: readonly Combination[],
  alone: Combination | null,
  need: CompiledNeed,
  context: EngineContext,
  { limit, tieBreak }: ListOptions,
): Combination[] {
  if (alone === null) return inCombinationOrder(several, need, context, tieBreak, limit);
  const above = several.filter((one) => compareStanding(one, alone, need, context) < 0);
  return [...inCombinationOrder(above, need, context, tieBreak, limit), alone];
}
