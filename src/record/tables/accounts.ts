import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, json, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { ACTORS, ROLES } from '../../vocabulary/terms.ts';
import { day, instant, oneOf } from '../columns.ts';
import { federations, hosts } from './catalogue.ts';

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
    /** SHA-256 of the token, in hexadecimal: it has 256 bits of its own, so a slow hash would add nothing. */
    hash: text('hash').notNull(),
    /** Hash of the token before it was replaced; works until `formerUntil`. */
    formerHash: text('former_hash'),
    formerUntil: instant('former_until'),
    createdAt: instant('created_at').notNull(),
    rotatedAt: instant('rotated_at'),
    expiresAt: instant('expires_at'),
    lastUsedOn: day('last_used_on'),
    revokedAt: instant('revoked_at'),
    /** Made by a claim of the host: it can only prove the domain, until it has. */
    isClaim: boolean('is_claim').notNull().default(false),
    /** Of a claim: when its holder showed the site to be theirs. It then ends only with the decision. */
    claimProvenAt: instant('claim_proven_at'),
    /** Of a federation: made by an administrator, it reads no case until one of its officers has accepted it. */
    awaitsOfficer: boolean('awaits_officer').notNull().default(false),
  },
  (t) => [
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

/** What the holder of a token must publish on the site of a host to show that it is theirs. */
export const domainChallenges = pgTable(
  'domain_challenges',
  {
    tokenId: uuid('token_id')
      .primaryKey()
      .references(() => tokens.id, { onDelete: 'cascade' }),
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    /** The origin of the website; another one needs another challenge. */
    origin: text('origin').notNull(),
    content: text('content').notNull(),
    expiresAt: instant('expires_at').notNull(),
    checkedAt: instant('checked_at'),
  },
  (t) => [index('domain_challenges_host').on(t.hostId)],
);

/** Requests with an `Idempotency-Key` and their answers, for a day. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    /** SHA-256 of the sender and its key, so that senders cannot collide. */
    key: text('key').primaryKey(),
    /** Absent: the token of the environment, which has no row, or none at all. */
    tokenId: uuid('token_id').references(() => tokens.id, { onDelete: 'cascade' }),
    /** HMAC of method, address and body with the key, which is not stored, so that bodies cannot be guessed. */
    request: text('request').notNull(),
    startedAt: instant('started_at').notNull(),
    /** NULL: still running, or cut off by a crash. */
    status: integer('status'),
    etag: text('etag'),
    location: text('location'),
    /** NULL once it is over: the answer held a secret, or words that were redacted since. */
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
 * The private address of a host or a federation, for its calendar and feed: one each, of which only the hash of the key
 * is stored.
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
    /** Of a federation: whoever opened it reads its cases. */
    tellsCases: boolean('tells_cases').notNull().default(true),
  },
  (t) => [check('private_addresses_owner', sql`num_nonnulls(${t.hostId}, ${t.federationId}) = 1`)],
);

/**
 * Actions that the log of changes does not show: tokens, vouches, and everything done to a draft, whose entries go with
 * it. Never what was written.
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
    /** NULL: somebody without a token. */
    by: text('by', { enum: ACTORS }),
    byLabel: text('by_label'),
    /** No foreign key, because the entry outlives the token. */
    byTokenId: uuid('by_token_id'),
    /** The token that was made, replaced or revoked. */
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
  /** A process has the task until then; after that, the process must have died. */
  takenUntil: instant('taken_until'),
  lastRunAt: instant('last_run_at'),
  lastError: text('last_error'),
});

/**
 * Every set of numbers of the matching that was in force here, in the order of `id`; a version always names the same
 * ones.
 */
export const policies = pgTable(
  'policies',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    version: text('version').notNull(),
    document: json('document').$type<unknown>().notNull(),
    /** First revision of the catalogue that was matched with it. */
    fromRevision: integer('from_revision').notNull(),
  },
  (t) => [check('policies_from_revision', sql`${t.fromRevision} >= 0`)],
);
