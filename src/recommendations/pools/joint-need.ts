import { type Fault, fault, oneFault } from '../../ground/errors.ts';
import { audienceOf, type Policy } from '../../matching/engine/need/policy.ts';
import type { Need, UsageNeed } from '../../matching/engine/need/schema.ts';
import { assumedMegabytes, unsaidUnits } from '../../matching/engine/need/wanted.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Territory } from '../../vocabulary/shapes.ts';
import { IMPORTANCES, type Importance, PRIORITIES, type SupportMode } from '../../vocabulary/terms.ts';
import { STORAGE } from '../../vocabulary/units.ts';
import type { PoolDraft } from './schema.ts';
import type { PoolReason } from './words.ts';

export type PoolMember = PoolDraft['needs'][number];

/** A difference between members, as the code of its sentence. */
type Unlike = 'no-common-territory' | 'wider-territory' | 'audience-differs' | 'language-differs' | 'no-common-budget';

const distinct = <T>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

/** The later of two values in an ordered list; undefined comes first. */
const strongest = <T>(order: readonly T[], a: T | undefined, b: T): T =>
  a !== undefined && order.indexOf(a) >= order.indexOf(b) ? a : b;

/** Adds gigabytes as integer megabytes: sums of decimals would not be exact. */
const added = (a: number | undefined, b: number): number => (Math.round((a ?? 0) * 1000) + Math.round(b * 1000)) / 1000;

const WEAKEST_FIRST = [...PRIORITIES].reverse();

/** All fields of a type as mandatory, so that a forgotten field does not compile. */
type AllOf<T> = { [Field in keyof T]-?: T[Field] | undefined };

/** The object without undefined fields. */
const present = <T extends object>(all: AllOf<T>): T =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T;

/** The group's need for one usage. `unsaidBy`: members that state no storage, so the gigabytes are a minimum. */
interface JointUsage {
  readonly need: UsageNeed;
  readonly unsaidBy: readonly string[];
}

const nothingOf = (usage: string): AllOf<UsageNeed> => ({
  usage,
  accounts: undefined,
  storageGb: undefined,
  growthGbPerYear: undefined,
  amounts: undefined,
  priority: undefined,
});

/** Adds up accounts, gigabytes and other amounts; the highest priority of a usage counts. */
export function jointUsages(
  members: readonly PoolMember[],
  policy: Policy,
  reference: Reference,
): { usages: JointUsage[]; notes: PoolReason[] } {
  const joint = new Map<string, { sum: AllOf<UsageNeed>; unsaidBy: string[] }>();
  const notes: PoolReason[] = [];
  const { mailGbPerAccount: gigabytes } = policy.assumptions;
  for (const { label, need } of members)
    for (const { usage, accounts, storageGb, growthGbPerYear, amounts, priority = 'must' } of need.usages) {
      const known = joint.get(usage) ?? { sum: nothingOf(usage), unsaidBy: [] };
      const { sum } = known;
      sum.accounts = (sum.accounts ?? 0) + (accounts ?? 1);
      if (accounts === undefined) notes.push({ code: 'one-account-assumed', params: {} });
      const assumed = storageGb ? null : assumedMegabytes(usage, accounts, policy);
      if (assumed !== null) notes.push({ code: 'mail-storage-assumed', params: { gigabytes } });
      const room = storageGb || (assumed ?? 0) / 1000;
      if (storageGb && growthGbPerYear) sum.growthGbPerYear = added(sum.growthGbPerYear, growthGbPerYear);
      if (room) sum.storageGb = added(sum.storageGb, room);
      else if (unsaidUnits({ usage, accounts, storageGb }, reference).includes(STORAGE)) known.unsaidBy.push(label);
      for (const [unit, amount] of Object.entries(amounts ?? {}))
        sum.amounts = { ...sum.amounts, [unit]: added(sum.amounts?.[unit], amount) };
      sum.priority = strongest(WEAKEST_FIRST, sum.priority, priority);
      joint.set(usage, known);
    }
  const usages = [...joint.values()].map(({ sum, unsaidBy }) => ({ need: present<UsageNeed>(sum), unsaidBy }));
  for (const { need, unsaidBy } of usages)
    if (unsaidBy.length > 0)
      notes.push({
        code: 'storage-unsaid',
        params: { usage: need.usage, members: unsaidBy, atLeast: need.storageGb ?? null },
      });
  return { usages, notes };
}

