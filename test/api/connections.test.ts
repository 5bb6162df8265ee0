import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../src/http/problems.ts';
import { ADMIN_TOKEN, type TestApp, useApp } from '../support/app.ts';

const HEAD = 'POST /v1/matches HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
const BODY = '{"usages":[{"usage":"file-storage-sharing"}]}';
const HALF = `${HEAD}content-length: ${BODY.length}\r\n\r\n${BODY.slice(0, 5)}`;

interface Client {
  socket: Socket;
  text: () => string;
}
let clients: Client[] = [];
afterEach(() => {
  for (const { socket } of clients) socket.destroy();
  clients = [];
});

const listen = (api: TestApp) =>
  beforeAll(async () => {
    await api.app.listen({ host: '127.0.0.1', port: 0 });
  });
const addressOf = (api: TestApp) => `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`;

/** A client that sends what it likes. */
async function client(api: TestApp, sent = ''): Promise<Client> {
  let text = '';
  const socket = connect((api.app.server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
  socket.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  const made = { socket, text: () => text };
  clients.push(made);
  const accepted = once(api.app.server, 'connection');
  await once(socket, 'connect');
  await accepted;
  if (sent) {
    const begun = once(api.app.server, 'request');
    socket.write(sent);
    await begun;
  }
  return made;
}
const problemIn = (text: string) => JSON.parse(text.split('\r\n\r\n')[1]!) as Problem;

/** A connection of its own, which is closed after the answer. */
const get = async (api: TestApp, path: string, headers = {}) =>
  await fetch(addressOf(api) + path, { headers: { connection: 'close', ...headers } });

describe('a full server', () => {
  const api = useApp({ connectionLimits: { connections: 6, reserve: 20 } });
  listen(api);

  it('lets the connection that has rested longest give way', async () => {
    const silent: Client[] = [];
    for (let i = 0; i < 6; i++) silent.push(await client(api));
    const closed = once(silent[0]!.socket, 'close');
    expect((await get(api, '/v1/hosts')).status).toBe(200);
    await closed;
    expect(silent.slice(1).map(({ socket }) => socket.closed)).toEqual(Array(5).fill(false));
  });

  it('refuses early when none rests, and says when to try again; probes are answered', async () => {
    const half: Client[] = [];
    for (let i = 0; i < 6; i++) half.push(await client(api, HALF));
    const refused = await get(api, '/v1/hosts');
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('content-type')]).toEqual([
      503,
      '2',
      'application/problem+json; charset=utf-8',
    ]);
    expect(await refused.json()).toMatchObject({
      code: 'overloaded',
      detail: 'Too many requests are arriving at once. Try again in 2 seconds.',
    });
    for (const probe of ['/healthz', '/readyz', '/metrics']) expect((await get(api, probe)).status).toBe(200);
    // What was accepted is answered.
    for (const { socket, text } of half) {
      socket.write(BODY.slice(5));
      while (!text().includes('}')) await wait(10);
      expect(text()).toMatch(/^HTTP\/1.1 200 OK/);
    }
  });
});

describe('a client that keeps the server waiting', () => {
  const api = useApp({ connectionLimits: { silenceMs: 1500 } });
  listen(api);

  it('in the middle of a body is told so, and is cut', async () => {
    const { socket, text } = await client(api, HALF);
    await once(socket, 'close');
    expect(text()).toMatch(/^HTTP\/1.1 408 Request Timeout/);
    expect(problemIn(text())).toMatchObject({ status: 408, code: 'request-too-slow' });
  });

  it('without a word is cut', async () => {
    const { socket, text } = await client(api);
    await once(socket, 'close');
    expect(text()).toBe('');
  });

  it('by a slow line is read to its end', async () => {
    const { socket, text } = await client(api, HALF);
    for (const character of BODY.slice(5, 30)) {
      socket.write(character);
      await wait(100);
    }
    socket.write(BODY.slice(30));
    while (!text().includes('}')) await wait(10);
    expect(text()).toMatch(/^HTTP\/1.1 200 OK/);
  });

  it('is told from one that waits for us', async () => {
    const release = await holdDatabase(api);
    const answer = get(api, '/v1/tokens', { authorization: `Bearer ${ADMIN_TOKEN}` });
    await wait(3000);
    release();
    expect((await answer).status).toBe(200);
  });
});

/** Lets all queries wait, from when it returns, until what it returns is called. */
async function holdDatabase(api: TestApp): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await new Promise<void>((isHeld) => {
    void api.database.db.transaction(async (db) => {
      // Nothing else on PostgreSQL, whose other connections would go on.
      await db.execute(sql`lock table tokens in access exclusive mode`);
      isHeld();
      await released;
    });
  });
  return release;
}

describe('a database that keeps everybody waiting', () => {
  const api = useApp();
  listen(api);

  it('makes two hundred wait, and no more; reading, matching and probes go on', async () => {
    const release = await holdDatabase(api);
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
    const overloaded: number[] = [];
    const codeOf = async (i: number): Promise<string | undefined> => {
      const answer = await get(api, '/v1/tokens', headers);
      const { code } = (await answer.json()) as { code?: string };
      if (code === 'overloaded') overloaded.push(i);
      return code;
    };
    const all = Array.from({ length: 230 }, (_, i) => codeOf(i));
    while (overloaded.length < 30) await wait(20);
    expect((await get(api, '/v1/hosts')).status).toBe(200);
    const match = { method: 'POST', headers: { 'content-type': 'application/json' }, body: BODY };
    expect((await fetch(`${addressOf(api)}/v1/matches`, match)).status).toBe(200);
    expect((await get(api, '/healthz')).status).toBe(200);
    expect(await (await get(api, '/readyz')).json()).toEqual({ state: expect.stringMatching(/ready|degraded/) });
    release();
    // Those that wait have an answer, or are told that the database gave none: a busy machine holds it for longer.
    const codes = await Promise.all(all);
    expect(codes.filter((code) => code === 'overloaded')).toHaveLength(30);
    expect(codes.filter((code) => code === undefined || code === 'database-unavailable')).toHaveLength(200);
  });
});
