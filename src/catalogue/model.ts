import { hasEnded } from '../documents/closing.ts';
import type { Federation } from '../documents/federation.ts';
import type { Host } from '../documents/host.ts';
import type { Service } from '../documents/service.ts';
import { bareDomain, domainOf } from '../ground/addresses.ts';
import { hostOn } from '../record/document.ts';
import { type HostFacts, sameFacts } from '../record/host-facts.ts';
import type { CostRules } from '../services/cost.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';
import { withOwnCriteria } from './own-criteria.ts';
import { type Prices, pricesOf } from './search/prices.ts';
import { buildPostings, type Postings } from './search/search.ts';
import { buildTextIndex, type TextIndex, textsOfHost, textsOfOffer } from './search/text-index.ts';

/** One thing that can be found: a host through one of its services, or a host of which no service is known. */
export interface Offer {
  host: Host;
  service: Service | undefined;
  /** Place in `documents`, and in `offers`. */
  hostIndex: number;
  index: number;
  hostName: string;
  serviceName: string;
  /** Newest confirmation first, then never: as text that sorts upwards. */
  confirmed: string;
  prices: Prices | undefined;
}

/** What is stored: the documents as their last change left them, before the day is applied. */
export interface Stored {
  epoch: string;
  revision: number;
  hosts: ReadonlyMap<string, HostFacts>;
  federations: ReadonlyMap<string, Federation>;
}

