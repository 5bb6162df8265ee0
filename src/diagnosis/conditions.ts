/* The language for conditions of diagnosis rules. Pure: facts in, result out. */

export type Operator = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'containsAny' | 'isTrue' | 'isFalse';

type Value = string | number | boolean;

/** A comparison of one field, or several conditions of which all or any must hold. */
export type Condition =
  | { field: string; op: Operator; value?: Value | Value[] }
  | { all: Condition[] }
  | { any: Condition[] };

/** The value of a field such as `tool.adminCount`; null or undefined when unknown. */
export type Facts = (field: string) => unknown;

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
export function evaluate(condition: Condition, facts: Facts): Verdict {
  if ('all' in condition) {
    const verdicts = condition.all.map((one) => evaluate(one, facts));
    return verdicts.every(({ holds }) => holds)
      ? { holds: true, restsOn: verdicts.flatMap(({ restsOn }) => restsOn) }
      : REFUSED;
  }
  if ('any' in condition) {
    const held = condition.any.map((one) => evaluate(one, facts)).filter(({ holds }) => holds);
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
export const operatorsOf = (condition: Condition): Operator[] =>
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
