import { describe, expect, it } from 'vitest';
import type { Need } from '../../src/matching/engine/need/schema.ts';
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
      '1 hébergeur possible si vous acceptez tout ceci : de vous passer de boîtes mail au nom de l’association. Et aussi : de vous passer de réunion à distance avec image.',
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

  it('is told as what one accepts, whatever the condition', () => {
    const one = (name: string, key: string | null = null, language: 'fr' | 'en' = 'fr') =>
      sentence({ code: 'relax-one', params: { name, key, territory: null, count: 8 } }, speakers[language]).replaceAll(
        '\u00a0',
        ' ',
      );
    for (const [name, key, fr, en] of [
      ['budget', null, 'de payer plus', 'paying more'],
      ['too-small', null, 'une formule plus petite', 'a smaller plan'],
      ['territory', null, 'que l’hébergeur soit ailleurs', 'a host that is elsewhere'],
      ['audience', null, 'un hébergeur pour un autre public', 'a host for other people'],
      ['language', null, 'une aide dans une autre langue', 'help in another language'],
      ['open-to-newcomers', null, 'd’attendre une place', 'waiting for a place'],
      ['deadline', null, 'de commencer plus tard', 'starting later'],
      ['data-country', null, 'que vos données soient dans un autre pays', 'data kept in another country'],
      ['usage-not-offered', 'shared-calendar', 'de vous passer d’agenda partagé', 'doing without shared calendar'],
      ['support', 'training', 'de vous passer de cette aide (formation)', 'doing without this help (training)'],
      [
        'criterion:no-advertising',
        'no-advertising',
        'un hébergeur qui n’assure pas ceci (aucune publicité)',
        'a host that does not ensure this (no advertising)',
      ],
      [
        'commitment:closing-notice',
        'closing-notice',
        'un hébergeur qui s’engage moins bien sur ceci (préavis avant fermeture)',
        'a host whose promise on this is weaker (notice before closing)',
      ],
    ] as const) {
      expect(one(name, key)).toBe(`Si vous acceptez ${fr} : 8 hébergeurs possibles.`);
      expect(one(name, key, 'en')).toBe(`If you accept ${en}: 8 hosts possible.`);
    }
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
      '2 hébergeurs possibles si vous acceptez tout ceci : de payer plus ; que l’hébergeur soit ailleurs ; une aide dans une autre langue. Et aussi : de commencer plus tard.',
    );
    expect(told(6, 'fr')).toBe(
      'Il faudrait accepter 6 choses, dont celles-ci : de payer plus ; que l’hébergeur soit ailleurs ; une aide dans une autre langue. Et aussi : de commencer plus tard. 2 hébergeurs possibles.',
    );
    expect(told(6, 'en')).toBe(
      'You would have to accept 6 things, among them: paying more; a host that is elsewhere; help in another language; starting later. 2 hosts possible.',
    );
  });
});
