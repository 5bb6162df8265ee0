import { hash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { CaseRow } from '../../record/rows.ts';
import { cases, endedIds } from '../../record/tables.ts';
import { isId } from '../../requests/meaning.ts';
import { listMade } from './store.ts';

/* What is left of a case: that some random ids have ended. */

const hashOf = (id: string): string => hash('sha256', id.toLowerCase(), 'hex');

/**
 * Deletes a locked case with all that was made within it. Answers to requests about a case are kept nowhere.
 * @param day in Paris
 */
export async function removeCase(db: Database, row: Pick<CaseRow, 'id'>, day: string): Promise<void> {
  const made = (await listMade(db, [row.id])).get(row.id)!;
  const ended = [...made.recommendations, ...made.referrals];
  if (ended.length > 0)
    await db
      .insert(endedIds)
      .values(ended.map((id) => ({ hash: hashOf(id), endedOn: day })))
      .onConflictDoNothing();
  await db.delete(cases).where(eq(cases.id, row.id));
}

/** Says that what had an id went with its case. @throws CatalogueError case-ended */
export async function refuseEnded(db: Database, id: string): Promise<void> {
  if (!isId(id)) return;
  const [ended] = await db
    .select()
    .from(endedIds)
    .where(eq(endedIds.hash, hashOf(id)));
  if (!ended) return;
  throw new CatalogueError('case-ended', {
    fr: `La fédération a terminé ce dossier le ${ended.endedOn}, et rien n’en est gardé. Demandez-lui une nouvelle adresse.`,
    en: `The federation ended this case on ${ended.endedOn}, and nothing of it is kept. Ask it for a new address.`,
  });
}
