import { questionsFor } from '../engine/explain/questions.ts';
import type { CompiledNeed } from '../engine/need.ts';
import type { Combination } from '../engine/together/combine.ts';
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
