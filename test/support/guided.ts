import { randomUUID } from 'node:crypto';
import { seedCatalogue } from '../../src/exchange/seed.ts';
import type { Need } from '../../src/matching/schema.ts';
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

/** The real catalogue, with one host that has confirmed everything and one whose names are as long as may be. */
export async function fillCatalogue(test: TestApp): Promise<void> {
  const { db } = test.database;
  await seedCatalogue({
    db,
    reference,
    clock: () => test.now,
    newId: randomUUID,
    caller: { role: 'admin', label: 'test', tokenId: null },
  });
  await test.catalogue.catchUp();
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
      plans: [{ name: 'Groupe', fixed: 48, maxAccounts: 20, maxGb: 100 }],
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
}
