import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/documents/service.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { createMatcher } from '../../src/matching/run.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import { aCommitmentOf, aDocument, anOffer, aPlan } from '../support/documents.ts';
import { DAY, matchHosts, policy, reference } from '../support/matching.ts';

const CALL = 'simultaneous-participants';
const USAGES = ['video-conferencing', 'audio-conferencing', 'office-suite'];
const hostWith = (plans: Partial<Plan>[]) =>
  aDocument({ services: [anOffer({ usages: USAGES, plans: plans.map((plan) => aPlan({ fixed: 20, ...plan })) })] });
const call = (amount: number, usage = 'video-conferencing'): Need['usages'][number] => ({
  usage,
  amounts: { [CALL]: amount },
});
const answer = (documents: ReturnType<typeof aDocument>[], need: Need, language: 'fr' | 'en' = 'fr'): Match =>
  createMatcher(policy, reference, 'a secret of the tests').answer(
    need,
    { epoch: 'e', revision: 1, day: DAY, reference, groups: [documents], federationBySlug: new Map() },
    speaker(language, reference),
    { everything: true },
  );

describe('Amounts of a need beside accounts and storage', () => {
  it('are shared by the usages that one plan meets: the largest counts', () => {
    const need = { usages: [call(15), call(20, 'audio-conferencing')] };
    expect(matchHosts([hostWith([{ limits: { [CALL]: 20 } }])], need).fits).toHaveLength(1);
    expect(matchHosts([hostWith([{ limits: { [CALL]: 19 } }])], need).fits).toHaveLength(0);
  });

  it('are compared in each unit alone', () => {
    const need = { usages: [{ ...call(15), amounts: { [CALL]: 15, 'simultaneous-rooms': 3 } }] };
    const [placed] = matchHosts([hostWith([{ limits: { [CALL]: 30 } }])], need).toCheck;
    expect(placed?.placed.open).toBe(1);
    const { questions } = answer([hostWith([{ limits: { [CALL]: 30 } }])], need).toCheck[0]!;
    expect(questions[0]!.text).toBe('Combien de salles à la fois permettez-vous ? Il nous en faudrait 3.');
  });

  it('in gigabytes may have decimals', () => {
    const host = (most: number) =>
      aDocument({
        services: [anOffer({ usages: ['file-transfer'], plans: [aPlan({ limits: { 'max-file-size-gb': most } })] })],
      });
    const need: Need = { usages: [{ usage: 'file-transfer', amounts: { 'max-file-size-gb': 0.5 } }] };
    expect(matchHosts([host(0.5)], need).fits).toHaveLength(1);
    expect(answer([host(0.3)], need).nearMisses[0]!.text).toContain(
      'propose 0,3 gigaoctet par fichier au plus, mais vous en demandez 0,5.',
    );
  });

  it.each([
    ['in one order', [10, 5]],
    ['in the other', [5, 10]],
  ])('are missed by the least of the plans, written %s', (_order, limits) => {
    const host = hostWith(limits.map((most) => ({ limits: { [CALL]: most } })));
    expect(answer([host], { usages: [call(15)] }).nearMisses).toMatchObject([{ params: { has: 10, missing: 5 } }]);
    const accounts = hostWith(limits.map((maxAccounts) => ({ maxAccounts })));
    const usages = [{ usage: 'office-suite', accounts: 15 }];
    expect(answer([accounts], { usages }).nearMisses).toMatchObject([{ params: { has: 10, missing: 5 } }]);
  });

  it('make the smallest step out, when no host fits', () => {
    const hosts = [14, 14, 5].map((most) => hostWith([{ limits: { [CALL]: most } }]));
    const [french, english] = (['fr', 'en'] as const).map((language) =>
      answer(hosts, { usages: [call(15)] }, language),
    );
    expect(french!.relaxations.map(({ text }) => text)).toEqual([
      'Si vous acceptez une formule plus petite : 3 hébergeurs possibles. 1 participant à la fois de moins suffit pour 2 hébergeurs.',
    ]);
    expect(english!.relaxations[0]!.text).toContain('1 fewer participant at a time is enough for 2 hosts.');
  });

  it('make no step of more than about a third of what was asked', () => {
    const textFor = (most: number) =>
      answer([hostWith([{ limits: { [CALL]: most } }])], { usages: [call(15)] }).relaxations.map(({ text }) => text);
    const possible = 'Si vous acceptez une formule plus petite : 1 hébergeur possible.';
    expect([textFor(10), textFor(9)]).toEqual([
      [`${possible} 5 participants à la fois de moins suffisent pour 1 hébergeur.`],
      [possible],
    ]);
  });

  it('hold for each host of a combination, which asks what it does not know', () => {
    const files = aDocument({ services: [anOffer()] });
    const calls = (plan: Partial<Plan>) =>
      aDocument({ services: [anOffer({ usages: ['video-conferencing'], plans: [aPlan(plan)] })] });
    const need = { usages: [call(15), { usage: 'file-storage-sharing' }] };
    const together = (plan: Partial<Plan>) => answer([files, calls(plan)], need).combinations;
    expect(together({ limits: { [CALL]: 15 } })).toMatchObject([{ state: 'fits' }]);
    expect(together({ limits: { [CALL]: 14 } })).toEqual([]);
    expect(together({})).toMatchObject([
      { state: 'to-check', questions: [{ code: 'ask-amount', params: { key: CALL, amount: 15 } }] },
    ]);
  });

  it('are told with the size wherever a question tells one', () => {
    const need: Need = { usages: [{ ...call(15, 'office-suite'), accounts: 12, storageGb: 100 }] };
    const unpriced = aDocument({ services: [anOffer({ usages: USAGES, plans: [{ name: 'A' }] })] });
    expect(answer([unpriced], need).toCheck[0]!.questions.map(({ text }) => text)).toContain(
      'Avez-vous une formule pour 12 comptes, 100\u00a0Go et 15 participants à la fois ?',
    );
    expect(answer([unpriced], need, 'en').toCheck[0]!.questions.map(({ text }) => text)).toContain(
      'What is the yearly price for 12 accounts, 100\u00a0GB and 15 participants at a time?',
    );
  });
});

