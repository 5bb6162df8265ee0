import type { Host } from '../documents/host.ts';
import type { Territories } from '../vocabulary/territories.ts';
import { beforeItsEnd, type Candidate, toCandidate } from './engine/host/candidate.ts';
import { type CandidateIndex, indexCandidates, joinedIndexes } from './engine/host/candidate-index.ts';
import { firstDaysAfter } from './engine/host/price-rises.ts';
import type { Policy } from './engine/need/policy.ts';

/** The hosts to which a need is limited. */
export interface OnlyFrom {
  /** Names the same hosts as long as their documents do not change. */
  readonly key: string;
  holds(candidate: Candidate): boolean;
}

/** The documents of one day, in groups: a change replaces one group, a new day all of them. */
interface Dated {
  readonly groups: readonly (readonly Host[])[];
  readonly day: string;
}

/** The candidates for needs, computed once per catalogue. */
interface Indexes {
  /**
   * Yields after each group, because there may be thousands of hosts.
   * @param start the day whose prices apply
   */
  indexing(catalogue: Dated, only: OnlyFrom | null, start: string): Generator<'pause', CandidateIndex>;
  /** Finds a host of the present catalogue by its slug. */
  findHost(catalogue: Dated, slug: string): Host | undefined;
  /** Whether the host with this slug takes part in matches. */
  takesPart(catalogue: Dated, slug: string): boolean;
}

/** How many indexes of a group are kept: for the hosts of federations, and with prices of future days. */
const INDEXES_KEPT = 32;

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

  // Whatever is cached here is keyed by a group of documents, or by all groups of a catalogue.
  const indexes = new WeakMap<readonly Host[], Map<string, CandidateIndex>>();
  const whole = new WeakMap<Dated['groups'], Map<string, CandidateIndex>>();
  const firstDays = new WeakMap<readonly Host[], readonly string[]>();

  /** The days on which prices of a group change. */
  const firstDaysOf = (group: readonly Host[], day: string): readonly string[] => {
    const cached = firstDays.get(group);
    if (cached) return cached;
    const days = [...new Set(group.flatMap((host) => firstDaysAfter(host, day)))].sort();
    firstDays.set(group, days);
    return days;
  };

  /** The last day up to `start` on which some price changes. All starts between two such days share one index. */
  function* lastChange({ groups, day }: Dated, start: string): Generator<'pause', string> {
    let last = day;
    if (start === day) return last;
    for (const group of groups) {
      const own = firstDaysOf(group, day).findLast((first) => first <= start);
      if (own !== undefined && own > last) last = own;
      yield 'pause';
    }
    return last;
  }

  function indexOf(group: readonly Host[], day: string, priceDay: string, only: OnlyFrom | null): CandidateIndex {
    const [candidates, gone]: [Candidate[], Candidate[]] = [[], []];
    const isKept = (candidate: Candidate | null): candidate is Candidate =>
      candidate !== null && (only === null || only.holds(candidate));
    for (const host of group) {
      const candidate = candidateOf(host, day, priceDay);
      if (isKept(candidate)) candidates.push(candidate);
      const ended = beforeItsEnd(host, day, policy, lineage);
      if (isKept(ended)) gone.push(ended);
    }
    return indexCandidates(candidates, gone);
  }

  function* indexing(catalogue: Dated, only: OnlyFrom | null, start: string): Generator<'pause', CandidateIndex> {
    const { groups, day } = catalogue;
    const priceDay = yield* lastChange(catalogue, start);
    const key = `${priceDay === day ? '' : priceDay} ${only?.key ?? ''}`;
    const cached = keptIn(whole, groups).get(key);
    if (cached) return cached;
    const parts: CandidateIndex[] = [];
    for (const group of groups) {
      const kept = keptIn(indexes, group);
      const part = kept.get(key) ?? indexOf(group, day, priceDay, only);
      keep(kept, key, part);
      parts.push(part);
      yield 'pause';
    }
    const index = joinedIndexes(parts);
    keep(keptIn(whole, groups), key, index);
    return index;
  }

  const bySlug = new WeakMap<readonly Host[], ReadonlyMap<string, Host>>();
  const hostsOf = (group: readonly Host[]): ReadonlyMap<string, Host> => {
    const named = bySlug.get(group) ?? new Map(group.map((host) => [host.slug, host]));
    bySlug.set(group, named);
    return named;
  };
  const findHost = ({ groups }: Dated, slug: string): Host | undefined => {
    for (const group of groups) {
      const host = hostsOf(group).get(slug);
      if (host) return host;
    }
    return undefined;
  };
  const takesPart = (catalogue: Dated, slug: string): boolean => {
    const host = findHost(catalogue, slug);
    return host !== undefined && candidateOf(host, catalogue.day) !== null;
  };
  return { indexing, findHost, takesPart };
}

const keptIn = <K extends object>(
  all: WeakMap<K, Map<string, CandidateIndex>>,
  key: K,
): Map<string, CandidateIndex> => {
  const kept = all.get(key) ?? new Map<string, CandidateIndex>();
  all.set(key, kept);
  return kept;
};

/** Hosts may announce prices for any number of days, so the oldest index is dropped. */
function keep(kept: Map<string, CandidateIndex>, key: string, index: CandidateIndex): void {
  if (!kept.has(key) && kept.size >= INDEXES_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(key, index);
}
