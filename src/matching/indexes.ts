import type { Host } from '../documents/host.ts';
import type { Territories } from '../vocabulary/territories.ts';
import {
  beforeItsEnd,
  type Candidate,
  type CandidateIndex,
  indexCandidates,
  toCandidate,
} from './engine/host/candidate.ts';
import { firstDaysAfter } from './engine/host/price-rises.ts';
import type { Policy } from './engine/need/policy.ts';

/** The hosts to which a need is limited. */
export interface OnlyFrom {
  /** Names the same hosts as long as the catalogue does not change. */
  readonly key: string;
  holds(candidate: Candidate): boolean;
}

/** The documents of one day; every revision and every day has a new list. */
interface Dated {
  readonly documents: readonly Host[];
  readonly day: string;
}

/** The candidates for needs, computed once per catalogue. */
interface Indexes {
  /**
   * Yields after each host, because there may be thousands.
   * @param start the day whose prices apply
   */
  indexing(catalogue: Dated, only: OnlyFrom | null, start: string): Generator<'pause', CandidateIndex>;
  /** Finds a host of the present catalogue by its slug. */
  findHost(catalogue: Dated, slug: string): Host | undefined;
  /** Whether the host with this slug takes part in matches. */
  takesPart(catalogue: Dated, slug: string): boolean;
}

/** How many indexes with prices of future days are kept. */
const LATER_KEPT = 8;

/** Indexes under one policy. */
export function createIndexes(policy: Policy, lineage: Territories['lineage']): Indexes {
  // One candidate per document and day: most documents do not change between revisions.
  const known = new WeakMap<Host, { day: string; candidate: Candidate | null }>();
  const candidateOf = (host: Host, day: string, priceDay = day): Candidate | null => {
    if (priceDay > day && firstDaysAfter(host, day).some((from) => from <= priceDay))
      return toCandidate(host, day, policy, lineage, priceDay);
    const cached = known.get(host);
    if (cached?.day === day) return cached.candidate;
    const candidate = toCandidate(host, day, policy, lineage);
    known.set(host, { day, candidate });
    return candidate;
  };

  // Keyed by the list of documents, which every revision and every day replaces.
  const indexes = new WeakMap<readonly Host[], Map<string, CandidateIndex>>();
  const later = new WeakMap<readonly Host[], Map<string, CandidateIndex>>();
  const firstDays = new WeakMap<readonly Host[], readonly string[]>();

  /** The last day up to `start` on which some price changes. All starts between two such days share one index. */
  function* lastChange({ documents, day }: Dated, start: string): Generator<'pause', string> {
    if (start === day) return day;
    let days = firstDays.get(documents);
    if (!days) {
      const found = new Set<string>();
      for (const host of documents) {
        for (const first of firstDaysAfter(host, day)) found.add(first);
        yield 'pause';
      }
      days = [...found].sort();
      firstDays.set(documents, days);
    }
    return days.findLast((first) => first <= start) ?? day;
  }

  function* indexing(catalogue: Dated, only: OnlyFrom | null, start: string): Generator<'pause', CandidateIndex> {
    const { documents, day } = catalogue;
    const priceDay = yield* lastChange(catalogue, start);
    const among = priceDay === day ? indexes : later;
    const kept = among.get(documents) ?? new Map<string, CandidateIndex>();
    among.set(documents, kept);
    const key = priceDay === day ? (only?.key ?? '') : `${priceDay} ${only?.key ?? ''}`;
    const cached = kept.get(key);
    if (cached) return cached;
    const [candidates, gone]: [Candidate[], Candidate[]] = [[], []];
    const isKept = (candidate: Candidate | null): candidate is Candidate =>
      candidate !== null && (only === null || only.holds(candidate));
    for (const host of documents) {
      const candidate = candidateOf(host, day, priceDay);
      if (isKept(candidate)) candidates.push(candidate);
      const ended = beforeItsEnd(host, day, policy, lineage);
      if (isKept(ended)) gone.push(ended);
      yield 'pause';
      // Another match computed the same index meanwhile.
      const made = kept.get(key);
      if (made) return made;
    }
    const index = indexCandidates(candidates, gone);
    // Hosts may announce prices for any number of days, so the oldest entry is removed.
    if (among === later && kept.size >= LATER_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(key, index);
    return index;
  }

  const bySlug = new WeakMap<readonly Host[], ReadonlyMap<string, Host>>();
  const findHost = ({ documents }: Dated, slug: string): Host | undefined => {
    const named = bySlug.get(documents) ?? new Map(documents.map((host) => [host.slug, host]));
    bySlug.set(documents, named);
    return named.get(slug);
  };
  const takesPart = (catalogue: Dated, slug: string): boolean => {
    const host = findHost(catalogue, slug);
    return host !== undefined && candidateOf(host, catalogue.day) !== null;
  };
  return { indexing, findHost, takesPart };
}
