import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, type TestApp, useApp } from '../support/app.ts';
import { aHost } from '../support/record.ts';

/** Counts the queries that an application sends from here on. */
function countQueries(api: TestApp): () => number {
  const { session } = api.database.db as unknown as { session: { prepareQuery(...args: unknown[]): unknown } };
  const { prepareQuery } = session;
  let count = 0;
  session.prepareQuery = function (...args) {
    count++;
    return prepareQuery.apply(this, args);
  };
  return () => count;
}

const invented = (n: number) => `bcl_${String(n).padStart(43, 'x')}`;

describe('a flood of invented tokens', () => {
  const api = useApp({ rateLimit: { anonymous: 5 } });
  const ask = (token: string, url = '/v1/tokens', from?: string) =>
    api.ask('GET', url, { token, ...(from && { from }) });

  it('costs no query once its address has spent its quota; whoever was here before goes on', async () => {
    const host = await api.draft();
    expect((await ask(host.token)).status).toBe(200);
    const queries = countQueries(api);
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push((await ask(invented(i))).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    const before = queries();
    expect(before).toBeGreaterThanOrEqual(5);
    for (let i = 0; i < 20; i++) {
      const { status, headers } = await ask(invented(100 + i));
      expect([status, Number(headers['retry-after']) > 0, headers['ratelimit-policy']]).toEqual([
        429,
        true,
        '"address";q=5;w=60',
      ]);
    }
    expect(queries()).toBe(before);
    expect((await api.ask('GET', '/v1/hosts')).status).toBe(429);
    // Neither the administrator of the environment nor a holder who was seen before is kept out by it.
    expect((await ask(host.token)).status).toBe(200);
    expect((await ask(ADMIN_TOKEN)).status).toBe(200);
    expect((await ask(invented(0), '/v1/tokens', '192.0.2.7')).status).toBe(401);
  });

  it('or of readers without any holds up no token that was never here: only tokens that are none count against it', async () => {
    const from = '192.0.2.6';
    const { token } = await api.draft();
    for (let i = 0; i < 6; i++) await api.ask('GET', '/v1/usages', { from });
    expect((await api.ask('GET', '/v1/usages', { from })).status).toBe(429);
    expect((await ask(token, '/v1/tokens', from)).status).toBe(200);
  });

  it('sent at once is counted before any answer', async () => {
    const queries = countQueries(api);
    const from = '192.0.2.8';
    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => ask(invented(200 + i), '/v1/tokens', from)));
    expect(all.map(({ status }) => status).sort()).toEqual([...Array(5).fill(401), ...Array(15).fill(429)]);
    expect(queries()).toBe(5);
  });

  it('does not ask the database through what is not counted either', async () => {
    const queries = countQueries(api);
    for (let i = 0; i < 10; i++) expect((await ask(invented(300 + i), '/healthz', '192.0.2.9')).status).toBe(200);
    expect(queries()).toBe(0);
  });

  it('is told from a valid token, which is not counted against its address', async () => {
    const from = '192.0.2.10';
    const { token } = await api.draft();
    expect((await ask(token, '/v1/tokens', from)).status).toBe(200);
    const { headers } = await api.ask('GET', '/v1/hosts', { from });
    expect(headers.ratelimit).toMatch('"address";r=4;');
  });

  it('cannot be made of a token that has been revoked since', async () => {
    const from = '192.0.2.11';
    const { token } = await api.draft();
    await ask(token, '/v1/tokens', from);
    await api.database.run(sql`update tokens set revoked_at = now()`);
    const statuses = [];
    for (let i = 0; i < 7; i++) statuses.push((await ask(token, '/v1/tokens', from)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });
});

describe('the quota of tokens', () => {
  const api = useApp({ rateLimit: { token: 4 } });
  const another = async (token: string, subject: object) =>
    (await api.ask<{ token: string }>('POST', '/v1/tokens', { token, body: { label: 'robot', ...subject } })).body
      .token;
  const spend = async (...tokens: string[]) => {
    const statuses = [];
    for (const token of tokens) statuses.push((await api.ask('GET', '/v1/tokens', { token })).status);
    return statuses;
  };

  it('is one for all tokens of a host, of a federation, and of the administration', async () => {
    const federation = await api.federation();
    const host = await api.draft();
    const second = await another(host.token, { role: 'host', host: host.id });
    expect(await spend(second, host.token, second, second, host.token)).toEqual([200, 200, 200, 429, 429]);
    const office = await another(federation.token, { role: 'federation', federation: federation.slug });
    expect(await spend(office, federation.token, office, federation.token)).toEqual([200, 200, 200, 429]);
    // A federation was made by two requests of the administration.
    const admin = await another(ADMIN_TOKEN, { role: 'admin' });
    expect(await spend(admin, ADMIN_TOKEN)).toEqual([200, 429]);
    expect(await spend((await api.draft()).token)).toEqual([200]);
  });
});

describe('the hourly limit of reports', () => {
  const api = useApp();

  it('is one for all tokens of a host', async () => {
    const { slug } = await api.published();
    const host = await api.draft();
    const tokens = [host.token];
    for (let i = 0; i < 2; i++) {
      const body = { role: 'host', host: host.id, label: `robot ${i}` };
      tokens.push((await api.ask<{ token: string }>('POST', '/v1/tokens', { token: host.token, body })).body.token);
    }
    const statuses = [];
    for (let i = 0; i < 6; i++) {
      const body = { kind: 'wrong', text: { fr: 'Le prix affiché n’est plus le bon.' } };
      const report = await api.ask('POST', `/v1/hosts/${slug}/reports`, { token: tokens[i % 3], body });
      statuses.push(report.status);
    }
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
  });
});

describe('registrations', () => {
  const api = useApp();
  const register = async (asking: { token?: string; from?: string; body?: object } = {}) =>
    (await api.ask<{ token: string }>('POST', '/v1/hosts', { body: aHost(), from: '192.0.2.1', ...asking })).status;
  const registerMany = async (n: number, asking = {}) => {
    const statuses = [];
    for (let i = 0; i < n; i++) statuses.push(await register(asking));
    return statuses;
  };

  beforeEach(() => {
    api.now = new Date(api.now.getTime() + 2 * 3_600_000);
  });

  it('are thirty an hour from one address; what was refused is not counted', async () => {
    for (let i = 0; i < 3; i++)
      expect(await register({ body: aHost({ website: 'https://10.0.0.1' as string, slug: 'A b' }) })).toBe(400);
    expect(await registerMany(30)).toEqual(Array(30).fill(201));
    const { status, headers, body } = await api.ask('POST', '/v1/hosts', { body: aHost(), from: '192.0.2.1' });
    expect([status, body]).toMatchObject([429, { code: 'too-many-requests' }]);
    expect(Number(headers['retry-after'])).toBeGreaterThan(3000);
    expect(await register({ from: '192.0.2.2' })).toBe(201);
    api.now = new Date(api.now.getTime() + 3_601_000);
    expect(await register()).toBe(201);
  });

  it('by an administrator or a federation are not held up by them; a host made a moment ago counts as its address', async () => {
    const federation = await api.federation();
    const host = await api.draft();
    expect(await registerMany(30)).toEqual(Array(30).fill(201));
    expect(await registerMany(3, { token: ADMIN_TOKEN })).toEqual([201, 201, 201]);
    expect(await registerMany(3, { token: federation.token })).toEqual([201, 201, 201]);
    expect(await register({ token: host.token })).toBe(429);
  });
});
