import { describe, expect, it } from 'vitest';
import { type Curve, valueOnCurve } from '../../src/ground/curves.ts';
import { tyingPoints } from '../../src/matching/engine/explain/compare.ts';
import { addMinimal } from '../../src/matching/engine/need/hard-needs.ts';
import { ranksOf, scoreRows, tally, weighRows } from '../../src/matching/engine/need/rank.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { minimalConflicts } from '../../src/matching/engine/ways-out.ts';
import junker from '../reference/conflicts-junker-2004.json' with { type: 'json' };
import design from '../reference/design-worked-example.json' with { type: 'json' };
import spotis from '../reference/fixed-bounds-spotis-car-2020.json' with { type: 'json' };
import opricovic from '../reference/normalisation-changes-winner-opricovic-2004.json' with { type: 'json' };
import piecewise from '../reference/piecewise-linear-value.json' with { type: 'json' };
import belton from '../reference/rank-reversal-belton-gear-1983.json' with { type: 'json' };
import smart from '../reference/smart-office-goodwin-wright.json' with { type: 'json' };
import { answerTo } from '../support/answers.ts';
import { aClaimOf, aDocument, anOffer, aPlan } from '../support/documents.ts';

/**
 * Cases that others published, put to the functions of the engine, each within its tolerance.
 *
 * Rank-order weights, AHP, TOPSIS, VIKOR, PROMETHEE, ELECTRE, SMAA and Borda are no part of the method: their cases are
 * not here, but for what two of them show must not happen.
 */

/** A cell of a column is 16 bits wide: the finest scale that it holds. */
const FINE = 30_000;
/** For what is no column: fine enough to leave no rounding to see. */
const FINEST = 1e9;

/** The value of each row on each criterion, as the columns of a table; `lineOf` gives the line of a criterion. */
const columns = (matrix: readonly number[][], lineOf: (criterion: number) => Curve): Int16Array =>
  Int16Array.from(
    matrix[0]!.flatMap((_, criterion) => matrix.map((row) => valueOnCurve(lineOf(criterion), row[criterion]!))),
  );

const weighed = (weights: readonly number[], matrix: readonly number[][], lineOf: (criterion: number) => Curve) => [
  ...weighRows(weights, columns(matrix, lineOf), matrix.length),
];

const placesOf = (values: readonly number[]): number[] =>
  values.map((value) => 1 + values.filter((other) => other > value).length);

/** From worst to best between two bounds; a criterion to keep small is best at the lower one. */
const between = ([lowest, highest]: readonly number[], direction: string, scale: number): Curve =>
  direction === 'min'
    ? [
        [lowest!, scale],
        [highest!, 0],
      ]
    : [
        [lowest!, 0],
        [highest!, scale],
      ];

const sorted = (sets: readonly (readonly (string | number)[])[]): string[] =>
  sets.map((set) => [...set].map(String).sort().join()).sort();
const membersOf = <T>(mask: number, names: readonly T[]): T[] => names.filter((_, bit) => (mask & (1 << bit)) !== 0);

describe('A broken line', () => {
  it(`gives the values of ${piecewise.source}, flat beyond its ends`, () => {
    const line = piecewise.parameters.cutoffs.map((x, i): [number, number] => [
      x,
      1000 * piecewise.parameters.values[i]!,
    ]);
    expect(piecewise.inputs.map((x) => valueOnCurve(line, x) / 1000)).toEqual(piecewise.expected.values);
  });
});

