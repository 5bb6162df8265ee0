import { firstOf } from '../../../ground/first-of.ts';
import type { Candidate } from '../host/candidate.ts';
import type { EngineContext, Outcome } from '../host/choose.ts';
import type { HardAnswers } from '../host/eligibility.ts';
import { distanceOf } from '../host/standing.ts';
import { knownCents, shownCents, type Way, type WaysOfHost, waysOf } from '../host/ways.ts';
import { priceInterval } from '../host/worth.ts';
import { bitCount } from '../need/hard-needs.ts';
import type { Interval } from '../need/interval.ts';
import { worthOf } from '../need/leaving.ts';
import type { CompiledNeed } from '../need/need.ts';
import { compareText } from '../need/wanted.ts';
import {
  barOf,
  COMBINATION_STATES,
  type Combination,
  type CombinationState,
  combinationOf,
  type Share,
  withPrice,
} from './combination.ts';
import { type CoverProblem, coverKey } from './cover.ts';
import type { Groups } from './groups.ts';
import { ABSENT, type PairProblem } from './pairs.ts';
import {
  type Gathered,
  type Member,
  type PairMember,
  pairProblem,
  type ThreeMember,
  threeProblem,
  type WishOfShare,
  type WorthOfShares,
  worthOfShares,
} from './problems.ts';

/* Usages that must be met by one host if both are needed: for example, a document is edited where it is stored. */

/** Whether a host that meets these usages would leave to another host a usage that must stay with them. */
const splits = (covered: number, { together }: CompiledNeed): boolean =>
  together.some((both) => (covered & both) !== 0 && (covered & both) !== both);

/** Shares left out because they split such a pair, and whether two of them could have formed a combination. */
interface LeftOut {
  add(covered: number, candidate: Candidate, cents: number): void;
  wouldPair(): boolean;
}

/** Starts empty. For each set of usages, the two cheapest hosts are sufficient. */
function leftOutOf({ musts, budgetCents }: CompiledNeed): LeftOut {
  const cheapest = new Map<number, { candidate: Candidate; cents: number }[]>();
  return {
    add: (covered, candidate, cents) => {
      const known = (cheapest.get(covered) ?? []).filter((one) => one.candidate !== candidate || one.cents < cents);
      const isKnown = known.some((one) => one.candidate === candidate);
      const all = isKnown ? known : [...known, { candidate, cents }];
      cheapest.set(covered, all.sort((a, b) => a.cents - b.cents).slice(0, 2));
    },
    wouldPair: () =>
      [...cheapest].some(([covered, ones]) =>
        (cheapest.get(musts & ~covered) ?? []).some((other) =>
          ones.some(
            ({ candidate, cents }) =>
              candidate !== other.candidate && cents + other.cents <= (budgetCents ?? Number.POSITIVE_INFINITY),
          ),
        ),
      ),
  };
}

/** The cheapest share of a host for each set of usages, once for groups that fit and once for groups to check. */
function threeSharesOf(
  table: readonly (readonly Way[])[],
  answers: HardAnswers,
  need: CompiledNeed,
): ThreeMember['threeShares'] {
  const shares = { fits: { covered: [], keys: [] }, 'to-check': { covered: [], keys: [] } } as Record<
    CombinationState,
    { covered: number[]; keys: number[] }
  >;
  for (const state of COMBINATION_STATES)
    for (let covered = 1; covered <= need.musts; covered++) {
      const way = splits(covered, need) ? null : cheapest(table[covered]!, answers, state);
      if (way === null) continue;
      shares[state].covered.push(covered);
      shares[state].keys.push(keyOf(way, answers));
    }
  return shares;
}

const keyOf = (way: Way, answers: HardAnswers): number =>
  coverKey(way.least === null, bitCount(way.unknown | answers.unknown) + bitCount(way.near), knownCents(way));

/** Of ways that cover the same usages, the cheapest for a group; null when none may be part of a group. */
function cheapest(ways: readonly Way[], answers: HardAnswers, state: CombinationState): Way | null {
  let best: Way | null = null;
  for (const way of ways) {
    if ((way.no | way.against) !== 0) continue;
    if (state === 'fits' && ((way.unknown | answers.unknown) !== 0 || way.least === null)) continue;
    if (best === null || keyOf(way, answers) < keyOf(best, answers)) best = way;
  }
  return best;
}

