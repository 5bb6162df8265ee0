import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aClosing, closingsIn } from '../support/closings.ts';
import { BRASS_BAND_FORM, fillCatalogue, sendForm } from '../support/guided.ts';
import { aService } from '../support/record.ts';
import { wordsOf } from '../support/words.ts';

const test = useApp();
const { announce } = closingsIn(test);
const admin = { token: ADMIN_TOKEN, ifMatch: '*' };
const put = async (path: string, body: object, token = ADMIN_TOKEN) => {
  const { status, text } = await test.ask('PUT', path, { token, ifMatch: '*', body });
  expect([200, 201], text).toContain(status);
};

let oak: Owned;
beforeAll(async () => {
  await fillCatalogue(test);
  oak = await test.published({ slug: 'le-chene', name: 'Le Chêne', contact: { email: 'bonjour@chene.example' } });
  await put('/v1/hosts/le-chene/services/nuage', {
    ...aService({ usages: ['file-storage-sharing'], registration: 'members', capacity: { state: 'full' } }),
    dataCountry: 'FR',
    plans: [{ name: 'Groupe', fixed: 48, maxAccounts: 20, maxGb: 100 }],
  });
  await put('/v1/hosts/le-chene/commitments/closing-notice', { value: 90 }, oak.token);
  await test.published({ slug: 'le-frene', name: 'Le Frêne' });
  await put('/v1/hosts/le-frene/services/mail', aService({ name: 'Courriel', usages: ['email-hosting'], plans: [] }));
});

const see = async (url: string) => {
  const { status, text, headers } = await test.ask('GET', url, { headers: { accept: 'text/html' } });
  expect(status, text).toBe(200);
  return { html: text, words: wordsOf(text), headers };
};
/** The rows of the table on a page: its head, then a cell for each column by the name of the point. */
const tableIn = (html: string) => {
  const [, table] = /<table class="side[^>]*>([\s\S]*?)<\/table>/.exec(html) ?? [];
  if (table === undefined) return undefined;
  const cellsOf = (row: string) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell]) => wordsOf(cell!).trim());
  const [head, ...rows] = table.split('<tr').slice(1).map(cellsOf) as [string[], ...string[][]];
  return { names: head.slice(1), rows: new Map(rows.map(([point, ...cells]) => [point!, cells])) };
};
const compare = async (...hosts: string[]) => {
  const page = await see(`/compare?${hosts.map((host) => `host=${host}`).join('&')}`);
  return { ...page, table: tableIn(page.html) };
};
const ASK = 'Non précisé : à demander';
const OWN_NAME = 'Proposé. À votre nom de domaine ? À demander';

