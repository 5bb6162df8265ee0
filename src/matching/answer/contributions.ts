import type { Interval } from '../engine/need/interval.ts';
import type { Wish } from '../engine/need/wishes.ts';
import type { MatchedHost } from './matched-host.ts';
import type { originOfTerm } from './origins.ts';

/* What each wish adds to the score of a host: shares of 100 with one decimal, which add up to the score exactly. */

type Contribution = MatchedHost['contributions'][number];
type Shares = Pick<Contribution, 'low' | 'high'>;

/** Remainders that differ by less are equal: sums of fractions are not exact. */
const NOISE = 1e-9;

/**
 * Tenths of a score, one whole number for each part, whose sum is the rounded score. What rounding the score adds or
 * takes is spread over the parts by their size, so that none changes its sign and what is nothing stays nothing.
 * @param parts points × thousandths of each wish
 */
function tenthsOf(parts: readonly number[], total: number, score: number): number[] {
  const sum = parts.reduce((all, part) => all + part, 0);
  const size = parts.reduce((all, part) => all + Math.abs(part), 0);
  if (size === 0) return parts.map(() => 0);
  const rounding = 10 * score - sum / total;
  const exact = parts.map((part) => part / total + (rounding * Math.abs(part)) / size);
  const tenths = exact.map((part) => Math.floor(part + NOISE));
  const left = 10 * score - tenths.reduce((all, part) => all + part, 0);
  const byRemainder = exact
    .map((part, index) => ({ index, remainder: part - tenths[index]! }))
    .sort((a, b) => (Math.abs(a.remainder - b.remainder) < NOISE ? a.index - b.index : b.remainder - a.remainder));
  for (const { index } of byRemainder.slice(0, left)) tenths[index]!++;
  return tenths;
}

/** The rounded score, below zero where stated noes outweigh the rest; what is shown is then 0. */
const signedScore = (sum: number, total: number): number => Math.floor((sum + 5 * total) / (10 * total));

/** The shares of each wish in both scores: what is known, and what is known with all that is open turning out well. */
function sharesOf(points: readonly number[], intervals: readonly Pick<Interval, 'low' | 'high'>[]): Shares[] {
  const total = points.reduce((sum, one) => sum + one, 0);
  if (total === 0) return points.map(() => ({ low: 0, high: 0 }));
  const known = intervals.map(({ low }, index) => points[index]! * low);
  const open = intervals.map(({ low, high }, index) => points[index]! * (high - low));
  const sumOf = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0);
  const low = signedScore(sumOf(known), total);
  const high = signedScore(sumOf(known) + sumOf(open), total);
  const [lows, spreads] = [tenthsOf(known, total, low), tenthsOf(open, total, high - low)];
  return lows.map((tenths, index) => ({ low: tenths / 10, high: (tenths + spreads[index]!) / 10 }));
}

/** @param originOf who said what a wish without a statement is weighed by */
export function contributionsOf<W extends Pick<Wish, 'name' | 'points'>>(
  wishes: readonly W[],
  intervals: readonly Interval[],
  originOf: (wish: W, interval: Interval) => ReturnType<typeof originOfTerm>,
): Contribution[] {
  const shares = sharesOf(
    wishes.map(({ points }) => points),
    intervals,
  );
  return wishes.map((wish, index) => {
    const { low, high, evidence, source, asOf, statement } = intervals[index]!;
    const of = statement ? undefined : originOf(wish, intervals[index]!);
    const page = statement ? statement.evidenceUrl : of?.source;
    const share = shares[index]!;
    // Field by field: every answer has dozens of these.
    const contribution: Contribution = {
      criterion: wish.name,
      points: wish.points / 100,
      worth: { low: low / 10, high: high / 10 },
      low: share.low,
      high: share.high,
      evidence,
      source: of?.by ?? source,
      asOf: of ? of.asOf : asOf,
    };
    if (page) contribution.sourceUrl = page;
    return contribution;
  });
}
