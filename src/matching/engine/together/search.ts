import { bitCount } from '../hard-needs.ts';
import type { EngineContext, Outcome } from '../host/choose.ts';
import { unseenWeight } from '../host/open.ts';
import { knownCents, shownCents, type Way, type WaysOfHost, waysOf } from '../host/ways.ts';
import { priceInterval, priceRuleOf } from '../host/worth.ts';
import { worthOf } from '../leaving.ts';
import type { CompiledNeed } from '../need.ts';
import type { Interval } from '../value/interval.ts';
import { compareText } from '../wanted.ts';
import {
  barOf,
  type Combination,
  type CombinationState,
  combinationOf,
  type Share,
  unpricedBit,
  withPrice,
} from './combination.ts';
import type { CoverProblem } from './cover.ts';
import type { Groups } from './groups.ts';
import { type LeftOut, leftOutOf, splits } from './kept-together.ts';
import { ABSENT, type PairProblem } from './pairs.ts';
import { cheapest, threeSharesOf } from './three-shares.ts';

/** A share of a host, without its way: ways are made again for the few hosts that are chosen. */
interface Gathered {
  readonly covered: number;
  readonly near: number;
  /** Place of its way among those of the host that cover the same usages. */
  readonly place: number;
  readonly unknown: number;
  readonly weighing: number;
  readonly known: number;
  readonly shown: number | null;
  readonly values: readonly number[];
  /** What each tool of today is worth, in thousandths. */
  readonly tools: readonly number[];
}

/** A host without a definite no, with all that it could do for a pair, and its cheapest shares for three. */
export interface Member {
  readonly outcome: Outcome;
  readonly hostValues: readonly number[];
  /** The most that one of its shares could be worth. */
  readonly highSum: number;
  readonly pairShares: readonly Gathered[];
  readonly threeShares: Readonly<Record<CombinationState, { covered: number[]; keys: number[] }>>;
}

/** The combinations of several hosts for one need: hosts are added as they are considered, then groups are looked for. */
export interface CombinationSearch {
  /** A host with its ways by covered usages. In any order. */
  add(outcome: Outcome, ways: WaysOfHost): void;
  /** How many hosts could be part of a pair, and how many of them take part. */
  counts(): { hosts: number; taken: number };
  /** Whether two hosts would do but for what must stay at one. */
  wouldSplit(): boolean;
  /** The pairs to look for, above a host that would do alone; null when there are no two hosts. */
  pairs(keep: number, alone: Combination | null): PairProblem | null;
  /** The three hosts to look for; null when no host has a share of this state. */
  three(state: CombinationState): CoverProblem | null;
  /** Those that groups of one of these problems are. */
  combinations(groups: Groups, problem: 'pairs' | CombinationState): Combination[];
}

/** Begins the combinations of a need. */
export function combinationSearch(need: CompiledNeed, context: EngineContext): CombinationSearch {
  const members: Member[] = [];
  const worth = worthOfShares(need);
  const leftOut = leftOutOf(need);
  /** In the order of ids, so that the order of the catalogue decides nothing between equals. */
  let pairing: Member[] = [];
  const threes = () => members.sort(byId);
  return {
    add: (outcome, ways) => {
      const { answers, candidate } = outcome;
      if ((answers.no | answers.against) === 0 && !candidate.isApart)
        members.push(memberOf(outcome, ways, worth, leftOut, need, context));
    },
    wouldSplit: leftOut.wouldPair,
    counts: () => {
      const hosts = members.filter(({ pairShares }) => pairShares.length > 0).length;
      return { hosts, taken: Math.min(hosts, context.policy.pairHosts) };
    },
    pairs: (keep, alone) => {
      pairing = members
        .filter(({ pairShares }) => pairShares.length > 0)
        .sort((a, b) => b.highSum - a.highSum || byId(a, b))
        .slice(0, context.policy.pairHosts)
        .sort(byId);
      const bar = alone && barOf(alone, need, context);
      return pairing.length < 2 ? null : pairProblem(pairing, { keep, bar }, worth, need, context);
    },
    three: (state) => threeProblem(threes(), state, need),
    combinations: (groups, problem) => {
      const isPair = problem === 'pairs';
      const list = isPair ? pairing : threes();
      const sizes = list.map(({ pairShares, threeShares }) =>
        isPair ? pairShares.length : threeShares[problem].covered.length,
      );
      const tables: WaysOfHost['byCovered'][] = [];
      return groups.map((places) => {
        const shares = places.map((place) => {
          const [host, within] = located(place, sizes);
          const { outcome, pairShares, threeShares } = list[host]!;
          const { candidate, answers } = outcome;
          tables[host] ??= waysOf(candidate, need, context).byCovered;
          const table = tables[host];
          const way = isPair
            ? table[pairShares[within]!.covered]![pairShares[within]!.place]!
            : cheapest(table[threeShares[problem].covered[within]!]!, answers, problem)!;
          return {
            candidate,
            way,
            unknown: answers.unknown | way.unknown,
            weighing: answers.weighing | way.weighing,
            fixed: outcome.fixed(),
          };
        });
        return combinationOf(shares.sort(byPart), need, context);
      });
    },
  };
}

const idOf = ({ outcome }: Member): string => outcome.candidate.host.id;
const byId = (a: Member, b: Member): number => compareText(idOf(a), idOf(b));

/** Who does most comes first; of equal parts, by slug. */
const byPart = (a: Share, b: Share): number =>
  bitCount(b.way.covered) - bitCount(a.way.covered) || compareText(a.candidate.host.slug, b.candidate.host.slug);

/** The host of a place among shares that follow one another, and the place of the share among its own. */
function located(place: number, sizes: readonly number[]): [host: number, within: number] {
  let within = place;
  for (const [host, size] of sizes.entries()) {
    if (within < size) return [host, within];
    within -= size;
  }
  throw new RangeError(`no share at place ${place}`);
}

