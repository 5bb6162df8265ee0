import type { Federation } from '../documents/federation.ts';
import { federationNotFound, ownsFederation } from '../federations/rights.ts';
import { nearestTo } from '../ground/texts.ts';
import { versionTag } from '../http/answering/conditional.ts';
import type { Caller } from '../requests/caller.ts';
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

/** The version tag of a federation, only for a caller who may write it. */
export const federationVersionTag = (caller: Caller, federation: Federation): { versionTag?: string } =>
  ownsFederation(caller, federation) ? { versionTag: versionTag(federation.version) } : {};
