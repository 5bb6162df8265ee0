import { parseTerritory } from '../../catalogue/filters.ts';
import { findFederation, type Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import type { Sentence } from '../../ground/errors.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { NamedTerritory } from '../../vocabulary/territories.ts';
import { type Accent, readAccent } from '../frame/accent.ts';
import { isTheme, type Theme } from '../frame/theme.ts';
import { type HostScope, isHostScope } from '../parts/list-keeper.tsx';

/** What an embedded list shows. */
export interface Filters {
  usage: string | undefined;
  /** Hosts that serve one of these; all hosts when there is none. */
  territories: readonly NamedTerritory[];
  federation: Federation | undefined;
  /** With a federation only. */
  scope: HostScope;
  /** Only hosts that meet everything as far as is known. */
  onlyFits: boolean;
  accent: Accent | undefined;
  theme: Theme;
  /** What is told of each host, besides what warns of it; absent: what most readers of such a list look for. */
  show: readonly Part[] | undefined;
}

export const SETTINGS = [
  ...(['usage', 'territory', 'federation', 'onlyFrom', 'state', 'show', 'accent', 'theme', 'lang'] as const),
];

/** What a site may leave out of its list. Whether a host fits, and what is unsure of it, is always told. */
export const PARTS = ['price', 'usages', 'contact', 'place', 'networks', 'needs'] as const;
export type Part = (typeof PARTS)[number];
export const NO_PART = 'none';

/** The parts that a list shows where a site does not choose. */
export const partsOf = ({ show, usage }: Pick<Filters, 'show' | 'usage'>): readonly Part[] =>
  show ?? (usage ? ['price', 'contact', 'needs'] : ['usages', 'needs']);

type Name = (typeof SETTINGS)[number];

/** The settings of a list as they were asked for: what was understood, and what was not. */
export interface ListSettings {
  filters: Filters;
  /** What was written, so that a form can show it again; empty settings are left out. */
  typed: Readonly<Partial<Record<Name, string>>>;
  /** What was not understood, by setting. The list is shown without it. */
  faults: ReadonlyMap<string, Sentence>;
}

/** The list of a federation shows its members unless the address asks for something else. */
const DEFAULT_SCOPE: HostScope = 'members';
/** Each is a match of its own. Anyone who wants more of them wants a région. */
const MOST_TERRITORIES = 12;

const REFUSALS = {
  usage: { fr: 'L’usage demandé n’est pas dans le catalogue.', en: 'The usage is not in the catalogue.' },
  territory: {
    fr: 'Un territoire est inconnu. Écrivez-le comme departement:23, region:75 ou country:FR.',
    en: 'A territory is unknown. Write it as departement:23, region:75 or country:FR.',
  },
  territories: {
    fr: `${MOST_TERRITORIES} territoires au plus. Pour en prendre davantage, choisissez une région.`,
    en: `At most ${MOST_TERRITORIES} territories. For more, choose a région.`,
  },
  federation: {
    fr: 'Le réseau demandé n’est pas dans le catalogue.',
    en: 'The network is not in the catalogue.',
  },
  onlyFrom: {
    fr: 'Pour onlyFrom, les valeurs permises sont members, selection et everybody.',
    en: 'Values of onlyFrom are members, selection and everybody.',
  },
  federationMissing: {
    fr: 'Choisissez aussi un réseau : sans lui, on ne sait pas de qui est la liste.',
    en: 'Choose a network too: without one, nobody knows whose list it is.',
  },
  state: { fr: 'Pour state, la seule valeur permise est fits.', en: 'The only value of state is fits.' },
  usageMissing: {
    fr: 'Choisissez aussi un usage : sans lui, on ne sait pas ce qui doit convenir.',
    en: 'Choose a usage too: without one, there is nothing to fit.',
  },
  show: {
    fr: `Pour show, les valeurs permises sont ${PARTS.join(', ')}, ou ${NO_PART}.`,
    en: `Values of show are ${PARTS.join(', ')}, or ${NO_PART}.`,
  },
  theme: {
    fr: 'Pour theme, les valeurs permises sont light, dark et auto.',
    en: 'Values of theme are light, dark and auto.',
  },
  accent: {
    fr: 'Ce n’est pas un code de couleur. Écrivez-le comme #0b4f6c, ou prenez la couleur dans la pastille.',
    en: 'This is no code of a colour. Write it as #0b4f6c, or take the colour from the box.',
  },
  lang: { fr: 'Les langues sont fr et en.', en: 'Languages are fr and en.' },
} satisfies Record<string, Sentence>;

const unknownName = (name: string): Sentence => ({
  fr: `Le réglage «\u00a0${name}\u00a0» n’existe pas. Les réglages sont : ${SETTINGS.join(', ')}.`,
  en: `There is no setting “${name}”. Settings are: ${SETTINGS.join(', ')}.`,
});
const once = (name: string): Sentence => ({
  fr: `Donnez le réglage «\u00a0${name}\u00a0» une seule fois.`,
  en: `Give the setting “${name}” once only.`,
});

/**
 * The settings of an embedded list, from its address. An empty setting counts as absent, and so does one that cannot be
 * understood: a list inside somebody else's page is never an error. Several territories are given with commas, or by
 * giving the setting again.
 */
export function readFilters(
  query: unknown,
  model: Model,
  { usages, territories }: Pick<Reference, 'usages' | 'territories'>,
): ListSettings {
  const faults = new Map<string, Sentence>();
  const typed: Partial<Record<Name, string>> = {};
  for (const [name, value] of Object.entries(query as Record<string, unknown>)) {
    if (!SETTINGS.includes(name as Name)) faults.set(name, unknownName(name));
    else if (name === 'territory' || name === 'show') typed[name] = [value].flat().filter(Boolean).join(',');
    else if (typeof value !== 'string') faults.set(name, once(name));
    else if (value !== '') typed[name as Name] = value;
  }
  /** Finds what a setting names; when it names nothing, that is a fault. */
  const named = <T>(name: Name, find: (value: string) => T | undefined): T | undefined => {
    const value = typed[name];
    const found = value === undefined ? undefined : find(value);
    if (value !== undefined && found === undefined) faults.set(name, REFUSALS[name]);
    return found;
  };
  const places = (typed.territory ?? '').split(',').filter(Boolean);
  const found = places
    .slice(0, MOST_TERRITORIES)
    .flatMap((key) => (/^[a-z]+:\w+$/.test(key) ? (territories.find(parseTerritory(key)) ?? []) : []));
  if (places.length > MOST_TERRITORIES) faults.set('territory', REFUSALS.territories);
  else if (found.length < places.length) faults.set('territory', REFUSALS.territory);
  const federation = named('federation', (slug) => findFederation(model, slug));
  const scope = named('onlyFrom', (value) => (isHostScope(value) ? value : undefined));
  if (scope === 'selection' && !typed.federation) faults.set('onlyFrom', REFUSALS.federationMissing);
  const usage = named('usage', (key) => (usages.has(key) ? key : undefined));
  const onlyFits = named('state', (state) => (state === 'fits' ? true : undefined)) ?? false;
  if (onlyFits && !typed.usage) faults.set('state', REFUSALS.usageMissing);
  const parts = typed.show?.split(',');
  const known = PARTS.filter((part) => parts?.includes(part));
  if (parts?.some((part) => part !== '' && part !== NO_PART && !known.includes(part as Part)))
    faults.set('show', REFUSALS.show);
  named('lang', (lang) => (lang === 'fr' || lang === 'en' ? lang : undefined));
  return {
    filters: {
      usage,
      territories: [...new Map(found.map((one) => [keyOf(one), one])).values()],
      federation,
      scope: federation ? (scope ?? DEFAULT_SCOPE) : DEFAULT_SCOPE,
      onlyFits: onlyFits && usage !== undefined,
      accent: named('accent', readAccent),
      theme: named('theme', (value) => (isTheme(value) ? value : undefined)) ?? 'auto',
      show: known.length > 0 || parts?.includes(NO_PART) ? known : undefined,
    },
    typed,
    faults,
  };
}

export const keyOf = ({ level, code }: NamedTerritory): string => `${level}:${code}`;

/** The same settings for an address or an element; `lang` apart. */
export function settingsOf(filters: Filters): Record<string, string> {
  const { usage, territories, federation, scope, onlyFits, accent, theme, show } = filters;
  return {
    ...(usage && { usage }),
    ...(territories.length > 0 && { territory: territories.map(keyOf).join(',') }),
    ...(federation && { federation: federation.slug, ...(scope !== DEFAULT_SCOPE && { onlyFrom: scope }) }),
    ...(onlyFits && { state: 'fits' }),
    ...(show && { show: show.join(',') || NO_PART }),
    ...(accent && { accent: accent.original.slice(1) }),
    ...(theme !== 'auto' && { theme }),
  };
}
