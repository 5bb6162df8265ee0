import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { seedOnly, sendFromPage as send } from '../support/guided.ts';
import { DECLARED_MAPS, HOSTILE_MAP, mapNamed } from '../support/tool-maps.ts';

const test = useApp();
const browser = useBrowser(test);
beforeAll(() => seedOnly(test));

const THREE_CLOUDS = { map: JSON.stringify(mapNamed('rural-culture-three-clouds')) };

/** The sheets that a page prints on, in points. */
async function sheetsOf(page: Page): Promise<number[][]> {
  const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  return [...printed.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) =>
    [Number(width), Number(height)].map(Math.round),
  );
}
const UPRIGHT = [595, 842];
const ON_ITS_SIDE = [842, 595];

/** Colours in which something is written or drawn. */
const coloursOf = (page: Page, within: string) =>
  page.evaluate<string[]>(
    `[...new Set([...document.querySelectorAll(${JSON.stringify(`${within}, ${within} *`)})].filter(e => e.checkVisibility())
      .flatMap(e => { const s = getComputedStyle(e); return [s.color, s.backgroundColor, s.fill, s.stroke]; }))]
      .filter(colour => /^rgb/.test(colour)).sort()`,
  );

describe('the map', () => {
  it('is heard as one picture with its words, then as tables', async () => {
    const { page, leave } = await browser.visit();
    await send(page, '/diagnosis/map', THREE_CLOUDS);
    const heard = await page.locator('main').ariaSnapshot();
    expect(heard).toMatch(/img "Carte de 11 outils et 10 usages Trop d’outils pour « Messagerie »/);
    expect(heard).toMatch(/row "Fichiers Google Drive, Dropbox et OneDrive/);
    await leave();
  }, 30_000);

  it('is black and white on paper, whole on its sheet, and light in the dark', async () => {
    const { page, leave } = await browser.visit({ colorScheme: 'dark' });
    await send(page, '/diagnosis/map', THREE_CLOUDS);
    expect(await page.evaluate("getComputedStyle(document.querySelector('.drawing text')).fill")).toBe(
      'rgb(236, 238, 232)',
    );
    await page.emulateMedia({ media: 'print' });
    expect(await coloursOf(page, '.drawing')).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)']);
    const sheets = await sheetsOf(page);
    for (const sheet of sheets) expect(sheet).toEqual(UPRIGHT);
    // The picture, and its tables with all that was answered of eleven tools.
    expect(sheets.length).toBeLessThanOrEqual(3);
    await leave();
  }, 30_000);

  it('tells apart by shapes what a large platform has, who is alone, and where there are too many', async () => {
    const { page, leave } = await browser.visit();
    await send(page, '/diagnosis/map', THREE_CLOUDS);
    const drawn = (selector: string) => page.locator(`.drawing svg[role=img] > g ${selector}`).count();
    // Each sign once more in the legend.
    expect(await drawn('rect[fill="url(#map-hatch)"]')).toBe(6 + 1);
    expect(await drawn('path[stroke-linecap=square]')).toBe(1);
    expect(await drawn('path[stroke-linecap=round]')).toBe(1);
    const squares = await page.getAttribute('.drawing path[stroke-linecap=square]', 'd');
    expect(squares!.match(/M/g)).toHaveLength(2 + 3);
    await leave();
  }, 30_000);

  it('cuts no name out of its frame, and tells the whole of it', async () => {
    const { page, leave } = await browser.visit();
    await send(page, '/diagnosis/map', { map: JSON.stringify(HOSTILE_MAP) });
    const names = await page
      .locator('.drawing svg svg')
      .evaluateAll((all) =>
        (all as unknown as { querySelector: (s: string) => { textContent: string } }[]).map(
          (one) => one.querySelector('title').textContent,
        ),
      );
    expect(names).toContain('W'.repeat(200));
    expect(names).toContain('<script>alert(1)</script> & "quotes"');
    await leave();
  }, 30_000);
});

describe('on paper', () => {
  it.each(['/diagnosis/blank', '/diagnosis/blank?lang=en'])(
    'the blank map %s is exactly two sheets of A4 on their side, with room for eight tools',
    async (path) => {
      const { page, leave } = await browser.visit();
      await page.goto(path);
      await page.emulateMedia({ media: 'print' });
      expect(await sheetsOf(page)).toEqual([ON_ITS_SIDE, ON_ITS_SIDE]);
      expect(await page.locator('.leaf:first-of-type tbody tr').count()).toBe(8);
      const least = await page.evaluate<number>(
        "Math.min(...[...document.querySelectorAll('.leaf tbody td')].map(e => e.getBoundingClientRect().height))",
      );
      // A line of handwriting takes eight millimetres.
      expect((least * 25.4) / 96).toBeGreaterThanOrEqual(8);
      expect(await page.isVisible('nav')).toBe(false);
      await leave();
    },
    30_000,
  );

  it('the sheet to hand over keeps each tool whole, and stays a few sheets', async () => {
    const { page, leave } = await browser.visit();
    await send(page, '/diagnosis/handover', THREE_CLOUDS);
    await page.emulateMedia({ media: 'print' });
    const sheets = await sheetsOf(page);
    for (const sheet of sheets) expect(sheet).toEqual(UPRIGHT);
    expect(sheets.length).toBeLessThanOrEqual(3);
    expect(await page.isVisible('text=Ni mot de passe, ni nom de personne')).toBe(true);
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('.handed .card')].every(e => getComputedStyle(e).breakInside === 'avoid')",
      ),
    ).toBe(true);
    await leave();
  }, 30_000);
});

describe('a workshop', () => {
  const files = [
    ...DECLARED_MAPS.map(({ name, map }) => ({ name, text: JSON.stringify(map) })),
    { name: 'broken.json', text: '{' },
  ].map(({ name, text }) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) }));

  it('reads the files that are chosen, without a script; on paper nothing of it names an association', async () => {
    const { page, context, asked, leave } = await browser.visit({ javaScriptEnabled: false });
    await page.goto('/diagnosis/workshop');
    await page.setInputFiles('#files', files);
    await page.click('main button.first');
    expect(await page.textContent('h1')).toContain('6 cartes mises en commun');
    expect(await page.textContent('[role=alert]')).toContain('broken.json');
    expect(await page.isVisible('text=sports-club-small-town')).toBe(true);
    await page.emulateMedia({ media: 'print' });
    // biome-ignore lint/performance/useDomNodeTextContent: only what shows on paper
    const printed = await page.innerText('body');
    expect(printed).toContain('Ce que des associations ont en commun');
    expect(printed).toContain('Messagerie');
    for (const { name } of files) expect(printed).not.toContain(name.replace('.json', ''));
    for (const number of printed.match(/\d+/g)!) expect(Number(number)).toBe(5);
    expect(await context.cookies()).toEqual([]);
    expect(asked.every((address) => address.startsWith(browser.origin) || address.startsWith('data:'))).toBe(true);
    await leave();
  }, 30_000);

  it('changes the language without losing the maps', async () => {
    const { page, leave } = await browser.visit();
    await page.goto('/diagnosis/workshop');
    await page.setInputFiles('#files', files);
    await page.click('main button.first');
    await page.click('.foot button[lang=en]');
    expect(await page.textContent('h1')).toContain('6 maps put together');
    await leave();
  }, 30_000);
});
