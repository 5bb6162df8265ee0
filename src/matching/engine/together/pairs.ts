import { divideHalfUp } from '../../../ground/curves.ts';
import { bitCount } from '../need/hard-needs.ts';
import { middleCents, type PriceRule, priceUtility } from '../need/interval.ts';

/**
 * Search for two hosts for one need, in flat lists of numbers, so that any thread can do it. A share is the possible
 * part of one host: the usages that it covers, in one way. `points` are hundredths of points × thousandths of utility.
 */
export interface PairProblem {
  readonly kind: 'pairs';
  /** The must-usages, as the lowest bits; wished usages have the next bits. */
  readonly musts: number;
  /** The shares of host h have the indexes starts[h] to starts[h + 1] − 1. Same must-usages are adjacent. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** For each share, the usages that it covers: some but not all must-usages, and any wished usages. */
  readonly covered: Uint16Array<ArrayBuffer>;
  /** For each share, its usages that near usages meet. A near must-usage costs points; a near wish counts half. */
  readonly near: Uint16Array<ArrayBuffer>;
  readonly nearCost: number;
  /** For each share, the hard needs that it leaves unknown, and the part of them that counts as open. */
  readonly unknown: Int32Array<ArrayBuffer>;
  readonly weighing: Int32Array<ArrayBuffer>;
  /** For each host, how much it leaves open with any share. */
  readonly hostOpen: Uint8Array<ArrayBuffer>;
  /** For each host, how far it is from those who ask: decides between pairs that leave as much open. */
  readonly hostDistance: Uint16Array<ArrayBuffer>;
  /** The bit of “open to newcomers”, or 0; its weight, and the weight of any other need. */
  readonly newcomers: number;
  readonly waitingWeight: number;
  readonly needWeight: number;
  /** The bit of an unknown price, and its additional weight. */
  readonly unpriced: number;
  readonly unpricedWeight: number;
  /** For each share, cents a year: certainly due, and to show (NaN: unknown, or free to choose). */
  readonly known: Float64Array<ArrayBuffer>;
  readonly shown: Float64Array<ArrayBuffer>;
  /** For each share, the points of each wish that depends on it; `ABSENT` when the wish does not concern the share. */
  readonly shareValues: Int32Array<ArrayBuffer>;
  /** The maximum points of each of these wishes. */
  readonly shareMost: Int32Array<ArrayBuffer>;
  /** For each share, the value of each tool to leave, in thousandths; for two shares, the higher one counts. */
  readonly shareTools: Uint16Array<ArrayBuffer>;
  readonly tools: number;
  /** Points, in hundredths, when all tools can be taken over. */
  readonly leavingPoints: number;
  /** For each host, the points of each wish that depends on the host alone. */
  readonly hostValues: Int32Array<ArrayBuffer>;
  readonly hostWishes: number;
  /** Points of each wished usage when one of the two hosts covers it, by bit number. */
  readonly wished: Float64Array<ArrayBuffer>;
  readonly price: PriceRule & { readonly points: number };
  /** Maximum cents a year for both hosts; Infinity without a budget. */
  readonly ceilingCents: number;
  /** How many pairs to find; pairs equal to the last one are found too. */
  readonly keep: number;
  /** Only pairs above this are searched for. */
  readonly bar: PairBar | null;
}

/** Greater than any number of points. */
export const ABSENT = 2 ** 31 - 1;

/** More equal pairs than this are cut in the order of hosts. That only happens when more than forty hosts are equal. */
const MOST_EQUAL = 1000;

/** The values by which pairs are ordered. */
export interface PairBar {
  /** 0 without unknowns, else 1. */
  readonly state: number;
  readonly open: number;
  readonly points: number;
  readonly cents: number;
}

/** A pair with its best shares. */
interface Pair extends PairBar {
  /** How far both hosts are from those who ask; 0 where nothing is unknown. */
  readonly distance: number;
  readonly places: readonly [number, number];
}

/** How much two shares leave open together; each need counts once. */
function openOf(
  { newcomers, waitingWeight, needWeight, unpriced, unpricedWeight }: PairProblem,
  weighing: number,
): number {
  const waits = (weighing & newcomers) !== 0 ? waitingWeight : 0;
  const guess = (weighing & unpriced) !== 0 ? unpricedWeight : 0;
  return waits + guess + needWeight * bitCount(weighing & ~newcomers);
}

