import { describe, expect, it } from 'vitest';
import {
  answerTo,
  FILES,
  files,
  filesFor,
  gist,
  host,
  imported,
  MAIL,
  mail,
  saidOf,
  VIDEO,
  video,
} from '../support/answers.ts';
import { anOffer, aPlan } from '../support/documents.ts';

/**
 * Answers about money and room that a plain sum of points, or a plain directory, would get wrong in the eyes of a small
 * association. Each says first what would be foolish. Texts are compared whole: they are what people read.
 */

const PRICE = { price: 'important' } as const;
const MAIL_NOTES = [
  'Pour le mail, nous comptons 1 Go par boîte.',
  'Une adresse à votre nom demande un nom de domaine : environ 12 € par an en plus.',
];

describe('Foolish about prices: it would be foolish', () => {
  it('to rank a host by its cheapest plan, too small for the need: its price must not help nor hurt', () => {
    const withSmallPlanAt = (euros: number) => [
      host('Noyer', [
        anOffer({
          plans: [aPlan({ name: 'Petite', fixed: euros, maxGb: 20 }), aPlan({ name: 'Grande', fixed: 60, maxGb: 150 })],
        }),
      ]),
      host('Tilleul', [files({ fixed: 50 })]),
    ];
    const answer = answerTo(withSmallPlanAt(30), filesFor(PRICE));
    expect(gist(answer)).toEqual({
      fits: ['1 Tilleul', '2 Noyer'],
      comparisons: ['Tilleul passe avant Noyer. Surtout pour ceci : prix.'],
      robustness: [
        'Tilleul reste premier, quoi qu’on apprenne encore. Tilleul reste premier tant que ce qui compte le plus pour vous reste ce qui compte le plus.',
      ],
    });
    expect(answer.fits[1]).toMatchObject({ cost: { perYear: 60 }, services: [{ plan: 'Grande' }] });
    expect(saidOf(answer, 'Noyer')).toEqual(['+ Le prix est de 60 € par an. Il vous reste 40 €.']);
    const cut = answerTo(withSmallPlanAt(1), filesFor(PRICE));
    expect([gist(cut), cut.fits.map(({ low, high }) => [low, high])]).toEqual([
      gist(answer),
      answer.fits.map(({ low, high }) => [low, high]),
    ]);
  });

  it('to take “you choose the price” for free, or to say that 50 € is simply a better price', () => {
    const answer = answerTo(
      [host('Noyer', [files({ fixed: undefined, freeAmount: {} })]), host('Tilleul', [files({ fixed: 50 })])],
      filesFor(PRICE, { budgetPerYear: 60 }),
    );
    expect(gist(answer)).toEqual({
      fits: ['1 Tilleul', '2 Noyer'],
      comparisons: ['Tilleul passe avant Noyer. Surtout parce que ceci reste à demander chez Noyer : prix.'],
      robustness: [
        'D’après ce qu’on sait, Tilleul reste premier tant que ce qui compte le plus pour vous reste ce qui compte le plus.',
      ],
    });
    expect(answer.fits[1]).toMatchObject({ possibleRanks: [1, 2], cost: { perYear: null, exact: false, floor: 0 } });
    expect(saidOf(answer, 'Noyer')).toEqual([
      '+ Vous choisissez le prix. L’hébergeur ne conseille aucun montant.',
      '? Combien donnent d’habitude les associations comme la nôtre ?',
    ]);
    const english = answerTo(
      [host('Noyer', [files({ fixed: undefined, freeAmount: {} })]), host('Tilleul', [files({ fixed: 50 })])],
      filesFor(PRICE, { budgetPerYear: 60 }),
      'en',
    );
    expect(gist(english).comparisons).toEqual([
      'Tilleul comes before Noyer. Mainly because this remains to be asked of Noyer: price.',
    ]);
  });

  it('to add a wished extra that costs more than it helps, or that breaks the budget', () => {
    const withVideoAt = (name: string, euros: number) =>
      host(name, [files({ fixed: 50 }), video({ name: 'Visio', fixed: euros })]);
    const answer = answerTo([withVideoAt('Noyer', 45), withVideoAt('Tilleul', 60), withVideoAt('Saule', 6)], {
      usages: [
        { usage: FILES, storageGb: 100 },
        { usage: VIDEO, priority: 'could' },
      ],
      budgetPerYear: 100,
      wish: { price: 'very-important' },
    });
    expect(answer.fits.map(({ name, rank, cost }) => [name, rank, cost.perYear])).toEqual([
      ['Saule', 1, 56],
      expect.arrayContaining([2, 50]),
      expect.arrayContaining([2, 50]),
    ]);
    expect(saidOf(answer, 'Saule')).toEqual([
      '+ Le prix est de 56 € par an. Il vous reste 44 €.',
      '+ Il propose aussi ce que vous souhaitez en plus : réunion à distance avec image.',
    ]);
    expect(saidOf(answer, 'Tilleul')).toEqual(['+ Le prix est de 50 € par an. Il vous reste 50 €.']);
  });

  it('to believe a price of 2001, or to give it up without asking', () => {
    const answer = answerTo(
      [imported('Ancien', '2026-06', [files({ fixed: 5, observedOn: '2001' })]), host('Noyer', [files({ fixed: 50 })])],
      filesFor(PRICE),
    );
    expect(gist(answer)).toEqual({
      fits: ['1 Noyer'],
      toCheck: ['1 Ancien'],
      robustness: ['Un seul convient sûrement : Noyer. Les autres sont à vérifier.'],
    });
    expect(answer.toCheck[0]!.cost).toMatchObject({ perYear: null, exact: false, floor: null });
    expect(saidOf(answer, 'Ancien')).toEqual([
      '! L’hébergeur n’a pas encore relu cette fiche. Dernière trace d’activité : juin 2026.',
      '? Le prix vu en 2001 était de 5 € par an : est-il toujours bon ?',
    ]);
  });

  it('to show 2 € a month per account without the hundred and twenty members', () => {
    const answer = answerTo(
      [
        host('Par Compte', [files({ fixed: undefined, perAccount: 2, period: 'month', maxAccounts: undefined })]),
        host('Noyer', [files({ fixed: 120, maxGb: 500 })]),
      ],
      { usages: [{ usage: FILES, accounts: 120, storageGb: 100 }], budgetPerYear: 300, wish: PRICE },
    );
    expect(gist(answer)).toEqual({
      fits: ['1 Noyer'],
      nearMisses: ['Par Compte : il vous manque 2 580 € par an.'],
      robustness: ['Un seul convient sûrement : Noyer. Noyer reste premier, quoi qu’on apprenne encore.'],
      excluded: ['par-compte: budget'],
    });
  });

  it('to count a membership fee twice, or to say that a host lacks what it offers', () => {
    const answer = answerTo(
      [
        host('Noyer', [files({ fixed: 20, membershipFee: 15 }), mail({ fixed: 20, membershipFee: 15 })]),
        host('Tilleul', [files({ fixed: 30 }), mail({ fixed: 30 })]),
      ],
      {
        usages: [
          { usage: FILES, accounts: 4, storageGb: 100 },
          { usage: MAIL, accounts: 4 },
        ],
        budgetPerYear: 56,
        wish: PRICE,
      },
    );
    expect(gist(answer)).toEqual({
      notes: MAIL_NOTES,
      fits: ['1 Noyer'],
      combinations: ['Noyer couvre tout, avec un seul contact. Prix : 55 € par an.'],
      nearMisses: ['Tilleul : il vous manque 4 € par an.'],
      robustness: ['Un seul convient sûrement : Noyer. Noyer reste premier, quoi qu’on apprenne encore.'],
      excluded: ['tilleul: budget'],
    });
    expect(saidOf(answer, 'Noyer')).toEqual([
      '+ Le prix est de 55 € par an. Il vous reste 1 €.',
      '+ Un seul contact pour tout : boîtes mail au nom de l’association ; fichiers partagés.',
    ]);
  });

  it('to put a price before tax, or a price a month, below one that is truly lower', () => {
    const answer = answerTo(
      [
        host('Hors Taxe', [files({ fixed: 50, taxIncluded: false })]),
        host('Mensuel', [files({ fixed: 5, period: 'month' })]),
        host('Noyer', [files({ fixed: 55 })]),
      ],
      filesFor(PRICE),
    );
    expect(answer.fits.map(({ name, rank, tied, cost }) => [name, rank, tied, cost.perYear])).toEqual([
      ['Noyer', 1, false, 55],
      expect.arrayContaining([2, true, 60]),
      expect.arrayContaining([2, true, 60]),
    ]);
    expect(saidOf(answer, 'Hors Taxe')).toEqual([
      '+ Le prix est de 60 € par an. Il vous reste 40 €.',
      '! Le prix annoncé est hors taxe : nous avons ajouté la TVA.',
    ]);
    expect(saidOf(answer, 'Mensuel')).toEqual(['+ Le prix est de 60 € par an. Il vous reste 40 €.']);
  });

  it('to call a budget of nothing “no budget”', () => {
    const hosts = [host('Gratuit', [files({ fixed: 0 })]), host('Noyer', [files({ fixed: 12 })])];
    expect(gist(answerTo(hosts, filesFor(PRICE, { budgetPerYear: 0 })))).toEqual({
      fits: ['1 Gratuit'],
      nearMisses: ['Noyer : il vous manque 12 € par an.'],
      robustness: ['Un seul convient sûrement : Gratuit. Gratuit reste premier, quoi qu’on apprenne encore.'],
      excluded: ['noyer: budget'],
    });
    const free = answerTo(hosts, filesFor(PRICE, { budgetPerYear: null }));
    expect(gist(free).notes).toEqual(['Sans budget, les prix sont comparés à 80 € par an.']);
    expect(free.fits.map(({ rank, tied }) => [rank, tied])).toEqual([
      [1, true],
      [1, true],
    ]);
    expect([saidOf(free, 'Gratuit'), saidOf(free, 'Noyer')]).toEqual([
      ['+ C’est gratuit.'],
      ['+ Le prix est de 12 € par an.'],
    ]);
  });

  it('to choose one of three equal hosts as if it were better', () => {
    const names = ['Aulne', 'Bouleau', 'Chêne'];
    const answer = answerTo(
      names.map((name) => host(name, [files({ fixed: 0 })])),
      filesFor(PRICE),
    );
    const first = answer.fits[0]!.name;
    expect(answer.fits.map(({ name }) => name).sort()).toEqual(names);
    expect(answer.fits.map(({ rank, tied, possibleRanks }) => [rank, tied, possibleRanks])).toEqual(
      names.map(() => [1, true, [1, 1]]),
    );
    expect(gist(answer)).toEqual({
      fits: answer.fits.map(({ name }) => `1= ${name}`),
      robustness: [`${first} n’est pas seul en tête : d’autres sont à égalité.`],
    });
  });
});

