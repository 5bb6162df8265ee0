import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SeedFile } from '../../src/exchange/seed/check.ts';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import type { HostLetter, WrittenLetter } from '../../src/letters/letter.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { reference } from '../support/record.ts';

const api = useApp({ operator: { name: 'Réseau des Communs', contact: 'contact@communs.example' } });
const admin = { token: ADMIN_TOKEN };
interface List {
  items: HostLetter[];
  total: number;
  next: string | null;
}
const list = async (query = '') => (await api.ask<List>('GET', `/v1/letters${query}`, admin)).body;
const letterTo = async (host: string) => (await api.ask<WrittenLetter>('GET', `/v1/letters/${host}`, admin)).body;
const note = (host: string, sentOn: string | null) =>
  api.ask<HostLetter>('PUT', `/v1/letters/${host}`, { ...admin, body: { sentOn } });
const statesOf = (items: HostLetter[]) => Object.fromEntries(items.map(({ host, state }) => [host, state]));

/** Entries that were compiled from public pages. */
beforeAll(async () => {
  const entry = (slug: string, over: object) => ({
    ...{ slug, name: slug, website: `https://${slug}.example`, sources: ['https://liste.example'] },
    ...{ confirmedByHost: false, observed: { state: 'active', asOf: '2026-06' }, ...over },
  });
  const service = {
    ...{ slug: 'nuage', name: 'Nuage', usages: ['file-storage-sharing'], registration: 'open' },
    plans: [{ name: 'Groupe', fixed: 40, maxAccounts: 10, maxGb: 50, observedOn: '2026-05' }],
  };
  const file = {
    federations: [],
    hosts: [
      entry('aulnes', { name: 'Les Aulnes', seat: { country: 'FR' }, languages: ['fr'], services: [service] }),
      entry('oaks', { name: 'Oaks', seat: { country: 'GB' } }),
      entry('trembles', { name: 'Trembles', seat: { country: 'FR' } }),
    ],
  } as unknown as SeedFile;
  const context = { db: api.database.db, reference, clock: () => api.now, newId: randomUUID };
  expect((await seedCatalogue({ ...context, caller: { role: 'anonymous' } }, { file })).refused).toEqual([]);
  await api.catalogue.catchUp();
});

describe('The letter to a host', () => {
  it('says what its entry says and does not say, and how to confirm it, change it or have it removed', async () => {
    const { language, subject, text, post } = await letterTo('aulnes');
    expect([language, subject]).toEqual(['fr', 'Votre fiche sur bercail.example']);
    for (const line of [
      '- Site : https://aulnes.example',
      '- Nuage : fichiers partagés (1 prix connu)',
      '- Où travaillez-vous ?',
      'Combien de jours à l’avance prévenez-vous avant de fermer un service ?',
      'Ce que vous ne dites pas reste inconnu : ce n’est jamais compté comme un « non ».',
      'https://bercail.example/hosts/aulnes\n',
      'https://bercail.example/for-hosts?host=aulnes\n',
      'https://bercail.example/hosts/aulnes/report\n',
      'https://bercail.example/hosts/aulnes/removal\n',
      'Réseau des Communs\ncontact@communs.example',
    ])
      expect(text).toContain(line);
    expect(text).not.toContain('Combien coûte');
    expect(post).toContain('https://bercail.example/for-hosts?host=aulnes');
    for (const path of ['/hosts/aulnes', '/for-hosts?host=aulnes', '/hosts/aulnes/report', '/hosts/aulnes/removal'])
      expect((await api.ask('GET', path, { headers: { accept: 'text/html' } })).status).toBe(200);
  });

  it('is in English to a host abroad that does not speak French', async () => {
    const { language, text } = await letterTo('oaks');
    expect(language).toBe('en');
    expect(text).toContain('- What do you offer?');
  });
});

describe('Who was asked', () => {
  it('is noted by day, and listed with what came of it', async () => {
    expect(statesOf((await list()).items)).toEqual({ aulnes: 'to-write', oaks: 'to-write', trembles: 'to-write' });
    for (const host of ['aulnes', 'trembles']) expect((await note(host, '2026-11-20')).status).toBe(200);
    expect((await note('aulnes', '2026-11-21')).body).toMatchObject({ state: 'waiting', sentOn: '2026-11-21' });
    expect((await letterTo('aulnes')).sentOn).toBe('2026-11-21');
    const body = { role: 'host', host: 'aulnes', label: 'bureau' };
    const { token } = (await api.ask<{ token: string }>('POST', '/v1/tokens', { ...admin, body })).body;
    expect((await api.ask('POST', '/v1/hosts/aulnes/confirmations', { token })).status).toBe(200);
    expect((await api.ask('DELETE', '/v1/hosts/trembles', { ...admin, ifMatch: '*' })).status).toBe(200);
    expect(statesOf((await list()).items)).toEqual({ aulnes: 'confirmed', oaks: 'to-write', trembles: 'withdrawn' });
    expect((await list('?state=to-write')).items.map(({ host }) => host)).toEqual(['oaks']);
    const first = await list('?limit=2');
    const next = await api.ask<List>('GET', first.next!, admin);
    expect([first.total, ...next.body.items.map(({ host }) => host)]).toEqual([3, 'trembles']);
  });

  it('changes nothing public, and is taken back', async () => {
    const [revision, before] = [await api.revision(), (await api.ask('GET', '/v1/hosts/oaks')).text];
    await note('oaks', '2026-11-20');
    expect((await api.ask('GET', '/v1/hosts/oaks')).text).toBe(before);
    expect(await api.revision()).toBe(revision);
    const seen = (await note('oaks', null)).body;
    expect(seen).toMatchObject({ state: 'to-write' });
    expect(seen).not.toHaveProperty('sentOn');
    const noted = await api.database.run(sql`select * from audit where action = 'noteLetter'`);
    expect(JSON.stringify(noted)).not.toContain('2026-11-20');
  });

  it('is of entries that are public', async () => {
    const draft = await api.draft();
    const put = (host: string, sentOn: string) =>
      api.refused('PUT', `/v1/letters/${host}`, { ...admin, body: { sentOn } });
    expect(await put(draft.id, '2026-11-20')).toEqual([404, 'host-not-found']);
    expect(await api.refused('GET', `/v1/letters/${draft.id}`, admin)).toEqual([404, 'host-not-found']);
  });
});
