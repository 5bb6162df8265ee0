import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { ListedMember } from '../../src/federations/members/schema.ts';
import { meaningless, type Owned, useApp } from '../support/app.ts';
import { asCsv, sheetsOf } from '../support/sheets.ts';

/** A charter speaks for a host only when the host agreed, or when the federation shows its own page that names it. */

const api = useApp();
let federation: Owned;
const sheets = sheetsOf(api, () => federation);
const SIGNED = { state: 'member', charter: 'chatons', charterVersion: 'since-2023' };
const LIST = 'https://chatons.example/liste';
const at = (host: Owned) => `/v1/federations/${federation.slug}/members/${host.slug}`;
const say = async (host: Owned, body: object) => {
  const answer = await api.ask('PUT', at(host), {
    token: federation.token,
    ifMatch: '*',
    body: { ...SIGNED, ...body },
  });
  expect([200, 201], answer.text).toContain(answer.status);
};
const read = async ({ slug }: Owned) => (await api.ask<Host>('GET', `/v1/hosts/${slug}`)).body;
const declared = async (host: Owned) => (await read(host)).claims.length > 0;
const page = async ({ slug }: Owned) =>
  (await api.ask('GET', `/hosts/${slug}`, { headers: { accept: 'text/html' } })).text;

beforeAll(async () => {
  federation = await api.federation({ slug: 'chatons', website: 'https://www.chatons.example/' });
});

describe('A membership', () => {
  it('that only the federation states declares nothing, until the host agrees', async () => {
    const host = await api.published();
    await say(host, {});
    expect((await read(host)).memberships).toMatchObject([{ state: 'member' }]);
    expect(await declared(host)).toBe(false);
    expect(await page(host)).toContain('l’hébergeur ne l’a pas encore dit');
    await api.ask('POST', `/v1/federations/${federation.slug}/members`, { token: host.token, body: {} });
    expect(await declared(host)).toBe(true);
    expect(await page(host)).not.toContain('l’hébergeur ne l’a pas encore dit');
  });

  it('that the host asked for declares once it is accepted', async () => {
    const host = await api.published();
    await api.ask('POST', `/v1/federations/${federation.slug}/members`, { token: host.token, body: {} });
    expect(await declared(host)).toBe(false);
    await say(host, {});
    expect(await declared(host)).toBe(true);
  });

  it('declares when a page of the federation names the host, and the page is shown', async () => {
    const host = await api.published();
    for (const evidenceUrl of [LIST, 'https://annuaire.chatons.example/h?n=1']) {
      await say(host, { evidenceUrl });
      expect((await read(host)).memberships).toMatchObject([{ evidenceUrl }]);
      expect(await declared(host)).toBe(true);
      expect(await page(host)).toContain(evidenceUrl);
    }
  });

  it.each(['https://aulnes.example/nous', 'https://chatons.example.net/liste', 'https://mechants-chatons.example/'])(
    'has no page on the site of somebody else: %s',
    async (evidenceUrl) => {
      const host = await api.published();
      const asking = { token: federation.token, body: { ...SIGNED, evidenceUrl } };
      expect(await api.refused('PUT', at(host), asking)).toEqual(
        meaningless({ '/evidenceUrl': 'page-of-somebody-else' }),
      );
    },
  );

  it('that is to be checked declares nothing, whatever else is said, and is shown as uncertain', async () => {
    const host = await api.published();
    await api.ask('POST', `/v1/federations/${federation.slug}/members`, { token: host.token, body: {} });
    await say(host, { evidenceUrl: LIST, toCheck: true });
    expect(await declared(host)).toBe(false);
    expect(await page(host)).toContain('à vérifier');
  });

  it('keeps its page when it ends, and declares nothing any more', async () => {
    const host = await api.published();
    await say(host, { evidenceUrl: LIST });
    await api.ask('DELETE', at(host), { token: federation.token, ifMatch: '*' });
    expect((await read(host)).memberships).toMatchObject([{ state: 'former', evidenceUrl: LIST }]);
    expect(await declared(host)).toBe(false);
  });

  it('is written and read in a spreadsheet with its page and its doubt', async () => {
    const [sure, unsure] = [await api.published(), await api.published()];
    const sheet = asCsv([
      ['host', 'state', 'evidenceUrl', 'toCheck'],
      [sure.slug, 'member', LIST, ''],
      [unsure.slug, 'member', '', 'yes'],
    ]);
    const { version } = await sheets.down('members');
    const { status, text } = await sheets.up('members', sheet, { ifMatch: version });
    expect(status, text).toBe(200);
    const { body } = await api.ask<{ items: ListedMember[] }>('GET', `/v1/federations/${federation.slug}/members`);
    const listed = (host: Owned) => body.items.find((one) => one.host === host.slug);
    expect([listed(sure), listed(unsure)]).toMatchObject([{ evidenceUrl: LIST }, { toCheck: true }]);
    const down = await sheets.down('members');
    expect(down.csv).toContain(LIST);
    expect((await sheets.up('members', down.csv, { ifMatch: down.version })).body).toMatchObject({ changed: [] });
  });
});
