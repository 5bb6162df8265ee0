import { CatalogueError } from '../ground/errors.ts';
import { requireWritableHost, requireWritableHostNamed } from '../hosts/rights.ts';
import type { Context } from '../record/context.ts';
import { findHost } from '../record/hosts.ts';
import { requireToken } from '../requests/caller.ts';
import { findService } from './store.ts';

export const serviceNotFound = () =>
  new CatalogueError('service-not-found', {
    fr: 'Cet hébergeur n’a pas de service de ce nom.',
    en: 'This host has no service by this name.',
  });

/** @throws CatalogueError no-token, host-not-found, not-yours, host-withdrawn, service-not-found */
export async function requireWritableServiceNamed(
  { db, caller }: Context,
  ref: string,
  service: string,
): Promise<void> {
  requireToken(caller);
  const host = await findHost(db, ref);
  requireWritableHost(caller, host);
  if (!(await findService(db, host.id, service))) throw serviceNotFound();
}

/**
 * A host as a whole, or one of its services.
 * @throws CatalogueError no-token, host-not-found, not-yours, service-not-found
 */
export const requireWritablePartNamed = (
  context: Context,
  { host, service }: { host: string; service?: string | undefined },
): Promise<void> =>
  service === undefined ? requireWritableHostNamed(context, host) : requireWritableServiceNamed(context, host, service);