describe('The additive value on fixed anchors', () => {
  const lineOf = (scale: number) => (criterion: number) =>
    between(spotis.criteria[criterion]!.bounds, spotis.criteria[criterion]!.direction, scale);
  const total = spotis.weights.reduce((sum, weight) => sum + weight, 0);

  it(`gives the scores and places of ${spotis.id}, to the best point and to the point wanted`, () => {
    const values = weighed(spotis.weights, spotis.matrix, lineOf(FINE)).map((sum) => sum / total / FINE);
    values.forEach((value, i) => {
      expect(Math.abs(value - spotis.expected.derived.additive_values[i]!)).toBeLessThan(spotis.tolerance);
      expect(Math.abs(1 - value - spotis.expected.scores[i]!)).toBeLessThan(spotis.tolerance);
    });
    expect(placesOf(values)).toEqual(spotis.expected.ranks);

    const wanted = weighed(spotis.weights, spotis.matrix, (criterion) => {
      const [lowest, highest] = spotis.criteria[criterion]!.bounds as [number, number];
      const point = spotis.parameters.expected_point[criterion]!;
      const at = (x: number) => Math.round(FINE * (1 - Math.abs(x - point) / (highest - lowest)));
      return [
        [lowest, at(lowest)],
        [point, FINE],
        [highest, at(highest)],
      ];
    }).map((sum) => sum / total / FINE);
    wanted.forEach((value, i) => {
      expect(Math.abs(1 - value - spotis.expected.scores_to_expected_point[i]!)).toBeLessThan(spotis.tolerance);
    });
    expect(placesOf(wanted)).toEqual(spotis.expected.ranks_to_expected_point);
  });

  it(`names the weights at which the first of ${spotis.id} would be caught up`, () => {
    const lows = spotis.matrix.map((row) => row.map((x, criterion) => valueOnCurve(lineOf(FINEST)(criterion), x)));
    const [first, ...rivals] = lows as [number[], ...number[][]];
    for (const [index, { name }] of spotis.criteria.entries()) {
      const weight = spotis.weights[index]!;
      const ties = rivals.flatMap((rival) => {
        const deltas = first.map((low, criterion) => low - rival[criterion]!);
        const difference = deltas.reduce((sum, delta, criterion) => sum + spotis.weights[criterion]! * delta, 0);
        return tyingPoints(weight, difference, deltas[index]!) ?? [];
      });
      const [lower, upper] = spotis.expected.derived.winner_unchanged_while_raw_weight_in[
        name as 'C1' | 'C2' | 'C3' | 'C4' | 'C5'
      ] as [number, number | null];
      expect(Math.max(0, ...ties.filter((tie) => tie < weight))).toBeCloseTo(lower, 4);
      const above = ties.filter((tie) => tie > weight);
      if (upper === null) expect(above).toEqual([]);
      else expect(Math.abs(Math.min(...above) - upper)).toBeLessThan(spotis.tolerance);
    }
  });

  it(`gives the scores and places of ${smart.id}, and the price of a point`, () => {
    const tenths = smart.matrix.map((row) => row.map((value) => 10 * value));
    const sums = weighRows(
      smart.weights,
      Int16Array.from(tenths[0]!.flatMap((_, j) => tenths.map((row) => row[j]!))),
      7,
    );
    const scores = [...sums].map((sum) => sum / 1000);
    scores.forEach((score, i) => {
      expect(score).toBeCloseTo(smart.expected.scores[i]!, 9);
    });
    const lows = scoreRows(sums, 100);
    const counts = tally(lows, lows, new Int32Array(7), 0);
    expect([...lows].map((low) => ranksOf(counts, low, low).rank)).toEqual(smart.expected.ranks);

    const of = (name: string) => scores[smart.alternatives.indexOf(name)]!;
    const { cost_step_carlisle_to_gorton: toGorton, cost_step_gorton_to_addison: toAddison } = smart.parameters;
    const told = smart.expected.cost_per_benefit_point;
    expect(Math.abs(toGorton / (of('Gorton') - of('Carlisle')) - told.carlisle_to_gorton)).toBeLessThan(0.6);
    expect(Math.abs(toAddison / (of('Addison') - of('Gorton')) - told.gorton_to_addison)).toBeLessThan(0.6);
  });

  it(`finds where the first place of ${smart.id} changes when a whole group weighs more or less`, () => {
    const groupOf = (names: readonly string[], row: string) => {
      const chosen = smart.criteria.flatMap(({ name }, j) => (names.includes(name) ? [j] : []));
      const weights = chosen.map((j) => smart.parameters.raw_swing_weights[j]!);
      const cells = Int16Array.from(chosen.map((j) => smart.matrix[smart.alternatives.indexOf(row)]![j]!));
      return weighRows(weights, cells, 1)[0]! / weights.reduce((sum, weight) => sum + weight, 0);
    };
    const { turnover, working_conditions: working } = smart.parameters.groups;
    const elton = [groupOf(turnover, 'Elton'), groupOf(working, 'Elton')] as const;
    const addison = [groupOf(turnover, 'Addison'), groupOf(working, 'Addison')] as const;
    const { elton_at_0, elton_at_100, switch_at } = smart.expected.sensitivity;
    expect(Math.abs(elton[1] - elton_at_0)).toBeLessThan(smart.tolerance);
    expect(Math.abs(elton[0] - elton_at_100)).toBeLessThan(smart.tolerance);
    // Ten points for each group; those of turnover are moved until the two are equal.
    const difference = 10 * (addison[0] - elton[0] + addison[1] - elton[1]);
    const tying = tyingPoints(10, difference, addison[0] - elton[0])!;
    expect(Math.abs((100 * tying) / (tying + 10) - switch_at)).toBeLessThan(0.05);
  });
});

