import { bitCount } from '../hard-needs.ts';
import type { EngineContext, Outcome } from '../host/choose.ts';
import type { HardAnswers } from '../host/eligibility.ts';
import { knownCents, shownCents, type Way, waysOf } from '../host/ways.ts';
import { hostIntervals, priceInterval, priceRuleOf } from '../host/worth.ts';
import { worthOf } from '../leaving.ts';
import type { CompiledNeed } from '../need.ts';
import type { Interval } from '../value/interval.ts';
import { compareText } from '../wanted.ts';
import {
  COMBINATION_STATES,
  type Combination,
  type CombinationState,
  combinationOf,
  openIn,
  type Share,
} from './combination.ts';
import { type CoverProblem, coverKey } from './cover.ts';
import type { Groups } from './groups.ts';
import { ABSENT, type PairProblem } from './pairs.ts';

/** A share of a host, without its way: ways are made again for the few hosts that are chosen. */
interface Gathered {
  readonly covered: number;
  /** Place of its way among those of the host that cover the same usages. */
  readonly place: number;
  readonly unknown: number;
  readonly known: number;
  readonly shown: number | null;
  readonly values: readonly number[];
  /** What each tool of today is worth, in thousandths. */
  readonly tools: readonly number[];
}

/** A host without a definite no, with all that it could do for a pair, and its cheapest shares for three. */
interface Member {
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
  add(outcome: Outcome, table: readonly (readonly Way[])[]): void;
  /** How many hosts could be part of a pair, and how many of them take part. */
  counts(): { hosts: number; taken: number };
  /** The pairs to look for; null when there are no two hosts. */
  pairs(keep: number): PairProblem | null;
  /** The three hosts to look for; null when no host has a share of this state. */
  three(state: CombinationState): CoverProblem | null;
  /** Those that groups of one of these problems are. */
  combinations(groups: Groups, problem: 'pairs' | CombinationState): Combination[];
}

