import { sql } from 'drizzle-orm';
import { boolean, check, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Measure } from '../../statements/schema.ts';
import type { Text } from '../../vocabulary/shapes.ts';
import { CLAIM_VALUES } from '../../vocabulary/terms.ts';
import { aPartialDate, jsonb, oneOf } from '../columns.ts';
import { hosts } from './documents.ts';
import { services } from './services.ts';

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
