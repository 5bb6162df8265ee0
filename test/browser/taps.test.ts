import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { fillCatalogue } from '../support/guided.ts';

/* What it costs a brass band, in presses and in fields, to come from the first page to a message that a host can get. */

const test = useApp();
const browser = useBrowser(test);
beforeAll(() => fillCatalogue(test));

const TELEPHONE = { width: 390, height: 844 };

/** A visitor of whom each press and each field is counted. */
const counting = (page: Page) => {
  const cost = { presses: 0, fields: 0 };
  const press = async (selector: string, leads: boolean) => {
    cost.presses++;
    // Nobody presses what is not shown.
    await page.locator(selector).first().scrollIntoViewIfNeeded();
    if (leads) await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
    else await page.locator(selector).first().click();
  };
  return {
    cost,
    tick: (value: string) => press(`label:has([value="${value}"])`, false),
    go: (value: string) => press(`main button[name=go][value="${value}"]`, true),
    fill: async (id: string, text: string) => {
      cost.fields++;
      await page.fill(`#${id}`, text);
    },
    /** The address that the first card's button opens: a whole message. */
    write: async () => {
      cost.presses++;
      return page.locator('article.card .act a').first().getAttribute('href');
    },
  };
};

const isReady = (address: string | null) => {
  const { protocol, pathname, searchParams } = new URL(address ?? '');
  expect([protocol, pathname]).toEqual(['mailto:', 'bonjour@aulnes.example']);
  const body = searchParams.get('body')!.replaceAll(/[\u00a0\u202f]/g, ' ');
  for (const told of ['Bonjour,', '12 personnes, environ 30 Go', '4 boîtes', '60 € par an', 'Creuse', 'Merci d’avance'])
    expect(body).toContain(told);
};

describe.each([
  ['with its script', true],
  ['without a script', false],
] as const)('From the first page to a message for a host, %s,', (name, javaScriptEnabled) => {
  const tell = (way: string, { presses, fields }: { presses: number; fields: number }) =>
    process.stdout.write(`${way}, ${name}: ${presses} presses, ${fields} fields\n`);

  it('one question at a time takes 12 presses and 4 fields at most', async () => {
    const { page, leave } = await browser.visit({ javaScriptEnabled, viewport: TELEPHONE });
    const { cost, tick, go, fill, write } = counting(page);
    await page.goto('/');
    await tick('file-storage-sharing');
    await tick('email-hosting');
    await go('next');
    await fill('people', '12');
    await tick('medium');
    await go('next');
    await fill('mailboxes', '4');
    await go('next');
    await tick('no');
    await go('next');
    // The tools of today may be passed over.
    await go('next');
    await fill('budget', '60');
    await go('next');
    await fill('commune', 'Creuse (23)');
    await go('next');
    isReady(await write());
    tell('one question at a time', cost);
    expect(cost.presses).toBeLessThanOrEqual(12);
    expect(cost.fields).toBeLessThanOrEqual(4);
    await leave();
  }, 60_000);

  it('all questions on one page take 7 presses and 4 fields at most', async () => {
    const { page, leave } = await browser.visit({ javaScriptEnabled, viewport: TELEPHONE });
    const { cost, tick, go, fill, write } = counting(page);
    await page.goto('/');
    await go('stay');
    await go('whole');
    await tick('file-storage-sharing');
    await tick('email-hosting');
    await fill('people', '12');
    await tick('medium');
    await fill('mailboxes', '4');
    await fill('budget', '60');
    await fill('commune', 'Creuse (23)');
    await go('next');
    isReady(await write());
    tell('all on one page', cost);
    expect(cost.presses).toBeLessThanOrEqual(7);
    expect(cost.fields).toBeLessThanOrEqual(4);
    await leave();
  }, 60_000);
});
