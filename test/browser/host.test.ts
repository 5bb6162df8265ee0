import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Alternatives } from '../../src/alternatives/answer.ts';
import type { Host } from '../../src/documents/host.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { fillCatalogue } from '../support/guided.ts';
import { fillOddHosts } from '../support/odd-hosts.ts';
import { spaced } from '../support/words.ts';

/** The page of a host: what somebody who chooses one reads first, what stays a fold, and what never is one. */

const test = useApp();
const browser = useBrowser(test);
beforeAll(async () => {
  await fillCatalogue(test);
  await fillOddHosts(test);
}, 60_000);

const PHONE = { viewport: { width: 390, height: 844 } };
const DESK = { viewport: { width: 1280, height: 800 } };

/** What stands open, without what folds hold. */
const seenOn = async (page: Page, part = 'main') =>
  spaced(await page.evaluate<string>(`document.querySelector(${JSON.stringify(part)}).innerText`));
const boxOf = async (page: Page, selector: string) => (await page.locator(selector).first().boundingBox())!;

describe('the page of a host', () => {
  it('is heard in the order in which one chooses: who, what, how to ask, what it promises, what to ask, its past', async () => {
    const { page, leave } = await browser.visit(PHONE);
    await page.goto('/hosts/infini');
    const heard = (await page.locator('main').ariaSnapshot()).replaceAll(/[\u00a0\u202f]/g, ' ');
    const order = [
      /heading "Infini" \[level=1\]/,
      /Association · Brest \(Finistère\)/,
      /Dernier signe de vie : mai 2026/,
      /link "Écrire sur infini.fr"/,
      /link "Comparer"/,
      /link "C’est décidé"/,
      /link "Suivre"/,
      /L’hébergeur n’a pas encore relu cette fiche/,
      /heading "Ce qu’il propose" \[level=2\]/,
      /heading "Comment demander" \[level=2\]/,
      /heading "En bref" \[level=2\]/,
      /heading "Ce qu’il promet, et qui le dit" \[level=2\]/,
      /heading "Questions à lui poser" \[level=2\]/,
      /heading "Son passé et ses sources" \[level=2\]/,
      /link "C’est votre fiche \?"/,
    ];
    let at = 0;
    for (const part of order) {
      const found = heard.slice(at).search(part);
      expect(found, `${part} in ${heard.slice(at)}`).toBeGreaterThanOrEqual(0);
      at += found + 1;
    }
    await leave();
  }, 30_000);

  it('folds what one may want to look up, and nothing that one must not miss, also without JavaScript', async () => {
    const { page, leave } = await browser.visit({ ...PHONE, javaScriptEnabled: false });
    await page.goto('/hosts/infini');
    const seen = () => seenOn(page);
    const before = await seen();
    for (const always of [
      'L’hébergeur n’a pas encore relu cette fiche',
      'Dernier signe de vie : mai 2026',
      'Écrire sur infini.fr',
      'Prix inconnu, à demander',
      'Inconnu, à lui demander : déplacements, langues, contact et pays des données',
    ])
      expect(before).toContain(always);
    const folded = [
      ['9 promesses que la charte de CHATONS demande', 'Aucun profilage'],
      ['6 autres questions', 'Peut-on exporter ses données'],
      ['Tout ce qui s’est passé', 'La fiche est publiée'],
      ['Sources et dates', 'a-brest.net/article21543.html'],
    ] as const;
    for (const [summary, inside] of folded) {
      expect(before).not.toContain(inside);
      await page.locator('summary', { hasText: summary }).click();
      expect(await seen()).toContain(inside);
    }
    await leave();
  }, 30_000);

  it('shows every voice of a disputed point, a stated no, and what was bad lately, without being asked', async () => {
    const { page, leave } = await browser.visit(PHONE);
    await page.goto('/hosts/dispute');
    const seen = await seenOn(page);
    expect(seen).toContain('Uniquement des logiciels libres : les avis diffèrent');
    expect(seen).toMatch(/oui L’hébergeur le dit et l’a écrit sur une page publique/);
    expect(seen).toMatch(/non Vérifié par Les Sévères/);
    expect(seen).toMatch(/oui Vérifié par Les Ravis/);
    expect(seen).toContain('Réponse de l’hébergeur à Les Sévères, le 25 novembre 2026 : Le pilote est libre.');
    expect(seen).toContain('Aucune publicité : non');
    expect(seen).toContain('Éducation populaire : en partie');
    expect(seen).toContain('Promesses mises à l’épreuve : 1 non tenue.');
    expect(seen).toContain('Préavis avant de changer les prix : 60 jours (promesse non tenue)');
    expect(seen).toMatch(/il en donne 6\. Promesse non tenue\./);
    expect(seen).toContain('c’est contesté');
    // Shape beside the word: a cross for a no, half a circle for a part, a question for a dispute.
    const marks = await page.evaluate<string[]>(
      '[...document.querySelectorAll("#promises .glyph use")].map((use) => use.getAttribute("href").slice(1))',
    );
    expect(marks.sort()).toEqual(['ask', 'no', 'no', 'part']);
    await leave();
  }, 30_000);

  it('says each price once for all that it is the price of, and folds services after the twelfth', async () => {
    const { page, leave } = await browser.visit(DESK);
    await page.goto('/hosts/quarante');
    const ways = await page.evaluate<string[]>(
      '[...document.querySelectorAll(".way")].map((way) => way.innerText.replaceAll(/\\s+/g, " "))',
    );
    expect(ways.map((way) => way.split(' Pour chacun')[0]!.split(' Petit')[0])).toEqual([
      'Ouverts à tous : il suffit de s’inscrire Il reste des places',
      'Pour ses membres : il faut adhérer Il reste des places',
      'Complets aujourd’hui',
    ]);
    for (const way of ways) {
      expect(way.match(/20 € par an/g)).toHaveLength(1);
      expect(way.match(/80 € par an/g)).toHaveLength(1);
    }
    expect(ways.map((way) => way.match(/Outil \d/g)?.length)).toEqual([12, 12, 1]);
    expect(ways[0]).toContain('7 autres services');
    await leave();
  }, 30_000);

  it('prints with every fold open, and without what can only be pressed', async () => {
    const { page, leave } = await browser.visit(PHONE);
    await page.goto('/hosts/infini');
    await page.emulateMedia({ media: 'print' });
    const hidden = await page.evaluate<string[]>(
      `[...document.querySelectorAll('main details > :not(summary)')].filter((part) => {
        const { width, height } = part.getBoundingClientRect();
        return width * height === 0;
      }).map((part) => part.textContent.slice(0, 40))`,
    );
    expect(hidden).toEqual([]);
    const printed = await seenOn(page);
    for (const inside of ['Aucun profilage', 'Peut-on exporter ses données', 'La fiche est publiée', 'article21543'])
      expect(printed).toContain(inside);
    for (const pressed of ['Comparer', 'Signaler une erreur', 'Imprimer', 'flux Atom'])
      expect(printed).not.toContain(pressed);
    await leave();
  }, 30_000);

  it('tells in short who it is beside its offers on a desk, after how to ask on a telephone', async () => {
    const desk = await browser.visit(DESK);
    await desk.page.goto('/hosts/infini');
    const [offers, aside] = [await boxOf(desk.page, '.sheet .card'), await boxOf(desk.page, 'aside')];
    expect(aside.x).toBeGreaterThan(offers.x + offers.width);
    expect(Math.abs(aside.y - offers.y)).toBeLessThan(2);
    await desk.leave();
    const phone = await browser.visit(PHONE);
    await phone.page.goto('/hosts/infini');
    const ask = await boxOf(phone.page, 'section:has(> h2:text("Comment demander"))');
    const short = await boxOf(phone.page, 'aside');
    expect([short.x, short.y > ask.y]).toEqual([ask.x, true]);
    await phone.leave();
  }, 30_000);

  it.each([
    ['va-fermer', 'Va fermer : n’y allez plus', 'Où aller ensuite : qui propose la même chose'],
    ['suspendu', 'Fiche suspendue : il n’est plus proposé', 'Où aller à la place ?'],
  ])(
    'of %s sends nobody there: it says why, and leads elsewhere',
    async (slug, state, way) => {
      const { page, leave } = await browser.visit(PHONE);
      await page.goto(`/hosts/${slug}`);
      const roof = await seenOn(page, '.band');
      expect(roof).toContain(state);
      expect((await page.locator('.band .button').allTextContents()).map(spaced)).toEqual([way]);
      expect(roof).not.toMatch(/Demander sur|Comparer|C’est décidé/);
      await page.click('.band .button');
      expect(new URL(page.url()).pathname).toBe(`/hosts/${slug}/alternatives`);
      await leave();
    },
    30_000,
  );

  it.each([
    ['framasoft', 4.7, 470],
    ['infini', 4.4, 480],
    ['arn', 4.7, 495],
  ])(
    'of %s is at most %s screens and %s words on a telephone',
    async (slug, screens, words) => {
      const { page, leave } = await browser.visit(PHONE);
      await page.goto(`/hosts/${slug}`);
      expect(await page.evaluate<number>('document.documentElement.scrollHeight / innerHeight')).toBeLessThan(screens);
      expect((await page.evaluate<string>('document.body.innerText')).split(/\s+/).length).toBeLessThan(words);
      await leave();
    },
    30_000,
  );
});

