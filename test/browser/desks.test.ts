import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { type Owned, useApp } from '../support/app.ts';
import { faultsOf, useBrowser } from '../support/browser.ts';
import { DESK_STATES } from '../support/desk-pages.ts';
import { OF_COLOURS_AND_WIDTH } from '../support/every-page.ts';

/** The desks take forms from their own address only: so it is known before the application is made. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};
const port = await freePort();
const test = useApp({ sendsMail: true, publicUrl: `http://127.0.0.1:${port}` });
const browser = useBrowser(test, port);
let host: Owned;
let federation: Owned;
beforeAll(async () => {
  host = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes', contact: { email: 'contact@aulnes.example' } });
  federation = await test.federation({ slug: 'les-communs', name: 'Les Communs', website: 'https://communs.example' });
  for (const [slug, usages] of [
    ['nuage', ['file-storage-sharing']],
    ['courriel', ['email-hosting']],
  ] as const)
    await test.ask('PUT', `/v1/hosts/les-aulnes/services/${slug}`, { token: host.token, body: { name: slug, usages } });
});

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    'void-style': ['error', { style: 'selfclose' }],
    'form-dup-name': 'off',
    'no-raw-characters': 'off',
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
  },
});
const MOST_BYTES = 40_000;
const TELEPHONE = { width: 390, height: 844 };
const DESK = { width: 1200, height: 900 };
/** A folder for pictures of every screen, for whoever wants to look. */
const PICTURES = process.env.PICTURES_OF_DESKS;

async function send(page: Page, action: string, typed: Readonly<Record<string, string>> = {}): Promise<void> {
  const form = page.locator(`form[action="${action}"], form[action^="${action}?"]`).last();
  for (const [name, value] of Object.entries(typed)) await form.locator(`[name="${name}"]`).fill(value);
  const gone = page.waitForEvent('framenavigated');
  await form.locator('button[type=submit]').click();
  await gone;
  await page.waitForLoadState();
}

it('Every page of the desks is light HTML without a fault, on a telephone and on a desk, and without a script', async () => {
  if (PICTURES) mkdirSync(PICTURES, { recursive: true });
  const { page, leave } = await browser.visit({ viewport: TELEPHONE, javaScriptEnabled: false });
  page.setDefaultTimeout(15_000);
  // What looks at pages is a script itself: it gets each page in a window of its own, without the scripts of the page.
  const looking = await browser.visit();
  const faults: string[] = [];
  let html = Promise.resolve('');
  page.on('response', (response) => {
    const isPage = response.request().isNavigationRequest() && response.status() !== 303;
    if (isPage) html = response.text();
  });
  for (const [place, { name, show, fault }] of DESK_STATES.entries()) {
    await show({ test, page, host, federation, send: (action, typed) => send(page, action, typed) });
    const text = (await html).replaceAll(/<script[\s\S]*?<\/script>/g, '');
    const bytes = Buffer.byteLength(text);
    if (bytes > MOST_BYTES) faults.push(`${name}: ${bytes} bytes`);
    for (const { messages } of (await validator.validateString(text)).results)
      for (const { ruleId, message } of messages) faults.push(`${name}: ${ruleId}: ${message}`);
    if (fault !== undefined && (await page.locator(':focus').getAttribute('id')) !== fault)
      faults.push(`${name}: the cursor is not in ${fault}`);
    await looking.page.setContent(text);
    for (const viewport of [TELEPHONE, DESK]) {
      await looking.page.setViewportSize(viewport);
      const rules = viewport === DESK ? OF_COLOURS_AND_WIDTH : undefined;
      for (const found of await faultsOf(looking.page, rules)) faults.push(`${name}, ${viewport.width} px: ${found}`);
      const path = `${PICTURES}/${String(place).padStart(2, '0')}-${viewport.width}.png`;
      if (PICTURES) await looking.page.screenshot({ path, fullPage: true });
    }
  }
  await Promise.all([leave(), looking.leave()]);
  expect(faults).toEqual([]);
}, 240_000);
