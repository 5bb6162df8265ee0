import { Check } from 'typebox/value';
import {
  ALL_FILTER_NAMES,
  type AllParameter,
  allOf,
  VALUE_FILTER,
  VALUE_FILTER_NAMES,
  type ValueFilterName,
} from '../../catalogue/filters.ts';
import type { Model } from '../../catalogue/model.ts';
import type { ListRelaxation } from '../../catalogue/relaxations.ts';
import { Question } from '../../catalogue/schema.ts';
import { type LeftOut, textsOf } from '../frame/layout.tsx';
import type { Parameters } from '../frame/page.ts';

/** Filters that the form of the directory offers, by what an address holds. */
const IN_THE_FORM = ['usage.all', 'criterion.all', 'federation', 'territory'] as const;
/** Filters that only an address asks for, such as one that was written for the API. */
export type More = Exclude<ValueFilterName | AllParameter, (typeof IN_THE_FORM)[number]>;
const BY_VALUE: ReadonlyMap<ValueFilterName | AllParameter, ValueFilterName> = new Map([
  ...VALUE_FILTER_NAMES.map((name) => [name, name] as const),
  ...ALL_FILTER_NAMES.map((name) => [allOf(name), name] as const),
]);
const MORE = [...BY_VALUE.keys()].filter((name): name is More => !(IN_THE_FORM as readonly string[]).includes(name));

/** A price that is not passed, for so many accounts and gigabytes; as an address has them. */
const PRICED = ['maxPricePerYear', 'accounts', 'storageGb'] as const;
type Price = Pick<Question, (typeof PRICED)[number]>;

/** What an address of the directory asks for. Each part is one of the filters of `GET /v1/hosts`. */
export interface HostSearch {
  readonly q?: string;
  /** All of these at once. */
  readonly usages: readonly string[];
  readonly criteria: readonly string[];
  /** As `departement:23`. */
  readonly territory?: string;
  readonly federations: readonly string[];
  /** What may be ticked or not. */
  readonly ticked: readonly Tick[];
  readonly more: Readonly<Partial<Record<More, readonly string[]>>>;
  readonly price?: Price;
  readonly page: number;
  readonly leftOut: LeftOut;
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

/** What an address of the directory may say. */
export const PARAMETERS: readonly string[] = ['q', 'page', ...TICKS, ...PRICED, ...BY_VALUE.keys()];

/** What an address asks for. What it names and nobody knows is left out, and told: an old link still shows something. */
export function readHostSearch(query: unknown, model: Model): HostSearch {
  const typed = query as Record<string, unknown>;
  const ignored: string[] = [];
  const ignore = (values: readonly string[]) => ignored.push(...values);
  const surplus: string[] = [];
  const spare = (values: readonly string[]) => surplus.push(...values);
  const known = (parameter: ValueFilterName | AllParameter): string[] => {
    const { mistake, value: schema } = VALUE_FILTER[BY_VALUE.get(parameter)!];
    const given = [...new Set(textsOf(typed[parameter]))];
    const isKnown = (value: string) => Check(schema, value) && (mistake === 'none' || !mistake(value, model));
    const first = given.slice(0, VALUES_MAX);
    spare(given.slice(VALUES_MAX));
    ignore(first.filter((value) => !isKnown(value)));
    return first.filter(isKnown);
  };
  /** The first of what an address may say once; whatever else it says there is left out. */
  const once = (values: readonly string[]): string | undefined => {
    spare(values.slice(1));
    return values[0];
  };
  const words = (once(textsOf(typed.q)) ?? '')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, TEXT_MAX);
  const territory = once(known('territory'));
  const page = once(textsOf(typed.page)) ?? '1';
  const isPage = /^[1-9]\d{0,5}$/.test(page);
  if (!isPage) ignore([page]);
  for (const tick of TICKS) ignore(textsOf(typed[tick]).filter((value) => value !== 'yes'));
  ignore(textsOf(typed.lang).filter((lang) => lang !== 'fr' && lang !== 'en'));
  // One of one is all of it: what the form shows as ticked.
  const any = { usage: known('usage'), criterion: known('criterion') };
  const all = { usage: known('usage.all'), criterion: known('criterion.all') };
  for (const name of ['usage', 'criterion'] as const)
    if (any[name].length === 1) all[name] = [...new Set([...any[name].splice(0), ...all[name]])];
  const price = readPrice(typed, { ignore, spare });
  return {
    ...(words && { q: words }),
    usages: all.usage,
    criteria: all.criterion,
    ...(territory && { territory }),
    federations: known('federation'),
    ticked: TICKS.filter((tick) => textsOf(typed[tick]).includes('yes')),
    more: Object.fromEntries(
      MORE.flatMap((name) => {
        const values = name === 'usage' || name === 'criterion' ? any[name] : known(name);
        return values.length > 0 ? [[name, values]] : [];
      }),
    ),
    ...(price && { price }),
    page: isPage ? Number(page) : 1,
    leftOut: { values: ignored, surplus },
  };
}

