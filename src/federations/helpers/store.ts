import { and, eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { FederationHelperRow } from '../../record/rows.ts';
import { federationHelpers } from '../../record/tables.ts';

export async function putHelperRow(db: Database, row: FederationHelperRow): Promise<void> {
  const { federationId: _federation, key: _key, ...said } = row;
  await db
    .insert(federationHelpers)
    .values(row)
    .onConflictDoUpdate({ target: [federationHelpers.federationId, federationHelpers.key], set: said });
}

export async function removeHelperRow(db: Database, federationId: string, key: string): Promise<void> {
  await db
    .delete(federationHelpers)
    .where(and(eq(federationHelpers.federationId, federationId), eq(federationHelpers.key, key)));
}
