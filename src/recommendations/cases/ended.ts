import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { CaseRow } from '../../record/rows.ts';
import { cases, idempotencyKeys } from '../../record/tables.ts';
import { noteEnded } from '../ended.ts';
import { listMade } from './store.ts';

/**
 * Deletes a locked case with everything made within it. No response about a case is stored for idempotency, except the
 * one to the sender of the need, which contains the number so that a repeated request gets it again: its body is erased
 * here.
 * @param day in Paris
 */
export async function removeCase(db: Database, row: Pick<CaseRow, 'id' | 'number'>, day: string): Promise<void> {
  const made = (await listMade(db, [row.id])).get(row.id)!;
  await noteEnded(db, [...made.recommendations, ...made.referrals], day);
  if (row.number !== null)
    await db
      .update(idempotencyKeys)
      .set({ body: null })
      .where(sql`position(${row.number} in ${idempotencyKeys.body}) > 0`);
  await db.delete(cases).where(eq(cases.id, row.id));
}
