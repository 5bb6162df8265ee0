import { hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Match } from '../../src/matching/answer/schema.ts';
import { fold } from '../../src/vocabulary/territories.ts';
import { useApp } from '../support/app.ts';
import { fillCatalogue } from '../support/guided.ts';

const test = useApp();
beforeAll(() => fillCatalogue(test));

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const see = (url: string, headers: Record<string, string> = {}) =>
  test.ask('GET', url, { headers: { ...browser, ...headers } });
const plain = (text: string): string => text.replaceAll(/[\s\u00a0\u202f]+/g, ' ');
const wordsOf = (html: string): string =>
  plain(html.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ')).replaceAll(' ,', ',');
const namesOf = (html: string): string[] =>
  [...html.matchAll(/<li><a href="\/hosts\/([^"?]+)/g)].map(([, slug]) => slug as string);

describe('the list of hosts for other sites', () => {
  it('shows the hosts of a match in its order, each with its state, its price and a way to its page', async () => {
    const { body } = await test.ask<Match>('POST', '/v1/matches', {
      body: {
        usages: [{ usage: 'email-hosting' }],
        territory: { level: 'departement', code: '23' },
        limit: 20,
      },
    });
    const { text, headers } = await see('/embed/search?usage=email-hosting&territory=departement:23');
    const expected = [...body.fits, ...body.toCheck].map(({ host }) => host).slice(0, 10);
    expect(expected.length).toBeGreaterThan(2);
    expect(namesOf(text).slice(0, expected.length)).toEqual(expected);
    const ofChatons = await see('/embed/search?usage=email-hosting&federation=chatons');
    expect(wordsOf(ofChatons.text)).toMatch(
      /Liste des membres de CHATONS, établie par Bercail d’après des pages publiques, à vérifier auprès de CHATONS, mise à jour le 25 novembre 2026/,
    );
    expect(headers['content-security-policy']).toContain('frame-ancestors *');
    expect(headers['x-frame-options']).toBeUndefined();
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('keeps to what fits for sure when asked to', async () => {
    const { text } = await see('/embed/search?usage=email-hosting&state=fits');
    expect(namesOf(text)).toContain('les-aulnes');
    expect(wordsOf(text)).toContain('Convient · 48 € par an');
    expect(wordsOf(text)).not.toContain('À vérifier avec eux');
  });

  it('says that an amount is free to choose, and what is advised', async () => {
    const { text } = await see('/embed/search?usage=email-hosting');
    expect(wordsOf(text)).toMatch(
      /systemli\.org À vérifier avec eux · Prix libre : vous choisissez \(100 € par an conseillés\)/,
    );
  });

  it('without a usage lists by name, in the name of the catalogue, in the language asked for', async () => {
    const { text } = await see('/embed/search?lang=en');
    const names = [...text.matchAll(/<li><a [^>]*>([^<]+)/g)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(80);
    expect(names).toEqual(names.toSorted((a, b) => (fold(a) < fold(b) ? -1 : 1)));
    expect(text).toContain('href="/hosts/les-aulnes?lang=en"');
    expect(wordsOf(text)).toMatch(/List kept by Bercail, updated on 25 November 2026/);
    expect(gzipSync(text).length).toBeLessThan(15_000);
  });

  it('opens every link beside the site', async () => {
    const { text } = await see('/embed/search?usage=email-hosting');
    expect([...text.matchAll(/<a [^>]*>/g)].every(([link]) => /target="_blank"/.test(link))).toBe(true);
  });

  it('is cached like other public answers', async () => {
    const first = await see('/embed/search?usage=website');
    expect(first.headers['cache-control']).toContain('public');
    expect((await see('/embed/search?usage=website', { 'if-none-match': String(first.headers.etag) })).status).toBe(
      304,
    );
  });

  it('keeps to the members of a federation, to its own list, or to its rules alone', async () => {
    const slug = 'les-choisis';
    const listed = async (more: string) => namesOf((await see(`/embed/search?federation=${slug}${more}`)).text);
    for (const usage of ['', '&usage=email-hosting']) {
      expect(await listed(usage)).toEqual([]);
      expect(await listed(`${usage}&onlyFrom=members`)).toEqual([]);
      expect(await listed(`${usage}&onlyFrom=selection`)).toEqual(['les-aulnes']);
      expect((await listed(`${usage}&onlyFrom=everybody`)).length).toBeGreaterThan(5);
    }
    const { text } = await see(`/embed/search?federation=${slug}&onlyFrom=selection`);
    expect(wordsOf(text)).toContain('Seuls les hébergeurs de sa liste sont proposés.');
    expect(text).toContain(`href="/match?federation=${slug}&amp;onlyFrom=selection"`);
  });

  it('says what to give up when nothing answers', async () => {
    const nobody = await test.federation({ slug: 'les-seuls', name: 'Les Seuls' });
    expect(nobody.slug).toBe('les-seuls');
    for (const more of ['', '&usage=email-hosting', '&usage=email-hosting&state=fits']) {
      const page = wordsOf((await see(`/embed/search?federation=les-seuls${more}`)).text);
      expect(page).toContain('Aucun hébergeur connu ne répond à tout cela.');
      expect(page).toMatch(/Sans se limiter à cette fédération : \d+\./);
    }
  });

  it('takes an empty setting for none, and tells of a wrong one in a sentence', async () => {
    expect((await see('/embed/search?usage=&territory=&federation=&state=&accent=')).status).toBe(200);
    for (const [query, sentence] of [
      ['usage=nonsense', 'L’usage demandé n’est pas dans le catalogue.'],
      ['territory=creuse', 'Territoire inconnu'],
      ['territory=departement:99', 'Territoire inconnu'],
      ['federation=nobody', 'La fédération demandée n’est pas dans le catalogue.'],
      [
        'federation=chatons&onlyFrom=friends',
        'Pour onlyFrom, les valeurs permises sont members, selection et everybody.',
      ],
      ['onlyFrom=selection', 'Choisissez aussi une fédération'],
      ['state=good', 'Pour state, la seule valeur permise est fits.'],
      ['state=fits', 'Choisissez aussi un usage'],
      ['usage=website&usage=email-hosting', 'Donnez le réglage « usage » une seule fois.'],
      ['colour=red', 'Le réglage « colour » n’existe pas.'],
      ['lang=de', 'Les langues sont fr et en.'],
      ['accent=red', 'La couleur demandée n’en est pas une.'],
    ] as const) {
      const { status, text, headers } = await see(`/embed/search?${query}`);
      expect(status, query).toBe(400);
      expect(wordsOf(text), query).toContain(sentence);
      expect(headers['content-security-policy'], query).toContain('frame-ancestors *');
      // The places and addresses that programs are told mean nothing to the visitors of a site.
      expect(text, query).not.toMatch(/<code>|\/v1\//);
      expect(text, query).toContain('href="/embed" target="_blank"');
    }
  });
});

describe('the colour of a site', () => {
  it.each(['/embed/search', '/embed/match'])(
    'is made readable and allowed by the policy of %s, also from memory',
    async (path) => {
      const [first, again] = [await see(`${path}?accent=ffee00`), await see(`${path}?accent=%23FFEE00`)];
      const fromMemory = await see(`${path}?accent=ffee00`);
      const style = /--light:(#[0-9a-f]{6});--dark:(#[0-9a-f]{6})/;
      expect(style.exec(first.text)![2]).toBe('#ffee00');
      expect(style.exec(first.text)![1]).not.toBe('#ffee00');
      expect(style.exec(again.text)![0]).toBe(style.exec(first.text)![0]);
      const policy = first.headers['content-security-policy'];
      expect(fromMemory.headers['content-security-policy']).toBe(policy);
      expect(String(policy).match(/'sha256-/g)!.length).toBeGreaterThan(2);
      expect((await see(`${path}?accent=red`)).status).toBe(400);
    },
  );

  it('is kept from one question to the next', async () => {
    const { text } = await see('/embed/match?federation=chatons&accent=0b4f6c');
    expect(text).toContain('action="/embed/match?federation=chatons&amp;accent=0b4f6c"');
  });
});

describe('the page where a site prepares its line', () => {
  it('keeps what was chosen, previews it, and gives lines that show just that', async () => {
    const chosen =
      'usage=email-hosting&territory=departement%3A23&federation=chatons&onlyFrom=selection&state=fits&accent=ffee00';
    const { text, headers } = await see(`/embed?${chosen}`);
    const decoded = text
      .replaceAll('&lt;', '<')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
      .replaceAll('&amp;', '&');
    expect(decoded).toContain(`<iframe src="https://bercail.example/embed/search?${chosen}&lang=fr"`);
    expect(decoded).toContain(
      '<bercail-search usage="email-hosting" territory="departement:23" federation="chatons" onlyFrom="selection" state="fits" accent="ffee00" lang="fr"><a href="https://bercail.example/embed/search?',
    );
    expect(decoded).toContain(`src="/embed/search?${chosen}&lang=fr"`);
    expect(decoded).toContain(
      '<iframe src="https://bercail.example/embed/match?federation=chatons&onlyFrom=selection&accent=ffee00&lang=fr"',
    );
    expect(text).toMatch(/<option (selected value="email-hosting"|value="email-hosting" selected)/);
    expect(wordsOf(text)).toContain('La couleur #ffee00 se lit mal partout.');
    expect(headers['content-security-policy']).toContain("frame-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('names a script that is there for good, with its fingerprint', async () => {
    const { text } = await see('/embed');
    const [, path, integrity] = /src="https:\/\/bercail\.example(\/embed\/[\w-]+\.js)" integrity="sha384-([^"]+)"/.exec(
      text.replaceAll('&quot;', '"'),
    )!;
    const script = await test.ask('GET', path!);
    expect(hash('sha384', script.text, 'base64')).toBe(integrity);
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(script.headers['access-control-allow-origin']).toBe('*');
  });

  it('is found from the first page', async () => {
    expect((await see('/')).text).toContain('<a href="/embed">Montrer les hébergeurs sur votre site</a>');
  });

  it('says in a sentence what was chosen wrongly', async () => {
    expect((await see('/embed?state=fits')).text).toContain('Choisissez aussi un usage');
  });
});

describe('the badge of a host', () => {
  it('says its name, that it is listed, and when it read its entry over', async () => {
    const { text, headers } = await test.ask('GET', '/badge/les-aulnes.svg');
    expect(headers['content-type']).toContain('image/svg+xml');
    expect(headers.etag).toBeDefined();
    expect(plain(text)).toContain('<title>Les Aulnes : dans Bercail, fiche relue le 25 novembre 2026</title>');
    expect((await test.ask('GET', '/badge/les-aulnes.svg?lang=en')).text).toContain('listed in Bercail');
  });

  it('claims no date that is not known, and nothing of a host that has closed', async () => {
    expect(plain((await test.ask('GET', '/badge/arn.svg')).text)).not.toContain('relue');
    const gone = test.catalogue.current().documents.find(({ observed }) => observed?.status === 'closed')!;
    expect(plain((await test.ask('GET', `/badge/${gone.slug}.svg`)).text)).toContain('n’est plus proposé par Bercail');
  });

  it('is not there for nobody', async () => {
    expect((await test.ask('GET', '/badge/nobody.svg')).status).toBe(404);
    expect((await test.ask('GET', '/badge/les-aulnes')).status).toBe(404);
  });
});

describe('the script', () => {
  it('weighs at most 2 kB and is not asked for again while it stays the same', async () => {
    const { text, headers } = await test.ask('GET', '/embed.js');
    expect(gzipSync(text).length).toBeLessThan(2000);
    expect(headers['content-type']).toContain('text/javascript');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers.etag).toBeDefined();
  });

  it('under another name than its own is not there', async () => {
    expect((await test.ask('GET', '/embed/0123456789abcdef.js')).status).toBe(404);
  });
});
