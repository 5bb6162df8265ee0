import { expect, it } from 'vitest';
import { invalid, useApp } from '../support/app.ts';
import { aHost } from '../support/record.ts';

const api = useApp();

/** Milliseconds of processor time. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

it('refuses a long address of e-mail for its length, without looking for what is wrong in it', async () => {
  const email = `a@${'.'.repeat(40_000)}@`;
  const taken = await cpuOf(async () =>
    expect(
      await api.refused('POST', '/v1/hosts', { body: { ...aHost(), terms: '2026-1', contact: { email } } }),
    ).toEqual(invalid({ '/contact/email': 'too-long' })),
  );
  // It took 7 s when the pattern ran.
  expect(taken).toBeLessThan(2000);
});
