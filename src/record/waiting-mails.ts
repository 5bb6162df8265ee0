import { and, eq, type SQL } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { mails } from './tables.ts';

/** The values that a mail keeps once it no longer waits: neither address nor words. */
export const OVER = { toAddress: null, subject: null, text: null, stopKey: null };

/** Ends waiting mails that are no longer wanted. The rows stay, so they still count as queued. */
export async function endWaiting(db: Database, now: Date, condition: SQL | undefined): Promise<void> {
  await db
    .update(mails)
    .set({ state: 'given-up', endedAt: now, lastProblem: 'not-wanted', ...OVER })
    .where(and(eq(mails.state, 'waiting'), condition));
}
