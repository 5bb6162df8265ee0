import { sql } from 'drizzle-orm';
import { check, integer, json, pgTable, text } from 'drizzle-orm/pg-core';

/** Every set of numbers of the matching that was in force here, in the order of `id`; a version always names the same ones. */
export const policies = pgTable(
  'policies',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    version: text('version').notNull(),
    document: json('document').$type<unknown>().notNull(),
    /** First revision of the catalogue that was matched with it. */
    fromRevision: integer('from_revision').notNull(),
  },
  (t) => [check('policies_from_revision', sql`${t.fromRevision} >= 0`)],
);
