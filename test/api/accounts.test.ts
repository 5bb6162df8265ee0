import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Problem } from '../../src/http/problems.ts';
import { tokens } from '../../src/record/tables.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';

const api = useApp();
let host: Owned;
let federation: Owned;

interface Token {
  id: string;
  token: string;
  role: string;
  label: string;
  expiresAt: string | null;
  host?: string;
  federation?: string;
}
interface List {
  items: Token[];
  total: number;
  next: null;
}

const make = (token: string, body: object) => api.ask<Token>('POST', '/v1/tokens', { token, body });
const list = async (token: string) => (await api.ask<List>('GET', '/v1/tokens', { token })).body;

beforeAll(async () => {
  host = await api.published();
  federation = await api.federation();
});

describe('POST /v1/tokens', () => {
  it('shows a token once, and what it is for', async () => {
    const { status, body, headers } = await make(host.token, { role: 'host', host: host.slug, label: 'robot' });
    expect(status).toBe(201);
    expect(headers).toMatchObject({ 'cache-control': 'private, no-store' });
    expect(body).toMatchObject({ role: 'host', host: host.slug, label: 'robot' });
    expect(body).not.toHaveProperty('expiresAt');
    expect(body).not.toHaveProperty('lastUsedOn');
    expect(body.token).toMatch(/^bcl_[\w-]{43}$/);
    const { text } = await api.ask('GET', '/v1/tokens', { token: ADMIN_TOKEN });
    expect(text).toContain(body.id);
    expect(text).not.toContain(body.token);
  });

  it('is not for other sites to read, unlike what is public', async () => {
    const headers = { origin: 'https://elsewhere.example' };
    const { headers: listed } = await api.ask('GET', '/v1/tokens', { token: ADMIN_TOKEN, headers });
    expect(listed['access-control-allow-origin']).toBeUndefined();
    const { headers: read } = await api.ask('GET', '/v1/hosts', { headers });
    expect(read['access-control-allow-origin']).toBe('*');
  });

  it('makes tokens that work at once', async () => {
    const { body } = await make(ADMIN_TOKEN, { role: 'host', host: host.id, label: 'robot' });
    const patch = { token: body.token, ifMatch: '*', body: { languages: ['fr'] } };
    expect((await api.ask('PATCH', `/v1/hosts/${host.slug}`, patch)).status).toBe(200);
  });

  it('makes administrators only for administrators', async () => {
    const body = { role: 'admin', label: 'adjointe' };
    expect(await api.refused('POST', '/v1/tokens', { token: host.token, body })).toEqual([403, 'not-yours']);
    const made = await make(ADMIN_TOKEN, body);
    expect(made.status).toBe(201);
    expect((await make(made.body.token, { role: 'admin', label: 'suivante' })).status).toBe(201);
  });

  it('makes tokens of a federation for itself', async () => {
    const body = { role: 'federation', federation: federation.slug, label: 'bureau' };
    expect((await make(federation.token, body)).body).toMatchObject({ federation: federation.slug });
    expect(await api.refused('POST', '/v1/tokens', { token: host.token, body })).toEqual([403, 'not-yours']);
  });

  it('is told of no draft of others', async () => {
    const body = { role: 'host', host: (await api.draft()).id, label: 'x' };
    expect(await api.refused('POST', '/v1/tokens', { token: host.token, body })).toEqual([404, 'host-not-found']);
  });
});

