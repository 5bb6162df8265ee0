import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { inTransaction, takeAdvisoryLock } from '../../database/transaction.ts';
import { webAddress } from '../../ground/addresses.ts';
import { instantAfter } from '../../ground/clock.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { noteAction } from '../../record/audit-trail.ts';
import { readState } from '../../record/changes.ts';
import type { Context } from '../../record/context.ts';
import type { WebhookRow } from '../../record/rows.ts';
import { webhookDeliveries as deliveries, webhookLanes as lanes, webhooks } from '../../record/tables.ts';
import { requireToken } from '../../requests/caller.ts';
import { isId } from '../../requests/meaning.ts';
import { readNoted } from '../events/note.ts';
import { newSecret } from './message.ts';
import { type Owner, ownerFor, webhookNotFound } from './rights.ts';
import type { Delivery, DeliveryQuery, Replay, Replayed, SecretRotation, Webhook, WebhookDraft } from './schema.ts';
import {
  addSecret,
  countOf,
  insertWebhook,
  listDeliveryRows,
  listWebhookRows,
  lockWebhook,
  replayEvents,
  updateWebhook,
} from './store.ts';

/** More than the programs of one host or federation need. */
const WEBHOOKS_MAX = 20;
const HOUR_MS = 3_600_000;
const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;

/**
 * Refuses a webhook above the maximum of its owner. Webhooks removed within the last hour count too, because each may
 * trigger challenges to an address that may belong to a third party.
 * @throws CatalogueError too-many-webhooks
 */
async function requireRoom(db: Database, owner: Owner, now: Date): Promise<void> {
  await takeAdvisoryLock(db, 'webhooks');
  if ((await countOf(db, owner, new Date(now.getTime() - HOUR_MS))) < WEBHOOKS_MAX) return;
  throw new CatalogueError('too-many-webhooks', {
    fr: `Il y en a déjà ${WEBHOOKS_MAX}, ceux retirés depuis moins d’une heure compris. Retirez-en un qui ne sert plus (GET /v1/webhooks, DELETE /v1/webhooks/{webhook}), et recommencez dans une heure.`,
    en: `There are ${WEBHOOKS_MAX} already, those removed within the hour included. Remove one that is no longer used (GET /v1/webhooks, DELETE /v1/webhooks/{webhook}), and try again in an hour.`,
  });
}

const note = (db: Database, context: Context, action: string, { hostId, federationId }: Owner) =>
  noteAction(db, context, action, { hostId, federationId });

/** The secret is returned only once, here. */
interface MadeWebhook {
  id: string;
  secret: string;
}

/**
 * Creates a webhook for the caller. Nothing but a challenge is sent to it until it has answered the challenge
 * (`verifyWebhook`).
 * @throws CatalogueError no-token, not-yours, too-many-webhooks
 */
export async function createWebhook(context: Context, draft: WebhookDraft): Promise<MadeWebhook> {
  const { caller, clock, newId } = context;
  const owner = ownerFor(caller);
  requireToken(caller);
  const id = newId();
  const secret = newSecret();
  const now = clock();
  await inTransaction(context.db, async (db) => {
    await requireRoom(db, owner, now);
    // Read in this order, every event after `revision` has a number above `number`, so no event is lost.
    const { number } = await readNoted(db);
    const { revision } = await readState(db);
    await insertWebhook(db, {
      ...{ id, ...owner, tokenId: caller.tokenId, url: draft.url, receiver: webAddress(draft.url)!.host },
      ...{ events: [...draft.events], createdAt: now, sinceRevision: revision, cursor: number },
    });
    await addSecret(db, id, secret, { now, formerUntil: now });
    await note(db, context, 'createWebhook', owner);
  });
  return { id, secret };
}

/**
 * The caller's webhooks; for administrators, all webhooks.
 * @throws CatalogueError no-token, not-yours
 */
export const listWebhooks = ({ db, caller }: Context): Promise<Webhook[]> => listWebhookRows(db, ownerFor(caller));