/** Begins the combinations of a need. */
export function combinationSearch(need: CompiledNeed, context: EngineContext): CombinationSearch {
  const members: Member[] = [];
  /** In the order of ids, so that the order of the catalogue decides nothing between equals. */
  let pairing: Member[] = [];
  const threes = () => members.sort(byId);
  return {
    add: (outcome, table) => {
      const { answers, candidate } = outcome;
      if (answers.no === 0 && candidate.seenLately) members.push(memberOf(outcome, table, need, context));
    },
    counts: () => {
      const hosts = members.filter(({ pairShares }) => pairShares.length > 0).length;
      return { hosts, taken: Math.min(hosts, context.policy.pairHosts) };
    },
    pairs: (keep) => {
      pairing = members
        .filter(({ pairShares }) => pairShares.length > 0)
        .sort((a, b) => b.highSum - a.highSum || byId(a, b))
        .slice(0, context.policy.pairHosts)
        .sort(byId);
      return pairing.length < 2 ? null : pairProblem(pairing, keep, need, context);
    },
    three: (state) => threeProblem(threes(), state, need),
    combinations: (groups, problem) => {
      const isPair = problem === 'pairs';
      const list = isPair ? pairing : threes();
      const sizes = list.map(({ pairShares, threeShares }) =>
        isPair ? pairShares.length : threeShares[problem].covered.length,
      );
      return groups.map((places) => {
        const shares = places.map((place) => {
          const [host, within] = located(place, sizes);
          const { outcome, pairShares, threeShares } = list[host]!;
          const { candidate, answers } = outcome;
          const table = waysOf(candidate, need, context);
          const way = isPair
            ? table[pairShares[within]!.covered]![pairShares[within]!.place]!
            : cheapest(table[threeShares[problem].covered[within]!]!, answers, problem)!;
          return { candidate, way, unknown: answers.unknown | way.unknown };
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
  table: readonly (readonly Way[])[],
  need: CompiledNeed,
  context: EngineContext,
): Member {
  const { candidate, answers } = outcome;
  const fixed = hostIntervals(candidate, need, context).flatMap((interval, index) =>
    interval ? [{ interval, points: need.wishes[index]!.points }] : [],
  );
  const sum = (side: 'low' | 'high') =>
    fixed.reduce((total, { interval, points }) => total + points * interval[side], 0);
  const pairShares: Gathered[] = [];
  let highest = Number.NEGATIVE_INFINITY;
  // Shares of one set of must-usages stand side by side.
  for (let must = 1; must < need.musts; must++)
    for (let covered = must; covered < table.length; covered += need.musts + 1)
      for (const [place, way] of table[covered]!.entries()) {
        if (way.no !== 0) continue;
        pairShares.push({
          covered,
          place,
          unknown: openIn(way, answers.unknown | way.unknown, need),
          known: knownCents(way),
          shown: shownCents(way),
          values: shareIntervals(way, need).map(({ interval, points }) =>
            interval === null ? ABSENT : points * interval.low,
          ),
          tools: worthOf(way.takenOver, context.policy),
        });
        highest = Math.max(highest, highestOf(way, need, context));
      }
  return {
    outcome,
    hostValues: fixed.map(({ interval, points }) => points * interval.low),
    highSum: sum('high') + highest,
    pairShares,
    threeShares: threeSharesOf(table, answers, need),
  };
}

/** The wishes that depend on the way chosen, price, wished usages and tools taken over apart; null where the way has nothing to do with it. */
function shareIntervals(way: Way, need: CompiledNeed): { interval: Interval | null; points: number }[] {
  return need.wishes.flatMap(({ kind, points }, index) => {
    if (kind === 'storage-margin') return [{ interval: way.margin, points }];
    const service = need.serviceWishes.findIndex(({ wish }) => wish === index);
    return service < 0 ? [] : [{ interval: way.serviceIntervals[service] ?? null, points }];
  });
}

function highestOf(way: Way, need: CompiledNeed, { policy }: EngineContext): number {
  const price = need.wishes.find(({ kind }) => kind === 'price')?.points ?? 0;
  let sum = price * priceInterval(shownCents(way), knownCents(way), need, policy).high;
  for (const { interval, points } of shareIntervals(way, need)) sum += points * (interval?.high ?? 1000);
  sum += 1000 * leavingPoints(need);
  for (const [usage, value] of wishedPoints(need).entries()) if ((way.covered & (1 << usage)) !== 0) sum += value;
  return sum;
}

const leavingPoints = ({ wishes }: CompiledNeed): number =>
  wishes.find(({ kind }) => kind === 'leaving-tools')?.points ?? 0;

/** Points of each wanted usage once it is covered: 0 for those that must be. */
const wishedPoints = ({ wanted, wishes }: CompiledNeed): number[] =>
  wanted.map(({ usage }) => 1000 * (wishes.find(({ kind, key }) => kind === 'usage' && key === usage)?.points ?? 0));

function pairProblem(
  list: readonly Member[],
  keep: number,
  need: CompiledNeed,
  { policy }: EngineContext,
): PairProblem {
  const shares = list.flatMap(({ pairShares }) => pairShares);
  const starts = new Uint32Array(list.length + 1);
  list.forEach(({ pairShares }, host) => {
    starts[host + 1] = starts[host]! + pairShares.length;
  });
  const most = need.wishes.flatMap(({ kind, points }, index) =>
    kind === 'storage-margin' || need.serviceWishes.some(({ wish }) => wish === index) ? [1000 * points] : [],
  );
  return {
    kind: 'pairs',
    musts: need.musts,
    starts,
    covered: Uint16Array.from(shares, ({ covered }) => covered),
    unknown: Int32Array.from(shares, ({ unknown }) => unknown),
    known: Float64Array.from(shares, ({ known }) => known),
    shown: Float64Array.from(shares, ({ shown }) => shown ?? Number.NaN),
    shareValues: Int32Array.from(shares.flatMap(({ values }) => values)),
    shareTools: Uint16Array.from(shares.flatMap(({ tools }) => tools)),
    tools: need.tools.length,
    leavingPoints: leavingPoints(need),
    shareMost: Int32Array.from(most),
    hostValues: Int32Array.from(list.flatMap(({ hostValues }) => hostValues)),
    hostWishes: list[0]!.hostValues.length,
    wished: Float64Array.from(wishedPoints(need)),
    price: {
      ...priceRuleOf(need, policy),
      points: need.wishes.find(({ kind }) => kind === 'price')?.points ?? 0,
    },
    ceilingCents: need.budgetCents ?? Number.POSITIVE_INFINITY,
    keep,
  };
}

function threeSharesOf(
  table: readonly (readonly Way[])[],
  answers: HardAnswers,
  need: CompiledNeed,
): Member['threeShares'] {
  const shares = { fits: { covered: [], keys: [] }, 'to-check': { covered: [], keys: [] } } as Record<
    CombinationState,
    { covered: number[]; keys: number[] }
  >;
  for (const state of COMBINATION_STATES)
    for (let covered = 1; covered <= need.musts; covered++) {
      const way = cheapest(table[covered]!, answers, state);
      if (way === null) continue;
      shares[state].covered.push(covered);
      shares[state].keys.push(keyOf(way, answers));
    }
  return shares;
}

const keyOf = (way: Way, answers: HardAnswers): number =>
  coverKey(way.least === null, bitCount(way.unknown | answers.unknown), knownCents(way));

/** Of ways that cover the same usages, the one that asks least of a cover: null when none may be part of one. */
function cheapest(ways: readonly Way[], answers: HardAnswers, state: CombinationState): Way | null {
  let best: Way | null = null;
  for (const way of ways) {
    if (way.no !== 0) continue;
    if (state === 'fits' && ((way.unknown | answers.unknown) !== 0 || way.least === null)) continue;
    if (best === null || keyOf(way, answers) < keyOf(best, answers)) best = way;
  }
  return best;
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
