import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** How often one sender did one kind of action in a window, across all processes. Deleted when the window is over. */
export const counts = pgTable(
  'counts',
  {
    /** HMAC of the kind of action and the sender: no address is stored. */
    key: text('key').primaryKey(),
    used: integer('used').notNull(),
    endsAt: instant('ends_at').notNull(),
  },
  (t) => [index('counts_ends_at').on(t.endsAt)],
);
