import { type AnyColumn, type GetColumnData, type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Database } from '../database/open.ts';

/*
 * A host has rows in thirteen tables. One statement reads them all as JSON lists: a round trip to the database costs
 * more than the rows, and each write reads its entry twice.
 */

type Columns = Readonly<Record<string, AnyColumn>>;
type RowOf<C extends Columns> = { [Name in keyof C]: GetColumnData<C[Name]> };

/** One list of rows in the statement, and how to read its JSON. */
interface Part<Row> {
  list: SQL;
  rowsIn: (lists: unknown) => Row[];
}

/** Condition in a part: the column contains one of the requested ids. */
export const among = (column: AnyColumn): SQL => sql`${column} = any(wanted.ids)`;

/**
 * A part of the statement.
 * @param from the SQL after `from`: tables, joins, and a condition with `among`
 */
export function part<C extends Columns>(columns: C, from: SQL): Part<RowOf<C>> {
  const fields = Object.entries(columns);
  const values = sql.join(
    fields.map(([, column]) => sql`${column}`),
    sql`, `,
  );
  const rowOf = (row: readonly unknown[]) =>
    Object.fromEntries(
      fields.map(([name, column], place) => {
        const value = row[place];
        return [name, value === null ? null : column.mapFromDriverValue(value)];
      }),
    ) as RowOf<C>;
  return {
    list: sql`(select coalesce(json_agg(json_build_array(${values})), '[]') from ${from})`,
    rowsIn: (lists) => (lists as unknown[][]).map(rowOf),
  };
}

type Parts = Readonly<Record<string, Part<unknown>>>;
type Lists<P extends Parts> = { [Name in keyof P]: ReturnType<P[Name]['rowsIn']> };

/** Reads all parts of the entries with the given ids, each as a list of rows. */
export function inOneStatement<P extends Parts>(parts: P): (db: Database, ids: readonly string[]) => Promise<Lists<P>> {
  const named = Object.entries(parts).map(([name, { list }]) => sql.raw(`'${name}', `).append(list));
  // Built once: Drizzle takes longer to build the statement than the database to run it.
  const { sql: written, params } = new PgDialect().sqlToQuery(sql`json_build_object(${sql.join(named, sql`, `)})`);
  if (params.length > 0) throw new Error('A part takes no value: it is written once for all');
  const lists = sql.raw(written) as SQL<Record<keyof P, unknown>>;
  return async (db, ids) => {
    const wanted = sql`(select ${sql.param(ids)}::uuid[] as ids) as wanted`;
    const [{ found }] = (await db.select({ found: lists }).from(wanted)) as [{ found: Record<keyof P, unknown> }];
    return Object.fromEntries(
      Object.entries(parts).map(([name, { rowsIn }]) => [name, rowsIn(found[name])]),
    ) as Lists<P>;
  };
}