function memberOf(
  outcome: Outcome,
  { byCovered, reach }: WaysOfHost,
  worth: WorthOfShares,
  leftOut: LeftOut,
  need: CompiledNeed,
  context: EngineContext,
): Member {
  const { answers, candidate } = outcome;
  const fixed = outcome
    .fixed()
    .flatMap((interval, index) => (interval ? [{ interval, points: need.wishes[index]!.points }] : []));
  const sum = (side: 'low' | 'high') =>
    fixed.reduce((total, { interval, points }) => total + points * interval[side], 0);
  const pairShares: Gathered[] = [];
  let highest = Number.NEGATIVE_INFINITY;
  // Shares of one set of must-usages stand side by side.
  for (let must = 1; must < need.musts; must++)
    for (let covered = must; covered <= reach; covered += need.musts + 1)
      for (const [place, way] of byCovered[covered]!.entries()) {
        if ((way.no | way.against) !== 0) continue;
        if (splits(must, need)) {
          leftOut.add(must, candidate, knownCents(way));
          continue;
        }
        pairShares.push({
          covered,
          near: way.near,
          place,
          unknown: withPrice(way, answers.unknown | way.unknown, need),
          weighing: withPrice(way, answers.weighing | way.weighing, need),
          known: knownCents(way),
          shown: shownCents(way),
          values: worth.byShare.map((one) => {
            const interval = intervalOf(way, one);
            return interval === null ? ABSENT : one.points * interval.low;
          }),
          tools: worthOf(way.takenOver, context.policy),
        });
        highest = Math.max(highest, highestOf(way, worth, need, context));
      }
  return {
    outcome,
    hostValues: fixed.map(({ interval, points }) => points * interval.low),
    highSum: sum('high') + highest,
    pairShares,
    threeShares: threeSharesOf(byCovered, answers, need),
  };
}

/** A wish that depends on the way chosen; `service`: of a service, its place among those. */
interface WishOfShare {
  readonly points: number;
  readonly service: number | null;
}

/** What the shares of a need are weighed by: the same for every host. */
interface WorthOfShares {
  /** Wishes that depend on the way chosen, price, wished usages and tools taken over apart. */
  readonly byShare: readonly WishOfShare[];
  readonly price: number;
  readonly leaving: number;
  /** Points of each wanted usage once it is covered: 0 for those that must be. */
  readonly wished: readonly number[];
}

function worthOfShares({ wanted, wishes, serviceWishes }: CompiledNeed): WorthOfShares {
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

/** What a way is worth on one of them; null where it has nothing to do with it. */
const intervalOf = (way: Way, { service }: WishOfShare): Interval | null =>
  service === null ? way.margin : (way.serviceIntervals[service] ?? null);

function highestOf(way: Way, worth: WorthOfShares, need: CompiledNeed, { policy }: EngineContext): number {
  const { byShare, price, leaving, wished } = worth;
  let sum = 1000 * leaving + price * priceInterval(shownCents(way), knownCents(way), need, policy).high;
  for (const one of byShare) sum += one.points * (intervalOf(way, one)?.high ?? 1000);
  for (let usage = 0; usage < wished.length; usage++) if ((way.covered & (1 << usage)) !== 0) sum += wished[usage]!;
  return sum;
}

function pairProblem(
  list: readonly Member[],
  looked: Pick<PairProblem, 'keep' | 'bar'>,
  { byShare, price, leaving, wished }: WorthOfShares,
  need: CompiledNeed,
  { policy }: EngineContext,
): PairProblem {
  const shares = list.flatMap(({ pairShares }) => pairShares);
  const starts = new Uint32Array(list.length + 1);
  list.forEach(({ pairShares }, host) => {
    starts[host + 1] = starts[host]! + pairShares.length;
  });
  return {
    kind: 'pairs',
    musts: need.musts,
    starts,
    // From lists: a typed array takes those at once, and goes through anything else step by step.
    covered: new Uint16Array(shares.map(({ covered }) => covered)),
    near: new Uint16Array(shares.map(({ near }) => near)),
    nearCost: policy.secondContactThousandths * need.totalPoints,
    unknown: new Int32Array(shares.map(({ unknown }) => unknown)),
    weighing: new Int32Array(shares.map(({ weighing }) => weighing)),
    hostOpen: new Uint8Array(list.map(({ outcome }) => unseenWeight(outcome.candidate, policy))),
    newcomers: need.bits['open-to-newcomers'],
    needWeight: policy.open.need,
    waitingWeight: policy.open.waitingList,
    unpriced: unpricedBit(need),
    unpricedWeight: policy.open.unpricedTogether,
    fitsFirst: !need.isPast,
    known: new Float64Array(shares.map(({ known }) => known)),
    shown: new Float64Array(shares.map(({ shown }) => shown ?? Number.NaN)),
    shareValues: new Int32Array(shares.flatMap(({ values }) => values)),
    shareTools: new Uint16Array(shares.flatMap(({ tools }) => tools)),
    tools: need.tools.length,
    leavingPoints: leaving,
    shareMost: new Int32Array(byShare.map(({ points }) => 1000 * points)),
    hostValues: new Int32Array(list.flatMap(({ hostValues }) => hostValues)),
    hostWishes: list[0]!.hostValues.length,
    wished: new Float64Array(wished),
    price: { ...priceRuleOf(need, policy), points: price },
    ceilingCents: need.budgetCents ?? Number.POSITIVE_INFINITY,
    ...looked,
  };
}

function threeProblem(list: readonly Member[], state: CombinationState, need: CompiledNeed): CoverProblem | null {
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
