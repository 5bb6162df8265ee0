import { describe, expect, it } from 'vitest';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { createMatcher } from '../../src/matching/run.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import { aDocument, anOffer, aPlan } from '../support/documents.ts';
import { DAY, policy, reference } from '../support/matching.ts';

const FRENCH = speaker('fr', reference);

describe('Hosts of equal score', () => {
  it('P19: gives equal hosts equal ranks, and each the first place as often', () => {
    // Fixed ids: the thousand draws are then always the same ones.
    const twins = ['a', 'b'].map((slug, i) =>
      aDocument({ id: `00000000-0000-4000-9000-00000000000${i}`, slug, services: [anOffer({ plans: [aPlan()] })] }),
    );
    const need: Need = { usages: [{ usage: 'file-storage-sharing', storageGb: 10 }], budgetPerYear: 100 };
    let first = 0;
    for (let week = 0; week < 1000; week++) {
      const matcher = createMatcher(policy, reference, `secret ${week}`);
      const { fits } = matcher.answer(
        need,
        { epoch: 'e', revision: 1, day: DAY, reference, groups: [twins], federationBySlug: new Map() },
        FRENCH,
        {
          everything: false,
        },
      );
      expect(fits.map(({ rank, tied }) => [rank, tied])).toEqual([
        [1, true],
        [1, true],
      ]);
      if (fits[0]!.host === 'a') first++;
    }
    // 99 % of binomial draws of 1000 fair coins.
    expect(first).toBeGreaterThan(459);
    expect(first).toBeLessThan(541);
  });

  it('keeps the turn of equal hosts when the same need is written otherwise, or more hosts are shown', () => {
    const documents = Array.from({ length: 9 }, (_, i) =>
      aDocument({
        id: `00000000-0000-4000-9000-00000000000${i}`,
        slug: `h${i}`,
        services: [anOffer({ plans: [aPlan()] })],
      }),
    );
    const matcher = createMatcher(policy, reference, 'a secret');
    const orderOf = (over: Partial<Need>) =>
      matcher
        .answer(
          { usages: [{ usage: 'file-storage-sharing', storageGb: 10 }], ...over },
          { epoch: 'e', revision: 1, day: DAY, reference, groups: [documents], federationBySlug: new Map() },
          FRENCH,
          { everything: false },
        )
        .fits.map(({ host }) => host);
    const order = orderOf({ limit: 9 });
    expect(orderOf({})).toEqual(order.slice(0, 3));
    const otherwise: Partial<Need>[] = [
      { limit: 3 },
      { limit: 5 },
      { require: {} },
      { require: { openToNewcomers: true } },
      { currentTools: [] },
      { usages: [{ usage: 'file-storage-sharing', storageGb: 10, priority: 'must' }] },
    ];
    for (const over of otherwise) expect(orderOf({ limit: 9, ...over }).slice(0, 3)).toEqual(order.slice(0, 3));
  });
});
