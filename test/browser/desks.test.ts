import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { type Owned, useApp } from '../support/app.ts';
import { faultsOf, isTooWide, useBrowser } from '../support/browser.ts';
import { deskHost } from '../support/desk-host.ts';
import { DESK_STATES } from '../support/desk-pages.ts';
import { OF_COLOURS_AND_WIDTH } from '../support/every-page.ts';
import { htmlFaultsBy } from '../support/html-faults.ts';
import { freePort } from '../support/ports.ts';
import { unreadableIn } from '../support/words-people-read.ts';

/** The desks take forms from their own address only: so it is known before the application is made. */
const port = await freePort();
const test = useApp({ sendsMail: true, publicUrl: `http://127.0.0.1:${port}` });
const browser = useBrowser(test, port);
let host: Owned;
let federation: Owned;
beforeAll(async () => {
  host = await deskHost(test);
  federation = await test.federation({
    slug: 'les-communs',
    name: 'Les Biens communs',
    website: 'https://biens.example',
  });
});

const htmlFaultsOf = htmlFaultsBy();
/** 28 kB of them are the styles of all pages. */
const MOST_BYTES = 44_000;
const TELEPHONE = { width: 390, height: 844 };
const DESK = { width: 1200, height: 900 };
/** A folder for pictures of every screen, for whoever wants to look. */
const PICTURES = process.env.PICTURES_OF_DESKS;
const SCREENS = [TELEPHONE, DESK];

async function send(page: Page, action: string, typed: Readonly<Record<string, string>> = {}): Promise<void> {
  const form = page.locator(`form[action="${action}"], form[action^="${action}?"]`).last();
  for (const [name, value] of Object.entries(typed)) await form.locator(`[name="${name}"]`).fill(value);
  const gone = page.waitForEvent('framenavigated');
  await form.locator('button[type=submit]').last().click();
  await gone;
  await page.waitForLoadState();
}

/** Windows beside the one that walks, where scripts look at pages that it saw. */
async function lookers(faults: string[]) {
  const windows = await Promise.all(
    SCREENS.map(async (viewport) => ({ viewport, ...(await browser.visit({ viewport })) })),
  );
  // One page after the other in each, while the next one is fetched.
  const seen = windows.map(() => Promise.resolve());
  return {
    /** Pages come without their scripts. */
    look: (html: string, name: string, place: number): void => {
      for (const [at, { page, viewport }] of windows.entries())
        seen[at] = seen[at]!.then(async () => {
          await page.setContent(html);
          const rules = viewport === DESK ? OF_COLOURS_AND_WIDTH : undefined;
          for (const found of await faultsOf(page, rules)) faults.push(`${name}, ${viewport.width} px: ${found}`);
          const path = `${PICTURES}/${String(place).padStart(2, '0')}-${viewport.width}.png`;
          if (PICTURES) await page.screenshot({ path, fullPage: true });
        });
    },
    leave: async () => {
      await Promise.all(seen);
      await Promise.all(windows.map(({ leave }) => leave()));
    },
  };
}

it('Every page of the desks is light HTML without a fault, on a telephone and on a desk, and without a script', async () => {
  if (PICTURES) mkdirSync(PICTURES, { recursive: true });
  const { page, leave } = await browser.visit({ viewport: TELEPHONE, javaScriptEnabled: false });
  page.setDefaultTimeout(60_000);
  const faults: string[] = [];
  const looking = await lookers(faults);
  let html = Promise.resolve('');
  page.on('response', (response) => {
    const isPage = response.request().isNavigationRequest() && response.status() !== 303;
    if (!isPage) return;
    html = response.text();
    // A page that the next one replaces at once may be gone before it is read: only the last one is waited for.
    html.catch(() => undefined);
  });
  for (const [place, { name, show, fault, most = MOST_BYTES }] of DESK_STATES.entries()) {
    await show({ test, page, host, federation, send: (action, typed) => send(page, action, typed) });
    const text = (await html).replaceAll(/<script[\s\S]*?<\/script>/g, '');
    const bytes = Buffer.byteLength(text);
    if (bytes > most) faults.push(`${name}: ${bytes} bytes`);
    for (const found of await htmlFaultsOf(text)) faults.push(`${name}: ${found}`);
    for (const found of unreadableIn(text)) faults.push(`${name}: ${found}`);
    // A browser gives a field the cursor only when it has drawn the page.
    if (fault !== undefined)
      await expect
        .poll(() => page.evaluate('document.activeElement.id'), { message: `${name}: the cursor` })
        .toBe(fault);
    if (await isTooWide(page)) faults.push(`${name}: too wide`);
    looking.look(text, name, place);
  }
  await Promise.all([leave(), looking.leave()]);
  expect(faults).toEqual([]);
}, 600_000);
