import { fromInteger, STORAGE } from '../../vocabulary/units.ts';
import { isRoomCounted, partsOf } from '../engine/host/parts.ts';
import type { Shortage } from '../engine/host/room.ts';
import type { MatchResult } from '../engine/match.ts';
import type { CompiledNeed, HardNeed } from '../engine/need.ts';
import type { NearMiss, Relaxation } from '../engine/ways-out/relax.ts';
import { type SentenceCode, sentence } from '../words/sentence.ts';
import { type AnswerContext, euros } from './said.ts';
import type { Match } from './schema.ts';

function amountParams({ of, missing, has }: Shortage): Record<string, unknown> {
  if (of === 'cents') return { missing: euros(missing), has: euros(has) };
  if (of.startsWith(COMMITMENT)) return { key: of.slice(COMMITMENT.length), has, wanted: has + missing };
  const [lacks, holds, wanted] = [missing, has, has + missing].map((integer) => fromInteger(of, integer));
  return { unit: of, missing: lacks, has: holds, wanted };
}

const COMMITMENT = 'commitment:';
const kindOf = ({ of }: Shortage) => {
  if (of === 'cents') return 'budget';
  if (of.startsWith(COMMITMENT)) return 'commitment';
  return of === STORAGE ? 'storage' : 'amount';
};

const needParams = ({ name, key }: HardNeed, need: CompiledNeed): Record<string, unknown> => ({
  name,
  key: key ?? null,
  territory: need.territory,
});

/** A host that one obstacle keeps out, with the amount that is missing. */
export function toNearMiss(
  { missed, obstacle, amount }: NearMiss,
  need: CompiledNeed,
  context: AnswerContext,
): Match['nearMisses'][number] {
  const { candidate, way } = missed;
  const { host } = candidate;
  const code: SentenceCode = amount ? `near-miss-${kindOf(amount)}` : 'near-miss-need';
  const params = {
    ...(amount ? amountParams(amount) : needParams(obstacle, need)),
    ...(amount?.of === STORAGE && {
      counted: partsOf(candidate, way, need).some(
        (part) => part.demand.megabytes === amount.has + amount.missing && isRoomCounted(part),
      ),
    }),
    confirmed: candidate.confirmed,
  };
  return {
    host: host.slug,
    name: host.name,
    missing: obstacle.name,
    params,
    text: sentence({ code, params: { ...params, host: host.name } }, context.say),
  };
}

/** What to give up, how many hosts it brings, and the smallest step where it is an amount. */
export function toRelaxation(
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
        { code: `step-${kindOf(step.shortage)}`, params: { ...amountParams(step.shortage), count: step.count } },
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

/** The smallest sets of conditions that nobody meets together; at most three, none when too many to be told. */
export function toConflicts(
  result: Pick<MatchResult, 'conflicts'>,
  need: CompiledNeed,
  context: AnswerContext,
): Pick<Match, 'conflicts'> {
  const conflicts = (result.conflicts() ?? []).slice(0, context.policy.shown.conflicts).map((mask) => {
    const needs = need.hard.filter(({ bit }) => (mask & bit) !== 0);
    return {
      needs: needs.map(({ name }) => name),
      keys: needs.map(({ key }) => key ?? null),
      text: sentence({ code: 'conflict', params: { needs: needs.map((hard) => needParams(hard, need)) } }, context.say),
    };
  });
  return { conflicts };
}
