import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/catalogue/model.ts';
import type { PolicyRules } from '../../src/documents/federation-policy.ts';
import type { Host } from '../../src/documents/host.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { createPreviewer, type PolicyPreview } from '../../src/recommendations/preview/previewer.ts';
import { speakers } from '../support/answers.ts';
import { DAY, policy, reference } from '../support/matching.ts';
import { anyHosts, anyNeed } from '../support/random-needs.ts';
import { aNetwork, anyRules } from '../support/random-policies.ts';
import { runs } from '../support/runs.ts';

const RUNS = runs(150);

const previewOf = (hosts: Host[], needs: Need[], [inForce, tried]: [PolicyRules, PolicyRules], lang: 'fr' | 'en') => {
  const panel = {
    version: 'p',
    needs: needs.map((need, i) => ({ key: `need-${i}`, label: { fr: 'Un besoin', en: 'A need' }, need })),
  };
  // Only this of the model is read.
  const model = { groups: [hosts], day: DAY, revision: 1, reference } as unknown as Model;
  return createPreviewer(policy, reference, panel).preview(aNetwork(inForce), tried, model, speakers[lang]);
};

const textsOf = ({ changes, summary, needs }: PolicyPreview): string[] => [
  summary.text,
  ...[changes, summary.firstPlaceChanges, summary.gains, summary.losses, summary.leftOut]
    .flat()
    .map(({ text }) => text),
  ...needs.flatMap(({ moves }) => moves.map(({ text }) => text)),
];

/** Counted as none, said twice, not agreed, or a word that fell out. */
const BAD = {
  fr: /(^|[\s\u00a0])0[\s\u00a0.]|\s\s|\bde les?\b|\bà les?\b|\b(les|des) (1|le|la)\b|\b1 \p{L}+s\b|\bpour \.|\+ \d/u,
  en: /(^|[\s\u00a0])0[\s\u00a0.]|\s\s|\bthe 1\b|\b1 \p{L}+ \p{L}+s\b|\bfor \.|\+ \d/u,
};

describe('the words of a preview', () => {
  it.each(['fr', 'en'] as const)('are right in %s whatever the policy moves', async (lang) => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          anyHosts,
          fc.array(anyHosts, { minLength: 2, maxLength: 3 }).map((all) => all.flat()),
        ),
        fc.array(anyNeed, { minLength: 1, maxLength: 3 }),
        fc.tuple(anyRules, anyRules),
        async (hosts, needs, policies) => {
          const distinct = hosts.filter(({ slug }, i) => hosts.findIndex((other) => other.slug === slug) === i);
          for (const text of textsOf(await previewOf(distinct, needs, policies, lang))) {
            expect(text).not.toMatch(BAD[lang]);
            expect(text).not.toMatch(/undefined|null|NaN|\[object|^\s|\s$|\s[.,]/);
            expect(text).toMatch(/^[\p{Lu}\p{N}«“].*\.$/u);
            for (const sentence of text.split(/(?<=[.?!])\s/))
              expect(sentence.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0, sentence).toBeLessThanOrEqual(25);
          }
        },
      ),
      RUNS,
    );
  });
});
