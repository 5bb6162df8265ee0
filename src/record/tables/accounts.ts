import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { ACTORS, ROLES, TOKEN_RIGHTS } from '../../vocabulary/terms.ts';
import { federations, hosts, ofHost } from './catalogue.ts';
import { day, instant, oneOf } from './columns.ts';

export const tokens = pgTable(
  'tokens',
  {
    id: uuid('id').primaryKey(),
    role: text('role', { enum: ROLES }).notNull(),
    hostId: uuid('host_id').references(() => hosts.id, { onDelete: 'cascade' }),
    federationId: uuid('federation_id').references(() => federations.id, { onDelete: 'cascade' }),
    label: text('label').notNull(),
    /** First characters of the token, to recognise it by; never enough to use it. */
    prefix: text('prefix').notNull(),
    /** SHA-256 of the token, in hexadecimal. The token is 256 random bits, so a slow hash would add nothing. */
    hash: text('hash').notNull(),
    /** Hash of the previous secret, which stays valid until `formerUntil`. */
    formerHash: text('former_hash'),
    formerUntil: instant('former_until'),
    createdAt: instant('created_at').notNull(),
    rotatedAt: instant('rotated_at'),
    expiresAt: instant('expires_at'),
    lastUsedOn: day('last_used_on'),
    revokedAt: instant('revoked_at'),
    /** Created by a claim of the host. Until the claim is decided, it can only prove the domain. */
    isClaim: boolean('is_claim').notNull().default(false),
    /** Of a claim: when the domain was proven. The token then ends only when the claim is decided. */
    claimProvenAt: instant('claim_proven_at'),
    /** An administrator created this token. It cannot read cases until someone who can read them accepts it. */
    awaitsOfficer: boolean('awaits_officer').notNull().default(false),
    rights: text('rights', { enum: TOKEN_RIGHTS }).notNull().default('all'),
  },
  (t) => [
    check('tokens_rights', sql`${oneOf(t.rights, TOKEN_RIGHTS)} and (${t.role} <> 'admin' or ${t.rights} = 'all')`),
    unique('tokens_hash_key').on(t.hash),
    unique('tokens_former_hash_key').on(t.formerHash),
    check('tokens_former', sql`(${t.formerHash} is null) = (${t.formerUntil} is null)`),
    check('tokens_role', oneOf(t.role, ROLES)),
    check(
      'tokens_subject',
      sql`(${t.role} = 'host') = (${t.hostId} is not null) and (${t.role} = 'federation') = (${t.federationId} is not null)`,
    ),
  ],
);

/** The text that a token holder must publish on a host's site to prove control of it. */
export const domainChallenges = pgTable(
  'domain_challenges',
  {
    tokenId: uuid('token_id')
      .primaryKey()
      .references(() => tokens.id, { onDelete: 'cascade' }),
    hostId: ofHost(),
    /** The origin of the website. A website with another origin needs a new challenge. */
    origin: text('origin').notNull(),
    content: text('content').notNull(),
    expiresAt: instant('expires_at').notNull(),
    checkedAt: instant('checked_at'),
  },
  (t) => [index('domain_challenges_host').on(t.hostId)],
);

/** Requests with an `Idempotency-Key` and their answers, kept for a day. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    /** SHA-256 of the sender together with its key, so that the keys of two senders cannot collide. */
    key: text('key').primaryKey(),
    /** NULL: the token from the environment, which has no row, or an anonymous sender. */
    tokenId: uuid('token_id').references(() => tokens.id, { onDelete: 'cascade' }),
    /** HMAC of method, address and body with the key. The key is not stored, so the body cannot be guessed. */
    request: text('request').notNull(),
    startedAt: instant('started_at').notNull(),
    /** NULL: still running, or interrupted by a crash; 102: done, and its answer not known yet, or lost. */
    status: integer('status'),
    etag: text('etag'),
    location: text('location'),
    /** NULL although the request is done: the answer held a secret, or text that was redacted since. */
    body: text('body'),
  },
  (t) => [
    check(
      'idempotency_keys_over',
      sql`${t.status} is not null or num_nonnulls(${t.etag}, ${t.location}, ${t.body}) = 0`,
    ),
    index('idempotency_keys_started_at').on(t.startedAt),
  ],
);

/**
 * The secret address of the calendar and feed of a host or a federation. Each has at most one, of which only the hash
 * of the key is stored.
 */
export const privateAddresses = pgTable(
  'private_addresses',
  {
    /** SHA-256 of the key, in hexadecimal. */
    hash: text('hash').primaryKey(),
    hostId: uuid('host_id')
      .unique()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    federationId: uuid('federation_id')
      .unique()
      .references(() => federations.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull(),
    /** Of a federation: the person who created the address may read cases. */
    tellsCases: boolean('tells_cases').notNull().default(true),
  },
  (t) => [check('private_addresses_owner', sql`num_nonnulls(${t.hostId}, ${t.federationId}) = 1`)],
);

/**
 * Audit trail of actions that the log of changes does not show: tokens, vouches, and everything done to a draft. The
 * rows of a draft are deleted with it. Never contains what was written.
 */
export const audit = pgTable(
  'audit',
  {
    number: integer('number').primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    /** operationId of the request. */
    action: text('action').notNull(),
    hostId: uuid('host_id').references(() => hosts.id, { onDelete: 'cascade' }),
    federationId: uuid('federation_id').references(() => federations.id, { onDelete: 'cascade' }),
    /** NULL: an anonymous sender. */
    by: text('by', { enum: ACTORS }),
    byLabel: text('by_label'),
    /** No foreign key: the row outlives the token. */
    byTokenId: uuid('by_token_id'),
    /** The token that was created, replaced or revoked. */
    aboutTokenId: uuid('about_token_id').references(() => tokens.id, { onDelete: 'cascade' }),
  },
  (t) => [
    check('audit_by', oneOf(t.by, ACTORS)),
    index('audit_host').on(t.hostId),
    index('audit_federation').on(t.federationId),
    index('audit_at').on(t.at),
  ],
);

/** Scheduled tasks; each runs in one process at a time. */
export const tasks = pgTable('tasks', {
  name: text('name').primaryKey(),
  dueAt: instant('due_at').notNull(),
  /** End of the lease: after this instant, the process that runs the task must have died. */
  takenUntil: instant('taken_until'),
  lastRunAt: instant('last_run_at'),
  lastError: text('last_error'),
});

/** How often one sender did one kind of action in a window, across all processes. Deleted when the window is over. */
export const counts = pgTable(
  'counts',
  {
    /** HMAC of the kind of action and the sender: no address is stored. */
    key: text('key').primaryKey(),
    used: integer('used').notNull(),
    endsAt: instant('ends_at').notNull(),
  },
  (t) => [index('counts_ends_at').on(t.endsAt)],
);