describe('where to go instead', () => {
  it('begins with who offers the most of it, then each service as a fold with its own hosts', async () => {
    const { page, leave } = await browser.visit({ ...PHONE, javaScriptEnabled: false });
    await page.goto('/hosts/infini/alternatives');
    const left = (await test.ask<Host>('GET', '/v1/hosts/infini')).body.services;
    const { items } = (await test.ask<Alternatives>('GET', '/v1/hosts/infini/alternatives')).body;
    const near = new Set(items.flatMap(({ hosts }) => hosts.map(({ host }) => host)));
    const replacing = (slug: string): number => {
      const offered = test.catalogue
        .current()
        .bySlug.get(slug)!
        .services.flatMap(({ usages }) => usages);
      return left.filter(({ usages }) => usages.every((usage) => offered.includes(usage))).length;
    };
    const most = Math.max(...[...near].map(replacing));
    expect(most).toBeGreaterThan(2);
    const links = await page.locator('.cards.tight .entry h3 a').all();
    const slugs = await Promise.all(links.map(async (link) => (await link.getAttribute('href'))!.split('/').at(-1)!));
    expect(slugs.map(replacing)).toEqual([...slugs.map(replacing)].sort((one, other) => other - one));
    expect([slugs.length, replacing(slugs[0]!)]).toEqual([3, most]);
    expect(await seenOn(page, '.band')).toContain(
      `${await links[0]!.textContent()} propose ${most} de ces ${left.length} services.`,
    );
    const fold = page.locator('details', { has: page.locator('summary', { hasText: 'Drop.Infini' }) });
    expect(await fold.locator('.entry').first().isVisible()).toBe(false);
    await fold.locator('summary').first().click();
    expect(await fold.locator('.entry').first().isVisible()).toBe(true);
    expect(spaced((await fold.textContent())!)).toContain('Pour chacun des suivants : il propose les mêmes usages.');
    await leave();
  }, 30_000);

  it('shows who takes over before all others', async () => {
    const { page, leave } = await browser.visit(DESK);
    await page.goto('/hosts/va-fermer/alternatives');
    const card = await seenOn(page, '.entry');
    expect(card).toMatch(/^Prend la Suite .*Repreneur/);
    expect(await page.locator('.entry').count()).toBeGreaterThan(1);
    await leave();
  }, 30_000);
});

