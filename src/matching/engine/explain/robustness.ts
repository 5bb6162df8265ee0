import { IMPORTANCES, type Importance } from '../../../vocabulary/terms.ts';
import { isListed, type Outcome, type Placed } from '../host/choose.ts';
import type { Asked, CompiledNeed } from '../need.ts';
import type { Policy } from '../policy.ts';
import { outOfHundred } from '../value/columns.ts';
import { isOrderRobust, tyingPoints } from './compare.ts';

/** One word moved by one step, and the host that would then be first. */
export interface WordChange {
  readonly asked: Asked;
  readonly word: Importance;
  readonly first: Placed;
}

/** How firmly the first host of a list holds its place. */
export interface Robustness {
  readonly first: Placed;
  /** Others that stand in the same class: with as few unknown needs, and seen as lately. */
  readonly rivals: number;
  /** Equal to another at the first place. */
  readonly tied: boolean;
  /** Each one-step change of one word that puts another host above it. Empty: stable. */
  readonly changes: readonly WordChange[];
  /** First, or equal first, for every set of points that keeps the order of importance. */
  readonly forAnyPoints: boolean;
  /** First whatever the unknown points turn out to be, of its own list and of those still to check. */
  readonly whateverUnknown: boolean;
  /** The smallest change of the points of one criterion that would make a rival equal; `points` in hundredths. */
  readonly weakestSpot: { readonly asked: Asked; readonly rival: Placed; readonly points: number } | null;
}

/**
 * How firm the first place of a list is. `outcomes` are all hosts considered; `first` stands first among those of
 * its class. Exact: a change of words may change which way of a host is the best, so every way is looked at again.
 */
export function robustnessOf(
  first: Placed,
  outcomes: readonly Outcome[],
  need: CompiledNeed,
  policy: Policy,
): Robustness {
  const rivals: Outcome[] = [];
  let own: Outcome | undefined;
  // A host to check may turn out not to fit at all.
  let passed = first.unknown !== 0;
  let tied = false;
  for (const outcome of outcomes) {
    if (!isListed(outcome)) continue;
    const { placed, furthest } = outcome;
    if (placed === first) own = outcome;
    else {
      // Once its questions are answered, any way may turn out to be the one that counts.
      if (furthest.high > first.low) passed = true;
      if (!isOfSameClass(placed, first)) continue;
      rivals.push(outcome);
      if (placed.low === first.low) tied = true;
    }
  }
  return {
    first,
    rivals: rivals.length,
    tied,
    changes: need.asked.flatMap((asked, index) =>
      stepsOf(asked).flatMap((word) => passing(own!, rivals, index, word, need, policy) ?? []),
    ),
    forAnyPoints: rivals.every(({ placed }) => holdsForAnyPoints(first, placed!, need, policy)),
    whateverUnknown: !passed,
    weakestSpot: weakestSpot(first, rivals, need),
  };
}

const isOfSameClass = (a: Placed, b: Placed): boolean =>
  a.unknownCount === b.unknownCount && a.candidate.seenLately === b.candidate.seenLately;

/** The words one step above and below. A wished usage knows two words only: it could be there, or should. */
function stepsOf({ importance, kind }: Asked): Importance[] {
  if (kind === 'usage') return importance === 'plus' ? ['important'] : importance === 'important' ? ['plus'] : [];
  const at = IMPORTANCES.indexOf(importance);
  return [IMPORTANCES[at - 1], IMPORTANCES[at + 1]].filter((word) => word !== undefined);
}

/** The change of one word, when it puts a rival above the host that is first now. */
function passing(
  own: Outcome,
  rivals: readonly Outcome[],
  index: number,
  word: Importance,
  need: CompiledNeed,
  policy: Policy,
): WordChange | null {
  const asked = need.asked[index]!;
  const points = pointsWith(asked, word, policy);
  const total = need.totalPoints - asked.points + points;
  const best = ({ alternatives }: Outcome): number => {
    let most = Number.NEGATIVE_INFINITY;
    for (const placed of alternatives) {
      const { low } = placed.intervals[index]!;
      const changed = points * lowWith(placed, index, word, policy);
      most = Math.max(most, placed.lowSum - asked.points * low + changed);
    }
    return most;
  };
  let highest: Placed | null = null;
  let sum = Number.NEGATIVE_INFINITY;
  for (const rival of rivals) {
    const its = best(rival);
    if (its > sum) {
      sum = its;
      highest = rival.placed;
    }
  }
  return highest !== null && outOfHundred(sum, total) > outOfHundred(best(own), total)
    ? { asked, word, first: highest }
    : null;
}

/** Points of a criterion with another word; what a policy made of its points stays. */
const pointsWith = (asked: Asked, word: Importance, policy: Policy): number =>
  Math.round((asked.points * policy.points[word]) / policy.points[asked.importance]);

/** What a host is sure of on a criterion, had it been asked with another word: a stated no depends on the word. */
function lowWith(placed: Placed, index: number, word: Importance, policy: Policy): number {
  const { low, lowIsNo } = placed.intervals[index]!;
  return lowIsNo && word !== 'not-important' ? policy.statedNo[word] : low;
}

function holdsForAnyPoints(first: Placed, rival: Placed, need: CompiledNeed, policy: Policy): boolean {
  const classes = need.asked.map(({ importance }) => policy.points[importance]);
  return isOrderRobust(
    classes,
    first.intervals.map(({ low }, index) => low - rival.intervals[index]!.low),
  );
}

function weakestSpot(first: Placed, rivals: readonly Outcome[], need: CompiledNeed): Robustness['weakestSpot'] {
  let weakest: Robustness['weakestSpot'] = null;
  let least = Number.POSITIVE_INFINITY;
  for (const { placed } of rivals) {
    const difference = first.lowSum - placed!.lowSum;
    if (difference <= 0) continue;
    for (const [index, asked] of need.asked.entries()) {
      const points = tyingPoints(asked.points, difference, first.intervals[index]!.low - placed!.intervals[index]!.low);
      if (points === null || Math.abs(points - asked.points) >= least) continue;
      least = Math.abs(points - asked.points);
      weakest = { asked, rival: placed!, points };
    }
  }
  return weakest;
}
