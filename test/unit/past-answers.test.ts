import { describe, expect, it } from 'vitest';
import { storedMatch } from '../../src/matching/answer/contributions.ts';
import { readPastAnswers, replaying } from '../support/past-answers.ts';

/** Sentences that say the same in other words since: codes, or the part of an answer where a sentence has none. */
const REWORDED: ReadonlySet<string> = new Set(['relaxations']);

/** What a pair was answered, without the words of sentences that have been told better since. */
const asThen = (value: unknown, part = ''): unknown => {
  if (Array.isArray(value)) return value.map((one) => asThen(one, part));
  if (typeof value !== 'object' || value === null) return value;
  const isReworded = REWORDED.has('code' in value ? String(value.code) : part);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (key === 'text' && isReworded ? [] : [[key, asThen(one, key)]])),
  );
};

describe('Under the numbers of a past version', () => {
  const past = readPastAnswers();
  const replay = replaying(past);

  for (const version of past.policies.map((file) => file.version))
    it(`${version} answers as it did, byte for byte`, () => {
      for (const [index, pair] of past.pairs.entries())
        if (pair.policyVersion === version)
          expect({ index, answer: JSON.stringify(asThen(replay(pair))) }).toEqual({
            index,
            answer: JSON.stringify(asThen(JSON.parse(storedMatch(past.answers[index]!)))),
          });
    });

  it('there are two hundred pairs, of every part of an answer', () => {
    expect(past.pairs).toHaveLength(200);
    const answers = past.answers.map((text) => JSON.parse(text));
    for (const part of ['fits', 'toCheck', 'combinations', 'nearMisses', 'relaxations', 'additions', 'comparisons'])
      expect([part, answers.some((answer) => answer[part].length > 0)]).toEqual([part, true]);
    expect(answers.filter(({ askFirst }) => askFirst !== null).length).toBeGreaterThan(10);
  });
});