describe('What must not happen', () => {
  it(`${belton.id}: a copy of one changes the order of two others`, () => {
    const onNine: Curve = [
      [0, 0],
      [9, 9000],
    ];
    const valuesOf = (matrix: readonly number[][]) =>
      weighed([1, 1, 1], matrix, () => onNine).map((sum) => sum / 3 / 9000);
    const withCopy = [...belton.matrix, belton.matrix[1]!];
    const { before, after } = belton.expected.fixed_anchor_derived;
    for (const [matrix, expected] of [
      [belton.matrix, before],
      [withCopy, after],
    ] as const)
      valuesOf(matrix).forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i]!, 9);
      });
    expect(placesOf(valuesOf(belton.matrix))).toEqual(belton.expected.ranks_before);
    expect(placesOf(valuesOf(withCopy))).toEqual([3, 1, 4, 1]);
    // The case bites: shares of the sum do turn it, as published.
    const byShares = (matrix: readonly number[][]) =>
      matrix.map((row) =>
        row.reduce((sum, x, j) => sum + x / matrix.reduce((all, other) => all + other[j]!, 0) / row.length, 0),
      );
    expect(placesOf(byShares(withCopy))).toEqual(belton.expected.ranks_after);
  });

  it(`${opricovic.id}: the first place depends on who else is there`, () => {
    const RISK: Curve = between([1, 5], 'min', FINE);
    const ALTITUDE: Curve = between([3000, 4500], 'max', FINE);
    const valuesOf = (matrix: readonly number[][]) =>
      weighed([1, 1], matrix, (criterion) => [RISK, ALTITUDE][criterion]!).map((sum) => sum / 2 / FINE);
    const [a1, a2, a3] = opricovic.matrix as [number[], number[], number[]];
    const alone = valuesOf(opricovic.matrix);
    alone.forEach((value, i) => {
      expect(Math.abs(1 - value - opricovic.expected.vikor.S[i]!)).toBeLessThan(opricovic.tolerance);
    });
    expect(placesOf(alone)).toEqual(opricovic.expected.vikor.ranks);
    // Others come and go, one far beyond the bounds: nobody's value moves.
    expect(valuesOf([a2, a1])).toEqual([alone[1], alone[0]]);
    expect(valuesOf([a3, a2])).toEqual([alone[2], alone[1]]);
    expect(valuesOf([a1, a2, a3, [90, 3000], [5, 9000]]).slice(0, 3)).toEqual(alone);
  });
});

