import { eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { CaseRow } from '../../record/rows.ts';
import { cases } from '../../record/tables.ts';
import { noteEnded } from '../ended.ts';
import { listMade } from './store.ts';

/**
 * Deletes a locked case with all that was made within it. Answers to requests about a case are kept nowhere.
 * @param day in Paris
 */
export async function removeCase(db: Database, row: Pick<CaseRow, 'id'>, day: string): Promise<void> {
  const made = (await listMade(db, [row.id])).get(row.id)!;
  await noteEnded(db, [...made.recommendations, ...made.referrals], day);
  await db.delete(cases).where(eq(cases.id, row.id));
}
