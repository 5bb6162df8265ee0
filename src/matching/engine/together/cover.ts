/** Cheapest cover of a set of usages by three hosts. Only flat lists of numbers, so that any thread can compute it. */

/** What each host asks for each set of usages that it can meet. */
export interface CoverProblem {
  readonly kind: 'three';
  /** The usages to cover, as the lowest k bits: 2ᵏ − 1, with k ≤ 16. */
  readonly full: number;
  /** The shares of host h have the indexes starts[h] to starts[h + 1] − 1. Host order decides among equals. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** For each share, the usages that it meets: a non-empty subset of `full`. */
  readonly masks: Uint16Array<ArrayBuffer>;
  /** For each share, its cost: `coverKey`, or any number from 0 up whose sums stay exact. */
  readonly keys: Float64Array<ArrayBuffer>;
  /** For each host, its low score, 0 to 100: among covers of equal cost, the one with the best lowest score wins. */
  readonly lows: Uint8Array<ArrayBuffer>;
}

const MOST_CENTS = 2 ** 32 - 1;

/**
 * One number that orders shares, and sums of three shares, in this way: without a price last, then by the number of
 * unknown needs (at most 42 a share), then by cents a year. Above 42 million euros all prices are equal.
 */
export const coverKey = (unpriced: boolean, unknowns: number, cents: number): number =>
  ((unpriced ? 128 : 0) + unknowns) * 2 ** 34 + Math.min(cents, MOST_CENTS);

/** Maximum number of steps of the search: hosts × pairs of nested sets of usages. */
export const coverWork = (hosts: number, usages: number): number => hosts * 3 ** usages;

/** Append-only log of covers by two hosts: a later entry never changes a cover that an earlier one refers to. */
interface Log {
  size: number;
  share: Int32Array;
  before: Int32Array;
}

const NONE = -1;

/**
 * The cheapest cover by three hosts, as the indexes of its shares in the order of hosts; null when there is none.
 * Exact: the smallest sum of keys, then the highest lowest score, then the first in the order of hosts. Worst case 3ᵏ
 * steps per host; nearly always far less, because few shares can be part of a cheapest cover.
 */
export function coverByThree(problem: CoverProblem): number[] | null {
  const places = promising(problem);
  return programme(only(problem, places))?.shares.map((share) => places[share]!) ?? null;
}

/** A cover: the sum of its keys, and the indexes of its shares. */
interface Found {
  readonly key: number;
  readonly shares: readonly number[];
}

/**
 * Indexes of all shares that can be part of the result; removing the others does not change it. A share is removed when
 * even its cheapest completion (which may use a host twice) costs more than a known cover; or when three earlier hosts
 * are as good for the same usages, since at least one of them is then unused and can replace it.
 */
function promising(problem: CoverProblem): Int32Array {
  const { full, starts, masks, keys, lows } = problem;
  const three = threeCheapest(problem);
  // The other two shares use at most two of the three hosts, so one of the three is unused: the cheapest cover is among
  // these shares.
  const all = programme(only(problem, three))?.key ?? -1;
  const cheapest = new Float64Array(full + 1).fill(Infinity);
  for (const share of three) cheapest[masks[share]!] = Math.min(cheapest[masks[share]!]!, keys[share]!);
  const byTwo = new Float64Array(full + 1).fill(Infinity);
  for (let whole = 1; whole <= full; whole++)
    for (let part = (whole - 1) & whole; 2 * part > whole; part = (part - 1) & whole)
      byTwo[whole] = Math.min(byTwo[whole]!, cheapest[part]! + cheapest[whole & ~part]!);
  const kept: number[] = [];
  const keptOf = Array.from({ length: full + 1 }, (): { key: number; low: number }[] => []);
  for (let host = 0; host + 1 < starts.length; host++)
    for (let share = starts[host]!; share < starts[host + 1]!; share++) {
      const mask = masks[share]!;
      const key = keys[share]!;
      if (key + byTwo[full & ~mask]! > all) continue;
      const low = lows[host]!;
      let better = 0;
      for (const other of keptOf[mask]!) if (other.key <= key && other.low >= low && ++better === 3) break;
      if (better === 3) continue;
      keptOf[mask]!.push({ key, low });
      kept.push(share);
    }
  return Int32Array.from(kept);
}

