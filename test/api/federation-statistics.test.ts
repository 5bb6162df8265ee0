import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FederationStatistics } from '../../src/recommendations/statistics/statistics.ts';
import { type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

const api = useApp();
let federation: Owned;
const read = async (of = federation) => {
  const url = `/v1/federations/${of.slug}/statistics`;
  return (await api.ask<FederationStatistics>('GET', url)).body;
};
const put = (what: string, body: object) =>
  api.ask('PUT', `/v1/federations/${federation.slug}/${what}`, { token: federation.token, ifMatch: '*', body });
const closing = async (host: Owned, announced: string, closed: string) => {
  // Announced three weeks ago, of a promise made before; writing the host makes its document anew.
  await api.database.run(
    sql`insert into closings (host_id, announced_on, closed_on, promised_notice) values (${host.id}, ${announced}, ${closed}, 90)`,
  );
  await api.ask('PATCH', `/v1/hosts/${host.slug}`, { token: host.token, ifMatch: '*', body: { languages: ['fr'] } });
};

beforeAll(async () => {
  federation = await api.federation();
});

describe('GET statistics', () => {
  it('of a federation that has nothing yet is made of zeros', async () => {
    const { members, reviews, closings, commitments, exposure } = await read(await api.federation());
    for (const numbers of [members, reviews, closings, commitments])
      expect(new Set(Object.values(numbers))).toEqual(new Set([0]));
    expect(exposure).toMatchObject({ hosts: 0, fits: 0, firstPlaceShare: 0 });
  });

  it('is a sheet too: a number a line, with what it counts, in the language that is asked for', async () => {
    const url = `/v1/federations/${federation.slug}/statistics.csv`;
    const { status, headers, text } = await api.ask('GET', `${url}?lang=fr`);
    expect([status, headers['content-type'], headers['content-language']]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'fr',
    ]);
    const lines = text.trimEnd().split('\r\n');
    expect(lines.slice(0, 2)).toEqual(['\uFEFFkey,label,value', 'members.member,Membres aujourd’hui,0']);
    const { members, reviews, closings, commitments, exposure } = await read();
    const numbers = { members, reviews, closings, commitments, exposure };
    const keys = Object.entries(numbers).flatMap(([group, of]) => Object.keys(of).map((name) => `${group}.${name}`));
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(keys);
    expect((await api.ask('GET', `${url}?lang=en`)).text).toContain('members.member,Members today,0');
  });

  it('counts members, reviews, promises kept and broken, and who is seen', async () => {
    const hosts = [];
    for (let i = 0; i < 4; i++) hosts.push(await api.published());
    const [alder, birch, cedar, stranger] = hosts as [Owned, Owned, Owned, Owned];
    await put(`members/${alder.slug}`, { state: 'member' });
    await put(`members/${birch.slug}`, { state: 'member', toCheck: true });
    await put(`members/${cedar.slug}`, { state: 'former', until: '2026-01' });
    for (const host of [cedar, birch, stranger])
      await api.ask('PUT', `/v1/hosts/${host.slug}/commitments/closing-notice`, {
        token: host.token,
        body: { value: 90 },
      });
    await closing(cedar, '2026-11-01', '2026-11-20');
    await closing(birch, '2026-11-01', '2027-06-01');
    await closing(stranger, '2026-11-01', '2026-11-20');
    await api.ask('PUT', `/v1/hosts/${alder.slug}/services/nuage`, { token: alder.token, body: aService() });
    await put(`reviews/${alder.slug}/criterion:free-software-only`, { value: 'yes', reviewedOn: '2026-11-01' });
    const numbers = await read();
    expect(numbers.members).toEqual({ member: 2, toCheck: 1, unspoken: 2, former: 1, follower: 0 });
    await api.ask('POST', `/v1/federations/${federation.slug}/members`, { token: alder.token, body: {} });
    // It said yes to what the federation had said first.
    expect((await read()).members).toMatchObject({ member: 2, unspoken: 1 });
    expect(numbers.reviews).toMatchObject({ members: 2, membersReviewed: 1, inForce: 1, aged: 0 });
    expect(numbers.closings).toEqual({ announced: 2, closed: 1 });
    // The stranger broke its promise too; it never was of this federation.
    expect(numbers.commitments).toMatchObject({ broken: 1, kept: 0 });
    expect(numbers.exposure.hosts).toBe(2);
    expect(numbers.exposure.ofHosts).toBe(2);
    expect(numbers.exposure.fits + numbers.exposure.toCheck).toBeGreaterThan(0);
  });
});
