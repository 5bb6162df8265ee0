import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { readChatonsInfos } from '../../src/exchange/chatonsinfos/read.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';

const test = useApp();
const FILL = '/manage/fill-file';

const HOST = {
  name: 'Les Aulnes',
  website: 'aulnes.example',
  summary: 'Fichiers et agendas pour les associations.',
  legalForm: 'association',
  seat: 'Guéret',
  serves: 'Creuse\nBelgique',
  email: 'contact@aulnes.example',
};
const CLOUD = {
  'usage-1': 'file-storage-sharing',
  'service-1': 'Nuage',
  'price-1': '35,50',
  'software-1': 'Nextcloud',
  'keeper-1': 'Les Aulnes',
};
const CALENDAR = { 'usage-2': 'shared-calendar', 'service-2': 'Agenda', 'keeper-2': 'Les Aulnes' };

const said = ({ text }: Browser): string =>
  text
    .slice(text.indexOf('<main'), text.indexOf('</main'))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

/** Somebody whom nobody knows, on the empty form. */
async function somebody(): Promise<Browser> {
  const nobody = new Browser(test);
  await nobody.open(FILL);
  return nobody;
}

/** Presses “Ajouter un service”, without script. */
async function add(nobody: Browser, typed: Readonly<Record<string, string>>): Promise<void> {
  const { fields } = nobody.form(FILL);
  for (const [name, value] of Object.entries({ ...typed, go: 'stay' })) fields.set(name, value);
  const to = /formaction="([^"]*more=yes[^"]*)"/.exec(nobody.text)![1]!;
  await nobody.send('POST', to, fields.toString());
  expect(nobody.shown!.status).toBe(200);
}

/** The page of the files of a host with two services. */
async function filled(): Promise<Browser> {
  const nobody = await somebody();
  await add(nobody, HOST);
  await add(nobody, CLOUD);
  await nobody.fill(FILL, CALENDAR);
  expect(nobody.shown!.status, said(nobody)).toBe(200);
  return nobody;
}

/** Downloads one of the files that a page offers. */
async function download(page: Browser, name: string): Promise<string> {
  const other = new Browser(test);
  other.shown = page.shown;
  const { status, headers, text } = await (async () => {
    for (let which = 0; ; which++) {
      const form = other.form(FILL, which);
      if (form.fields.get('download') === name) return await other.send('POST', FILL, form.fields.toString());
    }
  })();
  expect(status).toBe(200);
  expect(headers['content-disposition']).toBe(`attachment; filename="${name}"`);
  return text;
}

/** What our own check says of a file, to anybody. */
async function checked(name: string, content: string): Promise<string> {
  const nobody = new Browser(test);
  const part = `--a-part\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n--a-part--\r\n`;
  await nobody.send('POST', '/manage/check-file', part, { 'content-type': 'multipart/form-data; boundary=a-part' });
  return said(nobody);
}

describe('Somebody without an entry who wants a file', () => {
  it('comes there from the page for hosts and from the check', async () => {
    const nobody = new Browser(test);
    for (const page of ['/for-hosts', '/manage/check-file']) {
      await nobody.open(page);
      expect(nobody.text, page).toContain(`href="${FILL}"`);
    }
  });

  it('is asked no more than ten things at first, and services one by one, with all that was typed kept', async () => {
    const nobody = await somebody();
    const asked = [...nobody.form(FILL).fields.keys()].filter((name) => !['was', 'services'].includes(name));
    expect(asked).toEqual(['name', 'website', 'summary', 'legalForm', 'seat', 'serves', 'email']);
    await add(nobody, HOST);
    await add(nobody, CLOUD);
    expect(Object.fromEntries(nobody.form(FILL).fields)).toMatchObject({ ...HOST, ...CLOUD, 'service-2': '' });
  });

  it('reads all faults at once, each with its service, and loses nothing', async () => {
    const nobody = await somebody();
    await add(nobody, {});
    const typed = { website: 'chez nous', serves: 'Syldavie', 'price-1': 'cher', email: 'contact@aulnes.example' };
    await nobody.fill(FILL, typed);
    expect(nobody.shown!.status).toBe(422);
    const page = said(nobody);
    for (const fault of [
      'Écrivez le nom de votre hébergeur.',
      'Ce n’est pas l’adresse d’un site.',
      'Choisissez une forme.',
      'Syldavie',
      'Service 1 : choisissez à quoi il sert.',
      'Service 1 : donnez un nom à ce service.',
      'Service 1 : dites qui tient la machine.',
    ])
      expect(page).toContain(fault);
    expect(Object.fromEntries(nobody.form(FILL).fields)).toMatchObject(typed);
  });

  it('is asked whose an address is that looks like that of a person', async () => {
    const nobody = await somebody();
    await nobody.fill(FILL, { ...HOST, email: 'camille.durand@gmail.com' });
    expect(said(nobody)).toContain('Cette adresse ressemble à celle d’une personne.');
    await nobody.fill(FILL, { role: 'yes' });
    expect(said(nobody)).toContain('Télécharger bercail.json');
  });

  it('may ask for a service too many, and go back to correct', async () => {
    const nobody = await somebody();
    await add(nobody, HOST);
    await nobody.fill(FILL);
    expect(said(nobody)).toContain('Télécharger les-aulnes.properties');
    expect(JSON.parse(await download(nobody, 'bercail.json'))).not.toHaveProperty('services');
    await nobody.fill(FILL, {}, 2);
    expect(Object.fromEntries(nobody.form(FILL).fields)).toMatchObject(HOST);
  });
});

