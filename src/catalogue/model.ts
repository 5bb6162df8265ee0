import { hasEnded } from '../documents/closing.ts';
import type { Federation } from '../documents/federation.ts';
import type { Host } from '../documents/host.ts';
import type { Service } from '../documents/service.ts';
import { bareDomain, domainOf } from '../ground/addresses.ts';
import { hostOn } from '../record/assemble.ts';
import { type HostFacts, sameFacts } from '../record/host-facts.ts';
import type { CostRules } from '../services/cost.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';
import { withOwnCriteria } from './own-criteria.ts';
import { type Prices, pricesOf } from './search/prices.ts';
import { buildPostings, type Postings } from './search/search.ts';
import { buildTextIndex, type TextIndex, textsOfHost, textsOfOffer } from './search/text-index.ts';

/** What a search finds: a service of a host, or a host without known services. */
export interface Offer {
  host: Host;
  service: Service | undefined;
  /** Indexes in `documents` and in `offers`. */
  hostIndex: number;
  index: number;
  hostName: string;
  serviceName: string;
  /** Sort key: newest confirmation first, hosts without one last. */
  confirmed: string;
  prices: Prices | undefined;
}

/** The documents after their last change, not yet weighed on a day. */
export interface Stored {
  epoch: string;
  revision: number;
  mark: string;
  hosts: ReadonlyMap<string, HostFacts>;
  federations: ReadonlyMap<string, Federation>;
  /** When each was last published, by its id; only the present catalogue tells it. */
  changedAt?: ReadonlyMap<string, Date>;
}

/** The public catalogue at one revision, on one day. Immutable: a change makes another one. */
export interface Model {
  readonly epoch: string;
  readonly revision: number;
  readonly mark: string;
  readonly day: string;
  /** The vocabularies with the criteria of its federations. */
  readonly reference: Reference;
  /** Hosts in the order of their names. */
  readonly documents: readonly Host[];
  readonly federations: readonly Federation[];
  readonly bySlug: ReadonlyMap<string, Host>;
  readonly byId: ReadonlyMap<string, Host>;
  /** What the documents are made of, by their ids. */
  readonly facts: ReadonlyMap<string, HostFacts>;
  readonly federationBySlug: ReadonlyMap<string, Federation>;
  readonly federationById: ReadonlyMap<string, Federation>;
  /** When a host or a federation was last published, by its id. */
  readonly changedAt: ReadonlyMap<string, Date>;
  /** Hosts by the domains of their website and of their services, as `bareDomain` gives them. */
  readonly byDomain: ReadonlyMap<string, Host>;
  /** By host in the order of `documents`, then by service. Services that have ended are not offers. */
  readonly offers: readonly Offer[];
  /** `hostIndex` of each offer, in one array for speed. */
  readonly hostIndexes: Int32Array;
  /** Indexes of the offers without a service. */
  readonly withoutService: readonly number[];
  readonly postings: Postings;
  /** Entries are indexes in `documents`. Made at first use: most models are never searched. */
  readonly hostText: () => TextIndex;
  /** Entries are indexes in `offers`. */
  readonly offerText: () => TextIndex;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A sort key that puts newer days first in ascending order: each digit replaced by its complement. */
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

/** Hosts by domain. For one domain, a proven host wins over others, and those win over closed or suspended hosts. */
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

/** What a model is computed with, besides the stored documents. */
export interface ModelRules {
  /** The vocabularies of the field. */
  reference: Reference;
  costRules: CostRules;
}

const datedHosts = new WeakMap<HostFacts, { reference: Reference; day: string; host: Host }>();

/** A host on a day; the same object as before when nothing has changed, because caches are keyed by it. */
function datedHost(facts: HostFacts, reference: Reference, day: string): Host {
  const known = datedHosts.get(facts);
  if (known?.day === day && known.reference === reference) return known.host;
  const made = hostOn(facts, reference, day);
  const host = known && sameFacts(known.host, made) ? known.host : made;
  datedHosts.set(facts, { reference, day, host });
  return host;
}

/** Makes the model of a day. Documents that have not changed stay the same objects. */
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
    mark: stored.mark,
    day,
    reference,
    documents,
    federations,
    bySlug: new Map(documents.map((host) => [host.slug, host])),
    byId: new Map(documents.map((host) => [host.id, host])),
    facts: stored.hosts,
    federationBySlug: new Map(federations.map((federation) => [federation.slug, federation])),
    federationById: new Map(federations.map((federation) => [federation.id, federation])),
    changedAt: stored.changedAt ?? new Map(),
    byDomain: domainsOf(documents),
    offers,
    hostIndexes: Int32Array.from(offers, ({ hostIndex }) => hostIndex),
    withoutService: offers.flatMap(({ service, index }) => (service ? [] : [index])),
    postings: buildPostings(offers, reference, day),
    hostText: once(() =>
      buildTextIndex(
        documents.map((host) => textsOfHost(host, reference, day)),
        reference.synonyms,
      ),
    ),
    offerText: once(() =>
      buildTextIndex(
        offers.map(({ host, service }) =>
          service ? textsOfOffer(host, service, reference, day) : textsOfHost(host, reference, day),
        ),
        reference.synonyms,
      ),
    ),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A host by id or slug; the id wins over a slug that looks like an id. */
export const findHost = (model: Model, slugOrId: string): Host | undefined =>
  (UUID.test(slugOrId) ? model.byId.get(slugOrId.toLowerCase()) : undefined) ?? model.bySlug.get(slugOrId);

export const findFederation = (model: Model, slugOrId: string): Federation | undefined =>
  (UUID.test(slugOrId) ? model.federationById.get(slugOrId.toLowerCase()) : undefined) ??
  model.federationBySlug.get(slugOrId);

/** A host by a domain or a parent domain: `cloud.aulnes.example` finds `aulnes.example`. */
export function findByDomain(model: Model, domain: string): Host | undefined {
  // As addresses have it: other alphabets in ASCII, and nothing that is no domain.
  const name = /[\s/\\@?#]/.test(domain) ? undefined : domainOf(`https://${domain}`);
  const labels = (name ?? bareDomain(domain)).split('.');
  for (let from = 0; from < labels.length - 1; from++) {
    const host = model.byDomain.get(labels.slice(from).join('.'));
    if (host) return host;
  }
  return undefined;
}

/** Whether a list without filters has a host: a published or a silent one. */
export const isListed = ({ state }: Host): boolean => state === 'published' || state === 'silent';

export const listedHosts = ({ documents }: Model): number => documents.filter(isListed).length;
