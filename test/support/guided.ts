import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import type { TestApp } from './app.ts';
import { reference } from './record.ts';

/** A brass band: files for twelve people, mail for four, 60 € a year, in the Creuse; as a form and as a need. */
export const BRASS_BAND_FORM = {
  use: ['file-storage-sharing', 'email-hosting'],
  people: '12',
  space: 'medium',
  mailboxes: '4',
  budget: '60',
  place: 'departement:23',
} as const;

export const BRASS_BAND: Need = {
  usages: [
    { usage: 'file-storage-sharing', accounts: 12, storageGb: 30 },
    { usage: 'email-hosting', accounts: 4 },
  ],
  budgetPerYear: 60,
  territory: { level: 'departement', code: '23' },
};

type Values = Readonly<Record<string, string | readonly string[]>>;

/** The needs of `reference/needs.json` as people would tell them to the questions: as close as these come. */
export const DECLARED_NEEDS: Readonly<Record<string, Values>> = {
  'brass-band': BRASS_BAND_FORM,
  'sports-club-small-town': {
    use: ['email-hosting', 'membership-management', 'file-storage-sharing', 'writing'],
    replies: 'only-us',
    people: '6',
    space: 'little',
    mailboxes: '4',
    tool: ['gmail', 'microsoft-office', 'whatsapp', 'facebook-page', 'helloasso'],
    budget: '120',
    place: 'commune:23096',
    matters: ['price', 'near'],
  },
  'rural-culture-three-clouds': {
    use: [
      'file-storage-sharing',
      'shared-calendar',
      'office-suite',
      'website',
      'video-conferencing',
      'event-publishing',
    ],
    people: '10',
    fillers: '10',
    space: 'much',
    tool: ['google-drive', 'dropbox', 'onedrive', 'google-calendar', 'slack', 'ovhcloud'],
    budget: '720',
    place: 'commune:23079',
    matters: ['free', 'democratic', 'warned', 'near', 'moving', 'learning'],
  },
  'community-health-centre': {
    use: [
      'beneficiary-tracking',
      'email-hosting',
      'file-storage-sharing',
      'instant-messaging',
      'password-management',
      'wiki-knowledge-base',
    ],
    people: '14',
    space: 'much',
    mailboxes: '14',
    health: 'yes',
    tool: ['google-workspace', 'google-sheets', 'whatsapp', 'wix'],
    budget: '3000',
    place: 'commune:29019',
    matters: ['free', 'democratic', 'warned'],
  },
  'regional-youth-federation': {
    use: [
      'file-storage-sharing',
      'writing',
      'email-hosting',
      'video-conferencing',
      'online-forms',
      'wiki-knowledge-base',
    ],
    replies: 'everybody',
    people: '180',
    space: 'much',
    mailboxes: '120',
    tool: ['microsoft-365', 'google-forms', 'sympa', 'trello', 'spip'],
    budget: '8400',
    place: 'departement:35',
    matters: ['price', 'democratic', 'free', 'warned'],
  },
  'amap-volunteers': {
    use: ['writing', 'spreadsheet-database', 'file-storage-sharing', 'date-poll'],
    replies: 'everybody',
    people: '7',
    space: 'little',
    tool: ['google-sheets', 'google-groups', 'google-drive', 'doodle'],
    budget: '60',
    place: 'commune:44109',
    matters: ['price', 'near', 'free'],
  },
  'seniors-island-weak-connection': {
    use: ['email-hosting', 'audio-conferencing', 'shared-calendar', 'photo-gallery'],
    mailboxes: '3',
    tool: ['orange-mail', 'whatsapp'],
    budget: '180',
    place: 'commune:97411',
    matters: ['price', 'near', 'learning'],
  },
};

/** A form as a browser sends it. */
export function formOf(values: Values): string {
  const pairs = Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as string[]));
  return new URLSearchParams(pairs).toString();
}

export const sendForm = (test: TestApp, path: string, values: Values) =>
  test.ask('POST', path, {
    body: formOf(values),
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
  });

/** Sends a form as a page would, in a browser. */
export async function sendFromPage(page: Page, path: string, values: Values): Promise<void> {
  await page.goto('/legal');
  const pairs = Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  const sent = page.waitForURL(`**${path}`);
  await page.evaluate(
    `{const f=document.createElement('form');f.method='post';f.action=${JSON.stringify(path)};
      for(const [n,v] of ${JSON.stringify(pairs)}){const i=document.createElement('input');i.name=n;i.value=v;f.append(i)}
      document.body.append(f);f.submit()}`,
  );
  await sent;
  await page.waitForLoadState();
}

/** The catalogue that comes with the software, and nothing else. */
export async function seedOnly(test: TestApp): Promise<void> {
  await seedCatalogue({
    db: test.database.db,
    reference,
    clock: () => test.now,
    newId: randomUUID,
    caller: { role: 'admin', label: 'test', tokenId: null },
  });
  await test.catalogue.catchUp();
}

/**
 * The real catalogue, with one host that has confirmed everything and one whose names are as long as may be.
 * @returns the token of the federation whose list holds the first
 */
export async function fillCatalogue(test: TestApp): Promise<string> {
  await seedOnly(test);
  const sure = await test.published({
    slug: 'les-aulnes',
    name: 'Les Aulnes',
    seat: { country: 'FR', territory: { level: 'departement', code: '23' } },
    contact: { email: 'bonjour@aulnes.example', phone: '05 00 00 00 00' },
    audiences: ['associations'],
  });
  await test.ask('PUT', '/v1/hosts/les-aulnes/services/nuage', {
    token: sure.token,
    body: {
      name: 'Nuage',
      usages: ['file-storage-sharing', 'email-hosting'],
      registration: 'open',
      capacity: { state: 'open' },
      imports: [
        { tool: 'google-drive', guideUrl: 'https://aulnes.example/venir-de-google-drive' },
        { tool: 'nextcloud' },
      ],
      plans: [{ name: 'Groupe', for: 'organisation', fixed: 48, maxAccounts: 20, maxGb: 100 }],
    },
  });
  const promise = { value: 90, evidenceUrl: 'https://aulnes.example/engagements' };
  await test.ask('PUT', '/v1/hosts/les-aulnes/commitments/closing-notice', { token: sure.token, body: promise });
  const federation = await test.federation({ slug: 'les-choisis', name: "L'Atelier des choisis" });
  await test.ask('PUT', '/v1/federations/les-choisis/selection/les-aulnes', {
    token: federation.token,
    body: {
      why: { fr: 'Une équipe qui répond au téléphone.' },
      ties: { fr: 'Deux de nos membres y sont bénévoles.' },
      decidedOn: '2026-11-01',
      reviewBy: '2027-11-01',
    },
  });
  const long = await test.published({
    slug: 'long-names',
    name: `Association pour l’${'hébergement'.repeat(12)} <b>&amp;`.slice(0, 200),
    summary: { fr: 'Très'.repeat(200) },
    website: `https://${'sous-domaine.'.repeat(8)}aulnes-longs.example/${'chemin/'.repeat(20)}`,
  });
  await test.ask('PUT', '/v1/hosts/long-names/services/nuage', {
    token: long.token,
    body: { name: 'N'.repeat(200), usages: ['file-storage-sharing'], plans: [{ name: 'F'.repeat(200), fixed: 10 }] },
  });
  return federation.token;
}
