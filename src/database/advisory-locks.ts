import { sql } from 'drizzle-orm';
import type { Database } from './open.ts';

/**
 * Work that only one process may do at a time, with its advisory lock number. Nothing else in the same database may use
 * these numbers.
 */
const ADVISORY_LOCKS = {
  migration: 8_237_225,
  seed: 8_237_226,
  redaction: 8_237_227,
  webhooks: 8_237_241,
  deliveries: 8_237_242,
  mail: 8_237_243,
} as const;

/** Takes the advisory lock, and waits for it if needed; released at the end of the transaction. */
export async function takeAdvisoryLock(db: Database, what: keyof typeof ADVISORY_LOCKS): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${ADVISORY_LOCKS[what]})`);
}
