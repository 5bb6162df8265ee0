import { beforeAll, describe, expect, it } from 'vitest';
import { type Owned, useApp } from '../support/app.ts';
import { asCsv, sheetsOf } from '../support/sheets.ts';

/* How much a federation may have of its own: as much as is told, and not one more. */

const api = useApp();
let federation: Owned;
beforeAll(async () => {
  federation = await api.federation();
});
const at = (path: string) => `/v1/federations/${federation.slug}/${path}`;
const asking = (body?: object) => ({ token: federation.token, ifMatch: '*', body });
const statusOf = async (method: string, path: string, body?: object) =>
  (await api.ask(method, at(path), asking(body))).status;

const criterion = { label: { fr: 'Ouvert' }, question: { fr: 'Est-ce ouvert ?' }, howToProve: { fr: 'Une page.' } };
const putOwnCriterion = (key: string) => statusOf('PUT', `criteria/${key}`, criterion);
const refusedCriterion = async (key: string) => {
  const { status, text } = await api.ask('PUT', at(`criteria/${key}`), asking(criterion));
  expect(status).toBe(422);
  return /retirés compris/.test(text) ? 'too many ever' : /too-many-criteria/.test(text) ? 'too many in use' : text;
};
const keys = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `critere-${from + index}`);

describe('Criteria of a federation’s own', () => {
  it('are thirty at most in use, and sixty with those that are no longer asked', async () => {
    for (const key of keys(1, 30)) expect(await putOwnCriterion(key)).toBe(201);
    expect(await refusedCriterion('critere-31')).toBe('too many in use');
    // What a policy names stays, with its key, once it is no longer asked.
    const minimumWords = Object.fromEntries(keys(1, 30).map((key) => [`criterion:${key}`, 'plus']));
    expect(await statusOf('PUT', 'policy', { minimumWords })).toBe(201);
    for (const key of keys(1, 30)) expect(await statusOf('DELETE', `criteria/${key}`)).toBe(200);
    for (const key of keys(31, 60)) expect(await putOwnCriterion(key)).toBe(201);
    expect(await refusedCriterion('critere-61')).toBe('too many in use');
    const host = await api.published();
    const claim = `/v1/hosts/${host.slug}/claims/critere-31`;
    expect((await api.ask('PUT', claim, { token: host.token, body: { value: 'yes' } })).status).toBe(201);
    expect(await statusOf('DELETE', 'criteria/critere-31')).toBe(200);
    expect(await refusedCriterion('critere-61')).toBe('too many ever');
    expect(await putOwnCriterion('critere-1')).toBe(200);
  });
});

describe('A name in the address', () => {
  it('of a criterion or of a helper takes eighty characters', async () => {
    federation = await api.federation();
    const helper = {
      ...{ name: 'Le Pivot', kind: 'training', url: 'https://pivot.example', observedOn: '2026-10' },
      serves: [{ level: 'country', code: 'FR' }],
    };
    for (const [list, body] of [
      ['criteria', criterion],
      ['helpers', helper],
    ] as const) {
      expect(await statusOf('PUT', `${list}/${'a'.repeat(80)}`, body)).toBe(201);
      const refused = await api.refused('PUT', at(`${list}/${'a'.repeat(81)}`), asking(body));
      expect([list, ...refused.slice(0, 2)]).toEqual([list, 422, 'meaningless-request']);
    }
  });
});

describe('A sheet', () => {
  const sheets = sheetsOf(api, () => federation);
  const TITLES = ['host', 'why.fr', 'ties', 'decidedOn', 'reviewBy'];
  const row = (host: string, why = 'Répond.') => [host, why, 'none', '2026-11-02', '2027-11-02'];

  it('takes two hundred columns', async () => {
    const wide = (columns: number) => asCsv([TITLES, [...row('aulne'), ...Array(columns - TITLES.length).fill('x')]]);
    expect((await sheets.refused('selection', wide(200)))[0]).toBe(422);
    expect(await sheets.refused('selection', wide(201))).toEqual([413, 'body-too-large']);
  });

  it('takes four million bytes', async () => {
    const start = asCsv([TITLES, row('aulne', '')]);
    const large = (bytes: number) => asCsv([TITLES, row('aulne', 'x'.repeat(bytes - start.length))]);
    expect(large(4_000_000)).toHaveLength(4_000_000);
    expect((await sheets.refused('selection', large(4_000_000)))[0]).toBe(422);
    expect(await sheets.refused('selection', large(4_000_001))).toEqual([413, 'body-too-large']);
  });

  it('takes a name of 253 characters for one that may be', async () => {
    const named = (length: number) => asCsv([TITLES, row('a'.repeat(length))]);
    expect((await sheets.refused('selection', named(253)))[2]).toEqual({ '/1/host': 'unknown-host' });
    expect((await sheets.refused('selection', named(254)))[2]).toEqual({ '/1/host': 'too-long' });
  });
});
