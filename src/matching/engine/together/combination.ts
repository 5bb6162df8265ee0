import { bitCount } from '../hard-needs.ts';
import type { Candidate } from '../host/candidate.ts';
import type { EngineContext, RatedWay } from '../host/choose.ts';
import { lowest } from '../host/joined.ts';
import { isUnlisted, unseenWeight, weightOf } from '../host/open.ts';
import { knownCents, shownCents, type Way } from '../host/ways.ts';
import { type FixedIntervals, nearInterval, priceInterval, weigh } from '../host/worth.ts';
import { leavingInterval, takenOverTogether } from '../leaving.ts';
import type { CompiledNeed } from '../need.ts';
import { exactly, type Interval, UNKNOWN } from '../value/interval.ts';
import { outOfHundred } from '../value/rank.ts';
import { compareText } from '../wanted.ts';
import type { PairBar } from './pairs.ts';

/** What one host does in a combination. */
export interface Share {
  readonly candidate: Candidate;
  readonly way: Way;
  /** Hard needs that it leaves unknown, and of these those that weigh. */
  readonly unknown: number;
  readonly weighing: number;
  /** What its host is worth on each wish that no way changes. */
  readonly fixed: FixedIntervals;
}

/** One host, or several that together cover every must-usage, each used once; weighed as a host is. */
export interface Combination {
  readonly shares: readonly Share[];
  readonly state: CombinationState;
  /** Hard needs that some of them leaves unknown; a price that is not known is one, whether there is a budget or not. */
  readonly unknown: number;
  /** How much all of them leave open, each need once. */
  readonly open: number;
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

/** The sign of a price that is not known in such a mask. */
export const unpricedBit = ({ bits }: CompiledNeed): number => bits.budget || UNPRICED;

/** A mask of what a way of a host leaves unknown, with the price where it is not known. */
export const withPrice = (way: Way, mask: number, need: CompiledNeed): number =>
  way.least === null ? mask | unpricedBit(need) : mask;

/** Several hosts with their shares. The price counts for the whole; of the rest, the lowest low and high of the hosts. */
export function combinationOf(shares: readonly Share[], need: CompiledNeed, context: EngineContext): Combination {
  const intervals = combinedIntervals(shares, need, context);
  const weighing = shares.reduce((mask, share) => mask | withPrice(share.way, share.weighing, need), 0);
  const unseen = shares.reduce((sum, { candidate }) => sum + unseenWeight(candidate, context.policy), 0);
  const isUnpriced = (weighing & unpricedBit(need)) !== 0;
  const { unpricedTogether } = context.policy.open;
  const open = weightOf(weighing, need, context.policy) + unseen + (isUnpriced ? unpricedTogether : 0);
  return weighed(shares, open, intervals, weigh(need, intervals, 'low'), weigh(need, intervals, 'high'), need);
}

/** One host as it stands in its list. */
export function aloneOf(placed: RatedWay, need: CompiledNeed, { policy }: EngineContext): Combination {
  const isUnpriced = placed.way.least === null && need.bits.budget === 0;
  // What a near usage lacks is taken from its points here.
  const near = policy.open.nearUsage * bitCount(placed.way.near & need.musts);
  const open = placed.open - near + (isUnpriced ? policy.open.need : 0);
  return weighed([placed], open, placed.intervals, placed.lowSum, placed.highSum, need);
}

function weighed(
  shares: readonly Share[],
  open: number,
  intervals: readonly Interval[],
  lowSum: number,
  highSum: number,
  need: CompiledNeed,
): Combination {
  const cents = shown(shares);
  const unknown = shares.reduce((mask, share) => mask | withPrice(share.way, share.unknown, need), 0);
  return {
    shares,
    state: unknown === 0 ? 'fits' : 'to-check',
    unknown,
    open,
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

/** The sure points of a combination, of which each further contact takes some, and each must-usage that a near one meets. */
function worthOf(
  { lowSum, shares }: Combination,
  { totalPoints, musts }: CompiledNeed,
  { policy }: EngineContext,
): number {
  const near = shares.reduce((sum, { way }) => sum + bitCount(way.near & musts), 0);
  return lowSum - policy.secondContactThousandths * totalPoints * (shares.length - 1 + near);
}

/**
 * The one order of hosts and combinations: those that fit first, then the least open, then the sure points, fewer hosts,
 * and the lower cost.
 */
export function compareStanding(a: Combination, b: Combination, need: CompiledNeed, context: EngineContext): number {
  const state = need.isPast ? 0 : Number(a.state !== 'fits') - Number(b.state !== 'fits');
  return (
    state ||
    a.open - b.open ||
    worthOf(b, need, context) - worthOf(a, need, context) ||
    a.shares.length - b.shares.length ||
    a.floorCents - b.floorCents
  );
}

/** What two hosts together must stand above to be told of beside one that would do alone. */
export const barOf = (alone: Combination, need: CompiledNeed, context: EngineContext): PairBar => ({
  state: need.isPast ? 0 : Number(alone.state !== 'fits'),
  open: alone.open,
  // Of two that are worth the same, the one host stands first: whatever a pair costs is too much.
  points: worthOf(alone, need, context) + context.policy.secondContactThousandths * need.totalPoints,
  cents: Number.NEGATIVE_INFINITY,
});

/** The first `most` in that order; equal ones by `tieBreak` of their ids, which nobody can choose and which takes long. */
export function inCombinationOrder(
  list: readonly Combination[],
  need: CompiledNeed,
  context: EngineContext,
  tieBreak: (key: string) => string,
  most: number,
): Combination[] {
  const standing = (a: Combination, b: Combination) => compareStanding(a, b, need, context);
  const sorted = list.toSorted(standing);
  const last = sorted[Math.min(most, sorted.length) - 1];
  const end = last === undefined ? 0 : sorted.findLastIndex((one) => standing(one, last) === 0) + 1;
  const keys = new Map<Combination, string>();
  const keyOf = (one: Combination): string => {
    const ids = () => one.shares.map(({ candidate }) => candidate.host.id).sort(compareText);
    const key = keys.get(one) ?? tieBreak(ids().join('+'));
    keys.set(one, key);
    return key;
  };
  return sorted
    .slice(0, end)
    .sort((a, b) => standing(a, b) || (keyOf(a) < keyOf(b) ? -1 : 1))
    .slice(0, most);
}

/**
 * Price of the whole; a wished usage that one of them meets, and a tool of today that one of them says how to take over;
 * of the rest the lowest low and high of the hosts.
 */
function combinedIntervals(shares: readonly Share[], need: CompiledNeed, context: EngineContext): Interval[] {
  const own = shares.reduce((mask, { way }) => mask | (way.covered & ~way.near), 0);
  return need.wishes.map((wish, index): Interval => {
    if (wish.kind === 'price') return priceInterval(shown(shares), floorOf(shares), need, context.policy);
    if (wish.kind === 'usage') {
      const wanted = need.wanted.findIndex(({ usage }) => usage === wish.key);
      if ((own & (1 << wanted)) !== 0) return exactly(1000);
      const meeting = shares.find(({ way }) => (way.near & (1 << wanted)) !== 0);
      if (meeting) return nearInterval(!isUnlisted(meeting.candidate, wish.key));
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
