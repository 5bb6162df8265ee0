import { and, eq, type SQL } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { privateAddresses } from '../record/tables.ts';
import { hashOf, newKey } from './tokens.ts';

/** The host or federation whose calendar and feed an address shows. */
export type AddressOwner = { hostId: string } | { federationId: string };

/** What is stored about a private address besides its hash. */
export type OpenedAddress = Pick<typeof privateAddresses.$inferSelect, 'createdAt' | 'tellsCases'>;

const isAddressOf = (owner: AddressOwner): SQL =>
  'hostId' in owner ? eq(privateAddresses.hostId, owner.hostId) : eq(privateAddresses.federationId, owner.federationId);

/**
 * Replaces the private address of an owner, whose row must be locked. Returns its key, of which only the hash is
 * stored.
 */
export async function openAddress(
  db: Database,
  owner: AddressOwner,
  { createdAt, tellsCases }: OpenedAddress,
): Promise<string> {
  const key = newKey();
  await db.delete(privateAddresses).where(isAddressOf(owner));
  await db.insert(privateAddresses).values({ ...owner, hash: hashOf(key), createdAt, tellsCases });
  return key;
}

export async function removeAddress(db: Database, owner: AddressOwner): Promise<boolean> {
  const removed = await db
    .delete(privateAddresses)
    .where(isAddressOf(owner))
    .returning({ hash: privateAddresses.hash });
  return removed.length > 0;
}

/** The private address of an owner; undefined when the key does not match. */
export async function findAddress(db: Database, owner: AddressOwner, key: string): Promise<OpenedAddress | undefined> {
  const [found] = await db
    .select({ createdAt: privateAddresses.createdAt, tellsCases: privateAddresses.tellsCases })
    .from(privateAddresses)
    .where(and(isAddressOf(owner), eq(privateAddresses.hash, hashOf(key))));
  return found;
}
