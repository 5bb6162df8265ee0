import type { Need, UsageNeed } from '../../matching/schema.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import { type Form, first, readNumber, readYearly } from './form.ts';
import { FILES, LISTS, MAIL, type Matter, NEWSLETTER, SPACES, usesOf, VIDEO, WRITING } from './questions.ts';

const numberIn = (form: Form, field: 'people' | 'mailboxes' | 'meeting'): number | undefined =>
  readNumber(first(form, field), false) ?? undefined;

const given = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

/** What is wished for by each thing that may matter; all weigh the same. */
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

function wishOf(matters: readonly string[]): Need['wish'] | undefined {
  const wishes = matters.flatMap((matter) => WISHES[matter as Matter] ?? []);
  if (wishes.length === 0) return undefined;
  const merged = (part: 'criteria' | 'commitments' | 'support') =>
    given({
      [part]: wishes.some((wish) => wish[part]) ? Object.assign({}, ...wishes.map((wish) => wish[part])) : undefined,
    });
  return Object.assign({}, ...wishes, merged('criteria'), merged('commitments'), merged('support'));
}

function usageOf(use: string, form: Form): UsageNeed {
  switch (use) {
    case FILES:
      return {
        usage: use,
        ...given({
          accounts: numberIn(form, 'people'),
          storageGb: SPACES[first(form, 'space') as keyof typeof SPACES] as number | undefined,
        }),
      };
    case MAIL:
      return { usage: use, ...given({ accounts: numberIn(form, 'mailboxes') }) };
    case VIDEO: {
      const people = numberIn(form, 'meeting');
      return { usage: use, ...(people !== undefined && { amounts: { 'simultaneous-participants': people } }) };
    }
    // A list can also be used to send news: it is what somebody who does not know is looking for.
    case WRITING:
      return { usage: first(form, 'replies') === 'only-us' ? NEWSLETTER : LISTS };
    default:
      return { usage: use };
  }
}

/** The need that answers make, as the API takes it. What is not known is left out. */
export function toNeed(form: Form, territory: Territory | undefined): Need {
  return {
    usages: usesOf(form).map((use) => usageOf(use, form)),
    ...given({
      budgetPerYear: readYearly(first(form, 'budget')) ?? undefined,
      territory,
      holdsHealthData: first(form, 'health') === 'yes' ? true : undefined,
      currentTools: form.tool && [...new Set(form.tool)],
      wish: wishOf(form.matters ?? []),
    }),
  };
}
