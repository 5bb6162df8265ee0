import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, invalid, type Owned, useApp } from '../support/app.ts';

const test = useApp();
let host: Owned;
beforeAll(async () => {
  host = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes' });
});

const tagOf = async (url: string, headers: Record<string, string> = {}) =>
  (await test.ask('GET', url, { headers })).headers.etag as string;

describe('reading again', () => {
  it('costs a 304 while nothing changed', async () => {
    const first = await test.ask('GET', '/v1/hosts');
    expect(first.headers.etag).toMatch(/^"\d+-[\w-]{16}"$/);
    expect(first.headers['cache-control']).toBe('public, max-age=60, stale-while-revalidate=600');
    for (const tag of [first.headers.etag as string, `"x", ${first.headers.etag}`, `W/${first.headers.etag}`, '*']) {
      const again = await test.ask('GET', '/v1/hosts', { headers: { 'if-none-match': tag } });
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', first.headers.etag]);
    }
  });

  it('gives the same bytes from memory as the first time', async () => {
    const bodies = await Promise.all([1, 2, 3, 4].map(() => test.ask('GET', '/v1/hosts?facets=usage,state')));
    expect(new Set(bodies.map(({ text }) => text)).size).toBe(1);
    expect(new Set(bodies.map(({ headers }) => headers.etag)).size).toBe(1);
  });

  it('gives a new body after a change, to the writer at once', async () => {
    const before = await tagOf('/v1/hosts/les-aulnes');
    await test.ask('PATCH', '/v1/hosts/les-aulnes', { token: host.token, ifMatch: '*', body: { foundedOn: '2014' } });
    const after = await test.ask<Host>('GET', '/v1/hosts/les-aulnes', { headers: { 'if-none-match': before } });
    expect([after.status, after.body.foundedOn]).toEqual([200, '2014']);
  });

  it('never says 304 where there is nothing', async () => {
    const tag = await tagOf('/v1/hosts/les-aulnes');
    for (const header of [tag, '*'])
      expect((await test.ask('GET', '/v1/hosts/nobody', { headers: { 'if-none-match': header } })).status).toBe(404);
  });

  it('differs by language and by format, and says so', async () => {
    const french = await tagOf('/v1/territories?q=allemagne', { 'accept-language': 'fr' });
    const english = await tagOf('/v1/territories?q=allemagne', { 'accept-language': 'en-GB,fr;q=0.5' });
    expect(french).not.toBe(english);
    const page = await test.ask('GET', '/', { headers: { accept: 'text/html' } });
    const data = await test.ask('GET', '/', { headers: { accept: 'application/json' } });
    expect(page.headers['content-type']).toMatch('text/html');
    expect(data.headers['content-type']).toMatch('application/json');
    expect(page.headers.vary).toBe('Authorization, Accept, Accept-Language, Accept-Encoding');
    expect(page.headers.etag).not.toBe(data.headers.etag);
  });

  it('is private with a credential, which gets the version it may write', async () => {
    const own = await test.ask<Host>('GET', '/v1/hosts/les-aulnes', { token: host.token });
    expect([own.headers['cache-control'], own.headers.etag]).toEqual(['private, no-store', `"v${own.body.version}"`]);
    const other = await test.published({ slug: 'autre' });
    const theirs = await test.ask('GET', '/v1/hosts/les-aulnes', { token: other.token });
    expect([theirs.headers['cache-control'], theirs.headers.etag]).toEqual(['private, no-store', undefined]);
  });
});

describe('Min-Revision', () => {
  it('is met at once by what is there', async () => {
    const headers = { 'min-revision': String(await test.revision()) };
    expect((await test.ask('GET', '/v1/hosts', { headers })).status).toBe(200);
  });

  it('waits a second for what is not, then says 503', async () => {
    const asked = test.ask('GET', '/v1/hosts', { headers: { 'min-revision': '1000000' } });
    expect(await Promise.race([asked, setTimeout(900, 'still waiting')])).toBe('still waiting');
    const answer = await asked;
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);
  });

  it('must be a number', async () => {
    const refused = await test.refused('GET', '/v1/hosts', { headers: { 'min-revision': 'soon' } });
    expect(refused).toEqual(invalid({ '/min-revision': 'wrong-type' }));
  });
});

describe('the past', () => {
  it('gives a host as it stood at a revision, and tells what changed, by whom', async () => {
    const made = await test.published({ slug: 'passe', name: 'Avant' });
    const then = await test.revision();
    await test.ask('PATCH', '/v1/hosts/passe', { token: made.token, ifMatch: '*', body: { name: 'Après' } });
    expect((await test.ask<Host>('GET', `/v1/hosts/passe?at=${then}`)).body.name).toBe('Avant');
    expect((await test.ask<Host>('GET', '/v1/hosts/passe')).body.name).toBe('Après');
    const { body } = await test.ask<{ items: { by: string; kind: string; changes: unknown[] }[] }>(
      'GET',
      '/v1/hosts/passe/history',
    );
    expect(body.items.map(({ kind }) => kind)).toEqual(['changed', 'created']);
    expect(body.items[0]).toMatchObject({
      by: 'host',
      changes: [
        { pointer: '/name', before: 'Avant', after: 'Après' },
        { pointer: '/aliases', after: [{ kind: 'name', value: 'Avant', until: '2026-11-25' }] },
      ],
    });
  });

  it('does not reach into the future, nor before the beginning', async () => {
    expect(await test.refused('GET', '/v1/hosts/les-aulnes?at=1000000')).toEqual([404, 'revision-not-found']);
    expect(await test.refused('GET', '/v1/hosts/les-aulnes?at=0')).toEqual([404, 'host-not-found']);
  });
});

describe('midnight in Paris', () => {
  it('ends a shelf life: another body, another tag, and no 304 for what changed', async () => {
    const made = await test.published({ slug: 'vieillit' });
    const asOf = '2024-11-25';
    const claimed = await test.ask('PUT', '/v1/hosts/vieillit/claims/free-software-only', {
      token: ADMIN_TOKEN,
      ifMatch: '*',
      body: { value: 'yes', evidenceUrl: 'https://aulnes.example/preuve', asOf },
    });
    expect(claimed.status, claimed.text).toBeLessThan(300);
    test.now = new Date('2026-11-25T22:59:59Z');
    const before = await test.ask<Host>('GET', `/v1/hosts/${made.slug}`);
    expect(before.body.claims[0]).toMatchObject({ evidence: 'documented' });

    test.now = new Date('2026-11-25T23:00:00Z');
    const tag = before.headers.etag as string;
    const after = await test.ask<Host>('GET', `/v1/hosts/${made.slug}`, { headers: { 'if-none-match': tag } });
    expect(after.status).toBe(200);
    expect(after.body.claims[0]).toMatchObject({ evidence: 'declared' });
    expect(after.headers.etag).not.toBe(tag);
    const list = await test.ask<{ asOf: string }>('GET', '/v1/hosts');
    expect(list.body.asOf).toBe('2026-11-26');
  });
});
