import { beforeAll, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { faultsOfAll, OF_COLOURS_AND_WIDTH } from '../support/every-page.ts';
import { layoutShift } from '../support/layout-shift.ts';
import { fillPages, type Recommended, statesOf } from '../support/pages.ts';

const test = useApp();
const browser = useBrowser(test);
let recommended: Recommended;
beforeAll(async () => {
  recommended = await fillPages(test);
});

it('On a narrow telephone, in dark colours, no page moves, is cut off, or is too pale or too small to touch', async () => {
  const options = { colorScheme: 'dark', viewport: { width: 320, height: 640 } } as const;
  expect(await faultsOfAll(browser, statesOf(recommended), { options, rules: OF_COLOURS_AND_WIDTH })).toEqual([]);
}, 240_000);

it('What is put above a page that is shown would be seen to move it', async () => {
  const { page, leave } = await browser.visit({ viewport: { width: 390, height: 844 } });
  await page.goto('/hosts');
  expect(await layoutShift(page)).toBe(0);
  const late = "document.body.prepend(Object.assign(document.createElement('p'), { textContent: 'late' }))";
  await page.evaluate(late);
  expect(await layoutShift(page)).toBeGreaterThan(0);
  await leave();
});
