import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CoverProblem, coverByThree, coverKey } from '../../src/matching/engine/together/cover.ts';
import setCover from '../reference/setcover-scp41.json' with { type: 'json' };
import { type CoverHost, coverProblem } from '../support/covers.ts';
import { runs } from '../support/runs.ts';

/** Key and lowest score of chosen places, after checking that they are a cover by three different hosts. */
function worth(problem: CoverProblem, places: readonly number[]): { key: number; low: number } {
  const { full, starts, masks, keys, lows } = problem;
  const hosts = places.map((place) => starts.findIndex((start, host) => start <= place && place < starts[host + 1]!));
  expect(places).toHaveLength(3);
  expect(hosts).toEqual([...new Set(hosts)].sort((a, b) => a - b));
  expect(places.reduce((sum, place) => sum + masks[place]!, 0)).toBe(full);
  expect(places.reduce((mask, place) => mask | masks[place]!, 0)).toBe(full);
  return {
    key: places.reduce((sum, place) => sum + keys[place]!, 0),
    low: Math.min(...hosts.map((host) => lows[host]!)),
  };
}

/** By giving each usage to each host in turn; no programme, no order, no pruning. */
function bruteForce(hosts: readonly CoverHost[], usages: number): { key: number; low: number } | null {
  let best: { key: number; low: number } | null = null;
  const assign = (usage: number, masks: readonly number[]): void => {
    if (usage < usages) {
      for (const [host] of hosts.entries())
        assign(
          usage + 1,
          masks.map((mask, at) => (at === host ? mask | (1 << usage) : mask)),
        );
      return;
    }
    const used = masks.flatMap((mask, host) => (mask === 0 ? [] : [{ mask, ...hosts[host]! }]));
    if (used.length !== 3 || !used.every(({ mask, costs }) => costs.has(mask))) return;
    const key = used.reduce((sum, { mask, costs }) => sum + costs.get(mask)!, 0);
    const low = Math.min(...used.map((host) => host.low));
    if (best === null || key < best.key || (key === best.key && low > best.low)) best = { key, low };
  };
  assign(
    0,
    hosts.map(() => 0),
  );
  return best;
}

/** f[S][n] word for word, for every set and every number of hosts. */
function plainProgramme({ full, starts, masks, keys, lows }: CoverProblem): readonly number[] | null {
  type Cell = { key: number; low: number; places: readonly number[] };
  const table: (Cell | undefined)[][] = [[{ key: 0, low: 100, places: [] }], [], [], []];
  for (const [host, low] of lows.entries())
    for (const count of [3, 2, 1])
      for (let place = starts[host]!; place < starts[host + 1]!; place++)
        for (let others = full; others >= 0; others--) {
          const before = table[count - 1]![others];
          if (!before || (others & masks[place]!) !== 0) continue;
          const cell = {
            key: before.key + keys[place]!,
            low: Math.min(before.low, low),
            places: [...before.places, place],
          };
          const known = table[count]![others | masks[place]!];
          if (!known || cell.key < known.key || (cell.key === known.key && cell.low > known.low))
            table[count]![others | masks[place]!] = cell;
        }
  return table[3]![full]?.places ?? null;
}

const summary = (problem: CoverProblem, places: readonly number[] | null) =>
  places === null ? null : worth(problem, places);

