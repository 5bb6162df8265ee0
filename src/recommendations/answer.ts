import type { Database } from '../database/open.ts';
import { readSince } from './reading.ts';
import type { RecommendationItem } from './schema.ts';
import { chosenIn, type StoredRecommendation } from './store.ts';
import type { Matching } from './today.ts';

/** What the list of a federation shows of a recommendation. */
export const toItem = (stored: StoredRecommendation): RecommendationItem => ({
  id: stored.id,
  federation: stored.federation,
  hosts: chosenIn(stored),
  policyVersion: stored.policyVersion,
  catalogueRevision: stored.catalogueRevision,
  asOf: stored.asOf,
  note: stored.note,
  createdAt: stored.createdAt.toISOString(),
  ...(stored.withdrawnAt && {
    withdrawn: { at: stored.withdrawnAt.toISOString(), reason: stored.withdrawnReason! },
  }),
  ...(stored.redactedAt && { redacted: true as const }),
});

/**
 * A recommendation as JSON: need and match are the very bytes that were stored, so they are put in and not written
 * again.
 */
export async function recommendationJson(
  stored: StoredRecommendation,
  matching: Matching & { db: Database },
): Promise<string> {
  const rest = await readSince(stored, matching);
  const head = JSON.stringify(toItem(stored)).slice(0, -1);
  return `${head},"need":${stored.need},"match":${stored.match},${JSON.stringify(rest).slice(1)}`;
}
