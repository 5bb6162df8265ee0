import { type Static, Type } from 'typebox';
import {
  type AddressOwner,
  findAddress,
  type OpenedAddress,
  openAddress,
  removeAddress,
} from '../accounts/private-addresses.ts';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { isOfficer, requireOwnFederation } from '../federations/rights.ts';
import { CatalogueError, type Sentence } from '../ground/errors.ts';
import { readsReferrals, requireWritableHost } from '../hosts/rights.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context } from '../record/context.ts';
import { findFederation, lockFederation } from '../record/federations.ts';
import { findHost, lockHost } from '../record/hosts.ts';
import type { FederationRow, HostRow } from '../record/rows.ts';
import { type Caller, requireToken } from '../requests/caller.ts';
import { namedObject } from '../vocabulary/shapes.ts';

/** The addresses at which a host or federation subscribes to its open items without a token. */
export const PrivateAddress = namedObject('PrivateAddress', {
  ics: Type.String({
    description:
      'A calendar of all that waits or will; what is late or has no date stands on the present day. Shown this once: keep it to yourself',
  }),
  atom: Type.String({ description: 'A feed of all that waits. Shown this once: keep it to yourself' }),
});
export type PrivateAddress = Static<typeof PrivateAddress>;

/**
 * The two addresses for a key.
 * @param at without the extension
 */
export const addressesWith = (at: string, key: string): PrivateAddress => ({
  ics: `${at}.ics?key=${key}`,
  atom: `${at}.atom?key=${key}`,
});

/** The differences between private addresses of hosts and federations. */
export interface Kept<Row> {
  find: (db: Database, ref: string) => Promise<Row | undefined>;
  lock: (db: Database, ref: string) => Promise<Row | undefined>;
  /** @throws CatalogueError when the owner does not exist, or the caller does not own it */
  require: (caller: Caller, row: Row | undefined) => asserts row is Row;
  ownerOf: (row: Row) => AddressOwner;
  /** Whether the caller may read about cases: when a case waits reveals its outcome. */
  tellsCases: (caller: Caller, row: Row) => boolean;
  /** Its name in paths. */
  nameOf: (row: Row) => string;
  /** Operation ids for the audit trail. */
  ids: { open: string; close: string };
  gone: Sentence;
}

export const HOST_ADDRESS: Kept<HostRow> = {
  find: findHost,
  lock: lockHost,
  require: requireWritableHost,
  ownerOf: ({ id }) => ({ hostId: id }),
  tellsCases: readsReferrals,
  nameOf: ({ publishedAt, slug, id }) => (publishedAt ? slug : id),
  ids: { open: 'openHostAddress', close: 'closeHostAddress' },
  gone: {
    fr: 'Cette adresse privée n’existe pas, ou plus. L’hébergeur peut en demander une autre.',
    en: 'This private address does not exist, or no longer. The host may ask for another one.',
  },
};

export const FEDERATION_ADDRESS: Kept<FederationRow> = {
  find: findFederation,
  lock: lockFederation,
  require: requireOwnFederation,
  ownerOf: ({ id }) => ({ federationId: id }),
  tellsCases: isOfficer,
  nameOf: ({ slug }) => slug,
  ids: { open: 'openFederationAddress', close: 'closeFederationAddress' },
  gone: {
    fr: 'Cette adresse privée n’existe pas, ou plus. La fédération peut en demander une autre.',
    en: 'This private address does not exist, or no longer. The federation may ask for another one.',
  },
};

const notFound = ({ gone }: Pick<Kept<never>, 'gone'>) => new CatalogueError('private-address-not-found', gone);

/**
 * Creates a private address with a secret key for a host or a federation; it replaces the former one. It shows what its
 * creator may read.
 * @returns the owner's name in paths, and the key, which is returned only once
 * @throws CatalogueError no-token, host-not-found, federation-not-found, not-yours, host-withdrawn
 */
export async function openPrivateAddress<Row>(
  context: Context,
  kept: Kept<Row>,
  ref: string,
): Promise<{ name: string; key: string }> {
  const { caller, clock } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const row = await kept.lock(db, ref);
    kept.require(caller, row);
    const owner = kept.ownerOf(row);
    const key = await openAddress(db, owner, { createdAt: clock(), tellsCases: kept.tellsCases(caller, row) });
    await noteAction(db, context, kept.ids.open, owner);
    return { name: kept.nameOf(row), key };
  });
}

/**
 * Removes a private address; effective immediately in every process.
 * @throws CatalogueError no-token, host-not-found, federation-not-found, not-yours, host-withdrawn,
 * private-address-not-found
 */
export async function closePrivateAddress<Row>(context: Context, kept: Kept<Row>, ref: string): Promise<void> {
  requireToken(context.caller);
  await inTransaction(context.db, async (db) => {
    const row = await kept.lock(db, ref);
    kept.require(context.caller, row);
    const owner = kept.ownerOf(row);
    if (!(await removeAddress(db, owner))) throw notFound(kept);
    await noteAction(db, context, kept.ids.close, owner);
  });
}

/**
 * Finds the owner of a private address by its key.
 * @throws CatalogueError private-address-not-found, also when there is no such owner
 */
export async function requireKey<Row>(
  db: Database,
  kept: Kept<Row>,
  { ref, key }: { ref: string; key: string },
): Promise<{ row: Row; opened: OpenedAddress }> {
  const row = await kept.find(db, ref);
  const opened = row && (await findAddress(db, kept.ownerOf(row), key));
  if (!row || !opened) throw notFound(kept);
  return { row, opened };
}
