import { randomUUID } from 'node:crypto';
import { applyImported } from '../../src/exchange/imports/apply.ts';
import { parisDay } from '../../src/ground/clock.ts';
import type { Owned, TestApp } from './app.ts';
import { aFile } from './imports.ts';
import { reference } from './record.ts';

/** What others checked of the host of the desks. */
export const REVIEWED = 'communs/criterion:free-software-only';

/** A host of whom others say and ask all that a desk may show. */
export async function deskHost(test: TestApp): Promise<Owned> {
  const host = await test.published({
    slug: 'les-aulnes',
    name: 'Les Aulnes',
    contact: { email: 'contact@aulnes.example' },
    foundedOn: '2013',
  });
  const saules = await test.published({ slug: 'les-saules', name: 'Les Saules', serves: [{ level: 'world' }] });
  await test.published({ slug: 'les-saules-blancs', name: 'Les Saules blancs' });
  const communs = await test.federation({ slug: 'communs', name: 'Les Communs', website: 'https://communs.example' });
  const jardins = await test.federation({ slug: 'jardins', name: 'Les Jardins', website: 'https://jardins.example' });
  const put = (token: string, url: string, body: object) => test.ask('PUT', url, { token, ifMatch: '*', body });
  const plans = [{ name: 'Groupe', fixed: 40, maxAccounts: 20 }];
  await put(host.token, '/v1/hosts/les-aulnes/services/nuage', { name: 'Nuage', usages: ['file-storage-sharing'] });
  await put(host.token, '/v1/hosts/les-aulnes/services/courriel', { name: 'Courriel', usages: ['email-hosting'] });
  await put(host.token, '/v1/hosts/les-aulnes/commitments/closing-notice', { value: 90 });
  const open = { name: 'Nuage', usages: ['file-storage-sharing'], capacity: { state: 'open' }, plans };
  await put(saules.token, '/v1/hosts/les-saules/services/nuage', open);
  await put(communs.token, '/v1/federations/communs/members/les-aulnes', { state: 'member' });
  await put(jardins.token, '/v1/federations/jardins/members/les-aulnes', { state: 'member' });
  await put(communs.token, '/v1/federations/communs/reviews/les-aulnes/criterion:free-software-only', {
    ...{ value: 'no', reviewedOn: '2026-11-01', tie: 'none', evidenceUrl: 'https://communs.example/why' },
    note: { fr: 'Le pilote de la carte réseau n’est pas libre.' },
  });
  const report = { kind: 'wrong', text: { fr: 'Le prix est ancien.' }, url: 'https://aulnes.example/prix' };
  await test.ask('POST', '/v1/hosts/les-aulnes/reports', { body: report });
  const { db } = test.database;
  await applyImported(
    { db, reference, clock: () => test.now, newId: randomUUID },
    {
      ...{ host, by: 'host-file', on: parisDay(test.now) },
      imported: aFile({ facts: { foundedOn: '2014', languages: ['br'] }, name: 'Les Aulnes' }),
    },
  );
  return host;
}