/** Any cost for any set, so bundles dearer or cheaper than their parts; few different numbers, so that many tie. */
const anyKey = fc.oneof(
  fc.integer({ min: 0, max: 4 }).map((cents) => coverKey(false, 0, cents)),
  fc
    .tuple(fc.boolean(), fc.integer({ min: 0, max: 42 }), fc.integer({ min: 0, max: 2 ** 32 }))
    .map(([unpriced, unknowns, cents]) => coverKey(unpriced, unknowns, cents)),
);
const anyProblem = fc.integer({ min: 1, max: 4 }).chain((usages) =>
  fc.record({
    usages: fc.constant(usages),
    hosts: fc.array(
      fc.record({
        low: fc.constantFrom(0, 50, 100),
        costs: fc
          .array(fc.tuple(fc.integer({ min: 1, max: 2 ** usages - 1 }), anyKey), { maxLength: 8 })
          .map((costs) => new Map(costs)),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  }),
);

describe('The cheapest cover by three hosts', () => {
  it('is that of brute force, best scored among equals', () => {
    fc.assert(
      fc.property(anyProblem, ({ usages, hosts }) => {
        const problem = coverProblem(hosts, usages);
        expect(summary(problem, coverByThree(problem))).toEqual(bruteForce(hosts, usages));
      }),
      runs(2000),
    );
  });

  it('is that of the plain programme, which leaves nothing out, down to the choice among equals', () => {
    const manyTies = fc.integer({ min: 1, max: 4 }).chain((usages) =>
      fc.record({
        usages: fc.constant(usages),
        hosts: fc.array(
          fc.record({
            low: fc.constantFrom(0, 50, 100),
            costs: fc
              .array(fc.tuple(fc.integer({ min: 1, max: 2 ** usages - 1 }), fc.integer({ min: 0, max: 2 })), {
                maxLength: 12,
              })
              .map((costs) => new Map(costs)),
          }),
          { minLength: 1, maxLength: 25, size: 'max' },
        ),
      }),
    );
    fc.assert(
      fc.property(manyTies, ({ usages, hosts }) => {
        const problem = coverProblem(hosts, usages);
        expect(coverByThree(problem)).toEqual(plainProgramme(problem));
      }),
      runs(2000),
    );
  });

  it('does not get dearer with one more host or a lower price', () => {
    const cheapest = (hosts: readonly CoverHost[], usages: number): number => {
      const problem = coverProblem(hosts, usages);
      return summary(problem, coverByThree(problem))?.key ?? Number.POSITIVE_INFINITY;
    };
    fc.assert(
      fc.property(anyProblem, fc.nat(), ({ usages, hosts }, pick) => {
        const optimum = cheapest(hosts, usages);
        const chosen = hosts[pick % hosts.length]!;
        const others = hosts.filter((host) => host !== chosen);
        expect(optimum).toBeLessThanOrEqual(others.length === 0 ? Number.POSITIVE_INFINITY : cheapest(others, usages));
        const lower = {
          ...chosen,
          costs: new Map([...chosen.costs].map(([mask, key]) => [mask, Math.floor(key / 2)])),
        };
        expect(cheapest([...others, lower], usages)).toBeLessThanOrEqual(optimum);
      }),
      runs(1000),
    );
  });

  it('puts a missing price after any number of unknown needs, and those after any price', () => {
    const one = (mask: number, key: number): CoverHost => ({ low: 100, costs: new Map([[mask, key]]) });
    const chosen = (keys: readonly number[]) =>
      coverByThree(coverProblem([one(1, 0), one(2, 0), ...keys.map((key) => one(4, key))], 3));
    expect(chosen([coverKey(true, 0, 0), coverKey(false, 42, 2 ** 40)])).toEqual([0, 1, 3]);
    expect(chosen([coverKey(false, 1, 0), coverKey(false, 0, 2 ** 40)])).toEqual([0, 1, 3]);
    expect(chosen([coverKey(false, 0, 5), coverKey(false, 0, 4)])).toEqual([0, 1, 3]);
    // Three of the dearest still do not reach one more unknown need.
    expect(3 * coverKey(false, 0, 2 ** 40)).toBeLessThan(coverKey(false, 1, 0));
    expect(3 * coverKey(false, 42, 2 ** 40)).toBeLessThan(coverKey(true, 0, 0));
    expect(3 * coverKey(true, 42, 2 ** 40)).toBeLessThan(Number.MAX_SAFE_INTEGER);
  });

  it('goes to the first hosts among equals', () => {
    const same: CoverHost = {
      low: 50,
      costs: new Map([
        [1, 5],
        [2, 5],
        [4, 5],
      ]),
    };
    const problem = coverProblem([same, same, same, same], 3);
    expect(coverByThree(problem)).toEqual([2, 4, 6]);
  });

  it('is none without hosts', () => {
    expect(coverByThree(coverProblem([], 2))).toBeNull();
  });
});

describe('A published set cover (OR-Library scp41)', () => {
  // The full case has 200 elements, and a need at most ten usages: so only a few of the elements must be covered, and
  // each set holds only those of them.
  const setsWithin = (elements: readonly number[]): { mask: number; cost: number }[] =>
    setCover.costs
      .map((cost, set) => ({
        cost,
        mask: elements.reduce((mask, row, at) => (setCover.rows[row]!.includes(set) ? mask | (1 << at) : mask), 0),
      }))
      .filter(({ mask }) => mask !== 0);
  const best = (hosts: readonly CoverHost[], elements: number): number => {
    const problem = coverProblem(hosts, elements);
    return summary(problem, coverByThree(problem))?.key ?? Number.POSITIVE_INFINITY;
  };

  it.each(Object.entries(setCover.expected.restricted_to_first_rows_derived.optimum))(
    'of its first %s elements costs %i',
    (rows, optimum) => {
      const elements = Number(rows);
      const full = 2 ** elements - 1;
      // No three sets cover them, so the thousand sets are dealt to three hosts: what a host asks for some elements is
      // the cheapest of its own sets that hold them, and a combination of hosts is any group of sets.
      const hosts = [0, 1, 2].map((host): CoverHost => {
        const cheapest = new Array<number>(full + 1).fill(Number.POSITIVE_INFINITY);
        cheapest[0] = 0;
        for (const [at, { mask, cost }] of setsWithin([...Array(elements).keys()]).entries())
          if (at % 3 === host)
            for (let wanted = full; wanted > 0; wanted--)
              cheapest[wanted] = Math.min(cheapest[wanted]!, cheapest[wanted & ~mask]! + cost);
        return {
          low: 0,
          costs: new Map([...cheapest.entries()].filter(([mask, cost]) => mask > 0 && cost < Infinity)),
        };
      });
      expect(best(hosts, elements)).toBe(optimum);
    },
  );

  it.each([0, 1, 2, 3])('of twelve elements that three sets hold costs what trying every group finds (%i)', (turn) => {
    const sizes = setCover.costs.map((_, set) => setCover.rows.flatMap((row, at) => (row.includes(set) ? [at] : [])));
    const largest = sizes.sort((a, b) => b.length - a.length).slice(3 * turn, 3 * turn + 3);
    const elements = [...new Set(largest.flat())].slice(0, 12);
    const full = 2 ** elements.length - 1;
    const sets = setsWithin(elements);
    let cheapest = Number.POSITIVE_INFINITY;
    // Sets may overlap here. Each of the three must have something of its own to do.
    const isOne = (mask: number) => (mask & (mask - 1)) === 0;
    for (const [i, a] of sets.entries())
      for (const [j, b] of sets.slice(0, i).entries())
        if (!isOne(a.mask | b.mask))
          for (const c of sets.slice(0, j))
            if ((a.mask | b.mask | c.mask) === full && !isOne(a.mask | c.mask) && !isOne(b.mask | c.mask))
              cheapest = Math.min(cheapest, a.cost + b.cost + c.cost);
    expect(cheapest).toBeLessThan(Number.POSITIVE_INFINITY);
    // A set that is taken pays for all it holds: each part of it costs the whole.
    const hosts = sets.map(({ mask, cost }): CoverHost => {
      const costs = new Map<number, number>();
      for (let part = mask; part > 0; part = (part - 1) & mask) costs.set(part, cost);
      return { low: 0, costs };
    });
    expect(best(hosts, elements.length)).toBe(cheapest);
  });
});
