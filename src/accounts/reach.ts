import type { Context } from '../context.ts';
import { findFederation } from '../federations/store.ts';
import { findHost } from '../hosts/store.ts';
import { findService } from '../services/store.ts';
import { mustBeKnown, mustOwnFederation, mustOwnHost, mustWriteHost, serviceNotFound } from './rights.ts';

/* Whether a write may go on, asked before its body is read. Commands ask again, with their rows locked. */

/** Whether a host that may have left is one’s own. @throws CatalogueError no-token, host-not-found, not-yours */
export async function mayOwnHost({ db, caller }: Context, ref: string): Promise<void> {
  mustBeKnown(caller);
  mustOwnHost(caller, await findHost(db, ref));
}

/** @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn */
export async function mayWriteHost({ db, caller }: Context, ref: string): Promise<void> {
  mustBeKnown(caller);
  mustWriteHost(caller, await findHost(db, ref));
}

/** @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, service-not-found */
export async function mayWriteService({ db, caller }: Context, ref: string, service: string): Promise<void> {
  mustBeKnown(caller);
  const host = await findHost(db, ref);
  mustWriteHost(caller, host);
  if (!(await findService(db, host.id, service))) throw serviceNotFound();
}

/** @throws CatalogueError no-token, federation-not-found, not-yours */
export async function mayWriteFederation({ db, caller }: Context, ref: string): Promise<void> {
  mustBeKnown(caller);
  mustOwnFederation(caller, await findFederation(db, ref));
}
