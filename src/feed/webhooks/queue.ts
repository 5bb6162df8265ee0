import {
  and,
  asc,
  desc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  notExists,
  or,
  sql,
} from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { inTransaction, takeAdvisoryLock } from '../../database/transaction.ts';
import { grouped } from '../../ground/grouped.ts';
import { leasesOf } from '../../leases/leases.ts';
import type { FeedEventRow, WebhookRow } from '../../record/rows.ts';
import {
  webhookDeliveries as deliveries,
  feedEvents,
  webhookLanes as lanes,
  tokens,
  webhookSecrets,
  webhooks,
} from '../../record/tables.ts';
import { lockFeed, readNoted } from '../events/note.ts';
import { receivedTypeSql } from './message.ts';
import { type DeliveryLimits, FAILURES_UNTIL_SLOW } from './schedule.ts';

/*
 * The delivery queue, in tables that all processes share. A lane contains the deliveries of one webhook about one host
 * or federation; only its first delivery can be taken, which keeps their order. Taking a lane sets its next time to the
 * end of the lease: if the process dies, the lane becomes due again.
 */

const EVENTS_AT_A_TIME = 200;

/** SQL condition: the webhook may receive deliveries. */
const isSentTo = and(eq(webhooks.state, 'active'), isNull(webhooks.removedAt));

/** SQL condition: the webhook may receive the event. */
export const mayHear = sql`(not ${feedEvents.isPrivate} or ${webhooks.role} = 'admin'
  or ${feedEvents.hostId} = ${webhooks.hostId} or ${feedEvents.federationId} = ${webhooks.federationId})`;

/** Disables webhooks whose token was revoked or has expired: a former owner of an entry receives nothing more. */
export async function endWithTokens(db: Database, now: Date): Promise<void> {
  const ended = db
    .select({ id: tokens.id })
    .from(tokens)
    .where(and(eq(tokens.id, webhooks.tokenId), or(isNotNull(tokens.revokedAt), lte(tokens.expiresAt, now))));
  await db
    .update(webhooks)
    .set({ state: 'disabled', disabledWhy: 'token-ended', disabledAt: now })
    .where(and(ne(webhooks.state, 'disabled'), isNull(webhooks.removedAt), exists(ended)));
}

/** Creates lanes for the deliveries in `queued`, due now; a lane that already has a next time keeps it. */
export const opensLanes = (now: Date) => sql`insert into ${lanes} (webhook_id, subject, next_at)
  select distinct webhook_id, subject, ${now.toISOString()}::timestamptz from queued order by 1, 2
  on conflict (webhook_id, subject) do update set next_at = coalesce(${lanes.nextAt}, excluded.next_at)`;

/** Queues the next events for all webhooks that subscribed to them. Returns whether there may be more. */
export async function fanOut(db: Database, now: Date): Promise<boolean> {
  const { number } = await readNoted(db);
  const isBehind = and(isSentTo, lt(webhooks.cursor, number));
  const [behind] = await db.select({ id: webhooks.id }).from(webhooks).where(isBehind).limit(1);
  if (!behind) return false;
  return await inTransaction(db, async (db) => {
    // One process at a time, so that the cursor never skips an event that another process is adding.
    const noted = await lockFeed(db, 'skip');
    if (!noted) return false;
    const upTo = sql`least(${webhooks.cursor} + ${EVENTS_AT_A_TIME}, ${noted.number}::integer)`;
    await db.execute(sql`with queued as (
      insert into ${deliveries} (webhook_id, event, subject)
      select ${webhooks.id}, ${feedEvents.number}, coalesce(${feedEvents.hostId}, ${feedEvents.federationId})
      from ${webhooks} join ${feedEvents} on ${feedEvents.number} > ${webhooks.cursor} and ${feedEvents.number} <= ${upTo}
      where ${isSentTo} and ${receivedTypeSql} = any(${webhooks.events})
        and (${feedEvents.revision} is null or ${feedEvents.revision} > ${webhooks.sinceRevision}) and ${mayHear}
      on conflict do nothing returning webhook_id, subject) ${opensLanes(now)}`);
    await db
      .update(webhooks)
      .set({ cursor: upTo })
      .where(and(isSentTo, lt(webhooks.cursor, noted.number)));
    return true;
  });
}

/** A delivery whose lane this process has leased. */
export interface LeasedDelivery {
  takenBy: string;
  subject: string;
  webhook: Pick<WebhookRow, 'id' | 'url' | 'receiver'>;
  event: FeedEventRow;
  /** Number of earlier attempts. */
  attempts: number;
  /** Newest first. */
  secrets: string[];
}

interface Due {
  webhook_id: string;
  subject: string;
  receiver: string;
  failures: number;
}

