import { and, asc, count, desc, eq, gt, isNotNull, lt, lte, min, ne, notInArray, type SQL, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Database } from '../../database/open.ts';
import { isLeaseOver, leasesOf } from '../../leases/leases.ts';
import { isBeyond } from '../../record/tables/columns.ts';
import { importFiles, importPages, importRuns, importSources } from '../../record/tables.ts';
import type { RunState } from '../../vocabulary/import-terms.ts';
import { LEASE_MS } from './run-work.ts';

/* Rows of sources and of their runs. */

export type SourceRow = typeof importSources.$inferSelect;
export type RunRow = typeof importRuns.$inferSelect;

export type SourceOwner = { federationId: string } | { hostId: string };

const isSourceOf = (owner: SourceOwner): SQL =>
  'hostId' in owner ? eq(importSources.hostId, owner.hostId) : eq(importSources.federationId, owner.federationId);

export async function findSource(db: Database, owner: SourceOwner): Promise<SourceRow | undefined> {
  return (await db.select().from(importSources).where(isSourceOf(owner)))[0];
}

/** Finds a source and locks its row until the transaction ends. */
export async function lockSource(db: Database, owner: SourceOwner): Promise<SourceRow | undefined> {
  return (await db.select().from(importSources).where(isSourceOf(owner)).for('update'))[0];
}

export async function readSourceById(db: Database, id: string): Promise<SourceRow | undefined> {
  return (await db.select().from(importSources).where(eq(importSources.id, id)))[0];
}

export async function insertSource(db: Database, row: typeof importSources.$inferInsert): Promise<void> {
  await db.insert(importSources).values(row);
}

export async function updateSource(db: Database, id: string, columns: Partial<SourceRow>): Promise<void> {
  await db.update(importSources).set(columns).where(eq(importSources.id, id));
}

export async function deleteSource(db: Database, id: string): Promise<void> {
  await db.delete(importSources).where(eq(importSources.id, id));
}

/** Sources that are due, the longest overdue first. */
export const listDueSources = (db: Database, now: Date, limit: number): Promise<SourceRow[]> =>
  db
    .select()
    .from(importSources)
    .where(lte(importSources.nextAt, now))
    .orderBy(asc(importSources.nextAt), asc(importSources.id))
    .limit(limit);

/** Starts a run with its first file, unless one is running; returns whether it did. */
export async function insertRun(db: Database, { id: sourceId, url, kind }: SourceRow, id: string, startedAt: Date) {
  const made = await db
    .insert(importRuns)
    .values({ id, sourceId, url, kind, state: 'running', startedAt })
    .onConflictDoNothing()
    .returning({ id: importRuns.id });
  if (made.length === 0) return false;
  await db.insert(importFiles).values({ runId: id, number: 0, url, depth: 0 });
  return true;
}

/** Finds a run if it belongs to this source. */
export async function findRun(db: Database, sourceId: string, id: string): Promise<RunRow | undefined> {
  return (
    await db
      .select()
      .from(importRuns)
      .where(and(eq(importRuns.id, id), eq(importRuns.sourceId, sourceId)))
  )[0];
}

export async function lastRun(db: Database, sourceId: string): Promise<RunRow | undefined> {
  return (
    await db
      .select()
      .from(importRuns)
      .where(eq(importRuns.sourceId, sourceId))
      .orderBy(desc(importRuns.startedAt), desc(importRuns.id))
      .limit(1)
  )[0];
}

/** The sort key of the last run of a page. */
export type RunCursor = Pick<RunRow, 'startedAt' | 'id'>;

/** Runs of a source, latest first, after a position. */
export const listRuns = (
  db: Database,
  sourceId: string,
  { limit, after }: { limit: number; after?: RunCursor | undefined },
): Promise<RunRow[]> =>
  db
    .select()
    .from(importRuns)
    .where(
      and(
        eq(importRuns.sourceId, sourceId),
        after && isBeyond([importRuns.startedAt, importRuns.id], '<', [after.startedAt, after.id]),
      ),
    )
    .orderBy(desc(importRuns.startedAt), desc(importRuns.id))
    .limit(limit);

/** Counts the runs of a source; with `since`, only those that started later. */
export const countRuns = (db: Database, sourceId: string, since?: Date): Promise<number> =>
  db.$count(importRuns, and(eq(importRuns.sourceId, sourceId), since && gt(importRuns.startedAt, since)));