describe('the comparison of hosts', () => {
  it('is one table: what each offers, at what price, with what limits, who may come in, what it promises', async () => {
    const { table, words, headers } = await compare('le-chene', 'le-frene', 'infini');
    expect(words).toContain('Comparer trois hébergeurs');
    expect(table!.names).toEqual(['Le Chêne', 'Le Frêne', 'Infini']);
    const row = (point: string) => table!.rows.get(point);
    expect(row('Fichiers')![0]).toBe('Proposé');
    expect(row('Boîtes mail')!.slice(1)).toEqual([OWN_NAME, OWN_NAME]);
    expect(row('Prix')!.slice(0, 2)).toEqual([
      'Dès 48 € par an Groupe : 48 € par an Pour toute l’association, ou par personne ? À demander',
      ASK,
    ]);
    expect(row('Limites')!.slice(0, 2)).toEqual(['Groupe : 20 comptes au plus, 100 Go au plus', ASK]);
    expect(row('Pour entrer')![0]).toBe('Complet Pour ses membres : il faut adhérer');
    expect(row('Où sont les données')!.slice(0, 2)).toEqual(['France', ASK]);
    expect(row('Préavis avant fermeture')).toEqual(['90 jours selon l’hébergeur, 25 novembre 2026', ASK, ASK]);
    const inPlace = 'Par l’administration du catalogue, le 25 novembre 2026';
    expect(row('Fiche relue par lui')).toEqual([inPlace, inPlace, 'Pas encore']);
    expect(row('Où il est installé')).toHaveLength(3);
    expect(row('Dernier signe de vie')![2]).toBe('Mai 2026');
    expect(row('Leur demander')![0]).toContain('bonjour@chene.example');
    expect(row('Leur réponse, à noter')).toEqual(['', '', '']);
    expect(headers['cache-control']).toContain('public');
  });

  it('asks whether mail may be in one’s own name where nobody said so, and counts the domain name', async () => {
    for (const [slug, ownDomain, whom] of [
      ['l-orme', true, 'person'],
      ['l-if', false, 'organisation'],
    ] as const) {
      await test.published({ slug, name: slug });
      const plans = [{ name: 'Mail', fixed: 24, for: whom, maxAccounts: 20, maxGb: 100 }];
      await put(`/v1/hosts/${slug}/services/mail`, aService({ usages: ['email-hosting'], ownDomain, plans }));
    }
    const { rows } = (await compare('l-orme', 'l-if')).table!;
    expect(rows.get('Boîtes mail')).toEqual([
      'Proposé, aussi à votre nom de domaine',
      'Proposé, avec des adresses au nom de l’hébergeur',
    ]);
    expect(rows.get('Prix')).toEqual([
      'Dès 24 € par an Mail : 24 € par an pour chaque personne Les mails, avec un nom de domaine à vous : dès 36 € par an environ',
      'Dès 24 € par an Mail : 24 € par an pour toute l’association',
    ]);
  });

  it('calls a usage a no only where the host said that its list is whole', async () => {
    const { table } = await compare('le-chene', 'infini');
    // Publishing by an administrator counts as the host’s own word: its lists are whole.
    expect(table!.rows.get('Boîtes mail')).toEqual(['Non', OWN_NAME]);
    const { html } = await see('/compare?host=arn&host=infini&usage=mailing-lists');
    expect(tableIn(html)!.rows.get('Listes mail')).toEqual([ASK, 'Proposé']);
  });

  it('puts first what was looked for', async () => {
    const { html } = await see('/compare?host=infini&host=arn&usage=email-hosting&usage=nope');
    expect([...tableIn(html)!.rows.keys()][0]).toBe('Boîtes mail');
  });

  it('says that the newcomers of a host that closes should not come', async () => {
    const ending = await test.published({ slug: 'le-saule', name: 'Le Saule' });
    await put('/v1/hosts/le-saule/services/nuage', aService({ registration: 'open' }), ending.token);
    expect((await announce(ending, aClosing('2027-07-01'))).status).toBeLessThan(300);
    const { table } = await compare('le-saule', 'le-chene');
    expect(table!.rows.get('Pour entrer')![0]).toBe('Va fermer : n’y allez plus');
  });

  it('proposes others of like offers where one is named, two of them ticked', async () => {
    const { html, words, table } = await compare('infini');
    expect(words).toContain('Comparer Infini');
    expect(table).toBeUndefined();
    expect(html).toContain('<input type="hidden" name="host" value="infini"/>');
    const ticked = [...html.matchAll(/<input type="checkbox" name="host" value="([^"]+)" checked/g)].map(
      ([, one]) => one!,
    );
    expect(ticked).toHaveLength(2);
    expect(ticked).not.toContain('infini');
    const next = await compare('infini', ...ticked);
    expect(next.table!.names).toHaveLength(3);
    const offered = [...next.table!.rows.values()].filter((cells) =>
      cells.slice(0, 3).every((cell) => cell === 'Proposé'),
    );
    expect(offered.length).toBeGreaterThan(0);
  });

  it('says how to choose where nobody is named, and lets choose where too many are', async () => {
    const none = await see('/compare');
    expect(none.words).toContain('cochez-en deux ou trois');
    const many = await compare('infini', 'arn', 'fdn', 'le-chene', 'le-frene');
    expect(many.words).toContain('Vous en avez choisi 5. Trois au plus tiennent côte à côte');
    expect(many.table).toBeUndefined();
    expect([...many.html.matchAll(/type="checkbox" name="host"/g)]).toHaveLength(5);
    const twice = await compare('infini', 'infini', 'arn');
    expect(twice.table!.names).toHaveLength(2);
  });

  it('says whom it does not know, with whoever is near, and compares the others', async () => {
    const { words, html, table } = await compare('infinis', 'le-chene', 'arn');
    expect(words).toContain('Nous ne connaissons pas d’hébergeur nommé « infinis ». Vouliez-vous dire : Infini');
    expect(html).toContain('<a href="/hosts/infini">Infini</a>');
    expect(table!.names).toHaveLength(2);
  });

  it('never shows a draft, nor compares a host that is suspended, withdrawn or closed', async () => {
    const draft = await test.draft({ name: 'Le Brouillon' });
    await test.published({ slug: 'le-suspendu', name: 'Le Suspendu' });
    await put('/v1/hosts/le-suspendu/suspension', { reason: { fr: 'Ne répond plus.' } });
    await test.published({ slug: 'le-retire', name: 'Le Retiré' });
    expect((await test.ask('DELETE', '/v1/hosts/le-retire', admin)).status).toBeLessThan(300);
    const { words, table } = await compare(draft.id, draft.slug, 'le-suspendu', 'le-retire', 'le-chene', 'arn');
    expect(table!.names).toEqual(['Le Chêne', expect.stringContaining('ARN')]);
    expect(words).not.toContain('Le Brouillon');
    expect(words).not.toContain('Le Retiré');
    expect(words).toContain('Le Suspendu n’est pas comparé');
    const liked = await compare('infini');
    expect(liked.words).not.toContain('Le Suspendu');
  });

  it('shows names of any length and letters as they are', async () => {
    const typed = `<script>alert(1)</script>${'é'.repeat(200)}`;
    const { html } = await see(`/compare?host=${encodeURIComponent(typed)}&host=long-names&host=le-chene`);
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script>alert(1)&lt;/script>');
    expect(tableIn(html)!.names[0]).toContain('<b>&');
    expect(html.length).toBeLessThan(200_000);
  });

  it('is asked for from the cards of the list of hosts, without a script', async () => {
    const { html } = await see('/hosts?usage=email-hosting&lang=en');
    expect(html).toMatch(/<form id="compare"[^>]* action="\/compare">/);
    expect(html).toContain('<input type="checkbox" name="host" value="infini" form="compare"/>');
    const form = html.slice(html.indexOf('<form id="compare"'));
    expect(form.slice(0, form.indexOf('</form>'))).toContain('name="usage" value="email-hosting"');
    expect(form.slice(0, form.indexOf('</form>'))).toContain('name="lang" value="en"');
  });
});