describe('on a telephone', () => {
  /** Marks whose shape is not beside the first line of their words. */
  const ASTRAY = `[...document.querySelectorAll('p.mark')].filter((mark) => {
    const { top, bottom } = mark.querySelector('svg').getBoundingClientRect();
    const words = document.createRange();
    words.selectNodeContents(mark.querySelector('span'));
    const [first] = words.getClientRects();
    return !first || (top + bottom) / 2 < first.top || (top + bottom) / 2 > first.bottom;
  }).length`;
  /** Parts of addresses, between dots, that an end of a line cuts elsewhere than at a hyphen. */
  const CUT = `[...document.querySelectorAll('.side a.bare,.side a[href^="mailto:"]')].flatMap((link) =>
    [...link.childNodes].filter((part) => part.nodeType === Node.TEXT_NODE && !part.data.includes('-')).flatMap((part) => {
      const range = document.createRange();
      range.selectNodeContents(part);
      return range.getClientRects().length > 1 ? [part.data] : [];
    }))`;

  it.each(['/compare?host=framasoft&host=zaclys&host=arn', '/hosts/zaclys/decided'])(
    'a question mark stands beside the first line of its words, and no word of an address is cut: %s',
    async (path) => {
      const { page, leave } = await browser.visit(PHONE);
      await page.goto(path);
      expect(await page.locator('p.mark').count()).toBeGreaterThan(2);
      expect(await page.evaluate(ASTRAY)).toBe(0);
      expect(await page.evaluate(CUT)).toEqual([]);
      await leave();
    },
    30_000,
  );
});

describe('the weight', () => {
  it('of every page of a host, and of where to go instead, is under 25 kB compressed', async () => {
    const slugs = [...test.catalogue.current().bySlug.keys()];
    expect(slugs.length).toBeGreaterThan(50);
    const heavy: string[] = [];
    let most = 0;
    for (const slug of slugs)
      for (const path of [`/hosts/${slug}`, `/hosts/${slug}/alternatives`]) {
        const { text } = await test.ask('GET', path, { headers: { accept: 'text/html' } });
        const bytes = gzipSync(text).length;
        if (bytes > 25_000) heavy.push(`${path}: ${bytes}`);
        if (bytes > most) {
          most = bytes;
          process.stdout.write(`${path}: ${bytes} bytes\n`);
        }
      }
    expect(heavy).toEqual([]);
  }, 120_000);
});
