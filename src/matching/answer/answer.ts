import { isClosedOn } from '../../documents/closing-on.ts';
import { restsOnWords } from '../engine/explain/first-place.ts';
import type { Reason } from '../engine/explain/reason.ts';
import type { MatchResult } from '../engine/match.ts';
import type { CompiledNeed } from '../engine/need.ts';
import type { Ranked } from '../engine/value/rank.ts';
import { toComparisons, toRobustness } from './explanations.ts';
import { toMatchedHost } from './host.ts';
import { type AnswerContext, namesOf, said } from './said.ts';
import type { Match } from './schema.ts';
import { toCombination } from './together.ts';
import { toConflicts, toNearMiss, toRelaxation } from './ways-out.ts';

/** A note more would hide the answer itself. */
const MOST_SUCCESSIONS = 2;

/** The lists of an answer, in the reader's language. Only hosts that are shown are explained. */
export function toAnswer(
  result: MatchResult,
  need: CompiledNeed,
  context: AnswerContext,
): Omit<Match, 'catalogueRevision' | 'asOf' | 'policyVersion' | 'seed' | 'help'> {
  const notes: Reason[] = [...need.notes, ...successions(result, context)];
  if (need.bits['health-data']) {
    const refused = [...result.refusals].filter(([mask]) => (mask & need.bits['health-data']) !== 0);
    notes.push({
      code: 'health-data-not-proven',
      params: { count: refused.reduce((sum, [, hosts]) => sum + hosts, 0) },
    });
  }
  if (need.totalPoints === 0) notes.push({ code: 'nothing-wished', params: {} });
  if (result.combinationsMissing) notes.push(result.combinationsMissing);
  const relaxations = context.everything
    ? result.relaxations
    : result.relaxations.slice(0, context.policy.shown.relaxations);
  const listed = (list: readonly Ranked[]) => (ranked: Ranked) =>
    toMatchedHost(ranked, need, context, restsOnWords(ranked, list, need, context.policy));
  return {
    considered: result.considered,
    defaultWishes: need.defaultWishes,
    notes: notes.map((reason) => said(reason, context)),
    fits: result.fits.map(listed(result.fits)),
    toCheck: result.toCheck.map(listed(result.toCheck)),
    combinations: result.combinations.map((combination) =>
      toCombination(combination, result.combinations, need, context),
    ),
    nearMisses: result.nearMisses.map((miss) => toNearMiss(miss, need, context)),
    relaxations: relaxations.map((relaxation) => toRelaxation(relaxation, need, context)),
    excluded: toExcluded(result, need, context),
    ...(context.everything ? toConflicts(result, need, context) : {}),
    robustness: toRobustness(result.robustness, context),
    comparisons: [...toComparisons(result.fits, need, context), ...toComparisons(result.toCheck, need, context)],
  };
}

/** Who takes over from what only its end keeps out: a reader may well have had it in mind. */
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
      return [{ code: 'closing-successor', params }];
    })
    .slice(0, MOST_SUCCESSIONS);
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