describe('Foolish about plans nobody confirmed: it would be foolish', () => {
  it('to close the door because the one price we know is too high', () => {
    const answer = answerTo(
      [
        imported('Inconnu', '2026-06', [files({ fixed: 130, observedOn: '2026-06' })]),
        host('Noyer', [files({ fixed: 140 })]),
      ],
      filesFor(PRICE),
    );
    expect(gist(answer)).toEqual({
      nearMisses: [
        'Inconnu : il vous manque 30 € par an. Le prix est celui de la formule connue : demandez s’il en existe une moins chère.',
        'Noyer : il vous manque 40 € par an.',
      ],
      relaxations: [
        'Si vous acceptez de payer plus : 2 hébergeurs possibles. 30 € de plus par an suffisent pour 1 hébergeur.',
      ],
      conflicts: ['Aujourd’hui, aucun hébergeur n’offre ceci : un prix dans votre budget.'],
      excluded: ['inconnu: budget', 'noyer: budget'],
    });
  });
});

describe('Foolish about room: it would be foolish', () => {
  it('to offer 128 MB mailboxes for 5 GB each, or to call their price the price of the need', () => {
    const answer = answerTo(
      [
        host('Petites Boîtes', [mail({ fixed: 0, includedGbPerAccount: 0.128, maxGb: undefined })]),
        host('Moyen', [mail({ fixed: 10, maxGb: 0.512 })]),
        host('Noyer', [mail({ fixed: 40, maxGb: 50 })]),
      ],
      { usages: [{ usage: MAIL, accounts: 4, storageGb: 20 }], budgetPerYear: 100, wish: PRICE },
    );
    expect(gist(answer)).toEqual({
      notes: [MAIL_NOTES[1]],
      fits: ['1 Noyer'],
      toCheck: ['1 Petites Boîtes'],
      nearMisses: [
        'Moyen propose 512 Mo au plus, mais vous demandez 20 Go. C’est la plus grande formule annoncée : vous suffirait-elle ?',
      ],
      robustness: [
        'Un seul convient sûrement : Noyer. Les autres sont à vérifier. Noyer reste premier, quoi qu’on apprenne encore.',
      ],
      excluded: ['moyen: too-small'],
    });
    expect(answer.toCheck[0]!.cost).toMatchObject({ perYear: 0, exact: false, floor: 0 });
    expect(saidOf(answer, 'Petites Boîtes')).toEqual([
      '+ La formule connue est gratuite, à confirmer.',
      '? Avez-vous une formule pour 4 comptes et 20 Go ?',
    ]);
  });

  it('to drop an entry nobody confirmed because the one plan we know is too small', () => {
    const answer = answerTo(
      [
        imported('Inconnu', '2026-06', [files({ fixed: 15, maxAccounts: 10, observedOn: '2026-06' })]),
        host('Noyer', [files({ maxAccounts: 8 })]),
      ],
      { usages: [{ usage: FILES, accounts: 12, storageGb: 100 }], budgetPerYear: 100, wish: PRICE },
    );
    expect(gist(answer)).toEqual({
      nearMisses: [
        'Inconnu propose 10 comptes au plus, mais vous en demandez 12. C’est la formule connue : demandez-lui s’il peut aller jusque-là.',
        'Noyer propose 8 comptes au plus, mais vous en demandez 12. C’est la plus grande formule annoncée : vous suffirait-elle ?',
      ],
      relaxations: [
        'Si vous acceptez une formule plus petite : 2 hébergeurs possibles. 2 comptes de moins suffisent pour 1 hébergeur.',
      ],
      conflicts: ['Aujourd’hui, aucun hébergeur n’offre ceci : une formule à votre taille.'],
      excluded: ['inconnu: too-small', 'noyer: too-small'],
    });
  });
});
