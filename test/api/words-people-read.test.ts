import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { deskHost } from '../support/desk-host.ts';
import { formsIn, type PageForm } from '../support/forms.ts';
import { sendForm } from '../support/guided.ts';
import { fillPages, statesOf } from '../support/pages.ts';
import { unreadableIn } from '../support/words-people-read.ts';

/* Every word that a person reads is from the words of its page: never a code, a pattern, a name of a program or an ISO day. */

describe('people read words on every public page', () => {
  const test = useApp();

  it('in each of its states', async () => {
    const recommended = await fillPages(test);
    const wrong = new Set<string>();
    for (const { name, path, form } of statesOf(recommended)) {
      const headers = { accept: 'text/html' };
      const { text } = form ? await sendForm(test, path, form) : await test.ask('GET', path, { headers });
      for (const one of unreadableIn(text)) wrong.add(`${name}, ${one}`);
    }
    expect([...wrong]).toEqual([]);
  }, 120_000);
});

/** Ways to fill a form so that its fields are refused. */
const WRONG: readonly ((name: string, value: string) => string)[] = [
  () => '',
  () => '¤ x@ 99-99',
  () => 'é'.repeat(6000),
  () => '31/12/1999',
];

describe('people read words on the desks', () => {
  const test = useApp();
  const readers: [string, string][] = [];
  beforeAll(async () => {
    readers.push(['a host', (await deskHost(test)).token]);
    readers.push(['a federation', (await test.federation({ slug: 'tous', charter: 'chatons' })).token]);
    readers.push(['an administrator', ADMIN_TOKEN]);
  }, 120_000);

  it('on all pages that links lead to, and in each of their forms when it is refused', async () => {
    const wrong = new Set<string>();
    let refused = 0;
    for (const [as, token] of readers) {
      const browser = await new Browser(test).signIn(token);
      const forms = new Map<string, [string, PageForm]>();
      const known = new Set<string>();
      const waiting = ['/manage'];
      const kinds = new Map<string, number>();
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
        const { headers } = await browser.open(path);
        if (!String(headers['content-type']).startsWith('text/html')) continue;
        for (const one of unreadableIn(browser.text)) wrong.add(`${as} at ${path}, ${one}`);
        for (const form of formsIn(browser.text)) forms.set(form.action || path, [path, form]);
        for (const [, link] of browser.text.matchAll(/ href="(\/manage[^"#]*)"/g)) {
          const next = link!.replaceAll('&amp;', '&');
          const kind = next.replace(/\?.*/s, '').replaceAll(/[^/]*-[^/]*|[0-9a-f-]{20,}/g, '*');
          if (known.has(next) || (kinds.get(kind) ?? 0) > 3) continue;
          known.add(next);
          kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
          waiting.push(next);
        }
      }
      for (const [action, [path, form]] of forms)
        for (const [at, fill] of WRONG.entries()) {
          const typed = new URLSearchParams([...form.fields].map(([name, value]) => [name, fill(name, value)]));
          const { status } = await browser.send('POST', action, typed.toString());
          if (status < 400 || !browser.text.startsWith('<!')) continue;
          refused++;
          for (const one of unreadableIn(browser.text)) wrong.add(`${as} at ${path} sends ${action} (${at}), ${one}`);
        }
    }
    expect([...wrong]).toEqual([]);
    expect(refused).toBeGreaterThan(100);
  }, 300_000);
});
