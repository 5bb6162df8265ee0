import { type Static, Type } from 'typebox';
import { ClosingStages } from '../../documents/closing.ts';
import { FederationDraft } from '../../documents/federation.ts';
import { Alias, HostDraft, Membership, Observed } from '../../documents/host.ts';
import { Provenance } from '../../documents/provenance.ts';
import { ServiceDraft } from '../../documents/service.ts';
import { ClaimDraft, CommitmentDraft } from '../../documents/statement.ts';
import { federationFaults } from '../../federations/commands.ts';
import { memberFaults, type SigningFederation } from '../../federations/members/commands.ts';
import { type Fault, fault, faultsUnder } from '../../ground/errors.ts';
import { hostFaults } from '../../hosts/entries/meaning.ts';
import { growthFaults, NOTHING } from '../../record/entry-size.ts';
import { dateFaults, pastFaults } from '../../requests/meaning.ts';
import { shapeFaults } from '../../requests/shape.ts';
import { serviceFaults } from '../../services/meaning.ts';
import { saidFaults } from '../../statements/meaning.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { HttpUrl, Key, orNull, PartialDate, Slug, strictObject, Text } from '../../vocabulary/shapes.ts';
import { COMPLETE_LISTS } from '../../vocabulary/terms.ts';

/*
 * Entries compiled by third parties, in the form of API documents: those of seed/catalogue.json, and those of a dump.
 */

const SeedClosing = strictObject({
  announcedOn: Type.Optional(PartialDate),
  stages: ClosingStages,
  approximate: Type.Optional(Type.Boolean()),
  reason: Type.Optional(Text),
  successor: Type.Optional(Slug),
  exportGuide: Type.Optional(HttpUrl),
  promised: Type.Optional(
    Type.Record(Type.Enum(['closing-notice', 'data-retrieval-after-end']), orNull(Type.Integer({ minimum: 0 })), {
      description: 'Days promised on the day of the announcement; absent: those that are promised now',
    }),
  ),
});
export type SeedClosing = Static<typeof SeedClosing>;

const SeedService = strictObject({ ...ServiceDraft.properties, slug: Slug, closing: Type.Optional(SeedClosing) });

export const SeedHost = strictObject({
  ...Type.Omit(HostDraft, ['terms']).properties,
  services: Type.Optional(Type.Array(SeedService)),
  memberships: Type.Optional(Type.Array(Membership)),
  claims: Type.Optional(Type.Array(strictObject({ ...ClaimDraft.properties, criterion: Key }))),
  commitments: Type.Optional(
    Type.Array(strictObject({ ...CommitmentDraft.properties, kind: Key, service: Type.Optional(Slug) })),
  ),
  closing: Type.Optional(SeedClosing),
  observed: Type.Optional(Observed),
  factsAsOf: Type.Optional(PartialDate),
  sources: Type.Optional(Type.Array(HttpUrl, { minItems: 1 })),
  factSources: Type.Optional(
    Type.Record(Type.String(), HttpUrl, {
      description: 'Of several pages, the one that a fact was read at, where it is known',
    }),
  ),
  complete: Type.Optional(Type.Array(Type.Enum(COMPLETE_LISTS), { uniqueItems: true })),
  aliases: Type.Optional(Type.Array(Alias)),
  provenance: Type.Optional(Provenance),
  confirmedByHost: Type.Literal(false, { description: 'Nobody but the host confirms an entry' }),
});
export type SeedHost = Static<typeof SeedHost>;

export const SeedFederation = strictObject({
  ...FederationDraft.properties,
  sources: Type.Optional(Type.Array(HttpUrl)),
  charterVersions: Type.Optional(Type.Array(Type.String())),
  exchangeSource: Type.Optional(HttpUrl),
});
export type SeedFederation = Static<typeof SeedFederation>;

/** The file; entries are checked one by one, so that one invalid entry does not hide the others. */
export interface SeedFile {
  federations: unknown[];
  hosts: unknown[];
}

/* The rules of the API for an entry. */

/** The external data that the check needs. */
interface SeedWorld {
  reference: Reference;
  day: string;
  /** Federations by slug. */
  federations: ReadonlyMap<string, SigningFederation>;
}

/** A valid entry, or its faults. */
type Checked<T> = { entry: T } | { faults: Fault[] };

const closingFaults = (pointer: string, closing: SeedClosing | undefined): Fault[] =>
  Object.entries({ announcedOn: closing?.announcedOn, ...closing?.stages }).flatMap(([stage, date]) =>
    dateFaults(`${pointer}/${stage}`, date),
  );

