import { IMPORTANCES } from '../../vocabulary/terms.ts';
import { fromInteger, STORAGE } from '../../vocabulary/units.ts';
import { compare } from '../engine/explain/compare.ts';
import { questionsFor } from '../engine/explain/questions.ts';
import type { Robustness, WordChange } from '../engine/explain/robustness.ts';
import type { Candidate } from '../engine/host/candidate.ts';
import type { RatedWay } from '../engine/host/choose.ts';
import type { Ranked } from '../engine/host/lists.ts';
import type { Shortage } from '../engine/host/offers.ts';
import { isRoomCounted, partsOf } from '../engine/host/parts.ts';
import { decidingOf } from '../engine/host/standing.ts';
import type { MatchResult } from '../engine/match.ts';
import { type HardNeed, namesIn, needsIn } from '../engine/need/hard-needs.ts';
import type { Interval } from '../engine/need/interval.ts';
import type { CompiledNeed } from '../engine/need/need.ts';
import type { Reason, SentenceCode } from '../engine/need/parameters.ts';
import { kindOf, type NearMiss, type Relaxation } from '../engine/ways-out.ts';
import { sentence } from '../words/sentence.ts';
import { type AnswerContext, euros, inWords, nearOf, needParams } from './context.ts';
import type { Said } from './matched-host.ts';
import type { Match } from './schema.ts';

type Comparisons = Match['comparisons'];

/** Compares each host of a list with the next one. Equal hosts are not compared: nothing favours either of them. */
export function toComparisons(list: readonly Ranked[], need: CompiledNeed, context: AnswerContext): Comparisons {
  const names = need.wishes.map(({ name }) => name);
  const points = need.wishes.map((wish) => wish.points);
  const named = (criteria: readonly number[]) => criteria.map((criterion) => names[criterion]!);
  return list.slice(1).flatMap(({ placed: second }, index): Comparisons => {
    const first = list[index]!.placed;
    if (first.candidate.isApart !== second.candidate.isApart) return [];
    const pair = { better: first.candidate.host.slug, than: second.candidate.host.slug };
    const called = { better: first.candidate.host.name, than: second.candidate.host.name };
    // Another reason stands before both: of these hosts no single sentence is true.
    if (first.isHeld !== second.isHeld || (first.lacking !== second.lacking && first.open >= second.open)) return [];
    if (first.open !== second.open) {
      const more = second.unknown & ~first.unknown;
      const unseen = first.candidate.seenLately && !second.candidate.seenLately;
      const needs = needsIn(more, need).map((one) => needParams(one, need));
      const text = sentence({ code: 'less-open', params: { ...called, needs, unseen } }, context.say);
      return [{ ...pair, because: namesIn(more, need), despite: [], text }];
    }
    if (first.distance !== second.distance) {
      const by = decidingOf(first.distance, second.distance);
      const text = sentence({ code: 'nearer', params: { ...called, by } }, context.say);
      return [{ ...pair, because: [], despite: [], text }];
    }
    if (first.low === second.low) return [];
    const found = compare(points, lowsOf(first), lowsOf(second));
    // Silence is no fault: when it decides, the sentence says that the question is still open.
    const open = found.because.filter((criterion) => second.intervals[criterion]!.unknown);
    // Silence is no merit either: a host with no certain points ranks first only because the other host says no.
    const refused = found.because.filter(
      (criterion) => second.intervals[criterion]!.lowIsNo && isOpen(first.intervals[criterion]!),
    );
    const because = named(found.because);
    const despite = named(found.despite);
    return [
      {
        ...pair,
        because,
        despite,
        text: sentence(
          { code: 'before', params: { ...called, because, refused: named(refused), unknown: named(open), despite } },
          context.say,
        ),
      },
    ];
  });
}

/** Nothing is certain: nobody said anything, or somebody denies what the host says. */
const isOpen = ({ unknown, deniedBy }: Interval): boolean => unknown || deniedBy !== null;

const lowsOf = ({ intervals }: RatedWay): number[] => intervals.map(({ low }) => low);

/** How firmly the first rank is held: one or two sentences, and the figures behind them. */
export function toRobustness(robustness: Robustness | null, context: AnswerContext): Match['robustness'] {
  if (robustness === null) return null;
  const { first, changes, weakestSpot, forAnyPoints, whateverUnknown } = robustness;
  return {
    host: first.candidate.host.slug,
    firstPlaceIsStable: changes.length === 0,
    changes: changes.map(({ wish, word, first: other }) => ({
      criterion: wish.name,
      word,
      first: other.candidate.host.slug,
    })),
    forAnyPoints,
    whateverUnknown,
    weakestSpot: weakestSpot && {
      criterion: weakestSpot.wish.name,
      rival: weakestSpot.rival.candidate.host.slug,
      points: Math.round(weakestSpot.points) / 100,
    },
    text: firmness(robustness)
      .map((reason) => sentence(reason, context.say))
      .join(' '),
  };
}

const directionOf = ({ wish, word }: WordChange): 'dropped' | 'less' | 'more' =>
  word === 'not-important'
    ? 'dropped'
    : IMPORTANCES.indexOf(word) > IMPORTANCES.indexOf(wish.importance)
      ? 'more'
      : 'less';

