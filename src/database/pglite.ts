import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { type Lock, takeLock } from './lock.ts';
import { migrate } from './migrate.ts';
import type { Database } from './open.ts';

/** Why the embedded database cannot be opened, in a sentence for whoever starts the server. */
export class DataFolderError extends Error {
  override name = 'DataFolderError';
  /** Address of the server that holds the folder, when that is the reason and the address is known. */
  readonly heldAt: string | null;

  constructor(message: string, options: { cause?: unknown; heldAt?: string | null } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.heldAt = options.heldAt ?? null;
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
    { heldAt: lock.address },
  );
}

export const isEmpty = (folder: string): boolean => !existsSync(folder) || readdirSync(folder).length === 0;

/** Whether a name is that of a backup that is being unpacked. */
export const isUnpacked = (name: string): boolean => name.startsWith('restoring-');

/** A file that exists during the first boot only: while it is there, the folder holds no data yet. */
export const noteOf = (folder: string): string => join(folder, 'first-boot');

function noteFirstBoot(note: string): void {
  const file = openSync(note, 'w');
  fsyncSync(file);
  closeSync(file);
}

async function boot(folder: string): Promise<PGlite> {
  try {
    return await PGlite.create({ dataDir: folder });
  } catch (error) {
    throw new DataFolderError(
      `The embedded database in ${folder} does not start; nothing in it was changed. ` +
        'Put a copy of the folder back, or name another one in DATA_DIR to begin anew.',
      { cause: error },
    );
  }
}

/**
 * Opens the embedded database of a data folder, creates it at the first start, and migrates it. An interrupted first
 * start begins again; a folder that may hold data is never removed.
 * @throws DataFolderError when another server holds the folder, or when the database does not start.
 */
export async function openPglite(dataDir: string) {
  const folder = resolve(dataDir);
  mkdirSync(folder, { recursive: true });
  const lock = lockFolder(folder);
  try {
    const database = join(folder, 'pglite');
    const note = noteOf(folder);
    if (existsSync(note)) rmSync(database, { recursive: true, force: true });
    const isFirst = isEmpty(database);
    if (isFirst && readdirSync(folder).some(isUnpacked))
      throw new DataFolderError(
        `A restore into ${folder} was cut off before its end. Run it once more: npm run cli -- restore <file>`,
      );
    if (isFirst) noteFirstBoot(note);
    const client = await boot(database);
    const db: Database = drizzle(client);
    try {
      await migrate(db);
    } catch (error) {
      await client.close();
      throw error;
    }
    if (isFirst) rmSync(note);
    const close = async () => {
      if (!client.closed) await client.close();
      lock.release();
    };
    const dump = async () => {
      // So that what was written last stands in its place, and starting from the copy takes less.
      await client.exec('checkpoint');
      return Buffer.from(await (await client.dumpDataDir('gzip')).arrayBuffer());
    };
    return { db, dump, close, announce: lock.announce };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A migrated database in memory, for uses that need a database without data. */
export async function openInMemory(): Promise<{ db: Database; close(): Promise<void> }> {
  const client = await PGlite.create();
  const db: Database = drizzle(client);
  await migrate(db);
  return { db, close: () => client.close() };
}
