import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { asc, sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { bigint, pgSchema, serial, text } from 'drizzle-orm/pg-core';
import { commandLine } from '../ground/command-line.ts';
import { DatabaseVersionError } from './errors.ts';
import type { Database } from './open.ts';
import { takeAdvisoryLock } from './transaction.ts';

const drizzle = pgSchema('drizzle');
const applied = drizzle.table('__drizzle_migrations', {
  id: serial('id').primaryKey(),
  hash: text('hash').notNull(),
  createdAt: bigint('created_at', { mode: 'number' }),
  needs: text('needs'),
});

/** `migrations/`, next to `src/` and `dist/`. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));

interface Migration {
  /** Its name, such as `0000_initial`. */
  tag: string;
  hash: string;
  statements: string[];
  writtenAt: number;
  /** The migration that a program must have to run beside this one; absent: this one. */
  needs: string | undefined;
}

const NEEDS = /^-- needs: (\w+)$/m;

function readMigrations(folder: string): Migration[] {
  const journal = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, 'utf8')) as { entries: { tag: string }[] };
  return readMigrationFiles({ migrationsFolder: folder }).map(({ sql: statements, hash, folderMillis }, place) => ({
    ...{ tag: journal.entries[place]!.tag, hash, statements, writtenAt: folderMillis },
    needs: NEEDS.exec(statements.join('\n'))?.[1],
  }));
}

// Read once: an upgrade may replace the files while this version still runs.
let ours: Migration[] | undefined;
const migrations = (folder = MIGRATIONS_FOLDER): Migration[] => {
  if (folder !== MIGRATIONS_FOLDER) return readMigrations(folder);
  ours ??= readMigrations(folder);
  return ours;
};

/** Names what this version stores, and how: a later migration may rewrite it. */
export const newestMigration = (): string => migrations().at(-1)!.hash;

type Applied = Pick<Migration, 'hash'> & { needs: string | null };

/** The migrations that were applied to a database, in their order. */
async function readApplied(db: Database): Promise<Applied[]> {
  const [table] = await db
    .select({ name: sql<string | null>`to_regclass('drizzle.__drizzle_migrations')::text` })
    .from(sql`(values (1)) as one`);
  if (!table?.name) return [];
  // A table that is not of this version may lack the column, and is to be refused in words.
  const needs = sql<string | null>`to_jsonb(__drizzle_migrations) ->> 'needs'`;
  return await db.select({ hash: applied.hash, needs }).from(applied).orderBy(asc(applied.id));
}

/**
 * The migrations of this version that are still to be applied. A newer version may have gone on from the last one: this
 * one runs beside it as long as each migration that it does not know needs no other than those it knows.
 * @throws DatabaseVersionError when the database did not begin with the migrations of this version, or is too far ahead
 */
function pendingAfter(done: readonly Applied[], known: readonly Migration[]): Migration[] {
  if (known.some(({ hash }, place) => done[place] !== undefined && done[place].hash !== hash))
    throw new DatabaseVersionError(
      `Another version of this program made this database, and none of its migrations lead to this version. Nothing was changed. Start the version that made it and save its published hosts (GET /v1/export/hosts.ndjson), then start this version on an empty database and load them: ${commandLine('load hosts.ndjson')}`,
    );
  const tags = new Set(known.map(({ tag }) => tag));
  const ahead = done.slice(known.length).filter(({ needs }) => needs === null || !tags.has(needs));
  if (ahead.length > 0)
    throw new DatabaseVersionError(
      `A newer version prepared this database: it has ${ahead.length} migration(s) that this version does not know and cannot run beside. Nothing was changed. Start the newer version.`,
    );
  return known.slice(done.length);
}

/**
 * Applies all pending migrations in one transaction. Of two processes that start at once, one waits for the other.
 * Returns how many migrations were applied.
 * @throws DatabaseVersionError when another version made the database, or a newer one migrated it; nothing is written
 */
export async function migrate(db: Database, folder = MIGRATIONS_FOLDER): Promise<number> {
  const files = migrations(folder);
  return await db.transaction(async (db) => {
    await takeAdvisoryLock(db, 'migration');
    const missing = pendingAfter(await readApplied(db), files);
    if (missing.length === 0) return 0;
    // The time limits are meant for requests; building an index may take longer.
    await db.execute(sql`set local statement_timeout = 0`);
    await db.execute(sql`set local lock_timeout = 0`);
    await db.execute(sql`create schema if not exists drizzle`);
    await db.execute(sql`
      create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint, needs text)`);
    for (const { statements, hash, writtenAt, needs } of missing) {
      for (const statement of statements) await db.execute(sql.raw(statement));
      await db.insert(applied).values({ hash, createdAt: writtenAt, needs: needs ?? null });
    }
    return missing.length;
  });
}

/**
 * How many migrations of this version are not applied yet.
 * @throws DatabaseVersionError as `migrate` does
 */
export const pendingMigrations = async (db: Database): Promise<number> =>
  pendingAfter(await readApplied(db), migrations()).length;

/**
 * Requires a database that this version can use. A server must not start on any other.
 * @throws DatabaseVersionError
 */
export async function requireMigrated(db: Database): Promise<void> {
  const pending = await pendingMigrations(db);
  if (pending > 0)
    throw new DatabaseVersionError(`The database is ${pending} migration(s) behind. Run: ${commandLine('migrate')}`);
}
