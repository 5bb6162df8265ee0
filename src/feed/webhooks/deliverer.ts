import type { Catalogue } from '../../catalogue/follow.ts';
import type { Database } from '../../database/open.ts';
import type { Clock } from '../../ground/clock.ts';
import { createWorker, type Worker } from '../../leases/leases.ts';
import type { Fetched, Outgoing } from '../../outgoing/fetch.ts';
import { noteEvents, readNoted } from '../events/note.ts';
import { headersOf, messageOf } from './message.ts';
import { endWithTokens, fanOut, type Taken, takeDue } from './queue.ts';
import { DELIVERY_LIMITS, type DeliveryLimits, patienceOf, postLimits, waitAfter } from './schedule.ts';
import { type Outcome, settle } from './settle.ts';

export interface DelivererOptions {
  db: Database;
  catalogue: Pick<Catalogue, 'current'>;
  outgoing: Pick<Outgoing, 'post'>;
  clock: Clock;
  newId: () => string;
  publicUrl: string;
  random?: () => number;
  /** Called at the first of several consecutive failures. */
  onFailed: (error: unknown) => void;
}

function outcomeOf(answer: Fetched, taken: Taken, at: Date, limits: DeliveryLimits, random: number): Outcome {
  const status = answer.problem === null ? answer.status : null;
  const reached = { at, status, problem: answer.problem, pausedUntil: null, disables: null };
  if (status !== null && status >= 200 && status < 300) return { ...reached, state: 'delivered', nextAt: null };
  const patience = answer.problem === null ? patienceOf(answer.retryAfter, at) : 0;
  const isPaused = patience > 0 && (status === 429 || status === 503);
  const pausedUntil = isPaused ? new Date(at.getTime() + patience) : null;
  const wait = waitAfter(taken.attempts + 1, limits, random);
  // The delivery stays in the queue: the receiver may return at the same address.
  if (status === 410) return { ...reached, state: 'waiting', nextAt: at, disables: 'gone' };
  if (wait === undefined) return { ...reached, state: 'dead', nextAt: null, pausedUntil, disables: 'failing' };
  return { ...reached, state: 'waiting', nextAt: new Date(at.getTime() + Math.max(wait, patience)), pausedUntil };
}

/**
 * Sends events to the webhooks that subscribed to them.
 * @param over shorter times, for trials
 */
export function createDeliverer(options: DelivererOptions, over: Partial<DeliveryLimits> = {}): Worker {
  const { db, catalogue, outgoing, clock, newId, publicUrl, random = Math.random, onFailed } = options;
  const limits = { ...DELIVERY_LIMITS, ...over };
  const { atOnce, pollMs } = limits;
  return createWorker({
    ...{ atOnce, pollMs, onFailed },
    // Notes and queues events up to the last committed change.
    fill: async (stopping) => {
      const model = catalogue.current();
      if ((await readNoted(db)).revision < model.revision) while (!stopping.aborted && (await noteEvents(db, model)));
      await endWithTokens(db, clock());
      while (!stopping.aborted && (await fanOut(db, clock())));
    },
    take: (most) => takeDue(db, { now: clock(), most, takenBy: newId() }, limits),
    carryOut: async (taken) => {
      const message = messageOf(taken.event, publicUrl);
      const headers = headersOf(message, taken.secrets, clock());
      const answer = await outgoing.post(taken.webhook.url, message.body, postLimits(limits), headers);
      await settle(db, taken, outcomeOf(answer, taken, clock(), limits, random()));
    },
  });
}
