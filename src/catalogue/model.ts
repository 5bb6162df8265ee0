import { hasEnded } from '../documents/closing.ts';
import type { Federation } from '../documents/federation.ts';
import type { Host } from '../documents/host.ts';
import { isLongUnseen } from '../documents/provenance.ts';
import type { Service } from '../documents/service.ts';
import { bareDomain, domainOf } from '../ground/addresses.ts';
import { runAtOnce } from '../ground/slices.ts';
import { hostOnDay } from '../record/assemble.ts';
import type { LastChange, Span } from '../record/changes.ts';
import { type HostFacts, sameFacts } from '../record/host-facts.ts';
import type { CostRules } from '../services/cost.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { AliasKind } from '../vocabulary/terms.ts';
import { fold } from '../vocabulary/territories.ts';
import { NOTHING_SEEN, type SeenSites } from '../watching/store.ts';
import { withOwnCriteria } from './own-criteria.ts';
import { type Prices, pricesOf } from './prices.ts';
import { buildPostingsInSteps, type Postings } from './search.ts';
import { buildTextIndex, type TextIndex } from './text-index.ts';
import { textsOfHost, textsOfOffer } from './texts.ts';

/** A search result: a service of a host, or a host without known services. */
export interface Offer {
  host: Host;
  service: Service | undefined;
  /** Indexes in `documents` and in `offers`. */
  hostIndex: number;
  index: number;
  hostName: string;
  serviceName: string;
  /** Sort key: newest confirmation first, hosts without confirmation last. */
  confirmed: string;
  isLongUnseen: boolean;
  prices: Prices | undefined;
}

/** The documents after the last change, before they are evaluated for a day. */
export interface Stored {
  epoch: string;
  revision: number;
  mark: string;
  hosts: ReadonlyMap<string, HostFacts>;
  federations: ReadonlyMap<string, Federation>;
  /** The last change of each document, by its id; only present for the current catalogue. */
  lastChanges?: ReadonlyMap<string, LastChange>;
  /** Absent: an earlier state of the catalogue. */
  span?: Span;
}

