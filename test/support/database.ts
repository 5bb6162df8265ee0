import type { PGlite } from '@electric-sql/pglite';
import type { SQL } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import type pg from 'pg';
import { inject, type ProvidedContext } from 'vitest';
import { type Database, type OpenDatabase, openDatabase } from '../../src/database/open.ts';
import { databaseAt } from './postgresql-template.ts';
import { borrowClone } from './reused-clone.ts';
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

async function openClone(postgresql: Postgresql): Promise<TestDatabase> {
  const { name, close: giveBack } = await borrowClone(postgresql);
  const database = await openDatabase({ databaseUrl: databaseAt(postgresql.quickUrl, name), dataDir: '' });
  const close = async () => {
    await database.close();
    await giveBack();
  };
  const { db, pool } = database;
  if (!pool) throw new Error('PostgreSQL was opened without a pool');
  return { ...database, pool, url: databaseAt(postgresql.url, name), run: runnerOn(db), close };
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
  return postgresql ? await openClone(postgresql) : await openEmbedded();
}
