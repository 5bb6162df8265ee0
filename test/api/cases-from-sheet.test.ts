import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseItem } from '../../src/recommendations/cases/schema.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { columnsHolding } from '../support/everywhere.ts';
import { formsIn } from '../support/forms.ts';
import { aService } from '../support/record.ts';
import { asCsv } from '../support/sheets.ts';

const test = useApp();
const DESK = '/manage/federations/les-communs';
const SHEET = `${DESK}/cases/sheet`;
const API = '/v1/federations/les-communs/cases';
const TITLES = ['Association', 'Usages', 'Personnes', 'Espace en Go', 'Budget par an', 'Commune ou département'];
const FANFARE = ['Fanfare du canton', 'file-storage-sharing', '12', '30', '60', 'Creuse'];
const LUDO = ['Ludothèque', 'file-storage-sharing', '4', '10', '', ''];
const CHORALE = ['=Chorale', 'mailing-lists', '', '', '', ''];
let communs: Owned;
let bureau: Owned;

/** An officer who only follows links and fills in forms. */
class Officer extends Browser {
  /** Sends a sheet by the form of the page. */
  async sendSheet(rows: readonly string[][]) {
    const file = `--a-part\r\ncontent-disposition: form-data; name="file"; filename="liste.csv"\r\n\r\n${asCsv([TITLES, ...rows])}\r\n--a-part--\r\n`;
    return await this.send('POST', SHEET, file, { 'content-type': 'multipart/form-data; boundary=a-part' });
  }
  /** The present page in plain words. */
  get said(): string {
    return this.text
      .slice(this.text.indexOf('<main'))
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/[\s\u00a0\u202f]+/g, ' ');
  }
  /** The form whose button opens what is shown. */
  get opening(): URLSearchParams | undefined {
    return formsIn(this.text).find(({ fields }) => fields.get('go') === 'apply')?.fields;
  }
  press = (fields: URLSearchParams) =>
    this.send('POST', SHEET, fields.toString(), { 'content-type': 'application/x-www-form-urlencoded' });
}

const signedIn = async (token = communs.token) => await new Officer(test).signIn(token);
const listed = async () =>
  (await test.ask<{ items: CaseItem[] }>('GET', `${API}?limit=100`, { token: communs.token })).body.items;
const need = { usages: [{ usage: 'file-storage-sharing', accounts: 4 }] };
const post = <T = { items: CaseItem[] }>(body: object, query = '', token = communs.token, key?: string) =>
  test.ask<T>('POST', `${API}/several${query}`, { token, body, ...(key && { headers: { 'idempotency-key': key } }) });

beforeAll(async () => {
  communs = await test.federation({ slug: 'les-communs', name: 'Les Communs', website: 'https://communs.example' });
  bureau = await test.federation({ slug: 'un-autre-bureau', name: 'Un autre bureau' });
  const host = await test.published({ name: 'Les Aulnes', slug: 'les-aulnes' });
  const service = { token: host.token, body: aService({ usages: ['file-storage-sharing'] }) };
  await test.ask('PUT', '/v1/hosts/les-aulnes/services/nuage', service);
});

