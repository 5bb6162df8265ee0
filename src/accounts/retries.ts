import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { IdempotencyState, RetriedAnswer, RetriedRequest } from '../http/asking/idempotency.ts';
import { idempotencyKeys } from '../record/tables.ts';

const HOURS_KEPT = 24;

/** The status of a request that is done, and whose answer is not known yet, or was lost. */
const DONE = 102;

/** Longer than any request takes. A request that began earlier was interrupted by a crash, and may start again. */
const RUNNING_SECONDS = 60;

const secondsBefore = (now: Date, seconds: number): Date => new Date(now.getTime() - seconds * 1000);

const dayBefore = (now: Date): Date => secondsBefore(now, HOURS_KEPT * 3600);

/**
 * Begins a request, or returns its state. Each statement commits on its own, so that only one of two processes does the
 * work.
 */
export async function beginRequest(db: Database, retried: RetriedRequest, now: Date): Promise<IdempotencyState> {
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
      or(
        lte(idempotencyKeys.startedAt, secondsBefore(now, RUNNING_SECONDS)),
        gt(idempotencyKeys.startedAt, secondsBefore(now, -RUNNING_SECONDS)),
      ),
    );
    const takenOver = await db
      .update(idempotencyKeys)
      .set({ ...retried, startedAt: now, status: null, etag: null, location: null, body: null })
      .where(and(eq(idempotencyKeys.key, retried.key), or(wasCutOff, lte(idempotencyKeys.startedAt, dayBefore(now)))))
      .returning({ key: idempotencyKeys.key });
    if (takenOver.length > 0) return { state: 'begun', startedAt: now };
    const [row] = await db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, retried.key));
    // The other request failed and released the key meanwhile.
    if (!row) continue;
    const { request, startedAt, status, etag, location, body } = row;
    if (request !== retried.request) return { state: 'other-request' };
    const isTelling = status === DONE && startedAt > secondsBefore(now, RUNNING_SECONDS);
    if (status === null || isTelling) return { state: 'running' };
    return { state: 'over', answer: { status, etag, location, body } };
  }
}

/** Condition: the row still belongs to this process, without an answer; another one may have taken it over. */
const isStillOwned = (key: string, startedAt: Date) =>
  and(
    ...[eq(idempotencyKeys.key, key), eq(idempotencyKeys.startedAt, startedAt)],
    or(isNull(idempotencyKeys.status), eq(idempotencyKeys.status, DONE)),
  );

/**
 * Notes in the transaction of a request that it is done, before anybody knows its answer: when the process dies after
 * the commit, or nobody knows whether it was committed, the request is not done again.
 * @returns false when another process has taken the request over
 */
export async function noteDone(db: Database, key: string, startedAt: Date): Promise<boolean> {
  const noted = await db
    .update(idempotencyKeys)
    .set({ status: DONE })
    .where(isStillOwned(key, startedAt))
    .returning({ key: idempotencyKeys.key });
  return noted.length > 0;
}

export async function keepAnswer(db: Database, key: string, startedAt: Date, answer: RetriedAnswer): Promise<void> {
  await db.update(idempotencyKeys).set(answer).where(isStillOwned(key, startedAt));
}

/**
 * Releases a request, so that it can be sent again.
 * @param isRefused whether it was refused; otherwise it failed, and stays if it was committed all the same
 */
export async function releaseRequest(db: Database, key: string, startedAt: Date, isRefused: boolean): Promise<void> {
  const isUndone = isRefused ? undefined : isNull(idempotencyKeys.status);
  await db.delete(idempotencyKeys).where(and(isStillOwned(key, startedAt), isUndone));
}

/** Removes requests older than a day; returns how many. */
export async function forgetRequests(db: Database, now: Date): Promise<number> {
  const forgotten = await db
    .delete(idempotencyKeys)
    .where(lte(idempotencyKeys.startedAt, dayBefore(now)))
    .returning({ key: idempotencyKeys.key });
  return forgotten.length;
}
