import { sql } from 'drizzle-orm';
import type { TestDatabase } from './database.ts';

interface Column {
  table: string;
  column: string;
}

const rowsOf = async <T>({ db }: TestDatabase, query: ReturnType<typeof sql>): Promise<T[]> =>
  ((await db.execute(query)) as unknown as { rows: T[] }).rows;

/** Whether a text contains a word. Digits count only when nothing touches them: an id or a duration has any digits by chance. */
export const holds = (text: string, word: string): boolean =>
  /^\d+$/.test(word) ? new RegExp(`(?<![\\w.])${word}(?![\\w.])`).test(text) : text.includes(word);

/**
 * Columns of any table in which some row holds a text, as it is or as JSON writes it.
 *
 * @throws Error for a few digits or letters from a to f: some id has them by chance.
 */
export async function columnsHolding(database: TestDatabase, text: string): Promise<string[]> {
  if (/^[\da-f]{1,8}$/i.test(text)) throw new Error(`“${text}” may occur in any id: search it with what is around it`);
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
