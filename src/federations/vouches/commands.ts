import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Vouch } from '../../documents/federation.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { Context } from '../../record/context.ts';
import { findFederation, nearestFederation } from '../../record/federations.ts';
import { findHost } from '../../record/hosts.ts';
import type { FederationRow, HostRow } from '../../record/rows.ts';
import { noteAction } from '../../record/trail.ts';
import { mustBeKnown } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import type { BelowRef } from '../below.ts';
import { mustOwnFederation } from '../rights.ts';
import { putVouch, removeVouch } from '../store.ts';

/** Only a federation that was given the id of a draft can answer for it. */
async function mustVouch(
  db: Database,
  { caller }: Context,
  ref: BelowRef,
): Promise<{ federation: FederationRow; host: HostRow }> {
  mustBeKnown(caller);
  const federation = await findFederation(db, ref.federation);
  mustOwnFederation(caller, federation, federation ? undefined : await nearestFederation(db, ref.federation));
  const host = await findHost(db, ref.host);
  if (!host || host.state === 'withdrawn')
    throw new CatalogueError('host-not-found', {
      fr: 'Aucun hébergeur ne porte ce nom. Un brouillon se désigne par son identifiant.',
      en: 'There is no host by this name. A draft is named by its id.',
    });
  return { federation, host };
}

/** @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found */
export async function mayVouch(context: Context, ref: BelowRef): Promise<void> {
  await mustVouch(context.db, context, ref);
}

/**
 * Answers for a host, so that it may publish without proving its domain.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found
 */
export const vouchFor = (context: Context, ref: BelowRef): Promise<Vouch> =>
  inTransaction(context.db, async (db) => {
    const { federation, host } = await mustVouch(db, context, ref);
    const vouchedOn = await putVouch(db, federation.id, host.id, today(context));
    await noteAction(db, context, 'putVouch', { hostId: host.id, federationId: federation.id });
    return { federation: federation.slug, host: host.publishedAt ? host.slug : host.id, vouchedOn };
  });

/**
 * Stops answering for a host; what it published stays.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, vouch-not-found
 */
export const stopVouching = (context: Context, ref: BelowRef): Promise<void> =>
  inTransaction(context.db, async (db) => {
    const { federation, host } = await mustVouch(db, context, ref);
    if (!(await removeVouch(db, federation.id, host.id)))
      throw new CatalogueError('vouch-not-found', {
        fr: 'Cette fédération ne se porte pas garante de cet hébergeur.',
        en: 'This federation does not vouch for this host.',
      });
    await noteAction(db, context, 'removeVouch', { hostId: host.id, federationId: federation.id });
  });
