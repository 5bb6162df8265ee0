import { beforeAll, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/diagnosis/answer.ts';
import type { Federation } from '../../src/documents/federation.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import { meaningless, type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

const api = useApp();
let federation: Owned;
let other: Owned;
const CREUSE = { level: 'departement', code: '23' } as const;
const GUERET = { level: 'commune', code: '23096' } as const;
const pivot = {
  ...{ name: 'Le Pivot', kind: 'training', serves: [GUERET], phone: '05 55 00 00 00' },
  ...{ url: 'https://pivot.example', observedOn: '2026-10' },
};
const url = (of = federation, id = 'pivot') => `/v1/federations/${of.slug}/helpers/${id}`;
const put = (body: object, of = federation, id = 'pivot') =>
  api.ask<Federation>('PUT', url(of, id), { token: of.token, ifMatch: '*', body });

interface Entry {
  id: string;
  name: string;
  federation?: { slug: string; name: string };
}
const listed = async (territory?: string) =>
  (await api.ask<{ items: Entry[] }>('GET', `/v1/helpers${territory ? `?territory=${territory}` : ''}`)).body.items;
const help = async (more: object = {}) => {
  const body = { usages: [{ usage: 'file-storage-sharing' }], territory: GUERET, ...more };
  return (await api.ask<Match>('POST', '/v1/matches', { body })).body.help;
};

beforeAll(async () => {
  federation = await api.federation({ name: 'Les Communs' });
  other = await api.federation({ name: 'Le Réseau' });
});

describe('helpers/{id}', () => {
  it('is an organisation that accompanies, in the document of the federation', async () => {
    const before = await api.revision();
    const said = await put(pivot);
    expect([said.status, said.body.helpers]).toEqual([201, [{ id: 'pivot', ...pivot }]]);
    expect(await api.revision()).toBe(before + 1);
    expect((await api.ask('GET', url())).body).toEqual({ id: 'pivot', ...pivot });
    expect(
      (await api.ask<{ items: object[] }>('GET', `/v1/federations/${federation.slug}/helpers`)).body.items,
    ).toEqual([{ id: 'pivot', ...pivot }]);
    expect((await put(pivot)).status).toBe(200);
    expect(await api.revision()).toBe(before + 1);
  });

  it('may have no site: it is named without a link', async () => {
    const { url: _site, ...unlinked } = pivot;
    expect((await put(unlinked)).body.helpers).toEqual([{ id: 'pivot', ...unlinked }]);
    const [first] = await help();
    expect([first?.name, first && 'url' in first]).toEqual(['Le Pivot', false]);
    expect((await api.app.inject(`/federations/${federation.slug}`)).body).toContain('<h3>Le Pivot</h3>');
    expect((await put(pivot)).body.helpers).toEqual([{ id: 'pivot', ...pivot }]);
  });

  it('has a kind and a place that exist, and was seen already', async () => {
    const body = {
      ...pivot,
      kind: 'magician',
      serves: [CREUSE, { level: 'departement', code: '999' }],
      observedOn: '2030',
    };
    expect(await api.refused('PUT', url(), { token: federation.token, ifMatch: '*', body })).toEqual(
      meaningless({
        '/kind': 'unknown-helper-kind',
        '/serves/1': 'unknown-territory',
        '/observedOn': 'in-the-future',
      }),
    );
    expect(await api.refused('PUT', url(federation, 'Le_Pivot'), { token: federation.token, body: pivot })).toEqual(
      meaningless({ '/id': 'not-a-slug' }),
    );
  });

  it('says whom it serves, how it helps, and how else one writes to it, in words that the list knows; never by the mailbox of a person', async () => {
    const more = {
      ...{ audiences: ['all-associations', 'public'], offers: ['training', 'helpdesk'] },
      ...{ email: 'accueil@pivot.example', contactUrl: 'https://pivot.example/contact' },
    };
    const said = await put({ ...pivot, ...more });
    expect([said.status, said.body.helpers]).toEqual([200, [{ id: 'pivot', ...pivot, ...more }]]);
    expect((await listed('commune:23096'))[0]).toMatchObject(more);
    expect((await help())[0]).toMatchObject({ email: more.email, contactUrl: more.contactUrl });
    const refused = async (body: object) =>
      await api.refused('PUT', url(), { token: federation.token, ifMatch: '*', body: { ...pivot, ...body } });
    expect(
      await refused({ audiences: ['public', 'giants'], offers: ['magic'], email: 'marie.dupont@gmail.com' }),
    ).toEqual(
      meaningless({
        '/audiences/1': 'unknown-helper-audience',
        '/offers/0': 'unknown-helper-offer',
        '/email': 'personal-address',
      }),
    );
    // Its name, or a role, before the @ shows that it is the organisation's.
    expect((await put({ ...pivot, email: 'lepivot.gueret@gmail.com' })).status).toBe(200);
    // What is not sent again is no longer said.
    expect((await put(pivot)).body.helpers).toEqual([{ id: 'pivot', ...pivot }]);
  });

  it('that serves some only is no first step, and stands in the list', async () => {
    await put({ ...pivot, name: 'Les clubs', audiences: ['sport'] }, federation, 'clubs');
    expect((await listed('commune:23096')).map(({ name }) => name)).toContain('Les clubs');
    expect((await help()).map(({ name }) => name)).not.toContain('Les clubs');
    expect((await help({ federation: federation.slug })).map(({ name }) => name)).not.toContain('Les clubs');
    await api.ask('DELETE', url(federation, 'clubs'), { token: federation.token, ifMatch: '*' });
  });

  it('is named for the help that it offers: beside a first host that lacks it, and under what a map of tools finds', async () => {
    const offers = ['training', 'migration', 'helpdesk', 'awareness'];
    expect((await put({ ...pivot, email: 'accueil@pivot.example', offers, serves: [CREUSE, GUERET] })).status).toBe(
      200,
    );
    const host = await api.published({ serves: [{ level: 'country', code: 'FR' }] });
    const made = { token: host.token, body: aService() };
    expect((await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, made)).status).toBe(201);
    const wish = { support: { training: 'very-important' } };
    const body = { usages: [{ usage: 'file-storage-sharing' }], territory: GUERET, wish };
    const answer = (await api.ask<Match>('POST', '/v1/matches', { body })).body;
    expect(answer.helpFrom).toMatchObject([
      { to: host.slug, support: 'training', helper: `${federation.slug}/pivot`, name: 'Le Pivot' },
    ]);
    const map = await api.ask<Diagnosis>('POST', '/v1/diagnoses', {
      body: {
        organisation: { territory: { departement: CREUSE.code } },
        currentTools: [{ tool: 'gmail', usages: ['email-hosting'], accountKind: 'personal' }],
      },
    });
    const found = [...map.body.findings, ...map.body.more].flatMap(({ help }) => help);
    expect(found).toContainEqual(expect.objectContaining({ name: 'Le Pivot', email: 'accueil@pivot.example' }));
    await put(pivot);
  });

  it('comes in the list of helpers where it serves, with the name of the federation', async () => {
    const entry = {
      ...{ id: `${federation.slug}/pivot`, name: 'Le Pivot', phone: '05 55 00 00 00', observedOn: '2026-10' },
      ...{ federation: { slug: federation.slug, name: 'Les Communs' }, summary: { fr: 'Recommandé par Les Communs.' } },
    };
    expect(await listed()).toContainEqual(expect.objectContaining({ id: entry.id }));
    expect((await listed('commune:23096'))[0]).toMatchObject(entry);
    expect((await listed('departement:23')).map(({ id }) => id)).not.toContain(entry.id);
  });

  it('that is the federation itself is not recommended by itself', async () => {
    const itself = await api.federation({ name: 'Les Pontons', website: 'https://pontons.example' });
    const summaries = async () =>
      (
        await api.ask<{ items: (Entry & { summary: object })[] }>('GET', '/v1/helpers?territory=commune:23096')
      ).body.items
        .filter(({ id }) => id.startsWith(`${itself.slug}/`))
        .map(({ summary }) => summary);
    const own = { fr: 'Accompagne les associations directement.', en: 'Accompanies organisations directly.' };
    // By its name, or by its site.
    for (const said of [{ name: 'les pontons' }, { url: 'https://pontons.example/permanences' }]) {
      await put({ ...pivot, ...said }, itself);
      expect(await summaries()).toEqual([own]);
    }
    await put(pivot, itself);
    expect(await summaries()).toMatchObject([{ fr: 'Recommandé par Les Pontons.' }]);
    await api.ask('DELETE', url(itself), { token: itself.token, ifMatch: '*' });
  });

  it('helps in every answer, the nearest first', async () => {
    await put({ ...pivot, name: 'La Région', serves: [{ level: 'region', code: '75' }] }, federation, 'region');
    const [first] = await help();
    expect(first).toEqual({
      ...{ name: 'Le Pivot', kind: 'training', phone: '05 55 00 00 00', url: pivot.url },
      ...{ federation: federation.slug, federationName: 'Les Communs', text: 'Recommandé par Les Communs.' },
    });
    // Elsewhere it is not heard of.
    const elsewhere = await help({ territory: { level: 'departement', code: '29' } });
    expect(elsewhere.map(({ name }) => name)).not.toContain('Le Pivot');
    expect(elsewhere).toHaveLength(3);
  });

  it('is never for others than any association: no students’ network for a sports club, nobody who advises advisers', async () => {
    const open = ['all-associations', 'public', 'local'];
    const all = await api.ask<{ items: (Entry & { audiences?: string[] })[] }>('GET', '/v1/helpers');
    const audiencesOf = new Map(all.body.items.map(({ name, audiences = open }) => [name, audiences]));
    const asked = async (code: string) => await help({ territory: { level: 'departement', code } });
    for (const code of ['15', '19', '21', '23', '33', '48', '50', '59', '75', '86'])
      for (const { name } of await asked(code))
        expect([code, name, audiencesOf.get(name)!.some((one) => open.includes(one))]).toEqual([code, name, true]);
    // Whom it is for comes before a telephone.
    expect((await asked('15')).map(({ name }) => name)).not.toContain('CDOS du Cantal');
    const { body } = await api.ask<Diagnosis>('POST', '/v1/diagnoses', {
      body: {
        organisation: { territory: { departement: '15' } },
        currentTools: [{ tool: 'gmail', usages: ['email-hosting'], accountKind: 'personal' }],
      },
    });
    const named = [...body.findings, ...body.more].flatMap((finding) => finding.help.map(({ name }) => name));
    expect(named.length).toBeGreaterThan(0);
    for (const name of named)
      expect([name, audiencesOf.get(name)!.some((one) => open.includes(one))]).toEqual([name, true]);
  });

  it('is competent in the data of people, where a leak would harm them; where none is known, none is named', async () => {
    expect((await help({ sensitive: true })).map(({ name }) => name)).toEqual(['CNIL, guide pour les associations']);
    expect(await help({ sensitive: true, territory: { level: 'country', code: 'BE' } })).toEqual([]);
    expect(await help({ sensitive: 'unknown' })).toEqual(await help());
  });

  it('with a telephone comes before one as near without, in answers, in the list and on pages; a directory is called one', async () => {
    const { phone: _, ...silent } = pivot;
    await put({ ...silent, name: 'Sans téléphone', kind: 'guidasso' }, federation, 'a-silent');
    await put({ ...silent, name: 'Les adresses', kind: 'directory' }, federation, 'a-list');
    const near = (await help()).map(({ name, kind }) => [name, kind]);
    expect(near.slice(0, 2)).toEqual([
      ['Le Pivot', 'training'],
      ['Sans téléphone', 'guidasso'],
    ]);
    const names = (await listed('commune:23096')).map(({ name }) => name);
    expect(names.indexOf('Le Pivot')).toBeLessThan(names.indexOf('Sans téléphone'));

    const html = { accept: 'text/html' };
    const { text } = await api.ask('GET', `/federations/${federation.slug}`, { headers: html });
    expect(text).toMatch(
      /Le Pivot<\/a><\/h3><p><a class="button" href="tel:0555000000">.*?<span class="unbroken">05\u00a055\u00a000\u00a000\u00a000<\/span>/,
    );
    expect(text.indexOf('Le Pivot')).toBeLessThan(text.indexOf('Les adresses'));
    expect(text).toMatch(/Les adresses<\/a><\/h3><p class="soft small">Annuaire · /);
    const { text: answer } = await api.ask('POST', '/match', {
      body: 'use=unknown&place=departement:75&at=place&go=next',
      headers: { ...html, 'content-type': 'application/x-www-form-urlencoded' },
    });
    const directories = answer.match(/C’est un annuaire/g)?.length ?? 0;
    const kinds = (await help({ territory: { level: 'departement', code: '75' } })).map(({ kind }) => kind);
    expect(directories).toBe(kinds.filter((kind) => kind === 'directory').length);
    for (const id of ['a-silent', 'a-list'])
      await api.ask('DELETE', url(federation, id), { token: federation.token, ifMatch: '*' });
  });

  it('comes first when the need names its federation, however wide it serves', async () => {
    await put({ ...pivot, name: 'Le Large', serves: [{ level: 'country', code: 'FR' }] }, other, 'large');
    expect((await help())[0]!.name).not.toBe('Le Large');
    const [first, second] = await help({ federation: other.slug });
    expect([first, second]).toMatchObject([
      { name: 'Le Large', federationName: 'Le Réseau' },
      { name: 'Le Pivot', federationName: 'Les Communs' },
    ]);
  });
});
