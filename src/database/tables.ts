import { type SQL, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  json,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { PolicyRules } from '../federations/policies/schema.ts';
import type { Contact, Observed, Seat, Support } from '../hosts/schema.ts';
import type { PolicyFile } from '../matching/engine/policy.ts';
import type { Certificate, Measure } from '../statements/schema.ts';
import type { Text, Zone } from '../vocabulary/shapes.ts';
import {
  ACTORS,
  AUDIENCES,
  CAPACITY_STATES,
  CERTIFICATIONS,
  CHANGE_KINDS,
  CLAIM_VALUES,
  HOST_STATES,
  LEGAL_FORMS,
  MEMBERSHIP_STATUSES,
  PERIODS,
  REGISTRATIONS,
  ROLES,
} from '../vocabulary/terms.ts';

/*
 * Rows of the system of record, grouped by room. Every constraint has a name of its own, because
 * `database/errors.ts` turns names into domain errors. NULL is "unknown"; an empty list is "none, and said so".
 */

const oneOf = (column: AnyPgColumn, terms: readonly string[]): SQL =>
  sql`${column} in (${sql.raw(terms.map((term) => `'${term}'`).join(', '))})`;
const aPartialDate = (column: AnyPgColumn): SQL => sql`${column} ~ '^\\d{4}(-\\d{2}(-\\d{2})?)?$'`;
const aSlug = (column: AnyPgColumn): SQL => sql`${column} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`;
const atLeastZero = (...columns: AnyPgColumn[]): SQL =>
  sql.join(
    columns.map((column) => sql`${column} >= 0`),
    sql` and `,
  );
/** An object that is not empty, of which each value is a number from 0 on, or says that there is no limit. */
const amountsByUnit = (column: AnyPgColumn): SQL =>
  sql`jsonb_typeof(${column}) = 'object' and ${column} <> '{}' and not jsonb_path_exists(${column}, 'strict $.* ? (!((@.type() == "number" && @ >= 0) || (@.type() == "string" && @ == "unlimited")))', '{}', true)`;
/** Unpaired surrogates, which jsonb refuses, become U+FFFD as they do in text columns. */
const wellFormed = (_key: string, value: unknown) =>
  typeof value === 'string' ? Buffer.from(value).toString() : value;
/**
 * Not Drizzle's own jsonb: both drivers hand over parsed values, and that one parses a text once more, so that
 * the word "true" would come back as a boolean.
 */
const jsonb = customType<{ data: unknown }>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify(value, wellFormed),
});
const gigabytes = (name: string) => numeric(name, { precision: 12, scale: 3, mode: 'number' });
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const day = (name: string) => date(name, { mode: 'string' });

// ── the catalogue as a whole ──────────────────────────────────────────────────────────────────────

/** The only row says which history this is (`epoch`) and how long it is (`revision`). Locked last in every write. */
export const catalogueState = pgTable(
  'catalogue_state',
  {
    id: integer('id').primaryKey().default(1),
    epoch: uuid('epoch').notNull().default(sql`gen_random_uuid()`),
    revision: integer('revision').notNull().default(0),
    tieSecret: text('tie_secret'),
  },
  (t) => [
    check('catalogue_state_single', sql`${t.id} = 1`),
    check('catalogue_state_revision', sql`${t.revision} >= 0`),
  ],
);

/** Every change of a published document, in commit order. `document` is null for what is no longer public. */
export const changes = pgTable(
  'changes',
  {
    revision: integer('revision').primaryKey(),
    at: instant('at').notNull(),
    kind: text('kind', { enum: CHANGE_KINDS }).notNull(),
    hostId: uuid('host_id').references((): AnyPgColumn => hosts.id),
    federationId: uuid('federation_id').references((): AnyPgColumn => federations.id),
    by: text('by', { enum: ACTORS }).notNull(),
    byLabel: text('by_label'),
    document: json('document').$type<unknown>(),
  },
  (t) => [
    check('changes_kind', oneOf(t.kind, CHANGE_KINDS)),
    check('changes_by', oneOf(t.by, ACTORS)),
    check('changes_one_subject', sql`num_nonnulls(${t.hostId}, ${t.federationId}) = 1`),
    index('changes_host_revision').on(t.hostId, t.revision),
    index('changes_federation_revision').on(t.federationId, t.revision),
  ],
);

