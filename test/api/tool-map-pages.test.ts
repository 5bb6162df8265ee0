import { describe, expect, it } from 'vitest';
import type { ToolMap } from '../../src/diagnosis/schema.ts';
import { useApp } from '../support/app.ts';
import { columnsHolding } from '../support/everywhere.ts';
import { sendForm } from '../support/guided.ts';
import { reference } from '../support/record.ts';
import { DECLARED_MAPS, HOSTILE_MAP, mapNamed, sendFiles } from '../support/tool-maps.ts';
import { wordsOf } from '../support/words.ts';

const logged: string[] = [];
const test = useApp({ logged: (line) => void logged.push(line) });

const show = (map: ToolMap, path = '/diagnosis/map', more: Record<string, string> = {}) =>
  sendForm(test, path, { map: JSON.stringify(map), ...more });
const THREE_CLOUDS = mapNamed('rural-culture-three-clouds');
const asFile = ({ name, map }: (typeof DECLARED_MAPS)[number]) => ({ name, text: JSON.stringify(map) });
const SIX = DECLARED_MAPS.map(asFile);
const rowOf = (html: string, head: string): string =>
  wordsOf(new RegExp(`<tr><th scope="row">${head}</th>.*?</tr>`).exec(html)?.[0] ?? '').trim();

