import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { sendFromPage } from '../support/guided.ts';
import { layoutShift } from '../support/layout-shift.ts';
import { fillPages, type Recommended, statesOf } from '../support/pages.ts';

const test = useApp();
const browser = useBrowser(test);
let recommended: Recommended;
beforeAll(async () => {
  recommended = await fillPages(test);
});

describe.each([
  ['a telephone', { width: 390, height: 844 }],
  ['a desk', { width: 1280, height: 900 }],
] as const)('on %s', (_name, viewport) => {
  it('nothing moves once a page is shown, whatever its state', async () => {
    const { page, leave } = await browser.visit({ viewport });
    const moved: string[] = [];
    for (const { name, path, form } of statesOf(recommended)) {
      await (form ? sendFromPage(page, path, form) : page.goto(path));
      const shift = await layoutShift(page);
      if (shift > 0) moved.push(`${name}: ${shift}`);
    }
    expect(moved).toEqual([]);
    await leave();
  }, 240_000);

  it('what is put above a page that is shown would be seen to move it', async () => {
    const { page, leave } = await browser.visit({ viewport });
    await page.goto('/hosts');
    expect(await layoutShift(page)).toBe(0);
    const late = "document.body.prepend(Object.assign(document.createElement('p'), { textContent: 'late' }))";
    await page.evaluate(late);
    expect(await layoutShift(page)).toBeGreaterThan(0);
    await leave();
  });
});
