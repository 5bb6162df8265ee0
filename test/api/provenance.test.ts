import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Origin } from '../../src/documents/provenance.ts';
import type { Service } from '../../src/documents/service.ts';
import { applyImported } from '../../src/exchange/imports/apply.ts';
import type { SeedFile } from '../../src/exchange/seed/check.ts';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import type { HostDocument } from '../../src/host-documents/schema.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Recommendation } from '../../src/recommendations/schema.ts';
import { FACT_ORIGINS, ORIGIN_RANKS } from '../../src/vocabulary/terms.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aFile } from '../support/imports.ts';
import { aService, aSlug, reference } from '../support/record.ts';

const api = useApp();
const TODAY = '2026-11-25';

const told = async ({ slug }: Pick<Owned, 'slug'>, rest = ''): Promise<Record<string, Origin>> => {
  const { status, body, text } = await api.ask<Host>('GET', `/v1/hosts/${slug}${rest}?with=provenance`);
  expect(status, text).toBe(200);
  return body.provenance!;
};
const patch = (host: Owned, body: object, token = host.token) =>
  api.ask<Host>('PATCH', `/v1/hosts/${host.slug}`, { token, body, ifMatch: '*' });
const later = (days: number) => {
  api.now = new Date(api.now.getTime() + days * 86_400_000);
  return api.now.toISOString().slice(0, 10);
};
const imported = async (host: Owned, facts: object, services: object[] = []) => {
  const { body } = await api.ask<Host>('GET', `/v1/hosts/${host.slug}`);
  return await applyImported(
    { db: api.database.db, reference, clock: () => api.now, newId: () => crypto.randomUUID() },
    {
      host,
      by: 'host-file',
      on: api.now.toISOString().slice(0, 10),
      imported: aFile({ name: body.name, facts, services: services as never }),
    },
  );
};

