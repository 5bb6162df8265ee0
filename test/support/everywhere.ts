import { sql } from 'drizzle-orm';
import type { TestDatabase } from './database.ts';

interface Column {
  table: string;
  column: string;
}

const rowsOf = async <T>({ db }: TestDatabase, query: ReturnType<typeof sql>): Promise<T[]> =>
  ((await db.execute(query)) as unknown as { rows: T[] }).rows;

/** Columns of any table in which some row holds a text, as it is or as JSON writes it. */
export async function columnsHolding(database: TestDatabase, text: string): Promise<string[]> {
  const columns = await rowsOf<Column>(
    database,
    sql`select table_name as "table", column_name as "column" from information_schema.columns
        where table_schema not in ('pg_catalog', 'information_schema')
          and data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY') and table_schema = 'public'`,
  );
  const inJson = JSON.stringify(text).slice(1, -1);
  const holding: string[] = [];
  for (const { table, column } of columns) {
    const cell = sql`${sql.identifier(column)}::text`;
    const found = await rowsOf<{ found: boolean }>(
      database,
      sql`select exists (
            select 1 from ${sql.identifier(table)}
            where position(${text} in ${cell}) > 0 or position(${inJson} in ${cell}) > 0) as found`,
    );
    if (found[0]?.found) holding.push(`${table}.${column}`);
  }
  return holding.sort();
}
