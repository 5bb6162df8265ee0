import { openAddress, openedAt, removeAddress } from '../../../accounts/private-addresses.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { mustOwnFederation } from '../../../federations/rights.ts';
import { CatalogueError } from '../../../ground/errors.ts';
import type { Context } from '../../../record/context.ts';
import { findFederation, lockFederation } from '../../../record/federations.ts';

const notFound = () =>
  new CatalogueError('private-address-not-found', {
    fr: 'Cette adresse privée n’existe pas, ou plus. La fédération peut en demander une autre.',
    en: 'This private address does not exist, or no longer. The federation may ask for another one.',
  });

/**
 * Gives a federation an address of its own that nobody can guess; the one it had before ends.
 * @returns how a path names the federation, and the key, which is shown this once
 * @throws CatalogueError no-token, federation-not-found, not-yours
 */
export const openPrivateAddress = (context: Context, ref: string): Promise<{ name: string; key: string }> =>
  inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, ref);
    mustOwnFederation(context.caller, federation);
    const key = await openAddress(db, { federationId: federation.id }, context.clock());
    return { name: federation.slug, key };
  });

/**
 * Ends the private address of a federation, at once and in every process.
 * @throws CatalogueError no-token, federation-not-found, not-yours, private-address-not-found
 */
export const closePrivateAddress = (context: Context, ref: string): Promise<void> =>
  inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, ref);
    mustOwnFederation(context.caller, federation);
    if (!(await removeAddress(db, { federationId: federation.id }))) throw notFound();
  });

/**
 * When the private address of a federation was opened, for whoever has it.
 * @throws CatalogueError private-address-not-found, also when there is no such federation
 */
export async function mustHaveKey({ db }: Pick<Context, 'db'>, ref: string, key: string): Promise<Date> {
  const federation = await findFederation(db, ref);
  const opened = federation && (await openedAt(db, { federationId: federation.id }, key));
  if (!opened) throw notFound();
  return opened;
}
