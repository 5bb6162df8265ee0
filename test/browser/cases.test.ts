import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { Case } from '../../src/recommendations/cases/schema.ts';
import type { CaseSummary } from '../../src/recommendations/cases/summary.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { columnsHolding } from '../support/everywhere.ts';
import { freePort } from '../support/ports.ts';
import { aService } from '../support/record.ts';
import { runTask } from '../support/tasks.ts';
import { SEND, volunteer } from '../support/volunteer.ts';

const port = await freePort();
const logged: string[] = [];
const test = useApp({ publicUrl: `http://127.0.0.1:${port}`, logged: (line) => void logged.push(line) });
const browser = useBrowser(test, port);
const DESK = '/manage/federations/les-communs';
/** Of twelve that move and eight that give up: four who gave up in each of two places are too few to be told apart. */
const TOLD = [
  ['received', 'all', undefined, 20],
  ['moved', 'all', undefined, 12],
  ['moved', 'departement', '23', 6],
  ['moved', 'departement', '87', 6],
  ['moved', 'family', 'documents', 12],
  ['moved', 'help', 'migration', 6],
] as const;
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
    if (at === 1) {
      // A file is read whichever button is pressed.
      const need = Buffer.from(JSON.stringify({ usages: [{ usage: 'file-storage-sharing' }] }));
      for (const [file, answer] of [
        [Buffer.from('%PDF-1.7'), 'Ce fichier ne contient pas de besoin'],
        [need, 'Ses réponses sont dans les questions'],
      ] as const) {
        await page.setInputFiles('#file', { name: 'besoin.json', mimeType: 'application/json', buffer: file });
        await page.click('#desk > p:last-of-type button');
        expect(await page.textContent('main')).toContain(answer);
      }
    }
    await tick('[name="use"][value="file-storage-sharing"]');
    await write('people', String(5 + at));
    await tick('[name="space"][value="medium"]');
    await write('commune', at % 2 ? 'Creuse (23)' : 'Haute-Vienne (87)');
    if (at % 2) await tick('[name="matters"][value="moving"]');
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

  // A half of a year that is over is told, and printed for whoever gives money.
  for (const day of ['2027-01-02', '2027-07-02']) {
    test.now = new Date(`${day}T10:00:00Z`);
    await runTask(test, 'cases');
  }
  await signIn();
  await page.goto(`${DESK}/cases/summary`);
  await seen('the page for a grant file');
  const asked = { token };
  const { periods } = (await test.ask<CaseSummary>('GET', '/v1/federations/les-communs/cases/summary', asked)).body;
  const cells = periods
    .flatMap((period) => period.cells)
    .map(({ figure, by, key, atLeast }) => [figure, by, key, atLeast]);
  const told = CASES < 5 ? [] : TOLD;
  expect(cells).toEqual(told);
  const text = await page.textContent('main');
  for (const [, , , atLeast] of told) expect(text).toContain(String(atLeast));
  const printed = await page.pdf({ preferCSSPageSize: true });
  expect(printed.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  if (process.env.PICTURES) await writeFile(`${process.env.PICTURES}/grant-file.pdf`, printed);

  // What was written of an association is in its case alone, and is gone with it.
  const everywhere = () =>
    Promise.all(
      ['/metrics', '/v1/audit?limit=100', '/v1/changes', '/feed.atom', '/v1/statistics'].map(
        async (url) => (await test.ask('GET', url, { token: ADMIN_TOKEN })).text,
      ),
    );
  const own = addresses.map((_, at) => about(at));
  for (const word of [...own, 'Trop peu de temps.']) {
    expect(
      (await columnsHolding(test.database, word)).every((column) => column.startsWith('cases.')),
      word,
    ).toBe(true);
    expect([...logged, ...(await everywhere())].filter((line) => line.includes(word))).toEqual([]);
  }
  for (const address of addresses) {
    await page.goto(`${address}/end`);
    await click(SEND);
  }
  for (const word of [...own, 'Trop peu de temps.']) expect(await columnsHolding(test.database, word)).toEqual([]);
  await officer.leave();
}, 300_000);
