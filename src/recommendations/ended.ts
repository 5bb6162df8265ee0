import { hash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { CatalogueError } from '../ground/errors.ts';
import { frenchDate } from '../ground/written-dates.ts';
import { endedIds } from '../record/tables.ts';
import { isId } from '../requests/meaning.ts';

/* What remains of a deleted case: only that some random ids have ended. */

const hashOf = (id: string): string => hash('sha256', id.toLowerCase(), 'hex');

/**
 * Records that recommendations and referrals were deleted with their case.
 * @param day in Paris
 */
export async function noteEnded(db: Database, ids: readonly string[], day: string): Promise<void> {
  if (ids.length === 0) return;
  await db
    .insert(endedIds)
    .values(ids.map((id) => ({ hash: hashOf(id), endedOn: day })))
    .onConflictDoNothing();
}

/**
 * Refuses an id that was deleted with its case.
 * @throws CatalogueError case-ended
 */
export async function refuseEnded(db: Database, id: string): Promise<void> {
  if (!isId(id)) return;
  const [ended] = await db
    .select()
    .from(endedIds)
    .where(eq(endedIds.hash, hashOf(id)));
  if (!ended) return;
  throw new CatalogueError('case-ended', {
    fr: `Le dossier d’où venait cette adresse a été supprimé le ${frenchDate(ended.endedOn)}, et rien n’en est gardé.`,
    en: `The case that this address came from was deleted on ${ended.endedOn}, and nothing of it is kept.`,
  });
}
