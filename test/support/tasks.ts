import { tasksOf } from '../../src/tasks/tasks.ts';
import type { TestApp } from './app.ts';
import { reference } from './record.ts';

/** Runs a background task of a test's database once, on the day of the test; its work must need nothing of the world. */
export async function runTask(
  { database, now }: TestApp,
  name: ReturnType<typeof tasksOf>[number]['name'],
): Promise<void> {
  const context = { db: database.db, reference, clock: () => now, newId: () => crypto.randomUUID() };
  const task = tasksOf(context, {} as never).find((one) => one.name === name);
  await task!.run(new AbortController().signal);
}
