import type { LinkedPage, Linker } from '../../catalogue/linked.ts';
import type { Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import type { Host, Membership } from '../../documents/host.ts';
import { isCertain } from '../../documents/membership.ts';
import { knownOnly, type Node, type Surroundings, surroundingsOf } from './addresses.ts';
import { claimNode, closingNode, commitmentNode, describedAs, numberOf } from './described.ts';
import { serviceNodes } from './services.ts';

const TYPES: Partial<Record<NonNullable<Host['legalForm']>, string>> = {
  association: 'NGO',
  'public-body': 'GovernmentOrganization',
};

const membershipNode = (
  { federation, state, since, until, toCheck, askedOn, statedBy }: Membership,
  around: Surroundings,
): Node => ({
  '@type': 'Membership',
  membershipState: state,
  ...knownOnly({ federation: around.federation(federation), since, until, uncertain: toCheck, askedOn, statedBy }),
});

/** Metadata of the document about a host or one of its services: licence, dates, page for people. */
function recordNode(address: string, host: Host, { addresses, lastChanges }: Surroundings): Node {
  const last = lastChanges.get(host.id);
  return {
    '@id': address,
    '@type': 'CreativeWork',
    license: 'https://creativecommons.org/publicdomain/zero/1.0/',
    url: addresses.at(`/hosts/${host.slug}`),
    ...knownOnly({ dateModified: last?.at.toISOString(), revision: last?.revision, isBasedOn: host.sources }),
  };
}

/** The provider of a service, inside the document of that service. */
const providerNode = ({ id, name, legalForm, slug }: Host, { addresses }: Surroundings): Node => ({
  '@id': addresses.host({ id }),
  '@type': TYPES[legalForm ?? 'other'] ?? 'Organization',
  identifier: slug,
  name,
});

/** A service in its own document, with its provider. */
const serviceAlone = (host: Host, service: Host['services'][number], around: Surroundings): Node => ({
  ...serviceNodes(host, [service], around)[0],
  provider: providerNode(host, around),
  subjectOf: recordNode(around.addresses.serviceRecord(host, service), host, around),
});

/**
 * A host with its services.
 * @param day for which its memberships are evaluated
 */
export function hostNode(host: Host, day: string, around: Surroundings): Node {
  const current = host.memberships.filter((membership) => isCertain(membership, day));
  return {
    ...providerNode(host, around),
    ...knownOnly({
      ...Object.assign({}, ...Object.values(describedAs(host))),
      confirmedOn: host.confirmedOn,
      domainVerifiedOn: host.domainVerifiedOn,
      observedState: host.observed?.state,
      observedOn: host.observed?.asOf,
      compiledOn: host.factsAsOf,
      daysLooked: host.seen?.of,
      daysAnswered: host.seen?.answered,
      lastAnsweredOn: host.seen?.lastOn,
      formerNames: host.aliases?.map(({ kind, value, until }) => ({
        '@type': 'FormerName',
        ...{ nameKind: kind, name: value },
        ...knownOnly({ until }),
      })),
      suspendedSince: host.suspension?.since,
      reason: host.suspension?.reason,
      noticePeriod: numberOf(host.commitments, 'closing-notice'),
      peopleWithAccess: numberOf(host.commitments, 'people-with-emergency-access'),
      closing: host.closing && closingNode(host.closing, around),
      state: host.state,
      ...(!host.confirmedOnBehalf && { confirmedByHost: host.confirmedByHost }),
      complete: host.complete,
      memberOf: current.flatMap(({ federation }) => around.federation(federation) ?? []),
      memberships: host.memberships.map((membership) => membershipNode(membership, around)),
      claims: host.claims.map((claim) => claimNode(claim, around)),
      commitments: host.commitments.map((commitment) => commitmentNode(commitment, around)),
      services: serviceNodes(host, host.services, around),
    }),
    subjectOf: recordNode(around.addresses.hostRecord(host), host, around),
  };
}

/** A federation without its members: each member names its federations. */
export const federationNode = (federation: Federation, { addresses }: Surroundings): Node => ({
  '@id': addresses.federation(federation),
  '@type': 'Organization',
  identifier: federation.slug,
  name: federation.name,
  url: federation.website,
  ...knownOnly({ description: federation.summary }),
});

/* Responses with linked data: one document per resource, all with the same context. */

export function linkerOn(publicUrl: string): Linker {
  const written = (node: Node, { addresses }: Surroundings): string =>
    JSON.stringify({ '@context': addresses.context, ...node });
  const listNode = (
    page: Omit<LinkedPage, 'items'>,
    items: readonly Node[],
    model: Model,
    around: Surroundings,
  ): Node => ({
    '@id': around.addresses.at(page.address),
    '@type': 'ItemList',
    license: 'https://creativecommons.org/publicdomain/zero/1.0/',
    numberOfItems: page.total,
    ...knownOnly({ next: page.next && around.addresses.at(page.next) }),
    epoch: model.epoch,
    catalogueRevision: model.revision,
    asOf: model.day,
    items,
  });
  return {
    host: (host, model) => {
      const around = surroundingsOf(model, publicUrl);
      return written(hostNode(host, model.day, around), around);
    },
    pastHost: (host, day, model) => {
      const around = surroundingsOf({ ...model, lastChanges: new Map() }, publicUrl);
      return written(hostNode(host, day, around), around);
    },
    service: (host, service, model) => {
      const around = surroundingsOf(model, publicUrl);
      return written(serviceAlone(host, service, around), around);
    },
    services: (host, path, model) => {
      const around = surroundingsOf(model, publicUrl);
      const page = { address: path, total: host.services.length, next: null };
      const items = host.services.map((service) => serviceAlone(host, service, around));
      return written(listNode(page, items, model, around), around);
    },
    list: (page, of, model) => {
      const around = surroundingsOf(model, publicUrl);
      const items = page.items.flatMap(({ host, service }): Node[] => {
        if (of === 'hosts') return [hostNode(host, model.day, around)];
        return service ? [serviceAlone(host, service, around)] : [];
      });
      return written(listNode(page, items, model, around), around);
    },
  };
}