/** @throws CatalogueError no-token, not-yours, webhook-not-found */
export async function readWebhook({ db, caller }: Context, id: string): Promise<Webhook> {
  const owner = ownerFor(caller);
  const [webhook] = isId(id) ? await listWebhookRows(db, owner, id) : [];
  if (!webhook) throw webhookNotFound();
  return webhook;
}

/**
 * Locks a webhook that the caller may see, and runs a function with it.
 * @throws CatalogueError no-token, not-yours, webhook-not-found
 */
export const withWebhook = <T>(
  { db, caller }: Context,
  id: string,
  work: (db: Database, webhook: WebhookRow) => Promise<T>,
): Promise<T> =>
  inTransaction(db, async (db) => {
    const owner = ownerFor(caller);
    const webhook = isId(id) ? await lockWebhook(db, owner, id) : undefined;
    if (!webhook) throw webhookNotFound();
    return await work(db, webhook);
  });

/**
 * Removes a webhook at once, with its waiting deliveries.
 * @throws CatalogueError no-token, not-yours, webhook-not-found
 */
export const removeWebhook = (context: Context, id: string): Promise<void> =>
  withWebhook(context, id, async (db, webhook) => {
    await updateWebhook(db, webhook.id, { removedAt: context.clock() });
    await note(db, context, 'removeWebhook', webhook);
  });

/**
 * Gives a webhook a new secret. Deliveries are also signed with the former secrets, by default for one day.
 * @throws CatalogueError no-token, not-yours, webhook-not-found
 */
export const rotateSecret = (
  context: Context,
  id: string,
  { graceMinutes = DAY_MINUTES }: SecretRotation,
): Promise<{ secret: string; formerUntil: Date | null }> =>
  withWebhook(context, id, async (db, webhook) => {
    const now = context.clock();
    const secret = newSecret();
    const formerUntil = new Date(now.getTime() + graceMinutes * MINUTE_MS);
    await addSecret(db, webhook.id, secret, { now, formerUntil });
    await note(db, context, 'rotateWebhookSecret', webhook);
    return { secret, formerUntil: graceMinutes === 0 ? null : formerUntil };
  });

/**
 * Sends events again that were sent to a webhook, or that were given up. Event ids stay the same, so that receivers
 * recognise duplicates.
 * @throws CatalogueError no-token, not-yours, webhook-not-found, webhook-not-active
 */
export const replay = (context: Context, id: string, wanted: Replay): Promise<Replayed> =>
  withWebhook(context, id, async (db, webhook) => {
    if (webhook.state !== 'active')
      throw new CatalogueError('webhook-not-active', {
        fr: 'Rien ne part vers ce webhook : faites-lui d’abord renvoyer le texte demandé (POST …/verifications).',
        en: 'Nothing is sent to this webhook: have it give a challenge back first (POST …/verifications).',
      });
    await note(db, context, 'replayWebhook', webhook);
    return await replayEvents(db, webhook, wanted, context.clock());
  });

interface DeliveryPage {
  items: Delivery[];
  total: number;
  /** The event before which the next page begins; undefined on the last page. */
  next: number | undefined;
}

const PAGE = 20;

/**
 * The deliveries to a webhook, sent and waiting, latest first.
 * @throws CatalogueError no-token, not-yours, webhook-not-found
 */
export async function listDeliveries(
  context: Context,
  id: string,
  { state, limit = PAGE }: DeliveryQuery,
  before?: number,
): Promise<DeliveryPage> {
  const webhook = await readWebhook(context, id);
  const { items, total } = await listDeliveryRows(context.db, webhook.id, { state, limit: limit + 1, before });
  const page = items.slice(0, limit);
  return {
    items: page.map(({ number: _, ...delivery }) => delivery),
    total,
    next: items.length > limit ? page.at(-1)?.number : undefined,
  };
}

/** Days for which sent deliveries are kept, and for which events are kept for a webhook that accepts nothing. */
const DAYS_KEPT = 30;

/** The oldest instant from which events are still sent or shown. */
export const keptSince = (now: Date): Date => instantAfter(now, -DAYS_KEPT);

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
