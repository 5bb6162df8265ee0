import { type CoverProblem, coverByThree } from './cover.ts';
import { bestPairs, type PairProblem } from './pairs.ts';

/** What is looked for: pairs, or three hosts where no pair does. */
export type GroupProblem = PairProblem | CoverProblem;

/** Groups of hosts as the places of their shares in the problem, best first. */
export type Groups = readonly (readonly number[])[];

/** What another thread answers: the groups; `busy`: too many wait already; `stopped`: it died, or took too long. */
export type GroupAnswer = Groups | 'busy' | 'stopped';

/** Looks for groups, on whatever thread. */
export function findGroups(problem: GroupProblem): Groups {
  if (problem.kind === 'pairs') return bestPairs(problem);
  const three = coverByThree(problem);
  return three === null ? [] : [three];
}
