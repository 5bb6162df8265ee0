import { and, eq, or, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { Clock } from '../ground/clock.ts';
import { isOver, leasesOf } from '../leases/leases.ts';
import { createWorker, type Worker } from '../leases/worker.ts';
import { tasks } from '../record/tables.ts';

const MINUTE_MS = 60_000;
const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE_MS);

/** Work that the catalogue does at regular intervals. */
export interface Task {
  /** Key of the task in the database; must never change. */
  readonly name: string;
  readonly everyMinutes: number;
  /**
   * Runs once; unfinished work continues at the next run.
   * @param stopping aborted when the process is about to end
   */
  run(stopping: AbortSignal): Promise<void>;
}

type TaskRow = typeof tasks.$inferSelect;

// No separate column marks who has the lease: no two leases end at the same instant, so `takenUntil` identifies the
// lease.
const leases = leasesOf(tasks, ['name'], 'takenUntil');

/** Duration of a lease: if the process dies, the task becomes free after this. */
const LEASE_MINUTES = 30;

/** Inserts a row for each new task, due at once. */
async function insertMissingTasks(db: Database, all: readonly Task[], now: Date): Promise<void> {
  await db
    .insert(tasks)
    .values(all.map(({ name }) => ({ name, dueAt: now })))
    .onConflictDoNothing();
}

/** Leases the first task, in the given order, that is due and not leased by another process. */
const takeTask = (db: Database, all: readonly Task[], now: Date): Promise<TaskRow[]> =>
  leases.take(db, {
    isDue: and(
      isOver(tasks.takenUntil, now, LEASE_MINUTES * MINUTE_MS),
      or(...all.map((task) => and(eq(tasks.name, task.name), isOver(tasks.dueAt, now, task.everyMinutes * MINUTE_MS)))),
    ),
    order: [sql`array_position(${sql.param(all.map(({ name }) => name))}::text[], ${tasks.name})`],
    most: 1,
    set: { takenUntil: minutesAfter(now, LEASE_MINUTES) },
  });

/**
 * Ends the lease of a task and sets its next time. Of an error only the name is stored, which contains no personal
 * data.
 */
async function finishTask(db: Database, taken: TaskRow, { everyMinutes }: Task, now: Date, error: unknown) {
  const lastError = error === null ? null : error instanceof Error ? error.name : 'Error';
  await db
    .update(tasks)
    .set({ takenUntil: null, dueAt: minutesAfter(now, everyMinutes), lastRunAt: now, lastError })
    .where(leases.isHeld(taken));
}

export interface SchedulerOptions {
  db: Database;
  clock: Clock;
  tasks: readonly Task[];
  onFailed: (name: string, error: unknown) => void;
}

/**
 * Runs tasks on a schedule in the database: the schedule survives restarts, and each task runs in only one process at a
 * time. Not a library: job libraries need a PostgreSQL server or a newer Node.
 */
export const createScheduler = ({ db, clock, tasks: all, onFailed }: SchedulerOptions): Worker =>
  createWorker({
    ...{ atOnce: 1, pollMs: 30_000 },
    fill: async () => {
      if (all.length > 0) await insertMissingTasks(db, all, clock());
    },
    take: async () => (all.length > 0 ? await takeTask(db, all, clock()) : []),
    carryOut: async (taken, stopping) => {
      const task = all.find(({ name }) => name === taken.name)!;
      const error = await task.run(stopping).then(
        () => null,
        (error: unknown) => error,
      );
      if (error !== null) onFailed(task.name, error);
      await finishTask(db, taken, task, clock(), error);
    },
    onFailed: (error) => onFailed('schedule', error),
  });
