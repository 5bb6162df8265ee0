import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Problem } from '../../src/http/problems.ts';
import { ADMIN_TOKEN, invalid, useApp } from '../support/app.ts';
import { aHost, aSlug } from '../support/record.ts';

const api = useApp();

describe('POST /v1/hosts', () => {
  it('registers a draft with its token, and says where it is', async () => {
    const before = await api.revision();
    const body = aHost({ summary: { fr: 'Une association.' }, terms: '2026-1' });
    const { status, headers, ...answer } = await api.ask<{ host: Host; token: string }>('POST', '/v1/hosts', { body });
    const { host, token } = answer.body;
    expect(status).toBe(201);
    expect(headers).toMatchObject({
      location: `/v1/hosts/${host.id}`,
      etag: '"v1"',
      'cache-control': 'private, no-store',
    });
    expect(host).toMatchObject({ slug: body.slug, summary: body.summary, state: 'draft', version: 1 });
    expect((await api.ask('GET', String(headers.location), { token })).body).toEqual(host);
    expect(await api.revision()).toBe(before);
    expect((await api.ask<{ items: Host[] }>('GET', '/v1/hosts')).body.items.map(({ id }) => id)).not.toContain(
      host.id,
    );
  });

  it('asks everybody but administrators for the terms of use', async () => {
    const { terms: _terms, ...body } = aHost();
    const { token: ofHost } = await api.draft();
    for (const token of [undefined, ofHost])
      expect(await api.refused('POST', '/v1/hosts', { token, body })).toEqual([
        422,
        'terms-not-accepted',
        { '/terms': 'terms-not-accepted' },
      ]);
    expect((await api.ask('POST', '/v1/hosts', { token: ADMIN_TOKEN, body })).status).toBe(201);
  });
});

describe('POST /v1/hosts/{host}/publication', () => {
  it('publishes by an administrator, and shows at once', async () => {
    const draft = await api.draft();
    const before = await api.revision();
    const answer = await api.ask<Host>('POST', `/v1/hosts/${draft.id}/publication?force=true`, { token: ADMIN_TOKEN });
    expect([answer.status, answer.headers.etag]).toEqual([200, '"v2"']);
    expect(answer.body).toMatchObject({ state: 'published', version: 2, confirmedByHost: true });
    const read = await api.ask<Host>('GET', `/v1/hosts/${draft.slug}`);
    expect(read.body).toEqual(answer.body);
    expect(await api.revision()).toBe(before + 1);
    expect(api.catalogue.current().revision).toBe(before + 1);
  });

  it('names what is missing when a host does it alone', async () => {
    const { website: _website, ...nowhere } = aHost();
    const { body } = await api.ask<{ host: Host; token: string }>('POST', '/v1/hosts', { body: nowhere });
    expect(await api.refused('POST', `/v1/hosts/${body.host.id}/publication`, { token: body.token })).toEqual([
      409,
      'not-publishable',
      { '/website': 'website-missing', '/name': 'same-name' },
    ]);
  });

  it('claims the slug, which another draft then cannot', async () => {
    const slug = aSlug('claimed');
    const second = await api.draft({ slug });
    await api.published({ slug });
    expect(await api.refused('POST', `/v1/hosts/${second.id}/publication?force=true`, { token: ADMIN_TOKEN })).toEqual([
      409,
      'slug-taken',
      { '/slug': 'slug-taken' },
    ]);
  });

  it('needs no version, and minds the one that is given', async () => {
    const { id } = await api.draft();
    const url = `/v1/hosts/${id}/publication?force=true`;
    expect(await api.refused('POST', url, { token: ADMIN_TOKEN, ifMatch: '"v9"' })).toEqual([
      412,
      'version-stale',
      { '/if-match': 'stale' },
    ]);
    const headers = { 'content-type': 'application/json' };
    const answer = await api.ask('POST', url, { token: ADMIN_TOKEN, ifMatch: '"v1"', body: '{}', headers });
    expect(answer.status).toBe(200);
  });
});

