import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
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
    expect(await page.isVisible('.send')).toBe(false);
    expect(await page.locator('main button:visible').count()).toBe(0);
    await leave();
  }, 30_000);
});

describe('a link that holds a need', () => {
  const code = Buffer.from(
    new URLSearchParams(
      Object.entries(BRASS_BAND_FORM).flatMap(([name, values]) => [values].flat().map((one) => [name, one])),
    ).toString(),
  ).toString('base64url');

  it('shows the answer; no server is sent what stands behind the sign, and going back leads to where one came from', async () => {
    const { page, complaints, leave } = await browser.visit();
    const received: string[] = [];
    test.app.server.on('request', ({ method, url, headers }) => {
      received.push(`${method} ${url} ${headers.referer ?? ''}`);
    });
    await page.goto('/legal');
    await page.goto(`/match#besoin=${code}`);
    await page.waitForSelector('article.card');
    expect(await page.textContent('h1')).toBe('Les Aulnes convient');
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
    await page.evaluate(`location.hash = 'besoin=${code}'`);
    await page.waitForSelector('article.card');
    expect(await page.textContent('h1')).toBe('Les Aulnes convient');
    expect(page.url()).toBe(`${browser.origin}/match`);
    await leave();
  }, 30_000);

  it('breaks nothing without a script: the first question is there', async () => {
    const { page, leave } = await browser.visit({ javaScriptEnabled: false });
    await page.goto(`/match#besoin=${code}`);
    expect(await page.textContent('h1')).toContain('De quoi avez-vous besoin');
    await leave();
  }, 30_000);
});

describe('what a script adds', () => {
  it('is to copy the whole answer, or to share it where the browser can', async () => {
    const { page, context, leave } = await browser.visit();
    await context.addInitScript('navigator.share = async (what) => { window.shared = what.text }');
    await sendFromPage(page, '/match', { ...BRASS_BAND_FORM, at: 'matters', go: 'next' });
    expect(await page.isVisible('.send [data-do=copy]')).toBe(false);
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
    expect(await page.isVisible('.send [data-do=copy]')).toBe(true);
    expect(await page.isVisible('.send [data-do=share]')).toBe(false);
    expect(context.pages()).toHaveLength(1);
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
    expect(await page.isVisible('#spoken')).toBe(false);
    await page.dblclick('button[value=send]');
    await page.waitForURL('**/match/sent?**');
    const number = await page.textContent('h1 strong');
    expect(await waiting()).toEqual([number]);
    await page.reload();
    expect(await page.textContent('h1 strong')).toBe(number);
    await page.click('[data-do=back]');
    await page.waitForSelector('article.card');
    expect(await page.textContent('h1')).toBe('Les Aulnes convient');
    await page.click('button[value=send]');
    await page.waitForURL('**/match/sent?**');
    expect(await waiting()).toContain(await page.textContent('h1 strong'));
    expect(complaints).toEqual([]);
    await leave();
  }, 30_000);

  it('goes without a script too, in the other language', async () => {
    const before = (await waiting()).length;
    const { page, leave } = await browser.visit({ javaScriptEnabled: false });
    await answered(page, `${ASK}&lang=en`);
    await page.click('button:has-text("Send to L’Atelier des choisis")');
    expect(await page.textContent('h1')).toMatch(/^Your number: [2-9FHKMPRWX]{3}-[2-9FHKMPRWX]{3}$/);
    expect(await waiting()).toHaveLength(before + 1);
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
    expect(await page.textContent('h1')).toBe('Les Aulnes convient');
    await leave();
  }, 30_000);
});
