import { firstRows, ranksOf, scoreRows, tally, weighRows } from '../src/matching/engine/need/rank.ts';
import { seeded } from './generated.ts';

/**
 * The scoring alone, on many offers of twelve criteria: filter, low, high, possible ranks and the first three. Beside
 * it, in the same run, a plain loop that multiplies and adds the same bytes and does nothing else.
 */

const CRITERIA = 12;
const SIZES = [1_000, 10_000, 100_000, 1_000_000];

interface Offers {
  rows: number;
  points: number[];
  lows: Int16Array;
  highs: Int16Array;
  /** 0 for an offer that passes the hard needs. */
  classes: Int32Array;
}

function generatedOffers(rows: number): Offers {
  const random = seeded(7);
  const lows = new Int16Array(rows * CRITERIA);
  const highs = new Int16Array(rows * CRITERIA);
  for (let cell = 0; cell < lows.length; cell++) {
    const low = Math.floor(random() * 1000);
    lows[cell] = low;
    highs[cell] = low + Math.floor(random() * (1000 - low));
  }
  const classes = Int32Array.from({ length: rows }, () => (random() < 0.5 ? 0 : 1));
  const points = Array.from({ length: CRITERIA }, (_, criterion) => [100, 200, 400][criterion % 3]!);
  return { rows, points, lows, highs, classes };
}

function engine({ rows, points, lows, highs, classes }: Offers): number {
  const total = points.reduce((sum, point) => sum + point, 0);
  const low = scoreRows(weighRows(points, lows, rows), total);
  const high = scoreRows(weighRows(points, highs, rows), total);
  const counts = tally(low, high, classes, 0);
  const first = firstRows(counts, low, classes, 0, 3)
    .sort((a, b) => low[b]! - low[a]! || a - b)
    .slice(0, 3);
  return first.reduce((sum, row) => {
    const { rank, best, worst } = ranksOf(counts, low[row]!, high[row]!);
    return sum + rank + best + worst;
  }, 0);
}

function plainLoop({ rows, points, lows, highs }: Offers): number {
  const sums = new Int32Array(rows);
  for (let criterion = 0; criterion < points.length; criterion++) {
    const point = points[criterion]!;
    const base = criterion * rows;
    for (let row = 0; row < rows; row++) sums[row]! += point * lows[base + row]! + point * highs[base + row]!;
  }
  return sums[rows - 1]!;
}

/** Milliseconds of each repeat, both in turn, so that a slow moment of the machine slows both. */
function timed(offers: Offers, repeats: number): { engine: number[]; plain: number[] } {
  const times = { engine: [] as number[], plain: [] as number[] };
  const once = (run: (offers: Offers) => number, into: number[]) => {
    const from = performance.now();
    run(offers);
    into.push(performance.now() - from);
  };
  for (let repeat = 0; repeat < repeats; repeat++) {
    once(engine, times.engine);
    once(plainLoop, times.plain);
  }
  return times;
}

/** Prints one line for each size: medians in milliseconds, and how many times the plain loop the engine takes. */
export function benchEngine(say: (line: string) => void): void {
  say('\nThe scoring alone, twelve criteria: filter, low, high, possible ranks, first three (ms, median)');
  say(`${'offers'.padEnd(12)} ${'engine'.padStart(9)} ${'plain loop'.padStart(11)} ${'times'.padStart(7)} spread`);
  for (const rows of SIZES) {
    const offers = generatedOffers(rows);
    const repeats = Math.max(25, Math.min(400, 20_000_000 / rows));
    timed(offers, Math.ceil(repeats / 4));
    const { engine: ours, plain } = timed(offers, repeats);
    const ratios = ours.map((ms, index) => ms / plain[index]!).sort((a, b) => a - b);
    const middle = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
    const at = (share: number) => ratios[Math.floor(ratios.length * share)]!.toFixed(2);
    say(
      `${String(rows).padEnd(12)} ${middle(ours).toFixed(3).padStart(9)} ${middle(plain).toFixed(3).padStart(11)} ${middle(ratios).toFixed(2).padStart(7)} ${at(0.1)}–${at(0.9)}`,
    );
  }
}
