import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Text } from '../../vocabulary/shapes.ts';
import { LANGUAGES } from '../../vocabulary/terms.ts';
import { atLeastZero, day, instant, jsonb, oneOf } from '../columns.ts';
import { federations } from './documents.ts';

/** A host that was recommended; the identifier finds it again whatever becomes of it. */
export interface RecommendedHost {
  id: string;
  slug: string;
}

/** Answers that federations froze. `need` and `match` are JSON as it was given, byte for byte, so that it never moves. */
export const recommendations = pgTable(
  'recommendations',
  {
    /** Not to be guessed: who has it may read. */
    id: uuid('id').primaryKey(),
    federationId: uuid('federation_id')
      .notNull()
      .references(() => federations.id, { onDelete: 'cascade' }),
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
    /** Words were removed from it since: its bytes are no longer those of its first day. */
    redactedAt: instant('redacted_at'),
  },
  (t) => [
    check('recommendations_language', oneOf(t.language, LANGUAGES)),
    check('recommendations_revision', atLeastZero(t.catalogueRevision)),
    check('recommendations_withdrawal', sql`(${t.withdrawnAt} is null) = (${t.withdrawnReason} is null)`),
    index('recommendations_federation').on(t.federationId, t.createdAt),
  ],
);
