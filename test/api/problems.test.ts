import { describe, expect, it } from 'vitest';
import { VALUE_FILTERS } from '../../src/catalogue/filters.ts';
import { nextAddress } from '../../src/http/pagination.ts';
import type { Problem } from '../../src/http/problems.ts';
import { useApp } from '../support/app.ts';

const test = useApp();

describe('a bad question', () => {
  it.each([
    ['an unknown parameter', '/v1/hosts?colour=red', 400, 'invalid-request', { '/colour': 'unknown-parameter' }],
    ['a wrong type', '/v1/hosts?limit=many', 400, 'invalid-request', { '/limit': 'wrong-type' }],
    ['a huge limit', '/v1/hosts?limit=100000000000', 400, 'invalid-request', { '/limit': 'out-of-range' }],
    ['a limit of nothing', '/v1/hosts?limit=0', 400, 'invalid-request', { '/limit': 'out-of-range' }],
    [
      'a single parameter given twice',
      '/v1/hosts?limit=1&limit=2',
      400,
      'invalid-request',
      { '/limit': 'repeated-parameter' },
    ],
    ['words given twice', '/v1/hosts?q=a&q=b', 400, 'invalid-request', { '/q': 'repeated-parameter' }],
    ['an unknown state', '/v1/hosts?state=draft', 400, 'invalid-request', { '/state/0': 'unknown-value' }],
    ['an unknown sort', '/v1/hosts?sort=price', 400, 'invalid-request', { '/sort': 'unknown-value' }],
    ['an unknown facet', '/v1/hosts?facets=colour', 400, 'invalid-request', { '/facets': 'wrong-format' }],
    [
      'a tenth of a cent',
      '/v1/hosts?maxPricePerYear=1.001',
      400,
      'invalid-request',
      { '/maxPricePerYear': 'too-precise' },
    ],
    [
      'a territory without its level',
      '/v1/hosts?territory=23',
      400,
      'invalid-request',
      { '/territory/0': 'wrong-format' },
    ],
    ['a NUL in the words', '/v1/hosts?q=%00', 400, 'invalid-request', { '/q': 'wrong-format' }],
    ['a NUL in a path', '/v1/hosts/a%00b', 400, 'invalid-request', { '/host': 'wrong-format' }],
    ['a language that is not spoken', '/v1/hosts?lang=xx', 400, 'invalid-request', { '/lang': 'unknown-value' }],
    ['a missing parameter', '/v1/territories', 400, 'invalid-request', { '/q': 'missing' }],
    ['an unknown kind of help', '/v1/hosts?support=nope', 400, 'invalid-request', { '/support/0': 'unknown-value' }],
    [
      'an unknown way of help',
      '/v1/hosts?supportMode=nope',
      400,
      'invalid-request',
      { '/supportMode/0': 'unknown-value' },
    ],
    ['unknown places', '/v1/hosts?capacity=nope', 400, 'invalid-request', { '/capacity/0': 'unknown-value' }],
    ['a language by its name', '/v1/hosts?language=French', 400, 'invalid-request', { '/language/0': 'wrong-format' }],
    [
      'all of several kinds of help, one unknown',
      '/v1/hosts?support.all=training&support.all=nope',
      400,
      'invalid-request',
      { '/support.all/1': 'unknown-value' },
    ],
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
      'all of several criteria, one unknown',
      '/v1/hosts?criterion.all=nope',
      422,
      'meaningless-request',
      { '/criterion.all/0': 'unknown-criterion' },
    ],
    [
      'an unknown usage',
      '/v1/hosts?usage=email-hosting&usage=nope',
      422,
      'meaningless-request',
      { '/usage/1': 'unknown-usage' },
    ],
    [
      'an unknown criterion',
      '/v1/services?criterion=nope',
      422,
      'meaningless-request',
      { '/criterion/0': 'unknown-criterion' },
    ],
    [
      'an unknown commitment',
      '/v1/hosts?commitment=nope',
      422,
      'meaningless-request',
      { '/commitment/0': 'unknown-commitment' },
    ],
    [
      'an unknown federation',
      '/v1/hosts?federation=nope',
      422,
      'meaningless-request',
      { '/federation/0': 'unknown-federation' },
    ],
    [
      'an unknown territory',
      '/v1/hosts?territory=departement:20',
      422,
      'meaningless-request',
      { '/territory/0': 'unknown-territory' },
    ],
    [
      'a helper of nowhere',
      '/v1/helpers?territory=region:99',
      422,
      'meaningless-request',
      { '/territory': 'unknown-territory' },
    ],
    [
      'accounts without a price',
      '/v1/hosts?accounts=3',
      422,
      'meaningless-request',
      { '/accounts': 'without-max-price' },
    ],
    ['a cursor that is not one', '/v1/hosts?cursor=!!', 400, 'invalid-cursor', { '/cursor': 'invalid-cursor' }],
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
    ['a revision that is no number', '/v1/hosts/x?at=yesterday', 400, 'invalid-request', { '/at': 'wrong-type' }],
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
    const wellFormed = name === 'territory' ? 'departement:20' : 'nobody-has-it';
    const [status, code] = await test.refused('GET', `/v1/hosts?${name}=${wellFormed}`);
    expect([status, code]).toEqual([422, 'meaningless-request']);
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

describe('a bad body', () => {
  it.each([
    ['broken JSON', '{"usages": [', {}, 400, 'malformed-request'],
    ['nothing', '', {}, 400, 'malformed-request'],
    ['a prototype', '{"__proto__": {"admin": true}}', {}, 400, 'malformed-request'],
    ['plain text', 'usages', { 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'unsupported-media-type'],
    ['two megabytes', `{"x":"${'a'.repeat(2_000_000)}"}`, {}, 413, 'body-too-large'],
  ])('%s is refused before it is understood', async (_what, body, headers, status, code) => {
    expect(await test.refused('POST', '/v1/matches', { body, headers })).toEqual([status, code]);
  });

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

  it('is neither coerced nor stripped: each fault has its pointer', async () => {
    const body = {
      usages: [{ usage: 'email-hosting', accounts: '4', colour: 'red' }],
      budgetPerYear: 35.101,
      nul: '\u0000',
    };
    expect(await test.refused('POST', '/v1/matches', { body })).toEqual([
      400,
      'invalid-request',
      {
        '/nul': 'unknown-field',
        '/usages/0/accounts': 'wrong-type',
        '/usages/0/colour': 'unknown-field',
        '/budgetPerYear': 'too-precise',
      },
    ]);
  });
});

describe('a problem document', () => {
  it('has a stable type that the documentation explains', async () => {
    const { body } = await test.ask<Problem>('GET', '/v1/hosts/nobody');
    expect(body.type).toBe('https://bercail.example/docs/problems#host-not-found');
    const page = await test.ask('GET', '/docs/problems');
    expect(page.text).toContain('id="host-not-found"');
  });

  it('speaks French, or English when asked, and names the request', async () => {
    const french = await test.ask<Problem>('GET', '/v1/hosts/nobody');
    const english = await test.ask<Problem>('GET', '/v1/hosts/nobody?lang=en');
    expect([french.body.title, french.headers['content-language']]).toEqual(['Hébergeur introuvable', 'fr']);
    expect([english.body.title, english.headers['content-language']]).toEqual(['Host not found', 'en']);
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

  it('refuses an unknown token, without asking for nothing more', async () => {
    const { status, body, headers } = await test.ask<Problem>('GET', '/v1/hosts', { token: 'bcl_invented' });
    expect([status, body.code, headers['www-authenticate']]).toEqual([
      401,
      'bad-token',
      'Bearer error="invalid_token"',
    ]);
  });
});
