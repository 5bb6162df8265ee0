import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { useApp } from '../support/app.ts';

const test = useApp();
interface List<T = { key: string }> {
  items: T[];
  total: number;
}

beforeAll(async () => {
  await test.published({ slug: 'les-aulnes', website: 'https://www.aulnes.example/accueil' });
});

describe('finding one’s way', () => {
  it('begins with a page for people and JSON for programs', async () => {
    const page = await test.ask('GET', '/', { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
    expect(page.text).toContain('<html lang="fr">');
    expect(page.headers.link).toContain('rel="service-desc"');
    const english = await test.ask('GET', '/?lang=en', { headers: { accept: 'text/html' } });
    expect(english.text).toContain('<html lang="en">');
    const data = await test.ask<{ links: Record<string, string> }>('GET', '/');
    expect(data.body.links['service-doc']).toBe('https://bercail.example/docs');
  });

  it('shows people the page whatever others added to the address, and tells programs what they mistyped', async () => {
    const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
    for (const query of ['fbclid=x', 'utm_source=letter&lang=en', 'lang=de']) {
      const { status, text } = await test.ask('GET', `/?${query}`, { headers: { accept } });
      expect([query, status]).toEqual([query, 200]);
      expect(text).toContain(query.includes('lang=en') ? '<html lang="en">' : '<html lang="fr">');
    }
    expect((await test.ask('GET', '/?fbclid=x')).status).toBe(400);
  });

  it('goes on with the API catalogue', async () => {
    const { body, headers } = await test.ask<{ linkset: Record<string, { href: string }[]>[] }>(
      'GET',
      '/.well-known/api-catalog',
    );
    expect(headers['content-type']).toContain('application/linkset+json');
    expect(body.linkset[0]?.['service-desc']?.[0]?.href).toBe('https://bercail.example/openapi.json');
  });

  it('shows documentation that asks nothing of other hosts', async () => {
    const { status, text, headers } = await test.ask('GET', '/docs');
    expect(status).toBe(200);
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(await test.refused('GET', '/docs/static/nothing.js')).toEqual([404, 'route-not-found']);
  });

  it.each(['/docs/json', '/docs/yaml'])('has one description: %s leads to it', async (path) => {
    const { status, headers, text } = await test.ask('GET', path);
    expect([status, headers.location, text]).toEqual([308, '/openapi.json', '']);
  });
});

describe('a browser', () => {
  const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

  it('is shown an error as a page, and a program as a problem document', async () => {
    const page = await test.ask('GET', '/nowhere?lang=en', { headers: browser });
    expect([page.status, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(page.text).toContain('There is nothing at this address.');
    expect(page.headers['content-security-policy']).toMatch(/style-src 'sha256-[^']+'/);
    expect(await test.refused('GET', '/nowhere')).toEqual([404, 'route-not-found']);
  });

  it('may hold pages in no frame, with nothing but their own style and script, and no cookie', async () => {
    const { headers } = await test.ask('GET', '/legal', { headers: browser });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['strict-transport-security']).toContain('max-age=');
    // What was withdrawn is not read much longer.
    const home = await test.ask('GET', '/', { headers: browser });
    expect(home.headers['cache-control']).toBe('public, max-age=60');
    expect(headers['permissions-policy']).toContain('geolocation=()');
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('is given pages compressed, and the same page is not sent twice', async () => {
    const { headers } = await test.ask('GET', '/legal', { headers: { ...browser, 'accept-encoding': 'gzip, br' } });
    expect(headers['content-encoding']).toBe('br');
    const again = await test.ask('GET', '/legal', { headers: { ...browser, 'if-none-match': String(headers.etag) } });
    expect(again.status).toBe(304);
    // The same as with the page itself: a strong tag of these very bytes, and what they depend on.
    expect(headers.etag).toMatch(/^"[^"]+"$/);
    expect([again.headers.etag, again.headers.vary]).toEqual([headers.etag, headers.vary]);
    const plain = await test.ask('GET', '/legal', { headers: { ...browser, 'accept-encoding': 'gzip ;q=0, *;q=0' } });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers.etag).not.toBe(headers.etag);
    expect(plain.headers.vary).toBe(headers.vary);
  });

  it('is given what it prefers, whatever others were given at the same address', async () => {
    const typesOf = async (accept: string) => {
      const answers = [];
      // An answer is remembered from its second time on.
      for (let time = 0; time < 3; time++)
        answers.push((await test.ask('GET', '/?lang=fr', { headers: { accept } })).headers['content-type']);
      return [...new Set(answers)].map((type) => String(type).split(';', 1)[0]);
    };
    for (const [accept, type] of [
      ['text/html, text/csv', 'text/html'],
      ['text/csv', 'application/json'],
      ['text/html;q=0.1, application/json', 'application/json'],
      ['application/json;q=0.1, TEXT/HTML', 'text/html'],
      ['text/html;q=0', 'application/json'],
      ['text/html,application/xhtml+xml,text/csv;q=0.1', 'text/html'],
      ['*/*', 'application/json'],
    ] as const)
      expect([accept, await typesOf(accept)]).toEqual([accept, [type]]);
    const program = { accept: 'application/problem+json, text/html;q=0.1' };
    expect((await test.ask('GET', '/nowhere', { headers: program })).headers['content-type']).toContain('problem+json');
  });
});

describe('other sites', () => {
  it('may read from a browser, without credentials', async () => {
    const { headers } = await test.ask('GET', '/v1/hosts', { headers: { origin: 'https://elsewhere.example' } });
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('may match, and may not write', async () => {
    const preflight = (url: string, method: string) =>
      test.ask('OPTIONS', url, {
        headers: { origin: 'https://elsewhere.example', 'access-control-request-method': method },
      });
    expect((await preflight('/v1/matches', 'POST')).headers['access-control-allow-origin']).toBe('*');
    expect((await preflight('/v1/hosts/x', 'PATCH')).headers['access-control-allow-origin']).toBeUndefined();
    expect((await preflight('/v1/hosts', 'POST')).headers['access-control-allow-origin']).toBeUndefined();
    expect((await preflight('/v1/nothing', 'GET')).status).toBe(404);
    // Nor may they read what is for tokens alone.
    expect((await preflight('/v1/audit', 'GET')).headers['access-control-allow-origin']).toBeUndefined();
  });

  it('are told security headers and quotas', async () => {
    const { headers } = await test.ask('GET', '/v1/usages');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['ratelimit-policy']).toBe('"address";q=100000;w=60');
    expect(headers.ratelimit).toMatch(/^"address";r=\d+;t=\d+$/);
  });
});

describe('vocabularies', () => {
  it('begin with the usages to start with', async () => {
    const { body } = await test.ask<List<{ key: string; startHere?: number }>>('GET', '/v1/usages');
    expect(body.total).toBe(45);
    expect(body.items.slice(0, 8).map(({ startHere }) => startHere)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('say which other usage will do, with what is lost in both languages; none for the follow-up of people', async () => {
    const { body } = await test.ask<List<{ key: string; alsoMetBy?: { usage: string; as: object }[] }>>(
      'GET',
      '/v1/usages',
    );
    const near = new Map(body.items.map(({ key, alsoMetBy = [] }) => [key, alsoMetBy]));
    expect(near.get('newsletter')).toEqual([
      {
        usage: 'mailing-lists',
        as: {
          fr: 'une liste où vous seuls écrivez : ni mise en page, ni chiffres',
          en: 'a list where only you write: no layout, no figures',
        },
      },
    ]);
    expect([...near].filter(([, others]) => others.length > 0)).toHaveLength(10);
    expect(near.get('beneficiary-tracking')).toEqual([]);
    for (const { usage } of [...near.values()].flat()) expect(near.has(usage), usage).toBe(true);
  });

  it('say within which bounds a commitment is taken what it is worth and what the law says, and nothing that the engine alone needs', async () => {
    const { body, text } = await test.ask<List<{ key: string }>>('GET', '/v1/commitment-kinds');
    expect(body.items.find(({ key }) => key === 'switching-notice-max')).toMatchObject({
      bounds: { min: 0, max: 365 },
      utility: [
        { value: 0, utility: 1000 },
        ...Array.from({ length: 3 }, () => expect.anything()),
        { value: 180, utility: 0 },
      ],
      legal: { ceiling: 60, text: { fr: expect.any(String), en: expect.any(String) } },
    });
    expect(body.items.find(({ key }) => key === 'closing-plan')).toMatchObject({
      utilities: { present: 1000, absent: 0 },
    });
    expect(body.items.find(({ key }) => key === 'inactivity-deletion')).toMatchObject({
      specialValues: [{ value: 'never', utility: 1000, label: { fr: 'Jamais', en: 'Never' } }],
    });
    const criteria = await test.ask<List<object>>('GET', '/v1/criteria');
    expect(criteria.body.items[0]).toMatchObject({ utilities: { yes: 1000, partial: 500, no: 0 } });
    expect(text + criteria.text).not.toMatch(/benchmark|discriminates/);
  });

  it.each(['/v1/tools', '/v1/criteria', '/v1/commitment-kinds', '/v1/helpers', '/v1/federations'])(
    '%s is a whole list',
    async (url) => {
      const { status, body } = await test.ask<List>('GET', url);
      expect([status, body.items.length]).toEqual([200, body.total]);
    },
  );

  it('find places in the reader’s language, with what they are within', async () => {
    const { body } = await test.ask<List<{ level: string; code: string; within: { code: string }[] }>>(
      'GET',
      '/v1/territories?q=gueret&limit=1',
    );
    expect(body.items).toMatchObject([
      { level: 'commune', code: '23096', within: [{ code: '23' }, { code: '75' }, { code: 'FR' }] },
    ]);
    const english = await test.ask<List<{ name: string }>>('GET', '/v1/territories?q=germany&lang=en');
    expect(english.body.items[0]?.name).toBe('Germany');
  });

  it('count every place of a name, and give them page by page', async () => {
    type Places = List<{ level: string; code: string }> & { next: string | null };
    const keysOf = ({ items }: Places) => items.map(({ level, code }) => `${level}:${code}`);
    const { body: whole } = await test.ask<Places>('GET', '/v1/territories?q=creuse&limit=100');
    expect([whole.total, whole.next]).toEqual([whole.items.length, null]);
    expect(whole.total).toBeGreaterThan(4);
    const walked: string[] = [];
    for (let address: string | null = '/v1/territories?q=creuse&limit=4'; address; ) {
      const { body, headers }: { body: Places; headers: Record<string, unknown> } = await test.ask('GET', address);
      expect(body.total).toBe(whole.total);
      if (body.next) expect(headers.link).toContain(body.next);
      walked.push(...keysOf(body));
      address = body.next;
    }
    expect(walked).toEqual(keysOf(whole));
    const foreign = (await test.ask<Places>('GET', '/v1/hosts?limit=1')).body.next?.split('cursor=')[1] ?? 'x';
    const { status } = await test.ask('GET', `/v1/territories?q=creuse&cursor=${foreign}`);
    expect(status).toBe(400);
  });

  it('put the nearest helpers first', async () => {
    const { body } = await test.ask<List<{ serves: { level: string }[] }>>(
      'GET',
      '/v1/helpers?territory=commune:23096',
    );
    const levels = body.items.map(({ serves }) => serves.map(({ level }) => level));
    expect(levels[0]).toContain('departement');
    expect(levels.at(-1)).toContain('country');
  });
});

describe('a host', () => {
  it.each(['aulnes.example', 'www.aulnes.example', 'cloud.aulnes.example', 'AULNES.example'])(
    'is found behind %s',
    async (domain) => {
      expect((await test.ask<Host>('GET', `/v1/hosts/by-domain/${domain}`)).body.slug).toBe('les-aulnes');
    },
  );

  it('is not found behind a domain that only looks like its own', async () => {
    expect(await test.refused('GET', '/v1/hosts/by-domain/notaulnes.example')).toEqual([404, 'host-not-found']);
    expect(await test.refused('GET', '/v1/hosts/by-domain/example')).toEqual([404, 'host-not-found']);
  });

  it('pages carry the next address in the body and in Link', async () => {
    await test.published({ slug: 'second', name: 'Second' });
    const first = await test.ask<List & { next: string }>('GET', '/v1/hosts?limit=1&facets=state');
    expect(first.headers.link).toContain(`<${first.body.next}>; rel="next"`);
    const second = await test.ask<List<Host> & { next: null; facets: object }>('GET', first.body.next);
    expect(second.body.items.map(({ slug }) => slug)).toEqual(['second']);
    expect([second.body.next, second.body.facets !== undefined]).toEqual([null, true]);
  });
});
