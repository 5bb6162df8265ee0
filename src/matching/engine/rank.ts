import type { Placed } from './choose.ts';

/** A placed host with its rank among its list, and the ranks it could have once the unknowns are known. */
export interface Ranked {
  readonly placed: Placed;
  readonly rank: number;
  readonly best: number;
  readonly worst: number;
  readonly tied: boolean;
}

/**
 * Ranks one list on the low score. Hosts stand in classes: seen lately before others, fewest unknown needs
 * first; inside a class the score decides. Equal hosts are ordered by `tieKey`, and shown as equal.
 * Only the first `limit` are ordered to the end.
 */
export function rankList(list: readonly Placed[], tieKey: (hostId: string) => string, limit: number): Ranked[] {
  const classes = new Map<number, Placed[]>();
  for (const placed of list) {
    const key = classOf(placed);
    const members = classes.get(key);
    if (members) members.push(placed);
    else classes.set(key, [placed]);
  }
  const ranked: Ranked[] = [];
  let before = 0;
  for (const key of [...classes.keys()].sort((a, b) => a - b)) {
    const members = classes.get(key)!;
    if (ranked.length < limit) ranked.push(...rankClass(members, before, tieKey, limit - ranked.length));
    before += members.length;
  }
  return ranked;
}

const classOf = (placed: Placed): number => (placed.candidate.seenLately ? 0 : 1000) + placed.unknownCount;

function rankClass(
  members: readonly Placed[],
  before: number,
  tieKey: (hostId: string) => string,
  limit: number,
): Ranked[] {
  // Scores are 0..100, so counting gives every rank in one pass over the hosts.
  const lowAbove = countAbove(members.map(({ low }) => low));
  const highAbove = countAbove(members.map(({ high }) => high));
  const atLow = new Int32Array(102);
  for (const { low } of members) atLow[low]!++;
  const ordered: Placed[] = [];
  for (let score = 100; score >= 0 && ordered.length < limit; score--) {
    if (atLow[score] === 0) continue;
    const equal = members.filter(({ low }) => low === score);
    if (equal.length > 1) {
      const keys = new Map(equal.map((placed) => [placed, tieKey(placed.candidate.host.id)]));
      equal.sort((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : 1));
    }
    ordered.push(...equal);
  }
  return ordered.slice(0, limit).map((placed) => ({
    placed,
    rank: before + 1 + lowAbove[placed.low]!,
    best: before + 1 + lowAbove[placed.high]!,
    // A host is not its own rival, though its high may be above its low.
    worst: before + 1 + highAbove[placed.low]! - (placed.high > placed.low ? 1 : 0),
    tied: atLow[placed.low]! > 1,
  }));
}

/** For each score 0..100, how many are strictly above it. */
function countAbove(scores: readonly number[]): Int32Array {
  const above = new Int32Array(102);
  for (const score of scores) above[score]!++;
  let total = 0;
  for (let score = 101; score >= 0; score--) {
    const here = above[score]!;
    above[score] = total;
    total += here;
  }
  return above;
}
