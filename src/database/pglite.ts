import { closeSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { commandLine } from '../ground/command-line.ts';
import { archiveOf, type LastingEngine, lastingEngine, readFolder, startPglite } from './engine.ts';
import { DatabaseVersionError } from './errors.ts';
import { examine, isDiskFull, noteDatabase, noteOf, whyFolderRefused } from './folder.ts';
import { accessTo, type Lock, takeLock } from './lock.ts';
import { migrate } from './migrate.ts';
import type { Database } from './open.ts';
import { beginWithPrepared } from './prepared.ts';

/** A server that holds a data folder. Without a secret, this account may not read what it left for the command line. */
export interface FolderServer {
  address: string;
  secret?: string;
}

/** Why the embedded database cannot be opened, in a sentence for the person who starts the server. */
export class DataFolderError extends Error {
  override name = 'DataFolderError';
  /** The server that holds the folder, if that is the reason and its address is known. */
  readonly heldBy: FolderServer | undefined;

  constructor(message: string, options: { cause?: unknown; heldBy?: FolderServer | undefined } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.heldBy = options.heldBy;
  }
}

/** @throws DataFolderError when a running process holds the folder */
export function lockFolder(folder: string): Lock {
  const lock = takeLock(folder);
  if ('release' in lock) return lock;
  const where = lock.address ? `, at ${lock.address}` : '';
  throw new DataFolderError(
    `The data folder ${folder} is in use by a running server (process ${lock.pid}${where}). ` +
      `${lock.address ? 'Use that one' : 'Wait for it'}, stop it first, or name another folder in DATA_DIR.`,
    { heldBy: lock.address === null ? undefined : (accessTo(folder) ?? { address: lock.address }) },
  );
}

function noteFirstBoot(note: string): void {
  const file = openSync(note, 'w');
  fsyncSync(file);
  closeSync(file);
}

/** The first line of an internal error, without the query and without PGlite's advice to its developers. */
function causeOf(error: unknown): string {
  let innermost = error;
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause;
  const [line = ''] = String((innermost as Error)?.message ?? innermost).split('\n', 1);
  const [cause = ''] = line.split('. Build with', 1);
  return cause.endsWith('.') ? cause.slice(0, -1) : cause;
}

/**
 * Opens or creates the database, and migrates it.
 * @throws DataFolderError when its files cannot be used
 */
async function boot(
  folder: string,
  database: string,
  isFirst: boolean,
): Promise<{ engine: LastingEngine; db: Database }> {
  let client: PGlite | undefined;
  try {
    const start = () => startPglite({ dataDir: database });
    client = isFirst ? await startPglite({ dataDir: database, ...beginWithPrepared() }) : await start();
    const engine = lastingEngine(client, start);
    // Drizzle uses only this part of the client.
    const db: Database = drizzle({ client: engine.client as PGlite });
    await migrate(db);
    return { engine, db };
  } catch (error) {
    await client?.close().catch(() => {});
    if (error instanceof DatabaseVersionError) throw error;
    if (isDiskFull(folder)) throw refused(folder, Object.assign(new Error('', { cause: error }), { code: 'ENOSPC' }));
    throw new DataFolderError(
      `The embedded database in ${folder} is damaged, or cannot be brought up to date (${causeOf(error)}). ` +
        `Put a backup back (${commandLine('restore <file> --replace')}), or name another folder in DATA_DIR to begin anew.`,
      { cause: error },
    );
  }
}

/** Converts an error to a DataFolderError for an unusable folder. */
function refused(folder: string, error: unknown): unknown {
  const why = error instanceof DataFolderError ? undefined : whyFolderRefused(folder, error);
  return why === undefined ? error : new DataFolderError(why, { cause: error });
}

/**
 * Opens the embedded database of a data folder: creates it at the first start, and migrates it. An interrupted first
 * start is repeated. A folder that contains anything else is refused, and nothing that may be data is ever removed.
 * @throws DataFolderError when another server holds the folder, or when its files or its disk cannot be used
 */
export async function openPglite(dataDir: string) {
  const folder = resolve(dataDir);
  let lock: Lock | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    // Before taking the lock, which writes a file: the folder of another program must not be changed.
    const seen = examine(folder);
    if ('fault' in seen) throw new DataFolderError(seen.fault);
    lock = lockFolder(folder);
    const found = examine(folder);
    if ('fault' in found) throw new DataFolderError(found.fault);
    const isFirst = found.state === 'new';
    const database = join(folder, 'pglite');
    const note = noteOf(folder);
    if (isFirst) {
      noteFirstBoot(note);
      rmSync(database, { recursive: true, force: true });
    }
    const { engine, db } = await boot(folder, database, isFirst);
    noteDatabase(folder);
    if (isFirst) rmSync(note);
    const { announce, release } = lock;
    const close = async () => {
      try {
        const client = await engine.sound();
        if (!client.closed) await client.close();
      } finally {
        release();
      }
    };
    const dump = async () => {
      const client = await engine.sound();
      // Writes recent changes to the main files, so that starting from the copy takes less time.
      await client.exec('checkpoint');
      // Only statements wait for this copy. PGlite's own dump would block the whole process.
      return await archiveOf(await client.runExclusive(() => readFolder(database)));
    };
    return { db, dump, close, announce };
  } catch (error) {
    lock?.release();
    throw refused(folder, error);
  }
}

/** A migrated, empty database in memory. */
export async function openInMemory(): Promise<{ db: Database; close(): Promise<void> }> {
  const client = await startPglite();
  const db: Database = drizzle(client);
  await migrate(db);
  return { db, close: () => client.close() };
}
