import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { begunAt } from '../../src/pages/asking/kept-need.ts';
import type { CaseItem } from '../../src/recommendations/cases/schema.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { BRASS_BAND_FORM, fillCatalogue, sendFromPage } from '../support/guided.ts';

const test = useApp();
const browser = useBrowser(test);
let officer: string;
beforeAll(async () => {
  officer = await fillCatalogue(test);
});

describe('the answer', () => {
  it('is all there on paper: every fold is open, the day and the addresses are said, nothing to press is left', async () => {
    const { page, leave } = await browser.visit();
    await sendFromPage(page, '/match', { ...BRASS_BAND_FORM, at: 'matters', go: 'next' });
    await page.emulateMedia({ media: 'print' });
    const text = (await page.evaluate<string>('document.querySelector("main").innerText')).replaceAll(
      /[\u00a0\u202f]/g,
      ' ',
    );
    expect(text).toContain('Pouvez-vous nous accueillir ?');
    expect(text).toContain('Imprimé le 25 novembre 2026. Adresse : https://bercail.example');
    expect(text.indexOf('Fichiers : 12 personnes')).toBeLessThan(text.indexOf('Les Aulnes'));
    expect(await page.isVisible('.acts')).toBe(false);
    expect(await page.locator('main button:visible').count()).toBe(0);
    await leave();
  }, 30_000);
});

describe('a link that holds a need', () => {
  const form = Object.fromEntries(Object.entries(BRASS_BAND_FORM).map(([name, values]) => [name, [values].flat()]));
  const hash = begunAt(form);

  it('shows the answer; no server is sent what stands behind the sign, and going back leads to where one came from', async () => {
    const { page, complaints, leave } = await browser.visit();
    const received: string[] = [];
    test.app.server.on('request', ({ method, url, headers }) => {
      received.push(`${method} ${url} ${headers.referer ?? ''}`);
    });
    await page.goto('/legal');
    await page.goto(`/match${hash}`);
    await page.waitForSelector('article.card');
    expect(await page.textContent('h1')).toBe('Demandez aux Aulnes');
    expect(await page.textContent('.need')).toContain('12 personnes');
    expect(received.filter((line) => !line.includes('favicon'))).toEqual([
      'GET /legal ',
      'GET /match ',
      'POST /match ',
    ]);
    expect(page.url()).toBe(`${browser.origin}/match`);
    await page.goBack();
    expect(page.url()).toBe(`${browser.origin}/legal`);
    expect(complaints).toEqual([]);
    await leave();
  }, 30_000);

  it('shows the answer too when it is pasted where the first question already stands', async () => {
    const { page, leave } = await browser.visit();
    await page.goto('/match');
    await page.evaluate(`location.hash = '${hash}'`);
    await page.waitForSelector('article.card');
    expect(await page.textContent('h1')).toBe('Demandez aux Aulnes');
    expect(page.url()).toBe(`${browser.origin}/match`);
    await leave();
  }, 30_000);

  it('is pasted where there is no script, as a line there says', async () => {
    const { page, leave } = await browser.visit({ javaScriptEnabled: false });
    await page.goto(`/match${hash}`);
    expect(await page.textContent('main')).toContain('Ce navigateur ne peut pas le lire seul. Collez-le ici en entier');
    await page.fill('#link', `${browser.origin}/match${hash}`);
    await page.click('#link ~ *, p:has(button[value=resume]) >> nth=-1 >> button');
    await page.waitForSelector('article.card');
    expect(await page.textContent('h1')).toBe('Demandez aux Aulnes');
    await leave();
  }, 30_000);

  it('says that it was cut short, and asks the questions', async () => {
    const { page, leave } = await browser.visit();
    await page.goto('/match#besoin=2abcd');
    await page.waitForSelector('.fault');
    expect(await page.textContent('.fault')).toContain('Ce lien est coupé');
    expect(page.url()).toBe(`${browser.origin}/match`);
    await leave();
  }, 30_000);
});

/** What a need would leave in an address; the number of a port may be in its origin. */
const HELD = /besoin|60|website/;

const answerQuestions = async (page: Page) => {
  await page.check('[value=website]');
  const go = (what: string) => Promise.all([page.waitForEvent('load'), page.click(`main button[value="${what}"]`)]);
  await go('next');
  await go('next');
  await page.fill('#budget', '60');
  await go('next');
  await page.fill('#commune', 'Creuse');
  await go('next');
  await go('next');
  await page.waitForSelector('.need');
};
const fromQuestions = async (page: Page) => {
  await page.goto('/match');
  await answerQuestions(page);
};

