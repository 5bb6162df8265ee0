import type { CompiledNeed } from '../need/need.ts';
import type { Candidate } from './candidate.ts';

/** All candidates of a catalogue, and those that offer each usage, in the order of the catalogue. */
export interface CandidateIndex {
  readonly all: readonly Candidate[];
  /** How many candidates declare their list of services complete. */
  readonly listingAll: number;
  readonly byUsage: ReadonlyMap<string, readonly Candidate[]>;
  /** Hosts as they were before they closed, when a successor agreed to take over: only the succession is told. */
  readonly gone: readonly Candidate[];
}

/** Indexes candidates by usage, so that a match only considers hosts that offer something relevant. */
export function indexCandidates(all: readonly Candidate[], gone: readonly Candidate[] = []): CandidateIndex {
  const byUsage = new Map<string, Candidate[]>();
  for (const candidate of all)
    for (const usage of candidate.usages.keys()) {
      const offering = byUsage.get(usage);
      if (offering) offering.push(candidate);
      else byUsage.set(usage, [candidate]);
    }
  return { all, listingAll: all.filter(({ whole }) => whole.services).length, byUsage, gone };
}

/** One index of several that follow each other. */
export function joinedIndexes(parts: readonly CandidateIndex[]): CandidateIndex {
  const byUsage = new Map<string, Candidate[]>();
  for (const part of parts)
    for (const [usage, candidates] of part.byUsage) {
      const offering = byUsage.get(usage);
      if (offering) for (const candidate of candidates) offering.push(candidate);
      else byUsage.set(usage, [...candidates]);
    }
  return {
    all: parts.flatMap(({ all }) => all),
    listingAll: parts.reduce((sum, { listingAll }) => sum + listingAll, 0),
    byUsage,
    gone: parts.flatMap(({ gone }) => gone),
  };
}

/** Usages that meet some must-usage: the usage itself, and its near usages. */
const meetingUsages = ({ wanted, near }: CompiledNeed): string[] =>
  wanted.flatMap(({ usage, priority }, index) =>
    priority === 'must' ? [usage, ...near[index]!.map((one) => one.usage)] : [],
  );

/** Whether a host offers something that meets a must-usage: other hosts are not considered. */
export const meetsSome = ({ usages }: Pick<Candidate, 'usages'>, need: CompiledNeed): boolean =>
  meetingUsages(need).some((usage) => usages.has(usage));

/** The candidates that offer some must-usage. Nothing else can be said of the other candidates. */
export function offeringOf(candidates: CandidateIndex, need: CompiledNeed): ReadonlySet<Candidate> {
  const offering = new Set<Candidate>();
  for (const usage of meetingUsages(need))
    for (const candidate of candidates.byUsage.get(usage) ?? []) offering.add(candidate);
  return offering;
}
