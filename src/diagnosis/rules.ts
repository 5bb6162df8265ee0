import { type Label, type Reference, readSeed } from '../vocabulary/reference.ts';
import type { SupportKind } from '../vocabulary/terms.ts';
import { type Condition, fieldsOf, operatorsOf } from './conditions.ts';

/** From the least to the most severe. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The scope of a rule: the whole map once, each tool, or each usage of the vocabulary. */
export const SCOPES = ['declaration', 'tool', 'usage'] as const;

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

export interface Rules {
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
