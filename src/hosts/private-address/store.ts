import { and, eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { privateAddresses } from '../../database/tables.ts';

/** Gives a host a private address, in place of the one it had. */
export async function putPrivateAddress(db: Database, row: typeof privateAddresses.$inferInsert): Promise<void> {
  const { hostId: _host, ...rest } = row;
  await db.insert(privateAddresses).values(row).onConflictDoUpdate({ target: privateAddresses.hostId, set: rest });
}

/** Whether there was one to remove. */
export async function removePrivateAddress(db: Database, hostId: string): Promise<boolean> {
  const removed = await db
    .delete(privateAddresses)
    .where(eq(privateAddresses.hostId, hostId))
    .returning({ hostId: privateAddresses.hostId });
  return removed.length > 0;
}

/** Whether a hash is that of the private address of a host. */
export async function isPrivateAddressOf(db: Database, hostId: string, hash: string): Promise<boolean> {
  const rows = await db
    .select({ hostId: privateAddresses.hostId })
    .from(privateAddresses)
    .where(and(eq(privateAddresses.hostId, hostId), eq(privateAddresses.hash, hash)));
  return rows.length > 0;
}
