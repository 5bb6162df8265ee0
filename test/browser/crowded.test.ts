import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { firstLoad, isTooWide, useBrowser } from '../support/browser.ts';
import { fillCrowd, fillTexts, MARKUP, WORD } from '../support/crowded.ts';
import { sendFromPage } from '../support/guided.ts';

const test = useApp();
const browser = useBrowser(test);
beforeAll(async () => {
  await fillCrowd(test);
  await fillTexts(test, 'un-mot', WORD);
  await fillTexts(test, 'balises', MARKUP);
}, 120_000);

const PAGES = (slug: string) => [
  ...['', '/alternatives', '/decided', '/report', '/removal'].map((way) => `/hosts/${slug}-hote${way}`),
  ...[`/hosts?federation=${slug}`, '/hosts?usage=email-hosting', `/compare?host=${slug}-hote&host=members-1`],
  ...[`/federations/${slug}`, '/federations', '/closings', `/match?federation=${slug}`],
  ...[`/embed?federation=${slug}`, `/embed/search?federation=${slug}`, `/embed/search?usage=email-hosting`],
  ...[`/embed/match?federation=${slug}`, `/embed/badge?host=${slug}-hote`],
];

/** Parts of a card that stand out of it, as text. */
const OUT_OF_CARDS = `[...document.querySelectorAll('.card')].flatMap((card) => {
  const { left, right } = card.getBoundingClientRect();
  return [...card.querySelectorAll('*')].filter((part) => {
    const box = part.getBoundingClientRect();
    return !part.closest('.vh') && box.width > 0 && (box.left < left - 1 || box.right > right + 1);
  }).map((part) => part.tagName + ' in ' + card.className);
})`;

describe.each([
  ['one word of 4,000 letters', 'un-mot'],
  ['markup', 'balises'],
])('where every text is %s', (_what, slug) => {
  it.each([320, 1280])(
    'nothing leaves its card or the page, %i pixels wide, and nothing of it runs',
    async (width) => {
      const { page, complaints, leave } = await browser.visit({ viewport: { width, height: 800 } });
      let alerts = 0;
      page.on('dialog', (dialog) => {
        alerts++;
        return dialog.dismiss();
      });
      const faults: string[] = [];
      const look = async (name: string) => {
        await page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true");
        if (await isTooWide(page)) faults.push(`${name}: too wide`);
        for (const part of new Set(await page.evaluate<string[]>(OUT_OF_CARDS))) faults.push(`${name}: ${part}`);
        const strange = 'img:not([src^="/badge/"]),[onerror],[onload]';
        if (await page.evaluate(`document.querySelector('${strange}') !== null`)) faults.push(`${name}: markup`);
      };
      for (const path of PAGES(slug)) {
        const answer = await page.goto(path);
        expect(answer!.status(), path).toBe(200);
        await look(path);
      }
      const form = { use: 'forum', at: 'matters' };
      for (const go of ['next', 'everything', 'compare', `decided:${slug}-hote`]) {
        await sendFromPage(page, '/match', { ...form, go });
        await look(go);
        const shown = (slug === 'un-mot' ? WORD : MARKUP).slice(0, 60);
        if (!(await page.textContent('main'))!.includes(shown)) faults.push(`${go}: not shown`);
      }
      expect(faults).toEqual([]);
      expect(alerts).toBe(0);
      expect(complaints).toEqual([]);
      await leave();
    },
    120_000,
  );
});

describe('a federation of three hundred', () => {
  it.each([
    ['/federations/trois-cents', 25_000],
    ['/hosts?federation=trois-cents', 25_000],
    ['/hosts?federation=trois-cents&page=13', 25_000],
    ['/match?federation=trois-cents&onlyFrom=members', 25_000],
    ['/embed/search?federation=trois-cents', 15_000],
    ['/embed/search?federation=trois-cents&usage=email-hosting', 15_000],
    ['/embed/match?federation=trois-cents&onlyFrom=members', 15_000],
  ])('has %s in one request of at most %i bytes', async (path, most) => {
    const { bytes, addresses } = await firstLoad(browser, path);
    expect(addresses).toHaveLength(1);
    expect(bytes).toBeGreaterThan(1000);
    expect(bytes).toBeLessThanOrEqual(most);
  });

  it('leads from its page to all its members, page by page in the directory', async () => {
    const { text } = await test.ask('GET', '/federations/trois-cents', { headers: { accept: 'text/html' } });
    const more = /href="(\/hosts\?federation=trois-cents[^"]*)"[^>]*>[^<]*300/.exec(text)!;
    const seen = new Set<string>();
    for (let page = 1; page <= 13; page++) {
      const { text: list } = await test.ask('GET', `${more[1]}&page=${page}`, { headers: { accept: 'text/html' } });
      for (const [, slug] of list.matchAll(/<h3><a[^>]* href="\/hosts\/(members-\d+)"/g)) seen.add(slug!);
    }
    expect(seen.size).toBe(300);
  });

  it('is asked for a need, and everything of it weighs what a page may weigh', async () => {
    const answer = async (go: string) => {
      const { text } = await test.ask('POST', '/match', {
        body: new URLSearchParams({
          ...{ use: 'email-hosting', federation: 'trois-cents', onlyFrom: 'members', at: 'matters' },
          go,
        }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      });
      return gzipSync(text).length;
    };
    for (const go of ['next', 'compare', 'everything']) expect(await answer(go), go).toBeLessThan(25_000);
  });
});
