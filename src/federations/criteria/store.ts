import type { Database } from '../../database/open.ts';
import type { OwnCriterionRow } from '../../database/rows.ts';
import { ownCriteria } from '../../database/tables.ts';

/** Keeps a version of a criterion. */
export async function insertCriterion(db: Database, row: OwnCriterionRow): Promise<void> {
  await db.insert(ownCriteria).values(row);
}
