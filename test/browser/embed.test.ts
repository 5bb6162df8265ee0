import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { faultsOf, faultsOfMany, firstLoad, isTooWide, useBrowser } from '../support/browser.ts';
import { OF_COLOURS_AND_WIDTH } from '../support/every-page.ts';
import { type ForeignSite, foreignSite } from '../support/foreign-site.ts';
import { fillCatalogue } from '../support/guided.ts';

const test = useApp();
const browser = useBrowser(test);
let site: ForeignSite;
const EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>';

beforeAll(async () => {
  await fillCatalogue(test);
  const evil = await test.published({
    slug: 'evil',
    name: EVIL,
    summary: { fr: EVIL, en: EVIL },
    audiences: ['associations'],
  });
  const put = await test.ask('PUT', '/v1/hosts/evil/services/nuage', {
    token: evil.token,
    body: {
      name: EVIL,
      usages: ['email-hosting'],
      registration: 'open',
      capacity: { state: 'open' },
      plans: [{ name: EVIL, fixed: 10, maxAccounts: 20, maxGb: 100 }],
    },
  });
  expect(put.status, put.text).toBe(201);
  site = await foreignSite(browser.origin);
});
afterAll(() => site?.close());

type Lines = Record<'frame' | 'element' | 'pinned' | 'questions', string>;
const linesBySettings = new Map<string, Promise<Lines>>();

/** The lines that the builder gives for these settings, with the address of this test. */
function linesFor(settings: string): Promise<Lines> {
  const lines = linesBySettings.get(settings) ?? buildLines(settings);
  linesBySettings.set(settings, lines);
  return lines;
}

async function buildLines(settings: string): Promise<Lines> {
  const { page, leave } = await browser.visit();
  await page.goto(`/embed?${settings}`);
  const line = async (id: string) =>
    (await page.inputValue(`#${id}`)).replaceAll('https://bercail.example', browser.origin);
  const lines = {
    ...{ frame: await line('frame'), element: await line('element') },
    ...{ pinned: await line('pinned'), questions: await line('questions') },
  };
  await leave();
  return lines;
}

const SETTINGS = 'usage=email-hosting&territory=departement:23&accent=c2185b';
const HOSTILE = '*{all:unset}*::before{content:"!"}bercail-search,a,li{display:none;color:red;font-size:3px}';
const LINK = 'bercail-search a[href*="/hosts/les-aulnes"]';

const frameOf = async (page: Page) => {
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await frame!.waitForSelector('h1');
  return frame!;
};
/** A frame tells its height again after some seconds: the script that hears it may come late. */
const PATIENT = { timeout: 60_000 };
const wholeHeight = 'document.documentElement.scrollHeight <= innerHeight';
const style = (page: Page, property: string, selector: string, within = 'document') =>
  page.evaluate(`getComputedStyle(${within}.querySelector(${JSON.stringify(selector)})).${property}`);
const SHADOW = "document.querySelector('bercail-search').shadowRoot";

