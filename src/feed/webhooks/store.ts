import { and, asc, count, desc, eq, gt, gte, isNull, lt, lte, min, or, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { WebhookRow } from '../../record/rows.ts';
import {
  webhookDeliveries as deliveries,
  federations,
  feedEvents,
  hosts,
  webhookLanes as lanes,
  webhookSecrets,
  webhooks,
} from '../../record/tables.ts';
import { receivedType, receivedTypeSql } from './message.ts';
import { mayHear, opensLanes } from './queue.ts';
import { isSeenBy, isWebhookOf, type Owner } from './rights.ts';
import type { Delivery, DeliveryQuery, Replay, Replayed, Webhook } from './schema.ts';

/** Webhooks that count against an owner's maximum: existing ones, and those removed after an instant. */
export const countOf = (db: Database, owner: Owner, removedAfter: Date): Promise<number> =>
  db.$count(webhooks, and(isWebhookOf(owner), or(isNull(webhooks.removedAt), gt(webhooks.removedAt, removedAfter))));

export async function insertWebhook(db: Database, row: typeof webhooks.$inferInsert): Promise<void> {
  await db.insert(webhooks).values(row);
}

export async function updateWebhook(db: Database, id: string, columns: Partial<WebhookRow>): Promise<void> {
  await db.update(webhooks).set(columns).where(eq(webhooks.id, id));
}

/** Finds a webhook that an owner sees, and locks its row until the transaction ends. */
export async function lockWebhook(db: Database, owner: Owner, id: string): Promise<WebhookRow | undefined> {
  const seen = and(eq(webhooks.id, id), isSeenBy(owner));
  return (await db.select().from(webhooks).where(seen).for('update'))[0];
}

/** How many deliveries wait for receivers that are asked, and when the event of the oldest happened. */
export async function readDeliveryState(db: Database): Promise<{ waiting: number; waitingSince: Date | null }> {
  const isAsked = and(eq(webhooks.state, 'active'), isNull(webhooks.removedAt));
  const [found] = await db
    .select({ waiting: count(), first: min(deliveries.event) })
    .from(deliveries)
    .innerJoin(webhooks, eq(deliveries.webhookId, webhooks.id))
    .where(and(eq(deliveries.state, 'waiting'), isAsked));
  const { waiting, first } = found!;
  const [oldest] =
    first === null ? [] : await db.select({ at: feedEvents.at }).from(feedEvents).where(eq(feedEvents.number, first));
  return { waiting, waitingSince: oldest?.at ?? null };
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Webhooks as their owner sees them, oldest first. */
export async function listWebhookRows(db: Database, owner: Owner, id?: string): Promise<Webhook[]> {
  const counted = (state: 'waiting' | 'dead') =>
    sql<number>`(select count(*)::integer from ${deliveries}
      where ${deliveries.webhookId} = ${webhooks.id} and ${deliveries.state} = ${sql.raw(`'${state}'`)})`;
  const rows = await db
    .select({
      webhook: webhooks,
      hostSlug: hosts.slug,
      hostPublishedAt: hosts.publishedAt,
      federation: federations.slug,
      waiting: counted('waiting'),
      dead: counted('dead'),
    })
    .from(webhooks)
    .leftJoin(hosts, eq(webhooks.hostId, hosts.id))
    .leftJoin(federations, eq(webhooks.federationId, federations.id))
    .where(and(isSeenBy(owner), id === undefined ? undefined : eq(webhooks.id, id)))
    .orderBy(asc(webhooks.createdAt), asc(webhooks.id));
  const secrets = await db
    .select({
      webhookId: webhookSecrets.webhookId,
      createdAt: webhookSecrets.createdAt,
      endsAt: webhookSecrets.endsAt,
    })
    .from(webhookSecrets)
    .innerJoin(webhooks, eq(webhookSecrets.webhookId, webhooks.id))
    .where(and(isSeenBy(owner), id === undefined ? undefined : eq(webhooks.id, id)))
    .orderBy(desc(webhookSecrets.number));
  return rows.map(({ webhook, hostSlug, hostPublishedAt, federation, waiting, dead }) => ({
    id: webhook.id,
    role: webhook.role,
    ...(webhook.hostId && { host: hostPublishedAt && hostSlug ? hostSlug : webhook.hostId }),
    ...(federation && { federation }),
    url: webhook.url,
    events: webhook.events,
    state: webhook.state,
    ...(webhook.disabledWhy && { disabledWhy: webhook.disabledWhy }),
    createdAt: webhook.createdAt.toISOString(),
    verifiedAt: iso(webhook.verifiedAt),
    deliveredAt: iso(webhook.deliveredAt),
    firstFailedAt: iso(webhook.failingSince),
    resumesAt: iso(webhook.pausedUntil),
    disabledAt: iso(webhook.disabledAt),
    waiting,
    dead,
    secrets: secrets
      .filter(({ webhookId }) => webhookId === webhook.id)
      .map(({ createdAt, endsAt }) => ({ createdAt: createdAt.toISOString(), endsAt: iso(endsAt) })),
  }));
}

/** Adds a secret. Former secrets end at `formerUntil` or earlier, and expired secrets are deleted. */
export async function addSecret(
  db: Database,
  webhookId: string,
  secret: string,
  { now, formerUntil }: { now: Date; formerUntil: Date },
): Promise<void> {
  const ofWebhook = eq(webhookSecrets.webhookId, webhookId);
  const endsLater = or(isNull(webhookSecrets.endsAt), gt(webhookSecrets.endsAt, formerUntil));
  await db.update(webhookSecrets).set({ endsAt: formerUntil }).where(and(ofWebhook, endsLater));
  await db.delete(webhookSecrets).where(and(ofWebhook, lte(webhookSecrets.endsAt, now)));
  const [last] = await db
    .select({ number: sql<number>`coalesce(max(${webhookSecrets.number}), 0)` })
    .from(webhookSecrets)
    .where(ofWebhook);
  const number = Number(last!.number) + 1;
  await db.insert(webhookSecrets).values({ webhookId, number, secret, createdAt: now });
  // At most three signatures, because the length of headers is limited.
  await db.delete(webhookSecrets).where(and(ofWebhook, lt(webhookSecrets.number, number - 2)));
}

/** Resumes deliveries: waiting ones become due now; events before `since` that were not queued are skipped. */
export async function resume(db: Database, id: string, { now, since }: { now: Date; since: Date }): Promise<void> {
  const last = sql`(select coalesce(max(${feedEvents.number}), 0) from ${feedEvents} where ${feedEvents.at} < ${since.toISOString()}::timestamptz)`;
  await db
    .update(webhooks)
    .set({ cursor: sql`greatest(${webhooks.cursor}, ${last})` })
    .where(eq(webhooks.id, id));
  await db
    .update(lanes)
    .set({ nextAt: now })
    .where(and(eq(lanes.webhookId, id), gt(lanes.nextAt, now), isNull(lanes.takenBy)));
}

const REPLAYED_AT_ONCE = 10_000;

/** Queues events again that a webhook subscribed to and that were sent or given up. */
export async function replayEvents(
  db: Database,
  { id, cursor }: Pick<WebhookRow, 'id' | 'cursor'>,
  { afterRevision, since }: Replay,
  now: Date,
): Promise<Replayed> {
  const wanted =
    afterRevision !== undefined
      ? gt(feedEvents.revision, afterRevision)
      : since !== undefined
        ? gte(feedEvents.at, new Date(since))
        : eq(deliveries.state, 'dead');
  const found = await db
    .select({ number: feedEvents.number, revision: feedEvents.revision })
    .from(webhooks)
    .innerJoin(feedEvents, and(sql`${receivedTypeSql} = any(${webhooks.events})`, lte(feedEvents.number, cursor)))
    .leftJoin(deliveries, and(eq(deliveries.webhookId, webhooks.id), eq(deliveries.event, feedEvents.number)))
    .where(and(eq(webhooks.id, id), mayHear, wanted, sql`${deliveries.state} is distinct from 'waiting'`))
    .orderBy(asc(feedEvents.number))
    .limit(REPLAYED_AT_ONCE + 1);
  const replayed = found.slice(0, REPLAYED_AT_ONCE);
  const numbers = replayed.map(({ number }) => number);
  if (numbers.length > 0)
    await db.execute(sql`with queued as (
      insert into ${deliveries} (webhook_id, event, subject)
      select ${id}::uuid, ${feedEvents.number}, coalesce(${feedEvents.hostId}, ${feedEvents.federationId})
      from ${feedEvents} where ${feedEvents.number} = any(${sql.param(`{${numbers.join(',')}}`)}::integer[])
      on conflict (webhook_id, event) do update set state = 'waiting', attempts = 0
      returning webhook_id, subject) ${opensLanes(now)}`);
  return {
    count: replayed.length,
    complete: found.length === replayed.length,
    lastRevision: replayed.findLast(({ revision }) => revision !== null)?.revision ?? null,
  };
}

/** Deliveries of a webhook before an event, latest first, and their total number. */
export async function listDeliveryRows(
  db: Database,
  webhookId: string,
  { state, limit, before }: { state: DeliveryQuery['state'] | undefined; limit: number; before: number | undefined },
): Promise<{ items: (Delivery & { number: number })[]; total: number }> {
  const listed = and(
    eq(deliveries.webhookId, webhookId),
    state === undefined ? undefined : eq(deliveries.state, state),
  );
  const isFirst = sql<boolean>`not exists (select 1 from ${deliveries} earlier
    where earlier.webhook_id = ${deliveries.webhookId} and earlier.subject = ${deliveries.subject}
      and earlier.state = 'waiting' and earlier.event < ${deliveries.event})`;
  const rows = await db
    .select({ delivery: deliveries, event: feedEvents, nextAt: lanes.nextAt, isFirst })
    .from(deliveries)
    .innerJoin(feedEvents, eq(feedEvents.number, deliveries.event))
    .leftJoin(lanes, and(eq(lanes.webhookId, deliveries.webhookId), eq(lanes.subject, deliveries.subject)))
    .where(and(listed, before === undefined ? undefined : lt(deliveries.event, before)))
    .orderBy(desc(deliveries.event))
    .limit(limit);
  const [counted] = await db.select({ total: count() }).from(deliveries).where(listed);
  const items = rows.map(({ delivery, event, nextAt, isFirst: first }) => ({
    number: event.number,
    id: event.id,
    type: receivedType(event),
    at: event.at.toISOString(),
    revision: event.revision,
    state: delivery.state,
    attempts: delivery.attempts,
    firstTriedAt: iso(delivery.firstTriedAt),
    lastTriedAt: iso(delivery.lastTriedAt),
    nextTryAt: delivery.state === 'waiting' && first ? iso(nextAt) : null,
    lastHttpStatus: delivery.lastStatus,
    lastProblem: delivery.lastProblem,
  }));
  return { items, total: counted!.total };
}
