import { asCatalogueError, isGone, isWorthRetrying } from './errors.ts';
import type { Database } from './open.ts';

const ATTEMPTS = 3;

/** Thrown inside a transaction to retry it: the data changed before it held its locks. */
export class TryAgain extends Error {
  readonly code = '40001';
}

/**
 * Runs the transaction of a command, up to three times after deadlocks, or when a row went that it was about to name: `work` must only read and write rows.
 * @throws CatalogueError for a violated constraint or a lost database
 */
export async function inTransaction<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work);
    } catch (error) {
      if ((isWorthRetrying(error) || isGone(error)) && attempt < ATTEMPTS) continue;
      throw asCatalogueError(error, { isOfDatabase: true }) ?? error;
    }
  }
}
