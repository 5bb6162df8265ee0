import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Text } from '../../vocabulary/shapes.ts';
import { CASE_OUTCOMES, CASE_SOURCES, CASE_STATES } from '../../vocabulary/terms.ts';
import { tokens } from './accounts.ts';
import { hosts, ofFederation } from './catalogue.ts';
import { day, instant, jsonb, oneOf } from './columns.ts';

/** A part of a need that the running version could not read when the need was received. */
export interface UnreadPart {
  pointer: string;
  value: unknown;
}

/** An earlier outcome of a case; the host by its name at that time. */
export interface EarlierOutcome {
  state: (typeof CASE_OUTCOMES)[number];
  on: string;
  /** The day on which the federation last stated it. */
  saidOn: string;
  hostId?: string;
  hostName?: string;
  reason?: Text;
}

/** A number of a summary that is large enough to be shown; `by` and `key` say what it counts. */
export interface CaseCell {
  count: string;
  by: string;
  key: string;
  atLeast: number;
}

/**
 * What a federation does for one association. No table says for which one. Four things outlive a case: one hash for
 * each of its recommendations and referrals (`ended_ids`), its unmet usages of a month under a hash of its random id
 * (`unmet_asks`), counts that were already published (`case_summaries`), and one more in the count of its year and
 * outcome (`deleted_case_counts`).
 */
export const cases = pgTable(
  'cases',
  {
    id: uuid('id').primaryKey(),
    federationId: ofFederation(),
    version: integer('version').notNull(),
    /** Chosen by the officer; it must not name anybody. */
    label: text('label').notNull(),
    receivedBy: text('received_by', { enum: CASE_SOURCES }).notNull(),
    /** What people read out to find the case, and all that a mail says of it; NULL: none was free. */
    number: text('number'),
    /** The need was sent from a page; else an officer opened the case. */
    isSent: boolean('is_sent').notNull().default(false),
    /** SHA-256 of the need with the one-time key of the form that it was sent from. */
    sentHash: text('sent_hash'),
    /**
     * Of a need that was sent: the day on which an officer first read it. NULL: not read yet, or written by an officer.
     */
    openedOn: day('opened_on'),
    /** Words of the officers for themselves: where the association is today, and what they note. They name nobody. */
    hostToday: text('host_today'),
    note: text('note'),
    /** The day by which the association must have moved, such as the end of its host. */
    dueOn: day('due_on'),
    /** The day on which the officers want to be reminded; NULL: on the usual days. */
    remindOn: day('remind_on'),
    /** The chosen day of which a mail was sent last. */
    remindedOn: day('reminded_on'),
    /** The access of the officer who opened it, whose turn it is, and who wrote last; NULL: nobody, or it is gone. */
    takenById: uuid('taken_by_id').references(() => tokens.id, { onDelete: 'set null' }),
    turnId: uuid('turn_id').references(() => tokens.id, { onDelete: 'set null' }),
    changedById: uuid('changed_by_id').references(() => tokens.id, { onDelete: 'set null' }),
    /** The day on which it was put aside to be deleted; NULL: it was not. */
    discardedOn: day('discarded_on'),
    /** JSON as text, so that it stays as written when the vocabularies change. */
    need: text('need').notNull(),
    unread: jsonb('unread').$type<UnreadPart[]>().notNull(),
    /** Host ids in the order that the federation chose. */
    shortlist: uuid('shortlist').array().notNull(),
    outcome: text('outcome', { enum: CASE_OUTCOMES }),
    outcomeHostId: uuid('outcome_host_id').references(() => hosts.id, { onDelete: 'set null' }),
    outcomeOn: day('outcome_on'),
    outcomeReason: jsonb('outcome_reason').$type<Text>(),
    /** The day on which the federation last stated the outcome. */
    outcomeSaidOn: day('outcome_said_on'),
    /** Oldest first. */
    earlier: jsonb('earlier').$type<EarlierOutcome[]>().notNull().default([]),
    /** The day since, or from, which the case waits for an outcome; NULL: it does not wait. */
    waitsOn: day('waits_on'),
    /** The day on which the case is deleted unless somebody writes to it before. */
    endsOn: day('ends_on').notNull(),
    /** Periods in whose summary the case was counted; NULL: not counted yet. */
    receivedIn: text('received_in'),
    outcomeIn: text('outcome_in'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    check('cases_received_by', oneOf(t.receivedBy, CASE_SOURCES)),
    check('cases_outcome', sql`${t.outcome} is null or ${oneOf(t.outcome, CASE_OUTCOMES)}`),
    check(
      'cases_outcome_whole',
      sql`(${t.outcome} is null) = (${t.outcomeOn} is null) and (${t.outcome} is null) = (${t.outcomeSaidOn} is null) and (${t.outcome} is not null or num_nonnulls(${t.outcomeHostId}, ${t.outcomeReason}) = 0)`,
    ),
    unique('cases_number_key').on(t.federationId, t.number),
    unique('cases_sent_key').on(t.federationId, t.sentHash),
    index('cases_waiting').on(t.federationId, t.waitsOn, t.id),
    index('cases_ending').on(t.endsOn),
    index('cases_outcome_host').on(t.outcomeHostId),
    index('cases_taken_by').on(t.takenById),
    index('cases_turn').on(t.turnId),
    index('cases_changed_by').on(t.changedById),
    index('cases_remind').on(t.remindOn),
  ],
);

/** When an officer last looked at the cases of a federation; nobody else is shown it. */
export const caseVisits = pgTable('case_visits', {
  tokenId: uuid('token_id')
    .primaryKey()
    .references(() => tokens.id, { onDelete: 'cascade' }),
  visitedAt: instant('visited_at').notNull(),
  /** When the visit before this one ended; NULL: this is the first. */
  beforeAt: instant('before_at'),
});

/**
 * Ids of recommendations and referrals that were deleted with their case, so that their addresses can say so. Nothing
 * else is kept of them.
 */
export const endedIds = pgTable('ended_ids', {
  /** SHA-256 of the id. */
  hash: text('hash').primaryKey(),
  endedOn: day('ended_on').notNull(),
});

/** Counts of a federation's cases for a finished period. Contains only numbers that may be shown; they never change. */
export const caseSummaries = pgTable(
  'case_summaries',
  {
    federationId: ofFederation(),
    /** `2026-H2` */
    period: text('period').notNull(),
    cells: jsonb('cells').$type<CaseCell[]>().notNull(),
  },
  (t) => [
    primaryKey({ name: 'case_summaries_pkey', columns: [t.federationId, t.period] }),
    check('case_summaries_period', sql`${t.period} ~ '^\\d{4}-H[12]$'`),
  ],
);

/** How many cases of a federation were deleted, by the year in which they came and by their last outcome. */
export const deletedCaseCounts = pgTable(
  'deleted_case_counts',
  {
    federationId: ofFederation(),
    /** In Paris. */
    year: text('year').notNull(),
    /** An outcome of cases; `received`: they had none. */
    outcome: text('outcome', { enum: CASE_STATES }).notNull(),
    count: integer('count').notNull(),
  },
  (t) => [
    primaryKey({ name: 'deleted_case_counts_pkey', columns: [t.federationId, t.year, t.outcome] }),
    check('deleted_case_counts_year', sql`${t.year} ~ '^\\d{4}$'`),
    check('deleted_case_counts_outcome', oneOf(t.outcome, CASE_STATES)),
    check('deleted_case_counts_count', sql`${t.count} > 0`),
  ],
);
