import type { Database } from '../database/open.ts';
import type { Host } from '../documents/host.ts';
import { documentAt, federationsAt, hostAfter } from '../record/changes.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { withOwnCriteria } from './own-criteria.ts';

/**
 * A host as it stood at a revision, by the criteria of then; null when it was not public.
 * @param vocabularies those of the field, without the criteria of federations
 */
export async function hostAt(
  db: Database,
  vocabularies: Reference,
  hostId: string,
  revision: number,
): Promise<Host | null> {
  const change = await documentAt(db, hostId, revision);
  return change ? hostAfter(change, withOwnCriteria(vocabularies, await federationsAt(db, revision))) : null;
}
