import { type Label, type Reference, readSeed } from '../vocabulary/reference.ts';
import type { SupportKind } from '../vocabulary/terms.ts';
import { type Condition, fieldsOf, operatorsOf } from './conditions.ts';

/** From the least to the most pressing. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What a rule looks at: the whole map once, each tool, or each usage of the vocabulary. */
export const SCOPES = ['declaration', 'tool', 'usage'] as const;

/** The groups of fields that every rule reads; those of a tool or a usage only rules on that. */
const FIELD = /^(?:organisation|people|data|derived|(tool|usage))\.\w+$/;

/** A rule of the diagnosis, as `seed/vocabulary/diagnosis-rules.json` holds it. */
export interface Rule {
  key: string;
  scope: (typeof SCOPES)[number];
  severity: Severity;
  condition: Condition;
  finding: Label;
  /** Said instead of the finding where it rests on something that is not known. */
  question?: Label;
  advice: Label;
  /** Kinds of help that fit. */
  supportKinds: SupportKind[];
}

export interface Rules {
  rules: readonly Rule[];
  severities: ReadonlyMap<Severity, Label>;
}

/**
 * The rules in the order of their file.
 * @throws Error naming the rule that uses an operator, a severity or a kind of help that does not exist, or that may
 * rest on an unknown answer without a question for that case.
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
    // The other operators are false on an unknown answer.
    if (operatorsOf(rule.condition).includes('ne') && !rule.question) throw wrong('may rest on an unknown answer');
  }
  return { rules: file.rules, severities: new Map(file.severities.map(({ key, label }) => [key, label])) };
}
