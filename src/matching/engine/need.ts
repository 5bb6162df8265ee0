import type { CommitmentKind, Reference } from '../../vocabulary/reference.ts';
import type { Measure, Territory } from '../../vocabulary/shapes.ts';
import type { EvidenceLevel, Importance, SupportKind } from '../../vocabulary/terms.ts';
import { toInteger } from '../../vocabulary/units.ts';
import type { Need } from '../schema.ts';
import type { Family, Reason } from '../words/parameters.ts';
import type { Wanted } from './assumed.ts';
import { assumedMegabytes, assumedNotes, unsaidUnits } from './assumed.ts';
import type { Policy } from './policy.ts';
import { leastEvidence, ownWords, type PolicyRule, pointsUnder, raiseWords, requirementsUnder } from './policy.ts';

/** A criterion that somebody asked for. `points` are hundredths, above 0. */
export interface Asked {
  readonly name: string;
  /** Name, importance and least evidence together: two wishes of one id are worth the same for a host. */
  readonly id: string;
  readonly family: Family;
  readonly importance: Exclude<Importance, 'not-important'>;
  readonly points: number;
  /** What is held below it counts as unknown. */
  readonly leastEvidence: EvidenceLevel;
  /** Key of the criterion, commitment kind, kind of support or usage behind the name. */
  readonly key: string;
  readonly kind: 'price' | 'storage-margin' | 'proximity' | 'usage' | 'support' | 'criterion' | 'commitment';
}

/** One condition that is never traded against points; `bit` is its place in the masks of a match. */
export interface HardNeed {
  readonly name: string;
  readonly bit: number;
  /** The usage, criterion, commitment kind or kind of support it is about. */
  readonly key?: string;
  /** Whether giving it up may be proposed. */
  readonly relaxable: boolean;
}

/** A need made ready for computing: hard needs with their bits, wishes with their points, amounts in integers. */
export interface CompiledNeed {
  readonly need: Need;
  readonly wanted: readonly Wanted[];
  /** Bits of the must-usages among `wanted`, which come first. */
  readonly musts: number;
  readonly budgetCents: number | null;
  /** What the price is judged against: the budget, else a multiple of the reference prices. */
  readonly priceAnchorCents: number;
  readonly territory: Territory | null;
  /** The territory, then each wider one. */
  readonly territoryLine: readonly Territory[];
  /** Its codes by level. */
  readonly place: Readonly<Partial<Record<Territory['level'], string>>>;
  readonly country: string;
  readonly criteria: readonly { criterion: string; evidence: EvidenceLevel; bit: number }[];
  readonly commitments: readonly { kind: CommitmentKind; atLeast: Measure; evidence: EvidenceLevel; bit: number }[];
  readonly support: readonly { kind: SupportKind; bit: number }[];
  readonly hard: readonly HardNeed[];
  /** Bit of a hard need by name, 0 when it was not asked. */
  readonly bits: Readonly<Record<SingleNeed, number>>;
  readonly usageBits: readonly number[];
  readonly asked: readonly Asked[];
  readonly totalPoints: number;
  readonly defaultWishes: boolean;
  /** Commitment kinds asked for that belong to a service, so that they depend on the way chosen. */
  readonly serviceKinds: readonly { kind: CommitmentKind; asked: number }[];
  /** What was assumed, as codes. */
  readonly notes: readonly Reason[];
}

const SINGLE_NEEDS = [
  'too-small',
  'budget',
  'territory',
  'audience',
  'language',
  'open-to-newcomers',
  'closing',
  'data-country',
  'health-data',
  'deadline',
] as const;
export type SingleNeed = (typeof SINGLE_NEEDS)[number];

/** A mask is one 32-bit integer, so a match holds at most this many hard needs. */
export const MAX_HARD_NEEDS = 30;

/**
 * Compiles a need whose keys are known to exist. Independent of the order in which things were asked.
 * @param rules of the federation that the need names, if it has a policy
 * @throws RangeError above MAX_HARD_NEEDS hard needs.
 */
