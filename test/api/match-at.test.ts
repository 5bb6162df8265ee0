import { beforeAll, describe, expect, it } from 'vitest';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { PolicyFile } from '../../src/matching/engine/need/policy.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { readSeed } from '../../src/vocabulary/reference.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';

const test = useApp();
const VERSION = readSeed<PolicyFile>('policy.json').version;

const admin = { token: ADMIN_TOKEN, ifMatch: '*' };
const write = async (method: string, url: string, body?: object): Promise<void> => {
  const { status, text } = await test.ask(method, url, { ...admin, body });
  expect([200, 201], text).toContain(status);
};

describe('An answer of the past', () => {
  let federation: Owned;
  let hosts: Owned[];
  let need: Need;
  /** Answers as they were given, with the revision of their moment. */
  const given: { revision: number; query: string; need: Need; text: string }[] = [];

  const service = (fixed: number) => ({
    name: 'Nuage',
    usages: ['file-storage-sharing'],
    capacity: { state: 'open' },
    plans: [{ name: 'Groupe', fixed, maxAccounts: 20, maxGb: 100 }],
  });
  const ask = async (asked: Need, query: string, token?: string) => {
    const answer = await test.ask<Match>('POST', `/v1/matches?${query}`, { body: asked, token });
    expect(answer.status, answer.text).toBe(200);
    return answer;
  };
  const record = async (): Promise<void> => {
    const revision = await test.revision();
    for (const asked of [need, { ...need, onlyFrom: 'members' as const }])
      for (const query of ['lang=fr', 'lang=en', 'lang=fr&explain=all'])
        given.push({ revision, query, need: asked, text: (await ask(asked, query)).text });
  };

  beforeAll(async () => {
    federation = await test.federation({ name: 'CHATONS' });
    hosts = [];
    for (const [name, price] of [
      ['Aulne', 40],
      ['Bouleau', 60],
      ['Cèdre', 70],
    ] as const) {
      const host = await test.published({ name, serves: [{ level: 'country', code: 'FR' }] });
      await write('PUT', `/v1/hosts/${host.slug}/services/nuage`, service(price));
      await write('PUT', `/v1/federations/${federation.slug}/members/${host.slug}`, { state: 'member' });
      hosts.push(host);
    }
    await write('PUT', `/v1/federations/${federation.slug}/reviews/${hosts[1]!.slug}/criterion:free-software-only`, {
      value: 'yes',
      reviewedOn: '2026-11-01',
      expiresOn: '2026-12-31',
    });
    need = {
      usages: [{ usage: 'file-storage-sharing', accounts: 5, storageGb: 20 }],
      budgetPerYear: 100,
      wish: { price: 'important', criteria: { 'free-software-only': 'plus' } },
      federation: federation.slug,
    };
    await record();
    await write('PUT', `/v1/federations/${federation.slug}/policy`, {
      require: { criteria: [{ criterion: 'free-software-only', evidence: 'peer-reviewed' }] },
      factors: { price: 0.5 },
    });
    await record();

    // Then everything moves: rules, hosts, members, and the day.
    test.now = new Date('2027-01-15T12:00:00Z');
    await write('PUT', `/v1/federations/${federation.slug}/policy`, { minimumWords: { price: 'very-important' } });
    await record();
    test.now = new Date('2027-03-10T23:30:00Z');
    await write('PUT', `/v1/hosts/${hosts[1]!.slug}/services/nuage`, service(95));
    await write('DELETE', `/v1/federations/${federation.slug}/members/${hosts[0]!.slug}`);
    await write('DELETE', `/v1/hosts/${hosts[2]!.slug}/services/nuage`);
    const late = await test.published({ name: 'Dattier' });
    await write('PUT', `/v1/hosts/${late.slug}/services/nuage`, service(10));
    await record();
    await write('DELETE', `/v1/federations/${federation.slug}/policy`);
  });

  it('is given again byte for byte, in both languages, with the rules, members and day of then', async () => {
    expect(new Set(given.map(({ revision }) => revision)).size).toBe(4);
    for (const { revision, query, need: asked, text } of given) {
      expect((await ask(asked, `${query}&at=${revision}`, federation.token)).text).toBe(text);
      expect((await ask(asked, query)).text).not.toBe(text);
    }
    const moments = given.filter(({ query }) => query === 'lang=fr').map(({ text }) => JSON.parse(text) as Match);
    expect(moments.filter((_, i) => i % 2 === 0).map(({ asOf, policyVersion }) => [asOf, policyVersion])).toEqual([
      ['2026-11-25', VERSION],
      ['2026-11-25', `${VERSION}+${federation.slug}.1`],
      ['2027-01-15', `${VERSION}+${federation.slug}.2`],
      // Half past midnight in Paris.
      ['2027-03-11', `${VERSION}+${federation.slug}.2`],
    ]);
    expect(moments.flatMap(({ policyEffects = [] }) => policyEffects).length).toBeGreaterThan(0);
  });

  it('is the same when asked many times in any order', async () => {
    const asked = [...given].reverse().filter(({ query }) => query === 'lang=en');
    const texts = await Promise.all(
      [...asked, ...asked].map(({ revision, need: one }) => ask(one, `lang=en&at=${revision}`, ADMIN_TOKEN)),
    );
    expect(texts.map(({ text }) => text)).toEqual([...asked, ...asked].map(({ text }) => text));
  });

  it('is never kept by a cache', async () => {
    const { headers } = await ask(need, `at=${given[0]!.revision}`, ADMIN_TOKEN);
    expect(headers['cache-control']).toBe('private, no-store');
  });

  it('judges a need by what there was then', async () => {
    const { slug } = await test.federation();
    const body = { ...need, federation: slug };
    await ask(body, 'lang=fr');
    expect(await test.refused('POST', `/v1/matches?at=${given[0]!.revision}`, { token: ADMIN_TOKEN, body })).toEqual(
      meaningless({ '/federation': 'unknown-federation' }),
    );
  });

  it.each([
    ['nobody', 401, 'no-token'],
    ['a host', 403, 'not-yours'],
  ])('is not for %s, before anything of the need is read', async (who, status, code) => {
    const token = who === 'nobody' ? undefined : hosts[0]!.token;
    const { revision } = given[0]!;
    for (const body of [need, '{"broken', { usages: [{ usage: 'telepathy' }] }])
      for (const at of [revision, 0, 999_999])
        expect(await test.refused('POST', `/v1/matches?at=${at}`, { token, body })).toEqual([status, code]);
    // The present is for anyone.
    expect((await test.ask('POST', '/v1/matches', { token, body: need })).status).toBe(200);
  });

  it('does not exist before the first change, nor after the last one', async () => {
    const latest = await test.revision();
    for (const at of [0, latest + 1, 2_147_483_647])
      for (const body of [need, '{"broken'])
        expect(await test.refused('POST', `/v1/matches?at=${at}`, { token: federation.token, body })).toEqual([
          404,
          'revision-not-found',
        ]);
    const { body } = await test.ask<{ detail: string }>('POST', '/v1/matches?at=0&lang=fr', {
      token: federation.token,
      body: need,
    });
    expect(body.detail).toBe(`Les révisions vont de 1 à ${latest}.`);
    for (const at of ['-1', 'then', '1.5', '99999999999']) {
      const [status, code] = await test.refused('POST', `/v1/matches?at=${at}`, {
        token: federation.token,
        body: need,
      });
      expect([status, code]).toEqual([400, 'invalid-request']);
    }
    expect((await test.ask('POST', `/v1/matches?at=${latest}`, { token: federation.token, body: need })).status).toBe(
      200,
    );
  });
});
