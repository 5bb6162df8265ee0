import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { DECLARED_NEEDS, seedOnly, sendFromPage } from '../support/guided.ts';

const test = useApp();
const browser = useBrowser(test);
beforeAll(() => seedOnly(test));

const TELEPHONE = { width: 390, height: 844 };
const MOST_SCREENS = 3;
const MOST_WORDS = 330;

/** Words that one can read without unfolding anything, those for the ear included. */
const wordsShown = (page: Page) =>
  page.evaluate<number>(`{
    const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    let words = 0;
    while (walk.nextNode())
      if (walk.currentNode.parentElement.checkVisibility()) words += walk.currentNode.data.split(/\\s+/).filter(Boolean).length;
    words;
  }`);

describe('the answer on a telephone', () => {
  it.each(Object.entries(DECLARED_NEEDS))(
    'of the need %s is read in three screens and 330 words',
    async (name, form) => {
      const { page, leave } = await browser.visit({ viewport: TELEPHONE });
      await sendFromPage(page, '/match', { ...form, at: 'matters', go: 'next' });
      const height = await page.evaluate<number>('document.documentElement.scrollHeight');
      const words = await wordsShown(page);
      process.stdout.write(`${name}: ${(height / TELEPHONE.height).toFixed(2)} screens, ${words} words\n`);
      expect(await page.locator('article.card').count()).toBeLessThanOrEqual(3);
      expect(words).toBeGreaterThan(50);
      expect(words).toBeLessThanOrEqual(MOST_WORDS);
      expect(height / TELEPHONE.height).toBeLessThanOrEqual(MOST_SCREENS);
      await leave();
    },
    30_000,
  );
});
