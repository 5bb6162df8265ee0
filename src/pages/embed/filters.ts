import { findFederation, type Model } from '../../catalogue/model.ts';
import { parseTerritory } from '../../catalogue/search/filters.ts';
import type { Federation } from '../../documents/federation.ts';
import { CatalogueError, type Fault, type Sentence } from '../../ground/errors.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { NamedTerritory } from '../../vocabulary/territories.ts';
import { type Accent, readAccent } from '../frame/accent.ts';
import { isWhose, type Whose } from '../need/whose.ts';

/** What an embedded list shows. */
export interface Filters {
  usage: string | undefined;
  territory: NamedTerritory | undefined;
  federation: Federation | undefined;
  /** With a federation only. */
  whose: Whose;
  /** Only hosts that meet everything as far as is known. */
  onlyFits: boolean;
  accent: Accent | undefined;
}

const NAMES = ['usage', 'territory', 'federation', 'onlyFrom', 'state', 'accent', 'lang'] as const;
type Name = (typeof NAMES)[number];

/** A list of a federation is that of its members, as long as it asks for nothing else. */
const DEFAULT_WHOSE: Whose = 'members';

const SAID = {
  usage: { fr: 'L’usage demandé n’est pas dans le catalogue.', en: 'The usage is not in the catalogue.' },
  territory: {
    fr: 'Territoire inconnu. Écrivez-le comme departement:23, region:75 ou country:FR.',
    en: 'Unknown territory. Write it as departement:23, region:75 or country:FR.',
  },
  federation: {
    fr: 'La fédération demandée n’est pas dans le catalogue.',
    en: 'The federation is not in the catalogue.',
  },
  onlyFrom: {
    fr: 'Pour onlyFrom, les valeurs permises sont members, selection et everybody.',
    en: 'Values of onlyFrom are members, selection and everybody.',
  },
  whoseWhat: {
    fr: 'Choisissez aussi une fédération : sans elle, on ne sait pas de qui est la liste.',
    en: 'Choose a federation too: without one, nobody knows whose list it is.',
  },
  state: { fr: 'Pour state, la seule valeur permise est fits.', en: 'The only value of state is fits.' },
  fitsWhat: {
    fr: 'Choisissez aussi un usage : sans lui, on ne sait pas ce qui doit convenir.',
    en: 'Choose a usage too: without one, there is nothing to fit.',
  },
  lang: { fr: 'Les langues sont fr et en.', en: 'Languages are fr and en.' },
} satisfies Record<string, Sentence>;

const unknownName = (name: string): Sentence => ({
  fr: `Le réglage «\u00a0${name}\u00a0» n’existe pas. Les réglages sont : ${NAMES.join(', ')}.`,
  en: `There is no setting “${name}”. Settings are: ${NAMES.join(', ')}.`,
});
const once = (name: string): Sentence => ({
  fr: `Donnez le réglage «\u00a0${name}\u00a0» une seule fois.`,
  en: `Give the setting “${name}” once only.`,
});

/**
 * The settings of an embedded list, from its address; an empty one is none.
 * @throws CatalogueError invalid-request
 */
export function readFilters(query: unknown, model: Model, { usages, territories }: Reference): Filters {
  const faults: Fault[] = [];
  const refuse = (name: string, message: Sentence) =>
    faults.push({ in: 'query', pointer: `/${name}`, code: 'unknown-value', message });
  const given = new Map<Name, string>();
  for (const [name, value] of Object.entries(query as Record<string, unknown>)) {
    if (!NAMES.includes(name as Name)) refuse(name, unknownName(name));
    else if (typeof value !== 'string') refuse(name, once(name));
    else if (value !== '') given.set(name as Name, value);
  }
  /** What a setting names; told when it names nothing. */
  const named = <T>(name: Exclude<Name, 'accent'>, find: (v: string) => T | undefined) => {
    const value = given.get(name);
    const found = value === undefined ? undefined : find(value);
    if (value !== undefined && found === undefined) refuse(name, SAID[name]);
    return found;
  };
  const usage = named('usage', (key) => (usages.has(key) ? key : undefined));
  const territory = named('territory', (key) =>
    /^[a-z]+:\w+$/.test(key) ? territories.find(parseTerritory(key)) : undefined,
  );
  const federation = named('federation', (slug) => findFederation(model, slug));
  const whose = named('onlyFrom', (value) => (isWhose(value) ? value : undefined));
  if (whose === 'selection' && !given.has('federation')) refuse('onlyFrom', SAID.whoseWhat);
  const onlyFits = named('state', (state) => (state === 'fits' ? true : undefined)) ?? false;
  named('lang', (lang) => (lang === 'fr' || lang === 'en' ? lang : undefined));
  if (onlyFits && !given.has('usage')) refuse('state', SAID.fitsWhat);
  if (faults.length > 0)
    throw new CatalogueError(
      'invalid-request',
      {
        fr: `Cette liste ne peut pas être montrée : ${faults.length === 1 ? 'un réglage est' : 'des réglages sont'} à corriger.`,
        en: `This list cannot be shown: ${faults.length === 1 ? 'a setting' : 'some settings'} must be corrected.`,
      },
      { faults },
    );
  return {
    usage,
    territory,
    federation,
    whose: whose ?? DEFAULT_WHOSE,
    onlyFits,
    accent: readAccent(given.get('accent')),
  };
}

/** The same settings for an address or an element; `lang` apart. */
export function settingsOf({ usage, territory, federation, whose, onlyFits, accent }: Filters): Record<string, string> {
  return {
    ...(usage && { usage }),
    ...(territory && { territory: `${territory.level}:${territory.code}` }),
    ...(federation && { federation: federation.slug, ...(whose !== DEFAULT_WHOSE && { onlyFrom: whose }) }),
    ...(onlyFits && { state: 'fits' }),
    ...(accent && { accent: accent.asked.slice(1) }),
  };
}
