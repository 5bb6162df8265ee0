import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { ImportRun } from '../../src/exchange/sources/schema.ts';
import type { Owned } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { useSources } from '../support/sources.ts';

const { test, web, allow, run } = useSources();

const HOST = '/manage/hosts/les-aulnes';
const SOURCE = `${HOST}/source`;
const FILE = 'aulnes.example/asso.properties';
const SEAT = { country: 'FR', territory: { level: 'departement' as const, code: '23' } };
let host: Owned;
let desk: Browser;
let address: string;

/** The present page in plain words. */
const said = (): string =>
  desk.text
    .slice(desk.text.indexOf('<main'), desk.text.indexOf('</main'))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
const entry = async () => (await test.ask<Host>('GET', '/v1/hosts/les-aulnes')).body;
const publish = (...lines: string[]) => web().files.set(FILE, { body: Buffer.from(`${lines.join('\n')}\n`) });
/** Waits for the end of the run that was begun on the desk. */
async function ended(): Promise<void> {
  for (;;) {
    const path = '/v1/hosts/les-aulnes/source/runs';
    const { body } = await test.ask<{ items: ImportRun[] }>('GET', path, { token: host.token });
    if (body.items[0]?.state !== 'running') return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
/** Presses the button that reads the file, and looks at the page once that is done. */
async function read(): Promise<string> {
  test.now = new Date(test.now.getTime() + 60_000);
  await desk.open(SOURCE);
  await desk.fill(SOURCE, {}, 0);
  expect(said()).toContain('La lecture a commencé.');
  await ended();
  await desk.open(SOURCE);
  return said();
}

beforeAll(async () => {
  allow('aulnes.example');
  const website = web().origin('aulnes.example');
  address = `${website}/asso.properties`;
  host = await test.published({
    slug: 'les-aulnes',
    name: 'Les Aulnes',
    website,
    languages: ['fr'],
    foundedOn: '2013',
    seat: SEAT,
  });
  desk = await new Browser(test).signIn(host.token);
});

describe('A volunteer whose file has six faults', () => {
  it('finds on the desk where its address is given, and what is no address is said next to it', async () => {
    await desk.open(HOST);
    expect(desk.text).toContain(`href="${SOURCE}"`);
    await desk.open(SOURCE);
    expect(said()).toContain('/.well-known/bercail.json');
    expect(said()).toContain(
      'ce qui venait de pages publiques est remplacé ; ce que vous avez écrit ici attend votre oui',
    );
    expect((await desk.fill(SOURCE, { url: 'mon fichier' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-url"');
    expect(desk.text).toContain('value="mon fichier"');
    const elsewhere = 'https://saules.example/.well-known/bercail.json';
    expect((await desk.fill(SOURCE, { url: elsewhere })).status).toBe(422);
    expect(said()).toContain('Ce document doit se trouver sur le site de la fiche');
  });

  it('gives it, and is told when it is read', async () => {
    await desk.fill(SOURCE, { url: address });
    expect(desk.at, desk.text).toBe(`${SOURCE}?done=given`);
    expect(said()).toContain('Ce fichier n’a pas encore été lu.');
    expect(said()).toContain('6 lectures par heure au plus');
  });

  it('sees all six, each with its line, its key and what to do; what was right is taken over', async () => {
    publish(
      'file.class = Organization',
      'organization.name = Les Aulnes',
      `organization.website = ${web().origin('aulnes.example')}`,
      'organization.type = ASSO',
      'organization.startdate = 31/13/2014',
      'organization.contact.email = pas une adresse',
      'organization.contact.url = htp:/aulnes',
      'organization.country.code = ZZ',
      'chantier',
      'organization.description = Des fichiers pour les associations.',
    );
    const page = await read();
    expect(page).toContain('Corrigez le fichier là où il est, puis faites-le relire.');
    const faults = [
      ['Ligne 4 (organization.type).', 'Choisissez'],
      ['Ligne 5 (organization.startdate).', 'Écrivez année-mois-jour'],
      ['Ligne 6 (organization.contact.email).', 'Écrivez-en une seule'],
      ['Ligne 7 (organization.contact.url).', 'Écrivez une adresse complète'],
      ['Ligne 8 (organization.country.code).', 'Écrivez les deux lettres'],
      ['Ligne 9', 'Écrivez « clé = valeur »'],
    ] as const;
    let from = 0;
    for (const [place, todo] of faults) {
      const at = page.indexOf(place, from);
      expect(at, `${place} in ${page}`).toBeGreaterThanOrEqual(from);
      expect(page.slice(at, at + 400), place).toContain(todo);
      from = at;
    }
    expect((await entry()).summary).toEqual({ fr: 'Des fichiers pour les associations.' });
    expect((await entry()).legalForm).toBeUndefined();
  });

  it('mends them, has the file read, and sees that nothing is left to mend', async () => {
    publish(
      'file.class = Organization',
      'organization.name = Les Aulnes',
      `organization.website = ${web().origin('aulnes.example')}`,
      'organization.type = ASSOCIATION',
      'organization.startdate = 2014-05-02',
      'organization.contact.email = contact@aulnes.example',
      'organization.contact.url = https://aulnes.example/contact',
      'organization.country.code = FR',
      '# une ligne sans rien',
      'organization.description = Des fichiers pour les associations.',
    );
    const page = await read();
    expect(page).toContain('tout a été lu');
    expect(page).toContain('Une fiche changée.');
    expect(page).toContain('Rien à corriger.');
    expect((await entry()).legalForm).toBe('association');
    expect(page).toMatch(/Ce que votre fiche tient de ce fichier : .*présentation.*\./);
    expect(page).toMatch(/Ce que votre fiche tient de ce fichier : .*forme.*\./);
  });

  it('is led to what the file says otherwise than the entry, from there and from what waits', async () => {
    expect((await entry()).foundedOn).toBe('2013');
    expect(said()).toContain('Une différence attend votre décision');
    expect(desk.text).toContain(`href="${HOST}/requests#files"`);
    await desk.open(HOST);
    expect(said()).toContain('Un fichier lu en ligne dit autre chose que votre fiche. Lisez la différence');
    expect(said()).not.toContain('/proposals');
    expect(desk.text).toContain(`href="${HOST}/requests#files"`);
    await desk.open(`${HOST}/requests`);
    expect(said()).toContain('2 mai 2014');
    expect(said()).not.toContain('2014-05-02');
    await desk.fill(`${HOST}/requests`);
    expect((await entry()).foundedOn).toBe('2014-05-02');
    // A .properties file cannot name a département: that it names the country says nothing else.
    expect((await entry()).seat).toEqual(SEAT);
  });

  it('reads every difference in words, of a service too', async () => {
    const body = {
      name: 'Nuage',
      usages: ['forum'],
      registration: 'open',
      capacity: { state: 'open' },
      dataCountry: 'FR',
    };
    const put = await test.ask('PUT', '/v1/hosts/les-aulnes/services/nuage', { token: host.token, ifMatch: '*', body });
    expect(put.status, put.text).toBe(201);
    const service = ['file.class = Service', 'service.name = Nuage', 'service.registration = Client'];
    const more = ['service.registration.load = FULL', 'host.country.code = DE'];
    web().files.set('aulnes.example/nuage.properties', { body: Buffer.from([...service, ...more].join('\n')) });
    const website = web().origin('aulnes.example');
    const organization = ['file.class = Organization', 'organization.name = Les Aulnes'];
    publish(...organization, `organization.website = ${website}`, `subs.nuage = ${website}/nuage.properties`);
    await read();
    await desk.open(`${HOST}/requests`);
    expect(said()).toContain('Pays des données');
    expect(said()).toContain('Allemagne');
    expect(said()).toMatch(/réservée aux clients|clients/i);
    expect(said()).not.toMatch(/dataCountry|customers|\bopen\b|\bfull\b/);
  });

  it('puts a bercail.json where a .properties file was: it is told which address takes it, once', async () => {
    web().files.set(FILE, { body: Buffer.from('\ufeff{ "host": { "name": "Les Aulnes" } }') });
    const page = await read();
    expect(page).toContain('Un bercail.json n’est lu qu’à l’adresse /.well-known/bercail.json du site de l’hébergeur');
    expect(page.match(/Ligne \d/g)).toHaveLength(1);
  });

  it('changes the address: what was read at the former one is not said of the new one', async () => {
    await desk.open(SOURCE);
    expect(said()).toContain('Ce qui attend de l’ancien fichier s’efface');
    await desk.fill(SOURCE, { url: `${address}?autre` }, 2);
    expect(desk.at).toBe(`${SOURCE}?done=changed`);
    expect(said()).toContain('ce qui attendait de l’ancien fichier est effacé');
    expect(said()).toContain('Ce fichier n’a pas encore été lu.');
    expect(said()).not.toContain('tout a été lu');
  });

  it('has it read no more, and keeps what the entry says', async () => {
    await desk.open(SOURCE);
    await desk.fill(SOURCE, {}, 1);
    expect(desk.at).toBe(`${SOURCE}?done=ended`);
    expect(said()).toContain('Le fichier n’est plus lu.');
    expect((await test.ask('GET', '/v1/hosts/les-aulnes/source', { token: host.token })).status).toBe(404);
    expect((await entry()).legalForm).toBe('association');
  });
});

describe('The file of a network, on its desk', () => {
  it('is given and read in the same way, with the faults of each file that it names', async () => {
    const network = await test.federation({ slug: 'les-communs', name: 'Les Communs' });
    const officer = await new Browser(test).signIn(network.token);
    allow('communs.example');
    const origin = web().origin('communs.example');
    web().files.set('communs.example/reseau.properties', {
      body: Buffer.from(
        `file.class = Federation\nfederation.name = Les Communs\nsubs.frenes = ${origin}/frenes.properties\n`,
      ),
    });
    web().files.set('communs.example/frenes.properties', {
      body: Buffer.from('file.class = Organization\norganization.name = Les Frênes\norganization.type = ASSO\n'),
    });
    const at = '/manage/federations/les-communs';
    await officer.open(`${at}/proposals`);
    expect(officer.text).toContain(`href="${at}/source"`);
    await officer.open(`${at}/source`);
    await officer.fill(`${at}/source`, { url: `${origin}/reseau.properties` });
    expect(officer.at, officer.text).toBe(`${at}/source?done=given`);
    await run(network);
    await officer.open(`${at}/source`);
    expect(officer.text).toContain('frenes.properties');
    expect(officer.text).toMatch(/Ligne 3 \(organization\.type\)\./);
    expect(officer.text).toContain('Une fiche faite.');
    await officer.open(`${at}/proposals?state=draft`);
    expect(officer.text).toContain('Les Frênes');
  });

  it('is not somebody else’s to read', async () => {
    await desk.open('/manage/federations/les-communs/source');
    expect(desk.shown!.status).toBe(403);
  });
});

describe('A file that is checked before it goes online', () => {
  /** Sends a file, as a browser of nobody does. */
  const checked = async (name: string, content: string) => {
    const nobody = new Browser(test);
    await nobody.open('/manage/check-file');
    const part = `--a-part\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n--a-part--\r\n`;
    await nobody.send('POST', '/manage/check-file', part, { 'content-type': 'multipart/form-data; boundary=a-part' });
    expect(nobody.shown!.status, nobody.text).toBe(200);
    return nobody.text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  };

  it('names the lines of a bercail.json, of its shape and of its meaning, for anybody', async () => {
    const broken = await checked('bercail.json', '{\n  "host": {\n    "name": Aulnes\n  }\n}');
    expect(broken).toMatch(/Ligne 3.*il faut une valeur/);
    const misshapen = await checked('bercail.json', '{\n  "host": {\n    "slug": "aulnes"\n  }\n}');
    expect(misshapen).toMatch(/Ligne 2 \(hébergeur, name\)\. Ce champ est obligatoire/);
    const service = '{ "slug": "nuage", "name": "Nuage",\n "usages": ["voler"] }';
    const meaningless = await checked(
      'b.json',
      `{ "host": { "slug": "aulnes", "name": "A" },\n "services": [${service}] }`,
    );
    expect(meaningless).toMatch(/Ligne 3 \(service 1, usages 1\)\. .*voler/);
    const right = await checked('bercail.json', '{ "host": { "slug": "aulnes", "name": "Les Aulnes" } }');
    expect(right).toContain('Rien à corriger');
    expect(right).not.toContain('Ce qui ne va pas');
    const workbook = await checked('fiche.xlsx', 'PK\u0003\u0004 et la suite');
    expect(workbook).toContain('C’est un classeur de tableur, pas un fichier à mettre en ligne.');
  });

  it('refuses in a bercail.json what its host could not send', async () => {
    const service = { slug: 'nuage', name: 'Nuage', usages: ['file-storage-sharing'] };
    const document = {
      host: { slug: 'les-aulnes', name: 'Les Aulnes', website: web().origin('aulnes.example') },
      services: [service, service],
      claims: { 'tres-gentil': { value: 'yes' } },
      commitments: { 'closing-notice': { value: '90 jours' }, 'bonne-humeur': { value: true } },
    };
    const sent = await test.ask<{ errors: { pointer: string; detail: string }[] }>(
      'PUT',
      '/v1/hosts/les-aulnes/document',
      { token: host.token, body: document, headers: { 'if-match': '*', 'accept-language': 'fr' } },
    );
    expect(sent.status, sent.text).toBe(422);
    const text = JSON.stringify(document, null, 1);
    const page = await checked('bercail.json', text);
    const lines = text.split('\n');
    for (const [word, place] of [
      ['"closing-notice"', 'promesses, closing-notice, value'],
      ['"bonne-humeur"', 'promesses, bonne-humeur'],
      ['"tres-gentil"', 'déclarations, tres-gentil'],
    ] as const)
      expect(page).toMatch(
        new RegExp(
          `Ligne ${lines.findIndex((one) => one.includes(word)) + (word.startsWith('"closing') ? 2 : 1)} \\(${place}\\)`,
        ),
      );
    expect(page).toMatch(/\(service 2, slug\)\. Un autre service porte déjà l’identifiant nuage/);
    expect(page).not.toContain('Rien à corriger');
  });

  it('names a field of a bercail.json that is there twice, of which only one counts', async () => {
    const page = await checked(
      'b.json',
      '{ "host": { "slug": "aulnes", "name": "A",\n "name": "B" },\n "claims": {},\n "claims": {} }',
    );
    expect(page).toMatch(/Ligne 2 \(hébergeur, name\)\. Ce champ est déjà à la ligne 1/);
    expect(page).toMatch(/Ligne 4 \(déclarations\)\. Ce champ est déjà à la ligne 3/);
  });

  it('names the lines of a file of properties, what it lacks, and gives it tidied', async () => {
    const page = await checked(
      'a.properties',
      'file.class = Organization\norganization.name = "Les Aulnes"\norganization.type = ASSO',
    );
    expect(page).toMatch(/Ligne 3 \(organization\.type\)/);
    expect(page).toContain('On ne sait pas comment vous écrire');
    expect(page).toContain('Le même fichier, remis au propre');
  });

  it('is made of what an entry says, on the desk of its host, and is then right', async () => {
    await desk.open(`${HOST}/file`);
    expect(desk.text).toContain(`href="${HOST}/file/bercail.json"`);
    expect(said()).toContain('Un fichier .properties ne dit ni vos prix');
    expect(said()).toContain('Rien n’est relu tant que');
    expect(desk.text).toContain(`href="${SOURCE}"`);
    await desk.open(`${HOST}/file/bercail.json`);
    expect(String(desk.shown!.headers['content-disposition'])).toContain('bercail.json');
    expect(JSON.parse(desk.text).host).toMatchObject({ slug: 'les-aulnes', name: 'Les Aulnes' });
    expect(await checked('bercail.json', desk.text)).toContain('Rien à corriger');
  });
});
