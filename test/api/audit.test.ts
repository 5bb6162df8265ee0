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
      expect.objectContaining({ action: 'publishHost', token: { id: null, label: 'admin', role: 'admin' } }),
      expect.objectContaining({ action: 'registerHost', token: null, about: expect.objectContaining({ id: own.id }) }),
    ]);
    expect(items.at(-1)).not.toHaveProperty('revision');
  });

  it('tells what changes no document: memberships asked for and refused, recommendations, referrals', async () => {
    const [asker, chosen] = [await api.published(), await api.published()];
    const members = `/v1/federations/${federation.slug}/members`;
    await write('POST', members, { token: asker.token, body: { note: { fr: 'Un mot secret.' } } });
    await write('DELETE', `${members}/${asker.slug}`, { token: federation.token });
    const usages = [{ usage: 'email-hosting' }];
    const recommendation = { need: { usages }, note: { fr: 'Un mot secret.' } };
    const given = await write('POST', `/v1/federations/${federation.slug}/recommendations`, {
      token: federation.token,
      body: recommendation,
    });
    await write('PUT', `/v1/recommendations/${given.id}/withdrawal`, {
      token: federation.token,
      body: { reason: { fr: 'Un mot secret.' } },
    });
    const sent = await write('POST', `/v1/federations/${federation.slug}/referrals`, {
      token: federation.token,
      body: { host: chosen.slug, usages: ['email-hosting'] },
    });
    await write('PUT', `/v1/hosts/${chosen.slug}/referrals/${sent.id}`, {
      token: chosen.token,
      body: { outcome: 'accepted' },
    });
    const { items } = await trail(`&federation=${federation.slug}`);
    const told = items.map(({ action, host: about, token }) => [action, about, token?.role]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['askMembership', asker.slug, 'host'],
        ['removeMember', asker.slug, 'federation'],
        ['createRecommendation', undefined, 'federation'],
        ['withdrawRecommendation', undefined, 'federation'],
        ['createReferral', chosen.slug, 'federation'],
        ['answerReferral', chosen.slug, 'host'],
      ]),
    );
    expect(JSON.stringify(items)).not.toContain('secret');
    expect(await actions('', asker.token)).toEqual(expect.arrayContaining(['askMembership', 'removeMember']));
  });

  it('tells everything that writes', async () => {
    const one = await api.draft();
    const at = `/v1/hosts/${one.id}`;
    await write('PATCH', at, { token: one.token, body: { languages: ['fr'] } });
    await write('PUT', `/v1/federations/${federation.slug}/vouches/${one.id}`, { token: federation.token });
    await write('POST', `${at}/publication`, { token: one.token });
    await write('PUT', `${at}/suspension`, { body: { reason: { fr: 'Signalements.' } } });
    await write('DELETE', `${at}/suspension`);
    await write('POST', `${at}/redactions`, { body: { text: 'Les Aulnes' } });
    await write('DELETE', `/v1/federations/${federation.slug}/vouches/${one.id}`, { token: federation.token });
    const made = await write('POST', '/v1/tokens', { body: { role: 'host', host: one.id, label: 'robot' } });
    await write('POST', `/v1/tokens/${made.id}/rotation`, { token: one.token, body: {} });
    await write('DELETE', `/v1/tokens/${made.id}`, { token: one.token });
    await write('DELETE', at, { token: one.token });
    const done = await trail(`&host=${one.id}`);
    expect(new Set(done.items.map(({ action }) => action))).toEqual(
      new Set([
        ...['withdrawHost', 'revokeToken', 'rotateToken', 'createToken', 'removeVouch', 'redactHost', 'liftSuspension'],
        ...['suspendHost', 'publishHost', 'putVouch', 'patchHost', 'registerHost'],
      ]),
    );
    const { about } = done.items.find(({ action }) => action === 'revokeToken')!;
    expect(about).toEqual({ id: made.id, label: 'robot', role: 'host' });
    expect(done.items.find(({ action }) => action === 'putVouch')).toMatchObject({ federation: federation.slug });
  });

  it('tells what federations do, and who asked to take over an entry', async () => {
    await write('PUT', `/v1/federations/${federation.slug}/policy`, {
      token: federation.token,
      body: { factors: { price: 1.5 } },
    });
    const ofFederation = (await trail(`&federation=${federation.slug}`)).items;
    expect(new Set(ofFederation.map((item) => item.federation))).toEqual(new Set([federation.slug]));
    expect(ofFederation[0]).toMatchObject({
      action: 'putPolicy',
      federation: federation.slug,
      token: { label: 'bureau', role: 'federation' },
    });
    const claimed = await api.published({ website: 'https://reprise.example' });
    await write('POST', `/v1/hosts/${claimed.slug}/ownership`, { token: '', body: { terms: '2026-1' } });
    const [claim] = (await trail(`&host=${claimed.slug}`)).items.filter(({ action }) => action === 'claimOwnership');
    expect(claim).toMatchObject({ token: null, about: { role: 'host' } });
  });

  it('keeps what was done with a token after it has ended, with its label', async () => {
    const made = await write('POST', '/v1/tokens', { body: { role: 'host', host: host.slug, label: 'stagiaire' } });
    await write('PATCH', `/v1/hosts/${host.slug}`, { token: made.token, body: { languages: ['fr', 'br'] } });
    await write('DELETE', `/v1/tokens/${made.id}`, { token: host.token });
    const { items } = await trail(`&token=${made.id}`);
    expect(items.map(({ action }) => action).sort()).toEqual(['createToken', 'patchHost', 'revokeToken']);
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

  it('forgets a label with the words that are removed', async () => {
    const made = await write('POST', '/v1/tokens', {
      body: { role: 'host', host: host.slug, label: 'poste de zoeunique' },
    });
    await write('POST', '/v1/tokens', { token: made.token, body: { role: 'host', host: host.slug, label: 'autre' } });
    expect(await columnsHolding(api.database, 'zoeunique')).toContain('audit.by_label');
    await write('POST', `/v1/hosts/${host.slug}/redactions`, { body: { text: 'zoeunique' } });
    expect(await columnsHolding(api.database, 'zoeunique')).toEqual([]);
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

  it('is nobody else’s to keep, nor other sites’ to read', async () => {
    const { headers } = await api.ask('GET', '/v1/audit', { token: ADMIN_TOKEN });
    expect(headers['cache-control']).toBe('private, no-store');
    expect(headers['access-control-allow-origin']).toBeUndefined();
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
    ['limit=0', 'invalid-request', { '/limit': 'out-of-range' }],
    ['token=x', 'invalid-request', { '/token': 'wrong-format' }],
    ['after=yesterday', 'invalid-request', { '/after': 'wrong-format' }],
    ['colour=red', 'invalid-request', { '/colour': 'unknown-parameter' }],
    ['cursor=x', 'invalid-cursor', { '/cursor': 'invalid-cursor' }],
    [`host=x&${forged(AT, 'audit', '1')}`, 'invalid-cursor', { '/cursor': 'invalid-cursor' }],
    [forged('2026-99-25T12:00:00.000Z', 'audit', '1'), 'invalid-cursor', { '/cursor': 'invalid-cursor' }],
    [forged(AT, 'tokens', '1'), 'invalid-cursor', { '/cursor': 'invalid-cursor' }],
    [forged(AT, 'audit', '99999999999'), 'invalid-cursor', { '/cursor': 'invalid-cursor' }],
    [forged(AT, 'audit', "1' or 1"), 'invalid-cursor', { '/cursor': 'invalid-cursor' }],
    [forged(AT), 'invalid-cursor', { '/cursor': 'invalid-cursor' }],
  ])('are refused for %s', async (query, code, faults) => {
    expect(await api.refused('GET', `/v1/audit?${query}`, { token: ADMIN_TOKEN })).toEqual([400, code, faults]);
  });
});
