import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import type { Match } from '../../src/matching/answer/schema.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { freePort } from '../support/ports.ts';
import { PATH } from '../support/sites.ts';
import { SEND, volunteer } from '../support/volunteer.ts';

const port = await freePort();
const outgoingAllow = new Set<string>();
const test = useApp({ publicUrl: `http://127.0.0.1:${port}`, outgoingAllow });
const browser = useBrowser(test, port);

/** The site of the host: a home page, and the text once it is put there. */
let published: string | undefined;
const server = createServer(({ url }, response) => {
  if (url === PATH && published) response.end(published);
  else if (url === '/') response.setHeader('content-type', 'text/html').end('<title>Les Aulnes</title>');
  else response.writeHead(404).end();
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const site = `sorbiers.example:${(server.address() as AddressInfo).port}`;
outgoingAllow.add(site);
afterAll(() => server.close());

const focused = (page: Page) => page.evaluate('document.activeElement.id');

it('takes a host from nothing to published and found by a match, on a telephone without scripts', async () => {
  const one = await volunteer(test, browser);
  const { page, click, fill, tick, seen, count } = one;
  await page.goto('/');
  await click('text=Inscrire ou reprendre une fiche', 'the first question');
  await fill({ name: 'Les Sorbiers', website: `http://${site}` });
  await click(SEND, 'the form that registers');
  await fill({ place: 'Guéret', contact: 'contact@sorbiers.example', label: 'Le bureau' });
  await tick('[name=terms]');
  await click(SEND, 'the token');
  await click('text=La suite : prouver que le site est à vous', 'the proof');
  await click('text=J’envoie des fichiers par FTP', 'the proof by a file');
  const text = await page.inputValue('#text-ftp');
  await click(SEND, 'a text that is not there yet');
  published = text;
  await click(SEND, 'the desk of a draft');
  await click('text=Dire au moins un service que vous proposez', 'the first service');
  await fill({ service: 'Nuage', price: '36', accounts: '10' });
  await tick('[value=file-storage-sharing]');
  await tick('[name=room][value=open]');
  await click(SEND, 'the desk of a draft that may be published');
  await click('text=Rien ne manque : publier la fiche', 'the preview');
  await click(SEND, 'the desk of a published host');
  const { body } = await test.ask<Match>('POST', '/v1/matches', {
    body: { usages: [{ usage: 'file-storage-sharing', accounts: 6 }], budgetPerYear: 60 },
  });
  expect(body.fits.map(({ host }) => host)).toEqual(['les-sorbiers']);
  process.stdout.write(`from nothing to a match: ${JSON.stringify(count)}\n`);

  await click('text=Retirer la fiche', 'leaving');
  await page.goto('/manage');
  await seen('what one keeps');
  await one.leave();
}, 90_000);

it('takes an entry over, and shows beside each field what is wrong', async () => {
  const { slug } = await test.published({
    name: 'Les Peupliers',
    website: `http://${site.replace('sorbiers', 'peupliers')}`,
  });
  outgoingAllow.add(site.replace('sorbiers', 'peupliers'));
  const tokens = await test.ask<{ items: { id: string; host?: string }[] }>('GET', '/v1/tokens', {
    token: ADMIN_TOKEN,
  });
  const held = await volunteer(test, browser);
  await held.page.goto(`/manage/hosts/${slug}/take-over`);
  await held.seen('an entry that somebody holds');
  await held.leave();
  for (const { id, host } of tokens.body.items)
    if (host === slug) await test.ask('DELETE', `/v1/tokens/${id}`, { token: ADMIN_TOKEN });

  const one = await volunteer(test, browser);
  const { page, click, fill, tick, count, seen } = one;
  await page.goto('/manage/join');
  await click(SEND, 'a name that is missing');
  await expect.poll(() => focused(page)).toBe('name');
  await fill({ name: 'Les Peupliers' });
  await click(SEND, 'entries that are near');
  await click('text=Nous inscrire', 'the form, filled');
  await fill({ website: 'pas un site', place: 'Nulle part', contact: 'jeanne.martin@gmail.com' });
  await click(SEND, 'everything wrong');
  await expect.poll(() => focused(page)).toBe('website');
  const before = { ...count };

  await page.goto(`/hosts/${slug}`);
  await click('text=C’est votre fiche', 'for hosts, about one');
  await click('text=Reprendre cette fiche', 'taking over');
  await fill({ label: 'Le bureau' });
  await tick('[name=terms]');
  await click(SEND, 'the token of a claim');
  await click('text=La suite : prouver que le site est à vous');
  await click('text=J’ai le panneau de mon hébergement web');
  published = await page.inputValue('#text-panel');
  await click(SEND, 'the desk of an entry taken over');
  process.stdout.write(`taking over: ${count.clicks - before.clicks} clicks, ${count.fields - before.fields} fields\n`);
  await page.goto(`/manage/hosts/${slug}/objection`);
  await seen('nobody takes it over');
  await one.leave();
}, 90_000);