describe('on a foreign page as most are', () => {
  it('the lines of a frame give it the height of its list: when it narrows, when the others are shown', async () => {
    const { frame } = await linesFor(SETTINGS);
    const { page, complaints, leave } = await browser.visit();
    site.show(frame, '', 'none');
    await page.goto(site.origin);
    const inside = await frameOf(page);
    const height = () => page.evaluate<number>("document.querySelector('iframe').clientHeight");
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 700 });
      await expect.poll(() => inside.evaluate(wholeHeight), PATIENT).toBe(true);
      expect(await isTooWide(page)).toBe(false);
    }
    const folded = await height();
    await inside.click('summary');
    await expect.poll(height, PATIENT).toBeGreaterThan(folded);
    await expect.poll(() => inside.evaluate(wholeHeight), PATIENT).toBe(true);
    expect(complaints).toEqual([]);
    await leave();
  }, 60_000);

  it('whoever is not this service changes no height', async () => {
    const { frame } = await linesFor(SETTINGS);
    const { page, leave } = await browser.visit();
    const intruder = `<iframe id="other" srcdoc="<script>parent.postMessage({bercail: 3000}, '*')</script>"></iframe>`;
    site.show(`${intruder}${frame}`, '', 'none');
    const heard = page.waitForEvent('console', (message) => message.text() === 'heard');
    await page.addInitScript(
      "if (parent === window) addEventListener('message', (e) => e.data.bercail === 3000 && setTimeout(() => console.log('heard'), 50))",
    );
    await page.goto(site.origin);
    await heard;
    expect(await page.evaluate("document.querySelector('#other').clientHeight")).toBeLessThan(200);
    await leave();
  }, 60_000);

  it('a colour that is none shows the list in the standard one', async () => {
    const { page, complaints, leave } = await browser.visit({ colorScheme: 'light' });
    site.show(`<iframe src="${browser.origin}/embed/search?usage=email-hosting&accent=red"></iframe>`, '', 'none');
    await page.goto(site.origin);
    const inside = await frameOf(page);
    expect(await inside.evaluate("getComputedStyle(document.querySelector('li a')).color")).toBe('rgb(14, 92, 72)');
    expect(complaints).toEqual([]);
    await leave();
  }, 60_000);

  it('the part for servers runs nothing, and its links leave the page', async () => {
    const { page, complaints, asked, leave } = await browser.visit();
    const part = await (await fetch(`${browser.origin}/embed/fragment?usage=email-hosting`)).text();
    let alerts = 0;
    page.on('dialog', (dialog) => {
      alerts++;
      return dialog.dismiss();
    });
    site.show(part);
    await page.goto(site.origin);
    expect(await page.textContent('section a[href*="/hosts/evil"]')).toBe(EVIL);
    expect(await faultsOf(page)).toEqual([]);
    expect(asked.filter((address) => address.startsWith(browser.origin))).toEqual([]);
    expect([alerts, complaints]).toEqual([0, []]);
    await leave();
  }, 60_000);
});

describe('on a foreign page that allows nothing of others', () => {
  it('the link stays', async () => {
    const { element, frame } = await linesFor(SETTINGS);
    const { page, leave } = await browser.visit({ viewport: { width: 320, height: 640 } });
    site.show(element + frame, '', 'closed');
    await page.goto(site.origin, { waitUntil: 'networkidle' });
    expect(await page.isVisible('bercail-search > a')).toBe(true);
    expect(await isTooWide(page)).toBe(false);
    await leave();
  }, 60_000);
});

