import type { Catalogue } from '../catalogue/follow.ts';
import type { Database } from '../database/open.ts';
import type { WriteWatch } from '../database/writing.ts';
import { readRunState } from '../exchange/sources/store.ts';
import { readDeliveryState } from '../feed/webhooks/store.ts';
import type { Clock } from '../ground/clock.ts';
import { readMailState } from '../mail/queue.ts';
import { listTaskStates, type TaskState } from '../waiting/administration/list.ts';

const READ_EVERY_MS = 10_000;
const PATIENCE_MS = 500;

const QUEUES = ['mails', 'webhooks', 'imports'] as const;

/** What operators watch and only the database knows; nothing of people. */
export interface InnerState {
  isWritable: boolean;
  queues: readonly { queue: (typeof QUEUES)[number]; waiting: number; oldestSeconds: number }[];
  mailSentAt: Date | null;
  tasks: readonly Pick<TaskState, 'name' | 'dueAt' | 'lastRunAt' | 'lastError'>[];
}

/** @throws when the database does not answer */
export async function readInnerState(db: Database, writes: WriteWatch, clock: Clock): Promise<InnerState> {
  const isWritable = await writes.works();
  const mails = await readMailState(db);
  const webhooks = await readDeliveryState(db);
  const now = clock();
  const imports = await readRunState(db, now);
  const found = { mails, webhooks, imports };
  const secondsSince = (at: Date | null) => (at ? Math.max(0, (now.getTime() - at.getTime()) / 1000) : 0);
  return {
    isWritable,
    queues: QUEUES.map((queue) => {
      const { waiting, waitingSince } = found[queue];
      return { queue, waiting, oldestSeconds: secondsSince(waitingSince) };
    }),
    mailSentAt: mails.sentAt,
    tasks: await listTaskStates(db),
  };
}

/** The inner state that metrics tell; undefined: they do not know it. */
export function innerStateIn(metrics: string): { isUp: boolean; state: InnerState | undefined } {
  const values = new Map<string, number>();
  for (const line of metrics.split('\n')) {
    const end = line.lastIndexOf(' ');
    if (!line.startsWith('#') && end > 0) values.set(line.slice(0, end), Number(line.slice(end)));
  }
  const of = (name: string, label: string, value: string) => values.get(`bercail_${name}{${label}="${value}"}`);
  const at = (seconds: number | undefined) => (seconds === undefined ? null : new Date(seconds * 1000));
  const isUp = values.get('bercail_database_up') === 1;
  // 'writable' is 0 also while nothing is known: whether there are queues tells it.
  if (of('queue_waiting', 'queue', 'mails') === undefined) return { isUp, state: undefined };
  const tasks = [...metrics.matchAll(/^bercail_task_failed\{task="([^"]+)"\}/gm)].map(([, name]) => name!);
  return {
    isUp,
    state: {
      isWritable: values.get('bercail_database_writable') === 1,
      queues: QUEUES.map((queue) => ({
        queue,
        waiting: of('queue_waiting', 'queue', queue) ?? 0,
        oldestSeconds: of('queue_oldest_seconds', 'queue', queue) ?? 0,
      })),
      mailSentAt: at(values.get('bercail_mail_last_sent_timestamp_seconds')),
      tasks: tasks.map((name) => ({
        name,
        dueAt: at(of('task_due_timestamp_seconds', 'task', name))!,
        lastRunAt: at(of('task_last_run_timestamp_seconds', 'task', name)),
        lastError: of('task_failed', 'task', name) === 1 ? 'failed' : null,
      })),
    },
  };
}

export type ReadInnerState = () => Promise<InnerState | undefined>;

/**
 * Reads the inner state at most every ten seconds, however often it is asked for.
 * @returns a function that gives undefined when nothing is known: while the database is away, or does not answer in time
 */
export function innerStateReader(
  db: Database,
  { catalogue, writes, clock }: { catalogue: Catalogue; writes: WriteWatch; clock: Clock },
): ReadInnerState {
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<InnerState | undefined> | undefined;
  let latest: InnerState | undefined;
  const read = (): Promise<InnerState | undefined> => {
    reading ??= readInnerState(db, writes, clock)
      .catch(() => undefined)
      .then((state) => {
        latest = state;
        readAt = performance.now();
        return state;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  return async () => {
    if (!catalogue.isFollowing()) return undefined;
    if (performance.now() - readAt < READ_EVERY_MS) return latest;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, undefined);
    });
    const state = await Promise.race([read(), patience]);
    clearTimeout(timer);
    return state;
  };
}
