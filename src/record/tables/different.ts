import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import type { Text } from '../../vocabulary/shapes.ts';
import { hosts } from './catalogue.ts';
import { day, jsonb } from './columns.ts';

/** Pairs of similar entries that an administrator declared to be two organisations. One row per pair: see `pairOf`. */
export const differentEntries = pgTable(
  'different_entries',
  {
    hostId: uuid('host_id')
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
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
