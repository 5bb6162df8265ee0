import { describe, expect, it } from 'vitest';
import { PARAGRAPH_TOPICS, paragraphFor, paragraphOn } from '../../src/advice/paragraphs.ts';
import { tryPrice } from '../../src/advice/tried-price.ts';
import type { Host } from '../../src/documents/host.ts';
import { createMatcher } from '../../src/matching/run.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import { aCommitmentOf, aDocument, anOffer, aPlan } from '../support/documents.ts';
import { DAY, policy, reference } from '../support/matching.ts';

const FRENCH = speaker('fr', reference);
const ENGLISH = speaker('en', reference);

describe('A paragraph that a host may publish', () => {
  const promising = aDocument({
    name: 'Les Aulnes',
    commitments: [
      aCommitmentOf('closing-notice', 90, 'declared'),
      aCommitmentOf('data-retrieval-after-end', 0, 'declared'),
      aCommitmentOf('people-with-emergency-access', 1, 'declared'),
      aCommitmentOf('backup-interval', 24, 'declared'),
      aCommitmentOf('backup-offsite', false, 'declared'),
      aCommitmentOf('backup-retention', 30, 'documented', 'import'),
      aCommitmentOf('last-restore-test', '2026-03', 'declared'),
      aCommitmentOf('export-formats', ['CSV', 'ICS'], 'declared'),
      aCommitmentOf('processing-agreement', 'https://aulnes.example/contrat', 'declared'),
    ],
  });

  it('says the host’s own answers, and nothing that it did not answer or that promises nothing', () => {
    const texts = (say: typeof FRENCH) =>
      PARAGRAPH_TOPICS.map((topic) => paragraphOn(topic, promising, reference, say).text?.replaceAll('\u00a0', ' '));
    expect(texts(FRENCH)).toEqual([
      'Si Les Aulnes doit fermer un service, nous prévenons les personnes qui l’utilisent au moins 90 jours à l’avance.',
      'D’habitude, 24 heures au plus séparent deux sauvegardes. Nous avons vérifié pour la dernière fois qu’une sauvegarde se restaure : mars 2026.',
      'Une seule personne peut intervenir en urgence sur les serveurs.',
      'Les données peuvent être récupérées dans ces formats : CSV et ICS.',
      'Les Aulnes signe un contrat de traitement des données avec les associations qui lui confient des données personnelles. Il se lit ici : https://aulnes.example/contrat',
    ]);
    expect(texts(ENGLISH)[0]).toBe(
      'If Les Aulnes has to close a service, we tell the people who use it at least 90 days ahead.',
    );
    expect(paragraphFor('backup-offsite', promising, reference, FRENCH)).toMatchObject({
      topic: 'backups',
      says: ['backup-interval', 'last-restore-test'],
      // What a file of elsewhere said is no answer of the host.
      unanswered: ['backup-worst-case', 'backup-retention', 'recovery-time-target'],
    });
    expect(paragraphFor('status-page', promising, reference, FRENCH)).toBeUndefined();
  });

  it('has no text as long as nothing is answered, and then names the public models, with their licences', () => {
    const { text, models } = paragraphFor('processing-agreement', aDocument(), reference, FRENCH)!;
    expect(text).toBeNull();
    expect(models.map(({ url }) => new URL(url).host)).toEqual(['www.cnil.fr', 'eur-lex.europa.eu']);
    expect(models.map(({ licence }) => licence)).toEqual([null, null]);
    expect(paragraphOn('backups', aDocument(), reference, ENGLISH).models[0]!.licence).toBe('CC-BY-SA-4.0');
  });
});

describe('A price that a host tries', () => {
  const matcher = createMatcher(policy, reference, 'a secret for the tests');
  const catalogue = { epoch: 'e', revision: 1, day: DAY, reference, groups: [], federationBySlug: new Map() };
  const tried = async (host: Host, accounts: number, storageGb = 20) => {
    const usages = [{ usage: 'file-storage-sharing', accounts, storageGb }];
    const { texts, ...price } = await tryPrice({ usages }, host, { matcher, catalogue, say: FRENCH });
    return { ...price, texts: texts.map((text) => text.replaceAll('\u00a0', ' ')) };
  };
  const selling = (...plans: Parameters<typeof aPlan>[0][]) =>
    aDocument({ state: 'draft', confirmedByHost: false, services: [anOffer({ plans: plans.map(aPlan) })] });

  it('is that of the plan which a match would choose, for a draft too', async () => {
    const host = selling(
      { name: 'Petite', fixed: 10, maxAccounts: 5, maxGb: 10 },
      { name: 'Chorale', fixed: 36, perAccount: 1, includedAccounts: 10, maxAccounts: 15, maxGb: 40 },
    );
    const { state, perYear, services, texts } = await tried(host, 12);
    expect({ state, perYear, plan: services[0]?.plan }).toEqual({ state: 'known', perYear: 38, plan: 'Chorale' });
    expect(texts.slice(0, 3)).toEqual([
      'Cela coûterait 38 € par an.',
      'Avec la formule « Chorale » pour ceci : fichiers partagés.',
      'Elle va jusqu’à 15 comptes et 40 Go.',
    ]);
    expect((await tried(host, 5, 5)).perYear).toBe(10);
  });

  it('tells why there is none', async () => {
    const { state, perYear, texts } = await tried(
      selling({ name: 'Petite', fixed: 10, maxAccounts: 10, maxGb: 40 }),
      12,
    );
    expect([state, perYear]).toEqual(['no', null]);
    expect(texts[0]).toContain('10 comptes');
    expect((await tried(aDocument({ services: [] }), 12)).texts[0]).toMatch(/^.*\.$/);
  });

  it('is unknown, free, or free to choose', async () => {
    expect(await tried(selling({ fixed: undefined as never, onQuote: true }), 12)).toMatchObject({ perYear: null });
    expect((await tried(selling({ fixed: 0 }), 12)).texts[0]).toBe('Ce serait gratuit.');
    const chosen = await tried(selling({ fixed: undefined as never, freeAmount: { advised: 30, floor: 5 } }), 12);
    expect(chosen).toMatchObject({ perYear: 30, floor: 5, exact: false });
    expect(chosen.texts[0]).toBe('Le prix serait libre à partir de 5 € par an, 30 € conseillés.');
  });
});