describe('on a foreign page that allows nothing but our address', () => {
  it('a frame shows the list; with our script it has the height it needs, also when the page narrows', async () => {
    const { frame, element } = await linesFor(SETTINGS);
    const { page, complaints, leave } = await browser.visit();
    site.show(frame);
    await page.goto(site.origin);
    const inside = await frameOf(page);
    expect(await inside.textContent('li a')).toBeTruthy();
    // However late it comes: what the frame told first was heard by nobody.
    await page.addScriptTag({ url: /<script[^>]* src="([^"]+)"/.exec(element)![1]!.replaceAll('&amp;', '&') });
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 700 });
      await expect.poll(() => inside.evaluate(wholeHeight), PATIENT).toBe(true);
    }
    // The site refuses the style and the script of the frame's lines, and nothing else.
    expect(complaints.filter((text) => !/inline (style|script)/.test(text))).toEqual([]);
    await leave();
  }, 60_000);

  it.each(['element', 'pinned'] as const)(
    'the line “%s” shows the same list in an open shadow',
    async (kind) => {
      const lines = await linesFor(SETTINGS);
      const { page, asked, complaints, context, leave } = await browser.visit();
      site.show(lines[kind]);
      await page.goto(site.origin);
      await page.waitForSelector(LINK);
      const shown = await page.evaluate("document.querySelector('bercail-search').shadowRoot.textContent");
      await page.goto(`${browser.origin}/embed/search?${SETTINGS}&lang=fr`);
      expect(shown).toBe(await page.textContent('.bercail'));
      expect(asked.filter((address) => address.startsWith(browser.origin)).length).toBe(3);
      expect(complaints).toEqual([]);
      expect(await context.cookies()).toEqual([]);
      await leave();
    },
    60_000,
  );

  it('the style of the page does not reach the list, and ours does not reach the page', async () => {
    const { element } = await linesFor(SETTINGS);
    const { page, leave } = await browser.visit();
    site.show(`${element}<p id="theirs">Bonjour</p>`, HOSTILE);
    await page.goto(site.origin);
    await page.waitForSelector(LINK);
    expect(await style(page, 'color', 'li a', SHADOW)).toBe('rgb(194, 24, 91)');
    expect(await style(page, 'fontSize', 'li a', SHADOW)).toBe('16px');
    expect(await style(page, 'display', 'bercail-search')).toBe('block');
    expect(await style(page, 'display', '#theirs')).toBe('inline');
    const link = (await page.locator(LINK).getAttribute('href')) as string;
    expect(link).toBe(`${browser.origin}/hosts/les-aulnes?lang=fr`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.shadowRoot.activeElement.localName')).toBe('a');
    await leave();
  }, 60_000);

  it.each([
    ['the script', '**/embed.js'],
    ['the list', '**/embed/search**'],
  ])(
    'the link of the page stays when %s cannot be had',
    async (_name, address) => {
      const { element } = await linesFor(SETTINGS);
      const { page, leave } = await browser.visit();
      for (const fail of ['network', 'service']) {
        await page.route(address, (route) => (fail === 'network' ? route.abort() : route.fulfill({ status: 503 })));
        site.show(element);
        await page.goto(site.origin, { waitUntil: 'networkidle' });
        expect(await page.isVisible('bercail-search > a')).toBe(true);
        await page.unroute(address);
      }
      await leave();
    },
    60_000,
  );

  it('a setting that is wrong shows the list with a sentence', async () => {
    const { page, leave } = await browser.visit();
    const { element } = await linesFor('');
    site.show(element.replace('<bercail-search', '<bercail-search usage="nonsense"'));
    await page.goto(site.origin);
    await page.waitForSelector('bercail-search li a');
    expect(await page.textContent('bercail-search div.ask')).toContain('L’usage demandé n’est pas dans le catalogue.');
    await leave();
  }, 30_000);

  it('a host whose every text is markup shows it as text', async () => {
    const { frame, element } = await linesFor('usage=email-hosting');
    const { page, leave } = await browser.visit();
    let alerts = 0;
    page.on('dialog', (dialog) => {
      alerts++;
      return dialog.dismiss();
    });
    site.show(frame + element);
    await page.goto(site.origin);
    expect(await page.textContent('bercail-search a[href*="/hosts/evil"]')).toBe(EVIL);
    expect(await (await frameOf(page)).textContent('a[href*="/hosts/evil"]')).toBe(EVIL);
    await page.goto(`${browser.origin}/badge/evil.svg`);
    expect(await page.evaluate("document.querySelector('script,img')")).toBeNull();
    expect(await page.textContent('title')).toContain(EVIL);
    await page.goto(`${browser.origin}/embed?usage=email-hosting`);
    expect(alerts).toBe(0);
    await leave();
  }, 60_000);
});

/** What a site shows above the questions: more than a screen, so that their end is far from their top. */
const STORY = '<p>Une association.</p>'.repeat(40);
const FRAME = "document.querySelector('bercail-match').shadowRoot.querySelector('iframe').getBoundingClientRect()";

const isWhole = process.env.TESTS === 'all';
/** Each colour and each width once; all four in the whole run. */
const SCREENS = [
  ['by day at a desk', 'light', 1280, 800],
  ['by night on a telephone', 'dark', 390, 700],
  ...(isWhole
    ? ([
        ['by night at a desk', 'dark', 1280, 800],
        ['by day on a telephone', 'light', 390, 700],
      ] as const)
    : []),
] as const;

