import { bitCount } from '../hard-needs.ts';
import type { Candidate } from '../host/candidate.ts';
import { type EngineContext, isUnlisted, type RatedWay } from '../host/choose.ts';
import { knownCents, lowest, shownCents, type Way } from '../host/ways.ts';
import { type FixedIntervals, priceInterval, weigh } from '../host/worth.ts';
import { leavingInterval, takenOverTogether } from '../leaving.ts';
import type { CompiledNeed } from '../need.ts';
import { exactly, type Interval, UNKNOWN } from '../value/interval.ts';
import { outOfHundred } from '../value/rank.ts';
import { compareText } from '../wanted.ts';

/** What one host does in a combination. */
export interface Share {
  readonly candidate: Candidate;
  readonly way: Way;
  /** Hard needs that it leaves unknown. */
  readonly unknown: number;
  /** What its host is worth on each wish that no way changes. */
  readonly fixed: FixedIntervals;
}

/** One host, or several that together cover every must-usage, each used once; weighed as a host is. */
export interface Combination {
  readonly shares: readonly Share[];
  readonly state: CombinationState;
  /** Hard needs that some of them leaves unknown; a price that is not known is one, whether there is a budget or not. */
  readonly unknowns: number;
  /** Cents a year; null when some price is unknown. */
  readonly cents: number | null;
  /** Cents a year that are known to be due, whatever the rest. */
  readonly floorCents: number;
  readonly exact: boolean;
  /** In the order of `need.wishes`. */
  readonly intervals: readonly Interval[];
  readonly lowSum: number;
  readonly low: number;
  readonly high: number;
}

export const COMBINATION_STATES = ['fits', 'to-check'] as const;
export type CombinationState = (typeof COMBINATION_STATES)[number];

/** Stands for a price that is not known among hard needs: the sign of a mask, which no hard need has. */
const UNPRICED = 1 << 31;

/** What a way of a host leaves unknown, the price included. */
export const openIn = (way: Way, unknown: number, { bits }: CompiledNeed): number =>
  way.least === null ? unknown | (bits.budget || UNPRICED) : unknown;

/** Several hosts with their shares. The price counts for the whole; of the rest, the lowest low and high of the hosts. */
export function combinationOf(shares: readonly Share[], need: CompiledNeed, context: EngineContext): Combination {
  const intervals = combinedIntervals(shares, need, context);
  return weighed(shares, intervals, weigh(need, intervals, 'low'), weigh(need, intervals, 'high'), need);
}

/** One host as it stands in its list. */
export const aloneOf = ({ candidate, way, unknown, fixed, intervals, lowSum, highSum }: RatedWay, need: CompiledNeed) =>
  weighed([{ candidate, way, unknown, fixed }], intervals, lowSum, highSum, need);

function weighed(
  shares: readonly Share[],
  intervals: readonly Interval[],
  lowSum: number,
  highSum: number,
  need: CompiledNeed,
): Combination {
  const cents = shown(shares);
  const unknowns = bitCount(shares.reduce((mask, { way, unknown }) => mask | openIn(way, unknown, need), 0));
  return {
    shares,
    state: unknowns === 0 ? 'fits' : 'to-check',
    unknowns,
    cents,
    floorCents: floorOf(shares),
    exact: cents !== null && shares.every(({ way }) => way.exact),
    intervals,
    lowSum,
    low: outOfHundred(lowSum, need.totalPoints),
    high: outOfHundred(highSum, need.totalPoints),
  };
}

const floorOf = (shares: readonly Share[]): number => shares.reduce((sum, { way }) => sum + knownCents(way), 0);

function shown(shares: readonly Share[]): number | null {
  let cents = 0;
  for (const { way } of shares) {
    const own = shownCents(way);
    if (own === null) return null;
    cents += own;
  }
  return cents;
}

/**
 * The order of combinations: fewest unknown needs; then the sure points, of which each further contact takes some;
 * then fewer hosts, the lower cost, and `tieBreak` of the ids, which nobody can choose.
 */
export function inCombinationOrder(
  list: readonly Combination[],
  { totalPoints }: CompiledNeed,
  { policy }: EngineContext,
  tieBreak: (key: string) => string,
): Combination[] {
  const worth = ({ lowSum, shares }: Combination) =>
    lowSum - policy.secondContactThousandths * totalPoints * (shares.length - 1);
  const keys = new Map<Combination, string>();
  const keyOf = (one: Combination): string => {
    const ids = () => one.shares.map(({ candidate }) => candidate.host.id).sort(compareText);
    const key = keys.get(one) ?? tieBreak(ids().join('+'));
    keys.set(one, key);
    return key;
  };
  return list.toSorted(
    (a, b) =>
      a.unknowns - b.unknowns ||
      worth(b) - worth(a) ||
      a.shares.length - b.shares.length ||
      a.floorCents - b.floorCents ||
      (keyOf(a) < keyOf(b) ? -1 : 1),
  );
}

/**
 * Price of the whole; a wished usage that one of them meets, and a tool of today that one of them says how to take over;
 * of the rest the lowest low and high of the hosts.
 */
function combinedIntervals(shares: readonly Share[], need: CompiledNeed, context: EngineContext): Interval[] {
  const covered = shares.reduce((mask, { way }) => mask | way.covered, 0);
  return need.wishes.map((wish, index): Interval => {
    if (wish.kind === 'price') return priceInterval(shown(shares), floorOf(shares), need, context.policy);
    if (wish.kind === 'usage') {
      const wanted = need.wanted.findIndex(({ usage }) => usage === wish.key);
      if ((covered & (1 << wanted)) !== 0) return exactly(1000);
      return shares.some(({ candidate }) => isUnlisted(candidate, wish.key)) ? UNKNOWN : exactly(0);
    }
    if (wish.kind === 'leaving-tools')
      return leavingInterval(
        shares.map(({ way }) => way.takenOver).reduce((a, b) => takenOverTogether(a, b)),
        context.policy,
      );
    const serviceKind = need.serviceWishes.findIndex((kind) => kind.wish === index);
    const parts = shares.flatMap(({ way }, share): readonly Interval[] => {
      if (wish.kind === 'storage-margin') return way.margin ? [way.margin] : [];
      const own = serviceKind >= 0 ? way.serviceIntervals[serviceKind] : shares[share]!.fixed[index];
      return own ? [own] : [];
    });
    return (
      parts.map((part) => [part]).reduce<readonly Interval[]>((worst, part) => lowest(worst, part), [])[0] ?? UNKNOWN
    );
  });
}
