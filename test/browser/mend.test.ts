import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/hosts/reports/schema.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { firstLoad, useBrowser } from '../support/browser.ts';

const test = useApp();
const browser = useBrowser(test);

const reportsOf = async (slug: string) =>
  (await test.ask<{ items: Report[] }>('GET', `/v1/hosts/${slug}/reports`, { token: ADMIN_TOKEN })).body.items;
const focused = 'document.activeElement.id';

describe('the forms of an entry, without JavaScript', () => {
  it('take an error: what was forgotten is said where it is, nothing typed is lost, and it arrives once', async () => {
    const { slug } = await test.published();
    const { page, asked, leave } = await browser.visit({ javaScriptEnabled: false });
    await page.goto(`/hosts/${slug}`);
    await page.click(`a[href="/hosts/${slug}/report"]`);
    await page.fill('#text', 'Le prix affiché\nn’est plus le bon.');
    await page.fill('#url', 'la page des prix');
    await page.click('main button.first');
    await expect.poll(() => page.evaluate(focused)).toBe('kind');
    expect(await page.textContent('#fault-kind')).toBe('Choisissez ce qui ne va pas.');
    expect(await page.getAttribute('#url', 'aria-describedby')).toBe('hint-url fault-url');
    await page.click('.faults a[href="#url"]');
    await expect.poll(() => page.evaluate(focused)).toBe('url');
    await page.fill('#url', '');
    await page.click('[lang=en]');
    expect(await page.textContent('main h1')).toBe('Report an error');
    expect(await page.inputValue('#text')).toBe('Le prix affiché\nn’est plus le bon.');
    await page.check('[value=wrong]');
    await page.click('main button.first');
    expect(await page.textContent('main h1')).toBe('Thank you, your report has arrived');
    const [report] = await reportsOf(slug);
    expect(report).toMatchObject({ kind: 'wrong', text: { en: 'Le prix affiché\nn’est plus le bon.' } });
    expect(await page.textContent('main code')).toBe(report!.id);
    await page.reload();
    expect(await page.textContent('main code')).toBe(report!.id);
    expect(await reportsOf(slug)).toHaveLength(1);
    expect(asked.filter((address) => address.includes('prix'))).toEqual([]);
    await leave();
  }, 60_000);

  it('take a request for removal, and say by which day it is answered', async () => {
    const { slug } = await test.published();
    const { page, context, leave } = await browser.visit({ javaScriptEnabled: false });
    await page.goto(`/hosts/${slug}`);
    await page.click(`a[href="/hosts/${slug}/removal"]`);
    await page.check('[value=person]');
    await page.click('main button.first');
    await expect.poll(() => page.evaluate(focused)).toBe('replyTo');
    expect(await page.isChecked('[value=person]')).toBe(true);
    await page.fill('#replyTo', '06 12 34 56 78');
    await page.keyboard.press('Enter');
    await page.waitForSelector('main code');
    expect(await page.textContent('main h1')).toBe('Votre demande est arrivée');
    expect(await page.textContent('main')).toContain('vous répond au plus tard le 25 décembre 2026.');
    expect(await reportsOf(slug)).toMatchObject([{ kind: 'removal', asker: 'person', replyTo: '06 12 34 56 78' }]);
    expect(await context.cookies()).toEqual([]);
    await leave();
  }, 60_000);

  it('weigh less than 25 kB and ask nothing of anybody else', async () => {
    const { slug } = await test.published();
    const forms = ['report', 'removal'].map((what) => `/hosts/${slug}/${what}`);
    const loads = await Promise.all(forms.map((form) => firstLoad(browser, form)));
    for (const [place, { bytes, addresses, cookies }] of loads.entries()) {
      expect(bytes).toBeLessThan(25_000);
      expect(addresses).toEqual([`${browser.origin}${forms[place]}`]);
      expect(cookies).toEqual([]);
    }
  });
});
