import { beforeAll, describe, expect, it } from 'vitest';
import { type Owned, useApp } from '../support/app.ts';

const api = useApp();
let federation: Owned;
let host: Owned;
const put = (what: string, body: object) =>
  api.ask('PUT', `/v1/federations/${federation.slug}/${what}`, { token: federation.token, ifMatch: '*', body });
/** Lines of a sheet without its mark of UTF-8; no cell of these tests holds a line break. */
const sheet = async (name: string) => {
  const { status, headers, text } = await api.ask('GET', `/v1/federations/${federation.slug}/${name}.csv`);
  expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
  expect(text.startsWith('\uFEFF')).toBe(true);
  expect(text.endsWith('\r\n')).toBe(true);
  return text.slice(1).trimEnd().split('\r\n');
};

beforeAll(async () => {
  federation = await api.federation();
  host = await api.published({ name: '=HYPERLINK("https://evil.example";"cliquez")' });
  await put(`members/${host.slug}`, { state: 'member', since: '2020-05', exceptions: { fr: 'Un pilote, un seul.' } });
  await put(`selection/${host.slug}`, {
    ...{
      why: { fr: '@SOMME(A1)', en: 'Near, and "kind".' },
      ties: 'none',
      decidedOn: '2026-11-01',
      reviewBy: '2027-11-01',
    },
  });
  await put(`reviews/${host.slug}/commitment:closing-notice`, {
    value: 90,
    reviewedOn: '2026-11-01',
    expiresOn: '2028-10-31',
    note: { fr: '+33' },
  });
});

describe('a list of a federation as a spreadsheet', () => {
  const name = `"'=HYPERLINK(""https://evil.example"";""cliquez"")"`;

  it('has the members, one a line, each fact in its column', async () => {
    expect(await sheet('members')).toEqual([
      'host,name,website,state,since,until,charter,charterVersion,lastReviewedOn,askedOn,statedBy,evidenceUrl,toCheck,exceptions.fr,exceptions.en',
      `${host.slug},${name},https://aulnes.example,member,2020-05,,chatons,,,,federation,,,"Un pilote, un seul.",`,
    ]);
  });

  it('has the hosts that were chosen; nothing that a host or a federation wrote runs as a formula', async () => {
    expect(await sheet('selection')).toEqual([
      'host,name,why.fr,why.en,ties,ties.fr,ties.en,decidedOn,reviewBy,state,proposed,overdue',
      `${host.slug},${name},'@SOMME(A1),"Near, and ""kind"".",none,,,2026-11-01,2027-11-01,published,yes,no`,
    ]);
  });

  it('has the reviews, with the end that was given, and the day until which each counts', async () => {
    const [head, line] = await sheet('reviews');
    expect(head).toContain('host,name,subject,value,reviewedOn,expiresOn,until,aged,evidence');
    expect(line).toContain(`${name},commitment:closing-notice,90,2026-11-01,2028-10-31,2028-10-31,no,peer-reviewed,no`);
    expect(line).toContain(",'+33,");
  });

  it.each(['members', 'selection', 'reviews'])(
    'is given at the address of the list to who asks for it: %s',
    async (list) => {
      const url = `/v1/federations/${federation.slug}/${list}`;
      const { text } = await api.ask('GET', `${url}.csv`);
      const asked = await api.ask('GET', url, { headers: { accept: 'text/csv' } });
      expect([asked.text, asked.headers['content-type']]).toEqual([text, 'text/csv; charset=utf-8']);
      const json = await api.ask('GET', url, { headers: { accept: 'application/json, text/csv;q=0.5' } });
      expect(json.headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        vary: expect.stringMatching(/Accept/),
      });
      expect(json.headers.etag).not.toBe(asked.headers.etag);
      const own = await api.ask('GET', url, { token: federation.token, headers: { accept: 'text/csv' } });
      expect(own.headers.etag).toMatch(/^"v\d+"$/);
    },
  );
});
