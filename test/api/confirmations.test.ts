import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { SeedFile } from '../../src/exchange/seed/check.ts';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import type { HistoryEntry } from '../../src/history/schema.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { aService, reference } from '../support/record.ts';

const api = useApp();
const START = api.now;
const LATER = '2029-03-01';
afterEach(() => {
  api.now = START;
});

const at = ({ slug }: { slug: string }) => `/v1/hosts/${slug}`;
const read = async (host: { slug: string }) => (await api.ask<Host>('GET', at(host))).body;
const confirm = (host: { slug: string; token: string }, ifMatch?: string) =>
  api.ask<Host>('POST', `${at(host)}/confirmations`, { token: host.token, ifMatch });
/** A page in plain words. */
const seen = async (address: string) =>
  (await api.ask('GET', address, { headers: { accept: 'text/html' } })).text
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]+>/g, ' ');
const write = async (host: Owned, path: string, body: object) => {
  const { status, text } = await api.ask('PUT', at(host) + path, { token: host.token, ifMatch: '*', body });
  expect([200, 201], text).toContain(status);
};
const sentencesOf = async (host: { slug: string }, lang: string) =>
  (await api.ask<{ items: HistoryEntry[] }>('GET', `${at(host)}/history?lang=${lang}`)).body.items[0]!.sentences.map(
    ({ text }) => text,
  );

/** A host that said everything it can say on the first day, and is read long after. */
async function aged(): Promise<Owned> {
  const host = await api.published();
  const plans = [
    { name: 'Groupe', fixed: 35, observedOn: '2026-11-02' },
    { name: 'Solo', fixed: 12 },
  ];
  await write(host, '/services/nuage', aService({ plans }));
  await write(host, '/services/nuage/commitments/closing-notice', { value: 60 });
  await write(host, '/commitments/closing-notice', { value: 90, evidenceUrl: 'https://aulnes.example/fin' });
  await write(host, '/claims/free-software-only', { value: 'yes', evidenceUrl: 'https://aulnes.example/logiciels' });
  api.now = new Date(`${LATER}T12:00:00Z`);
  await api.catalogue.catchUp();
  return host;
}

describe('POST /v1/hosts/{host}/confirmations', () => {
  it('dates everything that the host says on today, as one change', async () => {
    const host = await aged();
    const before = await api.revision();
    const { status, body, headers } = await confirm(host);
    expect([status, headers.etag, body.confirmedOn, body.confirmedByHost]).toEqual([
      200,
      `"v${body.version}"`,
      LATER,
      true,
    ]);
    expect(await api.revision()).toBe(before + 1);
    const fresh = { by: 'host', asOf: LATER, aged: false };
    expect(body.claims[0]).toMatchObject({ value: 'yes', evidence: 'documented', statements: [fresh] });
    expect(body.commitments[0]).toMatchObject({ value: 90, evidence: 'documented', statements: [fresh] });
    expect(body.services[0]!.commitments[0]).toMatchObject({ value: 60, statements: [fresh] });
    expect(body.services[0]!.plans).toEqual([
      { name: 'Groupe', fixed: 35, observedOn: LATER },
      { name: 'Solo', fixed: 12 },
    ]);
    expect(await read(host)).toEqual(body);
  });

  it('gives back to evidence what its age had taken', async () => {
    const host = await aged();
    const standing = ({ claims: [claim] }: Host) => [claim!.evidence, claim!.statements[0]!.aged];
    expect(standing(await read(host))).toEqual(['declared', true]);
    expect(standing((await confirm(host)).body)).toEqual(['documented', false]);
  });

  it('a second time on the same day changes nothing', async () => {
    const host = await aged();
    const first = await confirm(host);
    const before = await api.revision();
    const second = await confirm(host);
    expect([second.status, second.headers.etag]).toEqual([200, first.headers.etag]);
    expect(second.body).toEqual(first.body);
    expect(await api.revision()).toBe(before);
  });

  it('leaves alone what others say', async () => {
    const host = await aged();
    const federation = await api.federation();
    const review = `/v1/federations/${federation.slug}/reviews/${host.slug}/criterion:free-software-only`;
    await api.ask('PUT', review, { token: federation.token, body: { value: 'yes', reviewedOn: '2028-01-15' } });
    const { body } = await confirm(host);
    expect(body.claims[0]!.statements.map(({ by, asOf }) => [by, asOf])).toEqual([
      ['federation', '2028-01-15'],
      ['host', LATER],
    ]);
  });

  it('is told in the history, in both languages', async () => {
    const host = await aged();
    await confirm(host);
    expect(await sentencesOf(host, 'fr')).toEqual(['La fiche est confirmée. Tout ce qu’elle dit est encore vrai.']);
    expect(await sentencesOf(host, 'en')).toEqual(['The entry is confirmed. All that it says is still true.']);
  });

  it('does not lift a suspension, and comes too late for a host that has left', async () => {
    const host = await aged();
    const reason = { fr: 'Plusieurs signalements.' };
    await api.ask('PUT', `${at(host)}/suspension`, { token: ADMIN_TOKEN, body: { reason } });
    expect((await confirm(host)).body).toMatchObject({ state: 'suspended', confirmedOn: LATER });
    await api.ask('DELETE', at(host), { token: host.token, ifMatch: '*' });
    expect(await api.refused('POST', `${at(host)}/confirmations`, { token: host.token })).toEqual([
      409,
      'host-withdrawn',
    ]);
  });
});

