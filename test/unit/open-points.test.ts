import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { type Proposal, proposalsOf } from '../../src/pages/parts/proposals.ts';
import { answerTo, FILES, files, filesFor, host, MAIL, mail, speakers } from '../support/answers.ts';
import { aClaimOf } from '../support/documents.ts';

/** Whoever reads a card is told what is not known, and nothing that is. */

const LISTS = 'mailing-lists';
const proposalFor = (hosts: Host[], need: Need, language: 'fr' | 'en' = 'fr'): Proposal => {
  const answered = { match: answerTo(hosts, need, language), need, say: speakers[language] };
  return proposalsOf({ ...answered, bySlug: new Map(hosts.map((one) => [one.slug, one])) })[0]!;
};
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('What a card asks of the size', () => {
  const need: Need = {
    usages: [
      { usage: FILES, accounts: 25, storageGb: 30 },
      { usage: LISTS, amounts: { subscribers: 25 } },
    ],
  };
  const lists = files({ fixed: 0 }, { slug: 'listes', usages: [LISTS] });
  const large = files({ includedAccounts: 50, maxAccounts: 50, includedGb: 50, maxGb: 50 });

  it('is the limit that nobody knows, where the plan is known to be large enough', () => {
    const hosts = [host('Aulne', [large, lists])];
    expect(proposalFor(hosts, need).open.map(plain)).toEqual([
      'combien de personnes inscrites il accepte (il vous en faut 25)',
    ]);
    expect(proposalFor(hosts, need, 'en').open).toEqual(['how many subscribers it allows (you need 25)']);
  });

  it('is a plan, where that is not known', () => {
    const hosts = [host('Aulne', [files({ fixed: 0, includedAccounts: undefined, maxAccounts: undefined }), lists])];
    expect(proposalFor(hosts, need).open.map(plain)).toEqual(['une formule pour 25 comptes (30 Go)']);
  });
});

describe('A usage that nobody knows to be offered', () => {
  const need: Need = {
    usages: [
      { usage: FILES, accounts: 1, storageGb: 100 },
      { usage: 'newsletter', amounts: { subscribers: 600 } },
    ],
  };
  const hosts = [host('Bouleau', [files({ fixed: 0 })], { complete: [] })];

  it('is asked for, and its price only then', () => {
    expect(proposalFor(hosts, { ...need, budgetPerYear: 60 }).open.map(plain)).toEqual([
      's’il propose ceci : lettre d’information, et à quel prix',
    ]);
    expect(proposalFor(hosts, need).open.map(plain)).toEqual(['s’il propose ceci : lettre d’information']);
  });
});

describe('What others say of a host', () => {
  it('is told with the month in which they said it', () => {
    const claims = [aClaimOf('hosted-in-eu', 'yes', 'documented', 'import')];
    const hosts = [host('Charme', [files({ fixed: 0 })], { claims })];
    const { reasons } = proposalFor(hosts, filesFor({ criteria: { 'hosted-in-eu': 'important' } }));
    expect(reasons.map(({ text }) => text).join(' ')).toMatch(
      /Hébergé dans l’Union européenne : [^.]*, en novembre 2026\./,
    );
  });
});

describe('Mail whose addresses end in the name of the host', () => {
  const need: Need = {
    usages: [
      { usage: FILES, accounts: 1, storageGb: 100 },
      { usage: MAIL, accounts: 4 },
    ],
  };
  const offering = (ownDomain: boolean) => [host('Érable', [files({ fixed: 0 }), mail({ fixed: 0 }, { ownDomain })])];

  it('is not called that of the association, where the host is told to offer it', () => {
    const told = (own: boolean) =>
      proposalFor(offering(own), need)
        .reasons.map(({ text }) => text)
        .join(' ');
    expect(told(true)).toContain('boîtes mail au nom de l’association');
    expect(told(false)).toContain('boîtes mail');
    expect(told(false)).not.toContain('au nom de l’association');
  });
});
