/**
 * Makes `seed/vocabulary/territories.json` from the maintained package of the French administrative list.
 * Run it after an update of that package: `npx tsx seed/make-territories.ts`. Communes change each 1 January,
 * so the file says which list it is.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const PACKAGE = '@etalab/decoupage-administratif';
const read = (name: string) => JSON.parse(readFileSync(require.resolve(`${PACKAGE}/data/${name}.json`), 'utf8'));

interface Place {
  code: string;
  nom: string;
  zone: string;
  type?: string;
  departement?: string;
  region?: string;
  chefLieu?: string;
  commune?: string;
  anciensCodes?: string[];
  codesPostaux?: string[];
  population?: number;
}
const communes: Place[] = read('communes');
const current = communes.filter((place) => place.type === 'commune-actuelle');

// Codes that files still hold: merged communes, municipal arrondissements, and the two that left Guadeloupe.
const former = new Map<string, string>([
  ['97123', '97701'],
  ['97127', '97801'],
]);
for (const place of current) for (const code of place.anciensCodes ?? []) former.set(code, place.code);
for (const place of communes) {
  const now = place.commune ?? place.chefLieu;
  if (place.type !== 'commune-actuelle' && now && now !== place.code) former.set(place.code, now);
}
for (const place of current) former.delete(place.code);

// A postal code may serve several communes; those of an arrondissement are its commune's too.
const postal = new Map<string, string[]>();
for (const place of current)
  for (const code of place.codesPostaux ?? []) postal.set(code, [...(postal.get(code) ?? []), place.code]);

const out = {
  source: PACKAGE,
  version: JSON.parse(readFileSync(require.resolve(`${PACKAGE}/package.json`), 'utf8')).version,
  licence: 'Licence Ouverte 2.0 (INSEE, Etalab)',
  // Overseas collectivities belong to no région; the package repeats their own code there.
  regions: (read('regions') as Place[]).filter((r) => r.zone !== 'com').map((r) => [r.code, r.nom]),
  departements: (read('departements') as Place[]).map((d) => [d.code, d.nom, d.zone === 'com' ? null : d.region]),
  communes: current.map((c) => [c.code, c.nom, c.departement ?? null, c.population ?? 0]),
  former: [...former].sort(([a], [b]) => (a < b ? -1 : 1)),
  postal: [...postal].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, communes]) => [code, communes.join(' ')]),
};
writeFileSync(
  new URL('./vocabulary/territories.json', import.meta.url),
  JSON.stringify(out).replaceAll('],[', '],\n[').replaceAll(/("(?:regions|departements|communes|former|postal)":)/g, '\n$1'),
);
