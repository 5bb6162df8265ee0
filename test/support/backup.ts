import { sql } from 'drizzle-orm';
import type { Database } from '../../src/database/open.ts';

/**
 * Keeps the history of hosts as it is; the function that comes back puts it there again, as a restored backup does. What
 * else the database holds stays: a test about a restore changes hosts that exist.
 */
export async function backUp(db: Database): Promise<() => Promise<void>> {
  const run = (text: string) => db.execute(sql.raw(text));
  for (const table of ['hosts', 'changes', 'catalogue_state']) {
    await run(`drop table if exists kept_${table}`);
    await run(`create table kept_${table} as table ${table}`);
  }
  return () =>
    db.transaction(async (db) => {
      const run = (text: string) => db.execute(sql.raw(text));
      await run(`select 1 from catalogue_state for update`);
      await run(`update hosts set name = kept.name, version = kept.version, updated_at = kept.updated_at,
        published_revision = kept.published_revision from kept_hosts kept where kept.id = hosts.id`);
      await run('delete from changes where revision > (select revision from kept_catalogue_state)');
      await run(`update catalogue_state set epoch = kept.epoch, revision = kept.revision, mark = kept.mark
        from kept_catalogue_state kept`);
    });
}

/** Writes the row of origin as tools that restore do: as it was, in another transaction. */
export const writeOriginAnew = (db: Database) => db.execute(sql`update catalogue_origin set place = place`);