/** For each set of usages, the indexes of its three cheapest shares; among equals the best score, then the first. */
function threeCheapest({ full, starts, masks, keys, lows }: CoverProblem): Int32Array {
  const best = new Int32Array(3 * (full + 1)).fill(NONE);
  const low = new Uint8Array(3 * (full + 1));
  const bestKey = new Float64Array(3 * (full + 1)).fill(Infinity);
  for (let host = 0; host + 1 < starts.length; host++)
    for (let share = starts[host]!; share < starts[host + 1]!; share++) {
      const first = 3 * masks[share]!;
      const key = keys[share]!;
      const own = lows[host]!;
      let at = first + 3;
      while (at > first && (key < bestKey[at - 1]! || (key === bestKey[at - 1] && own > low[at - 1]!))) at--;
      for (let to = first + 2; to > at; to--) {
        best[to] = best[to - 1]!;
        bestKey[to] = bestKey[to - 1]!;
        low[to] = low[to - 1]!;
      }
      if (at === first + 3) continue;
      best[at] = share;
      bestKey[at] = key;
      low[at] = own;
    }
  return best.filter((share) => share !== NONE).sort();
}

/** The problem with only the shares at the given indexes, which must be increasing. */
function only({ full, starts, masks, keys, lows }: CoverProblem, places: Int32Array): CoverProblem {
  const fewer = new Uint32Array(starts.length);
  for (let host = 1, count = 0; host < starts.length; host++) {
    while (count < places.length && places[count]! < starts[host]!) count++;
    fewer[host] = count;
  }
  return {
    kind: 'three',
    full,
    starts: fewer,
    masks: Uint16Array.from(places, (place) => masks[place]!),
    keys: Float64Array.from(places, (place) => keys[place]!),
    lows,
  };
}

/**
 * Dynamic programming: f[S][n] = min over a host and M ⊆ S of f[S \ M][n − 1] + its key for M, exact, up to n = 3.
 * Smallest sum of keys, then highest lowest score, then first found. Hosts are added one after another, so that none is
 * used twice. One host always starts from the empty set, and for three hosts only the full set matters; so only the
 * step for two hosts costs 3ᵏ steps per host.
 */
function programme({ full, starts, masks, keys, lows }: CoverProblem): Found | null {
  const size = full + 1;
  const [oneKey, twoKey] = [new Float64Array(size).fill(Infinity), new Float64Array(size).fill(Infinity)];
  const [oneLow, twoLow] = [new Uint8Array(size), new Uint8Array(size)];
  const oneShare = new Int32Array(size).fill(NONE);
  // For each set, the log index of its best cover by two hosts.
  const twoAt = new Int32Array(size).fill(NONE);
  const log: Log = { size: 0, share: new Int32Array(4 * size), before: new Int32Array(4 * size) };
  let threeKey = Infinity;
  let threeLow = 0;
  let threeShare = NONE;
  let threeBefore = NONE;

  for (let host = 0; host + 1 < starts.length; host++) {
    const [start, end, low] = [starts[host]!, starts[host + 1]!, lows[host]!];
    // Three hosts before two, and two before one: each cover is extended before this host can be part of it.
    for (let share = start; share < end; share++) {
      const rest = full & ~masks[share]!;
      const key = twoKey[rest]! + keys[share]!;
      if (key > threeKey || key === Infinity) continue;
      const worst = Math.min(twoLow[rest]!, low);
      if (key === threeKey && worst <= threeLow) continue;
      threeKey = key;
      threeLow = worst;
      threeShare = share;
      threeBefore = twoAt[rest]!;
    }
    const ownFrom = log.size;
    makeRoom(log, size);
    for (let share = start; share < end; share++) {
      const part = masks[share]!;
      const own = keys[share]!;
      const rest = full & ~part;
      for (let others = rest; others > 0; others = (others - 1) & rest) {
        const key = oneKey[others]! + own;
        const whole = others | part;
        const known = twoKey[whole]!;
        if (key > known || key === Infinity) continue;
        const worst = Math.min(oneLow[others]!, low);
        if (key === known && worst <= twoLow[whole]!) continue;
        twoKey[whole] = key;
        twoLow[whole] = worst;
        // One log entry per set and host: no other cover can refer to it before the next host.
        let at = twoAt[whole]!;
        if (at < ownFrom) {
          at = log.size++;
          twoAt[whole] = at;
        }
        log.share[at] = share;
        log.before[at] = oneShare[others]!;
      }
    }
    for (let share = start; share < end; share++) {
      const part = masks[share]!;
      const key = keys[share]!;
      if (key > oneKey[part]! || (key === oneKey[part]! && low <= oneLow[part]!)) continue;
      oneKey[part] = key;
      oneLow[part] = low;
      oneShare[part] = share;
    }
  }
  if (threeShare === NONE) return null;
  return { key: threeKey, shares: [log.before[threeBefore]!, log.share[threeBefore]!, threeShare] };
}

function makeRoom(log: Log, more: number): void {
  if (log.size + more <= log.share.length) return;
  const length = 2 * log.share.length + more;
  for (const name of ['share', 'before'] as const) {
    const longer = new Int32Array(length);
    longer.set(log[name]);
    log[name] = longer;
  }
}
