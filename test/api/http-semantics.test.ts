import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Problem } from '../../src/http/problems.ts';
import { ADMIN_TOKEN, invalid, type Owned, useApp } from '../support/app.ts';
import { operationsOf } from '../support/documented.ts';
import { aHost, aService } from '../support/record.ts';

const api = useApp();
let host: Owned;
let port: number;

beforeAll(async () => {
  host = await api.published();
  // Another one listens: its limits of load are not for requests that come from nowhere.
  const { app } = await api.beside();
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as { port: number }).port;
});

/** The whole answer to a request as it is written on the line. */
const raw = (request: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });

describe('a body that is not UTF-8', () => {
  const body = { ...aHost(), name: 'Hébergé' };

  it.each(['latin1', 'utf16le'] as const)('is refused, and never stored broken: %s', async (encoding) => {
    const bytes = Buffer.from(JSON.stringify(body), encoding);
    expect(await api.refused('POST', '/v1/hosts', { body: bytes })).toEqual([400, 'malformed-request']);
    const headers = { 'content-type': 'application/json; charset=iso-8859-1' };
    expect(await api.refused('POST', '/v1/hosts', { body: bytes, headers })).toEqual([400, 'malformed-request']);
  });

  it('says so', async () => {
    const { text } = await api.ask('POST', '/v1/hosts?lang=en', { body: Buffer.from(JSON.stringify(body), 'latin1') });
    expect(text).toContain('UTF-8');
  });

  it('may begin with a byte order mark, and hold any character', async () => {
    const text = `\ufeff${JSON.stringify({ ...body, name: 'Œuf 🐑' })}`;
    const { status, body: made } = await api.ask<{ host: Host }>('POST', '/v1/hosts', { body: Buffer.from(text) });
    expect([status, made.host.name]).toEqual([201, 'Œuf 🐑']);
  });
});

describe('a condition on what is at an address', () => {
  const at = (slug: string) => `/v1/hosts/${host.slug}/services/${slug}`;
  const put = (slug: string, headers: Record<string, string>) => ({
    ...{ token: host.token, headers, body: aService({ slug }) },
  });

  it('makes nothing when it asks that something is there', async () => {
    const asking = put('forum', { 'if-match': '*' });
    expect(await api.refused('PUT', at('forum'), asking)).toEqual([
      ...[412, 'nothing-there', { '/if-match': 'nothing-there' }],
    ]);
    expect((await api.ask('GET', at('forum'))).status).toBe(404);
    expect((await api.ask('PUT', at('forum'), put('forum', {}))).status).toBe(201);
    expect((await api.ask('PUT', at('forum'), asking)).status).toBe(200);
  });

  it('makes it once when it asks that nothing is there', async () => {
    const asking = put('visio', { 'if-none-match': '*' });
    expect((await api.ask('PUT', at('visio'), asking)).status).toBe(201);
    expect(await api.refused('PUT', at('visio'), asking)).toEqual([...[412, 'exists', { '/if-none-match': 'exists' }]]);
  });

  it('cannot be both', async () => {
    const both = put('agenda', { 'if-match': 'v1', 'if-none-match': '*' });
    expect(await api.refused('PUT', at('agenda'), both)).toEqual(invalid({ '/if-none-match': 'contradicts' }));
  });
});

/** Whether an empty object is such a body. */
function takesNothing({ $ref, ...schema }: { $ref?: string }): boolean {
  const { components } = api.app.swagger() as unknown as { components: { schemas: Record<string, object> } };
  const {
    type,
    required = [],
    minProperties = 0,
  } = ($ref ? components.schemas[$ref.split('/').at(-1)!] : schema) as {
    type?: string;
    required?: string[];
    minProperties?: number;
  };
  return type === 'object' && required.length === 0 && minProperties === 0;
}

