import type { Database } from '../database/open.ts';
import { inTransaction, TryAgain } from '../database/transaction.ts';
import type { Host } from '../documents/host.ts';
import type { Context, Edit, WriteResult } from '../record/context.ts';
import { listFederationsNaming, lockFederations } from '../record/federations.ts';
import {
  type FederationBefore,
  finishFederationWrite,
  finishHostWrite,
  type HostBefore,
  loadFederation,
  loadHost,
} from '../record/finish-write.ts';
import { findHost, lockHost } from '../record/hosts.ts';
import type { HostRow } from '../record/rows.ts';
import { authorOf, type Caller, requireToken } from '../requests/caller.ts';
import { checkVersion, type IfMatch, refuseFaults } from '../requests/version.ts';
import { requireOwnHost, requireWritableHost } from './rights.ts';

/**
 * Runs a command on one host, in this order: lock the rows, check the right, that parts exist, meaning and version;
 * write the rows; publish the changed document.
 * @param prepare receives the host before the change; throws when a part that the request names does not exist
 * @param withFederations whether documents of federations that name the host may change with it
 * @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, meaningless-request, version-required,
 * version-stale
 */
export async function changeHost(
  context: Context,
  ref: string,
  ifMatch: IfMatch,
  prepare: (before: HostBefore, db: Database) => Edit | Promise<Edit>,
  { withFederations = false } = {},
): Promise<WriteResult<Host>> {
  const { caller } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const locked = withFederations ? await lockWithFederations(db, context, ref) : undefined;
    const host = locked?.host ?? (await lockHost(db, ref));
    requireWritableHost(caller, host);
    const before = locked?.before ?? (await loadHost(db, context, host.id));
    const { creates = false, faults = [], apply, clashes } = await prepare(before, db);
    refuseFaults(faults);
    checkVersion(ifMatch, host.version, creates);
    await apply(db);
    const settled = await finishHostWrite(db, { ...context, caller }, before);
    if (!settled) return { document: before.document, version: host.version, created: false, revision: null };
    if (clashes && settled.revision !== null) refuseFaults(await clashes(db));
    let { revision } = settled;
    for (const federation of locked?.federations ?? [])
      revision = (await finishFederationWrite(db, context, authorOf(caller), federation))?.revision ?? revision;
    return { ...settled, revision, version: settled.document.version, created: creates };
  });
}

/** A host and the federations that name it, locked, as they are before a command changes them. */
export interface LockedHost {
  host: HostRow;
  before: HostBefore;
  federations: FederationBefore[];
}

/** Requires that the caller may write a host; returns the host. */
type RequireRight = (db: Database, caller: Caller, host: HostRow | undefined) => HostRow | Promise<HostRow>;

const requireOwn: RequireRight = (_db, caller, host) => {
  requireOwnHost(caller, host);
  return host;
};

/**
 * Locks a host and the federations that name it, for commands that publish or withdraw the host. Locks are always taken
 * in the order federation, host, revision.
 * @param alsoIds further federations to lock
 * @param require who may do it; absent: the host itself, and administrators
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
