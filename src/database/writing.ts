import { sql } from 'drizzle-orm';
import { isForbidden, refusesToWrite } from './errors.ts';
import type { Database } from './open.ts';
import { trial } from './transaction.ts';

/** Whether the database accepts writes, while it may still answer reads. */
export interface WriteWatch {
  /** Reports an error. Only errors of a database that refuses writes count. */
  note(error: unknown): void;
  /**
   * Asks the database. After a failed write, only a successful trial write counts.
   * @throws when it does not answer
   */
  works(): Promise<boolean>;
}

/**
 * Writes enough to need disk space, and rolls it back.
 * @throws the database error when it refuses
 */
const tryToWrite = (db: Database): Promise<void> =>
  trial((end) =>
    db.transaction(async (db) => {
      await db.execute(
        sql`create temporary table tried on commit drop as select repeat(md5(n::text), 30) from generate_series(1, 300) n`,
      );
      end(undefined);
    }),
  );

async function isReadOnly(db: Database): Promise<boolean> {
  const [row] = await db
    .select({ readOnly: sql<string>`current_setting('transaction_read_only')` })
    .from(sql`(values (1)) as one`);
  return row?.readOnly === 'on';
}

/** @param onChange called once when writes begin to fail, and once when they work again */
export function watchWrites(db: Database, onChange: (works: boolean, error?: unknown) => void): WriteWatch {
  let failing = false;
  const note = (error: unknown): void => {
    if (failing || !refusesToWrite(error)) return;
    failing = true;
    onChange(false, error);
  };
  return {
    note,
    works: async () => {
      // A full disk shows only in writes, and a trial write has a cost: so none before a write has failed.
      if (!failing) return !(await isReadOnly(db));
      try {
        await tryToWrite(db);
      } catch (error) {
        if (refusesToWrite(error)) return false;
        // A role that may not create temporary tables cannot try a write: rely on what the database reports.
        if (!isForbidden(error)) throw error;
        if (await isReadOnly(db)) return false;
      }
      failing = false;
      onChange(true);
      return true;
    },
  };
}
