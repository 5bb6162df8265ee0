import { createHmac } from 'node:crypto';
import { lte, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { CatalogueError, type Sentence } from '../ground/errors.ts';
import type { Context } from './context.ts';
import { counts } from './tables.ts';

/** Counts one use against the sender, within the transaction of the write. Throws when the limit is exceeded. */
export type CountRequest = (db: Database) => Promise<void>;

/**
 * Counts one use against a sender, see `senderOf`.
 * @throws CatalogueError too-many-requests
 */
export type Counter = (db: Database, sender: { key: string }) => Promise<void>;

/** What counting needs. The secret hides who the senders are. */
export interface CounterContext {
  clock: Context['clock'];
  secret: string;
}

export const HOUR_MS = 3_600_000;
const CLOCKS_DIFFER_MS = 60_000;

/**
 * Limits, per sender, actions that anyone can do or that people must process, in a window that begins with the first.
 * The counter row stays locked until the transaction ends: two processes cannot both take the last place, and a write
 * that is refused later in the transaction does not count.
 * @param refusal the sentence of the error; the sender may try again in `minutes`
 */
export function createCounter(
  { clock, secret }: CounterContext,
  { what, most, windowMs = HOUR_MS }: { what: string; most: number; windowMs?: number },
  refusal: (minutes: number) => Sentence,
): Counter {
  return async (db, sender) => {
    const now = clock();
    const key = createHmac('sha256', secret).update(`${what} ${sender.key}`).digest('base64url');
    const endsAt = new Date(now.getTime() + windowMs);
    // A window that ends later than this was begun by a clock that was ahead. The clocks of two processes may differ by
    // a minute.
    const latest = new Date(endsAt.getTime() + CLOCKS_DIFFER_MS);
    const isOver = sql`${counts.endsAt} <= ${now.toISOString()}::timestamptz or ${counts.endsAt} > ${latest.toISOString()}::timestamptz`;
    const [count] = await db
      .insert(counts)
      .values({ key, used: 1, endsAt })
      .onConflictDoUpdate({
        target: counts.key,
        set: {
          used: sql`case when ${isOver} then 1 else ${counts.used} + 1 end`,
          endsAt: sql`case when ${isOver} then excluded.ends_at else ${counts.endsAt} end`,
        },
      })
      .returning();
    if (count!.used <= most) return;
    const seconds = Math.ceil((count!.endsAt.getTime() - now.getTime()) / 1000);
    throw new CatalogueError('too-many-requests', refusal(Math.ceil(seconds / 60)), { retryAfterSeconds: seconds });
  };
}

/** Removes the counts of windows that are over. */
export async function forgetCounts({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> {
  await db.delete(counts).where(lte(counts.endsAt, clock()));
}
