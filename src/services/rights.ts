import type { TObject } from 'typebox';
import { CatalogueError } from '../ground/errors.ts';
import { hostWriter, requireWritableHost } from '../hosts/rights.ts';
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

/** A place where something can be stated: the host as a whole, or one of its services. */
export interface StatementRoute {
  path: string;
  params: TObject;
  /** The last part of the operationIds. */
  noun: string;
  of: string;
  writer: Guard<{ host: string; service: string }>;
}

/** @param path what follows the address of the host or service */
export const statementRoutesOf = (
  path: string,
  noun: string,
  params: { host: TObject; service: TObject },
): StatementRoute[] => [
  { path: `/v1/hosts/:host${path}`, params: params.host, noun, of: 'a host', writer: hostWriter },
  {
    path: `/v1/hosts/:host/services/:service${path}`,
    params: params.service,
    noun: `Service${noun}`,
    of: 'a service',
    writer: serviceWriter,
  },
];
