import { findFederation, type Model } from '../catalogue/model.ts';
import { CatalogueError } from '../errors.ts';
import type { Federation } from './schema.ts';

/** A federation of the read model, by slug or id. @throws CatalogueError federation-not-found */
export function federationIn(model: Model, slugOrId: string): Federation {
  const federation = findFederation(model, slugOrId);
  if (federation) return federation;
  throw new CatalogueError('federation-not-found', {
    fr: 'Aucune fédération ne porte ce nom.',
    en: 'No federation has this name.',
  });
}
