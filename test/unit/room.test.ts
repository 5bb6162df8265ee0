import { describe, expect, it } from 'vitest';
import { marginUtility } from '../../src/matching/engine/need/interval.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { answerTo, FILES, files, host, MAIL, mail, saidOf } from '../support/answers.ts';
import { policy } from '../support/matching.ts';

describe('What spare room is worth', () => {
  it.each([
    // 300 × (8/7 − 1) / 0.5 = 85.71: rounded once, from the two numbers.
    [8, 7, 86],
    [7, 7, 0],
    [3, 2, 300],
    [4, 1, 1000],
    [400, 1, 1000],
  ])('%i GB for %i GB asked: %i thousandths', (has, wanted, utility) => {
    expect(marginUtility(has * 1000, wanted * 1000, policy)).toBe(utility);
    // P3: the unit changes nothing.
    expect(marginUtility(has, wanted, policy)).toBe(utility);
  });
});

describe('The room that an answer tells of', () => {
  const wish = { 'storage-margin': 'important' } as const;
  const SITE = 'website';

  it('is what is asked of its plan: a wished usage that the plan does not meet asks nothing of it', () => {
    const need: Need = {
      usages: [
        { usage: FILES, accounts: 1, storageGb: 100 },
        { usage: SITE, storageGb: 20, priority: 'should' },
      ],
      wish,
    };
    expect(saidOf(answerTo([host('Noyer', [files({ maxGb: 150 })])], need), 'Noyer')).toContain(
      '+ Vous aurez 150 Go, pour 100 Go demandés.',
    );
  });

  it('is of the tightest plan where several hold room, with the usages of that plan', () => {
    const need: Need = {
      usages: [
        { usage: FILES, accounts: 1, storageGb: 100 },
        { usage: MAIL, accounts: 1, storageGb: 20 },
      ],
      wish,
    };
    const hosts = [host('Noyer', [files({ maxGb: 1000 }), mail({ maxGb: 30 })])];
    expect(saidOf(answerTo(hosts, need), 'Noyer')).toContain(
      '+ Place la plus juste (boîtes mail au nom de l’association) : 30 Go, pour 20 Go demandés.',
    );
    expect(saidOf(answerTo(hosts, need, 'en'), 'Noyer').join()).toMatch(
      /Tightest space \(.+\): 30 GB, for 20 GB asked\./,
    );
    // Where a small plan is all that a small usage asks, the larger one may be the tightest.
    const other = [host('Noyer', [files({ maxGb: 150 }), mail({ maxGb: 60 })])];
    expect(saidOf(answerTo(other, need), 'Noyer')).toContain(
      '+ Place la plus juste (fichiers partagés) : 150 Go, pour 100 Go demandés.',
    );
  });
});