/** Lanes that may be taken now: at most as many as this process can handle, and few per receiver. */
async function dueLanes(db: Database, now: Date, most: number, { perReceiver }: DeliveryLimits): Promise<Due[]> {
  const at = now.toISOString();
  const due = (await db.execute(sql`
    select w.id as webhook_id, l.subject, w.receiver, w.failures
    from webhooks w cross join lateral (
      select subject, next_at from webhook_lanes where webhook_id = w.id and next_at <= ${at}
      order by next_at limit ${perReceiver}::integer) l
    where w.state = 'active' and w.removed_at is null and (w.paused_until is null or w.paused_until <= ${at})
    order by l.next_at`)) as unknown as { rows: Due[] };
  const underWay = (await db.execute(sql`
    select w.receiver, count(*)::integer as count from webhook_lanes l join webhooks w on w.id = l.webhook_id
    where l.taken_by is not null and l.next_at > ${at} group by w.receiver`)) as unknown as {
    rows: { receiver: string; count: number }[];
  };
  const busy = new Map(underWay.rows.map(({ receiver, count }) => [receiver, count]));
  const chosen: Due[] = [];
  for (const lane of due.rows) {
    const count = busy.get(lane.receiver) ?? 0;
    if (chosen.length >= most) break;
    if (count >= (lane.failures >= FAILURES_UNTIL_SLOW ? 1 : perReceiver)) continue;
    busy.set(lane.receiver, count + 1);
    chosen.push(lane);
  }
  return chosen;
}

/** SQL condition: the delivery waits in the lane. */
const isWaitingInLane = and(
  eq(deliveries.webhookId, lanes.webhookId),
  eq(deliveries.subject, lanes.subject),
  eq(deliveries.state, 'waiting'),
);

/** The first delivery of each lane that was taken. */
async function headsOf(db: Database, takenBy: string, now: Date): Promise<LeasedDelivery[]> {
  const first = db
    .select({ event: deliveries.event, attempts: deliveries.attempts })
    .from(deliveries)
    .where(isWaitingInLane)
    .orderBy(asc(deliveries.event))
    .limit(1)
    .as('first');
  const rows = await db
    .select({
      subject: lanes.subject,
      attempts: first.attempts,
      event: feedEvents,
      webhook: { id: webhooks.id, url: webhooks.url, receiver: webhooks.receiver },
    })
    .from(lanes)
    .innerJoinLateral(first, sql`true`)
    .innerJoin(feedEvents, eq(feedEvents.number, first.event))
    .innerJoin(webhooks, eq(webhooks.id, lanes.webhookId))
    .where(eq(lanes.takenBy, takenBy));
  const ids = rows.map(({ webhook }) => webhook.id);
  const secretsOf = await secretsInForce(db, ids, now);
  return rows.map((row) => ({ ...row, takenBy, secrets: secretsOf(row.webhook.id) }));
}

/** The valid secrets of each of the webhooks, newest first. */
export async function secretsInForce(
  db: Database,
  ids: readonly string[],
  now: Date,
): Promise<(webhookId: string) => string[]> {
  const inForce = or(isNull(webhookSecrets.endsAt), gt(webhookSecrets.endsAt, now));
  const rows = await db
    .select({ id: webhookSecrets.webhookId, secret: webhookSecrets.secret })
    .from(webhookSecrets)
    .where(and(inArray(webhookSecrets.webhookId, [...new Set(ids)]), inForce))
    .orderBy(desc(webhookSecrets.number));
  const secretsOf = grouped(rows, ({ id }) => id);
  return (webhookId) => secretsOf(webhookId).map(({ secret }) => secret);
}

export const leases = leasesOf(lanes, ['webhookId', 'subject'], 'takenBy');

/** Leases lanes that are due, and returns their first deliveries, at most `most`. */
export const leaseDueDeliveries = (
  db: Database,
  { now, most, takenBy }: { now: Date; most: number; takenBy: string },
  limits: DeliveryLimits,
): Promise<LeasedDelivery[]> =>
  inTransaction(db, async (db) => {
    // Otherwise two processes that choose at the same time could together exceed the limit of a receiver.
    await takeAdvisoryLock(db, 'deliveries');
    const due = await dueLanes(db, now, most, limits);
    if (due.length === 0) return [];
    const keys = due.map(({ webhook_id, subject }) => sql`(${webhook_id}::uuid, ${subject}::uuid)`);
    const rows = await leases.take(db, {
      isDue: and(lte(lanes.nextAt, now), sql`(${lanes.webhookId}, ${lanes.subject}) in (${sql.join(keys, sql`, `)})`),
      order: [asc(lanes.webhookId), asc(lanes.subject)],
      most: due.length,
      set: { takenBy, nextAt: new Date(now.getTime() + limits.leaseMs) },
    });
    const taken = await headsOf(db, takenBy, now);
    // Some lanes are empty because their events were deleted with the host: release these lanes.
    if (taken.length < rows.length)
      await db
        .update(lanes)
        .set({ takenBy: null, nextAt: null })
        .where(
          and(
            eq(lanes.takenBy, takenBy),
            notExists(db.select({ one: sql`1` }).from(deliveries).where(isWaitingInLane)),
          ),
        );
    return taken;
  });
