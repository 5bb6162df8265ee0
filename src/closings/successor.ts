import type { Context } from '../context.ts';
import type { Database } from '../database/open.ts';
import { loadHost } from '../hosts/change.ts';
import { findHost } from '../hosts/store.ts';
import type { NamedSuccessor } from './meaning.ts';

/** A host that is named by its slug, in the state of the day; undefined when the catalogue has none of that name. */
export async function findSuccessor(db: Database, context: Context, slug: string): Promise<NamedSuccessor | undefined> {
  const host = await findHost(db, slug);
  if (!host || host.slug !== slug) return undefined;
  return { id: host.id, state: (await loadHost(db, context, host.id)).document.state };
}
