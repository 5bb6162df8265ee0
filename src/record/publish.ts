import { randomUUID } from 'node:crypto';
import { inArray, sql } from 'drizzle-orm';
import { IncompleteDatabaseError } from '../database/errors.ts';
import type { Database } from '../database/open.ts';
import type { Federation } from '../documents/federation.ts';
import type { Text } from '../vocabulary/shapes.ts';
import type { Actor, ChangeKind, WithdrawalReason } from '../vocabulary/terms.ts';
import type { HostFacts } from './host-facts.ts';
import { requireOwnSlugs } from './hosts.ts';
import { catalogueState, changes, federations, hosts } from './tables.ts';

/** The NOTIFY channel of new revisions. Followers must not rely on it: poolers and standbys lose notifications. */
export const REVISION_CHANNEL = 'bercail_revision';

export type NewChange = {
  kind: ChangeKind;
  at: Date;
  by: Actor;
  byLabel: string | null;
  byTokenId?: string | null;
  action?: string | null;
  reason?: Text | null;
  withdrawalReason?: WithdrawalReason | null;
} & ({ hostId: string; document: HostFacts | null } | { federationId: string; document: Federation | null });

/**
 * Appends changes, gives each the next revision and a mark, and returns the last revision. The counter row stays locked
 * until the transaction ends, so revisions are consecutive in commit order. Call this last, after everything that may
 * wait or fail.
 * @throws CatalogueError slug-taken when another host has, or had, a slug of one of these hosts
 */
export async function publishChanges(db: Database, list: readonly [NewChange, ...NewChange[]]): Promise<number> {
  const marks = list.map(() => randomUUID());
  const rows = await db
    .update(catalogueState)
    .set({ revision: sql`${catalogueState.revision} + ${list.length}`, mark: marks.at(-1)! })
    .returning({
      revision: catalogueState.revision,
      // Sent at the commit.
      told: sql`pg_notify(${REVISION_CHANNEL}, ${catalogueState.revision}::text)`,
    });
  if (!rows[0]) throw new IncompleteDatabaseError();
  const { revision: last } = rows[0];
  const first = last - list.length + 1;
  await db.insert(changes).values(list.map((change, i) => ({ ...change, revision: first + i, mark: marks[i]! })));
  const hostIds = list.flatMap((change) => ('hostId' in change ? [change.hostId] : []));
  await requireOwnSlugs(db, hostIds);
  const ofHost = sql`(select max(${changes.revision}) from ${changes} where ${changes.hostId} = ${hosts.id})`;
  if (hostIds.length > 0) await db.update(hosts).set({ publishedRevision: ofHost }).where(inArray(hosts.id, hostIds));
  const federationIds = list.flatMap((change) => ('federationId' in change ? [change.federationId] : []));
  const ofFederation = sql`(select max(${changes.revision}) from ${changes} where ${changes.federationId} = ${federations.id})`;
  if (federationIds.length > 0)
    await db.update(federations).set({ publishedRevision: ofFederation }).where(inArray(federations.id, federationIds));
  return last;
}

/** Appends one change, see `publishChanges`; returns its revision. */
export const publishChange = (db: Database, change: NewChange): Promise<number> => publishChanges(db, [change]);
