import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { takingBodies } from '../support/examples/published.ts';
import { routesOf } from '../support/routes.ts';

/*
 * Every way in is used with words that nobody else writes. Then the log of every level, and the metrics, are searched for
 * them: a need, a search word, a mail address must be in neither.
 */

const WORD = 'Zyqqurathon';
const MAIL = 'camille.zyqqurathon@motsecret.example';
const NUMBER = 417_093;
/** The number stands alone: its digits are also, by chance, within those of a duration. */
const TRACES = [/zyqqurathon/i, /motsecret/i, /(?<![\w.])417093(?!\w)/, /203\.0\.113\.77/];

const logged: string[] = [];
const api = useApp({ logged: (line) => void logged.push(line), endsWithoutDatabase: true, sendsMail: true });
let host: Owned;
let federation: Owned;

const HEADERS = {
  'user-agent': WORD,
  referer: `https://motsecret.example/?q=${WORD}`,
  'x-forwarded-for': '203.0.113.77',
  'x-request-id': WORD,
  'accept-language': WORD,
};
/** Answers that are not described do not matter here: what is sent is mostly refused. */
const send = (method: string, url: string, headers: Record<string, string> = {}, payload?: string) =>
  api.app.inject({
    method: method as 'GET',
    url,
    remoteAddress: '203.0.113.77',
    headers: { ...HEADERS, ...headers },
    ...(payload !== undefined && { payload }),
  });

/** A body with each of its texts and numbers replaced. */
const spoilt = (value: unknown): unknown =>
  typeof value === 'string'
    ? value.includes('@')
      ? MAIL
      : WORD
    : typeof value === 'number'
      ? NUMBER
      : Array.isArray(value)
        ? value.map(spoilt)
        : value && typeof value === 'object'
          ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spoilt(one)]))
          : value;

const traced = (text: string): string[] => text.split('\n').filter((line) => TRACES.some((trace) => trace.test(line)));

async function expectNoTrace(): Promise<void> {
  expect(logged.length).toBeGreaterThan(0);
  expect(traced(logged.join('\n'))).toEqual([]);
  const { body } = await api.app.inject({ url: '/metrics' });
  expect(body).toContain('bercail_request_seconds_count');
  expect(traced(body)).toEqual([]);
}

beforeAll(async () => {
  host = await api.published({ slug: 'les-aulnes' });
  federation = await api.federation({ slug: 'les-communs' });
});

describe('Neither the log nor the metrics hold', () => {
  it('a need, a map or a search that was answered', async () => {
    const note = { fr: `${WORD}, écrire à ${MAIL}` };
    const usages = [{ usage: 'file-storage-sharing', accounts: 12, note }];
    const json = { 'content-type': 'application/json' };
    const need = JSON.stringify({ usages, budgetPerYear: NUMBER, title: note });
    for (const path of ['/v1/matches', '/v1/federations/les-communs/needs']) await send('POST', path, json, need);
    await send('POST', '/v1/matches', json, JSON.stringify({ usages: [{ usage: 'file-storage-sharing' }] }));
    const map = { title: { fr: WORD }, currentTools: [{ tool: 'gmail', label: WORD, usages: ['website'] }] };
    expect((await send('POST', '/v1/diagnoses', json, JSON.stringify(map))).statusCode).toBe(200);
    for (const path of ['/v1/hosts', '/hosts', '/v1/territories', '/v1/usages'])
      expect([200, 400]).toContain((await send('GET', `${path}?q=${WORD}`)).statusCode);
    await send('GET', `/hosts?q=${encodeURIComponent(MAIL)}`, { accept: 'text/html' });
  });

  it('what is in the address of any route, and where nothing is', async () => {
    const cookie = `desk=${WORD}`;
    for (const method of ['GET', 'POST'] as const)
      for (const route of routesOf(api.app, method)) {
        const path = route.replaceAll(/:\w+|\*/g, WORD);
        for (const accept of ['text/html', 'application/json'])
          await send(method, `${path}?q=${WORD}&${WORD}=1&mail=${encodeURIComponent(MAIL)}`, { accept, cookie });
      }
    const unknown = [`/${WORD}`, `/hosts/les-aulnes/${WORD}/x`, `/v1/${WORD}?q=${WORD}`, `/${WORD}/`, `/%${WORD}`];
    for (const path of unknown) for (const method of ['GET', 'PUT', 'PROPFIND']) await send(method, path);
  });

  it('a body, right or wrong, of any operation, whoever sends it', async () => {
    const operations = takingBodies();
    expect(operations.length).toBeGreaterThan(60);
    for (const { method, path, example, type } of operations) {
      const address = path
        .replace('{host}', host.slug)
        .replace('{federation}', federation.slug)
        .replaceAll(/\{\w+\}/g, WORD);
      const text = typeof example === 'string' ? `${WORD} ${MAIL}` : JSON.stringify(spoilt(example));
      const bodies = [text, text.slice(0, -1), JSON.stringify({ [WORD]: MAIL, lines: [WORD] })];
      for (const token of [undefined, ADMIN_TOKEN, host.token, `${WORD}-${WORD}-${WORD}-${WORD}`])
        for (const body of bodies)
          await send(
            method,
            address,
            {
              'content-type': type,
              'if-match': '*',
              'idempotency-key': WORD,
              ...(token && { authorization: `Bearer ${token}` }),
            },
            body,
          );
    }
  });

  it('what is typed into forms of pages and desks', async () => {
    const typed = new URLSearchParams(
      ['q', 'name', 'email', 'text', 'token', 'people', 'commune', 'label', 'reason', WORD].map((name) => [
        name,
        name === 'email' ? MAIL : WORD,
      ]),
    ).toString();
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://bercail.example' };
    const desk = await new Browser(api).signIn(ADMIN_TOKEN);
    for (const cookie of [undefined, desk.cookie])
      for (const route of routesOf(api.app, 'POST').filter((path) => !path.startsWith('/v1/'))) {
        const path = route.replace(':host', host.slug).replace(':federation', federation.slug);
        await send('POST', path.replaceAll(/:\w+|\*/g, WORD), { ...form, ...(cookie && { cookie }) }, typed);
      }
  });

  // Last: the application does not work without its database any more.
  it('what was asked or written while the database fails', async () => {
    await api.database.close();
    const json = { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_TOKEN}` };
    await send('PATCH', '/v1/hosts/les-aulnes', { ...json, 'if-match': '"v1"' }, JSON.stringify({ name: WORD }));
    await send('GET', `/v1/hosts?q=${WORD}`, { authorization: `Bearer ${WORD}` });
    await send(
      'POST',
      '/manage/sign-in/mail',
      { 'content-type': 'application/x-www-form-urlencoded' },
      `email=${MAIL}`,
    );
    expect(logged.join('')).toContain('failed query');
  });

  afterAll(expectNoTrace);
});
