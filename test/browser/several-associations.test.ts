import { writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { freePort } from '../support/ports.ts';
import { aService } from '../support/record.ts';
import { asCsv } from '../support/sheets.ts';
import { volunteer } from '../support/volunteer.ts';

const port = await freePort();
const test = useApp({ publicUrl: `http://127.0.0.1:${port}` });
const browser = useBrowser(test, port);
const DESK = '/manage/federations/les-communs';
const TITLES = ['Association', 'Usages', 'Personnes', 'Espace en Go', 'Budget par an'];

it('opens cases for several associations from a sheet, and prints a letter on a sheet of its own for each', async () => {
  const { token } = await test.federation({ slug: 'les-communs', name: 'Les Communs' });
  for (const name of ['Un', 'Deux', 'Trois']) {
    const host = await test.published({ name: `Hôte ${name}` });
    const body = aService({ usages: ['file-storage-sharing'] });
    await test.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body });
  }
  const { page, count, click, seen } = await volunteer(test, browser);
  await page.goto('/manage/sign-in');
  await page.fill('#token', token);
  await page.click('form[action="/manage/sign-in"] button');
  await page.goto(`${DESK}/cases`);
  await click(`a[href="${DESK}/cases/sheet"]`);
  await seen('the sheet of several associations');
  const rows = ['Fanfare', 'Ludothèque', 'Chorale', 'Théâtre'].map((name) => [
    name,
    name === 'Théâtre' ? 'forum' : 'file-storage-sharing',
    '12',
    '',
    '60',
  ]);
  count.fields++;
  await page.setInputFiles('#file', {
    ...{ name: 'besoins.csv', mimeType: 'text/csv' },
    buffer: Buffer.from(asCsv([TITLES, ...rows])),
  });
  await click('form:has(#file) button');
  await seen('what was understood of it');
  await click('form:has([name=sheet]) button');
  await seen('the cases opened together');
  await click('a[href$="/letters"]');
  await seen('their letters');
  expect(count).toMatchObject({ clicks: 4, fields: 1 });
  const printed = await page.pdf({ preferCSSPageSize: true });
  expect(printed.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(rows.length);
  if (process.env.PICTURES) await writeFile(`${process.env.PICTURES}/letters.pdf`, printed);
});