describe('the page of a network', () => {
  it('lets its hosts be ticked and compared too', async () => {
    const { html } = await see('/federations/chatons');
    expect(html).toMatch(/<form id="compare"[^>]* action="\/compare">/);
    expect([...html.matchAll(/type="checkbox" name="host" value="[^"]+" form="compare"/g)].length).toBeGreaterThan(10);
  });
});

describe('the comparison of answers', () => {
  const send = async (go: string, more = {}) =>
    (await sendForm(test, '/match', { ...BRASS_BAND_FORM, at: 'matters', go, ...more })).text;

  it('is the same table, with a column for today and a row for their answers', async () => {
    const table = tableIn(await send('compare'))!;
    expect(table.names.at(-1)).toBe('Rester comme aujourd’hui');
    expect(table.names.length).toBeGreaterThan(1);
    expect(table.rows.get('Leur réponse, à noter')!.every((cell) => cell === '')).toBe(true);
    expect([...table.rows.keys()]).toEqual(expect.arrayContaining(['Prix', 'Pour entrer', 'Contact']));
  });

  it('is reached from any card, and holds its answer also when that stands further down', async () => {
    const everything = await send('everything');
    const keys = [...everything.matchAll(/value="compare:([^"]+)"/g)].map(([, key]) => key!);
    expect(keys.length).toBeGreaterThan(3);
    const last = keys.at(-1)!;
    const name = new RegExp(`<a href="/hosts/${last.split('+')[0]}">([^<]+)</a>`).exec(everything)![1]!;
    expect(tableIn(await send('compare'))!.names.join()).not.toContain(name);
    const { names } = tableIn(await send(`compare:${last}`, { at: 'everything' }))!;
    expect(names.join()).toContain(name);
    expect(names.length).toBeLessThanOrEqual(4);
    // In the other language it is still there.
    expect(tableIn(await send('stay', { at: `compare:${last}` }))!.names.join()).toContain(name);
  });
});
