import { questionsFor } from '../engine/explain/questions.ts';
import type { CompiledNeed } from '../engine/need.ts';
import type { Combination } from '../engine/together/combination.ts';
import { type SentenceCode, sentence } from '../words/sentence.ts';
import { type AnswerContext, euros, said } from './said.ts';
import type { Match, Said } from './schema.ts';

/** Several hosts for one need, with what they save beside one host alone. */
export function toCombination(
  combination: Combination,
  all: readonly Combination[],
  need: CompiledNeed,
  context: AnswerContext,
): Match['combinations'][number] {
  const { shares, state } = combination;
  const perYear = combination.cents === null ? null : euros(combination.cents);
  const alone = all.find((other) => other.shares.length === 1);
  // Against the one contact that would do; null when there is none, or when one of the two prices is not known.
  const saved = alone?.cents != null && combination.cents !== null ? euros(alone.cents - combination.cents) : null;
  const parts = shares.map(({ candidate, way }) => ({
    host: candidate.host.name,
    usages: way.options.map(({ wanted }) => need.wanted[wanted]!.usage).sort(),
  }));
  const whole = shares.length === 1 ? 'one-host' : 'several-hosts';
  const code: SentenceCode = state === 'fits' ? whole : `${whole}-to-check`;
  const exact = combination.exact && shares.every(({ candidate }) => candidate.confirmed);
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
    alone: alone !== undefined,
    contacts: shares.length,
  };
  return {
    hosts: shares.map(({ candidate }) => candidate.host.slug),
    state,
    perYear,
    exact,
    floor:
      exact || (perYear === null && !chosen && combination.floorCents === 0) ? null : euros(combination.floorCents),
    covers: shares.flatMap(({ candidate, way }) =>
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
  const { candidate, way } = share;
  const unknown = share.unknown | (way.least === null ? need.bits.budget : 0);
  return questionsFor({ candidate, way, unknown, intervals: [] }, need, way.covered & need.musts, context.policy)
    .slice(0, 2)
    .map(({ code, params }) => said({ code, params: { ...params, host: candidate.host.slug } }, context));
}
