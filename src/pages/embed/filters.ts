import { findFederation, type Model } from '../../catalogue/model.ts';
import { parseTerritory } from '../../catalogue/search/filters.ts';
import type { Federation } from '../../documents/federation.ts';
import { CatalogueError, type Fault, type Sentence } from '../../ground/errors.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { NamedTerritory } from '../../vocabulary/territories.ts';
import { type Accent, readAccent } from '../frame/accent.ts';
import { type HostScope, isHostScope } from '../need/federation.tsx';

/** What an embedded list shows. */
export interface Filters {
  usage: string | undefined;
  territory: NamedTerritory | undefined;
  federation: Federation | undefined;
  /** With a federation only. */
  scope: HostScope;
  /** Only hosts that meet everything as far as is known. */
  onlyFits: boolean;
  accent: Accent | undefined;
}

const NAMES = ['usage', 'territory', 'federation', 'onlyFrom', 'state', 'accent', 'lang'] as const;
type Name = (typeof NAMES)[number];

/** The list of a federation shows its members unless the address asks for something else. */
const DEFAULT_SCOPE: HostScope = 'members';

const REFUSALS = {
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
  federationMissing: {
    fr: 'Choisissez aussi une fédération : sans elle, on ne sait pas de qui est la liste.',
    en: 'Choose a federation too: without one, nobody knows whose list it is.',
  },
  state: { fr: 'Pour state, la seule valeur permise est fits.', en: 'The only value of state is fits.' },
  usageMissing: {
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
 * The settings of an embedded list, from its address; an empty setting counts as absent.
 * @throws CatalogueError invalid-request
 */
export function readFilters(query: unknown, model: Model, { usages, territories }: Reference): Filters {
  const faults: Fault[] = [];
  const refuse = (name: string, message: Sentence) =>
    faults.push({ in: 'query', pointer: `/${name}`, code: 'unknown-value', message });
  const settings = new Map<Name, string>();
  for (const [name, value] of Object.entries(query as Record<string, unknown>)) {
    if (!NAMES.includes(name as Name)) refuse(name, unknownName(name));
    else if (typeof value !== 'string') refuse(name, once(name));
    else if (value !== '') settings.set(name as Name, value);
  }
  /** Finds what a setting names, and refuses the setting when it names nothing. */
  const named = <T>(name: Exclude<Name, 'accent'>, find: (v: string) => T | undefined) => {
    const value = settings.get(name);
    const found = value === undefined ? undefined : find(value);
    if (value !== undefined && found === undefined) refuse(name, REFUSALS[name]);
    return found;
  };
  const usage = named('usage', (key) => (usages.has(key) ? key : undefined));
  const territory = named('territory', (key) =>
    /^[a-z]+:\w+$/.test(key) ? territories.find(parseTerritory(key)) : undefined,
  );
  const federation = named('federation', (slug) => findFederation(model, slug));
  const scope = named('onlyFrom', (value) => (isHostScope(value) ? value : undefined));
  if (scope === 'selection' && !settings.has('federation')) refuse('onlyFrom', REFUSALS.federationMissing);
  const onlyFits = named('state', (state) => (state === 'fits' ? true : undefined)) ?? false;
  named('lang', (lang) => (lang === 'fr' || lang === 'en' ? lang : undefined));
  if (onlyFits && !settings.has('usage')) refuse('state', REFUSALS.usageMissing);
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
    scope: scope ?? DEFAULT_SCOPE,
    onlyFits,
    accent: readAccent(settings.get('accent')),
  };
}

/** The same settings for an address or an element; `lang` apart. */
export function settingsOf({ usage, territory, federation, scope, onlyFits, accent }: Filters): Record<string, string> {
  return {
    ...(usage && { usage }),
    ...(territory && { territory: `${territory.level}:${territory.code}` }),
    ...(federation && { federation: federation.slug, ...(scope !== DEFAULT_SCOPE && { onlyFrom: scope }) }),
    ...(onlyFits && { state: 'fits' }),
    ...(accent && { accent: accent.original.slice(1) }),
  };
}
