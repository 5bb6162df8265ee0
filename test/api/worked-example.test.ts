import { beforeAll, describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import example from '../reference/design-worked-example.json' with { type: 'json' };
import { ADMIN_TOKEN, useApp } from '../support/app.ts';

const api = useApp();

/** Writes as an administrator, and gives back what was written. */
async function write<T>(method: 'POST' | 'PUT' | 'PATCH', url: string, body?: object): Promise<T> {
  const answer = await api.ask<T>(method, url, { token: ADMIN_TOKEN, ...(body && { body }) });
  expect([200, 201], answer.text).toContain(answer.status);
  return answer.body;
}

interface Example {
  name: string;
  departement: string;
  price: number;
  gigabytes: number;
  freeSoftware?: 'yes' | 'partial';
  notice?: { value: number; evidenceUrl?: string };
  reviews?: Record<string, object>;
}

const certificate = { issuer: 'Bureau Veritas', number: '2026-118', expiresOn: '2027-10-01' };

/** The three hosts of the method, as their owners and a federation would write them. */
const EXAMPLES: Record<string, Example> = {
  alder: {
    name: 'Alder',
    departement: '87',
    price: 60,
    gigabytes: 150,
    freeSoftware: 'yes',
    notice: { value: 90, evidenceUrl: 'https://alder.example/cgu' },
    reviews: { 'criterion:free-software-only': { value: 'yes', reviewedOn: '2026-11-01' } },
  },
  birch: { name: 'Birch', departement: '23', price: 40, gigabytes: 100, freeSoftware: 'yes' },
  cedar: {
    name: 'Cedar',
    departement: '29',
    price: 80,
    gigabytes: 200,
    reviews: {
      'criterion:free-software-only': { value: 'partial', reviewedOn: '2026-10-01', certificate },
      'commitment:closing-notice': { value: 180, reviewedOn: '2026-10-01', certificate },
    },
  },
};

async function load(slug: string, { name, departement, price, gigabytes, ...said }: Example): Promise<void> {
  const { host } = await write<{ host: Host }>('POST', '/v1/hosts', {
    slug,
    name,
    website: `https://${slug}.example`,
    seat: { country: 'FR', territory: { level: 'departement', code: departement } },
  });
  const at = `/v1/hosts/${host.id}`;
  await write('PUT', `${at}/services/nuage`, {
    name: 'Nuage',
    usages: ['file-storage-sharing'],
    registration: 'open',
    capacity: { state: 'open' },
    plans: [{ name: 'Groupe', fixed: price, maxAccounts: 'unlimited', maxGb: gigabytes }],
  });
  if (said.freeSoftware) await write('PUT', `${at}/claims/free-software-only`, { value: said.freeSoftware });
  if (said.notice) await write('PUT', `${at}/commitments/closing-notice`, said.notice);
  await write('POST', `${at}/publication`);
  for (const [subject, review] of Object.entries(said.reviews ?? {}))
    await write('PUT', `/v1/federations/les-communs/reviews/${slug}/${subject}`, review);
}

const need: Need = {
  usages: [{ usage: 'file-storage-sharing', storageGb: 100 }],
  budgetPerYear: 100,
  territory: { level: 'departement', code: '23' },
  wish: {
    price: 'important',
    'storage-margin': 'plus',
    proximity: 'plus',
    criteria: { 'free-software-only': 'very-important' },
    commitments: { 'closing-notice': 'important' },
  },
};

/** In the order of the reference file. */
const WISHES = {
  price: 'price',
  storage: 'storage-margin',
  freeSoftware: 'criterion:free-software-only',
  notice: 'commitment:closing-notice',
  proximity: 'proximity',
} as const;

const match = async (): Promise<Match> => {
  const answer = await api.ask<Match>('POST', '/v1/matches', { body: need });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};

describe('The worked example, loaded over HTTP', () => {
  beforeAll(async () => {
    await write<Federation>('POST', '/v1/federations', {
      slug: 'les-communs',
      name: 'Les Communs',
      website: 'https://communs.example',
    });
    for (const [slug, host] of Object.entries(EXAMPLES)) await load(slug, host);
  });

  it('knows the evidence that the method starts from', async () => {
    const evidence = await Promise.all(
      Object.keys(EXAMPLES).map(async (slug) => {
        const { body } = await api.ask<Host>('GET', `/v1/hosts/${slug}`);
        return [
          ...body.claims.map(({ value, evidence }) => [slug, value, evidence]),
          ...body.commitments.map(({ value, evidence }) => [slug, value, evidence]),
        ];
      }),
    );
    expect(evidence.flat()).toEqual([
      ['alder', 'yes', 'peer-reviewed'],
      ['alder', 90, 'documented'],
      ['birch', 'yes', 'declared'],
      ['cedar', 'partial', 'certified'],
      ['cedar', 180, 'certified'],
    ]);
  });

  it('answers alder, cedar, birch', async () => {
    const { fits, toCheck, considered } = await match();
    expect(considered).toBe(3);
    expect(fits.map(({ host }) => host)).toEqual(['alder', 'cedar', 'birch']);
    expect(toCheck).toEqual([]);
    expect(fits[0]!.reasons.map(({ text }) => text)).toEqual([
      'Uniquement des logiciels libres : Les Communs l’a vérifié (1er\u00a0novembre 2026).',
      'Le prix est de 60\u00a0€ par an. Il vous reste 40\u00a0€.',
      'Préavis avant fermeture (90\u00a0jours) : une page publique le montre.',
    ]);
  });

  it.each(['Alder', 'Birch', 'Cedar'] as const)('gives %s the score and the ranks worked by hand', async (name) => {
    const { low, high, rank, best, worst } = example.expected.result[name];
    const answer = (await match()).fits.find((host) => host.name === name)!;
    expect({ low: answer.low, high: answer.high, rank: answer.rank, possibleRanks: answer.possibleRanks }).toEqual({
      low,
      high,
      rank,
      possibleRanks: [best, worst],
    });
  });

  it.each(['Alder', 'Birch', 'Cedar'] as const)('gives %s the contributions worked by hand', async (name) => {
    const { contributions } = (await match()).fits.find((host) => host.name === name)!;
    const by = new Map<string, (typeof contributions)[number]>(contributions.map((one) => [one.criterion, one]));
    const given = Object.values(WISHES).map((wish) => [10 * by.get(wish)!.worth.low, 10 * by.get(wish)!.worth.high]);
    expect(given).toEqual(example.expected.intervals[name]);
    expect(contributions).toHaveLength(5);
  });

  it('counts 4, 2, 2, 1 and 1 points', async () => {
    const { contributions } = (await match()).fits[0]!;
    const points = Object.fromEntries(contributions.map(({ criterion, points }) => [criterion, points]));
    expect(points).toEqual(
      Object.fromEntries(Object.entries(example.points).map(([word, n]) => [WISHES[word as keyof typeof WISHES], n])),
    );
  });

  it.each(example.expected.birch_counterfactual)(
    'moves birch as announced when it publishes $publish, until it takes that back',
    async ({ publish, low, high, rank }) => {
      const change = async (method: string, url: string, body?: object) => {
        const answer = await api.ask(method, url, { token: ADMIN_TOKEN, ifMatch: '*', body });
        expect([200, 201], answer.text).toContain(answer.status);
      };
      const notice = '/v1/hosts/birch/commitments/closing-notice';
      const review = '/v1/federations/les-communs/reviews/birch/criterion:free-software-only';
      const saysNotice = publish.includes('notice') || publish === 'both';
      const isChecked = publish.includes('free') || publish === 'both';
      if (saysNotice) await change('PUT', notice, { value: 90, evidenceUrl: 'https://birch.example/cgu' });
      if (isChecked) await change('PUT', review, { value: 'yes', reviewedOn: '2026-11-01' });
      const birch = (await match()).fits.find(({ host }) => host === 'birch')!;
      expect({ low: birch.low, high: birch.high, rank: birch.rank }).toEqual({ low, high, rank });
      if (saysNotice) await change('DELETE', notice);
      if (isChecked) await change('DELETE', review);
    },
  );
});
