import { ADMIN_TOKEN, type Owned, type TestApp } from './app.ts';

/** A host that says much, in every kind of field, beside others that say little; one of each state, and one that is gone. */
export async function fillCatalogue(test: TestApp): Promise<{ full: Owned; federation: Owned }> {
  const federation = await test.federation({ slug: 'les-communs', name: 'Les Communs' });
  const full = await test.published({
    slug: 'les-aulnes',
    name: '=Les "Aulnes", coopérative',
    legalForm: 'association',
    summary: { fr: 'Fichiers et courriel,\nà Guéret.', en: 'Files and mail.' },
    foundedOn: '2014-03',
    seat: { country: 'FR', territory: { level: 'commune', code: '23096' } },
    serves: [{ level: 'country', code: 'FR' }],
    visits: [{ level: 'departement', code: '23' }],
    audiences: ['associations', 'individuals'],
    languages: ['fr', 'br'],
    support: [{ kind: 'training', mode: 'in-person' }, { kind: 'migration' }],
    contact: { email: 'contact@aulnes.example', hours: { fr: 'Le matin' } },
  });
  const write = async (method: string, path: string, body: unknown, token = full.token) => {
    const { status, text } = await test.ask(method, path, { token, ifMatch: '*', body });
    if (status >= 300) throw new Error(`${method} ${path}: ${text}`);
  };
  await write('PUT', '/v1/hosts/les-aulnes/services/nuage', {
    name: 'Nuage',
    usages: ['file-storage-sharing', 'shared-calendar'],
    summary: { fr: 'Le disque partagé' },
    software: { name: 'Nextcloud', licence: 'AGPL-3.0-or-later' },
    url: 'https://nuage.aulnes.example/',
    registration: 'open',
    capacity: { state: 'waiting-list', openFrom: '2027-01-01' },
    dataCountry: 'FR',
    ownDomain: false,
    certifications: ['hds'],
    exportFormats: ['WebDAV', 'zip'],
    imports: [{ tool: 'google-drive', guideUrl: 'https://aulnes.example/venir' }],
    startedOn: '2016-03',
    plans: [
      { name: 'Groupe', period: 'month', fixed: 3.5, includedAccounts: 10, maxAccounts: 10, maxGb: 'unlimited' },
      {
        name: '+Grand',
        fixed: 35,
        membershipFee: 15,
        setupFee: 20,
        perAccount: 2,
        perGb: 0.5,
        includedGb: 40,
        covers: ['courriel'],
        taxIncluded: false,
        conditions: { fr: 'Pour les adhérents' },
        observedOn: '2026-11-01',
        limits: { 'simultaneous-participants': 30 },
      },
      {
        name: 'Libre',
        for: 'person',
        freeAmount: { advised: 15, floor: 1 },
        membershipFree: { advised: 10, floor: 2 },
      },
      { name: 'Sur devis', onQuote: true },
    ],
  });
  await write('PUT', '/v1/hosts/les-aulnes/services/courriel', { name: 'Courriel', usages: ['email-hosting'] });
  await write('PUT', '/v1/hosts/les-aulnes/claims/free-software-only', {
    value: 'yes',
    evidenceUrl: 'https://aulnes.example/engagements',
    note: { fr: 'Tout est libre' },
  });
  await write('PUT', '/v1/hosts/les-aulnes/claims/no-third-party-trackers', { value: 'no' });
  await write('PUT', '/v1/hosts/les-aulnes/commitments/closing-notice', { value: 0 });
  await write('PUT', '/v1/hosts/les-aulnes/commitments/people-with-emergency-access', { value: 3 });
  await write('PUT', '/v1/hosts/les-aulnes/commitments/last-restore-test', { value: '2026-10-01' });
  await write('PUT', '/v1/hosts/les-aulnes/services/nuage/commitments/self-service-export', { value: true });
  await write(
    'PUT',
    '/v1/federations/les-communs/members/les-aulnes',
    { state: 'member', since: '2020' },
    federation.token,
  );
  await write('PUT', '/v1/hosts/les-aulnes/services/courriel/closing', {
    stages: { restricted: '2027-01-01', closed: '2027-07-01', dataErased: '2027-08-01' },
    reason: { fr: 'Plus assez de bras' },
  });
  for (let at = 0; at < 22; at++) await test.published({ slug: `hote-${at}`, name: `Hôte ${21 - at}` });
  await write('PUT', '/v1/hosts/hote-3/suspension', { reason: { fr: 'Site muet' } }, ADMIN_TOKEN);
  await write('DELETE', '/v1/hosts/hote-4', undefined, ADMIN_TOKEN);
  await test.draft({ slug: 'brouillon', name: 'Brouillon secret' });
  return { full, federation };
}
