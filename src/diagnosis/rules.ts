/* The language for conditions of diagnosis rules. Pure: facts in, result out. */

type Operator = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'containsAny' | 'isTrue' | 'isFalse';

type Value = string | number | boolean;

/** A comparison of one field, or several conditions of which all or any must hold. */
type Condition = { field: string; op: Operator; value?: Value | Value[] } | { all: Condition[] } | { any: Condition[] };

/** The value of a field such as `tool.adminCount`; null or undefined when unknown. */
export type FactLookup = (field: string) => unknown;

/** The value that a vocabulary has when somebody researched a fact and could not establish it. */
const NOT_ESTABLISHED = 'UNKNOWN';

export interface Verdict {
  holds: boolean;
  /** Unknown fields on which the result depends. */
  restsOn: readonly string[];
}

const NOTHING: readonly string[] = [];
const REFUSED: Verdict = { holds: false, restsOn: NOTHING };

/**
 * Whether a condition holds for the given facts. Every operator is false for an unknown fact, except `ne`: an unknown
 * value counts as different. A value that starts with `$` names another field.
 */
export function evaluateCondition(condition: Condition, facts: FactLookup): Verdict {
  if ('all' in condition) {
    const verdicts = condition.all.map((one) => evaluateCondition(one, facts));
    return verdicts.every(({ holds }) => holds)
      ? { holds: true, restsOn: verdicts.flatMap(({ restsOn }) => restsOn) }
      : REFUSED;
  }
  if ('any' in condition) {
    const held = condition.any.map((one) => evaluateCondition(one, facts)).filter(({ holds }) => holds);
    if (held.length === 0) return REFUSED;
    const sure = held.some(({ restsOn }) => restsOn.length === 0);
    return { holds: true, restsOn: sure ? NOTHING : held.flatMap(({ restsOn }) => restsOn) };
  }
  const { field, op } = condition;
  const fact = facts(field) ?? null;
  if (fact === null) return op === 'ne' ? { holds: true, restsOn: [field] } : REFUSED;
  const { value } = condition;
  const against = typeof value === 'string' && value.startsWith('$') ? (facts(value.slice(1)) ?? null) : value;
  if (against === null || !compare(op, fact, against)) return REFUSED;
  return { holds: true, restsOn: fact === NOT_ESTABLISHED ? [field] : NOTHING };
}

function compare(op: Operator, fact: unknown, value: unknown): boolean {
  switch (op) {
    case 'eq':
      return fact === value;
    case 'ne':
      return fact !== value;
    case 'gt':
      return (fact as number) > (value as number);
    case 'gte':
      return (fact as number) >= (value as number);
    case 'lt':
      return (fact as number) < (value as number);
    case 'lte':
      return (fact as number) <= (value as number);
    case 'in':
      return (value as unknown[]).includes(fact);
    case 'containsAny':
      return (fact as unknown[]).some((one) => (value as unknown[]).includes(one));
    case 'isTrue':
      return fact === true;
    case 'isFalse':
      return fact === false;
  }
}

/** Every operator that a condition uses. */
const operatorsOf = (condition: Condition): Operator[] =>
  'all' in condition
    ? condition.all.flatMap(operatorsOf)
    : 'any' in condition
      ? condition.any.flatMap(operatorsOf)
      : [condition.op];

/** Every field that a condition reads. */
export const fieldsOf = (condition: Condition): string[] =>
  'all' in condition
    ? condition.all.flatMap(fieldsOf)
    : 'any' in condition
      ? condition.any.flatMap(fieldsOf)
      : [condition.field, ...(String(condition.value).startsWith('$') ? [String(condition.value).slice(1)] : [])];

import { type Label, type Reference, readSeed } from '../vocabulary/reference.ts';
import type { SupportKind } from '../vocabulary/terms.ts';

/** From the least to the most severe. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The scope of a rule: the whole map once, each tool, or each usage of the vocabulary. */
const SCOPES = ['declaration', 'tool', 'usage'] as const;

/** Field groups that every rule may read; `tool` and `usage` only in rules of that scope. */
const FIELD = /^(?:organisation|people|data|derived|(tool|usage))\.\w+$/;

/** A rule of the diagnosis, as `seed/vocabulary/diagnosis-rules.json` holds it. */
export interface Rule {
  key: string;
  scope: (typeof SCOPES)[number];
  severity: Severity;
  condition: Condition;
  finding: Label;
  /** Used instead of the finding when this depends on an unknown fact. */
  question?: Label;
  advice: Label;
  /** Kinds of help that would be useful. */
  supportKinds: SupportKind[];
}

interface Rules {
  rules: readonly Rule[];
  severities: ReadonlyMap<Severity, Label>;
}

/**
 * The rules in the order of their file.
 * @throws Error that names a rule with an unknown operator, severity or kind of help, or a rule that may depend on an
 * unknown fact but has no question for that case
 */
export function readRules({ supportKinds }: Reference): Rules {
  const file = readSeed<{ rules: Rule[]; severities: { key: Severity; label: Label }[] }>(
    'vocabulary/diagnosis-rules.json',
  );
  for (const rule of file.rules) {
    const wrong = (what: string) => new Error(`diagnosis-rules.json: ${rule.key} ${what}`);
    if (!SEVERITIES.includes(rule.severity)) throw wrong(`has the unknown severity ${rule.severity}`);
    if (!SCOPES.includes(rule.scope)) throw wrong(`has the unknown scope ${rule.scope}`);
    for (const kind of rule.supportKinds)
      if (!supportKinds.has(kind)) throw wrong(`names the unknown kind of help ${kind}`);
    for (const field of fieldsOf(rule.condition))
      if (!FIELD.test(field) || (FIELD.exec(field)![1] ?? rule.scope) !== rule.scope)
        throw wrong(`cannot read ${field}`);
    // All other operators are false for an unknown fact.
    if (operatorsOf(rule.condition).includes('ne') && !rule.question) throw wrong('may rest on an unknown answer');
  }
  return { rules: file.rules, severities: new Map(file.severities.map(({ key, label }) => [key, label])) };
}
