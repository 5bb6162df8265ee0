import { expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { addOldPrices } from '../support/old-prices.ts';
import { freePort } from '../support/ports.ts';

const port = await freePort();
const test = useApp({ publicUrl: `http://127.0.0.1:${port}` });
const browser = useBrowser(test, port);

it('Letters to members whose prices are old print one a sheet, and nothing else, without scripts', async () => {
  const { slug, token } = await test.federation({ slug: 'les-communs' });
  await addOldPrices(test, slug);
  const { page, leave } = await browser.visit({ javaScriptEnabled: false });
  await page.goto('/manage/sign-in');
  await page.fill('#token', token);
  await page.click('form[action="/manage/sign-in"] button');
  await page.goto(`/manage/federations/${slug}/old-prices`);
  const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect([...printed.matchAll(/\/MediaBox/g)]).toHaveLength(2);
  await page.emulateMedia({ media: 'print' });
  const shown = await page.evaluate<string>('document.body.innerText');
  for (const name of ['Les frenes', 'Les charmes']) expect(shown).toContain(`${name}\n\nObjet`);
  expect(shown).not.toContain('contact@');
  expect(shown).not.toContain('Prix anciens');
  await leave();
}, 60_000);
