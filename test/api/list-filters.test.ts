import { beforeAll, describe, expect, it } from 'vitest';
import { type Host, isReadByHost } from '../../src/documents/host.ts';
import type { Problem } from '../../src/http/problems.ts';
import { ADMIN_TOKEN, invalid, meaningless, type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

/* What the lists of hosts and services may be asked for, besides the filters by one value. */

const test = useApp();
type Item = Host & { updatedAt: string; revision: number; assumed?: string[]; host?: { slug: string } };
interface Listed {
  items: Item[];
  total: number;
  next: string | null;
}
let creuse: Owned;
let paris: Owned;
let silent: Owned;

const read = async (query: string, list = '/v1/hosts'): Promise<Listed> => {
  const { status, body } = await test.ask<Listed>('GET', `${list}?${query}`);
  expect([query, status]).toEqual([query, 200]);
  return body;
};
const slugs = async (query: string, list?: string) =>
  (await read(query, list)).items.map(({ slug, host }) => host?.slug ?? slug).sort();
const put = async (host: Owned, path: string, body: object) => {
  const asking = { token: host.token, ifMatch: '*', body };
  expect((await test.ask('PUT', `/v1/hosts/${host.slug}/${path}`, asking)).status).toBeOneOf([200, 201]);
};

beforeAll(async () => {
  creuse = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes' });
  paris = await test.published({ slug: 'les-ormes', name: 'Les Ormes' });
  silent = await test.published({ slug: 'les-saules', name: 'Les Saules' });
  const change = async ({ slug, token }: Owned, body: object) =>
    expect((await test.ask('PATCH', `/v1/hosts/${slug}`, { token, ifMatch: '*', body })).status).toBe(200);
  await change(creuse, {
    seat: { country: 'FR', territory: { level: 'commune', code: '23096' } },
    serves: [{ level: 'departement', code: '23' }],
  });
  await change(paris, { seat: { country: 'FR', territory: { level: 'departement', code: '75' } } });
  await put(creuse, 'services/nuage', aService());
  await put(creuse, 'claims/free-software-only', { value: 'yes', evidenceUrl: 'https://aulnes.example/logiciels' });
  await put(paris, 'claims/free-software-only', { value: 'yes' });
  await put(creuse, 'commitments/closing-notice', { value: 90 });
  await put(paris, 'commitments/closing-notice', { value: 30 });
  await put(creuse, 'commitments/backup-interval', { value: 12 });
  await put(paris, 'commitments/backup-interval', { value: 48 });
});

describe('Who is seated somewhere', () => {
  it.each(['commune:23096', 'departement:23', 'region:75'])('is found by every place around it: %s', async (place) => {
    expect(await slugs(`seat=${place}`)).toEqual(['les-aulnes']);
  });

  it('is not who serves it, and not whose seat is unknown', async () => {
    expect(await slugs('seat=country:FR')).not.toContain('les-saules');
    expect(await slugs('territory=departement:75')).toContain('les-ormes');
    expect(await slugs('seat=departement:75')).toEqual(['les-ormes']);
    expect(await slugs('seat=departement:75,departement:23')).toEqual(['les-aulnes', 'les-ormes']);
    expect(await test.refused('GET', '/v1/hosts?seat=departement:20')).toEqual(
      meaningless({ '/seat/0': 'unknown-seat' }),
    );
  });
});

describe('A host that is assumed to serve a place', () => {
  it('says so where a place is asked, and nowhere else', async () => {
    const assumed = async (query: string) =>
      (await read(query)).items.filter((item) => item.assumed?.includes('territory')).map(({ slug }) => slug);
    expect(await assumed('territory=departement:23')).toEqual(['les-ormes']);
    expect(await slugs('territory=departement:23')).toEqual(['les-aulnes', 'les-ormes']);
    expect(await assumed('seat=country:FR')).toEqual([]);
  });
});

describe('A key with a minimum', () => {
  it('is a criterion with at least this evidence', async () => {
    expect(await slugs('criterion=free-software-only')).toEqual(['les-aulnes', 'les-ormes']);
    expect(await slugs('criterion=free-software-only:declared')).toEqual(['les-aulnes', 'les-ormes']);
    expect(await slugs('criterion=free-software-only:documented')).toEqual(['les-aulnes']);
    expect(await slugs('criterion.all=free-software-only:documented')).toEqual(['les-aulnes']);
    expect(await slugs('criterion=free-software-only:certified')).toEqual([]);
  });

  it('is a commitment of at least this value, or at most where less is better', async () => {
    expect(await slugs('commitment=closing-notice:60')).toEqual(['les-aulnes']);
    expect(await slugs('commitment=closing-notice:30')).toEqual(['les-aulnes', 'les-ormes']);
    expect(await slugs('commitment=backup-interval:24')).toEqual(['les-aulnes']);
    expect(await slugs('commitment=closing-notice:60', '/v1/services')).toEqual(['les-aulnes']);
  });

  it('is refused in words where its kind takes no such value', async () => {
    for (const [value, code] of [
      ['closing-notice:often', 'unknown-commitment-kind'],
      ['closing-notic:60', 'unknown-commitment-kind'],
    ])
      expect(await test.refused('GET', `/v1/hosts?commitment=${value}`)).toEqual(
        meaningless({ '/commitment/0': code }),
      );
    const url = '/v1/hosts?criterion=free-software-only:perhaps&lang=en';
    const { body } = await test.ask<Problem>('GET', url);
    expect(body.errors).toMatchObject([
      {
        pointer: '/criterion/0',
        message: 'Expected a key, alone or with a minimum after a colon, such as free-software-only:documented.',
      },
    ]);
  });
});

describe('What the host has confirmed', () => {
  it('is told apart from what it has not', async () => {
    const confirmed = await slugs('confirmed=true');
    const others = await slugs('confirmed=false');
    expect([...confirmed, ...others].sort()).toEqual(await slugs(''));
    for (const host of (await read('')).items)
      expect([host.slug, confirmed.includes(host.slug)]).toEqual([host.slug, isReadByHost(host)]);
    expect(await test.refused('GET', '/v1/hosts?confirmed=perhaps')).toEqual(invalid({ '/confirmed': 'wrong-type' }));
  });
});

describe('What changed lately', () => {
  it('comes first by -updatedAt, page by page', async () => {
    const all = (await read('sort=-updatedAt')).items.map(({ revision }) => revision);
    expect(all).toEqual([...all].sort((a, b) => b - a));
    let next: string | null = '/v1/hosts?sort=-updatedAt&limit=1';
    const walked: number[] = [];
    while (next) {
      const { body }: { body: Listed } = await test.ask<Listed>('GET', next);
      walked.push(...body.items.map(({ revision }) => revision));
      next = body.next;
    }
    expect(walked).toEqual(all);
    expect(await read('sort=-updatedAt', '/v1/services')).toMatchObject({ total: 1 });
  });

  it('is what is later than an instant, or on a day or later', async () => {
    const since = (at: string) => slugs(`updatedAfter=${encodeURIComponent(at)}`);
    const before = test.now.toISOString();
    test.now = new Date(test.now.getTime() + 3 * 86_400_000);
    const body = { foundedOn: '2014' };
    await test.ask('PATCH', `/v1/hosts/${silent.slug}`, { token: ADMIN_TOKEN, ifMatch: '*', body });
    expect(await since(before)).toEqual(['les-saules']);
    expect(await since(test.now.toISOString().slice(0, 10))).toEqual(['les-saules']);
    const { items } = await read('sort=-updatedAt&limit=1');
    expect(await since(items[0]!.updatedAt)).toEqual([]);
    expect(await since('2000-01-01')).toEqual(await slugs(''));
    expect(await test.refused('GET', '/v1/hosts?updatedAfter=2026-02-31')).toEqual(
      meaningless({ '/updatedAfter': 'no-such-day' }),
    );
    expect(await test.refused('GET', '/v1/hosts?updatedAfter=demain')).toEqual(
      invalid({ '/updatedAfter': 'wrong-format' }),
    );
  });
});

describe('Several values', () => {
  it('are repeated or separated by commas, with the same answer and the same next page', async () => {
    const repeated = await read('criterion=free-software-only&criterion=democratic-governance&limit=1&sort=name');
    const byCommas = await read('criterion=free-software-only,democratic-governance&limit=1&sort=name');
    expect(byCommas).toEqual(repeated);
    expect(await slugs('facets=usage,legalForm&facets=state')).toEqual(await slugs(''));
    expect(await test.refused('GET', '/v1/hosts?state=published,nowhere')).toEqual(
      invalid({ '/state/1': 'unknown-value' }),
    );
  });

  it('of a name that may hold a comma are repeated alone', async () => {
    expect(await test.refused('GET', '/v1/hosts?software=Nextcloud,mailcow')).toEqual(
      meaningless({ '/software/0': 'unknown-software' }),
    );
  });
});
