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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { CriterionWording, PolicyRules } from '../../documents/federation-policy.ts';
import type { Certificate } from '../../documents/statement.ts';
import type { Measure, Text, Zone } from '../../vocabulary/shapes.ts';
import { MEMBERSHIP_AUTHORS, MEMBERSHIP_STATES, REQUEST_STATES } from '../../vocabulary/terms.ts';
import { changes, federations, ofFederation, ofHost } from './catalogue.ts';
import { aPartialDate, aSlug, day, instant, jsonb, oneOf } from './columns.ts';

export const memberships = pgTable(
  'memberships',
  {
    federationId: ofFederation(),
    hostId: ofHost(),
    state: text('state', { enum: MEMBERSHIP_STATES }).notNull(),
    since: text('since'),
    charter: text('charter'),
    charterVersion: text('charter_version'),
    lastReviewedOn: text('last_reviewed_on'),
    until: text('until'),
    exceptions: jsonb('exceptions').$type<Text>(),
    /** A page on which the federation names the host. */
    evidenceUrl: text('evidence_url'),
    /** The day on which the host asked to join, or agreed; NULL when only the federation states the membership. */
    askedOn: day('asked_on'),
    toCheck: boolean('to_check').notNull().default(false),
    /** Who last wrote the row. */
    statedBy: text('stated_by', { enum: MEMBERSHIP_AUTHORS }),
  },
  (t) => [
    primaryKey({ name: 'memberships_pkey', columns: [t.federationId, t.hostId] }),
    check('memberships_state', oneOf(t.state, MEMBERSHIP_STATES)),
    check('memberships_stated_by', oneOf(t.statedBy, MEMBERSHIP_AUTHORS)),
    check(
      'memberships_dates',
      sql`${aPartialDate(t.since)} and ${aPartialDate(t.lastReviewedOn)} and ${aPartialDate(t.until)}`,
    ),
    check('memberships_evidence_url', sql`${t.evidenceUrl} ~ '^https?://'`),
    index('memberships_host').on(t.hostId),
  ],
);

/** A host's request to join. No document contains it, and it states nothing about the host. */
export const membershipRequests = pgTable(
  'membership_requests',
  {
    federationId: ofFederation(),
    hostId: ofHost(),
    askedOn: day('asked_on').notNull(),
    since: text('since'),
    charter: text('charter'),
    charterVersion: text('charter_version'),
    note: jsonb('note').$type<Text>(),
    state: text('state', { enum: REQUEST_STATES }).notNull().default('asked'),
    // The answer of the federation, for the host only; NULL while the request is open.
    reason: jsonb('reason').$type<Text>(),
    url: text('url'),
    answeredOn: day('answered_on'),
  },
  (t) => [
    primaryKey({ name: 'membership_requests_pkey', columns: [t.federationId, t.hostId] }),
    check('membership_requests_since', aPartialDate(t.since)),
    check('membership_requests_state', oneOf(t.state, REQUEST_STATES)),
    check('membership_requests_url', sql`${t.url} ~ '^https?://'`),
    check('membership_requests_answered', sql`(${t.state} = 'asked') = (${t.answeredOn} is null)`),
    index('membership_requests_host').on(t.hostId),
  ],
);

/**
 * A network that asks for its own desk here. Nothing is stored about the person who asks: they return by a link, of
 * which only the hash is stored. Rows are deleted after a while.
 */
