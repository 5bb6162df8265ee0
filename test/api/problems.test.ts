import { describe, expect, it } from 'vitest';
import { VALUE_FILTERS } from '../../src/catalogue/filters.ts';
import { ERROR_CODES } from '../../src/ground/errors.ts';
import { FAULT_CODES } from '../../src/ground/fault-codes.ts';
import { nextAddress } from '../../src/http/pagination.ts';
import type { Problem } from '../../src/http/problems.ts';
import { meaningless, useApp } from '../support/app.ts';

const test = useApp();

describe('a bad question', () => {
  it.each([
    ['a NUL in a path', '/v1/hosts/a%00b', 400, 'invalid-request', { '/host': 'wrong-format' }],
    [
      'a software that nobody has',
      '/v1/hosts?software=Nextcloud&software=Nextcluod',
      422,
      'meaningless-request',
      { '/software/1': 'unknown-software' },
    ],
    [
      'all of several usages, one unknown',
      '/v1/services?usage.all=email-hosting&usage.all=nope',
      422,
      'meaningless-request',
      { '/usage.all/1': 'unknown-usage' },
    ],
    [
      'accounts without a price',
      '/v1/hosts?accounts=3',
      422,
      'meaningless-request',
      { '/accounts': 'without-max-price' },
    ],
    [
      'a cursor of something else',
      `/v1/hosts?cursor=${Buffer.from('[1,{"x":1},["a"]]').toString('base64url')}`,
      400,
      'invalid-cursor',
      { '/cursor': 'invalid-cursor' },
    ],
    [
      'a cursor of other filters',
      nextAddress({ path: '/v1/hosts', query: {} }, ['a', 'b', 'c']).replace('?', '?usage=email-hosting&'),
      400,
      'invalid-cursor',
      { '/cursor': 'invalid-cursor' },
    ],
  ])('%s is told with its place', async (_what, url, status, code, faults) => {
    expect(await test.refused('GET', url)).toEqual([status, code, faults]);
  });

  it.each(Object.keys(VALUE_FILTERS))('refuses a value that no list could hold: %s', async (name) => {
    for (const list of ['/v1/hosts', '/v1/services']) {
      const [status, , faults] = await test.refused('GET', `${list}?${name}=${'!'.repeat(300)}`);
      expect([status, Object.keys(faults!)], list).toEqual([400, [`/${name}/0`]]);
    }
    const unknown = Object.entries(VALUE_FILTERS).find(([key]) => key === name)![1];
    if (unknown.mistake === 'none') return;
    const wellFormed = name === 'territory' || name === 'seat' ? 'departement:20' : 'nobody-has-it';
    const faults = { [`/${name}/0`]: expect.stringMatching(/^unknown-/) };
    expect(await test.refused('GET', `/v1/hosts?${name}=${wellFormed}`)).toEqual(meaningless(faults));
  });

  it('says 404 for what does not exist, and 405 with the methods that do', async () => {
    expect(await test.refused('GET', '/v1/nothing')).toEqual([404, 'route-not-found']);
    const wrong = await test.ask<Problem>('DELETE', '/v1/usages');
    expect([wrong.status, wrong.body.code, wrong.headers.allow]).toEqual([405, 'method-not-allowed', 'GET, HEAD']);
  });

  it('says 400 for an address that cannot be decoded', async () => {
    expect(await test.refused('GET', '/v1/hosts/%E0%A4%A')).toEqual([400, 'malformed-request']);
  });
});

describe('what was most likely meant', () => {
  type Told = [pointer: string, code: string, suggestion: string | undefined];
  const told = async (method: string, url: string, body?: object): Promise<Told[]> => {
    const { body: problem } = await test.ask<Problem>(method, url, { body, headers: { 'accept-language': 'en' } });
    return problem.errors!.map(({ pointer, code, suggestion, message }) => {
      if (suggestion !== undefined) expect(message).toContain(`Did you mean “${suggestion}”?`);
      return [pointer, code, suggestion];
    });
  };

  it.each([
    ['a parameter, by its letters', '/v1/hosts?usge=wiki', ['/usge', 'unknown-parameter', 'usage']],
    [
      'a parameter, by its case',
      '/v1/hosts?MaxPricePerYear=3',
      ['/MaxPricePerYear', 'unknown-parameter', 'maxPricePerYear'],
    ],
    ['a parameter, by one of its words', '/v1/hosts?price=3', ['/price', 'unknown-parameter', 'maxPricePerYear']],
    ['a value of a list', '/v1/hosts?legalForm=asociation', ['/legalForm/0', 'unknown-value', 'association']],
    ['a key, by its letters', '/v1/hosts?usage=email-hostin', ['/usage/0', 'unknown-usage', 'email-hosting']],
    ['a key, as people call it', '/v1/hosts?usage=mail', ['/usage/0', 'unknown-usage', 'email-hosting']],
    [
      'a key, by words of its French label',
      '/v1/hosts?usage=adresses',
      ['/usage/0', 'unknown-usage', 'shared-contacts'],
    ],
    [
      'a key, by words of its English label',
      '/v1/hosts?commitment=backups-kept',
      ['/commitment/0', 'unknown-commitment-kind', 'backup-retention'],
    ],
    ['nothing at all', '/v1/hosts?zzzzzzzz=1', ['/zzzzzzzz', 'unknown-parameter', undefined]],
  ] as const)('is said of a list: %s', async (_what, url, expected) => {
    expect(await told('GET', url)).toEqual([expected]);
  });

  it('is said of fields and keys of a body, wherever they are', async () => {
    const body = { usages: [{ usages: 'wiki', usage: 'wiki' }], budgetperyear: 3 };
    expect(await told('POST', '/v1/matches', body)).toEqual(
      expect.arrayContaining([
        ['/usages/0/usages', 'unknown-field', 'usage'],
        ['/budgetperyear', 'unknown-field', 'budgetPerYear'],
      ]),
    );
    expect(await told('POST', '/v1/matches', { usages: [{ usage: 'visio' }], currentTools: ['google-driv'] })).toEqual([
      ['/usages/0/usage', 'unknown-usage', 'video-conferencing'],
      ['/currentTools/0', 'unknown-tool', 'google-drive'],
    ]);
  });

  it('is said of fields of a change to a document', async () => {
    const { slug, token } = await test.published();
    const { body } = await test.ask<Problem>('PATCH', `/v1/hosts/${slug}`, {
      token,
      ifMatch: '*',
      body: { web_site: 'x' },
    });
    expect(body.errors).toMatchObject([{ pointer: '/web_site', code: 'unknown-field', suggestion: 'website' }]);
  });

  it('is not looked for in what nobody would type', async () => {
    expect(await told('GET', `/v1/hosts?${'usage'.repeat(400)}=1`)).toEqual([
      [`/${'usage'.repeat(400)}`, 'unknown-parameter', undefined],
    ]);
  });
});

