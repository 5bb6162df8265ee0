import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contributionsOf } from '../../src/matching/answer/contributions.ts';
import { compare, isOrderRobust, tyingPoints } from '../../src/matching/engine/explain/compare.ts';
import { bitCount } from '../../src/matching/engine/need/hard-needs.ts';
import { UNKNOWN } from '../../src/matching/engine/need/interval.ts';
import { compileNeed } from '../../src/matching/engine/need/need.ts';
import { outOfHundred } from '../../src/matching/engine/need/rank.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { minimalConflicts } from '../../src/matching/engine/ways-out.ts';
import { IMPORTANCES, type Importance } from '../../src/vocabulary/terms.ts';
import example from '../reference/design-worked-example.json' with { type: 'json' };
import { aClaimOf } from '../support/documents.ts';
import { matchHosts, policy, reference } from '../support/matching.ts';
import { anyHost, anyHosts, anyMatch, anyNeed, holds } from '../support/random-needs.ts';
import { anyMatchOfSeveralWays } from '../support/several-ways.ts';

/** Properties of the explanations (P10 to P13, P15): exact for an additive value. */

const anyPoints = fc.constantFrom(50, 100, 200, 400, 800);
const anyLow = fc.integer({ min: -250, max: 1000 });
const anyPair = fc
  .integer({ min: 1, max: 7 })
  .chain((size) =>
    fc.tuple(
      ...[anyPoints, anyLow, anyLow].map((arbitrary) => fc.array(arbitrary, { minLength: size, maxLength: size })),
    ),
  )
  .map(([points, a, b]) => {
    const sum = (lows: number[]) => lows.reduce((total, low, index) => total + points![index]! * low, 0);
    return sum(a!) >= sum(b!) ? { points: points!, first: a!, second: b! } : { points: points!, first: b!, second: a! };
  });
const sumOf = (points: readonly number[], lows: readonly number[]): number =>
  lows.reduce((total, low, index) => total + points[index]! * low, 0);
const subsetsOf = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: 1 << items.length }, (_, set) => items.filter((_item, index) => (set & (1 << index)) !== 0));

