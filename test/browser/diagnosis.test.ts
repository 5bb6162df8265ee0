import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { isTooWide, useBrowser } from '../support/browser.ts';
import { seedOnly } from '../support/guided.ts';

const test = useApp();
const browser = useBrowser(test);
beforeAll(() => seedOnly(test));

const HEADING = 'main h1';
const go = (page: Page, what: string) =>
  Promise.all([page.waitForEvent('load'), page.click(`button[value="${what}"]`)]);

describe.each([
  ['without a script', false],
  ['with a script', true],
])('looking at three clouds, %s', (_name, javaScriptEnabled) => {
  it('leads from the first page to findings, and on to hosts; going back and another language lose nothing', async () => {
    const { page, context, asked, complaints, leave } = await browser.visit({ javaScriptEnabled });
    await page.goto('/');
    await page.click('text=Faites le point');
    expect(await page.textContent(HEADING)).toBe('Quels outils utilisez-vous\u00a0?');
    await page.fill('#names', 'drive de google\nDropbox\none drive');
    await go(page, 'next');
    expect(await page.textContent(HEADING)).toContain('Google Drive');
    await page.selectOption('#t0-accountKind', 'personal');
    await go(page, 'back');
    expect(await page.inputValue('#names')).toBe('drive de google\nDropbox\none drive');
    await go(page, 'next');
    expect(await page.inputValue('#t0-accountKind')).toBe('personal');
    await go(page, 'next');
    expect(await page.textContent(HEADING)).toContain('Dropbox');
    expect(await page.locator('main .field.asked:visible').count()).toBe(3);
    await page.click('summary');
    await page.fill('#t1-users', 'bof');
    await go(page, 'back');
    await go(page, 'next');
    expect(await page.inputValue('#t1-users')).toBe('bof');
    await go(page, 'next');
    await page.click('.faults a');
    await expect.poll(() => page.evaluate('document.activeElement.id || location.hash')).toMatch(/t1-users/);
    await page.fill('#t1-users', 'six');
    await Promise.all([page.waitForEvent('load'), page.click('[lang=en]:visible')]);
    expect(await page.inputValue('#t1-users')).toBe('6');
    await Promise.all([page.waitForEvent('load'), page.click('[lang=fr]:visible')]);
    await go(page, 'next');
    expect(await page.textContent(HEADING)).toContain('OneDrive');
    await go(page, 'next');
    await page.fill('#commune', 'Felletin');
    await go(page, 'next');
    expect(await page.textContent(HEADING)).toContain('Vous utilisez 3 outils.');
    expect(await page.locator('main > .in > section >> nth=0 >> ul.cards >> nth=0 >> li.card').count()).toBe(3);
    expect(await page.textContent('main')).toContain('Les fichiers sont éparpillés dans trois endroits ou plus.');
    expect(await page.isChecked('[name=use][value=file-storage-sharing]')).toBe(true);
    expect(await page.isVisible('[data-do=print]')).toBe(javaScriptEnabled);
    await go(page, 'answer');
    expect(new URL(page.url()).pathname).toBe('/match');
    expect(await page.textContent('.need')).toContain('Felletin');
    expect(await page.locator('article.card').count()).toBeGreaterThan(0);
    expect([...new Set(asked.map((address) => address.replace(browser.origin, '')))].sort()).toEqual(
      ['/', '/diagnosis', '/diagnosis?lang=en', '/diagnosis?lang=fr', '/match?lang=fr'].sort(),
    );
    expect(complaints).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    await leave();
  }, 60_000);
});

describe('a map that was kept as a file', () => {
  it('comes back without a script', async () => {
    const { page, leave } = await browser.visit({ javaScriptEnabled: false });
    await page.goto('/diagnosis');
    await page.check('[value=gmail]');
    await go(page, 'next');
    await page.selectOption('#t0-formerMembersHaveAccess', 'yes');
    await go(page, 'to:answer');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('button[value=file]')]);
    expect(download.suggestedFilename()).toBe('carte-outils-bercail.json');
    const path = await download.path();
    await page.goto('/diagnosis');
    await page.click('summary:has-text("Reprendre une carte gardée")');
    await page.setInputFiles('#file', path);
    await go(page, 'resume');
    expect(await page.textContent('main')).toContain('d’anciens membres ont encore accès');
    await leave();
  }, 30_000);
});

describe('the answer on paper', () => {
  it('has every finding and the need on it, the day, and nothing to press', async () => {
    const { page, leave } = await browser.visit();
    await page.goto('/diagnosis');
    await page.fill('#names', 'drive de google\nDropbox\none drive\nGmail\nWhatsApp\nSlack');
    await go(page, 'next');
    await page.click('summary');
    await page.selectOption('#t0-passwordShared', 'yes');
    for (let tool = 0; tool < 3; tool++) await go(page, 'next');
    await page.selectOption('#t3-formerMembersHaveAccess', 'yes');
    await go(page, 'to:answer');
    await page.emulateMedia({ media: 'print' });
    const text = await page.evaluate<string>('document.querySelector("main").innerText');
    expect(text).toContain('Imprimé le');
    expect(text).toContain('un même mot de passe circule');
    expect(text.match(/Ce mois-ci|Quand vous pourrez/g)).toHaveLength(5);
    expect(text).toContain('Ce que vous cherchez');
    expect(await page.locator('main button:visible').count()).toBe(0);
    await leave();
  }, 30_000);
});

it('fits 320 pixels with what people type at its longest', async () => {
  const { page, leave } = await browser.visit({ viewport: { width: 320, height: 640 } });
  await page.goto('/diagnosis');
  await page.fill('#names', `${'x'.repeat(200)}\nFacebook`);
  await go(page, 'next');
  expect(await isTooWide(page)).toBe(false);
  await go(page, 'to:answer');
  expect(await isTooWide(page)).toBe(false);
  await leave();
}, 30_000);

it('shows on a telephone what serves what without a scroll to the side, and goes back by the browser', async () => {
  const { page, leave } = await browser.visit({ viewport: { width: 390, height: 844 } });
  await page.goto('/diagnosis');
  await page.fill('#names', 'drive de google\nDropbox\nGmail\nWhatsApp\nSlack\nFacebook\nZoom\nDoodle\nHelloAsso');
  await go(page, 'next');
  await go(page, 'to:answer');
  expect(await page.locator('.drawing:visible').count()).toBe(0);
  expect(await page.textContent('table.cells:visible')).toContain('Fichiers');
  const wide = await page.evaluate<number>(
    'Math.max(...[...document.querySelectorAll("main *")].filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect().right))',
  );
  expect(wide).toBeLessThanOrEqual(390);
  await page.goto('/legal');
  await page.goBack();
  await page.waitForSelector('table.cells');
  await page.reload();
  await page.waitForSelector('table.cells');
  await page.goBack();
  await page.waitForSelector('#t0-accountKind');
  await leave();
}, 60_000);
