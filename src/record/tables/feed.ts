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
import { instant, jsonb, oneOf } from '../columns.ts';
import { tokens } from './accounts.ts';
import { federations, hosts } from './catalogue.ts';

/* What programs of others are told, and how far that has come. Words of people never stand here. */

/** One row: the last revision whose events were noted, and the last number that an event got. Locked by whoever notes. */
export const feedState = pgTable(
  'feed_state',
  {
    id: integer('id').primaryKey().default(1),
    revision: integer('revision').notNull().default(0),
    number: integer('number').notNull().default(0),
  },
  (t) => [check('feed_state_single', sql`${t.id} = 1`)],
);

/** What happened, in the order in which it was noted. */
export const feedEvents = pgTable(
  'feed_events',
  {
    number: integer('number').primaryKey(),
    /** Its name for receivers, made from what is told: noted once more, it would be the same. */
    id: text('id').notNull(),
    type: text('type', { enum: EVENT_TYPES }).notNull(),
    at: instant('at').notNull(),
    /** NULL: no change of a published document. */
    revision: integer('revision'),
    hostId: uuid('host_id').references(() => hosts.id, { onDelete: 'cascade' }),
    federationId: uuid('federation_id').references(() => federations.id, { onDelete: 'cascade' }),
    /** Keys, codes and slugs that receivers are told. */
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    /** true: only for the host or the federation that it is about, and for administrators. */
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

/** Addresses of programs that want to be told. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: uuid('id').primaryKey(),
    role: text('role', { enum: ROLES }).notNull(),
    hostId: uuid('host_id').references(() => hosts.id, { onDelete: 'cascade' }),
    federationId: uuid('federation_id').references(() => federations.id, { onDelete: 'cascade' }),
    /** The token that made it, and with which it ends. NULL: that of the environment. */
    tokenId: uuid('token_id').references(() => tokens.id, { onDelete: 'cascade' }),
    url: text('url').notNull(),
    /** Name and port of the address: how many deliveries one machine gets at once is counted by it. */
    receiver: text('receiver').notNull(),
    events: text('events', { enum: EVENT_TYPES }).array().notNull(),
    state: text('state', { enum: WEBHOOK_STATES }).notNull().default('unverified'),
    createdAt: instant('created_at').notNull(),
    /** Only what happened after this revision, and after this number, is told. */
    sinceRevision: integer('since_revision').notNull(),
    /** The last event that was looked at for it. */
    cursor: integer('cursor').notNull(),
    challengedAt: instant('challenged_at'),
    verifiedAt: instant('verified_at'),
    disabledAt: instant('disabled_at'),
    disabledWhy: text('disabled_why', { enum: ['gone', 'failing', 'token-ended'] }),
    /** Deliveries that failed since one was taken, and since when. */
    failures: integer('failures').notNull().default(0),
    failingSince: instant('failing_since'),
    /** The receiver asked for patience until then. */
    pausedUntil: instant('paused_until'),
    deliveredAt: instant('delivered_at'),
    /** Removed, and kept a while to be counted: challenges must not be sent to strangers without end. */
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
 * What deliveries are signed with: as it is, because it must sign (decision 19). Several while one replaces another.
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
    /** NULL: until another one replaces it. */
    endsAt: instant('ends_at'),
  },
  (t) => [primaryKey({ name: 'webhook_secrets_pkey', columns: [t.webhookId, t.number] })],
);

/** What one webhook is told of one host or federation, one after the other. */
export const webhookLanes = pgTable(
  'webhook_lanes',
  {
    webhookId: uuid('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    subject: uuid('subject').notNull(),
    /** When its first delivery is due; NULL: none waits. While a process has it, when it is free again without a word. */
    nextAt: instant('next_at'),
    takenBy: uuid('taken_by'),
  },
  (t) => [
    primaryKey({ name: 'webhook_lanes_pkey', columns: [t.webhookId, t.subject] }),
    index('webhook_lanes_next_at').on(t.webhookId, t.nextAt),
  ],
);

/** What was sent, or is to be. */
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
