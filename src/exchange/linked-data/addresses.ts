import type { Federation } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';

/* Identifiers last, slugs do not: addresses of linked data are made of identifiers. */

/** The addresses of what linked data speak of, on one service. */
export interface Addresses {
  readonly context: string;
  /** Before the name of a term of the vocabulary. */
  readonly terms: string;
  vocabulary(list: 'usages' | 'criteria' | 'commitment-kinds' | 'tools'): string;
  /** The document about something, where the thing itself has another address. */
  hostRecord(host: Pick<Host, 'id'>): string;
  host(host: Pick<Host, 'id'>): string;
  serviceRecord(host: Pick<Host, 'id'>, service: { id: string }): string;
  service(host: Pick<Host, 'id'>, service: { id: string }): string;
  federation(federation: Pick<Federation, 'id'>): string;
  /** An address on this service by its path. */
  at(path: string): string;
}

export function addressesOn(publicUrl: string): Addresses {
  const hostRecord = ({ id }: { id: string }) => `${publicUrl}/v1/hosts/${id}`;
  const serviceRecord = (host: { id: string }, { id }: { id: string }) => `${hostRecord(host)}/services/${id}`;
  return {
    context: `${publicUrl}/ns/context.jsonld`,
    terms: `${publicUrl}/ns#`,
    vocabulary: (list) => `${publicUrl}/v1/${list}#`,
    hostRecord,
    host: (host) => `${hostRecord(host)}#host`,
    serviceRecord,
    service: (host, service) => `${serviceRecord(host, service)}#service`,
    federation: ({ id }) => `${publicUrl}/v1/federations/${id}#federation`,
    at: (path) => `${publicUrl}${path}`,
  };
}
