import type { CompiledNeed } from '../need.ts';
import type { Policy } from '../policy.ts';
import { classOf, type Ranked } from '../value/rank.ts';
import type { Interval } from '../value/score.ts';
import { compare } from './compare.ts';
import { reasonsFor } from './reasons.ts';

/**
 * Whether a host owes its first place to nothing but words that nobody checked (matching.md §9): all the wishes that put
 * it before the next host below are declared; with no such host in the list, all its reasons that are statements.
 */
export function restsOnWords(ranked: Ranked, list: readonly Ranked[], need: CompiledNeed, policy: Policy): boolean {
  if (ranked.rank !== 1) return false;
  const { placed } = ranked;
  // Equal hosts stand at one place: what earns it is what the next place lacks.
  const next = list.find(({ rank }) => rank > 1)?.placed;
  if (next && classOf(next) === classOf(placed)) {
    const lows = (intervals: readonly Interval[]) => intervals.map(({ low }) => low);
    const points = need.asked.map((asked) => asked.points);
    const { because } = compare(points, lows(placed.intervals), lows(next.intervals));
    return because.length > 0 && because.every((index) => isBareWord(placed.intervals[index]!));
  }
  const told = reasonsFor(placed, need, policy).filter(({ code }) => STATEMENTS.includes(code));
  return told.length > 0 && told.every(({ params }) => params.evidence === 'declared');
}

const STATEMENTS = ['criterion-met', 'commitment-met'];

/** What somebody denies is another caution: there somebody did look. */
const isBareWord = ({ evidence, deniedBy }: Interval): boolean => evidence === 'declared' && deniedBy === null;
