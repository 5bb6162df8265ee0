import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Need, SupportWish } from '../../src/matching/engine/need/schema.ts';
import { jointNeed } from '../../src/recommendations/pools/joint-need.ts';
import { supportKindsOf } from '../../src/vocabulary/reference.ts';
import { answerTo } from '../support/answers.ts';
import { aDocument, anOffer } from '../support/documents.ts';
import { policy, reference } from '../support/matching.ts';

const CREUSE = { level: 'departement', code: '23' } as const;
const PARIS = { level: 'departement', code: '75' } as const;
const need = (training: SupportWish, over: Partial<Need> = {}): Need => ({
  usages: [{ usage: 'file-storage-sharing' }],
  territory: CREUSE,
  wish: { support: { training } },
  ...over,
});
const of = (host: Partial<Host>, wanted: Need) => {
  const answer = answerTo([aDocument({ name: 'Aulnes', services: [anOffer()], ...host })], wanted);
  return [...answer.fits, ...answer.toCheck][0]!;
};
const worth = (host: Partial<Host>, wanted: Need): [low: number, high: number] => {
  const { worth: its } = of(host, wanted).contributions.find(({ criterion }) => criterion === 'support:training')!;
  return [10 * its.low, 10 * its.high];
};
const inPerson = need({ word: 'plus', mode: 'in-person' });
const remote = need({ word: 'plus', mode: 'remote' });
const training = (...modes: ('remote' | 'phone' | 'in-person' | undefined)[]): Pick<Host, 'support'> => ({
  support: modes.map((mode) => ({ kind: 'training' as const, ...(mode && { mode }) })),
});

describe('Help wished for in a mode', () => {
  it.each<[string, Partial<Host>, Need, [number, number]]>([
    ['in that mode', training('remote'), remote, [1000, 1000]],
    ['in another mode only', training('phone'), remote, [350, 350]],
    ['in another mode only, remotely', training('remote'), inPerson, [350, 350]],
    ['in person where the host comes', { ...training('in-person'), visits: [CREUSE] }, inPerson, [1000, 1000]],
    ['in person, and where it comes is unsaid', training('in-person'), inPerson, [350, 1000]],
    ['in a mode that is unsaid', training(undefined), inPerson, [350, 1000]],
    ['in person elsewhere', { ...training('in-person'), visits: [PARIS] }, inPerson, [0, 0]],
    [
      'in person elsewhere, and remotely',
      { ...training('in-person', 'remote'), visits: [PARIS] },
      inPerson,
      [350, 350],
    ],
    ['not at all, as the host says', { support: [] }, remote, [0, 0]],
    ['perhaps: nothing is said of help', {}, remote, [0, 1000]],
    ['perhaps: the list is a sample', { support: [], complete: [] }, remote, [0, 1000]],
  ])('is offered %s', (_what, host, wanted, expected) => {
    expect(worth(host, wanted)).toEqual(expected);
  });

  it('is not important enough to be a reason where it comes in another way', () => {
    const reasons = (host: Partial<Host>, wanted: Need) => of(host, wanted).reasons.map(({ text }) => text);
    const offered = 'Il propose l’aide que vous souhaitez : formation à distance.';
    expect(reasons(training('remote'), remote)).toContain(offered);
    expect(reasons(training('phone'), remote).join()).not.toContain('formation');
  });

  it('is a caution where it comes in another way only, and no more than what is known is said', () => {
    const cautions = (host: Partial<Host>, wanted: Need) =>
      of(host, wanted)
        .cautions.filter(({ code }) => code === 'support-otherwise')
        .map(({ text }) => text.replaceAll('\u00a0', ' '));
    expect(cautions(training('remote'), inPerson)).toEqual([
      'L’hébergeur propose cette aide à distance, pas sur place : formation.',
    ]);
    expect(cautions({ ...training('in-person', 'remote', 'phone'), visits: [PARIS] }, inPerson)).toEqual([
      'L’hébergeur propose cette aide par téléphone et à distance, pas sur place chez vous : formation.',
    ]);
    expect(cautions({ ...training('phone'), complete: [] }, remote)).toEqual([
      'L’hébergeur propose cette aide par téléphone : formation. Nous ne savons pas s’il la propose à distance.',
    ]);
    for (const [offered, wanted] of [
      [training('remote'), remote],
      [training(undefined), inPerson],
      [{}, remote],
      [{ support: [] }, remote],
      [training('remote'), need('plus')],
    ] as [Partial<Host>, Need][])
      expect(cautions(offered, wanted)).toEqual([]);
  });

  it('is asked about with its mode', () => {
    const questions = of(training('in-person'), inPerson).questions.map(({ text }) => text);
    expect(questions).toContain('Proposez-vous cette aide : formation sur place ?');
  });

  it('stated not to be offered weighs more than silence where it matters', () => {
    expect(worth({ support: [] }, need({ word: 'important', mode: 'remote' }))).toEqual([-250, -250]);
  });

  it('keeps its mode in a group where all name the same', () => {
    const joint = (...wishes: SupportWish[]) =>
      jointNeed(
        wishes.map((wish, at) => ({ label: `n${at}`, need: need(wish) })),
        policy,
        reference,
      ).need.wish?.support;
    const wished = { word: 'plus', mode: 'remote' } as const;
    expect(joint(wished, { word: 'important', mode: 'remote' })).toEqual({
      training: { word: 'important', mode: 'remote' },
    });
    expect(joint(wished, { word: 'plus', mode: 'phone' })).toEqual({ training: 'plus' });
    expect(joint('very-important', wished)).toEqual({ training: 'very-important' });
  });
});

describe('Kinds of help', () => {
  const entries = [...reference.supportKinds].map(([key, label]) => ({ key: key as string, label }));

  it('are those that requests may name, with their labels', () => {
    expect([...supportKindsOf(entries.toReversed()).keys()]).toEqual([...reference.supportKinds.keys()]);
  });

  it.each([
    ['only the file has', [...entries, { key: 'cooking', label: { fr: 'Cuisine', en: 'Cooking' } }], 'cooking'],
    ['only requests may name', entries.filter(({ key }) => key !== 'training'), 'training'],
  ])('stop the start with the one that %s', (_who, some, named) => {
    expect(() => supportKindsOf(some)).toThrow(`support-kinds.json and SUPPORT_KINDS differ: ${named}`);
  });
});