describe('an answer in one tab', () => {
  const isAnswer = async (page: Page) => {
    await page.waitForSelector('.need');
    expect(await page.textContent('.need')).toMatch(/Site.*60\s€ par an.*Creuse/);
    expect(page.url()).toBe(`${browser.origin}/match`);
  };

  it('is there after it is read again, and after going on and back, with nothing of it in an address', async () => {
    const { page, asked, complaints, context, leave } = await browser.visit();
    await fromQuestions(page);
    await page.reload();
    await isAnswer(page);
    await page.goto('/legal');
    await page.goBack();
    await isAnswer(page);
    // The question before, with what was typed there.
    await page.goBack();
    await page.waitForSelector('[name=matters]');
    await page.goBack();
    await page.waitForSelector('#departement');
    await page.goBack();
    await page.waitForSelector('#budget');
    expect(await page.inputValue('#budget')).toBe('60');
    for (const address of asked) expect(address.replace(browser.origin, '')).not.toMatch(HELD);
    const other = await context.newPage();
    await other.goto('/match');
    expect(await other.textContent('h1')).toContain('De quoi avez-vous besoin');
    expect(complaints).toEqual([]);
    await leave();
  }, 60_000);

  it.each([
    ['with a script', true],
    ['without a script', false],
  ])(
    'is erased from the screen, and from what going back shows, %s',
    async (_name, javaScriptEnabled) => {
      const { page, leave } = await browser.visit({ javaScriptEnabled });
      await fromQuestions(page);
      await Promise.all([page.waitForEvent('load'), page.click('button[value=erase]')]);
      expect(await page.textContent('h1')).toContain('De quoi avez-vous besoin');
      for (let back = 0; back < 3; back++) {
        await page.goBack({ timeout: 5_000 }).catch(() => {});
        // Without a script the browser has nothing left to show.
        const html = await page.content().catch(() => '');
        const [, shown = ''] = /<main[^>]*>([\s\S]*)<\/main>/.exec(html) ?? [];
        expect(shown).not.toMatch(/<h1>[^<]*(Creuse|Site)|value="60"|class="need"| checked/);
      }
      await leave();
    },
    60_000,
  );
});

describe('whether one host suits', () => {
  it.each([
    ['at once, by what was answered in this tab', true],
    ['after the questions, without a script', false],
  ])(
    'is asked from its page and told %s',
    async (_name, javaScriptEnabled) => {
      const { page, asked, complaints, leave } = await browser.visit({ javaScriptEnabled });
      await fromQuestions(page);
      expect(await page.textContent('main')).not.toContain('vous convient-il ?');
      await page.goto('/hosts/les-aulnes');
      await Promise.all([page.waitForEvent('load'), page.click('text=Me convient-il')]);
      if (!javaScriptEnabled) {
        expect(await page.textContent('main')).toMatch(/Les Aulnes vous convient-il\s\? Répondez/);
        await answerQuestions(page);
      }
      await page.waitForSelector('.need');
      const told = await page.textContent('section:has(> h2:text-is("Les Aulnes vous convient-il ?"))');
      expect(told).toContain('Les Aulnes ne convient pas pour cette raison');
      expect(new URL(page.url()).search).toBe('?host=les-aulnes');
      for (const address of asked) expect(address.replace(browser.origin, '')).not.toMatch(HELD);
      expect(complaints).toEqual([]);
      await leave();
    },
    60_000,
  );
});

