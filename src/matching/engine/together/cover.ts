/** Cheapest cover of a set of usages by three hosts: numbers in flat lists, so that any thread can do it. */

/** What each host asks for each set of usages that it can meet. */
export interface CoverProblem {
  readonly kind: 'three';
  /** The usages to cover, as bits from the lowest: 2ᵏ − 1 for k of them, k ≤ 16. */
  readonly full: number;
  /** Shares of host h stand at places starts[h] to starts[h + 1] − 1. The order of hosts decides between equals. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** For each share, the usages that it meets: a part of `full`, not empty. */
  readonly masks: Uint16Array<ArrayBuffer>;
  /** For each share, what it counts: `coverKey`, or any number from 0 whose sums stay exact. */
  readonly keys: Float64Array<ArrayBuffer>;
  /** For each host, its low score, 0 to 100: of covers that count the same, the best lowest score wins. */
  readonly lows: Uint8Array<ArrayBuffer>;
}

const MOST_CENTS = 2 ** 32 - 1;

/**
 * One number that orders shares, and sums of three, as their parts would: shares without a price, then needs that are
 * unknown (at most 42 a share), then cents a year. Above 42 million euros all prices are equal.
 */
export const coverKey = (unpriced: boolean, unknowns: number, cents: number): number =>
  ((unpriced ? 128 : 0) + unknowns) * 2 ** 34 + Math.min(cents, MOST_CENTS);

/** Steps of the search: hosts × pairs of nested sets of usages. */
export const coverWork = (hosts: number, usages: number): number => hosts * 3 ** usages;

/** Covers by two hosts, as they were when they were made: later ones never change what an earlier one stands on. */
interface Log {
  size: number;
  share: Int32Array;
  before: Int32Array;
}

const NONE = -1;

/**
 * The cheapest cover by three hosts, as the places of its shares in the order of hosts; null where there is none. Exact:
 * smallest sum of keys, then highest lowest score, then the first found in the order of hosts. Worst case 3ᵏ steps a
 * host; nearly always far less, as few shares can be part of a cheapest cover.
 */
export function coverByThree(problem: CoverProblem): number[] | null {
  const places = promising(problem);
  return programme(only(problem, places))?.shares.map((share) => places[share]!) ?? null;
}

/** A cover: the sum of its keys, and the places of its shares. */
interface Found {
  readonly key: number;
  readonly shares: readonly number[];
}

/**
 * Places of the shares that can be part of what is found, all of them: the rest may go without any change. A share is
 * out when even its cheapest completion, hosts used twice allowed, costs more than some cover; or when three hosts
 * before it are as good for the same usages, as one of them is then free to take its place.
 */
function promising(problem: CoverProblem): Int32Array {
  const { full, starts, masks, keys, lows } = problem;
  const three = threeCheapest(problem);
  // With the others at most two, one of three hosts is free: the cheapest cover is among these.
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

/** For each set of usages, the places of its three cheapest shares; of equal ones the best scored, then the first. */
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

/** The problem with some of its shares, given by their places in increasing order. */
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
 * f[S][n] = min over a host and M ⊆ S of f[S \ M][n − 1] + its key for M, exact, up to n = 3. Smallest sum of keys, then
 * highest lowest score, then the first found. Hosts come one after another, so that none is used twice. Only one host
 * starts from nothing, and only the whole set matters for three: just two hosts cost 3ᵏ steps a host.
 */
function programme({ full, starts, masks, keys, lows }: CoverProblem): Found | null {
  const size = full + 1;
  const [oneKey, twoKey] = [new Float64Array(size).fill(Infinity), new Float64Array(size).fill(Infinity)];
  const [oneLow, twoLow] = [new Uint8Array(size), new Uint8Array(size)];
  const oneShare = new Int32Array(size).fill(NONE);
  // Place in the log of the cover of each set by two hosts.
  const twoAt = new Int32Array(size).fill(NONE);
  const log: Log = { size: 0, share: new Int32Array(4 * size), before: new Int32Array(4 * size) };
  let threeKey = Infinity;
  let threeLow = 0;
  let threeShare = NONE;
  let threeBefore = NONE;

  for (let host = 0; host + 1 < starts.length; host++) {
    const [start, end, low] = [starts[host]!, starts[host + 1]!, lows[host]!];
    // Three hosts before two, two before one: what a host is added to was made without it.
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
        // One entry a set and host: nothing can stand on it before the next host.
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
