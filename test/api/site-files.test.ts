import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';

const SITE = 'https://bercail.example';
const test = useApp();
const run = useApp({ operator: { name: 'Les Essais', contact: 'securite+site@bercail.example' } });
const byPage = useApp({ operator: { name: 'Les Essais', contact: 'https://essais.example/contact' } });
let host: Owned;
beforeAll(async () => {
  host = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes' });
  await test.federation({ slug: 'les-communs' });
});
const page = { accept: 'text/html' };
const addressesIn = (xml: string) => [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address!);

describe('robots.txt', () => {
  it('lets pages be read, but for those that repeat ours inside other sites or are for one person; names the sitemap', async () => {
    const { text, headers } = await test.ask('GET', '/robots.txt');
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    const refused = [...text.matchAll(/^Disallow: (.*)$/gm)].map(([, path]) => path);
    expect(refused).toEqual(['/embed/', '/recommendations/']);
    expect(text).toContain(`Sitemap: ${SITE}/sitemap.xml`);
  });
});

describe('sitemap.xml', () => {
  it('holds no draft, and no host that is suspended', async () => {
    const draft = await test.draft({ slug: 'brouillon-du-plan', name: 'Brouillon' });
    const suspended = await test.published({ slug: 'suspendu-du-plan', name: 'Suspendu' });
    const asking = { token: ADMIN_TOKEN, body: { reason: { fr: 'À vérifier.', en: 'To check.' } } };
    expect((await test.ask('PUT', `/v1/hosts/${suspended.slug}/suspension`, asking)).status).toBe(201);
    const { text } = await test.ask('GET', '/sitemap.xml');
    for (const slug of [draft.id, 'brouillon-du-plan', suspended.slug]) expect(text).not.toContain(slug);
  });

  it('lists pages that are there, hosts and federations with the day of their last change, in both languages', async () => {
    const { text, headers } = await test.ask('GET', '/sitemap.xml');
    expect(headers['content-type']).toContain('application/xml');
    const addresses = addressesIn(text);
    expect(addresses).toContain(`${SITE}/hosts/les-aulnes`);
    expect(addresses).toContain(`${SITE}/federations/les-communs`);
    for (const address of addresses)
      expect((await test.ask('GET', address.slice(SITE.length), { headers: page })).status, address).toBe(200);
    const [, entry] = /<url>(<loc>[^<]*les-aulnes<\/loc>.*?)<\/url>/.exec(text)!;
    expect(entry).toContain('<lastmod>2026-11-25T12:00:00.000Z</lastmod>');
    for (const language of ['fr', 'en'])
      expect(entry).toContain(`hreflang="${language}" href="${SITE}/hosts/les-aulnes?lang=${language}"`);
  });

  it('follows each change, in this process and in another; the same is not sent twice', async () => {
    const lastmod = (xml: string) => /les-aulnes<\/loc><lastmod>([^<]*)/.exec(xml)?.[1];
    const first = await test.ask('GET', '/sitemap.xml');
    const again = await test.ask('GET', '/sitemap.xml', { headers: { 'if-none-match': String(first.headers.etag) } });
    expect(again.status).toBe(304);
    test.now = new Date('2026-11-26T09:30:00Z');
    const body = { name: 'Les Grands Aulnes' };
    await test.ask('PATCH', '/v1/hosts/les-aulnes', { token: host.token, ifMatch: '*', body });
    const { status, text } = await test.ask('GET', '/sitemap.xml', {
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect([status, lastmod(text)]).toEqual([200, '2026-11-26T09:30:00.000Z']);
    const other = await test.beside();
    expect(lastmod((await other.app.inject('/sitemap.xml')).body)).toBe('2026-11-26T09:30:00.000Z');
  });

  it('forgets a host that leaves', async () => {
    const gone = await test.published({ slug: 'gone-away' });
    expect(addressesIn((await test.ask('GET', '/sitemap.xml')).text)).toContain(`${SITE}/hosts/gone-away`);
    await test.ask('DELETE', '/v1/hosts/gone-away', { token: gone.token, ifMatch: '*' });
    expect(addressesIn((await test.ask('GET', '/sitemap.xml')).text)).not.toContain(`${SITE}/hosts/gone-away`);
  });
});

describe('security.txt', () => {
  const path = '/.well-known/security.txt';

  it('says to whom a hole is told, for half a year from today on', async () => {
    const { text, headers } = await run.ask('GET', path);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(text.trim().split('\n')).toEqual([
      'Contact: mailto:securite+site@bercail.example',
      'Expires: 2027-05-25T00:00:00Z',
      'Preferred-Languages: fr, en',
      `Canonical: ${SITE}${path}`,
      `Policy: ${SITE}/legal#security`,
    ]);
    const policy = await run.ask('GET', '/legal', { headers: page });
    expect(policy.text).toMatch(/<section id="security"><h2>[^<]*faille/);
    run.now = new Date('2027-01-31T12:00:00Z');
    expect((await run.ask('GET', path)).text).toContain('Expires: 2027-07-31T00:00:00Z');
    expect((await byPage.ask('GET', path)).text).toContain('Contact: https://essais.example/contact');
  });

  it('is not there when nobody is named', async () => {
    expect(await test.refused('GET', path)).toEqual([404, 'route-not-found']);
  });
});

describe('a link to a page, where other sites show it', () => {
  it('comes with a picture, a title, a sentence and its addresses', async () => {
    for (const path of ['/', '/hosts', '/federations', '/federations/les-communs', '/closings']) {
      const { text } = await test.ask('GET', path, { headers: page });
      expect(text, path).toContain(`<meta property="og:image" content="${SITE}/preview.png"/>`);
      expect(text).toMatch(/<meta name="description" content="[^"]{40,200}"/);
      expect(text).toContain(`<link rel="canonical" href="${SITE}${path}"/>`);
      expect(text).toContain(`<link rel="alternate" hreflang="en" href="${SITE}${path}?lang=en"/>`);
      expect(text.match(/<title>/g)!.length).toBe(1);
    }
  });

  it('is drawn as large as it says, light, and kept for days', async () => {
    const answer = await test.app.inject('/preview.png');
    expect(answer.headers['content-type']).toBe('image/png');
    expect(answer.headers['cache-control']).toContain('max-age=604800');
    const picture = answer.rawPayload;
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630]);
    expect(picture.length).toBeLessThan(40_000);
    expect(picture).toEqual(readFileSync('seed/preview.png'));
  });
});
