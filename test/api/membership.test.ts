import type { Static } from 'typebox';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import type { ListedMember, MembershipRequest } from '../../src/federations/members/schema.ts';
import type { Todo } from '../../src/waiting/host/schema.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';

const api = useApp();
let host: Owned;
let rival: Owned;
let federation: Owned;
const list = () => `/v1/federations/${federation.slug}/members`;
const one = (slug = host.slug) => `${list()}/${slug}`;

interface Listed {
  items: ListedMember[];
  requests?: MembershipRequest[];
}
const read = async (token?: string) => (await api.ask<Listed>('GET', list(), { token })).body;
const readHost = async (slug = host.slug) => (await api.ask<Host>('GET', `/v1/hosts/${slug}`)).body;
const ask = (body: object, token = host.token) => api.ask<MembershipRequest>('POST', list(), { token, body });

beforeAll(async () => {
  host = await api.published({ name: 'Les Aulnes' });
  rival = await api.published();
  federation = await api.federation({ name: 'CHATONS' });
});

describe('a host that asks to join', () => {
  const asked = { since: '2026-10', charterVersion: 'since-2023', note: { fr: 'Nous avons lu la charte.' } };

  it('is heard by the federation, and by nobody else', async () => {
    const stranger = await api.federation();
    const before = await api.revision();
    const { status, body, headers } = await ask(asked);
    expect([status, headers['cache-control']]).toEqual([201, 'private, no-store']);
    const request = {
      ...{ host: host.slug, name: 'Les Aulnes', federation: federation.slug },
      ...{ state: 'asked', askedOn: '2026-11-25', ...asked },
    };
    expect(body).toEqual(request);
    for (const token of [federation.token, ADMIN_TOKEN, host.token])
      expect((await read(token)).requests).toEqual([request]);
    expect((await read(rival.token)).requests).toEqual([]);
    expect(await read()).not.toHaveProperty('requests');
    expect(await read(stranger.token)).not.toHaveProperty('requests');
    expect(await api.revision()).toBe(before);
  });

  it('declares nothing by asking', async () => {
    const { memberships, claims, version } = await readHost();
    expect([memberships, claims, version]).toEqual([[], [], host.version]);
    expect((await read()).items).toEqual([]);
  });

  it('may ask again in other words, and waits since the first day', async () => {
    api.now = new Date('2026-11-26T12:00:00Z');
    const { status, body } = await ask({ since: '2026-11' });
    expect([status, body.since, body.askedOn]).toEqual([200, '2026-11', '2026-11-25']);
    expect(body).not.toHaveProperty('note');
    expect((await read(federation.token)).requests).toHaveLength(1);
  });

  it('is a member once the federation says so, in public and with the day on which it asked', async () => {
    const before = await api.revision();
    const body = { state: 'member', since: '2026-11' };
    expect((await api.ask('PUT', one(), { token: federation.token, body })).status).toBe(201);
    expect(await api.revision()).toBe(before + 2);
    const { items } = await read();
    expect(items).toMatchObject([{ host: host.slug, name: 'Les Aulnes', ...body, askedOn: '2026-11-25' }]);
    expect((await read(federation.token)).requests).toEqual([]);
    const { memberships, claims } = await readHost();
    expect(memberships).toMatchObject([{ federation: federation.slug, state: 'member', askedOn: '2026-11-25' }]);
    expect(claims.length).toBeGreaterThan(0);
    expect(await api.refused('POST', list(), { token: host.token, body: {} })).toEqual([409, 'already-member']);
  });
});

