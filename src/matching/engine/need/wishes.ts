import type { Reference } from '../../../vocabulary/reference.ts';
import type { EvidenceLevel, Importance, SupportMode } from '../../../vocabulary/terms.ts';
import { leavableTools } from './leaving.ts';
import type { Family, Reason } from './parameters.ts';
import { ownWords, type Policy } from './policy.ts';
import { leastEvidence, type PolicyRule, pointsUnder, raiseWords } from './rules.ts';
import type { Need, SupportWish } from './schema.ts';
import { assumedNotes, compareText, referenceCents, type Wanted } from './wanted.ts';

/** Kinds of wishes, each with its family: the aspect of an offer that it is about. */
const FAMILIES = {
  price: 'cost',
  'storage-margin': 'fit',
  proximity: 'proximity',
  'leaving-tools': 'fit',
  usage: 'fit',
  support: 'fit',
  criterion: 'values',
  commitment: 'durability',
} as const satisfies Record<string, Family>;

type WishKind = keyof typeof FAMILIES;

/** Kinds of which one need may have several; their names contain the key of their subject. */
export const KEYED_WISHES = ['usage', 'support', 'criterion', 'commitment'] as const satisfies WishKind[];
export const SINGLE_WISHES = (Object.keys(FAMILIES) as WishKind[]).filter(
  (kind) => !(KEYED_WISHES as readonly WishKind[]).includes(kind),
);

/** One wish of a need. `points` are hundredths, above 0. */
export interface Wish {
  readonly name: string;
  /** Name, importance, minimum evidence and mode: two wishes with the same id have the same value for a host. */
  readonly id: string;
  readonly family: Family;
  readonly importance: Exclude<Importance, 'not-important'>;
  readonly points: number;
  /** Statements with weaker evidence count as unknown. */
  readonly leastEvidence: EvidenceLevel;
  /** Key of the criterion, commitment kind, kind of support or usage in the name. */
  readonly key: string;
  readonly kind: WishKind;
  /** The wished mode of help; null: any mode, or not a wish for help. */
  readonly mode: SupportMode | null;
}

/** The mode in a wish for help. */
const modeOf = (wished: SupportWish | undefined): SupportMode | null =>
  (typeof wished === 'object' ? wished.mode : null) ?? null;

/** All wishes with their points, sorted by name; and notes about what was left out or assumed. */
export function wishesOf(
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
  if (leavableTools(need, wanted, reference).length === 0) words.delete('leaving-tools');
  if (defaultWishes)
    notes.push({
      code: 'default-wishes',
      params: { names: Object.keys(policy.defaultWishes).filter((name) => words.has(name)) },
    });
  if (words.has('price') && need.budgetPerYear == null)
    notes.push({ code: 'budget-assumed', params: { euros: referenceCents(wanted, policy) / 100 } });
  notes.push(...assumedNotes(need, wanted, policy, reference));

  const hundredths = (word: Importance) => Math.round(100 * policy.points[word]);
  const wishes: Wish[] = [];
  for (const [name, importance] of words) {
    const points = pointsUnder(rules, name, own.get(name), hundredths(importance));
    if (importance === 'not-important' || points === 0) continue;
    const colon = name.indexOf(':');
    const kind = (colon < 0 ? name : name.slice(0, colon)) as WishKind;
    const least = leastEvidence(rules, name);
    const key = colon < 0 ? name : name.slice(colon + 1);
    const mode = kind === 'support' ? modeOf(need.wish?.support?.[key]) : null;
    wishes.push({
      name,
      id: `${name} ${importance} ${least} ${mode}`,
      importance,
      points,
      leastEvidence: least,
      kind,
      key,
      mode,
      family: FAMILIES[kind],
    });
  }
  wishes.sort((a, b) => compareText(a.name, b.name));
  // The wishes of the need itself, before the federation's policy.
  const families = new Map<Family, number>();
  let total = 0;
  for (const { name, family } of wishes) {
    const points = hundredths(own.get(name) ?? 'not-important');
    if (points === 0) continue;
    total += points;
    families.set(family, (families.get(family) ?? 0) + points);
  }
  for (const [family, points] of families)
    if (!defaultWishes && families.size > 1 && points * 1000 > total * policy.familyShareThousandths)
      notes.push({ code: 'one-family-leads', params: { family } });
  return { wishes, notes, defaultWishes };
}
