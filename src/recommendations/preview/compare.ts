import { isDeepStrictEqual } from 'node:util';
import type { TypicalNeed } from '../../advice/panel.ts';
import type { PolicyRules } from '../../documents/federation-policy.ts';
import type { Candidate, CandidateIndex } from '../../matching/engine/host/candidate.ts';
import type { EngineContext, Outcome } from '../../matching/engine/host/choose.ts';
import { listsOf, type Place } from '../../matching/engine/host/lists.ts';
import { type CompiledNeed, compileNeed } from '../../matching/engine/need/need.ts';
import { type PolicyRule, rulesOf } from '../../matching/engine/need/rules.ts';
import { outcomesOf, type PolicyEffect, policyEffects } from '../../matching/engine/policy-effects.ts';

/** A rule that the tried policy adds, changes or removes. */
export interface RuleChange {
  readonly rule: PolicyRule;
  readonly change: 'added' | 'changed' | 'removed';
}

/** The changes from the rules of one policy to those of another. */
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

/**
 * The rules in force with only some of the changes applied.
 * @param made the rules of the changes to apply
 */
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

/** A host with its list and rank; equal hosts have equal ranks. */
export interface Listed extends Place {
  readonly candidate: Candidate;
}

/** The effect of a tried policy on one typical need. */
export interface NeedCompared {
  readonly entry: TypicalNeed;
  /** All listed hosts in order, under the policy in force and under the tried policy. */
  readonly before: readonly Listed[];
  readonly after: readonly Listed[];
  /** Hosts with a top rank before or after that change rank, with the rules that move them. */
  readonly effects: readonly PolicyEffect[];
  /** Hosts that are no longer listed, with the rules that exclude them. */
  readonly leftOut: readonly { candidate: Candidate; rules: readonly PolicyRule[] }[];
}

/** The rules in force, and the changes of the tried policy. */
export interface TriedPolicy {
  readonly inForce: readonly PolicyRule[];
  readonly changes: readonly RuleChange[];
}

export function tryPolicy(inForce: PolicyRules, tried: PolicyRules): TriedPolicy {
  const rules = rulesOf(inForce);
  return { inForce: rules, changes: changesBetween(rules, rulesOf(tried)) };
}

/** Matches one typical need under both policies, and finds which rules move which hosts, step by step. Pure. */
export function* compareFor(
  entry: TypicalNeed,
  { inForce, changes }: TriedPolicy,
  candidates: CandidateIndex,
  context: EngineContext,
): Generator<'pause', NeedCompared, unknown> {
  const all = changes.map(({ rule }) => rule);
  const compile = (made: readonly PolicyRule[]) =>
    compileNeed(entry.need, context.policy, context.reference, withChanges(inForce, changes, made));
  const need = compile(all);
  const outcomes = yield* outcomesOf(candidates, need, context);
  // Equal hosts have equal ranks, so their order does not matter.
  const tieBreak = (id: string) => id;
  const list = (found: readonly Outcome[]) => listed(found, context, tieBreak);
  const [before, after] = [list(yield* outcomesOf(candidates, compile([]), context)), list(outcomes)];
  const options = { limit: context.policy.shown.hosts, tieBreak };
  const { effects } = yield* policyEffects({ candidates, rules: all, compile, outcomes, context, options });
  const stays = new Set(after.map(({ candidate }) => candidate));
  const leftOut = before
    .filter(({ candidate }) => !stays.has(candidate))
    .map(({ candidate }) => ({ candidate, rules: unmet(candidate, outcomes, need, all) }));
  return { entry, before, after, effects, leftOut };
}

function listed(
  outcomes: readonly Outcome[],
  { policy }: EngineContext,
  tieBreak: (id: string) => string,
): readonly Listed[] {
  const { fits, toCheck } = listsOf(outcomes, policy, { limit: outcomes.length, tieBreak });
  const places = (ranked: typeof fits, name: Place['list']) =>
    ranked.map(({ rank, placed }) => ({ list: name, rank, candidate: placed.candidate }));
  return [...places(fits, 'fits'), ...places(toCheck, 'to-check')];
}

/** The rules that a host definitely does not meet. */
function unmet(
  candidate: Candidate,
  outcomes: readonly Outcome[],
  need: CompiledNeed,
  rules: readonly PolicyRule[],
): PolicyRule[] {
  const refusals = outcomes.find((one) => one.candidate === candidate)?.refusals ?? [];
  const names = new Set(
    need.hard.filter(({ bit }) => refusals.some((mask) => (mask & bit) !== 0)).map(({ name }) => name),
  );
  return rules.filter(({ subject }) => names.has(subject));
}
