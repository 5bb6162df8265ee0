import { asCatalogueError, isGone, isWorthRetrying } from './errors.ts';
import type { Database } from './open.ts';

const ATTEMPTS = 3;

/** Thrown inside a transaction to retry it: the data changed before it held its locks. */
export class TryAgain extends Error {
  readonly code = '40001';
}

const followers = new WeakMap<Database, () => Promise<void>>();

/**
 * Has a function called after each transaction of a command on this connection, before the command returns: whoever
 * wrote, what this process shows moves with it. One for each connection, the last one given; it may fail.
 */
export const afterEachCommand = (db: Database, follow: () => Promise<void>): void => {
  followers.set(db, follow);
};

/**
 * Runs the transaction of a command, up to three times after deadlocks, or when a row went that it was about to name: `work` must only read and write rows.
 * @throws CatalogueError for a violated constraint or a lost database
 */
export async function inTransaction<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const done = await db.transaction(work);
      // The write is committed: losing the database now must not turn it into an error.
      await followers
        .get(db)?.()
        .catch(() => {});
      return done;
    } catch (error) {
      if ((isWorthRetrying(error) || isGone(error)) && attempt < ATTEMPTS) continue;
      throw asCatalogueError(error, { isOfDatabase: true }) ?? error;
    }
  }
}
