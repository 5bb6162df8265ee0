import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Problem } from '../../src/http/problems.ts';
import { invalid, useApp } from '../support/app.ts';
import {
  atBounds,
  type Breach,
  breachesOf,
  breachesOfQuery,
  brokenAt,
  DESCRIBED,
  pointerOf,
  together,
  wholeOf,
  wholeQueryOf,
} from '../support/broken-values.ts';
import { operationsOn } from '../support/operations.ts';
import { aService } from '../support/record.ts';
import { allowedFor, READINGS, RULES } from '../support/rules-of-operations.ts';
import { refusedBy, rowsOf } from '../support/untouched.ts';

const TAKING = DESCRIBED.filter(({ types }) => types.length > 0);
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
    expect(await refused('DELETE', `${at()}/services/nuage`, { body })).toEqual(invalid({ '': 'no-body-here' }));
  });

  it.each(['%00', '..%2F..', '%F0%9F%90%91', "x'--", '%25'])('is a host by the name of %s', async (name) => {
    expect(await refused('PATCH', `/v1/hosts/${name}`, { body: {} })).toEqual([404, 'host-not-found']);
    expect(await refused('DELETE', `${at()}/services/${name}`)).toEqual([404, 'service-not-found']);
    expect((await refused('DELETE', `${at()}/claims/${name}`))[0]).toBeOneOf([400, 404]);
    expect((await refused('DELETE', `/v1/tokens/${name}`))[0]).toBeOneOf([400, 404]);
  });
});

/** No expression, name of a format or sign of comparison: who reads it is a volunteer. */
const NOT_WORDS = /\^|\\[dx]|[<>]=|undefined|[,:]\s*\.$|\b(or|ou)\s*\.|\b(uuid|iri|idn-email|date-time)\b/;

/** What is told otherwise than each fault of a request must be, and to whom words are missing. */
async function toldOtherwise(
  id: string,
  asking: { body?: unknown; at?: string; headers?: Record<string, string> },
  breaches: readonly Breach[],
  place?: string,
) {
  const otherwise: unknown[] = [];
  const token = operations.tokens[RULES[id] || READINGS[id] ? allowedFor(id) : 'nobody'];
  const inFrench = new Map<string, string>();
  for (const lang of ['fr', 'en']) {
    const headers = { ...asking.headers, 'accept-language': lang };
    const { status, body } = await operations.ask<Problem>(id, { token, ifMatch: '*', ...asking, headers });
    if (status !== 400 || body.code !== 'invalid-request') otherwise.push([lang, status, body?.code]);
    const told = body?.errors ?? [];
    for (const { way, code } of breaches)
      if (!told.some((one) => one.pointer === pointerOf(way) && one.code === code && one.in === place))
        otherwise.push([pointerOf(way), code]);
    for (const { pointer, code, message } of told) {
      const isExpected = breaches.some(
        ({ way, isOneOfSeveral }) =>
          pointer === pointerOf(way) || (isOneOfSeveral && pointer.startsWith(pointerOf(way.slice(0, 1)))),
      );
      // What is right in shape is named at random, and told as unknown.
      if (!isExpected && !code.startsWith('unknown-')) otherwise.push(['not broken', pointer, code]);
      if (message.trim() === '' || NOT_WORDS.test(message)) otherwise.push(['no words', pointer, message]);
      const key = `${pointer} ${code}`;
      if (lang === 'fr') inFrench.set(key, message);
      else if (inFrench.get(key) === message) otherwise.push(['in one language', pointer, message]);
    }
  }
  return otherwise;
}

const JSON_TYPE = { 'content-type': 'application/json' };
/** They have no query, and take any. */
const READ_BY_MACHINES = ['getHealth', 'getReadiness', 'getMetrics'];
/** A revision that never was. */
const isMissedFirst = (id: string, { way, value }: Breach) =>
  id === 'matchNeed' && way[0] === 'at' && Number(value) > 0;
/** An administrator, who asks here, may leave it out. */
const isRequired = (id: string, { way, code }: Breach) =>
  !(id === 'registerHost' && code === 'missing' && way[0] === 'terms');

describe('what has another shape than the description says is told all at once: where and what, in words', () => {
  it.each(DESCRIBED.filter(({ schema }) => schema))('in the body of $id', async ({ id, schema }) => {
    await operations.prepare();
    const before = await rowsOf(api);
    const whole = wholeOf(schema!);
    const otherwise: unknown[] = [];
    const all = breachesOf(schema!).filter((one) => one.way.length > 0 && isRequired(id, one));
    for (const breaches of together(all))
      otherwise.push(...(await toldOtherwise(id, { body: brokenAt(whole, breaches), headers: JSON_TYPE }, breaches)));
    // One field too many is told, and no bound.
    const refused = { way: ['en-trop'], value: 1, code: 'unknown-field', isOneOfSeveral: false };
    const token = operations.tokens[allowedFor(id)];
    for (const kept of together(atBounds(all))) {
      const body = brokenAt(whole, [...kept, refused]);
      const answer = await operations.ask<Problem>(id, { token, ifMatch: '*', body, headers: JSON_TYPE });
      if (answer.status !== 400) otherwise.push(['at its bounds', answer.status]);
      for (const { way, code } of kept)
        if (answer.body.errors!.some((one) => one.pointer === pointerOf(way) && one.code === code))
          otherwise.push(['at its bound', pointerOf(way), code]);
    }
    expect(otherwise).toEqual([]);
    expect(await rowsOf(api)).toBe(before);
  });

  it('in the query of every operation', async () => {
    await operations.prepare();
    const before = await rowsOf(api);
    const otherwise: unknown[] = [];
    for (const { id, parameters } of DESCRIBED.filter((one) => !READ_BY_MACHINES.includes(one.id)))
      for (const breaches of together(breachesOfQuery(parameters).filter((one) => !isMissedFirst(id, one)))) {
        const query = new URLSearchParams();
        for (const [name, value] of Object.entries(brokenAt(wholeQueryOf(parameters), breaches) as object))
          for (const one of [value].flat()) query.append(name, String(one));
        const at = `${operations.addressOf(operations.found(id).path)}?${query}`;
        const told = await toldOtherwise(id, { at }, breaches, 'query');
        if (told.length > 0) otherwise.push([id, told]);
      }
    expect(otherwise).toEqual([]);
    expect(await rowsOf(api)).toBe(before);
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
