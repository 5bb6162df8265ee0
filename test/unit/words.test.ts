import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Match } from '../../src/matching/answer/schema.ts';
import { createMatcher } from '../../src/matching/run.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import { DAY, policy, reference } from '../support/matching.ts';
import { anyHosts, anyNeed } from '../support/random-needs.ts';

const speakers = { fr: speaker('fr', reference), en: speaker('en', reference) };
const matcher = createMatcher(policy, reference, 'a secret of the tests');

/** Every sentence of an answer, with where it stands. */
const sentences = (answer: Match): string[] => [
  ...answer.notes.map(({ text }) => text),
  ...[...answer.fits, ...answer.toCheck].flatMap((host) =>
    [...host.reasons, ...host.cautions, ...host.questions].map(({ text }) => text),
  ),
  ...answer.combinations.flatMap(({ text, questions }) => [text, ...questions.map((question) => question.text)]),
  ...answer.nearMisses.map(({ text }) => text),
  ...answer.relaxations.map(({ text }) => text),
  ...(answer.conflicts ?? []).map(({ text }) => text),
  ...answer.comparisons.map(({ text }) => text),
  ...(answer.robustness ? [answer.robustness.text] : []),
];
// Some keys are words of everyday English too, such as “non-profit”: their labels use them.
const LABELS = [...reference.criteria.values(), ...reference.usages.values()]
  .map(({ label }) => label.en.toLowerCase())
  .join();
const KEYS = [
  ...reference.criteria.keys(),
  ...reference.commitmentKinds.keys(),
  ...reference.usages.keys(),
  ...reference.units.keys(),
].filter((key) => key.includes('-') && !LABELS.includes(key));

describe('The words of an answer', () => {
  it('are plain in both languages: short sentences, no percent sign, no key, nothing missing', () => {
    fc.assert(
      fc.property(anyHosts, anyNeed, (hosts, need) => {
        const catalogue = {
          epoch: 'e',
          revision: 1,
          day: DAY,
          reference,
          groups: [hosts],
          federationBySlug: new Map(),
        };
        for (const say of [speakers.fr, speakers.en]) {
          for (const text of sentences(matcher.answer(need, catalogue, say, { everything: true }))) {
            expect(text).not.toMatch(/%|undefined|null|NaN|Infinity|\[object|\(\)|^\s*$/);
            expect(KEYS.filter((key) => text.includes(key))).toEqual([]);
            for (const sentence of text.split(/(?<=[.?!])\s/))
              expect(sentence.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0, sentence).toBeLessThanOrEqual(25);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('say the same things in French and in English', () => {
    fc.assert(
      fc.property(anyHosts, anyNeed, (hosts, need) => {
        const catalogue = {
          epoch: 'e',
          revision: 1,
          day: DAY,
          reference,
          groups: [hosts],
          federationBySlug: new Map(),
        };
        const [french, english] = [speakers.fr, speakers.en].map((say) =>
          withoutTexts(matcher.answer(need, catalogue, say, { everything: true })),
        );
        expect(french).toEqual(english);
      }),
      { numRuns: 200 },
    );
  });

  it('write money, sizes and dates as readers of each language do', () => {
    const { fr, en } = speakers;
    expect([fr.euros(35), fr.euros(12.5), en.euros(12.5)]).toEqual(['35\u00a0€', '12,50\u00a0€', '€12.50']);
    expect([fr.gigabytes(0.128), fr.gigabytes(30), en.gigabytes(30)]).toEqual([
      '128\u00a0Mo',
      '30\u00a0Go',
      '30\u00a0GB',
    ]);
    expect([fr.date('2027-07-01'), fr.date('2023-05'), fr.date('2021'), en.date('2027-07-01')]).toEqual([
      '1er\u00a0juillet 2027',
      'mai 2023',
      '2021',
      '1 July 2027',
    ]);
  });
});

const withoutTexts = (answer: Match): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value) => (key === 'text' ? undefined : value)));
