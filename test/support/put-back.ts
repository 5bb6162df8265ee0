/** What empties a database and looks at it, on either engine. */
export interface Keeper {
  query<T>(text: string, parameters?: unknown[]): Promise<{ rows: T[] }>;
  /** One statement without parameters and outside of any transaction. */
  exec(text: string): Promise<unknown>;
}

/** All that a test can leave behind, as text: rows, sequences, structure, settings. */
type State = string;

/** How a database was before its first file. */
export interface Begun {
  state: State;
  /** The rows of the template. */
  rows: { name: string; row: string }[];
}

const OURS = `nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_(toast|temp)'`;

const tablesOf = async (client: Keeper): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind in ('r', 'p') and ${OURS} order by 1`);
  return rows.map(({ name }) => name);
};

async function rowsOf(client: Keeper): Promise<Begun['rows']> {
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

async function stateOf(client: Keeper, rows: Begun['rows']): Promise<State> {
  const { rows: found } = await client.query<{ structure: string }>(STRUCTURE);
  return JSON.stringify([found[0]!.structure, rows]);
}

export async function begunOf(client: Keeper): Promise<Begun> {
  const rows = await rowsOf(client);
  return { rows, state: await stateOf(client, rows) };
}

/**
 * Empties the tables, and says whether the database then equals the template. Rows are deleted, because on a server
 * `truncate` makes the files of each table anew, and of all that name it.
 */
export async function isPutBack(client: Keeper, { rows, state }: Begun): Promise<boolean> {
  await client.exec('discard all');
  // No trigger, no foreign key: each table is emptied by itself.
  await client.exec('set session_replication_role = replica');
  const { rows: used } = await client.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind = 'r' and nspname = 'public' and pg_relation_size(c.oid) > 0`);
  for (const { name } of used) await client.exec(`delete from ${name}`);
  for (const { name, row } of rows)
    if (used.some((one) => one.name === name))
      await client.query(
        `insert into ${name} overriding system value select * from json_populate_record(null::${name}, $1)`,
        [row],
      );
  await client.query(`select setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    from pg_sequences where schemaname = 'public' and last_value is not null`);
  await client.exec('reset session_replication_role');
  if (used.length > 0) await client.exec(`vacuum ${used.map(({ name }) => name).join(', ')}`);
  return (await stateOf(client, await rowsOf(client))) === state;
}