function readPrice(
  typed: Record<string, unknown>,
  { ignore, spare }: Record<'ignore' | 'spare', (values: readonly string[]) => void>,
): Price | undefined {
  const price: Price = {};
  for (const name of PRICED) {
    const [first, ...others] = textsOf(typed[name]);
    const isNumber = first !== undefined && first.trim() !== '' && Check(Question.properties[name], Number(first));
    if (isNumber) price[name] = Number(first);
    ignore(isNumber || first === undefined ? [] : [first]);
    spare(others);
  }
  if (price.maxPricePerYear !== undefined) return price;
  // For how many it is to be counts with a price alone.
  ignore([price.accounts, price.storageGb].flatMap((one) => (one === undefined ? [] : String(one))));
  return undefined;
}

/** The same as a question to the catalogue. What is ticked narrows what an address asks besides. */
export function questionOf({ q, usages, criteria, territory, federations, ticked, more, price }: HostSearch): Question {
  const question: Question = {
    ...(q && { q }),
    ...(usages.length > 0 && { 'usage.all': [...usages] }),
    ...(criteria.length > 0 && { 'criterion.all': [...criteria] }),
    ...(territory && { territory: [territory] }),
    ...(federations.length > 0 && { federation: [...federations] }),
    ...(more as Question),
    ...price,
  };
  for (const tick of ticked)
    for (const [name, wanted] of Object.entries(TICKED[tick])) {
      const before = question[name as keyof Question];
      const both = Array.isArray(before) ? before.filter((value) => (wanted as string[]).includes(value)) : wanted;
      Object.assign(question, { [name]: both });
    }
  return question;
}

/** All of some values: one alone is said in the shorter way. */
const allOfIn = (
  name: 'usage' | 'criterion',
  values: readonly string[],
  { more }: Pick<HostSearch, 'more'>,
): Parameters => (values.length === 0 ? {} : { [values.length === 1 && !more[name] ? name : allOf(name)]: values });

/** The usages that are asked, all of them or any. */
export const usagesIn = ({ usages, more }: Pick<HostSearch, 'usages' | 'more'>): string[] => [
  ...new Set([...usages, ...(more.usage ?? [])]),
];

/** The same as an address holds it, always in one order and without what is not asked. */
export const parametersOf = ({ page, ...asked }: HostSearch): Parameters => ({
  ...(asked.q && { q: asked.q }),
  ...allOfIn('usage', asked.usages, asked),
  ...allOfIn('criterion', asked.criteria, asked),
  ...(asked.territory && { territory: asked.territory }),
  ...(asked.federations.length > 0 && { federation: asked.federations }),
  ...Object.fromEntries(asked.ticked.map((tick) => [tick, 'yes'])),
  ...unofferedOf(asked),
  ...(page > 1 && { page: String(page) }),
});

/** What the form does not offer, as an address holds it: the form keeps it. */
export const unofferedOf = ({ more, price = {} }: Pick<HostSearch, 'more' | 'price'>): Parameters => ({
  ...more,
  ...Object.fromEntries(Object.entries(price).map(([name, amount]) => [name, String(amount)])),
});

/** What is asked, part by part, as it may be dropped. */
export type QueryPart = 'q' | 'usages' | 'criteria' | 'territory' | 'federations' | 'price' | Tick | More;

/** All parts that are asked. */
export const partsAsked = ({
  q,
  usages,
  criteria,
  territory,
  federations,
  ticked,
  more,
  price,
}: HostSearch): QueryPart[] => [
  ...(q ? (['q'] as const) : []),
  ...(usages.length > 0 ? (['usages'] as const) : []),
  ...(criteria.length > 0 ? (['criteria'] as const) : []),
  ...(territory ? (['territory'] as const) : []),
  ...(federations.length > 0 ? (['federations'] as const) : []),
  ...ticked,
  ...(Object.keys(more) as More[]),
  ...(price ? (['price'] as const) : []),
];

/** How much is chosen, words apart. */
export const choicesIn = (asked: HostSearch): number =>
  partsAsked({ ...asked, q: '', usages: [], criteria: [], federations: [] }).length +
  asked.usages.length +
  asked.criteria.length +
  asked.federations.length;

const PARTS_OF: Readonly<Record<string, readonly QueryPart[]>> = {
  'usage.all': ['usages'],
  'criterion.all': ['criteria'],
  federation: ['federations'],
  registration: ['open', 'registration'],
  maxPricePerYear: ['free', 'price'],
  supportMode: ['inPerson', 'supportMode'],
};

/** The parts of what is asked that a relaxation of the catalogue drops. */
export function partsOf({ drop }: ListRelaxation, asked: HostSearch): QueryPart[] {
  const parts = partsAsked(asked);
  return drop.flatMap((filter) => PARTS_OF[filter] ?? [filter as QueryPart]).filter((part) => parts.includes(part));
}

/** What is asked, without some parts of it, from the first page on. */
export function withoutParts({ q, territory, price, ...asked }: HostSearch, parts: readonly QueryPart[]): HostSearch {
  const kept = (part: QueryPart) => !parts.includes(part);
  return {
    ...asked,
    ...(q && kept('q') && { q }),
    ...(territory && kept('territory') && { territory }),
    ...(price && kept('price') && { price }),
    usages: kept('usages') ? asked.usages : [],
    criteria: kept('criteria') ? asked.criteria : [],
    federations: kept('federations') ? asked.federations : [],
    ticked: asked.ticked.filter(kept),
    more: Object.fromEntries(Object.entries(asked.more).filter(([name]) => kept(name as More))),
    page: 1,
  };
}