/** Maximum steps of the search: pairs × ways to divide the musts × ways to give each wish to one host or none. */
export const pairWork = (hosts: number, musts: number, wished: number): number =>
  (hosts * (hosts - 1) * 2 ** musts * 3 ** wished) / 2;

/** Those without unknowns first, then the least open, the most points, and the lowest cost. */
const compare = (a: Omit<Pair, 'places'>, b: PairBar & { readonly distance?: number }): number =>
  a.state - b.state ||
  a.open - b.open ||
  // A single host is one contact, so its distance is not compared with that of two.
  (b.distance === undefined ? 0 : a.distance - b.distance) ||
  b.points - a.points ||
  a.cents - b.cents;

/**
 * The best pairs, exact, each with its best shares, as the indexes of two shares; best first. Pairs that could not be
 * among them even with the best value of every part are skipped. `below`: none is above the bar.
 */
export function bestPairs(problem: PairProblem): (readonly number[])[] | 'below' {
  const { musts, hostOpen, hostDistance, hostValues, hostWishes, wished, price, shareMost, ceilingCents, keep, bar } =
    problem;
  const hosts = summaries(problem);
  const found: Pair[] = [];
  let isAny = false;
  type Standing = Omit<Pair, 'places'>;
  const isBelow = (pair: Standing): boolean =>
    (bar !== null && compare(pair, bar) > 0) || (found.length >= keep && compare(pair, found[keep - 1]!) > 0);
  const enter = (pair: Pair): void => {
    if (isBelow(pair)) return;
    let at = found.length;
    while (at > 0 && compare(pair, found[at - 1]!) < 0) at--;
    found.splice(at, 0, pair);
    if (found.length < keep) return;
    const limit = found[keep - 1]!;
    while (compare(found.at(-1)!, limit) > 0 || found.length > keep + MOST_EQUAL) found.pop();
  };
  for (let second = 1; second < hosts.length; second++)
    for (let first = 0; first < second; first++) {
      const [a, b] = [hosts[first]!, hosts[second]!];
      if (((a.reach | b.reach) & musts) !== musts || a.cents + b.cents > ceilingCents) continue;
      const worst = isAny ? (found[keep - 1] ?? bar) : null;
      const opened = hostOpen[first]! + hostOpen[second]!;
      const open = openOf(problem, a.weighing | b.weighing) + opened;
      const state = (a.unknown | b.unknown) !== 0 ? 1 : 0;
      const apart = hostDistance[first]! + hostDistance[second]!;
      // What is known without adding up points excludes most pairs.
      if (worst !== null && (state > worst.state || (state === worst.state && open > worst.open))) continue;
      let sure = 0;
      for (let wish = 0; wish < hostWishes; wish++)
        sure += Math.min(hostValues[first * hostWishes + wish]!, hostValues[second * hostWishes + wish]!);
      if (worst !== null) {
        let points = sure + price.points * priceUtility(a.cents + b.cents, price);
        points += leaving(problem, a.tools, 0, b.tools, 0);
        // Plain loops: this runs for every pair of hosts.
        for (let wish = 0; wish < shareMost.length; wish++)
          points += Math.min(a.values[wish]!, b.values[wish]!, shareMost[wish]!);
        const together = a.reach | b.reach;
        for (let usage = 0; usage < wished.length; usage++)
          if ((together & (1 << usage)) !== 0) points += wished[usage]!;
        if (isBelow({ state, open, distance: state * apart, points, cents: a.cents + b.cents })) continue;
      }
      const pair = bestOf(problem, first, b, sure, opened, apart);
      if (pair === null) continue;
      isAny = true;
      enter(pair);
    }
  return found.length === 0 && isAny ? 'below' : found.map(({ places }) => places);
}

/**
 * The best possible values over all shares of a host, each value taken separately, and the index range of its shares
 * for each set of must-usages.
 */
interface Summary {
  readonly reach: number;
  /** What all its shares leave unknown, and the part of it that counts as open. */
  readonly unknown: number;
  readonly weighing: number;
  readonly cents: number;
  readonly values: readonly number[];
  readonly tools: readonly number[];
  readonly from: ReadonlyMap<number, number>;
  readonly to: ReadonlyMap<number, number>;
}