export function compileNeed(
  need: Need,
  policy: Policy,
  reference: Reference,
  rules: readonly PolicyRule[] = [],
): CompiledNeed {
  const wanted = wantedUsages(need, policy, reference);
  const mustCount = wanted.filter(({ priority }) => priority === 'must').length;
  const { asked, notes, defaultWishes } = askedCriteria(need, wanted, policy, reference, rules);
  const hard: HardNeed[] = [];
  const addHard = (name: string, relaxable: boolean, key?: string): number => {
    if (hard.length >= MAX_HARD_NEEDS) throw new RangeError(`more than ${MAX_HARD_NEEDS} hard needs`);
    const bit = 1 << hard.length;
    hard.push({ name, bit, relaxable, ...(key === undefined ? {} : { key }) });
    return bit;
  };
  const budgetCents = need.budgetPerYear == null ? null : Math.round(need.budgetPerYear * 100);
  const applies: Record<SingleNeed, boolean> = {
    'too-small': wanted.some(
      ({ accounts, megabytes, amounts }) => accounts !== null || megabytes !== null || amounts.length > 0,
    ),
    budget: budgetCents !== null,
    territory: need.territory !== undefined,
    audience: need.audience !== undefined,
    language: need.language !== undefined,
    'open-to-newcomers': need.require?.openToNewcomers !== false,
    closing: true,
    'data-country': need.require?.dataCountries !== undefined,
    'health-data': need.holdsHealthData === true,
    deadline: need.startsBy !== undefined,
  };
  const bits = {} as Record<SingleNeed, number>;
  for (const name of SINGLE_NEEDS)
    bits[name] = applies[name] ? addHard(name, name !== 'closing' && name !== 'health-data') : 0;
  const usageBits = wanted.map(({ usage, priority }) =>
    priority === 'must' ? addHard('usage-not-offered', mustCount > 1, usage) : 0,
  );
  const byName = <T>(entries: readonly T[] | undefined, name: (entry: T) => string) =>
    [...(entries ?? [])].sort((a, b) => compare(name(a), name(b)));
  const support = byName(need.require?.support, (kind) => kind).map((kind) => ({
    kind,
    bit: addHard('support', true, kind),
  }));
  const required = requirementsUnder(rules, need.require, reference);
  const criteria = byName(required.criteria, ({ criterion }) => criterion).map((entry) => ({
    ...entry,
    bit: addHard(`criterion:${entry.criterion}`, true, entry.criterion),
  }));
  const commitments = byName(required.commitments, ({ kind }) => kind.key).map((entry) => ({
    ...entry,
    bit: addHard(`commitment:${entry.kind.key}`, true, entry.kind.key),
  }));
  const line = need.territory ? reference.territories.lineage(need.territory) : [];
  return {
    need,
    wanted,
    musts: (1 << mustCount) - 1,
    budgetCents,
    priceAnchorCents: budgetCents ?? referenceCents(wanted, policy),
    territory: line[0] ?? null,
    territoryLine: line,
    place: Object.fromEntries(line.map(({ level, code }) => [level, code])),
    country: line.at(-1)?.code ?? 'FR',
    criteria,
    commitments,
    support,
    hard,
    bits,
    usageBits,
    asked,
    totalPoints: asked.reduce((sum, { points }) => sum + points, 0),
    defaultWishes,
    serviceKinds: asked.flatMap(({ kind, key }, index) => {
      const commitment = kind === 'commitment' ? reference.commitmentKinds.get(key) : undefined;
      return commitment?.scope === 'service' ? [{ kind: commitment, asked: index }] : [];
    }),
    notes,
  };
}

