import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Claim, Commitment } from '../../src/documents/statement.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { answerTo, FILES, files, host, imported, MAIL, mail, saidOf, VIDEO } from '../support/answers.ts';
import { aClaimOf, aCommitmentOf } from '../support/documents.ts';
import { reference } from '../support/matching.ts';

const contested = <S extends Claim | Commitment>(said: S): S => ({ ...said, contested: true });
const free = { criterion: 'free-software-only' };
const asked = (
  said: Partial<Host>,
  require: NonNullable<Need['require']>,
  wish: NonNullable<Need['wish']> = { price: 'important' },
) =>
  (['fr', 'en'] as const).map((language) => {
    const need = { usages: [{ usage: FILES, accounts: 1, storageGb: 10 }], require, wish };
    return answerTo([host('Noyer', [files({ fixed: 5 })], said)], need, language)
      .toCheck[0]!.questions.map(({ text }) => text.replaceAll('\u00a0', ' '))
      .join(' ');
  });

describe('The question about what an association requires', () => {
  it('speaks to the host, and not of it, for every criterion', () => {
    for (const { askHost } of reference.criteria.values()) {
      expect(askHost.fr).toMatch(/\b(vous|vos|votre)\b/i);
      expect(askHost.en).toMatch(/\b(you|your)\b/i);
      expect([askHost.fr, askHost.en].join()).not.toMatch(/l'hébergeur|the host\b/i);
    }
  });

  it('is that of the vocabulary where the host has said nothing', () => {
    expect(asked({}, { criteria: [free] })).toEqual([
      'Tous les logiciels que vous proposez, et ceux qui servent à les proposer, sont-ils libres ?',
      'Is all the software that you offer, and use to offer it, free software?',
    ]);
  });

  it('is where to read it, or who checked it, where the host has said so with too little behind it', () => {
    const claims = [aClaimOf('free-software-only', 'yes', 'declared')];
    expect(asked({ claims }, { criteria: [{ ...free, evidence: 'documented' }] })).toEqual([
      'Où peut-on lire ceci : uniquement des logiciels libres ?',
      'Where can one read this: free software only?',
    ]);
    expect(asked({ claims }, { criteria: [{ ...free, evidence: 'peer-reviewed' }] })).toEqual([
      'Qui d’autre l’a vérifié : uniquement des logiciels libres ?',
      'Who else has checked it: free software only?',
    ]);
  });

  it('is what is missing where the host has said “in part”', () => {
    expect(asked({ claims: [aClaimOf('free-software-only', 'partial', 'documented')] }, { criteria: [free] })).toEqual([
      'Que manque-t-il encore pour ceci : uniquement des logiciels libres ?',
      'What is still missing for this: free software only?',
    ]);
  });

  it('is what the host answers where a third party disputes it', () => {
    const claims = [contested(aClaimOf('free-software-only', 'yes', 'documented'))];
    expect(asked({ claims }, { criteria: [free] })).toEqual([
      'Un tiers conteste ce point : uniquement des logiciels libres. Que répondez-vous ?',
      'A third party disputes this: free software only. What do you answer?',
    ]);
    const commitments = [contested(aCommitmentOf('closing-notice', 90, 'documented'))];
    expect(asked({ commitments }, { commitments: [{ kind: 'closing-notice', atLeast: 30 }] })).toEqual([
      'Un tiers conteste ce point : préavis avant fermeture. Que répondez-vous ?',
      'A third party disputes this: notice before closing. What do you answer?',
    ]);
  });

  it('is asked once, though it is wished too', () => {
    const [french] = asked({}, { criteria: [free] }, { criteria: { 'free-software-only': 'important' } });
    expect(french).toBe('Tous les logiciels que vous proposez, et ceux qui servent à les proposer, sont-ils libres ?');
  });
});

const BAND: Need = {
  usages: [
    { usage: FILES, accounts: 12, storageGb: 30 },
    { usage: MAIL, accounts: 4 },
  ],
  budgetPerYear: 60,
};
/** An amount that a plan does not tell. */
const UNTOLD = { fixed: undefined };
const questionsIn = (answer: ReturnType<typeof answerTo>, name: string) =>
  saidOf(answer, name).filter((text) => text.startsWith('?'));
const costIn = (answer: ReturnType<typeof answerTo>) => [...answer.fits, ...answer.toCheck][0]!.cost;

describe('The question about a price that nobody knows', () => {
  it('is one of the first two, for all that has none, and the others do not ask it again', () => {
    const asks = (language: 'fr' | 'en') =>
      questionsIn(
        answerTo([imported('Noyer', '2026-05', [files({ ...UNTOLD, maxGb: undefined })])], BAND, language),
        'Noyer',
      );
    expect(asks('fr').slice(0, 2)).toEqual([
      '? Proposez-vous aussi ceci : boîtes mail au nom de l’association (4 comptes) ?',
      '? Quel est le prix par an pour ceci : boîtes mail au nom de l’association (4 comptes) ; fichiers partagés (12 comptes et 30 Go) ?',
    ]);
    expect(asks('en').slice(0, 2)).toEqual([
      '? Do you also offer this: email accounts in the organisation’s name (4 accounts)?',
      '? What is the yearly price for this: email accounts in the organisation’s name (4 accounts); shared files (12 accounts and 30 GB)?',
    ]);
    expect(asks('fr').filter((text) => /prix/.test(text))).toHaveLength(1);
  });

  it('is asked without a budget and without a wish about it too', () => {
    const need: Need = {
      usages: BAND.usages,
      wish: { proximity: 'plus' },
      territory: { level: 'departement', code: '23' },
    };
    const answer = answerTo([host('Noyer', [files({ ...UNTOLD, maxAccounts: undefined }), mail({ fixed: 5 })])], need);
    expect(questionsIn(answer, 'Noyer')[1]).toBe('? Quel est le prix par an pour 12 comptes et 30 Go ?');
  });

  it('leaves out what has a price: the rest is asked with the one usage that is not listed', () => {
    const answer = answerTo([imported('Noyer', '2026-05', [files({ fixed: 0 })])], BAND);
    expect(questionsIn(answer, 'Noyer').filter((text) => /prix/.test(text))).toEqual([
      '? Proposez-vous aussi ceci : boîtes mail au nom de l’association (4 comptes) ? À quel prix ?',
    ]);
    expect(costIn(answer).known).toEqual({ usages: [FILES], floor: 0, chosen: false });
  });

  it('is for all usages that are not listed, when there are several', () => {
    const need: Need = { ...BAND, usages: [...BAND.usages, { usage: VIDEO }] };
    const answer = answerTo([imported('Noyer', '2026-05', [files({ ...UNTOLD, freeAmount: {} })])], need);
    expect(questionsIn(answer, 'Noyer')[1]).toBe(
      '? Quel est le prix par an pour ceci : boîtes mail au nom de l’association (4 comptes) ; réunion à distance avec image ?',
    );
    expect(costIn(answer).known).toEqual({ usages: [FILES], floor: 0, chosen: true });
  });

  it('is no longer asked when all of it is known', () => {
    const answer = answerTo([imported('Noyer', '2026-05', [files({ fixed: 10 }), mail({ fixed: 5 })])], BAND);
    expect(saidOf(answer, 'Noyer').join()).not.toContain('Quel est le prix');
    expect(costIn(answer).known).toBeUndefined();
  });
});

describe('Amounts that nobody said', () => {
  const counted: Need = { usages: [{ usage: MAIL }] };

  it('are not asked of a host', () => {
    const answer = answerTo([imported('Noyer', '2026-05', [mail({ maxGb: undefined })])], counted);
    expect(questionsIn(answer, 'Noyer')).toContain('? Combien de place proposez-vous ?');
  });

  it('are not called those of who reads the answer', () => {
    const tooSmall = answerTo([host('Noyer', [mail({ maxGb: 3 })])], { usages: [{ usage: MAIL, accounts: 4 }] });
    expect(tooSmall.nearMisses[0]!.text.replaceAll('\u00a0', ' ')).toContain('3 Go au plus, et nous comptons 4 Go.');
    const roomy = answerTo([host('Noyer', [mail({ maxGb: 30 })])], {
      ...counted,
      wish: { 'storage-margin': 'important' },
    });
    expect(saidOf(roomy, 'Noyer')).toContain('+ Vous aurez 30 Go, pour 1 Go comptés.');
  });
});
