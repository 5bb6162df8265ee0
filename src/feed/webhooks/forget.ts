import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { inTransaction } from '../../database/transaction.ts';
import { instantAfter } from '../../ground/clock.ts';
import type { Context } from '../../record/context.ts';
import { webhookDeliveries as deliveries, webhookLanes as lanes, webhooks } from '../../record/tables.ts';
import { keptSince } from './commands.ts';

const HOURS_REMOVED = 1 / 24;
const DAYS_UNVERIFIED = 7;

/**
 * Deletes deliveries that were sent a month ago, waiting deliveries of webhooks that were disabled a month ago, removed
 * webhooks, and webhooks that never answered a challenge.
 */
export const forgetDeliveries = ({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> =>
  inTransaction(db, async (db) => {
    const now = clock();
    await db.delete(webhooks).where(lt(webhooks.removedAt, instantAfter(now, -HOURS_REMOVED)));
    const isNeverVerified = eq(webhooks.state, 'unverified');
    await db.delete(webhooks).where(and(isNeverVerified, lt(webhooks.createdAt, instantAfter(now, -DAYS_UNVERIFIED))));
    await db
      .delete(deliveries)
      .where(and(inArray(deliveries.state, ['delivered', 'dead']), lt(deliveries.lastTriedAt, keptSince(now))));
    const longDisabled = db
      .select({ id: webhooks.id })
      .from(webhooks)
      .where(lt(webhooks.disabledAt, keptSince(now)));
    await db
      .delete(deliveries)
      .where(and(eq(deliveries.state, 'waiting'), inArray(deliveries.webhookId, longDisabled)));
    await db.delete(lanes).where(
      and(
        sql`${lanes.nextAt} is null`,
        sql`not exists (select 1 from ${deliveries} where ${deliveries.webhookId} = ${lanes.webhookId}
          and ${deliveries.subject} = ${lanes.subject} and ${deliveries.state} = 'waiting')`,
      ),
    );
  });