describe('The page of a map', () => {
  it('tells usages and tools in tables: what is too much, what is missing, whose it is, whose law, who holds it alone', async () => {
    const { status, text, headers } = await show(THREE_CLOUDS);
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(rowOf(text, 'Fichiers')).toBe(
      'Fichiers Google Drive, Dropbox et OneDrive 2 de trop : un seul suffit d’ordinaire ' +
        'Google Drive : 4 points à regarder Dropbox : 4 points à regarder OneDrive : 2 points à regarder',
    );
    expect(rowOf(text, 'Bureautique')).toBe('Bureautique aucun aucun outil ne le fait');
    expect(rowOf(text, 'Google Drive')).toContain('Google Drive Fichiers Google des États-Unis oui');
    expect(rowOf(text, 'OVHcloud')).toContain(
      'OVHcloud Nom de domaine ni Google, ni Apple, ni Meta, ni Amazon, ni Microsoft française oui',
    );
    expect(wordsOf(text)).toContain(
      '6 outils sur 11 viennent d’une grande plateforme (Google, Apple, Meta, Amazon, Microsoft).',
    );
    expect(wordsOf(text)).toContain('Elle ne dit pas où sont les serveurs.');
  });

  it('tells of each tool what was answered about it: whose account it is, who still gets in, that there is no copy', async () => {
    const files = { usages: ['file-storage-sharing'] };
    const personal = { accountKind: 'personal', formerMembersHaveAccess: true, backup: 'none' } as const;
    const { text } = await show({
      organisation: { legalForm: 'association-1901' },
      currentTools: [
        { tool: 'google-drive', ...files, ...personal },
        { tool: 'zoom', usages: ['video-conferencing'], accountKind: 'organisation' },
        { tool: 'ovhcloud', usages: ['domain-name'], domainOwner: 'person' },
      ],
    });
    expect(rowOf(text, 'Fichiers')).toBe('Fichiers Google Drive Google Drive : 3 points à regarder');
    expect(rowOf(text, 'Google Drive')).toMatch(
      /oui L’outil dépend du compte personnel de quelqu’un\. D’anciens membres ont encore accès\. Ces contenus n’ont pas de copie/,
    );
    expect(rowOf(text, 'OVHcloud')).toMatch(/ oui Le nom de domaine n’est pas au nom de l’association\./);
    expect(rowOf(text, 'Zoom')).toMatch(/rien ne le dit rien à signaler dans vos réponses$/);
    expect(wordsOf(text)).toContain('Une seule personne tient : Google Drive et OVHcloud.');
  });

  it('says that one person holds each tool where one is in charge of all, but of those of which more was said', async () => {
    const { text } = await show({
      organisation: { distinctReferents: 1 },
      currentTools: [{ tool: 'zoom' }, { tool: 'dropbox', referentCount: 2 }],
    });
    expect(rowOf(text, 'Zoom')).toContain(' oui ');
    expect(rowOf(text, 'Dropbox')).toContain(' rien ne le dit ');
  });

  it('says that nothing was answered of a tool, and of what such tools serve alone', async () => {
    const map = {
      currentTools: [
        { tool: 'dropbox', usages: ['file-storage-sharing'] },
        ...['figma', 'penpot'].map((tool) => ({ tool, usages: ['graphic-design'] })),
        { tool: 'doodle', usages: ['date-poll'], accountKind: 'organisation' as const },
      ],
    };
    const { text } = await show(map);
    expect(rowOf(text, 'Dropbox')).toMatch(
      / ni Google, ni Apple, ni Meta, ni Amazon, ni Microsoft .* pas de réponse de votre part sur cet outil$/,
    );
    expect(rowOf(text, 'Fichiers')).toBe('Fichiers Dropbox pas de réponse de votre part sur cet outil');
    expect(text).toContain('pas de réponse de votre part sur ces outils');
    expect(rowOf(text, 'Dates')).toMatch(/ rien à signaler dans vos réponses$/);
  });

  it('says in words what the drawing shows', async () => {
    const { text } = await show(THREE_CLOUDS);
    const told = wordsOf(/<desc id="map-told">(.*?)<\/desc>/.exec(text)![1]!);
    expect(told).toContain('Trop d’outils pour « Fichiers » : 3 (Google Drive, Dropbox et OneDrive).');
    expect(told).toContain('Demandé, et sans outil : Bureautique et Événements.');
    expect(told).toMatch(/Une seule personne tient : .*WordPress/);
    expect(text).toMatch(/<svg role="img" aria-labelledby="map-title map-told"/);
  });

  it('never takes what was not said for a no', async () => {
    const { text } = await show({ needs: [{ usage: 'date-poll' }], currentTools: [{ tool: 'Le truc' }] });
    expect(rowOf(text, 'Le truc')).toBe(
      'Le truc pas dit pas connu pas connue rien ne le dit pas de réponse de votre part sur cet outil',
    );
    expect(rowOf(text, 'Dates')).toContain('peut-être aucun');
    expect(wordsOf(text)).toContain(
      'Aucun outil reconnu ne vient d’une grande plateforme (Google, Apple, Meta, Amazon, Microsoft). 1 n’est pas reconnu',
    );
  });

  it('explains the signs that the drawing has, and no others', async () => {
    const legend = async (map: ToolMap) =>
      wordsOf((await show(map)).text.split('class="drawn"')[1]!.split('</section>')[0]!);
    const plain = await legend({ currentTools: [{ tool: 'dropbox', usages: ['file-storage-sharing'] }] });
    expect(plain).toContain('sert à cet usage');
    expect(plain).not.toMatch(/à Google, Apple|pas reconnu|(?<!ne )tient à une seule personne|demandé, et/);
    const all = await legend(THREE_CLOUDS);
    expect(all).toMatch(/sert aussi.*Google, Apple.*tient à une seule personne.*demandé, et aucun outil/);
  });

  it('is drawn for sixty tools and all usages, and for a need without a tool', async () => {
    const usages = [...reference.usages.keys()];
    const tools = [...reference.tools.keys()].slice(0, 60);
    const all = await show({ currentTools: tools.map((tool) => ({ tool, usages })) });
    expect(wordsOf(all.text)).toContain(`Carte de 60 outils et ${usages.length} usages`);
    const none = await show({ needs: [{ usage: 'website' }] });
    expect(wordsOf(none.text)).toContain('Carte de 0 outil et 1 usage');
    expect(rowOf(none.text, 'Site')).toContain('aucun');
  });

  it('lets no name of a tool become markup', async () => {
    for (const path of ['/diagnosis/map', '/diagnosis/handover']) {
      const { status, text } = await show(HOSTILE_MAP, path);
      expect([path, status]).toEqual([path, 200]);
      expect(text).not.toContain('<script>alert');
      expect(text).not.toContain('</svg><b>');
      expect(text).toContain('&lt;script>alert(1)&lt;/script> &amp;');
    }
  });

  it.each([
    ['', 'Rien n’est choisi, ou le fichier est vide.'],
    ['une photo', 'Ce n’est pas une carte.'],
    ['[1, 2]', 'Ce n’est pas une carte.'],
    ['{}', 'Cette carte ne dit rien'],
    ['{"currentTools":[{"tool":"gmail","usages":["email"]}]}', 'On n’y lit pas : l’outil nº 1.'],
    ['{"tools":[]}', 'Ce n’est pas une carte.'],
    ['{"needs":[],"tools":[]}', 'On n’y lit pas : ce qui est dit de l’association.'],
  ])('says why %j is no map, and asks again', async (map, why) => {
    const { status, text } = await sendForm(test, '/diagnosis/map', { map });
    expect(status).toBe(422);
    expect(wordsOf(text)).toContain(why);
    expect(text).toContain('type="file"');
  });

  it('takes the file that was kept, in English too', async () => {
    const { status, text } = await sendFiles(test, '/diagnosis/map?lang=en', [SIX[0]!]);
    expect(status).toBe(200);
    expect(wordsOf(text)).toContain('The map of your tools');
    expect(wordsOf(text)).not.toMatch(/outil|d’ordinaire/);
  });
});

