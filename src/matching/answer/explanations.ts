import { IMPORTANCES } from '../../vocabulary/terms.ts';
import { compare } from '../engine/explain/compare.ts';
import type { Robustness, WordChange } from '../engine/explain/robustness.ts';
import type { Placed } from '../engine/host/choose.ts';
import type { CompiledNeed } from '../engine/need.ts';
import type { Ranked } from '../engine/value/rank.ts';
import type { Interval } from '../engine/value/score.ts';
import { type SentenceCode, sentence } from '../words/sentence.ts';
import { type AnswerContext, namesOf } from './said.ts';
import type { Match } from './schema.ts';

type Comparisons = Match['comparisons'];

/** Each host of a list beside the next one. Equal hosts are not compared: nothing speaks for either. */
export function toComparisons(list: readonly Ranked[], need: CompiledNeed, context: AnswerContext): Comparisons {
  const names = need.asked.map(({ name }) => name);
  const points = need.asked.map((asked) => asked.points);
  const named = (criteria: readonly number[]) => criteria.map((criterion) => names[criterion]!);
  return list.slice(1).flatMap(({ placed: second }, index): Comparisons => {
    const first = list[index]!.placed;
    if (first.candidate.seenLately !== second.candidate.seenLately) return [];
    const pair = { better: first.candidate.host.slug, than: second.candidate.host.slug };
    const called = { better: first.candidate.host.name, than: second.candidate.host.name };
    if (first.unknownCount !== second.unknownCount) {
      const counts = { open: first.unknownCount, openThan: second.unknownCount };
      const text = sentence({ code: 'fewer-unknown', params: { ...called, ...counts } }, context.say);
      return [{ ...pair, because: namesOf(second.unknown & ~first.unknown, need), despite: [], text }];
    }
    if (first.low === second.low) return [];
    const found = compare(points, lowsOf(first), lowsOf(second));
    // Silence is no fault: where it decides, the sentence says that the question is still open.
    const open = found.because.filter((criterion) => second.intervals[criterion]!.unknown);
    // And no merit: a host of which nothing is sure only stands before one that says no.
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

/** Nothing is sure: nobody said anything, or what the host says is denied. */
const isOpen = ({ unknown, deniedBy }: Interval): boolean => unknown || deniedBy !== null;

const lowsOf = ({ intervals }: Placed): number[] => intervals.map(({ low }) => low);

/** How firmly the first place is held: one or two sentences, and the figures behind them. */
export function toRobustness(robustness: Robustness | null, context: AnswerContext): Match['robustness'] {
  if (robustness === null) return null;
  const { first, changes, weakestSpot, forAnyPoints, whateverUnknown } = robustness;
  const host = first.candidate.host.name;
  const tell = (code: SentenceCode, params: Record<string, unknown> = {}) =>
    sentence({ code, params: { host, ...params } }, context.say);
  return {
    host: first.candidate.host.slug,
    firstPlaceIsStable: changes.length === 0,
    changes: changes.map(({ asked, word, first: other }) => ({
      criterion: asked.name,
      word,
      first: other.candidate.host.slug,
    })),
    forAnyPoints,
    whateverUnknown,
    weakestSpot: weakestSpot && {
      criterion: weakestSpot.asked.name,
      rival: weakestSpot.rival.candidate.host.slug,
      points: Math.round(weakestSpot.points) / 100,
    },
    text: firmness(robustness, tell).join(' '),
  };
}

const directionOf = ({ asked, word }: WordChange): 'dropped' | 'less' | 'more' =>
  word === 'not-important'
    ? 'dropped'
    : IMPORTANCES.indexOf(word) > IMPORTANCES.indexOf(asked.importance)
      ? 'more'
      : 'less';

/** The strongest thing that is true, and what would change it. */
function firmness(
  { first, rivals, tied, changes, forAnyPoints, whateverUnknown }: Robustness,
  tell: (code: SentenceCode, params?: Record<string, unknown>) => string,
): string[] {
  const change = changes[0];
  const changed =
    change === undefined
      ? []
      : [
          tell('word-changes-first', {
            criterion: change.asked.name,
            change: directionOf(change),
            first: change.first.candidate.host.name,
          }),
        ];
  if (rivals === 0)
    return first.unknown === 0
      ? [tell('only-one'), ...(whateverUnknown ? [tell('whatever-unknown')] : [])]
      : [tell('fewest-to-check')];
  if (tied) return [tell('equal-first'), ...changed];
  return [
    ...(whateverUnknown ? [tell('whatever-unknown')] : []),
    ...(forAnyPoints ? [tell('for-any-points', { settled: whateverUnknown })] : []),
    ...(changed.length > 0 ? changed : whateverUnknown || forAnyPoints ? [] : [tell('stable-first')]),
  ];
}