describe.each(SCREENS)('a site with the strict policy of the builder, %s', (_name, theme, width, height) => {
  it('shows the list and the questions up to an answer, each step from its top', async () => {
    const lines = await linesFor(`usage=email-hosting&territory=departement:23&theme=${theme}`);
    // The visitor's machine says otherwise than the site.
    const colorScheme = theme === 'light' ? 'dark' : 'light';
    const { page, complaints, leave } = await browser.visit({
      ...{ colorScheme, viewport: { width, height }, reducedMotion: 'reduce' as const },
    });
    site.show(`${lines.element}${STORY}${lines.questions}${STORY}`);
    await page.goto(site.origin);
    await page.waitForSelector(LINK);
    const dark = theme === 'dark';
    expect(await style(page, 'backgroundColor', '.bercail', SHADOW)).toBe(
      dark ? 'rgb(31, 38, 34)' : 'rgb(255, 255, 255)',
    );
    await expect.poll(() => page.evaluate<number>(`${FRAME}.height`), PATIENT).toBeGreaterThan(200);
    expect(await page.isVisible('bercail-match > a')).toBe(false);
    const inside = page.frames().find((frame) => frame.url().includes('/embed/match'))!;
    expect(await inside.textContent('form')).toContain('Déjà choisi');
    for (let step = 0; step < 9 && !(await inside.locator('[name=at][value=answer]').count()); step++) {
      const at = await inside.inputValue('[name=at]');
      // As somebody does who has read to the end.
      await page.evaluate('scrollTo(0, document.body.scrollHeight)');
      await inside.evaluate("document.querySelector('button[name=go][value=next]').click()");
      await inside.waitForSelector(`[name=at]:not([value=${at}])`, { state: 'attached' });
      // Browsers scroll by whole pixels.
      await expect.poll(() => page.evaluate<number>(`${FRAME}.top`), { timeout: 20_000 }).toBeGreaterThan(-2);
    }
    expect(await inside.inputValue('[name=at]')).toBe('answer');
    await expect.poll(() => inside.evaluate(wholeHeight), PATIENT).toBe(true);
    expect(await isTooWide(page)).toBe(false);
    expect(await faultsOf(page, dark ? OF_COLOURS_AND_WIDTH : undefined)).toEqual([]);
    expect(complaints).toEqual([]);
    await leave();
  }, 180_000);
});

describe.each(['light', 'dark'] as const)('in a %s scheme', (colorScheme) => {
  it('axe knows no fault, and nothing is cut off, on the page of the line, in the list, and around it', async () => {
    const { page, complaints, leave } = await browser.visit({ colorScheme, viewport: { width: 320, height: 640 } });
    const [{ frame }, { element }] = [await linesFor('usage=website'), await linesFor(SETTINGS)];
    site.show(frame + element, '', 'none');
    const faults: string[] = [];
    const faultsOf = faultsOfMany();
    for (const address of [
      '/embed',
      '/embed?usage=email-hosting&accent=ffee00&territory=departement:23',
      '/embed?accent=red&state=fits&onlyFrom=selection',
      '/embed/badge?host=evil',
      '/embed/badge?host=nobody',
      '/embed/search?usage=nonsense&territory=nowhere',
      '/embed/search',
      '/embed/search?usage=email-hosting&accent=ffee00',
      '/embed/search?usage=ai-assistant&territory=commune:23096,region:75&federation=chatons&state=fits',
      site.origin,
    ]) {
      await page.goto(address);
      if (address === site.origin) await Promise.all([page.waitForSelector(LINK), frameOf(page)]);
      const rules = colorScheme === 'dark' ? OF_COLOURS_AND_WIDTH : undefined;
      for (const fault of await faultsOf(page, rules)) faults.push(`${address}: ${fault}`);
    }
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
    await leave();
  }, 120_000);
});

describe('the first load', () => {
  // Each waits until nothing more is asked for: together they wait once.
  it.concurrent.each([
    ['/embed/search', 15_000, 1],
    ['/embed/search?usage=file-storage-sharing&federation=chatons', 15_000, 1],
    ['/embed.js', 2_000, 1],
    ['/embed', 25_000, 2],
    // The badge by day and by night.
    ['/embed/badge?host=les-aulnes', 25_000, 3],
  ] as const)(
    'of %s is light',
    async (path, most, requests) => {
      const { bytes, addresses, cookies } = await firstLoad(browser, path);
      expect(addresses.length).toBe(requests);
      expect(addresses.every((address) => address.startsWith(browser.origin))).toBe(true);
      expect(bytes).toBeGreaterThan(1000);
      expect(bytes).toBeLessThanOrEqual(most);
      expect(cookies).toEqual([]);
    },
    30_000,
  );
});