/** Every set of numbers of the matching that was in force here, in the order of `id`; a version always names the same ones. */
export const policies = pgTable(
  'policies',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    version: text('version').notNull(),
    document: json('document').$type<PolicyFile>().notNull(),
    /** First revision of the catalogue that was matched with it. */
    fromRevision: integer('from_revision').notNull(),
  },
  (t) => [check('policies_from_revision', sql`${t.fromRevision} >= 0`)],
);

// ── hosts ─────────────────────────────────────────────────────────────────────────────────────────

export const hosts = pgTable(
  'hosts',
  {
    id: uuid('id').primaryKey(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    website: text('website'),
    summary: jsonb('summary').$type<Text>(),
    foundedOn: text('founded_on'),
    legalForm: text('legal_form', { enum: LEGAL_FORMS }),
    seat: jsonb('seat').$type<Seat>(),
    serves: jsonb('serves').$type<Zone[]>(),
    visits: jsonb('visits').$type<Zone[]>(),
    audiences: text('audiences', { enum: AUDIENCES }).array(),
    languages: text('languages').array(),
    support: jsonb('support').$type<Support[]>(),
    contact: jsonb('contact').$type<Contact>(),
    state: text('state', { enum: HOST_STATES }).notNull().default('draft'),
    version: integer('version').notNull().default(1),
    confirmedAt: day('confirmed_at'),
    domainVerifiedAt: day('domain_verified_at'),
    observed: jsonb('observed').$type<Observed>(),
    sources: text('sources').array(),
    provenance: jsonb('provenance').$type<Record<string, { by: 'import'; asOf: string | null }>>(),
    termsAccepted: text('terms_accepted'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    publishedAt: instant('published_at'),
    publishedRevision: integer('published_revision').references((): AnyPgColumn => changes.revision),
  },
  (t) => [
    check('hosts_slug_shape', aSlug(t.slug)),
    check('hosts_state', oneOf(t.state, HOST_STATES)),
    check('hosts_legal_form', oneOf(t.legalForm, LEGAL_FORMS)),
    check(
      'hosts_audiences',
      sql`${t.audiences} <@ array[${sql.raw(AUDIENCES.map((a) => `'${a}'`).join(', '))}]::text[]`,
    ),
    check('hosts_founded_on', aPartialDate(t.foundedOn)),
    check('hosts_version', sql`${t.version} >= 1`),
    check('hosts_website', sql`${t.website} ~ '^https?://'`),
    check('hosts_published', sql`(${t.state} = 'draft') = (${t.publishedAt} is null)`),
    // A slug is claimed at publication: drafts may share one.
    uniqueIndex('hosts_slug_key').on(t.slug).where(sql`${t.publishedAt} is not null`),
  ],
);

// ── services ──────────────────────────────────────────────────────────────────────────────────────

export const services = pgTable(
  'services',
  {
    id: uuid('id').primaryKey(),
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    usages: text('usages').array().notNull(),
    summary: jsonb('summary').$type<Text>(),
    software: jsonb('software').$type<{ name: string; licence?: string }>(),
    url: text('url'),
    registration: text('registration', { enum: REGISTRATIONS }),
    capacityState: text('capacity_state', { enum: CAPACITY_STATES }),
    capacityUntil: text('capacity_until'),
    capacityOpenFrom: text('capacity_open_from'),
    dataCountry: text('data_country'),
    certifications: text('certifications', { enum: CERTIFICATIONS }).array(),
    exportFormats: text('export_formats').array(),
    startedOn: text('started_on'),
    /** false: nothing is known of its prices; true: the plans are those said, none at all included. */
    plansKnown: boolean('plans_known').notNull(),
  },
  (t) => [
    unique('services_host_slug_key').on(t.hostId, t.slug),
    check('services_slug_shape', aSlug(t.slug)),
    check('services_usages', sql`cardinality(${t.usages}) > 0`),
    check('services_registration', oneOf(t.registration, REGISTRATIONS)),
    check('services_capacity_state', oneOf(t.capacityState, CAPACITY_STATES)),
    check('services_data_country', sql`${t.dataCountry} ~ '^[A-Z]{2}$'`),
    check(
      'services_certifications',
      sql`${t.certifications} <@ array[${sql.raw(CERTIFICATIONS.map((c) => `'${c}'`).join(', '))}]::text[]`,
    ),
    check(
      'services_dates',
      sql`${aPartialDate(t.startedOn)} and ${aPartialDate(t.capacityUntil)} and ${aPartialDate(t.capacityOpenFrom)}`,
    ),
  ],
);

/** Prices in cents, room in gigabytes to the megabyte; a maximum is a number, or said to be unlimited, or unknown. */
export const plans = pgTable(
  'plans',
  {
    serviceId: uuid('service_id')
      .notNull()
      .references(() => services.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    period: text('period', { enum: PERIODS }),
    fixedCents: integer('fixed_cents'),
    membershipFeeCents: integer('membership_fee_cents'),
    setupFeeCents: integer('setup_fee_cents'),
    perAccountCents: integer('per_account_cents'),
    includedAccounts: integer('included_accounts'),
    maxAccounts: integer('max_accounts'),
    accountsUnlimited: boolean('accounts_unlimited').notNull().default(false),
    perGbCents: integer('per_gb_cents'),
    includedGb: gigabytes('included_gb'),
    includedGbPerAccount: gigabytes('included_gb_per_account'),
    maxGb: gigabytes('max_gb'),
    gbUnlimited: boolean('gb_unlimited').notNull().default(false),
    /** Most of each other unit of capacity; a unit that is absent is unknown. */
    limits: jsonb('limits').$type<Record<string, number | 'unlimited'>>(),
    payWhatYouCan: boolean('pay_what_you_can').notNull().default(false),
    advisedCents: integer('advised_cents'),
    floorCents: integer('floor_cents'),
    covers: text('covers').array(),
    onQuote: boolean('on_quote'),
    taxIncluded: boolean('tax_included'),
    conditions: jsonb('conditions').$type<Text>(),
    observedOn: text('observed_on'),
  },
  (t) => [
    primaryKey({ name: 'plans_pkey', columns: [t.serviceId, t.position] }),
    check('plans_period', oneOf(t.period, PERIODS)),
    check(
      'plans_amounts',
      atLeastZero(
        t.fixedCents,
        t.membershipFeeCents,
        t.setupFeeCents,
        t.perAccountCents,
        t.perGbCents,
        t.advisedCents,
        t.floorCents,
      ),
    ),
    check('plans_room', atLeastZero(t.includedAccounts, t.maxAccounts, t.includedGb, t.includedGbPerAccount, t.maxGb)),
    check('plans_accounts_limit', sql`not (${t.accountsUnlimited} and ${t.maxAccounts} is not null)`),
    check('plans_gb_limit', sql`not (${t.gbUnlimited} and ${t.maxGb} is not null)`),
    check('plans_limits', amountsByUnit(t.limits)),
    check('plans_free_amount', sql`${t.payWhatYouCan} or (${t.advisedCents} is null and ${t.floorCents} is null)`),
    check('plans_advised_above_floor', sql`${t.advisedCents} >= ${t.floorCents}`),
    check('plans_observed_on', aPartialDate(t.observedOn)),
  ],
);

// ── statements: claims, commitments, closings ─────────────────────────────────────────────────────

const spoken = {
  evidenceUrl: text('evidence_url'),
  note: jsonb('note').$type<Text>(),
  /** Day of the statement; NULL only for imported ones, which then are older than anything. */
  asOf: text('as_of'),
  imported: boolean('imported').notNull().default(false),
};

export const claims = pgTable(
  'claims',
  {
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    criterion: text('criterion').notNull(),
    value: text('value', { enum: CLAIM_VALUES }).notNull(),
    ...spoken,
  },
  (t) => [
    primaryKey({ name: 'claims_pkey', columns: [t.hostId, t.criterion] }),
    check('claims_value', oneOf(t.value, CLAIM_VALUES)),
    check('claims_as_of', sql`${aPartialDate(t.asOf)} and (${t.imported} or ${t.asOf} is not null)`),
    check('claims_evidence_url', sql`${t.evidenceUrl} ~ '^https?://'`),
  ],
);

export const commitments = pgTable(
  'commitments',
  {
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    serviceId: uuid('service_id').references(() => services.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    value: jsonb('value').$type<Measure>().notNull(),
    ...spoken,
  },
  (t) => [
    unique('commitments_subject_key').on(t.hostId, t.serviceId, t.kind).nullsNotDistinct(),
    check('commitments_as_of', sql`${aPartialDate(t.asOf)} and (${t.imported} or ${t.asOf} is not null)`),
    check('commitments_evidence_url', sql`${t.evidenceUrl} ~ '^https?://'`),
  ],
);

export const closings = pgTable(
  'closings',
  {
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    serviceId: uuid('service_id').references(() => services.id, { onDelete: 'cascade' }),
    announcedOn: text('announced_on'),
    restrictedOn: text('restricted_on'),
    readOnlyOn: text('read_only_on'),
    closedOn: text('closed_on'),
    dataErasedOn: text('data_erased_on'),
    approximate: boolean('approximate').notNull().default(false),
    reason: jsonb('reason').$type<Text>(),
    /** A slug and not a key: the successor may not be in the catalogue yet, and must not keep a host from leaving. */
    successor: text('successor'),
    successorAgreed: boolean('successor_agreed').notNull().default(false),
    exportGuide: text('export_guide'),
  },
  (t) => [
    unique('closings_subject_key').on(t.hostId, t.serviceId).nullsNotDistinct(),
    check(
      'closings_some_stage',
      sql`num_nonnulls(${t.restrictedOn}, ${t.readOnlyOn}, ${t.closedOn}, ${t.dataErasedOn}) > 0`,
    ),
    check(
      'closings_dates',
      sql.join([t.announcedOn, t.restrictedOn, t.readOnlyOn, t.closedOn, t.dataErasedOn].map(aPartialDate), sql` and `),
    ),
  ],
);

// ── federations ───────────────────────────────────────────────────────────────────────────────────

export const federations = pgTable(
  'federations',
  {
    id: uuid('id').primaryKey(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    website: text('website').notNull(),
    summary: jsonb('summary').$type<Text>(),
    country: text('country'),
    charter: text('charter'),
    sources: text('sources').array(),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    publishedRevision: integer('published_revision').references((): AnyPgColumn => changes.revision),
  },
  (t) => [
    unique('federations_slug_key').on(t.slug),
    check('federations_slug_shape', aSlug(t.slug)),
    check('federations_website', sql`${t.website} ~ '^https?://'`),
    check('federations_version', sql`${t.version} >= 1`),
  ],
);

export const memberships = pgTable(
  'memberships',
  {
    federationId: uuid('federation_id')
      .notNull()
      .references(() => federations.id, { onDelete: 'cascade' }),
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    status: text('status', { enum: MEMBERSHIP_STATUSES }).notNull(),
    since: text('since'),
    charter: text('charter'),
    charterVersion: text('charter_version'),
    lastReviewedOn: text('last_reviewed_on'),
    until: text('until'),
    exceptions: jsonb('exceptions').$type<Text>(),
    toCheck: boolean('to_check').notNull().default(false),
  },
  (t) => [
    primaryKey({ name: 'memberships_pkey', columns: [t.federationId, t.hostId] }),
    check('memberships_status', oneOf(t.status, MEMBERSHIP_STATUSES)),
    check(
      'memberships_dates',
      sql`${aPartialDate(t.since)} and ${aPartialDate(t.lastReviewedOn)} and ${aPartialDate(t.until)}`,
    ),
    index('memberships_host').on(t.hostId),
  ],
);

/** Every policy that a federation ever adopted, numbered from 1; the last one is in force. `rules` NULL: none any more. */
export const federationPolicies = pgTable(
  'federation_policies',
  {
    federationId: uuid('federation_id')
      .notNull()
      .references(() => federations.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    adoptedOn: day('adopted_on').notNull(),
    rules: jsonb('rules').$type<PolicyRules>(),
    /** The change that made it public; known at the end of the transaction that adopts it. */
    revision: integer('revision').references(() => changes.revision),
  },
  (t) => [
    primaryKey({ name: 'federation_policies_pkey', columns: [t.federationId, t.version] }),
    check('federation_policies_version', sql`${t.version} >= 1`),
  ],
);

export const reviews = pgTable(
  'reviews',
  {
    federationId: uuid('federation_id')
      .notNull()
      .references(() => federations.id, { onDelete: 'cascade' }),
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    /** `criterion:<key>` or `commitment:<kind>` */
    subject: text('subject').notNull(),
    value: jsonb('value').$type<Measure>().notNull(),
    reviewedOn: text('reviewed_on').notNull(),
    expiresOn: day('expires_on'),
    note: jsonb('note').$type<Text>(),
    evidenceUrl: text('evidence_url'),
    tie: jsonb('tie').$type<'none' | Text>(),
    certificate: jsonb('certificate').$type<Certificate>(),
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

// ── accounts ──────────────────────────────────────────────────────────────────────────────────────

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
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    lastUsedOn: day('last_used_on'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    unique('tokens_hash_key').on(t.hash),
    check('tokens_role', oneOf(t.role, ROLES)),
    check(
      'tokens_subject',
      sql`(${t.role} = 'host') = (${t.hostId} is not null) and (${t.role} = 'federation') = (${t.federationId} is not null)`,
    ),
  ],
);
