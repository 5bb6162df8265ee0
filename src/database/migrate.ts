import { fileURLToPath } from 'node:url';
import { asc, sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { bigint, pgSchema, serial, text } from 'drizzle-orm/pg-core';
import type { Database } from './open.ts';
import { takeAdvisoryLock } from './transaction.ts';

/** The same table as drizzle-kit's own migrator, so that either can continue after the other. */
const drizzle = pgSchema('drizzle');
const applied = drizzle.table('__drizzle_migrations', {
  id: serial('id').primaryKey(),
  hash: text('hash').notNull(),
  createdAt: bigint('created_at', { mode: 'number' }),
});

/** `migrations/`, next to `src/` and `dist/`. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));

const migrations = () => readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER });

/**
 * Applies all pending migrations in one transaction. Of two processes that start at once, one waits for the other.
 * Returns how many migrations were applied.
 */
export async function migrate(db: Database): Promise<number> {
  const files = migrations();
  return await db.transaction(async (db) => {
    await takeAdvisoryLock(db, 'migration');
    // The time limits are meant for requests; building an index may take longer.
    await db.execute(sql`set local statement_timeout = 0`);
    await db.execute(sql`set local lock_timeout = 0`);
    await db.execute(sql`create schema if not exists drizzle`);
    await db.execute(sql`
      create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`);
    const done = new Set((await db.select({ hash: applied.hash }).from(applied)).map(({ hash }) => hash));
    const missing = files.filter(({ hash }) => !done.has(hash));
    for (const { sql: statements, hash, folderMillis } of missing) {
      for (const statement of statements) await db.execute(sql.raw(statement));
      await db.insert(applied).values({ hash, createdAt: folderMillis });
    }
    return missing.length;
  });
}

/** How many migrations of this version are not applied yet. A server must not start while there are any. */
export async function pendingMigrations(db: Database): Promise<number> {
  const files = migrations();
  const [table] = await db
    .select({ name: sql<string | null>`to_regclass('drizzle.__drizzle_migrations')::text` })
    .from(sql`(values (1)) as one`);
  if (!table?.name) return files.length;
  const done = new Set(
    (await db.select({ hash: applied.hash }).from(applied).orderBy(asc(applied.id))).map(({ hash }) => hash),
  );
  return files.filter(({ hash }) => !done.has(hash)).length;
}
