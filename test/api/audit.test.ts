import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/audit/audit.ts';
import { nextAddress } from '../../src/http/pagination.ts';
import { ADMIN_TOKEN, type Answered, type Owned, useApp } from '../support/app.ts';
import { columnsHolding } from '../support/everywhere.ts';

const api = useApp();
let host: Owned;
let federation: Owned;

interface Trail {
  items: AuditEntry[];
  total: number;
  next: string | null;
}

const write = async <T = { id: string; token: string }>(
  method: string,
  url: string,
  { token = ADMIN_TOKEN, body = undefined as object | undefined } = {},
): Promise<T> => {
  const answer = await api.ask<T>(method, url, { token, ifMatch: '*', body });
  expect([200, 201, 204], answer.text).toContain(answer.status);
  return answer.body;
};
const trail = async (query = '', token = ADMIN_TOKEN) =>
  (await api.ask<Trail>('GET', `/v1/audit?limit=100${query}`, { token })).body;
const actions = async (query = '', token = ADMIN_TOKEN) =>
  (await trail(query, token)).items.map(({ action }) => action);

const aSecondPasses = () => {
  api.now = new Date(api.now.getTime() + 1000);
};

beforeAll(async () => {
  host = await api.published();
  federation = await api.federation();
});

describe('the trail', () => {
  it('says who changed what, and which revision it made, latest first', async () => {
    await write('PATCH', `/v1/hosts/${host.slug}`, { token: host.token, body: { languages: ['fr'] } });
    const revision = await api.revision();
    const { items } = await trail(`&host=${host.slug}`);
    const own = (await api.ask<{ items: { id: string }[] }>('GET', '/v1/tokens', { token: host.token })).body.items[0]!;
    expect(items).toEqual([
      {
        at: '2026-11-25T12:00:00.000Z',
        action: 'patchHost',
        host: host.slug,
        revision,
        token: { id: own.id, label: 'Les Aulnes', role: 'host' },
      },
      expect.objectContaining({ action: 'publishHost', token: { label: 'admin', role: 'admin' } }),
      expect.objectContaining({ action: 'registerHost', about: expect.objectContaining({ id: own.id }) }),
    ]);
    expect(items.at(-1)).not.toHaveProperty('revision');
  });

  it('tells what federations do, and who asked to take over an entry', async () => {
    await write('PUT', `/v1/federations/${federation.slug}/policy`, {
      token: federation.token,
      body: { factors: { price: 1.5 } },
    });
    const ofFederation = (await trail(`&federation=${federation.slug}`)).items;
    expect(new Set(ofFederation.map((item) => item.federation))).toEqual(new Set([federation.slug]));
    expect(ofFederation[0]).toMatchObject({
      action: 'putFederationPolicy',
      federation: federation.slug,
      token: { label: 'bureau', role: 'federation' },
    });
    const claimed = await api.published({ website: 'https://reprise.example' });
    await write('POST', `/v1/hosts/${claimed.slug}/ownership`, { token: '', body: { terms: '2026-1' } });
    const [claim] = (await trail(`&host=${claimed.slug}`)).items.filter(({ action }) => action === 'claimOwnership');
    expect(claim).toMatchObject({ about: { role: 'host' } });
    expect(claim).not.toHaveProperty('token');
  });

  it('keeps what was done with a token after it has ended, with its label', async () => {
    const made = await write('POST', '/v1/tokens', { body: { role: 'host', host: host.slug, label: 'stagiaire' } });
    await write('PATCH', `/v1/hosts/${host.slug}`, { token: made.token, body: { languages: ['fr', 'br'] } });
    await write('DELETE', `/v1/tokens/${made.id}`, { token: host.token });
    const { items } = await trail(`&token=${made.id}`);
    expect(items.map(({ action }) => action).sort()).toEqual(['createToken', 'patchHost', 'revokeToken']);
    expect(items.find(({ action }) => action === 'revokeToken')!.about).toMatchObject({ id: made.id, role: 'host' });
    expect(items.find(({ action }) => action === 'patchHost')!.token).toEqual({
      id: made.id,
      label: 'stagiaire',
      role: 'host',
    });
  });

  it('holds no text, and no address of anybody', async () => {
    const words = 'paroles uniques';
    await write('PATCH', `/v1/hosts/${host.slug}`, { token: host.token, body: { summary: { fr: words } } });
    const { text } = await api.ask('GET', '/v1/audit?limit=100', { token: ADMIN_TOKEN });
    expect(text).not.toContain(words);
    expect(text).not.toMatch(/127\.0\.0\.1|https?:/);
    expect(await columnsHolding(api.database, '127.0.0.1')).toEqual([]);
  });

  it('loses what concerns a draft with the draft, but not that somebody removed one', async () => {
    const draft = await api.draft();
    aSecondPasses();
    await write('DELETE', `/v1/hosts/${draft.id}`, { token: draft.token });
    const { text, body } = await api.ask<Trail>('GET', '/v1/audit?limit=1', { token: ADMIN_TOKEN });
    expect(text).not.toContain(draft.id);
    expect(body.items).toMatchObject([{ action: 'withdrawHost', token: { role: 'host' } }]);
  });
});

