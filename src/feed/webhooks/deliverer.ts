import { and, eq, sql } from 'drizzle-orm';
import type { Catalogue } from '../../catalogue/follow.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Clock } from '../../ground/clock.ts';
import { createWorker, type Worker } from '../../leases/leases.ts';
import type { Fetched, Outgoing } from '../../outgoing/fetch.ts';
import { webhookDeliveries as deliveries, webhookLanes as lanes, webhooks } from '../../record/tables.ts';
import { noteEvents, readNoted } from '../events/note.ts';
import { headersOf, messageOf } from './message.ts';
import { endWithTokens, fanOut, type LeasedDelivery, leaseDueDeliveries, leases } from './queue.ts';
import { DELIVERY_LIMITS, type DeliveryLimits, patienceOf, postLimits, waitAfter } from './schedule.ts';

/** The result of an attempt. */
interface DeliveryOutcome {
  at: Date;
  status: number | null;
  problem: string | null;
  /** `waiting`: the next attempt is at `nextAt`. */
  state: 'delivered' | 'dead' | 'waiting';
  nextAt: Date | null;
  pausedUntil: Date | null;
  /** The reason why the webhook is disabled, if it is. */
  disables: 'gone' | 'failing' | null;
}

/** Stores the result of an attempt, if this process still holds the lease of the lane. */
const storeDeliveryOutcome = (db: Database, taken: LeasedDelivery, outcome: DeliveryOutcome): Promise<void> =>
  inTransaction(db, async (db) => {
    const { webhook, subject, takenBy } = taken;
    const isMine = leases.isHeld({ webhookId: webhook.id, subject, takenBy });
    const [mine] = await db.select({ subject: lanes.subject }).from(lanes).where(isMine).for('update');
    if (!mine) return;
    const { at, state, status, problem, nextAt } = outcome;
    await db
      .update(deliveries)
      .set({
        state,
        attempts: taken.attempts + 1,
        firstTriedAt: sql`coalesce(${deliveries.firstTriedAt}, ${at.toISOString()}::timestamptz)`,
        lastTriedAt: at,
        lastStatus: status,
        lastProblem: problem,
      })
      .where(and(eq(deliveries.webhookId, taken.webhook.id), eq(deliveries.event, taken.event.number)));
    const next = state === 'waiting' ? nextAt : (await hasMore(db, taken)) ? at : null;
    await db.update(lanes).set({ takenBy: null, nextAt: next }).where(isMine);
    await noteHealth(db, taken.webhook.id, outcome);
  });

async function hasMore(db: Database, { webhook, subject }: LeasedDelivery): Promise<boolean> {
  const waiting = await db
    .select({ event: deliveries.event })
    .from(deliveries)
    .where(and(eq(deliveries.webhookId, webhook.id), eq(deliveries.subject, subject), eq(deliveries.state, 'waiting')))
    .limit(1);
  return waiting.length > 0;
}

/** A success is written at most once a minute: else all deliveries of a webhook would wait for the lock of its row. */
async function noteHealth(
  db: Database,
  id: string,
  { at, state, pausedUntil, disables }: DeliveryOutcome,
): Promise<void> {
  const theWebhook = eq(webhooks.id, id);
  if (state === 'delivered') {
    const wasLongAgo = sql`(${webhooks.failures} > 0 or ${webhooks.deliveredAt} is null
      or ${webhooks.deliveredAt} < ${new Date(at.getTime() - 60_000).toISOString()}::timestamptz)`;
    await db
      .update(webhooks)
      .set({ failures: 0, failingSince: null, pausedUntil: null, deliveredAt: at })
      .where(and(theWebhook, wasLongAgo));
    return;
  }
  await db
    .update(webhooks)
    .set({
      failures: sql`${webhooks.failures} + 1`,
      failingSince: sql`coalesce(${webhooks.failingSince}, ${at.toISOString()}::timestamptz)`,
      ...(pausedUntil && { pausedUntil }),
    })
    .where(theWebhook);
  if (!disables) return;
  // Only disable it if no delivery has succeeded since the given-up delivery was first tried.
  const isFailing =
    disables === 'gone'
      ? undefined
      : sql`${webhooks.failingSince} <= (select ${deliveries.firstTriedAt} from ${deliveries}
          where ${deliveries.webhookId} = ${webhooks.id} and ${deliveries.state} = 'dead'
          order by ${deliveries.lastTriedAt} desc limit 1)`;
  await db
    .update(webhooks)
    .set({ state: 'disabled', disabledWhy: disables, disabledAt: at })
    .where(and(theWebhook, eq(webhooks.state, 'active'), isFailing));
}

interface DelivererOptions {
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

function outcomeOf(
  answer: Fetched,
  taken: LeasedDelivery,
  at: Date,
  limits: DeliveryLimits,
  random: number,
): DeliveryOutcome {
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
    take: (most) => leaseDueDeliveries(db, { now: clock(), most, takenBy: newId() }, limits),
    carryOut: async (taken) => {
      const message = messageOf(taken.event, publicUrl);
      const headers = headersOf(message, taken.secrets, clock());
      const answer = await outgoing.post(taken.webhook.url, message.body, postLimits(limits), headers);
      await storeDeliveryOutcome(db, taken, outcomeOf(answer, taken, clock(), limits, random()));
    },
  });
}