export const federationRequests = pgTable(
  'federation_requests',
  {
    id: uuid('id').primaryKey(),
    /** SHA-256 of the key of its link, in hexadecimal. */
    hash: text('hash').notNull(),
    name: text('name').notNull(),
    website: text('website').notNull(),
    summary: jsonb('summary').$type<Text>().notNull(),
    country: text('country'),
    /** Where it is told that it was accepted; erased with the decision. */
    email: text('email'),
    /** The text that must be published on its site or in its domain. */
    content: text('content').notNull(),
    askedAt: instant('asked_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    checkedAt: instant('checked_at'),
    provenAt: instant('proven_at'),
    reason: jsonb('reason').$type<Text>(),
    /** The federation that was created for it. */
    federationId: uuid('federation_id').references(() => federations.id, { onDelete: 'cascade' }),
    /** When the person who asked signed in by the link; the link is then used up. */
    enteredAt: instant('entered_at'),
  },
  (t) => [
    unique('federation_requests_hash_key').on(t.hash),
    check('federation_requests_decided', sql`num_nonnulls(${t.reason}, ${t.federationId}) < 2`),
    check('federation_requests_entered', sql`${t.enteredAt} is null or ${t.federationId} is not null`),
  ],
);

/** A federation vouches for a host, which may then publish without proving its domain. */
export const vouches = pgTable(
  'vouches',
  {
    federationId: ofFederation(),
    hostId: ofHost(),
    vouchedOn: day('vouched_on').notNull(),
    /** The host as it was vouched for: when it changes, the vouch no longer counts. */
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    website: text('website'),
  },
  (t) => [
    primaryKey({ name: 'vouches_pkey', columns: [t.federationId, t.hostId] }),
    index('vouches_host').on(t.hostId),
  ],
);

/** The hosts that a federation selected, with its reasons. */
export const selections = pgTable(
  'selections',
  {
    federationId: ofFederation(),
    hostId: ofHost(),
    why: jsonb('why').$type<Text>().notNull(),
    ties: jsonb('ties').$type<'none' | Text>().notNull(),
    decidedOn: day('decided_on').notNull(),
    reviewBy: day('review_by').notNull(),
  },
  (t) => [
    primaryKey({ name: 'selections_pkey', columns: [t.federationId, t.hostId] }),
    check('selections_review_by', sql`${t.reviewBy} >= ${t.decidedOn}`),
    index('selections_host').on(t.hostId),
  ],
);

/** Organisations that help people in person, added by a federation. */
export const federationHelpers = pgTable(
  'federation_helpers',
  {
    federationId: ofFederation(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    serves: jsonb('serves').$type<Zone[]>().notNull(),
    audiences: text('audiences').array(),
    offers: text('offers').array(),
    phone: text('phone'),
    email: text('email'),
    contactUrl: text('contact_url'),
    url: text('url'),
    observedOn: text('observed_on').notNull(),
  },
  (t) => [
    primaryKey({ name: 'federation_helpers_pkey', columns: [t.federationId, t.key] }),
    check('federation_helpers_key', aSlug(t.key)),
    check('federation_helpers_observed_on', aPartialDate(t.observedOn)),
    check('federation_helpers_url', sql`${t.url} ~ '^https?://'`),
  ],
);

/**
 * Every policy that a federation adopted, numbered from 1; the last one is in force. `rules` NULL: the policy was
 * removed.
 */
export const federationPolicies = pgTable(
  'federation_policies',
  {
    federationId: ofFederation(),
    version: integer('version').notNull(),
    adoptedOn: day('adopted_on').notNull(),
    rules: jsonb('rules').$type<PolicyRules>(),
    /** The change that published it. Set at the end of the transaction that adopts it. */
    revision: integer('revision').references(() => changes.revision),
  },
  (t) => [
    primaryKey({ name: 'federation_policies_pkey', columns: [t.federationId, t.version] }),
    check('federation_policies_version', sql`${t.version} >= 1`),
  ],
);

/** Every version of the criteria that federations defined, numbered from 1; the last one is in force. */
export const ownCriteria = pgTable(
  'own_criteria',
  {
    federationId: ofFederation(),
    key: text('key').notNull(),
    version: integer('version').notNull(),
    adoptedOn: day('adopted_on').notNull(),
    asked: jsonb('asked').$type<CriterionWording>().notNull(),
    /** Whether this version only rephrases the previous one. */
    sameMeaning: boolean('same_meaning').notNull(),
    retired: boolean('retired').notNull(),
  },
  (t) => [
    primaryKey({ name: 'own_criteria_pkey', columns: [t.federationId, t.key, t.version] }),
    // A key is unique in the whole catalogue, across federations.
    uniqueIndex('own_criteria_key').on(t.key).where(sql`${t.version} = 1`),
    check('own_criteria_key_form', aSlug(t.key)),
    check('own_criteria_version', sql`${t.version} >= 1`),
  ],
);

export const reviews = pgTable(
  'reviews',
  {
    federationId: ofFederation(),
    hostId: ofHost(),
    /** `criterion:<key>` or `commitment:<kind>` */
    subject: text('subject').notNull(),
    value: jsonb('value').$type<Measure>().notNull(),
    reviewedOn: text('reviewed_on').notNull(),
    expiresOn: day('expires_on'),
    note: jsonb('note').$type<Text>(),
    evidenceUrl: text('evidence_url'),
    tie: jsonb('tie').$type<'none' | Text>(),
    certificate: jsonb('certificate').$type<Certificate>(),
    /** The version of a federation's own criterion that was reviewed. */
    criterionVersion: integer('criterion_version'),
  },
  (t) => [
    primaryKey({ name: 'reviews_pkey', columns: [t.federationId, t.hostId, t.subject] }),
    check('reviews_subject', sql`${t.subject} ~ '^(criterion|commitment):[a-z0-9-]+$'`),
    check('reviews_reviewed_on', aPartialDate(t.reviewedOn)),
    check(
      'reviews_no_needs_evidence',
      sql`${t.value} <> '"no"'::jsonb or (${t.evidenceUrl} is not null and ${t.tie} is not null)`,
    ),
    index('reviews_host').on(t.hostId),
  ],
);

/** A host's reply to a review; deleted with the review. */
export const replies = pgTable(
  'replies',
  {
    federationId: uuid('federation_id').notNull(),
    hostId: uuid('host_id').notNull(),
    subject: text('subject').notNull(),
    text: jsonb('text').$type<Text>().notNull(),
    evidenceUrl: text('evidence_url'),
    repliedOn: day('replied_on').notNull(),
    /** The review was rewritten after the reply. Stored, not computed: a redaction must not count as a rewrite. */
    toEarlier: boolean('to_earlier').notNull().default(false),
  },
  (t) => [
    primaryKey({ name: 'replies_pkey', columns: [t.federationId, t.hostId, t.subject] }),
    foreignKey({
      name: 'replies_review',
      columns: [t.federationId, t.hostId, t.subject],
      foreignColumns: [reviews.federationId, reviews.hostId, reviews.subject],
    }).onDelete('cascade'),
    check('replies_evidence_url', sql`${t.evidenceUrl} ~ '^https?://'`),
    index('replies_host').on(t.hostId),
  ],
);