/** The need of a group; `notes`: what had to be assumed or left out. */
export interface Joint {
  readonly need: Need;
  readonly usages: readonly JointUsage[];
  readonly notes: readonly PoolReason[];
}

const MOST_USAGES = 10;
const MOST_TOOLS = 50;
type Wish = NonNullable<Need['wish']>;
type Words = Record<string, Importance>;

/** The wishes of all members, each with its highest importance; their weights are the mean (see `weighedByMean`). */
function wishOf(needs: readonly Need[], usual: Wish): Wish | undefined {
  const says = (wish: Wish | undefined) => wish !== undefined && Object.keys(wish).length > 0;
  if (!needs.some(({ wish }) => says(wish))) return undefined;
  // Members without wishes have the default ones, so these belong to the group too.
  const wishes = needs.map(({ wish }) => (says(wish) ? wish! : usual));
  const merged = (words: readonly (Words | undefined)[]): Words => {
    const all: Words = {};
    for (const some of words)
      for (const [key, word] of Object.entries(some ?? {})) all[key] = strongest(IMPORTANCES, all[key], word);
    return all;
  };
  const strongestWord = (name: 'price' | 'storage-margin' | 'proximity') =>
    wishes.reduce<Importance | undefined>(
      (word, wish) => (wish[name] ? strongest(IMPORTANCES, word, wish[name]) : word),
      undefined,
    );
  return present<Wish>({
    price: strongestWord('price'),
    'storage-margin': strongestWord('storage-margin'),
    proximity: strongestWord('proximity'),
    criteria: merged(wishes.map(({ criteria }) => criteria)),
    commitments: merged(wishes.map(({ commitments }) => commitments)),
    support: supportOf(wishes),
  });
}

/** Each kind of help with its highest importance; with a mode only if all who wish for it name the same mode. */
function supportOf(wishes: readonly Wish[]): NonNullable<Wish['support']> {
  const all: Record<string, { word: Importance; mode: SupportMode | undefined }> = {};
  for (const { support = {} } of wishes)
    for (const [key, wished] of Object.entries(support)) {
      const { word, mode } = typeof wished === 'string' ? { word: wished, mode: undefined } : wished;
      const known = all[key];
      all[key] = {
        word: strongest(IMPORTANCES, known?.word, word),
        mode: known === undefined || known.mode === mode ? mode : undefined,
      };
    }
  return Object.fromEntries(
    Object.entries(all).map(([key, { word, mode }]) => [key, mode === undefined ? word : { word, mode }]),
  );
}

/** The smallest territory that contains all those of the members; undefined when there is none. */
function territoryOf(needs: readonly Need[], { territories }: Reference, notes: Set<Unlike>): Territory | undefined {
  const places = distinct(needs.flatMap(({ territory }) => territory ?? []));
  const [first = [], ...others] = places.map((territory) => territories.lineage(territory));
  const common = first.find((one) => others.every((line) => line.some((other) => sameAs(one, other))));
  if (places.length > 1) notes.add(common ? 'wider-territory' : 'no-common-territory');
  return common;
}

const sameAs = (a: Territory, b: Territory): boolean => a.level === b.level && a.code === b.code;

/** The language that all members state; undefined when they differ: each member is then matched with its own. */
function languageOfAll(needs: readonly Need[], notes: Set<Unlike>): string | undefined {
  const values = distinct(needs.flatMap(({ language }) => language ?? []));
  if (values.length > 1) notes.add('language-differs');
  return values.length === 1 ? values[0] : undefined;
}

/**
 * The audience that all members ask for; a member that states none has the default of the policy. If they differ, hosts
 * for any audience are accepted.
 */
function audienceOfAll(needs: readonly Need[], policy: Policy, notes: Set<Unlike>): Need['audience'] {
  if (needs.every(({ audience }) => audience === undefined)) return undefined;
  const values = distinct(needs.map((need) => audienceOf(need, policy) ?? ('any' as const)));
  if (values.length === 1) return values[0];
  notes.add('audience-differs');
  return 'any';
}

type Require = NonNullable<Need['require']>;

