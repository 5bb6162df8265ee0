import type { Database } from '../database/open.ts';
import type { Clock } from '../ground/clock.ts';
import { finishTask, keepTasks, takeTask } from './store.ts';

/** Something that the catalogue does unasked, again and again. */
export interface Task {
  /** Never changes: the database knows the task by it. */
  readonly name: string;
  readonly everyMinutes: number;
  /** Does it once; what is left is done next time. */
  run(): Promise<void>;
}

export interface Scheduler {
  /** Runs every task that is due and that no other process runs. Never rejects. */
  tick(): Promise<void>;
  /** Looks for due tasks from now on; the timer keeps no process alive. */
  start(): void;
  /** Looks no more, and waits for the task under way. */
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 30_000;
/** A process that died in the middle of a task holds it no longer than this. */
const LEASE_MINUTES = 30;

export interface SchedulerOptions {
  db: Database;
  clock: Clock;
  tasks: readonly Task[];
  onFailed: (name: string, error: unknown) => void;
}

/**
 * Tasks on a schedule that stands in the database: it survives restarts, and each task runs in one process at a time.
 * Our own few lines: the job libraries there are want a PostgreSQL server or a newer Node, and we have one queue of
 * length one for each task.
 */
export function createScheduler({ db, clock, tasks, onFailed }: SchedulerOptions): Scheduler {
  let isStopping = false;
  let underWay: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const runDue = async (): Promise<void> => {
    await keepTasks(
      db,
      tasks.map(({ name }) => name),
      clock(),
    );
    for (const task of tasks) {
      if (isStopping) return;
      if (!(await takeTask(db, task.name, clock(), LEASE_MINUTES))) continue;
      const error = await task.run().then(
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
      isStopping = true;
      clearInterval(timer);
      await underWay;
    },
  };
}
