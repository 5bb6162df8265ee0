import { describe, expect, it } from 'vitest';
import type { Closing } from '../../src/documents/closing.ts';
import type { Host } from '../../src/documents/host.ts';
import { answerTo, FILES, files, filesFor, gist, host, imported, MAIL, mail, saidOf } from '../support/answers.ts';
import { aClaimOf, aCommitmentOf } from '../support/documents.ts';

/**
 * Answers about trust, places and numbers of contacts that a plain sum of points, or a plain directory, would get wrong
 * in the eyes of a small association. Each says first what would be foolish.
 */

const PRICE = { price: 'important' } as const;
const FREE_SOFTWARE = {
  price: 'important',
  'storage-margin': 'plus',
  criteria: { 'free-software-only': 'very-important' },
} as const;
const MAINLY_VALUES =
  'Avec vos souhaits, les valeurs de l’hébergeur comptent plus que tout le reste réuni. Si ce n’est pas voulu, changez l’importance d’un souhait.';
const ONLY_NOYER = 'Un seul convient sûrement : Noyer. Noyer reste premier, quoi qu’on apprenne encore.';
const seatIn = (code: string) => ({ country: 'FR', territory: { level: 'departement' as const, code } });
const creuse = { level: 'departement', code: '23' } as const;

describe('Foolish about trust: it would be foolish', () => {
  it('to let a very low price buy a stated no on what is very important', () => {
    const answer = answerTo(
      [
        host('Gros Nuage', [files({ fixed: 5, maxGb: 2000 })], {
          claims: [aClaimOf('free-software-only', 'no', 'declared')],
        }),
        host('Noyer', [files({ fixed: 80 })], { claims: [aClaimOf('free-software-only', 'yes', 'documented')] }),
      ],
      filesFor(FREE_SOFTWARE),
    );
    expect(gist(answer)).toEqual({
      notes: [MAINLY_VALUES],
      fits: ['1 Noyer', '2 Gros Nuage'],
      comparisons: [
        'Noyer passe avant Gros Nuage. Surtout pour ceci : uniquement des logiciels libres. Gros Nuage fait mieux sur ceci : prix ; place en réserve.',
      ],
      robustness: [
        'Noyer reste premier, quoi qu’on apprenne encore. Si ceci comptait un peu moins pour vous (uniquement des logiciels libres), Gros Nuage serait premier.',
      ],
    });
    expect(saidOf(answer, 'Noyer')[0]).toBe('+ Uniquement des logiciels libres : une page publique le montre.');
    expect(saidOf(answer, 'Gros Nuage')).toEqual([
      '+ Le prix est de 5 € par an. Il vous reste 95 €.',
      '+ Vous aurez 2 000 Go, pour 100 Go demandés.',
      '! L’hébergeur dit non sur ce point : uniquement des logiciels libres.',
    ]);
  });

  it('to pay three bare words better than two pages that anyone can read', () => {
    const important = { 'democratic-governance': 'important', 'non-profit': 'important' } as const;
    const criteria = { ...important, 'free-software-only': 'important' } as const;
    const answer = answerTo(
      [
        host('Bavard', [files({ fixed: 50 })], {
          claims: Object.keys(criteria).map((key) => aClaimOf(key, 'yes', 'declared')),
        }),
        host('Noyer', [files({ fixed: 50 })], {
          claims: ['non-profit', 'free-software-only'].map((key) => aClaimOf(key, 'yes', 'documented')),
        }),
      ],
      filesFor({ price: 'plus', criteria }),
    );
    expect(gist(answer)).toEqual({
      notes: [MAINLY_VALUES],
      fits: ['1 Noyer', '2 Bavard'],
      comparisons: [
        'Noyer passe avant Bavard. Surtout pour ceci : uniquement des logiciels libres ; but non lucratif. Bavard fait mieux sur ceci : gouvernance démocratique.',
      ],
      robustness: [
        'D’après ce qu’on sait, Noyer reste premier tant que ce qui compte le plus pour vous reste ce qui compte le plus. Si ceci comptait un peu plus pour vous (gouvernance démocratique), Bavard serait premier.',
      ],
    });
    expect(saidOf(answer, 'Noyer')).toEqual([
      '+ Uniquement des logiciels libres : une page publique le montre.',
      '+ But non lucratif : une page publique le montre.',
      '+ Le prix est de 50 € par an. Il vous reste 50 €.',
      '? Vos membres ou vos usagers décident-ils, à voix égale, des orientations ?',
    ]);
    expect(saidOf(answer, 'Bavard')).toContain('+ Gouvernance démocratique : l’hébergeur le dit.');
  });

  it('to hold silence for worse than a no, or to forget to ask', () => {
    const hosts = [
      host('Franc', [files({ fixed: 40 })], { claims: [aClaimOf('non-profit', 'no', 'declared')] }),
      host('Muet', [files({ fixed: 60 })]),
    ];
    const need = filesFor({ price: 'plus', criteria: { 'non-profit': 'very-important' } });
    const answer = answerTo(hosts, need);
    expect(gist(answer)).toEqual({
      notes: [MAINLY_VALUES],
      fits: ['1 Muet', '2 Franc'],
      comparisons: [
        'Muet passe avant Franc. Surtout parce que Franc dit non à ceci : but non lucratif. À demander à Muet. Franc fait mieux sur ceci : prix.',
      ],
      robustness: ['Muet reste premier, quoi qu’on apprenne encore.'],
    });
    expect(gist(answerTo(hosts, need, 'en')).comparisons).toEqual([
      'Muet comes before Franc. Mainly because Franc says no to this: non-profit aim. Ask Muet. Franc does better on this: price.',
    ]);
    expect(saidOf(answer, 'Muet')).toEqual([
      '+ Le prix est de 60 € par an. Il vous reste 40 €.',
      '? Vos excédents restent-ils dans le projet, sans être partagés entre des propriétaires ?',
    ]);
    expect(saidOf(answer, 'Franc')).toContain('! L’hébergeur dit non sur ce point : but non lucratif.');
  });

  it('to trust a health certificate that only the host speaks of', () => {
    const certified = (evidence: 'declared' | 'certified') => [aCommitmentOf('certification-hds', true, evidence)];
    const talker = host('Parole', [
      files({ fixed: 0 }, { certifications: ['hds'], commitments: certified('declared') }),
    ]);
    const need = filesFor(PRICE, { holdsHealthData: true });
    const note =
      'Données de santé : 1 hébergeur écarté, faute de certificat vérifié. Demandez-lui le numéro du certificat et sa date de fin.';
    expect(
      gist(answerTo([talker, host('Noyer', [files({ fixed: 90 }, { commitments: certified('certified') })])], need)),
    ).toEqual({ notes: [note], fits: ['1 Noyer'], robustness: [ONLY_NOYER], excluded: ['parole: health-data'] });
    // Alone, it is not proposed either, and nobody is told to give the certificate up.
    expect(gist(answerTo([talker], need))).toEqual({
      notes: [note],
      conflicts: ['Aujourd’hui, aucun hébergeur n’offre ceci : un certificat vérifié pour les données de santé.'],
      excluded: ['parole: health-data'],
    });
  });
});

