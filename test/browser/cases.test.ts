import { expect, it } from 'vitest';
import type { Case } from '../../src/recommendations/cases/schema.ts';
import { useApp } from '../support/app.ts';
import { freePort, useBrowser } from '../support/browser.ts';
import { aService } from '../support/record.ts';
import { SEND, volunteer } from '../support/volunteer.ts';

const port = await freePort();
const test = useApp({ publicUrl: `http://127.0.0.1:${port}` });
const browser = useBrowser(test, port);
const DESK = '/manage/federations/les-communs';
/** A season in the whole run; else one association that moves and one that gives up. */
const [CASES, MOVE] = process.env.TESTS === 'all' ? [20, 12] : [2, 1];

it(`accompanies ${CASES} associations from a call to what became of them, without scripts`, async () => {
  const { token } = await test.federation({
    slug: 'les-communs',
    name: 'Les Communs',
    website: 'https://communs.example',
  });
  for (const name of ['Un', 'Deux', 'Trois', 'Quatre']) {
    const host = await test.published({ name: `Hôte ${name}` });
    const body = aService({ usages: ['file-storage-sharing'] });
    await test.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body });
  }
  const officer = await volunteer(test, browser);
  const { page, count, click, fill, tick, seen } = officer;
  const signIn = async () => {
    await page.goto('/manage/sign-in');
    await page.fill('#token', token);
    await page.click('form[action="/manage/sign-in"] button');
    await page.goto(DESK);
  };
  const write = async (name: string, text: string) => {
    count.fields++;
    await page.locator(`[name="${name}"]`).fill(text);
  };
  const choose = async (name: string, value: string) => {
    count.fields++;
    await page.selectOption(`#${name}`, value);
  };
  const about = (at: number) => `Association ${at + 1} de la saison`;
  const first = (at: number, name: string) => (at === 0 ? name : undefined);

  await signIn();
  const addresses: string[] = [];
  for (let at = 0; at < CASES; at++) {
    await click(`a[href="${DESK}/cases/new"]`);
    await fill({ label: about(at) });
    await tick('[name="use"][value="file-storage-sharing"]');
    await write('people', String(5 + at));
    await tick('[name="space"][value="medium"]');
    await write('commune', at % 2 ? 'Creuse (23)' : 'Haute-Vienne (87)');
    if (at === 0) await click('#desk > p:last-of-type button');
    // The key Enter opens a case too, although other buttons stand before that one.
    else await Promise.all([page.waitForURL(/\/cases\/[0-9a-f-]{36}/), page.press('#label', 'Enter')]);
    const address = new URL(page.url()).pathname;
    expect(address).toMatch(/\/cases\/[0-9a-f-]{36}$/);
    addresses.push(address);
    if (at === 0) await seen('a case that was opened');
    for (let suits = 0; suits < 2; suits++)
      await click(`form[action="${address}/shortlist"] button`, first(at, `shortlist ${suits}`));
    await click(`a[href="${address}/recommendation"]`, first(at, 'a recommendation to write'));
    await click(SEND, first(at, 'a recommendation that was written'));
    await click(`a[href="${address}/outcome"]`, first(at, 'what became of it'));
    await tick('[name="state"][value="written-to"]');
    await click(SEND, first(at, 'written to'));
    await page.goto(DESK);
  }
  process.stdout.write(`${CASES} cases opened: ${JSON.stringify(count)}\n`);

  test.now = new Date('2027-03-10T10:00:00Z');
  await signIn();
  await seen('cases to take up again');
  expect(await page.textContent('main')).toContain(`Dossiers à reprendre (${CASES})`);
  for (const [at, address] of addresses.entries()) {
    await page.goto(`${DESK}/cases?show=waits`);
    await click(`a[href="${address}"]`);
    await click(`a[href="${address}/outcome"]`);
    const moved = at < MOVE;
    await tick(`[name="state"][value="${moved ? 'moved' : 'gave-up'}"]`);
    if (moved) await choose('host', (await page.locator('#host option').nth(1).getAttribute('value'))!);
    await fill({ on: '2027-02-01', ...(moved ? {} : { reason: 'Trop peu de temps.' }) });
    await click(SEND, first(at, 'an end'));
  }
  process.stdout.write(`and their ends: ${JSON.stringify(count)}\n`);
  const { items } = (await test.ask<{ items: Case[] }>('GET', '/v1/federations/les-communs/cases?limit=100', { token }))
    .body;
  expect(items.filter(({ outcome }) => outcome?.state === 'moved')).toHaveLength(MOVE);
  expect(items.filter(({ outcome }) => outcome?.state === 'gave-up')).toHaveLength(CASES - MOVE);
  await officer.leave();
}, 240_000);
