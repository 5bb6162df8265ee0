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

/** What operators watch and only the database knows; nothing of people. */
export interface InnerState {
  isWritable: boolean;
  queues: readonly { queue: 'mails' | 'webhooks' | 'imports'; waiting: number; oldestSeconds: number }[];
  mailSentAt: Date | null;
  tasks: readonly TaskState[];
}

async function readNow(db: Database, writes: WriteWatch, clock: Clock): Promise<InnerState> {
  const isWritable = await writes.works();
  const mails = await readMailState(db);
  const webhooks = await readDeliveryState(db);
  const now = clock();
  const imports = await readRunState(db, now);
  const secondsSince = (at: Date | null) => (at ? Math.max(0, (now.getTime() - at.getTime()) / 1000) : 0);
  return {
    isWritable,
    queues: (
      [
        ['mails', mails],
        ['webhooks', webhooks],
        ['imports', imports],
      ] as const
    ).map(([queue, { waiting, waitingSince }]) => ({ queue, waiting, oldestSeconds: secondsSince(waitingSince) })),
    mailSentAt: mails.sentAt,
    tasks: await listTaskStates(db),
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
    reading ??= readNow(db, writes, clock)
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
