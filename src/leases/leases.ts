import { and, eq, getTableColumns, gt, type InferSelectModel, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable, PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Database } from '../database/open.ts';

/*
 * Leases: several processes share a table of work. A process takes a row for a while, and stores until when. If it
 * dies, the row becomes free at that time. Each taking changes the mark of the row, so that a process which returns too
 * late can no longer write to it.
 */

/** Largest difference expected between the clocks of two processes. */
const APART_MS = 5 * 60_000;

/**
 * Condition: the lease is not set, or is over. A lease that ends later than any process sets it was set by a clock that
 * was ahead, and does not count.
 */
export const isOver = (column: PgColumn, now: Date, longestMs: number): SQL | undefined =>
  or(isNull(column), lte(column, now), gt(column, new Date(now.getTime() + longestMs + APART_MS)));

/**
 * Leases on the rows of a table.
 * @param key primary key columns
 * @param mark a column that gets another value each time a row is taken
 */
export function leasesOf<T extends PgTable, K extends keyof InferSelectModel<T> & string>(
  table: T,
  key: readonly K[],
  mark: K,
) {
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  const keys = key.map((name) => columns[name]!);
  return {
    /** Takes up to `most` due rows, in the given order. Skips rows that another process is taking at this moment. */
    async take(
      db: Database,
      { isDue, order, most, set }: { isDue: SQL | undefined; order: SQL[]; most: number; set: PgUpdateSetSource<T> },
    ): Promise<InferSelectModel<T>[]> {
      const due = db
        .select(Object.fromEntries(key.map((name) => [name, columns[name]!])))
        .from(table as PgTable)
        .where(isDue)
        .orderBy(...order)
        .limit(most)
        .for('update', { skipLocked: true });
      // Not a plain subquery: PostgreSQL may evaluate it once per row, and then take more rows than asked for.
      const rows = await db
        .with(db.$with('due').as(due))
        .update(table)
        .set(set)
        .where(sql`(${sql.join(keys, sql`, `)}) in (select * from due)`)
        .returning();
      return rows as InferSelectModel<T>[];
    },
    /** Condition: the row is still leased by the process that took it so. */
    isHeld: (taken: Pick<InferSelectModel<T>, K>): SQL | undefined =>
      and(...[...key, mark].map((name) => eq(columns[name]!, taken[name]))),
  };
}