describe('PATCH /v1/hosts/{host}', () => {
  it.each(['application/merge-patch+json', 'application/json', 'application/merge-patch+json; charset=utf-8'])(
    'takes %s',
    async (type) => {
      const { slug, token } = await api.published();
      const before = await api.revision();
      const answer = await api.ask<Host>('PATCH', `/v1/hosts/${slug}`, {
        token,
        ifMatch: '"v2"',
        body: { languages: ['fr'], seat: { country: 'FR' } },
        headers: { 'content-type': type },
      });
      expect([answer.status, answer.headers.etag]).toEqual([200, '"v3"']);
      expect(answer.headers['cache-control']).toBe('private, no-store');
      expect(answer.body).toMatchObject({ version: 3, languages: ['fr'], seat: { country: 'FR' } });
      expect(await api.revision()).toBe(before + 1);
      expect((await api.ask('GET', `/v1/hosts/${slug}`)).body).toEqual(answer.body);
    },
  );

  it('merges objects, replaces lists, and removes what is null', async () => {
    const { slug, token } = await api.published({
      summary: { fr: 'Bonjour', en: 'Hello' },
      languages: ['fr', 'en'],
      contact: { email: 'contact@aulnes.example', phone: '+33 5 55 00 00 00' },
      foundedOn: '2014',
    });
    const { body } = await api.ask<Host>('PATCH', `/v1/hosts/${slug}`, {
      token,
      ifMatch: '*',
      body: { summary: { en: null }, languages: ['br'], contact: { phone: null }, foundedOn: null },
    });
    expect(body.summary).toEqual({ fr: 'Bonjour' });
    expect(body.languages).toEqual(['br']);
    expect(body.contact).toEqual({ email: 'contact@aulnes.example' });
    expect(body).not.toHaveProperty('foundedOn');
  });

  it('checks what the patch makes as a whole', async () => {
    const { slug, token } = await api.published({ summary: { fr: 'Bonjour' } });
    const refused = (body: object) => api.refused('PATCH', `/v1/hosts/${slug}`, { token, ifMatch: '*', body });
    expect(await refused({ summary: { fr: null } })).toEqual(invalid({ '/summary': 'too-few' }));
    expect(await refused({ seat: { territory: null } })).toEqual(invalid({ '/seat/country': 'missing' }));
  });

  it('needs the version that was read', async () => {
    const { slug, token } = await api.published();
    const url = `/v1/hosts/${slug}`;
    const body = { languages: ['fr'] };
    for (const ifMatch of ['"v1"', 'W/"v1"', 'v3', '\\"v3\\"'])
      expect(await api.refused('PATCH', url, { token, body, ifMatch })).toEqual([
        412,
        'version-stale',
        { '/if-match': 'stale' },
      ]);
    for (const ifMatch of ['2', '""'])
      expect(await api.refused('PATCH', url, { token, body, ifMatch })).toEqual([
        412,
        'version-stale',
        { '/if-match': 'not-a-version' },
      ]);
    const anonymous = String((await api.ask('GET', url)).headers.etag);
    expect(await api.refused('PATCH', url, { token, body, ifMatch: anonymous })).toEqual([
      412,
      'version-stale',
      { '/if-match': 'read-without-token' },
    ]);
    const read = await api.ask('GET', url, { token });
    expect(read.headers.etag).toBe('"v2"');
    for (const ifMatch of ['"v1", "v2"', '"v3"', '*']) {
      const languages = [['fr'], ['en'], ['br']][Number(ifMatch === '"v3"') + 2 * Number(ifMatch === '*')];
      expect((await api.ask('PATCH', url, { token, body: { languages }, ifMatch })).status).toBe(200);
    }
  });

  it('says first what is wrong with the document, then with the version', async () => {
    const { slug, token } = await api.published();
    const refused = (body: object) => api.refused('PATCH', `/v1/hosts/${slug}`, { token, body });
    expect((await refused({ nmae: 'x' }))[0]).toBe(400);
    expect((await refused({ foundedOn: '2030' }))[0]).toBe(422);
    expect((await refused({}))[0]).toBe(428);
  });

  it('of a draft is nobody else’s business', async () => {
    const { id, token } = await api.draft();
    const before = await api.revision();
    const body = { slug: aSlug('renamed') };
    const answer = await api.ask<Host>('PATCH', `/v1/hosts/${id}`, { token, ifMatch: '"v1"', body });
    expect(answer.body).toMatchObject({ ...body, version: 2, state: 'draft' });
    expect(await api.revision()).toBe(before);
  });

  it('leaves an import behind when the host writes it, and tells who wrote', async () => {
    const { slug, token } = await api.published();
    await api.ask('PATCH', `/v1/hosts/${slug}`, { token, ifMatch: '*', body: { name: 'Autre' } });
    const { body } = await api.ask<{ items: { by: string; kind: string }[] }>('GET', `/v1/hosts/${slug}/history`);
    expect(body.items[0]).toMatchObject({ by: 'host' });
  });

  it('is refused in the language of who asks', async () => {
    const { slug, token } = await api.published();
    const asking = { token, ifMatch: '*', body: { nmae: 'x' } };
    const french = await api.ask<Problem>('PATCH', `/v1/hosts/${slug}`, asking);
    const english = await api.ask<Problem>('PATCH', `/v1/hosts/${slug}?lang=en`, asking);
    expect([french.body.errors?.[0]?.message, english.body.errors?.[0]?.message]).toEqual([
      'Champ inconnu. Vouliez-vous dire « name » ?',
      'Unknown field. Did you mean “name”?',
    ]);
    expect(french.headers['content-language']).toBe('fr');
  });
});
