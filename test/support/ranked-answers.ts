import { readFileSync } from 'node:fs';
import type { Host } from '../../src/documents/host.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import { type Policy, type PolicyFile, readPolicy } from '../../src/matching/engine/need/policy.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { createMatcher } from '../../src/matching/run.ts';
import { type Reference, readReference, readSeed } from '../../src/vocabulary/reference.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';

/** Twenty needs that two readers ranked without scores (`docs/answers.md`), and how the service answers them. */

type Answer = readonly string[] | null;

interface Ranking {
  readonly first: Answer;
  readonly second: Answer;
  readonly third: Answer;
  readonly acceptable: readonly (readonly string[])[];
  /** Hosts that this reader would show in no answer. */
  readonly never: readonly string[];
}

export interface RankedNeed {
  readonly id: number;
  readonly who: string;
  readonly need: Need;
  readonly rankings: readonly Ranking[];
}

export const rankedNeeds = (): RankedNeed[] => {
  const file = new URL('../../docs/examples/answers.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: RankedNeed[] }).cases;
};

/** How one need was answered; an answer is a host, or several together. */
export interface Judged {
  readonly ranked: RankedNeed;
  readonly shown: readonly (readonly string[])[];
  /** Whether the first answer is among the first two of one ranking, and the first of one. */
  readonly isAmongFirstTwo: boolean;
  readonly isFirst: boolean;
  /** Hosts shown that no reader would ever show. */
  readonly never: readonly string[];
}

const nameOf = (answer: Answer | undefined): string => (answer ? [...answer].sort().join('+') : 'nobody');

export function judge(ranked: RankedNeed, answer: Match): Judged {
  const shown = answer.shown.map(({ hosts }) => hosts);
  const first = nameOf(shown[0]);
  const hosts = [...new Set(shown.flat())];
  return {
    ranked,
    shown,
    isFirst: ranked.rankings.some((ranking) => nameOf(ranking.first) === first),
    isAmongFirstTwo: ranked.rankings.some((ranking) => [nameOf(ranking.first), nameOf(ranking.second)].includes(first)),
    never: hosts.filter((host) => ranked.rankings.every((ranking) => ranking.never.includes(host))),
  };
}

/** Every need answered from a catalogue. */
export function judgeAll(
  documents: readonly Host[],
  day: string,
  policy: Policy = readPolicy(readSeed<PolicyFile>('policy.json')),
  reference: Reference = readReference(),
): Judged[] {
  const matcher = createMatcher(policy, reference, 'a secret of the checks');
  const catalogue = { epoch: 'e', revision: 1, day, reference, groups: [documents], federationBySlug: new Map() };
  const say = speaker('fr', reference);
  return rankedNeeds().map((ranked) =>
    judge(ranked, matcher.answer(ranked.need, catalogue, say, { everything: false })),
  );
}

/** What all of them come to. */
export const summaryOf = (judged: readonly Judged[]) => ({
  first: judged.filter(({ isFirst }) => isFirst).length,
  amongFirstTwo: judged.filter(({ isAmongFirstTwo }) => isAmongFirstTwo).length,
  shown: judged.reduce((sum, { shown }) => sum + new Set(shown.flat()).size, 0),
  never: judged.reduce((sum, { never }) => sum + never.length, 0),
});
