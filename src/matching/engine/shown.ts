import type { EngineContext, RatedWay } from './host/choose.ts';
import { isNoSpecialist, mayNotRankFirst } from './host/exclusions.ts';
import type { ListOptions, Ranked } from './host/lists.ts';
import type { CompiledNeed } from './need/need.ts';
import { aloneOf, type Combination, compareStanding } from './together/combination.ts';
import type { NearMiss } from './ways-out.ts';

/** One of the few answers that a reader sees; a combination of hosts is one answer. */
export type Shown =
  | { readonly kind: 'host'; readonly placed: RatedWay }
  | { readonly kind: 'together'; readonly combination: Combination }
  | { readonly kind: 'near-miss'; readonly miss: NearMiss };

/** Everything that could be shown, each list in its own order. */
interface Showable {
  readonly fits: readonly Ranked[];
  readonly toCheck: readonly Ranked[];
  readonly askFirst: RatedWay | null;
  readonly combinations: readonly Combination[];
  readonly nearMisses: readonly NearMiss[];
}

/** Whether a shortage can easily be solved: a budget by the reader, a small lack of room by the host. */
function isWithinReach(
  { obstacle, amount }: NearMiss,
  { policy: { smallestStepThousandths } }: EngineContext,
): boolean {
  if (obstacle.name === 'budget') return true;
  if (obstacle.name !== 'too-small' || amount === null) return false;
  return amount.missing * 1000 <= (amount.has + amount.missing) * smallestStepThousandths;
}

/**
 * The order in which a reader sees hosts, pairs and near misses: the host to ask first, then hosts and the best
 * combination in one common order. Near misses are only shown when there is nothing else, with one exception: when the
 * first answer leaves much open, a near miss that is within reach and leaves less open comes first.
 */
export function shownOf(
  { fits, toCheck, askFirst, combinations, nearMisses }: Showable,
  need: CompiledNeed,
  context: EngineContext,
  { limit }: Pick<ListOptions, 'limit'>,
): Shown[] {
  const { shown, open } = context.policy;
  const most = Math.min(shown.hosts, limit);
  const free = nearMisses.filter(
    ({ barred: { candidate, way } }) => !mayNotRankFirst(candidate, way, need) && !isNoSpecialist(way, need),
  );
  const hosts = [...fits, ...toCheck].map(({ placed }) => placed).filter((placed) => placed !== askFirst);
  const several = combinations.filter(({ shares }) => shares.length > 1);
  const isAlone = hosts.length === 0 && askFirst === null;
  const able = several.filter((one) => !isHeldTogether(one, need));
  const merged = mergedIn(hosts, (able.length > 0 ? able : several).slice(0, isAlone ? most : 1), need, context);
  const listed = [...(askFirst ? [{ kind: 'host' as const, placed: askFirst }] : []), ...merged];
  const all = firstFree(listed, need);
  const [first] = all;
  // No listed host may rank first. When no near miss may either, nothing is shown; with such a near miss, it ranks
  // first.
  if (first === undefined && (listed.length === 0 || free.length === 0)) return free.slice(0, most).map(asShown);
  if (first === undefined) return [asShown(free[0]!), ...listed].slice(0, most);
  const leader = free.find((miss) => isWithinReach(miss, context));
  const isFar = openOf(first) >= open.nearMissLeads;
  const leads = leader !== undefined && isFar && leader.barred.open < openOf(first);
  return [...(leads ? [asShown(leader)] : []), ...all].slice(0, most);
}

const asShown = (miss: NearMiss): Shown => ({ kind: 'near-miss', miss });

const isHeldTogether = ({ shares }: Combination, need: CompiledNeed): boolean =>
  shares.some(({ candidate, way }) => mayNotRankFirst(candidate, way, need));

/** Moves the first answer that may rank first to the front; when none may, returns nothing. */
function firstFree(all: readonly Shown[], need: CompiledNeed): Shown[] {
  const at = all.findIndex((one) =>
    one.kind === 'host' ? !one.placed.isHeld : one.kind === 'together' && !isHeldTogether(one.combination, need),
  );
  return at < 0 ? [] : [all[at]!, ...all.slice(0, at), ...all.slice(at + 1)];
}

const openOf = (one: Shown): number =>
  one.kind === 'host' ? one.placed.open : one.kind === 'together' ? one.combination.open : one.miss.barred.open;

/** Merges hosts and combinations, each in its own order, by their common order. */
function mergedIn(
  hosts: readonly RatedWay[],
  several: readonly Combination[],
  need: CompiledNeed,
  context: EngineContext,
): Shown[] {
  const waiting = [...several];
  const merged: Shown[] = [];
  for (const placed of hosts) {
    const alone = waiting.length === 0 ? null : aloneOf(placed, need, context);
    while (alone !== null && waiting.length > 0 && compareStanding(waiting[0]!, alone, need, context) < 0)
      merged.push({ kind: 'together', combination: waiting.shift()! });
    merged.push({ kind: 'host', placed });
  }
  return [...merged, ...waiting.map((combination): Shown => ({ kind: 'together', combination }))];
}
