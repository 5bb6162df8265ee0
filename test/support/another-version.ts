type Run = <T>(query: string) => Promise<T[]>;

/** What every way to start says of a database that another version made. */
export const MADE_BY_ANOTHER =
  /Another version of this program made this database, .*Nothing was changed\. .*\/v1\/export\/hosts\.ndjson.* load hosts\.ndjson/;

/** Makes a database one of another version: what was applied to it is not known here. */
export async function makeForeign(run: Run): Promise<void> {
  await run(`update drizzle.__drizzle_migrations set hash = 'of another version'`);
  await run('alter table drizzle.__drizzle_migrations drop column needs');
}

/** Everything in a database, as lines that can be compared: tables, constraints, indexes, rows and numbers. */
export async function dumpOf(run: Run): Promise<string[]> {
  const tables = await run<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'drizzle') order by 1`,
  );
  const rows = tables.map(({ name }) => `select '${name} ' || to_json(t)::text as line from ${name} t`);
  const parts = [
    `select format('%s.%s.%s %s %s %s', table_schema, table_name, column_name, data_type, is_nullable, column_default) as line
      from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')`,
    `select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint`,
    `select indexdef from pg_indexes where schemaname not like 'pg%'`,
    `select format('%s %s', sequencename, last_value) from pg_sequences`,
    ...rows,
  ];
  const lines = await run<{ line: string }>(`${parts.join(' union all ')} order by 1`);
  return lines.map(({ line }) => line);
}