describe('an end', () => {
  it('by the host leaves a former member, with all that was signed; nothing is declared any more', async () => {
    const body = {
      ...{ state: 'member', since: '2020', charter: 'chatons', charterVersion: 'since-2023' },
      ...{ lastReviewedOn: '2025-03', exceptions: { fr: 'Un pilote de carte réseau.' } },
    };
    await api.ask('PUT', one(), { token: federation.token, ifMatch: '*', body });
    const { status } = await api.ask('DELETE', one(), { token: host.token, ifMatch: '*' });
    expect(status).toBe(200);
    const former = { ...body, state: 'former', until: '2026-11-26', askedOn: '2026-11-25', statedBy: 'host' };
    const { name: _name, website, ...listed } = (await read()).items[0]!;
    expect(listed).toEqual({ host: host.slug, ...former });
    expect(website).toBe('https://aulnes.example');
    const { memberships, claims } = await readHost();
    expect([memberships, claims]).toEqual([[{ federation: federation.slug, ...former }], []]);
  });

  it('is not undone by asking: a former member that asks again waits, and stays a former one', async () => {
    await ask({});
    expect((await read()).items[0]).toMatchObject({ state: 'former' });
    expect((await read(federation.token)).requests).toHaveLength(1);
    const refusal = await api.ask<Federation>('DELETE', one(), { token: federation.token, ifMatch: '*' });
    expect([refusal.status, refusal.body.members[0]!.state]).toEqual([200, 'former']);
    expect((await read(federation.token)).requests).toEqual([]);
  });

  it('of a wait comes from either side, and nothing public changes', async () => {
    const before = await api.revision();
    for (const token of [host.token, federation.token]) {
      await ask({});
      expect((await api.ask('DELETE', one(), { token, ifMatch: '*' })).status).toBe(200);
      expect((await read(federation.token)).requests).toEqual([]);
    }
    expect(await api.revision()).toBe(before);
  });

  it('of a follower leaves nothing: it never was a member', async () => {
    await api.ask('PUT', one(rival.slug), { token: federation.token, body: { state: 'follower' } });
    await api.ask('DELETE', one(rival.slug), { token: rival.token, ifMatch: '*' });
    expect((await readHost(rival.slug)).memberships).toEqual([]);
    expect(await api.refused('DELETE', one(rival.slug), { token: rival.token, ifMatch: '*' })).toEqual([
      404,
      'member-not-found',
    ]);
  });
});

describe('a membership that never was', () => {
  const never = (slug: string, token: string) => [`${one(slug)}?never=true`, { token, ifMatch: '*' }] as const;

  it('is refused by a host that never asked, and nothing of it stays', async () => {
    await api.ask('PUT', one(rival.slug), { token: federation.token, body: { state: 'member' } });
    expect((await readHost(rival.slug)).memberships[0]).not.toHaveProperty('askedOn');
    expect((await api.ask('DELETE', ...never(rival.slug, rival.token))).status).toBe(200);
    expect((await readHost(rival.slug)).memberships).toEqual([]);
    expect((await read()).items.map(({ host }) => host)).toEqual([host.slug]);
  });

  it('is not said of a membership that the host asked for; the federation may correct a mistake', async () => {
    expect(await api.refused('DELETE', ...never(host.slug, host.token))).toEqual([403, 'not-yours']);
    expect((await api.ask('DELETE', ...never(host.slug, federation.token))).status).toBe(200);
    expect((await read()).items).toEqual([]);
  });
});

