import { soleNeed } from '../engine/explain/ask-first.ts';
import type { Candidate } from '../engine/host/candidate.ts';
import type { Outcome, RatedWay } from '../engine/host/choose.ts';
import { classOf } from '../engine/host/lists.ts';
import { type MatchResult, smallestRefusal } from '../engine/match.ts';
import { bitCount, namesIn, needsIn } from '../engine/need/hard-needs.ts';
import type { CompiledNeed } from '../engine/need/need.ts';
import type { Reason } from '../engine/need/parameters.ts';
import { nearMisses } from '../engine/ways-out.ts';
import { sentence } from '../words/sentence.ts';
import { type AnswerContext, needParams } from './context.ts';
import { toNearMiss } from './explanations.ts';
import type { Match } from './schema.ts';

/** The host to ask first: one answer from it could make it the first choice. */
export function toAskFirst({ askFirst }: MatchResult, need: CompiledNeed, { say }: AnswerContext): Match['askFirst'] {
  if (askFirst === null) return null;
  const { host } = askFirst.candidate;
  const needs = needsIn(soleNeed(askFirst, need), need);
  return {
    host: host.slug,
    name: host.name,
    needs: needs.map(({ name }) => name),
    text: sentence(
      { code: 'ask-first', params: { host: host.name, needs: needs.map((one) => needParams(one, need)) } },
      say,
    ),
  };
}

type Asked = Match['asked'][number];

/** Whether each host that the need names would fit, whatever its rank. */
export function toAsked(result: MatchResult, need: CompiledNeed, context: AnswerContext): Asked[] {
  const { hosts = [] } = need.need;
  if (hosts.length === 0) return [];
  // Maps, because a federation asks about each host of its own list: there may be thousands.
  const candidates = new Map(result.candidates.map((one) => [one.host.slug, one]));
  const outcomes = new Map(result.outcomes.map((one) => [one.candidate, one]));
  const ranks = ranksAmong(result);
  let refusals: ReadonlyMap<Candidate, number> | undefined;
  const refusalOf = (candidate: Candidate) => {
    refusals ??= new Map(result.exclusions().map((one) => [one.candidate, one.refusal]));
    return refusals.get(candidate);
  };
  return hosts.map((slug): Asked => {
    const host = context.hostName(slug) ?? slug;
    const say = (reason: Reason) => sentence(reason, context.say);
    const candidate = candidates.get(slug);
    if (candidate === undefined && context.takesPart(slug))
      return { host: slug, state: 'excluded', reasons: [], text: say({ code: 'asked-elsewhere', params: { host } }) };
    if (candidate === undefined)
      return {
        host: slug,
        state: 'excluded',
        reasons: ['closing'],
        text: say({ code: 'asked-left', params: { host } }),
      };
    const outcome = outcomes.get(candidate);
    if (outcome?.placed) {
      const { placed } = outcome;
      const reasons = namesIn(placed.unknown, need);
      if (placed.unknown === 0) {
        const params = { host, confirmed: candidate.confirmed, rank: ranks.get(placed)!, count: ranks.size };
        return { host: slug, state: 'fits', reasons, text: say({ code: 'asked-fits', params }) };
      }
      const needs = needsIn(placed.unknown, need).map((one) => needParams(one, need));
      return { host: slug, state: 'to-check', reasons, text: say({ code: 'asked-to-check', params: { host, needs } }) };
    }
    const refusal = outcome ? smallestRefusal(outcome, need) : refusalOf(candidate);
    if (!refusal)
      return {
        host: slug,
        state: 'to-check',
        reasons: ['usage-not-offered'],
        text: say({ code: 'asked-unknown', params: { host } }),
      };
    const needs = needsIn(refusal, need).map((one) => needParams(one, need));
    const isImprobable = outcome?.isImprobable ?? false;
    const code = isImprobable ? 'asked-improbable' : 'asked-excluded';
    const almost = outcome && bitCount(refusal) === 1 ? almostOf(outcome, refusal, need, context) : undefined;
    return {
      host: slug,
      state: isImprobable ? 'improbable' : 'excluded',
      reasons: namesIn(refusal, need),
      text: almost ?? say({ code, params: { host, needs } }),
    };
  });
}

/** The sentence of a near miss, for a host that one hard need excludes. */
function almostOf(outcome: Outcome, refusal: number, need: CompiledNeed, context: AnswerContext): string | undefined {
  const nearest = outcome.nearest.filter(({ by }) => by === refusal);
  const [miss] = nearMisses([{ ...outcome, nearest }], need, context, () => '');
  return miss && toNearMiss(miss, need, context).text;
}

/** The rank of every host that fits, shown or not; equal hosts share a rank. */
function ranksAmong({ outcomes }: MatchResult): ReadonlyMap<RatedWay, number> {
  const inOrder = outcomes
    .flatMap(({ placed }) => (placed?.unknown === 0 ? [placed] : []))
    .sort((a, b) => classOf(a) - classOf(b) || b.low - a.low);
  const ranks = new Map<RatedWay, number>();
  let before: RatedWay | undefined;
  for (const [index, placed] of inOrder.entries()) {
    const isEqual = before && classOf(before) === classOf(placed) && before.low === placed.low;
    ranks.set(placed, isEqual ? ranks.get(before!)! : index + 1);
    before = placed;
  }
  return ranks;
}