/** Every entry must have a source and a date for its facts. */
const originFaults = ({ provenance, observed, sources }: SeedHost): Fault[] =>
  provenance
    ? []
    : Object.entries({ observed, sources }).flatMap(([field, value]) =>
        value === undefined ? [fault(`/${field}`, 'missing', `Give ${field}.`)] : [],
      );

const duplicateFaults = (pointer: string, keys: readonly string[]): Fault[] =>
  keys.flatMap((key, i) => (keys.indexOf(key) < i ? [fault(`${pointer}/${i}`, 'twice', `${key} comes twice.`)] : []));

function statementFaults(host: SeedHost, { reference, day }: SeedWorld): Fault[] {
  const slugs = new Set((host.services ?? []).map(({ slug }) => slug));
  const claims = (host.claims ?? []).flatMap(({ criterion, asOf }, i) => [
    ...(reference.criteria.has(criterion)
      ? []
      : [fault(`/claims/${i}/criterion`, 'unknown-criterion', `There is no criterion ${criterion}.`)]),
    ...pastFaults(`/claims/${i}/asOf`, asOf, day),
  ]);
  const commitments = (host.commitments ?? []).flatMap(({ kind: key, value, service, asOf }, i) => {
    const at = `/commitments/${i}`;
    const faults = saidFaults(key, value, reference, day).map((found) => ({
      ...found,
      pointer: `${at}${found.pointer || '/kind'}`,
    }));
    if (service !== undefined && !slugs.has(service))
      faults.push(fault(`${at}/service`, 'unknown-service', `This host has no service ${service}.`));
    return [...faults, ...pastFaults(`${at}/asOf`, asOf, day)];
  });
  return [...claims, ...commitments];
}

function membershipFaults(host: SeedHost, { reference, day, federations }: SeedWorld): Fault[] {
  return (host.memberships ?? []).flatMap(({ federation, ...draft }, i) => {
    const at = `/memberships/${i}`;
    const signing = federations.get(federation);
    if (!signing) return [fault(`${at}/federation`, 'unknown-federation', `There is no federation ${federation}.`)];
    return faultsUnder(at, memberFaults(draft, signing, reference, day));
  });
}

/** Checks a host of the file by the same rules as a write through the API. */
export function checkHost(value: unknown, world: SeedWorld): Checked<SeedHost> {
  const shape = shapeFaults(SeedHost, value);
  if (shape.length > 0) return { faults: shape };
  const host = value as SeedHost;
  const { reference, day } = world;
  const services = host.services ?? [];
  const usages = new Map(services.map((service) => [service.slug, service.usages]));
  const size = {
    services: services.length,
    plans: services.reduce((sum, { plans = [] }) => sum + plans.length, 0),
    claims: host.claims?.length ?? 0,
    characters: JSON.stringify(host).length,
  };
  const tooMuch = growthFaults(NOTHING, size);
  if (tooMuch.length > 0) return { faults: tooMuch };
  const faults = [
    ...hostFaults(host, reference, day),
    ...services.flatMap((service, i) => [
      ...faultsUnder(`/services/${i}`, serviceFaults(service.slug, service, usages, reference, day)),
      ...closingFaults(`/services/${i}/closing`, service.closing),
    ]),
    ...statementFaults(host, world),
    ...membershipFaults(host, world),
    ...closingFaults('/closing', host.closing),
    ...originFaults(host),
    ...pastFaults('/observed/asOf', host.observed?.asOf, day),
    ...pastFaults('/factsAsOf', host.factsAsOf, day),
    ...duplicateFaults(
      '/services',
      services.map(({ slug }) => slug),
    ),
    ...duplicateFaults(
      '/claims',
      (host.claims ?? []).map(({ criterion }) => criterion),
    ),
    ...duplicateFaults(
      '/commitments',
      (host.commitments ?? []).map(({ kind, service }) => `${service ?? ''}/${kind}`),
    ),
    ...duplicateFaults(
      '/memberships',
      (host.memberships ?? []).map(({ federation }) => federation),
    ),
  ];
  return faults.length > 0 ? { faults } : { entry: host };
}

/** Checks a federation of the file. */
export function checkFederation(value: unknown, reference: Reference): Checked<SeedFederation> {
  const shape = shapeFaults(SeedFederation, value);
  if (shape.length > 0) return { faults: shape };
  const federation = value as SeedFederation;
  const faults = federationFaults(federation, reference);
  return faults.length > 0 ? { faults } : { entry: federation };
}
