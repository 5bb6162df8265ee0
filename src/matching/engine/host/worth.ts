import type { CompiledNeed } from '../need.ts';
import type { Policy } from '../policy.ts';
import { between, exactly, type Interval, priceUtility, UNKNOWN } from '../value/score.ts';
import type { Wish } from '../wishes.ts';
import type { Candidate } from './candidate.ts';
import { shownCents, type Way } from './ways.ts';

/** Utilities are integers from 0 (absent) to 1000 (as good as one can use); anchors never come from other hosts. */

/** What a way is worth on each criterion, in the order of `need.wishes`. */
export function intervalsOf(
  candidate: Candidate,
  need: CompiledNeed,
  way: Way,
  fixed: readonly (Interval | undefined)[],
  policy: Policy,
): Interval[] {
  // A loop: this runs for every way of every host.
  const intervals: Interval[] = [];
  let serviceKind = 0;
  for (let index = 0; index < need.wishes.length; index++) {
    const wish = need.wishes[index]!;
    intervals.push(
      fixed[index] ??
        (wish.kind === 'commitment'
          ? (way.serviceIntervals[serviceKind++] ?? UNKNOWN)
          : wayInterval(candidate, need, wish, way, policy)),
    );
  }
  return intervals;
}

/** What a way is worth on a criterion that depends on the plan chosen. */
function wayInterval(candidate: Candidate, need: CompiledNeed, wish: Wish, way: Way, policy: Policy): Interval {
  const incomplete = (need.musts & ~way.covered) !== 0;
  if (wish.kind === 'price')
    return priceInterval(incomplete ? null : shownCents(way), way.known + way.feeCents, need, policy);
  if (wish.kind === 'storage-margin') {
    if (way.margin === null) return UNKNOWN;
    return incomplete ? between(0, way.margin.high) : way.margin;
  }
  const wanted = need.wanted.findIndex(({ usage }) => usage === wish.key);
  if ((way.covered & (1 << wanted)) !== 0) return exactly(1000);
  return candidate.confirmed || candidate.usages.has(wish.key) ? exactly(0) : UNKNOWN;
}

/** What a price is worth, in cents a year: the one to show, or null where only a part of it is known. */
export function priceInterval(shown: number | null, known: number, need: CompiledNeed, policy: Policy): Interval {
  if (shown !== null) return exactly(priceUtility(shown, need.priceAnchorCents, policy));
  // Free to choose and nothing advised: no price at all; else what is known is the least of it.
  const high = known === 0 ? 1000 : priceUtility(known, need.priceAnchorCents, policy);
  return { ...between(0, high), unknown: true, evidence: 'unknown' };
}