/** Order by code unit: the same on every machine, whatever its locale. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const PRIORITY_ORDER = { must: 0, should: 1, could: 2 } as const;

/** Usages with the musts first, each group by key, so that the order in which they were asked means nothing. */
function wantedUsages(need: Need, policy: Policy, reference: Reference): Wanted[] {
  return need.usages
    .map(({ usage, accounts, storageGb, amounts, priority }) => {
      const stated = storageGb ? Math.round(storageGb * 1000) : null;
      return {
        usage,
        accounts: accounts ?? null,
        megabytes: stated ?? assumedMegabytes(usage, accounts, policy),
        amounts: Object.entries(amounts ?? {})
          .map(([unit, amount]) => ({ unit, amount: toInteger(unit, amount) }))
          .sort((a, b) => compare(a.unit, b.unit)),
        priority: priority ?? 'must',
        unsaid: unsaidUnits({ usage, accounts, storageGb }, reference),
      };
    })
    .sort((a, b) => PRIORITY_ORDER[a.priority] - PRIORITY_ORDER[b.priority] || compare(a.usage, b.usage));
}

function referenceCents(wanted: readonly Wanted[], policy: Policy): number {
  const prices = policy.referencePrices;
  const sum = wanted
    .filter(({ priority }) => priority === 'must')
    .reduce((total, { usage }) => total + (prices[usage] ?? prices.other!), 0);
  return sum * 100 * policy.budgetAbsentFactor;
}

const FAMILIES: Record<Asked['kind'], Family> = {
  price: 'cost',
  'storage-margin': 'fit',
  usage: 'fit',
  support: 'fit',
  proximity: 'proximity',
  criterion: 'values',
  commitment: 'durability',
};

/** Every wished criterion with its points, by name; and what was left out or assumed, as notes. */
function askedCriteria(
  need: Need,
  wanted: readonly Wanted[],
  policy: Policy,
  reference: Reference,
  rules: readonly PolicyRule[],
) {
  const notes: Reason[] = [];
  const { words: own, isDefault: defaultWishes } = ownWords(need, policy);
  const words = new Map(own);
  raiseWords(rules, words);
  for (const [name, word] of words) if (word === 'not-important') words.delete(name);
  if (words.has('storage-margin') && wanted.every(({ megabytes }) => megabytes === null)) {
    words.delete('storage-margin');
    notes.push({ code: 'storage-margin-needs-storage', params: {} });
  }
  if (words.has('proximity') && need.territory === undefined) {
    words.delete('proximity');
    if (!defaultWishes) notes.push({ code: 'proximity-needs-territory', params: {} });
  }
  if (defaultWishes)
    notes.push({
      code: 'default-wishes',
      params: { names: Object.keys(policy.defaultWishes).filter((name) => words.has(name)) },
    });
  if (words.has('price') && need.budgetPerYear == null)
    notes.push({ code: 'budget-assumed', params: { euros: referenceCents(wanted, policy) / 100 } });
  notes.push(...assumedNotes(need, wanted, policy, reference));

  const hundredths = (word: Importance) => Math.round(100 * policy.points[word]);
  const asked: Asked[] = [];
  for (const [name, importance] of words) {
    const points = pointsUnder(rules, name, own.get(name), hundredths(importance));
    if (importance === 'not-important' || points === 0) continue;
    const colon = name.indexOf(':');
    const kind = (colon < 0 ? name : name.slice(0, colon)) as Asked['kind'];
    const least = leastEvidence(rules, name);
    asked.push({
      name,
      id: `${name} ${importance} ${least}`,
      importance,
      points,
      leastEvidence: least,
      kind,
      key: colon < 0 ? name : name.slice(colon + 1),
      family: FAMILIES[kind],
    });
  }
  asked.sort((a, b) => compare(a.name, b.name));
  // What the need itself wishes, whatever a federation makes of it.
  const families = new Map<Family, number>();
  let total = 0;
  for (const { name, family } of asked) {
    const points = hundredths(own.get(name) ?? 'not-important');
    if (points === 0) continue;
    total += points;
    families.set(family, (families.get(family) ?? 0) + points);
  }
  for (const [family, points] of families)
    if (!defaultWishes && families.size > 1 && points * 1000 > total * policy.familyShareThousandths)
      notes.push({ code: 'one-family-leads', params: { family } });
  return { asked, notes, defaultWishes };
}
