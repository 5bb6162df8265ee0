import { grouped } from '../ground/grouped.ts';
import { editDistance } from '../ground/texts.ts';
import type { Territory } from './shapes.ts';
import type { Language, TerritoryLevel } from './terms.ts';

/** The content of `seed/vocabulary/territories.json`. */
interface TerritoryFile {
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

/**
 * The French administrative territories, and the countries of the world. Look-ups take constant time, except `search`.
 */
export interface Territories {
  /** The source of the list, for people: package and version. */
  readonly list: { source: string; version: string; licence: string };
  /** Every département, in the order of the list. */
  readonly departements: readonly NamedTerritory[];
  /** The present territory (for a merged commune, the commune that contains it); undefined when unknown. */
  find(territory: Territory): NamedTerritory | undefined;
  /** The territory and all larger ones that contain it: commune, département, région, France. Empty when unknown. */
  lineage(territory: Territory): readonly Territory[];
  name(territory: Territory, language: Language): string;
  /** Territories with exactly this name, ignoring accents and case, in the order of `search`. */
  named(name: string): readonly Territory[];
  /**
   * Territories whose name equals, then begins with, then contains the typed text, ignoring accents and case. Within
   * each group: the largest level first, then communes by population.
   */
  search(typed: string): Territory[];
  /** The communes with a postal code, most populous first; empty for an unknown code. */
  ofPostalCode(code: string): readonly Territory[];
  /** French territories whose name differs by two to four letters at most, by length: the nearest, then the largest. */
  resembling(typed: string): readonly Territory[];
  /** The population of a commune; 0 when unknown, and for larger territories. */
  inhabitants(territory: Territory): number;
}

/** Lower case, without accents or punctuation, to compare typed text. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Wrong letters allowed in a name: one in four for long names, which people spell as they hear them. */
const LEAST_EDITS = 2;
const MOST_EDITS = 4;
const editsOf = ({ length }: string): number => Math.min(MOST_EDITS, Math.max(LEAST_EDITS, Math.floor(length / 4)));

/** A territory by one of its names, in folded form. */
interface Named {
  key: string;
  territory: Territory;
  /** The population of a commune; `WIDE` for larger territories. */
  size: number;
}

const WIDE = Number.MAX_SAFE_INTEGER;
const largest = (found: readonly Named[]): Named[] => [...found].sort((a, b) => b.size - a.size);

/** Search over all names. Results keep the order of the complete list. */
interface Names {
  byName(key: string): readonly Named[];
  /** Names that contain the given characters. */
  holding(wanted: string): Named[];
  /** Names that may be within this many edits: they consist of nearly the same letters. */
  maybeNear(wanted: string, most: number): Named[];
}

/** The set of letters in a name, as bits. */
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

/** All names joined in one text: searching it is far quicker than searching 35,000 names one by one. */
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
    // One edit changes the set by at most two letters: the one removed and the one added.
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

/** Builds the look-ups from the content of the file. */
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
  // By level, then by code: a match looks up thousands, and joining both into one key takes longer than the look-up.
  const lineages = new Map<TerritoryLevel, Map<string, readonly Territory[]>>();
  const lineage = (territory: Territory): readonly Territory[] => {
    const { level, code } = territory;
    const ofLevel = lineages.get(level);
    const cached = ofLevel?.get(code);
    if (cached) return cached;
    const line: Territory[] = [];
    for (let place = resolve(territory); place; place = place.within && resolve(place.within))
      line.push(place.territory);
    // Unknown codes come from requests: caching them would let anyone fill the memory.
    if (line.length > 0) lineages.set(level, (ofLevel ?? new Map<string, readonly Territory[]>()).set(code, line));
    return line;
  };
  // `Intl` is slow to format a name, and answers repeat the same few countries.
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
      // A country matches by its name in each language, so remove duplicates.
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
        .map(({ key, territory }) => ({ territory, away: editDistance(key, wanted, most) }))
        .filter(({ away }) => away <= most)
        .sort((a, b) => a.away - b.away || largestFirst(a.territory, b.territory))
        .map(({ territory }) => territory);
    },
    inhabitants,
  };
}
