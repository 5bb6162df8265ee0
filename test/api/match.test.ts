import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import needs from '../reference/needs.json' with { type: 'json' };
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { reference } from '../support/record.ts';

const ALL_NEEDS = needs as unknown as Record<string, Need>;

describe('A match on the real catalogue', () => {
  const texts = new Map<string, string[][]>();
  const test = useApp({ texts });
  beforeAll(async () => {
    await seedCatalogue({
      db: test.database.db,
      reference,
      clock: () => test.now,
      newId: randomUUID,
      caller: { role: 'anonymous' },
    });
    await test.catalogue.catchUp();
  });
  const match = async (need: unknown, lang = 'fr', more = '') => {
    const { status, body } = await test.ask<Match>('POST', `/v1/matches?lang=${lang}${more}`, { body: need });
    expect(status).toBe(200);
    return body;
  };

  it.each(Object.keys(ALL_NEEDS))('leads %s to a next step', async (name) => {
    const answer = await match(ALL_NEEDS[name]);
    expect(answer.help.length).toBeGreaterThan(0);
    for (const host of answer.toCheck) expect(host.questions.length).toBeGreaterThanOrEqual(2);
    const steps = answer.fits.length + answer.toCheck.length + answer.combinations.length + answer.nearMisses.length;
    // Health data wait for a certificate that nobody proved here: the answer says so, and what to ask.
    if (ALL_NEEDS[name]!.holdsHealthData)
      expect(answer.notes.find(({ code }) => code === 'health-data-not-proven')?.text).toMatch(
        /certificat vérifié\. Demandez/,
      );
    else expect(steps).toBeGreaterThanOrEqual(3);
    expect(answer.fits.length).toBeLessThanOrEqual(3);
  });

  it('answers every need as before when Infini takes its entry over, by a record of its domain', async () => {
    const answers = async () => {
      const found = [];
      for (const need of Object.values(ALL_NEEDS)) {
        const { catalogueRevision: _, ...answer } = await match(need, 'fr', '&explain=all');
        found.push(answer);
      }
      return found;
    };
    const entry = async () => (await test.ask<Host>('GET', '/v1/hosts/infini')).body;
    const [before, found] = [await answers(), await entry()];
    expect(JSON.stringify(before)).toContain('"infini"');
    const at = '/manage/hosts/infini';
    const one = new Browser(test);
    await one.open('/manage/join');
    await one.fill('/manage/join', { name: 'Infini', website: 'infini.fr' });
    expect(one.text).toContain(`href="${at}/take-over"`);
    await one.open(`${at}/take-over`);
    await one.fill(`${at}/take-over`, { label: 'Le bureau', terms: '2026-1' });
    await one.open(`${at}/proof`);
    expect(one.text).toContain('_bercail.infini.fr');
    const [content] = /bercail-challenge=[\w-]+/.exec(one.text)!;
    texts.set('_bercail.infini.fr', [['v=spf1 -all'], [content]]);
    await one.fill(`${at}/proof`);
    expect(one.at, one.text).toBe(`${at}?done=proven`);
    expect(await answers()).toEqual(before);
    const { domainVerifiedOn, version: _, ...after } = await entry();
    expect(domainVerifiedOn).toBe('2026-11-25');
    expect(after).toEqual({ ...found, version: undefined, domainVerifiedOn: undefined });
  });

  it('tells the brass band whom to ask what, and how near the nearest miss is', async () => {
    const answer = await match(ALL_NEEDS['brass-band']);
    expect(answer.fits).toEqual([]);
    expect(answer.toCheck[0]).toMatchObject({
      host: 'infini',
      unknownNeeds: ['too-small'],
      cost: { perYear: null, exact: false },
    });
    expect(answer.toCheck[0]!.questions.slice(0, 3).map(({ code }) => code)).toEqual([
      'ask-room',
      'ask-own-domain',
      'ask-price-advised',
    ]);
    // The nearest is the one of which least else is open: the amount alone does not make it so.
    expect(answer.nearMisses[0]).toMatchObject({ missing: 'too-small', because: 'against' });
    expect(answer.relaxations.map(({ text }) => text).join()).toContain('2 comptes de moins suffisent');
    expect(answer.help.map(({ name }) => name)).toContain("Guid'Asso en Creuse");
  });

  it('says the same in English, with other words only', async () => {
    const french = await match(ALL_NEEDS['amap-volunteers']);
    const english = await match(ALL_NEEDS['amap-volunteers'], 'en');
    expect(english.toCheck.map(({ host }) => host)).toEqual(french.toCheck.map(({ host }) => host));
    expect(english.toCheck[0]!.questions[0]!.text).not.toBe(french.toCheck[0]!.questions[0]!.text);
  });

  it('names everybody that it counts as left out, those of whom nothing is known included', async () => {
    const { excluded, considered } = await match(ALL_NEEDS['sports-club-small-town'], 'fr', '&explain=all');
    const { count, nothingKnown, hosts = [] } = excluded;
    expect(nothingKnown).toBeGreaterThan(0);
    expect(hosts.filter(({ reasons }) => reasons.length === 0)).toHaveLength(nothingKnown);
    expect(hosts).toHaveLength(count + nothingKnown);
    expect(new Set(hosts.map(({ host }) => host)).size).toBe(hosts.length);
    expect(hosts.length).toBeLessThanOrEqual(considered);
  });

  it('keeps nothing of a need: no cache, and answers to any site', async () => {
    const { headers } = await test.ask('POST', '/v1/matches', {
      body: ALL_NEEDS['brass-band'],
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('gives the same bytes for the same need, in whatever order it was written', async () => {
    const need = ALL_NEEDS['regional-youth-federation']!;
    const text = async (body: unknown) => (await test.ask('POST', '/v1/matches', { body })).text;
    expect(await text({ ...need, usages: [...need.usages].reverse() })).toBe(await text(need));
  });

  it.each<[string, unknown, number, string, Record<string, string>?]>([
    [
      'the same usage twice',
      { usages: [{ usage: 'website' }, { usage: 'website' }] },
      422,
      'meaningless-request',
      { '/usages/1/usage': 'duplicate-usage' },
    ],
    [
      'an unknown territory',
      { usages: [{ usage: 'website' }], territory: { level: 'departement', code: '99' } },
      422,
      'meaningless-request',
      { '/territory': 'unknown-territory' },
    ],
    [
      'a requirement of the wrong kind',
      { usages: [{ usage: 'website' }], require: { commitments: [{ kind: 'closing-notice', atLeast: 'abc' }] } },
      422,
      'meaningless-request',
      { '/require/commitments/0/atLeast': 'wrong-kind-of-value' },
    ],
    [
      'an unknown criterion',
      { usages: [{ usage: 'website' }], wish: { criteria: { luck: 'plus' } } },
      422,
      'meaningless-request',
      { '/wish/criteria/luck': 'unknown-criterion' },
    ],
  ])('refuses %s, and says where', async (_what, body, status, code, pointers) => {
    expect(await test.refused('POST', '/v1/matches', { body })).toMatchObject([status, code, pointers]);
  });
});

describe('At midnight in Paris', () => {
  const test = useApp();
  const need: Need = {
    usages: [{ usage: 'file-storage-sharing' }],
    wish: { commitments: { 'closing-notice': 'important' } },
  };
  const admin = { token: ADMIN_TOKEN, ifMatch: '*' };
  const offer = {
    name: 'Nuage',
    usages: ['file-storage-sharing'],
    capacity: { state: 'open' },
    plans: [{ name: 'Groupe', fixed: 10 }],
  };
  const hostsOf = async () => (await test.ask<Match>('POST', '/v1/matches', { body: need })).body;
  const list = async (etag?: string) =>
    await test.ask('GET', '/v1/hosts', etag === undefined ? {} : { headers: { 'if-none-match': etag } });

  it('a shelf life ends, and no old validator is confirmed', async () => {
    test.now = new Date('2026-11-25T12:00:00Z');
    const { slug } = await test.published();
    await test.ask('PUT', `/v1/hosts/${slug}/services/nuage`, { ...admin, body: offer });
    // 24 months of shelf life end with 30 November 2026.
    await test.ask('PUT', `/v1/hosts/${slug}/commitments/closing-notice`, {
      ...admin,
      body: { value: 90, evidenceUrl: 'https://host.example/terms', asOf: '2024-11-30' },
    });
    test.now = new Date('2026-11-30T22:59:59Z');
    const before = await list();
    expect((await hostsOf()).fits[0]).toMatchObject({ low: 49, high: 79 });
    expect((await list(before.headers.etag as string)).status).toBe(304);

    test.now = new Date('2026-11-30T23:00:00Z');
    expect((await hostsOf()).fits[0]).toMatchObject({ low: 28, high: 88 });
    const after = await list(before.headers.etag as string);
    expect(after.status).toBe(200);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(after.text).not.toBe(before.text);
  });

  it('a closing comes to its end, and the host takes part in no match any more', async () => {
    test.now = new Date('2026-12-30T22:59:59Z');
    const context = {
      db: test.database.db,
      reference,
      clock: () => test.now,
      newId: randomUUID,
      caller: { role: 'anonymous' as const },
    };
    const leaving = {
      slug: 'sur-le-depart',
      name: 'Sur le départ',
      confirmedByHost: false,
      observed: { state: 'active', asOf: '2026-12' },
      closing: { stages: { closed: '2026-12-31' } },
      services: [{ slug: 'nuage', name: 'Nuage', usages: ['file-storage-sharing'] }],
      sources: ['https://depart.example/'],
    };
    const { refused } = await seedCatalogue(context, { file: { federations: [], hosts: [leaving] } });
    expect(refused).toEqual([]);
    await test.catalogue.catchUp();
    const considered = async () => (await hostsOf()).considered;
    const host = async () => (await test.ask<{ state: string }>('GET', '/v1/hosts/sur-le-depart')).body.state;
    const [before, etag] = [await considered(), (await list()).headers.etag];
    expect(await host()).toBe('published');
    test.now = new Date('2026-12-30T23:00:00Z');
    expect(await host()).toBe('closed');
    expect(await considered()).toBe(before - 1);
    expect((await list()).headers.etag).not.toBe(etag);
  });

  it('on Monday, equal hosts take another order', async () => {
    const names = ['un', 'deux', 'trois', 'quatre', 'cinq', 'six'];
    for (const name of names) {
      const { slug } = await test.published({ slug: `hote-${name}`, name });
      await test.ask('PUT', `/v1/hosts/${slug}/services/nuage`, { ...admin, body: offer });
    }
    const equal: Need = { ...need, wish: { price: 'important' }, limit: 20 };
    const orderAt = async (now: string) => {
      test.now = new Date(now);
      const { body } = await test.ask<Match>('POST', '/v1/matches', { body: equal });
      expect(new Set(body.fits.map(({ rank }) => rank))).toEqual(new Set([1]));
      return { order: body.fits.map(({ host }) => host), seed: body.seed };
    };
    const sunday = await orderAt('2027-01-10T22:59:59Z');
    const monday = await orderAt('2027-01-10T23:00:00Z');
    expect([sunday.seed, monday.seed]).toEqual(['2027-W01', '2027-W02']);
    expect(monday.order).not.toEqual(sunday.order);
    expect((await orderAt('2027-01-11T12:00:00Z')).order).toEqual(monday.order);
  });
});
