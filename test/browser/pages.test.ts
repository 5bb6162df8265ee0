import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { firstLoad, useBrowser } from '../support/browser.ts';
import { sendFromPage as send } from '../support/guided.ts';
import { bandForm, fillPages, type Recommended } from '../support/pages.ts';

const test = useApp();
const browser = useBrowser(test);
let recommended: Recommended;
beforeAll(async () => {
  recommended = await fillPages(test);
});

const HEADING = 'main h1';

describe('a whole need', () => {
  it('is answered by the keyboard alone', async () => {
    const { page, leave } = await browser.visit();
    /** Moves on until the wanted element has the focus, as somebody without a mouse does. */
    const reach = async (selector: string) => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
      }
      throw new Error(`${selector} cannot be reached by the keyboard`);
    };
    /** Presses Enter, which must lead to the page with this heading. */
    const enter = async (heading: RegExp) => {
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      expect(await page.textContent(HEADING)).toMatch(heading);
    };
    await page.goto('/');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await reach('[value=file-storage-sharing]');
    await page.keyboard.press('Space');
    await reach('[value=email-hosting]');
    await page.keyboard.press('Space');
    await enter(/Combien de personnes vont s’en servir/);
    await reach('#people');
    await page.keyboard.type('12');
    await reach('[name=space]');
    await page.keyboard.press('ArrowDown');
    await enter(/Combien de boîtes/);
    await reach('#mailboxes');
    await page.keyboard.type('4');
    await enter(/quelqu’un serait-il en danger/);
    await reach('[name=sensitive]');
    await page.keyboard.press('ArrowDown');
    await enter(/utilisez-vous aujourd’hui/);
    await reach('[value=gmail]');
    await page.keyboard.press('Space');
    await enter(/payer par an/);
    await reach('#budget');
    await page.keyboard.type('60');
    await enter(/Où est votre association/);
    await reach('#departement');
    await page.keyboard.type('23');
    await reach('[value=next]');
    await enter(/^Demandez aux Aulnes$/);
    expect(await page.textContent('article.card h2')).toBe('Les Aulnes');
    expect(await page.textContent('article.card .lines')).toMatch(/48\s€ par an/);
    await leave();
  }, 60_000);

  it('is answered without JavaScript; going back and changing the language lose nothing; no address tells it', async () => {
    const { page, context, asked, leave } = await browser.visit({ javaScriptEnabled: false });
    const go = (what: string) => page.click(`button[value="${what}"]`);
    await page.goto('/match');
    await page.check('[value=file-storage-sharing]');
    await page.check('[value=email-hosting]');
    await go('next');
    await page.fill('#people', '12');
    await page.check('[value=medium]');
    await page.click('[lang=en]');
    expect(await page.inputValue('#people')).toBe('12');
    expect(await page.isChecked('[value=medium]')).toBe(true);
    expect(await page.textContent(HEADING)).toBe('How many people will use it?');
    await go('next');
    await go('back');
    expect(await page.isChecked('[value=medium]')).toBe(true);
    await go('next');
    await page.fill('#mailboxes', 'four');
    await go('next');
    expect(await page.textContent('main .state')).toContain('We understood: 4 mailboxes.');
    await page.check('[name=sensitive][value=no]');
    await go('next');
    await go('back');
    expect(await page.isChecked('[name=sensitive][value=no]')).toBe(true);
    await go('next');
    await go('unknown');
    await page.fill('#budget', '60');
    await go('next');
    await page.fill('#commune', '23000 Guéret');
    await go('next');
    expect(await page.textContent('article.card h2')).toBe('Les Aulnes');
    expect(await page.isVisible('[data-do=print]')).toBe(false);
    await page.goBack();
    expect(await page.textContent(HEADING)).toBe('Where is your organisation?');
    await page.goForward();
    expect(await page.textContent('article.card h2')).toBe('Les Aulnes');
    await page.click('details:has([value="to:budget"]) > summary');
    await page.click('button[value="to:budget"]');
    expect(await page.inputValue('#budget')).toBe('60');
    expect([...new Set(asked)]).toEqual([`${browser.origin}/match`, `${browser.origin}/match?lang=en`]);
    expect(await context.cookies()).toEqual([]);
    await leave();
  }, 60_000);

  it('is answered to whoever hears the page in the order in which it is read: each answer whole, then what to do, then help', async () => {
    const { page, leave } = await browser.visit();
    await send(page, '/match', bandForm('next', { matters: ['warned'] }));
    const tree = await page.locator('main').ariaSnapshot();
    const order = [
      /list "Votre besoin"/,
      /listitem: "Fichiers : 12 personnes, 30 Go"/,
      /button "Modifier"/,
      /heading "Demandez aux Aulnes" \[level=1\]/,
      /article:/,
      /heading "Les Aulnes" \[level=2\]/,
      /term: "?Pour vous/,
      /definition: "?préavis avant fermeture/,
      /term: "?Prix/,
      /strong: 48\s€ par an/,
      /term: "?Convient/,
      /link "Écrire à bonjour@aulnes\.example"/,
      /group: \+? ?Message prêt/,
      /article:/,
      /heading "[^"]+" \[level=2\]/,
      /term: "?À demander/,
      /heading "Pas de réponse dans dix jours \? Écrivez/,
      /button "Garder"/,
      /link "Envoyer par courriel"/,
      /button "Comparer"/,
      /group: \+? ?Pourquoi dans cet ordre/,
      /group: "?\+? ?Presque : 2 hébergeurs/,
      /group: \+? ?Qui peut vous aider/,
    ];
    const heard = tree.replaceAll(/[\u00a0\u202f]/g, ' ');
    let at = 0;
    for (const part of order) {
      const found = heard.slice(at).search(part);
      expect(found, `${part} after ${heard.slice(Math.max(0, at - 80), at)} in ${heard}`).toBeGreaterThanOrEqual(0);
      at += found + 1;
    }
    const levels = [...heard.matchAll(/\[level=(\d)\]/g)].map(([, level]) => Number(level));
    for (const [place, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[place - 1] ?? 0) + 1);
    await leave();
  }, 30_000);

  it('ends on a comparison that prints on its side, in two sheets at most', async () => {
    const { page, leave } = await browser.visit();
    await send(page, '/match', bandForm('compare'));
    expect(await page.isVisible('[data-do=print]')).toBe(true);
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sheets = [...printed.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(sheets.length).toBeGreaterThan(0);
    expect(sheets.length).toBeLessThanOrEqual(2);
    for (const [, width, height] of sheets) expect(Number(width)).toBeGreaterThan(Number(height));
    await leave();
  }, 30_000);
});

