import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { ServiceDraft } from '../../src/documents/service.ts';
import { meaningless, type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

const api = useApp();
let host: Owned;
const at = (service: string) => `/v1/hosts/${host.slug}/services/${service}`;
const put = (service: string, body: ServiceDraft, ifMatch?: string) =>
  api.ask<Host>('PUT', at(service), { token: host.token, body, ifMatch });
const version = async () => (await api.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body.version;

/** Every field a service has. */
const FULL: ServiceDraft = {
  name: 'Nuage',
  usages: ['file-storage-sharing', 'shared-calendar'],
  summary: { fr: 'Des fichiers à plusieurs.' },
  software: { name: 'Nextcloud', licence: 'AGPL-3.0-or-later' },
  url: 'https://nuage.aulnes.example/',
  registration: 'open',
  capacity: { state: 'open', until: '2027' },
  dataCountry: 'FR',
  certifications: ['hds'],
  exportFormats: ['zip'],
  imports: [{ tool: 'google-drive', guideUrl: 'https://aulnes.example/venir-de-google-drive' }, { tool: 'dropbox' }],
  startedOn: '2016-03',
  plans: [
    {
      name: 'Groupe',
      period: 'year',
      fixed: 35.1,
      membershipFee: 15,
      setupFee: 0,
      perAccount: 0.07,
      includedAccounts: 10,
      maxAccounts: 'unlimited',
      perGb: 0.29,
      includedGb: 40,
      includedGbPerAccount: 0.5,
      maxGb: 1000,
      limits: { calendars: 5 },
      freeAmount: { advised: 15, floor: 1 },
      covers: ['courrier'],
      onQuote: false,
      taxIncluded: true,
      conditions: { fr: 'Pour les associations.' },
      observedOn: '2025-11-02',
    },
  ],
};

beforeAll(async () => {
  host = await api.published();
});

describe('PUT /v1/hosts/{host}/services/{service}', () => {
  it('makes a service without a version, and gives back all that was said', async () => {
    const before = await api.revision();
    const { status, headers, body } = await put('nuage', FULL);
    expect([status, headers.etag]).toEqual([201, '"v3"']);
    expect(body.services[0]).toMatchObject({ slug: 'nuage', ...FULL });
    expect(await api.revision()).toBe(before + 1);
    expect((await api.ask('GET', at('nuage'))).body).toEqual(body.services[0]);
  });

  it('replaces the whole of it with the version that was read', async () => {
    const read = await version();
    const { status, body } = await put('nuage', aService({ name: 'Nuage 2' }), `"v${read}"`);
    expect([status, body.version]).toEqual([200, read + 1]);
    expect(body.services[0]).toMatchObject({ name: 'Nuage 2' });
    expect(body.services[0]).not.toHaveProperty('plans');
  });

  it('names a service by its id too', async () => {
    const { body } = await put('nuage', FULL, '*');
    const { id } = body.services[0]!;
    const again = await put(id, { ...FULL, name: 'Par identifiant' }, '*');
    expect(again.body.services).toHaveLength(1);
    expect(again.body.services[0]).toMatchObject({ id, slug: 'nuage', name: 'Par identifiant' });
    const stranger = '00000000-0000-4000-8000-000000000009';
    expect(await api.refused('PUT', at(stranger), { token: host.token, body: FULL })).toEqual(
      meaningless({ '/service': 'reserved-slug' }),
    );
  });

  it('keeps every cent', async () => {
    const amounts = [0.01, 0.07, 0.29, 1.1, 4.35, 35.1, 999_999.99];
    const plans = amounts.map((fixed) => ({ name: `${fixed}`, fixed }));
    const { body } = await put('centimes', aService({ plans }));
    expect(body.services.find(({ slug }) => slug === 'centimes')!.plans!.map(({ fixed }) => fixed)).toEqual(amounts);
    const patched = await api.ask<Host>('PATCH', at('centimes'), {
      token: host.token,
      ifMatch: '*',
      body: { name: 'Centimes' },
    });
    expect(patched.status, patched.text).toBe(200);
  });

  it('is found by the search at once', async () => {
    await put('courrier', aService({ name: 'Poste restante', usages: ['email-hosting'] }));
    const { body } = await api.ask<{ items: { slug: string }[] }>('GET', '/v1/services?q=restante');
    expect(body.items.map(({ slug }) => slug)).toEqual(['courrier']);
  });
});

describe('PATCH /v1/hosts/{host}/services/{service}', () => {
  it('changes what it names and leaves the rest', async () => {
    await put('nuage', FULL, '*');
    const read = await version();
    const { status, headers, body } = await api.ask<Host>('PATCH', at('nuage'), {
      token: host.token,
      ifMatch: `"v${read}"`,
      body: { capacity: { state: 'full', until: null }, software: null },
      headers: { 'content-type': 'application/merge-patch+json' },
    });
    expect([status, headers.etag]).toEqual([200, `"v${read + 1}"`]);
    const { software: _software, ...rest } = FULL;
    const nuage = body.services.find(({ slug }) => slug === 'nuage')!;
    expect(nuage).toMatchObject({ ...rest, capacity: { state: 'full' } });
    expect(nuage).not.toHaveProperty('software');
    expect(nuage.capacity).not.toHaveProperty('until');
  });
});

describe('DELETE /v1/hosts/{host}/services/{service}', () => {
  it('removes a service with what stands below it', async () => {
    await put('jetable', aService());
    const below = `${at('jetable')}/commitments/closing-notice`;
    await api.ask('PUT', below, { token: host.token, body: { value: 30 } });
    const [before, read] = [await api.revision(), await version()];
    const removed = await api.ask<Host>('DELETE', at('jetable'), { token: host.token, ifMatch: `"v${read}"` });
    expect([removed.status, removed.headers.etag]).toEqual([200, `"v${read + 1}"`]);
    expect(removed.body.services.map(({ slug }) => slug)).not.toContain('jetable');
    expect(await api.revision()).toBe(before + 1);
    expect(await api.refused('GET', at('jetable'))).toEqual([404, 'service-not-found']);
    expect(await api.refused('DELETE', at('jetable'), { token: host.token, ifMatch: '*' })).toEqual([
      404,
      'service-not-found',
    ]);
  });

  it('takes it out of what plans of other services cover', async () => {
    await put('couvert', aService());
    const plans = [
      { name: 'Tout', fixed: 5, covers: ['couvert', 'autre'] },
      { name: 'Les deux', covers: ['couvert'] },
    ];
    await put('couvrant', { ...aService(), plans });
    const removed = await api.ask<Host>('DELETE', at('couvert'), { token: host.token, ifMatch: '*' });
    expect(removed.body.services.find(({ slug }) => slug === 'couvrant')!.plans).toEqual([
      { name: 'Tout', fixed: 5, covers: ['autre'] },
      { name: 'Les deux' },
    ]);
    await api.ask('DELETE', at('couvrant'), { token: host.token, ifMatch: '*' });
  });

  it('keeps a service whose closing is announced for good, until its end', async () => {
    const now = api.now;
    await put('finissant', aService());
    const closing = {
      stages: { closed: '2027-03-01', dataErased: '2027-04-30' },
      reason: { fr: 'Plus de bénévoles.', en: 'No volunteers.' },
    };
    const announced = await api.ask('PUT', `${at('finissant')}/closing`, { token: host.token, body: closing });
    expect(announced.status, announced.text).toBe(201);
    const remove = { token: host.token, ifMatch: '*' };
    api.now = new Date('2026-12-03T12:00:00Z');
    expect(await api.refused('DELETE', at('finissant'), remove)).toEqual([409, 'closing-settled']);
    api.now = new Date('2027-04-29T12:00:00Z');
    expect(await api.refused('DELETE', at('finissant'), remove)).toEqual([409, 'closing-settled']);
    api.now = new Date('2027-04-30T12:00:00Z');
    expect((await api.ask('DELETE', at('finissant'), remove)).status).toBe(200);
    api.now = now;
  });

  it('removes a service whose closing may still be cancelled', async () => {
    const now = api.now;
    await put('hesitant', aService());
    const closing = { stages: { closed: '2027-03-01' }, reason: { fr: 'Plus de bénévoles.', en: 'No volunteers.' } };
    await api.ask('PUT', `${at('hesitant')}/closing`, { token: host.token, body: closing });
    api.now = new Date('2026-12-02T12:00:00Z');
    expect((await api.ask('DELETE', at('hesitant'), { token: host.token, ifMatch: '*' })).status).toBe(200);
    api.now = now;
  });
});
