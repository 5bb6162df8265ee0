import type { Candidate } from '../host/candidate.ts';
import type { CandidateIndex } from '../host/candidate-index.ts';
import type { EngineContext, RatedWay } from '../host/choose.ts';
import { hostAnswers } from '../host/eligibility.ts';
import { isUnlisted, unseenWeight, weightOf } from '../host/exclusions.ts';
import { lowest } from '../host/join-parts.ts';
import { knownCents, shownCents, type Way, waysFor } from '../host/ways.ts';
import { type FixedIntervals, hostIntervals, nearInterval, priceInterval, weightedSum } from '../host/worth.ts';
import { bitCount } from '../need/hard-needs.ts';
import { exactly, type Interval, UNKNOWN } from '../need/interval.ts';
import { leavingInterval, takenOverTogether } from '../need/leaving.ts';
import type { CompiledNeed } from '../need/need.ts';
import { outOfHundred } from '../need/rank.ts';
import { compareText } from '../need/wanted.ts';
import type { PairBar } from './pairs.ts';

/** The part of one host in a combination. */
export interface Share {
  readonly candidate: Candidate;
  readonly way: Way;
  /** Hard needs that it leaves unknown, and the part of them that counts as open. */
  readonly unknown: number;
  readonly weighing: number;
  /** The host's values on the wishes that no way changes. */
  readonly fixed: FixedIntervals;
  /** How far the host is from those who ask. */
  readonly distance: number;
}

