import { CatalogueError } from '../errors.ts';
import type { HostState } from '../vocabulary/terms.ts';
import type { Caller, Known } from './caller.ts';

/** @throws CatalogueError no-token */
export function mustBeKnown(caller: Caller): asserts caller is Known {
  if (caller.role === 'anonymous') throw new CatalogueError('no-token', 'This needs a token.');
}

/** @throws CatalogueError no-token, not-yours */
export function mustBeAdmin(caller: Caller): void {
  mustBeKnown(caller);
  if (caller.role !== 'admin') throw new CatalogueError('not-yours', 'Only an administrator may do this.');
}

export const hostNotFound = () => new CatalogueError('host-not-found', 'There is no host by this name.');

/** Whether anybody may see a host in this state. */
export const isVisible = ({ state }: { state: HostState }): boolean => state !== 'draft' && state !== 'withdrawn';

/**
 * The host and administrators write a host. To everybody else a draft does not exist.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export function mustOwnHost<H extends { id: string; state: HostState }>(
  caller: Caller,
  host: H | undefined,
): asserts host is H {
  mustBeKnown(caller);
  if (!host) throw hostNotFound();
  if (caller.role === 'admin' || (caller.role === 'host' && caller.hostId === host.id)) return;
  if (!isVisible(host)) throw hostNotFound();
  throw new CatalogueError('not-yours', 'This token belongs to somebody else: it cannot change this host.');
}

/**
 * The federation and administrators write a federation.
 * @throws CatalogueError no-token, federation-not-found, not-yours
 */
export function mustOwnFederation<F extends { id: string }>(
  caller: Caller,
  federation: F | undefined,
): asserts federation is F {
  mustBeKnown(caller);
  if (!federation) throw new CatalogueError('federation-not-found', 'There is no federation by this name.');
  if (caller.role === 'admin' || (caller.role === 'federation' && caller.federationId === federation.id)) return;
  throw new CatalogueError('not-yours', 'This token belongs to somebody else: it cannot change this federation.');
}
