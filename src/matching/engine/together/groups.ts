import { type CoverProblem, coverByThree } from './cover.ts';
import { bestPairs, type PairProblem } from './pairs.ts';

/** What is looked for: pairs, or three hosts where no pair does. */
export type GroupProblem = PairProblem | CoverProblem;

/** Groups of hosts as the places of their shares in the problem, best first. */
export type Groups = readonly (readonly number[])[];

/** What a search finds; `below`: there are pairs, none of them above the bar. */
export type Found = Groups | 'below';

/** What another thread answers: what is found; `busy`: too many wait already; `stopped`: it died, or took too long. */
export type GroupAnswer = Found | 'busy' | 'stopped';

/** Looks for groups, on whatever thread. */
export function findGroups(problem: GroupProblem): Found {
  if (problem.kind === 'pairs') return bestPairs(problem);
  const three = coverByThree(problem);
  return three === null ? [] : [three];
}
