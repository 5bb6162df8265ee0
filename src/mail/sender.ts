import type { Database } from '../database/open.ts';
import type { Clock } from '../ground/clock.ts';
import { createWorker, type Worker } from '../leases/worker.ts';
import { settleMail, type TakenMail, takeMail } from './queue.ts';
import type { SendMail, SmtpProblem } from './smtp.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How mails are sent. A trial gives shorter times. */
export interface SendingLimits {
  /** How long a mail waits after each attempt that failed; the last one is repeated until the mail is given up. */
  backOffMs: readonly number[];
  /** How long nothing is sent after failures of the server in a row; the last one is repeated. */
  restMs: readonly number[];
  /** One attempt, in all. */
  attemptMs: number;
  /** A process that took a mail and died gives it back after this; longer than an attempt. */
  leaseMs: number;
  /** How often to look for what is due. */
  pollMs: number;
}

export const SENDING_LIMITS: SendingLimits = {
  backOffMs: [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR],
  restMs: [5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE],
  attemptMs: 45 * SECOND,
  leaseMs: 2 * MINUTE,
  pollMs: 2 * SECOND,
};

export interface SenderOptions {
  db: Database;
  clock: Clock;
  send: SendMail;
  /** Of Message-IDs. */
  domain: string;
  /** Queues what was asked for and is answered later. */
  fill(): Promise<void>;
  random?: () => number;
  /** Called at the first failure of several in a row: a code when the server failed, else an error of ours. */
  onFailed: (problem: string | undefined, error?: unknown) => void;
}

const nth = (list: readonly number[], at: number): number => list[Math.min(at, list.length) - 1]!;

/**
 * Sends what is queued, one mail at a time.
 * @param over shorter times, for trials
 */
export function createMailSender(options: SenderOptions, over: Partial<SendingLimits> = {}): Worker {
  const { db, clock, send, domain, fill, random = Math.random, onFailed } = options;
  const limits = { ...SENDING_LIMITS, ...over };
  let failures = 0;
  let restsUntil = 0;

  const settle = async (taken: TakenMail, found: SmtpProblem | undefined): Promise<void> => {
    const at = clock();
    if (!found) return await settleMail(db, taken, { state: 'sent', at });
    const { problem, of, isPermanent } = found;
    if (isPermanent) return await settleMail(db, taken, { state: 'refused', at, problem, isMailbox: of === 'mailbox' });
    // Not all that failed together come back together.
    const wait = nth(limits.backOffMs, taken.attempts) * (0.8 + 0.4 * random());
    await settleMail(db, taken, { state: 'waiting', problem, nextAt: new Date(at.getTime() + wait) });
  };

  return createWorker({
    ...{ atOnce: 1, pollMs: limits.pollMs, fill },
    take: async () =>
      performance.now() < restsUntil ? [] : await takeMail(db, { now: clock(), leaseMs: limits.leaseMs, domain }),
    carryOut: async (taken) => {
      const found = await send(taken, limits.attemptMs);
      await settle(taken, found);
      failures = found?.of === 'server' ? failures + 1 : 0;
      if (failures > 0) restsUntil = performance.now() + nth(limits.restMs, failures);
      if (failures === 1) onFailed(found?.problem);
    },
    onFailed: (error) => onFailed(undefined, error),
  });
}
