import type { Page, ViewportSize } from 'playwright-core';
import { expect } from 'vitest';
import type { TestApp } from './app.ts';
import { faultsOf, type TestBrowser } from './browser.ts';

const TELEPHONE = { width: 390, height: 844 };
const MOST_BYTES = 44_000;
/** A folder for pictures of what was seen, for whoever wants to look. */
const pictures = process.env.PICTURES;

/** What somebody holds: how wide it is, and whether it runs scripts. */
export interface Device {
  viewport: ViewportSize;
  javaScriptEnabled: boolean;
}
const PLAIN_TELEPHONE: Device = { viewport: TELEPHONE, javaScriptEnabled: false };

/** Somebody whose clicks and fields are counted; at a telephone without scripts, unless said. */
export interface Volunteer {
  page: Page;
  count: { clicks: number; fields: number; pages: number };
  /** Holds the page that is shown against axe. */
  seen(name: string): Promise<void>;
  /** @param shows what the page that comes is called, which is then looked at */
  click(selector: string, shows?: string): Promise<void>;
  /** By the identifiers of fields. */
  fill(values: Readonly<Record<string, string>>): Promise<void>;
  tick(selector: string): Promise<void>;
  leave(): Promise<void>;
}

/** The button of the last form. */
export const SEND = 'main form:last-of-type button';

export async function volunteer(test: TestApp, browser: TestBrowser, device = PLAIN_TELEPHONE): Promise<Volunteer> {
  const { page, leave } = await browser.visit(device);
  page.setDefaultTimeout(60_000);
  // Axe is a script: what the page shows is held against it in another one, which runs scripts.
  const checked = await browser.visit({ viewport: device.viewport });
  const count = { clicks: 0, fields: 0, pages: 0 };
  const seen = async (name: string) => {
    count.pages++;
    if (pictures) await page.screenshot({ path: `${pictures}/${name.replaceAll(' ', '-')}.png`, fullPage: true });
    // Scripts of the page have run already, and are not run again where it is looked at.
    const html = (await page.content()).replaceAll(/<script[\s\S]*?<\/script>/g, '');
    expect(Buffer.byteLength(html), name).toBeLessThan(MOST_BYTES);
    await checked.page.setContent(html);
    expect(await faultsOf(checked.page), name).toEqual([]);
  };
  return {
    page,
    count,
    seen,
    click: async (selector, shows) => {
      count.clicks++;
      // Sites are looked at again after some seconds only.
      test.now = new Date(test.now.getTime() + 6000);
      await page.click(selector);
      if (shows) await seen(shows);
    },
    fill: async (values) => {
      for (const [name, value] of Object.entries(values)) {
        count.fields++;
        await page.fill(`#${name}`, value);
      }
    },
    tick: async (selector) => {
      count.clicks++;
      await page.check(selector);
    },
    leave: async () => {
      await leave();
      await checked.leave();
    },
  };
}
