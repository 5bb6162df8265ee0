import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../src/http/problems.ts';
import { ADMIN_TOKEN, type Answered, type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { eachColumnOdd, oddCsv, oddWorkbook, type Table } from '../support/odd-sheets.ts';
import { aService } from '../support/record.ts';
import { runs } from '../support/runs.ts';
import { aWorkbook, sheetsIn, type Value, WORKBOOK_TYPE } from '../support/workbooks.ts';

/* Whatever a sheet holds, its sender is told which cells to mend: every door that takes sheets, workbooks and CSV. */

const api = useApp();
let host: Owned;
let federation: Owned;
const officer = new Browser(api);

const put = async (path: string, body: object, token: string) => {
  const said = await api.ask('PUT', path, { token, ifMatch: '*', body });
  expect([200, 201], said.text).toContain(said.status);
};

beforeAll(async () => {
  host = await api.published({
    ...{ slug: 'aulnes', name: 'Les Aulnes', contact: { email: 'lesaulnes@gmail.com' }, foundedOn: '2014' },
  });
  await api.published({ slug: 'saules', name: 'Les Saules' });
  federation = await api.federation({ slug: 'communs', name: 'Les Communs' });
  const plans = [
    { name: 'Groupe', fixed: 35, observedOn: '2026-11-02', from: '2026-01-01' },
    { name: 'Groupe', fixed: 40, from: '2027-01-01' },
  ];
  await put('/v1/hosts/aulnes/services/nuage', { ...aService(), plans }, host.token);
  const at = '/v1/federations/communs';
  await put(`${at}/members/aulnes`, { state: 'member', since: '2020' }, federation.token);
  const choice = { why: { fr: 'Répond.' }, ties: 'none', decidedOn: '2026-11-01', reviewBy: '2027-11-01' };
  await put(`${at}/selection/aulnes`, choice, federation.token);
  const review = { value: 'yes', reviewedOn: '2026-01', tie: 'none', evidenceUrl: 'https://communs.example/revue' };
  await put(`${at}/reviews/aulnes/criterion:no-advertising`, review, federation.token);
  await officer.signIn(federation.token);
}, 60_000);

const plain = (cell: unknown): Value => {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? cell : null;
};

/** What a door gives, as the tables of its sheets by their names. */
async function tablesAt(url: string, token: string): Promise<Record<string, Table>> {
  const { rawPayload, statusCode } = await api.app.inject({ url, headers: { authorization: `Bearer ${token}` } });
  expect(statusCode, url).toBe(200);
  const sheets = await sheetsIn(rawPayload);
  // What is not read, only for people.
  const read = [...sheets].filter(([name]) => !['Lisez-moi', 'Listes'].includes(name));
  return Object.fromEntries(read.map(([name, rows]) => [name, rows.map((row) => row.map(plain))]));
}

const POOL: Table = [
  [
    'Association',
    'Usages',
    'Personnes',
    'Boîtes de courriel',
    'Espace en Go',
    'Budget par an',
    'Commune ou département',
    'Exige',
    'Aide souhaitée',
    'Données de santé',
  ],
  ['Chorale', 'Fichiers partagés', 12, null, 30, 150, 'Creuse', null, null, 'non'],
  ['Fanfare', 'Boîtes mail', 3, 3, null, 60, 'Guéret', null, null, 'non'],
];

const type = (file: Buffer) => (file.subarray(0, 2).toString() === 'PK' ? WORKBOOK_TYPE : 'text/csv');

interface Door {
  tables(): Promise<Record<string, Table>>;
  send(file: Buffer): Promise<Answered<unknown>>;
}

const sheetDoor = (get: string, path: string, token: () => string): Door => ({
  tables: () => tablesAt(get, token()),
  send: (body) => api.ask('PUT', path, { token: token(), ifMatch: '*', body, headers: { 'content-type': type(body) } }),
});
const ofFederation = (list: string): Door =>
  sheetDoor(
    `/v1/federations/communs/${list}.xlsx`,
    `/v1/federations/communs/${list}.xlsx?dryRun=true`,
    () => federation.token,
  );

/** A file sent by a form of a desk, byte for byte. */
const deskDoor = (path: string, tables: Door['tables']): Door => ({
  tables,
  send: async (file) => {
    const head = '--a-part\r\ncontent-disposition: form-data; name="file"; filename="liste.xlsx"\r\n\r\n';
    const body = Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--a-part--\r\n')]);
    const headers = {
      ...{ accept: 'text/html', origin: 'https://bercail.example', cookie: officer.cookie! },
      'content-type': 'multipart/form-data; boundary=a-part',
    };
    return await api.ask('POST', path, { body, headers });
  },
});

const MEMBERS = '/v1/federations/communs/members.xlsx';
const DOORS: Record<string, Door> = {
  'a host, its services and plans': sheetDoor(
    '/v1/hosts/aulnes/spreadsheet.xlsx',
    '/v1/hosts/aulnes/spreadsheet.xlsx?dryRun=true',
    () => host.token,
  ),
  'many hosts': sheetDoor('/v1/spreadsheet.xlsx', '/v1/spreadsheet.xlsx?dryRun=true', () => ADMIN_TOKEN),
  members: ofFederation('members'),
  selection: ofFederation('selection'),
  reviews: ofFederation('reviews'),
  'members, on the desk': deskDoor('/manage/federations/communs/sheets/members', () =>
    tablesAt(MEMBERS, federation.token),
  ),
  'cases, on the desk': deskDoor('/manage/federations/communs/cases/sheet', async () => ({ Besoins: POOL })),
};

/** An answer that people can act on: no fault of ours, and no word of the machine in what is told. */
function expectTold({ status, body, text }: Answered<unknown>, what = ''): void {
  expect(status, `${what} ${text}`).toBeLessThan(500);
  const { errors = [], detail } = (body ?? {}) as Partial<Problem>;
  for (const { pointer, message } of errors) {
    expect(pointer).toMatch(/^(\/[a-z]+)?(\/\d+(\/\S*)?)?$|^\//);
    expect(message).not.toMatch(/\bundefined\b|\[object|NaN/);
  }
  expect(detail ?? '').not.toMatch(/\bundefined\b|\[object/);
}

describe.each(Object.keys(DOORS))('a sheet for %s', (name) => {
  const door = DOORS[name]!;

  it('is answered by what to mend, whichever column is empty, wrong, too long or missing', {
    timeout: 120_000,
  }, async () => {
    const tables = await door.tables();
    for (const [sheet, table] of Object.entries(tables))
      for (const [what, odd] of eachColumnOdd(table)) {
        const sheets = Object.entries({ ...tables, [sheet]: odd }).map(([name, rows]) => ({ name, rows }));
        expectTold(await door.send(aWorkbook(sheets)), what);
      }
  });

  it.each([
    ['workbook', (tables: Record<string, Table>) => oddWorkbook(tables)],
    ['CSV', (tables: Record<string, Table>) => fc.constantFrom(...Object.values(tables)).chain(oddCsv)],
  ])('is answered by what to mend, whatever the %s holds', { timeout: 240_000 }, async (_kind, files) => {
    const tables = await door.tables();
    await fc.assert(
      fc.asyncProperty(files(tables), async (file) => expectTold(await door.send(file))),
      runs(200),
    );
  });
});