/** Builds the combinations for one need: hosts are added while they are considered, then groups are searched. */
export interface CombinationSearch {
  /** Adds a host with its ways by covered usages. The order of calls does not matter. */
  add(outcome: Outcome, ways: WaysOfHost): void;
  /** How many hosts could be part of a pair, and how many of them take part in the search. */
  counts(): { hosts: number; taken: number };
  /** Whether two hosts would be enough if no usages had to stay at one host. */
  wouldSplit(): boolean;
  /** The search for pairs that rank above a host that would do alone; null when there are fewer than two hosts. */
  pairs(keep: number, alone: Combination | null): PairProblem | null;
  /** The search for three hosts; null when no host has a share of this state. It yields after each host. */
  three(state: CombinationState): Generator<'pause', CoverProblem | null, unknown>;
  /** Converts the groups found for one of these searches. */
  combinations(groups: Groups, problem: 'pairs' | CombinationState): Combination[];
}

/** Starts the combinations of a need. */
export function combinationSearch(need: CompiledNeed, context: EngineContext): CombinationSearch {
  const members: Member[] = [];
  const worth = worthOfShares(need);
  const leftOut = leftOutOf(need);
  // Computed again for the few hosts that take part: kept for all, they take room and spare no time.
  const waysOfMember = ({ outcome }: Member) => waysOf(outcome.candidate, need, context);
  const sharing = () => members.filter(({ highSum }) => highSum !== Number.NEGATIVE_INFINITY);
  /** Both sorted by id, so that the order of the catalogue does not decide between equals. */
  let pairing: PairMember[] = [];
  let threes: ThreeMember[] | undefined;
  return {
    add: (outcome, ways) => {
      const { answers, candidate } = outcome;
      if ((answers.no | answers.against) === 0 && !candidate.isApart)
        members.push({ outcome, highSum: highSumOf(outcome, ways, worth, leftOut, need, context) });
    },
    wouldSplit: leftOut.wouldPair,
    counts: () => {
      const hosts = sharing().length;
      return { hosts, taken: Math.min(hosts, context.policy.pairHosts) };
    },
    pairs: (keep, alone) => {
      const byWorth = (a: Member, b: Member) => b.highSum - a.highSum || byId(a, b);
      pairing = firstOf(sharing(), context.policy.pairHosts, byWorth)
        .sort(byId)
        .map((member) => ({
          outcome: member.outcome,
          hostValues: hostValuesOf(member.outcome, need),
          pairShares: pairSharesOf(member.outcome, waysOfMember(member), worth, need, context),
        }));
      const bar = alone && barOf(alone, need, context);
      return pairing.length < 2 ? null : pairProblem(pairing, { keep, bar }, worth, need, context);
    },
    *three(state) {
      if (!threes) {
        threes = [];
        for (const member of members.sort(byId)) {
          const { byCovered } = waysOfMember(member);
          threes.push({ ...member, threeShares: threeSharesOf(byCovered, member.outcome.answers, need) });
          yield 'pause';
        }
      }
      return threeProblem(threes, state, need);
    },
    combinations: (groups, problem) => {
      // A host stands in many groups of three.
      const tables = new Map<Member, WaysOfHost['byCovered']>();
      const tableOf = (member: Member) => {
        const table = tables.get(member) ?? waysOfMember(member).byCovered;
        tables.set(member, table);
        return table;
      };
      const pairSizes = pairing.map(({ pairShares }) => pairShares.length);
      const inPair = (place: number): [Outcome, Way] => {
        const [host, within] = located(place, pairSizes);
        const { outcome, pairShares } = pairing[host]!;
        return [outcome, pairShares[within]!.way];
      };
      const inThree = (place: number, state: CombinationState): [Outcome, Way] => {
        const sizes = threes!.map(({ threeShares }) => threeShares[state].covered.length);
        const [host, within] = located(place, sizes);
        const member = threes![host]!;
        const covered = member.threeShares[state].covered[within]!;
        return [member.outcome, cheapest(tableOf(member)[covered]!, member.outcome.answers, state)!];
      };
      return groups.map((places) => {
        const shares = places.map((place) => {
          const [{ candidate, answers, fixed }, way] = problem === 'pairs' ? inPair(place) : inThree(place, problem);
          return {
            candidate,
            way,
            unknown: answers.unknown | way.unknown,
            weighing: answers.weighing | way.weighing,
            fixed: fixed(),
            distance: distanceOf(candidate, need, answers),
          };
        });
        return combinationOf(shares.sort(byPart), need, context);
      });
    },
  };
}

