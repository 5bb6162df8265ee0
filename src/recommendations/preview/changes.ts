import { isDeepStrictEqual } from 'node:util';
import type { PolicyRule } from '../../matching/engine/federation-policy.ts';

/** A rule that a policy would bring, change or take away, compared with the one in force. */
export interface RuleChange {
  readonly rule: PolicyRule;
  readonly change: 'added' | 'changed' | 'removed';
}

/** What changes from the rules of one policy to those of another. */
export function changesBetween(before: readonly PolicyRule[], after: readonly PolicyRule[]): RuleChange[] {
  const inForce = new Map(before.map((rule) => [rule.id, rule]));
  const kept = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap((rule): RuleChange[] => {
      const was = inForce.get(rule.id);
      if (isDeepStrictEqual(was, rule)) return [];
      return [{ rule, change: was ? 'changed' : 'added' }];
    }),
    ...before.filter(({ id }) => !kept.has(id)).map((rule): RuleChange => ({ rule, change: 'removed' })),
  ];
}

/** The rules that hold when only some of the changes are made to those in force. */
export function withChanges(
  before: readonly PolicyRule[],
  changes: readonly RuleChange[],
  made: readonly PolicyRule[],
): PolicyRule[] {
  const some = changes.filter(({ rule }) => made.includes(rule));
  const touched = new Set(some.map(({ rule }) => rule.id));
  return [
    ...before.filter(({ id }) => !touched.has(id)),
    ...some.flatMap(({ rule, change }) => (change === 'removed' ? [] : [rule])),
  ];
}
