import { federationFaults, memberFaults } from '../federations/meaning.ts';
import type { Fault } from '../ground/errors.ts';
import { below, fault } from '../ground/errors.ts';
import { hostFaults } from '../hosts/meaning.ts';
import { dateFaults, pastFaults } from '../requests/meaning.ts';
import { shapeFaults } from '../requests/shape.ts';
import { serviceFaults } from '../services/meaning.ts';
import { measureFaults } from '../statements/meaning.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { type SeedClosing, SeedFederation, SeedHost } from './seed-schema.ts';

/** What the check needs to know of the world. */
export interface SeedWorld {
  reference: Reference;
  day: string;
  /** Charters by the slug of their federation. */
  federations: ReadonlyMap<string, string | undefined>;
}

/** An entry that the rules accept, or what is wrong with it. */
export type Checked<T> = { entry: T } | { faults: Fault[] };

const closingFaults = (pointer: string, closing: SeedClosing | undefined): Fault[] =>
  Object.entries({ announcedOn: closing?.announcedOn, ...closing?.stages }).flatMap(([stage, date]) =>
    dateFaults(`${pointer}/${stage}`, date),
  );

const twice = (pointer: string, keys: readonly string[]): Fault[] =>
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
    const kind = reference.commitmentKinds.get(key);
    const faults = kind
      ? measureFaults(`${at}/value`, value, kind, day)
      : [fault(`${at}/kind`, 'unknown-commitment-kind', `There is no kind of commitment ${key}.`)];
    if (service !== undefined && !slugs.has(service))
      faults.push(fault(`${at}/service`, 'unknown-service', `This host has no service ${service}.`));
    return [...faults, ...pastFaults(`${at}/asOf`, asOf, day)];
  });
  return [...claims, ...commitments];
}

function membershipFaults(host: SeedHost, { reference, day, federations }: SeedWorld): Fault[] {
  return (host.memberships ?? []).flatMap(({ federation, ...draft }, i) => {
    const at = `/memberships/${i}`;
    if (!federations.has(federation))
      return [fault(`${at}/federation`, 'unknown-federation', `There is no federation ${federation}.`)];
    return below(at, memberFaults(draft, federations.get(federation), reference, day));
  });
}

/** Checks one host of the file as if it had been written through the API. */
export function checkHost(value: unknown, world: SeedWorld): Checked<SeedHost> {
  const shape = shapeFaults(SeedHost, value);
  if (shape.length > 0) return { faults: shape };
  const host = value as SeedHost;
  const { reference, day } = world;
  const services = host.services ?? [];
  const usages = new Map(services.map((service) => [service.slug, service.usages]));
  const faults = [
    ...hostFaults(host, reference, day),
    ...services.flatMap((service, i) => [
      ...below(`/services/${i}`, serviceFaults(service.slug, service, usages, reference, day)),
      ...closingFaults(`/services/${i}/closing`, service.closing),
    ]),
    ...statementFaults(host, world),
    ...membershipFaults(host, world),
    ...closingFaults('/closing', host.closing),
    ...pastFaults('/observed/asOf', host.observed.asOf, day),
    ...twice(
      '/services',
      services.map(({ slug }) => slug),
    ),
    ...twice(
      '/claims',
      (host.claims ?? []).map(({ criterion }) => criterion),
    ),
    ...twice(
      '/commitments',
      (host.commitments ?? []).map(({ kind, service }) => `${service ?? ''}/${kind}`),
    ),
    ...twice(
      '/memberships',
      (host.memberships ?? []).map(({ federation }) => federation),
    ),
  ];
  return faults.length > 0 ? { faults } : { entry: host };
}

/** Checks one federation of the file. */
export function checkFederation(value: unknown, reference: Reference): Checked<SeedFederation> {
  const shape = shapeFaults(SeedFederation, value);
  if (shape.length > 0) return { faults: shape };
  const federation = value as SeedFederation;
  const faults = federationFaults(federation, reference);
  return faults.length > 0 ? { faults } : { entry: federation };
}
