import { isDeepStrictEqual } from 'node:util';
import type { TypicalNeed } from '../../advice/panel.ts';
import type { PolicyRules } from '../../documents/federation-policy.ts';
import type { Candidate } from '../../matching/engine/host/candidate.ts';
import type { CandidateIndex } from '../../matching/engine/host/candidate-index.ts';
import type { EngineContext, Outcome } from '../../matching/engine/host/choose.ts';
import { type ListPlace, listsOf } from '../../matching/engine/host/lists.ts';
import { type CompiledNeed, compileNeed } from '../../matching/engine/need/need.ts';
import { type PolicyRule, rulesOf } from '../../matching/engine/need/rules.ts';
import { outcomesOf, type PolicyEffect, policyEffects } from '../../matching/engine/policy-effects.ts';

/** A rule that the tried policy adds, changes or removes. */
export interface RuleChange {
  readonly rule: PolicyRule;
  readonly change: 'added' | 'changed' | 'removed';
}

/** The changes from the rules of one policy to those of another. */
function changesBetween(before: readonly PolicyRule[], after: readonly PolicyRule[]): RuleChange[] {
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
function withChanges(
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
export interface Listed extends ListPlace {
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
interface TriedPolicy {
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
  const places = (ranked: typeof fits, name: ListPlace['list']) =>
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

/** How a host moves over the panel: needs in which it gets better or worse, and ranks gained within its list. */
export interface Movement {
  readonly candidate: Candidate;
  readonly better: number;
  readonly worse: number;
  readonly places: number;
}

interface Summary {
  readonly firstPlaceChanges: readonly {
    compared: NeedCompared;
    before: readonly Candidate[];
    after: readonly Candidate[];
  }[];
  readonly gains: readonly Movement[];
  readonly losses: readonly Movement[];
  readonly leftOut: readonly { candidate: Candidate; needs: readonly string[]; rules: readonly PolicyRule[] }[];
}

/** Maximum number of hosts in the summary; the lists for each need contain all of them. */
const MOST = 5;

/** The hosts at rank 1 of the first list that has any. */
const first = (list: readonly Listed[]): Candidate[] =>
  list.filter(({ rank, list: name }) => rank === 1 && name === list[0]!.list).map(({ candidate }) => candidate);

const same = (a: readonly Candidate[], b: readonly Candidate[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

/** Sort key of a rank: list, then rank; higher is worse, and not being listed is worst. */
const placeRank = (one: Listed | undefined): [number, number] =>
  one ? [one.list === 'fits' ? 0 : 1, one.rank] : [2, 0];

function fortunesOf(compared: readonly NeedCompared[]): Movement[] {
  const fortunes = new Map<Candidate, { better: number; worse: number; places: number }>();
  for (const { before, after } of compared) {
    const [then, now] = [before, after].map((list) => new Map(list.map((one) => [one.candidate, one])));
    for (const candidate of new Set([...then!.keys(), ...now!.keys()])) {
      const [was, is] = [placeRank(then!.get(candidate)), placeRank(now!.get(candidate))];
      const gained = was[0] - is[0] || was[1] - is[1];
      if (gained === 0) continue;
      const fortune = fortunes.get(candidate) ?? { better: 0, worse: 0, places: 0 };
      if (gained > 0) fortune.better++;
      else fortune.worse++;
      if (was[0] === is[0]) fortune.places += gained;
      fortunes.set(candidate, fortune);
    }
  }
  return [...fortunes].map(([candidate, fortune]) => ({ candidate, ...fortune }));
}

const bySlug = (a: { candidate: Candidate }, b: { candidate: Candidate }): number =>
  a.candidate.host.slug < b.candidate.host.slug ? -1 : 1;

/** What a policy would change over the whole panel. */
export function summaryOf(compared: readonly NeedCompared[]): Summary {
  const fortunes = fortunesOf(compared);
  const net = ({ better, worse }: Movement) => better - worse;
  const leftOut = new Map<Candidate, { needs: string[]; rules: Set<PolicyRule> }>();
  for (const { entry, leftOut: out } of compared)
    for (const { candidate, rules } of out) {
      const known = leftOut.get(candidate) ?? { needs: [], rules: new Set() };
      known.needs.push(entry.key);
      for (const rule of rules) known.rules.add(rule);
      leftOut.set(candidate, known);
    }
  return {
    firstPlaceChanges: compared
      .map((one) => ({ compared: one, before: first(one.before), after: first(one.after) }))
      .filter(({ before, after }) => !same(before, after)),
    gains: fortunes
      .filter((one) => net(one) > 0)
      .sort((a, b) => net(b) - net(a) || b.places - a.places || bySlug(a, b))
      .slice(0, MOST),
    losses: fortunes
      .filter((one) => net(one) < 0)
      .sort((a, b) => net(a) - net(b) || a.places - b.places || bySlug(a, b))
      .slice(0, MOST),
    leftOut: [...leftOut]
      .map(([candidate, { needs, rules }]) => ({ candidate, needs, rules: [...rules] }))
      .sort((a, b) => b.needs.length - a.needs.length || bySlug(a, b)),
  };
}
