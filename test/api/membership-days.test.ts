import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { FederationStatistics } from '../../src/recommendations/statistics/statistics.ts';
import type { Due } from '../../src/waiting/federation/schema.ts';
import { meaningless, type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';
import { wordsOf } from '../support/words.ts';

const api = useApp();
let host: Owned;
let federation: Owned;
const one = () => `/v1/federations/${federation.slug}/members/${host.slug}`;
const put = (body: object) => api.ask('PUT', one(), { token: federation.token, ifMatch: '*', body });
const refused = (body: object) => api.refused('PUT', one(), { token: federation.token, ifMatch: '*', body });
const page = async (url: string) => wordsOf((await api.ask('GET', url, { headers: { accept: 'text/html' } })).text);

beforeAll(async () => {
  host = await api.published({ name: 'Les Aulnes' });
  await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: aService() });
  federation = await api.federation();
});

/** Everything that reads a membership, as it does on the day. */
async function seen() {
  const { slug, token } = federation;
  const found = await api.ask<{ total: number }>('GET', `/v1/hosts?federation=${slug}`);
  const need = { usages: [{ usage: 'file-storage-sharing' }], federation: slug, onlyFrom: 'members' };
  const match = await api.ask<Match>('POST', '/v1/matches', { body: need });
  const { members, reviews } = (
    await api.ask<FederationStatistics>('GET', `/v1/federations/${slug}/statistics`, { token })
  ).body;
  const due = await api.ask<{ items: Due[] }>('GET', `/v1/federations/${slug}/due`, { token });
  const todo = await api.ask<{ items: { kind: string }[] }>('GET', `/v1/hosts/${host.slug}/todo`, {
    token: host.token,
  });
  const { claims } = (await api.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body;
  return {
    found: found.body.total,
    considered: match.body.considered,
    member: members.member,
    former: members.former,
    toReview: reviews.members,
    due: due.body.items.filter(({ kind }) => kind === 'membership-review').length,
    unasked: todo.body.items.filter(({ kind }) => kind === 'membership-unasked').length,
    declares: claims.length > 0,
  };
}

describe('a membership', () => {
  it.each([
    [{ state: 'member', since: '2026-12' }, { '/since': 'in-the-future' }],
    [{ state: 'member', since: '2027' }, { '/since': 'in-the-future' }],
    [{ state: 'member', until: '2026-10' }, { '/until': 'membership-over' }],
    [{ state: 'former', until: '2026-11-26' }, { '/until': 'in-the-future' }],
  ])('cannot be $status of days that say otherwise: %j', async (body, faults) => {
    expect(await refused(body)).toEqual(meaningless(faults));
  });

  it('begins with its month or year, and may end with them', async () => {
    for (const body of [
      { state: 'member', since: '2026-11', until: '2026' },
      { state: 'former', since: '2026', until: '2026-11' },
    ])
      expect([200, 201]).toContain((await put(body)).status);
  });

  it('counts everywhere until its last day, and nowhere the day after', async () => {
    expect(
      (
        await put({
          state: 'member',
          since: '2026',
          until: '2026-11-26',
          evidenceUrl: `https://${federation.slug}.example/membres`,
        })
      ).status,
    ).toBe(200);
    const during = await seen();
    api.now = new Date('2026-11-26T12:00:00Z');
    expect(await seen()).toEqual(during);
    expect(during).toEqual({
      ...{ found: 1, considered: 1, member: 1, former: 0, toReview: 1, due: 1, unasked: 1 },
      declares: true,
    });
    expect(await page(`/federations/${federation.slug}`)).toContain('Ses membres connus ici (1)');
    api.now = new Date('2026-11-27T12:00:00Z');
    expect(await seen()).toEqual({
      ...{ found: 0, considered: 0, member: 0, former: 1, toReview: 0, due: 0, unasked: 0 },
      declares: false,
    });
    const told = await page(`/federations/${federation.slug}`);
    expect(told).toContain('Ses membres connus ici (0)');
    expect(told).toContain('Anciens membres');
    expect(await page(`/hosts/${host.slug}`)).toContain('Ancien membre de');
    expect(await page(`/embed/search?federation=${federation.slug}`)).not.toContain('Les Aulnes');
  });

  it('that has ended by itself may be asked for again', async () => {
    const members = `/v1/federations/${federation.slug}/members`;
    const asked = await api.ask<{ state: string }>('POST', members, { token: host.token, body: {} });
    expect([asked.status, asked.body.state]).toEqual([201, 'asked']);
  });

  it('that nobody is sure of is said to be so wherever members are listed', async () => {
    await put({ state: 'member', toCheck: true });
    expect(await page(`/embed/search?federation=${federation.slug}`)).toContain('membre à vérifier');
    expect(await page('/embed/search')).not.toContain('membre à vérifier');
    const told = await page(`/federations/${federation.slug}`);
    expect(told).toContain('Ses membres connus ici (0)');
    expect(told.indexOf('Les Aulnes')).toBeGreaterThan(told.indexOf('Membres à vérifier'));
    expect(await page(`/hosts/${host.slug}`)).toContain('(à vérifier)');
  });
});
