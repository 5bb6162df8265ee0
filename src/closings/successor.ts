import type { Database } from '../database/open.ts';
import type { Context } from '../record/context.ts';
import { findHost, nearestHost } from '../record/hosts.ts';
import { loadHost } from '../record/settle.ts';
import type { NamedSuccessor, UnknownSuccessor } from './meaning.ts';

/** A host that is named by its slug, in the state of the day; when the catalogue has none, what was likely meant. */
export async function findSuccessor(
  db: Database,
  context: Context,
  slug: string,
): Promise<NamedSuccessor | UnknownSuccessor> {
  const host = await findHost(db, slug);
  if (host?.slug === slug) return { id: host.id, state: (await loadHost(db, context, host.id)).document.state };
  return { unknown: slug, nearest: await nearestHost(db, slug) };
}
