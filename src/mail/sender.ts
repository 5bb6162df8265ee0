import type { Database } from '../database/open.ts';
import type { Clock } from '../ground/clock.ts';
import { createWorker, type Worker } from '../leases/leases.ts';
import { type LeasedMail, leaseMail, storeMailOutcome } from './queue.ts';
import type { SendMail, SmtpProblem } from './smtp.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Timing of sending; tests pass shorter times. */
export interface SendingLimits {
  /**
   * Wait before the next attempt, by number of failed attempts; the last value is repeated until the mail is given up.
   */
  backOffMs: readonly number[];
  /** Pause of all sending, by number of server failures in a row; the last value is repeated. */
  restMs: readonly number[];
  /** Longest duration of an attempt. */
  attemptMs: number;
  /** Duration of a lease, longer than an attempt: if the process dies, the mail becomes free after this. */
  leaseMs: number;
  /** How often to look for due mails. */
  pollMs: number;
}

const SENDING_LIMITS: SendingLimits = {
  backOffMs: [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR],
  restMs: [5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE],
  attemptMs: 45 * SECOND,
  leaseMs: 2 * MINUTE,
  pollMs: 2 * SECOND,
};

interface SenderOptions {
  db: Database;
  clock: Clock;
  send: SendMail;
  /** The domain in Message-IDs. */
  domain: string;
  /** Queues mails for requests that are answered later (sign-in links). */
  fill(): Promise<void>;
  random?: () => number;
  /**
   * Called at the first of several failures in a row: with a code when the mail server failed, otherwise with our own
   * error.
   */
  onFailed: (problem: string | undefined, error?: unknown) => void;
}

const nth = (list: readonly number[], at: number): number => list[Math.min(at, list.length) - 1]!;

/**
 * Sends queued mails, one at a time.
 * @param over shorter times, for tests
 */
export function createMailSender(options: SenderOptions, over: Partial<SendingLimits> = {}): Worker {
  const { db, clock, send, domain, fill, random = Math.random, onFailed } = options;
  const limits = { ...SENDING_LIMITS, ...over };
  let failures = 0;
  let restsUntil = 0;

  const settle = async (taken: LeasedMail, found: SmtpProblem | undefined): Promise<void> => {
    const at = clock();
    if (!found) return await storeMailOutcome(db, taken, { state: 'sent', at });
    const { problem, of, isPermanent } = found;
    if (isPermanent)
      return await storeMailOutcome(db, taken, { state: 'refused', at, problem, isMailbox: of === 'mailbox' });
    // Random, so that mails which failed together are not all retried together.
    const wait = nth(limits.backOffMs, taken.attempts) * (0.8 + 0.4 * random());
    await storeMailOutcome(db, taken, { state: 'waiting', problem, nextAt: new Date(at.getTime() + wait) });
  };

  return createWorker({
    ...{ atOnce: 1, pollMs: limits.pollMs, fill },
    take: async () =>
      performance.now() < restsUntil ? [] : await leaseMail(db, { now: clock(), leaseMs: limits.leaseMs, domain }),
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
