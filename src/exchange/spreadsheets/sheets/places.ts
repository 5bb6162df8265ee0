import { fault } from '../../../ground/errors.ts';
import { oneCell } from '../../../spreadsheets/fields.ts';
import { isUnknown } from '../../../spreadsheets/numbers.ts';
import { listCell, termCell } from '../../../spreadsheets/terms.ts';
import type { Reference } from '../../../vocabulary/reference.ts';
import { zoneSaid } from '../../../vocabulary/said-zones.ts';
import type { Territory, Zone } from '../../../vocabulary/shapes.ts';
import { TERRITORY_LEVELS } from '../../../vocabulary/terms.ts';
import { fold } from '../../../vocabulary/territories.ts';
import type { FieldTerms } from './terms.ts';

/* Territories: `departement:23`, followed by the name for people; a country by its code or name. */

const LEVELLED = new RegExp(`\\b(${TERRITORY_LEVELS.join('|')}):([0-9A-Z]{2,5})\\b`, 'i');
/** Longer than any territory name with its code. */
const PLACE_MAX = 200;
/** The name of a commune, and the number of its département. */
const NUMBERED = /^(.{1,100}) \(?(\d[\dAB]\d?)\)?$/i;

function territoryIn(cell: string, { countries, departements, reference }: FieldTerms): Territory | undefined {
  if (cell.length > PLACE_MAX) return undefined;
  const [, level, code] = LEVELLED.exec(cell) ?? [];
  if (level && code) return { level: level.toLowerCase() as Territory['level'], code: code.toUpperCase() };
  const departement = departements.get(fold(cell));
  if (departement) return { level: 'departement', code: departement };
  const country = countries.keyOf(cell);
  return country === undefined ? territoryNamed(cell, reference) : { level: 'country', code: country };
}

/** A région, or the only commune of a name; of several, the one with the number of its département: `Saint-Denis 93`. */
function territoryNamed(cell: string, { territories }: Reference): Territory | undefined {
  const [, name = cell, number] = NUMBERED.exec(cell) ?? [];
  const found = territories.named(name);
  const wide = number ? undefined : found.find(({ level }) => level !== 'commune');
  if (wide) return { level: wide.level, code: wide.code };
  const [one, ...others] = number
    ? found.filter((place) => territories.lineage(place)[1]?.code === number.toUpperCase())
    : found;
  return one && others.length === 0 ? { level: one.level, code: one.code } : undefined;
}

const WORLD = { fr: 'monde', en: 'world' };

function writeTerritory(value: unknown, { reference }: FieldTerms, notation?: string): string {
  const zone = value as Zone;
  if (zone.level === 'world') return notation === 'fr' ? WORLD.fr : WORLD.en;
  const code = `${zone.level}:${zone.code}`;
  if (notation !== 'fr' && notation !== 'en') return code;
  return reference.territories.find(zone) ? `${reference.territories.name(zone, notation)} (${code})` : code;
}

const territoryFault = (pointer: string) =>
  fault(pointer, 'unknown-value', {
    fr: 'Écrivez un lieu par son nom, comme Creuse, Bretagne ou Belgique. Si plusieurs communes ont ce nom, ajoutez le numéro du département, comme Saint-Denis 93. Un code va aussi, comme commune:23096.',
    en: 'Write a place by its name, such as Creuse, Bretagne or Belgium. If several communes have this name, add the number of the département, such as Saint-Denis 93. A code will do too, such as commune:23096.',
  });

export const territoryCell = (terms: FieldTerms) => (column: string) =>
  oneCell(column, {
    read: (cell) => (isUnknown(cell) ? undefined : (territoryIn(cell, terms) ?? cell)),
    write: (value, notation) => writeTerritory(value, terms, notation),
    faults: (pointer, cell) => (isUnknown(cell) || territoryIn(cell, terms) ? [] : [territoryFault(pointer)]),
  });

export const zonesCell = (terms: FieldTerms) =>
  listCell({
    read: (written) => zoneSaid(written) ?? territoryIn(written, terms),
    write: (value, notation) => writeTerritory(value, terms, notation),
    fault: territoryFault,
    byComma: true,
  });

export const countryCell = (terms: FieldTerms) => termCell(terms.countries);
