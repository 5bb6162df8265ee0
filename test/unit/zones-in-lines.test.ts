import { expect, it } from 'vitest';
import { zonesIn } from '../../src/manage/parts/places.ts';
import type { Territories } from '../../src/vocabulary/territories.ts';
import { reference } from '../support/record.ts';

/** Territories that count how often somebody searches in them: each search goes through all communes. */
function counting() {
  const counted = { searches: 0 };
  const territories = new Proxy(reference.territories, {
    get: (all, name) => {
      const found = Reflect.get(all, name);
      if (name !== 'search') return found;
      return (...words: Parameters<Territories['search']>) => {
        counted.searches++;
        return found.apply(all, words);
      };
    },
  });
  return { counted, territories };
}
const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, i) => line(i));

it('Zones of a form are read up to the first line that names none, which alone is told', () => {
  const { counted, territories } = counting();
  const text = lines(5000, (index) => (index < 2 ? 'Creuse' : `Nulle part ${index}`)).join('\n');
  const { zones, fault } = zonesIn(text, new Map(), territories, 'fr');
  expect(zones).toEqual([
    { level: 'departement', code: '23' },
    { level: 'departement', code: '23' },
  ]);
  expect(fault).toContain('Nulle part 2');
  expect(counted.searches).toBeLessThan(10);
});

it('A line longer than any name is not looked for, and no more zones are read than a list takes', () => {
  const { counted, territories } = counting();
  expect(zonesIn('a'.repeat(5000), new Map(), territories, 'fr').fault).toHaveLength(
    zonesIn('b'.repeat(4000), new Map(), territories, 'fr').fault!.length,
  );
  expect(counted.searches).toBe(0);
  expect(zonesIn(lines(1000, () => 'Cantal').join('\n'), new Map(), territories, 'fr').zones).toHaveLength(201);
});
