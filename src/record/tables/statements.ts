import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Measure, Text } from '../../vocabulary/shapes.ts';
import { ASKERS, CLAIM_VALUES, FETCH_PROBLEMS, REPORT_KINDS, REPORT_OUTCOMES, ROLES } from '../../vocabulary/terms.ts';
import { ofHost } from './catalogue.ts';
import { aPartialDate, day, instant, jsonb, oneOf } from './columns.ts';
import { services } from './services.ts';

const statementColumns = {
  evidenceUrl: text('evidence_url'),
  note: jsonb('note').$type<Text>(),
  /** Day of the statement. NULL only for imported statements, which count as older than any other. */
  asOf: text('as_of'),
  imported: boolean('imported').notNull().default(false),
};

export const claims = pgTable(
  'claims',
  {
    hostId: ofHost(),
    criterion: text('criterion').notNull(),
    value: text('value', { enum: CLAIM_VALUES }).notNull(),
    /** The version of a federation's own criterion that was answered. */
    criterionVersion: integer('criterion_version'),
    ...statementColumns,
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
    hostId: ofHost(),
    serviceId: uuid('service_id').references(() => services.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    value: jsonb('value').$type<Measure>().notNull(),
    ...statementColumns,
    /** Of a named successor: the day on which that host agreed. Removed when the value changes. */
    agreedOn: day('agreed_on'),
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
    hostId: ofHost(),
    serviceId: uuid('service_id').references(() => services.id, { onDelete: 'cascade' }),
    announcedOn: text('announced_on'),
    restrictedOn: text('restricted_on'),
    readOnlyOn: text('read_only_on'),
    closedOn: text('closed_on'),
    dataErasedOn: text('data_erased_on'),
    approximate: boolean('approximate').notNull().default(false),
    reason: jsonb('reason').$type<Text>(),
    /** A slug, not a foreign key: the successor may not be in the catalogue yet, and must remain free to leave. */
    successor: text('successor'),
    successorAgreed: boolean('successor_agreed').notNull().default(false),
    exportGuide: text('export_guide'),
    /** Notice in days that was promised when the closing was announced; later promises change nothing. NULL: none. */
    promisedNotice: integer('promised_notice'),
    promisedRetrieval: integer('promised_retrieval'),
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

/** The state of the pages that a host gives as evidence, one row for each address. */
export const evidencePages = pgTable(
  'evidence_pages',
  {
    hostId: ofHost(),
    url: text('url').notNull(),
    checkedAt: instant('checked_at').notNull(),
    nextAt: instant('next_at').notNull(),
    /** The result of the last check: a status, or why there was no answer. */
    status: integer('status'),
    problem: text('problem', { enum: FETCH_PROBLEMS }),
    /** The day of the first failed check in a row, and how many failed; NULL and 0 while the page answers. */
    failingSince: day('failing_since'),
    failures: integer('failures').notNull().default(0),
    /** SHA-256 of the page's visible words at its last answer, and the day on which these words first appeared. */
    digest: text('digest'),
    digestSince: day('digest_since'),
    /** The day on which the words were last found changed. */
    changedOn: day('changed_on'),
  },
  (t) => [
    primaryKey({ name: 'evidence_pages_pkey', columns: [t.hostId, t.url] }),
    check('evidence_pages_problem', oneOf(t.problem, FETCH_PROBLEMS)),
    check('evidence_pages_failures', sql`(${t.failures} = 0) = (${t.failingSince} is null)`),
    index('evidence_pages_next_at').on(t.nextAt),
  ],
);

/**
 * Reports that something is wrong with an entry, without data about the sender; and requests to remove an entry, with
 * what is needed to answer them, until they are answered. Never published.
 */
export const reports = pgTable(
  'reports',
  {
    id: uuid('id').primaryKey(),
    hostId: ofHost(),
    kind: text('kind', { enum: REPORT_KINDS }).notNull(),
    /** `service:<slug>`, `criterion:<key>` or `commitment:<kind>`; NULL: the entry as a whole. */
    about: text('about'),
    /** NULL for a request for removal without a reason, or after it was answered, or after it waited too long. */
    text: jsonb('text').$type<Text>(),
    url: text('url'),
    /** Who requests a removal, and how to reach them: kept until the request is answered, for some months at most. */
    asker: text('asker', { enum: ASKERS }),
    replyTo: text('reply_to'),
    reportedAt: instant('reported_at').notNull(),
    outcome: text('outcome', { enum: REPORT_OUTCOMES }),
    answer: jsonb('answer').$type<Text>(),
    answeredAt: instant('answered_at'),
    answeredBy: text('answered_by', { enum: ROLES }),
    answeredByLabel: text('answered_by_label'),
  },
  (t) => [
    check('reports_kind', oneOf(t.kind, REPORT_KINDS)),
    check('reports_outcome', oneOf(t.outcome, REPORT_OUTCOMES)),
    check('reports_answered_by', oneOf(t.answeredBy, ROLES)),
    check('reports_asker', oneOf(t.asker, ASKERS)),
    check(
      'reports_removal',
      sql`(${t.kind} = 'removal') = (${t.asker} is not null) and (${t.kind} = 'removal' or (${t.text} is not null and ${t.replyTo} is null))`,
    ),
    check(
      'reports_forgotten',
      sql`${t.kind} <> 'removal' or ${t.outcome} is null or num_nonnulls(${t.text}, ${t.replyTo}) = 0`,
    ),
    check('reports_about', sql`${t.about} ~ '^(service|criterion|commitment):[a-z0-9-]+$'`),
    check('reports_url', sql`${t.url} ~ '^https?://'`),
    check(
      'reports_answered',
      sql`num_nonnulls(${t.outcome}, ${t.answeredAt}, ${t.answeredBy}, ${t.answeredByLabel}) in (0, 4) and (${t.answer} is null or ${t.outcome} is not null)`,
    ),
    index('reports_host').on(t.hostId, t.reportedAt),
  ],
);
