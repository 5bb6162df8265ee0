import { isDeepStrictEqual } from 'node:util';
import { readNumber, readYearly } from '../../ground/stated-numbers.ts';
import type { Need, UsageNeed } from '../../matching/engine/need/schema.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import { ACCOUNTS } from '../../vocabulary/units.ts';
import { keyOf, territoryIn } from '../asking/place.ts';
import {
  CALENDAR,
  COUNTED,
  type Counted,
  FILES,
  type Form,
  firstValue,
  GROWTHS,
  HEAVY,
  LISTS,
  MAIL,
  type Matter,
  NEWSLETTER,
  ROOMS,
  SPACES,
  usesOf,
  WRITING,
} from '../asking/questions.ts';

/*
 * Pure: a need that was written elsewhere, as answers to the same questions, and what these make of it once they were
 * changed. The questions show only a part of what a need may hold: the rest stays as it is.
 */

const named = (table: Readonly<Record<string, number>>, amount: number | undefined): string[] =>
  Object.entries(table).flatMap(([name, value]) => (value === amount ? [name] : []));

const text = (amount: number | null | undefined): string[] => (amount == null ? [] : [String(amount)]);

const isWished = (wish: Need['wish'], matter: Matter): boolean =>
  Object.entries(WISHES[matter]).every(([part, wanted]) => {
    const found = wish?.[part as 'price'] as unknown;
    if (typeof wanted === 'string') return found === wanted;
    return Object.entries(wanted).every(([key, one]) => (found as Record<string, unknown> | undefined)?.[key] === one);
  });

/** How many a field counts, as a need says it of the first usage that has this unit. */
export const countedIn = ({ usages }: Need, field: 'recipients' | 'meeting'): number | undefined =>
  usages.flatMap(({ usage, amounts }) => {
    const counted = COUNTED[usage];
    return counted?.field === field ? (amounts?.[counted.unit] ?? []) : [];
  })[0];

/** The answers that a need would have been given by, as far as there are such. */
export function formOf(need: Need, { usages }: Reference): Form {
  const of = (usage: string) => need.usages.find((one) => one.usage === usage);
  const uses = need.usages.map(({ usage }) => (usage === LISTS || usage === NEWSLETTER ? WRITING : usage));
  const isByAccount = ({ usage }: UsageNeed) =>
    usage !== MAIL && usage !== CALENDAR && usages.get(usage)?.capacityUnits.includes(ACCOUNTS) === true;
  const heavy = need.usages.find(({ usage, storageGb }) => HEAVY.includes(usage) && storageGb !== undefined);
  const files = of(FILES);
  const answers: Form = {
    use: [...new Set(uses)],
    recipients: text(countedIn(need, 'recipients')),
    // A list is also what is taken when nobody knows.
    replies: of(NEWSLETTER) && !of(LISTS) ? ['only-us'] : [],
    people: text(need.usages.find((one) => isByAccount(one) && one.accounts !== undefined)?.accounts),
    space: named(SPACES, files?.storageGb),
    growth: named(GROWTHS, files?.growthGbPerYear),
    room: named(ROOMS, heavy?.storageGb),
    mailboxes: text(of(MAIL)?.accounts),
    meeting: text(countedIn(need, 'meeting')),
    fillers: text(of(CALENDAR)?.accounts),
    health: need.holdsHealthData === true ? ['yes'] : [],
    sensitive: need.sensitive ? [need.sensitive === true ? 'yes' : 'unknown'] : [],
    tool: need.currentTools ?? [],
    domain: need.hasDomainName == null ? [] : [need.hasDomainName ? 'yes' : 'no'],
    budget: text(need.budgetPerYear),
    place: need.territory ? [keyOf(need.territory)] : [],
    matters: (Object.keys(WISHES) as Matter[]).filter((matter) => isWished(need.wish, matter)),
  };
  return Object.fromEntries(Object.entries(answers).filter(([, values]) => values.length > 0));
}

type Values = Readonly<Record<string, unknown>>;

