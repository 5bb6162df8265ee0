import type { Database } from '../database/open.ts';
import { TryAgain } from '../database/transaction.ts';
import type { Context } from '../record/context.ts';
import { listFederationsNaming, lockFederations } from '../record/federations.ts';
import { findHost, lockHost } from '../record/hosts.ts';
import type { HostRow } from '../record/rows.ts';
import { type FederationBefore, type HostBefore, loadFederation, loadHost } from '../record/settle.ts';
import { mustOwnHost } from './rights.ts';

/** A host and the federations that name it, all locked, as they were before a command touched them. */
export interface Standing {
  host: HostRow;
  before: HostBefore;
  federations: FederationBefore[];
}

/**
 * Locks a host with the federations that name it, for what makes it public or no longer public. Locks always come in
 * the order federation, host, revision. `alsoIds`: federations to lock besides.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function lockWithFederations(
  db: Database,
  context: Context,
  ref: string,
  alsoIds: readonly string[] = [],
): Promise<Standing> {
  const { caller } = context;
  const found = await findHost(db, ref);
  mustOwnHost(caller, found);
  const listing = await listFederationsNaming(db, found.id);
  const locked = await lockFederations(db, [...new Set([...listing, ...alsoIds])]);
  const host = await lockHost(db, found.id);
  mustOwnHost(caller, host);
  const before = await loadHost(db, context, host.id);
  const ids = locked.map(({ id }) => id);
  if ((await listFederationsNaming(db, host.id)).some((id) => !ids.includes(id))) throw new TryAgain();
  const federations = [];
  for (const id of ids) federations.push(await loadFederation(db, id));
  return { host, before, federations };
}
