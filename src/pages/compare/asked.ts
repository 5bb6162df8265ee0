import { seekerFor } from '../../alternatives/find.ts';
import { findHost, isListed, type Model } from '../../catalogue/model.ts';
import { hasClosed, hasEnded } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import { type Near, nearTo } from '../home/documents.tsx';

const MOST_LIKE = 5;
/** A long list of services says no more of a host than its first ones. */
const MOST_SERVICES = 12;

/** Hosts that offer what these do, those first that are near to most of their services. */
export function* likeHosts(hosts: readonly Host[], model: Model): Generator<'pause', Host[], unknown> {
  const { lineage } = model.reference.territories;
  const weights = new Map<Host, number>();
  for (const host of hosts) {
    const seek = seekerFor(host, model, lineage);
    for (const service of host.services.filter((one) => !hasEnded(one)).slice(0, MOST_SERVICES)) {
      const near = yield* seek(service);
      const found = near.filter((one) => !hosts.includes(one.host));
      for (const [place, { host: other }] of found.entries())
        weights.set(other, (weights.get(other) ?? 0) + MOST_LIKE - place);
    }
  }
  return [...weights]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_LIKE)
    .map(([host]) => host);
}

export const MOST_COMPARED = 3;
/** Names in an address that are looked up at all. */
const MOST_READ = 24;
const TYPED_MAX = 100;
const MOST_UNKNOWN = 3;

/** What an address asks to compare. */
export interface Compared {
  /** Those that may be compared, each once, however many they are. */
  hosts: readonly Host[];
  /** Usages that matter most to anyone who asks. */
  usages: readonly string[];
  /** Usages that nobody knows. */
  unknownUsages: readonly string[];
  /** Names that nobody has, and who may have been meant. */
  unknown: readonly { typed: string; near: readonly Near[] }[];
  /** Out of the lists, or closed: nobody should go there. */
  left: readonly Host[];
}

const textsIn = (value: unknown): string[] =>
  [value]
    .flat()
    .slice(0, MOST_READ)
    .flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? one.trim().slice(0, TYPED_MAX) : []));

/** Reads `?host=a&host=b`, by slugs; `usage` names what comes first. */
export function readCompared(query: unknown, model: Model): Compared {
  const { host, usage } = query as { host?: unknown; usage?: unknown };
  const typed = [...new Set(textsIn(host))];
  const found = typed.map((name) => ({ name, host: findHost(model, name) }));
  const known = [...new Set(found.flatMap((one) => one.host ?? []))];
  const wanted = [...new Set(textsIn(usage))];
  const isUsage = (key: string) => model.reference.usages.has(key);
  const isComparable = (one: Host) => isListed(one) && !hasClosed(one);
  return {
    hosts: known.filter(isComparable),
    usages: wanted.filter(isUsage),
    unknownUsages: wanted.filter((key) => !isUsage(key)),
    unknown: found
      .filter((one) => !one.host)
      .slice(0, MOST_UNKNOWN)
      .map(({ name }) => ({ typed: name, near: nearTo(`/hosts/${encodeURIComponent(name)}`, model) })),
    left: known.filter((one) => !isComparable(one)),
  };
}