/** Points of the tools that one of two shares can take over; `fromA` and `fromB` are offsets of their values. */
function leaving(
  { tools, leavingPoints }: PairProblem,
  a: ArrayLike<number>,
  fromA: number,
  b: ArrayLike<number>,
  fromB: number,
): number {
  if (tools === 0) return 0;
  let sum = 0;
  for (let tool = 0; tool < tools; tool++) sum += Math.max(a[fromA + tool]!, b[fromB + tool]!);
  return leavingPoints * divideHalfUp(sum, tools);
}

function summaries(problem: PairProblem): Summary[] {
  const { musts, starts, covered, unknown, weighing, known, shareValues, shareMost, shareTools, tools } = problem;
  const hosts: Summary[] = [];
  const wishes = shareMost.length;
  for (let host = 0; host + 1 < starts.length; host++) {
    const [from, to] = [new Map<number, number>(), new Map<number, number>()];
    const values = new Array<number>(wishes).fill(-ABSENT);
    const most = new Array<number>(tools).fill(0);
    let [reach, common, heavy, cents] = [0, -1, -1, Infinity];
    for (let share = starts[host]!; share < starts[host + 1]!; share++) {
      const must = covered[share]! & musts;
      if (!from.has(must)) from.set(must, share);
      to.set(must, share + 1);
      reach |= covered[share]!;
      common &= unknown[share]!;
      heavy &= weighing[share]!;
      cents = Math.min(cents, known[share]!);
      for (let wish = 0; wish < wishes; wish++)
        values[wish] = Math.max(values[wish]!, shareValues[share * wishes + wish]!);
      for (let tool = 0; tool < tools; tool++) most[tool] = Math.max(most[tool]!, shareTools[share * tools + tool]!);
    }
    hosts.push({ reach, unknown: common, weighing: heavy, cents, values, tools: most, from, to });
  }
  return hosts;
}

/** The best way to divide the usages between two hosts; null when every way is above the ceiling. */
function bestOf(
  problem: PairProblem,
  first: number,
  other: Summary,
  sure: number,
  opened: number,
  apart: number,
): Pair | null {
  const {
    musts,
    starts,
    covered,
    unknown,
    weighing,
    near,
    nearCost,
    known,
    shown,
    shareValues,
    shareMost,
    wished,
    price,
    ceilingCents,
  } = problem;
  const { shareTools, tools } = problem;
  const wishes = shareMost.length;
  let best: Pair | null = null;
  for (let share = starts[first]!; share < starts[first + 1]!; share++) {
    const rest = musts & ~covered[share]!;
    const to = other.to.get(rest) ?? 0;
    for (let beside = other.from.get(rest) ?? to; beside < to; beside++) {
      if ((covered[share]! & covered[beside]!) !== 0) continue;
      const cents = known[share]! + known[beside]!;
      const state = (unknown[share]! | unknown[beside]!) !== 0 ? 1 : 0;
      const open = opened + openOf(problem, weighing[share]! | weighing[beside]!);
      if (cents > ceilingCents) continue;
      if (best !== null && (state > best.state || (state === best.state && open > best.open))) continue;
      let points = sure;
      const toShow = shown[share]! + shown[beside]!;
      if (!Number.isNaN(toShow)) points += price.points * priceUtility(middleCents(cents, toShow), price);
      for (let wish = 0; wish < wishes; wish++) {
        const lowest = Math.min(shareValues[share * wishes + wish]!, shareValues[beside * wishes + wish]!);
        if (lowest !== ABSENT) points += lowest;
      }
      points += leaving(problem, shareTools, share * tools, shareTools, beside * tools);
      const together = covered[share]! | covered[beside]!;
      const nearly = near[share]! | near[beside]!;
      points -= nearCost * bitCount(nearly & musts);
      for (let usage = 0; usage < wished.length; usage++)
        if ((together & (1 << usage)) !== 0)
          points += (nearly & (1 << usage)) === 0 ? wished[usage]! : wished[usage]! / 2;
      const pair: Pair = { places: [share, beside], state, open, distance: state * apart, points, cents };
      if (best === null || compare(pair, best) < 0) best = pair;
    }
  }
  return best;
}
