import { eq, isNull } from 'drizzle-orm';
import { IncompleteDatabaseError } from '../database/errors.ts';
import type { Database } from '../database/open.ts';
import { catalogueState } from './tables.ts';

/** The secret that orders equal hosts: created once and stored in the database, so that every process has the same. */
export async function keepTieSecret(db: Database, newSecret: () => string): Promise<string> {
  const read = async (): Promise<string | null> => {
    const [state] = await db
      .select({ tieSecret: catalogueState.tieSecret })
      .from(catalogueState)
      .where(eq(catalogueState.id, 1));
    if (!state) throw new IncompleteDatabaseError();
    return state.tieSecret;
  };
  const kept = await read();
  // A standby, which cannot be written, has that of its writer.
  if (kept !== null) return kept;
  await db.update(catalogueState).set({ tieSecret: newSecret() }).where(isNull(catalogueState.tieSecret));
  return (await read())!;
}