describe('all questions on one page', () => {
  const QUESTIONS = '.whole > fieldset, .whole > .field';
  const look = async (viewport: { width: number; height: number }) => {
    const { page, leave } = await browser.visit({ viewport, javaScriptEnabled: true });
    await send(page, '/match', { go: 'whole' });
    const boxes = await page.evaluate<{ left: number; width: number; seen: boolean }[]>(
      `[...document.querySelectorAll(${JSON.stringify(QUESTIONS)})].map(e => {
        const { left, width } = e.getBoundingClientRect();
        return { left: Math.round(left), width, seen: e.checkVisibility() };
      })`,
    );
    const screens = await page.evaluate<number>('document.documentElement.scrollHeight / innerHeight');
    await leave();
    return { boxes, screens };
  };

  it('are all seen at once: in two columns on a desk, in one on a telephone', async () => {
    const desk = await look({ width: 1280, height: 900 });
    const telephone = await look({ width: 390, height: 844 });
    process.stdout.write(`all questions: ${desk.screens.toFixed(2)} screens of a desk\n`);
    for (const { boxes } of [desk, telephone]) {
      expect(boxes).toHaveLength(17);
      expect(boxes.every(({ seen }) => seen)).toBe(true);
    }
    expect(new Set(desk.boxes.map(({ left }) => left)).size).toBe(2);
    expect(new Set(telephone.boxes.map(({ left }) => left)).size).toBe(1);
    expect(desk.screens).toBeLessThanOrEqual(3.7);
  }, 30_000);
});