describe('What cannot be had together', () => {
  it(`is found as in ${junker.id}`, () => {
    const { price, budget } = junker.parameters;
    // Each set of options within the budget is an offer that refuses all the others.
    const all = (1 << price.length) - 1;
    const refusals = Array.from({ length: all + 1 }, (_, chosen) => chosen)
      .filter((chosen) => membersOf(chosen, price).reduce((sum, one) => sum + one, 0) <= budget)
      .map((chosen) => all & ~chosen);
    const options = price.map((_, index) => index);
    const conflicts = minimalConflicts(refusals)!.map((mask) => membersOf(mask, options));
    expect(sorted(conflicts)).toEqual(sorted(junker.expected.minimal_conflicts));
    expect(sorted(conflicts)).toContain(junker.expected.printed_conflict.join());
    const relaxations: number[] = [];
    for (const refusal of refusals) addMinimal(relaxations, refusal);
    expect(sorted(relaxations.map((mask) => membersOf(mask, options)))).toEqual(
      sorted(junker.expected.minimal_relaxations),
    );
    expect(sorted(relaxations.map((mask) => membersOf(all & ~mask, options)))).toEqual(
      sorted(junker.expected.maximal_satisfiable),
    );
  });

  it('is found as in the worked example, by the whole matcher', () => {
    const named: Record<string, string> = {
      budget: 'budget',
      storage: 'too-small',
      noAds: 'criterion:no-advertising',
      territory: 'territory',
    };
    const { violated, minimal_relaxations, minimal_conflicts } = design.expected.near_miss;
    const hosts = violated.map((noes) =>
      aDocument({
        serves: [{ level: 'departement', code: noes.includes('territory') ? '29' : '23' }],
        claims: [aClaimOf('no-advertising', noes.includes('noAds') ? 'no' : 'yes', 'declared')],
        services: [
          anOffer({
            plans: [aPlan({ fixed: noes.includes('budget') ? 120 : 60, maxGb: noes.includes('storage') ? 50 : 150 })],
          }),
        ],
      }),
    );
    const { relaxations, conflicts } = answerTo(hosts, {
      usages: [{ usage: 'file-storage-sharing', storageGb: 100 }],
      budgetPerYear: 100,
      territory: { level: 'departement', code: '23' },
      require: { criteria: [{ criterion: 'no-advertising' }] },
    });
    const inOurWords = (sets: readonly string[][]) => sorted(sets.map((set) => set.map((name) => named[name]!)));
    expect(sorted(relaxations.map(({ giveUp }) => giveUp))).toEqual(inOurWords(minimal_relaxations));
    expect(sorted(conflicts!.map(({ needs }) => needs))).toEqual(inOurWords(minimal_conflicts));
  });
});

describe('Several hosts for one need', () => {
  it('are put together as in the worked example, by the whole matcher', () => {
    const {
      usages,
      prices,
      cheapest_by_host_count: cheapest,
      with_30_eur_per_extra_host: chosen,
    } = design.expected.portfolio;
    const ours: Record<string, string> = {
      files: 'file-storage-sharing',
      accounting: 'accounting',
      mail: 'email-hosting',
      video: 'video-conferencing',
    };
    const hosts = Object.entries(prices).map(([name, offers]) =>
      aDocument({
        slug: name.toLowerCase(),
        services: Object.entries(offers).map(([usage, fixed]) =>
          anOffer({
            slug: usage,
            usages: [ours[usage]!],
            plans: [aPlan({ name: usage, fixed: fixed as number, maxGb: 'unlimited' })],
          }),
        ),
      }),
    );
    const need: Need = { usages: usages.map((usage) => ({ usage: ours[usage]! })), wish: { price: 'important' } };
    const { combinations } = answerTo(hosts, need);
    // A pair covers, so that three are not looked at; the first pair is the one that the example chooses.
    const { choice } = chosen;
    expect(combinations[0]!.hosts.map((slug) => slug.toUpperCase()).sort()).toEqual(choice);
    expect([combinations[0]!.perYear, combinations.at(-1)!.perYear]).toEqual([cheapest['2'], cheapest['1']]);
    expect(combinations.map(({ hosts: them }) => them.length)).toEqual([2, 2, 1]);
    const withoutPairs = answerTo(
      hosts.filter(({ slug }) => slug !== 'h3'),
      need,
    ).combinations;
    expect(withoutPairs.map(({ hosts: them }) => them.length)).toEqual([3]);
  });
});