/** The public catalogue at one revision, on one day. Immutable: a change creates a new model. */
export interface Model {
  readonly epoch: string;
  readonly revision: number;
  readonly mark: string;
  readonly day: string;
  /** The vocabularies, including the criteria of federations. */
  readonly reference: Reference;
  /** Hosts sorted by name. */
  readonly documents: readonly Host[];
  readonly federations: readonly Federation[];
  /** Hosts by every present and former slug. */
  readonly bySlug: ReadonlyMap<string, Host>;
  /** Hosts by their id, and by the ids of entries that were merged into them. */
  readonly byId: ReadonlyMap<string, Host>;
  /** The facts from which the documents are computed, by host id. */
  readonly facts: ReadonlyMap<string, HostFacts>;
  readonly federationBySlug: ReadonlyMap<string, Federation>;
  readonly federationById: ReadonlyMap<string, Federation>;
  /** How often the hosts' sites answered: stored apart from the documents, so that nothing is computed from it. */
  readonly seen: SeenSites;
  /** The last change of a host or a federation, by its id. */
  readonly lastChanges: ReadonlyMap<string, LastChange>;
  readonly span: Span;
  /** Hosts by the domains of their website and services, as `bareDomain` returns them. */
  readonly byDomain: ReadonlyMap<string, Host>;
  /** Hosts by the domains of their former websites. */
  readonly byFormerDomain: ReadonlyMap<string, Host>;
  /** Sorted by host in the order of `documents`, then by service. Ended services are not offers. */
  readonly offers: readonly Offer[];
  /** `hostIndex` of each offer, in one array for speed. */
  readonly hostIndexes: Int32Array;
  /** Indexes of the offers without a service. */
  readonly withoutService: readonly number[];
  readonly postings: Postings;
  /** Entries are indexes in `documents`. Created on first use: most models are never searched. */
  readonly hostText: () => TextIndex;
  /** Entries are indexes in `offers`. */
  readonly offerText: () => TextIndex;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A sort key that orders newer days first: each digit is replaced by its complement to nine. */
const downwards = (day: string | null): string =>
  day ? day.replace(/\d/g, (digit) => String(9 - Number(digit))) : '~';

/** Number of hosts after which other work may run. */
const HOSTS_A_STEP = 20;

function* offersOf(
  documents: readonly Host[],
  day: string,
  costRules: CostRules,
): Generator<'pause', Offer[], unknown> {
  const offers: Offer[] = [];
  for (const [hostIndex, host] of documents.entries()) {
    if (hostIndex % HOSTS_A_STEP === 0) yield 'pause';
    const services: (Service | undefined)[] = host.services.filter((service) => !hasEnded(service));
    if (services.length === 0) services.push(undefined);
    const common = {
      host,
      hostIndex,
      hostName: fold(host.name),
      confirmed: downwards(host.confirmedOn),
      isLongUnseen: isLongUnseen(host, day),
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

/** Hosts by domain. Of several, a host that proved the domain comes first, closed or suspended hosts last. */
function domainsOf(documents: readonly Host[]): Map<string, Host> {
  const byDomain = new Map<string, Host>();
  const rank = ({ state, domainVerifiedOn }: Host) =>
    state === 'closed' || state === 'suspended' ? 0 : domainVerifiedOn ? 2 : 1;
  const ranked = documents.toSorted((a, b) => rank(b) - rank(a));
  const claim = (address: string | undefined, host: Host) => {
    const domain = address && domainOf(address);
    if (domain && !byDomain.has(domain)) byDomain.set(domain, host);
  };
  for (const host of ranked) claim(host.website, host);
  for (const host of ranked) for (const service of host.services) claim(service.url, host);
  return byDomain;
}

/** Hosts by their former names of one kind; when several had the same domain, the one that left it last. */
function formerly(documents: readonly Host[], kind: AliasKind): Map<string, Host> {
  const all = documents.flatMap((host) =>
    (host.aliases ?? []).flatMap((one) =>
      one.kind === kind ? { value: one.value, until: one.until ?? '', host } : [],
    ),
  );
  return new Map(all.sort((a, b) => compare(a.until, b.until)).map(({ value, host }) => [value, host]));
}

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** What a model is computed from, apart from the stored documents. */
interface ModelRules {
  reference: Reference;
  costRules: CostRules;
}

const datedHosts = new WeakMap<HostFacts, { reference: Reference; day: string; host: Host }>();

/** The document of a host for a day; the same object as before if nothing changed, because caches are keyed by it. */
function datedHost(facts: HostFacts, reference: Reference, day: string): Host {
  const cached = datedHosts.get(facts);
  if (cached?.day === day && cached.reference === reference) return cached.host;
  const made = hostOnDay(facts, reference, day);
  const host = cached && sameFacts(cached.host, made) ? cached.host : made;
  datedHosts.set(facts, { reference, day, host });
  return host;
}

/** Builds the model of a day, step by step. Unchanged documents stay the same objects. */
export function* buildModelInSteps(
  stored: Stored,
  rules: ModelRules,
  day: string,
  seen: SeenSites = NOTHING_SEEN,
): Generator<'pause', Model, unknown> {
  const { costRules } = rules;
  const federations = [...stored.federations.values()].sort((a, b) => compare(fold(a.name), fold(b.name)));
  const reference = withOwnCriteria(rules.reference, federations);
  const dated: { host: Host; name: string }[] = [];
  for (const facts of stored.hosts.values()) {
    if (dated.length % HOSTS_A_STEP === 0) yield 'pause';
    const host = datedHost(facts, reference, day);
    dated.push({ host, name: fold(host.name) });
  }
  const documents = dated
    .sort((a, b) => compare(a.name, b.name) || compare(a.host.id, b.host.id))
    .map(({ host }) => host);
  yield 'pause';
  const offers = yield* offersOf(documents, day, costRules);
  const postings = yield* buildPostingsInSteps(offers, reference, day);
  const bySlug = new Map([...formerly(documents, 'slug'), ...documents.map((host) => [host.slug, host] as const)]);
  yield 'pause';
  const byDomain = domainsOf(documents);
  yield 'pause';
  return {
    epoch: stored.epoch,
    revision: stored.revision,
    mark: stored.mark,
    day,
    reference,
    documents,
    federations,
    bySlug,
    byId: new Map(documents.flatMap((host) => [host, ...(host.merged ?? [])].map(({ id }) => [id, host] as const))),
    facts: stored.hosts,
    federationBySlug: new Map(federations.map((federation) => [federation.slug, federation])),
    federationById: new Map(federations.map((federation) => [federation.id, federation])),
    seen,
    lastChanges: stored.lastChanges ?? new Map(),
    span: stored.span ?? null,
    byDomain,
    byFormerDomain: formerly(documents, 'domain'),
    offers,
    hostIndexes: Int32Array.from(offers, ({ hostIndex }) => hostIndex),
    withoutService: offers.flatMap(({ service, index }) => (service ? [] : [index])),
    postings,
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

/** Builds the model of a day without pauses. */
export const buildModel = (stored: Stored, rules: ModelRules, day: string, seen?: SeenSites): Model =>
  runAtOnce(buildModelInSteps(stored, rules, day, seen));

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Finds a host by id or slug, present or former. If a slug looks like an id, the host with that id comes first. */
export const findHost = (model: Model, slugOrId: string): Host | undefined =>
  (UUID.test(slugOrId) ? model.byId.get(slugOrId.toLowerCase()) : undefined) ?? model.bySlug.get(slugOrId);

export const findFederation = (model: Model, slugOrId: string): Federation | undefined =>
  (UUID.test(slugOrId) ? model.federationById.get(slugOrId.toLowerCase()) : undefined) ??
  model.federationBySlug.get(slugOrId);

/** A host found by a domain, and the domain that matched. */
export interface FoundByDomain {
  host: Host;
  domain: string;
  /** The domain is of a former website; another organisation may own it now. */
  former: boolean;
}

/**
 * Finds a host by a domain or one of its parent domains: `cloud.aulnes.example` finds `aulnes.example`. A present
 * domain, even a parent domain, comes before a former one.
 */
export function findDomain(model: Model, domain: string): FoundByDomain | undefined {
  // In the form of addresses: other alphabets as ASCII, and only valid domains.
  const name = /[\s/\\@?#]/.test(domain) ? undefined : domainOf(`https://${domain}`);
  const labels = (name ?? bareDomain(domain)).split('.');
  for (const [hosts, former] of [
    [model.byDomain, false],
    [model.byFormerDomain, true],
  ] as const)
    for (let from = 0; from < labels.length - 1; from++) {
      const found = labels.slice(from).join('.');
      const host = hosts.get(found);
      if (host) return { host, domain: found, former };
    }
  return undefined;
}

/** A host by a present or former domain, see `findDomain`. */
export const findByDomain = (model: Model, domain: string): Host | undefined => findDomain(model, domain)?.host;

/** Whether lists without filters include a host: published or silent. */
export const isListed = ({ state }: Host): boolean => state === 'published' || state === 'silent';

export const listedHosts = ({ documents }: Model): number => documents.filter(isListed).length;
