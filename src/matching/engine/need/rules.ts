import type { PolicyRules } from '../../../documents/federation-policy.ts';
import type { CommitmentKind, Reference } from '../../../vocabulary/reference.ts';
import type { Measure } from '../../../vocabulary/shapes.ts';
import { EVIDENCE_LEVELS, type EvidenceLevel, IMPORTANCES, type Importance } from '../../../vocabulary/terms.ts';
import type { Need } from './schema.ts';

/* The rules of a federation, and their effects on a need. */

/** One rule of a federation; `id` identifies it in an answer, `subject` is the name of its criterion. */
export type PolicyRule = { readonly id: string; readonly subject: string } & (
  | { readonly kind: 'require-criterion'; readonly key: string; readonly evidence: EvidenceLevel }
  | { readonly kind: 'require-commitment'; readonly key: string; readonly atLeast: Measure }
  | { readonly kind: 'minimum-evidence'; readonly evidence: EvidenceLevel }
  | { readonly kind: 'minimum-word'; readonly word: Importance }
  /** In hundredths, from 50 to 200. */
  | { readonly kind: 'factor'; readonly hundredths: number }
);

/** The minimum evidence for any claim or commitment to count: it must be stated. */
const LEAST_EVIDENCE: EvidenceLevel = 'declared';
const WHOLE = 100;

/** The rules of a policy in a fixed order, without rules that never change anything (a factor of 1). */
export function rulesOf({ require, minimumEvidence, minimumWords, factors }: PolicyRules): PolicyRule[] {
  const rules: PolicyRule[] = [];
  for (const { criterion: key, evidence = LEAST_EVIDENCE } of require?.criteria ?? []) {
    const subject = `criterion:${key}`;
    rules.push({ id: `require:${subject}`, subject, kind: 'require-criterion', key, evidence });
  }
  for (const { kind: key, atLeast } of require?.commitments ?? []) {
    const subject = `commitment:${key}`;
    rules.push({ id: `require:${subject}`, subject, kind: 'require-commitment', key, atLeast });
  }
  for (const [subject, evidence] of Object.entries(minimumEvidence ?? {}))
    if (evidence !== LEAST_EVIDENCE)
      rules.push({ id: `minimum-evidence:${subject}`, subject, kind: 'minimum-evidence', evidence });
  for (const [subject, word] of Object.entries(minimumWords ?? {}))
    rules.push({ id: `minimum-word:${subject}`, subject, kind: 'minimum-word', word });
  for (const [subject, factor] of Object.entries(factors ?? {})) {
    const hundredths = Math.round(WHOLE * factor);
    if (hundredths !== WHOLE) rules.push({ id: `factor:${subject}`, subject, kind: 'factor', hundredths });
  }
  return rules;
}

const strongest = (a: EvidenceLevel, b: EvidenceLevel): EvidenceLevel =>
  EVIDENCE_LEVELS.indexOf(a) >= EVIDENCE_LEVELS.indexOf(b) ? a : b;

/** The minimum evidence for a criterion to count. */
export const leastEvidence = (rules: readonly PolicyRule[], subject: string): EvidenceLevel =>
  rules.reduce<EvidenceLevel>(
    (least, rule) =>
      rule.kind === 'minimum-evidence' && rule.subject === subject ? strongest(least, rule.evidence) : least,
    LEAST_EVIDENCE,
  );

/** The stricter of two measures of a kind; null if neither includes the other, such as a number and a special value. */
function harder(a: Measure, b: Measure, { better, valueType, specialValues }: CommitmentKind): Measure | null {
  // These kinds only require that a value exists.
  if (a === b || valueType === 'url' || valueType === 'list' || valueType === 'host') return a;
  if (specialValues?.some(({ value }) => value === a || value === b)) return null;
  if (typeof a === 'number' && typeof b === 'number') return better === 'lower' ? Math.min(a, b) : Math.max(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return a;
  // A month or year counts as its last day: with this padding, dates compare correctly as text.
  if (typeof a === 'string' && typeof b === 'string') return a.padEnd(10, '~') >= b.padEnd(10, '~') ? a : b;
  return null;
}

interface Requirements {
  criteria: { criterion: string; evidence: EvidenceLevel }[];
  commitments: { kind: CommitmentKind; atLeast: Measure; evidence: EvidenceLevel }[];
}

/**
 * The requirements of a need under the rules of a federation: when both require the same thing, the stricter one. A
 * requirement of the need is never removed or weakened. Every key must exist.
 */
export function requirementsUnder(
  rules: readonly PolicyRule[],
  require: Need['require'],
  reference: Reference,
): Requirements {
  const criteria = (require?.criteria ?? []).map(({ criterion, evidence = LEAST_EVIDENCE }) => ({
    criterion,
    evidence,
  }));
  const commitments = (require?.commitments ?? []).map(({ kind, atLeast }) => ({
    kind: reference.commitmentKinds.get(kind)!,
    atLeast,
    evidence: LEAST_EVIDENCE,
  }));
  for (const rule of rules) {
    if (rule.kind === 'require-criterion') {
      const same = criteria.filter(({ criterion }) => criterion === rule.key);
      if (same.length === 0) criteria.push({ criterion: rule.key, evidence: rule.evidence });
      for (const own of same) own.evidence = strongest(own.evidence, rule.evidence);
    } else if (rule.kind === 'require-commitment') {
      const kind = reference.commitmentKinds.get(rule.key)!;
      const same = commitments.find((own) => own.kind === kind && harder(own.atLeast, rule.atLeast, kind) !== null);
      if (same) same.atLeast = harder(same.atLeast, rule.atLeast, kind)!;
      else commitments.push({ kind, atLeast: rule.atLeast, evidence: LEAST_EVIDENCE });
    }
  }
  for (const own of criteria)
    own.evidence = strongest(own.evidence, leastEvidence(rules, `criterion:${own.criterion}`));
  for (const own of commitments) own.evidence = leastEvidence(rules, `commitment:${own.kind.key}`);
  return { criteria, commitments };
}

const place = (word: Importance | undefined): number => (word === undefined ? -1 : IMPORTANCES.indexOf(word));

/** Raises importance words, by criterion name, to the minimum of the rules; never lowers one. */
export function raiseWords(rules: readonly PolicyRule[], words: Map<string, Importance>): void {
  for (const rule of rules)
    if (rule.kind === 'minimum-word' && place(words.get(rule.subject)) < place(rule.word))
      words.set(rule.subject, rule.word);
}

type Factor = PolicyRule & { readonly kind: 'factor' };

/** Whether a factor would take points from a criterion that the need itself calls very important. */
export const isTooLittle = ({ hundredths }: Factor, own: Importance | undefined): boolean =>
  hundredths < WHOLE && own === 'very-important';

/**
 * Points in hundredths under the rules. A factor below 1 takes nothing from a criterion that the need itself calls very
 * important.
 * @param own the importance word of the need itself; undefined when it states none
 */
export function pointsUnder(
  rules: readonly PolicyRule[],
  subject: string,
  own: Importance | undefined,
  hundredths: number,
): number {
  const rule = rules.find((one) => one.kind === 'factor' && one.subject === subject);
  if (rule?.kind !== 'factor' || isTooLittle(rule, own)) return hundredths;
  return Math.round((hundredths * rule.hundredths) / WHOLE);
}
