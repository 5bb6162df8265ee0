import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AdviceAnswer } from '../../src/advice/schema.ts';
import type { Host } from '../../src/documents/host.ts';
import type { Plan } from '../../src/documents/service.ts';
import type { ConfirmationPreview } from '../../src/hosts/confirmations/schema.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import { type Owned, useApp } from '../support/app.ts';
import { sendForm } from '../support/guided.ts';
import { aService } from '../support/record.ts';

const api = useApp();
const setDay = (day: string) => {
  api.now = new Date(`${day}T12:00:00Z`);
};
beforeEach(() => setDay('2026-11-25'));

const plan = (fixed: number, over: Partial<Plan> = {}): Plan => ({
  ...{ name: 'Groupe', for: 'organisation', fixed, maxAccounts: 50, maxGb: 500, observedOn: '2026-11-01' },
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

describe('a need that starts on a day', () => {
  const answer = async (usage: string, over: object, lang = 'fr') => {
    const body = { usages: [{ usage, accounts: 10, storageGb: 20 }], budgetPerYear: 100, ...over };
    return (await api.ask<Match>('POST', `/v1/matches?lang=${lang}`, { body })).body;
  };
  const priceOn = async (usage: string, startsBy?: string) =>
    (await answer(usage, startsBy ? { startsBy } : {})).fits.map(({ cost }) => [cost.perYear, cost.exact]);
  const cautions = async (usage: string, over: object, lang?: string) =>
    (await answer(usage, over, lang)).fits.flatMap((host) =>
      host.cautions.flatMap(({ code, params, text }) => (code === 'price-rises' ? [{ params, text }] : [])),
    );

  it('is answered by the prices of that day, whether they rise or fall, and by those of today without one', async () => {
    const [rising, falling] = ['interactive-maps', 'shared-calendar'] as const;
    await offering(rising, [plan(40), plan(60, { from: '2027-01-01' }), plan(80, { from: '2027-07-01' })]);
    await offering(falling, [plan(60), plan(40, { from: '2027-01-01' })]);
    expect([await priceOn(rising), await priceOn(falling)]).toEqual([[[40, true]], [[60, true]]]);
    expect([await priceOn(rising, '2026-12-31'), await priceOn(falling, '2026-12-31')]).toEqual([
      [[40, true]],
      [[60, true]],
    ]);
    expect([await priceOn(rising, '2027-02-01'), await priceOn(falling, '2027-02-01')]).toEqual([
      [[60, true]],
      [[40, true]],
    ]);
    expect(await priceOn(rising, '2027-07-01')).toEqual([[80, true]]);
    const dear = await answer(rising, { startsBy: '2027-02-01', budgetPerYear: 50 });
    expect([dear.fits, dear.nearMisses.length]).toEqual([[], 1]);
    expect(await listed(rising, 50)).toBe(1);
  });

  it('is told of the first rise within a year of its start, with the day and the amount', async () => {
    expect(await cautions('interactive-maps', {})).toEqual([
      {
        params: { from: '2027-01-01', perYear: 60 },
        text: 'À partir du 1er\u00a0janvier 2027\u00a0: 60\u00a0€ par an.',
      },
    ]);
    expect((await cautions('interactive-maps', {}, 'en')).map(({ text }) => text)).toEqual([
      'From 1 January 2027: €60 a year.',
    ]);
    expect(await cautions('interactive-maps', { startsBy: '2027-02-01' })).toMatchObject([
      { params: { from: '2027-07-01', perYear: 80 } },
    ]);
    expect(await cautions('shared-calendar', {})).toEqual([]);
    await offering('wiki-knowledge-base', [plan(40), plan(60, { from: '2028-01-01' })]);
    expect([
      await cautions('wiki-knowledge-base', {}),
      await cautions('wiki-knowledge-base', { startsBy: '2027-02-01' }),
    ]).toMatchObject([[], [{ params: { from: '2028-01-01' } }]]);
  });

  it('has no price where the only one begins after it', async () => {
    const usage = 'video-publishing';
    await offering(usage, [plan(10, { from: '2027-03-01' })]);
    const { fits, toCheck } = await answer(usage, { startsBy: '2027-02-01' });
    expect([fits, toCheck.map(({ cost }) => cost.perYear)]).toEqual([[], [null]]);
    expect(await priceOn(usage, '2027-03-01')).toEqual([[10, true]]);
  });

  it('finds the same on the page of a decision and beside others', async () => {
    const host = await offering('forum', [plan(40), plan(60, { from: '2027-01-01' })]);
    const plain = ({ text }: { text: string }) => text.replace(/<[^>]+>/g, ' ').replaceAll(/[\s\u00a0]+/g, ' ');
    const page = async (url: string) => plain(await api.ask('GET', url, { headers: { accept: 'text/html' } }));
    const coming =
      '40 € par an pour toute l’association, 60 € par an pour toute l’association à partir du 1er janvier 2027';
    expect(await page(`/hosts/${host.slug}/decided`)).toContain(coming);
    const later = plain(await sendForm(api, `/hosts/${host.slug}/decided`, { start: '2027-02-01' }));
    expect([later.includes('Groupe : 60 € par an pour toute l’association'), later.includes('40 € par an')]).toEqual([
      true,
      false,
    ]);
    const other = await api.published();
    expect(await page(`/compare?host=${host.slug}&host=${other.slug}`)).toContain(coming);
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
      api.ask<{ would: ConfirmationPreview }>('POST', `/v1/hosts/${slug}/confirmations${query}`, {
        token,
        body: { complete },
      });
    await confirm('', []);
    const room = async () =>
      (await confirm('?dryRun=true', ['plans'])).body.would.becomesNo.map(({ params }) => params.accounts);
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
