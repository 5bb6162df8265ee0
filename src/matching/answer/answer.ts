import { isClosedOn } from '../../documents/closing.ts';
import { mapWithPauses } from '../../ground/slices.ts';
import { cautionsFor } from '../engine/explain/cautions.ts';
import { restsOnWords } from '../engine/explain/compare.ts';
import { furtherQuestions, questionsFor, unpricedIn } from '../engine/explain/questions.ts';
import { isPriceSettled, reasonsFor } from '../engine/explain/reasons.ts';
import type { RatedWay } from '../engine/host/choose.ts';
import type { Ranked } from '../engine/host/lists.ts';
import { partsOf } from '../engine/host/parts.ts';
import { knownCents, leastCents, shownCents } from '../engine/host/ways.ts';
import type { MatchResult } from '../engine/match.ts';
import { namesIn } from '../engine/need/hard-needs.ts';
import type { CompiledNeed } from '../engine/need/need.ts';
import type { Reason } from '../engine/need/parameters.ts';
import type { Policy } from '../engine/need/policy.ts';
import { compareText } from '../engine/need/wanted.ts';
import type { Shown } from '../engine/shown.ts';
import { toAsked, toAskFirst } from './asked.ts';
import { type AnswerContext, euros, inWords, nearOf } from './context.ts';
import { contributionsOf } from './contributions.ts';
import { toComparisons, toConflicts, toNearMiss, toRelaxation, toRobustness } from './explanations.ts';
import { toHelpFrom } from './help.ts';
import type { MatchedHost } from './matched-host.ts';
import { originOfTerm } from './origins.ts';
import type { Match } from './schema.ts';
import { dueOnce, toAddition, toCombination } from './together.ts';

/** A host as the answer shows it: reasons, cautions, questions, and every figure behind them. */
function toMatchedHost(ranked: Ranked, need: CompiledNeed, context: AnswerContext, onWords: boolean): MatchedHost {
  const { placed } = ranked;
  const { candidate, way } = placed;
  const { host } = candidate;
  const say = (reason: Reason) => inWords(reason, context);
  return {
    host: host.slug,
    name: host.name,
    confirmed: candidate.confirmed,
    rank: ranked.rank,
    tied: ranked.tied,
    possibleRanks: [ranked.best, ranked.worst],
    low: placed.low,
    high: placed.high,
    open: placed.open,
    scored: need.totalPoints > 0,
    cost: costOf(placed, need, context.policy),
    services: way.options
      .map(({ wanted, service, plan }) => ({
        usage: need.wanted[wanted]!.usage,
        service: candidate.services[service]!.service.slug,
        plan: plan === null ? null : candidate.plans[plan]!.plan.name,
        ...nearOf(candidate, way, need, { wanted, service }, context),
      }))
      .sort((a, b) => (a.usage < b.usage ? -1 : 1)),
    contact: host.contact ?? null,
    website: host.website ?? null,
    unknownNeeds: namesIn(placed.unknown, need),
    reasons: reasonsFor(placed, need, context.policy).map(say),
    cautions: cautionsFor(placed, need, context.policy, onWords).map(say),
    questions: [
      ...questionsFor(placed, need, way.covered & need.musts, context.policy),
      ...furtherQuestions(placed, ranked.furthest, need, context.policy),
    ].map(say),
    contributions: contributionsOf(need.wishes, placed.intervals, (wish, interval) =>
      originOfTerm(wish, interval, placed, need, context.factsOf(host.id)),
    ),
  };
}

function costOf(placed: RatedWay, need: CompiledNeed, policy: Policy): MatchedHost['cost'] {
  const { way } = placed;
  const incomplete = (need.musts & ~way.covered) !== 0;
  const shown = incomplete ? null : shownCents(way);
  const least = incomplete ? null : leastCents(way);
  const exact = shown !== null && way.exact && isPriceSettled(placed, need);
  const known = knownCents(way);
  const floor = exact ? null : least !== null ? euros(least) : known > 0 ? euros(known) : null;
  return {
    perYear: shown === null ? null : euros(shown),
    exact,
    floor,
    ...(least === null ? {} : paidFor(placed, need)),
    ...dueOnce([placed], need, policy),
    ...knownPart(placed, need),
  };
}

/** For whom the prices are, when every price used says the same. */
function paidFor({ candidate, way }: RatedWay, need: CompiledNeed): Pick<MatchedHost['cost'], 'for'> {
  const whom = new Set(partsOf(candidate, way, need).map(({ plan }) => plan.for));
  const [only] = whom;
  return whom.size === 1 && only ? { for: only } : {};
}

/** The known part of a price when the rest must be asked. */
function knownPart(placed: RatedWay, need: CompiledNeed): Pick<MatchedHost['cost'], 'known'> {
  const { candidate, way } = placed;
  const unpriced = unpricedIn(placed, need);
  const priced = way.options.filter(({ wanted }) => !unpriced.includes(need.wanted[wanted]!));
  if (unpriced.length === 0 || priced.length === 0) return {};
  return {
    known: {
      usages: priced.map(({ wanted }) => need.wanted[wanted]!.usage).sort(),
      floor: euros(knownCents(way)),
      chosen: priced.some(({ plan }) => candidate.plans[plan!]!.plan.freeAmount !== undefined),
    },
  };
}

