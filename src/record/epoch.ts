import { eq, or, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { type CatalogueState, IncompleteDatabaseError } from './changes.ts';
import {
  catalogueOrigin,
  catalogueState,
  changes,
  federationRequests,
  invitations,
  sessions,
  signInLinks,
} from './tables.ts';

/*
 * A restored database, or a standby that was promoted without the last writes, goes on from an earlier revision, and soon
 * has other content under numbers that were shown already. It then begins another epoch. Who runs notices by the mark of
 * the revision it knows; who starts, because the row of origin was written elsewhere. Neither needs anybody's help.
 */

/** The state, seen by somebody who knows a revision. */
export interface Standing extends CatalogueState {
  /** The mark of the revision that was asked about; null: the database has no such revision. */
  markThere: string | null;
  /** Whether this is a standby: it may be behind, and takes no writes. */
  isStandby: boolean;
}

/** The present state, in one short query, because followers poll it. @throws IncompleteDatabaseError */
export async function readStanding(db: Database, revision: number): Promise<Standing> {
  const [standing] = await db
    .select({
      epoch: catalogueState.epoch,
      revision: catalogueState.revision,
      mark: catalogueState.mark,
      markThere: sql<string | null>`(select ${changes.mark} from ${changes} where ${changes.revision} = ${revision})`,
      isStandby: sql<boolean>`pg_is_in_recovery()`,
    })
    .from(catalogueState);
  if (!standing) throw new IncompleteDatabaseError();
  return standing;
}

/** Whether the history of a database goes on from a state, or has lost it. */
export const goesOnFrom = (
  known: CatalogueState,
  { revision, markThere }: Pick<Standing, 'revision' | 'markThere'>,
): boolean => known.revision === 0 || (revision >= known.revision && markThere === known.mark);

/** What the server does not let this role ask, or does not have: some services on the net are only like PostgreSQL. */
const NOT_TOLD = new Set(['42501', '42883', '0A000', '55000']);

/** Cluster, database and timeline: a copy elsewhere, and a standby once promoted, differ in one of them. */
async function readPlace(db: Database): Promise<string> {
  try {
    const [row] = await db
      .select({
        place: sql<string>`concat_ws('/', (select system_identifier from pg_control_system()),
          (select oid from pg_database where datname = current_database()),
          left(pg_walfile_name(pg_current_wal_lsn()), 8))`,
      })
      .from(sql`(values (1)) as one`);
    return row!.place;
  } catch (error) {
    const { code } = ((error as Error).cause ?? error) as { code?: string };
    if (code !== undefined && NOT_TOLD.has(code)) return 'not told';
    throw error;
  }
}

const begun = (place: string) => ({ place, writtenBy: sql`pg_current_xact_id()::xid::text` });
const NEW_EPOCH = { epoch: sql`gen_random_uuid()` };

/** Sessions that were ended and links that were used since the backup would be good again: everybody signs in anew. */
async function endSessionsAndLinks(db: Database): Promise<void> {
  for (const table of [sessions, invitations, signInLinks, federationRequests]) await db.delete(table);
}

/**
 * Begins another epoch when this database was restored or promoted since the last one began. Every process calls it when
 * it starts; of several at once, one does it.
 */
export async function renewIfRestored(db: Database): Promise<void> {
  const [server] = await db.select({ isStandby: sql<boolean>`pg_is_in_recovery()` }).from(sql`(values (1)) as one`);
  if (server!.isStandby) return;
  const place = await readPlace(db);
  await db.transaction(async (db) => {
    const isElsewhere = or(
      sql`${catalogueOrigin.place} is distinct from ${place}`,
      sql`${catalogueOrigin.writtenBy} is distinct from xmin::text`,
    );
    const found = await db
      .update(catalogueOrigin)
      .set(begun(place))
      .where(isElsewhere)
      .returning({ id: catalogueOrigin.id });
    if (found.length === 0) return;
    await db.update(catalogueState).set(NEW_EPOCH);
    await endSessionsAndLinks(db);
  });
}

/** Ends an epoch whose history was found broken, unless another process has ended it already. */
export async function renewEpoch(db: Database, epoch: string): Promise<void> {
  const place = await readPlace(db);
  await db.transaction(async (db) => {
    // The order in which `renewIfRestored` locks.
    await db.select({ id: catalogueOrigin.id }).from(catalogueOrigin).for('update');
    const ended = await db
      .update(catalogueState)
      .set(NEW_EPOCH)
      .where(eq(catalogueState.epoch, epoch))
      .returning({ id: catalogueState.id });
    if (ended.length === 0) return;
    await db.update(catalogueOrigin).set(begun(place));
    await endSessionsAndLinks(db);
  });
}