/** The public catalogue at one revision, on one day. Immutable: a change makes another one. */
export interface Model {
  readonly epoch: string;
  readonly revision: number;
  readonly day: string;
  /** The vocabularies with the criteria of its federations. */
  readonly reference: Reference;
  /** Hosts in the order of their names. */
  readonly documents: readonly Host[];
  readonly federations: readonly Federation[];
  readonly bySlug: ReadonlyMap<string, Host>;
  readonly byId: ReadonlyMap<string, Host>;
  readonly federationBySlug: ReadonlyMap<string, Federation>;
  readonly federationById: ReadonlyMap<string, Federation>;
  /** Hosts by the name of their site, and of the addresses of their services; `www.` is left out. */
  readonly byDomain: ReadonlyMap<string, Host>;
  /** By host in the order of `documents`, then by service. Services that have ended are not offers. */
  readonly offers: readonly Offer[];
  /** Place of the host of each offer, side by side in memory. */
  readonly hostIndexes: Int32Array;
  /** Places of the offers that are only a host, with no service known. */
  readonly withoutService: readonly number[];
  readonly postings: Postings;
  /** Entries are places in `documents`. Made when first asked for: most changes are followed by no search. */
  readonly hostText: () => TextIndex;
  /** Entries are places in `offers`. */
  readonly offerText: () => TextIndex;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Newest first in ascending order: each digit by its complement. */
const downwards = (day: string | null): string =>
  day ? day.replace(/\d/g, (digit) => String(9 - Number(digit))) : '~';

function offersOf(documents: readonly Host[], day: string, costRules: CostRules): Offer[] {
  const offers: Offer[] = [];
  for (const [hostIndex, host] of documents.entries()) {
    const services: (Service | undefined)[] = host.services.filter((service) => !hasEnded(service));
    if (services.length === 0) services.push(undefined);
    const common = {
      host,
      hostIndex,
      hostName: fold(host.name),
      confirmed: downwards(host.confirmedAt),
    };
    for (const service of services)
      offers.push({
        ...common,
        service,
        index: offers.length,
        serviceName: fold(service?.name ?? ''),
        prices: service && pricesOf(host, service, day, costRules),
      });
  }
  return offers;
}

/** A closed or suspended host keeps its domain only while nobody else has it; a proven domain wins over a written one. */
function domainsOf(documents: readonly Host[]): Map<string, Host> {
  const byDomain = new Map<string, Host>();
  const rank = ({ state, domainVerifiedAt }: Host) =>
    state === 'closed' || state === 'suspended' ? 0 : domainVerifiedAt ? 2 : 1;
  const ranked = documents.toSorted((a, b) => rank(b) - rank(a));
  const claim = (address: string | undefined, host: Host) => {
    const domain = address && domainOf(address);
    if (domain && !byDomain.has(domain)) byDomain.set(domain, host);
  };
  for (const host of ranked) claim(host.website, host);
  for (const host of ranked) for (const service of host.services) claim(service.url, host);
  return byDomain;
}

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** What a model is computed by, beside what is stored. */
export interface ModelRules {
  /** The vocabularies of the field. */
  reference: Reference;
  costRules: CostRules;
}

const datedHosts = new WeakMap<HostFacts, { reference: Reference; day: string; host: Host }>();

/** A host on a day; the same object as before when neither its facts nor the day make it another one. */
function datedHost(facts: HostFacts, reference: Reference, day: string): Host {
  const known = datedHosts.get(facts);
  if (known?.day === day && known.reference === reference) return known.host;
  const made = hostOn(facts, reference, day);
  const host = known && sameFacts(known.host, made) ? known.host : made;
  datedHosts.set(facts, { reference, day, host });
  return host;
}

/** The model of what is stored, on a day. Documents that the day does not change keep their identity. */
export function buildModel(stored: Stored, rules: ModelRules, day: string): Model {
  const { costRules } = rules;
  const federations = [...stored.federations.values()].sort((a, b) => compare(fold(a.name), fold(b.name)));
  const reference = withOwnCriteria(rules.reference, federations);
  const documents = [...stored.hosts.values()]
    .map((facts) => datedHost(facts, reference, day))
    .map((host) => ({ host, name: fold(host.name) }))
    .sort((a, b) => compare(a.name, b.name) || compare(a.host.id, b.host.id))
    .map(({ host }) => host);
  const offers = offersOf(documents, day, costRules);
  return {
    epoch: stored.epoch,
    revision: stored.revision,
    day,
    reference,
    documents,
    federations,
    bySlug: new Map(documents.map((host) => [host.slug, host])),
    byId: new Map(documents.map((host) => [host.id, host])),
    federationBySlug: new Map(federations.map((federation) => [federation.slug, federation])),
    federationById: new Map(federations.map((federation) => [federation.id, federation])),
    byDomain: domainsOf(documents),
    offers,
    hostIndexes: Int32Array.from(offers, ({ hostIndex }) => hostIndex),
    withoutService: offers.flatMap(({ service, index }) => (service ? [] : [index])),
    postings: buildPostings(offers, reference, day),
    hostText: once(() => buildTextIndex(documents.map((host) => textsOfHost(host, reference, day)))),
    offerText: once(() =>
      buildTextIndex(
        offers.map(({ host, service }) =>
          service ? textsOfOffer(host, service, reference, day) : textsOfHost(host, reference, day),
        ),
      ),
    ),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A host by its identifier or its slug; a slug that looks like an identifier hides nobody. */
export const findHost = (model: Model, slugOrId: string): Host | undefined =>
  (UUID.test(slugOrId) ? model.byId.get(slugOrId.toLowerCase()) : undefined) ?? model.bySlug.get(slugOrId);

export const findFederation = (model: Model, slugOrId: string): Federation | undefined =>
  (UUID.test(slugOrId) ? model.federationById.get(slugOrId.toLowerCase()) : undefined) ??
  model.federationBySlug.get(slugOrId);

/** A host by a domain or one above it: `cloud.aulnes.example` belongs to `aulnes.example`. */
export function findByDomain(model: Model, domain: string): Host | undefined {
  const labels = bareDomain(domain).split('.');
  for (let from = 0; from < labels.length - 1; from++) {
    const host = model.byDomain.get(labels.slice(from).join('.'));
    if (host) return host;
  }
  return undefined;
}

/** How many hosts a listing without filters shows: those at work. */
export const listedHosts = ({ documents }: Model): number =>
  documents.filter(({ state }) => state === 'published' || state === 'silent').length;
