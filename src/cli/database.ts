import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Bercail } from '../bercail.ts';
import { type Config, readConfig } from '../config.ts';
import { migrate, pendingMigrations, requireMigrated } from '../database/migrate.ts';
import { type Database, type OpenDatabase, openDatabase } from '../database/open.ts';
import { DataFolderError, type FolderServer } from '../database/pglite.ts';
import type { PolicyFile } from '../matching/engine/need/policy.ts';
import { createOutgoing, userAgentOf } from '../outgoing/fetch.ts';
import type { Context } from '../record/context.ts';
import { COMMAND_LINE } from '../requests/caller.ts';
import { readReference, readSeed } from '../vocabulary/reference.ts';

/** The context of commands on an open database. */
const contextOn = (db: Database): Context => ({
  db,
  reference: readReference(),
  clock: () => new Date(),
  newId: randomUUID,
  caller: COMMAND_LINE,
});

type OnDatabase<T> = (context: Context, config: Config, database: OpenDatabase) => Promise<T>;

/** Opens the configured database, runs a function, and always closes the database. */
async function withOpenDatabase<T>(
  run: (database: OpenDatabase, config: Config) => Promise<T>,
  options: { withoutLimits?: boolean } = {},
): Promise<T> {
  const config = readConfig(process.env);
  if (!config.databaseUrl && config.databaseReadUrl)
    throw new Error('DATABASE_READ_URL is only read. Name the database that writes in DATABASE_URL.');
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, ...options });
  try {
    return await run(database, config);
  } finally {
    await database.close();
  }
}

/**
 * Migrates the configured database; returns the number of applied migrations. `announce` is called first with the
 * number of pending ones.
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

/**
 * Runs on the configured database.
 * @throws DatabaseVersionError when migrations are pending, or a newer version migrated it
 */
export const withDatabase = <T>(run: OnDatabase<T>, options: { withoutLimits?: boolean } = {}): Promise<T> =>
  withOpenDatabase(async (database, config) => {
    const { db } = database;
    await requireMigrated(db);
    return await run(contextOn(db), config, database);
  }, options);

/** Whether the embedded database does not exist yet: creating it takes half a minute. */
export function isNothingThere(): boolean {
  const { databaseUrl, dataDir } = readConfig(process.env);
  return !databaseUrl && !existsSync(join(dataDir, 'pglite'));
}

/** Runs on the configured database, or through the server that holds its data folder. */
export async function onDatabaseOrServer<T>(
  onDatabase: OnDatabase<T>,
  onServer: (server: FolderServer) => Promise<T>,
  options: { withoutLimits?: boolean } = {},
): Promise<T> {
  try {
    return await withDatabase(onDatabase, options);
  } catch (error) {
    if (error instanceof DataFolderError && error.heldBy) return await onServer(error.heldBy);
    throw error;
  }
}

/* The application is loaded only where a command runs it: it takes longer to load than help or a request takes. */

/**
 * Creates the `Bercail` of an open database.
 * @param tieSecret orders equal hosts in matches
 */
export async function bercailOn(
  { db, reference, clock, newId }: Omit<Context, 'caller'>,
  config: Config,
  tieSecret = '',
): Promise<Bercail> {
  const { createBercail } = await import('../bercail.ts');
  return await createBercail({
    ...{ db, reference, clock, newId, tieSecret },
    policyFile: readSeed<PolicyFile>('policy.json'),
    outgoing: createOutgoing({ allowed: new Set(config.outgoingAllow), userAgent: userAgentOf(config.publicUrl) }),
    publicUrl: config.publicUrl,
    operator: config.operator,
  });
}

/**
 * The whole application on an open database, without a port; every caller is the administrator at the command line.
 * Closing it does not close the database.
 */
export async function applicationOn(context: Omit<Context, 'caller'>, config: Config): Promise<FastifyInstance> {
  const [bercail, { buildApp }] = await Promise.all([bercailOn(context, config), import('../app.ts')]);
  const { app } = await buildApp(bercail, { config, authenticate: async () => COMMAND_LINE });
  app.addHook('onClose', () => bercail.close());
  return app;
}