describe('GET /v1/tokens', () => {
  it('lists one’s own, and to an administrator all of them', async () => {
    const own = await list(host.token);
    expect(own.items.length).toBeGreaterThan(0);
    expect(own).toMatchObject({ total: own.items.length, next: null });
    expect(new Set(own.items.map((token) => token.host))).toEqual(new Set([host.slug]));
    const ofFederation = await list(federation.token);
    expect(new Set(ofFederation.items.map((token) => token.federation))).toEqual(new Set([federation.slug]));
    const all = await list(ADMIN_TOKEN);
    const ids = all.items.map(({ id }) => id);
    for (const { id } of [...own.items, ...ofFederation.items]) expect(ids).toContain(id);
  });

  it('lists a token until the instant at which it ends', async () => {
    const now = api.now;
    const expiresAt = new Date(now.getTime() + 1000).toISOString();
    for (const [token, subject] of [
      [host.token, { role: 'host', host: host.slug }],
      [federation.token, { role: 'federation', federation: federation.slug }],
      [ADMIN_TOKEN, { role: 'admin' }],
    ] as const) {
      const { body } = await make(token, { ...subject, label: 'court', expiresAt });
      const isListed = async (reader: string) => (await list(reader)).items.some(({ id }) => id === body.id);
      expect([await isListed(token), await isListed(ADMIN_TOKEN)], subject.role).toEqual([true, true]);
      api.now = new Date(expiresAt);
      expect([await isListed(token), await isListed(ADMIN_TOKEN)], subject.role).toEqual([false, false]);
      api.now = now;
    }
  });

  it('says the day a token was last used, noted once a day and after the answer', async () => {
    const { body } = await make(federation.token, { role: 'federation', federation: federation.slug, label: 'neuf' });
    const used = async () => (await list(ADMIN_TOKEN)).items.find(({ id }) => id === body.id);
    const seen = await used();
    expect(seen).not.toHaveProperty('lastUsedOn');
    const day = '2026-11-25';
    await list(body.token);
    await vi.waitFor(async () => expect(await used()).toMatchObject({ lastUsedOn: day }), { timeout: 20_000 });
    const now = api.now;
    api.now = new Date('2026-11-26T12:00:00Z');
    await list(body.token);
    await vi.waitFor(async () => expect(await used()).toMatchObject({ lastUsedOn: '2026-11-26' }), {
      timeout: 20_000,
    });
    // A process whose clock is late takes nothing back.
    api.now = now;
    await list(body.token);
    await list(body.token);
    expect(await used()).toMatchObject({ lastUsedOn: '2026-11-26' });
  });
});

describe('DELETE /v1/tokens/{id}', () => {
  it('ends it in every process', async () => {
    const other = await api.beside();
    const { body } = await make(host.token, { role: 'host', host: host.slug, label: 'perdu' });
    const ask = async () => {
      const headers = { authorization: `Bearer ${body.token}` };
      return (await other.app.inject({ url: '/v1/tokens', headers })).statusCode;
    };
    expect(await ask()).toBe(200);
    await api.ask('DELETE', `/v1/tokens/${body.id}`, { token: host.token });
    expect(await ask()).toBe(401);
  });

  it('tells whoever still uses it what to do', async () => {
    const { body } = await make(host.token, { role: 'host', host: host.slug, label: 'perdu' });
    await api.ask('DELETE', `/v1/tokens/${body.id}`, { token: host.token });
    const told = async (language: string) => {
      const headers = { 'accept-language': language };
      return (await api.ask<Problem>('GET', '/v1/tokens', { token: body.token, headers })).body.detail;
    };
    expect(await told('fr')).toMatch(/révoqué\. Demandez-en un autre/);
    expect(await told('en')).toMatch(/revoked\. Ask for another one/);
  });

  it('may be used by a token on itself', async () => {
    const { body } = await make(host.token, { role: 'host', host: host.slug, label: 'de passage' });
    expect((await api.ask('DELETE', `/v1/tokens/${body.id}`, { token: body.token })).status).toBe(204);
  });

  it('does not say that the tokens of others exist', async () => {
    const { id } = (await list(federation.token)).items[0]!;
    expect(await api.refused('DELETE', `/v1/tokens/${id}`, { token: host.token })).toEqual([404, 'token-not-found']);
    const { status, body } = await api.ask<Problem>('DELETE', '/v1/tokens/Jeanne', { token: host.token });
    expect([status, body.code]).toEqual([404, 'token-not-found']);
    expect(body.detail).toBe('Aucun jeton ne porte cet identifiant : voir GET /v1/tokens.');
    expect((await list(federation.token)).items.map((token) => token.id)).toContain(id);
  });
});