/** When the earliest run of a source after an instant began. */
export async function firstRunSince(db: Database, sourceId: string, since: Date): Promise<Date | undefined> {
  const [row] = await db
    .select({ startedAt: min(importRuns.startedAt) })
    .from(importRuns)
    .where(and(eq(importRuns.sourceId, sourceId), gt(importRuns.startedAt, since)));
  return row?.startedAt ?? undefined;
}

/** Ends the running run of a source, if there is one, with the state `stopped`. */
export async function stopRuns(db: Database, sourceId: string, at: Date): Promise<void> {
  await db
    .update(importRuns)
    .set({ state: 'stopped', endedAt: at, takenBy: null, takenUntil: null })
    .where(and(eq(importRuns.sourceId, sourceId), eq(importRuns.state, 'running')));
}

const leaseFrom = (now: Date): Date => new Date(now.getTime() + LEASE_MS);
const leases = leasesOf(importRuns, ['id'], 'takenBy');

/** How many runs wait for a process, and since when. */
export async function readRunState(db: Database, now: Date): Promise<{ waiting: number; waitingSince: Date | null }> {
  const [found] = await db
    .select({ waiting: count(), waitingSince: min(importRuns.startedAt) })
    .from(importRuns)
    .where(and(eq(importRuns.state, 'running'), isLeaseOver(importRuns.takenUntil, now, LEASE_MS)));
  return found!;
}

/** A run with the lease of a process. */
export type LeasedRun = RunRow & { takenBy: string };

/** Takes leases of runs that have none, or whose lease has expired; oldest runs first. */
export const leaseRuns = async (db: Database, by: string, now: Date, most: number): Promise<LeasedRun[]> =>
  (await leases.take(db, {
    isDue: and(eq(importRuns.state, 'running'), isLeaseOver(importRuns.takenUntil, now, LEASE_MS)),
    order: [asc(importRuns.startedAt), asc(importRuns.id)],
    most,
    set: {
      takenBy: by,
      takenUntil: leaseFrom(now),
      deaths: sql`${importRuns.deaths} + case when ${importRuns.takenBy} is null then 0 else 1 end`,
    },
  })) as LeasedRun[];

/** Updates a run if this process still holds its lease; otherwise returns undefined. */
const updateRun = async (db: Database, run: LeasedRun, set: PgUpdateSetSource<typeof importRuns>) =>
  (await db.update(importRuns).set(set).where(leases.isHeld(run)).returning())[0];

/** Renews the lease. */
export const renewRun = (db: Database, run: LeasedRun, now: Date) => updateRun(db, run, { takenUntil: leaseFrom(now) });

/** Releases the lease, so that any process can continue the run. */
export const releaseRun = (db: Database, run: LeasedRun) => updateRun(db, run, { takenBy: null, takenUntil: null });

type Counter = 'requests' | 'notModified' | 'bytes' | 'created' | 'changed' | 'unchanged' | 'proposals' | 'toCheck';

/** Adds to the counters of a run. */
export const addToRun = (db: Database, run: LeasedRun, counts: Partial<Record<Counter, number>>) =>
  updateRun(db, run, {
    // Makes the update non-empty, so that it also checks the lease when there is nothing to add.
    takenBy: run.takenBy,
    ...Object.fromEntries(
      Object.entries(counts).map(([name, more]) => [name, sql`${importRuns[name as Counter]} + ${more}`]),
    ),
  });

export const endRun = (db: Database, run: LeasedRun, state: RunState, at: Date) =>
  updateRun(db, run, { state, endedAt: at, takenBy: null, takenUntil: null });

/** Deletes runs that ended before an instant, except the last ones of each source; returns how many. */
export async function removeOldRuns(db: Database, before: Date, kept: number): Promise<number> {
  const latest = db
    .select({
      id: importRuns.id,
      place:
        sql<number>`row_number() over (partition by ${importRuns.sourceId} order by ${importRuns.startedAt} desc, ${importRuns.id} desc)`.as(
          'place',
        ),
    })
    .from(importRuns)
    .as('latest');
  const keptIds = db.select({ id: latest.id }).from(latest).where(lte(latest.place, kept));
  const removed = await db
    .delete(importRuns)
    .where(and(ne(importRuns.state, 'running'), lt(importRuns.endedAt, before), notInArray(importRuns.id, keptIds)))
    .returning({ id: importRuns.id });
  return removed.length;
}

/**
 * Deletes the stored content of addresses that were not read for long; an address that is still linked is read more
 * often. Rows without content stay: they keep redacted words from being imported again.
 */
export async function removeOldPages(db: Database, before: Date): Promise<void> {
  await db.delete(importPages).where(and(lt(importPages.readAt, before), isNotNull(importPages.content)));
}
