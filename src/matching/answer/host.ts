import { furtherQuestions, questionsFor, unpricedIn } from '../engine/explain/questions.ts';
import type { Reason } from '../engine/explain/reason.ts';
import { cautionsFor, isPriceSettled, reasonsFor } from '../engine/explain/reasons.ts';
import type { Placed } from '../engine/host/choose.ts';
import { knownCents, leastCents, shownCents } from '../engine/host/ways.ts';
import type { CompiledNeed } from '../engine/need.ts';
import type { Ranked } from '../engine/value/rank.ts';
import { type AnswerContext, euros, namesOf, said } from './said.ts';
import type { MatchedHost } from './schema.ts';

/** A host as the answer shows it: why, what to beware of, what to ask, and every figure behind it. */
export function toMatchedHost(
  ranked: Ranked,
  need: CompiledNeed,
  context: AnswerContext,
  onWords: boolean,
): MatchedHost {
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
    reasons: reasonsFor(placed, need, context.policy).map(say),
    cautions: cautionsFor(placed, need, context.policy, onWords).map(say),
    questions: [
      ...questionsFor(placed, need, way.covered & need.musts, context.policy),
      ...furtherQuestions(placed, ranked.furthest, need),
    ].map(say),
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
  const exact = shown !== null && way.exact && isPriceSettled(placed, need);
  const known = knownCents(way);
  const floor = exact ? null : least !== null ? euros(least) : known > 0 ? euros(known) : null;
  return { perYear: shown === null ? null : euros(shown), exact, floor, ...knownPart(placed, need) };
}

/** What is known of a price where some of it is to be asked. */
function knownPart(placed: Placed, need: CompiledNeed): Pick<MatchedHost['cost'], 'known'> {
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
