import { sql } from 'drizzle-orm';
import type { Database } from './open.ts';

/** What only one process does at a time, with the number of its lock; nothing else may use these in the same database. */
const TURNS = {
  migration: 8_237_225,
  seed: 8_237_226,
  redaction: 8_237_227,
  webhooks: 8_237_241,
  deliveries: 8_237_242,
  mail: 8_237_243,
} as const;

/** Waits until no other transaction does the same; the turn ends with the transaction. */
export async function waitForTurn(db: Database, what: keyof typeof TURNS): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${TURNS[what]})`);
}
