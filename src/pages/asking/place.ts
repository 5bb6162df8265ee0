import type { Territory } from '../../vocabulary/shapes.ts';
import { fold, type NamedTerritory, type Territories } from '../../vocabulary/territories.ts';

/** The fields of a form that ask for a place: what was settled, what was typed, and what was chosen among several. */
export interface PlaceForm {
  readonly place?: readonly string[];
  readonly commune?: readonly string[];
  readonly found?: readonly string[];
}

export type PlaceFaultCode =
  | 'which-commune'
  | 'which-postal-code'
  | 'resembling-commune'
  | 'resembling-postal-code'
  | 'no-such-commune';

const MOST_CHOICES = 15;
const PARIS = '75056';

/** A territory as forms and addresses name it: `departement:23`. */
export const keyOf = ({ level, code }: Territory) => `${level}:${code}`;

/** The territory that a value names, such as `departement:23`; undefined when it names none. */
function territoryNamed(value: string | undefined, territories: Territories): Territory | undefined {
  const [, level, code] = /^(region|departement|commune):([0-9AB]{2,5})$/.exec(value ?? '') ?? [];
  const found = level && code ? territories.find({ level: level as 'commune', code }) : undefined;
  return found && { level: found.level, code: found.code };
}

export const territoryIn = ({ place }: PlaceForm, territories: Territories): Territory | undefined =>
  territoryNamed(place?.[0], territories);

interface SettledPlace<F> {
  form: F;
  /** Places to choose from, when several may be meant. */
  choices: readonly NamedTerritory[];
  faults: { question: 'place'; code: PlaceFaultCode }[];
}

/** The form with this place, or with none, and nothing typed or chosen. */
function placed<F extends PlaceForm>(
  { place: _place, commune: _commune, found: _found, ...form }: F,
  place?: string,
): F {
  return { ...form, ...(place && { place: [place] }) } as unknown as F;
}

/** Finds the place that was typed: one settles it, several are shown to choose from. */
export function resolvePlace<F extends PlaceForm>(form: F, territories: Territories): SettledPlace<F> {
  const typed = form.commune?.[0];
  const settled = (place: string | undefined): SettledPlace<F> => ({
    form: placed(form, place),
    choices: [],
    faults: [],
  });
  if (typed === undefined) return settled(form.place?.[0]);
  const found = form.found?.[0];
  const candidates = placesOf(typed, territories);
  const chosen = territoryNamed(found, territories);
  // A choice made before the text was changed no longer counts.
  if (chosen && candidates.places.some((one) => keyOf(one) === keyOf(chosen))) return settled(keyOf(chosen));
  const within = territoryIn(form, territories);
  const narrower = within ? candidates.places.filter((one) => isWithin(one, within, territories)) : [];
  const likely = narrower.length > 0 ? narrower : candidates.places;
  const places = candidates.isOneName ? withoutNamesakes(likely, territories) : likely;
  const [only] = places;
  if (only && places.length === 1 && !candidates.isGuess) return settled(keyOf(only));
  return {
    form,
    choices: places.slice(0, MOST_CHOICES).map((one) => ({ ...one, name: territories.name(one, 'fr') })),
    faults: [{ question: 'place', code: only ? candidates.code : 'no-such-commune' }],
  };
}

interface Candidates {
  places: readonly Territory[];
  /** Nothing bears that name: these resemble it. */
  isGuess?: boolean;
  /** All of them bear it. */
  isOneName?: boolean;
  code: PlaceFaultCode;
}

/** The régions and départements that are meant by a name with its article: `la Creuse`. */
export function wideNamed(typed: string, territories: Territories): readonly Territory[] {
  const name = fold(typed);
  const bare = name.replace(/^(la|le|les|l) (?=.)/, '');
  if (bare === name) return [];
  const wide = territories.named(bare).filter(({ level }) => /^(region|departement)$/.test(level));
  return withoutTwins(wide, territories);
}

