import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { Clock } from '../ground/clock.ts';
import { tasks } from '../record/tables.ts';

const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

/** Inserts a row for each new task, due at once. */
export async function insertMissingTasks(db: Database, names: readonly string[], now: Date): Promise<void> {
  if (names.length === 0) return;
  await db
    .insert(tasks)
    .values(names.map((name) => ({ name, dueAt: now })))
    .onConflictDoNothing();
}

/** By how much the clocks of two copies may differ. */
const APART_MINUTES = 5;

/**
 * Leases a task if it is due and free; returns whether it did. One statement, so two processes never both get it. What is
 * due or taken for longer than may be was so by a clock that was ahead, and waits no longer.
 */
export async function takeTask(
  db: Database,
  name: string,
  now: Date,
  { leaseMinutes, everyMinutes }: { leaseMinutes: number; everyMinutes: number },
): Promise<boolean> {
  const isDue = or(lte(tasks.dueAt, now), gt(tasks.dueAt, minutesAfter(now, everyMinutes + APART_MINUTES)));
  const isFree = or(
    isNull(tasks.takenUntil),
    lte(tasks.takenUntil, now),
    gt(tasks.takenUntil, minutesAfter(now, leaseMinutes + APART_MINUTES)),
  );
  const leased = await db
    .update(tasks)
    .set({ takenUntil: minutesAfter(now, leaseMinutes) })
    .where(and(eq(tasks.name, name), isDue, isFree))
    .returning({ name: tasks.name });
  return leased.length > 0;
}

/** Ends the lease of a task and sets its next time; of an error only the name is stored, which has no personal data. */
export async function finishTask(
  db: Database,
  name: string,
  now: Date,
  everyMinutes: number,
  error: unknown,
): Promise<void> {
  const lastError = error === null ? null : error instanceof Error ? error.name : 'Error';
  await db
    .update(tasks)
    .set({ takenUntil: null, dueAt: minutesAfter(now, everyMinutes), lastRunAt: now, lastError })
    .where(eq(tasks.name, name));
}

/** Something that the catalogue does at intervals. */
export interface Task {
  /** Key of the task in the database; must never change. */
  readonly name: string;
  readonly everyMinutes: number;
  /** Runs once; work that is left is done at the next run. @param signal the process stops: what takes long ends early */
  run(signal?: AbortSignal): Promise<void>;
}

export interface Scheduler {
  /** Runs every task that is due and that no other process runs. Never rejects. */
  tick(): Promise<void>;
  /** Starts to look for due tasks; the timer does not keep the process alive. */
  start(): void;
  /** Stops, and waits for the running task. */
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 30_000;
/** A task whose process died is free again after this. */
const LEASE_MINUTES = 30;

export interface SchedulerOptions {
  db: Database;
  clock: Clock;
  tasks: readonly Task[];
  onFailed: (name: string, error: unknown) => void;
}

/**
 * Runs tasks by a schedule in the database: it survives restarts, and each task runs in one process at a time. No
 * library, because those for jobs need a PostgreSQL server or a newer Node.
 */
export function createScheduler({ db, clock, tasks, onFailed }: SchedulerOptions): Scheduler {
  const stopping = new AbortController();
  let underWay: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const runDue = async (): Promise<void> => {
    await insertMissingTasks(
      db,
      tasks.map(({ name }) => name),
      clock(),
    );
    for (const task of tasks) {
      if (stopping.signal.aborted) return;
      const { name, everyMinutes } = task;
      if (!(await takeTask(db, name, clock(), { leaseMinutes: LEASE_MINUTES, everyMinutes }))) continue;
      const error = await task.run(stopping.signal).then(
        () => null,
        (error: unknown) => error,
      );
      if (error !== null) onFailed(task.name, error);
      await finishTask(db, task.name, clock(), task.everyMinutes, error);
    }
  };
  const tick = (): Promise<void> => {
    underWay = underWay.then(runDue).catch((error) => onFailed('schedule', error));
    return underWay;
  };
  return {
    tick,
    start: () => {
      timer = setInterval(() => void tick(), LOOK_EVERY_MS).unref();
    },
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await underWay;
    },
  };
}