describe('a bad body', () => {
  it('is told where it stops being JSON, and what was expected there', async () => {
    const detailOf = async (body: string, lang = 'fr') =>
      (await test.ask<Problem>('POST', `/v1/matches?lang=${lang}`, { body })).body.detail;
    expect(await detailOf('{"usages": [}')).toMatch(
      /^Le corps n’est pas du JSON\. À la ligne 1, caractère 13, il faut/,
    );
    expect(await detailOf('{\n"usages": [', 'en')).toMatch(
      /^The body is not JSON\. It stops at line 2, character 12, /,
    );
    expect(await detailOf('{"__proto__": {"admin": true}}', 'en')).toContain('__proto__');
  });
});

let listed: string | undefined;

describe('a problem document', () => {
  it('has a stable type that the documentation explains', async () => {
    const { body } = await test.ask<Problem>('GET', '/v1/hosts/nobody');
    expect(body.type).toBe('https://bercail.example/docs/problems#host-not-found');
    const page = await test.ask('GET', '/docs/problems');
    expect(page.text).toContain('id="host-not-found"');
  });

  it.each([...ERROR_CODES, ...FAULT_CODES])('has no code that the documentation does not list: %s', async (code) => {
    listed ??= (await test.ask('GET', '/docs/problems')).text;
    expect(listed).toContain(`<code>${code}</code>`);
  });

  it('speaks English, or French when asked, and names the request', async () => {
    const asking = async (url: string, language?: string) => {
      const { headers, body } = await test.app.inject({
        url,
        headers: { ...(language && { 'accept-language': language }) },
      });
      return [JSON.parse(body).title, headers['content-language']];
    };
    const inEnglish = ['Host not found', 'en'];
    const inFrench = ['Hébergeur introuvable', 'fr'];
    for (const language of [undefined, '*', 'de', 'en-GB,fr;q=0.5'])
      expect(await asking('/v1/hosts/nobody', language), language).toEqual(inEnglish);
    for (const language of ['fr', 'fr-FR,fr;q=0.9,en;q=0.8', 'de,fr;q=0.1'])
      expect(await asking('/v1/hosts/nobody', language), language).toEqual(inFrench);
    expect(await asking('/v1/hosts/nobody?lang=fr')).toEqual(inFrench);
    expect(await asking('/v1/hosts/nobody?lang=en', 'fr')).toEqual(inEnglish);
    // What people read, in answers and on pages, is in French first.
    expect((await test.app.inject('/v1/usages')).headers['content-language'] ?? 'fr').toBe('fr');
    const page = await test.app.inject({ url: '/hosts/nobody', headers: { accept: 'text/html' } });
    expect(page.headers['content-language']).toBe('fr');
    const french = await test.ask<Problem>('GET', '/v1/hosts/nobody');
    expect(french.body.instance).toBe(`urn:uuid:${french.headers['x-request-id']}`);
  });

  it('is never kept by a cache, and never carries a stack', async () => {
    const { headers, text } = await test.ask('GET', '/v1/hosts?limit=x');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers.etag).toBeUndefined();
    expect(text).not.toMatch(/\bat .*\.ts|node_modules|select /);
  });

  it('has the headers of every answer, also when no address could be read', async () => {
    const nowhere = await test.ask<Problem>('GET', '/v1/hosts/nobody');
    const unreadable = await test.ask<Problem>('GET', '/v1/hosts/%zz');
    expect(unreadable.status).toBe(400);
    for (const name of ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cache-control'])
      expect([name, unreadable.headers[name]]).toEqual([name, nowhere.headers[name]]);
    expect(unreadable.body.instance).toBe(`urn:uuid:${unreadable.headers['x-request-id']}`);
  });
});