describe('a federation that speaks first', () => {
  let other: Owned;
  const todo = async (token: string) => {
    const { body } = await api.ask<Static<typeof Todo>>('GET', `/v1/hosts/${other.slug}/todo`, { token });
    return body.items.find(({ kind }) => kind === 'membership-unasked');
  };
  beforeAll(async () => {
    other = await api.published();
    await api.ask('PUT', one(other.slug), { token: federation.token, body: { state: 'member', since: '2026' } });
  });

  it('is agreed with by the host, in public, and then waits for it no more', async () => {
    const item = await todo(other.token);
    expect(item!.text.replaceAll('\u00a0', ' ')).toBe(
      '« CHATONS » dit que vous êtes membre, et vous ne l’avez pas demandé. Est-ce vrai ? Dites-le, ou retirez-vous.',
    );
    const before = await api.revision();
    const { method, path, body } = item!.call;
    const agreed = await api.ask<MembershipRequest>(method, path, { token: other.token, body });
    expect([agreed.status, agreed.body]).toMatchObject([
      200,
      { state: 'member', askedOn: '2026-11-26', since: '2026' },
    ]);
    expect(await api.revision()).toBe(before + 2);
    expect((await readHost(other.slug)).memberships).toMatchObject([{ state: 'member', askedOn: '2026-11-26' }]);
    expect((await read()).items.find(({ host: slug }) => slug === other.slug)).toMatchObject({ askedOn: '2026-11-26' });
    expect(await todo(other.token)).toBeUndefined();
    expect(await api.refused(method, path, { token: other.token, body })).toEqual([409, 'already-member']);
  });

  it('is not corrected by agreeing with it: the words of a membership are those of the federation', async () => {
    const third = await api.published();
    await api.ask('PUT', one(third.slug), { token: federation.token, body: { state: 'member' } });
    const asking = { token: third.token, body: { since: '2020' } };
    expect(await api.refused('POST', list(), asking)).toEqual([409, 'already-member']);
    expect((await readHost(third.slug)).memberships[0]).not.toHaveProperty('askedOn');
  });

  it('is refused by the host with the other request of its list', async () => {
    const third = await api.published();
    await api.ask('PUT', one(third.slug), { token: federation.token, body: { state: 'member' } });
    const { body } = await api.ask<Static<typeof Todo>>('GET', `/v1/hosts/${third.slug}/todo`, { token: third.token });
    const { method, path } = body.items.find(({ kind }) => kind === 'membership-unasked')!.otherwise!;
    expect((await api.ask(method, path, { token: third.token, ifMatch: '*' })).status).toBe(200);
    expect((await readHost(third.slug)).memberships).toEqual([]);
  });
});

describe('a host that has left', () => {
  let gone: Owned;
  const unasked = async () => {
    const { body } = await api.ask<Static<typeof Todo>>('GET', `/v1/hosts/${gone.slug}/todo`, { token: gone.token });
    return body.items.filter(({ kind }) => kind === 'membership-unasked').length;
  };
  const enter = (body: object) => api.ask('PUT', one(gone.slug), { token: federation.token, ifMatch: '*', body });
  const leave = (query = '') =>
    api.ask<Federation>('DELETE', one(gone.slug) + query, { token: gone.token, ifMatch: '*' });

  beforeAll(async () => {
    gone = await api.published();
    await ask({}, gone.token);
    await enter({ state: 'member' });
  });

  it('keeps its word as long as it is a member, whatever the federation corrects', async () => {
    await enter({ state: 'member', since: '2024' });
    expect((await readHost(gone.slug)).memberships).toMatchObject([{ since: '2024', askedOn: '2026-11-26' }]);
    expect(await unasked()).toBe(0);
  });

  it.each(['former', 'follower'])('has not agreed when it is entered again after being a %s', async (state) => {
    if (state === 'former') await leave();
    else await enter({ state });
    expect((await enter({ state: 'member' })).status).toBe(200);
    expect((await readHost(gone.slug)).memberships[0]).not.toHaveProperty('askedOn');
    expect(await unasked()).toBe(1);
    expect(await api.refused('GET', `/v1/hosts/${gone.slug}/reports`, { token: federation.token })).toEqual([
      403,
      'not-yours',
    ]);
    expect((await ask({}, gone.token)).status).toBe(200);
    expect(await unasked()).toBe(0);
  });

  it('may leave again, or say that this never was', async () => {
    await leave();
    await enter({ state: 'member' });
    expect((await leave()).status).toBe(200);
    await enter({ state: 'member' });
    expect((await leave('?never=true')).status).toBe(200);
    expect((await readHost(gone.slug)).memberships).toEqual([]);
  });
});