describe('what a script adds', () => {
  it('is to copy the whole answer, or to share it where the browser can', async () => {
    const { page, context, leave } = await browser.visit();
    await context.addInitScript('navigator.share = async (what) => { window.shared = what.text }');
    await sendFromPage(page, '/match', { ...BRASS_BAND_FORM, at: 'matters', go: 'next' });
    expect(await page.isVisible('.acts [data-do=copy]')).toBe(false);
    await page.click('[data-do=share]');
    expect(await page.evaluate('window.shared')).toMatch(/1\. Les Aulnes[\s\S]*#besoin=/);
    await leave();
  }, 30_000);

  it('is to copy a message, which is read whole without one', async () => {
    const { page, context, leave } = await browser.visit({ permissions: ['clipboard-read', 'clipboard-write'] });
    await sendFromPage(page, '/match', { ...BRASS_BAND_FORM, at: 'matters', go: 'next' });
    await page.click('article.card >> nth=0 >> summary');
    await page.click('article.card >> nth=0 >> [data-do=copy]');
    await page.waitForSelector('text=Texte copié');
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('Nous sommes une association');
    expect(await page.isVisible('.acts [data-do=copy]')).toBe(true);
    expect(await page.isVisible('.acts [data-do=share]')).toBe(false);
    expect(context.pages()).toHaveLength(1);
    await leave();
  }, 30_000);
});

describe('what a script adds to a card', () => {
  it('is to copy the message before the page is opened where one pastes it; without one the button says so', async () => {
    const { page, context, leave } = await browser.visit({ permissions: ['clipboard-read', 'clipboard-write'] });
    await context.route(/^https:/, (route) => route.abort());
    await sendFromPage(page, '/match', { ...BRASS_BAND_FORM, at: 'matters', go: 'everything' });
    const button = page.locator('article.card a[data-copies]').first();
    expect(await button.textContent()).toContain('Copier le message et ouvrir ');
    // On paper nobody presses it: the address stands there alone.
    await page.emulateMedia({ media: 'print' });
    const onPaper = await button.evaluate((link) => [
      getComputedStyle(link).fontSize,
      getComputedStyle(link, '::after').content,
    ]);
    expect(onPaper).toEqual(['0px', `"${await button.getAttribute('href')}"`]);
    await page.emulateMedia({ media: 'screen' });
    await button.click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('Nous sommes une association');
    await leave();
    const { page: plain, leave: leavePlain } = await browser.visit({ javaScriptEnabled: false });
    await sendFromPage(plain, '/match', { ...BRASS_BAND_FORM, at: 'matters', go: 'everything' });
    expect(await plain.locator('article.card a[data-copies]').first().textContent()).toContain('Écrire sur ');
    await leavePlain();
  }, 30_000);

  it('is a day in one’s calendar, with the message to the second host, made without asking any server', async () => {
    const { page, asked, complaints, leave } = await browser.visit();
    await sendFromPage(page, '/match', { ...BRASS_BAND_FORM, at: 'matters', go: 'next' });
    expect(await page.textContent('.later h2')).toMatch(/Pas de réponse dans dix jours\s\? Écrivez /);
    const before = asked.length;
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-do=save]')]);
    expect(download.suggestedFilename()).toBe('rappel-bercail.ics');
    const file = (await readFile((await download.path())!, 'utf8')).replaceAll(/\r?\n /g, '');
    expect(file).toMatch(/^BEGIN:VCALENDAR\r?\n/);
    expect(file).toContain('DTSTART;VALUE=DATE:20261205');
    expect(file).toContain('Nous sommes une association');
    expect(asked.slice(before).filter((address) => !address.startsWith('blob:'))).toEqual([]);
    expect(complaints).toEqual([]);
    await leave();
  }, 30_000);
});

describe('a need that is sent to a federation', () => {
  const ASK = '/match?federation=les-choisis';
  const answered = (page: Page, at = ASK) => sendFromPage(page, at, { ...BRASS_BAND_FORM, at: 'matters', go: 'next' });
  const waiting = async () => {
    const { body } = await test.ask<{ items: CaseItem[] }>('GET', '/v1/federations/les-choisis/cases', {
      token: officer,
    });
    return body.items.map(({ number }) => number);
  };

  it('goes once by two quick presses, shows its number, and leads back to the answer; a fold has the other ways', async () => {
    const { page, complaints, leave } = await browser.visit();
    await answered(page);
    expect(await page.isVisible('#told')).toBe(false);
    await page.dblclick('button[value=send]');
    // The second press may end the journey that the first began: what counts is where one arrives.
    await page.waitForSelector('h1 strong');
    expect(new URL(page.url()).pathname).toBe('/match/sent');
    const number = await page.textContent('h1 strong');
    expect(await waiting()).toEqual([number]);
    await page.reload();
    expect(await page.textContent('h1 strong')).toBe(number);
    await page.click('[data-do=back]');
    await page.waitForSelector('article.card');
    expect(await page.textContent('h1')).toBe('Demandez aux Aulnes');
    await page.click('button[value=send]');
    await page.waitForURL('**/match/sent?**');
    expect(await waiting()).toContain(await page.textContent('h1 strong'));
    expect(complaints).toEqual([]);
    await leave();
  }, 30_000);

  it('goes without a script too, in the other language', async () => {
    const { page, leave } = await browser.visit({ javaScriptEnabled: false });
    await answered(page, `${ASK}&lang=en`);
    const before = await waiting();
    await page.click('button:has-text("Send to L’Atelier des choisis")');
    expect(await page.textContent('h1')).toMatch(/^Your number: [2-9FHKMPRWX]{3}-[2-9FHKMPRWX]{3}$/);
    const number = await page.textContent('h1 strong');
    expect(before).not.toContain(number);
    expect(await waiting()).toContain(number);
    await leave();
  }, 30_000);
});

describe('a need that was kept as a file', () => {
  it('comes back without a script, from the form of the first question', async () => {
    const { page, leave } = await browser.visit({ javaScriptEnabled: false });
    await sendFromPage(page, '/match', { ...BRASS_BAND_FORM, at: 'matters', go: 'next' });
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('button[value=file]')]);
    expect(download.suggestedFilename()).toBe('besoin-bercail.txt');
    const path = await download.path();
    await page.goto('/match');
    await page.click('summary:has-text("Reprendre un besoin gardé")');
    await page.setInputFiles('#file', path);
    await page.click('button[value=resume]');
    expect(await page.textContent('h1')).toBe('Demandez aux Aulnes');
    await leave();
  }, 30_000);
});
