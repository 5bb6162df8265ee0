import { CatalogueError } from '../ground/errors.ts';
import { requireWritableHost } from '../hosts/rights.ts';
import type { Guard } from '../record/context.ts';
import { findHost } from '../record/hosts.ts';
import { requireToken } from '../requests/caller.ts';
import { findService } from './store.ts';

export const serviceNotFound = () =>
  new CatalogueError('service-not-found', {
    fr: 'Cet hébergeur n’a pas de service de ce nom.',
    en: 'This host has no service by this name.',
  });

/** The host that owns an existing service, or an administrator. */
export const serviceWriter: Guard<{ host: string; service: string }> = {
  refuses: ['host-not-found', 'host-withdrawn', 'service-not-found'],
  check: async ({ db, caller }, { host: ref, service }) => {
    requireToken(caller);
    const host = await findHost(db, ref);
    requireWritableHost(caller, host);
    if (!(await findService(db, host.id, service))) throw serviceNotFound();
  },
};
