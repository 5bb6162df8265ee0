import type { EngineContext, Outcome } from '../host/choose.ts';
import { unseenWeight } from '../host/exclusions.ts';
import { distanceOf } from '../host/standing.ts';
import type { Way } from '../host/ways.ts';
import { priceRuleOf } from '../host/worth.ts';
import type { CompiledNeed } from '../need/need.ts';
import { type CombinationState, unpricedBit } from './combination.ts';
import type { CoverProblem } from './cover.ts';
import type { PairProblem } from './pairs.ts';

/* Hosts with their shares, and their conversion to the flat lists of numbers in which groups are searched. */

/** A share of a host. */
export interface Gathered {
  readonly way: Way;
  readonly unknown: number;
  readonly weighing: number;
  readonly known: number;
  readonly shown: number | null;
  readonly values: readonly number[];
  /** The value of each tool to leave, in thousandths. */
  readonly tools: readonly number[];
}

/** A host without a definite no. Its shares are computed for the few that take part in a search. */
export interface Member {
  readonly outcome: Outcome;
  /** The highest possible value of one of its shares for a pair; -Infinity: it has none. */
  readonly highSum: number;
}

/** A host with all its possible shares for a pair. */
export interface PairMember extends Pick<Member, 'outcome'> {
  readonly hostValues: readonly number[];
  readonly pairShares: readonly Gathered[];
}

/** With its cheapest shares for groups of three. */
export interface ThreeMember extends Member {
  readonly threeShares: Readonly<Record<CombinationState, { covered: number[]; keys: number[] }>>;
}

/**
 * A wish that depends on the chosen way; `service`: its index in `serviceWishes` if it belongs to a service, else null.
 */
export interface WishOfShare {
  readonly points: number;
  readonly service: number | null;
}

/** How the shares of a need are valued: the same for every host. */
export interface WorthOfShares {
  /** Wishes that depend on the chosen way, without price, wished usages and tools to leave. */
  readonly byShare: readonly WishOfShare[];
  readonly price: number;
  readonly leaving: number;
  /** Points of each wanted usage when it is covered: 0 for must-usages. */
  readonly wished: readonly number[];
}

/** What shares of a combination are scored by, taken from the wishes of the need. */
export function worthOfShares({ wanted, wishes, serviceWishes }: CompiledNeed): WorthOfShares {
  const pointsOf = (kind: CompiledNeed['wishes'][number]['kind'], about?: string) =>
    wishes.find((wish) => wish.kind === kind && (about === undefined || wish.key === about))?.points ?? 0;
  return {
    byShare: wishes.flatMap(({ kind, points }, index): WishOfShare[] => {
      if (kind === 'storage-margin') return [{ points, service: null }];
      const service = serviceWishes.findIndex(({ wish }) => wish === index);
      return service < 0 ? [] : [{ points, service }];
    }),
    price: pointsOf('price'),
    leaving: pointsOf('leaving-tools'),
    wished: wanted.map(({ usage }) => 1000 * pointsOf('usage', usage)),
  };
}

/** The search for pairs among these hosts, above a bar. */
export function pairProblem(
  list: readonly PairMember[],
  looked: Pick<PairProblem, 'keep' | 'bar'>,
  { byShare, price, leaving, wished }: WorthOfShares,
  need: CompiledNeed,
  { policy }: EngineContext,
): PairProblem {
  const count = list.reduce((sum, { pairShares }) => sum + pairShares.length, 0);
  const [wishes, tools, hostWishes] = [byShare.length, need.tools.length, list[0]!.hostValues.length];
  const starts = new Uint32Array(list.length + 1);
  const hostOpen = new Uint8Array(list.length);
  const hostDistance = new Uint16Array(list.length);
  const hostValues = new Int32Array(list.length * hostWishes);
  const [covered, near] = [new Uint16Array(count), new Uint16Array(count)];
  const [unknown, weighing] = [new Int32Array(count), new Int32Array(count)];
  const [known, shown] = [new Float64Array(count), new Float64Array(count)];
  const shareValues = new Int32Array(count * wishes);
  const shareTools = new Uint16Array(count * tools);
  let at = 0;
  for (let host = 0; host < list.length; host++) {
    const { outcome, hostValues: own, pairShares } = list[host]!;
    hostOpen[host] = unseenWeight(outcome.candidate, policy);
    hostDistance[host] = distanceOf(outcome.candidate, need, outcome.answers);
    for (let wish = 0; wish < hostWishes; wish++) hostValues[host * hostWishes + wish] = own[wish]!;
    for (const share of pairShares) {
      covered[at] = share.way.covered;
      near[at] = share.way.near;
      unknown[at] = share.unknown;
      weighing[at] = share.weighing;
      known[at] = share.known;
      shown[at] = share.shown ?? Number.NaN;
      for (let wish = 0; wish < wishes; wish++) shareValues[at * wishes + wish] = share.values[wish]!;
      for (let tool = 0; tool < tools; tool++) shareTools[at * tools + tool] = share.tools[tool]!;
      at++;
    }
    starts[host + 1] = at;
  }
  return {
    kind: 'pairs',
    musts: need.musts,
    starts,
    covered,
    near,
    nearCost: policy.secondContactThousandths * need.totalPoints,
    unknown,
    weighing,
    hostOpen,
    hostDistance,
    newcomers: need.bits['open-to-newcomers'],
    needWeight: policy.open.need,
    waitingWeight: policy.open.waitingList,
    unpriced: unpricedBit(need),
    unpricedWeight: policy.open.unpricedTogether,
    known,
    shown,
    shareValues,
    shareTools,
    tools,
    leavingPoints: leaving,
    shareMost: new Int32Array(byShare.map(({ points }) => 1000 * points)),
    hostValues,
    hostWishes,
    wished: new Float64Array(wished),
    price: { ...priceRuleOf(need, policy), points: price },
    ceilingCents: need.budgetCents ?? Number.POSITIVE_INFINITY,
    ...looked,
  };
}

/** The search for three of these hosts; null when no host has a share of this state. */
export function threeProblem(
  list: readonly ThreeMember[],
  state: CombinationState,
  need: CompiledNeed,
): CoverProblem | null {
  const shares = list.map(({ threeShares }) => threeShares[state]);
  const starts = new Uint32Array(list.length + 1);
  shares.forEach(({ covered }, host) => {
    starts[host + 1] = starts[host]! + covered.length;
  });
  if (starts[list.length] === 0) return null;
  return {
    kind: 'three',
    full: need.musts,
    starts,
    masks: Uint16Array.from(shares.flatMap(({ covered }) => covered)),
    keys: Float64Array.from(shares.flatMap(({ keys }) => keys)),
    lows: Uint8Array.from(list, ({ outcome }) => outcome.placed?.low ?? 0),
  };
}
