import { readFileSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { type QueryClient, startPglite } from '../../src/database/engine.ts';
import { templatePath } from './pglite-template.ts';

const WASM = new URL('../../node_modules/@electric-sql/pglite/dist/pglite.wasm', import.meta.url);
let pgliteWasmModule: WebAssembly.Module | undefined;
let loadDataDir: Blob | undefined;

/** All that a test can leave behind, as text: rows, sequences, structure, settings. */
type State = string;

interface Engine {
  client: PGlite;
  /** The state directly after the start. */
  begun: State;
  /** The rows of the template. */
  rows: { name: string; row: string }[];
}

/** Engines of this worker that no file has now. */
const idle: Engine[] = [];

const OURS = `nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_(toast|temp)'`;

const tablesOf = async (client: PGlite): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind in ('r', 'p') and ${OURS} order by 1`);
  return rows.map(({ name }) => name);
};

async function rowsOf(client: PGlite): Promise<Engine['rows']> {
  const all = (await tablesOf(client)).map(
    (name) => `select '${name}' as name, to_json(t)::text as row from ${name} t`,
  );
  const { rows } = await client.query<{ name: string; row: string }>(`${all.join(' union all ')} order by 1, 2`);
  return rows;
}

const STRUCTURE = `
  select md5(string_agg(line, e'\\n' order by line)) as structure from (
    select concat_ws(' ', a.attrelid::regclass, attname, atttypid, attnotnull, attgenerated, attidentity, attisdropped,
      pg_get_expr(adbin, adrelid)) as line
    from pg_attribute a join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace
      left join pg_attrdef d on adrelid = attrelid and adnum = attnum where ${OURS}
    union all select concat_ws(' ', relname, relkind, relrowsecurity, reloptions::text, relacl::text)
    from pg_class join pg_namespace n on n.oid = relnamespace where ${OURS}
    union all select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(pg_constraint.oid))
    from pg_constraint join pg_namespace n on n.oid = connamespace where ${OURS}
    union all select concat_ws(' ', tgrelid::regclass, tgname, tgenabled, pg_get_triggerdef(oid)) from pg_trigger
    union all select concat_ws(' ', p.oid::regprocedure, md5(prosrc)) from pg_proc p
      join pg_namespace n on n.oid = pronamespace where ${OURS}
    union all select concat_ws(' ', schemaname, sequencename, last_value, start_value) from pg_sequences
    union all select concat_ws(' ', name, setting) from pg_settings where source = 'session' and name <> 'search_path'
    union all select setconfig::text from pg_db_role_setting
    union all select concat_ws(' ', nspname) from pg_namespace where ${OURS}
    union all select concat_ws(' ', 'statistics', starelid::regclass, staattnum) from pg_statistic where starelid > 16383
  ) lines`;

async function stateOf(client: PGlite, rows: Engine['rows']): Promise<State> {
  const { rows: found } = await client.query<{ structure: string }>(STRUCTURE);
  return JSON.stringify([found[0]!.structure, rows]);
}

async function start(): Promise<Engine> {
  pgliteWasmModule ??= await WebAssembly.compile(readFileSync(WASM));
  loadDataDir ??= new Blob([readFileSync(templatePath())]);
  const client = await startPglite({ pgliteWasmModule, loadDataDir });
  const rows = await rowsOf(client);
  return { client, rows, begun: await stateOf(client, rows) };
}

/** Empties the tables, and says whether the engine then equals the template. */
async function isPutBack({ client, rows, begun }: Engine): Promise<boolean> {
  await client.exec('discard all');
  const { rows: used } = await client.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind = 'r' and nspname = 'public' and pg_relation_size(c.oid) > 0`);
  if (used.length > 0)
    await client.exec(`truncate ${used.map(({ name }) => name).join(', ')} restart identity cascade`);
  for (const { name, row } of rows)
    if (used.some((one) => one.name === name))
      await client.query(
        `insert into ${name} overriding system value select * from json_populate_record(null::${name}, $1)`,
        [row],
      );
  // Old logs would fill the memory.
  await client.exec('checkpoint');
  return (await stateOf(client, await rowsOf(client))) === begun;
}

/**
 * An embedded database that equals the template. Starting an engine takes as long as the tests of a small file. When a file
 * closes its database, the engine is therefore put back and serves the next file of this worker. If it does not equal the
 * template again, it is closed, and the next file starts another.
 */
export async function borrowEngine(): Promise<{ client: QueryClient; close(): Promise<void> }> {
  const engine = idle.pop() ?? (await start());
  let isClosed = false;
  const open = (): PGlite => {
    if (isClosed) throw new Error('PGlite is closed');
    return engine.client;
  };
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    if (await isPutBack(engine).catch(() => false)) idle.push(engine);
    else await engine.client.close();
  };
  return {
    client: {
      query: async (...asked) => open().query(...asked),
      transaction: async (work) => open().transaction(work),
    } as QueryClient,
    close,
  };
}
