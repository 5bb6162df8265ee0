import { setImmediate as nextRound } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { faultInZones, zonesKnown } from '../../src/manage/parts/places.ts';
import type { Zone } from '../../src/vocabulary/shapes.ts';
import type { Territories } from '../../src/vocabulary/territories.ts';
import { reference } from '../support/record.ts';

/** Territories that count how often somebody searches in them: each search goes through all communes. */
function counting() {
  const counted = { searches: 0 };
  const territories = new Proxy(reference.territories, {
    get: (all, name) => {
      const found = Reflect.get(all, name);
      if (name !== 'search' && name !== 'resembling') return found;
      return (...words: Parameters<Territories['search']>) => {
        counted.searches++;
        return found.apply(all, words);
      };
    },
  });
  return { counted, territories };
}
const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, i) => line(i));

async function read(text: string, territories: Territories) {
  const known = new Map<string, Zone>();
  const fault = await faultInZones(text, known, territories, 'fr');
  return { fault, zones: zonesKnown(text, known) };
}

/** Communes whose names nobody else bears, of different départements. */
const COMMUNES = reference.territories.departements
  .flatMap(({ name }) => reference.territories.search(name.slice(0, 3)).slice(0, 30))
  .filter(({ level }) => level === 'commune')
  .map((one) => ({ ...one, name: reference.territories.name(one, 'fr') }))
  .filter(({ name }) => reference.territories.named(name).length === 1);
const DIFFERENT = [...new Map(COMMUNES.map((one) => [one.code, one])).values()].slice(0, 200);

it('Zones of a form are read up to the first line that names none, which alone is told', async () => {
  const { counted, territories } = counting();
  const text = lines(5000, (index) => (index < 2 ? 'Creuse' : `Nulle part ${index}`)).join('\n');
  const { zones, fault } = await read(text, territories);
  expect(zones).toEqual([
    { level: 'departement', code: '23' },
    { level: 'departement', code: '23' },
  ]);
  expect(fault).toContain('Nulle part 2');
  expect(counted.searches).toBeLessThan(10);
});

it('A line longer than any name is not looked for, and no more zones are read than a list takes', async () => {
  const { counted, territories } = counting();
  expect((await read('a'.repeat(5000), territories)).fault).toHaveLength(
    (await read('b'.repeat(4000), territories)).fault!.length,
  );
  expect(counted.searches).toBe(0);
  expect((await read(lines(1000, () => 'Cantal').join('\n'), territories)).zones).toHaveLength(201);
});

it('Two hundred communes by their names, with or without their number, are found without a search', async () => {
  const { counted, territories } = counting();
  expect(DIFFERENT).toHaveLength(200);
  const text = DIFFERENT.map((one, at) =>
    at % 2 ? one.name : `${one.name} ${territories.lineage(one)[1]!.code}`,
  ).join('\n');
  const { zones, fault } = await read(text, territories);
  expect(fault).toBeUndefined();
  expect(zones).toEqual(DIFFERENT.map(({ level, code }) => ({ level, code })));
  expect(counted.searches).toBe(0);
});

it('Others are answered while two hundred communes are searched for by a part of their name', async () => {
  const { counted, territories } = counting();
  const parts = DIFFERENT.map(({ name }) => name.slice(1)).filter(
    (part) => reference.territories.search(part).length === 1,
  );
  expect(parts.length).toBeGreaterThan(50);
  let rounds = 0;
  let isRead = false;
  const others = (async () => {
    for (; !isRead; rounds++) await nextRound();
  })();
  const { fault } = await read(parts.join('\n'), territories);
  isRead = true;
  await others;
  expect(fault).toBeUndefined();
  expect(counted.searches).toBeGreaterThanOrEqual(parts.length);
  expect(rounds).toBeGreaterThan(1);
});