describe('Several associations at once, on a federation’s desk', () => {
  it('are read from the sheet of groups, all faults by line, and nothing is stored while one is there', async () => {
    const desk = await signedIn();
    await desk.open(`${DESK}/cases`);
    expect(desk.text).toContain(`href="${SHEET}"`);
    await desk.open(SHEET);
    expect(desk.text).toContain('/v1/pools/template.xlsx?lang=fr');
    await desk.sendSheet([
      FANFARE,
      ['Camille, camille@exemple.fr', ...LUDO.slice(1)],
      ['Rappeler au 06 12 34 56 78', ...LUDO.slice(1)],
      ['Fanfare du canton', 'fanfare', 'beaucoup', '', '', 'Nulle-Part-sur-Rien'],
      ['Fan\u202efare', ...LUDO.slice(1)],
    ]);
    expect(desk.shown!.status).toBe(422);
    for (const fault of [
      /Ligne 3, colonne « Association »[^L]*jamais une personne/,
      /Ligne 4, colonne « Association »[^L]*jamais une personne/,
      /Ligne 5, colonne « Association »[^L]*deux fois/,
      /Ligne 5, colonne « Usages »/,
      /Ligne 5, colonne « Personnes »/,
      /Ligne 5, colonne « Commune ou département »/,
    ])
      expect(desk.said).toMatch(fault);
    expect(desk.said).not.toMatch(/camille@|06 12/);
    expect(desk.opening).toBeUndefined();
    // What only the command of a case refuses has its line too.
    await desk.sendSheet([FANFARE, ['Fan\u202efare', ...LUDO.slice(1)]]);
    expect(desk.shown!.status).toBe(422);
    expect(desk.said).toMatch(/Ligne 3\. /);
    await desk.sendSheet(Array.from({ length: 51 }, (_, place) => [`Association ${place}`, ...LUDO.slice(1)]));
    expect(desk.said).toContain('Le tableau a 51 associations. Prenez-en 50 au plus à la fois.');
    await desk.sendSheet([]);
    expect(desk.said).toContain('aucune ligne remplie');
    expect(await listed()).toEqual([]);
  });

  it('are told in words, and opened with one press, which does nothing more when it is pressed again', async () => {
    const desk = await signedIn();
    await desk.open(SHEET);
    await desk.sendSheet([FANFARE, LUDO, CHORALE]);
    expect(desk.shown!.status, desk.said).toBe(200);
    expect(desk.said).toMatch(/Fanfare du canton Ligne 2 · .*12 personnes, 30 Go, 60 € par an, Creuse/);
    expect(desk.said).toMatch(/Ludothèque Ligne 3 · .*4 personnes, 10 Go/);
    expect(desk.said).toContain('Rien n’est encore enregistré.');
    expect(await listed()).toEqual([]);
    const form = desk.opening!;
    await desk.press(form);
    expect(desk.at).toBe(`${DESK}/cases?done=opened`);
    expect(desk.said).toContain('Les dossiers sont ouverts.');
    const once = await listed();
    expect(once.map(({ label, receivedBy }) => [label, receivedBy]).sort()).toEqual(
      ['=Chorale', 'Fanfare du canton', 'Ludothèque'].map((label) => [label, 'file']),
    );
    expect(new Set(once.map(({ number }) => number)).size).toBe(3);
    // Pressed again, after Back: the same cases.
    await desk.press(form);
    expect((await listed()).map(({ id }) => id).sort()).toEqual(once.map(({ id }) => id).sort());
    // Two presses at once open each case once.
    await desk.open(SHEET);
    await desk.sendSheet([['Théâtre', ...LUDO.slice(1)]]);
    const twice = desk.opening!;
    const other = await signedIn();
    await Promise.all([desk.press(twice), other.press(twice)]);
    expect((await listed()).filter(({ label }) => label === 'Théâtre')).toHaveLength(1);
    // The same sheet, sent anew: its names are known.
    await desk.open(SHEET);
    await desk.sendSheet([FANFARE, ['Cirque', ...LUDO.slice(1)]]);
    expect(desk.said).toContain('Un dossier a déjà ce nom : Fanfare du canton.');
  });

  it('leave nothing of the sheet but the cases', async () => {
    const desk = await signedIn();
    await desk.open(SHEET);
    await desk.sendSheet([['Les Pipistrelles', ...LUDO.slice(1)]]);
    expect(await columnsHolding(test.database, 'Pipistrelles')).toEqual([]);
    await desk.press(desk.opening!);
    expect(await columnsHolding(test.database, 'Pipistrelles')).toEqual(['cases.label']);
  });

  it('are opened and read by the officers of that federation alone', async () => {
    const own = await signedIn();
    await own.open(SHEET);
    await own.sendSheet([['Escrime', ...LUDO.slice(1)]]);
    const form = own.opening!;
    await own.press(form);
    for (const token of [bureau.token, ADMIN_TOKEN]) {
      const other = await signedIn(token);
      await other.open(SHEET);
      expect(other.shown!.status).toBe(403);
      await other.press(form);
      expect(other.shown!.status).toBe(403);
    }
    expect((await listed()).filter(({ label }) => label === 'Escrime')).toHaveLength(1);
  });
});

describe('Several cases by the API', () => {
  it('are opened all or none, with every fault at its place; a dry run opens none', async () => {
    const before = (await listed()).length;
    const faulty = {
      cases: [
        { label: 'Une', receivedBy: 'phone', need },
        { label: 'camille@exemple.fr', receivedBy: 'phone', need },
        { label: 'Trois', receivedBy: 'phone', need: { usages: [{ usage: 'teleportation' }] } },
      ],
    };
    const refusal = await test.refused('POST', `${API}/several`, { token: communs.token, body: faulty });
    expect(refusal).toEqual(
      meaningless({ '/cases/1/label': 'personal-data', '/cases/2/need/usages/0/usage': 'unknown-usage' }),
    );
    const good = { cases: ['Un', 'Deux'].map((label) => ({ label, receivedBy: 'phone', need })) };
    const tried = await post(good, '?dryRun=true');
    expect([tried.status, tried.body]).toMatchObject([200, { would: { count: 2 }, problems: [] }]);
    expect(await listed()).toHaveLength(before);
    const made = await post(good, '', communs.token, 'once');
    expect([made.status, made.body.items.map(({ label }) => label)]).toEqual([201, ['Un', 'Deux']]);
    expect((await post(good, '', communs.token, 'once')).status).toBe(409);
    expect((await listed()).filter(({ label }) => label === 'Deux')).toHaveLength(1);
  });
});
