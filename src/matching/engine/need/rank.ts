/**
 * Scores and ranks of many rows at once. A table stores one column per criterion, one after another: the cell of
 * criterion j and row i is `table[j * rows + i]`, in thousandths. Plain loops over typed arrays read a million rows of
 * twelve criteria in a few tens of milliseconds.
 */

/** Rows summed together: few enough for their sums to stay in the processor's first cache. */
const BLOCK = 4096;

/**
 * For each row, the sum over the criteria of points × cell. `points` are whole numbers with a total below two million,
 * because sums are 32-bit.
 */
export function weighRows(points: readonly number[], table: Int16Array, rows: number): Int32Array {
  const sums = new Int32Array(rows);
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(rows, from + BLOCK);
    for (let j = 0; j < points.length; j++) {
      const point = points[j]!;
      const base = j * rows;
      for (let i = from; i < to; i++) sums[i]! += point * table[base + i]!;
    }
  }
  return sums;
}

/** A weighted sum as 0 to 100, rounded half up, never negative. `totalPoints` 0: nothing was asked, the score is 0. */
export const outOfHundred = (weighed: number, totalPoints: number): number =>
  totalPoints === 0 ? 0 : Math.max(0, Math.floor((weighed + 5 * totalPoints) / (10 * totalPoints)));

/** The scores of weighted sums, 0 to 100 each. */
export function scoreRows(sums: Int32Array, totalPoints: number): Uint8Array {
  const scores = new Uint8Array(sums.length);
  for (let i = 0; i < sums.length; i++) scores[i] = outOfHundred(sums[i]!, totalPoints);
  return scores;
}

const SCORES = 101;

/** For one class: how many rows have each low score and each high score, and how many rows have a higher one. */
interface Tally {
  readonly rows: number;
  readonly lows: Uint32Array;
  readonly lowsAbove: Uint32Array;
  readonly highsAbove: Uint32Array;
}

/** Counts the rows of class `of`. */
export function tally(lows: Uint8Array, highs: Uint8Array, classes: Int32Array, of: number): Tally {
  const counted = { lows: new Uint32Array(SCORES), highs: new Uint32Array(SCORES) };
  let rows = 0;
  for (let i = 0; i < classes.length; i++) {
    if (classes[i] !== of) continue;
    rows++;
    counted.lows[lows[i]!]!++;
    counted.highs[highs[i]!]!++;
  }
  return { rows, lows: counted.lows, lowsAbove: above(counted.lows), highsAbove: above(counted.highs) };
}

/** For each score, how many rows have a higher one. */
function above(counts: Uint32Array): Uint32Array {
  const higher = new Uint32Array(SCORES);
  for (let score = SCORES - 2; score >= 0; score--) higher[score] = higher[score + 1]! + counts[score + 1]!;
  return higher;
}

/** The rank of a row by its low score, and its best and worst rank once everything is known; 1 is the first. */
export const ranksOf = (
  { lows, lowsAbove, highsAbove }: Tally,
  low: number,
  high: number,
): { rank: number; best: number; worst: number; tied: boolean } => ({
  rank: 1 + lowsAbove[low]!,
  best: 1 + lowsAbove[high]!,
  // The row itself is counted among those whose high score exceeds its low score.
  worst: 1 + highsAbove[low]! - (high > low ? 1 : 0),
  tied: lows[low]! > 1,
});

/** The rows of class `of` that may be among the first `limit`, including ties at the limit; in row order. */
export function firstRows(counts: Tally, lows: Uint8Array, classes: Int32Array, of: number, limit: number): number[] {
  let lowest = SCORES - 1;
  while (lowest > 0 && counts.lowsAbove[lowest]! + counts.lows[lowest]! < limit) lowest--;
  const rows: number[] = [];
  for (let i = 0; i < classes.length; i++) if (classes[i] === of && lows[i]! >= lowest) rows.push(i);
  return rows;
}
