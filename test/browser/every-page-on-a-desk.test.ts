import { beforeAll, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { faultsOfAll } from '../support/every-page.ts';
import { fillPages, type Recommended, statesOf } from '../support/pages.ts';

const test = useApp();
const browser = useBrowser(test);
let recommended: Recommended;
beforeAll(async () => {
  recommended = await fillPages(test);
});

it('On a desk, no page moves, has a fault that axe knows, or is cut off with letters twice as large; nor narrow and dark', async () => {
  const options = { colorScheme: 'light', viewport: { width: 1280, height: 900 } } as const;
  expect(
    await faultsOfAll(browser, statesOf(recommended), { options, largeLetters: true, alsoNarrowAndDark: true }),
  ).toEqual([]);
}, 240_000);
