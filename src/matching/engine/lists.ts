import type { Candidate } from './host/candidate.ts';
import { isListed, type ListedOutcome, type Outcome, type RatedWay } from './host/choose.ts';
import type { Policy } from './policy.ts';
import { firstRows, ranksOf, tally } from './value/rank.ts';

/** A placed host with its rank among its list, and the ranks it could have once the unknowns are known. */
export interface Ranked {
  readonly placed: RatedWay;
  /** The way by which it could come to stand at `best`. */
  readonly furthest: RatedWay;
  readonly rank: number;
  readonly best: number;
  readonly worst: number;
  readonly tied: boolean;
}

/**
 * Ranks one list on the low score. Hosts stand in classes: those apart after all others, those that leave least open
 * first; inside a class the score decides. Equal hosts are ordered by `tieBreak`, and shown as equal.
 * Only the first `limit` are ordered to the end. A host is sure of the way chosen, but may rise by any other that
 * nothing rules out: its high is that of the way that could be worth most.
 */
export function rankList(
  list: readonly ListedOutcome[],
  tieBreak: (hostId: string) => string,
  limit: number,
): Ranked[] {
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
      tieBreak,
    );
    for (const { placed, furthest } of first.slice(0, limit - ranked.length)) {
      const { rank, best, worst, tied } = ranksOf(counts, placed.low, furthest.high);
      ranked.push({ placed, furthest, rank: before + rank, best: before + best, worst: before + worst, tied });
    }
    before += counts.rows;
  }
  return ranked;
}

/** How one host of a list ranks in it, however far down. */
export function rankIn(list: readonly ListedOutcome[], one: ListedOutcome): Ranked {
  const { placed, furthest } = one;
  const own = classOf(placed);
  let [before, above, reachable, passing, equal] = [0, 0, 0, 0, 0];
  for (const other of list) {
    if (other === one) continue;
    const its = classOf(other.placed);
    if (its < own) before++;
    if (its !== own) continue;
    if (other.placed.low > placed.low) above++;
    if (other.placed.low > furthest.high) reachable++;
    if (other.furthest.high > placed.low) passing++;
    if (other.placed.low === placed.low) equal++;
  }
  const [rank, best, worst] = [above, reachable, passing].map((count) => before + 1 + count) as [
    number,
    number,
    number,
  ];
  return { placed, furthest, rank, best, worst, tied: equal > 0 };
}

/** Hosts of one class are compared by their score; each class comes after the whole of the one before. */
export const classOf = ({ candidate, isHeld, open }: Pick<RatedWay, 'candidate' | 'isHeld' | 'open'>): number =>
  (candidate.isApart ? 1000 : 0) + (isHeld ? HELD : 0) + open;

/** Above all that can be open: at most 31 hard needs. */
export const HELD = 200;

/**
 * By low score; equal ones those that offer the usage itself before those that meet it by a near one, then by their key,
 * which is made only where it is needed.
 */
export function inOrder(listed: ListedOutcome[], tieBreak: (hostId: string) => string): ListedOutcome[] {
  const keys = new Map<ListedOutcome, string>();
  const keyOf = (one: ListedOutcome): string => {
    const key = keys.get(one) ?? tieBreak(one.candidate.host.id);
    keys.set(one, key);
    return key;
  };
  const near = ({ placed: { way } }: ListedOutcome) => Number(way.near !== 0);
  return listed.sort((a, b) => b.placed.low - a.placed.low || near(a) - near(b) || (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Where a host stands among all that fit, or all to check; shown or not. */
export interface Place {
  readonly list: 'fits' | 'to-check';
  readonly rank: number;
}

export interface ListOptions {
  /** Hosts per list. */
  readonly limit: number;
  /** Order of equal hosts: a keyed hash of the host's id. */
  readonly tieBreak: (hostId: string) => string;
}

/** Both lists, each cut to its limit; hosts that stand apart only ever come after the first places. */
export function listsOf(
  outcomes: readonly Outcome[],
  { firstPlaces }: Policy,
  options: ListOptions,
): { fits: Ranked[]; toCheck: Ranked[] } {
  const listed = outcomes.filter(isListed);
  const list = (members: readonly ListedOutcome[]): Ranked[] => {
    const ranked = rankList(members, options.tieBreak, options.limit);
    const lively = ranked.filter(({ placed: { candidate } }) => !candidate.isApart);
    return lively.length < firstPlaces ? lively : ranked;
  };
  return {
    fits: list(listed.filter(({ placed }) => placed.unknown === 0)),
    toCheck: list(listed.filter(({ placed }) => placed.unknown !== 0)),
  };
}

/** The place of a host, however far down; null when it is in neither list. */
export function placeOf(candidate: Candidate, outcomes: readonly Outcome[], { firstPlaces }: Policy): Place | null {
  const own = outcomes.find((outcome) => outcome.candidate === candidate)?.placed;
  if (!own) return null;
  const fits = own.unknown === 0;
  const ownClass = classOf(own);
  let lively = 0;
  let before = 0;
  for (const { placed } of outcomes) {
    if (!placed || (placed.unknown === 0) !== fits) continue;
    if (!placed.candidate.isApart) lively++;
    const difference = classOf(placed) - ownClass;
    if (difference < 0 || (difference === 0 && placed.low > own.low)) before++;
  }
  if (candidate.isApart && lively < firstPlaces) return null;
  return { list: fits ? 'fits' : 'to-check', rank: before + 1 };
}