describe('Why one host stands before another', () => {
  it('P11: adds up to the difference; the reasons outweigh the rest, and no smaller set does', () => {
    holds([anyPair], ({ points, first, second }) => {
      const { difference, because, despite } = compare(points, first, second);
      const weight = (index: number) => points[index]! * (first[index]! - second[index]!);
      expect(difference).toBe(sumOf(points, first) - sumOf(points, second));
      const cons = -despite.reduce((sum, index) => sum + weight(index), 0);
      const pros = points.map((_, index) => index).filter((index) => weight(index) > 0);
      expect(despite.length + pros.length).toBe(points.filter((_, index) => weight(index) !== 0).length);
      const total = (set: readonly number[]) => set.reduce((sum, index) => sum + weight(index), 0);
      if (difference === 0) return;
      expect(total(because)).toBeGreaterThan(cons);
      for (const set of subsetsOf(pros)) if (set.length < because.length) expect(total(set)).toBeLessThanOrEqual(cons);
    });
  });

  it('P11: is told in shares of 100 that add up to each score, a no below zero and silence as nothing', () => {
    const anySide = fc.array(
      fc.tuple(fc.constantFrom(0, 50, 100, 150, 400), fc.integer({ min: -250, max: 1000 }), fc.nat(1000)),
      { minLength: 1, maxLength: 9 },
    );
    holds([anySide], (parts) => {
      const wishes = parts.map(([points], index) => ({ name: `wish ${index}`, points }));
      const intervals = parts.map(([, low, more]) => ({ ...UNKNOWN, low, high: Math.min(1000, low + more) }));
      const total = wishes.reduce((sum, { points }) => sum + points, 0);
      const told = contributionsOf(wishes, intervals, () => undefined);
      for (const side of ['low', 'high'] as const) {
        const sum = told.reduce((all, one) => all + Math.round(10 * one[side]), 0) / 10;
        const weighed = intervals.reduce((all, one, index) => all + wishes[index]!.points * one[side], 0);
        expect(Math.max(0, sum)).toBe(outOfHundred(weighed, total));
      }
      for (const [index, { low, high, worth }] of told.entries()) {
        expect(Math.round(10 * low) / 10).toBe(low);
        expect(low).toBeLessThanOrEqual(high);
        if (worth.low === worth.high) expect(low).toBe(high);
        if (low !== 0) expect(Math.sign(low)).toBe(Math.sign(worth.low));
        // No further from its exact share than rounding to tenths, and what rounding the score takes, allow.
        if (total > 0)
          expect(Math.abs(low - (worth.low * wishes[index]!.points) / total)).toBeLessThanOrEqual(0.6 + 1e-9);
      }
    });
  });

  it('P12: turns just past the points named, not just before, and never where none are named', () => {
    holds([anyPair, fc.nat()], ({ points, first, second }, pick) => {
      const index = pick % points.length;
      const delta = first[index]! - second[index]!;
      const difference = sumOf(points, first) - sumOf(points, second);
      if (difference === 0) return;
      const tying = tyingPoints(points[index]!, difference, delta);
      const differenceAt = (point: number) => difference + (point - points[index]!) * delta;
      if (tying === null) {
        for (const point of [0, 1, points[index]!, 10_000]) expect(differenceAt(point)).toBeGreaterThan(0);
        return;
      }
      const past = tying > points[index]! ? 1e-3 : -1e-3;
      expect(Math.abs(differenceAt(tying))).toBeLessThan(1e-6);
      expect(differenceAt(tying + past)).toBeLessThan(0);
      expect(differenceAt(tying - past)).toBeGreaterThan(0);
    });
  });

  it('P13: never turns under other points of the same order when it is said to hold for all', () => {
    const anyClasses = fc.array(fc.constantFrom(1, 2, 4), { minLength: 7, maxLength: 7 });
    const anyWeights = fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000));
    holds([anyPair, anyClasses, anyWeights], ({ points, first, second }, given, drawn) => {
      const classes = given.slice(0, points.length);
      const deltas = first.map((low, index) => low - second[index]!);
      const [low, middle, high] = [...drawn].sort((a, b) => a - b) as [number, number, number];
      const weights = classes.map((word) => (word === 1 ? low : word === 2 ? middle : high));
      const differenceAt = (at: readonly number[]) => deltas.reduce((sum, delta, index) => sum + at[index]! * delta, 0);
      if (isOrderRobust(classes, deltas)) expect(differenceAt(weights)).toBeGreaterThanOrEqual(0);
      else {
        // And where it is not said, some points of the same order turn it.
        const corners = [1, 2, 4].map((from) => classes.map((word) => (word >= from ? 1 : 0)));
        expect(Math.min(...corners.map(differenceAt))).toBeLessThan(0);
      }
    });
  });

  it('is what the worked example says, flip points and order included', () => {
    const { points, expected } = example;
    const criteria = ['price', 'storage', 'freeSoftware', 'notice', 'proximity'] as const;
    const lows = (host: 'Alder' | 'Birch' | 'Cedar') => expected.intervals[host].map((interval) => interval[0]!);
    const weights = criteria.map((name) => points[name]);
    const over = (rival: 'Birch' | 'Cedar') => compare(weights, lows('Alder'), lows(rival));
    for (const [rival, told] of [
      ['Cedar', expected.alder_over_cedar],
      ['Birch', expected.alder_over_birch],
    ] as const) {
      expect(over(rival).difference).toBe(told.total);
      expect(over(rival).because.map((index) => criteria[index])).toEqual(told.sufficient_pros);
      const cons = over(rival).despite.map((index) => told.contributions[criteria[index]!]);
      expect(-cons.reduce((sum, value) => sum + value, 0)).toBe(told.cons);
    }
    const flip = expected.flip_alder_cedar;
    const deltas = lows('Alder').map((low, index) => low - lows('Cedar')[index]!);
    const tying = criteria.map((_, index) => tyingPoints(weights[index]!, flip.difference, deltas[index]!));
    expect(tying[criteria.indexOf('storage')]).toBeCloseTo(flip.new_points.storage, 6);
    expect(tying[criteria.indexOf('notice')]).toBeCloseTo(flip.new_points.notice, 6);
    expect(criteria.filter((_, index) => tying[index] === null).sort()).toEqual([...flip.infeasible].sort());
    expect(isOrderRobust(weights, deltas)).toBe(true);
  });
});

