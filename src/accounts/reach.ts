import { isAgreed } from '../documents/membership.ts';
import { findFederation, listMemberships, nearestFederation } from '../federations/store.ts';
import { parisDay } from '../ground/clock.ts';
import { findHost } from '../hosts/store.ts';
import type { Context } from '../record/context.ts';
import type { HostRow } from '../record/rows.ts';
import { findService } from '../services/store.ts';
import {
  isVisible,
  mustBeKnown,
  mustOwnFederation,
  mustOwnHost,
  mustWriteHost,
  notItsFederation,
  serviceNotFound,
} from './rights.ts';

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

/**
 * A host as a whole, or one of its services.
 * @throws CatalogueError no-token, host-not-found, not-yours, service-not-found
 */
export const mayWritePart = (
  context: Context,
  { host, service }: { host: string; service?: string | undefined },
): Promise<void> => (service === undefined ? mayWriteHost(context, host) : mayWriteService(context, host, service));

/** @throws CatalogueError no-token, federation-not-found, not-yours */
export async function mayWriteFederation({ db, caller }: Context, ref: string): Promise<void> {
  mustBeKnown(caller);
  const federation = await findFederation(db, ref);
  mustOwnFederation(caller, federation, federation ? undefined : await nearestFederation(db, ref));
}

/**
 * Who may speak up for a host that others speak of: itself, a federation of which it is a member today by the word of
 * both, administrators.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function mustStandByHost(
  { db, caller, clock }: Pick<Context, 'db' | 'caller' | 'clock'>,
  host: HostRow | undefined,
): Promise<HostRow> {
  if (caller.role === 'federation' && host) {
    const day = parisDay(clock());
    const isOurs = (await listMemberships(db, { hostId: host.id })).some(
      (membership) => membership.federationId === caller.federationId && isAgreed(membership, day),
    );
    if (isOurs) return host;
    if (isVisible(host)) throw notItsFederation();
  }
  mustOwnHost(caller, host);
  return host;
}

/** @throws CatalogueError no-token, host-not-found, not-yours */
export async function mayStandByHost(context: Context, ref: string): Promise<void> {
  mustBeKnown(context.caller);
  await mustStandByHost(context, await findHost(context.db, ref));
}
