import { and, eq, or, sql } from 'drizzle-orm';
import { forgetRequests } from '../accounts/retries.ts';
import type { Database } from '../database/open.ts';
import { forgetRuns, type ImportLog, readSources } from '../exchange/sources/importer.ts';
import { forgetFederationRequests } from '../federations/requests/store.ts';
import { forgetDeliveries } from '../feed/webhooks/commands.ts';
import type { Clock } from '../ground/clock.ts';
import { expireDrafts } from '../hosts/entries/withdrawal.ts';
import { forgetClaims, handOverOwnerships } from '../hosts/ownership/claims.ts';
import { forgetReports } from '../hosts/reports/commands.ts';
import { createWorker, isLeaseOver, leasesOf, type Worker } from '../leases/leases.ts';
import { forgetMails } from '../mail/queue.ts';
import type { Outgoing } from '../outgoing/fetch.ts';
import { forgetInvitations } from '../persons/invitations.ts';
import { forgetSessions } from '../persons/sessions.ts';
import { countCases } from '../recommendations/cases/counting.ts';
import { endCases } from '../recommendations/cases/store.ts';
import { forgetVisits } from '../recommendations/cases/visits.ts';
import type { Context } from '../record/context.ts';
import { forgetCounts } from '../record/counts.ts';
import { tasks } from '../record/tables.ts';
import { remindOfCases } from '../waiting/case-reminders/remind.ts';
import { type Reminding, remindByMail } from '../waiting/quarterly/remind.ts';
import { type VisitOptions, visitSites } from '../watching/visits.ts';

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
      isLeaseOver(tasks.takenUntil, now, LEASE_MINUTES * MINUTE_MS),
      or(
        ...all.map((task) =>
          and(eq(tasks.name, task.name), isLeaseOver(tasks.dueAt, now, task.everyMinutes * MINUTE_MS)),
        ),
      ),
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

interface SchedulerOptions {
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

interface TaskOptions {
  importLog?: ImportLog;
  /** Which sites may be visited, and with what delays. */
  visits?: Omit<VisitOptions, 'signal'>;
  /** What reminders need; absent: no mail is sent. */
  reminding?: Reminding | undefined;
}

/** All scheduled tasks. */
export const tasksOf = (
  context: Omit<Context, 'caller'>,
  outgoing: Outgoing,
  { importLog: log, visits = {}, reminding }: TaskOptions = {},
): Task[] => [
  {
    name: 'drafts',
    everyMinutes: 60,
    run: async () => {
      await expireDrafts(context);
      await forgetClaims(context);
    },
  },
  {
    name: 'idempotency-keys',
    everyMinutes: 60,
    run: async () => {
      await forgetRequests(context.db, context.clock());
    },
  },
  {
    name: 'counts',
    everyMinutes: 60,
    run: async () => {
      await forgetCounts(context);
    },
  },
  {
    name: 'reports',
    everyMinutes: 60,
    run: async () => {
      await forgetReports(context);
    },
  },
  {
    name: 'sessions',
    everyMinutes: 60,
    run: async () => {
      await forgetSessions(context);
      await forgetInvitations(context);
      await forgetFederationRequests(context);
    },
  },
  {
    name: 'imports',
    everyMinutes: 1,
    run: async (stopping) => {
      await readSources({ context, outgoing, log }, stopping);
    },
  },
  {
    name: 'import-reports',
    everyMinutes: 60 * 12,
    run: async () => {
      await forgetRuns(context);
    },
  },
  {
    name: 'ownership',
    everyMinutes: 60,
    run: async () => {
      await handOverOwnerships(context);
    },
  },
  {
    name: 'webhooks',
    everyMinutes: 60,
    run: async () => {
      await forgetDeliveries(context);
    },
  },
  {
    name: 'mails',
    everyMinutes: 60,
    run: async () => {
      await forgetMails(context);
    },
  },
  {
    name: 'cases',
    everyMinutes: 60,
    run: async (stopping) => {
      // Counted before old cases are removed.
      await countCases(context, stopping);
      await endCases(context, stopping);
      await forgetVisits(context);
    },
  },
  {
    name: 'case-reminders',
    everyMinutes: 60,
    run: async (stopping) => {
      if (reminding) await remindOfCases(context, stopping);
    },
  },
  {
    name: 'reminders',
    everyMinutes: 60 * 12,
    run: async (stopping) => {
      if (reminding) await remindByMail(context, reminding, stopping);
    },
  },
  // Last, because it takes minutes and the other tasks wait meanwhile. It also visits home pages; its name is older
  // than that, and must not change.
  {
    name: 'evidence-pages',
    everyMinutes: 10,
    run: async (signal) => {
      await visitSites(context, outgoing, { ...visits, ...(signal && { signal }) });
    },
  },
];
