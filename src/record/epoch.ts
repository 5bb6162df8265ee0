import { eq, or, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { CatalogueState, DatabaseState } from './changes.ts';
import { catalogueOrigin, catalogueState, federationRequests, invitations, sessions, signInLinks } from './tables.ts';

/*
 * A restored database, or a standby promoted without the last writes, continues from an earlier revision: soon other
 * content has revision numbers that were already published. It must then begin a new epoch. A running process notices
 * because the mark of its revision differs; a starting process notices because the row of origin was written in another
 * place. Neither needs an operator.
 */

/** Whether the history in the database contains the known state. */
export const continuesFrom = (
  known: CatalogueState,
  { revision, markThere }: Pick<DatabaseState, 'revision' | 'markThere'>,
): boolean => known.revision === 0 || (revision >= known.revision && markThere === known.mark);

/** Errors when the role may not read these, or the server lacks them: some hosted services only resemble PostgreSQL. */
const NOT_TOLD = new Set(['42501', '42883', '0A000', '55000']);

/** Cluster, database and timeline. A copy of the database elsewhere, and a promoted standby, differ in at least one. */
export async function readPlace(db: Database): Promise<string> {
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

/** The whole history came to this place: its epoch goes on here, in the transaction that moved it. */
export async function keepEpochAt(db: Database, place: string): Promise<void> {
  await db.delete(catalogueOrigin);
  await db.insert(catalogueOrigin).values(begun(place));
}

/** Everyone has to sign in again: the backup would restore sessions that were ended and links that were used since. */
async function endSessionsAndLinks(db: Database): Promise<void> {
  for (const table of [sessions, invitations, signInLinks, federationRequests]) await db.delete(table);
}

/**
 * Begins a new epoch when this database was restored or promoted since the last epoch began. Every process calls it at
 * start; of several at once, only one does it.
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

/** Ends an epoch whose history turned out to be broken, unless another process has ended it already. */
export async function renewEpoch(db: Database, epoch: string): Promise<void> {
  const place = await readPlace(db);
  await db.transaction(async (db) => {
    // Lock in the same order as `renewIfRestored`.
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
