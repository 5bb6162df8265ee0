import { setTimeout as wait } from 'node:timers/promises';
import { and, eq, getTableColumns, gt, type InferSelectModel, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable, PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Database } from '../database/open.ts';
import { withoutNote } from '../database/transaction.ts';

interface Work<T> {
  atOnce: number;
  /** How often to look for due pieces. */
  pollMs: number;
  /** Queues what has become due since the last call. */
  fill?(stopping: AbortSignal): Promise<void>;
  /** Takes up to `most` due pieces. */
  take(most: number): Promise<readonly T[]>;
  /** @param stopping aborted when the process is about to end */
  carryOut(piece: T, stopping: AbortSignal): Promise<void>;
  /** Called at the first of several failures in a row; the work is tried again at the next look. */
  onFailed(error: unknown): void;
}

export interface Worker {
  /** Works until nothing is due. */
  run(): Promise<void>;
  /** Works periodically until stopped. The timer does not keep the process alive. */
  start(): void;
  /** Signals that something may be due; returns at once. */
  wake(): void;
  /** Takes no more pieces, and waits for those that were taken. */
  stop(): Promise<void>;
}

/** Waits this long after a piece ends, so that several that end together are replaced in one query. */
const TOGETHER_MS = 10;

export function createWorker<T>({ atOnce, pollMs, fill, take, carryOut, onFailed }: Work<T>): Worker {
  const stopping = new AbortController();
  const { signal } = stopping;
  const underWay = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let isWoken = false;
  let isToFill = false;
  let hasFailed = false;

  const fail = (error: unknown): void => {
    if (!hasFailed) onFailed(error);
    hasFailed = true;
  };
  const look = async (): Promise<void> => {
    if (isToFill) {
      // A signal during `fill` asks for another `fill`; a failed `fill` is repeated.
      isToFill = false;
      await fill?.(signal).catch((error: unknown) => {
        isToFill = true;
        throw error;
      });
    }
    const room = atOnce - underWay.size;
    for (const piece of room > 0 && !signal.aborted ? await take(room) : []) {
      const going: Promise<void> = carryOut(piece, signal)
        .finally(() => underWay.delete(going))
        // After a failure, wait for the next look instead of retrying at once.
        .then(wake, fail);
      underWay.add(going);
    }
  };
  const goOn = async (): Promise<void> => {
    try {
      while (isWoken && !signal.aborted) {
        if (underWay.size > 0) await wait(TOGETHER_MS);
        isWoken = false;
        await look().then(() => {
          hasFailed = false;
        }, fail);
      }
    } finally {
      looking = undefined;
    }
  };
  const wake = (): void => {
    if (signal.aborted) return;
    isWoken = true;
    looking ??= withoutNote(goOn);
  };
  const tick = (): void => {
    isToFill = true;
    wake();
  };
  const untilIdle = async (): Promise<void> => {
    while (looking || underWay.size > 0) await Promise.all([looking, ...underWay]);
  };
  return {
    run: () => {
      tick();
      return untilIdle();
    },
    start: () => {
      timer = setInterval(tick, pollMs).unref();
    },
    wake,
    stop: () => {
      stopping.abort();
      clearInterval(timer);
      return untilIdle();
    },
  };
}

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
export const isLeaseOver = (column: PgColumn, now: Date, longestMs: number): SQL | undefined =>
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
