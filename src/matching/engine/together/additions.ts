import type { Candidate, CandidateIndex } from '../host/candidate.ts';
import type { EngineContext, RatedWay } from '../host/choose.ts';
import { hostAnswers } from '../host/eligibility.ts';
import { knownCents, waysFor } from '../host/ways.ts';
import { hostIntervals } from '../host/worth.ts';
import type { CompiledNeed } from '../need/need.ts';
import { type Combination, combinationOf, inCombinationOrder, type Share } from './combination.ts';

/** A wished usage that a host lacks, from another host at a known price. It completes the first, without competing. */
export interface Addition {
  readonly to: Candidate;
  /** Index of the usage in `need.wanted`. */
  readonly wanted: number;
  readonly share: Share;
}

/**
 * For each wished usage that a host does not offer, the host that completes it best. Nothing may be unknown about that
 * host, and both together must stay within the budget.
 */
export function additionsTo(
  first: RatedWay,
  { byUsage }: CandidateIndex,
  need: CompiledNeed,
  context: EngineContext,
  tieBreak: (key: string) => string,
): Addition[] {
  const { candidate: to, way } = first;
  return need.wanted.flatMap(({ usage, priority }, wanted) => {
    if (priority === 'must' || to.usages.has(usage)) return [];
    const pairs = (byUsage.get(usage) ?? []).flatMap((candidate): Combination[] => {
      const answers = hostAnswers(candidate, need, context.reference.territories.lineage);
      if (candidate.isApart || (answers.no | answers.against | answers.unknown) !== 0) return [];
      const ownFixed = hostIntervals(candidate, need, context);
      return waysFor(candidate, wanted, need, context)
        .filter(({ no, against, unknown, near, least }) => (no | against | unknown | near) === 0 && least !== null)
        .filter((other) => knownCents(way) + knownCents(other) <= (need.budgetCents ?? Number.POSITIVE_INFINITY))
        .map((other) =>
          combinationOf([first, { candidate, way: other, unknown: 0, weighing: 0, fixed: ownFixed }], need, context),
        );
    });
    return inCombinationOrder(pairs, need, context, tieBreak, 1).map(
      ({ shares }): Addition => ({ to, wanted, share: shares[1]! }),
    );
  });
}
