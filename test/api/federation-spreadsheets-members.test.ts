import { beforeAll, describe, expect, it } from 'vitest';
import type { ListedMember, MembershipRequest } from '../../src/federations/members/schema.ts';
import { invalid, meaningless, type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { asCsv, sheetsOf } from '../support/sheets.ts';

const api = useApp();
let federation: Owned;
let birch: Owned;
const sheets = sheetsOf(api, () => federation);
const below = (what: string) => `/v1/federations/${federation.slug}/${what}`;
const listed = async () =>
  (
    await api.ask<{ items: ListedMember[]; requests?: MembershipRequest[] }>('GET', below('members'), {
      token: federation.token,
    })
  ).body;
const put = (host: string, body: object) =>
  api.ask('PUT', below(`members/${host}`), { token: federation.token, ifMatch: '*', body });

beforeAll(async () => {
  federation = await api.federation({ charter: 'chatons' });
  birch = await api.published({ slug: 'bouleau' });
  for (const slug of ['aulne', 'cedre']) await api.published({ slug });
});

describe('the sheet of the members', () => {
  it('has its titles while there is none: that is the template', async () => {
    const { body } = await sheets.up('members', (await sheets.down('members')).csv);
    expect(body).toMatchObject({ added: [], changed: [], unchanged: 0, absent: [], notes: [] });
  });

  it('adds its rows as one change', async () => {
    const { version } = await sheets.down('members');
    const sheet = asCsv(
      [
        ['Hébergeur', 'Statut', 'Depuis', 'Jusqu’au', 'Charte', 'Dernière revue le', 'Exceptions'],
        ['aulne', 'membre', '05/2020', '', 'chatons', '01/11/2026', 'Un pilote.'],
        ['bouleau', 'Ancien membre', '2019', '31/12/2025', '', '', ''],
        ['cedre', 'suit', '', '', '', '', ''],
      ],
      ';',
    );
    const { body, headers } = await sheets.up('members', sheet, { ifMatch: version });
    expect(body.added.map(({ host }) => host)).toEqual(['aulne', 'bouleau', 'cedre']);
    expect(headers.etag).toBe('"v2"');
    const { items } = await listed();
    expect(items).toEqual([
      expect.objectContaining({
        ...{ host: 'aulne', state: 'member', since: '2020-05', charter: 'chatons', lastReviewedOn: '2026-11-01' },
        exceptions: { fr: 'Un pilote.' },
      }),
      expect.objectContaining({ host: 'bouleau', state: 'former', since: '2019', until: '2025-12-31' }),
      expect.objectContaining({ host: 'cedre', state: 'follower' }),
    ]);
  });

  it('changes what differs; whoever is not in it stays', async () => {
    const sheet = asCsv([
      ['host', 'state'],
      ['cedre', 'member'],
    ]);
    const { body } = await sheets.up('members', sheet);
    expect(body).toMatchObject({
      changed: [{ host: 'cedre', fields: [{ column: 'state', before: 'follower', after: 'member' }] }],
      absent: [{ host: 'aulne' }, { host: 'bouleau' }],
    });
    expect((await listed()).items.map(({ state }) => state)).toEqual(['member', 'former', 'member']);
  });

  it('keeps what is to be checked until it says that it is not', async () => {
    await put('cedre', { state: 'member', toCheck: true });
    const { csv } = await sheets.down('members');
    expect((await sheets.up('members', csv)).body).toMatchObject({ changed: [], unchanged: 3 });
    const says = (toCheck: string) =>
      asCsv([
        ['host', 'state', 'À vérifier'],
        ['cedre', 'member', toCheck],
      ]);
    expect((await sheets.refused('members', says('plus tard')))[2]).toEqual({ '/1/toCheck': 'unknown-value' });
    await sheets.up('members', says('non'));
    expect((await listed()).items.find(({ host }) => host === 'cedre')).not.toHaveProperty('toCheck');
  });

  it('leaves unsaid the charter that goes without saying, which it shows', async () => {
    const said = ['cedre', 'former', 'chatons'];
    expect((await sheets.up('members', asCsv([['host', 'state', 'charter'], said]))).body.changed).toHaveLength(1);
    const charter = (key: string | null) =>
      api.ask('PATCH', `/v1/federations/${federation.slug}`, {
        ...{ token: federation.token, ifMatch: '*', body: { charter: key } },
      });
    await charter(null);
    expect((await listed()).items.find(({ host }) => host === 'cedre')).not.toHaveProperty('charter');
    await charter('chatons');
  });

  it('answers a host that asked, as the route of one does', async () => {
    await put('bouleau', { state: 'former', until: '2025-12-31' });
    const asked = await api.ask('POST', below('members'), { token: birch.token, body: {} });
    expect(asked.status, asked.text).toBe(201);
    await sheets.up(
      'members',
      asCsv([
        ['host', 'state', 'until'],
        ['bouleau', 'member', ''],
      ]),
    );
    const { items, requests } = await listed();
    expect(requests).toEqual([]);
    expect(items.find(({ host }) => host === 'bouleau')).toMatchObject({
      ...{ state: 'member', askedOn: expect.stringMatching(/^\d{4}-/) },
    });
  });

  it('is held to the rules of one member, all at once, also for a host that is unknown', async () => {
    const sheet = asCsv([
      ['host', 'state', 'since', 'until', 'charter', 'lastReviewedOn'],
      ['aulne', 'membres', '2020', '2019', 'chatonz', '2999'],
      ['inconnu-de-tous', 'former', '31/02/2020', '', 'chatonz', 'hier'],
    ]);
    expect(await sheets.refused('members', sheet)).toEqual(
      meaningless({
        ...{ '/1/state': 'unknown-value', '/1/until': 'ends-before-it-begins' },
        ...{ '/1/charter': 'unknown-charter', '/1/lastReviewedOn': 'in-the-future' },
        ...{ '/2/host': 'unknown-host', '/2/since': 'no-such-day' },
        ...{ '/2/charter': 'unknown-charter', '/2/lastReviewedOn': 'wrong-format' },
      }),
    );
  });
});

describe('a list for Excel in France', () => {
  it.each(['members', 'selection', 'reviews'])(
    'has semicolons and days first, and comes back unchanged: %s',
    async (list) => {
      await api.ask('PUT', below('selection/aulne'), {
        ...{ token: federation.token, ifMatch: '*' },
        body: { why: { fr: 'Le 2026-11-01 ; oui.' }, ties: 'none', decidedOn: '2026-11-01', reviewBy: '2027-11-01' },
      });
      await api.ask('PUT', below('reviews/aulne/commitment:switching-fee'), {
        ...{ token: federation.token, ifMatch: '*' },
        body: { value: 99.5, reviewedOn: '2026-10', expiresOn: '2028-10-31' },
      });
      const { csv } = await sheets.down(list, '?separator=semicolon');
      const shown: Record<string, string> = {
        members: 'aulne;',
        selection: ';"Le 2026-11-01 ; oui.";;none;;;01/11/2026;01/11/2027;',
        reviews: ';commitment:switching-fee;99,5;10/2026;31/10/2028;',
      };
      expect(csv).toContain(shown[list]);
      expect(csv.split('\r\n')[0]).toMatch(/^\uFEFFhost;name;/);
      expect((await sheets.up(list, csv)).body).toMatchObject({ added: [], changed: [], absent: [] });
      expect((await sheets.down(list, '?separator=comma')).csv).toBe((await sheets.down(list)).csv);
      expect(await api.refused('GET', `${sheets.at(list)}?separator=tab`)).toEqual(
        invalid({ '/separator': 'unknown-value' }),
      );
    },
  );

  it('tells that a row accepts who was refused, and keeps the refusal with its reason', async () => {
    const yew = await api.published({ slug: 'if', name: 'L’If' });
    await api.ask('POST', below('members'), { token: yew.token, body: {} });
    const answer = { outcome: 'refused', reason: { fr: 'Trop tôt.' }, answeredOn: '2026-11-20' };
    await api.ask('PUT', below('members/if/answer'), { token: federation.token, body: answer });
    const sheet = asCsv([
      ['host', 'state', 'since'],
      ['if', 'member', '2026-11'],
    ]);
    const { body } = await sheets.up('members', sheet);
    expect(body.added).toEqual([
      {
        ...{ line: 2, host: 'if' },
        fields: [
          { column: 'state', after: 'member' },
          { column: 'since', after: '2026-11' },
        ],
      },
    ]);
    expect(body.notes).toEqual([
      { code: 'refused-before', text: expect.stringMatching(/^Ligne 2 : vous avez refusé L’If le 2026-11-20\./) },
    ]);
    const { items, requests } = await listed();
    expect(items).toContainEqual(expect.objectContaining({ host: 'if', state: 'member' }));
    expect(requests).toContainEqual(
      expect.objectContaining({
        host: 'if',
        state: 'refused',
        answer: expect.objectContaining({ reason: { fr: 'Trop tôt.' } }),
      }),
    );
    const desk = await new Browser(api).signIn(federation.token);
    await desk.open(`/manage/federations/${federation.slug}/requests/if`);
    const said = desk.text.replaceAll('\u00a0', ' ');
    expect(said).toContain('La demande de L’If, refusée');
    expect(said).not.toContain('Rien ne se voit avant votre réponse');
    // What ends is the membership, which came after the refusal.
    await api.ask('DELETE', below('members/if?never=true'), { token: federation.token, ifMatch: '*' });
    expect((await listed()).items.map(({ host }) => host)).not.toContain('if');
  });
});
