import { describe, expect, it } from 'vitest';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { answerTo, FILES, files, host, imported } from '../support/answers.ts';
import { aClaimOf } from '../support/documents.ts';

const need: Need = {
  usages: [{ usage: FILES, accounts: 5, storageGb: 50 }],
  budgetPerYear: 100,
  wish: { price: 'plus', criteria: { 'no-profiling': 'very-important' } },
};
const good = { claims: [aClaimOf('no-profiling', 'yes', 'documented')] };
const unpriced = files({ fixed: undefined, onQuote: true });

describe('Whom to ask first', () => {
  it('is a host of which one thing is unknown, and which would come first even at its worst', () => {
    const { askFirst, fits, toCheck } = answerTo(
      [host('Saule', [files({ fixed: 20 })]), host('Noyer', [unpriced], good)],
      need,
    );
    expect(fits.map(({ name }) => name)).toEqual(['Saule']);
    expect(toCheck.map(({ name }) => name)).toEqual(['Noyer']);
    expect(askFirst).toEqual({
      host: 'noyer',
      name: 'Noyer',
      needs: ['budget'],
      text: 'Demandez d’abord à Noyer. Une seule chose reste à savoir : un prix dans votre budget. Si la réponse est bonne, c’est le premier choix.',
    });
  });

  it('is nobody when a host that fits stands as high, or when two things are unknown', () => {
    expect(
      answerTo([host('Saule', [files({ fixed: 20 })], good), host('Noyer', [unpriced], good)], need).askFirst,
    ).toBeNull();
    const waiting = files({ fixed: undefined, onQuote: true }, { capacity: { state: 'waiting-list' } });
    expect(answerTo([host('Saule', [files({ fixed: 20 })]), host('Noyer', [waiting], good)], need).askFirst).toBeNull();
  });

  it('is the only one above every other, when none fits', () => {
    const other = host('Saule', [unpriced]);
    expect(answerTo([other, host('Noyer', [unpriced], good)], need).askFirst?.host).toBe('noyer');
    expect(answerTo([host('Saule', [unpriced], good), host('Noyer', [unpriced], good)], need).askFirst).toBeNull();
  });

  it('counts the open need at its worst: room that is unknown brings no points for room', () => {
    const roomy: Need = { ...need, wish: { 'storage-margin': 'very-important', price: 'plus' } };
    const unsaid = host('Noyer', [files({ fixed: 0, maxGb: undefined })]);
    expect(answerTo([host('Saule', [files({ fixed: 90, maxGb: 80 })]), unsaid], roomy).askFirst).toBeNull();
  });
});

describe('Hosts that a need names', () => {
  const dear = host('Cher', [files({ fixed: 300 })]);
  const list = [
    ...['Un', 'Deux', 'Trois', 'Quatre'].map((name, at) => host(name, [files({ fixed: 10 * at })])),
    imported('Cinq', '2026-10', [files({ fixed: 99, observedOn: '2026-05' })]),
    host('Ouvert', [unpriced]),
    dear,
    imported('Muet', '2026-10', []),
    host('Parti', [files({ fixed: 0 })], { state: 'closed' }),
  ];
  const asked = (...hosts: string[]) => answerTo(list, { ...need, hosts }).asked!;

  it('are answered whatever their place', () => {
    expect(asked('quatre', 'cinq')).toEqual([
      { host: 'quatre', state: 'fits', reasons: [], text: 'Quatre convient. Rang 1 sur 5 par les points.' },
      {
        host: 'cinq',
        state: 'fits',
        reasons: [],
        text: 'Cinq semble convenir, à confirmer. Rang 5 sur 5 par les points.',
      },
    ]);
  });

  it('are told what is open, what keeps them out, and that nothing is known', () => {
    expect(asked('ouvert', 'cher', 'muet', 'parti').map(({ state, reasons }) => [state, reasons])).toEqual([
      ['to-check', ['budget']],
      ['excluded', ['budget']],
      ['to-check', ['usage-not-offered']],
      ['excluded', ['closing']],
    ]);
    expect(asked('ouvert', 'cher', 'muet', 'parti').map(({ text }) => text.replaceAll('\u00a0', ' '))).toEqual([
      'Ouvert pourrait convenir. Il reste à demander ceci : un prix dans votre budget.',
      'Cher : il vous manque 200 € par an.',
      'Nous ne savons pas si Muet propose ce que vous cherchez. Demandez-le-lui.',
      'Parti n’est proposé à personne aujourd’hui : il a fermé, ou il est suspendu.',
    ]);
  });

  it('are told how much is missing, as one that nearly fits, and all that keeps them out where it is more', () => {
    const small = (more: Partial<Need> = {}) =>
      answerTo([imported('Petit', '2026-10', [files({ fixed: 300, maxGb: 10 })]), ...list], {
        ...need,
        usages: [{ usage: FILES, accounts: 5, storageGb: 30 }],
        hosts: ['petit'],
        ...more,
      }).asked![0]!;
    const plain = ({ text, state }: ReturnType<typeof small>) => [state, text.replaceAll(/[\u00a0\u202f]/g, ' ')];
    expect(plain(small({ budgetPerYear: 400 }))).toEqual([
      'improbable',
      'Petit propose 10 Go au plus, mais vous demandez 30 Go. C’est la formule connue : demandez-lui s’il peut aller jusque-là.',
    ]);
    expect(plain(small())).toEqual([
      'improbable',
      'Petit convient peu, d’après ce qu’on sait : une formule à votre taille ; un prix dans votre budget. Demandez-lui si c’est possible.',
    ]);
  });

  it('are not said to have left when the need is only kept to others', () => {
    const kept: Need = { ...need, federation: 'reseau', onlyFrom: 'members', hosts: ['quatre'] };
    expect(answerTo(list, kept).asked).toEqual([
      {
        host: 'quatre',
        state: 'excluded',
        reasons: [],
        text: 'Quatre n’est pas parmi les hébergeurs auxquels cette demande se limite.',
      },
    ]);
  });

  it('change nothing else of the answer', () => {
    const { asked: _, ...without } = answerTo(list, need);
    const { asked: __, ...with_ } = answerTo(list, { ...need, hosts: ['cher'] });
    expect(with_).toEqual(without);
  });
});
