import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { startPglite } from '../../src/database/engine.ts';

/** What a database holds, asked past any build: nothing is migrated. */

export interface Stored {
  databaseUrl: string;
  dataDir: string;
}

export interface Rows {
  counts: ReadonlyMap<string, number>;
  /** Work that is not done, by what it is. */
  waiting: readonly (readonly [what: string, count: number])[];
  total: number;
}

/** Work that waits, by its table; one that a build does not have holds none. */
const WAITING: Readonly<Record<string, string>> = {
  webhook_deliveries: "state = 'waiting'",
  mails: "state = 'waiting'",
  import_runs: "state = 'running'",
};

type Query = (sql: string) => Promise<Record<string, unknown>[]>;

async function open({ databaseUrl, dataDir }: Stored): Promise<{ query: Query; close: () => Promise<unknown> }> {
  if (databaseUrl) {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    return { query: async (sql) => (await client.query(sql)).rows, close: () => client.end() };
  }
  const client = await startPglite({ dataDir: join(dataDir, 'pglite') });
  return { query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows, close: () => client.close() };
}

export async function rowsOf(stored: Stored): Promise<Rows> {
  const { query, close } = await open(stored);
  const tables = await query(
    "select table_name from information_schema.tables where table_schema = 'public' order by 1",
  );
  const counts = new Map<string, number>();
  const waiting: [string, number][] = [];
  const count = async (what: string) => Number((await query(`select count(*) as n from ${what}`))[0]!.n);
  for (const { table_name: table } of tables as { table_name: string }[]) {
    counts.set(table, await count(table));
    if (WAITING[table] !== undefined) waiting.push([table, await count(`${table} where ${WAITING[table]}`)]);
  }
  await close();
  return { counts, waiting, total: waiting.reduce((sum, [, one]) => sum + one, 0) };
}

export async function newPostgresql(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `upgrade_${randomUUID().slice(0, 8)}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => {
      await client.query(`drop database ${name} with (force)`);
      await client.end();
    },
  };
}