describe('GET /v1/hosts/{host}?with=provenance', () => {
  it('tells of every field who said it, where and as of when, and which origin writes over which', async () => {
    const host = await api.published({ languages: ['fr'], summary: { fr: 'Un hébergeur.' } });
    await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: aService() });
    await api.ask('PUT', `/v1/hosts/${host.slug}/claims/free-software-only`, {
      token: host.token,
      body: { value: 'yes', evidenceUrl: 'https://aulnes.example/libre' },
    });
    const { body } = await api.ask<Host>('GET', `/v1/hosts/${host.slug}?with=provenance`);
    expect(body.provenance).toMatchObject({
      languages: { by: 'host', asOf: TODAY },
      'services/nuage/usages': { by: 'host', asOf: TODAY },
      'claims/free-software-only': { by: 'host', source: 'https://aulnes.example/libre', asOf: TODAY },
    });
    expect(Object.keys(body.provenance!)).toEqual(
      expect.arrayContaining(['name', 'website', 'summary', 'services/nuage/name']),
    );
    expect(body.provenanceOrder!.map(({ by, rank }) => [by, rank])).toEqual(
      FACT_ORIGINS.map((by) => [by, ORIGIN_RANKS[by]]),
    );
    expect(body.provenanceOrder!.map(({ rank }) => rank)).toEqual(
      body.provenanceOrder!.map(({ rank }) => rank).sort((a, b) => a - b),
    );
  });

  it('is not told to who does not ask, and another word than provenance is refused', async () => {
    const host = await api.published({ languages: ['fr'] });
    const { body } = await api.ask<Host>('GET', `/v1/hosts/${host.slug}`);
    expect(body).not.toHaveProperty('provenance');
    expect(body).not.toHaveProperty('provenanceOrder');
    expect((await api.refused('GET', `/v1/hosts/${host.slug}?with=everything`))[0]).toBe(400);
  });

  it('follows who writes: a patch, a whole document, a confirmation', async () => {
    const host = await api.published({ languages: ['fr'], foundedOn: '2014' });
    const day = later(3);
    await patch(host, { languages: ['fr', 'br'] });
    expect(await told(host)).toMatchObject({
      languages: { by: 'host', asOf: day },
      foundedOn: { by: 'host', asOf: TODAY },
    });
    const next = later(3);
    const { body: document } = await api.ask<HostDocument>('GET', `/v1/hosts/${host.slug}/document`);
    const body = { ...document, host: { ...document.host, foundedOn: '2015' } };
    await api.ask('PUT', `/v1/hosts/${host.slug}/document`, { token: host.token, body, ifMatch: '*' });
    expect(await told(host)).toMatchObject({
      languages: { by: 'host', asOf: day },
      foundedOn: { by: 'host', asOf: next },
    });
    const last = later(3);
    await api.ask('POST', `/v1/hosts/${host.slug}/confirmations`, { token: host.token, body: {} });
    for (const field of ['languages', 'foundedOn', 'name'])
      expect((await told(host))[field]).toEqual({ by: 'host', asOf: last });
  });

  it('keeps the mark of what is written again in the same words by the same, and without a revision', async () => {
    const host = await api.published();
    await patch(host, { languages: ['fr'] });
    const [before, revision] = [await told(host), await api.revision()];
    later(2);
    expect((await patch(host, { languages: ['fr'] })).status).toBe(200);
    expect([await told(host), await api.revision()]).toEqual([before, revision]);
  });

  it('makes the host’s own what it says in the words of its file', async () => {
    const host = await api.published();
    const source = 'https://files.example/own.properties';
    await imported(host, { languages: ['fr'] });
    expect((await told(host)).languages).toMatchObject({ by: 'host-file', asOf: '2026-10-01' });
    expect((await told(host)).languages!.source).not.toBe(source);
    const { body } = await api.ask<Host>('GET', `/v1/hosts/${host.slug}`);
    expect(body.provenance).toEqual({ languages: (await told(host)).languages });
    await patch(host, { languages: ['fr'] });
    expect((await told(host)).languages).toMatchObject({ by: 'host' });
  });

  it('calls a certificate a certificate', async () => {
    const host = await api.published();
    const federation = await api.federation();
    const certificate = { issuer: 'AFNOR', number: '12', expiresOn: '2027-06-01' };
    const body = { value: 'yes', reviewedOn: '2026-11-01', certificate };
    const path = `/v1/federations/${federation.slug}/reviews/${host.slug}/criterion:free-software-only`;
    expect((await api.ask('PUT', path, { token: federation.token, body })).status).toBe(201);
    expect((await told(host))['claims/free-software-only']).toMatchObject({ by: 'certificate', asOf: '2026-11-01' });
  });

  it('is told of a service by itself and in the list, and of the past as it was', async () => {
    const host = await api.published();
    await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: aService() });
    const then = await api.revision();
    const written = (await told(host))['services/nuage/name'];
    expect((await told(host, '/services/nuage')).name).toEqual(written);
    const { body: list } = await api.ask<{ items: Service[] }>(
      'GET',
      `/v1/hosts/${host.slug}/services?with=provenance`,
    );
    expect(list.items[0]!.provenance!.name).toEqual(written);
    later(5);
    const body = { name: 'Nuages' };
    await api.ask('PATCH', `/v1/hosts/${host.slug}/services/nuage`, { token: ADMIN_TOKEN, body, ifMatch: '*' });
    expect((await told(host, '/services/nuage')).name!.by).toBe('admin');
    expect((await told(host, '/services/nuage')).usages!.by).toBe('host');
    const { body: past } = await api.ask<Host>('GET', `/v1/hosts/${host.slug}?with=provenance&at=${then}`);
    expect(past.provenance!['services/nuage/name']).toEqual(written);
  });

  it('is answered with a tag, like every public reading', async () => {
    const host = await api.published({ slug: aSlug('lu') });
    await told(host);
    const { headers } = await api.ask('GET', `/v1/hosts/${host.slug}?with=provenance`);
    const again = await api.ask('GET', `/v1/hosts/${host.slug}?with=provenance`, {
      headers: { 'if-none-match': String(headers.etag) },
    });
    expect(again.status).toBe(304);
  });
});

