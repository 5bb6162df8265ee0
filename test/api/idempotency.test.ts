import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { forgetRequests } from '../../src/accounts/retries.ts';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { columnsHolding } from '../support/everywhere.ts';
import { aFederation, aHost } from '../support/record.ts';

const api = useApp();
let host: Owned;
let count = 0;

beforeAll(async () => {
  host = await api.published();
});

const aKey = () => `request-${++count}`;
const post = <T = unknown>(url: string, key: string, { token = ADMIN_TOKEN, body = undefined as unknown } = {}) =>
  api.ask<T>('POST', url, { token, body, headers: { 'idempotency-key': key } });
const refused = async (url: string, key: string, asking: { token?: string; body?: unknown } = {}) => {
  const { status, body } = await post<{ code: string }>(url, key, asking);
  return [status, body.code];
};
/** Lets another process be the one that has begun, at an instant. */
const begunElsewhere = async (key: string, draft: object, at: Date) => {
  const now = api.now;
  api.now = at;
  await post('/v1/federations', key, { body: draft });
  // As it stands while the work goes on, and for ever when the process dies there.
  await api.database.run(
    sql`update idempotency_keys set status = null, etag = null, location = null, body = null where started_at = ${at.toISOString()}`,
  );
  api.now = now;
};

describe('a request sent again with its key', () => {
  it('is done once among two processes', async () => {
    const other = await api.beside();
    const [key, body] = [aKey(), aFederation()];
    const first = await post<Federation>('/v1/federations', key, { body });
    const again = await other.app.inject({
      method: 'POST',
      url: '/v1/federations',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'idempotency-key': key },
      payload: body,
    });
    expect([again.statusCode, again.body, again.headers['idempotency-replayed']]).toEqual([201, first.text, 'true']);
  });

  it('is done once when it is sent many times at once', async () => {
    const [key, body] = [aKey(), aFederation()];
    const before = await api.revision();
    const answers = await Promise.all(Array.from({ length: 6 }, () => post('/v1/federations', key, { body })));
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(201);
    for (const status of statuses) expect([201, 409]).toContain(status);
    for (const { status, headers } of answers) if (status === 409) expect(headers['retry-after']).toBe('1');
    expect(await api.revision()).toBe(before + 1);
  });

  it('is done again without a key', async () => {
    const body = aFederation();
    const send = () => api.ask<{ code?: string }>('POST', '/v1/federations', { token: ADMIN_TOKEN, body });
    expect((await send()).status).toBe(201);
    expect((await send()).body.code).toBe('slug-taken');
  });

  it('is somebody else’s request under another token', async () => {
    const { body: deputy } = await api.ask<{ token: string }>('POST', '/v1/tokens', {
      token: ADMIN_TOKEN,
      body: { role: 'admin', label: 'adjointe' },
    });
    const [key, body] = [aKey(), aFederation()];
    expect((await post('/v1/federations', key, { body })).status).toBe(201);
    expect(await refused('/v1/federations', key, { body, token: deputy.token })).toEqual([409, 'slug-taken']);
  });

  it('is new after 24 hours, and the key is then forgotten', async () => {
    const [key, body, now] = [aKey(), aFederation(), api.now];
    await post('/v1/federations', key, { body });
    api.now = new Date(now.getTime() + 24 * 3_600_000 - 1000);
    expect((await post('/v1/federations', key, { body })).headers['idempotency-replayed']).toBe('true');
    api.now = new Date(now.getTime() + 24 * 3_600_000);
    expect(await refused('/v1/federations', key, { body })).toEqual([409, 'slug-taken']);
    api.now = now;
    const last = aKey();
    await post('/v1/federations', last, { body: aFederation() });
    expect(await forgetRequests(api.database.db, new Date(now.getTime() + 24 * 3_600_000))).toBeGreaterThan(0);
    expect(await forgetRequests(api.database.db, new Date(now.getTime() + 24 * 3_600_000))).toBe(0);
  });
});

