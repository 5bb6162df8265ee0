import type { PolicyRules } from '../../documents/federation-policy.ts';
import { type Fault, fault, oneFault, type Sentence } from '../../ground/errors.ts';
import { pointerPart } from '../../ground/pointers.ts';
import type { NamedCriterion } from '../../record/federations.ts';
import { decimalsFaults, keyFaults } from '../../requests/meaning.ts';
import { atLeastFaults } from '../../statements/meaning.ts';
import type { Reference } from '../../vocabulary/reference.ts';

/** Most requirements of a policy: together with a need of ten usages, they must fit the limit of the matching. */
const MOST_REQUIREMENTS = 10;
/** Most rules: the effect of each rule on a host is found by matching once more without it. */
const MOST_RULES = 30;

/** Subjects that a policy names without a key. */
export const BARE_SUBJECTS = new Set(['price', 'storage-margin', 'proximity', 'leaving-tools']);

const WHETHER_THERE_IS_ONE = new Set(['host', 'url', 'list']);

const WHAT_A_POLICY_NAMES: Sentence = {
  fr: 'Une politique ne nomme aucun hébergeur, mais price, storage-margin, proximity, leaving-tools, support:<aide>, criterion:<clé> ou commitment:<clé>.',
  en: 'A policy names no host, but price, storage-margin, proximity, leaving-tools, support:<kind>, criterion:<key> or commitment:<kind>.',
};

/** Subjects named with a key, and the vocabulary that contains the key. */
export const LIST_OF = { criterion: 'criterion', commitment: 'commitment-kind', support: 'support-kind' } as const;
type Kind = keyof typeof LIST_OF;

const isKind = (kind: string): kind is Kind => Object.hasOwn(LIST_OF, kind);

/**
 * Faults of a subject.
 * @param kinds those that may be named here with a key
 */
function subjectFaults(pointer: string, subject: string, kinds: readonly Kind[], reference: Reference): Fault[] {
  if (BARE_SUBJECTS.has(subject) && kinds.includes('support')) return [];
  const colon = subject.indexOf(':');
  const [kind, key] = [subject.slice(0, Math.max(colon, 0)), subject.slice(colon + 1)];
  const isNamed = BARE_SUBJECTS.has(subject) || isKind(kind);
  if (!isNamed) return [fault(pointer, 'unknown-subject', WHAT_A_POLICY_NAMES)];
  if (!isKind(kind) || !kinds.includes(kind))
    return oneFault(pointer, 'nothing-to-prove', {
      fr: 'Une preuve minimale vaut pour criterion:<clé> ou commitment:<clé>, et pour rien d’autre.',
      en: 'A minimum evidence is for criterion:<key> or commitment:<kind>, and for nothing else.',
    });
  const keys: Record<Kind, ReadonlyMap<string, unknown>> = {
    criterion: reference.criteria,
    commitment: reference.commitmentKinds,
    support: reference.supportKinds,
  };
  return keyFaults(pointer, LIST_OF[kind], key, keys[kind]);
}

function requirementFaults(require: NonNullable<PolicyRules['require']>, reference: Reference, day: string): Fault[] {
  const { criteria = [], commitments = [] } = require;
  const faults: Fault[] = [];
  const seen = new Set<string>();
  const once = (name: string, pointer: string) => {
    if (seen.has(name))
      faults.push(
        fault(pointer, 'duplicate-requirement', {
          fr: 'Cette exigence est dite deux fois : dites-la une fois.',
          en: 'This requirement is said twice: say it once.',
        }),
      );
    seen.add(name);
  };
  for (const [index, { criterion }] of criteria.entries()) {
    const pointer = `/require/criteria/${index}/criterion`;
    faults.push(...keyFaults(pointer, 'criterion', criterion, reference.criteria));
    once(`criterion:${criterion}`, pointer);
  }
  for (const [index, { kind, atLeast }] of commitments.entries()) {
    const pointer = `/require/commitments/${index}`;
    const commitmentKind = reference.commitmentKinds.get(kind);
    // A minimum for a kind whose value is a host, an address or a list would name somebody.
    if (commitmentKind && WHETHER_THERE_IS_ONE.has(commitmentKind.valueType) && atLeast !== true)
      faults.push(
        fault(`${pointer}/atLeast`, 'only-whether-there-is-one', {
          fr: 'Une politique ne nomme personne : demandez seulement s’il y en a un, avec true.',
          en: 'A policy names nobody: ask only whether there is one, with true.',
        }),
      );
    else if (commitmentKind) faults.push(...atLeastFaults(`${pointer}/atLeast`, atLeast, commitmentKind, day));
    else faults.push(...keyFaults(`${pointer}/kind`, 'commitment-kind', kind, reference.commitmentKinds));
    once(`commitment:${kind}`, `${pointer}/kind`);
  }
  if (criteria.length + commitments.length > MOST_REQUIREMENTS)
    faults.push(
      fault('/require', 'too-many-requirements', {
        fr: `Une politique exige au plus ${MOST_REQUIREMENTS} choses, pour laisser sa place à la demande.`,
        en: `A policy requires at most ${MOST_REQUIREMENTS} things, to leave room for the need.`,
      }),
    );
  return faults;
}

