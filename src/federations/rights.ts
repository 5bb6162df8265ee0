import { CatalogueError } from '../ground/errors.ts';
import type { Context } from '../record/context.ts';
import { findFederation, nearestFederation } from '../record/federations.ts';
import { type Caller, mustBeKnown } from '../requests/caller.ts';
import { meant } from '../requests/unknown-key.ts';

/** @param nearest slug of a federation that was likely meant */
export function federationNotFound(nearest?: string): CatalogueError {
  const { fr, en } = meant(nearest);
  return new CatalogueError('federation-not-found', {
    fr: `Aucune fédération ne porte ce nom.${fr}`,
    en: `There is no federation by this name.${en}`,
  });
}

/** Whether a federation is the caller’s own, or the caller an administrator. */
export const mayOwnFederation = (caller: Caller, { id }: { id: string }): boolean =>
  caller.role === 'admin' || (caller.role === 'federation' && caller.federationId === id);

/**
 * The federation and administrators write a federation.
 * @param nearest slug of a federation that was likely meant by one that does not exist
 * @throws CatalogueError no-token, federation-not-found, not-yours
 */
export function mustOwnFederation<F extends { id: string }>(
  caller: Caller,
  federation: F | undefined,
  nearest?: string,
): asserts federation is F {
  mustBeKnown(caller);
  if (!federation) throw federationNotFound(nearest);
  if (mayOwnFederation(caller, federation)) return;
  throw new CatalogueError('not-yours', {
    fr: 'Ce jeton n’est pas celui de cette fédération.',
    en: 'This token is not that of this federation.',
  });
}

/** @throws CatalogueError no-token, federation-not-found, not-yours */
export async function mayWriteFederation({ db, caller }: Context, ref: string): Promise<void> {
  mustBeKnown(caller);
  const federation = await findFederation(db, ref);
  mustOwnFederation(caller, federation, federation ? undefined : await nearestFederation(db, ref));
}
