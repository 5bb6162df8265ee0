import { grouped } from '../ground/grouped.ts';
import { distance } from '../ground/texts.ts';
import type { Territory } from './shapes.ts';
import type { Language, TerritoryLevel } from './terms.ts';

/** What `seed/vocabulary/territories.json` holds. */
export interface TerritoryFile {
  source: string;
  version: string;
  licence: string;
  regions: [code: string, name: string][];
  departements: [code: string, name: string, region: string | null][];
  communes: [code: string, name: string, departement: string | null, inhabitants: number][];
  former: [code: string, current: string][];
  /** Codes of the communes that a postal code serves, separated by spaces. */
  postal: [code: string, communes: string][];
}

export interface NamedTerritory extends Territory {
  name: string;
}

/** The French administrative list, and the countries of the world. Lookups are constant time but for `search`. */
export interface Territories {
  /** Which list this is, for people: package and version. */
  readonly list: { source: string; version: string; licence: string };
  /** Every département, in the order of the list. */
  readonly departements: readonly NamedTerritory[];
  /** The territory as it is today (a merged commune gives the one it is part of), or undefined. */
  find(territory: Territory): NamedTerritory | undefined;
  /** The territory, then each wider one up to the country: commune, département, région, France. Empty when unknown. */
  lineage(territory: Territory): readonly Territory[];
  name(territory: Territory, language: Language): string;
  /** The territories that have this very name (accents and case forgiven), in the order of `search`. */
  named(name: string): readonly Territory[];
  /**
   * All territories whose name is, then starts with, then contains what was typed (accents and case forgiven); of each
   * the widest first, then the communes with most inhabitants.
   */
  search(typed: string): Territory[];
  /** The communes that a postal code serves, those with most inhabitants first; none when there is no such code. */
  ofPostalCode(code: string): readonly Territory[];
  /** Territories of France whose name is a letter or two away from what was typed: the nearest first, then the largest. */
  resembling(typed: string): readonly Territory[];
  /** How many live in a commune; 0 where that is not known, and for wider territories. */
  inhabitants(territory: Territory): number;
}

/** Lower case, without accents or punctuation, for comparing what people type. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Letters that may be wrong in a name: one of four in long ones, which people write as they hear them. */
const LEAST_EDITS = 2;
const MOST_EDITS = 4;
const editsOf = ({ length }: string): number => Math.min(MOST_EDITS, Math.max(LEAST_EDITS, Math.floor(length / 4)));

/** A territory by one of its names, folded. */
interface Named {
  key: string;
  territory: Territory;
  /** How many live there; `WIDE` of all that is no commune. */
  size: number;
}

const WIDE = Number.MAX_SAFE_INTEGER;
const largest = (found: readonly Named[]): Named[] => [...found].sort((a, b) => b.size - a.size);

/** Of all names; lists are in the order of the whole. */
interface Names {
  byName(key: string): readonly Named[];
  /** Those whose name contains some characters. */
  holding(wanted: string): Named[];
  /** Those whose name may be so many letters away: it has nearly the same letters. */
  maybeNear(wanted: string, most: number): Named[];
}

/** The letters of a name, as bits. */
function lettersOf(key: string): number {
  let letters = 0;
  for (let at = 0; at < key.length; at++) letters |= 1 << (key.charCodeAt(at) & 31);
  return letters;
}

function differing(letters: number, others: number): number {
  let count = 0;
  for (let left = letters ^ others; left !== 0; left &= left - 1) count++;
  return count;
}

/** Names as one text: to look through it is far quicker than to look into each of 35,000. */
function readNames(all: readonly Named[]): Names {
  const text = all.map(({ key }) => `\n${key}`).join('');
  const starts = new Uint32Array(all.length);
  let at = 0;
  for (const [index, { key }] of all.entries()) {
    starts[index] = at;
    at += key.length + 1;
  }
  const letters = Uint32Array.from(all, ({ key }) => lettersOf(key));
  const indexAt = (place: number): number => {
    let [low, high] = [0, all.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    byName: grouped(all, ({ key }) => key),
    holding: (wanted) => {
      const found: Named[] = [];
      for (let place = text.indexOf(wanted); place >= 0; ) {
        const index = indexAt(place);
        found.push(all[index]!);
        place = index + 1 < all.length ? text.indexOf(wanted, starts[index + 1]) : -1;
      }
      return found;
    },
    // An edit changes two letters at most: the one that was there, and the one that comes.
    maybeNear: (wanted, most) => {
      const own = lettersOf(wanted);
      return all.filter((_, index) => differing(own, letters[index]!) <= 2 * most);
    },
  };
}

const keyOf = ({ level, code }: Territory) => `${level}:${code}`;

const ISO_COUNTRIES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  );