/** One host, or several that together cover every must-usage, each host used once; valued like a single host. */
export interface Combination {
  readonly shares: readonly Share[];
  readonly state: CombinationState;
  /** Hard needs that some host leaves unknown; includes an unknown price, even without a budget. */
  readonly unknown: number;
  /** How much all hosts leave open; each need counts once. */
  readonly open: number;
  readonly lacking: number;
  readonly distance: number;
  /** Cents a year; null when some price is unknown. */
  readonly cents: number | null;
  /** Cents a year that are certainly due. */
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

/** Marks an unknown price in masks of hard needs, if the need has no budget: the sign bit, which no hard need uses. */
const UNPRICED = 1 << 31;

/** The bit for an unknown price in such masks. */
export const unpricedBit = ({ bits }: CompiledNeed): number => bits.budget || UNPRICED;

/** The mask `mask` of unknowns of a way, with the price bit added when its price is unknown. */
export const withPrice = (way: Way, mask: number, need: CompiledNeed): number =>
  way.least === null ? mask | unpricedBit(need) : mask;

/** A combination of several shares. The price is the total; of other values the lowest low and high count. */
export function combinationOf(shares: readonly Share[], need: CompiledNeed, context: EngineContext): Combination {
  const intervals = combinedIntervals(shares, need, context);
  const weighing = shares.reduce((mask, share) => mask | withPrice(share.way, share.weighing, need), 0);
  const unseen = shares.reduce((sum, { candidate }) => sum + unseenWeight(candidate, context.policy), 0);
  const isUnpriced = (weighing & unpricedBit(need)) !== 0;
  const { unpricedTogether } = context.policy.open;
  const open = weightOf(weighing, need, context.policy) + unseen + (isUnpriced ? unpricedTogether : 0);
  const distance = shares.reduce((sum, share) => sum + share.distance, 0);
  return weighed(
    shares,
    0,
    distance,
    open,
    intervals,
    weightedSum(need, intervals, 'low'),
    weightedSum(need, intervals, 'high'),
    need,
  );
}

/** A single host as a combination, with its position in its list. */
export function aloneOf(placed: RatedWay, need: CompiledNeed, { policy }: EngineContext): Combination {
  const isUnpriced = placed.way.least === null && need.bits.budget === 0;
  // Here a near usage costs points instead of counting as open, as it does in combinations.
  const near = policy.open.nearUsage * bitCount(placed.way.near & need.musts);
  const open = placed.open - near + (isUnpriced ? policy.open.need : 0);
  return weighed(
    [placed],
    placed.lacking,
    placed.distance,
    open,
    placed.intervals,
    placed.lowSum,
    placed.highSum,
    need,
  );
}

function weighed(
  shares: readonly Share[],
  lacking: number,
  distance: number,
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
    lacking,
    distance: unknown === 0 ? 0 : distance,
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

/** The certain points, minus a fixed share for each further contact and each must-usage that a near one meets. */
function worthOf(
  { lowSum, shares }: Combination,
  { totalPoints, musts }: CompiledNeed,
  { policy }: EngineContext,
): number {
  const near = shares.reduce((sum, { way }) => sum + bitCount(way.near & musts), 0);
  return lowSum - policy.secondContactThousandths * totalPoints * (shares.length - 1 + near);
}

/**
 * One contact before two: what a single host leaves open is a question to it, and no reason for a second host. Where it
 * leaves nothing open, both are weighed.
 */
function oneContactFirst(a: Combination, b: Combination): number {
  const fewer = a.shares.length < b.shares.length ? a : b;
  return fewer.open === 0 ? 0 : a.shares.length - b.shares.length;
}

/**
 * The common order of hosts and combinations: who covers every must, those that fit, one contact before two, the least
 * open, the nearest among as many hosts, the most certain points, the fewest hosts, and the lowest cost.
 */
export function compareStanding(a: Combination, b: Combination, need: CompiledNeed, context: EngineContext): number {
  return (
    a.lacking - b.lacking ||
    Number(a.state !== 'fits') - Number(b.state !== 'fits') ||
    oneContactFirst(a, b) ||
    a.open - b.open ||
    (a.shares.length === b.shares.length ? a.distance - b.distance : 0) ||
    worthOf(b, need, context) - worthOf(a, need, context) ||
    a.shares.length - b.shares.length ||
    a.floorCents - b.floorCents
  );
}

/** What a pair must exceed to be shown next to one host that would do alone. */
export const barOf = (alone: Combination, need: CompiledNeed, context: EngineContext): PairBar => ({
  state: Number(alone.state !== 'fits'),
  // While the single host leaves something open, no pair that leaves something unknown stands above it.
  open: alone.open === 0 ? 0 : -1,
  // At equal value the single host ranks first, so the pair must exceed its points whatever it costs.
  points: worthOf(alone, need, context) + context.policy.secondContactThousandths * need.totalPoints,
  cents: Number.NEGATIVE_INFINITY,
});

/**
 * The first `most` combinations in that order. Equal ones are ordered by `tieBreak` of their ids, which nobody can
 * choose; it is computed only when needed, because it is slow.
 */
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
 * Values of a combination: the total price; a wished usage or a tool to leave counts when one host provides it; for the
 * rest the lowest low and high of the hosts.
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

/** A wished usage that a host lacks, from another host at a known price. It completes the first, without competing. */
export interface Addition {
  readonly to: Candidate;
  /** Index of the usage in `need.wanted`. */
  readonly wanted: number;
  readonly share: Share;
}

/**
 * For each wished usage that a host does not offer, the host that completes it best. Nothing may be unknown about that
 * host, and both together must stay within the budget.
 */
export function additionsTo(
  first: RatedWay,
  { byUsage }: CandidateIndex,
  need: CompiledNeed,
  context: EngineContext,
  tieBreak: (key: string) => string,
): Addition[] {
  const { candidate: to, way } = first;
  return need.wanted.flatMap(({ usage, priority }, wanted) => {
    if (priority === 'must' || to.usages.has(usage)) return [];
    const pairs = (byUsage.get(usage) ?? []).flatMap((candidate): Combination[] => {
      const answers = hostAnswers(candidate, need, context.reference.territories.lineage);
      if (candidate.isApart || (answers.no | answers.against | answers.unknown) !== 0) return [];
      const ownFixed = hostIntervals(candidate, need, context);
      return waysFor(candidate, wanted, need, context)
        .filter(({ no, against, unknown, near, least }) => (no | against | unknown | near) === 0 && least !== null)
        .filter((other) => knownCents(way) + knownCents(other) <= (need.budgetCents ?? Number.POSITIVE_INFINITY))
        .map((other) =>
          combinationOf(
            [first, { candidate, way: other, unknown: 0, weighing: 0, fixed: ownFixed, distance: 0 }],
            need,
            context,
          ),
        );
    });
    return inCombinationOrder(pairs, need, context, tieBreak, 1).map(
      ({ shares }): Addition => ({ to, wanted, share: shares[1]! }),
    );
  });
}
