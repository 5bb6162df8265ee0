import type { EngineContext, RatedWay } from './host/choose.ts';
import { isHeld } from './host/open.ts';
import type { ListOptions, Ranked } from './lists.ts';
import type { CompiledNeed } from './need.ts';
import { aloneOf, type Combination, compareStanding } from './together/combination.ts';
import type { NearMiss } from './ways-out.ts';

/** One of the few answers that a reader sees; several hosts together are one. */
export type Shown =
  | { readonly kind: 'host'; readonly placed: RatedWay }
  | { readonly kind: 'together'; readonly combination: Combination }
  | { readonly kind: 'near-miss'; readonly miss: NearMiss };

/** What there is to show, each in its own order. */
export interface Showable {
  readonly fits: readonly Ranked[];
  readonly toCheck: readonly Ranked[];
  readonly askFirst: RatedWay | null;
  readonly combinations: readonly Combination[];
  readonly nearMisses: readonly NearMiss[];
}

/** A shortage that may well be mended: of money by the reader, of room by a host that has most of what is asked. */
function isWithinReach(
  { obstacle, amount }: NearMiss,
  { policy: { smallestStepThousandths } }: EngineContext,
): boolean {
  if (obstacle.name === 'budget') return true;
  if (obstacle.name !== 'too-small' || amount === null) return false;
  return amount.missing * 1000 <= (amount.has + amount.missing) * smallestStepThousandths;
}

/**
 * The order in which a reader sees hosts, pairs and near misses. Whom to ask first; then hosts and the best
 * combination by one order. Near misses when nothing else is there; one that is short of an amount and leaves less open
 * stands before a first answer of which much is open.
 */
export function shownOf(
  { fits, toCheck, askFirst, combinations, nearMisses }: Showable,
  need: CompiledNeed,
  context: EngineContext,
  { limit }: Pick<ListOptions, 'limit'>,
): Shown[] {
  const { shown, open } = context.policy;
  const most = Math.min(shown.hosts, limit);
  const free = nearMisses.filter(({ barred: { candidate, way } }) => !isHeld(candidate, way, need));
  const hosts = [...fits, ...toCheck].map(({ placed }) => placed).filter((placed) => placed !== askFirst);
  const several = combinations.filter(({ shares }) => shares.length > 1);
  const isAlone = hosts.length === 0 && askFirst === null;
  const able = several.filter((one) => !isHeldTogether(one, need));
  const merged = mergedIn(hosts, (able.length > 0 ? able : several).slice(0, isAlone ? most : 1), need, context);
  const listed = [...(askFirst ? [{ kind: 'host' as const, placed: askFirst }] : []), ...merged];
  const all = firstFree(listed, need);
  const [first] = all;
  // Nobody may stand first but a near miss; without one, nobody is shown.
  if (first === undefined && (listed.length === 0 || free.length === 0)) return free.slice(0, most).map(asShown);
  if (first === undefined) return [asShown(free[0]!), ...listed].slice(0, most);
  const leader = free.find((miss) => isWithinReach(miss, context));
  const isFar = openOf(first) >= open.nearMissLeads;
  const leads = leader !== undefined && isFar && leader.barred.open < openOf(first);
  return [...(leads ? [asShown(leader)] : []), ...all].slice(0, most);
}

const asShown = (miss: NearMiss): Shown => ({ kind: 'near-miss', miss });

const isHeldTogether = ({ shares }: Combination, need: CompiledNeed): boolean =>
  shares.some(({ candidate, way }) => isHeld(candidate, way, need));

/** The first that may stand first comes before all others; where none may, none is shown. */
function firstFree(all: readonly Shown[], need: CompiledNeed): Shown[] {
  const at = all.findIndex((one) =>
    one.kind === 'host' ? !one.placed.isHeld : one.kind === 'together' && !isHeldTogether(one.combination, need),
  );
  return at < 0 ? [] : [all[at]!, ...all.slice(0, at), ...all.slice(at + 1)];
}

const openOf = (one: Shown): number =>
  one.kind === 'host' ? one.placed.open : one.kind === 'together' ? one.combination.open : one.miss.barred.open;

/** Hosts and combinations, each list in its order, by the one order of both. */
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
