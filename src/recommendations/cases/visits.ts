import { eq, lt, or, sql } from 'drizzle-orm';
import { instantAfter } from '../../ground/clock.ts';
import type { Context } from '../../record/context.ts';
import { caseVisits, tokens } from '../../record/tables.ts';

/*
 * When an officer last looked at the cases, so that a colleague’s work of meanwhile can be told. Only that officer is
 * ever shown it.
 */

/** A pause that ends a visit, and how often an ongoing one is noted. */
const PAUSE_MS = 3_600_000;
const NOTED_MS = 300_000;

/** Notes a visit; returns when the one before ended. undefined: it is the first, or nothing can be written now. */
export async function visitCases({
  db,
  clock,
  caller,
}: Pick<Context, 'db' | 'clock' | 'caller'>): Promise<Date | undefined> {
  if (caller.role !== 'federation') return undefined;
  const { tokenId } = caller;
  const [row] = await db.select().from(caseVisits).where(eq(caseVisits.tokenId, tokenId));
  const now = clock();
  const since = row ? now.getTime() - row.visitedAt.getTime() : PAUSE_MS;
  const beforeAt = row ? (since >= PAUSE_MS ? row.visitedAt : row.beforeAt) : null;
  if (since >= NOTED_MS) {
    const set = { visitedAt: now, beforeAt };
    // If the database accepts no writes now, the list is shown all the same.
    await db
      .insert(caseVisits)
      .values({ tokenId, ...set })
      .onConflictDoUpdate({ target: caseVisits.tokenId, set })
      .catch(() => undefined);
  }
  return beforeAt ?? undefined;
}

const DAYS_KEPT = 400;

/** Forgets the visits of those whose access has ended, and of long ago. */
export async function forgetVisits({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> {
  const ended = sql`exists (select 1 from ${tokens} where ${tokens.id} = ${caseVisits.tokenId} and ${tokens.revokedAt} is not null)`;
  await db.delete(caseVisits).where(or(lt(caseVisits.visitedAt, instantAfter(clock(), -DAYS_KEPT)), ended));
}