describe('A promise that falls short', () => {
  const promising = (slug: string, days: number) =>
    aDocument({
      slug,
      name: slug,
      services: [anOffer({ plans: [aPlan()] })],
      commitments: [aCommitmentOf('closing-notice', days, 'declared')],
    });
  const need: Need = {
    usages: [{ usage: 'file-storage-sharing', storageGb: 10 }],
    require: { commitments: [{ kind: 'closing-notice', atLeast: 90 }] },
  };

  it('is told with its measure, the nearest first, and so is the smallest step', () => {
    const { nearMisses, relaxations } = answer(
      [promising('far', 10), promising('near', 60), promising('mid', 30)],
      need,
    );
    expect(nearMisses.map(({ text }) => text)).toEqual([
      'Un seul obstacle chez near : préavis avant fermeture. Il promet 60\u00a0jours, vous demandez 90\u00a0jours.',
      'Un seul obstacle chez mid : préavis avant fermeture. Il promet 30\u00a0jours, vous demandez 90\u00a0jours.',
    ]);
    expect(relaxations).toMatchObject([{ giveUp: ['commitment:closing-notice'], count: 3 }]);
    expect(relaxations[0]!.text).toContain('En acceptant 60\u00a0jours : 1 hébergeur.');
  });

  it('without a number is told without one', () => {
    const host = { ...promising('none', 0), commitments: [aCommitmentOf('support-response', 'none', 'declared')] };
    const asked = { ...need, require: { commitments: [{ kind: 'support-response', atLeast: 24 }] } };
    expect(answer([host], asked).nearMisses.map(({ text }) => text)).toEqual([
      `Il ne manque qu’une chose chez none : ${speaker('fr', reference).commitment('support-response')}.`,
    ]);
  });

  it('is told the right way round where less is better', () => {
    const host = aDocument({
      slug: 'slow',
      name: 'slow',
      services: [anOffer({ plans: [aPlan()] })],
      commitments: [aCommitmentOf('switching-notice-max', 60, 'declared')],
    });
    const { nearMisses } = answer(
      [host],
      { ...need, require: { commitments: [{ kind: 'switching-notice-max', atLeast: 30 }] } },
      'en',
    );
    expect(nearMisses[0]!.text).toContain('It promises 60\u00a0days, you ask for 30\u00a0days.');
  });
});
