import type { Speaker } from '../vocabulary/speaker.ts';
import { questionsFor } from './engine/explain/questions.ts';
import { cautionsFor, type Reason, reasonsFor } from './engine/explain/reasons.ts';
import type { EngineContext, Placed } from './engine/host/choose.ts';
import { leastCents, shownCents } from './engine/host/ways.ts';
import type { MatchResult } from './engine/match.ts';
import type { CompiledNeed, HardNeed } from './engine/need.ts';
import type { Combination } from './engine/together/combine.ts';
import type { Ranked } from './engine/value/rank.ts';
import type { NearMiss, Relaxation, Shortage } from './engine/ways-out/relax.ts';
import type { Match, MatchedHost, Said } from './schema.ts';
import { type SentenceCode, sentence } from './words.ts';

/** What turns codes into an answer that a person reads. */
export interface AnswerContext extends EngineContext {
  readonly say: Speaker;
  /** Name of a federation by slug. */
  readonly federationName: (slug: string) => string | undefined;
  readonly everything: boolean;
}

const MOST_RELAXATIONS = 3;
const euros = (cents: number): number => cents / 100;

/** The lists of an answer, in the reader's language. Only hosts that are shown are explained. */
export function toAnswer(
  result: MatchResult,
  need: CompiledNeed,
  context: AnswerContext,
): Omit<Match, 'catalogueRevision' | 'asOf' | 'policyVersion' | 'seed' | 'help'> {
  const notes: Reason[] = [...need.notes];
  if (need.bits['health-data']) {
    const refused = [...result.refusals].filter(([mask]) => (mask & need.bits['health-data']) !== 0);
    notes.push({
      code: 'health-data-not-proven',
      params: { count: refused.reduce((sum, [, hosts]) => sum + hosts, 0) },
    });
  }
  if (need.totalPoints === 0) notes.push({ code: 'nothing-wished', params: {} });
  if (result.combinationsLeftOut) notes.push({ code: 'combinations-left-out', params: {} });
  const relaxations = context.everything ? result.relaxations : result.relaxations.slice(0, MOST_RELAXATIONS);
  return {
    considered: result.considered,
    defaultWishes: need.defaultWishes,
    notes: notes.map((reason) => said(reason, context)),
    fits: result.fits.map((ranked, index) => toMatchedHost(ranked, need, context, index === 0)),
    toCheck: result.toCheck.map((ranked) => toMatchedHost(ranked, need, context, false)),
    combinations: result.combinations.map((combination) =>
      toCombination(combination, result.combinations, need, context),
    ),
    nearMisses: result.nearMisses.map((miss) => toNearMiss(miss, need, context)),
    relaxations: relaxations.map((relaxation) => toRelaxation(relaxation, need, context)),
    excluded: toExcluded(result, need, context),
  };
}

function said({ code, params }: Reason, context: AnswerContext): Said {
  const named =
    typeof params.federation === 'string'
      ? { ...params, federationName: context.federationName(params.federation) ?? params.federation }
      : params;
  return { code, params: named, text: sentence({ code, params: named }, context.say) };
}

function toMatchedHost(ranked: Ranked, need: CompiledNeed, context: AnswerContext, first: boolean): MatchedHost {
  const { placed } = ranked;
  const { candidate, way } = placed;
  const { host } = candidate;
  const say = (reason: Reason) => said(reason, context);
  return {
    host: host.slug,
    name: host.name,
    rank: ranked.rank,
    tied: ranked.tied,
    possibleRanks: [ranked.best, ranked.worst],
    low: placed.low,
    high: placed.high,
    scored: need.totalPoints > 0,
    cost: costOf(placed, need),
    services: way.options
      .map(({ wanted, service, plan }) => ({
        usage: need.wanted[wanted]!.usage,
        service: candidate.services[service]!.service.slug,
        plan: plan === null ? null : candidate.plans[plan]!.plan.name,
      }))
      .sort((a, b) => (a.usage < b.usage ? -1 : 1)),
    contact: host.contact ?? null,
    website: host.website ?? null,
    unknownNeeds: namesOf(placed.unknown, need),
    reasons: reasonsFor(placed, need).map(say),
    cautions: cautionsFor(placed, need, first).map(say),
    questions: questionsFor(placed, need, way.covered & need.musts, context.policy).map(say),
    contributions: need.asked.map(({ name, points }, index) => {
      const { low, high, evidence, source, asOf } = placed.intervals[index]!;
      return { criterion: name, points: points / 100, low, high, evidence, source, asOf };
    }),
  };
}

function costOf(placed: Placed, need: CompiledNeed): MatchedHost['cost'] {
  const { way } = placed;
  const incomplete = (need.musts & ~way.covered) !== 0;
  const shown = incomplete ? null : shownCents(way);
  const least = incomplete ? null : leastCents(way);
  // What nobody confirmed is a price to ask about, so never exact.
  const exact = shown !== null && way.exact && placed.candidate.confirmed;
  const known = way.known + way.feeCents;
  const floor = exact ? null : least !== null ? euros(least) : known > 0 ? euros(known) : null;
  return { perYear: shown === null ? null : euros(shown), exact, floor };
}

const namesOf = (mask: number, need: CompiledNeed): string[] => [
  ...new Set(need.hard.filter(({ bit }) => (mask & bit) !== 0).map(({ name }) => name)),
];

