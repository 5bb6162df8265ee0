import { sql } from 'drizzle-orm';
import type { Database } from '../../src/database/open.ts';

/**
 * Keeps the history of hosts as it is; the function that comes back puts it there again, as a restored backup does. What
 * else the database holds stays: a test about a restore changes hosts that exist.
 */
export async function backUp(db: Database): Promise<() => Promise<void>> {
  const run = (text: string) => db.execute(sql.raw(text));
  for (const table of ['hosts', 'changes', 'catalogue_state', 'host_aliases']) {
    await run(`drop table if exists kept_${table}`);
    await run(`create table kept_${table} as table ${table}`);
  }
  return () =>
    db.transaction(async (db) => {
      const run = (text: string) => db.execute(sql.raw(text));
      await run(`select 1 from catalogue_state for update`);
      await run(`update hosts set name = kept.name, version = kept.version, updated_at = kept.updated_at,
        published_revision = kept.published_revision, provenance = kept.provenance from kept_hosts kept where kept.id = hosts.id`);
      await run('delete from host_aliases');
      await run('insert into host_aliases select * from kept_host_aliases');
      await run('delete from changes where revision > (select revision from kept_catalogue_state)');
      await run(`update catalogue_state set epoch = kept.epoch, revision = kept.revision, mark = kept.mark
        from kept_catalogue_state kept`);
    });
}

/** Writes the row of origin as tools that restore do: as it was, in another transaction. */
export const writeOriginAnew = (db: Database) => db.execute(sql`update catalogue_origin set place = place`);

const KEPT = 'kept_whole';

/** Keeps all that the database holds; the function that comes back puts it there again, as a restored dump does. */
export async function backUpAll(db: Database): Promise<() => Promise<void>> {
  const rowsOf = async (query: string) =>
    ((await db.execute(sql.raw(query))) as unknown as { rows: { name: string }[] }).rows.map(({ name }) => `"${name}"`);
  const tables = await rowsOf(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kept\\_%'`,
  );
  await db.execute(sql.raw(`drop schema if exists ${KEPT} cascade`));
  await db.execute(sql.raw(`create schema ${KEPT}`));
  for (const table of tables) await db.execute(sql.raw(`create table ${KEPT}.${table} as table ${table}`));
  return () =>
    db.transaction(async (db) => {
      // Rows come back in any order: keys that name others are looked at no more than by tools that restore.
      await db.execute(sql.raw(`set local session_replication_role = replica`));
      await db.execute(sql.raw(`truncate ${tables.join(', ')}`));
      for (const table of tables)
        await db.execute(sql.raw(`insert into ${table} overriding system value table ${KEPT}.${table}`));
    });
}
