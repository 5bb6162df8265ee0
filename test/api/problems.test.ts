import { describe, expect, it } from 'vitest';
import { VALUE_FILTERS } from '../../src/catalogue/filters.ts';
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
    const wellFormed = name === 'territory' ? 'departement:20' : 'nobody-has-it';
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
});
