import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { fillCatalogue } from '../support/guided.ts';
import { wordsOf } from '../support/words.ts';

const test = useApp();
beforeAll(() => fillCatalogue(test));

const see = (path: string) => test.ask('GET', path, { headers: { accept: 'text/html' } });
const linksIn = (html: string): string[] => [...html.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, to]) => to!);

describe('the page of data and code', () => {
  it.each(['', '?lang=en'])('leads to what is there, in both languages%s', async (query) => {
    const { text, status } = await see(`/data${query}`);
    expect(status).toBe(200);
    const links = [...new Set(linksIn(text).map((link) => link.replaceAll('&amp;', '&')))];
    expect(links.length).toBeGreaterThan(15);
    for (const link of links)
      expect((await test.ask('GET', link, { headers: { accept: '*/*' } })).status, link).toBeLessThan(400);
    for (const file of ['/v1/export/services.csv', '/v1/export/hosts.ndjson', '/v1/changes', '/openapi.json', '/docs'])
      expect(links).toContain(file);
    expect(links).toContain(`/federations/chatons/feed.atom${query}`);
  });

  it('says what one may do with it', async () => {
    expect(wordsOf((await see('/data')).text)).toMatch(/libres de tout droit : licence CC0.*CC BY 4\.0.*AGPL 3\.0/);
  });

  it('says how to cite the state that one reads, and which files hold closed hosts', async () => {
    const { text } = await see('/data');
    const revision = await test.revision();
    expect(wordsOf(text)).toContain(`révision ${revision} du `);
    expect(linksIn(text)).toContain('/v1/export/hosts.ndjson?state=closed');
    expect(wordsOf(text)).not.toContain('Tous les hébergeurs');
    for (const name of ['hosts', 'codes'])
      expect(linksIn(text)).toContain(`/v1/export/${name}.csv?separator=semicolon`);
  });

  it.each(['/', '/hosts', '/hosts/les-aulnes', '/federations/chatons'])('is found from %s', async (path) => {
    expect(linksIn((await see(path)).text)).toContain('/data');
  });
});

describe('the feed of a federation', () => {
  const join = async ({ slug, token }: { slug: string; token: string }, host: string) =>
    test.ask('PUT', `/v1/federations/${slug}/members/${host}`, { token, body: { state: 'member' } });

  it('tells who joins and who leaves it, and nothing of others', async () => {
    const federation = await test.federation({ slug: 'les-voisins', name: 'Les Voisins' });
    const other = await test.federation({ slug: 'les-autres', name: 'Les Autres' });
    const host = await test.published({ slug: 'grange', name: 'La Grange' });
    expect(host.slug).toBe('grange');
    for (const one of [federation, other]) expect((await join(one, 'grange')).status).toBeLessThan(300);
    const { text, headers } = await test.ask('GET', '/federations/les-voisins/feed.atom');
    expect(headers['content-type']).toContain('application/atom+xml');
    expect(text).toContain('La Grange est membre de Les Voisins.');
    expect(text).toContain('La Grange est dans le catalogue.');
    expect(text).not.toContain('Les Autres');
    const left = await test.ask('PUT', '/v1/federations/les-voisins/members/grange', {
      token: federation.token,
      ifMatch: '*',
      body: { state: 'former' },
    });
    expect(left.status, left.text).toBeLessThan(300);
    expect((await test.ask('GET', '/federations/les-voisins/feed.atom?lang=en')).text).toContain(
      'La Grange is no longer a member of Les Voisins.',
    );
    // A member that was entered by mistake is not in its list any more: the feed tells it all the same.
    await test.published({ slug: 'rive', name: 'La Rive' });
    await join(federation, 'rive');
    const removed = await test.ask('DELETE', '/v1/federations/les-voisins/members/rive?never=true', {
      token: federation.token,
      ifMatch: '*',
    });
    expect(removed.status, removed.text).toBeLessThan(300);
    expect((await test.ask('GET', '/federations/les-voisins/feed.atom')).text).toContain(
      'La Rive n’est plus donné pour membre de Les Voisins.',
    );
    expect((await test.ask('GET', '/federations/nobody/feed.atom')).status).toBe(404);
  });

  it('is named in the head of its page, and kept by readers whatever it is called later', async () => {
    const { text } = await see('/federations/chatons');
    expect(text).toContain('<link rel="alternate" type="application/atom+xml" title="CHATONS"');
    expect(text).toContain('href="/federations/chatons/feed.atom"');
    const { id } = test.catalogue.current().federationBySlug.get('chatons')!;
    expect((await test.ask('GET', '/federations/chatons/feed.atom')).text).toContain(`/federations/${id}/feed.atom`);
  });
});