describe('The contributions of a match', () => {
  const need = {
    usages: [{ usage: 'file-storage-sharing', accounts: 1, storageGb: 1 }],
    territory: { level: 'departement', code: '23' },
    wish: {
      ...{ price: 'plus', proximity: 'plus', support: { training: 'plus' } },
      ...{ criteria: { 'free-software-only': 'plus', 'no-profiling': 'plus' } },
    },
  };
  const contributionsTo = async (slug: string) => {
    const { body, text } = await api.ask<Match>('POST', '/v1/matches', { body: { ...need, hosts: [slug], limit: 20 } });
    const found = [...body.fits, ...body.toCheck].find(({ host }) => host === slug);
    expect(found, text).toBeDefined();
    return new Map(found!.contributions.map(({ criterion, ...rest }) => [criterion, rest]));
  };

  it('name who said what each is weighed by, when, and the page; what nobody said names nobody', async () => {
    const host = await api.published({ seat: { country: 'FR', territory: { level: 'departement', code: '23' } } });
    const plans = [{ name: 'Groupe', fixed: 10, maxAccounts: 10, maxGb: 40, observedOn: '2026-10-02' }];
    const service = aService({ usages: ['file-storage-sharing'], plans });
    await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: service });
    const evidenceUrl = 'https://aulnes.example/libre';
    const body = { value: 'yes', evidenceUrl };
    await api.ask('PUT', `/v1/hosts/${host.slug}/claims/free-software-only`, { token: host.token, body });
    const day = api.now.toISOString().slice(0, 10);
    await imported(host, { support: [{ kind: 'training' }] });
    const by = await contributionsTo(host.slug);
    expect(by.get('price')).toMatchObject({ evidence: 'terms', source: 'host', asOf: '2026-10-02' });
    expect(by.get('proximity')).toMatchObject({ source: 'host', asOf: expect.stringMatching(/^2026-/) });
    expect(by.get('support:training')).toMatchObject({
      ...{ source: 'host-file', asOf: '2026-10-01', sourceUrl: expect.stringMatching(/^https:/) },
    });
    expect(by.get('criterion:free-software-only')).toMatchObject({ source: 'host', asOf: day, sourceUrl: evidenceUrl });
    expect(by.get('criterion:no-profiling')).toMatchObject({ evidence: 'unknown' });
    for (const name of ['source', 'asOf']) expect(by.get('criterion:no-profiling')).not.toHaveProperty(name);
    for (const criterion of ['price', 'criterion:no-profiling'])
      expect(by.get(criterion)).not.toHaveProperty('sourceUrl');
  });

  it('of an entry that the catalogue compiled name the catalogue and its day, and stay in a recommendation', async () => {
    const federation = await api.federation();
    const note = { fr: 'À essayer.' };
    const slug = aSlug('releve');
    const plans = [{ name: 'Groupe', fixed: 10, maxAccounts: 10, maxGb: 40 }];
    const service = { ...aService({ usages: ['file-storage-sharing'], plans }), slug: 'nuage' };
    const entry = { slug, name: slug, website: `https://${slug}.example`, services: [service] };
    const page = `https://${slug}.example/tarifs`;
    const file = {
      federations: [],
      hosts: [
        {
          ...entry,
          observed: { state: 'active', asOf: '2025-06' },
          sources: [page],
          confirmedByHost: false,
          seat: { country: 'FR' },
        },
      ],
    } as unknown as SeedFile;
    const context = { db: api.database.db, reference, clock: () => api.now, newId: () => crypto.randomUUID() };
    expect((await seedCatalogue({ ...context, caller: { role: 'anonymous' } }, { file })).refused).toEqual([]);
    await api.catalogue.catchUp();
    const by = await contributionsTo(slug);
    expect(by.get('price')).toMatchObject({ source: 'import', asOf: '2025-06', sourceUrl: page });
    const made = await api.ask<Recommendation>('POST', `/v1/federations/${federation.slug}/recommendations`, {
      ...{ token: federation.token, body: { need, note, hosts: [slug] } },
    });
    const { body } = await api.ask<Recommendation>('GET', `/v1/recommendations/${made.body.id}`);
    const kept = [...body.match.fits, ...body.match.toCheck].find(({ host }) => host === slug)!;
    expect(kept.contributions.find(({ criterion }) => criterion === 'price')).toMatchObject(by.get('price')!);
  });
});
