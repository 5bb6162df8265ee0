import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Host } from '../documents/host.ts';
import type { Context, Edit, Written } from '../record/context.ts';
import { lockHost } from '../record/hosts.ts';
import { type HostBefore, loadHost, settleHost } from '../record/settle.ts';
import { requireToken } from '../requests/caller.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../requests/version.ts';
import { requireWritableHost } from './rights.ts';

/**
 * Runs a command on one host: lock, right, existence, meaning, version, rows, then the change of the document.
 * @param prepare gets the host as it is; throws when a part of the host that it names does not exist
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, meaningless-request, version-required, version-stale
 */
export async function changeHost(
  context: Context,
  ref: string,
  ifMatch: IfMatch,
  prepare: (before: HostBefore, db: Database) => Edit | Promise<Edit>,
): Promise<Written<Host>> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const host = await lockHost(db, ref);
    requireWritableHost(caller, host);
    const before = await loadHost(db, context, host.id);
    const { creates = false, faults = [], apply } = await prepare(before, db);
    refuseFaults(faults);
    checkVersion(ifMatch, host.version, creates);
    await apply(db);
    const settled = await settleHost(db, { ...context, caller }, before);
    if (!settled) return { document: before.document, version: host.version, created: false, revision: null };
    return { ...settled, version: settled.document.version, created: creates };
  });
}
