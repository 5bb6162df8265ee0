import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WorkbookOutcome } from '../../src/exchange/spreadsheets/schema.ts';
import type { SheetOutcome } from '../../src/federations/spreadsheets/upload.ts';
import type { HostDocument } from '../../src/host-documents/schema.ts';
import { ADMIN_TOKEN, type Asking, meaningless, type Owned, useApp } from '../support/app.ts';
import { cellsIn } from '../support/sheets.ts';
import { aWorkbook, sheetsIn, type Value, WORKBOOK_TYPE } from '../support/workbooks.ts';

const api = useApp();
let federation: Owned;
let hosts: Owned[];

const get = async (url: string, token?: string) => {
  const response = await api.app.inject({ url, headers: token ? { authorization: `Bearer ${token}` } : {} });
  expect(response.statusCode, response.body).toBe(200);
  return { bytes: response.rawPayload, headers: response.headers };
};
const asking = (body: Buffer | string, more: Asking = {}): Asking => ({
  ...{ token: ADMIN_TOKEN, body, ...more },
  headers: { 'content-type': WORKBOOK_TYPE },
});
const up = async (body: Buffer | string, more?: Asking, query = '') => {
  const answer = await api.ask<WorkbookOutcome>('PUT', `/v1/spreadsheet.xlsx${query}`, asking(body, more));
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const documents = async () => {
  const found: Record<string, HostDocument> = {};
  for (const { slug, token } of hosts)
    found[slug] = (await api.ask<HostDocument>('GET', `/v1/hosts/${slug}/document`, { token })).body;
  return found;
};
const service = (name: string) => ({
  ...{ name, usages: ['forum', 'video-conferencing'], exportFormats: [], certifications: ['hds'], dataCountry: 'BE' },
  plans: [
    { name: 'A', fixed: 1.5, freeAmount: { floor: 1, advised: 3 }, covers: ['un'], onQuote: false },
    { name: 'B', maxGb: 'unlimited', limits: { 'simultaneous-participants': 'unlimited' }, conditions: { en: 'Ask' } },
  ],
});

beforeAll(async () => {
  federation = await api.federation({ slug: 'les-tableurs', name: 'Les Tableurs' });
  hosts = [
    await api.published({ slug: 'aulne', support: [], serves: [{ level: 'world' }] }),
    await api.published({ slug: 'bouleau', languages: ['fr', 'ast'], contact: { email: 'contact@bouleau.example' } }),
    await api.published({ slug: 'cedre' }),
  ];
  for (const { slug, token } of hosts.slice(0, 2))
    for (const name of ['un', 'deux'])
      expect((await api.ask('PUT', `/v1/hosts/${slug}/services/${name}`, { token, body: service(name) })).status).toBe(
        201,
      );
  for (const { slug } of hosts.slice(0, 2))
    await api.ask('PUT', `/v1/federations/${federation.slug}/members/${slug}`, {
      ...{ token: federation.token, body: { state: 'member' } },
    });
});

describe('the workbook of many hosts', () => {
  it('is of a federation read by anybody', async () => {
    const sheets = await sheetsIn((await get('/v1/federations/les-tableurs/hosts.xlsx')).bytes);
    expect(
      sheets
        .get('Hébergeurs')!
        .slice(1)
        .map(([host]) => host),
    ).toEqual(['aulne', 'bouleau']);
    const all = await sheetsIn((await get('/v1/spreadsheet.xlsx?lang=en', ADMIN_TOKEN)).bytes);
    expect(
      all
        .get('Hosts')!
        .slice(1)
        .map(([host]) => host),
    ).toEqual(['aulne', 'bouleau', 'cedre']);
    const after = await sheetsIn((await get('/v1/spreadsheet.xlsx?after=aulne', ADMIN_TOKEN)).bytes);
    expect(
      after
        .get('Hébergeurs')!
        .slice(1)
        .map(([host]) => host),
    ).toEqual(['bouleau', 'cedre']);
  });

  it('brings back every fact that was taken out meanwhile', async () => {
    const before = await documents();
    const { bytes } = await get('/v1/spreadsheet.xlsx', ADMIN_TOKEN);
    for (const { slug, token } of hosts) {
      const { host, claims, commitments } = before[slug]!;
      const body = { host: { slug, name: host.name, website: host.website }, services: [], claims, commitments };
      expect((await api.ask('PUT', `/v1/hosts/${slug}/document`, { token, ifMatch: '*', body })).status).toBe(200);
    }
    const { added, changed } = await up(bytes, { ifMatch: '*' });
    expect([added.length, changed.length]).toEqual([12, 2]);
    expect(await documents()).toEqual(before);
    expect(await up(bytes, { ifMatch: '*' })).toMatchObject({ added: [], changed: [], unchanged: 15 });
  });

  it('writes all, or nothing when one host has changed since', async () => {
    const { bytes } = await get('/v1/spreadsheet.xlsx?lang=en', ADMIN_TOKEN);
    const [titles, ...rows] = (await sheetsIn(bytes)).get('Hosts')! as Value[][];
    const at = (title: string) => titles!.indexOf(title);
    const changed = rows.map((row) =>
      row
        .with(at('Name'), `${row[at('Name')]} renommé`)
        .map((cell) => ((cell as unknown) instanceof Date ? null : cell)),
    );
    const sheet = aWorkbook([{ name: 'Hosts', rows: [titles!, ...changed] }]);
    const [, , cedre] = hosts;
    await api.ask('PATCH', '/v1/hosts/cedre', { token: cedre!.token, ifMatch: '*', body: { foundedOn: '2015' } });
    const revision = await api.revision();
    expect(await api.refused('PUT', '/v1/spreadsheet.xlsx', asking(sheet))).toEqual([
      ...[412, 'version-stale'],
      { '/hosts/3/version': 'stale' },
    ]);
    expect(await api.revision()).toBe(revision);
    const others = aWorkbook([{ name: 'Hosts', rows: [titles!, ...changed.slice(0, 2)] }]);
    expect((await up(others)).changed.map(({ host }) => host)).toEqual(['aulne', 'bouleau']);
    // One revision for each document that changed.
    expect(await api.revision()).toBe(revision + 2);
  });

  it('asks for versions, unless whoever sends it says that they do not matter', async () => {
    const csv = 'host,service,name,usages\ncedre,trois,Trois,forum';
    expect(await api.refused('PUT', '/v1/spreadsheet.xlsx', asking(csv))).toEqual([
      ...[428, 'version-required'],
      { '/services/1/host': 'missing' },
    ]);
    expect(await up(csv, {}, '?dryRun=true')).toMatchObject({ would: { added: [{ host: 'cedre' }] } });
    expect((await up(csv, { ifMatch: '*' })).added).toHaveLength(1);
  });

  it('tells hosts that nobody knows, and writes nothing of the others', async () => {
    const revision = await api.revision();
    const sheet = 'host,service,name,usages\ncedre,quatre,Quatre,forum\ncedres,cinq,Cinq,forum\n,six,Six,forum';
    expect(await api.refused('PUT', '/v1/spreadsheet.xlsx', asking(sheet, { ifMatch: '*' }))).toEqual(
      meaningless({ '/services/2/host': 'unknown-host', '/services/3/host': 'missing' }),
    );
    expect(await api.revision()).toBe(revision);
  });
});

describe('a file that is sent while somebody else writes', () => {
  it('is written whole, or refused whole', async () => {
    const [aulne] = hosts;
    const { slug, token } = aulne!;
    for (let round = 0; round < 6; round++) {
      const { headers } = await get(`/v1/hosts/${slug}/host.csv`, token);
      const ifMatch = String(headers.etag);
      const sheet = aWorkbook([
        {
          name: 'Services',
          rows: [
            ['service', 'name', 'usages'],
            ['un', `Un ${round}`, 'forum'],
            ['deux', `Deux ${round}`, 'forum'],
          ],
        },
      ]);
      const [sent, patched] = await Promise.all([
        api.ask('PUT', `/v1/hosts/${slug}/spreadsheet.xlsx`, asking(sheet, { token, ifMatch })),
        // Reading the file takes time: the other one comes first, unless it waits.
        setTimeout(round % 2 === 0 ? 0 : 30).then(() =>
          api.ask('PATCH', `/v1/hosts/${slug}`, { token, ifMatch, body: { foundedOn: `20${10 + round}` } }),
        ),
      ]);
      expect([sent.status, patched.status].sort()).toEqual([200, 412]);
      const { services } = (await documents())[slug]!;
      const names = services.map(({ name }) => name);
      const written = names.filter((name) => name.endsWith(` ${round}`));
      expect(written.sort()).toEqual(sent.status === 200 ? [`Deux ${round}`, `Un ${round}`] : []);
    }
  });

  it('gives one of two files that came at once', async () => {
    const sheet = (name: string) => `host,service,name,usages\naulne,un,${name},forum\nbouleau,un,${name},forum`;
    const asked = ['Premier', 'Second'].map((name) => up(sheet(name), { ifMatch: '*' }));
    await Promise.all(asked);
    const { aulne, bouleau } = await documents();
    const [one, other] = [aulne!, bouleau!].map(({ services }) => services.find(({ slug }) => slug === 'un')!.name);
    expect(['Premier', 'Second']).toContain(one);
    expect(other).toBe(one);
  });
});

describe('a list of a federation as a workbook', () => {
  const at = (list: string) => `/v1/federations/les-tableurs/${list}`;
  const put = async (list: string, body: Buffer, query = '') => {
    const answer = await api.ask<SheetOutcome>(
      'PUT',
      at(list) + query,
      asking(body, { token: federation.token, ifMatch: '*' }),
    );
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };

  it.each(['csv', 'xlsx'])('is taken at its address that ends in .%s, with rows above its titles', async (ending) => {
    const sheet = aWorkbook([
      { name: 'Brouillon', rows: [['rien', 'ici']] },
      {
        name: 'Feuil2',
        rows: [
          ['Notre sélection 2026', null],
          ['Hébergeur', 'Pourquoi', 'Liens', 'Décidé le', 'À revoir le'],
          ['Exemple : cedre', 'Répond vite', 'aucun', { xml: '<c s="1"><v>46327</v></c>' }, '01/11/2027'],
          ['aulne', `Répond (${ending})`, 'aucun', { xml: '<c s="1"><v>46327</v></c>' }, '01/11/2027'],
        ],
      },
    ]);
    const { added, changed } = await put(`selection.${ending}`, sheet);
    expect([...added, ...changed].map(({ line, host }) => [line, host])).toEqual([[4, 'aulne']]);
  });

  it.each(['members', 'selection', 'reviews'])('comes back as it was: %s', async (list) => {
    const review = { value: 99.5, reviewedOn: '2026-11', note: { fr: '=2' } };
    await api.ask('PUT', at('reviews/aulne/commitment:measured-availability'), {
      token: federation.token,
      ifMatch: '*',
      body: review,
    });
    for (const lang of ['fr', 'en']) {
      const { bytes } = await get(`${at(list)}.xlsx?lang=${lang}`);
      expect(await put(`${list}.xlsx`, bytes)).toMatchObject({ added: [], changed: [], notes: [] });
    }
  });

  it('tells a formula that went wrong instead of taking a fact away', async () => {
    const broken = { xml: '<c t="e"><f>A1</f><v>#REF!</v></c>' };
    const sheet = aWorkbook([
      {
        name: 'Membres',
        rows: [
          ['Hébergeur', 'Statut', 'Charte'],
          ['aulne', 'membre', broken],
        ],
      },
    ]);
    const refusal = await api.refused(
      'PUT',
      at('members.xlsx'),
      asking(sheet, { token: federation.token, ifMatch: '*' }),
    );
    expect(refusal.slice(0, 2)).toEqual([422, 'meaningless-request']);
    expect(refusal[2]).toMatchObject({ '/1/charter': expect.any(String) });
  });
});

describe('what a federation counts', () => {
  it.each(['statistics', 'gaps', 'referrals', 'criteria/ouvert-aux-visites/answers'])(
    'is the same rows as a workbook: %s',
    async (list) => {
      const { slug, token } = federation;
      const criterion = {
        ...{ label: { fr: 'ouvert aux visites' }, question: { fr: 'Peut-on venir voir ?' } },
        howToProve: { fr: 'Les jours d’ouverture.' },
      };
      const at = `/v1/federations/${slug}`;
      await api.ask('PUT', `${at}/criteria/ouvert-aux-visites`, { token, ifMatch: '*', body: criterion });
      await api.ask('POST', `${at}/referrals`, { token, body: { host: 'aulne', usages: ['forum'] } });
      const { text } = await api.ask('GET', `${at}/${list}.csv`, { token });
      const { bytes, headers } = await get(`${at}/${list}.xlsx`, token);
      expect(headers['content-type']).toBe(WORKBOOK_TYPE);
      const [rows] = (await sheetsIn(bytes)).values();
      const cells = rows!.map((row) =>
        row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? ''))),
      );
      expect(cells).toEqual(cellsIn(text));
    },
  );
});
