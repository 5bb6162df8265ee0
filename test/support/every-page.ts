import type { Page, ViewportSize } from 'playwright-core';
import { faultsOfMany, isTooWide, type TestBrowser } from './browser.ts';
import { sendFromPage } from './guided.ts';
import { layoutShift } from './layout-shift.ts';
import type { PageState } from './pages.ts';

/** Faults that the colours or the width of a page decide: all others are in its markup, at any width and in any colour. */
export const OF_COLOURS_AND_WIDTH = [
  'color-contrast',
  'link-in-text-block',
  'scrollable-region-focusable',
  'target-size',
];

export interface Looking {
  options: { viewport: ViewportSize; colorScheme: 'light' | 'dark' };
  /** Rules of axe to hold pages against; absent: all. */
  rules?: readonly string[];
  /** Also with letters of more than twice the size. */
  largeLetters?: boolean;
  /** Also narrow and in dark colours. */
  alsoNarrowAndDark?: boolean;
}

const NARROW = { width: 320, height: 640 };

/** How much lower a page ends once its script shows the buttons that it alone can use. */
const LOWERED = `(() => {
  const buttons = [...document.querySelectorAll('button[data-do]:not([data-do=share],[data-unless],[data-do=erase])')];
  const ends = document.documentElement.scrollHeight;
  for (const one of buttons) one.hidden = true;
  const lowered = ends - document.documentElement.scrollHeight;
  for (const one of buttons) one.hidden = false;
  return lowered;
})()`;

const open = (page: Page, { path, form }: PageState) => (form ? sendFromPage(page, path, form) : page.goto(path));

/** What is at fault with pages in their states: what moves, what axe finds, what is cut off, what a page complains of. */
export async function faultsOfAll(
  browser: TestBrowser,
  states: readonly PageState[],
  looking: Looking,
): Promise<string[]> {
  const { page, complaints, leave } = await browser.visit(looking.options);
  // Another window: one that is made narrow and wide again moves what is in it.
  const narrow = looking.alsoNarrowAndDark ? await browser.visit({ viewport: NARROW, colorScheme: 'dark' }) : undefined;
  const [faultsOf, faultsOfNarrow] = [faultsOfMany(), faultsOfMany()];
  const faults: string[] = [];
  for (const state of states) {
    const { name } = state;
    await open(page, state);
    const shift = await layoutShift(page);
    if (shift > 0) faults.push(`${name}: moved by ${shift}`);
    const lowered = await page.evaluate<number>(LOWERED);
    if (lowered !== 0) faults.push(`${name}: lowered by ${lowered} when its script runs`);
    // Everything that may be unfolded is looked at too.
    await page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true");
    for (const fault of await faultsOf(page, looking.rules)) faults.push(`${name}: ${fault}`);
    if (looking.largeLetters) {
      await page.evaluate("document.documentElement.style.fontSize = '212.5%'");
      if (await isTooWide(page)) faults.push(`${name}: too wide with large letters`);
      await page.evaluate("document.documentElement.style.fontSize = ''");
    }
    if (!narrow) continue;
    await narrow.page.setContent(await page.content());
    for (const fault of await faultsOfNarrow(narrow.page, OF_COLOURS_AND_WIDTH))
      faults.push(`${name}, narrow and dark: ${fault}`);
  }
  await Promise.all([leave(), narrow?.leave()]);
  return [...faults, ...complaints.filter((text) => !/status of (404|409|422)/.test(text))];
}
