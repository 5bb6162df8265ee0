import { and, eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { ClaimRow } from '../../record/rows.ts';
import { claims } from '../../record/tables.ts';

/** Writes what a host says of a criterion, new or in place of what it said before. */
export async function putClaimRow(db: Database, row: ClaimRow): Promise<void> {
  const { hostId: _host, criterion: _criterion, ...said } = row;
  await db
    .insert(claims)
    .values(row)
    .onConflictDoUpdate({ target: [claims.hostId, claims.criterion], set: said });
}

export async function removeClaimRow(db: Database, hostId: string, criterion: string): Promise<void> {
  await db.delete(claims).where(and(eq(claims.hostId, hostId), eq(claims.criterion, criterion)));
}
