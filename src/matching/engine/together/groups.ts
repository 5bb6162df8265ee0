import { type CoverProblem, coverByThree } from './cover.ts';
import { bestPairs, type PairProblem } from './pairs.ts';

/** A search for groups of hosts: pairs, or three hosts when no pair covers everything. */
export type GroupProblem = PairProblem | CoverProblem;

/** Groups of hosts as the indexes of their shares in the problem, best first. */
export type Groups = readonly (readonly number[])[];

/** The result of a search; `below`: there are pairs, but none above the bar. */
export type GroupResult = Groups | 'below';

/** The answer of a thread: a result; `busy`: too many searches wait; `stopped`: it died or took too long. */
export type GroupAnswer = GroupResult | 'busy' | 'stopped';

/** Searches for groups, in any thread. */
export function findGroups(problem: GroupProblem): GroupResult {
  if (problem.kind === 'pairs') return bestPairs(problem);
  const three = coverByThree(problem);
  return three === null ? [] : [three];
}
