import { eq, isNull } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { catalogueState } from '../database/tables.ts';

/** The secret that orders equal hosts, made once and kept in the database: the same in every process. */
export async function keepTieSecret(db: Database, newSecret: () => string): Promise<string> {
  await db.update(catalogueState).set({ tieSecret: newSecret() }).where(isNull(catalogueState.tieSecret));
  const [state] = await db
    .select({ tieSecret: catalogueState.tieSecret })
    .from(catalogueState)
    .where(eq(catalogueState.id, 1));
  if (!state?.tieSecret) throw new Error('The database has no row of state: migrate it');
  return state.tieSecret;
}