describe('The sheet to hand over', () => {
  const cards = (html: string) => html.split('<li class="card">').slice(1).map(wordsOf);

  it('tells of each tool what it is for, how data leave it, and what to do when somebody leaves', async () => {
    const { text } = await show(THREE_CLOUDS, '/diagnosis/handover');
    const all = cards(text);
    expect(all).toHaveLength(THREE_CLOUDS.currentTools!.length);
    const [drive] = all;
    expect(drive).toMatch(/Google Drive .*Rôle qui s’en occupe .*Deuxième rôle.* La facture va à/);
    expect(drive).toContain('Sert à Fichiers');
    expect(drive).toContain('On peut sortir ses données de Google Drive en');
    expect(drive).toContain('Le compte est au nom d’une personne');
    const gmail = all.find((card) => card.includes('Gmail'));
    expect(gmail).toContain('Le mot de passe est partagé');
    const domain = all.find((card) => card.includes('OVHcloud'));
    expect(domain).toContain('que vous appelez « Nom de domaine chez OVH »');
    expect(domain).toContain('La facture va à (12 € par an)');
  });

  it('leaves room for what nobody said, and asks for no password and no name', async () => {
    const { text } = await show({ currentTools: [{ tool: 'Le truc' }] }, '/diagnosis/handover');
    const [card] = cards(text);
    expect(card).toContain('Sert à pas dit');
    expect(card).toContain('Nous ne connaissons pas cet outil.');
    expect(card).not.toContain('mot de passe est partagé');
    expect(wordsOf(text)).toContain('Ni mot de passe, ni nom de personne sur cette feuille');
    expect(text.match(/class="write"/g)!.length).toBeGreaterThanOrEqual(4);
  });
});

