import type { Need, UsageNeed } from '../../matching/engine/need/schema.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import { ACCOUNTS } from '../../vocabulary/units.ts';
import { readNumber, readYearly } from '../asking/numbers.ts';
import {
  CALENDAR,
  COUNTED,
  type Counted,
  FILES,
  type Form,
  first,
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

const numberIn = (form: Form, field: Counted): number | undefined => readNumber(first(form, field), false) ?? undefined;

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
  use === WRITING ? (first(form, 'replies') === 'only-us' ? NEWSLETTER : LISTS) : use;

function usageOf(usage: string, form: Form, { usages }: Reference): UsageNeed {
  const counted = of(COUNTED, usage);
  if (counted) {
    const amount = numberIn(form, counted.field);
    return { usage, ...(amount !== undefined && { amounts: { [counted.unit]: amount } }) };
  }
  switch (usage) {
    case FILES: {
      const storageGb = of<number>(SPACES, first(form, 'space') ?? '');
      return {
        usage,
        ...withoutUndefined({
          accounts: numberIn(form, 'people'),
          storageGb,
          growthGbPerYear: storageGb && of<number>(GROWTHS, first(form, 'growth') ?? ''),
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
          storageGb: HEAVY.includes(usage) ? of<number>(ROOMS, first(form, 'room') ?? '') : undefined,
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
      budgetPerYear: readYearly(first(form, 'budget')) ?? undefined,
      territory,
      holdsHealthData: first(form, 'health') === 'yes' ? true : undefined,
      sensitive: of<true | 'unknown'>(IN_DANGER, first(form, 'sensitive') ?? ''),
      hasDomainName: YES_NO[first(form, 'domain') ?? ''],
      currentTools: form.tool && [...new Set(form.tool)],
      wish: wishOf(form.matters ?? []),
    }),
  };
}
