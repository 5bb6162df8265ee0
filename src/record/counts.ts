import { createHmac } from 'node:crypto';
import { lte, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { CatalogueError, type Sentence } from '../ground/errors.ts';
import type { Context } from './context.ts';
import { counts } from './tables.ts';

/** Counts one thing more against whoever sent it, with all that is written; throws when that is one too many. */
export type TakeTurn = (db: Database) => Promise<void>;

/** Counts one for a sender, see `senderOf`. @throws CatalogueError too-many-requests */
export type Count = (db: Database, sender: { key: string }) => Promise<void>;

/** What counts are made with: which secret hides the senders. */
export interface Counting {
  clock: Context['clock'];
  secret: string;
}

export const HOUR_MS = 3_600_000;
const CLOCKS_DIFFER_MS = 60_000;

/**
 * Counts what people must look at, or what is made by anybody, in a window that begins with the first: one sender must
 * not keep them all busy. The row is locked until the transaction ends, so that two processes never both take the last
 * turn, and what is refused later in it is not counted.
 * @param refusal the sentence of the error; the sender may try again in `minutes`
 */
export function counted(
  { clock, secret }: Counting,
  { what, most, windowMs = HOUR_MS }: { what: string; most: number; windowMs?: number },
  refusal: (minutes: number) => Sentence,
): Count {
  return async (db, sender) => {
    const now = clock();
    const key = createHmac('sha256', secret).update(`${what} ${sender.key}`).digest('base64url');
    const endsAt = new Date(now.getTime() + windowMs);
    // A window that ends later than any may was begun by a clock that was ahead; those of two processes differ somewhat.
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
