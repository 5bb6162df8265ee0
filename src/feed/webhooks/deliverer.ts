import type { Catalogue } from '../../catalogue/follow.ts';
import type { Database } from '../../database/open.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Fetched, Outgoing } from '../../outgoing/fetch.ts';
import { noteEvents, readNoted } from '../events/note.ts';
import { headersOf, messageOf } from './message.ts';
import { endWithTokens, fanOut, type Taken, takeDue } from './queue.ts';
import { DELIVERY_LIMITS, type DeliveryLimits, patienceOf, postLimits, waitAfter } from './schedule.ts';
import { type Outcome, settle } from './settle.ts';

/** Sends events to the webhooks that asked for them. */
export interface Deliverer {
  /** Sends all that is due, and all that becomes due by it. */
  run(): Promise<void>;
  /** Goes on sending until it is stopped; the timer does not keep the process alive. */
  start(): void;
  /** Stops, and waits for the attempts that are under way. */
  stop(): Promise<void>;
}

export interface DelivererOptions {
  db: Database;
  catalogue: Pick<Catalogue, 'current'>;
  outgoing: Pick<Outgoing, 'post'>;
  clock: Clock;
  newId: () => string;
  publicUrl: string;
  random?: () => number;
  /** Called at the first failure of several in a row. */
  onFailed: (error: unknown) => void;
}

/** Those that end at nearly the same time are replaced together. */
const TOGETHER_MS = 10;

function outcomeOf(answer: Fetched, taken: Taken, at: Date, limits: DeliveryLimits, random: number): Outcome {
  const status = answer.problem === null ? answer.status : null;
  const reached = { at, status, problem: answer.problem, pausedUntil: null, disables: null };
  if (status !== null && status >= 200 && status < 300) return { ...reached, state: 'delivered', nextAt: null };
  const patience = answer.problem === null ? patienceOf(answer.retryAfter, at) : 0;
  const isPaused = patience > 0 && (status === 429 || status === 503);
  const pausedUntil = isPaused ? new Date(at.getTime() + patience) : null;
  const wait = waitAfter(taken.attempts + 1, limits, random);
  // It stays in the queue: the receiver may come back under its address.
  if (status === 410) return { ...reached, state: 'waiting', nextAt: at, disables: 'gone' };
  if (wait === undefined) return { ...reached, state: 'dead', nextAt: null, pausedUntil, disables: 'failing' };
  return { ...reached, state: 'waiting', nextAt: new Date(at.getTime() + Math.max(wait, patience)), pausedUntil };
}

/** @param over shorter times, for trials */
export function createDeliverer(options: DelivererOptions, over: Partial<DeliveryLimits> = {}): Deliverer {
  const { db, catalogue, outgoing, clock, newId, publicUrl, random = Math.random, onFailed } = options;
  const limits = { ...DELIVERY_LIMITS, ...over };
  const underWay = new Set<Promise<void>>();
  let isStopping = false;
  let hasFailed = false;
  let isWoken = false;
  let wakeUp = (): void => {};
  let ended: Promise<void> = Promise.resolve();

  const deliver = async (taken: Taken): Promise<void> => {
    const message = messageOf(taken.event, publicUrl);
    const headers = headersOf(message, taken.secrets, clock());
    const answer = await outgoing.post(taken.webhook.url, message.body, postLimits(limits), headers);
    await settle(db, taken, outcomeOf(answer, taken, clock(), limits, random()));
  };

  /** Brings the queue up to what has been committed. */
  const fill = async (): Promise<void> => {
    const model = catalogue.current();
    if ((await readNoted(db)).revision < model.revision) while (!isStopping && (await noteEvents(db, model)));
    await endWithTokens(db, clock());
    while (!isStopping && (await fanOut(db, clock())));
  };

  /** What was taken and could not be written down is due again when its lease has ended. */
  const fail = (error: unknown): void => {
    if (!hasFailed) onFailed(error);
    hasFailed = true;
  };

  const wake = (): void => {
    isWoken = true;
    wakeUp();
  };
  /** Waits until something ends, or for a while. */
  const pause = async (milliseconds: number): Promise<void> => {
    if (!isWoken)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds).unref();
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    else await new Promise((resolve) => setTimeout(resolve, TOGETHER_MS));
    isWoken = false;
  };

  const begin = async (): Promise<number> => {
    const most = limits.atOnce - underWay.size;
    if (most <= 0) return 0;
    const taken = await takeDue(db, { now: clock(), most, takenBy: newId() }, limits);
    for (const one of taken) {
      const going: Promise<void> = deliver(one)
        .catch(fail)
        .finally(() => {
          underWay.delete(going);
          wake();
        });
      underWay.add(going);
    }
    return taken.length;
  };

  const goOn = async (): Promise<void> => {
    let filledAt = -Infinity;
    while (!isStopping) {
      try {
        if (performance.now() - filledAt >= limits.pollMs) {
          await fill();
          filledAt = performance.now();
        }
        await begin();
        hasFailed = false;
      } catch (error) {
        fail(error);
      }
      if (!isStopping) await pause(limits.pollMs);
    }
    await Promise.all(underWay);
  };

  return {
    run: async () => {
      await fill();
      while ((await begin()) > 0) await Promise.all(underWay);
    },
    start: () => {
      ended = goOn();
    },
    stop: async () => {
      isStopping = true;
      wake();
      await ended;
    },
  };
}
