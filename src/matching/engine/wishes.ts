import type { Reference } from '../../vocabulary/reference.ts';
import type { EvidenceLevel, Importance, SupportMode } from '../../vocabulary/terms.ts';
import type { Need, SupportWish } from '../schema.ts';
import type { Family, Reason } from '../words/parameters.ts';
import { leavableTools } from './leaving.ts';
import { ownWords, type Policy } from './policy.ts';
import { leastEvidence, type PolicyRule, pointsUnder, raiseWords } from './rules.ts';
import { assumedNotes, compareText, referenceCents, type Wanted } from './wanted.ts';

/** Kinds of wishes, each with the side of an offer that it looks at. */
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

export type WishKind = keyof typeof FAMILIES;

/** Those of which a need may have several, named with the key of what they are about. */
export const KEYED_WISHES = ['usage', 'support', 'criterion', 'commitment'] as const satisfies WishKind[];
export const SINGLE_WISHES = (Object.keys(FAMILIES) as WishKind[]).filter(
  (kind) => !(KEYED_WISHES as readonly WishKind[]).includes(kind),
);

/** Something that is wished for. `points` are hundredths, above 0. */
export interface Wish {
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
  readonly kind: WishKind;
  /** How help should come; null: in any way, or no help. */
  readonly mode: SupportMode | null;
}

/** The mode that a wish for help names. */
const modeOf = (wished: SupportWish | undefined): SupportMode | null =>
  (typeof wished === 'object' ? wished.mode : null) ?? null;

/** Every wish with its points, by name; and what was left out or assumed, as notes. */
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
  // What the need itself wishes, whatever a federation makes of it.
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
