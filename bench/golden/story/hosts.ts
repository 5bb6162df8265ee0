import { type Holder, type Teller, whatever } from './teller.ts';

/** A host that tells of itself, and others that only begin to. */

export async function register({ ask }: Teller, slug: string, name: string, website: string): Promise<Holder> {
  const { body: made } = await ask('POST', '/v1/hosts', { body: { slug, name, website, terms: '2026-1' } });
  return { id: made.host.id as string, token: made.token as string };
}

export async function tellOfHost({ ask }: Teller, aulnes: Holder, federation: string): Promise<void> {
  const f = '/v1/federations/communs';
  const by = { token: federation };
  await ask('POST', '/v1/hosts', { body: { slug: 'Pas Bon', name: '', website: 'ftp://x', extra: 1 } });
  const own = { token: aulnes.token, headers: whatever };
  const h = `/v1/hosts/${aulnes.id}`;
  await ask('PUT', `${h}/document`, {
    ...own,
    body: {
      host: {
        slug: 'les-aulnes',
        name: 'Les Aulnes',
        website: 'https://aulnes.example',
        legalForm: 'association',
        audiences: ['associations'],
        languages: ['fr', 'en'],
        seat: { country: 'FR', territory: { level: 'departement', code: '23' } },
        serves: [{ level: 'country', code: 'FR' }],
        visits: [{ level: 'departement', code: '23' }],
        support: [{ kind: 'training', mode: 'in-person' }, { kind: 'migration' }],
        contact: { email: 'contact@aulnes.example', phone: '05 00 00 00 00', hours: { fr: 'Le mardi.' } },
      },
      services: [
        {
          slug: 'nuage',
          name: 'Nuage',
          usages: ['file-storage-sharing', 'email-hosting', 'shared-calendar'],
          software: { name: 'Nextcloud', licence: 'AGPL-3.0-or-later' },
          url: 'https://nuage.aulnes.example',
          registration: 'open',
          capacity: { state: 'open' },
          dataCountry: 'FR',
          exportFormats: ['ICS', 'ZIP'],
          plans: [
            { name: 'Groupe', period: 'year', fixed: 48, maxAccounts: 20, maxGb: 100, observedOn: '2026-10' },
            { name: 'Libre', freeAmount: { advised: 30, floor: 10 }, maxAccounts: 10, maxGb: 20 },
          ],
        },
        { slug: 'salon', name: 'Salon', usages: ['video-conferencing'], registration: 'none-needed' },
      ],
      claims: {
        'free-software-only': { value: 'yes', evidenceUrl: 'https://aulnes.example/logiciels' },
        'non-profit': { value: 'yes' },
      },
      commitments: {
        'closing-notice': { value: 90, evidenceUrl: 'https://aulnes.example/engagements' },
        'data-retrieval-after-end': { value: 30 },
      },
    },
  });
  await ask('PUT', `${h}/document?dryRun=true`, {
    ...own,
    body: {
      host: { slug: 'les-aulnes', name: 'x' },
      services: [{}],
      claims: { nope: { value: 'maybe' } },
      commitments: {},
    },
  });
  await ask('POST', `${h}/publication`, { token: aulnes.token });
  await ask('PUT', `${f}/vouches/${aulnes.id}`, by);
  await ask('POST', `${h}/publication`, { token: aulnes.token });
  await ask('POST', `${f}/members`, {
    token: aulnes.token,
    body: { since: '2026-01-15', note: { fr: 'Nous venons à vos réunions.' } },
  });
  await ask('PUT', `${f}/members/les-aulnes`, {
    ...by,
    headers: whatever,
    body: { state: 'member', since: '2026-01-15' },
  });
  await ask('PATCH', h, { token: aulnes.token, body: { summary: { fr: 'Sans version.' } } });
  await ask('PATCH', h, {
    token: aulnes.token,
    headers: { 'if-match': '"v1"' },
    body: { summary: { fr: 'Trop tard.' } },
  });
  await ask('PATCH', h, {
    ...own,
    body: { summary: { fr: 'Un hébergeur de la Creuse.', en: 'A host in the Creuse.' }, foundedOn: '2014' },
  });
  await ask('PATCH', h, { ...own, body: { foundedOn: '2099-13', seat: { country: 'XX' } } });
  await ask('PUT', `${h}/services/salon`, {
    ...own,
    body: { name: 'Salon', usages: ['video-conferencing'], registration: 'open', plans: [{ name: 'Seul', fixed: 0 }] },
  });
  await ask('PUT', `${h}/services/blog`, {
    token: aulnes.token,
    body: { name: 'Blog', usages: ['website'], plans: [{ name: 'Mois', period: 'month', fixed: 3 }] },
  });
  await ask('PATCH', `${h}/services/blog`, { ...own, body: { plans: [{ name: 'Mois', period: 'month', fixed: 4 }] } });
  await ask('PUT', `${h}/services/photos`, {
    token: aulnes.token,
    body: { name: 'Photos', usages: ['no-such-usage'] },
  });
  await ask('PUT', `${h}/claims/democratic-governance`, {
    token: aulnes.token,
    body: { value: 'partial', note: { fr: 'Une assemblée par an.' } },
  });
  await ask('PUT', `${h}/claims/democratic-governance`, { ...own, body: { value: 'yes' } });
  await ask('PUT', `${h}/commitments/closing-notice`, { ...own, body: { value: 60 } });
  await ask('PUT', `${h}/commitments/backup-interval`, { token: aulnes.token, body: { value: 24 } });
  await ask('DELETE', `${h}/commitments/backup-interval`, own);
  await ask('PUT', `${h}/services/nuage/commitments/support-response`, { token: aulnes.token, body: { value: 8 } });
  await ask('PUT', `${h}/commitments/closing-notice`, { ...own, body: { value: 'never' } });
  await ask('PATCH', '/v1/hosts/infini', { token: aulnes.token, headers: whatever, body: { name: 'Pas à moi' } });
}
