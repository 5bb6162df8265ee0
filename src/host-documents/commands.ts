import type { Host } from '../documents/host.ts';
import type { Fault } from '../ground/errors.ts';
import { below } from '../ground/errors.ts';
import { changeHost } from '../hosts/change.ts';
import { movedFaults } from '../hosts/place.ts';
import type { Context, Written } from '../record/context.ts';
import { type HostBefore, loadHost } from '../record/settle.ts';
import type { IfMatch } from '../requests/version.ts';
import { documentFaults } from './meaning.ts';
import type { HostDocument } from './schema.ts';
import { writeDocument } from './write.ts';

const replacing = async (context: Context, db: Context['db'], before: HostBefore, document: HostDocument) => ({
  faults: [
    ...documentFaults(context, before, document),
    ...below('/host', await movedFaults(db, context.caller, before.rows.host, document.host)),
  ],
  apply: (db: Context['db']) => writeDocument(db, context, before, document),
});

/**
 * Puts one document in the place of everything that a host writes of itself, all or nothing, as one change.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, meaningless-request, version-required, version-stale
 */
export const putDocument = (
  context: Context,
  ref: string,
  document: HostDocument,
  ifMatch: IfMatch,
): Promise<Written<Host>> =>
  changeHost(context, ref, ifMatch, (before, db) => replacing(context, db, before, document));

/** A host before and after a document; the same twice when the document has faults. */
export interface Tried {
  faults: readonly Fault[];
  before: Host;
  after: Host;
}

/** Ends a transaction that was only tried, so that nothing of it stays. */
class OnlyTried extends Error {
  readonly tried: Tried;
  constructor(tried: Tried) {
    super('Only tried');
    this.tried = tried;
  }
}

/**
 * What `putDocument` would do. It needs no version, and minds the one that is given.
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, version-stale
 */
export async function tryDocument(
  context: Context,
  ref: string,
  document: HostDocument,
  ifMatch: IfMatch = '*',
): Promise<Tried> {
  try {
    await changeHost(context, ref, ifMatch, async (host, db) => {
      const { document: before } = host;
      const { faults, apply } = await replacing(context, db, host, document);
      if (faults.length > 0) throw new OnlyTried({ faults, before, after: before });
      return {
        apply: async (db) => {
          await apply(db);
          throw new OnlyTried({ faults, before, after: (await loadHost(db, context, before.id)).document });
        },
      };
    });
  } catch (error) {
    if (error instanceof OnlyTried) return error.tried;
    throw error;
  }
  throw new Error('A trial always ends by itself');
}