describe('what one sees of the trail', () => {
  it('is everything for an administrator, and for a host what concerns it', async () => {
    const other = await api.published();
    const own = await trail('', host.token);
    expect(new Set(own.items.map((item) => item.host))).toEqual(new Set([host.slug]));
    expect(own.total).toBe(own.items.length);
    expect((await trail()).total).toBeGreaterThan(own.total);
    const ask = (query: string) => api.refused('GET', `/v1/audit?${query}`, { token: host.token });
    expect(await ask(`host=${other.slug}`)).toEqual([403, 'not-yours']);
    expect(await ask(`host=${(await api.draft()).id}`)).toEqual([404, 'host-not-found']);
    expect(await ask('host=nobody')).toEqual([404, 'host-not-found']);
    expect((await trail(`&federation=${federation.slug}`, host.token)).items).toEqual([]);
  });

  it('is for a federation what concerns it, also of one of its hosts', async () => {
    await write('PUT', `/v1/federations/${federation.slug}/vouches/${host.slug}`, { token: federation.token });
    const own = await trail('', federation.token);
    expect(new Set(own.items.map((item) => item.federation))).toEqual(new Set([federation.slug]));
    expect(await actions(`&host=${host.slug}`, federation.token)).toEqual(['putVouch']);
    const other = await api.federation();
    const ask = (query: string) => api.refused('GET', `/v1/audit?${query}`, { token: federation.token });
    expect(await ask(`federation=${other.slug}`)).toEqual([403, 'not-yours']);
    expect(await ask('federation=nobody')).toEqual([404, 'federation-not-found']);
    expect(await ask(`host=${(await api.draft()).id}`)).toEqual([404, 'host-not-found']);
  });

  it('is nothing while one has only claimed an entry', async () => {
    const claimed = await api.published({ website: 'https://autre-reprise.example' });
    const { token } = await write('POST', `/v1/hosts/${claimed.slug}/ownership`, {
      token: '',
      body: { terms: '2026-1' },
    });
    expect(await api.refused('GET', '/v1/audit', { token })).toEqual([403, 'not-yours']);
  });
});

describe('the pages of the trail', () => {
  it('come one after the other, whatever is written meanwhile', async () => {
    const all = (await trail(`&host=${host.slug}`)).items;
    expect(all.length).toBeGreaterThan(5);
    const seen: AuditEntry[] = [];
    let url: string | null = `/v1/audit?limit=2&host=${host.slug}`;
    while (url) {
      const { body, headers }: Answered<Trail> = await api.ask<Trail>('GET', url, { token: ADMIN_TOKEN });
      expect(headers.link).toBe(body.next ? `<${body.next}>; rel="next"` : undefined);
      seen.push(...body.items);
      aSecondPasses();
      await write('PUT', `/v1/federations/${federation.slug}/vouches/${host.slug}`, { token: federation.token });
      url = body.next;
    }
    expect(seen).toEqual(all);
  });

  it('begin after an instant', async () => {
    aSecondPasses();
    const now = api.now.toISOString();
    const before = new Date(api.now.getTime() - 1).toISOString();
    await write('PATCH', `/v1/hosts/${host.slug}`, { token: host.token, body: { languages: ['fr'] } });
    await write('PUT', `/v1/federations/${federation.slug}/vouches/${host.slug}`, { token: federation.token });
    expect((await actions(`&after=${before}`)).sort()).toEqual(['patchHost', 'putVouch']);
    expect(await actions(`&after=${now}`)).toEqual([]);
  });

  const AT = '2026-11-25T12:00:00.000Z';
  const forged = (...after: string[]) => nextAddress({ path: '/v1/audit', query: {} }, after).split('?')[1] as string;

  it.each([
    `host=x&${forged(AT, 'audit', '1')}`,
    forged('2026-99-25T12:00:00.000Z', 'audit', '1'),
    forged(AT, 'tokens', '1'),
    forged(AT, 'audit', '99999999999'),
    forged(AT, 'audit', "1' or 1"),
    forged(AT),
  ])('are refused for %s', async (query) => {
    const refused = [400, 'invalid-cursor', { '/cursor': 'invalid-cursor' }];
    expect(await api.refused('GET', `/v1/audit?${query}`, { token: ADMIN_TOKEN })).toEqual(refused);
  });
});
