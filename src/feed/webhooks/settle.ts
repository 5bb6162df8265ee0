import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { webhookDeliveries as deliveries, webhookLanes as lanes, webhooks } from '../../record/tables.ts';
import { leases, type Taken } from './queue.ts';

/** The result of an attempt. */
export interface Outcome {
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
export const settle = (db: Database, taken: Taken, outcome: Outcome): Promise<void> =>
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

async function hasMore(db: Database, { webhook, subject }: Taken): Promise<boolean> {
  const waiting = await db
    .select({ event: deliveries.event })
    .from(deliveries)
    .where(and(eq(deliveries.webhookId, webhook.id), eq(deliveries.subject, subject), eq(deliveries.state, 'waiting')))
    .limit(1);
  return waiting.length > 0;
}

/** A success is written at most once a minute: else all deliveries of a webhook would wait for the lock of its row. */
async function noteHealth(db: Database, id: string, { at, state, pausedUntil, disables }: Outcome): Promise<void> {
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
