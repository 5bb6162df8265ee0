import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileCheck } from '../../src/exchange/chatonsinfos/schema.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { EVERY_FILE, HTML, OLD_NAMES, ORGANIZATION, SERVICE } from '../support/chatonsinfos.ts';

const PATH = '/v1/exchange/chatonsinfos/check';
const logged: string[] = [];
const allowed = new Set<string>();
const api = useApp({
  outgoingAllow: allowed,
  logged: (line) => void logged.push(line),
});

const text = { 'content-type': 'text/plain' };
const check = async (file: string | Buffer, lang = 'fr') => {
  const {
    status,
    body,
    text: raw,
  } = await api.ask<FileCheck>('POST', `${PATH}?lang=${lang}`, { body: file, headers: text });
  expect(status, raw).toBe(200);
  return body;
};

describe('A file that is checked', () => {
  it('is told line by line what is wrong, in both languages', async () => {
    const { class: fileClass, problems } = await check(OLD_NAMES);
    expect(fileClass).toBe('organization');
    expect(problems.find(({ line }) => line === 12)).toEqual({
      line: 12,
      pointer: '/organization.funding.Tipee',
      severity: 'warning',
      code: 'misspelt-key',
      params: { now: 'organization.funding.tipeee' },
      message:
        'Cette clé est mal écrite\u00a0: elle est lue quand même. Écrivez «\u00a0organization.funding.tipeee\u00a0».',
    });
    const lines = problems.map(({ line }) => line ?? Number.POSITIVE_INFINITY);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    const inEnglish = await check(OLD_NAMES, 'en');
    expect(inEnglish.problems.map(({ code }) => code)).toEqual(problems.map(({ code }) => code));
    expect(inEnglish.problems.find(({ line }) => line === 12)?.message).toMatch(/^This key is misspelt/);
  });

  it('is told which keys the format asks for, the mandatory ones as errors', async () => {
    const { problems } = await check('file.class = Organization\norganization.name = Les Aulnes\n');
    expect(problems).toContainEqual(
      expect.objectContaining({ pointer: '/organization.type', code: 'missing-key', severity: 'error' }),
    );
    const wished = problems.find(({ code }) => code === 'wished-keys');
    expect(wished).toMatchObject({
      severity: 'note',
      params: { keys: expect.arrayContaining(['organization.website']) },
    });
    expect(wished?.message).toMatch(/^Le format conseille aussi \d+ clés, dont /);
    expect((await check(ORGANIZATION)).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('is told what an association will not find in it, and where that can be said', async () => {
    const { missing } = await check(SERVICE);
    expect(missing.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['price', ''],
      ['leaving', ''],
    ]);
    expect(missing[0]?.message).toContain('dites-le dans le catalogue');
    const poor = await check('file.class = Service\nservice.name = Pad\nsoftware.name = Etherpad');
    expect(poor.missing.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['price', ''],
      ['who-may-join', '/service.registration'],
      ['places', '/service.registration.load'],
      ['data-country', '/host.country.code'],
      ['leaving', ''],
    ]);
    expect((await check(ORGANIZATION)).missing.map(({ code }) => code)).toEqual([
      'where-it-serves',
      'for-whom',
      'help',
      'promises',
    ]);
  });

  it('comes back corrected, and then has no name or date to correct', async () => {
    const { corrected } = await check(EVERY_FILE['latin-1']!);
    expect(corrected).toContain('organization.geography = Guéret');
    const again = await check(corrected!);
    expect(again.corrected).toBe(corrected);
    expect(again.problems.map(({ code }) => code).filter((code) => /misspelt|iso|duplicate-key/.test(code))).toEqual(
      [],
    );
  });

  it('is a page instead: one problem, and nothing to correct', async () => {
    expect(await check(HTML)).toMatchObject({
      problems: [{ line: 1, code: 'html-instead', severity: 'error' }],
      missing: [],
    });
    expect((await check('')).problems).toMatchObject([{ code: 'empty-file' }]);
  });

  it('leaves no trace: neither in the log nor in the catalogue', async () => {
    const before = await api.revision();
    await check('organization.name = Un nom que personne ne garde');
    expect(logged.join('')).not.toContain('personne ne garde');
    expect(await api.revision()).toBe(before);
  });

  it('is refused when it is larger than any, or of another type', async () => {
    const ask = (body: string | Buffer, type: string) =>
      api.refused('POST', PATH, { body, headers: { 'content-type': type } });
    expect(await ask('a=b\n'.repeat(70_000), 'text/plain')).toEqual([413, 'body-too-large']);
    expect((await ask('a=b', 'application/xml'))[1]).toBe('unsupported-media-type');
    expect((await ask('a=b', 'Text/Plain; charset=iso-8859-1').catch(() => [200]))[0]).toBe(200);
  });
});

describe('An address that is checked', () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    if (request.url === '/aulnes.properties') response.end(ORGANIZATION);
    else if (request.url === '/secret') response.end('password = hunter2\n');
    else if (request.url === '/large') response.end('a=b\n'.repeat(100_000));
    else if (request.url === '/moved') response.writeHead(302, { location: 'http://127.0.0.1/aulnes' }).end();
    else response.writeHead(404).end(HTML);
  });
  let origin: string;
  let host: Owned;
  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    origin = `http://aulnes.example:${(server.address() as AddressInfo).port}`;
    allowed.add(new URL(origin).host);
    host = await api.published();
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const checkAt = async (url: string, token: string) => {
    const { status, body, text: raw } = await api.ask<FileCheck>('POST', PATH, { token, body: { url } });
    expect(status, raw).toBe(200);
    return body;
  };

  it('is fetched for whoever has a token', async () => {
    const { class: fileClass, corrected } = await checkAt(`${origin}/aulnes.properties`, host.token);
    expect([fileClass, corrected]).toEqual(['organization', ORGANIZATION]);
  });

  it('is not fetched for anybody else', async () => {
    asked.length = 0;
    const body = { url: `${origin}/aulnes.properties` };
    expect(await api.refused('POST', PATH, { body })).toEqual([401, 'no-token']);
    // Not even read: what is no address is refused for the same reason.
    expect(await api.refused('POST', PATH, { body: '{' })).toEqual([401, 'no-token']);
    expect(asked).toEqual([]);
  });

  it.each([
    ['/nowhere', 'wrong-status', { status: 404 }],
    ['/large', 'not-fetched', { why: 'too-large' }],
    ['/moved', 'not-fetched', { why: 'not-public-machine' }],
  ])('answers why nothing came of it: %s', async (path, code, params) => {
    const { problems, corrected } = await checkAt(origin + path, ADMIN_TOKEN);
    expect(problems).toMatchObject([{ pointer: '', code, severity: 'error', params }]);
    expect(corrected).toBeUndefined();
  });

  it('leads to no private machine', async () => {
    const { problems } = await checkAt('https://aulnes.fr/aulnes.properties', host.token);
    expect(problems).toMatchObject([{ code: 'not-fetched', params: { why: 'not-public-machine' } }]);
  });

  it('shows nothing of what is no such file', async () => {
    const answer = await checkAt(`${origin}/secret`, host.token);
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|password =/);
    expect(answer.problems.map(({ code }) => code)).toEqual(['class-unknown']);
  });
});
