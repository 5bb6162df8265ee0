import type { Federation } from '../documents/federation.ts';
import { CatalogueError } from '../ground/errors.ts';
import { nearestTo } from '../ground/texts.ts';
import { versionTag } from '../http/answering/conditional.ts';
import type { Caller } from '../requests/caller.ts';
import { suggestion } from '../requests/meaning.ts';
import { findFederation, type Model } from './model.ts';

/**
 * Finds a federation of the read model by slug or id.
 * @throws CatalogueError federation-not-found
 */
export function requireFederation(model: Model, slugOrId: string): Federation {
  const federation = findFederation(model, slugOrId);
  if (federation) return federation;
  throw federationNotFound(nearestTo(slugOrId, model.federationBySlug.keys()));
}

/** @param nearest slug of the federation that was probably meant */
export function federationNotFound(nearest?: string): CatalogueError {
  const { fr, en } = suggestion(nearest);
  return new CatalogueError('federation-not-found', {
    fr: `Aucune fédération ne porte ce nom.${fr}`,
    en: `There is no federation by this name.${en}`,
  });
}

/** Whether the caller is this federation or an administrator. */
export const ownsFederation = (caller: Caller, { id }: { id: string }): boolean =>
  caller.role === 'admin' || (caller.role === 'federation' && caller.federationId === id);

/** The version tag of a federation, only for a caller who may write it. */
export const federationVersionTag = (caller: Caller, federation: Federation): { versionTag?: string } =>
  ownsFederation(caller, federation) ? { versionTag: versionTag(federation.version) } : {};
