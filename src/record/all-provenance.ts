import type { Host, Membership } from '../documents/host.ts';
import type { Origin } from '../documents/provenance.ts';
import type { Service } from '../documents/service.ts';
import type { Claim, Commitment, Statement } from '../documents/statement.ts';
import { ORIGIN_LABELS } from '../vocabulary/labels.ts';
import { FACT_ORIGINS, type FactOrigin, ORIGIN_RANKS } from '../vocabulary/terms.ts';
import type { HostFacts } from './host-facts.ts';
import { FIELDS, isWrittenByHand, provenanceMarkOf } from './provenance.ts';

/* The origin of every fact of an entry, for a request for its whole provenance. */

/** The origins with their ranks, as the API publishes them: a higher rank overwrites a lower one. */
export const PROVENANCE_ORDER = FACT_ORIGINS.map((by) => ({ by, rank: ORIGIN_RANKS[by], label: ORIGIN_LABELS[by] }));

type Origins = Record<string, Origin>;

/** The origin and date of a field. A field that the host wrote is dated by its last confirmation. */
export function originOf(facts: Pick<HostFacts, 'provenance' | 'confirmedOn' | 'observed'>, field: string): Origin {
  const { provenance, confirmedOn, observed } = facts;
  const mark = provenanceMarkOf(provenance, field);
  // Names of entries compiled by the catalogue were stored without a mark at first.
  if (!mark && field === 'name' && confirmedOn === null && observed)
    return { by: 'import', source: null, asOf: observed.asOf ?? null };
  if (!mark) return { by: 'host', source: null, asOf: confirmedOn };
  const { by, source = null, asOf } = mark;
  const isRenewed = isWrittenByHand(mark) && confirmedOn !== null && (asOf === null || asOf < confirmedOn);
  return { by, source, asOf: isRenewed ? confirmedOn : asOf };
}

const ofStatement = ({ by, level, evidenceUrl, asOf }: Statement): Origin => {
  const origin: FactOrigin = by === 'federation' ? (level === 'certified' ? 'certificate' : 'review') : by;
  return { by: origin, source: evidenceUrl ?? null, asOf };
};

/** Of several statements about one subject, the origin of the first: its value is the one shown. */
const ofStatements = (list: readonly (Claim | Commitment)[], prefix: string): Origins =>
  Object.fromEntries(
    list.map((one) => [`${prefix}/${'criterion' in one ? one.criterion : one.kind}`, ofStatement(one.statements[0]!)]),
  );

const BY_AUTHOR: Record<NonNullable<Membership['statedBy']>, FactOrigin> = {
  federation: 'federation',
  host: 'host',
  catalogue: 'import',
};

const ofMemberships = ({ memberships, provenance, observed }: HostFacts): Origins =>
  Object.fromEntries(
    memberships.flatMap(({ federation, statedBy }): [string, Origin][] => {
      const field = `memberships/${federation}`;
      const mark = provenanceMarkOf(provenance, field);
      if (mark) return [[field, { ...mark, source: mark.source ?? null }]];
      if (statedBy === undefined) return [];
      const asOf = statedBy === 'catalogue' ? (observed?.asOf ?? null) : null;
      return [[field, { by: BY_AUTHOR[statedBy], source: null, asOf }]];
    }),
  );

/** An address that is not known is said once, by the description, and not of every fact. */
const withoutUnknown = (origins: Origins): Origins =>
  Object.fromEntries(
    Object.entries(origins).map(([field, { by, source, asOf }]) => [field, { by, ...(source && { source }), asOf }]),
  );

/** The origins of one service, named as the service names its fields. */
export const provenanceOfService = (facts: HostFacts, service: Service): Origins => {
  const stored = facts.services.find(({ id }) => id === service.id);
  const fields = Object.keys(stored?.fields ?? {});
  return withoutUnknown({
    ...Object.fromEntries(fields.map((field) => [field, originOf(facts, `services/${service.slug}/${field}`)])),
    ...ofStatements(service.commitments, 'commitments'),
  });
};

/** The origins of a host and all its parts. */
export const provenanceOfHost = (facts: HostFacts, host: Host): Origins =>
  withoutUnknown({
    ...Object.fromEntries(
      FIELDS.filter((field) => facts.fields[field] !== undefined).map((field) => [field, originOf(facts, field)]),
    ),
    ...ofMemberships(facts),
    ...ofStatements(host.claims, 'claims'),
    ...ofStatements(host.commitments, 'commitments'),
    ...Object.fromEntries(
      host.services.flatMap((service) =>
        Object.entries(provenanceOfService(facts, service)).map(([field, origin]) => [
          `services/${service.slug}/${field}`,
          origin,
        ]),
      ),
    ),
  });
