import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkbookOutcome } from '../../src/exchange/spreadsheets/schema.ts';
import type { HostDocument } from '../../src/host-documents/schema.ts';
import type { Problem } from '../../src/http/problems.ts';
import { type Asking, type Owned, useApp } from '../support/app.ts';
import { asCsv, cellsIn } from '../support/sheets.ts';
import { aWorkbook, sheetsIn, WORKBOOK_TYPE } from '../support/workbooks.ts';

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
  const answer = await api.ask<WorkbookOutcome>('PUT', at(`spreadsheet${query}`), asking(body, more));
  expect(answer.status, answer.text).toBe(200);
  return answer;
};
const refused = (body: string | Buffer, more?: Asking) => api.refused('PUT', at('spreadsheet'), asking(body, more));
const complaints = async (body: string | Buffer, lang = 'fr') => {
  const { body: problem } = await api.ask<Problem>('PUT', at(`spreadsheet?lang=${lang}`), asking(body));
  return [problem.detail, ...(problem.errors ?? []).map(({ message }) => message)];
};
const document = async () =>
  (await api.ask<HostDocument>('GET', at('document'), { token: host.token })).body;

const NUAGE = {
  name: 'Nuage',
  usages: ['file-storage-sharing', 'shared-calendar'],
  software: { name: 'Nextcloud' },
  registration: 'open',
  capacity: { state: 'open', until: '2027-01' },
  dataCountry: 'FR',
  exportFormats: ['CSV; ODS', 'vCard'],
  imports: [{ tool: 'google-drive', guideUrl: 'https://aulnes.example/a;b' }, { tool: 'dropbox' }],
  plans: [
    { name: 'Groupe', fixed: 34.5, includedAccounts: 10, maxAccounts: 'unlimited', observedOn: '2026-11-02', taxIncluded: false },
    { name: 'Groupe', fixed: 40, from: '2027-01-01' },
    { name: 'Libre', freeAmount: {}, limits: { 'simultaneous-participants': 30 }, covers: ['nuage'] },
  ],
};

beforeEach(async () => {
  host = await api.published({
    seat: { country: 'FR', territory: { level: 'departement', code: '23' } },
    serves: [{ level: 'world' }],
    visits: [{ level: 'departement', code: '23' }, { level: 'commune', code: '23096' }],
    support: [{ kind: 'training', mode: 'in-person' }, { kind: 'diagnosis' }],
    summary: { fr: '=SOMME(A1) et le reste', en: 'Files' },
    foundedOn: '2014-03',
  });
  const answer = await api.ask('PUT', at('services/nuage'), { token: host.token, body: { ...NUAGE, usages: [...NUAGE.usages, 'video-conferencing'] } });
  expect(answer.status, answer.text).toBe(201);
});

describe('the workbook of a host', () => {
  it.each(['fr', 'en'])('comes back as it was downloaded, and changes nothing (%s)', async (lang) => {
    const before = await api.revision();
    const { bytes, headers } = await file(`spreadsheet.xlsx?lang=${lang}`, host.token);
    const { body } = await up(bytes, '', { ifMatch: String(headers.etag) });
    expect(body).toEqual({
      ...{ dryRun: false, version: body.version, added: [], changed: [], removed: [], unchanged: 5, notes: [] },
    });
    expect(await api.revision()).toBe(before);
  });
  it('is the same bytes while nothing changes', async () => {
    const [one, two] = [await file('spreadsheet.xlsx'), await file('spreadsheet.xlsx?lang=fr')];
    expect(one.bytes.equals(two.bytes)).toBe(true);
    expect(one.headers['content-type']).toBe(WORKBOOK_TYPE);
  });
  it.each(['host.csv', 'services.csv', 'plans.csv', 'plans.csv?separator=semicolon'])('comes back as %s', async (name) => {
    const { text } = await file(name);
    const { body } = await up(text);
    expect(body).toMatchObject({ added: [], changed: [], removed: [], notes: [] });
    expect(body.unchanged).toBeGreaterThan(0);
  });
});
