import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { CaseItem } from '../../src/recommendations/cases/schema.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { freePort } from '../support/ports.ts';
import { aService } from '../support/record.ts';
import { SEND, volunteer } from '../support/volunteer.ts';

const port = await freePort();
const test = useApp({ publicUrl: `http://127.0.0.1:${port}` });
const browser = useBrowser(test, port);
const DESK = '/manage/federations/les-communs';
const CASES = `${DESK}/cases`;
/** An hour at the telephone in the whole run; else two calls. */
const CALLS = process.env.TESTS === 'all' ? 12 : 2;

it(`takes ${CALLS} calls with 120 cases already there, and two officers share them, without scripts`, async () => {
  const federation = await test.federation({ slug: 'les-communs', name: 'Les Communs' });
  const { token } = federation;
  const body = { role: 'federation', federation: 'les-communs', label: 'Bureau de Limoges' };
  const second = (await test.ask<{ id: string; token: string }>('POST', '/v1/tokens', { token, body })).body;
  for (const name of ['Un', 'Deux', 'Trois']) {
    const host = await test.published({ name: `Hôte ${name}` });
    const service = aService({ usages: ['file-storage-sharing'] });
    await test.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: service });
  }
  await test.database.run(sql`
    insert into cases (id, federation_id, version, label, received_by, number, need, unread, shortlist, waits_on, ends_on,
      created_at, updated_at)
    select gen_random_uuid(), ${federation.id}, 1, 'Association numéro ' || i, 'phone', 'n' || i,
      '{"usages":[{"usage":"file-storage-sharing"}]}', '[]', '{}', '2026-12-01'::date + i, '2028-11-25',
      ${test.now.toISOString()}, ${test.now.toISOString()} from generate_series(1, 120) i`);

  const [one, two] = [await volunteer(test, browser), await volunteer(test, browser)];
  const signIn = async ({ page }: typeof one, secret: string) => {
    await page.goto('/manage/sign-in');
    await page.fill('#token', secret);
    await page.click('form[action="/manage/sign-in"] button');
  };
  await signIn(one, token);
  await signIn(two, second.token);
  // The second officer has looked at the list before the calls come in.
  await two.page.goto(CASES);
  test.now = new Date(test.now.getTime() + 2 * 3_600_000);

  const { page, count, click, fill, tick, seen } = one;
  const perCall: number[] = [];
  await page.goto(DESK);
  for (let at = 0; at < CALLS; at++) {
    const before = count.clicks + count.fields;
    await click(`a[href="${CASES}/new"]`);
    // Nothing is asked that no ticked usage needs.
    expect(await page.locator('#people').isVisible()).toBe(false);
    await fill({ label: `Cercle ${at % 2 ? 'nautique' : 'théâtral'} ${at + 1}` });
    await tick('[name="use"][value="file-storage-sharing"]');
    expect(await page.locator('#people').isVisible()).toBe(true);
    expect(await page.locator('#mailboxes').isVisible()).toBe(false);
    await fill({ people: String(5 + at) });
    await tick('[name="space"][value="little"]');
    if (at % 4 === 1) {
      await click('#desk details:has(#note) > summary');
      await fill({ dueOn: '31/3/2027', hostToday: 'Hôte Un', note: 'Son hébergeur ferme.' });
    }
    await click('#desk > p:last-of-type button', at === 1 ? 'a call with a day by which' : undefined);
    const address = new URL(page.url()).pathname;
    expect(address).toMatch(/\/cases\/[0-9a-f-]{36}$/);
    await click(`form[action="${address}/shortlist"] button`);
    await click(`a[href="${address}/recommendation"]`);
    await click(SEND);
    perCall.push(count.clicks + count.fields - before);
    await page.goto(DESK);
  }
  process.stdout.write(`${CALLS} calls, clicks and fields of each: ${perCall.join(' ')}\n`);
  expect(Math.max(...perCall)).toBeLessThanOrEqual(14);
  // None of these calls is to be taken up today.
  expect(await page.textContent('main')).not.toContain('Cercle');

  // Half of them are the colleague's: found by a word of their names, handed over together.
  await page.goto(CASES);
  await seen('120 cases and those of today');
  await fill({ q: 'nautiques' });
  await click('.find button');
  await click(`a[href^="${CASES}/several"]`, 'several cases');
  const boxes = page.locator('[name="case"]');
  const handed = await boxes.count();
  expect(handed).toBe(CALLS / 2);
  for (let at = 0; at < handed; at++) {
    count.clicks++;
    await boxes.nth(at).check();
  }
  count.fields++;
  await page.selectOption('#turn', second.id);
  await click('[name="go"][value="hand"]');
  process.stdout.write(`handed over: ${JSON.stringify(count)}\n`);

  await two.page.goto(CASES);
  await two.seen('cases since the last visit');
  expect(await two.page.textContent('main')).toContain(`${CALLS} dossiers ont changé`);
  // The filter is behind a line.
  await two.click('nav details > summary');
  await two.click(`a[href*="show=mine"]`);
  expect(await two.page.textContent('main')).toContain('avant le 31 mars 2027');
  const first = two.page.locator(`main ul.list > li:has(> p.small) > a[href^="${CASES}/"]`).first();
  await first.click();
  const address = new URL(two.page.url()).pathname;
  await two.click(`a[href="${address}/outcome"]`);
  await two.tick('[name="state"][value="moved"]');
  await two.click(SEND);
  // A mistake: it had only written.
  await two.click(`a[href="${address}/outcome"]`, 'an outcome to correct');
  await two.tick('[name="state"][value="written-to"]');
  await two.tick('[name="mistake"]');
  await two.click('#desk button.first');
  process.stdout.write(`the colleague: ${JSON.stringify(two.count)}\n`);

  const { items } = (await test.ask<{ items: CaseItem[] }>('GET', `/v1${CASES.slice(7)}?q=cercle&limit=100`, { token }))
    .body;
  expect(items).toHaveLength(CALLS);
  expect(items.filter(({ turn }) => turn?.token === second.id)).toHaveLength(CALLS / 2);
  expect(items.filter(({ outcome }) => outcome?.state === 'written-to')).toHaveLength(1);
  await one.leave();
  await two.leave();
}, 300_000);
