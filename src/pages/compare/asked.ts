import { findHost, isListed, type Model } from '../../catalogue/model.ts';
import { hasClosed } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import { type Near, nearTo } from '../home/near.ts';

export const MOST_COMPARED = 3;
/** Names in an address that are looked up at all. */
const MOST_READ = 24;
const TYPED_MAX = 100;
const MOST_UNKNOWN = 3;

/** What an address asks to compare. */
export interface Compared {
  /** Those that may be compared, each once, however many they are. */
  hosts: readonly Host[];
  /** Usages that matter most to whoever asks. */
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
