import { and, eq, isNull, lte, or } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { Beginning, RetriedAnswer, RetriedRequest } from '../http/asking/idempotency.ts';
import { idempotencyKeys } from '../record/tables.ts';

const HOURS_KEPT = 24;

/** Longer than any request takes: what runs longer was cut off by a crash, and may be done again. */
const RUNNING_SECONDS = 60;

const secondsBefore = (now: Date, seconds: number): Date => new Date(now.getTime() - seconds * 1000);

const dayBefore = (now: Date): Date => secondsBefore(now, HOURS_KEPT * 3600);

/**
 * Takes a request on, or says what came of it. Rows are taken by single statements, committed at once: of two processes,
 * one does the work.
 */
export async function beginRequest(db: Database, retried: RetriedRequest, now: Date): Promise<Beginning> {
  for (;;) {
    const inserted = await db
      .insert(idempotencyKeys)
      .values({ ...retried, startedAt: now })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key });
    if (inserted.length > 0) return { state: 'begun', startedAt: now };
    const wasCutOff = and(
      eq(idempotencyKeys.request, retried.request),
      isNull(idempotencyKeys.status),
      lte(idempotencyKeys.startedAt, secondsBefore(now, RUNNING_SECONDS)),
    );
    const takenOver = await db
      .update(idempotencyKeys)
      .set({ ...retried, startedAt: now, status: null, etag: null, location: null, body: null })
      .where(and(eq(idempotencyKeys.key, retried.key), or(wasCutOff, lte(idempotencyKeys.startedAt, dayBefore(now)))))
      .returning({ key: idempotencyKeys.key });
    if (takenOver.length > 0) return { state: 'begun', startedAt: now };
    const [row] = await db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, retried.key));
    // It failed and was given back meanwhile.
    if (!row) continue;
    const { request, status, etag, location, body } = row;
    if (request !== retried.request) return { state: 'other-request' };
    return status === null ? { state: 'running' } : { state: 'over', answer: { status, etag, location, body } };
  }
}

/** The row as its own process began it: one that was taken over meanwhile is somebody else's. */
const stillOurs = (key: string, startedAt: Date) =>
  and(eq(idempotencyKeys.key, key), eq(idempotencyKeys.startedAt, startedAt), isNull(idempotencyKeys.status));

/** Keeps what came of a request. */
export async function keepAnswer(db: Database, key: string, startedAt: Date, answer: RetriedAnswer): Promise<void> {
  await db.update(idempotencyKeys).set(answer).where(stillOurs(key, startedAt));
}

/** Gives a request back that changed nothing, so that it can be sent again. */
export async function releaseRequest(db: Database, key: string, startedAt: Date): Promise<void> {
  await db.delete(idempotencyKeys).where(stillOurs(key, startedAt));
}

/** Forgets the requests of more than a day ago; returns how many. */
export async function forgetRequests(db: Database, now: Date): Promise<number> {
  const forgotten = await db
    .delete(idempotencyKeys)
    .where(lte(idempotencyKeys.startedAt, dayBefore(now)))
    .returning({ key: idempotencyKeys.key });
  return forgotten.length;
}
