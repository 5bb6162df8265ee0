import type { Database } from '../../database/open.ts';
import { changesFrom } from '../../feed/changes.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Matching } from './commands.ts';
import type { ChangedSince, RecommendationItem } from './schema.ts';
import { tellSince } from './since.ts';
import type { StoredRecommendation } from './store.ts';
import { alternativesOf } from './today.ts';

/** What the list of a federation shows of a recommendation. */
export const toItem = (stored: StoredRecommendation): RecommendationItem => ({
  id: stored.id,
  federation: stored.federation,
  hosts: stored.hosts.map(({ slug }) => slug),
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
  matching: Matching & { db: Database; reference: Reference },
): Promise<string> {
  const { db, model, reference, say } = matching;
  const nameOf = (slug: string) => model.bySlug.get(slug)?.name ?? slug;
  const since: ChangedSince[] = [];
  for (const { id, slug } of stored.hosts) {
    const changes = await changesFrom(db, id, stored.catalogueRevision, model.revision);
    since.push(...tellSince(slug, changes, { reference, say, nameOf }));
  }
  since.sort((a, b) => a.revision - b.revision);
  const rest = { changedSince: since, alternatives: await alternativesOf(stored, matching) };
  const head = JSON.stringify(toItem(stored)).slice(0, -1);
  return `${head},"need":${stored.need},"match":${stored.match},${JSON.stringify(rest).slice(1)}`;
}
