import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { DELIVERY_STATES, EVENT_TYPES, ROLES, WEBHOOK_STATES } from '../../vocabulary/terms.ts';
import { tokens } from './accounts.ts';
import { federations, hosts } from './catalogue.ts';
import { instant, jsonb, oneOf } from './columns.ts';

/*
 * Events for programs of others, and the progress of their delivery. These tables never contain text written by people.
 */

/**
 * One row: the last revision whose events are recorded, and the number of the last event. Locked while events are
 * recorded.
 */
export const feedState = pgTable(
  'feed_state',
  {
    id: integer('id').primaryKey().default(1),
    revision: integer('revision').notNull().default(0),
    number: integer('number').notNull().default(0),
  },
  (t) => [check('feed_state_single', sql`${t.id} = 1`)],
);

/** Events, in the order in which they were recorded. */
export const feedEvents = pgTable(
  'feed_events',
  {
    number: integer('number').primaryKey(),
    /** Stable id for receivers, derived from the content: recording the same event twice gives the same id. */
    id: text('id').notNull(),
    type: text('type', { enum: EVENT_TYPES }).notNull(),
    at: instant('at').notNull(),
    /** NULL: not a change of a published document. */
    revision: integer('revision'),
    hostId: uuid('host_id').references(() => hosts.id, { onDelete: 'cascade' }),
    federationId: uuid('federation_id').references(() => federations.id, { onDelete: 'cascade' }),
    /** Keys, codes and slugs that are sent to receivers. */
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    /** true: sent only to the host or federation it concerns, and to administrators. */
    isPrivate: boolean('is_private').notNull().default(false),
  },
  (t) => [
    unique('feed_events_id_key').on(t.id),
    check('feed_events_type', oneOf(t.type, EVENT_TYPES)),
    check('feed_events_one_subject', sql`num_nonnulls(${t.hostId}, ${t.federationId}) = 1`),
    index('feed_events_type_number').on(t.type, t.number),
    index('feed_events_revision').on(t.revision),
    index('feed_events_at').on(t.at),
    index('feed_events_host').on(t.hostId),
    index('feed_events_federation').on(t.federationId),
  ],
);

/** Webhooks: addresses of programs that receive events. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: uuid('id').primaryKey(),
    role: text('role', { enum: ROLES }).notNull(),
    hostId: uuid('host_id').references(() => hosts.id, { onDelete: 'cascade' }),
    federationId: uuid('federation_id').references(() => federations.id, { onDelete: 'cascade' }),
    /** The token that created it; the webhook ends with it. NULL: the token from the environment. */
    tokenId: uuid('token_id').references(() => tokens.id, { onDelete: 'cascade' }),
    url: text('url').notNull(),
    /** Name and port of the address: concurrent deliveries are limited per receiver. */
    receiver: text('receiver').notNull(),
    events: text('events', { enum: EVENT_TYPES }).array().notNull(),
    state: text('state', { enum: WEBHOOK_STATES }).notNull().default('unverified'),
    createdAt: instant('created_at').notNull(),
    /** Only changes after this revision are sent, and only events numbered after the cursor. */
    sinceRevision: integer('since_revision').notNull(),
    /** The number of the last event that was queued or skipped for it. */
    cursor: integer('cursor').notNull(),
    challengedAt: instant('challenged_at'),
    verifiedAt: instant('verified_at'),
    disabledAt: instant('disabled_at'),
    disabledWhy: text('disabled_why', { enum: ['gone', 'failing', 'token-ended'] }),
    /** Failed deliveries since the last success, and since when. */
    failures: integer('failures').notNull().default(0),
    failingSince: instant('failing_since'),
    /** The receiver asked to wait until then. */
    pausedUntil: instant('paused_until'),
    deliveredAt: instant('delivered_at'),
    /**
     * Removed rows are kept for a while and still count against the limit of webhooks: otherwise challenges could be
     * sent to strangers without end.
     */
    removedAt: instant('removed_at'),
  },
  (t) => [
    check('webhooks_role', oneOf(t.role, ROLES)),
    check('webhooks_state', oneOf(t.state, WEBHOOK_STATES)),
    check(
      'webhooks_owner',
      sql`(${t.role} = 'host') = (${t.hostId} is not null) and (${t.role} = 'federation') = (${t.federationId} is not null)`,
    ),
    check('webhooks_url', sql`${t.url} ~ '^https?://'`),
    check('webhooks_disabled', sql`(${t.state} = 'disabled') = (${t.disabledWhy} is not null)`),
    index('webhooks_host').on(t.hostId),
    index('webhooks_federation').on(t.federationId),
  ],
);

/**
 * Signing secrets of a webhook, stored in clear because deliveries are signed with them. Two while one
 * replaces the other.
 */
export const webhookSecrets = pgTable(
  'webhook_secrets',
  {
    webhookId: uuid('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    secret: text('secret').notNull(),
    createdAt: instant('created_at').notNull(),
    /** NULL: valid until it is replaced. */
    endsAt: instant('ends_at'),
  },
  (t) => [primaryKey({ name: 'webhook_secrets_pkey', columns: [t.webhookId, t.number] })],
);

/** The queue of one webhook for one host or federation: its deliveries are sent one after the other. */
export const webhookLanes = pgTable(
  'webhook_lanes',
  {
    webhookId: uuid('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    subject: uuid('subject').notNull(),
    /** When its first delivery is due; NULL: none is waiting. While a process delivers, the end of its lease. */
    nextAt: instant('next_at'),
    takenBy: uuid('taken_by'),
  },
  (t) => [
    primaryKey({ name: 'webhook_lanes_pkey', columns: [t.webhookId, t.subject] }),
    index('webhook_lanes_next_at').on(t.webhookId, t.nextAt),
  ],
);

export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    webhookId: uuid('webhook_id').notNull(),
    event: integer('event')
      .notNull()
      .references(() => feedEvents.number, { onDelete: 'cascade' }),
    subject: uuid('subject').notNull(),
    state: text('state', { enum: DELIVERY_STATES }).notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    firstTriedAt: instant('first_tried_at'),
    lastTriedAt: instant('last_tried_at'),
    lastStatus: integer('last_status'),
    /** Why there was no answer. */
    lastProblem: text('last_problem'),
  },
  (t) => [
    primaryKey({ name: 'webhook_deliveries_pkey', columns: [t.webhookId, t.event] }),
    foreignKey({
      name: 'webhook_deliveries_webhook_id_fk',
      columns: [t.webhookId],
      foreignColumns: [webhooks.id],
    }).onDelete('cascade'),
    check('webhook_deliveries_state', oneOf(t.state, DELIVERY_STATES)),
    check('webhook_deliveries_attempts', sql`${t.attempts} >= 0`),
    index('webhook_deliveries_waiting').on(t.webhookId, t.subject, t.event).where(sql`${t.state} = 'waiting'`),
    index('webhook_deliveries_event').on(t.event),
    index('webhook_deliveries_last_tried_at').on(t.lastTriedAt),
  ],
);
