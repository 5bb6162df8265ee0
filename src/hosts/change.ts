import type { Database } from '../database/open.ts';
import { inTransaction, TryAgain } from '../database/transaction.ts';
import type { Host } from '../documents/host.ts';
import type { Context, Edit, Written } from '../record/context.ts';
import { listFederationsNaming, lockFederations } from '../record/federations.ts';
import { findHost, lockHost } from '../record/hosts.ts';
import type { HostRow } from '../record/rows.ts';
import { type FederationBefore, type HostBefore, loadFederation, loadHost, settleHost } from '../record/settle.ts';
import { type Caller, requireToken } from '../requests/caller.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../requests/version.ts';
import { requireOwnHost, requireWritableHost } from './rights.ts';

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
    const { creates = false, faults = [], apply, clashes } = await prepare(before, db);
    refuseFaults(faults);
    checkVersion(ifMatch, host.version, creates);
    await apply(db);
    const settled = await settleHost(db, { ...context, caller }, before);
    if (!settled) return { document: before.document, version: host.version, created: false, revision: null };
    if (clashes && settled.revision !== null) refuseFaults(await clashes(db));
    return { ...settled, version: settled.document.version, created: creates };
  });
}

/** A host and the federations that name it, locked, before a command changes them. */
export interface LockedHost {
  host: HostRow;
  before: HostBefore;
  federations: FederationBefore[];
}

/** Requires a right to a host, which it returns. */
type RequireRight = (db: Database, caller: Caller, host: HostRow | undefined) => HostRow | Promise<HostRow>;

const requireOwn: RequireRight = (_db, caller, host) => {
  requireOwnHost(caller, host);
  return host;
};

/**
 * Locks a host with the federations that name it, for commands that publish or withdraw it. Locks are always taken in
 * the order federation, host, revision.
 * @param alsoIds further federations to lock
 * @param require who may; absent: the host itself, and administrators
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function lockWithFederations(
  db: Database,
  context: Context,
  ref: string,
  alsoIds: readonly string[] = [],
  require: RequireRight = requireOwn,
): Promise<LockedHost> {
  const { caller } = context;
  const found = await findHost(db, ref);
  const { id } = await require(db, caller, found);
  const listing = await listFederationsNaming(db, id);
  const locked = await lockFederations(db, [...new Set([...listing, ...alsoIds])]);
  const host = await require(db, caller, await lockHost(db, id));
  const before = await loadHost(db, context, host.id);
  const ids = locked.map(({ id }) => id);
  if ((await listFederationsNaming(db, host.id)).some((id) => !ids.includes(id))) throw new TryAgain();
  const federations = [];
  for (const id of ids) federations.push(await loadFederation(db, id));
  return { host, before, federations };
}
