import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Service } from '../../src/documents/service.ts';
import { type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';

const test = useApp();
let host: Owned;
let desk: Browser;
beforeAll(async () => {
  host = await test.published({
    slug: 'les-aulnes',
    name: 'Les Aulnes',
    foundedOn: '2013',
    serves: [{ level: 'country', code: 'FR' }],
  });
  await test.published({ slug: 'les-saules', name: 'Les Saules' });
  desk = await new Browser(test).signIn(host.token);
});

const at = (part = '') => `/manage/hosts/les-aulnes${part}`;
const SAVED = new RegExp(`^${at('/services')}\\?saved=yes`);
const services = async (): Promise<Host['services']> =>
  (await test.ask<Host>('GET', '/v1/hosts/les-aulnes', { token: host.token })).body.services;
const cloud = async () => (await services()).find(({ slug }) => slug === 'nuage')!;
/** The addresses of the page that end so. */
const links = (end: string) =>
  [...desk.text.matchAll(/href="([^"]+)"/g)].flatMap(([, href]) => (href!.endsWith(end) ? href! : []));
const sent = async (path: string, typed: Record<string, string | string[]>) => {
  await desk.open(path);
  return await desk.fill(path, typed);
};

describe('The services and prices of a host', () => {
  it('are added by what they are for first, and then say what their host types', async () => {
    await desk.open(at('/services'));
    expect(links('/new-service')).toHaveLength(1);
    await sent(at('/new-service'), { usage: 'file-storage-sharing' });
    expect(desk.at).toBe(at('/new-service/file-storage-sharing'));
    expect(desk.text).toContain('Nextcloud');
    // Nothing typed: said beside the name.
    expect((await desk.fill(desk.at)).status).toBe(422);
    expect(desk.text).toContain('id="fault-name"');
    await desk.fill(at('/new-service/file-storage-sharing'), {
      name: 'Nuage',
      'more-usage': 'shared-calendar',
      software: 'Nextcloud',
      registration: 'members',
      country: 'France',
    });
    expect(desk.at, desk.text).toMatch(SAVED);
    const details = at('/services/nuage/details');
    await sent(details, { formats: 'ICS\nVCF', imports: 'Google Drive\nLe cahier de Jeanne', licence: 'AGPL-3.0' });
    expect(desk.text).toContain('id="fault-imports"');
    await desk.fill(details, { imports: 'Google Drive : https://aulnes.example/venir', startedOn: '05/2019' });
    await sent(at('/services/nuage/promises'), { 'self-service-export': 'yes' });
    expect((await cloud()).commitments.map(({ kind, value }) => [kind, value])).toEqual([
      ['self-service-export', true],
    ]);
    await sent(at('/services/nuage/promises'), { 'self-service-export': '' });
    expect(await cloud()).toMatchObject({
      name: 'Nuage',
      usages: ['file-storage-sharing', 'shared-calendar'],
      registration: 'members',
      dataCountry: 'FR',
      exportFormats: ['ICS', 'VCF'],
      imports: [{ tool: 'google-drive', guideUrl: 'https://aulnes.example/venir' }],
      startedOn: '2019-05',
      software: { name: 'Nextcloud', licence: 'AGPL-3.0' },
    });
    // Files have no name of their own; mail has.
    expect(desk.text).not.toContain('name="ownDomain"');
    await sent(at('/services/nuage'), { country: 'Syldavie', registration: '' });
    expect(desk.text).toContain('id="fault-country"');
    await desk.fill(at('/services/nuage'), { country: '' });
    expect(await cloud()).not.toHaveProperty('dataCountry');
  });

  it('have plans whose empty amounts are unknown, with limits, free amounts and copies', async () => {
    await sent(at('/services/nuage/new-plan'), { name: 'Groupe', fixed: '35,50 €', maxAccounts: 'beaucoup' });
    expect(desk.shown!.status).toBe(422);
    expect(desk.form(at('/services/nuage/new-plan')).fields.get('fixed')).toBe('35,50 €');
    await desk.fill(at('/services/nuage/new-plan'), { maxAccounts: '15', maxGb: 'illimité' });
    expect(desk.at, desk.text).toMatch(SAVED);
    expect((await cloud()).plans).toEqual([
      { name: 'Groupe', fixed: 35.5, maxAccounts: 15, maxGb: 'unlimited', observedOn: '2026-11-25' },
    ]);
    const [copy] = links('/copy');
    await sent(copy!, {});
    expect(desk.text).toContain('id="fault-name"');
    await desk.fill(copy!, { name: 'Libre', fixed: '', free: 'yes', advised: '20', period: 'month' });
    expect((await cloud()).plans![1]).toEqual({
      name: 'Libre',
      period: 'month',
      freeAmount: { advised: 20 },
      maxAccounts: 15,
      maxGb: 'unlimited',
      observedOn: '2026-11-25',
    });
    // What does not hold together is said by the same rules as the API.
    const [, second] = links('/remove').filter((href) => href.includes('/plans/'));
    const plan = second!.replace('/remove', '');
    expect((await sent(plan, { floor: '30' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-floor"');
    await desk.fill(plan, { floor: '0' });
    await desk.open(`${plan}/terms`);
    await desk.fill(`${plan}/terms`, { membershipFree: 'yes', 'membership-floor': '2,50' });
    await sent(plan, { for: 'person' });
    expect((await sent(`${plan}/limits`, { includedAccounts: '3' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-includedAccounts"');
    // A second time on one day it is the same raise.
    await desk.fill(`${plan}/limits`, { includedAccounts: '', perGb: '0,1' });
    expect((await cloud()).plans![1]).toMatchObject({
      ...{ for: 'person', freeAmount: { advised: 20, floor: 0 }, membershipFree: { floor: 2.5 }, perGb: 0.1 },
    });
    expect((await sent(`${plan}/terms`, { membershipFee: '10' })).status).toBe(422);
    expect(desk.text).toMatch(/l’adhésion est à prix libre/);
    await desk.send('POST', `${plan}/up`);
    expect((await cloud()).plans!.map(({ name }) => name)).toEqual(['Libre', 'Groupe']);
    await desk.open(`${plan}/remove`);
    await desk.fill(`${plan}/remove`);
    expect((await cloud()).plans!.map(({ name }) => name)).toEqual(['Groupe']);
  });

  it('have one plan of a name, and of two that share one from before, what is pressed acts on its own', async () => {
    const [copy] = links('/copy');
    await sent(copy!, { name: 'Groupe' });
    expect([desk.shown!.status, desk.text]).toEqual([
      422,
      expect.stringContaining('Donnez à l’une un autre nom, ou un jour.'),
    ]);
    await desk.fill(copy!, { name: 'Autre', fixed: '60' });
    await test.database.db.execute(sql`update plans set name = 'Groupe' where name = 'Autre'`);
    await sent(at('/facts'), { languages: ['fr'] });
    await desk.open(at('/services'));
    const [first, second] = links('/remove').filter((href) => href.includes('/plans/'));
    expect(second).not.toBe(first);
    await desk.open(second!);
    expect(desk.text).toContain('60');
    await desk.fill(second!);
    expect((await cloud()).plans!.map(({ name, fixed }) => [name, fixed])).toEqual([['Groupe', 35.5]]);
  });

  it('keep a price that two people changed at once, one beside the other', async () => {
    await desk.open(at('/services'));
    const [copy] = links('/copy');
    const plan = copy!.replace('/copy', '');
    await desk.open(plan);
    const second = await new Browser(test).signIn(host.token);
    await second.open(plan);
    await second.fill(plan, { fixed: '40' });
    await second.fill(plan);
    expect((await desk.fill(plan, { fixed: '45', maxGb: '100' })).status).toBe(409);
    expect(desk.text).toMatch(/id="theirs-fixed"[\s\S]*40/);
    // Of today, as the raise to 40.
    await desk.fill(plan);
    expect((await cloud()).plans![0]).toMatchObject({ fixed: 45, maxGb: 100 });
  });

  it('are tried: what a choir of twelve would pay', async () => {
    await desk.open(at('/services'));
    const { fields } = desk.form(`${at('/services')}#try`);
    expect(fields.get('people')).toBe('12');
    await desk.open(`${at('/services')}?${fields}`);
    expect(desk.text.replaceAll('\u00a0', ' ')).toContain('Cela coûterait 45 € par an.');
    await desk.open(`${at('/services')}?usage=file-storage-sharing&people=beaucoup&gb=20`);
    expect(desk.text).toContain('id="fault-people"');
  });

  it('say what is lost before one is taken out', async () => {
    await sent(at('/new-service'), { usage: 'email-hosting' });
    await desk.fill(at('/new-service/email-hosting'), { name: 'Courriel', ownDomain: 'false' });
    expect((await services()).find(({ slug }) => slug === 'courriel')).toMatchObject({ ownDomain: false });
    await sent(at('/services/courriel'), { ownDomain: '' });
    expect((await services()).find(({ slug }) => slug === 'courriel')).not.toHaveProperty('ownDomain');
    await desk.open(at('/services/nuage/remove'));
    expect(desk.text).toContain('Sa formule et son prix.');
    await desk.open(at('/services/courriel/remove'));
    await desk.fill(at('/services/courriel/remove'));
    expect((await services()).map(({ slug }) => slug)).toEqual(['nuage']);
    expect((await desk.open(at('/services/courriel'))).status).toBe(404);
    expect((await desk.open(at('/services/nuage/plans/0'))).status).toBe(404);
  });
});

describe('The ten questions', () => {
  it('offer a paragraph to publish with one’s own figures, and public models', async () => {
    await desk.open(at('/questions'));
    expect(desk.text).toContain('https://www.cnil.fr');
    expect(desk.text).not.toContain('id="paragraph-closing-notice"');
    await desk.fill(at('/questions'), { 'closing-notice': '90', 'people-with-emergency-access': '3' });
    await desk.open(at('/questions'));
    const text = desk.text.replaceAll('\u00a0', ' ');
    expect(text).toMatch(/id="paragraph-closing-notice"[^>]*>[^<]*90 jours/);
    expect(text).toMatch(/id="paragraph-emergency-access"[^>]*>[^<]*3/);
    // A text to copy is no answer.
    expect([...desk.form(at('/questions')).fields.keys()].filter((name) => name.startsWith('paragraph'))).toEqual([]);
  });

  it('are shown beside what an association sees, of a draft too', async () => {
    expect(desk.text).toContain('Ce qu’une association voit');
    const draft = await test.draft({ slug: 'les-noisetiers', name: 'Les Noisetiers' });
    const drafting = await new Browser(test).signIn(draft.token);
    for (const part of ['facts', 'questions', 'services', 'new-service/email-hosting'])
      expect((await drafting.open(`/manage/hosts/${draft.id}/${part}`)).status, part).toBe(200);
  });
});

describe('A file that a host has already', () => {
  /** Sends a file, as a browser does. */
  const upload = async (name: string, content: Buffer | string) => {
    await desk.open(at('/file'));
    const form = new FormData();
    form.append('file', new Blob([content as BlobPart]), name);
    const whole = new Response(form);
    const body = Buffer.from(await whole.arrayBuffer());
    const type = whole.headers.get('content-type')!;
    return await desk.send('POST', at('/file'), body as unknown as string, { 'content-type': type });
  };

  it('shows line by line what it would change, and changes it when one says so', async () => {
    await upload('services.csv', 'service;name;software\nnuage;Nuage;Seafile\n');
    expect(desk.shown!.status, desk.text).toBe(200);
    expect(desk.text).toMatch(/ligne 2[\s\S]*Nextcloud → Seafile/);
    expect((await cloud()).software?.name).toBe('Nextcloud');
    const { action, fields } = desk.form(at('/file'));
    await desk.send('POST', action, fields.toString());
    expect((await cloud()).software?.name).toBe('Seafile');
    // Applied to what was shown, and to nothing else.
    await desk.send('POST', action, fields.toString());
    expect(desk.text).toContain('Rien\u00a0: votre fiche dit déjà tout cela.');
  });

  it('says what is wrong in it, of a picture that it is none, of a heavy one that it is', async () => {
    await upload('services.csv', 'service;name;usages\nnuage;Nuage;voler\n');
    expect(desk.shown!.status).toBe(422);
    expect(desk.text).toContain('voler');
    expect(
      (await upload('photo.jpg', Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(300_000)]))).status,
    ).toBe(422);
    expect(desk.text).toContain('C’est une image ou un PDF');
    expect((await upload('long.csv', 'x;'.repeat(80_000))).status).toBe(422);
    expect(desk.text).toContain('trop lourd');
    expect((await upload('vide.csv', '')).status).toBe(422);
  });

  it('speaks in words, and erases nothing without a line of its own that says so', async () => {
    await upload(
      'host.csv',
      'name;foundedOn;serves;audiences;contact.phone\nLes Aulnes;;departement:93;associations;01 23 45 67 89\n',
    );
    expect(desk.text).toMatch(/Sert à distance\u00a0: France → Seine-Saint-Denis/);
    expect(desk.text).not.toContain('departement:');
    const erased = desk.text.slice(desk.text.indexOf('Ce qui serait effacé'));
    expect(erased).toMatch(/Fondé en\u00a0: «\u00a02013\u00a0» sera effacé/);
    expect(desk.text.indexOf('Ce qui serait effacé')).toBeGreaterThan(0);
  });

  it('names the sheet of each line, shows what is added, and asks about a number that may be two', async () => {
    const plans = (price: string) => upload('plans.csv', `service;plan;fixed\nnuage;Grand groupe;${price}\n`);
    await plans('1.200,50');
    expect(desk.shown!.status, desk.text).toBe(200);
    expect(desk.text).toMatch(
      /Feuille «\u00a0Formules\u00a0», ligne 2\. Ajouté\u00a0: nuage · Grand groupe\.[^<]*Prix fixe\u00a0: 1200,5/,
    );
    for (const price of ['1.200', '1,200']) {
      await plans(price);
      expect(desk.shown!.status, desk.text).toBe(422);
      expect(desk.text).toContain(`«\u00a0${price}\u00a0»\u00a0: est-ce 1200, ou 1,2\u00a0?`);
    }
    await plans('1 200');
    expect(desk.text).toContain('Prix fixe\u00a0: 1200');
    await upload('plans.csv', 'service;plan;includedGb\nnuage;Petit;1,5360\n');
    expect(desk.text).toContain('1,536');
  });

  it('dates a price that changes without a day, and says so first', async () => {
    const path = '/v1/hosts/les-aulnes/services/nuage';
    const { body: before } = await test.ask<Service>('GET', path);
    const { id: _, slug: _slug, ...service } = before as Service & { id: string };
    const plans = [
      { name: 'Ancien', fixed: 6, observedOn: '2023-12' },
      { name: 'Autre', fixed: 7, observedOn: '2023-12' },
    ];
    const put = (body: object) => test.ask('PUT', path, { token: host.token, ifMatch: '*', body });
    const { name, usages } = service;
    expect((await put({ name, usages, plans })).status).toBe(200);
    await upload('plans.csv', 'service;plan;fixed;observedOn\nnuage;Ancien;9;\nnuage;Autre;7;12/2023\n');
    expect(desk.text).toMatch(/Prix relevé le\u00a0: décembre 2023 →/);
    const { action, fields } = desk.form(at('/file'));
    await desk.send('POST', action, fields.toString());
    const { body: after } = await test.ask<Service>('GET', path);
    expect(after.plans).toMatchObject([
      { name: 'Ancien', fixed: 9, observedOn: test.now.toISOString().slice(0, 10) },
      { name: 'Autre', fixed: 7, observedOn: '2023-12' },
    ]);
    expect((await put({ name, usages, plans: before.plans })).status).toBe(200);
  });

  it('that is a bercail.json is not read as a table: the page that takes it is named', async () => {
    await upload('bercail.json', '{ "host": { "name": "Les Aulnes" } }');
    const website = (await test.ask<Host>('GET', '/v1/hosts/les-aulnes')).body.website!;
    expect(desk.text).toContain(
      `Mettez-le à ${new URL(website).origin}/.well-known/bercail.json, puis donnez cette adresse.`,
    );
    expect(desk.text).toContain(`href="${at('/source')}"`);
    expect(desk.text).not.toContain('CSV UTF-8');
    await upload('nuage.properties', 'file.class = Service\nservice.name = nuage\n');
    expect(desk.text).toContain('C’est un fichier .properties');
    expect(desk.text).toContain(`href="${at('/source')}"`);
  });

  it('is also made of the entry: files of ChatonsInfos that name each other on the site of the host', async () => {
    const { body } = await test.ask<Host>('GET', '/v1/hosts/les-aulnes');
    const place = (name: string) => `${new URL(body.website!).origin}/.well-known/chatonsinfos/${name}`;
    await desk.open(at('/file'));
    const names = ['les-aulnes.properties', 'les-aulnes-nuage.properties'];
    for (const name of names) {
      expect(desk.text).toContain(place(name));
      const { headers, text } = await desk.send('GET', at(`/file/chatonsinfos/${name}`));
      expect(headers['content-disposition']).toContain(name);
      expect(text).toContain(`file.url = ${place(name)}`);
      expect(text).not.toContain('bercail.example');
    }
    const { text } = await desk.send('GET', at('/file/chatonsinfos/les-aulnes.properties'));
    expect(text).toContain(`subs.nuage = ${place('les-aulnes-nuage.properties')}`);
    const saules = await test.published({ slug: 'les-osiers', name: 'Les Osiers' });
    const stranger = await new Browser(test).signIn(saules.token);
    expect((await stranger.open(at('/file/chatonsinfos/les-aulnes.properties'))).status).toBe(403);
  });

  it('of somebody else is noticed before anything is taken', async () => {
    await upload('host.csv', 'name;website\nLes Noisetiers;https://noisetiers.example\n');
    expect(desk.text).toContain('Ce fichier parle de «\u00a0Les Noisetiers\u00a0» (noisetiers.example), pas de vous.');
    expect(desk.text).toContain('C’est bien le nôtre\u00a0: appliquer ces changements');
    const { body } = await test.ask<Host>('GET', '/v1/hosts/les-aulnes');
    // The same site under another name: it is theirs, and its name changed.
    await upload('host.csv', `name;website\nLes Saules;${body.website}\n`);
    expect(desk.text).not.toContain('pas de vous');
  });

  it('downloaded before the entry changed says so, and what it would take back', async () => {
    const before = await test.ask<Host>('GET', '/v1/hosts/les-aulnes');
    const sheet = `name;version;foundedOn\nLes Aulnes;${before.body.version};\n`;
    const patch = (body: object) =>
      test.ask('PATCH', '/v1/hosts/les-aulnes', { token: host.token, ifMatch: '*', body });
    expect((await patch({ foundedOn: '2012' })).status).toBe(200);
    await upload('host.csv', sheet);
    expect(desk.text).toContain('Votre fiche a changé depuis ce fichier');
    expect(desk.text).toMatch(/«\u00a02012\u00a0» sera effacé/);
    expect(desk.text).toContain('Appliquer quand même ces changements');
    const { body: after } = await test.ask<Host>('GET', '/v1/hosts/les-aulnes');
    const put = { token: host.token, body: sheet.replaceAll(';', ','), headers: { 'content-type': 'text/csv' } };
    const sent = await test.ask('PUT', '/v1/hosts/les-aulnes/spreadsheet.xlsx', {
      ...put,
      ifMatch: `"v${after.version}"`,
    });
    expect(sent.status, sent.text).toBe(412);
    await upload('host.csv', sheet.replace(`;${before.body.version};`, `;${after.version};`));
    expect(desk.text).not.toContain('Votre fiche a changé depuis ce fichier');
    await patch({ foundedOn: '2013' });
  });
});

it('of a host with many are shown twenty at a time, with links to the rest', async () => {
  const many = await test.published({ slug: 'les-charmes', name: 'Les Charmes' });
  const { body } = await test.ask<{ claims: object }>('GET', '/v1/hosts/les-charmes/document', { token: many.token });
  const offered = Array.from({ length: 45 }, (_, place) => ({
    slug: `s-${place}`,
    name: `Service ${place}`,
    usages: ['forum'],
  }));
  const put = await test.ask('PUT', '/v1/hosts/les-charmes/document', {
    token: many.token,
    ifMatch: '*',
    body: { ...body, services: offered },
  });
  expect(put.status, put.text).toBe(200);
  const own = await new Browser(test).signIn(many.token);
  const shown = async (query: string) => {
    await own.open(`/manage/hosts/les-charmes/services${query}`);
    return [...own.text.matchAll(/<h2>(Service.\d+)<\/h2>/g)].map(([, name]) => name);
  };
  const first = await shown('');
  expect(first).toHaveLength(20);
  expect(own.text).toContain('href="/manage/hosts/les-charmes/services?page=3"');
  const rest = [...(await shown('?page=2')), ...(await shown('?page=3'))];
  expect(new Set([...first, ...rest]).size).toBe(45);
  expect(await shown('?page=nothing')).toHaveLength(20);
  expect(await shown('?page=99')).toHaveLength(5);
});