describe('an empty body where none is read', () => {
  const EMPTY = { body: '', token: ADMIN_TOKEN };

  it.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded'])('is fine as %s', async (type) => {
    const headers = { 'content-type': type, 'content-length': '0' };
    const draft = await api.draft();
    const published = await api.ask('POST', `/v1/hosts/${draft.id}/publication?force=true`, { ...EMPTY, headers });
    expect(published.status).toBe(200);
    const confirmed = await api.ask('POST', `/v1/hosts/${draft.id}/confirmations`, { ...EMPTY, headers });
    expect(confirmed.status).toBe(200);
    const removed = await api.ask('DELETE', `/v1/hosts/${draft.id}`, { ...EMPTY, headers, ifMatch: '*' });
    expect(removed.status).toBe(200);
  });

  it('is fine wherever nothing in it is needed', async () => {
    const federation = await api.federation();
    const { body: robot } = await api.ask<{ id: string }>('POST', '/v1/tokens', {
      token: host.token,
      body: { role: 'host', host: host.slug, label: 'robot' },
    });
    const taken: string[] = [];
    for (const { method, path, operation } of operationsOf(api.app)) {
      const { requestBody } = operation as { requestBody?: { content: Record<string, { schema: { $ref?: string } }> } };
      const schema = requestBody?.content['application/json']?.schema;
      if (method !== 'POST' || !schema || !takesNothing(schema)) continue;
      const names = { host: host.slug, federation: federation.slug, id: robot.id };
      const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name as 'host'] ?? 'none');
      const { token } = path.includes('/federations/') && !path.endsWith('/members') ? federation : host;
      const [none, empty] = [await api.ask(method, url, { token }), await api.ask(method, url, { token, body: {} })];
      taken.push(operation.operationId);
      if (none.status === 400) expect([operation.operationId, empty.status]).toEqual([operation.operationId, 400]);
    }
    expect(taken).toContain('rotateToken');
  });

  it('is fine in chunks', async () => {
    const draft = await api.draft();
    const answer = await raw(
      `POST /v1/hosts/${draft.id}/publication?force=true HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${ADMIN_TOKEN}\r\n` +
        'content-type: application/json\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n0\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a key for sending again', () => {
  const register = (key: string, body: object, from: string) =>
    api.ask<{ code?: string }>('POST', '/v1/hosts', { body, from, headers: { 'idempotency-key': key } });

  it('works without a token, for one address', async () => {
    const body = aHost();
    expect((await register('mine', body, '10.9.0.1')).status).toBe(201);
    const again = await register('mine', body, '10.9.0.1');
    expect([again.status, again.body.code]).toEqual([409, 'already-done']);
    const other = await register('mine', aHost(), '10.9.0.1');
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    expect((await register('mine', aHost(), '10.9.0.2')).status).toBe(201);
  });

  it('is not the one of the administrator of the environment', async () => {
    const body = aHost();
    const headers = { 'idempotency-key': 'the same for both' };
    expect((await api.ask('POST', '/v1/hosts', { body, headers })).status).toBe(201);
    expect((await api.ask('POST', '/v1/hosts?force=true', { body: aHost(), headers, token: ADMIN_TOKEN })).status).toBe(
      201,
    );
  });
});

describe('what is too long', () => {
  const close = 'host: x\r\nconnection: close\r\n\r\n';

  it('is an address: 414', async () => {
    const answer = await raw(`GET /v1/hosts?q=${'x'.repeat(20_000)} HTTP/1.1\r\n${close}`);
    expect(answer).toMatch(/^HTTP\/1\.1 414 URI Too Long\r\n/);
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain('"code":"address-too-long"');
  });

  it('is a header: 431', async () => {
    const answer = await raw(`GET /v1/hosts HTTP/1.1\r\nx-long: ${'x'.repeat(20_000)}\r\n${close}`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
    expect(answer).toContain('"code":"headers-too-large"');
  });
});

describe('the head of an answer', () => {
  it.each(['GET', 'HEAD'])('tells no wrong length of a 304 to %s', async (method) => {
    const url = '/v1/usages';
    const { headers } = await api.app.inject({ method: 'GET', url });
    const again = await api.app.inject({
      method: method as 'GET',
      url,
      headers: { 'if-none-match': String(headers.etag) },
    });
    expect([again.statusCode, again.headers['content-length']]).toEqual([304, undefined]);
  });

  it.each(['identity', 'gzip', 'br'])('is the same to HEAD as to GET, length included: %s', async (coding) => {
    const ask = { url: '/v1/usages', headers: { 'accept-encoding': coding } };
    const [get, head] = [
      await api.app.inject({ method: 'GET', ...ask }),
      await api.app.inject({ method: 'HEAD', ...ask }),
    ];
    for (const name of ['content-length', 'etag', 'content-encoding', 'content-type', 'vary'])
      expect(head.headers[name], name).toEqual(get.headers[name]);
    expect(head.body).toBe('');
  });
});

describe('a token that is not one', () => {
  it('is named as such in WWW-Authenticate, unlike no token at all', async () => {
    const bad = await api.ask('GET', '/v1/tokens', { token: 'bcl_invented' });
    expect([bad.status, bad.headers['www-authenticate']]).toEqual([401, 'Bearer error="invalid_token"']);
    const none = await api.ask('GET', '/v1/tokens');
    expect([none.status, none.headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });
});

describe('an answer that is remembered', () => {
  const address = () => `/v1/hosts/${host.slug}`;
  const readAsAnybody = () => api.ask('GET', address());
  beforeAll(async () => {
    // It is kept at the second request.
    for (let i = 0; i < 3; i++) expect((await readAsAnybody()).status).toBe(200);
  });

  it('is for callers without a token alone: its holder gets the version, and nothing that a cache may share', async () => {
    const { status, headers } = await api.ask('GET', address(), { token: host.token });
    expect([status, headers['cache-control']]).toEqual([200, 'private, no-store']);
    expect(headers.etag).toMatch(/^"v\d+"$/);
    expect((await readAsAnybody()).headers['cache-control']).toContain('public');
  });

  it('answers HEAD by the same headers, without its body', async () => {
    const [get, head] = [await readAsAnybody(), await api.ask('HEAD', address())];
    expect([head.status, head.text]).toEqual([200, '']);
    for (const name of ['content-type', 'content-length', 'etag', 'cache-control', 'vary', 'link'])
      expect([name, head.headers[name]]).toEqual([name, get.headers[name]]);
  });

  it('is not given to a token that is none, which is told so, and how one is sent', async () => {
    const unknown = await api.ask<Problem>('GET', address(), { token: `berc_${'x'.repeat(40)}` });
    expect([unknown.status, unknown.body.code]).toEqual([401, 'bad-token']);
    const basic = await api.ask<Problem>('GET', address(), { headers: { authorization: 'Basic YTpi' } });
    expect([basic.status, basic.body.code]).toEqual([401, 'bad-token']);
    expect(basic.body.detail).toMatch(/Bearer/);
  });
});

describe('an address with a slash too much at its end', () => {
  it.each([
    ['GET', '/v1/hosts/', '/v1/hosts'],
    ['GET', '/v1/hosts/?limit=1&q=a', '/v1/hosts?limit=1&q=a'],
    ['GET', '/v1/usages/', '/v1/usages'],
    ['POST', '/v1/matches/', '/v1/matches'],
    ['GET', '/v1/hosts/x/services/', '/v1/hosts/x/services'],
    ['GET', '/v1/hosts/x/', '/v1/hosts/x'],
    ['DELETE', '/v1/hosts/x/', '/v1/hosts/x'],
    ['GET', '/legal/?lang=en', '/legal?lang=en'],
  ])('leads to the address without it: %s %s', async (method, url, location) => {
    const { statusCode, headers } = await api.app.inject({ method: method as 'GET', url });
    expect([statusCode, headers.location]).toEqual([308, location]);
  });

  it.each(['//evil.example/', '/nothing/', '/v1/nothing/', '//v1/hosts/', '/v1/hosts//'])(
    'is unknown when nothing is there without it: %s',
    async (url) => {
      const { statusCode, headers } = await api.app.inject({ method: 'GET', url });
      expect([statusCode, headers.location]).toEqual([404, undefined]);
    },
  );
});

describe('a cursor', () => {
  const LIST = '/v1/hosts';
  const MANY = `usage=${'email-hosting&usage=file-storage-sharing&usage=shared-calendar'}&facets=usage,legalForm,state,country&q=tilleul%26h%C3%B4te&sort=name`;
  const cursorIn = (next: string) => new URL(next, 'https://x.example').searchParams.get('cursor') as string;

  it('is as short with many filters as with none, and the address keeps them', async () => {
    for (const slug of ['zz-first', 'zz-second', 'zz-third']) {
      const { token } = await api.published({ slug, name: 'Hôte & tilleul' });
      const service = { name: 'Courrier', usages: ['email-hosting'] };
      await api.ask('PUT', `/v1/hosts/${slug}/services/courrier`, { token, body: service });
    }
    const pages = [];
    let next: string | null = `${LIST}?${MANY}&limit=1&lang=en`;
    while (next) {
      const { body, headers }: { body: { items: Host[]; next: string | null }; headers: Record<string, unknown> } =
        await api.ask('GET', next);
      pages.push(body);
      if (body.next) expect(headers.link).toContain(`<${body.next}>; rel="next"`);
      next = body.next;
    }
    expect(pages.flatMap(({ items }) => items.map(({ slug }) => slug)).sort()).toEqual([
      'zz-first',
      'zz-second',
      'zz-third',
    ]);
    expect(pages.every((page) => 'facets' in page)).toBe(true);
    const { searchParams } = new URL(pages[0]!.next!, 'https://x.example');
    expect([searchParams.getAll('usage').length, searchParams.get('lang'), searchParams.get('q')]).toEqual([
      3,
      'en',
      'tilleul&hôte',
    ]);
    const { body: plain } = await api.ask<{ next: string }>('GET', `${LIST}?limit=1`);
    for (const address of [plain.next, pages[0]!.next!]) expect(cursorIn(address).length).toBeLessThan(160);
  });

  it.each([LIST, '/v1/services'])(
    'leads through all that words find in %s, until the catalogue changes',
    async (path) => {
      interface Found {
        items: { id: string }[];
        total: number;
        next: string | null;
      }
      const all = await api.ask<Found>('GET', `${path}?q=courrier&limit=100`);
      const ids: string[] = [];
      let next: string | null = `${path}?q=courrier&limit=1`;
      let second: string | null = null;
      while (next) {
        const { body }: { body: Found } = await api.ask<Found>('GET', next);
        second ??= body.next;
        ids.push(...body.items.map(({ id }) => id));
        next = body.next;
      }
      expect(all.body.total).toBeGreaterThanOrEqual(3);
      expect(ids).toEqual(all.body.items.map(({ id }) => id));
      await api.published();
      const moved = await api.ask<Problem>('GET', `${second}&lang=en`);
      expect([moved.status, moved.body.code]).toEqual([400, 'invalid-cursor']);
      expect(moved.body.detail).toMatch(/^The catalogue has changed .* Begin the list again at its first page/);
    },
  );
});

describe('a write that is stored', () => {
  it('is read at once in its own process, also where the first look at the database fails', async () => {
    const db = api.database.db as unknown as { select(...fields: (object | undefined)[]): unknown };
    const { select } = db;
    let failures = 0;
    db.select = (...fields) => {
      if (failures === 0 && fields[0] && 'markThere' in fields[0]) {
        failures++;
        throw new Error('timeout exceeded when trying to connect');
      }
      return select.apply(db, fields);
    };
    try {
      const path = `/v1/hosts/${host.slug}`;
      const { status } = await api.ask('PATCH', path, { token: host.token, ifMatch: '*', body: { foundedOn: '2014' } });
      expect([status, failures]).toEqual([200, 1]);
      expect((await api.ask<Host>('GET', path)).body.foundedOn).toBe('2014');
    } finally {
      db.select = select;
    }
  });
});