describe('the directory', () => {
  it('is searched and narrowed without JavaScript, each search at an address of its own', async () => {
    const { page, context, leave } = await browser.visit({ javaScriptEnabled: false });
    await page.goto('/');
    await page.fill('#q', 'infini');
    await page.press('#q', 'Enter');
    await page.waitForURL('**/hosts?q=infini');
    expect(await page.textContent('.entry h3')).toBe('Infini');
    await page.fill('#q', '');
    await page.check('[name="usage.all"][value=email-hosting]');
    await page.check('[name=open]');
    await page.selectOption('#place', 'departement:23');
    await page.click('button:text("Montrer")');
    const address = new URL(page.url());
    expect([...address.searchParams].filter(([, value]) => value !== '')).toEqual([
      ['usage.all', 'email-hosting'],
      ['open', 'yes'],
      ['territory', 'departement:23'],
    ]);
    expect(await page.isChecked('[name="usage.all"][value=email-hosting]')).toBe(true);
    expect(await page.inputValue('#place')).toBe('departement:23');
    // The whole card is the link.
    await page.click('.entry .where', { force: true });
    expect(new URL(page.url()).pathname).toMatch(/^\/hosts\/./);
    expect(await context.cookies()).toEqual([]);
    await leave();
  }, 60_000);
});

