import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { useApp } from '../support/app.ts';
import { operationsOn } from '../support/operations.ts';
import { aService } from '../support/record.ts';
import { allowedFor } from '../support/rules-of-operations.ts';
import { refusedBy, rowsOf } from '../support/untouched.ts';

interface Described {
  operationId: string;
  requestBody?: { required: boolean; content: Record<string, object> };
}
const { paths } = JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, Described>>;
};
const TAKING = Object.values(paths)
  .flatMap((methods) => Object.values(methods))
  .flatMap(({ operationId: id, requestBody }) =>
    requestBody ? [{ id, ...requestBody, types: Object.keys(requestBody.content) }] : [],
  );
/** Files are read otherwise: see federation-spreadsheets-in.test.ts, host-spreadsheets.test.ts and exchange-check.test.ts. */
const isFile = ({ types }: { types: readonly string[] }) => types.some((type) => type.startsWith('text/'));

const api = useApp();
const operations = operationsOn(api);
const refused = refusedBy(api);
const at = () => `/v1/hosts/${operations.host.slug}`;

/** Asks for something that must be refused. @returns its status, its code, and what is wrong where, but for its type */
const told = async (id: string, body: string | Buffer | undefined, type = 'application/json') => {
  const { method, path } = operations.found(id);
  const refusal = await api.refused(method, operations.addressOf(path), {
    ...{ token: operations.tokens[allowedFor(id)], ifMatch: '*', body, headers: { 'content-type': type } },
  });
  return refusal[0] === 415 ? refusal.slice(0, 2) : refusal;
};

const MALFORMED = [400, 'malformed-request'];
const WRONG_TYPE = [400, 'invalid-request', { '': 'wrong-type' }];
const UNSUPPORTED = [415, 'unsupported-media-type'];
const TOO_LARGE = [413, 'body-too-large'];

describe('what cannot be read', () => {
  it('is tried on every operation that takes a body', () => {
    expect(TAKING.length).toBeGreaterThan(65);
    expect(TAKING.filter(isFile).length).toBeGreaterThan(8);
  });

  it.each(TAKING.filter(isFile))('is a file that is too large, or of another kind: $id', async ({ id }) => {
    await operations.prepare();
    const before = await rowsOf(api);
    expect(await told(id, Buffer.alloc(4_100_000, 'a;b\n'), 'text/csv')).toEqual(
      id === 'checkChatonsInfosFile' ? UNSUPPORTED : TOO_LARGE,
    );
    expect(await told(id, 'a;b\n', 'application/pdf')).toEqual(UNSUPPORTED);
    expect(await rowsOf(api)).toBe(before);
  });

  describe.each(TAKING.filter((one) => !isFile(one)))('$id', ({ id, required }) => {
    it('is refused, and nothing is done', async () => {
      await operations.prepare();
      const before = await rowsOf(api);
      const answers: unknown[] = [];
      const expected: unknown[] = [];
      const expectTold = async (what: string, answer: unknown[], body: string | undefined, type?: string) => {
        answers.push([what, ...(await told(id, body, type))]);
        expected.push([what, ...answer]);
      };
      for (const body of ['{', '{"name": }', '\u0000', 'name=x']) await expectTold(body, MALFORMED, body);
      for (const body of ['true', '3', '"text"']) await expectTold(body, WRONG_TYPE, body);
      if (required)
        await expectTold(
          'an empty body',
          id.endsWith('Proposals') ? [400, 'invalid-request', { '': 'one-of-two' }] : MALFORMED,
          '',
        );
      await expectTold('too large', TOO_LARGE, JSON.stringify({ name: 'x'.repeat(2_000_000) }));
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'application/xml',
        'multipart/form-data; boundary=x',
      ])
        await expectTold(type, UNSUPPORTED, '{}', type);
      expect(answers).toEqual(expected);
      for (const body of [
        '{"__proto__": {"isAdmin": true}}',
        '{"constructor": {"prototype": {"isAdmin": true}}}',
        ...(required ? [undefined] : []),
      ])
        expect((await told(id, body))[0]).toBe(400);
      expect(await rowsOf(api)).toBe(before);
    });
  });

  it('is a merge patch where a document is put', async () => {
    const headers = { 'content-type': 'application/merge-patch+json' };
    expect(await refused('PUT', `${at()}/services/nuage`, { body: aService(), headers })).toEqual([
      415,
      'unsupported-media-type',
      { '/content-type': 'unsupported-media-type' },
    ]);
  });

  it('is a body where nothing is listened to', async () => {
    const body = { reason: 'x' };
    expect(await refused('DELETE', `${at()}/services/nuage`, { body })).toEqual([
      400,
      'invalid-request',
      { '': 'no-body-here' },
    ]);
    expect(await refused('POST', `${at()}/publication`, { body })).toEqual([
      400,
      'invalid-request',
      { '': 'no-body-here' },
    ]);
  });

  it('is a parameter nobody knows', async () => {
    expect(await refused('PATCH', `${at()}?dryRun=true`, { body: {} })).toEqual([
      400,
      'invalid-request',
      { '/dryRun': 'unknown-parameter' },
    ]);
  });

  it.each(['%00', '..%2F..', '%F0%9F%90%91', "x'--", '%25'])('is a host by the name of %s', async (name) => {
    expect(await refused('PATCH', `/v1/hosts/${name}`, { body: {} })).toEqual([404, 'host-not-found']);
    expect(await refused('DELETE', `${at()}/services/${name}`)).toEqual([404, 'service-not-found']);
    expect((await refused('DELETE', `${at()}/claims/${name}`))[0]).toBeOneOf([400, 404]);
    expect((await refused('DELETE', `/v1/tokens/${name}`))[0]).toBeOneOf([400, 404]);
  });
});

describe('texts are text', () => {
  it.each([
    '<script>alert(1)</script>',
    "'; drop table hosts; --",
    '{{7*7}} <%= 7*7 %>',
    'l’œuf — 🦊',
    'é\u0301 🐑 \t\n',
    '\\u0000',
  ])('such as %j', async (text) => {
    const { status, body } = await api.ask<Host>('PATCH', at(), {
      token: operations.host.token,
      ifMatch: '*',
      body: { name: text, summary: { fr: text } },
    });
    expect(status).toBe(200);
    expect([body.name, body.summary]).toEqual([text, { fr: text }]);
    const { body: read, headers } = await api.ask<Host>('GET', at());
    expect([read.name, read.summary]).toEqual([text, { fr: text }]);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});
