import { inTransaction } from '../database/transaction.ts';
import type { Federation } from '../documents/federation.ts';
import type { Context, Written } from '../record/context.ts';
import { lockFederation } from '../record/federations.ts';
import { type FederationBefore, loadFederation, settleFederation } from '../record/settle.ts';
import { authorOf } from '../requests/author.ts';
import { mustBeKnown } from '../requests/caller.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../requests/version.ts';
import type { BelowEdit } from './below.ts';
import { mustOwnFederation } from './rights.ts';

/**
 * Runs a command on what a federation says of itself, and of no host.
 * @throws CatalogueError no-token, federation-not-found, not-yours, meaningless-request, version-required, version-stale
 */
export async function changeFederation(
  context: Context,
  ref: string,
  ifMatch: IfMatch,
  prepare: (before: FederationBefore) => BelowEdit,
): Promise<Written<Federation>> {
  const { caller } = context;
  mustBeKnown(caller);
  return await inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, ref);
    mustOwnFederation(caller, federation);
    const before = await loadFederation(db, federation.id);
    const { creates = false, faults = [], apply } = prepare(before);
    refuseFaults(faults);
    checkVersion(ifMatch, federation.version, creates);
    await apply(db);
    const settled = await settleFederation(db, context, authorOf(caller), before);
    if (!settled) return { document: before.document, version: federation.version, created: false, revision: null };
    return { ...settled, version: settled.document.version, created: creates };
  });
}
