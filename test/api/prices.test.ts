import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/documents/service.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

const api = useApp();

/** What a plan costs a year for one person with one gigabyte, and whether it keeps within a budget. */
async function priced(usage: string, plan: Partial<Plan>) {
  const host = await api.published({ name: `Hôte ${usage}` });
  const service = {
    ...aService({ usages: [usage] }),
    registration: 'open',
    capacity: { state: 'open' },
    plans: [{ name: 'Groupe', maxAccounts: 'unlimited', maxGb: 'unlimited', ...plan }],
  };
  const put = await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: ADMIN_TOKEN, body: service });
  expect(put.status, put.text).toBe(201);
  const match = async (need: object) => {
    const body = { usages: [{ usage, accounts: 1, storageGb: 1 }], ...need };
    const { status, body: answer, text } = await api.ask<Match>('POST', '/v1/matches', { body });
    expect(status, text).toBe(200);
    return [...answer.fits, ...answer.toCheck].find(({ host: slug }) => slug === host.slug);
  };
  return {
    perYear: async () => (await match({}))?.cost?.perYear,
    fits: async (budgetPerYear: number) => (await match({ budgetPerYear })) !== undefined,
  };
}

describe('The yearly price of a plan', () => {
  it('holds a third of what is paid once at the start', async () => {
    const { perYear, fits } = await priced('file-storage-sharing', { fixed: 30, setupFee: 90 });
    expect(await perYear()).toBe(60);
    expect([await fits(59.99), await fits(60)]).toEqual([false, true]);
  });

  it('holds that third once, however often one pays in a year', async () => {
    const { perYear } = await priced('email-hosting', { period: 'month', fixed: 2, setupFee: 30 });
    expect(await perYear()).toBe(34);
  });

  it('is rounded to the nearest cent', async () => {
    const { perYear } = await priced('website', { fixed: 0, setupFee: 0.5 });
    expect(await perYear()).toBe(0.17);
  });

  it('holds a fifth more where it is given before tax, on what is paid at the start too', async () => {
    const { perYear, fits } = await priced('newsletter', { fixed: 30, setupFee: 90, taxIncluded: false });
    expect(await perYear()).toBe(72);
    expect([await fits(71.99), await fits(72)]).toEqual([false, true]);
  });
});