/** The strongest true sentence, and what would change it. */
function firmness({ first, rivals, behind, tied, changes, forAnyPoints, whateverUnknown }: Robustness): Reason[] {
  const { name: host } = first.candidate.host;
  const changed = changes.slice(0, 1).map(
    (change): Reason => ({
      code: 'word-changes-first',
      params: {
        host,
        criterion: change.wish.name,
        change: directionOf(change),
        first: change.first.candidate.host.name,
      },
    }),
  );
  const stays: Reason[] = whateverUnknown ? [{ code: 'whatever-unknown', params: { host } }] : [];
  if (rivals === 0 && first.unknown !== 0) return [{ code: 'fewest-to-check', params: { host } }];
  if (rivals === 0 && behind.fit === 0) {
    const params = { host, confirmed: first.candidate.confirmed, toCheck: behind.toCheck > 0 };
    return [{ code: 'only-one', params }, ...stays];
  }
  if (tied) return [{ code: 'equal-first', params: { host } }, ...changed];
  if (forAnyPoints) stays.push({ code: 'for-any-points', params: { host, settled: whateverUnknown } });
  if (changed.length > 0 || stays.length > 0) return [...stays, ...changed];
  return [{ code: 'stable-first', params: { host } }];
}

function amountParams(shortage: Shortage): Record<string, unknown> {
  const { of, missing, has } = shortage;
  const { kind, key } = kindOf(shortage);
  if (kind === 'budget') return { missing: euros(missing), has: euros(has) };
  if (kind === 'commitment') return { key, has, wanted: has + missing };
  const [lacks, holds, wanted] = [missing, has, has + missing].map((integer) => fromInteger(of, integer));
  return { unit: of, missing: lacks, has: holds, wanted };
}

/** A host that one obstacle excludes, with the missing amount. */
export function toNearMiss(
  { barred, obstacle, amount }: NearMiss,
  need: CompiledNeed,
  context: AnswerContext,
): Match['nearMisses'][number] {
  const { candidate, way } = barred;
  const { host } = candidate;
  const against = barred.isNo ? null : whatSpeaksAgainst(candidate, obstacle, need);
  const code: SentenceCode = against?.code ?? (amount ? `near-miss-${kindOf(amount).kind}` : 'near-miss-need');
  const params = {
    ...(against?.params ?? (amount ? amountParams(amount) : needParams(obstacle, need))),
    ...(amount?.of === STORAGE && {
      counted: partsOf(candidate, way, need).some(
        (part) => part.demand.megabytes === amount.has + amount.missing && isRoomCounted(part),
      ),
    }),
    allPlans: candidate.whole.plans,
  };
  return {
    host: host.slug,
    name: host.name,
    missing: obstacle.name,
    because: barred.isNo ? 'no' : 'against',
    params,
    text: sentence({ code, params: { ...params, host: host.name } } as Reason, context.say),
    questions: nearMissQuestions(barred, obstacle, need, context),
    ...lostIn(barred, need, context),
  };
}

/** What a list that names other obstacles says about a host; null for amounts, which have their own sentences. */
function whatSpeaksAgainst(
  { serves, country, audiences, languages }: Candidate,
  { name }: HardNeed,
  need: CompiledNeed,
): { code: SentenceCode; params: Record<string, unknown> } | null {
  if (name === 'audience')
    return { code: 'near-miss-audience', params: { audience: need.audience, audiences: audiences ?? [] } };
  if (name === 'language')
    return { code: 'near-miss-language', params: { language: need.need.language, languages: languages ?? [] } };
  if (name !== 'territory') return null;
  return { code: 'near-miss-territory', params: { territory: need.territory, zones: serves ?? [], country } };
}

/** What is lost on the usages that near usages meet. */
function lostIn({ candidate, way }: NearMiss['barred'], need: CompiledNeed, context: AnswerContext) {
  const lost = way.options.flatMap(({ wanted, service }) => {
    const near = nearOf(candidate, way, need, { wanted, service }, context);
    return near.via === undefined ? [] : [{ usage: need.wanted[wanted]!.usage, via: near.via, lost: near.lost! }];
  });
  return lost.length > 0 ? { lost } : {};
}

/** The questions whose answers would settle it. */
function nearMissQuestions(
  { candidate, way }: NearMiss['barred'],
  { bit }: HardNeed,
  need: CompiledNeed,
  context: AnswerContext,
): Said[] {
  const subject = { candidate, way, unknown: bit, intervals: [] };
  return questionsFor(subject, need, way.covered & need.musts, context.policy)
    .slice(0, 1)
    .map((reason) => inWords(reason, context));
}

/** What to give up, how many hosts that brings, and the smallest step when it is an amount. */
export function toRelaxation(
  { giveUp, count, step }: Relaxation,
  need: CompiledNeed,
  context: AnswerContext,
): Match['relaxations'][number] {
  const needs = giveUp.map((hard) => needParams(hard, need));
  const main: Reason =
    giveUp.length === 1
      ? { code: 'relax-one', params: { ...needs[0]!, count } }
      : { code: 'relax-several', params: { needs, count } };
  const texts = [sentence(main, context.say)];
  if (step)
    texts.push(
      sentence(
        // The kind of the amount decides which parameters it has; the compiler cannot check that here.
        {
          code: `step-${kindOf(step.shortage).kind}`,
          params: { ...amountParams(step.shortage), count: step.count },
        } as Reason,
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

/** The smallest sets of conditions that no host meets together: at most three; none when there are too many. */
export function toConflicts(
  result: Pick<MatchResult, 'conflicts'>,
  need: CompiledNeed,
  context: AnswerContext,
): Pick<Match, 'conflicts'> {
  const conflicts = (result.conflicts() ?? []).slice(0, context.policy.shown.conflicts).map((mask) => {
    const needs = needsIn(mask, need);
    return {
      needs: needs.map(({ name }) => name),
      keys: needs.map(({ key }) => key ?? null),
      text: sentence({ code: 'conflict', params: { needs: needs.map((hard) => needParams(hard, need)) } }, context.say),
    };
  });
  return { conflicts };
}
