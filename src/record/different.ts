import { eq, or } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { differentEntries } from './tables.ts';

/** Two entries in the order in which a pair is stored, whatever the order of the arguments. */
export const pairOf = (one: string, another: string): { hostId: string; otherId: string } =>
  one < another ? { hostId: one, otherId: another } : { hostId: another, otherId: one };

/**
 * At a merge, moves the pairs "not the same organisation" of the merged entry to the kept one, except the pair of the
 * two themselves.
 */
export async function moveDifferences(db: Database, kept: string, other: string): Promise<void> {
  const { hostId, otherId } = differentEntries;
  const rows = await db
    .delete(differentEntries)
    .where(or(eq(hostId, other), eq(otherId, other)))
    .returning();
  const moved = rows
    .map((row) => ({ ...row, third: row.hostId === other ? row.otherId : row.hostId }))
    .filter(({ third }) => third !== kept)
    .map(({ third, ...row }) => ({ ...row, ...pairOf(kept, third) }));
  if (moved.length > 0) await db.insert(differentEntries).values(moved).onConflictDoNothing();
}