describe('a key that was used for something else', () => {
  it('is refused: another body, another address, other parameters', async () => {
    const [key, body] = [aKey(), aFederation()];
    await post('/v1/federations', key, { body });
    const other = await post<{ code: string; errors: object[] }>('/v1/federations', key, { body: aFederation() });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    expect(other.body.errors).toMatchObject([{ pointer: '/idempotency-key', in: 'header' }]);
    expect(await refused('/v1/federations?lang=en', key, { body })).toEqual([422, 'idempotency-key-reused']);
    expect(await refused(`/v1/hosts/${host.slug}/publication`, key)).toEqual([422, 'idempotency-key-reused']);
  });

  it('is free again when the first request was refused, or had the wrong shape', async () => {
    const key = aKey();
    const { name: _name, ...nameless } = aFederation();
    expect(await refused('/v1/federations', key, { body: nameless })).toEqual([400, 'invalid-request']);
    const country = { ...aFederation(), charter: 'nobody-knows-it' };
    expect((await refused('/v1/federations', key, { body: country }))[0]).toBe(422);
    expect((await post('/v1/federations', key, { body: aFederation() })).status).toBe(201);
  });
});

describe('a request that is still running', () => {
  it('is not done a second time beside it', async () => {
    const [key, body] = [aKey(), aFederation()];
    await begunElsewhere(key, body, api.now);
    const { status, headers, body: problem } = await post<{ code: string }>('/v1/federations', key, { body });
    expect([status, problem.code, headers['retry-after']]).toEqual([409, 'still-under-way', '1']);
  });

  it('was cut off when it runs for more than a minute, and is done again', async () => {
    const [key, body] = [aKey(), aFederation()];
    await begunElsewhere(key, body, new Date(api.now.getTime() - 60_000));
    // Tried for good: what it had done before the crash is there.
    expect(await refused('/v1/federations', key, { body })).toEqual([409, 'slug-taken']);
    // Another request is still another one.
    await begunElsewhere(aKey(), aFederation(), new Date(api.now.getTime() - 60_001));
    expect(await refused('/v1/federations', `request-${count}`, { body })).toEqual([422, 'idempotency-key-reused']);
  });
});

describe('a process that dies after it has written, before it has kept its answer', () => {
  const hostsNamed = async (slug: string) =>
    (await api.database.run(sql`select id from hosts where slug = ${slug}`)).length;

  it('has done the request, and nobody does it again', async () => {
    const [key, body] = [aKey(), aHost()];
    const now = api.now;
    await api.database.run(sql`create function keep_nothing() returns trigger language plpgsql as
      $$ begin if new.status <> 102 then raise 'the process is dead'; end if; return new; end $$`);
    await api.database.run(sql`create trigger dead before update on idempotency_keys
      for each row execute function keep_nothing()`);
    expect((await post('/v1/hosts?force=true', key, { body })).status).toBe(201);
    await api.database.run(sql`drop trigger dead on idempotency_keys`);
    expect(await refused('/v1/hosts?force=true', key, { body })).toEqual([409, 'still-under-way']);
    api.now = new Date(now.getTime() + 61_000);
    expect(await refused('/v1/hosts?force=true', key, { body })).toEqual([409, 'already-done']);
    api.now = now;
    expect(await hostsNamed(body.slug)).toBe(1);
  });

  it('has done nothing when another one took the request over meanwhile', async () => {
    const [key, body] = [aKey(), aHost()];
    await api.database.run(sql`create function take_over() returns trigger language plpgsql as
      $$ begin update idempotency_keys set started_at = started_at + interval '61 s' where status is null; return new; end $$`);
    await api.database.run(sql`create trigger slow before insert on hosts for each row execute function take_over()`);
    expect(await refused('/v1/hosts?force=true', key, { body })).toEqual([503, 'others-writing']);
    await api.database.run(sql`drop trigger slow on hosts`);
    expect(await hostsNamed(body.slug)).toBe(0);
  });
});

