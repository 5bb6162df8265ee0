import { randomFillSync } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import type { SQL } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import pg from 'pg';
import { inject, type ProvidedContext } from 'vitest';
import { type Database, type OpenDatabase, openDatabase } from '../../src/database/open.ts';
import { databaseAt } from './postgresql-template.ts';
import { borrowEngine } from './reused-engine.ts';

/** An open test database, on either engine. */
export interface TestDatabase extends Omit<OpenDatabase, 'pool'> {
  /** Only on PostgreSQL, for tests that open it once more. */
  readonly url?: string;
  /** @throws on the embedded database: a step that only a server can do is never left out without a word */
  readonly pool: pg.Pool;
  /** Runs SQL past the application, on either engine, and gives its rows. */
  run<T = unknown>(query: SQL | string): Promise<T[]>;
}

const runnerOn =
  (db: Database): TestDatabase['run'] =>
  async <T>(query: SQL | string) =>
    // What it holds besides differs by driver.
    ((await db.execute(query)) as unknown as { rows: T[] }).rows;

type Postgresql = NonNullable<ProvidedContext['postgresql']>;

async function cloneOnPostgresql({ url, quickUrl, template }: Postgresql): Promise<TestDatabase> {
  // By chance, which `seeds.ts` leaves here alone: others test on the same server.
  const name = `bercail_test_${randomFillSync(Buffer.alloc(16)).toString('hex')}`;
  // Without the limits of the application: a busy machine copies a database in more than eight seconds.
  const server = new pg.Client({ connectionString: quickUrl });
  await server.connect();
  // Files are copied in half the time that their pages take through the log.
  await server.query(`create database ${name} template ${template} strategy file_copy`);
  const database = await openDatabase({ databaseUrl: databaseAt(quickUrl, name), dataDir: '' });
  const close = async () => {
    await database.close();
    await server.query(`drop database ${name} with (force)`);
    await server.end();
  };
  const { db, pool } = database;
  if (!pool) throw new Error('PostgreSQL was opened without a pool');
  return { ...database, pool, url: databaseAt(url, name), run: runnerOn(db), close };
}

async function openEmbedded(): Promise<TestDatabase> {
  const { client, close } = await borrowEngine();
  // Drizzle uses only this part of the client.
  const db: Database = drizzle({ client: client as PGlite });
  return {
    ...{ db, engine: 'pglite', announce: () => {}, run: runnerOn(db), close },
    get pool(): never {
      throw new Error('The embedded database has no pool: this test needs PostgreSQL, and belongs in test/postgres');
    },
  };
}

/** A migrated, empty database that nobody else has; close it when the tests of the file are over. */
export async function freshDatabase(): Promise<TestDatabase> {
  const postgresql = inject('postgresql');
  return postgresql ? await cloneOnPostgresql(postgresql) : await openEmbedded();
}
