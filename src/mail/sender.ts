import type { Database } from '../database/open.ts';
import type { Clock } from '../ground/clock.ts';
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

/** Sends what is queued, one mail at a time. */
export interface MailSender {
  /** Sends all that is due, until nothing is, or the server is away. */
  run(): Promise<void>;
  /** Goes on sending until it is stopped; the timer does not keep the process alive. */
  start(): void;
  /** Stops, and waits for the mail that is on its way. */
  stop(): Promise<void>;
}

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

/** @param over shorter times, for trials */
export function createMailSender(options: SenderOptions, over: Partial<SendingLimits> = {}): MailSender {
  const { db, clock, send, domain, fill, random = Math.random, onFailed } = options;
  const limits = { ...SENDING_LIMITS, ...over };
  let isStopping = false;
  let failures = 0;
  let wakeUp = (): void => {};
  let ended: Promise<void> = Promise.resolve();

  const settle = async (taken: TakenMail, found: SmtpProblem | undefined): Promise<void> => {
    const at = clock();
    if (!found) return await settleMail(db, taken, { state: 'sent', at });
    const { problem, of, isPermanent } = found;
    if (isPermanent) return await settleMail(db, taken, { state: 'refused', at, problem, isMailbox: of === 'mailbox' });
    // Not all that failed together come back together.
    const wait = nth(limits.backOffMs, taken.attempts) * (0.8 + 0.4 * random());
    await settleMail(db, taken, { state: 'waiting', problem, nextAt: new Date(at.getTime() + wait) });
  };

  /** Sends the next mail; false: there is none, or the server is away. */
  const sendNext = async (): Promise<boolean> => {
    const taken = await takeMail(db, { now: clock(), leaseMs: limits.leaseMs, domain });
    if (!taken) return false;
    const found = await send(taken, limits.attemptMs);
    await settle(taken, found);
    if (found?.of !== 'server') {
      failures = 0;
      return true;
    }
    if (failures++ === 0) onFailed(found.problem);
    return false;
  };
  const run = async (): Promise<void> => {
    await fill();
    while (!isStopping && (await sendNext()));
  };

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds).unref();
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const goOn = async (): Promise<void> => {
    let hasFailed = false;
    while (!isStopping) {
      try {
        await run();
        hasFailed = false;
      } catch (error) {
        // What was taken and could not be written down is due again when its lease has ended.
        if (!hasFailed) onFailed(undefined, error);
        hasFailed = true;
      }
      if (!isStopping) await pause(failures > 0 ? nth(limits.restMs, failures) : limits.pollMs);
    }
  };
  return {
    run,
    start: () => {
      ended = goOn();
    },
    stop: async () => {
      isStopping = true;
      wakeUp();
      await ended;
    },
  };
}
