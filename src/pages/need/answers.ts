import type { Need, UsageNeed } from '../../matching/schema.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import { fold, type NamedTerritory, type Territories } from '../../vocabulary/territories.ts';
import { ACCOUNTS } from '../../vocabulary/units.ts';
import {
  FILES,
  type Form,
  type FormFault,
  first,
  GROWTHS,
  LISTS,
  MAIL,
  type Matter,
  NEWSLETTER,
  readNumber,
  readYearly,
  SPACES,
  usesOf,
  VIDEO,
  WRITING,
  withValues,
} from './questions.ts';

const MOST_CHOICES = 15;

/** The territory that a field names, such as `departement:23`; undefined when it names none. */
export function territoryIn(form: Form, territories: Territories): Territory | undefined {
  const [, level, code] = /^(departement|commune):([0-9AB]{2,5})$/.exec(first(form, 'place') ?? '') ?? [];
  const found = level && code ? territories.find({ level: level as 'commune', code }) : undefined;
  return found && { level: found.level, code: found.code };
}

interface SettledPlace {
  form: Form;
  /** Communes of that name, when there are several. */
  choices: readonly NamedTerritory[];
  faults: FormFault[];
}

/** Finds the commune that was typed: one gives the place, several are shown to choose from. */
export function settlePlace(form: Form, territories: Territories): SettledPlace {
  const typed = first(form, 'commune');
  const found = first(form, 'found');
  const settled = (place: string) => withValues(form, { place: [place], commune: [], found: [] });
  if (typed === undefined) return { form: withValues(form, { found: [] }), choices: [], faults: [] };
  if (found !== undefined && territoryIn({ place: [found] }, territories))
    return { form: settled(found), choices: [], faults: [] };
  const departement = territoryIn(form, territories);
  const communes = territories
    .search(typed)
    .filter(({ level }) => level === 'commune')
    .filter((one) => departement?.level !== 'departement' || isWithin(one, departement, territories))
    .map((one) => ({ ...one, name: territories.name(one, 'fr') }));
  const exact = communes.filter(({ name }) => fold(name) === fold(typed));
  const choices = exact.length > 0 ? exact : communes;
  if (choices.length === 0) return { form, choices, faults: [{ question: 'place', code: 'no-such-commune' }] };
  if (choices.length === 1) return { form: settled(`commune:${choices[0]!.code}`), choices: [], faults: [] };
  return {
    form,
    choices: choices.slice(0, MOST_CHOICES),
    faults: [{ question: 'place', code: 'which-commune' }],
  };
}

const isWithin = (one: Territory, { level, code }: Territory, { lineage }: Territories): boolean =>
  lineage(one).some((wider) => wider.level === level && wider.code === code);

const numberIn = (form: Form, field: 'people' | 'mailboxes' | 'meeting'): number | undefined =>
  readNumber(first(form, field), false) ?? undefined;

/** Without the values that are undefined. */
const withoutUndefined = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

/** The wish that stands for each thing that may matter; all weigh the same. */
const WISHES: Record<Matter, NonNullable<Need['wish']>> = {
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

function usageOf(use: string, form: Form, { usages }: Reference): UsageNeed {
  switch (use) {
    case FILES: {
      const storageGb = of<number>(SPACES, first(form, 'space') ?? '');
      return {
        usage: use,
        ...withoutUndefined({
          accounts: numberIn(form, 'people'),
          storageGb,
          growthGbPerYear: storageGb && of<number>(GROWTHS, first(form, 'growth') ?? ''),
        }),
      };
    }
    case MAIL:
      return { usage: use, ...withoutUndefined({ accounts: numberIn(form, 'mailboxes') }) };
    case VIDEO: {
      const people = numberIn(form, 'meeting');
      return { usage: use, ...(people !== undefined && { amounts: { 'simultaneous-participants': people } }) };
    }
    // Who does not know gets a list: it can send news too.
    case WRITING:
      return { usage: first(form, 'replies') === 'only-us' ? NEWSLETTER : LISTS };
    // The same people use it: nothing is priced for one of them alone.
    default: {
      const isByAccount = usages.get(use)?.capacityUnits.includes(ACCOUNTS);
      return { usage: use, ...withoutUndefined({ accounts: isByAccount ? numberIn(form, 'people') : undefined }) };
    }
  }
}

/** The need that answers make, as the API takes it. What is not known is left out. */
export function toNeed(form: Form, territory: Territory | undefined, reference: Reference): Need {
  return {
    usages: usesOf(form).map((use) => usageOf(use, form, reference)),
    ...withoutUndefined({
      budgetPerYear: readYearly(first(form, 'budget')) ?? undefined,
      territory,
      holdsHealthData: first(form, 'health') === 'yes' ? true : undefined,
      currentTools: form.tool && [...new Set(form.tool)],
      wish: wishOf(form.matters ?? []),
    }),
  };
}