describe('The files of a form', () => {
  it('name the site of the host and never this catalogue, and are without fault', async () => {
    const page = await filled();
    for (const name of ['les-aulnes.properties', 'les-aulnes-nuage.properties', 'les-aulnes-agenda.properties']) {
      const file = await download(page, name);
      expect(file).not.toContain('bercail.example');
      expect(file).toContain(`file.url = https://aulnes.example/.well-known/chatonsinfos/${name}`);
      expect(said(page)).toContain(`https://aulnes.example/.well-known/chatonsinfos/${name}`);
      expect(await checked(name, file), file).toContain('Rien à corriger');
    }
    expect(await checked('bercail.json', await download(page, 'bercail.json'))).toContain('Rien à corriger');
  });

  it('hold all that was filled in: bercail.json is taken as the document of an entry', async () => {
    const document = JSON.parse(await download(await filled(), 'bercail.json'));
    const { token } = await test.published({
      slug: 'les-aulnes',
      name: 'Les Aulnes',
      website: 'https://aulnes.example',
    });
    const put = await test.ask('PUT', '/v1/hosts/les-aulnes/document', {
      ...{ token, body: document, headers: { 'if-match': '*' } },
    });
    expect(put.status, put.text).toBe(200);
    const { body } = await test.ask<Host>('GET', '/v1/hosts/les-aulnes');
    expect(body).toMatchObject({
      name: 'Les Aulnes',
      legalForm: 'association',
      summary: { fr: HOST.summary },
      seat: { country: 'FR', territory: { level: 'commune' } },
      serves: [
        { level: 'departement', code: '23' },
        { level: 'country', code: 'BE' },
      ],
      contact: { email: HOST.email },
    });
    expect(body.services).toMatchObject([
      { slug: 'agenda', name: 'Agenda', usages: ['shared-calendar'] },
      {
        ...{ slug: 'nuage', name: 'Nuage', usages: ['file-storage-sharing'], software: { name: 'Nextcloud' } },
        plans: [{ fixed: 35.5 }],
      },
    ]);
    expect(JSON.stringify(document)).not.toContain('keeper');
  });

  it('are read back by the import of ChatonsInfos, from one to the others', async () => {
    const page = await filled();
    const day = '2026-12-01';
    const { reference } = test.catalogue.current();
    const read = async (name: string) =>
      readChatonsInfos(Buffer.from(await download(page, name)), { address: name, reference, day });
    const { host, subs } = await read('les-aulnes.properties');
    expect(host).toMatchObject({
      ...{ name: 'Les Aulnes', website: 'https://aulnes.example' },
      facts: { legalForm: 'association', contact: { email: HOST.email }, seat: { country: 'FR' } },
    });
    expect(subs.map(({ url }) => url)).toEqual(
      ['agenda', 'nuage'].map((one) => `https://aulnes.example/.well-known/chatonsinfos/les-aulnes-${one}.properties`),
    );
    const { service } = await read('les-aulnes-nuage.properties');
    expect(service?.facts).toMatchObject({ name: 'Nuage', usages: expect.arrayContaining(['file-storage-sharing']) });
  });
});