function toCombination(
  combination: Combination,
  all: readonly Combination[],
  need: CompiledNeed,
  context: AnswerContext,
): Match['combinations'][number] {
  const { shares, state } = combination;
  const perYear = combination.cents === null ? null : euros(combination.cents);
  const alone = all.find((other) => other.shares.length === 1 && other.state === 'fits');
  const saved = alone?.cents != null && combination.cents !== null ? euros(alone.cents - combination.cents) : 0;
  const parts = shares.map(({ outcome, way }) => ({
    host: outcome.candidate.host.name,
    usages: way.options.map(({ wanted }) => need.wanted[wanted]!.usage).sort(),
  }));
  const code: SentenceCode =
    state === 'to-check' ? 'several-hosts-to-check' : shares.length === 1 ? 'one-host' : 'several-hosts';
  const exact = combination.exact && shares.every(({ outcome }) => outcome.candidate.confirmed);
  // Every price is known, but some of it is for the association to choose.
  const chosen = perYear === null && shares.every(({ way }) => way.least !== null);
  const params = {
    host: parts[0]!.host,
    shares: parts,
    perYear,
    exact,
    floor: euros(combination.floorCents),
    chosen,
    saved,
    contacts: shares.length,
  };
  return {
    hosts: shares.map(({ outcome }) => outcome.candidate.host.slug),
    state,
    perYear,
    exact,
    floor: exact ? null : euros(combination.floorCents),
    covers: shares.flatMap(({ outcome: { candidate }, way }) =>
      way.options.map(({ wanted, service, plan }) => ({
        usage: need.wanted[wanted]!.usage,
        host: candidate.host.slug,
        service: candidate.services[service]!.service.slug,
        plan: plan === null ? null : candidate.plans[plan]!.plan.name,
      })),
    ),
    questions: shares.flatMap((share) => shareQuestions(share, need, context)),
    low: combination.low,
    high: combination.high,
    text: sentence({ code, params }, context.say),
  };
}

/** What remains to be asked of one host of a combination, for the usages that it would meet. */
function shareQuestions(share: Combination['shares'][number], need: CompiledNeed, context: AnswerContext): Said[] {
  const { outcome, way, unknown } = share;
  const budget = way.least === null ? need.bits.budget : 0;
  const asking = { candidate: outcome.candidate, way, unknown: unknown | budget, intervals: [] };
  return questionsFor(asking, need, way.covered, context.policy)
    .slice(0, 2)
    .map(({ code, params }) => said({ code, params: { ...params, host: outcome.candidate.host.slug } }, context));
}

function amountParams(amount: Shortage): Record<string, unknown> {
  if (amount.of === 'cents') return { missing: euros(amount.missing), has: euros(amount.has) };
  const unit = amount.of === 'megabytes' ? 1000 : 1;
  return { missing: amount.missing / unit, has: amount.has / unit, wanted: amount.wanted / unit };
}

const SHORTAGE_CODES = {
  cents: 'near-miss-budget',
  accounts: 'near-miss-accounts',
  megabytes: 'near-miss-storage',
} as const;
const STEP_CODES = { cents: 'step-budget', accounts: 'step-accounts', megabytes: 'step-storage' } as const;

const needParams = ({ name, key }: HardNeed, need: CompiledNeed): Record<string, unknown> => ({
  name,
  key: key ?? null,
  territory: need.territory,
});

function toNearMiss(
  { missed, obstacle, amount }: NearMiss,
  need: CompiledNeed,
  context: AnswerContext,
): Match['nearMisses'][number] {
  const { host } = missed.candidate;
  const code: SentenceCode = amount ? SHORTAGE_CODES[amount.of] : 'near-miss-need';
  const params = {
    ...(amount ? amountParams(amount) : needParams(obstacle, need)),
    confirmed: missed.candidate.confirmed,
  };
  return {
    host: host.slug,
    name: host.name,
    missing: obstacle.name,
    params,
    text: sentence({ code, params: { ...params, host: host.name } }, context.say),
  };
}

function toRelaxation(
  { giveUp, count, step }: Relaxation,
  need: CompiledNeed,
  context: AnswerContext,
): Match['relaxations'][number] {
  const needs = giveUp.map((hard) => needParams(hard, need));
  const main =
    giveUp.length === 1
      ? { code: 'relax-one', params: { ...needs[0], count } }
      : { code: 'relax-several', params: { needs, count } };
  const texts = [sentence(main, context.say)];
  if (step)
    texts.push(
      sentence(
        { code: STEP_CODES[step.shortage.of], params: { ...amountParams(step.shortage), count: step.count } },
        context.say,
      ),
    );
  return {
    giveUp: giveUp.map(({ name }) => name),
    keys: giveUp.map(({ key }) => key ?? null),
    count,
    text: texts.join(' '),
  };
}

function toExcluded(result: MatchResult, need: CompiledNeed, context: AnswerContext): Match['excluded'] {
  const byReason: Record<string, number> = {};
  for (const [mask, count] of result.refusals)
    for (const reason of namesOf(mask, need)) byReason[reason] = (byReason[reason] ?? 0) + count;
  return {
    count: [...result.refusals.values()].reduce((sum, count) => sum + count, 0),
    byReason: Object.fromEntries(Object.entries(byReason).sort(([a], [b]) => (a < b ? -1 : 1))),
    nothingKnown: result.nothingKnown,
    notSeenLately: result.notSeenLately,
    ...(context.everything
      ? {
          hosts: result.exclusions().map(({ candidate, refusal }) => ({
            host: candidate.host.slug,
            reasons: namesOf(refusal, need),
          })),
        }
      : {}),
  };
}