describe('Foolish about who can be reached: it would be foolish', () => {
  it('to send anyone to a host that closes or is closed, however cheap', () => {
    const closing: Closing = {
      announcedOn: '2026-10-01',
      stages: { closed: '2027-07-01' },
      stage: null,
      approximate: false,
      successor: { host: 'noyer', agreed: true },
      promises: [],
    };
    const leaving = host('Vieux Saule', [files({ fixed: 0 })], { closing });
    const gone = host('Clos', [files({ fixed: 0 })], { state: 'closed' });
    expect(gist(answerTo([leaving, gone, host('Noyer', [files({ fixed: 50 })])], filesFor(PRICE)))).toEqual({
      notes: ['Vieux Saule ferme (1er juillet 2027). Noyer prend la suite.'],
      fits: ['1 Noyer'],
      robustness: [ONLY_NOYER],
      excluded: ['vieux-saule: closing'],
    });
    expect(gist(answerTo([leaving, gone, host('Noyer', [files({ fixed: 150 })])], filesFor(PRICE)))).toEqual({
      notes: ['Vieux Saule ferme (1er juillet 2027). Noyer prend la suite.'],
      nearMisses: ['Noyer : il vous manque 50 € par an.'],
      relaxations: ['Si vous acceptez de payer plus : 1 hébergeur possible.'],
      conflicts: [
        'Aujourd’hui, aucun hébergeur n’offre à lui seul tout ceci : un prix dans votre budget ; un service qui ne ferme pas.',
      ],
      excluded: ['noyer: budget', 'vieux-saule: closing'],
    });
  });

  it('to put a free host that is full first, or to hide that it could be asked later', () => {
    const hosts = [
      host('Plein', [files({ fixed: 0 }, { capacity: { state: 'full' } })]),
      host('Noyer', [files({ fixed: 50 })]),
    ];
    expect(gist(answerTo(hosts, filesFor(PRICE)))).toEqual({
      fits: ['1 Noyer'],
      nearMisses: ['Il ne manque qu’une chose chez Plein : une place libre aujourd’hui.'],
      robustness: [ONLY_NOYER],
      excluded: ['plein: open-to-newcomers'],
    });
    expect(gist(answerTo(hosts, filesFor(PRICE), 'en')).nearMisses).toEqual([
      'Only one thing is missing with Plein: a free place today.',
    ]);
  });

  it('to propose before others a free entry that nobody saw at work for years', () => {
    const ghost = imported('Fantôme', '2019', [files({ fixed: 0 })]);
    const sure = ghost.services.map((service) => ({
      ...service,
      plans: [{ ...service.plans![0]!, observedOn: '2026-06' }],
    }));
    const unseen = { ...ghost, services: sure };
    const alive = imported('Vivant', '2026-06', [files({ fixed: 90 })]);
    expect(gist(answerTo([unseen, alive], filesFor(PRICE))).fits).toEqual(['1 Vivant', '2 Fantôme']);
    expect(gist(answerTo([{ ...unseen, state: 'silent' }, alive], filesFor(PRICE))).fits).toEqual(['1 Vivant']);
    const beside = answerTo([ghost, host('Noyer', [files({ fixed: 50 })])], filesFor(PRICE));
    expect(gist(beside)).toEqual({
      fits: ['1 Noyer'],
      toCheck: ['1 Fantôme'],
      robustness: ['Un seul convient sûrement : Noyer. Les autres sont à vérifier.'],
    });
    const alone = answerTo([{ ...ghost, state: 'silent' }], filesFor(PRICE));
    expect(gist(alone)).toEqual({});
    expect([beside, alone].map(({ excluded }) => excluded.notSeenLately)).toEqual([1, 1]);
    expect(alone.help.length).toBeGreaterThan(0);
  });

  it('to prefer the far side of the world for its free and endless room when being near matters most', () => {
    const answer = answerTo(
      [
        host('Loin', [files({ fixed: 0, maxGb: 'unlimited' })], {
          seat: { country: 'US' },
          serves: [{ level: 'world' }],
        }),
        host('Noyer', [files({ fixed: 60 })], { seat: seatIn('23') }),
      ],
      filesFor({ price: 'plus', 'storage-margin': 'plus', proximity: 'very-important' }, { territory: creuse }),
    );
    expect(gist(answer)).toEqual({
      notes: [
        'Avec vos souhaits, l’endroit où est installé l’hébergeur compte plus que tout le reste réuni. Si ce n’est pas voulu, changez l’importance d’un souhait.',
      ],
      fits: ['1 Noyer', '2 Loin'],
      comparisons: [
        'Noyer passe avant Loin. Surtout pour ceci : endroit où l’hébergeur est installé. Loin fait mieux sur ceci : place en réserve ; prix.',
      ],
      robustness: ['Noyer reste premier, quoi qu’on apprenne encore.'],
    });
    expect(saidOf(answer, 'Noyer')).toEqual([
      '+ L’hébergeur est près de chez vous : Creuse.',
      '+ Le prix est de 60 € par an. Il vous reste 40 €.',
      '+ Vous aurez 150 Go, pour 100 Go demandés.',
      '! Cet hébergeur n’a pas dit où il travaille. Nous supposons qu’il vous accepte (Creuse).',
    ]);
    expect(saidOf(answer, 'Loin')).toEqual([
      '+ C’est gratuit.',
      '+ La place n’est pas limitée.',
      '! Cet hébergeur est ailleurs (États-Unis), et ne dit pas dans quelle langue il répond.',
    ]);
  });
});

