import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Context } from '../../record/context.ts';
import { listEntrySources, noteGoneOn } from './store.ts';

/** An entry that the files of a federation led to. */
export interface NamedEntry {
  hostId: string;
  slug: string;
  /** The address of its file. */
  source: string;
  /** Since when the federation names the file no more; null: it names it. */
  goneOn: string | null;
}

/** The entries that the files of a federation led to, by the addresses of those. */
export const namedEntries = async (db: Database, federationId: string): Promise<NamedEntry[]> =>
  (await listEntrySources(db, federationId)).map(({ hostId, slug, source, goneOn }) => ({
    hostId,
    slug,
    source,
    goneOn,
  }));

/**
 * Notes, after a whole reading of a federation’s source, which files it names: a draft that its file made stays as long
 * as it is named, and 30 days longer. Returns those that it names no more since this reading.
 */
export const noteNamed = (
  { db }: Pick<Context, 'db'>,
  federation: { id: string },
  sources: readonly string[],
  on: string,
): Promise<NamedEntry[]> =>
  inTransaction(db, async (db) => {
    const named = new Set(sources);
    const entries = await namedEntries(db, federation.id);
    const back = entries.filter(({ source, goneOn }) => goneOn !== null && named.has(source));
    const gone = entries.filter(({ source, goneOn }) => goneOn === null && !named.has(source));
    const addresses = (list: readonly NamedEntry[]) => list.map(({ source }) => source);
    await noteGoneOn(db, federation.id, addresses(back), null);
    await noteGoneOn(db, federation.id, addresses(gone), on);
    return gone.map((entry) => ({ ...entry, goneOn: on }));
  });
