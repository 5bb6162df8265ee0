import { hash } from 'node:crypto';
import { eq, or, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { frenchDate } from '../../ground/written-dates.ts';
import type { CaseRow } from '../../record/rows.ts';
import { cases, endedIds, idempotencyKeys } from '../../record/tables.ts';
import { isId } from '../../requests/meaning.ts';
import { listMade } from './store.ts';

/* What is left of a case: that some random ids have ended. */

const hashOf = (id: string): string => hash('sha256', id.toLowerCase(), 'hex');

/**
 * Deletes a locked case with all that was made within it, stored answers to repeatable requests included.
 * @param day in Paris
 */
export async function removeCase(db: Database, row: Pick<CaseRow, 'id' | 'number'>, day: string): Promise<void> {
  const made = (await listMade(db, [row.id])).get(row.id)!;
  const ended = [...made.recommendations, ...made.referrals];
  if (ended.length > 0)
    await db
      .insert(endedIds)
      .values(ended.map((id) => ({ hash: hashOf(id), endedOn: day })))
      .onConflictDoNothing();
  const { body, location } = idempotencyKeys;
  const holds = [row.id, ...(row.number === null ? [] : [row.number]), ...ended].map(
    (id) => sql`position(${id} in coalesce(${body}, '') || coalesce(${location}, '')) > 0`,
  );
  await db
    .update(idempotencyKeys)
    .set({ body: null, location: null, etag: null })
    .where(or(...holds));
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
    fr: `Le dossier d’où venait cette adresse a été supprimé le ${frenchDate(ended.endedOn)}, et rien n’en est gardé.`,
    en: `The case that this address came from was deleted on ${ended.endedOn}, and nothing of it is kept.`,
  });
}
