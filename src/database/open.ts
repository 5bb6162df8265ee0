import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import type { Lock } from './lock.ts';
import { openPglite } from './pglite.ts';
import { openPostgresql } from './postgresql.ts';
import type { ServerKind } from './servers.ts';

/** A connection pool, the embedded database, or a transaction on either. Stores take nothing else. */
export type Database = PgDatabase<PgQueryResultHKT>;

export interface OpenDatabase {
  db: Database;
  engine: 'postgresql' | 'pglite';
  /** The embedded database as a tar.gz, taken while it runs. Absent on PostgreSQL, which has its own tools. */
  dump?: () => Promise<Buffer>;
  /** PostgreSQL only, for what needs its own connection, such as LISTEN. */
  pool?: pg.Pool;
  /**
   * Tells processes that find the data folder locked where this server is, and the command line how to go through it.
   * Does nothing on PostgreSQL.
   */
  announce: Lock['announce'];
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Absent: the embedded database in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir: string;
  /** For commands that fill whole tables on PostgreSQL: statements have no time limit, and no name. */
  withoutLimits?: boolean | undefined;
  /** Which of several servers is used; absent: the one that writes. */
  servers?: ServerKind | undefined;
  /** Whether the server is to refuse writes, also one that would accept them. */
  readsOnly?: boolean | undefined;
  /** Whether a PostgreSQL that another version prepared is refused, whenever it is first met. */
  mustBeMigrated?: boolean | undefined;
  /** Called when an idle PostgreSQL connection breaks; the pool replaces it by itself. */
  onLostConnection?: (error: Error) => void;
}

/**
 * Opens the configured database. The embedded database is migrated here; PostgreSQL is migrated by its own command, see
 * `requireMigrated`.
 * @throws DataFolderError when another server holds the data folder, or when it cannot be opened
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const { databaseUrl, dataDir, onLostConnection = () => {} } = options;
  if (databaseUrl)
    return {
      engine: 'postgresql',
      announce: () => {},
      ...openPostgresql(databaseUrl, onLostConnection, options),
    };
  return { engine: 'pglite', ...(await openPglite(dataDir)) };
}
