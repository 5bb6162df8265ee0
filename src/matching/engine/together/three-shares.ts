import type { HardAnswers } from '../host/eligibility.ts';
import { knownCents, type Way } from '../host/ways.ts';
import { bitCount } from '../need/hard-needs.ts';
import type { CompiledNeed } from '../need/need.ts';
import { COMBINATION_STATES, type CombinationState } from './combination.ts';
import { coverKey } from './cover.ts';
import { splits } from './kept-together.ts';
import type { Member } from './problems.ts';

/** The cheapest share of a host for each set of usages, once for groups that fit and once for groups to check. */
export function threeSharesOf(
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
export function cheapest(ways: readonly Way[], answers: HardAnswers, state: CombinationState): Way | null {
  let best: Way | null = null;
  for (const way of ways) {
    if ((way.no | way.against) !== 0) continue;
    if (state === 'fits' && ((way.unknown | answers.unknown) !== 0 || way.least === null)) continue;
    if (best === null || keyOf(way, answers) < keyOf(best, answers)) best = way;
  }
  return best;
}