/** The criteria that a policy names, with their pointers. */
export function criteriaNamed(rules: PolicyRules): NamedCriterion[] {
  const { require, minimumEvidence = {}, minimumWords = {}, factors = {} } = rules;
  const required = (require?.criteria ?? []).map(
    ({ criterion }, index) => [`/require/criteria/${index}/criterion`, criterion] as const,
  );
  const weighed = Object.entries({ minimumEvidence, minimumWords, factors }).flatMap(([part, bySubject]) =>
    Object.keys(bySubject)
      .filter((subject) => subject.startsWith('criterion:'))
      .map((subject) => [`/${part}/${pointerPart(subject)}`, subject.slice('criterion:'.length)] as const),
  );
  return [...required, ...weighed];
}

const ANY_SUBJECT: readonly Kind[] = ['support', 'criterion', 'commitment'];
const PROVEN: readonly Kind[] = ['criterion', 'commitment'];

/** All faults of meaning in a policy with a valid shape. */
export function policyFaults(rules: PolicyRules, reference: Reference, day: string): Fault[] {
  const { require = {}, minimumEvidence = {}, minimumWords = {}, factors = {} } = rules;
  const faults = requirementFaults(require, reference, day);
  for (const subject of Object.keys(minimumEvidence))
    faults.push(...subjectFaults(`/minimumEvidence/${pointerPart(subject)}`, subject, PROVEN, reference));
  for (const [subject, word] of Object.entries(minimumWords)) {
    const pointer = `/minimumWords/${pointerPart(subject)}`;
    faults.push(...subjectFaults(pointer, subject, ANY_SUBJECT, reference));
    if (word === 'not-important')
      faults.push(
        fault(pointer, 'never-less-important', {
          fr: 'Une politique relève ce qui compte, et ne l’abaisse jamais : plus, important ou very-important.',
          en: 'A policy raises what matters, and never lowers it: plus, important or very-important.',
        }),
      );
  }
  for (const [subject, factor] of Object.entries(factors)) {
    const pointer = `/factors/${pointerPart(subject)}`;
    faults.push(...subjectFaults(pointer, subject, ANY_SUBJECT, reference));
    if (factor < 0.5 || factor > 2)
      faults.push(
        fault(pointer, 'factor-out-of-range', {
          fr: 'Une politique multiplie les points par 0,5 à 2, pas plus ni moins.',
          en: 'A policy multiplies points by 0.5 to 2, no more and no less.',
        }),
      );
    // Points are stored in hundredths.
    else faults.push(...decimalsFaults(pointer, factor, 2));
  }
  const { criteria = [], commitments = [] } = require;
  const count = [criteria, commitments, ...[minimumEvidence, minimumWords, factors].map(Object.keys)];
  if (count.reduce((sum, { length }) => sum + length, 0) > MOST_RULES)
    faults.push(
      fault('', 'too-many-rules', {
        fr: `Une politique tient en ${MOST_RULES} règles au plus.`,
        en: `A policy holds at most ${MOST_RULES} rules.`,
      }),
    );
  return faults;
}
