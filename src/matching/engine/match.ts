import type { Candidate } from './candidate.ts';
import { consider, type EngineContext, type Outcome, type Placed } from './choose.ts';
import { type Combination, combinations, combinationWork } from './combine.ts';
import type { CompiledNeed } from './need.ts';
import { bitCount } from './plan.ts';
import { type Ranked, rankList } from './rank.ts';
import { type NearMiss, nearMisses, type Relaxation, relaxations } from './relax.ts';

/** The whole answer, before words: lists of hosts, what keeps the others out, and what would bring them in. */
export interface MatchResult {
  readonly considered: number;
  readonly fits: readonly Ranked[];
  readonly toCheck: readonly Ranked[];
  readonly combinations: readonly Combination[];
  /** The search for combinations would have taken too long. */
  readonly combinationsLeftOut: boolean;
  readonly nearMisses: readonly NearMiss[];
  readonly relaxations: readonly Relaxation[];
  readonly excluded: readonly { readonly candidate: Candidate; readonly refusal: number }[];
  readonly nothingKnown: readonly Candidate[];
  readonly notSeenLately: number;
}

export interface MatchOptions {
  /** Hosts per list. */
  readonly limit: number;
  /** Order of equal hosts: a keyed hash of the host's id. */
  readonly tieKey: (hostId: string) => string;
}

/** Positions kept for hosts that were confirmed or seen lately. */
const FIRST_PLACES = 3;

/**
 * Matches a need with candidates: eligibility first, three-valued; then the additive value on fixed anchors, as
 * an interval. Same candidates, need, policy, day and tie order: same result. Never throws on a compiled need.
 */
export function match(
  candidates: readonly Candidate[],
  need: CompiledNeed,
  context: EngineContext,
  options: MatchOptions,
): MatchResult {
  const musts = need.wanted.filter(({ priority }) => priority === 'must').map(({ usage }) => usage);
  const nothingKnown: Candidate[] = [];
  const outcomes: Outcome[] = [];
  for (const candidate of candidates) {
    if (!candidate.confirmed && !musts.some((usage) => candidate.usages.has(usage))) nothingKnown.push(candidate);
    else outcomes.push(consider(candidate, need, context));
  }
  const placed = outcomes.flatMap((outcome) => outcome.placed ?? []);
  const fits = list(
    placed.filter(({ unknown }) => unknown === 0),
    options,
  );
  const toCheck = list(
    placed.filter(({ unknown }) => unknown !== 0),
    options,
  );
  // A host that nobody saw for years is no way out: it takes no part in what follows.
  const lively = outcomes.filter(({ candidate }) => candidate.seenLately);
  const barred = lively.filter((outcome) => outcome.placed === null);
  const leftOut = combinationWork(lively.length, bitCount(need.musts)) > context.policy.combinationWork;
  return {
    considered: candidates.length,
    fits,
    toCheck,
    combinations: leftOut ? [] : combinations(lively, need, context.policy),
    combinationsLeftOut: leftOut,
    nearMisses: nearMisses(barred, need, 2),
    relaxations: fits.length === 0 ? relaxations(barred, need) : [],
    excluded: outcomes
      .filter((outcome) => outcome.placed === null)
      .map(({ candidate, refusals }) => ({ candidate, refusal: fewest(refusals) })),
    nothingKnown,
    notSeenLately: placed.filter(({ candidate }) => !candidate.seenLately).length,
  };
}

/** One list, cut to its limit; hosts not seen lately only ever come after the first places. */
function list(placed: readonly Placed[], options: MatchOptions): Ranked[] {
  const ranked = rankList(placed, options.tieKey, options.limit);
  const lively = ranked.filter(({ placed: { candidate } }) => candidate.seenLately);
  return lively.length < FIRST_PLACES ? lively : ranked;
}

const fewest = (masks: readonly number[]): number =>
  masks.reduce((best, mask) => (bitCount(mask) < bitCount(best) ? mask : best), masks[0] ?? 0);
