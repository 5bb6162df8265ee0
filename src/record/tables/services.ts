import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Plan } from '../../documents/service.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import { CAPACITY_STATES, CERTIFICATIONS, COVERED_BY_PRICE, PERIODS, REGISTRATIONS } from '../../vocabulary/terms.ts';
import { ofHost } from './catalogue.ts';
import { amountsByUnit, aPartialDate, aSlug, atLeastZero, day, gigabytes, jsonb, oneOf } from './columns.ts';

export const services = pgTable(
  'services',
  {
    id: uuid('id').primaryKey(),
    hostId: ofHost(),
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
    ownDomain: boolean('own_domain'),
    certifications: text('certifications', { enum: CERTIFICATIONS }).array(),
    exportFormats: text('export_formats').array(),
    imports: jsonb('imports').$type<{ tool: string; guideUrl?: string }[]>(),
    startedOn: text('started_on'),
    /** false: prices are unknown; true: `plans` contains all of them, possibly none. */
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

/** Prices are in cents, storage in gigabytes with three decimals. A maximum is a number, unlimited, or unknown. */
export const plans = pgTable(
  'plans',
  {
    serviceId: uuid('service_id')
      .notNull()
      .references(() => services.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    period: text('period', { enum: PERIODS }),
    priceFor: text('price_for', { enum: COVERED_BY_PRICE }),
    fixedCents: integer('fixed_cents'),
    membershipFeeCents: integer('membership_fee_cents'),
    membershipIsFree: boolean('membership_is_free').notNull().default(false),
    membershipAdvisedCents: integer('membership_advised_cents'),
    membershipFloorCents: integer('membership_floor_cents'),
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
    /** Maximum of each other unit of capacity; a missing unit is unknown. */
    limits: jsonb('limits').$type<Record<string, number | 'unlimited'>>(),
    payWhatYouCan: boolean('pay_what_you_can').notNull().default(false),
    advisedCents: integer('advised_cents'),
    floorCents: integer('floor_cents'),
    covers: text('covers').array(),
    onQuote: boolean('on_quote'),
    taxIncluded: boolean('tax_included'),
    conditions: jsonb('conditions').$type<Text>(),
    observedOn: text('observed_on'),
    /** The first day of this price; NULL: it has no first day. */
    holdsFrom: day('holds_from'),
  },
  (t) => [
    primaryKey({ name: 'plans_pkey', columns: [t.serviceId, t.position] }),
    check('plans_period', oneOf(t.period, PERIODS)),
    check('plans_price_for', oneOf(t.priceFor, COVERED_BY_PRICE)),
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
        t.membershipAdvisedCents,
        t.membershipFloorCents,
      ),
    ),
    check('plans_room', atLeastZero(t.includedAccounts, t.maxAccounts, t.includedGb, t.includedGbPerAccount, t.maxGb)),
    check('plans_accounts_limit', sql`not (${t.accountsUnlimited} and ${t.maxAccounts} is not null)`),
    check('plans_gb_limit', sql`not (${t.gbUnlimited} and ${t.maxGb} is not null)`),
    check('plans_limits', amountsByUnit(t.limits)),
    check('plans_free_amount', sql`${t.payWhatYouCan} or (${t.advisedCents} is null and ${t.floorCents} is null)`),
    check('plans_advised_above_floor', sql`${t.advisedCents} >= ${t.floorCents}`),
    check(
      'plans_membership_free',
      sql`${t.membershipIsFree} or (${t.membershipAdvisedCents} is null and ${t.membershipFloorCents} is null)`,
    ),
    check('plans_membership_advised_above_floor', sql`${t.membershipAdvisedCents} >= ${t.membershipFloorCents}`),
    check('plans_one_membership', sql`not (${t.membershipIsFree} and ${t.membershipFeeCents} is not null)`),
    check(
      'plans_for_a_person',
      sql`${t.priceFor} <> 'person' or (${t.perAccountCents} is null and ${t.includedAccounts} is null)`,
    ),
    check('plans_observed_on', aPartialDate(t.observedOn)),
  ],
);

/**
 * Price increases, kept for good. They name the service by slug and the plan by name, without foreign keys, because
 * they outlive both. At most one for each plan and day of writing: the lock of the host ensures this, as no unique key
 * can, because a redaction may change the name.
 */
export const priceChanges = pgTable(
  'price_changes',
  {
    id: uuid('id').primaryKey(),
    hostId: ofHost(),
    service: text('service').notNull(),
    plan: text('plan').notNull(),
    writtenOn: day('written_on').notNull(),
    /** The first day of the higher price. */
    holdsFrom: day('holds_from').notNull(),
    /** Days of notice that the host had promised; NULL: none. */
    promised: integer('promised'),
    takenBackOn: day('taken_back_on'),
    /**
     * What the price would have been on that day. The increase is taken back when the price is no higher than this
     * again.
     */
    before: jsonb('before').$type<Plan[]>().notNull(),
  },
  (t) => [
    index('price_changes_host_idx').on(t.hostId, t.writtenOn),
    check('price_changes_service_shape', aSlug(t.service)),
    check('price_changes_days', sql`${t.writtenOn} <= ${t.holdsFrom} and ${t.writtenOn} <= ${t.takenBackOn}`),
    check('price_changes_promised', atLeastZero(t.promised)),
  ],
);
