import { describe, expect, it } from 'vitest';
import type { Need } from '../../src/matching/schema.ts';
import { sentence } from '../../src/matching/words/sentence.ts';
import { answerTo, FILES, files, gist, host, MAIL, mail, speakers, VIDEO } from '../support/answers.ts';

/** Three usages with a budget of 10 €: nobody offers all three. */
const need: Need = {
  usages: [
    { usage: FILES, accounts: 4, storageGb: 10 },
    { usage: MAIL, accounts: 4, storageGb: 4 },
    { usage: VIDEO, accounts: 4 },
  ],
  currentTools: [],
  budgetPerYear: 10,
  wish: { price: 'important' },
};
const textsOf = (texts: unknown): string[] => (texts as string[] | undefined) ?? [];

describe('What to give up', () => {
  it('may be most of the usages, where nothing less brings a host', () => {
    const answer = answerTo([host('Noyer', [files({ fixed: 5 })])], need);
    expect(answer.relaxations).toMatchObject([
      { giveUp: ['usage-not-offered', 'usage-not-offered'], keys: [MAIL, VIDEO], count: 1 },
    ]);
    expect(textsOf(gist(answer).relaxations)).toEqual([
      '1 hébergeur possible si vous renoncez à tout ceci : boîtes mail au nom de l’association ; réunion à distance avec image.',
    ]);
  });

  it('is never most of the usages before something else', () => {
    const many = ['Aulne', 'Bouleau'].map((name) => host(name, [files({ fixed: 5 })]));
    const dear = host('Chêne', [files({ fixed: 50 }), mail({ fixed: 50 })]);
    const { relaxations } = answerTo([...many, dear], need);
    expect(relaxations.map(({ giveUp, keys, count }) => [giveUp.join(' + '), keys.filter(Boolean), count])).toEqual([
      ['budget + usage-not-offered', [VIDEO], 1],
      ['usage-not-offered + usage-not-offered', [MAIL, VIDEO], 2],
    ]);
  });

  it('is never the only usage that must be there', () => {
    expect(
      answerTo([host('Noyer', [mail({ fixed: 5 })])], { ...need, usages: [{ usage: FILES }] }).relaxations,
    ).toEqual([]);
  });

  it('is named, whatever the number of conditions', () => {
    const hard = ['budget', 'territory', 'language', 'deadline', 'audience', 'too-small'].map((name) => ({
      name,
      key: null,
      territory: null,
    }));
    const told = (count: number, language: 'fr' | 'en') =>
      sentence(
        { code: 'relax-several', params: { needs: hard.slice(0, count), count: 2 } },
        speakers[language],
      ).replaceAll('\u00a0', ' ');
    expect(told(4, 'fr')).toBe(
      '2 hébergeurs possibles si vous renoncez à tout ceci : un prix dans votre budget ; un service ouvert à votre territoire. Et aussi : une aide dans votre langue ; un début à la date voulue.',
    );
    expect(told(6, 'fr')).toBe(
      'Il faudrait renoncer à 6 conditions, dont celles-ci : un prix dans votre budget ; un service ouvert à votre territoire. Et aussi : une aide dans votre langue ; un début à la date voulue. 2 hébergeurs possibles.',
    );
    expect(told(6, 'en')).toBe(
      'You would have to give up 6 conditions, among them: a price within your budget; a service open to your territory. Also: help in your language; a start on the date you want. 2 hosts possible.',
    );
  });
});