function requireOf(needs: readonly Need[]): Require {
  const all = needs.map(({ require }) => require ?? {});
  const countries = all.flatMap(({ dataCountries }) => (dataCountries ? [dataCountries] : []));
  const common = countries[0]?.filter((code) => countries.every((list) => list.includes(code)));
  return present<Require>({
    criteria: distinct(all.flatMap(({ criteria }) => criteria ?? [])),
    commitments: distinct(all.flatMap(({ commitments }) => commitments ?? [])),
    support: distinct(all.flatMap(({ support }) => support ?? [])),
    dataCountries: common,
    openToNewcomers: all.every(({ openToNewcomers }) => openToNewcomers === false) ? false : undefined,
  });
}

/** Importances by name (`price`, `criterion:<key>`) in the form of a need. */
function asWish(words: Readonly<Record<string, Importance>>): Wish {
  const wish: Record<string, Importance | Words> = {};
  const groups: Record<string, string> = { criterion: 'criteria', commitment: 'commitments', support: 'support' };
  for (const [name, word] of Object.entries(words)) {
    const [kind, key] = name.split(':') as [string, string?];
    if (key === undefined) wish[kind] = word;
    else wish[groups[kind]!] = { ...(wish[groups[kind]!] as Words | undefined), [key]: word };
  }
  return wish;
}

/** The need of a group that looks for one host together. Pure. */
export function jointNeed(members: readonly PoolMember[], policy: Policy, reference: Reference): Joint {
  const needs = members.map(({ need }) => need);
  const notes = new Set<Unlike>();
  const budgets = needs.map(({ budgetPerYear }) => budgetPerYear ?? null);
  const budget = budgets.every((one) => one !== null)
    ? budgets.reduce((sum, one) => sum + Math.round(one! * 100), 0) / 100
    : undefined;
  if (budget === undefined && budgets.some((one) => one !== null)) notes.add('no-common-budget');
  const territory = territoryOf(needs, reference, notes);
  const starts = needs.flatMap(({ startsBy }) => startsBy ?? []).sort();
  const wish = wishOf(needs, asWish(policy.defaultWishes));
  const { usages, notes: ofUsages } = jointUsages(members, policy, reference);
  const need = present<Need>({
    usages: usages.map((one) => one.need),
    budgetPerYear: budget,
    territory,
    audience: audienceOfAll(needs, policy, notes),
    language: languageOfAll(needs, notes),
    holdsHealthData: needs.some(({ holdsHealthData }) => holdsHealthData) || undefined,
    // A domain name belongs to one member.
    hasDomainName: undefined,
    sensitive: needs.some(({ sensitive }) => sensitive === true) || needs.find(({ sensitive }) => sensitive)?.sensitive,
    require: requireOf(needs),
    wish,
    currentTools: distinct(needs.flatMap(({ currentTools }) => currentTools ?? [])).slice(0, MOST_TOOLS),
    startsBy: starts[0],
    hosts: undefined,
    federation: needs[0]!.federation,
    // `listFaults` refuses different lists.
    onlyFrom: needs.find((one) => one.onlyFrom)?.onlyFrom,
    // The default number of hosts.
    limit: undefined,
  });
  const codes = [...notes].map((code) => ({ code, params: {} }));
  return { need, usages, notes: distinct([...ofUsages, ...codes]) };
}

/** Refuses members that name different lists of hosts. */
function listFaults(members: readonly PoolMember[]): Fault[] {
  const first = members.find(({ need }) => need.onlyFrom);
  return members.flatMap(({ label, need: { onlyFrom } }, index) =>
    onlyFrom === undefined || onlyFrom === first!.need.onlyFrom
      ? []
      : oneFault(`/needs/${index}/need/onlyFrom`, 'only-from-differs', {
          fr: `« ${label} » et « ${first!.label} » ne cherchent pas dans la même liste. Donnez à tous le même « onlyFrom », ou faites plusieurs groupes.`,
          en: `“${label}” and “${first!.label}” do not look in the same list. Give all the same “onlyFrom”, or make several groups.`,
        }),
  );
}

/** Faults that make a joint need impossible. */
export function jointFaults(members: readonly PoolMember[], { need }: Joint): Fault[] {
  const faults = listFaults(members);
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
