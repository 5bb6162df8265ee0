import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEWEST } from '../../src/ground/small-numbers.ts';
import { type Counted, cellsOf, publishable } from '../../src/recommendations/cases/counting.ts';
import type { CaseCell } from '../../src/record/tables/cases.ts';

const place = (departement: string, family: string, help: string[] = []): Counted => ({ departement, family, help });

/** All there is, as an attacker knows it who knows where a federation is at work, and on what; at most so many cases. */
const KNOWN: [what: string, places: Counted[], most: number][] = [
  ['three départements', ['19', '23', '87'].flatMap((one) => [place(one, 'a'), place(one, 'b')]), 14],
  ['two départements', ['23', '87'].flatMap((one) => [place(one, 'a'), place(one, 'b')]), 19],
  ['kinds of help', ['23', '87'].flatMap((one) => [[], ['h'], ['h', 'i']].map((help) => place(one, 'a', help))), 11],
];

/** Every way to spread so many cases at most. */
function* worlds(places: number, left: number): Generator<number[]> {
  if (places === 0) {
    yield [];
    return;
  }
  for (let here = 0; here <= left; here++) for (const rest of worlds(places - 1, left - here)) yield [here, ...rest];
}

const casesOf = (world: readonly number[], places: readonly Counted[]): Counted[] =>
  world.flatMap((count, at) => Array.from({ length: count }, () => places[at]!));

/** What an attacker wants to know: how many there are of everything that has a name, alone and together. */
function sizesIn(places: readonly Counted[]): (world: readonly number[]) => number[] {
  const keysOf = ({ departement, family, help }: Counted) => [departement, family, ...help];
  const keys = [...new Set(places.flatMap(keysOf))];
  const wanted = [[], ...keys.map((key) => [key]), ...keys.flatMap((a, at) => keys.slice(at + 1).map((b) => [a, b]))];
  const having = wanted.map((all) => places.map((one) => all.every((key) => keysOf(one).includes(key))));
  return (world) => {
    const counts = having.map((holds) => world.reduce((sum, count, at) => sum + (holds[at] ? count : 0), 0));
    // And how many are not of it.
    return [...counts, ...counts.map((count) => counts[0]! - count)];
  };
}

const numbersOf = (cases: readonly Counted[]) => cellsOf('moved', publishable(cases));

/** As many cases as the numbers say, and no other. */
function justSoMany(cells: readonly CaseCell[]): Counted[] {
  const spread = (by: string) =>
    cells.filter((cell) => cell.by === by).flatMap(({ key, atLeast }) => Array.from({ length: atLeast }, () => key));
  const families = spread('family');
  const help = cells.filter(({ by }) => by === 'help');
  return spread('departement').map((departement, at) =>
    place(
      departement,
      families[at]!,
      help.filter(({ atLeast }) => at < atLeast).map(({ key }) => key),
    ),
  );
}

const anyCases = fc.array(
  fc.record({
    departement: fc.constantFrom('19', '23', '24', '87'),
    family: fc.constantFrom('a', 'b', 'c'),
    help: fc.subarray(['h', 'i']),
  }),
  { maxLength: 80 },
);

describe('The numbers of cases', () => {
  it.each(KNOWN)(
    'never tell that something has one to four cases, to whoever tries all that may have come about: %s',
    (_, places, most) => {
      const possible = new Map<string, Set<number>[]>();
      const sizesOf = sizesIn(places);
      for (const world of worlds(places.length, most)) {
        const shown = JSON.stringify(numbersOf(casesOf(world, places)));
        const sizes = sizesOf(world);
        const sets = possible.get(shown) ?? sizes.map(() => new Set<number>());
        possible.set(shown, sets);
        for (const [at, size] of sizes.entries()) sets[at]!.add(size);
      }
      expect(possible.size).toBeGreaterThan(5);
      const isSmall = (sizes: Set<number>) => [...sizes].every((size) => size >= 1 && size < FEWEST);
      expect([...possible].filter(([, sets]) => sets.some(isSmall)).map(([shown]) => shown)).toEqual([]);
    },
  );

  it('would be the same had just so many cases come: what is left out moves none of them', () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        const shown = numbersOf(cases);
        expect(numbersOf(justSoMany(shown))).toEqual(shown);
      }),
    );
  });

  it('are never under five, and never more than there are', () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        for (const { by, key, atLeast } of numbersOf(cases)) {
          const holds = ({ departement, family, help }: Counted) =>
            by === 'all' || [departement, family, ...help].includes(key);
          expect(atLeast).toBeGreaterThanOrEqual(FEWEST);
          expect(atLeast).toBeLessThanOrEqual(cases.filter(holds).length);
        }
      }),
    );
  });

  it('are whole where nothing is too small', () => {
    const cases = [...Array(8).fill(place('23', 'a', ['h'])), ...Array(5).fill(place('87', 'b'))];
    expect(numbersOf(cases).map(({ by, key, atLeast }) => `${by} ${key} ${atLeast}`)).toEqual([
      ...['all  13', 'departement 23 8', 'departement 87 5', 'family a 8', 'family b 5', 'help h 8'],
    ]);
    // Four elsewhere are in no number: not in the whole either.
    expect(numbersOf([...cases, ...Array(4).fill(place('19', 'a', ['h']))])).toEqual(numbersOf(cases));
    // Of twelve, one without help is not told.
    const helped = [...Array(11).fill(place('23', 'a', ['h'])), place('23', 'a')];
    expect(numbersOf(helped).at(-1)).toMatchObject({ by: 'help', atLeast: 7 });
  });
});
