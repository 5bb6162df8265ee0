import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import { openPglite } from './pglite.ts';
import { openPostgresql } from './postgresql.ts';

/** A connection: the pool, the embedded database, or a transaction on either. Stores take nothing else. */
export type Database = PgDatabase<PgQueryResultHKT>;

export interface OpenDatabase {
  db: Database;
  engine: 'postgresql' | 'pglite';
  /** All of the embedded database as a tar.gz, while it goes on; absent on PostgreSQL, which has tools for it. */
  dump?: () => Promise<Buffer>;
  /** Only on PostgreSQL, for what needs a connection of its own, such as LISTEN. */
  pool?: pg.Pool;
  /** Publishes the address of this server to processes that find the data folder locked; does nothing on PostgreSQL. */
  announce(address: string): void;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Absent: the embedded database in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir: string;
  /** Whether statements on PostgreSQL may take as long as they need. */
  withoutLimits?: boolean;
  /** Called for idle PostgreSQL connections that break; the pool replaces them by itself. */
  onLostConnection?: (error: Error) => void;
}

/**
 * Opens the database that the configuration names. The embedded one comes migrated; PostgreSQL is migrated by a
 * command of its own, see `pendingMigrations`.
 * @throws DataFolderError when the data folder is held by another server, or does not start.
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const { databaseUrl, dataDir, withoutLimits, onLostConnection = () => {} } = options;
  if (databaseUrl)
    return {
      engine: 'postgresql',
      announce: () => {},
      ...openPostgresql(databaseUrl, onLostConnection, { withoutLimits }),
    };
  return { engine: 'pglite', ...(await openPglite(dataDir)) };
}