describe('what comes after the answer', () => {
  it('is chosen, and its dates are changed, without JavaScript', async () => {
    const { page, context, leave } = await browser.visit({ javaScriptEnabled: false });
    await page.goto('/compare?host=infini&host=les-aulnes');
    await page.click('td a:text("C’est décidé") >> nth=1');
    await page.waitForURL('**/hosts/les-aulnes/decided');
    expect(await page.textContent('h1')).toContain('Les Aulnes');
    await page.fill('#start', '2027-01-11');
    await page.click('button:text("Changer les dates")');
    await page.waitForLoadState();
    expect(await page.inputValue('#start')).toBe('2027-01-11');
    expect(await context.cookies()).toEqual([]);
    await leave();
  }, 60_000);

  it('begins on the card of an answer, with the need, which stays in the form', async () => {
    const { page, leave } = await browser.visit();
    await send(page, '/match', bandForm('answer'));
    await page.click('.host >> nth=0 >> summary');
    await page.click('.host >> nth=0 >> button:text("C’est décidé")');
    await page.waitForLoadState();
    expect(await page.textContent('#minutes')).toContain('12 personnes');
    expect(new URL(page.url()).search).toBe('');
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect([...printed.matchAll(/\/Type\s*\/Page[^s]/g)].length).toBeLessThanOrEqual(3);
    await page.click('button:text("Revenir aux réponses")');
    await page.waitForLoadState();
    expect(await page.locator('.host').count()).toBeGreaterThan(1);
    await leave();
  }, 60_000);

  it('compares hosts that are ticked in the directory, names in sight on a telephone, one sheet on its side', async () => {
    const { page, leave } = await browser.visit({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
    await page.goto('/hosts?q=aulnes');
    await page.check('.entry [name=host]');
    await page.click('button:text("Comparer les hébergeurs cochés")');
    await page.waitForURL('**/compare?host=les-aulnes');
    await page.click('main form >> nth=0 >> button:text("Comparer")');
    await page.waitForLoadState();
    expect(await page.locator('.side thead th').count()).toBe(4);
    await page.locator('.pen').scrollIntoViewIfNeeded();
    const name = await page.locator('.side thead a').first().boundingBox();
    expect(name!.y).toBeLessThan(320);
    expect(name!.y).toBeGreaterThanOrEqual(0);
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sheets = [...printed.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(sheets.length).toBeLessThanOrEqual(2);
    for (const [, width, height] of sheets) expect(Number(width)).toBeGreaterThan(Number(height));
    await leave();
  }, 60_000);
});

describe('what people print of the catalogue', () => {
  it('is one sheet of A4 for what a région lacks, and three at most for a guide', async () => {
    const { page, leave } = await browser.visit({ javaScriptEnabled: false });
    for (const [at, most] of [
      ['/gaps?region=75&federation=les-choisis', 1],
      ['/guide/hosts', 3],
      ['/guide/federations', 3],
    ] as const) {
      await page.goto(at);
      const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect([...printed.matchAll(/\/MediaBox/g)].length, at).toBeLessThanOrEqual(most);
    }
    await leave();
  }, 60_000);
});

describe('a recommendation', () => {
  it('prints without colours: its text upright, its comparison on its side, in few sheets of A4', async () => {
    const { page, asked, context, leave } = await browser.visit();
    await page.goto(recommended.full);
    expect(asked.filter((address) => !address.startsWith('data:'))).toEqual([`${browser.origin}${recommended.full}`]);
    expect(await context.cookies()).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    const colours = await page.evaluate<string[]>(
      `[...new Set([...document.querySelectorAll('main *')].filter(e => e.checkVisibility()).flatMap(e => {
        const s = getComputedStyle(e);
        return [s.color, s.backgroundColor];
      }))].sort()`,
    );
    expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)']);
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sheets = [...printed.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) =>
      [Number(width), Number(height)].map(Math.round),
    );
    const isUpright = ([width, height]: number[]) => width! < height!;
    for (const sheet of sheets) expect([...sheet].sort((a, b) => a - b)).toEqual([595, 842]);
    expect(sheets.filter(isUpright).length).toBeGreaterThan(0);
    expect(sheets.filter(isUpright).length).toBeLessThanOrEqual(3);
    const onTheirSide = sheets.filter((sheet) => !isUpright(sheet));
    expect(onTheirSide.length).toBeGreaterThan(0);
    expect(onTheirSide.length).toBeLessThanOrEqual(2);
    await leave();
  }, 30_000);

  it('prints what a meeting needs of each host: the questions, how to reach it, what the federation reviewed and its tie', async () => {
    const { page, leave } = await browser.visit();
    await page.goto(recommended.full);
    await page.emulateMedia({ media: 'print' });
    const shown = await page.evaluate<string>("document.querySelector('article.card').innerText");
    const printed = shown.replaceAll(/[\s\u00a0\u202f]+/g, ' ');
    for (const told of [
      /Convient/,
      /48 € par an/,
      /CHATONS l’a vérifié le 1er novembre 2026 : préavis avant fermeture \(90 jours\)/,
      /Lien déclaré par CHATONS : Deux de nos membres y sont bénévoles\./,
      /bonjour@aulnes\.example/,
    ])
      expect(printed).toMatch(told);
    const asking = page.locator('article.card', { hasText: 'À demander' }).last();
    expect(await asking.locator('.paper li').first().isVisible()).toBe(true);
    // The need stands once at the head of the sheet: no letter says it again.
    expect(await page.locator('.letter').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)).toBe(
      0,
    );
    await page.emulateMedia({ media: 'screen' });
    await page.click('article.card summary');
    expect(await page.locator('.letter').first().isVisible()).toBe(true);
    await leave();
  }, 30_000);

  it('tells each host once, also where another has left', async () => {
    const { page, leave } = await browser.visit();
    for (const path of [recommended.full, recommended.changed]) {
      await page.goto(path);
      const names = await page.locator('main .in').last().getByRole('link').allInnerTexts();
      const hosts = names.filter((name) => /^(Les|Le|La|Infini|[A-Z])/.test(name));
      expect(hosts.length).toBeGreaterThan(0);
      expect(new Set(hosts).size).toBe(hosts.length);
    }
    expect(await page.textContent('main h2')).toBe('Ce qui a changé depuis');
    await leave();
  }, 30_000);
});

describe('the first load', () => {
  // Each waits until nothing more is asked for: together they wait once.
  it.concurrent.each([
    ['/', 25_000],
    ['/match', 25_000],
    ['/diagnosis', 25_000],
    ['/hosts', 25_000],
    ['/federations', 25_000],
    ['/closings', 25_000],
    ['/hosts/arn', 25_000],
    ['/hosts/arn/decided', 25_000],
    ['/compare?host=les-aulnes&host=arn&host=infini', 25_000],
    ['/federations/chatons', 25_000],
    ['/diagnosis/map', 25_000],
    ['/diagnosis/blank', 25_000],
    ['/diagnosis/workshop', 25_000],
    ['/embed/match?federation=chatons', 15_000],
  ])(
    'of %s is one request of at most %i bytes, without a cookie',
    async (path, most) => {
      const { bytes, addresses, cookies } = await firstLoad(browser, path);
      expect(bytes).toBeGreaterThan(1000);
      expect(bytes).toBeLessThanOrEqual(most);
      expect(addresses).toEqual([`${browser.origin}${path}`]);
      expect(cookies).toEqual([]);
    },
    30_000,
  );
});
