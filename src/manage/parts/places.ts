import type { Seat } from '../../documents/host.ts';
import { mapInSlices } from '../../ground/slices.ts';
import { resolvePlace, territoryIn, wideNamed } from '../../pages/asking/place.ts';
import { zoneSaid } from '../../vocabulary/said-zones.ts';
import type { Zone } from '../../vocabulary/shapes.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { Territories } from '../../vocabulary/territories.ts';
import { HOST_DESK } from '../words/host-desk.ts';

/* Zones as people write them, one a line or between commas. Pure. */

/** Of a commune with its département, because many have the same name. */
export function zoneLine(zone: Zone, territories: Territories, language: Language): string {
  if (zone.level === 'world') return HOST_DESK[language].world;
  const name = territories.name(zone, language);
  const wider = territories.lineage(zone)[1];
  return zone.level === 'commune' && wider ? `${name} ${wider.code}` : name;
}

/** No place has a longer name. */
export const LONGEST_NAME = 100;

const MOST_SUGGESTED = 4;

/** The zone that a line names; else what to say of it. */
export function zoneOf(line: string, territories: Territories, language: Language): Zone | string {
  const words = HOST_DESK[language];
  if (line.length > LONGEST_NAME) return words.noPlace(`${line.slice(0, LONGEST_NAME)}…`);
  const said = zoneSaid(line);
  if (said) return said;
  // A commune that has the name of a département is written with its number.
  const wide = territories.named(line).find(({ level }) => level !== 'commune') ?? wideNamed(line, territories)[0];
  if (wide) return { level: wide.level, code: wide.code };
  const { form, choices, faults } = resolvePlace({ commune: [line] }, territories);
  const place = territoryIn(form, territories);
  if (place) return place;
  if (choices.length === 0) return words.noPlace(line);
  const names = choices.slice(0, MOST_SUGGESTED).map((one) => zoneLine(one, territories, language));
  const isGuess = faults.some(({ code }) => code.startsWith('resembling'));
  return (isGuess ? words.resembles : words.whichPlace)(line, names.join(', '));
}

/** Where a host is, as its line says it. */
export const seatLine = ({ country, territory }: Seat, territories: Territories, language: Language): string =>
  zoneLine(territory ?? { level: 'country', code: country }, territories, language);

/** Where a host is that says a line; else what to say of it. */
export function seatOf(line: string, territories: Territories, language: Language): Seat | string {
  const zone = zoneOf(line, territories, language);
  if (typeof zone === 'string') return zone;
  if (zone.level === 'world') return HOST_DESK[language].noPlace(line);
  return zone.level === 'country' ? { country: zone.code } : { country: 'FR', territory: zone };
}

/** One more than a list of zones may hold: its schema then refuses it. */
const MOST_ZONES = 201;

/** No place has a comma in its name. */
const linesOf = (text: string): string[] =>
  text
    .split(/[\n,;]/)
    .flatMap((one) => one.trim() || [])
    .slice(0, MOST_ZONES);

/** The zones of lines that were read. */
export const zonesKnown = (text: string, known: ReadonlyMap<string, Zone>): Zone[] =>
  linesOf(text).flatMap((line) => known.get(line) ?? []);

/**
 * Reads the lines of a text, up to the first one that names no zone. That line is the fault. The lines after it are not
 * read: what is in no list is searched for among all communes.
 * @param known zones by the lines that stood in the form, which may name what a search would not find; those that are
 * read come next to them
 */
export async function faultInZones(
  text: string,
  known: Map<string, Zone>,
  territories: Territories,
  language: Language,
): Promise<string | undefined> {
  let fault: string | undefined;
  await mapInSlices(linesOf(text), (line) => {
    if (fault !== undefined || known.has(line)) return;
    const zone = zoneOf(line, territories, language);
    if (typeof zone === 'string') fault = zone;
    else known.set(line, zone);
  });
  return fault;
}
