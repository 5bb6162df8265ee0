import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';

/** What the catalogue does unasked, again and again: each task once across all processes. */
export const tasks = pgTable('tasks', {
  name: text('name').primaryKey(),
  dueAt: instant('due_at').notNull(),
  /** Held by a process until then; a process that died holds it no longer. */
  takenUntil: instant('taken_until'),
  lastRunAt: instant('last_run_at'),
  lastError: text('last_error'),
});