/** What changed between two answers, put into a third value; undefined: nothing is left of it. */
function changed(before: Values | undefined, was: Values = {}, will: Values = {}): Values | undefined {
  const result: Record<string, unknown> = { ...before };
  for (const key of new Set([...Object.keys(was), ...Object.keys(will)])) {
    const [old, next] = [was[key], will[key]];
    if (isDeepStrictEqual(old, next)) continue;
    const isGroup = [old, next].some((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
    const value = isGroup ? changed(result[key] as Values | undefined, old as Values, next as Values) : next;
    if (value === undefined) delete result[key];
    else result[key] = value;
  }
  return Object.keys(result).length === 0 ? undefined : result;
}

/**
 * A need after the questions about it were answered anew: what they did not change stays as it was written.
 * @param shown the answers as they were before
 */
export function corrected(need: Need, shown: Form, typed: Form, reference: Reference): Need {
  const needIn = (form: Form) => toNeed(form, territoryIn(form, reference.territories), reference);
  const [was, will] = [needIn(shown), needIn(typed)];
  const { usages: shownUsages, territory: oldPlace, ...old } = was;
  const { usages: typedUsages, territory: place, ...next } = will;
  const find = (list: readonly UsageNeed[], usage: string) => list.find((one) => one.usage === usage);
  const usages = [
    ...typedUsages.map((one): UsageNeed => {
      const present = find(need.usages, one.usage);
      return present ? (changed({ ...present }, find(shownUsages, one.usage), one) as unknown as UsageNeed) : one;
    }),
    ...need.usages.filter(
      ({ usage }) => find(shownUsages, usage) === undefined && find(typedUsages, usage) === undefined,
    ),
  ];
  const { territory: written, ...rest } = need;
  const territory = isDeepStrictEqual(oldPlace, place) ? written : place;
  return { ...changed(rest, old, next), usages, ...(territory && { territory }) } as Need;
}

const numberIn = (form: Form, field: Counted): number | undefined =>
  readNumber(firstValue(form, field), false) ?? undefined;

/** Without the values that are undefined. */
const withoutUndefined = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

/** The wish that stands for each thing that may matter; all weigh the same. */
export const WISHES: Record<Matter, NonNullable<Need['wish']>> = {
  price: { price: 'important' },
  near: { proximity: 'important' },
  warned: { commitments: { 'closing-notice': 'important' } },
  leave: { commitments: { 'self-service-export': 'important' } },
  free: { criteria: { 'free-software-only': 'important' } },
  private: { criteria: { 'no-profiling': 'important' } },
  democratic: { criteria: { 'democratic-governance': 'important' } },
  moving: { support: { migration: 'important' } },
  learning: { support: { training: 'important' } },
};

/** What a table says of a word that somebody sent: nothing of the words that every object has. */
const of = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

function wishOf(matters: readonly string[]): Need['wish'] | undefined {
  const wishes = matters.flatMap((matter) => of(WISHES, matter) ?? []);
  if (wishes.length === 0) return undefined;
  const merged = (part: 'criteria' | 'commitments' | 'support') =>
    withoutUndefined({
      [part]: wishes.some((wish) => wish[part]) ? Object.assign({}, ...wishes.map((wish) => wish[part])) : undefined,
    });
  return Object.assign({}, ...wishes, merged('criteria'), merged('commitments'), merged('support'));
}

/** The usage that a use stands for: who does not know gets a list, which can send news too. */
const usageFor = (use: string, form: Form): string =>
  use === WRITING ? (firstValue(form, 'replies') === 'only-us' ? NEWSLETTER : LISTS) : use;

function usageOf(usage: string, form: Form, { usages }: Reference): UsageNeed {
  const counted = of(COUNTED, usage);
  if (counted) {
    const amount = numberIn(form, counted.field);
    return { usage, ...(amount !== undefined && { amounts: { [counted.unit]: amount } }) };
  }
  switch (usage) {
    case FILES: {
      const storageGb = of<number>(SPACES, firstValue(form, 'space') ?? '');
      return {
        usage,
        ...withoutUndefined({
          accounts: numberIn(form, 'people'),
          storageGb,
          growthGbPerYear: storageGb && of<number>(GROWTHS, firstValue(form, 'growth') ?? ''),
        }),
      };
    }
    case MAIL:
      return { usage, ...withoutUndefined({ accounts: numberIn(form, 'mailboxes') }) };
    case CALENDAR:
      return { usage, ...withoutUndefined({ accounts: numberIn(form, 'fillers') }) };
    // The same people use it: nothing is priced for one of them alone.
    default: {
      const isByAccount = usages.get(usage)?.capacityUnits.includes(ACCOUNTS);
      return {
        usage,
        ...withoutUndefined({
          accounts: isByAccount ? numberIn(form, 'people') : undefined,
          storageGb: HEAVY.includes(usage) ? of<number>(ROOMS, firstValue(form, 'room') ?? '') : undefined,
        }),
      };
    }
  }
}

/** Whether a leak would harm people; “no” is what is not said. */
const IN_DANGER = { yes: true, unknown: 'unknown' } as const;

const YES_NO: Readonly<Record<string, boolean>> = { yes: true, no: false };

/** The need that answers make, as the API takes it. What is not known is left out. */
export function toNeed(form: Form, territory: Territory | undefined, reference: Reference): Need {
  return {
    usages: usesOf(form).map((use) => usageOf(usageFor(use, form), form, reference)),
    ...withoutUndefined({
      budgetPerYear: readYearly(firstValue(form, 'budget')) ?? undefined,
      territory,
      holdsHealthData: firstValue(form, 'health') === 'yes' ? true : undefined,
      sensitive: of<true | 'unknown'>(IN_DANGER, firstValue(form, 'sensitive') ?? ''),
      hasDomainName: YES_NO[firstValue(form, 'domain') ?? ''],
      currentTools: form.tool && [...new Set(form.tool)],
      wish: wishOf(form.matters ?? []),
    }),
  };
}