describe('POST /v1/tokens/{id}/rotation', () => {
  const rotate = (token: string, id: string, body: object = {}) =>
    api.ask<Token & { expiresAt: string | null; formerEndsAt: string | null; rotatedAt: string | null }>(
      'POST',
      `/v1/tokens/${id}/rotation`,
      { token, body },
    );
  const works = async (token: string) => (await api.ask('GET', '/v1/tokens', { token })).status === 200;
  const aToken = async (over: object = {}) =>
    (await make(host.token, { role: 'host', host: host.slug, label: 'robot', ...over })).body;
  const at = async (instant: string, then: () => Promise<void>) => {
    const now = api.now;
    api.now = new Date(instant);
    await then();
    api.now = now;
  };

  it('gives another token for the same thing, and ends the old one at once', async () => {
    const old = await aToken({ expiresAt: '2027-01-31T23:59:59Z' });
    const { status, body } = await rotate(host.token, old.id);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: old.id,
      role: 'host',
      host: host.slug,
      label: 'robot',
      expiresAt: '2027-01-31T23:59:59.000Z',
      rotatedAt: '2026-11-25T12:00:00.000Z',
    });
    expect(body.token).toMatch(/^bcl_[\w-]{43}$/);
    expect(body.token).not.toBe(old.token);
    expect([await works(old.token), await works(body.token)]).toEqual([false, true]);
  });

  it('leaves the old one a while when asked to, and not longer', async () => {
    const old = await aToken();
    const { body } = await rotate(old.token, old.id, { graceMinutes: 30 });
    expect(body).toMatchObject({ formerEndsAt: '2026-11-25T12:30:00.000Z' });
    await at('2026-11-25T12:29:59Z', async () =>
      expect([await works(old.token), await works(body.token)]).toEqual([true, true]),
    );
    await at('2026-11-25T12:30:00Z', async () =>
      expect([await works(old.token), await works(body.token)]).toEqual([false, true]),
    );
  });

  it('never lets more than two tokens work, nor the old one longer than it would have', async () => {
    const old = await aToken({ expiresAt: '2026-11-25T13:00:00Z' });
    const { body: second } = await rotate(host.token, old.id, {
      graceMinutes: 1440,
      expiresAt: '2027-11-25T13:00:00Z',
    });
    expect(second).toMatchObject({ expiresAt: '2027-11-25T13:00:00.000Z', formerEndsAt: '2026-11-25T13:00:00.000Z' });
    const { body: third } = await rotate(host.token, old.id, { graceMinutes: 10 });
    expect([await works(old.token), await works(second.token), await works(third.token)]).toEqual([false, true, true]);
  });

  it('is over with the token: revoking ends both', async () => {
    const old = await aToken();
    const { body } = await rotate(host.token, old.id, { graceMinutes: 10 });
    await api.ask('DELETE', `/v1/tokens/${old.id}`, { token: host.token });
    expect([await works(old.token), await works(body.token)]).toEqual([false, false]);
    expect(await api.refused('POST', `/v1/tokens/${old.id}/rotation`, { token: host.token, body: {} })).toEqual([
      404,
      'token-not-found',
    ]);
  });

  it('brings an expired token back only with a date to come', async () => {
    const old = await aToken({ expiresAt: '2026-11-25T12:00:01Z' });
    await at('2026-11-25T12:00:02Z', async () => {
      const url = `/v1/tokens/${old.id}/rotation`;
      const late = [422, 'meaningless-request', { '/expiresAt': 'in-the-past' }];
      expect(await api.refused('POST', url, { token: host.token, body: {} })).toEqual(late);
      const { body } = await rotate(host.token, old.id, { expiresAt: '2026-11-26T12:00:00Z', graceMinutes: 10 });
      expect([await works(old.token), await works(body.token)]).toEqual([false, true]);
    });
  });

  it('lets the old one make nothing that lasts longer than itself', async () => {
    const old = await aToken();
    const { body } = await rotate(host.token, old.id, { graceMinutes: 30 });
    const formerEndsAt = '2026-11-25T12:30:00.000Z';
    const draft = { role: 'host', host: host.slug, label: 'enfant' };
    const made: Token[] = [];
    for (const [expiresAt, expected] of [
      [undefined, formerEndsAt],
      ['2027-01-31T23:59:59Z', formerEndsAt],
      ['2026-11-25T12:10:00Z', '2026-11-25T12:10:00.000Z'],
    ]) {
      const { body } = await make(old.token, { ...draft, ...(expiresAt && { expiresAt }) });
      expect(body.expiresAt).toBe(expected);
      made.push(body);
    }
    for (const { id } of [old, ...made]) {
      const asked = { token: old.token, body: {}, headers: { 'accept-language': 'en' } };
      const { status, body } = await api.ask<Problem>('POST', `/v1/tokens/${id}/rotation`, asked);
      expect([status, body.code]).toEqual([401, 'bad-token']);
      expect(body.detail).toContain('the new one');
    }
    await at('2026-11-25T12:30:00Z', async () =>
      expect(await Promise.all([...made, body].map(({ token }) => works(token)))).toEqual([false, false, false, true]),
    );
  });

  it('gives nobody the token of somebody who claims the entry', async () => {
    const claimed = await api.published({ website: 'https://reprise.example' });
    await api.ask('POST', `/v1/hosts/${claimed.slug}/ownership`, { body: { terms: '2026-1', label: 'reprise' } });
    expect((await list(claimed.token)).items.map(({ label }) => label)).not.toContain('reprise');
    const isClaim = and(eq(tokens.hostId, claimed.id), eq(tokens.isClaim, true));
    const [claim] = await api.database.db.select({ id: tokens.id }).from(tokens).where(isClaim);
    expect(await api.refused('POST', `/v1/tokens/${claim!.id}/rotation`, { token: claimed.token, body: {} })).toEqual([
      404,
      'token-not-found',
    ]);
  });
});