describe('How firm the first place is', () => {
  it('is found exactly: each word moved by one step, against a whole new match', () => {
    holds([fc.oneof(anyMatch, anyMatchOfSeveralWays)], ([hosts, need]) => {
      const { robustness, fits, toCheck } = matchHosts(hosts, need);
      if (robustness === null) return;
      const compiled = compileNeed(need, policy, reference);
      const list = fits.length > 0 ? 'fits' : 'toCheck';
      expect((fits[0] ?? toCheck[0])!.placed).toBe(robustness.first);
      for (const { name, importance, kind } of compiled.wishes) {
        if (kind === 'usage') continue;
        const at = IMPORTANCES.indexOf(importance);
        for (const word of [IMPORTANCES[at - 1], IMPORTANCES[at + 1]]) {
          if (word === undefined) continue;
          const changed = withWord(need, compiled.defaultWishes, name, word);
          if (compileNeed(changed, policy, reference).totalPoints === 0) continue;
          const again = matchHosts(hosts, changed)[list];
          const before = again.find(
            ({ placed }) => placed.candidate === undefined || placed.candidate.host === robustness.first.candidate.host,
          )!;
          const passes = again[0]!.placed.low > before.placed.low;
          const told = robustness.changes.find((change) => change.wish.name === name && change.word === word);
          expect(told !== undefined, `${name} ${word}`).toBe(passes);
          if (told) {
            const winner = again.find(({ placed }) => placed.candidate.host === told.first.candidate.host)!;
            expect(winner.placed.low).toBe(again[0]!.placed.low);
          }
        }
      }
    });
  });

  it('is said to hold whatever is unknown only when nothing that is unknown could turn it', () => {
    holds([anyHosts, anyNeed], (hosts, need) => {
      const { robustness, fits, toCheck } = matchHosts(hosts, need);
      if (!robustness?.whateverUnknown) return;
      expect(fits[0]?.placed).toBe(robustness.first);
      for (const { furthest } of [...fits.slice(1), ...toCheck])
        expect(furthest.high).toBeLessThanOrEqual(robustness.first.low);
    });
  });
});

describe('A word of the host', () => {
  it('P10: declaring what was unknown gains at most four tenths of the points concerned', () => {
    holds([anyHost, anyNeed], (host, need) => {
      const asked = Object.entries(need.wish?.criteria ?? {});
      const said = new Set(host.claims.map(({ criterion }) => criterion));
      const declared = asked.map(([key]) => key).filter((key) => !said.has(key));
      const bold = { ...host, claims: [...host.claims, ...declared.map((key) => aClaimOf(key, 'yes', 'declared'))] };
      const [before, after] = [[host], [bold]].map((hosts) => {
        const { fits, toCheck } = matchHosts(hosts, need);
        return [...fits, ...toCheck][0]?.placed;
      });
      if (!before || !after) return;
      const points = declared.reduce((sum, key) => sum + 100 * policy.points[need.wish!.criteria![key]!], 0);
      expect(after.lowSum - before.lowSum).toBeLessThanOrEqual(400 * points);
    });
  });
});

describe('When nobody is listed', () => {
  const anyRefusals = fc.array(fc.integer({ min: 1, max: 63 }), { minLength: 1, maxLength: 8 });

  it('P15: a conflict leaves none of the hosts; without any one of its needs, at least one is left', () => {
    holds([anyRefusals], (refusals) => {
      const rulesOut = (needs: number) => refusals.every((refusal) => (refusal & needs) !== 0);
      const conflicts = minimalConflicts(refusals)!;
      for (const conflict of conflicts) {
        expect(rulesOut(conflict)).toBe(true);
        for (let rest = conflict; rest !== 0; rest &= rest - 1)
          expect(rulesOut(conflict & ~(rest & -rest))).toBe(false);
      }
      // Against brute force: every minimal set is there, and nothing else.
      const all = Array.from({ length: 64 }, (_, needs) => needs).filter(rulesOut);
      const minimal = all.filter((needs) => !all.some((other) => other !== needs && (other & ~needs) === 0));
      expect([...conflicts].sort()).toEqual([...minimal].sort());
      expect(conflicts.map(bitCount)).toEqual(conflicts.map(bitCount).sort((a, b) => a - b));
    });
  });
});

function withWord(need: Need, isDefault: boolean, name: string, word: Importance): Need {
  const colon = name.indexOf(':');
  const [kind, key] = colon < 0 ? [name, ''] : [name.slice(0, colon), name.slice(colon + 1)];
  const wish: NonNullable<Need['wish']> = isDefault ? defaultWish() : (need.wish ?? {});
  const list = { criterion: 'criteria', commitment: 'commitments', support: 'support' } as const;
  return {
    ...need,
    wish:
      colon < 0
        ? { ...wish, [kind]: word }
        : {
            ...wish,
            [list[kind as keyof typeof list]]: { ...wish[list[kind as keyof typeof list]], [key]: word },
          },
  };
}

function defaultWish(): NonNullable<Need['wish']> {
  const wish: NonNullable<Need['wish']> = {};
  for (const [name, word] of Object.entries(policy.defaultWishes))
    if (name === 'price' || name === 'proximity' || name === 'storage-margin') wish[name] = word;
    else if (name.startsWith('commitment:')) wish.commitments = { [name.slice('commitment:'.length)]: word };
  return wish;
}
