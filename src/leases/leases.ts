import { and, eq, getTableColumns, gt, type InferSelectModel, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable, PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Database } from '../database/open.ts';

/*
 * Rows of work that several processes share. A process takes a row for a while, and writes until when: if it dies, the row
 * becomes free by itself. Each taking changes the mark of the row, so that a process which comes back too late writes nothing.
 */

/** By how much the clocks of two processes may differ. */
const APART_MS = 5 * 60_000;

/**
 * Condition: no instant is set, or it is over. One that lies further ahead than anybody sets it was set by a clock that was
 * ahead, and counts for nothing.
 */
export const isOver = (column: PgColumn, now: Date, longestMs: number): SQL | undefined =>
  or(isNull(column), lte(column, now), gt(column, new Date(now.getTime() + longestMs + APART_MS)));

/**
 * How rows of a table are taken.
 * @param key names a row
 * @param mark a column in which each taking leaves another value
 */
export function leasesOf<T extends PgTable, K extends keyof InferSelectModel<T> & string>(
  table: T,
  key: readonly K[],
  mark: K,
) {
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  const keys = key.map((name) => columns[name]!);
  return {
    /** Takes the first rows that are due by an order, at most so many; those that another process is taking are passed over. */
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
      // Not a plain subquery: it may be carried out again for each row, and would then take more than asked for.
      const rows = await db
        .with(db.$with('due').as(due))
        .update(table)
        .set(set)
        .where(sql`(${sql.join(keys, sql`, `)}) in (select * from due)`)
        .returning();
      return rows as InferSelectModel<T>[];
    },
    /** Condition: the row is still that of who took it. */
    isHeld: (taken: Pick<InferSelectModel<T>, K>): SQL | undefined =>
      and(...[...key, mark].map((name) => eq(columns[name]!, taken[name]))),
  };
}
