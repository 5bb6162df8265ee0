import { and, eq, isNull, lte, or } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { tasks } from '../record/tables.ts';

const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * 60_000);

/** Every task has a row; a new one is due at once. */
export async function keepTasks(db: Database, names: readonly string[], now: Date): Promise<void> {
  if (names.length === 0) return;
  await db
    .insert(tasks)
    .values(names.map((name) => ({ name, dueAt: now })))
    .onConflictDoNothing();
}

/** Takes a task that is due and free; false when it is not. One statement: two processes never both take it. */
export async function takeTask(db: Database, name: string, now: Date, leaseMinutes: number): Promise<boolean> {
  const taken = await db
    .update(tasks)
    .set({ takenUntil: minutesAfter(now, leaseMinutes) })
    .where(and(eq(tasks.name, name), lte(tasks.dueAt, now), or(isNull(tasks.takenUntil), lte(tasks.takenUntil, now))))
    .returning({ name: tasks.name });
  return taken.length > 0;
}

/** Gives a task back, due again after its time; a failure is kept by its name alone, which holds nothing personal. */
export async function finishTask(
  db: Database,
  name: string,
  now: Date,
  everyMinutes: number,
  error: unknown,
): Promise<void> {
  const lastError = error === null ? null : error instanceof Error ? error.name : 'Error';
  await db
    .update(tasks)
    .set({ takenUntil: null, dueAt: minutesAfter(now, everyMinutes), lastRunAt: now, lastError })
    .where(eq(tasks.name, name));
}
