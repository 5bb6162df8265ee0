import { fault } from '../../../ground/errors.ts';
import { oneCell } from '../../../spreadsheets/fields.ts';
import { isUnknown } from '../../../spreadsheets/numbers.ts';
import { listCell, termCell } from '../../../spreadsheets/terms.ts';
import type { Territory, Zone } from '../../../vocabulary/shapes.ts';
import { TERRITORY_LEVELS } from '../../../vocabulary/terms.ts';
import { fold } from '../../../vocabulary/territories.ts';
import type { FieldTerms } from './terms.ts';

/* Territories: `departement:23`, followed by the name for people; a country by its code or name. */

const LEVELLED = new RegExp(`\\b(${TERRITORY_LEVELS.join('|')}):([0-9A-Z]{2,5})\\b`, 'i');
/** Longer than any territory name with its code. */
const PLACE_MAX = 200;

function territoryIn(cell: string, { countries, departements }: FieldTerms): Territory | undefined {
  if (cell.length > PLACE_MAX) return undefined;
  const [, level, code] = LEVELLED.exec(cell) ?? [];
  if (level && code) return { level: level.toLowerCase() as Territory['level'], code: code.toUpperCase() };
  const departement = departements.get(fold(cell));
  if (departement) return { level: 'departement', code: departement };
  const country = countries.keyOf(cell);
  return country === undefined ? undefined : { level: 'country', code: country };
}

const WORLD = { fr: 'monde', en: 'world' };
const isWorld = (cell: string): boolean =>
  ['monde', 'le monde', 'monde entier', 'world'].includes(cell.trim().toLowerCase());

function writeTerritory(value: unknown, { reference }: FieldTerms, notation?: string): string {
  const zone = value as Zone;
  if (zone.level === 'world') return notation === 'fr' ? WORLD.fr : WORLD.en;
  const code = `${zone.level}:${zone.code}`;
  if (notation !== 'fr' && notation !== 'en') return code;
  return reference.territories.find(zone) ? `${reference.territories.name(zone, notation)} (${code})` : code;
}

const territoryFault = (pointer: string) =>
  fault(pointer, 'unknown-value', {
    fr: 'Écrivez un territoire comme departement:23, commune:23096, region:75 ou country:FR ; un département ou un pays va aussi par son nom.',
    en: 'Write a territory such as departement:23, commune:23096, region:75 or country:FR; a département or a country may be named too.',
  });

export const territoryCell = (terms: FieldTerms) => (column: string) =>
  oneCell(column, {
    read: (cell) => (isUnknown(cell) ? undefined : (territoryIn(cell, terms) ?? cell)),
    write: (value, notation) => writeTerritory(value, terms, notation),
    faults: (pointer, cell) => (isUnknown(cell) || territoryIn(cell, terms) ? [] : [territoryFault(pointer)]),
  });

export const zonesCell = (terms: FieldTerms) =>
  listCell({
    read: (written) => (isWorld(written) ? { level: 'world' } : territoryIn(written, terms)),
    write: (value, notation) => writeTerritory(value, terms, notation),
    fault: territoryFault,
    byComma: true,
  });

export const countryCell = (terms: FieldTerms) => termCell(terms.countries);
