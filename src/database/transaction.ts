import { asCatalogueError, isWorthRetrying } from './errors.ts';
import type { Database } from './open.ts';

const ATTEMPTS = 3;

/** Thrown inside a transaction that found the world changed under it before it held its locks. */
export class TryAgain extends Error {
  readonly code = '40001';
}

/**
 * Runs a command's transaction. A deadlock is tried again: the work only reads and writes rows, so nothing is done twice.
 * @throws CatalogueError what a broken constraint or a lost database means in the domain.
 */
export async function inTransaction<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work);
    } catch (error) {
      if (isWorthRetrying(error) && attempt < ATTEMPTS) continue;
      throw asCatalogueError(error) ?? error;
    }
  }
}
