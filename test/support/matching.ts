import type { Host } from '../../src/documents/host.ts';
import { type Candidate, toCandidate } from '../../src/matching/engine/host/candidate.ts';
import { indexCandidates } from '../../src/matching/engine/host/candidate-index.ts';
import type { EngineContext } from '../../src/matching/engine/host/choose.ts';
import { type MatchResult, match } from '../../src/matching/engine/match.ts';
import { compileNeed } from '../../src/matching/engine/need/need.ts';
import { type PolicyFile, readPolicy } from '../../src/matching/engine/need/policy.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { readReference, readSeed } from '../../src/vocabulary/reference.ts';

/** The engine alone, under the policy in force, on a fixed day. */
export const reference = readReference();
export const policy = readPolicy(readSeed<PolicyFile>('policy.json'));
export const DAY = '2026-11-25';
export const context: EngineContext = { policy, reference, day: DAY };

export const candidatesOf = (hosts: readonly Host[]): Candidate[] =>
  hosts.flatMap((host) => toCandidate(host, DAY, policy, reference.territories.lineage) ?? []);

export const matchHosts = (
  hosts: readonly Host[],
  need: Need,
  options: { limit?: number; tieBreak?: (id: string) => string } = {},
): MatchResult =>
  match(indexCandidates(candidatesOf(hosts)), compileNeed(need, policy, reference), context, {
    limit: options.limit ?? 1000,
    tieBreak: options.tieBreak ?? ((id) => id),
  });
