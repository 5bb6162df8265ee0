import type { Fault } from '../../errors.ts';
import type { Need, UsageNeed } from '../../matching/schema.ts';
import { fault } from '../../vocabulary/meaning.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import type { Importance } from '../../vocabulary/terms.ts';
import { IMPORTANCES, PRIORITIES } from '../../vocabulary/terms.ts';

/** One need for a whole group, and what had to be assumed or left out for it, as codes. */
export interface Joint {
  readonly need: Need;
  readonly notes: readonly string[];
}

const MOST_USAGES = 10;
const MOST_TOOLS = 50;
type Priority = (typeof PRIORITIES)[number];
type Wish = NonNullable<Need['wish']>;
type Words = Record<string, Importance>;

const distinct = <T>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];
const strongest = <T>(order: readonly T[], a: T | undefined, b: T): T =>
  a !== undefined && order.indexOf(a) >= order.indexOf(b) ? a : b;
/** Gigabytes add up as megabytes: sums of decimals would not be exact. */
const added = (a: number | undefined, b: number): number => (Math.round((a ?? 0) * 1000) + Math.round(b * 1000)) / 1000;

/** Accounts, gigabytes and all other amounts add up; a usage that somebody must have is one the group must have. */
function usagesOf(needs: readonly Need[], notes: Set<string>): UsageNeed[] {
  const PRIORITY: readonly Priority[] = [...PRIORITIES].reverse();
  const joint = new Map<string, UsageNeed>();
  for (const { usages } of needs)
    for (const { usage, accounts, storageGb, amounts, priority = 'must' } of usages) {
      const known: UsageNeed = joint.get(usage) ?? { usage };
      known.accounts = (known.accounts ?? 0) + (accounts ?? 1);
      if (accounts === undefined) notes.add('one-account-assumed');
      if (storageGb !== undefined) known.storageGb = added(known.storageGb, storageGb);
      for (const [unit, amount] of Object.entries(amounts ?? {}))
        known.amounts = { ...known.amounts, [unit]: added(known.amounts?.[unit], amount) };
      known.priority = strongest(PRIORITY, known.priority, priority);
      joint.set(usage, known);
    }
  return [...joint.values()];
}

/** Every wish of the group by its strongest word; how much each weighs is the mean over its members. */
function wishOf(needs: readonly Need[], usual: Wish): Wish | undefined {
  const says = (wish: Wish | undefined) => wish !== undefined && Object.keys(wish).length > 0;
  if (!needs.some(({ wish }) => says(wish))) return undefined;
  // Who wishes nothing has the usual wishes, which must then be among those of the group.
  const wishes = needs.map(({ wish }) => (says(wish) ? wish! : usual));
  const merged = (words: readonly (Words | undefined)[]): Words => {
    const all: Words = {};
    for (const some of words)
      for (const [key, word] of Object.entries(some ?? {})) all[key] = strongest(IMPORTANCES, all[key], word);
    return all;
  };
  const bare = merged(wishes.map(({ criteria: _c, commitments: _k, support: _s, ...words }) => words as Words));
  return {
    ...bare,
    criteria: merged(wishes.map(({ criteria }) => criteria)),
    commitments: merged(wishes.map(({ commitments }) => commitments)),
    support: merged(wishes.map(({ support }) => support)),
  };
}

/** The smallest territory that holds all of them; undefined when one says none. */
function territoryOf(needs: readonly Need[], { territories }: Reference, notes: Set<string>): Territory | undefined {
  const said = distinct(needs.flatMap(({ territory }) => territory ?? []));
  if (said.length === 0) return undefined;
  const lines = said.map((territory) => territories.lineage(territory));
  if (said.length > 1) notes.add('wider-territory');
  return lines[0]!.find((one) => lines.every((line) => line.some((other) => sameAs(one, other))));
}

const sameAs = (a: Territory, b: Territory): boolean => a.level === b.level && a.code === b.code;

/** What all say alike; what they say differently is asked of each alone. */
function alike<T>(values: readonly (T | undefined)[], note: string, notes: Set<string>): T | undefined {
  const said = distinct(values.filter((value) => value !== undefined)) as T[];
  if (said.length > 1) notes.add(note);
  return said.length === 1 ? said[0] : undefined;
}

