import { describe, expect, it } from 'vitest';
import { answerTo, files, filesFor, gist, host, saidOf } from '../support/answers.ts';
import { aPlan } from '../support/documents.ts';

/**
 * Answers about hosts with several offers for one need, that a look at the best of each would get wrong in the eyes of a
 * small association. Each says first what would be foolish.
 */

describe('Foolish about hosts with several offers: it would be foolish', () => {
  it('to call a first place safe while a rival has a better offer, of which only its answer is missing', () => {
    const withSmall = (capacity?: 'open' | 'full') => {
      const { capacity: _capacity, ...small } = files({ fixed: 20 }, { slug: 'petit', name: 'Petit nuage' });
      return [
        host('Noyer', [files({ fixed: 50 })]),
        host('Tilleul', [
          files({ fixed: 70 }),
          { ...small, registration: 'on-application', ...(capacity ? { capacity: { state: capacity } } : {}) },
        ]),
      ];
    };
    const need = filesFor({ price: 'important' });
    const answer = answerTo(withSmall(), need);
    expect(gist(answer)).toEqual({
      fits: ['1 Noyer', '2 Tilleul'],
      comparisons: ['Noyer passe avant Tilleul. Surtout pour ceci : prix.'],
      robustness: [
        'D’après ce qu’on sait, Noyer reste premier tant que ce qui compte le plus pour vous reste ce qui compte le plus.',
      ],
    });
    expect(answer.robustness!.whateverUnknown).toBe(false);
    expect(answer.fits.map(({ possibleRanks, low, high }) => [possibleRanks, low, high])).toEqual([
      [[1, 2], 83, 83],
      [[1, 2], 50, 50],
    ]);
    expect(saidOf(answer, 'Tilleul')).toEqual([
      '+ Le prix est de 70 € par an. Il vous reste 30 €.',
      '? Vous proposez aussi ceci : Petit nuage (20 € par an en tout). Est-ce possible pour nous ?',
    ]);
    // Either answer is one of those announced.
    expect(gist(answerTo(withSmall('open'), need)).fits).toEqual(['1 Tilleul', '2 Noyer']);
    expect(gist(answerTo(withSmall('full'), need))).toMatchObject({
      fits: ['1 Noyer', '2 Tilleul'],
      robustness: [expect.stringContaining('Noyer reste premier, quoi qu’on apprenne encore.')],
    });
  });

  it('to ask for another offer by the name of the one that it is put beside', () => {
    const named = (name: string) => {
      const { fixed: _fixed, maxAccounts: _accounts, maxGb: _gb, ...untold } = aPlan({ name });
      const plans = [aPlan({ name: 'Don', fixed: 70, maxAccounts: 50, maxGb: 100 }), untold];
      return answerTo([host('Tilleul', [files({}, { plans })])], filesFor({ price: 'important' }));
    };
    const ask = (name: string) => `? Vous proposez aussi ceci : ${name}. Est-ce possible pour nous, et à quel prix ?`;
    expect(saidOf(named('Petit'), 'Tilleul')).toContain(ask('Petit'));
    expect(saidOf(named('Don'), 'Tilleul')).not.toContain(ask('Don'));
  });

  it('to promise a first place for all points of one order, then to name a word of this order that takes it away', () => {
    const wide = files(
      {},
      {
        plans: [
          { fixed: 59, maxGb: 100 },
          { fixed: 67, maxGb: 200 },
        ].map(aPlan),
      },
    );
    const answer = answerTo(
      [host('Noyer', [files({ fixed: 58, maxGb: 120 })]), host('Tilleul', [wide])],
      filesFor({ price: 'very-important', 'storage-margin': 'plus' }),
    );
    expect(gist(answer)).toEqual({
      notes: [
        'Avec vos souhaits, le prix compte plus que tout le reste réuni. Si ce n’est pas voulu, changez l’importance d’un souhait.',
      ],
      fits: ['1 Noyer', '2 Tilleul'],
      comparisons: ['Noyer passe avant Tilleul. Surtout pour ceci : place en réserve.'],
      robustness: [
        'Noyer reste premier, quoi qu’on apprenne encore. Si ceci comptait un peu moins pour vous (prix), Tilleul serait premier.',
      ],
    });
    // Noyer: 700 for the price, 120 for the room; the larger plan: 550 and 500. Price counts 4: 4 × 150 / 380.
    expect(answer.robustness).toMatchObject({
      forAnyPoints: false,
      weakestSpot: { criterion: 'storage-margin', rival: 'tilleul', points: 1.58 },
    });
  });
});
