import { bitCount } from '../hard-needs.ts';
import type { Candidate } from '../host/candidate.ts';
import type { EngineContext, Outcome } from '../host/choose.ts';
import type { HardAnswers } from '../host/eligibility.ts';
import { knownCents, type Way, waysOf } from '../host/ways.ts';
import type { CompiledNeed } from '../need.ts';
import { compareText } from '../wanted.ts';
import {
  type Chosen,
  COMBINATION_STATES,
  type Combination,
  type CombinationState,
  combinationOf,
  type Share,
} from './combination.ts';
import { type CoverProblem, type Covers, coverKey } from './cover.ts';

/** A host without a definite no, with its shares as numbers: its ways are made again for the few that are chosen. */
interface Gathered {
  /** Its place is known only once all hosts are considered. */
  readonly outcome: Outcome;
  readonly shares: Readonly<Record<CombinationState, { masks: number[]; keys: number[] }>>;
}

/** The combinations of hosts for one need: hosts are added as they are considered, then each state is looked at. */
export interface CombinationSearch {
  /** For each set of must-usages, the cheapest way of the host without a definite no, budget apart. In any order. */
  add(outcome: Outcome, table: readonly (readonly Way[])[]): void;
  /** The covers to look for; null when no host has a share of this state. */
  problem(state: CombinationState): CoverProblem | null;
  /**
   * Those that the covers of this state's problem make, of one, two and three hosts, a larger one only if it is
   * strictly better; best first, each further host counting for the euros of the policy.
   */
  combinations(state: CombinationState, covers: Covers): Combination[];
}

/** Begins the combinations of a need. */
export function combinationSearch(need: CompiledNeed, context: EngineContext): CombinationSearch {
  const gathered: Gathered[] = [];
  return {
    add: (outcome, table) => {
      const { candidate, answers } = outcome;
      if (answers.no !== 0 || !candidate.seenLately) return;
      const shares = { fits: noShares(), 'to-check': noShares() };
      for (const state of COMBINATION_STATES)
        for (let covered = 1; covered <= need.musts; covered++) {
          const share = bestShare(table[covered]!, candidate, answers, state);
          if (share === null) continue;
          shares[state].masks.push(covered);
          shares[state].keys.push(keyOf(share));
        }
      gathered.push({ outcome, shares });
    },
    problem: (state) => {
      // By id, so that the order of the catalogue decides nothing between equals.
      gathered.sort((a, b) => compareText(idOf(a), idOf(b)));
      const starts = new Uint32Array(gathered.length + 1);
      gathered.forEach(({ shares }, host) => {
        starts[host + 1] = starts[host]! + shares[state].masks.length;
      });
      const count = starts[gathered.length]!;
      if (count === 0) return null;
      const [masks, keys] = [new Uint16Array(count), new Float64Array(count)];
      gathered.forEach(({ shares }, host) => {
        masks.set(shares[state].masks, starts[host]);
        keys.set(shares[state].keys, starts[host]);
      });
      return { full: need.musts, starts, masks, keys, lows: Uint8Array.from(gathered, lowOf) };
    },
    combinations: (state, covers) => {
      const groups = covers.flatMap((places) => (places === null ? [] : [groupOf(places)]));
      return front(groups, need, context).map(({ shares }) => combinationOf(shares, state, need, context));

      function groupOf(places: readonly number[]): Group {
        const chosen = places.map((place) => shareAt(gathered, state, place));
        return {
          shares: chosen.map(({ host: { outcome }, covered }) => {
            const { candidate, answers } = outcome;
            const table = waysOf(candidate, need, context);
            return { ...bestShare(table[covered]!, candidate, answers, state)!, outcome, table };
          }),
          low: Math.min(...chosen.map(({ host }) => lowOf(host))),
        };
      }
    },
  };
}

const idOf = ({ outcome }: Gathered): string => outcome.candidate.host.id;
const lowOf = ({ outcome }: Gathered): number => outcome.placed?.low ?? 0;
const noShares = (): { masks: number[]; keys: number[] } => ({ masks: [], keys: [] });

/** The host of a place in a problem, and the usages that it meets there. */
function shareAt(
  gathered: readonly Gathered[],
  state: CombinationState,
  place: number,
): { host: Gathered; covered: number } {
  let within = place;
  for (const host of gathered) {
    const { masks } = host.shares[state];
    if (within < masks.length) return { host, covered: masks[within]! };
    within -= masks.length;
  }
  throw new RangeError(`no share at place ${place}`);
}

/** Shares chosen together, with the lowest of the low scores of their hosts. */
interface Group {
  readonly shares: readonly Chosen[];
  readonly low: number;
}

function bestShare(
  ways: readonly Way[],
  candidate: Candidate,
  answers: HardAnswers,
  state: CombinationState,
): Share | null {
  let best: Share | null = null;
  let bestKey = Infinity;
  for (const way of ways) {
    if (way.no !== 0) continue;
    const unknown = way.unknown | answers.unknown;
    if (state === 'fits' && (unknown !== 0 || way.least === null)) continue;
    const key = coverKey(way.least === null, bitCount(unknown), knownCents(way));
    if (key >= bestKey) continue;
    best = { candidate, way, unknown };
    bestKey = key;
  }
  return best;
}

const keyOf = ({ way, unknown }: Share): number => coverKey(way.least === null, bitCount(unknown), knownCents(way));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** What a group costs beyond `extraCents`, as one number; the score apart. */
const weight = ({ shares }: Group, extraCents = 0): number => sum(shares.map(keyOf)) + extraCents;

function front(groups: readonly Group[], need: CompiledNeed, { policy }: EngineContext): Group[] {
  const kept: Group[] = [];
  for (const group of groups) {
    if (need.budgetCents !== null && sum(group.shares.map(({ way }) => knownCents(way))) > need.budgetCents) continue;
    // More hosts only when they are strictly better than every smaller group.
    if (kept.every((smaller) => weight(group) < weight(smaller))) kept.push(group);
  }
  const weighed = (group: Group) => weight(group, policy.secondHostEuros * 100 * (group.shares.length - 1));
  return kept.sort((a, b) => weighed(a) - weighed(b) || b.low - a.low || a.shares.length - b.shares.length);
}
