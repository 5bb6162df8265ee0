import { expect, it } from 'vitest';
import { createMatcher } from '../../src/matching/run.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import { aDocument, anOffer, aPlan } from '../support/documents.ts';
import { DAY, policy, reference } from '../support/matching.ts';

const USAGES = ['file-storage-sharing', 'email-hosting', 'shared-calendar', 'mailing-lists', 'chat'];
const cautionsOf = (services: number, plansEach: number) => {
  const host = aDocument({
    services: Array.from({ length: services }, (_, i) =>
      anOffer({
        ...{ slug: `service-${i}`, usages: USAGES },
        plans: Array.from({ length: plansEach }, (_, j) => aPlan({ name: `${i}-${j}`, fixed: 10 + i + j })),
      }),
    ),
  });
  const catalogue = { epoch: 'e', revision: 1, day: DAY, reference, groups: [[host]], federationBySlug: new Map() };
  const matcher = createMatcher(policy, reference, 'secret');
  const need = { usages: USAGES.map((usage) => ({ usage })) };
  const { fits, toCheck } = matcher.answer(need, catalogue, speaker('fr', reference), { everything: true });
  return [...fits, ...toCheck].flatMap(({ cautions }) => cautions.map(({ code }) => code));
};

it('Of a host with more plans than can be weighed while others wait, the first are weighed, and the answer says so', () => {
  expect(cautionsOf(200, 5)).toContain('not-all-plans');
  expect(cautionsOf(12, 2)).not.toContain('not-all-plans');
});
