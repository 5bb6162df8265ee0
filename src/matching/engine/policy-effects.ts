import type { Candidate } from './host/candidate.ts';
import { type CandidateIndex, offeringOf } from './host/candidate-index.ts';
import { considerInSteps, type EngineContext, type Outcome, type RatedWay } from './host/choose.ts';
import { classOf, type ListOptions, type ListPlace, listsOf, placeOf } from './host/lists.ts';
import { needsIn } from './need/hard-needs.ts';
import type { CompiledNeed } from './need/need.ts';
import { ownWords, type Policy } from './need/policy.ts';
import { isTooLittle, type PolicyRule } from './need/rules.ts';

/** Puts the need to every candidate that offers some must-usage, step by step. */
export const outcomesOf = (
  candidates: CandidateIndex,
  need: CompiledNeed,
  context: EngineContext,
): Generator<'pause', Outcome[], unknown> => considerInSteps(offeringOf(candidates, need), need, context);

/** A host whose rank a federation's policy changes, and the rules that change it. */
export interface PolicyEffect {
  readonly candidate: Candidate;
  readonly with: ListPlace | null;
  readonly without: ListPlace | null;
  readonly rules: readonly PolicyRule[];
  /** `rules`: the rules change this host's own result; `others`: they only change the results of other hosts. */
  readonly movedBy: 'rules' | 'others';
  /** Whether it is in the lists of the answer; if not, it would be there without the policy. */
  readonly shown: boolean;
}

export interface PolicyEffects {
  /** Rules that change something for this need. */
  readonly applied: readonly PolicyRule[];
  /** Factors below 1 on criteria that the need itself calls very important: they take no points. */
  readonly leftAside: readonly PolicyRule[];
  /** How many hosts are shown without the policy but not with it. */
  readonly takenOut: number;
  /** The rank of a host without the policy, by slug. */
  readonly without: (slug: string) => ListPlace | null;
  /** The hosts, shown with or without the policy, whose rank changes; in the order in which they are shown. */
  readonly effects: readonly PolicyEffect[];
}

interface UnderPolicy {
  readonly candidates: CandidateIndex;
  readonly rules: readonly PolicyRule[];
  /** Compiles the need under some of the rules. */
  readonly compile: (rules: readonly PolicyRule[]) => CompiledNeed;
  /** The outcomes under the whole policy. */
  readonly outcomes: readonly Outcome[];
  readonly context: EngineContext;
  readonly options: ListOptions;
}

/**
 * Computes the effects of a federation's policy on an answer by matching again: without the policy, then without each
 * rule in turn. A rule moves a host when the host's rank changes without that rule. For a host that changes lists, the
 * rules named are, in order of preference: those that change its list; those that change its answers to hard needs (a
 * rule that only affects points does not explain a change of list); then as for any host: those that move it; those
 * that change its figures; all that apply. Every rule costs one more match, so this yields after each candidate.
 */
export function* policyEffects({
  candidates,
  rules,
  compile,
  outcomes,
  context,
  options,
}: UnderPolicy): Generator<'pause', PolicyEffects, unknown> {
  const applied = appliedRules(rules, compile);
  const { policy } = context;
  const plain = applied.length === 0 ? outcomes : yield* outcomesOf(candidates, compile([]), context);
  const shown = new Set(shownOf(outcomes, policy, options));
  const shownPlain = shownOf(plain, policy, options);
  const moved = [...new Set([...shown, ...shownPlain])].filter(
    (candidate) => !same(placeOf(candidate, outcomes, policy), placeOf(candidate, plain, policy)),
  );
  const dropped = moved.length === 0 ? [] : applied.map((rule) => ({ rule, left: dropOf(rules, rule) }));
  const runs: { rule: PolicyRule; need: CompiledNeed; outcomes: Outcome[] }[] = [];
  for (const { rule, left } of dropped) {
    const need = compile(left);
    runs.push({ rule, need, outcomes: yield* outcomesOf(candidates, need, context) });
  }
  const full = compile(rules);
  return {
    applied,
    leftAside: leftAside(rules, full, policy),
    takenOut: shownPlain.filter((candidate) => !shown.has(candidate)).length,
    without: (slug) => {
      const own = plain.find(({ candidate }) => candidate.host.slug === slug);
      return own ? placeOf(own.candidate, plain, policy) : null;
    },
    effects: moved.map((candidate) => {
      const place = placeOf(candidate, outcomes, policy);
      const before = placeOf(candidate, plain, policy);
      const placed = runs.map((run) => ({ run, left: placeOf(candidate, run.outcomes, policy) }));
      const relisting = placed.filter(({ left }) => left?.list !== place?.list).map(({ run }) => run);
      const movers = placed.filter(({ left }) => !same(left, place)).map(({ run }) => run);
      const touching = (figures: typeof answersOf) => {
        const whole = figures(candidate, outcomes, full);
        return runs.filter((run) => figures(candidate, run.outcomes, run.need) !== whole);
      };
      const changesLists = place?.list !== before?.list;
      const named = [...(changesLists ? [relisting, touching(answersOf)] : []), movers, touching(worthOf), runs];
      const rules = named.find((list) => list.length > 0)!.map(({ rule }) => rule);
      const movedBy = isMovedByOthers(candidate, { place, outcomes }, { place: before, outcomes: plain })
        ? 'others'
        : 'rules';
      return { candidate, with: place, without: before, rules, movedBy, shown: shown.has(candidate) };
    }),
  };
}

