import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { InjectOptions } from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Owned, useApp } from '../support/app.ts';
import { aHost, aService } from '../support/record.ts';

const api = useApp();
let host: Owned;
beforeAll(async () => {
  host = await api.published({
    slug: 'aulnes',
    name: 'Les Aulnes et les amis des bords de la rivière '.repeat(4).trim(),
  });
  await api.ask('PUT', '/v1/hosts/aulnes/services/nuage', { token: host.token, body: aService() });
});

const UNPACK = { br: brotliDecompressSync, gzip: gunzipSync } as const;
/** An answer as its bytes come, and the body that they hold. */
async function fetched(url: string, accepted?: string, more: InjectOptions = {}) {
  const headers = { ...(accepted !== undefined && { 'accept-encoding': accepted }), ...more.headers };
  const answer = await api.app.inject({ method: 'GET', url, ...more, headers });
  const coding = answer.headers['content-encoding'] as keyof typeof UNPACK | undefined;
  const body = coding && answer.rawPayload.length > 0 ? UNPACK[coding](answer.rawPayload) : answer.rawPayload;
  return {
    ...answer,
    headers: answer.headers,
    coding,
    bytes: answer.rawPayload.length,
    text: String(body),
    status: answer.statusCode,
  };
}

describe('compression', () => {
  it.each([
    ['JSON', '/v1/usages', {}],
    ['the description', '/openapi.json', {}],
    ['a schema', '/v1/schemas/host-document.json', {}],
    ['a page', '/legal', {}],
    ['a list inside another site', '/embed/search', {}],
    ['a script', '/embed.js', {}],
    ['a picture of lines', '/badge/aulnes.svg', {}],
    ['a page of errors', '/nowhere', { accept: 'text/html' }],
  ])('%s comes smaller, and is the same', async (_name, url, headers) => {
    const plain = await fetched(url, undefined, { headers });
    for (const coding of ['br', 'gzip'] as const) {
      const packed = await fetched(url, coding, { headers });
      expect([packed.coding, packed.headers.vary]).toEqual([coding, plain.headers.vary]);
      // An error bears the number of its request.
      if (plain.status === 200) expect(packed.text).toBe(plain.text);
      expect(packed.bytes).toBeLessThan(plain.bytes * 0.7);
      expect(packed.headers['content-length']).toBe(String(packed.bytes));
    }
    expect(plain.headers.vary).toContain('Accept-Encoding');
  });

  it('comes for sheets too', async () => {
    const federation = await api.federation();
    const members = `/v1/federations/${federation.slug}/members`;
    for (let i = 0; i < 12; i++) {
      const { slug } = await api.published({ name: `Les Saules et les amis des bords de la rivière ${i}` });
      const said = { token: federation.token, ifMatch: '*', body: { state: 'member' } };
      expect((await api.ask('PUT', `${members}/${slug}`, said)).status).toBeLessThan(300);
    }
    expect((await fetched(`${members}.csv`, 'gzip')).coding).toBe('gzip');
    expect((await fetched(members, 'gzip', { headers: { accept: 'text/csv' } })).coding).toBe('gzip');
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1, br;q=0.5', 'gzip'],
    ['GZIP', 'gzip'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['identity, gzip;q=0.5', undefined],
    ['gzip;q=0, *;q=0', undefined],
    ['identity;q=0', undefined],
    ['deflate', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is given %s', async (accepted, coding) => {
    expect((await fetched('/v1/usages', accepted)).coding).toBe(coding);
  });

  it('is not for what fits a packet as it is', async () => {
    const { coding, headers, bytes } = await fetched('/v1/withdrawn-hosts', 'br');
    expect(bytes).toBeLessThan(1000);
    expect([coding, headers.vary]).toEqual([undefined, 'Authorization, Accept-Encoding']);
  });

  it('has a strong tag for each coding, and each is enough not to be sent again', async () => {
    const tags = new Map<string, string>();
    for (const accepted of ['identity', 'gzip', 'br'])
      tags.set(accepted, String((await fetched('/v1/usages', accepted)).headers.etag));
    expect(new Set(tags.values()).size).toBe(3);
    for (const [accepted, tag] of tags) {
      const again = await fetched('/v1/usages', accepted, { headers: { 'if-none-match': tag } });
      expect([again.status, again.headers.etag, again.headers.vary]).toEqual([
        304,
        tag,
        'Authorization, Accept-Encoding',
      ]);
    }
    // A cache between two people must not give a body to who cannot read it.
    const asked = { headers: { 'if-none-match': tags.get('br')! } };
    expect((await fetched('/v1/usages', 'gzip', asked)).status).toBe(200);
  });

  it('is told by HEAD as by GET', async () => {
    const get = await fetched('/v1/usages', 'br');
    const head = await fetched('/v1/usages', 'br', { method: 'HEAD' });
    expect(head.text).toBe('');
    for (const name of ['etag', 'vary', 'content-encoding', 'content-length', 'content-type'])
      expect([name, head.headers[name]]).toEqual([name, get.headers[name]]);
  });

  it('comes for the answer to a need', async () => {
    const asked = {
      method: 'POST' as const,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ usages: [{ usage: 'file-storage-sharing' }] }),
    };
    const plain = await fetched('/v1/matches', undefined, asked);
    const packed = await fetched('/v1/matches', 'br, gzip', asked);
    expect([packed.coding, packed.text]).toEqual(['br', plain.text]);
  });

  it('is not for what is given to a token, nor for what holds one', async () => {
    const own = await fetched('/v1/usages', 'br', { headers: { authorization: `Bearer ${host.token}` } });
    expect([own.status, own.coding, own.headers['cache-control']]).toEqual([200, undefined, 'private, no-store']);
    const made = await fetched('/v1/hosts', 'br', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(aHost({ summary: { fr: 'Un texte. '.repeat(40), en: 'A text. '.repeat(40) } })),
    });
    expect([made.status, made.coding]).toEqual([201, undefined]);
    expect(made.bytes).toBeGreaterThan(1000);
  });

  it('gives many at once the same bytes, from memory or not', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) => fetched('/v1/hosts?facets=usage', i % 2 ? 'br' : 'gzip')),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map(({ coding, headers }) => `${coding} ${headers.etag}`)).size).toBe(2);
  });
});
