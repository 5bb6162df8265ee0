import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { useApp } from '../support/app.ts';
import { startServer } from '../support/server.ts';

/* Processes on one database count together: a limit of a minute holds over all of them, within a stated tolerance. */

const LIMIT = 40;
/**
 * Where each counts alone, two processes let twice the limit through. Messages take their time on a busy machine: what is
 * exact is in `shared-counts.test.ts`.
 */
const NEAR_LIMIT = LIMIT * 1.5;

const api = useApp({ rateLimit: { anonymous: LIMIT, token: LIMIT }, listens: true });

const PATIENT = { timeout: 20_000, interval: 20 };
const until = (check: () => Promise<void> | void) => vi.waitFor(check, PATIENT);
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Every test has addresses of its own, because the clock stands still. */
let addresses = 0;
const anAddress = () => `198.51.100.${++addresses}`;

const ask = async (app: FastifyInstance, from: string, token?: string) => {
  const { statusCode, headers } = await app.inject({
    url: token === undefined ? '/v1/usages' : '/v1/tokens',
    remoteAddress: from,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  const left = Number(/r=(\d+);/.exec(String(headers.ratelimit))?.[1]);
  return { isRefused: statusCode === 429, left, policy: headers['ratelimit-policy'] };
};

/** How many requests are let through of those that go to one process after the other. */
async function letThrough(apps: FastifyInstance[], times: number, from: string, tokenOf?: (n: number) => string) {
  let through = 0;
  for (let n = 0; n < times; n++) {
    if (!(await ask(apps[n % apps.length]!, from, tokenOf?.(n))).isRefused) through++;
    await pause(5);
  }
  return through;
}

/** Waits until no process has anything more to tell. */
async function quiet(): Promise<void> {
  let heard: number;
  do {
    heard = messages.length;
    await pause(200);
  } while (messages.length > heard);
}

/** Asks less often than the limit, so that what refuses it is what others counted. */
async function isRefusedSoon(app: FastifyInstance, from: string): Promise<boolean> {
  for (let n = 1; n < LIMIT / 2; n++) {
    if ((await ask(app, from)).isRefused) return true;
    await pause(300);
  }
  return false;
}

/** Everything that processes tell each other meanwhile. */
let messages: string[] = [];
let stopListening: () => void;
let other: FastifyInstance;
beforeAll(async () => {
  const client = await api.database.pool.connect();
  client.on('notification', ({ payload }) => messages.push(payload!));
  await client.query('listen bercail_counts');
  stopListening = () => client.release(true);
  // Each process begins by asking the others what they have counted.
  other = (await api.beside()).app;
  await until(() => expect(messages).toContainEqual(expect.stringMatching(/^[\w-]{12}$/)));
});
afterAll(() => stopListening());
beforeEach(async () => {
  await quiet();
  messages = [];
});

describe('an address that asks two processes in turn', () => {
  it('is refused near its limit, by both; another one is not', async () => {
    const from = anAddress();
    const through = await letThrough([api.app, other], 100, from);
    expect(through).toBeGreaterThanOrEqual(LIMIT);
    expect(through).toBeLessThanOrEqual(NEAR_LIMIT);
    for (const app of [api.app, other]) {
      expect(await ask(app, from)).toEqual({ isRefused: true, left: 0, policy: `"address";q=${LIMIT};w=60` });
      expect((await ask(app, anAddress())).left).toBe(LIMIT - 1);
    }
  });

  it('reads in both what is left of its limit, less than a twentieth too much', async () => {
    const from = anAddress();
    for (let n = 0; n < 10; n++) await ask(api.app, from);
    await pause(300);
    expect([LIMIT - 11, LIMIT - 10]).toContain((await ask(other, from)).left);
    await letThrough([other], 9, from);
    await pause(300);
    expect([LIMIT - 21, LIMIT - 20]).toContain((await ask(api.app, from)).left);
  });

  it('has its whole limit again in the next minute', async () => {
    const from = anAddress();
    expect(await letThrough([api.app, other], 60, from)).toBeLessThan(60);
    api.now = new Date(api.now.getTime() + 60_000);
    expect((await ask(api.app, from)).left).toBe(LIMIT - 1);
    expect(await letThrough([other], 10, from)).toBe(10);
  });

  it('is told by the process that counted to one that starts later', async () => {
    const from = anAddress();
    expect(await letThrough([api.app], 60, from)).toBe(LIMIT);
    const late = await api.beside();
    expect(await isRefusedSoon(late.app, from)).toBe(true);
    await late.app.close();
  });
});

describe('what processes tell each other', () => {
  it('is nothing while nobody asks for more than a twentieth of the limit', async () => {
    const before = messages.length;
    for (let n = 0; n < 50; n++) await ask(n % 2 ? other : api.app, anAddress());
    await pause(300);
    expect(messages.slice(before)).toEqual([]);
  });

  it('is a number beside a hash, which no minute has in common with another; never an address or an identifier', async () => {
    const [from, host] = [anAddress(), await api.draft()];
    const hashes: Set<string>[] = [];
    for (const _minute of [1, 2]) {
      const before = messages.length;
      await letThrough([api.app, other], 20, from);
      await letThrough([api.app, other], 20, from, () => host.token);
      await until(() => expect(messages.length).toBeGreaterThan(before + 4));
      await quiet();
      const said = messages.slice(before);
      for (const message of said) {
        expect(message).toMatch(/^[\w-]{12}( [\w-]{12}:\d{1,2})+$/);
        for (const word of [from, host.id, host.slug]) expect(message).not.toContain(word);
      }
      hashes.push(new Set(said.flatMap((message) => [...message.matchAll(/([\w-]{12}):/g)].map(([, hash]) => hash!))));
      api.now = new Date(api.now.getTime() + 60_000);
    }
    // The address, and the host of the token.
    expect(hashes.map(({ size }) => size)).toEqual([2, 2]);
    expect([...hashes[0]!].filter((hash) => hashes[1]!.has(hash))).toEqual([]);
  });

  it('comes from a server as it is started, too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bercail-limits-'));
    const before = messages.length;
    const limited = { DATABASE_URL: api.database.url!, RATE_LIMIT_ANONYMOUS: String(LIMIT) };
    const server = await startServer(folder, limited);
    onTestFinished(async () => {
      await server.stop();
      rmSync(folder, { recursive: true });
    });
    // It begins by asking the others, under the name by which it tells them later.
    const name = await vi.waitUntil(
      () => messages.slice(before).find((message) => /^[\w-]{12}$/.test(message)),
      PATIENT,
    );
    // More than one part of its limit, because a minute may end meanwhile.
    for (let n = 0; n < LIMIT / 4; n++) await (await fetch(`${server.address}/v1/usages`)).arrayBuffer();
    await until(() =>
      expect(messages).toContainEqual(expect.stringMatching(new RegExp(`^${name} [\\w-]{12}:\\d{1,2}$`))),
    );
  });

  it('is not believed blindly: what is no message is ignored', async () => {
    const from = anAddress();
    for (const message of ['', 'nonsense', '[]', `abcdefghijkl ${'x'.repeat(7900)}`, 'abcdefghijkl abcdefghijkl:-1'])
      await api.database.pool.query(`select pg_notify('bercail_counts', $1)`, [message]);
    await until(() => expect(messages).toContain('abcdefghijkl abcdefghijkl:-1'));
    expect((await ask(api.app, from)).left).toBe(LIMIT - 1);
    expect(await letThrough([api.app, other], 60, from)).toBeLessThanOrEqual(NEAR_LIMIT);
  });
});

describe('the limit over two processes', () => {
  it('is one for the tokens of a host', async () => {
    const { token } = await api.draft();
    const through = await letThrough([api.app, other], 100, anAddress(), () => token);
    expect(through).toBeGreaterThanOrEqual(LIMIT);
    expect(through).toBeLessThanOrEqual(NEAR_LIMIT);
  });

  it('is one for look-ups of invented tokens', async () => {
    const through = await letThrough([api.app, other], 100, anAddress(), (n) => `bcl_${String(n).padStart(43, 'x')}`);
    expect(through).toBeLessThanOrEqual(NEAR_LIMIT);
  });

  it('holds in each process alone while the database is away, and over both when it is back', async () => {
    const cut = () =>
      api.database.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'bercail' and pid <> pg_backend_pid()`,
      );
    const from = anAddress();
    await cut();
    expect(await letThrough([api.app], 60, from)).toBe(LIMIT);
    // Both listen again by themselves, and tell what they counted meanwhile.
    expect(await isRefusedSoon(other, from)).toBe(true);
    const late = anAddress();
    expect(await letThrough([api.app, other], 100, late)).toBeLessThanOrEqual(NEAR_LIMIT);
  });
});
