import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Contact, Observed, Seat, Support, Suspension } from '../../documents/host.ts';
import type { Origin } from '../../documents/provenance.ts';
import type { Text, Zone } from '../../vocabulary/shapes.ts';
import {
  ACTORS,
  ALIAS_KINDS,
  AUDIENCES,
  CHANGE_KINDS,
  COMPLETE_LISTS,
  HOST_STATES,
  type HostState,
  LEGAL_FORMS,
  WITHDRAWAL_REASONS,
} from '../../vocabulary/terms.ts';
import { aPartialDate, aSlug, day, domainPart, instant, jsonb, oneOf } from './columns.ts';

/* Hosts, federations, and the log of their changes: in one file because their foreign keys refer to each other. */

/** One row: the epoch (which history this is) and its last revision. Every write locks it last. */
export const catalogueState = pgTable(
  'catalogue_state',
  {
    id: integer('id').primaryKey().default(1),
    epoch: uuid('epoch').notNull().default(sql`gen_random_uuid()`),
    revision: integer('revision').notNull().default(0),
    /** The mark of the last revision. */
    mark: uuid('mark').notNull().default(sql`gen_random_uuid()`),
    tieSecret: text('tie_secret'),
  },
  (t) => [
    check('catalogue_state_single', sql`${t.id} = 1`),
    check('catalogue_state_revision', sql`${t.revision} >= 0`),
  ],
);

/**
 * One row: the database in which this history last began an epoch, see `record/epoch.ts`. It is written only when an
 * epoch begins. A restore copies the row, but in another transaction than the one it names.
 */
export const catalogueOrigin = pgTable(
  'catalogue_origin',
  {
    id: integer('id').primaryKey().default(1),
    /** Cluster, database and timeline; NULL: no process has begun an epoch here yet. */
    place: text('place'),
    /** The id of the transaction that wrote this row. It equals the row's `xmin` unless a restore copied the row. */
    writtenBy: text('written_by'),
  },
  (t) => [check('catalogue_origin_single', sql`${t.id} = 1`)],
);

/**
 * Every change of a published document, in commit order. For a host, `document` holds undated facts (`HostFacts`),
 * which are evaluated for a day when they are read.
 */
