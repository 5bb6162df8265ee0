import type { Policy } from '../need/policy.ts';
import { firstRows, ranksOf, tally } from '../need/rank.ts';
import type { Candidate } from './candidate.ts';
import { isListedOutcome, type ListedOutcome, type Outcome, type RatedWay } from './choose.ts';
import { FURTHEST } from './standing.ts';

/** A host with its rank in its list, and the best and worst rank possible once the unknowns are known. */
export interface Ranked {
  readonly placed: RatedWay;
  /** The way by which it could reach the rank `best`. */
  readonly furthest: RatedWay;
  readonly rank: number;
  readonly best: number;
  readonly worst: number;
  readonly tied: boolean;
}

/**
 * Ranks one list by low score. Hosts form classes, in the order of `classOf`; the score only decides
 * within a class. Equal hosts are shown as equal and ordered by `tieBreak`. Only the first `limit` hosts
 * are fully ordered. The low score is that of the chosen way; the high score is that of the host's way with the highest
 * possible value.
 */
function rankList(list: readonly ListedOutcome[], tieBreak: (hostId: string) => string, limit: number): Ranked[] {
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

/** The rank of one host of a list, however low. */
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

/** The class of a host: all hosts of a lower class rank first; within a class the score decides. */
export const classOf = ({
  candidate,
  isHeld,
  lacking,
  open,
  distance,
}: Pick<RatedWay, 'candidate' | 'isHeld' | 'lacking' | 'open' | 'distance'>): number =>
  ((((candidate.isApart ? 1 : 0) * 2 + (isHeld ? 1 : 0)) * 16 + lacking) * HELD + open) * FURTHEST + distance;

/** Greater than any value of `open`: there are at most 31 hard needs. */
export const HELD = 200;

/**
 * Sorts by low score; among equal hosts, those that offer the usage itself come before those that meet it by a near
 * usage, then by their tie-break key, which is computed only when needed.
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

/** The rank of a host among all that fit, or among all to check; shown or not. */
export interface ListPlace {
  readonly list: 'fits' | 'to-check';
  readonly rank: number;
}

export interface ListOptions {
  /** Maximum number of hosts per list. */
  readonly limit: number;
  /** Key that orders equal hosts: a keyed hash of the host's id. */
  readonly tieBreak: (hostId: string) => string;
}

/** Both lists, each cut to its limit; silent hosts only appear when the first places are filled by others. */
export function listsOf(
  outcomes: readonly Outcome[],
  { firstPlaces }: Policy,
  options: ListOptions,
): { fits: Ranked[]; toCheck: Ranked[] } {
  const listed = outcomes.filter(isListedOutcome);
  const list = (members: readonly ListedOutcome[]): Ranked[] => {
    const ranked = rankList(members, options.tieBreak, options.limit);
    const notApart = ranked.filter(({ placed: { candidate } }) => !candidate.isApart);
    return notApart.length < firstPlaces ? notApart : ranked;
  };
  return {
    fits: list(listed.filter(({ placed }) => placed.unknown === 0)),
    toCheck: list(listed.filter(({ placed }) => placed.unknown !== 0)),
  };
}

/** The list and rank of a host, however low; null when it is in neither list. */
export function placeOf(candidate: Candidate, outcomes: readonly Outcome[], { firstPlaces }: Policy): ListPlace | null {
  const own = outcomes.find((outcome) => outcome.candidate === candidate)?.placed;
  if (!own) return null;
  const fits = own.unknown === 0;
  const ownClass = classOf(own);
  let notApart = 0;
  let before = 0;
  for (const { placed } of outcomes) {
    if (!placed || (placed.unknown === 0) !== fits) continue;
    if (!placed.candidate.isApart) notApart++;
    const difference = classOf(placed) - ownClass;
    if (difference < 0 || (difference === 0 && placed.low > own.low)) before++;
  }
  if (candidate.isApart && notApart < firstPlaces) return null;
  return { list: fits ? 'fits' : 'to-check', rank: before + 1 };
}
