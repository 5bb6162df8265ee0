import type { Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import type { Host } from '../../documents/host.ts';

/* Addresses of linked data contain ids, because ids are permanent and slugs are not. */

/** The addresses of linked data resources on this service. */
export interface Addresses {
  readonly context: string;
  /** The prefix of the terms of the vocabulary. */
  readonly terms: string;
  vocabulary(list: 'usages' | 'criteria' | 'commitment-kinds' | 'tools'): string;
  /** The address of the document about a host; the host itself has another address. */
  hostRecord(host: Pick<Host, 'id'>): string;
  host(host: Pick<Host, 'id'>): string;
  serviceRecord(host: Pick<Host, 'id'>, service: { id: string }): string;
  service(host: Pick<Host, 'id'>, service: { id: string }): string;
  federation(federation: Pick<Federation, 'id'>): string;
  /** The address of a path on this service. */
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

/** A node of linked data; its keys are defined in the context. */
export type Node = Record<string, unknown>;

/** Known facts only: unknown values and empty lists have no key. */
export const knownOnly = (facts: Node): Node =>
  Object.fromEntries(
    Object.entries(facts).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );

/** What a document refers to, and its last change. */
export interface Surroundings {
  readonly addresses: Addresses;
  readonly lastChanges: Model['lastChanges'];
  /** The address of a host by slug; undefined when it is not in the catalogue. */
  host(slug: string): string | undefined;
  federation(slug: string): string | undefined;
}

/** @param model for a past model, without its last changes, which are those of today */
export function surroundingsOf(
  { bySlug, federationBySlug, lastChanges }: Pick<Model, 'bySlug' | 'federationBySlug' | 'lastChanges'>,
  publicUrl: string,
): Surroundings {
  const addresses = addressesOn(publicUrl);
  return {
    addresses,
    lastChanges,
    host: (slug) => {
      const found = bySlug.get(slug);
      return found && addresses.host(found);
    },
    federation: (slug) => {
      const found = federationBySlug.get(slug);
      return found && addresses.federation(found);
    },
  };
}
