import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AdviceAnswer } from '../../src/advice/schema.ts';
import type { Host } from '../../src/documents/host.ts';
import type { Plan } from '../../src/documents/service.ts';
import type { ConfirmationPreview } from '../../src/hosts/confirmations/schema.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import { type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

const api = useApp();
const setDay = (day: string) => {
  api.now = new Date(`${day}T12:00:00Z`);
};
beforeEach(() => setDay('2026-11-25'));

const plan = (fixed: number, over: Partial<Plan> = {}): Plan => ({
  ...{ name: 'Groupe', fixed, maxAccounts: 50, maxGb: 500, observedOn: '2026-11-01' },
  ...over,
});

async function offering(usage: string, plans: Plan[]): Promise<Owned> {
  const host = await api.published({ seat: { country: 'FR' } });
  const body = aService({ usages: [usage], registration: 'open', capacity: { state: 'open' }, plans });
  const { status, text } = await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body });
  expect(status, text).toBe(201);
  return host;
}

const match = async (usage: string, budgetPerYear: number) => {
  const body = { usages: [{ usage, accounts: 10, storageGb: 20 }], budgetPerYear };
  return (await api.ask<Match>('POST', '/v1/matches', { body })).body;
};
const fitting = async (usage: string, budget: number) =>
  (await match(usage, budget)).fits.map(({ host, cost }) => [host, cost.perYear]);
const listed = async (usage: string, most: number) => {
  const url = `/v1/services?usage=${usage}&maxPricePerYear=${most}&accounts=10&storageGb=20`;
  return (await api.ask<{ items: { host: { slug: string } }[] }>('GET', url)).body.items.length;
};

describe('a price that begins later', () => {
  it('counts in no match and no list before its day, and alone from that day on', async () => {
    const usage = 'file-storage-sharing';
    const { slug } = await offering(usage, [plan(40), plan(60, { from: '2027-01-01' })]);
    expect(await fitting(usage, 100)).toEqual([[slug, 40]]);
    expect([await fitting(usage, 50), await listed(usage, 50)]).toEqual([[[slug, 40]], 1]);
    setDay('2026-12-31');
    expect([await fitting(usage, 50), await listed(usage, 50)]).toEqual([[[slug, 40]], 1]);
    setDay('2027-01-01');
    expect(await fitting(usage, 100)).toEqual([[slug, 60]]);
    expect([await fitting(usage, 50), await listed(usage, 50), await listed(usage, 60)]).toEqual([[], 0, 1]);
  });

  it('is not chosen because it will be lower, or hold more', async () => {
    const usage = 'website';
    const later = plan(10, { from: '2027-01-01' });
    const { slug } = await offering(usage, [plan(40, { maxAccounts: 5 }), { ...later, name: 'Grand' }]);
    expect([await fitting(usage, 100), await listed(usage, 100)]).toEqual([[], 0]);
    setDay('2027-01-01');
    expect([await fitting(usage, 100), await listed(usage, 10)]).toEqual([[[slug, 10]], 1]);
  });

  it('is no price while it is the only one: nobody knows what it costs today', async () => {
    const usage = 'mailing-lists';
    const { slug } = await offering(usage, [plan(10, { from: '2027-01-01' })]);
    const { fits, toCheck } = await match(usage, 100);
    expect([fits.length, toCheck.length, await listed(usage, 100)]).toEqual([0, 1, 0]);
    setDay('2027-01-01');
    expect(await fitting(usage, 100)).toEqual([[slug, 10]]);
  });
});

describe('what a host is told', () => {
  let host: Owned;
  const advice = async () => {
    const url = `/v1/hosts/${host.slug}/advice`;
    const { body } = await api.ask<AdviceAnswer>('GET', url, { token: host.token });
    return body.actions.map(({ code }) => code);
  };
  beforeAll(async () => {
    const room = { maxAccounts: 'unlimited', maxGb: 700 } as const;
    host = await offering('email-hosting', [plan(40, room), { name: 'Groupe', ...room, from: '2027-06-01' }]);
  });

  it('is what it has not said of prices that hold, and not of those to come', async () => {
    expect(await advice()).not.toContain('say-price');
    setDay('2027-06-01');
    expect(await advice()).toContain('say-price');
  });

  it('when it calls its prices whole, is the room of those that hold', async () => {
    const { slug, token } = await offering('wiki-knowledge-base', [
      plan(40, { maxAccounts: 5 }),
      plan(60, { from: '2027-01-01' }),
    ]);
    const confirm = (query: string, complete: string[]) =>
      api.ask<ConfirmationPreview>('POST', `/v1/hosts/${slug}/confirmations${query}`, { token, body: { complete } });
    await confirm('', []);
    const room = async () =>
      (await confirm('?dryRun=true', ['plans'])).body.becomesNo.map(({ params }) => params.accounts);
    expect(await room()).toEqual([5]);
    setDay('2027-01-01');
    expect(await room()).toEqual([50]);
  });
});

it('a document written back keeps the prices to come', async () => {
  const host = await offering('forum', [plan(40), plan(60, { from: '2027-01-01' })]);
  const url = `/v1/hosts/${host.slug}/document`;
  const { body } = await api.ask('GET', url);
  const { version } = (await api.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body;
  const put = await api.ask<Host>('PUT', url, { token: host.token, ifMatch: '*', body });
  expect([put.status, put.body.version]).toEqual([200, version]);
});
