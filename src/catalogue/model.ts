import type { Federation } from '../documents/federation.ts';
import type { Host } from '../documents/host.ts';
import { bareDomain, domainOf } from '../ground/addresses.ts';
import type { Lookup } from '../ground/lookup.ts';
import type { LastChange, Span } from '../record/changes.ts';
import type { HostFacts } from '../record/host-facts.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';
import type { SeenSites } from '../watching/store.ts';
import type { Names } from './names.ts';
import type { Offer, Section } from './section.ts';
import type { TextSearch } from './texts/text-search.ts';

/** The public catalogue at one revision, on one day. Immutable: a change creates a new model. */
export interface Model {
  readonly epoch: string;
  readonly revision: number;
  readonly mark: string;
  readonly day: string;
  /** The vocabularies, including the criteria of federations. */
  readonly reference: Reference;
  readonly federations: readonly Federation[];
  readonly federationBySlug: ReadonlyMap<string, Federation>;
  readonly federationById: ReadonlyMap<string, Federation>;
  /** The facts from which the documents are computed, by host id. */
  readonly facts: Lookup<HostFacts>;
  /** How often the hosts' sites answered: stored apart from the documents, so that nothing is computed from it. */
  readonly seen: SeenSites;
  /** The last change of a host or a federation, by its id. */
  readonly lastChanges: Lookup<LastChange>;
  readonly span: Span;
  readonly names: Names;
  /** Hosts by every present and former slug. */
  readonly bySlug: Lookup<Host>;
  /** Hosts by their id, and by the ids of entries that were merged into them. */
  readonly byId: Lookup<Host>;
  /** Hosts by the domains of their website and services, as `bareDomain` returns them. */
  readonly byDomain: Lookup<Host>;
  /** Hosts by the domains of their former websites. */
  readonly byFormerDomain: Lookup<Host>;
  /** All hosts in the order of names, in parts that the next models share. */
  readonly sections: readonly Section[];
  /** The hosts of each section. */
  readonly groups: readonly (readonly Host[])[];
  /** How many hosts come before each section; the last number is that of all. */
  readonly hostsBefore: Int32Array;
  /** How many offers come before each section; the last number is that of all. */
  readonly offersBefore: Int32Array;
  /** Hosts sorted by name. */
  readonly documents: readonly Host[];
  /** Sorted by host in the order of `documents`, then by service. Ended services are not offers. */
  readonly offers: readonly Offer[];
  /** Created on first use: most models are never searched. Entries are places in `documents`. */
  readonly hostText: () => TextSearch;
  /** Entries are places in `offers`. */
  readonly offerText: () => TextSearch;
}

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

/** The host that has exactly this name, whatever its accents and capitals; found without reading texts. */
export function hostCalled({ sections }: Model, typed: string): Host | undefined {
  const sought = fold(typed);
  if (sought === '') return undefined;
  for (const { rows } of sections) for (const { host, name } of rows) if (name === sought) return host;
  return undefined;
}

/** Whether lists without filters include a host: published or silent. */
export const isListed = ({ state }: Host): boolean => state === 'published' || state === 'silent';

export const listedHosts = ({ documents }: Model): number => documents.filter(isListed).length;

/** Hosts that a search for some words finds, the best first. */
export function bestByWords({ sections, hostsBefore, hostText }: Model, typed: string, most: number): Host[] {
  const { places, scores } = hostText().search(typed) ?? { places: [], scores: [] };
  const best = [...places.keys()].sort((a, b) => scores[b]! - scores[a]!).slice(0, most);
  return best.map((index) => {
    const place = places[index]!;
    const section = hostsBefore.findLastIndex((before) => before <= place);
    return sections[section]!.hosts[place - hostsBefore[section]!]!;
  });
}
