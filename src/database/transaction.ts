import { asCatalogueError, isGone, isWorthRetrying } from './errors.ts';
import type { Database } from './open.ts';

const ATTEMPTS = 3;

/** Thrown inside a transaction to retry it: the data changed before the transaction held its locks. */
export class TryAgain extends Error {
  readonly code = '40001';
}

const followers = new WeakMap<Database, () => Promise<void>>();

/**
 * Registers a function that runs after each command's transaction on this connection, before the command returns, so
 * that this process shows every write at once. One per connection: the last one registered. It may fail.
 */
export const afterEachCommand = (db: Database, follow: () => Promise<void>): void => {
  followers.set(db, follow);
};

/**
 * Runs the transaction of a command, up to three times: after a deadlock, or when a row that it refers to was deleted
 * meanwhile. So `work` must only read and write rows.
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