/** What was typed: a postal code, the number of a département, a name, or a name with one of these. */
function placesOf(typed: string, territories: Territories): Candidates {
  const text = fold(typed)
    .replace(/\bst(?=e? )/g, 'saint')
    .replace(/\bsainte? (?=saint)/g, '');
  const postal = /(?:^| )(\d{5})(?: |$)/.exec(text)?.[1];
  if (postal !== undefined) {
    const served = territories.ofPostalCode(postal);
    const named = served.filter((one) => ` ${text} `.includes(` ${fold(territories.name(one, 'fr'))} `));
    if (served.length > 0) return { places: named.length > 0 ? named : served, code: 'which-postal-code' };
    return {
      places: departementOf(postal.slice(0, postal.startsWith('97') ? 3 : 2), territories),
      isGuess: true,
      code: 'resembling-postal-code',
    };
  }
  const words = text.split(' ');
  const last = /^\d[\dab]\d?$/.test(words.at(-1) ?? '') ? words.at(-1) : undefined;
  const city = cityOf(words);
  const number = city ? undefined : last;
  const name = city ?? (words.length > 1 && last ? words.slice(0, -1).join(' ') : text);
  const numbered = number ? departementOf(number.toUpperCase(), territories) : [];
  if (name === number && numbered.length > 0) return { places: numbered, code: 'which-commune' };
  const ofFrance = (found: readonly Territory[]) =>
    withoutTwins(
      found.filter(({ level }) => level !== 'country'),
      territories,
    );
  const inNumbered = (found: readonly Territory[]) =>
    found.filter((one) => numbered.some((wider) => isWithin(one, wider, territories)));
  const wide = wideNamed(name, territories);
  const named = ofFrance(territories.named(name));
  const near = numbered.length > 0 ? inNumbered(named) : named;
  // To look for places whose name only contains it goes through all of them.
  if (near.length > 0) return { places: [...wide, ...near], isOneName: true, code: 'which-commune' };
  const all = ofFrance(territories.search(name));
  const likely = inNumbered(all);
  const searched = likely.length > 0 ? likely : all;
  const exact = likely.length > 0 ? wide : [...wide, ...named];
  if (exact.length > 0) return { places: exact, isOneName: true, code: 'which-commune' };
  if (searched.length > 0) return { places: searched, code: 'resembling-commune' };
  return { places: withoutTwins(territories.resembling(name), territories), isGuess: true, code: 'resembling-commune' };
}

/** A commune with more inhabitants may be meant by the name of a département: Vienne, Mayenne. */
const VILLAGE = 5_000;

/**
 * Of places with one name, the one that is meant: who says “Creuse” means the département, not the village far away.
 * All of them where that is not clear.
 */
function withoutNamesakes(found: readonly Territory[], territories: Territories): readonly Territory[] {
  // Paris is a département too, of one commune.
  if (found.some(({ code }) => code === PARIS)) return [{ level: 'commune', code: PARIS }];
  const large = found.filter((one) => one.level !== 'commune' || territories.inhabitants(one) > VILLAGE);
  return large.length === 1 && large[0]!.level !== 'commune' ? large : found;
}

/** Without the régions that are one département of the same name: to people they are one place. */
const withoutTwins = (found: readonly Territory[], territories: Territories): readonly Territory[] =>
  found.filter(
    (one) =>
      one.level !== 'region' ||
      !found.some(
        (other) =>
          other.level === 'departement' &&
          isWithin(other, one, territories) &&
          territories.name(other, 'fr') === territories.name(one, 'fr'),
      ),
  );

/** Only these have arrondissements; to us they are the commune. */
const CITIES = new Set(['paris', 'lyon', 'marseille']);

/** The city of `Paris 12`, `Lyon 3ème`, `12e arrondissement de Paris`; undefined for any other place. */
function cityOf(words: readonly string[]): string | undefined {
  const others = words.filter((word) => !CITIES.has(word));
  const isNumbered =
    others.length > 0 && others.every((word) => /^(\d{1,2}(e|er|eme)?|de|arr|arrondissement)$/.test(word));
  return isNumbered ? words.find((word) => CITIES.has(word)) : undefined;
}

function departementOf(code: string, territories: Territories): readonly Territory[] {
  const found = territories.find({ level: 'departement', code });
  return found ? [{ level: found.level, code: found.code }] : [];
}

const isWithin = (one: Territory, { level, code }: Territory, { lineage }: Territories): boolean =>
  lineage(one).some((wider) => wider.level === level && wider.code === code);