/** Factors below 1 that take nothing, because the need itself calls the criterion very important. */
function leftAside(rules: readonly PolicyRule[], { need, wishes }: CompiledNeed, policy: Policy): PolicyRule[] {
  const { words } = ownWords(need, policy);
  const isAsked = (subject: string) => wishes.some(({ name }) => name === subject);
  return rules.filter(
    (rule) => rule.kind === 'factor' && isTooLittle(rule, words.get(rule.subject)) && isAsked(rule.subject),
  );
}

interface Side {
  readonly place: ListPlace | null;
  readonly outcomes: readonly Outcome[];
}

/**
 * Ranks follow from the class of a host, then from its low score. A host that goes up without a better result of its own, or
 * down without a worse one, is moved by the others alone.
 */
function isMovedByOthers(candidate: Candidate, now: Side, before: Side): boolean {
  if (!now.place || now.place.list !== before.place?.list) return false;
  const [own, former] = [now, before].map(
    ({ outcomes }) => outcomes.find((other) => other.candidate === candidate)!.placed!,
  ) as [RatedWay, RatedWay];
  const change = classOf(own) - classOf(former) || former.low - own.low;
  return now.place.rank < before.place.rank ? change >= 0 : change <= 0;
}

const dropOf = (rules: readonly PolicyRule[], dropped: PolicyRule): PolicyRule[] =>
  rules.filter((rule) => rule !== dropped);

/** Rules that change the compiled need, alone or together with the others. */
function appliedRules(rules: readonly PolicyRule[], compile: UnderPolicy['compile']): PolicyRule[] {
  const [none, all] = [meaningOf(compile([])), meaningOf(compile(rules))];
  return rules.filter((rule) => meaningOf(compile([rule])) !== none || meaningOf(compile(dropOf(rules, rule))) !== all);
}

/** Everything in a compiled need that a rule can change, as text. */
const meaningOf = ({ criteria, commitments, wishes }: CompiledNeed): string =>
  JSON.stringify([
    criteria.map(({ criterion, evidence }) => [criterion, evidence]),
    commitments.map(({ kind, atLeast, evidence }) => [kind.key, atLeast, evidence]),
    wishes.map(({ id, points }) => [id, points]),
  ]);

function shownOf(outcomes: readonly Outcome[], policy: Policy, options: ListOptions): Candidate[] {
  const { fits, toCheck } = listsOf(outcomes, policy, options);
  return [...fits, ...toCheck].map(({ placed }) => placed.candidate);
}

const same = (a: ListPlace | null, b: ListPlace | null): boolean => a?.list === b?.list && a?.rank === b?.rank;

/** A host's answers to the hard needs, as text. By name, because bits differ between compiled needs. */
function answersOf(candidate: Candidate, outcomes: readonly Outcome[], need: CompiledNeed): string {
  const outcome = outcomes.find((other) => other.candidate === candidate);
  if (!outcome) return '';
  const names = (mask: number) => JSON.stringify(needsIn(mask, need).map(({ name, key }) => [name, key]));
  const { placed, refusals } = outcome;
  return placed ? `unknown ${names(placed.unknown)}` : `out ${refusals.map(names).sort().join()}`;
}

/** A host's figures, as text. */
function worthOf(candidate: Candidate, outcomes: readonly Outcome[], need: CompiledNeed): string {
  const placed = outcomes.find((other) => other.candidate === candidate)?.placed;
  return placed ? [placed.open, placed.lowSum, placed.highSum, need.totalPoints].join() : '';
}
