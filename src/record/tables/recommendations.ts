import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Text } from '../../vocabulary/shapes.ts';
import { LANGUAGES, REFERRAL_OUTCOMES } from '../../vocabulary/terms.ts';
import { cases } from './cases.ts';
import { ofFederation, ofHost } from './catalogue.ts';
import { atLeastZero, day, instant, jsonb, oneOf } from './columns.ts';

/** A recommended host. The id finds it even after its slug changed. */
export interface RecommendedHost {
  id: string;
  slug: string;
  /** Not chosen itself: a chosen host meets the need only together with it. */
  beside?: true;
  /** Shown although one requirement excludes it; the federation does not vouch for it. */
  almost?: true;
}

/** Frozen recommendations. `need` and `match` are JSON as text, so that their bytes never change. */
export const recommendations = pgTable(
  'recommendations',
  {
    /** Random: anyone who knows it may read the recommendation. */
    id: uuid('id').primaryKey(),
    federationId: ofFederation(),
    /** The case in which it was made; deleted with it. */
    caseId: uuid('case_id').references(() => cases.id, { onDelete: 'cascade' }),
    need: text('need').notNull(),
    match: text('match').notNull(),
    language: text('language', { enum: LANGUAGES }).notNull(),
    hosts: jsonb('hosts').$type<RecommendedHost[]>().notNull(),
    policyVersion: text('policy_version').notNull(),
    catalogueRevision: integer('catalogue_revision').notNull(),
    asOf: day('as_of').notNull(),
    note: jsonb('note').$type<Text>(),
    createdAt: instant('created_at').notNull(),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnReason: jsonb('withdrawn_reason').$type<Text>(),
    /** When text in it was redacted, which changed its bytes. */
    redactedAt: instant('redacted_at'),
  },
  (t) => [
    check('recommendations_language', oneOf(t.language, LANGUAGES)),
    check('recommendations_revision', atLeastZero(t.catalogueRevision)),
    check('recommendations_withdrawal', sql`(${t.withdrawnAt} is null) = (${t.withdrawnReason} is null)`),
    index('recommendations_federation').on(t.federationId, t.createdAt),
    index('recommendations_case').on(t.caseId),
  ],
);

/** A referral of a person to a host: for which usages, from which région. Nothing about the person. */
export const referrals = pgTable(
  'referrals',
  {
    id: uuid('id').primaryKey(),
    federationId: ofFederation(),
    hostId: ofHost(),
    /** The case in which it was made; deleted with it. */
    caseId: uuid('case_id').references(() => cases.id, { onDelete: 'cascade' }),
    usages: text('usages').array().notNull(),
    region: text('region'),
    sentOn: day('sent_on').notNull(),
    outcome: text('outcome', { enum: REFERRAL_OUTCOMES }),
    answeredOn: day('answered_on'),
    /**
     * Made in a case before the entry had a website, which was then added by somebody other than the host. Proving that
     * website gives no access to this referral.
     */
    beforeSite: boolean('before_site').notNull().default(false),
  },
  (t) => [
    check('referrals_outcome', sql`${t.outcome} is null or ${oneOf(t.outcome, REFERRAL_OUTCOMES)}`),
    check('referrals_answer', sql`(${t.outcome} is null) = (${t.answeredOn} is null)`),
    index('referrals_federation').on(t.federationId),
    index('referrals_case').on(t.caseId),
    index('referrals_host').on(t.hostId),
  ],
);

/**
 * Unmet needs, without references to recommendations or people, so that finished months never change. The same request
 * counts once a month per federation.
 */
export const unmetAsks = pgTable(
  'unmet_asks',
  {
    federationId: ofFederation(),
    /** `2026-11`, in Paris */
    month: text('month').notNull(),
    family: text('family').notNull(),
    /** Code of a région; empty: unknown. */
    region: text('region').notNull(),
    /** Hash that identifies the request without revealing it. */
    request: text('request').notNull(),
  },
  (t) => [
    primaryKey({ name: 'unmet_asks_pkey', columns: [t.month, t.family, t.region, t.federationId, t.request] }),
    check('unmet_asks_month', sql`${t.month} ~ '^\\d{4}-\\d{2}$'`),
  ],
);