describe('an imported entry', () => {
  const slug = 'framasoft';
  const seed = async (file?: SeedFile) => {
    const { refused } = await seedCatalogue(
      { db: api.database.db, reference, clock: () => api.now, newId: randomUUID, caller: { role: 'anonymous' } },
      file ? { file } : {},
    );
    expect(refused).toEqual([]);
    await api.catalogue.catchUp();
  };
  beforeAll(() => seed());

  it('becomes the word of its owner by a confirmation, without a value moving', async () => {
    const { body: made } = await api.ask<{ token: string }>('POST', '/v1/tokens', {
      token: ADMIN_TOKEN,
      body: { role: 'host', host: slug, label: 'bureau' },
    });
    const document = async () => (await api.ask<object>('GET', `/v1/hosts/${slug}/document`)).body;
    const [before, said] = [await read({ slug }), await document()];
    expect(before.confirmedByHost).toBe(false);
    expect(before.provenance).toBeDefined();
    const own = ({ claims, commitments, services }: Host) =>
      [...claims, ...commitments, ...services.flatMap(({ commitments }) => commitments)]
        .flatMap(({ statements }) => statements.map(({ by, asOf }) => ({ by, asOf })))
        .filter(({ by }) => by === 'host' || by === 'import');
    const { body: first } = await confirm({ slug, token: made.token });
    expect(first).toMatchObject({ confirmedByHost: true, confirmedOn: '2026-11-25' });
    expect(first).not.toHaveProperty('provenance');
    // Nobody said that these were seen.
    expect(own(first).length).toBeGreaterThan(0);
    expect(own(first)).toEqual(own(before));
    const seenToo = { imported: ['claims', 'commitments'] };
    const confirmations = `${at({ slug })}/confirmations`;
    const inPlace = await api.ask<Host>('POST', confirmations, { token: ADMIN_TOKEN, body: seenToo });
    // An administrator speaks for nobody.
    expect(own(inPlace.body)).toEqual(own(before));
    const { body } = await api.ask<Host>('POST', confirmations, { token: made.token, body: seenToo });
    expect(own(body).every(({ by, asOf }) => by === 'host' && asOf === '2026-11-25')).toBe(true);
    const undated = (value: unknown) => JSON.stringify(value).replace(/"observedOn":"[^"]*"/g, '');
    expect(undated(await document())).toBe(undated(said));
  });

  it('that was compiled years ago is dated by that day from then on: its page, its card, its prices', async () => {
    const slug = 'linfinie';
    const plans = [{ name: 'Groupe', fixed: 35 }];
    const entry = {
      ...{ slug, name: 'L’Infinie', sources: ['https://infinie.example'], confirmedByHost: false },
      observed: { state: 'active', asOf: '2025-05' },
      services: [{ slug: 'nuage', name: 'Nuage', usages: ['file-storage-sharing'], plans }],
    };
    await seed({ federations: [], hosts: [entry] });
    const made = await api.ask<{ token: string }>('POST', '/v1/tokens', {
      token: ADMIN_TOKEN,
      body: { role: 'host', host: slug, label: 'bureau' },
    });
    // A year, and not a part of an id.
    const tellsOfThen = async (address: string) => /\b2025\b/.test(await seen(address));
    expect(await tellsOfThen(`/hosts/${slug}`)).toBe(true);
    await confirm({ slug, token: made.body.token });
    for (const page of [`/hosts/${slug}`, '/hosts?q=infinie', `/compare?host=${slug}`])
      expect([page, await tellsOfThen(page)]).toEqual([page, false]);
    expect(await seen(`/hosts/${slug}`)).toMatch(/Prix relevés le 25.novembre 2026|25.novembre 2026/);
    const linked = await api.ask('GET', at({ slug }), { headers: { accept: 'application/ld+json' } });
    expect(linked.text).toContain('"observedOn":"2026-11-25"');
  });

  it('that was last seen closed opens again when its host speaks', async () => {
    const closed = { slug: 'les-saules', token: ADMIN_TOKEN };
    const entry = {
      ...{ slug: closed.slug, name: 'Les Saules', sources: ['https://saules.example'], confirmedByHost: false },
      observed: { state: 'closed', asOf: '2026-01' },
    };
    await seed({ federations: [], hosts: [entry] });
    expect((await read(closed)).state).toBe('closed');
    const { body } = await confirm(closed);
    expect(body.state).toBe('published');
  });

  it('says when an administrator said so in the place of the host, until the host says it', async () => {
    const host = await api.published();
    const inPlace = { slug: host.slug, token: ADMIN_TOKEN };
    expect((await confirm(inPlace)).body).toMatchObject({ confirmedByHost: true, confirmedOnBehalf: true });
    expect(await seen(`/hosts/${host.slug}`)).toMatch(/relue par l’administration du catalogue le 25.novembre 2026/);
    expect(await seen(`/hosts/${host.slug}`)).not.toContain('relue par l’hébergeur');
    const counted = async () => [
      (await api.ask<{ total: number }>('GET', `/v1/hosts?confirmed=true&q=${host.slug}`)).body.total,
      (await api.ask<{ state: string }>('GET', `/v1/letters/${host.slug}`, { token: ADMIN_TOKEN })).body.state,
      (await seen(`/hosts?q=${host.slug}`)).includes('pas encore été relue par son hébergeur'),
    ];
    expect(await counted()).toEqual([0, 'to-write', true]);
    const desk = await new Browser(api).signIn(host.token);
    await desk.open(`/manage/hosts/${host.slug}`);
    expect(desk.text).toContain('par l’administration du catalogue, à votre place');
    expect((await confirm(host)).body).not.toHaveProperty('confirmedOnBehalf');
    expect(await counted()).toEqual([1, 'confirmed', false]);
    await desk.open(`/manage/hosts/${host.slug}`);
    expect(desk.text).toContain('Relue par vous le');
    expect(await seen(`/hosts/${host.slug}`)).toContain('relue par l’hébergeur');
  });
});
