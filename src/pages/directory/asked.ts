import type { Model } from '../../catalogue/model.ts';
import type { Question } from '../../catalogue/schema.ts';
import { VALUE_FILTER, type ValueFilterName } from '../../catalogue/search/filters.ts';
import type { ListRelaxation } from '../../catalogue/search/search.ts';
import type { Parameters } from '../frame/page.ts';

/** What an address of the directory asks for. Each part is one of the filters of `GET /v1/hosts`. */
export interface Asked {
  readonly q?: string;
  /** All of these at once. */
  readonly usages: readonly string[];
  /** As `departement:23`. */
  readonly territory?: string;
  readonly federations: readonly string[];
  /** What may be ticked or not. */
  readonly ticked: readonly Tick[];
  readonly page: number;
  /** Values in the address that name nothing we know; they are left out. */
  readonly ignored: readonly string[];
}

export const TICKS = ['open', 'free', 'inPerson'] as const;
export type Tick = (typeof TICKS)[number];

/** What each tick asks of the catalogue. */
const TICKED: Readonly<Record<Tick, Question>> = {
  // Who takes part by joining or by paying may begin; who must apply may be refused.
  open: { registration: ['none-needed', 'open', 'members', 'customers'] },
  free: { maxPricePerYear: 0 },
  inPerson: { supportMode: ['in-person'] },
};

const TEXT_MAX = 200;
const VALUES_MAX = 20;
/** In a sentence about what was not understood. */
const SHOWN_MAX = 40;

const listOf = (value: unknown): string[] =>
  [value ?? []].flat().flatMap((one) => (typeof one === 'string' && one !== '' ? [one] : []));

/** What an address asks for. What it names and nobody knows is left out, and told: an old link still shows something. */
export function readAsked(query: unknown, model: Model): Asked {
  const typed = query as Record<string, unknown>;
  const ignored: string[] = [];
  const known = (parameter: string, filter: ValueFilterName): string[] => {
    const { mistake } = VALUE_FILTER[filter];
    return [...new Set(listOf(typed[parameter]))].slice(0, VALUES_MAX).filter((value) => {
      const isKnown = isWellFormed(filter, value) && (mistake === 'none' || !mistake(value, model));
      if (!isKnown) ignored.push(value.length > SHOWN_MAX ? `${value.slice(0, SHOWN_MAX)}…` : value);
      return isKnown;
    });
  };
  const [q = ''] = listOf(typed.q);
  const words = q
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, TEXT_MAX);
  const [territory] = known('territory', 'territory');
  const [page = '1'] = listOf(typed.page);
  return {
    ...(words && { q: words }),
    usages: known('usage', 'usage'),
    ...(territory && { territory }),
    federations: known('federation', 'federation'),
    ticked: TICKS.filter((tick) => listOf(typed[tick]).includes('yes')),
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
    ignored,
  };
}

const isWellFormed = (filter: ValueFilterName, value: string): boolean =>
  filter !== 'territory' || /^(country|region|departement|commune):[0-9A-Z]{2,5}$/.test(value);

/** The same as a question to the catalogue. */
export const questionOf = ({ q, usages, territory, federations, ticked }: Asked): Question => ({
  ...(q && { q }),
  ...(usages.length > 0 && { 'usage.all': [...usages] }),
  ...(territory && { territory: [territory] }),
  ...(federations.length > 0 && { federation: [...federations] }),
  ...Object.assign({}, ...ticked.map((tick) => TICKED[tick])),
});

/** The same as an address holds it, always in one order and without what is not asked. */
export const parametersOf = ({ q, usages, territory, federations, ticked, page }: Asked): Parameters => ({
  ...(q && { q }),
  ...(usages.length > 0 && { usage: usages }),
  ...(territory && { territory }),
  ...(federations.length > 0 && { federation: federations }),
  ...Object.fromEntries(ticked.map((tick) => [tick, 'yes'])),
  ...(page > 1 && { page: String(page) }),
});

/** How much is chosen, words apart. */
export const choicesIn = ({ usages, territory, federations, ticked }: Asked): number =>
  usages.length + federations.length + ticked.length + (territory ? 1 : 0);

/** What is asked, part by part, as it may be dropped. */
export type Part = 'q' | 'usages' | 'territory' | 'federations' | Tick;

const PART_OF: Readonly<Record<string, Part>> = {
  q: 'q',
  'usage.all': 'usages',
  territory: 'territory',
  federation: 'federations',
  registration: 'open',
  maxPricePerYear: 'free',
  supportMode: 'inPerson',
};

/** The parts of what is asked that a relaxation of the catalogue drops. */
export const partsOf = ({ drop }: ListRelaxation): Part[] => drop.flatMap((filter) => PART_OF[filter] ?? []);

/** What is asked, without some parts of it, from the first page on. */
export function withoutParts(asked: Asked, parts: readonly Part[]): Asked {
  const { q, territory, ...rest } = asked;
  return {
    ...rest,
    ...(q && !parts.includes('q') && { q }),
    ...(territory && !parts.includes('territory') && { territory }),
    usages: parts.includes('usages') ? [] : asked.usages,
    federations: parts.includes('federations') ? [] : asked.federations,
    ticked: asked.ticked.filter((tick) => !parts.includes(tick)),
    page: 1,
  };
}
