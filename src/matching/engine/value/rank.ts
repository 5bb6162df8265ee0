import type { Placed } from '../host/choose.ts';

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

/** Hosts of a smaller class stand before: seen lately, then fewest unknown needs. */
export const classOf = (placed: Placed): number => (placed.candidate.seenLately ? 0 : 1000) + placed.unknownCount;

function rankClass(
  members: readonly Placed[],
  before: number,
  tieKey: (hostId: string) => string,
  limit: number,
): Ranked[] {
  const shown = firstOf(members, tieKey, limit);
  // Few are shown, so each is compared with all: no sort of a long list.
  return shown.map((placed) => {
    let lower = 0;
    let sure = 0;
    let possible = 0;
    let equal = 0;
    for (const other of members) {
      if (other === placed) continue;
      if (other.low > placed.low) lower++;
      if (other.low > placed.high) sure++;
      if (other.high > placed.low) possible++;
      if (other.low === placed.low) equal++;
    }
    return { placed, rank: before + 1 + lower, best: before + 1 + sure, worst: before + 1 + possible, tied: equal > 0 };
  });
}

/** The first ones by low score; equal ones by their key, which is made only for those that may be shown. */
function firstOf(members: readonly Placed[], tieKey: (hostId: string) => string, limit: number): Placed[] {
  const atScore = new Uint32Array(101);
  for (const { low } of members) atScore[low]!++;
  let lowest = 100;
  for (let above = atScore[100]!; lowest > 0 && above < limit; above += atScore[lowest]!) lowest--;
  const keys = new Map<Placed, string>();
  const keyOf = (placed: Placed): string => {
    const key = keys.get(placed) ?? tieKey(placed.candidate.host.id);
    keys.set(placed, key);
    return key;
  };
  return members
    .filter(({ low }) => low >= lowest)
    .sort((a, b) => b.low - a.low || (keyOf(a) < keyOf(b) ? -1 : 1))
    .slice(0, limit);
}