const idOf = ({ outcome }: Member): string => outcome.candidate.host.id;
const byId = (a: Member, b: Member): number => compareText(idOf(a), idOf(b));

/** The host that covers most comes first; then by slug. */
const byPart = (a: Share, b: Share): number =>
  bitCount(b.way.covered) - bitCount(a.way.covered) || compareText(a.candidate.host.slug, b.candidate.host.slug);

/** From the index of a share in the whole list: the index of its host, and the index of the share within that host. */
function located(place: number, sizes: readonly number[]): [host: number, within: number] {
  let within = place;
  for (const [host, size] of sizes.entries()) {
    if (within < size) return [host, within];
    within -= size;
  }
  throw new RangeError(`no share at place ${place}`);
}

/** Calls back with each way that may be a host's share of a pair. */
function eachShare(
  { byCovered, reach }: WaysOfHost,
  { musts }: CompiledNeed,
  see: (must: number, way: Way) => void,
): void {
  // Plain loops: this runs for every host. Shares with the same must-usages must be adjacent.
  for (let must = 1; must < musts; must++)
    for (let covered = must; covered <= reach; covered += musts + 1) {
      for (const way of byCovered[covered]!) if ((way.no | way.against) === 0) see(must, way);
    }
}

/** The highest possible value of a share of a host; -Infinity: it has none. */
function highSumOf(
  outcome: Outcome,
  ways: WaysOfHost,
  worth: WorthOfShares,
  leftOut: LeftOut,
  need: CompiledNeed,
  context: EngineContext,
): number {
  let highest = Number.NEGATIVE_INFINITY;
  eachShare(ways, need, (must, way) => {
    if (splits(must, need)) leftOut.add(must, outcome.candidate, knownCents(way));
    else highest = Math.max(highest, highestOf(way, worth, need, context));
  });
  const fixed = outcome.fixed();
  for (let wish = 0; wish < fixed.length; wish++) highest += (fixed[wish]?.high ?? 0) * need.wishes[wish]!.points;
  return highest;
}

function hostValuesOf({ fixed }: Outcome, { wishes }: CompiledNeed): number[] {
  const values: number[] = [];
  for (const [wish, interval] of fixed().entries()) if (interval) values.push(wishes[wish]!.points * interval.low);
  return values;
}

function pairSharesOf(
  { answers }: Outcome,
  ways: WaysOfHost,
  worth: WorthOfShares,
  need: CompiledNeed,
  { policy }: EngineContext,
): Gathered[] {
  const shares: Gathered[] = [];
  eachShare(ways, need, (must, way) => {
    if (splits(must, need)) return;
    shares.push({
      way,
      unknown: withPrice(way, answers.unknown | way.unknown, need),
      weighing: withPrice(way, answers.weighing | way.weighing, need),
      known: knownCents(way),
      shown: shownCents(way),
      values: worth.byShare.map((one) => {
        const interval = intervalOf(way, one);
        return interval === null ? ABSENT : one.points * interval.low;
      }),
      tools: worthOf(way.takenOver, policy),
    });
  });
  return shares;
}

/** The value of a way on one of these wishes; null when the wish does not concern the way. */
const intervalOf = (way: Way, { service }: WishOfShare): Interval | null =>
  service === null ? way.margin : (way.serviceIntervals[service] ?? null);

function highestOf(way: Way, worth: WorthOfShares, need: CompiledNeed, { policy }: EngineContext): number {
  const { byShare, price, leaving, wished } = worth;
  let sum = 1000 * leaving + price * priceInterval(shownCents(way), knownCents(way), need, policy).high;
  for (const one of byShare) sum += one.points * (intervalOf(way, one)?.high ?? 1000);
  for (let usage = 0; usage < wished.length; usage++) if ((way.covered & (1 << usage)) !== 0) sum += wished[usage]!;
  return sum;
}
