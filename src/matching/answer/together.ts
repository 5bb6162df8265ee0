import { compare } from '../engine/explain/compare.ts';
import { questionsFor } from '../engine/explain/questions.ts';
import { isPriceSettled } from '../engine/explain/reasons.ts';
import { type CandidateWay, onceCents, onlyOnce } from '../engine/host/parts.ts';
import { knownCents, shownCents } from '../engine/host/ways.ts';
import { namesIn } from '../engine/need/hard-needs.ts';
import type { Interval } from '../engine/need/interval.ts';
import type { CompiledNeed } from '../engine/need/need.ts';
import type { Policy } from '../engine/need/policy.ts';
import type { Addition, Combination } from '../engine/together/combination.ts';
import { sentence } from '../words/sentence.ts';
import { type AnswerContext, euros, inWords, nearOf } from './context.ts';
import type { MatchedHost, Said } from './matched-host.ts';
import type { Match } from './schema.ts';

/** Euros that the hosts charge once, at the beginning. */
export function dueOnce(
  taken: readonly CandidateWay[],
  need: CompiledNeed,
  policy: Policy,
): Pick<MatchedHost['cost'], 'once'> {
  const cents = taken.reduce((sum, one) => sum + onceCents(one, need, policy), 0);
  return cents > 0 ? { once: euros(cents) } : {};
}

/** Several hosts for one need, and what they save compared with one host alone. */
export function toCombination(
  combination: Combination,
  alone: Combination | undefined,
  need: CompiledNeed,
  context: AnswerContext,
): Match['combinations'][number] {
  const { shares, state } = combination;
  const perYear = combination.cents === null ? null : euros(combination.cents);
  // Compared with the one host that would do alone; null when there is none, or when one of the two prices is unknown.
  const saved = alone?.cents != null && combination.cents !== null ? euros(alone.cents - combination.cents) : null;
  const parts = shares.map(({ candidate, way }) => ({
    host: candidate.host.name,
    usages: way.options.map(({ wanted }) => need.wanted[wanted]!.usage).sort(),
  }));
  const whole = shares.length === 1 ? 'one-host' : 'several-hosts';
  const exact = combination.exact && shares.every((share) => isPriceSettled(share, need));
  // Every price is known, but the association chooses part of it.
  const chosen = perYear === null && shares.every(({ way }) => way.least !== null);
  // When one of the hosts has not confirmed its entry, the group only seems to fit.
  const confirmed = shares.every(({ candidate }) => candidate.confirmed);
  const params = {
    host: parts[0]!.host,
    shares: parts,
    perYear,
    ...onlyOnce(shares, combination.cents, need, context.policy),
    exact,
    floor: euros(combination.floorCents),
    chosen,
    saved,
    alone: alone !== undefined,
    contacts: shares.length,
    ...beside(combination, alone, need),
  };
  return {
    hosts: shares.map(({ candidate }) => candidate.host.slug),
    state,
    perYear,
    exact,
    floor:
      exact || (perYear === null && !chosen && combination.floorCents === 0) ? null : euros(combination.floorCents),
    ...dueOnce(shares, need, context.policy),
    covers: shares.flatMap(({ candidate, way }) =>
      way.options.map(({ wanted, service, plan }) => ({
        usage: need.wanted[wanted]!.usage,
        host: candidate.host.slug,
        service: candidate.services[service]!.service.slug,
        plan: plan === null ? null : candidate.plans[plan]!.plan.name,
        ...nearOf(candidate, way, need, { wanted, service }, context),
      })),
    ),
    questions: shares.flatMap((share) => shareQuestions(share, need, context)),
    low: combination.low,
    high: combination.high,
    open: combination.open,
    unknownNeeds: unknownNamesOf(combination, need),
    shares: shares.map((share) => ({ host: share.candidate.host.slug, ...costOfShare(share, need, context.policy) })),
    before: shares.length > 1 && alone !== undefined ? alone.shares[0]!.candidate.host.slug : null,
    text:
      state === 'fits'
        ? sentence({ code: whole, params: { ...params, confirmed } }, context.say)
        : sentence({ code: `${whole}-to-check`, params }, context.say),
  };
}

/** What one host of a group charges a year for its own share. */
function costOfShare(share: Combination['shares'][number], need: CompiledNeed, policy: Policy) {
  const { way } = share;
  const cents = shownCents(way);
  const exact = cents !== null && way.exact && isPriceSettled(share, need);
  const known = knownCents(way);
  const hasFloor = !exact && (cents !== null || way.least !== null || known > 0);
  return {
    perYear: cents === null ? null : euros(cents),
    exact,
    floor: hasFloor ? euros(known) : null,
    ...dueOnce([share], need, policy),
  };
}

/** The names of the unknown needs; the price is one of them, even without a budget. */
function unknownNamesOf({ unknown }: Combination, need: CompiledNeed): string[] {
  const names = namesIn(unknown, need);
  return unknown < 0 ? [...names, 'budget'] : names;
}

/** What makes a combination rank above the host that would do alone, apart from its price. */
function beside(
  { intervals, open }: Combination,
  alone: Combination | undefined,
  { wishes }: CompiledNeed,
): { brings: string[]; fewerOpen: boolean } {
  if (alone === undefined) return { brings: [], fewerOpen: false };
  const lows = (of: readonly Interval[]) => of.map(({ low }) => low);
  const { because } = compare(
    wishes.map(({ points }) => points),
    lows(intervals),
    lows(alone.intervals),
  );
  const names = because.map((wish) => wishes[wish]!.name);
  return { brings: names.filter((name) => name !== 'price'), fewerOpen: open < alone.open };
}

/** The questions that remain for one host of a combination, about the usages that it would meet. */
function shareQuestions(share: Combination['shares'][number], need: CompiledNeed, context: AnswerContext): Said[] {
  const { candidate, way } = share;
  const unknown = share.unknown | (way.least === null ? need.bits.budget : 0);
  return questionsFor({ candidate, way, unknown, intervals: [] }, need, way.covered & need.musts, context.policy)
    .slice(0, need.need.sensitive ? 6 : 2)
    .map((question) => inWords(question, context))
    .map(({ code, params, text }) => ({ code, params: { ...params, host: candidate.host.slug }, text }));
}

/** A wished usage that another host adds to the first one. */
export function toAddition(
  { to, wanted, share: { candidate, way, unknown } }: Addition,
  need: CompiledNeed,
  { say, policy }: AnswerContext,
): Match['additions'][number] {
  const { usage } = need.wanted[wanted]!;
  const cents = shownCents(way);
  const price = {
    perYear: cents === null ? null : euros(cents),
    ...onlyOnce([{ candidate, way }], cents, need, policy),
    exact: way.exact && isPriceSettled({ candidate, unknown }, need),
    floor: euros(knownCents(way)),
    chosen: cents === null,
  };
  const params = { usage, host: candidate.host.name, to: to.host.name, ...price };
  return {
    to: to.host.slug,
    host: candidate.host.slug,
    name: candidate.host.name,
    usage,
    perYear: price.perYear,
    text: sentence({ code: 'addition', params }, say),
  };
}
