import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'drizzle-orm';
import { asCatalogueError, isReferencedRowGone, isWorthRetrying } from './errors.ts';
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

type Note = (db: Database) => Promise<void>;
const notes = new AsyncLocalStorage<Note | undefined>();

/**
 * Runs a function such that each command in it also writes a note, last in its transaction: what the command wrote is
 * committed with the note, or not at all.
 */
export const notingEach = <T>(note: Note, run: () => T): T => notes.run(note, run);

/** Runs a function whose commands write no note: what goes on by itself is not part of a request. */
export const withoutNote = <T>(run: () => T): T =>
  // The first `run` makes every promise of the process dearer on Node 20: not without need.
  notes.getStore() === undefined ? run() : notes.run(undefined, run);

/**
 * Runs the transaction of a command, up to three times: after a deadlock, when a row that it refers to was deleted
 * meanwhile, or when a named statement was lost. So `work` must only read and write rows.
 * @throws CatalogueError for a violated constraint or a lost database
 */
export async function inTransaction<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const note = notes.getStore();
      const done = await db.transaction(async (db) => {
        const result = await work(db);
        await note?.(db);
        return result;
      });
      const follow = followers.get(db);
      // The write is committed: losing the database now must not turn it into an error. One more try, because the writer
      // expects to read what it wrote.
      await follow?.()
        .catch(follow)
        .catch(() => {});
      return done;
    } catch (error) {
      if ((isWorthRetrying(error) || isReferencedRowGone(error)) && attempt < ATTEMPTS) continue;
      throw asCatalogueError(error, { isOfDatabase: true }) ?? error;
    }
  }
}

/** Runs the transaction of a first part of a command: its request is done by a later one. */
export const inFirstTransaction: typeof inTransaction = (db, work) => withoutNote(() => inTransaction(db, work));

/**
 * Runs work that writes, then calls `end`: all of it is rolled back, and the result given to `end` is returned.
 * @param work runs a transaction, and calls `end` inside
 */
export async function trial<T>(work: (end: (result: T) => never) => Promise<unknown>): Promise<T> {
  let ended: { by: Error; result: T } | undefined;
  try {
    await work((result) => {
      ended = { by: new Error('A trial writes nothing'), result };
      throw ended.by;
    });
  } catch (error) {
    if (ended && error === ended.by) return ended.result;
    throw error;
  }
  throw new Error('A trial always ends by itself');
}

/** Runs the transaction of a command as a trial: its result is returned, and nothing is written. */
export const inTrial = <T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> =>
  trial((end) => inTransaction(db, async (db) => end(await work(db))));

/**
 * Work that only one process may do at a time, with its advisory lock number. Nothing else in the same database may use
 * these numbers.
 */
const ADVISORY_LOCKS = {
  migration: 8_237_225,
  seed: 8_237_226,
  redaction: 8_237_227,
  webhooks: 8_237_241,
  deliveries: 8_237_242,
  mail: 8_237_243,
} as const;

/** Takes the advisory lock, and waits for it if needed; released at the end of the transaction. */
export async function takeAdvisoryLock(db: Database, what: keyof typeof ADVISORY_LOCKS): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${ADVISORY_LOCKS[what]})`);
}
