import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { migrate, pendingMigrations } from '../database/migrate.ts';
import { type Database, type OpenDatabase, openDatabase } from '../database/open.ts';
import { DataFolderError } from '../database/pglite.ts';
import type { Context } from '../record/context.ts';
import { readReference } from '../vocabulary/reference.ts';

/** The caller of commands on an open database: whoever may open it may do everything. */
export const COMMAND_LINE = { role: 'admin', label: 'command line', tokenId: null } as const;

/** What commands are given of an open database. */
export const contextOn = (db: Database): Context => ({
  db,
  reference: readReference(),
  clock: () => new Date(),
  newId: randomUUID,
  caller: COMMAND_LINE,
});

type OnDatabase<T> = (context: Context, config: Config, database: OpenDatabase) => Promise<T>;

/** Runs with the database of the environment open, and closes it in any case. */
async function withOpenDatabase<T>(
  run: (database: OpenDatabase, config: Config) => Promise<T>,
  options: { withoutLimits?: boolean } = {},
): Promise<T> {
  const config = readConfig(process.env);
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, ...options });
  try {
    return await run(database, config);
  } finally {
    await database.close();
  }
}

/**
 * Migrates the database of the environment; returns how many migrations were applied. `announce` is told before how
 * many there are.
 */
export const migrateDatabase = (announce: (pending: number) => void): Promise<number> =>
  withOpenDatabase(
    async ({ db }) => {
      const pending = await pendingMigrations(db);
      if (pending > 0) announce(pending);
      return await migrate(db);
    },
    { withoutLimits: true },
  );

/** Runs on the database of the environment. @throws Error when migrations are pending */
export const withDatabase = <T>(run: OnDatabase<T>, options: { withoutLimits?: boolean } = {}): Promise<T> =>
  withOpenDatabase(async (database, config) => {
    const { db } = database;
    const pending = await pendingMigrations(db);
    if (pending > 0) throw new Error(`The database is ${pending} migration(s) behind. Run: npm run migrate`);
    return await run(contextOn(db), config, database);
  }, options);

/** Whether nobody has written yet where the embedded database would be: to make one takes half a minute. */
export function isNothingThere(): boolean {
  const { databaseUrl, dataDir } = readConfig(process.env);
  return !databaseUrl && !existsSync(join(dataDir, 'pglite'));
}

/** Runs on the database of the environment, or on the server that holds its data folder, by its address. */
export async function onDatabaseOrServer<T>(
  onDatabase: OnDatabase<T>,
  onServer: (address: string) => Promise<T>,
  options: { withoutLimits?: boolean } = {},
): Promise<T> {
  try {
    return await withDatabase(onDatabase, options);
  } catch (error) {
    if (error instanceof DataFolderError && error.heldAt) return await onServer(error.heldAt);
    throw error;
  }
}
