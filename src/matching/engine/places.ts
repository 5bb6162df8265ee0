import type { Candidate, CandidateIndex } from './host/candidate.ts';
import { considerAll, type EngineContext, isListed, type Listed, type Outcome } from './host/choose.ts';
import type { CompiledNeed } from './need.ts';
import type { Policy } from './policy.ts';
import { classOf, type Ranked, rankList } from './value/rank.ts';

/** Where a host stands among all that fit, or all to check; shown or not. */
export interface Place {
  readonly list: 'fits' | 'to-check';
  readonly rank: number;
}

export interface ListOptions {
  /** Hosts per list. */
  readonly limit: number;
  /** Order of equal hosts: a keyed hash of the host's id. */
  readonly tieKey: (hostId: string) => string;
}

/** The candidates that offer some must-usage: of the others nothing can be said but that. */
export function offeringOf(candidates: CandidateIndex, need: CompiledNeed): ReadonlySet<Candidate> {
  const offering = new Set<Candidate>();
  for (const { usage, priority } of need.wanted)
    if (priority === 'must') for (const candidate of candidates.byUsage.get(usage) ?? []) offering.add(candidate);
  return offering;
}

/** Puts a need to every candidate that offers some must-usage. */
export const outcomesOf = (candidates: CandidateIndex, need: CompiledNeed, context: EngineContext): Outcome[] =>
  considerAll(offeringOf(candidates, need), need, context);

/** Both lists, each cut to its limit; hosts not seen lately only ever come after the first places. */
export function listsOf(
  outcomes: readonly Outcome[],
  { firstPlaces }: Policy,
  options: ListOptions,
): { fits: Ranked[]; toCheck: Ranked[] } {
  const listed = outcomes.filter(isListed);
  const list = (members: readonly Listed[]): Ranked[] => {
    const ranked = rankList(members, options.tieKey, options.limit);
    const lively = ranked.filter(({ placed: { candidate } }) => candidate.seenLately);
    return lively.length < firstPlaces ? lively : ranked;
  };
  return {
    fits: list(listed.filter(({ placed }) => placed.unknown === 0)),
    toCheck: list(listed.filter(({ placed }) => placed.unknown !== 0)),
  };
}

/** The place of a host, however far down; null when it is in neither list. */
export function placeOf(candidate: Candidate, outcomes: readonly Outcome[], { firstPlaces }: Policy): Place | null {
  const own = outcomes.find((outcome) => outcome.candidate === candidate)?.placed;
  if (!own) return null;
  const fits = own.unknown === 0;
  const ownClass = classOf(own);
  let lively = 0;
  let before = 0;
  for (const { placed } of outcomes) {
    if (!placed || (placed.unknown === 0) !== fits) continue;
    if (placed.candidate.seenLately) lively++;
    const difference = classOf(placed) - ownClass;
    if (difference < 0 || (difference === 0 && placed.low > own.low)) before++;
  }
  if (!candidate.seenLately && lively < firstPlaces) return null;
  return { list: fits ? 'fits' : 'to-check', rank: before + 1 };
}
