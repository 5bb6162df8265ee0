import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkbookOutcome } from '../../src/exchange/spreadsheets/schema.ts';
import type { HostDocument } from '../../src/host-documents/schema.ts';
import type { Problem } from '../../src/http/problems.ts';
import { type Asking, invalid, type Owned, useApp } from '../support/app.ts';
import { reference } from '../support/record.ts';
import { aWorkbook, failed, formula, sheetsIn, styled, WORKBOOK_TYPE } from '../support/workbooks.ts';

const api = useApp();
let host: Owned;
const at = (what: string) => `/v1/hosts/${host.slug}/${what}`;
const file = async (what: string, token?: string) => {
  const response = await api.app.inject({
    method: 'GET',
    url: at(what),
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
  expect(response.statusCode, response.body).toBe(200);
  return { bytes: response.rawPayload, headers: response.headers, text: response.body };
};
const asking = (body: string | Buffer, more: Asking = {}): Asking => ({
  ...{ token: host.token, body, ifMatch: '*', ...more },
  headers: { 'content-type': typeof body === 'string' ? 'text/csv' : WORKBOOK_TYPE, ...more.headers },
});
const up = async (body: string | Buffer, query = '', more?: Asking) => {
  const answer = await api.ask<WorkbookOutcome>('PUT', at(`spreadsheet.xlsx${query}`), asking(body, more));
  expect(answer.status, answer.text).toBe(200);
  return answer;
};
const refused = (body: string | Buffer, more?: Asking) =>
  api.refused('PUT', at('spreadsheet.xlsx'), asking(body, more));
const complaints = async (body: string | Buffer, lang = 'fr') => {
  const { body: problem } = await api.ask<Problem>('PUT', at(`spreadsheet.xlsx?lang=${lang}`), asking(body));
  return [problem.detail, ...(problem.errors ?? []).map(({ message }) => message)];
};
const document = async () => (await api.ask<HostDocument>('GET', at('document'), { token: host.token })).body;

const NUAGE = {
  name: 'Nuage',
  usages: ['file-storage-sharing', 'shared-calendar'],
  software: { name: 'Nextcloud' },
  registration: 'open',
  capacity: { state: 'open', until: '2027-01' },
  dataCountry: 'FR',
  ownDomain: true,
  exportFormats: ['CSV; ODS', 'vCard'],
  imports: [{ tool: 'google-drive', guideUrl: 'https://aulnes.example/a;b' }, { tool: 'dropbox' }],
  plans: [
    {
      name: 'Groupe',
      for: 'organisation',
      fixed: 34.5,
      includedAccounts: 10,
      maxAccounts: 'unlimited',
      observedOn: '2026-11-02',
      taxIncluded: false,
    },
    { name: 'Groupe', fixed: 40, from: '2027-01-01' },
    {
      name: 'Libre',
      for: 'person',
      freeAmount: {},
      membershipFree: { floor: 2 },
      limits: { 'simultaneous-participants': 30 },
      covers: ['nuage'],
    },
  ],
};

beforeEach(async () => {
  host = await api.published({
    seat: { country: 'FR', territory: { level: 'departement', code: '23' } },
    serves: [{ level: 'world' }],
    visits: [
      { level: 'departement', code: '23' },
      { level: 'commune', code: '23096' },
    ],
    support: [{ kind: 'training', mode: 'in-person' }, { kind: 'diagnosis' }],
    summary: { fr: '=SOMME(A1) et le reste', en: 'Files' },
    foundedOn: '2014-03',
  });
  const answer = await api.ask('PUT', at('services/nuage'), {
    token: host.token,
    body: { ...NUAGE, usages: [...NUAGE.usages, 'video-conferencing'] },
  });
  expect(answer.status, answer.text).toBe(201);
});

const SERVICES = 'Services';
/** As a reader of French names it. */
const VIDEO = reference.usages.get('video-conferencing')!.label.fr;
const PLANS = 'Formules';

describe('the workbook of a host', () => {
  it.each(['fr', 'en'])('comes back as it was downloaded, and changes nothing (%s)', async (lang) => {
    const before = await api.revision();
    const { bytes, headers } = await file(`spreadsheet.xlsx?lang=${lang}`, host.token);
    const { body } = await up(bytes, '', { ifMatch: String(headers.etag) });
    expect(body).toEqual({
      ...{ version: body.version, added: [], changed: [], removed: [], unchanged: 5, notes: [] },
    });
    expect(await api.revision()).toBe(before);
  });

  it('is the same bytes while nothing changes', async () => {
    const [one, two] = [await file('spreadsheet.xlsx'), await file('spreadsheet.xlsx?lang=fr')];
    expect(one.bytes.equals(two.bytes)).toBe(true);
    expect(one.headers['content-type']).toBe(WORKBOOK_TYPE);
    expect(one.headers['content-disposition']).toContain(`filename="${host.slug}.xlsx"`);
  });

  it('speaks to people: titles and words in their language, days as days, amounts as numbers', async () => {
    const sheets = await sheetsIn((await file('spreadsheet.xlsx')).bytes);
    expect([...sheets.keys()]).toEqual(['Hébergeurs', SERVICES, PLANS, 'Lisez-moi', 'Listes']);
    const cells = (sheet: string, title: string) => {
      const [titles, ...rows] = sheets.get(sheet)!;
      return rows.map((row) => row[titles!.indexOf(title)]);
    };
    expect(cells('Hébergeurs', 'Territoire du siège')).toEqual(['Creuse (departement:23)']);
    expect(cells('Hébergeurs', 'Sert à distance')).toEqual(['monde']);
    expect(cells(SERVICES, 'Inscription')).toEqual(['Ouverte à tous']);
    expect(cells(PLANS, 'Prix fixe')).toEqual([34.5, 40, null]);
    expect(cells(PLANS, 'Pour qui est ce prix')).toEqual(['Toute l’association', null, 'Une personne']);
    expect(cells(PLANS, 'Adhésion libre')).toEqual([null, null, 'oui']);
    expect(cells(SERVICES, 'Nom de domaine de l’association')).toEqual(['oui']);
    expect(cells(PLANS, 'Taxe comprise')).toEqual(['non', null, null]);
    expect(cells(PLANS, 'À partir du')).toEqual([null, new Date('2027-01-01'), null]);
    expect(sheets.get('Lisez-moi')!.flat()).toContain('Prix libre');
    expect(sheets.get('Listes')![0]).toContain('Forme juridique');
  });

  it.each(['host.csv', 'services.csv', 'plans.csv', 'plans.csv?separator=semicolon'])(
    'comes back as %s',
    async (name) => {
      const { text } = await file(name);
      const { body } = await up(text);
      expect(body).toMatchObject({ added: [], changed: [], removed: [], notes: [] });
      expect(body.unchanged).toBeGreaterThan(0);
    },
  );

  it('is not there for a draft, but for those who may read it', async () => {
    const draft = await api.draft();
    const url = `/v1/hosts/${draft.id}/spreadsheet.xlsx`;
    expect(await api.refused('GET', url)).toEqual([404, 'host-not-found']);
    expect((await api.ask('GET', url, { token: draft.token })).status).toBe(200);
  });
});

describe('a file of a host', () => {
  it('adds, changes and removes what its rows say, and leaves all the rest', async () => {
    const before = await document();
    const sheet = aWorkbook([
      { name: 'Notes', rows: [['à moi']] },
      {
        name: SERVICES,
        rows: [
          ['Les services de l’association', null, null],
          [],
          ['Nom du service', 'USAGES', 'service', 'Couleur', 'Ouvert depuis', 'inscription'],
          ['Exemple : Courriel', 'Courriel', null, null, null, null],
          ['Nuage d’ici', 'file-storage-sharing', 'nuage', 'bleu', null, 'Sur demande'],
          ['Visio', VIDEO, null, 'vert', null, 'ne sait pas'],
        ],
      },
      {
        name: 'Tarifs',
        rows: [
          ['service', 'formule', 'À partir du', 'prix fixe', 'Comptes compris', 'à retirer', 'taxe comprise'],
          ['nuage', 'Libre', null, null, null, 'oui', null],
          ['nuage', 'Groupe', styled('day', 46388), '1 234,50 €', 12, null, true],
          ['visio', 'Salon', null, formula('2*6', 12), null, null, null],
        ],
      },
    ]);
    const { body } = await up(sheet, '?lang=fr');
    expect(body.added.map(({ line, service, plan }) => [line, service, plan])).toEqual([
      [6, 'visio', undefined],
      [4, 'visio', 'Salon'],
    ]);
    expect(body.removed).toEqual([{ sheet: 'plans', line: 2, host: host.slug, service: 'nuage', plan: 'Libre' }]);
    expect(body.changed).toEqual([
      {
        ...{ sheet: 'services', line: 5, host: host.slug, service: 'nuage' },
        fields: [
          { column: 'name', before: 'Nuage', after: 'Nuage d’ici' },
          {
            column: 'usages',
            before: 'file-storage-sharing; shared-calendar; video-conferencing',
            after: 'file-storage-sharing',
          },
          { column: 'registration', before: 'open', after: 'on-application' },
        ],
      },
      {
        ...{ sheet: 'plans', line: 3, host: host.slug, service: 'nuage', plan: 'Groupe' },
        fields: [
          { column: 'fixed', before: '40', after: '1234.5' },
          { column: 'includedAccounts', after: '12' },
          { column: 'taxIncluded', after: 'yes' },
          { column: 'observedOn', after: api.now.toISOString().slice(0, 10) },
        ],
      },
    ]);
    expect(body.notes.map(({ code, text }) => [code, text])).toEqual([
      ['unknown-sheet', 'La feuille « Notes » n’est pas connue : elle est laissée de côté.'],
      ['unknown-column', expect.stringContaining('« Couleur »')],
      ['unknown-column', expect.stringContaining('« Ouvert depuis »')],
    ]);
    const after = await document();
    expect(after.host).toEqual(before.host);
    expect(after.services).toEqual([
      {
        ...before.services[0],
        ...{ name: 'Nuage d’ici', usages: ['file-storage-sharing'], registration: 'on-application' },
        plans: [
          NUAGE.plans[0],
          {
            ...{ name: 'Groupe', from: '2027-01-01', fixed: 1234.5, includedAccounts: 12, taxIncluded: true },
            observedOn: api.now.toISOString().slice(0, 10),
          },
        ],
      },
      {
        slug: 'visio',
        name: 'Visio',
        usages: ['video-conferencing'],
        plans: [{ name: 'Salon', fixed: 12 }],
        commitments: {},
      },
    ]);
  });

  it('makes unknown what is emptied, and never a no', async () => {
    await up(
      'host,website,support,visits,summary.fr\n,https://aulnes.example,,aucun,=encore\n'.replace(
        'https://aulnes.example',
        (await document()).host.website!,
      ),
    );
    const { host: said } = await document();
    expect(said.support).toBeUndefined();
    expect(said.visits).toEqual([]);
    expect(said.summary).toEqual({ fr: '=encore', en: 'Files' });
  });

  it('says first what it would do, and writes nothing', async () => {
    const before = await api.revision();
    const { body } = await up('service;formule;prix fixe\nnuage;Neuve;5', '?dryRun=true', { ifMatch: undefined });
    expect(body).toMatchObject({
      would: { added: [{ line: 2, plan: 'Neuve' }], removed: [], unchanged: 0 },
      problems: [],
    });
    expect(await api.revision()).toBe(before);
  });

  it('tells what it was to remove, and is not there', async () => {
    const { body } = await up('service;formule;remove\nnuage;Nulle;oui', '?lang=en');
    expect(body.notes).toEqual([
      { code: 'nothing-to-remove', sheet: 'plans', line: 2, text: 'Row 2: there is nothing by this name to take out.' },
    ]);
  });

  it('needs the version that was downloaded', async () => {
    const csv = 'service,name,usages\nnuage,Autre,forum';
    const { headers } = await file('services.csv', host.token);
    await up(csv);
    expect((await refused(csv, { ifMatch: String(headers.etag) })).slice(0, 2)).toEqual([412, 'version-stale']);
  });

  it('is told every fault at once, with its sheet, row and column, and nothing is written', async () => {
    const before = [await api.revision(), await document()];
    const sheet = aWorkbook([
      {
        name: 'Hébergeurs',
        rows: [
          [
            'Hébergeur',
            'Nom',
            'Site',
            'Fondé en',
            'Forme juridique',
            'Territoire du siège',
            'Pays du siège',
            'Courriel',
          ],
          [
            host.slug,
            failed('X', '#REF!'),
            'pas-une-adresse',
            '31/02/2014',
            'assosiation',
            'Creuze',
            'FR',
            'jean@gmail.com',
          ],
        ],
      },
      {
        name: SERVICES,
        rows: [
          ['hébergeur', 'service', 'nom', 'usages', 'pays des données', 'depuis'],
          ['un-autre', 'nuage', 'Nuage', 'forum', null, null],
          [null, 'nuage', 'Nuage', 'forom', 'France', '2014'],
          [null, 'nuage', 'Encore', 'forum', null, null],
          [null, 'neuf', null, null, 'XX', '2026-02-31'],
          [null, '!!', 'ça', null, null, null],
        ],
      },
      {
        name: PLANS,
        rows: [
          [
            'service',
            'formule',
            'prix fixe',
            'comptes compris',
            'comptes au plus',
            'période',
            'à retirer',
            'prix relevé le',
          ],
          ['nuage', 'A', 'cher', 4, 2, 'siècle', 'peut-être', '25/11/2030'],
          ['nuaje', 'B', 1, null, null, null, null, null],
          ['nuage', null, 1, null, null, null, null, null],
          ['nuage', 'C', -3, 1.5, null, null, null, null],
          ['nuage', 'D', '1,000', null, null, null, null, null],
          ['nuage', 'E', failed('1/0', '#DIV/0!'), null, null, null, null, null],
        ],
      },
    ]);
    const [status, code, faults] = await refused(sheet);
    expect([status, code]).toEqual([422, 'meaningless-request']);
    expect(faults).toEqual({
      '/hosts/1/name': 'no-value',
      '/hosts/1/website': 'wrong-format',
      '/hosts/1/foundedOn': 'no-such-day',
      '/hosts/1/legalForm': 'unknown-value',
      '/hosts/1/seat.territory': 'unknown-value',
      '/hosts/1/contact.email': 'personal-address',
      '/services/1/host': 'own-host',
      '/services/2/usages': 'unknown-value',
      '/services/3/service': 'duplicate',
      '/services/4/name': 'missing',
      '/services/4/usages': 'missing',
      '/services/4/dataCountry': 'unknown-value',
      '/services/4/startedOn': 'no-such-day',
      '/services/5/service': 'wrong-format',
      '/plans/1/fixed': 'wrong-format',
      '/plans/1/includedAccounts': 'included-above-maximum',
      '/plans/1/period': 'unknown-value',
      '/plans/1/remove': 'unknown-value',
      '/plans/1/observedOn': 'in-the-future',
      '/plans/2/service': 'unknown-service',
      '/plans/3/plan': 'missing',
      '/plans/4/fixed': 'wrong-format',
      '/plans/4/includedAccounts': 'wrong-type',
      '/plans/5/fixed': 'wrong-format',
      '/plans/6/fixed': 'no-value',
    });
    expect(await complaints(sheet)).toContain(
      'Services. Ligne 3, colonne « usages ». « forom » n’est pas une valeur de cette colonne. Vouliez-vous dire « forum » ?',
    );
    expect(await complaints(sheet, 'en')).toContain(
      'Plans. Line 3, column “service”. The host has no service “nuaje”. Add it to the sheet of services. Did you mean “nuage”?',
    );
    expect([await api.revision(), await document()]).toEqual(before);
  });

  it('is refused when none of its sheets is known, or one comes twice, or a column is missing', async () => {
    expect(await refused(aWorkbook([{ name: 'A', rows: [['x', 'y']] }]))).toEqual([400, 'malformed-request']);
    const one = { rows: [['service', 'formule']] };
    expect(
      await refused(
        aWorkbook([
          { name: 'Tarifs', ...one },
          { name: 'Formules', ...one },
        ]),
      ),
    ).toEqual([400, 'malformed-request']);
    expect(await refused(aWorkbook([{ name: 'Formules', rows: [['service', 'prix fixe']] }]))).toEqual(
      invalid({ '/plans/0/plan': 'missing-column' }),
    );
  });

  it('is told that its lists are no hosts, and how large a file may be', async () => {
    const lists = (await sheetsIn((await file('spreadsheet.xlsx', host.token)).bytes)).get('Listes')!;
    const csv = lists.map((row) => row.map((cell) => `"${cell ?? ''}"`).join(';')).join('\n');
    expect((await complaints(csv))[0]).toContain('les mots à choisir');
    expect((await complaints('x'.repeat(4_000_001)))[0]).toContain('4000 ko');
  });

  it('tells the first two hundred faults, and how many more there are', async () => {
    const rows = Array.from({ length: 210 }, (_, i) => `s${i};Nuage;rien-de-tel`);
    const told = await complaints(`service;nom;usages\n${rows.join('\n')}`);
    expect(told).toHaveLength(202);
    expect(told.at(-1)).toMatch(/^Il y a \d+ autres erreurs\./);
  });

  it('keeps a service whose end is settled', async () => {
    api.now = new Date('2026-11-25T12:00:00Z');
    const stages = { closed: '2027-06-30' };
    await api.ask('PUT', at('services/nuage/closing'), { token: host.token, body: { stages, reason: { fr: 'Fin.' } } });
    api.now = new Date('2026-12-10T12:00:00Z');
    expect((await refused('service,name,usages,remove\nnuage,,,yes'))[2]).toEqual({
      '/services/1/remove': 'closing-settled',
    });
    api.now = new Date('2026-11-25T12:00:00Z');
  });
});

describe('the template', () => {
  it.each(['fr', 'en'])('has examples that are not read, and takes rows below them (%s)', async (lang) => {
    const { statusCode, rawPayload, headers } = await api.app.inject({
      url: `/v1/spreadsheet/template.xlsx?lang=${lang}`,
    });
    expect(statusCode).toBe(200);
    expect(headers['content-disposition']).toMatch(/"(hebergeurs-a-remplir|hosts-to-fill-in)\.xlsx"$/);
    const before = await api.revision();
    expect((await up(rawPayload)).body).toMatchObject({ added: [], changed: [], removed: [], unchanged: 0, notes: [] });
    expect(await api.revision()).toBe(before);
    const sheets = await sheetsIn(rawPayload);
    const [titles, example] = [...sheets.values()][1]!;
    const filled = example!.map((cell) =>
      /^(Exemple|Example)/.test(String(cell)) ? '' : cell === 'nuage' ? 'copie' : (cell ?? ''),
    ) as string[];
    const { body } = await up(aWorkbook([{ name: 'Services', rows: [titles as string[], filled] }]));
    expect(body.added).toMatchObject([{ line: 2, service: 'copie' }]);
  });

  it('of a draft has only what it needs, and an example that is not read', async () => {
    const { rawPayload } = await api.app.inject({ url: '/v1/spreadsheet/template.xlsx?lang=fr&for=draft' });
    expect((await up(rawPayload)).body).toMatchObject({ added: [], changed: [], removed: [], unchanged: 0, notes: [] });
    const sheets = await sheetsIn(rawPayload);
    const [hosts, services, plans] = [...sheets.values()];
    expect(hosts![0]).toHaveLength(14);
    expect(services![0]).toHaveLength(7);
    expect(plans![0]).toHaveLength(11);
    for (const [titles] of [hosts!, services!, plans!])
      for (const title of ['Version', 'État', 'Retirer', 'Hébergeur']) expect(titles).not.toContain(title);
    expect(hosts![1]![0]).toBe('Exemple : Les Aulnes');
    // The example itself may be sent: a département is enough to say the country.
    const named = hosts![1]!.map((cell, place) => (hosts![0]![place] === 'Nom' ? 'Les Aulnes' : (cell ?? '')));
    const site = hosts![0]!.indexOf('Site web');
    const own = named.map((cell, place) => (place === site ? `https://${host.slug}.example` : cell)) as string[];
    await up(aWorkbook([{ name: 'Hébergeurs', rows: [hosts![0] as string[], own] }]));
    expect((await document()).host.seat).toEqual({
      country: 'FR',
      territory: { level: 'departement', code: '23' },
    });
    const filled = services![1]!.map((cell, place) => (place === 0 ? 'Copie' : (cell ?? ''))) as string[];
    const { body } = await up(aWorkbook([{ name: 'Services', rows: [services![0] as string[], filled] }]));
    expect(body.added).toMatchObject([{ line: 2, service: 'copie' }]);
  });
});

describe('A price in a sheet', () => {
  it('is read as people write it; one of another period than its plan is asked about', async () => {
    await up(`host,service,plan,period,fixed,perAccount,setupFee\n${host.slug},nuage,Solo,,60 € par an,,gratuit\n`);
    const solo = async () => (await document()).services[0]!.plans!.find(({ name }) => name === 'Solo');
    expect(await solo()).toMatchObject({ fixed: 60, setupFee: 0 });
    await up(`host,service,plan,period,fixed\n${host.slug},nuage,Solo,mois,5 par mois\n`);
    expect(await solo()).toMatchObject({ fixed: 5, period: 'month' });
    const wrong = `host,service,plan,period,fixed,setupFee\n${host.slug},nuage,Duo,,15 par mois,30 par an\n`;
    expect((await complaints(wrong)).join(' ').replaceAll('\u00a0', ' ')).toMatch(
      /compté par an, et il y est écrit « par mois ».*une seule fois/,
    );
  });
});

describe('A place in a sheet', () => {
  it('is read by its name: a région, a commune, all of France; one of several names is asked about', async () => {
    await up(`host,serves,seat.territory\n${host.slug},"Bretagne, Guéret",Saint-Denis 93\n`);
    const { serves, seat } = (await document()).host;
    expect(serves).toEqual([
      { level: 'region', code: '53' },
      { level: 'commune', code: '23096' },
    ]);
    expect(seat?.territory).toEqual({ level: 'commune', code: '93066' });
    await up(`host,serves\n${host.slug},France entière\n`);
    expect((await document()).host.serves).toEqual([{ level: 'country', code: 'FR' }]);
    expect((await complaints(`host,serves\n${host.slug},Saint-Denis\n`)).join(' ')).toContain('comme Saint-Denis 93');
  });
});
