import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Text } from '../../vocabulary/shapes.ts';
import { REPORT_KINDS, REPORT_OUTCOMES, ROLES } from '../../vocabulary/terms.ts';
import { instant, jsonb, oneOf } from '../columns.ts';
import { hosts } from './documents.ts';

/** What somebody says is amiss with an entry. Nothing of who said it is kept; it is never published. */
export const reports = pgTable(
  'reports',
  {
    id: uuid('id').primaryKey(),
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: REPORT_KINDS }).notNull(),
    /** `service:<slug>`, `criterion:<key>` or `commitment:<kind>`; NULL: the entry as a whole. */
    about: text('about'),
    text: jsonb('text').$type<Text>().notNull(),
    url: text('url'),
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
    check('reports_about', sql`${t.about} ~ '^(service|criterion|commitment):[a-z0-9-]+$'`),
    check('reports_url', sql`${t.url} ~ '^https?://'`),
    check(
      'reports_answered',
      sql`num_nonnulls(${t.outcome}, ${t.answeredAt}, ${t.answeredBy}, ${t.answeredByLabel}) in (0, 4) and (${t.answer} is null or ${t.outcome} is not null)`,
    ),
    index('reports_host').on(t.hostId, t.reportedAt),
  ],
);
