import { beforeAll, describe, expect, it, vi } from 'vitest';
import { TOO_MUCH_TO_COMPUTE } from '../../src/ground/admission.ts';
import { createPast } from '../../src/matching/past.ts';
import type { CatalogueState } from '../../src/record/changes.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { policy, reference } from '../support/matching.ts';

const test = useApp();

/** More than are built in one slice. */
const HOSTS = 45;

describe('A catalogue of the past', () => {
  let slug: string;
  beforeAll(async () => {
    for (let i = 1; i <= HOSTS; i++)
      ({ slug } = await test.published({ name: `Arbre ${i}`, summary: { fr: `On nous appelle Arbre ${i}.` } }));
  });

  const pastFrom = (current: () => CatalogueState = test.catalogue.current) =>
    createPast({ db: test.database.db, reference, costRules: policy, current });
  /** How often a past catalogue was read while something ran. */
  const reads = async (run: () => Promise<unknown>): Promise<number> => {
    const read = vi.spyOn(test.database.db, 'transaction');
    await run();
    const { length } = read.mock.calls;
    read.mockRestore();
    return length;
  };
  const change = async (text: string): Promise<void> => {
    const body = { summary: { fr: text } };
    const { status } = await test.ask('PATCH', `/v1/hosts/${slug}`, { token: ADMIN_TOKEN, ifMatch: '*', body });
    expect(status).toBe(200);
  };

  it('is built in slices, between which others are answered', async () => {
    let now = performance.now();
    // As if each step took as long as twenty large hosts do: more than a slice.
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 10));
    const wait = vi.spyOn(globalThis, 'setImmediate');
    await pastFrom()
      .at(HOSTS)
      .finally(() => clock.mockRestore());
    const slices = wait.mock.calls.filter(([then]) => then.name === 'serve').length;
    wait.mockRestore();
    expect(slices).toBeGreaterThan(HOSTS / 20);
  });

  it('is read once for all who ask for it, and no two at the same time', async () => {
    const past = pastFrom();
    let letGo = (): void => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const { transaction } = test.database.db;
    const read = vi.spyOn(test.database.db, 'transaction').mockImplementation(async (...asked) => {
      await gate;
      return transaction.apply(test.database.db, asked);
    });
    const asked = [past.at(1), past.at(2), past.at(1)];
    await new Promise((resolve) => setTimeout(resolve, 20));
    const atFirst = read.mock.calls.length;
    letGo();
    const [one, , again] = await Promise.all(asked);
    const inAll = read.mock.calls.length;
    read.mockRestore();
    expect([atFirst, inAll]).toEqual([1, 2]);
    expect(again).toBe(one);
  });

  it('is refused while four others are asked for, and had afterwards', async () => {
    const past = pastFrom();
    const asked = [1, 2, 3, 4].map((revision) => past.at(revision));
    await expect(past.at(5)).rejects.toBe(TOO_MUCH_TO_COMPUTE);
    await Promise.all(asked);
    expect((await past.at(5)).revision).toBe(5);
  });

  it('is not read where there is no room for a match', async () => {
    const full = vi.spyOn(test.matcher, 'requireRoom').mockImplementation(() => {
      throw TOO_MUCH_TO_COMPUTE;
    });
    const body = { usages: [{ usage: 'website' }] };
    const read = await reads(async () =>
      expect(await test.refused('POST', '/v1/matches?at=1', { token: ADMIN_TOKEN, body })).toEqual([503, 'overloaded']),
    );
    full.mockRestore();
    expect(read).toBe(0);
  });

  it('stays in memory while the catalogue changes, until words are taken out of the past, or it is another past', async () => {
    let state: CatalogueState = test.catalogue.current();
    const past = pastFrom(() => state);
    const first = await past.at(HOSTS);
    const texts = ({ groups }: typeof first) => JSON.stringify(groups);
    expect(texts(first)).toContain(`appelle Arbre ${HOSTS}.`);
    for (const text of ['Une fois', 'Deux fois']) {
      await change(text);
      state = test.catalogue.current();
      expect(await past.at(HOSTS)).toBe(first);
    }
    const body = { text: `On nous appelle Arbre ${HOSTS}.` };
    const admin = { token: ADMIN_TOKEN, ifMatch: '*' };
    expect((await test.ask('POST', `/v1/hosts/${slug}/redactions`, { ...admin, body })).status).toBe(200);
    state = test.catalogue.current();
    const second = await past.at(HOSTS);
    expect(texts(second)).not.toContain(body.text);
    expect(texts(second)).toContain('appelle Arbre 1.');
    expect(await past.at(HOSTS)).toBe(second);
    // A restored backup has other changes under the same numbers.
    const { revision, mark } = state;
    state = { epoch: '10000000-0000-4000-8000-000000000000', revision, mark };
    expect(await past.at(HOSTS)).not.toBe(second);
  });
});
