import type { Listed, Placed } from '../host/choose.ts';
import { firstRows, ranksOf, tally } from './columns.ts';

/** A placed host with its rank among its list, and the ranks it could have once the unknowns are known. */
export interface Ranked {
  readonly placed: Placed;
  /** The way by which it could come to stand at `best`. */
  readonly furthest: Placed;
  readonly rank: number;
  readonly best: number;
  readonly worst: number;
  readonly tied: boolean;
}

/**
 * Ranks one list on the low score. Hosts stand in classes: seen lately before others, fewest unknown needs
 * first; inside a class the score decides. Equal hosts are ordered by `tieKey`, and shown as equal.
 * Only the first `limit` are ordered to the end. A host is sure of the way chosen, but may rise by any other that
 * nothing rules out: its high is that of the way that could be worth most.
 */
export function rankList(list: readonly Listed[], tieKey: (hostId: string) => string, limit: number): Ranked[] {
  const classes = new Int32Array(list.length);
  const lows = new Uint8Array(list.length);
  const highs = new Uint8Array(list.length);
  list.forEach(({ placed, furthest }, row) => {
    classes[row] = classOf(placed);
    lows[row] = placed.low;
    highs[row] = furthest.high;
  });
  const ranked: Ranked[] = [];
  let before = 0;
  for (const of of [...new Set(classes)].sort((a, b) => a - b)) {
    if (ranked.length >= limit) break;
    const counts = tally(lows, highs, classes, of);
    const first = inOrder(
      firstRows(counts, lows, classes, of, limit - ranked.length).map((row) => list[row]!),
      tieKey,
    );
    for (const { placed, furthest } of first.slice(0, limit - ranked.length)) {
      const { rank, best, worst, tied } = ranksOf(counts, placed.low, furthest.high);
      ranked.push({ placed, furthest, rank: before + rank, best: before + best, worst: before + worst, tied });
    }
    before += counts.rows;
  }
  return ranked;
}

/** Hosts of one class are compared by their score; each class comes after the whole of the one before. */
export const classOf = ({ candidate, unknownCount }: Pick<Placed, 'candidate' | 'unknownCount'>): number =>
  (candidate.seenLately ? 0 : 1000) + unknownCount;

/** By low score; equal ones by their key, which is made only where it is needed. */
function inOrder(listed: Listed[], tieKey: (hostId: string) => string): Listed[] {
  const keys = new Map<Listed, string>();
  const keyOf = (one: Listed): string => {
    const key = keys.get(one) ?? tieKey(one.candidate.host.id);
    keys.set(one, key);
    return key;
  };
  return listed.sort((a, b) => b.placed.low - a.placed.low || (keyOf(a) < keyOf(b) ? -1 : 1));
}