describe('A workshop', () => {
  const broken = { name: 'cassé <b>.json', text: '{"currentTools":[' };
  const send = (files: readonly { name: string; text: string }[], fields = {}) =>
    sendFiles(test, '/diagnosis/workshop', files, fields);

  it('puts together the maps that can be read, and tells the others by name with why', async () => {
    const again = { name: 'encore.json', text: SIX[0]!.text };
    const { status, text, headers } = await send([...SIX, broken, again]);
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    const words = wordsOf(text);
    expect(words).toContain('6 cartes mises en commun');
    expect(words).toContain('2 fichiers pas lus, le reste l’est');
    expect(words).toContain('cassé <b>.json : Ce n’est pas une carte.');
    expect(words).toContain('encore.json : La même carte est déjà là sous un autre nom');
    expect(text).not.toContain('cassé <b>');
    expect(rowOf(text, 'Wiki')).toBe('Wiki – – community-health-centre et regional-youth-federation');
    expect(words).toContain('Agenda · 14 comptes et 5 agendas');
  });

  it('reads on after a photograph that is far too large', async () => {
    const photo = { name: 'photo.jpg', text: 'x'.repeat(500_000) };
    const first = wordsOf((await send([photo, ...SIX])).text);
    expect(first).toContain('6 cartes mises en commun');
    expect(first).toContain('photo.jpg : Trop gros pour une carte');
    const huge = { name: 'film.mp4', text: 'x'.repeat(5_000_000) };
    const cut = wordsOf((await send([...SIX.slice(0, 3), huge, ...SIX.slice(3)])).text);
    expect(cut).toContain('3 cartes mises en commun');
    expect(cut).toContain('film.mp4 : Trop gros pour une carte');
    expect(cut).toContain('L’envoi était trop gros');
    // Of a file in which the reading stops, the part that was read is not taken for the whole.
    const photos = Array.from({ length: 8 }, (_, at) => ({
      ...photo,
      name: `photo-${at}.jpg`,
      text: 'x'.repeat(490_000),
    }));
    const pages = ['page-8.json', 'page-9.json'].map((name) => ({ name, text: 'x'.repeat(55_000) }));
    const stopped = wordsOf((await send([...photos, ...pages])).text);
    expect(stopped).toContain('page-8.json : Ce n’est pas une carte.');
    expect(stopped).toContain('page-9.json : Trop gros pour une carte, ou coupé en route.');
  });

  it('reads no more than sixty files, names ten of those that are no map, and counts the others', async () => {
    const photos = Array.from({ length: 70 }, (_, at) => ({ name: `photo-${at + 1}.jpg`, text: 'x' }));
    const words = wordsOf((await send([...SIX, ...photos])).text);
    expect(words).toContain('6 cartes mises en commun');
    expect(words).toContain('54 fichiers pas lus');
    expect(words).toContain('photo-10.jpg');
    expect(words).not.toContain('photo-11.jpg');
    expect(words).toContain('Et 44 autres.');
    expect(words).toContain('L’envoi était trop gros');
  });

  it('answers quickly, and briefly, to fields and files without number', async () => {
    const quick = async (ask: () => Promise<{ status: number; text: string }>) => {
      const began = performance.now();
      const { status, text } = await ask();
      expect(performance.now() - began).toBeLessThan(1_500);
      expect(text.length).toBeLessThan(100_000);
      return { status, words: wordsOf(text) };
    };
    const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
    for (const path of ['/diagnosis/workshop', '/diagnosis/map']) {
      const body = 'label=&'.repeat(path.endsWith('map') ? 140_000 : 570_000);
      const fields = await quick(() => test.ask('POST', path, { body, headers: form }));
      expect(fields.status).toBe(413);
      expect(fields.words).toContain('plus de 5 000 champs');
    }
    const part = '--b\r\nContent-Disposition: form-data; name="label"\r\n\r\n\r\n';
    const headers = { 'content-type': 'multipart/form-data; boundary=b', accept: 'text/html' };
    const parts = await quick(() =>
      test.ask('POST', '/diagnosis/workshop', { body: `${part.repeat(60_000)}--b--\r\n`, headers }),
    );
    expect(parts.status).toBe(422);
    expect(parts.words).toContain('L’envoi était trop gros');
  });

  it('takes thirty maps, and says which it did not take', async () => {
    const many = Array.from({ length: 31 }, (_, at) => ({
      name: `carte-${at + 1}.json`,
      text: JSON.stringify({ currentTools: [{ tool: `outil ${at}`, usages: ['website'] }] }),
    }));
    const words = wordsOf((await send(many)).text);
    expect(words).toContain('30 cartes mises en commun');
    expect(words).toContain('carte-31.json : Pas lu : 30 cartes au plus à la fois.');
  });

  it('asks again where nothing could be read', async () => {
    const { status, text } = await send([broken]);
    expect(status).toBe(422);
    expect(wordsOf(text)).toContain('Aucune carte n’a pu être lue.');
    expect((await send([])).status).toBe(422);
  });

  it('prints that fewer than five do the rest, without naming it', async () => {
    const { text } = await send(SIX);
    const summary = wordsOf(text.split('<h2 class="screen">')[1]!);
    expect(summary).toContain('Moins de 5 font chacun des autres usages.');
    expect(summary).toContain('Messagerie');
    expect(summary).not.toContain('Wiki');
  });

  it('gives no summary of four', async () => {
    const { text: page } = await send(SIX.slice(0, 4));
    expect(wordsOf(page)).toContain('Il faut cinq cartes différentes au moins');
  });

  it('counts several maps of one association once in its summary, and says so', async () => {
    const { name, map } = DECLARED_MAPS[0]!;
    const variants = Array.from({ length: 5 }, (_, at) => ({
      name: `${at}-${name}`,
      text: JSON.stringify({
        ...map,
        organisation: { ...map.organisation, employees: at },
        currentTools: map.currentTools!.toReversed().map((tool) => ({ ...tool, users: at + 1 })),
      }),
    }));
    const { text } = await send(variants);
    const words = wordsOf(text);
    expect(words).toContain('5 cartes mises en commun');
    expect(words).toMatch(/Les mêmes outils, pour les mêmes usages : 0-.* et 4-.*Est-ce la même association/);
    expect(words).toContain('Il faut cinq cartes différentes au moins');
    expect(wordsOf((await send(SIX)).text)).not.toContain('Est-ce la même association');
  });

  it('leaves no trace of a map or of a file in log, metrics and database', async () => {
    const mark = 'Zyqqurathon';
    const map: ToolMap = { title: { fr: mark }, currentTools: [{ tool: mark, label: mark, usages: ['website'] }] };
    const { text } = await send([{ name: `${mark}.json`, text: JSON.stringify(map) }]);
    expect(text).toContain(mark);
    for (const path of ['/diagnosis/map', '/diagnosis/handover']) expect((await show(map, path)).text).toContain(mark);
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('')).not.toContain(mark);
    expect((await test.app.inject({ url: '/metrics' })).body).not.toContain(mark);
    expect(await columnsHolding(test.database, mark)).toEqual([]);
  });
});