/** More notes than this would hide the answer itself. */
const MOST_SUCCESSIONS = 2;

/** The lists of an answer, in the reader's language. Only hosts that are shown are explained. */
export function* toAnswer(
  result: MatchResult,
  need: CompiledNeed,
  context: AnswerContext,
): Generator<'pause', Omit<Match, 'catalogueRevision' | 'asOf' | 'policyVersion' | 'seed' | 'help'>, unknown> {
  const notes: Reason[] = [...need.notes, ...successions(result, context)];
  if (need.bits['health-data']) {
    const refused = [...result.refusals].filter(([mask]) => (mask & need.bits['health-data']) !== 0);
    notes.push({
      code: 'health-data-not-proven',
      params: { count: refused.reduce((sum, [, hosts]) => sum + hosts, 0) },
    });
  }
  if (need.totalPoints === 0) notes.push({ code: 'nothing-wished', params: {} });
  notes.push(...result.combinationsMissing);
  const relaxations = context.everything
    ? result.relaxations
    : result.relaxations.slice(0, context.policy.shown.relaxations);
  const listed = (list: readonly Ranked[]) => (ranked: Ranked) =>
    toMatchedHost(ranked, need, context, restsOnWords(ranked, list, need, context.policy));
  const fits = yield* mapWithPauses(result.fits, listed(result.fits));
  const toCheck = yield* mapWithPauses(result.toCheck, listed(result.toCheck));
  const asked = toAsked(result, need, context);
  yield 'pause';
  const excluded = toExcluded(result, need, context);
  yield 'pause';
  return {
    considered: result.considered,
    defaultWishes: need.defaultWishes,
    notes: notes.map((reason) => inWords(reason, context)),
    fits,
    toCheck,
    combinations: result.combinations.map((combination) =>
      toCombination(
        combination,
        result.combinations.find(({ shares }) => shares.length === 1),
        need,
        context,
      ),
    ),
    askFirst: toAskFirst(result, need, context),
    asked,
    shown: result.shown.map(toShown),
    helpFrom: toHelpFrom(result, need, context),
    additions: result.additions.map((addition) => toAddition(addition, need, context)),
    nearMisses: result.nearMisses.map((miss) => toNearMiss(miss, need, context)),
    relaxations: relaxations.map((relaxation) => toRelaxation(relaxation, need, context)),
    excluded,
    ...(context.everything ? toConflicts(result, need, context) : {}),
    robustness: toRobustness(result.robustness, context),
    comparisons: [...toComparisons(result.fits, need, context), ...toComparisons(result.toCheck, need, context)],
  };
}

const slugsOf = (shown: Shown): string[] => {
  if (shown.kind === 'together') return shown.combination.shares.map(({ candidate }) => candidate.host.slug);
  return [(shown.kind === 'host' ? shown.placed : shown.miss.barred).candidate.host.slug];
};
const toShown = (shown: Shown) => ({ kind: shown.kind, hosts: slugsOf(shown) });

/** The successors of hosts that only their closing excludes: a reader may well have planned to use such a host. */
function successions({ leaving }: MatchResult, { hostName, day }: AnswerContext): Reason[] {
  return leaving
    .flatMap(({ candidate: { host, services }, way }) => {
      const offered = way.options.map(({ service }) => services[service]!.service);
      const ending = [{ name: null, closing: host.closing }, ...offered].find(({ closing }) => closing?.successor);
      if (!ending?.closing?.successor) return [];
      const { stages, successor } = ending.closing;
      const params = {
        host: host.name,
        service: ending.name,
        successor: successor.host,
        successorName: hostName(successor.host) ?? successor.host,
        agreed: successor.agreed,
        closesOn: stages.closed ?? null,
        isOver: isClosedOn(stages, day),
      };
      return [{ code: 'closing-successor' as const, params }];
    })
    .slice(0, MOST_SUCCESSIONS);
}

function toExcluded(result: MatchResult, need: CompiledNeed, context: AnswerContext): Match['excluded'] {
  const byReason: Record<string, number> = {};
  for (const [mask, count] of result.refusals)
    for (const reason of namesIn(mask, need)) byReason[reason] = (byReason[reason] ?? 0) + count;
  return {
    count: [...result.refusals.values()].reduce((sum, count) => sum + count, 0),
    improbable: result.improbable,
    byReason: Object.fromEntries(Object.entries(byReason).sort(([a], [b]) => (a < b ? -1 : 1))),
    nothingKnown: result.nothingKnown,
    notSeenLately: result.notSeenLately,
    ...(context.everything
      ? {
          // Sorted by slug, so that the order of the catalogue has no effect.
          hosts: result
            .exclusions()
            .map(({ candidate, refusal }) => ({ host: candidate.host.slug, reasons: namesIn(refusal, need) }))
            .sort((a, b) => compareText(a.host, b.host)),
        }
      : {}),
  };
}