function requireOf(needs: readonly Need[]): NonNullable<Need['require']> {
  const all = needs.map(({ require }) => require ?? {});
  const countries = all.flatMap(({ dataCountries }) => (dataCountries ? [dataCountries] : []));
  const common = countries[0]?.filter((code) => countries.every((list) => list.includes(code)));
  return {
    criteria: distinct(all.flatMap(({ criteria }) => criteria ?? [])),
    commitments: distinct(all.flatMap(({ commitments }) => commitments ?? [])),
    support: distinct(all.flatMap(({ support }) => support ?? [])),
    ...(common && { dataCountries: common }),
    ...(all.every(({ openToNewcomers }) => openToNewcomers === false) && { openToNewcomers: false }),
  };
}

/** Words by criterion name as the wishes of a need. */
export function asWish(words: Readonly<Record<string, Importance>>): Wish {
  const wish: Record<string, Importance | Words> = {};
  const groups: Record<string, string> = { criterion: 'criteria', commitment: 'commitments', support: 'support' };
  for (const [name, word] of Object.entries(words)) {
    const [kind, key] = name.split(':') as [string, string?];
    if (key === undefined) wish[kind] = word;
    else wish[groups[kind]!] = { ...(wish[groups[kind]!] as Words | undefined), [key]: word };
  }
  return wish;
}

/** The need of a group that goes to one host together. Pure. @param usual the wishes of who says none */
export function jointNeed(needs: readonly Need[], usual: Wish, reference: Reference): Joint {
  const notes = new Set<string>();
  const budgets = needs.map(({ budgetPerYear }) => budgetPerYear ?? null);
  const budget = budgets.every((one) => one !== null)
    ? budgets.reduce((sum, one) => sum + Math.round(one! * 100), 0) / 100
    : undefined;
  if (budget === undefined && budgets.some((one) => one !== null)) notes.add('no-common-budget');
  const territory = territoryOf(needs, reference, notes);
  const starts = needs.flatMap(({ startsBy }) => startsBy ?? []).sort();
  const wish = wishOf(needs, usual);
  const audience = alike(
    needs.map((need) => need.audience),
    'audience-differs',
    notes,
  );
  const language = alike(
    needs.map((need) => need.language),
    'language-differs',
    notes,
  );
  const need: Need = {
    usages: usagesOf(needs, notes),
    ...(budget !== undefined && { budgetPerYear: budget }),
    ...(territory && { territory }),
    ...(audience && { audience }),
    ...(language && { language }),
    ...(needs.some(({ holdsHealthData }) => holdsHealthData) && { holdsHealthData: true }),
    require: requireOf(needs),
    ...(wish && { wish }),
    currentTools: distinct(needs.flatMap(({ currentTools }) => currentTools ?? [])).slice(0, MOST_TOOLS),
    ...(starts[0] && { startsBy: starts[0] }),
    ...(needs[0]!.federation && { federation: needs[0]!.federation }),
    ...(needs.some(({ onlyFrom }) => onlyFrom) && { onlyFrom: 'members' as const }),
  };
  return { need, notes: [...notes] };
}

/** What keeps a group from having one need. */
export function jointFaults({ need }: Joint): Fault[] {
  const faults: Fault[] = [];
  if (need.usages.length > MOST_USAGES)
    faults.push(
      fault('/needs', 'too-many-usages', {
        fr: `Ensemble, cela fait ${need.usages.length} usages : ${MOST_USAGES} au plus. Faites plusieurs groupes.`,
        en: `Together, this makes ${need.usages.length} usages: at most ${MOST_USAGES}. Make several groups.`,
      }),
    );
  if (need.require?.dataCountries?.length === 0)
    faults.push(
      fault('/needs', 'no-common-data-country', {
        fr: 'Aucun pays ne convient à tous pour les données. Faites plusieurs groupes.',
        en: 'No country suits all of them for the data. Make several groups.',
      }),
    );
  return faults;
}
