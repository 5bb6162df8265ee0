import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Context } from '../../record/context.ts';
import { listEntrySources, noteGoneOn } from './store.ts';

/** An entry to which a federation's files led. */
export interface NamedEntry {
  hostId: string;
  slug: string;
  /** The address of its file. */
  source: string;
  /** The day since which the federation no longer names the file; null: it names it. */
  goneOn: string | null;
}

/** All entries to which a federation's files led, with the addresses of these files. */
export const namedEntries = async (db: Database, federationId: string): Promise<NamedEntry[]> =>
  (await listEntrySources(db, federationId)).map(({ hostId, slug, source, goneOn }) => ({
    hostId,
    slug,
    source,
    goneOn,
  }));

/**
 * Records, after a complete run of a federation's source, which files it names: a draft from a file stays while the
 * file is named, and 30 days longer. Returns the entries that this run no longer names.
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
