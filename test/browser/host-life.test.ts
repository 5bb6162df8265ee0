import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import type { Match } from '../../src/matching/answer/schema.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { freePort } from '../support/ports.ts';
import { PATH } from '../support/sites.ts';
import { SEND, volunteer } from '../support/volunteer.ts';

/* The life of a host by forms alone: the API is asked for nothing but the match of an association. */

const port = await freePort();
const outgoingAllow = new Set<string>();
const test = useApp({ publicUrl: `http://127.0.0.1:${port}`, outgoingAllow });
const browser = useBrowser(test, port);

/** What the site of the host shows where the proof is looked for. */
let proof: string | undefined;
const server = createServer(({ url }, response) => {
  if (url === PATH && proof) response.end(proof);
  else if (url === '/') response.setHeader('content-type', 'text/html').end('<title>Les Sorbiers</title>');
  else response.writeHead(404).end();
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const sitePort = (server.address() as AddressInfo).port;
afterAll(() => server.close());

/** Everything that an association can ask of one host for its files. */
const NEED = {
  usages: [{ usage: 'file-storage-sharing', accounts: 6, storageGb: 40 }],
  budgetPerYear: 60,
  territory: { level: 'departement', code: '23' },
  audience: 'associations',
  language: 'fr',
  hasDomainName: true,
  holdsHealthData: false,
  sensitive: false,
  currentTools: ['google-drive'],
  require: {
    criteria: [{ criterion: 'free-software-only' }, { criterion: 'hosted-in-eu' }],
    commitments: [
      { kind: 'closing-notice', atLeast: 60 },
      { kind: 'price-change-notice', atLeast: 30 },
    ],
    support: ['training'],
    dataCountries: ['FR'],
  },
};

it.each([
  ['a telephone without scripts', 'sorbiers', { viewport: { width: 390, height: 844 }, javaScriptEnabled: false }],
  ['a desk with scripts', 'alisiers', { viewport: { width: 1200, height: 900 }, javaScriptEnabled: true }],
])(
  'A host says everything, announces a price, closes a service and leaves, at %s',
  async (_, name, device) => {
    const site = `${name}.example:${sitePort}`;
    outgoingAllow.add(site);
    const one = await volunteer(test, browser, device);
    const { page, click, fill, tick, count } = one;
    const begun = Date.now();
    const told: string[] = [];
    let before = { clicks: 0, fields: 0, pages: 0 };
    const done = (what: string) => {
      told.push(`${what}: ${count.clicks - before.clicks} clicks, ${count.fields - before.fields} fields`);
      before = { ...count };
    };
    const choose = async (field: string, value: string) => {
      count.clicks++;
      await page.selectOption(`#${field}`, value);
    };

    await page.goto('/');
    await click('text=Inscrire ou reprendre une fiche');
    await fill({ name: `Les ${name}`, website: `http://${site}` });
    await click(SEND);
    await fill({ place: 'Guéret', contact: `contact@${name}.example`, label: 'Le bureau' });
    await tick('[name=terms]');
    await click(SEND);
    await click('text=La suite : prouver que le site est à vous');
    await click('text=J’envoie des fichiers par FTP');
    proof = await page.inputValue('#text-ftp');
    await click(SEND, 'the desk of a draft');
    const desk = new URL(page.url()).pathname;
    await click('text=Dire au moins un service que vous proposez');
    await fill({ service: 'Nuage', price: '36', accounts: '10' });
    await tick('[value=file-storage-sharing]');
    await tick('[name=room][value=open]');
    await click(SEND);
    done('a draft with a service');

    /** Where a link of every page of the desk leads. */
    const goTo = async (part = '') => {
      count.clicks++;
      await page.goto(desk + part);
    };
    /** One form of the desk, from its link there to the page that says that it is saved. */
    const say = async (link: string, values: Readonly<Record<string, string>>, ticked: readonly string[] = []) => {
      await goTo();
      await click(`main a:text-is("${link}")`);
      await fill(values);
      for (const selector of ticked) await tick(selector);
      await click('#desk button.first');
      expect(page.url(), link).toContain('saved=yes');
    };
    const yes = (...names: string[]) => names.map((name) => `[name=${name}][value=yes]`);
    await say('Qui vous êtes', { foundedOn: '2014' });
    await say(
      'Qui vous servez, et comment vous joindre',
      { serves: 'Bretagne, Creuse', languages: 'français, breton', phone: '05 55 00 00 00', summary: 'Un collectif.' },
      ['[name=audiences][value=associations]'],
    );
    await goTo();
    await click('text=L’aide que vous proposez');
    await choose('support-training', 'in-person');
    await fill({ visits: 'Creuse' });
    await click('#desk button.first');
    await say(
      'Les dix questions',
      { 'closing-notice': '90', 'price-change-notice': '60', 'processing-agreement': `https://${name}.example/accord` },
      yes('french-speaking-support', 'self-service-export', 'backup-offsite'),
    );
    await say('Machines et logiciels', {}, yes('free-software-only', 'hosted-in-eu'));
    await say('Données et vie privée', {}, yes('no-advertising'));
    await say('Votre projet et vos comptes', {}, yes('non-profit'));
    await goTo('/services');
    await click('main a[href$="/services/nuage"]');
    await fill({ country: 'France', software: 'Nextcloud' });
    await tick('[name=registration][value=open]');
    await click('#desk button.first');
    await goTo('/services/nuage/details');
    await fill({ imports: 'Google Drive' });
    await click('#desk button.first');
    await goTo('/services');
    await click('main a[href*="/plans/"]');
    await tick('[name=for][value=organisation]');
    await fill({ maxGb: '100' });
    await click('#desk button.first');
    done('all that a match asks');

    await goTo();
    await click('text=Rien ne manque : publier la fiche', 'the preview');
    await click(SEND, 'the desk of a published host');
    done('publishing');
    const { body } = await test.ask<Match>('POST', '/v1/matches', { body: NEED });
    const [suits] = body.fits;
    expect(suits).toMatchObject({ unknownNeeds: [], cautions: [], questions: [], cost: { perYear: 36 } });

    await goTo('/services');
    await click('main a[href*="/new-price"]', 'a new price');
    await fill({ from: '01/03/2027', fixed: '48' });
    await click('#desk button.first', 'a new price to read over');
    expect(await page.textContent('main')).toMatch(/60.jours/);
    await click('text=Annoncer ce prix', 'a new price, announced');
    done('a rise announced');
    const priceAt = async (startsBy: string) => {
      const answer = await test.ask<Match>('POST', '/v1/matches', { body: { ...NEED, startsBy } });
      return answer.body.fits[0]?.cost.perYear;
    };
    expect([await priceAt('2027-02-01'), await priceAt('2027-04-01')]).toEqual([36, 48]);

    await goTo();
    await click('text=Annoncer une fermeture', 'what may close');
    await click('main a[href$="/services/nuage"]', 'what was promised, then the dates');
    await fill({ closed: '2027-04-15', reason: 'Plus assez de bénévoles.' });
    await click(SEND, 'what everybody will read');
    await click('text=Annoncer la fermeture', 'a service that will close');
    done('a service closed');

    await goTo();
    await click('text=Retirer la fiche', 'leaving');
    await click(SEND, 'what is kept');
    done('left');
    await one.leave();
    process.stdout.write(`${told.join('\n')}\nminutes of the machine: ${((Date.now() - begun) / 60_000).toFixed(1)}\n`);
  },
  180_000,
);
