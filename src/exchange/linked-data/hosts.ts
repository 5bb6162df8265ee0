import type { Federation } from '../../documents/federation.ts';
import type { Host, Membership } from '../../documents/host.ts';
import { isCertain } from '../../documents/membership.ts';
import { describedAs } from './described.ts';
import { serviceNodes } from './services.ts';
import { claimNode, closingNode, commitmentNode, numberOf } from './statements.ts';
import { knownOnly, type Node, type Surroundings } from './surroundings.ts';

const TYPES: Partial<Record<NonNullable<Host['legalForm']>, string>> = {
  association: 'NGO',
  'public-body': 'GovernmentOrganization',
};

const membershipNode = (
  { federation, status, since, until, toCheck, askedOn, statedBy }: Membership,
  around: Surroundings,
): Node => ({
  '@type': 'Membership',
  membershipStatus: status,
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
export const serviceAlone = (host: Host, service: Host['services'][number], around: Surroundings): Node => ({
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
      confirmedOn: host.confirmedAt,
      domainVerifiedOn: host.domainVerifiedAt,
      observedStatus: host.observed?.status,
      observedOn: host.observed?.asOf,
      compiledOn: host.factsAsOf,
      daysLooked: host.seen?.of,
      daysAnswered: host.seen?.answered,
      lastAnsweredOn: host.seen?.last,
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
      confirmedByHost: host.confirmedByHost,
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