/** Makes the lookups from the content of the file. */
export function readTerritories(file: TerritoryFile): Territories {
  const countries = {
    fr: new Intl.DisplayNames('fr', { type: 'region' }),
    en: new Intl.DisplayNames('en', { type: 'region' }),
  };
  const places = new Map<string, { territory: Territory; name: string; within: Territory | undefined }>();
  const living = new Map(file.communes.map(([code, , , inhabitants]) => [code, inhabitants]));
  const inhabitants = ({ level, code }: Territory): number => (level === 'commune' && living.get(code)) || 0;
  const isCommune = ({ level }: Territory): boolean => level === 'commune';
  const largestFirst = (a: Territory, b: Territory) => inhabitants(b) - inhabitants(a);
  const add = (level: TerritoryLevel, code: string, name: string, within?: Territory) =>
    places.set(keyOf({ level, code }), { territory: { level, code }, name, within });
  const france: Territory = { level: 'country', code: 'FR' };
  for (const code of ISO_COUNTRIES) add('country', code, countries.fr.of(code) ?? code);
  for (const [code, name] of file.regions) add('region', code, name, france);
  for (const [code, name, region] of file.departements)
    add('departement', code, name, region ? { level: 'region', code: region } : france);
  for (const [code, name, departement] of file.communes)
    add('commune', code, name, departement ? { level: 'departement', code: departement } : france);
  const former = new Map(file.former);
  const postal = new Map(file.postal);

  const resolve = (territory: Territory) => {
    const place = places.get(keyOf(territory));
    const current = territory.level === 'commune' && !place ? former.get(territory.code) : undefined;
    return current ? places.get(`commune:${current}`) : place;
  };
  // By level and code apart: a match asks for thousands, and to make one key of both takes longer than to look it up.
  const lineages = new Map<TerritoryLevel, Map<string, readonly Territory[]>>();
  const lineage = (territory: Territory): readonly Territory[] => {
    const { level, code } = territory;
    const ofLevel = lineages.get(level);
    const known = ofLevel?.get(code);
    if (known) return known;
    const line: Territory[] = [];
    for (let place = resolve(territory); place; place = place.within && resolve(place.within))
      line.push(place.territory);
    // Unknown codes come from requests: caching them would let anybody fill the memory.
    if (line.length > 0) lineages.set(level, (ofLevel ?? new Map<string, readonly Territory[]>()).set(code, line));
    return line;
  };
  // `Intl` takes its time over a name, and answers name the same few countries.
  const englishCountries = new Map(ISO_COUNTRIES.map((code) => [code, countries.en.of(code) ?? code]));
  const countryName = (code: string, language: Language): string =>
    (language === 'fr' ? places.get(`country:${code}`)?.name : englishCountries.get(code)) ??
    countries[language].of(code) ??
    code;
  const name = (territory: Territory, language: Language): string =>
    territory.level === 'country'
      ? countryName(territory.code, language)
      : (resolve(territory)?.name ?? territory.code);

  let names: Names | undefined;
  const allNames = () => {
    names ??= readNames(
      [...places.values()].flatMap(({ territory, name: fr }): Named[] => {
        const named = { territory, size: isCommune(territory) ? inhabitants(territory) : WIDE };
        if (territory.level !== 'country') return [{ key: fold(fr), ...named }];
        return [...new Set([fold(fr), fold(countries.en.of(territory.code) ?? '')])].map((key) => ({ key, ...named }));
      }),
    );
    return names;
  };
  return {
    list: { source: file.source, version: file.version, licence: file.licence },
    departements: file.departements.map(([code, name]) => ({ level: 'departement', code, name })),
    find: (territory) => {
      const place = resolve(territory);
      return place && { ...place.territory, name: place.name };
    },
    lineage,
    name,
    named: (typed) => largest(allNames().byName(fold(typed))).map(({ territory }) => territory),
    search: (typed) => {
      const wanted = fold(typed);
      if (!wanted) return [];
      const { byName, holding } = allNames();
      const others = holding(wanted).filter(({ key }) => key !== wanted);
      const found = [
        ...largest(byName(wanted)),
        ...largest(others.filter(({ key }) => key.startsWith(wanted))),
        ...largest(others.filter(({ key }) => !key.startsWith(wanted))),
      ];
      // A country has a name in each language.
      return [...new Set(found.map(({ territory }) => territory))];
    },
    ofPostalCode: (code) =>
      (postal.get(code)?.split(' ') ?? [])
        .map((commune): Territory => ({ level: 'commune', code: commune }))
        .sort(largestFirst),
    resembling: (typed) => {
      const wanted = fold(typed);
      if (wanted.length < LEAST_EDITS + 2) return [];
      const most = editsOf(wanted);
      return allNames()
        .maybeNear(wanted, most)
        .filter(({ territory }) => territory.level !== 'country')
        .map(({ key, territory }) => ({ territory, away: distance(key, wanted, most) }))
        .filter(({ away }) => away <= most)
        .sort((a, b) => a.away - b.away || largestFirst(a.territory, b.territory))
        .map(({ territory }) => territory);
    },
    inhabitants,
  };
}