describe('an answer that held a secret', () => {
  it('is not given again, and no second token is made', async () => {
    const key = aKey();
    const body = { role: 'host', host: host.slug, label: `robot ${key}` };
    const made = await post<{ token: string }>('/v1/tokens', key, { body });
    expect(made.status).toBe(201);
    expect(await refused('/v1/tokens', key, { body })).toEqual([409, 'already-done']);
    const { text } = await api.ask('GET', '/v1/tokens', { token: ADMIN_TOKEN });
    expect(text.split(`robot ${key}`).length).toBe(2);
    expect(await columnsHolding(api.database, made.body.token)).toEqual([]);
  });
});

describe('what is kept nowhere', () => {
  it('is a private address, which is not made a second time either', async () => {
    const address = `/v1/hosts/${host.slug}/private-address`;
    const key = aKey();
    const made = await post<{ ics: string }>(address, key, { token: host.token });
    expect(made.status).toBe(201);
    expect(await refused(address, key, { token: host.token })).toEqual([409, 'already-done']);
    expect(await columnsHolding(api.database, new URL(made.body.ics).searchParams.get('key')!)).toEqual([]);
  });

  it('is the token of a registration, which is done once for whoever has a token', async () => {
    const [key, body] = [aKey(), aHost()];
    const address = '/v1/hosts?force=true';
    expect((await post(address, key, { body })).status).toBe(201);
    expect(await refused(address, key, { body })).toEqual([409, 'already-done']);
  });

  it('is what was only computed: it may be asked again, and is computed again', async () => {
    const { slug, token } = await api.federation();
    const body = { policy: { factors: { price: 1.5 } } };
    const key = aKey();
    const preview = () => post(`/v1/federations/${slug}/policy/preview`, key, { token, body });
    expect((await preview()).status).toBe(200);
    expect((await preview()).headers['idempotency-replayed']).toBeUndefined();
  });
});

describe('what was kept', () => {
  it('is forgotten with the words that are removed, and not done again', async () => {
    const draft = await api.draft({ name: 'Chez zoeunique' });
    const key = aKey();
    const publication = `/v1/hosts/${draft.id}/publication?force=true`;
    expect((await post<Host>(publication, key)).status).toBe(200);
    expect(await columnsHolding(api.database, 'zoeunique')).toContain('idempotency_keys.body');
    const redaction = { body: { text: 'zoeunique' } };
    expect((await post(`/v1/hosts/${draft.id}/redactions`, aKey(), redaction)).status).toBe(200);
    expect(await columnsHolding(api.database, 'zoeunique')).toEqual([]);
    expect(await refused(publication, key)).toEqual([409, 'already-done']);
  });
});

describe('a key', () => {
  it.each(['', 'é', 'x'.repeat(256), '\t'])('has 1 to 255 printable characters, unlike %j', async (key) => {
    const { status, body } = await post<{ errors: object[] }>('/v1/federations', key, { body: aFederation() });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer: '/idempotency-key', in: 'header' }]);
  });

  it.each(['x', 'x'.repeat(255), '"8e03978e 40d5 43e8"', '{"a": ~}'])('may be %j', async (key) => {
    expect((await post('/v1/federations', key, { body: aFederation() })).status).toBe(201);
  });

  it('changes nothing where nothing is made, and where writing twice is writing once', async () => {
    const headers = { 'idempotency-key': 'x'.repeat(300) };
    const need = { usages: [{ usage: 'file-storage-sharing' }] };
    expect((await api.ask('POST', '/v1/matches', { body: need, headers })).status).toBe(200);
    const patch = { token: host.token, ifMatch: '*', body: { languages: ['fr'] }, headers };
    expect((await api.ask('PATCH', `/v1/hosts/${host.slug}`, patch)).status).toBe(200);
  });
});