export const changes = pgTable(
  'changes',
  {
    revision: integer('revision').primaryKey(),
    /** Random. Two histories may have the same revision number, but never the same mark. */
    mark: uuid('mark').notNull(),
    at: instant('at').notNull(),
    kind: text('kind', { enum: CHANGE_KINDS }).notNull(),
    hostId: uuid('host_id').references((): AnyPgColumn => hosts.id),
    federationId: uuid('federation_id').references((): AnyPgColumn => federations.id),
    by: text('by', { enum: ACTORS }).notNull(),
    byLabel: text('by_label'),
    /** The token that made the change. No foreign key: the row outlives the token. */
    byTokenId: uuid('by_token_id'),
    /** operationId of the request that made the change; NULL: there was no request. */
    action: text('action'),
    /** The stated reason of a redaction. */
    reason: jsonb('reason').$type<Text>(),
    /** Why a host left, when a reason was given. */
    withdrawalReason: text('withdrawal_reason', { enum: WITHDRAWAL_REASONS }),
    /** The document of a federation, or the undated facts of a host. NULL: no longer public. */
    document: json('document').$type<unknown>(),
  },
  (t) => [
    check('changes_kind', oneOf(t.kind, CHANGE_KINDS)),
    check('changes_by', oneOf(t.by, ACTORS)),
    check('changes_withdrawal_reason', oneOf(t.withdrawalReason, WITHDRAWAL_REASONS)),
    check('changes_one_subject', sql`num_nonnulls(${t.hostId}, ${t.federationId}) = 1`),
    check('changes_facts', sql`${t.hostId} is null or ${t.document} is null or ${t.document} -> 'fields' is not null`),
    index('changes_host_revision').on(t.hostId, t.revision),
    index('changes_federation_revision').on(t.federationId, t.revision),
  ],
);

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
    /**
     * Kept while a suspended host is withdrawn: publishing it again does not end the suspension. `was`: the state
     * before.
     */
    suspension: jsonb('suspension').$type<Suspension & { was: HostState }>(),
    version: integer('version').notNull().default(1),
    confirmedOn: day('confirmed_on'),
    /** An administrator said that all is true, in the place of the host. */
    confirmedOnBehalf: boolean('confirmed_on_behalf').notNull().default(false),
    domainVerifiedOn: day('domain_verified_on'),
    /** Day on which a claimant who proved the domain takes over from the present token holders. */
    ownerChangesOn: day('owner_changes_on'),
    observed: jsonb('observed').$type<Observed>(),
    /** When the undated facts of an imported entry were compiled; NULL: on the day of its last observation. */
    factsAsOf: text('facts_as_of'),
    sources: text('sources').array(),
    /** Provenance marks by field; `record/provenance.ts` says what a missing mark means. */
    provenance: jsonb('provenance').$type<Record<string, Origin>>(),
    /** Lists that the host declared complete. */
    complete: text('complete', { enum: COMPLETE_LISTS }).array().notNull().default([]),
    termsAccepted: text('terms_accepted'),
    /**
     * Day on which an administrator noted a personal letter asking the host to confirm its entry. The recipient is
     * never stored.
     */
    letterSentOn: day('letter_sent_on'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    publishedAt: instant('published_at'),
    publishedRevision: integer('published_revision').references((): AnyPgColumn => changes.revision),
    /** The entry that this one was merged into, and when. The names of this entry lead to that one. */
    mergedInto: uuid('merged_into').references((): AnyPgColumn => hosts.id),
    mergedOn: day('merged_on'),
  },
  (t) => [
    check('hosts_slug_shape', aSlug(t.slug)),
    check('hosts_state', oneOf(t.state, HOST_STATES)),
    check('hosts_suspended', sql`${t.suspension} is not null or ${t.state} <> 'suspended'`),
    check('hosts_legal_form', oneOf(t.legalForm, LEGAL_FORMS)),
    check(
      'hosts_complete',
      sql`${t.complete} <@ array[${sql.raw(COMPLETE_LISTS.map((list) => `'${list}'`).join(', '))}]::text[]`,
    ),
    check(
      'hosts_audiences',
      sql`${t.audiences} <@ array[${sql.raw(AUDIENCES.map((a) => `'${a}'`).join(', '))}]::text[]`,
    ),
    check('hosts_founded_on', aPartialDate(t.foundedOn)),
    check('hosts_facts_as_of', aPartialDate(t.factsAsOf)),
    check('hosts_version', sql`${t.version} >= 1`),
    check('hosts_website', sql`${t.website} ~ '^https?://'`),
    check('hosts_published', sql`(${t.state} = 'draft') = (${t.publishedAt} is null)`),
    check(
      'hosts_merged',
      sql`(${t.mergedInto} is null) = (${t.mergedOn} is null) and (${t.mergedInto} is null or ${t.state} = 'withdrawn')`,
    ),
    index('hosts_merged_into').on(t.mergedInto),
    index('hosts_domain').on(domainPart(t.website)),
    // A slug is reserved at publication: drafts may share one. The slug of a merged entry is a former slug of the kept
    // entry.
    uniqueIndex('hosts_slug_key').on(t.slug).where(sql`${t.publishedAt} is not null and ${t.mergedInto} is null`),
  ],
);

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

/** Columns of rows that belong to one host or one federation, and are deleted with it. */
export const ofHost = () =>
  uuid('host_id')
    .notNull()
    .references(() => hosts.id, { onDelete: 'cascade' });
export const ofFederation = () =>
  uuid('federation_id')
    .notNull()
    .references(() => federations.id, { onDelete: 'cascade' });

/**
 * Former slugs, names and domains of a host. A host owns its former slugs like the present one, even after it left;
 * `requireOwnSlugs` checks uniqueness across both tables.
 */
export const hostAliases = pgTable(
  'host_aliases',
  {
    hostId: ofHost(),
    kind: text('kind', { enum: ALIAS_KINDS }).notNull(),
    /** A domain as `bareDomain` gives it. */
    value: text('value').notNull(),
    /** The last day on which it was in use, when known. */
    until: text('until'),
  },
  (t) => [
    primaryKey({ name: 'host_aliases_pkey', columns: [t.hostId, t.kind, t.value] }),
    uniqueIndex('host_aliases_slug_key').on(t.value).where(sql`${t.kind} = 'slug'`),
    check('host_aliases_kind', oneOf(t.kind, ALIAS_KINDS)),
    check('host_aliases_slug_shape', sql`${t.kind} <> 'slug' or ${aSlug(t.value)}`),
    check('host_aliases_until', aPartialDate(t.until)),
  ],
);

/** Pairs of similar entries that an administrator declared to be two organisations. One row per pair: see `pairOf`. */
export const differentEntries = pgTable(
  'different_entries',
  {
    hostId: ofHost(),
    otherId: uuid('other_id')
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    reason: jsonb('reason').$type<Text>(),
    saidOn: day('said_on').notNull(),
  },
  (t) => [
    primaryKey({ name: 'different_entries_pkey', columns: [t.hostId, t.otherId] }),
    check('different_entries_order', sql`${t.hostId} < ${t.otherId}`),
    index('different_entries_other').on(t.otherId),
  ],
);
