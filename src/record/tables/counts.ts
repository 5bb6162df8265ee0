import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';

/** What one sender did of one kind since a window began, in all processes together; gone once it is over. */
export const counts = pgTable(
  'counts',
  {
    /** HMAC of the kind and of the sender with a secret: no address is stored. */
    key: text('key').primaryKey(),
    used: integer('used').notNull(),
    endsAt: instant('ends_at').notNull(),
  },
  (t) => [index('counts_ends_at').on(t.endsAt)],
);
