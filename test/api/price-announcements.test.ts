import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Plan } from '../../src/documents/service.ts';
import { type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';

/** A price that will rise, announced by forms: today is 25 November 2026. */

const test = useApp();
const AT = '/manage/hosts/les-charmes';
let host: Owned;
let desk: Browser;

const write = async (path: string, body: object) => {
  const put = await test.ask('PUT', `/v1/hosts/les-charmes/${path}`, { token: host.token, ifMatch: '*', body });
  expect(put.status, put.text).toBeLessThan(300);
};
const hostNow = async () => (await test.ask<Host>('GET', '/v1/hosts/les-charmes')).body;
const plansNow = async () => (await hostNow()).services[0]!.plans!;
const changesNow = async () =>
  ((await hostNow()).priceChanges ?? []).map(({ from, promised, state }) => [from, promised, state]);
const textOf = () => desk.text.replaceAll(/[\u00a0\u202f]/g, ' ');
const linkTo = (part: string) => desk.text.match(new RegExp(`href="([^"]+/plans/[^"/]+${part})"`))![1]!;
/** Presses the button below what was shown. */
const announce = (form: string) => desk.fill(form, {});
const WARNING =
  'votre fiche dira, pour toujours, que cette promesse n’est pas tenue, sauf si vous y renoncez au plus tard le';

beforeAll(async () => {
  host = await test.published({ slug: 'les-charmes', name: 'Les Charmes' });
  await write('commitments/price-change-notice', { value: 60 });
  desk = await new Browser(test).signIn(host.token);
});

let made = 0;
/** A service of its own for each test, so that no raise meets another. @returns the address of its plan */
const offered = async (plan: Partial<Plan> = {}) => {
  const { services } = await hostNow();
  for (const { slug } of services)
    await test.ask('DELETE', `/v1/hosts/les-charmes/services/${slug}`, { token: host.token, ifMatch: '*' });
  const plans = [{ name: 'Groupe', fixed: 40, period: 'year', maxAccounts: 10, membershipFee: 5, ...plan }];
  await write(`services/nuage-${++made}`, { name: 'Nuage', usages: ['file-storage-sharing'], plans });
  await desk.open(`${AT}/services`);
};

beforeEach(() => offered());

describe('A new price', () => {
  it('is announced by its day and its amounts, after what it comes to was shown; today’s price stays', async () => {
    const form = linkTo('/new-price');
    expect(textOf()).toContain('Annoncer un nouveau prix');
    await desk.open(form);
    expect(textOf()).toContain('un prix plus élevé peut venir au plus tôt le 24 janvier 2027');
    expect([...desk.form(form).fields.keys()]).toEqual(expect.arrayContaining(['from', 'fixed', 'membershipFee']));
    expect(desk.form(form).fields.has('perGb')).toBe(false);
    // Neither a day nor another price: both are asked at once, and nothing typed is lost.
    expect((await desk.fill(form, { from: '25/11/2026' })).status).toBe(422);
    expect([...textOf().matchAll(/id="fault-([^"]+)"/g)].map(([, name]) => name)).toEqual(['from', 'fixed']);
    await desk.fill(form, { from: '01/03/2027', fixed: '48' });
    for (const told of [
      'Vous avez promis de prévenir 60 jours avant',
      '40 € par an',
      '48 € par an',
      'à partir du 1er mars 2027',
      'Jusqu’au 28 février 2027',
      'Vos usagers, non',
    ])
      expect(textOf(), told).toContain(told);
    expect(textOf()).not.toContain('pour toujours');
    expect(await plansNow()).toHaveLength(1);
    expect(await changesNow()).not.toContainEqual(expect.arrayContaining(['2027-03-01']));
    await announce(form);
    expect(desk.at).toContain(`${AT}/services?saved=yes`);
    expect(
      (await plansNow()).map(({ fixed, from, membershipFee, maxAccounts }) => [
        fixed,
        from,
        membershipFee,
        maxAccounts,
      ]),
    ).toEqual([
      [40, undefined, 5, 10],
      [48, '2027-03-01', 5, 10],
    ]);
    expect(await changesNow()).toContainEqual(['2027-03-01', 60, 'pending']);
  });

  it('begins on a day in words or in figures; what is no day is told so', async () => {
    const form = linkTo('/new-price');
    await desk.open(form);
    expect((await desk.fill(form, { from: 'au printemps', fixed: '48' })).status).toBe(422);
    expect(textOf()).toContain('Écrivez un jour, comme 24/11/2026.');
    expect(textOf()).not.toContain('Dites un jour après aujourd’hui.');
    for (const from of ['1er mars 2027', '1 March 2027', 'March 1st, 2027', 'le 1 mars 2027', '01/03/2027']) {
      await desk.open(form);
      await desk.fill(form, { from, fixed: '48' });
      expect(textOf(), from).toContain('plus élevé à partir du 1er mars 2027');
    }
    await desk.open(form);
    expect((await desk.fill(form, { from: '31 février 2027', fixed: '48' })).status).toBe(422);
    expect((await desk.fill(form, { from: '24 novembre 2026', fixed: '48' })).status).toBe(422);
    expect(textOf()).toContain('Dites un jour après aujourd’hui.');
  });

  it('too soon says that it breaks the promise, can be corrected, and is shown anew when the entry changed', async () => {
    const form = linkTo('/new-price');
    await desk.open(form);
    await desk.fill(form, { from: '01/12/2026', fixed: '50' });
    expect(textOf()).toContain('Vous avez promis 60 jours de délai, et vous en laissez 6.');
    expect(textOf()).toContain(WARNING);
    expect(textOf()).toContain('Jusqu’au 2 décembre 2026');
    await desk.fill(form, {}, 1);
    expect(desk.form(form).fields.get('fixed')).toBe('50');
    await desk.fill(form, { from: '01/02/2027' });
    expect(textOf()).not.toContain(WARNING);
    await test.ask('PATCH', '/v1/hosts/les-charmes', {
      ...{ token: host.token, ifMatch: '*', body: { summary: { fr: `Entre-temps ${made}` } } },
    });
    expect((await announce(form)).status).toBe(409);
    expect(textOf()).toContain('La fiche a changé entre-temps.');
    await announce(form);
    expect(await changesNow()).toContainEqual(['2027-02-01', 60, 'pending']);
  });

  it('that is lower needs no promise, and is announced all the same', async () => {
    const form = linkTo('/new-price');
    await desk.open(form);
    await desk.fill(form, { from: '01/12/2026', fixed: '30' });
    expect(textOf()).toContain('Ce n’est pas un prix plus élevé');
    await announce(form);
    expect((await plansNow()).map(({ fixed }) => fixed)).toEqual([40, 30]);
  });
});

describe('A day to come, given to the price of today', () => {
  const given = async (typed: Record<string, string>) => {
    const form = linkTo('');
    await desk.open(form);
    expect(desk.form(form).fields.has('meant')).toBe(false);
    await desk.fill(form, typed);
    expect([desk.shown!.status, textOf()]).toEqual([
      422,
      expect.stringContaining('Que voulez-vous dire avec ce jour ?'),
    ]);
    return form;
  };

  it('is asked what it means; a new price leaves today’s, after it was shown', async () => {
    const form = await given({ from: '01/03/2027', fixed: '44' });
    await desk.fill(form, { meant: 'new' });
    expect(textOf()).toContain('Relisez, puis annoncez');
    await announce(form);
    expect((await plansNow()).map(({ fixed, from }) => [fixed, from]).sort()).toEqual([
      [40, undefined],
      [44, '2027-03-01'],
    ]);
    expect(await changesNow()).toContainEqual(['2027-03-01', 60, 'pending']);
  });

  it('as a correction takes its place', async () => {
    const form = await given({ from: '01/03/2027' });
    await desk.fill(form, { meant: 'correction' });
    expect((await plansNow()).map(({ fixed, from }) => [fixed, from])).toEqual([[40, '2027-03-01']]);
  });
});

describe('A price that is raised in the ordinary form', () => {
  it('is shown before it is saved, with the promise that it breaks; what raises nothing is saved at once', async () => {
    const form = linkTo('');
    await desk.open(form);
    await desk.fill(form, { maxGb: '20' });
    expect(desk.at).toContain('saved=yes');
    await desk.open(form);
    await desk.fill(form, { fixed: '41' });
    expect(textOf()).toContain('et vous n’en laissez aucun');
    expect((await plansNow())[0]!.fixed).toBe(40);
    await announce(form);
    expect((await plansNow())[0]!.fixed).toBe(41);
    expect(await changesNow()).toContainEqual(['2026-11-25', 60, 'broken']);
  });
});

describe('A price to come', () => {
  it('is shown where the price of today is corrected', async () => {
    const form = linkTo('');
    await desk.open(form);
    expect(textOf()).not.toContain('déjà annoncé');
    const { slug, name, usages, plans } = (await hostNow()).services[0]!;
    await write(`services/${slug}`, {
      name,
      usages,
      plans: [...plans!, { ...plans![0]!, fixed: 44, from: '2027-03-01' }],
    });
    for (const part of ['', '/limits', '/terms']) {
      await desk.open(form + part);
      expect(textOf()).toContain(
        'Un autre prix est déjà annoncé : 44 € par an et 5 € d’adhésion par an à partir du 1er mars 2027.',
      );
    }
  });

  it('is given up by its own name, not taken out as a plan is', async () => {
    const form = linkTo('/new-price');
    await desk.open(form);
    await desk.fill(form, { from: '01/03/2027', fixed: '48' });
    await announce(form);
    await desk.open(`${AT}/services`);
    const links = [...textOf().matchAll(/href="([^"]+\/remove)"[^>]*>([^<]+)/g)].map(
      ([, href, text]) => [text!.trim(), href!] as const,
    );
    const giveUp = new Map(links).get('Renoncer à ce prix à venir')!;
    await desk.open(giveUp);
    expect(textOf()).toContain('Ce prix n’est plus annoncé : 48 € par an');
    await desk.fill(giveUp);
    expect((await plansNow()).map(({ fixed }) => fixed)).toEqual([40]);
    // A service that closes is announced instead of taken out.
    await desk.open(links.find(([, href]) => !href.includes('/plans/'))![1]);
    expect(textOf()).toMatch(/href="[^"]+\/closing\/services\/nuage-\d+"[^>]*>Annoncer sa fermeture/);
  });

  it('of today counts at once: the page does not tell that the former one still does', async () => {
    const plan = linkTo('/new-price').replace('/new-price', '');
    await desk.open(plan);
    await desk.fill(plan, { fixed: '60' });
    expect(textOf()).toContain('le nouveau prix compte dès maintenant');
    expect(textOf()).toContain('remettez l’ancien prix');
    expect(textOf()).not.toMatch(/avant ce jour|retirez la formule/);
  });
});

describe('The desk', () => {
  it('tells of promises what the public page tells, with until when a raise may be given up', async () => {
    const form = linkTo('/new-price');
    await desk.open(form);
    await desk.fill(form, { from: '01/12/2026', fixed: '50' });
    await announce(form);
    const kept = /Promesses mises à l’épreuve[\s\S]*?<\/p>/;
    const { text: page } = await test.ask('GET', '/hosts/les-charmes', { headers: { accept: 'text/html' } });
    await desk.open(AT);
    expect(kept.exec(desk.text)![0]).toBe(kept.exec(page)![0]);
    const [, told] = /<li>([^<]*prix plus élevé à partir du 1er décembre 2026[^<]*)/.exec(textOf())!;
    expect(page.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(told!.slice(0, 60));
    expect(textOf()).toContain('Vous pouvez y renoncer jusqu’au 2 décembre 2026.');
  });
});
