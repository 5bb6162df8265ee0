import { federationNamesIn, namesIn } from '../catalogue/told.ts';
import type { Database } from '../database/open.ts';
import { CatalogueError } from '../ground/errors.ts';
import { changesFrom } from '../record/changes.ts';
import type { ChangedSince } from './schema.ts';
import { tellSince } from './since.ts';
import { findRecommendation, type StoredRecommendation } from './store.ts';
import { type Alternatives, alternativesOf, type Matching } from './today.ts';

/** Whoever has the address may read. @throws CatalogueError recommendation-not-found */
export async function recommendationAt(db: Database, id: string): Promise<StoredRecommendation> {
  const found = await findRecommendation(db, id);
  if (found) return found;
  throw new CatalogueError('recommendation-not-found', {
    fr: 'Aucune recommandation n’a cette adresse. Vérifiez qu’elle est entière.',
    en: 'There is no recommendation at this address. Check that it is whole.',
  });
}

/** What became of a recommendation since it was given. */
export interface SinceThen extends Alternatives {
  changedSince: ChangedSince[];
}

/** What happened to its hosts, oldest first, and who else meets the need when one of them no longer can. */
export async function readSince(
  stored: StoredRecommendation,
  matching: Matching & { db: Database },
): Promise<SinceThen> {
  const { db, model, say } = matching;
  const { reference } = model;
  const teller = { reference, say, nameOf: namesIn(model), federationName: federationNamesIn(model) };
  const changedSince: ChangedSince[] = [];
  for (const { id, slug } of stored.hosts) {
    const changes = await changesFrom(db, id, stored.catalogueRevision, model.revision);
    changedSince.push(...tellSince(slug, changes, teller));
  }
  changedSince.sort((a, b) => a.revision - b.revision);
  return { changedSince, ...(await alternativesOf(stored, matching)) };
}