describe('Foolish about several hosts: it would be foolish', () => {
  const both = (budgetPerYear: number) => ({
    usages: [
      { usage: FILES, storageGb: 100 },
      { usage: MAIL, accounts: 4, storageGb: 4 },
    ],
    budgetPerYear,
    wish: PRICE,
  });
  const pair = (all: number, second: number): Host[] => [
    host('Noyer', [files({ fixed: 40 }), mail({ fixed: all - 40 })]),
    host('Saule', [mail({ fixed: second })]),
  ];
  const alone = (price: number) => `Noyer couvre tout, avec un seul contact. Prix : ${price} € par an.`;
  const together = (price: number, saved: number) =>
    `Noyer : fichiers partagés. Saule : boîtes mail au nom de l’association. Deux contacts${
      saved > 0 ? ` au lieu d’un, ${saved} € de moins par an` : ''
    }. Prix : ${price} € par an.`;

  it('to send volunteers to two contacts for 3 € a year, and not to tell them of 80 €', () => {
    expect(gist(answerTo(pair(63, 20), both(100))).combinations).toEqual([alone(63)]);
    expect(gist(answerTo(pair(160, 40), both(200))).combinations).toEqual([together(80, 80), alone(160)]);
  });

  it('to say that nobody offers it all when two hosts do together', () => {
    const answer = answerTo(pair(160, 40), both(100));
    expect(gist(answer)).toMatchObject({
      combinations: [together(80, 0)],
      nearMisses: expect.arrayContaining([
        'Il ne manque qu’une chose chez Saule : fichiers partagés.',
        'Noyer : il vous manque 60 € par an.',
      ]),
      conflicts: [
        'Aujourd’hui, aucun hébergeur n’offre à lui seul tout ceci : un prix dans votre budget ; boîtes mail au nom de l’association ; fichiers partagés.',
      ],
      excluded: ['noyer: budget', 'saule: usage-not-offered'],
    });
    expect(answer.fits).toEqual([]);
  });
});
