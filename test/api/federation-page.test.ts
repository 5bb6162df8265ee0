import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { fillCatalogue } from '../support/guided.ts';
import { wordsOf } from '../support/words.ts';

const test = useApp();
beforeAll(() => fillCatalogue(test));

const see = (url: string) => test.ask('GET', url, { headers: { accept: 'text/html' } });
const put = (path: string, body: object) => test.ask('PUT', path, { token: ADMIN_TOKEN, ifMatch: '*', body });

describe('the page of a federation', () => {
  it('says who it is, and lists its members, each with a way to its page', async () => {
    const { text, headers } = await see('/federations/chatons');
    expect(headers['cache-control']).toContain('public');
    const page = wordsOf(text);
    expect(page).toContain('Collectif d’hébergeurs alternatifs');
    expect(page).toMatch(/Ses membres connus ici \(\d+\)/);
    expect(text).toContain('href="/hosts/framasoft"');
    expect(text).toContain('href="/match?federation=chatons&amp;onlyFrom=members"');
    const head = text.slice(0, text.indexOf('Ses membres connus ici'));
    expect(head).toMatch(/href="\/embed\?federation=chatons"[^>]*>Montrer ces hébergeurs sur votre site/);
    for (const path of ['/federations', '/guide/federations'])
      expect((await see(path)).text).toMatch(/href="\/embed"[^>]*>Montrer les hébergeurs d’un réseau sur un site/);
    const { text: choosing } = await see('/federations/les-choisis');
    expect(choosing).toContain('href="/embed?federation=les-choisis&amp;onlyFrom=selection"');
    expect(wordsOf((await see('/federations/chatons?lang=en')).text)).toContain('Collective of alternative hosts');
  });

  it('says which network several groups may ask, and promises nothing for it', async () => {
    const how =
      / Remplissez une ligne par groupe dans la feuille des besoins \. Demandez à ce réseau s’il peut chercher pour plusieurs groupes : les-choisis\.example \. /;
    expect(wordsOf((await see('/federations/les-choisis')).text)).toMatch(how);
    const { text } = await see('/federations');
    expect(wordsOf(text)).toMatch(how);
    // Known from public pages alone: nothing says that it takes them.
    expect(wordsOf((await see('/federations/chatons')).text)).not.toContain('feuille des besoins');
    expect(wordsOf((await see('/federations?lang=en')).text)).toContain(
      'Ask this network whether it can look for several groups: les-choisis.example',
    );
    expect(text).toContain('<section id="groups"');
    expect(text).toContain('href="/v1/pools/template.xlsx"');
  });

  it('keeps apart who may not be a member, who follows it and who left', async () => {
    const below = '/v1/federations/les-choisis/members';
    await put(`${below}/les-aulnes`, { state: 'member', since: '2020' });
    await put(`${below}/arn`, { state: 'member', toCheck: true });
    await put(`${below}/framasoft`, { state: 'former', until: '2024' });
    await put(`${below}/infini`, { state: 'follower' });
    const page = wordsOf((await see('/federations/les-choisis')).text);
    const order = [
      'Ses membres connus ici (1)',
      'Les Aulnes',
      'Membre depuis 2020',
      'Membres à vérifier',
      'ARN',
      'La suivent sans en être membres',
      'Infini',
      'Anciens membres',
      'Framasoft jusqu’en 2024',
    ];
    let at = 0;
    for (const text of order) {
      expect(page.slice(at), text).toContain(text);
      at = page.indexOf(text, at);
    }
  });

  it('says why it chose a host, its ties, and that a choice is to be looked at again', async () => {
    const page = wordsOf((await see('/federations/les-choisis')).text);
    expect(page).toContain('Pourquoi Une équipe qui répond au téléphone.');
    expect(page).toContain('Liens déclarés Deux de nos membres y sont bénévoles.');
    expect(page).toContain('Choisi le 1er novembre 2026, à revoir avant le 1er novembre 2027.');
    const why = { why: { fr: 'Bon.' }, ties: 'none', decidedOn: '2025-01-01', reviewBy: '2026-01-01' };
    await put('/v1/federations/les-choisis/selection/arn', why);
    const again = wordsOf((await see('/federations/les-choisis')).text);
    expect(again).toContain('Liens déclarés aucun');
    expect(again).toContain('Ce choix devait être revu avant le 1er janvier 2026.');
  });

  it('says what its requirements do to who said no and to who said nothing, and which proof they need', async () => {
    const require = { criteria: [{ criterion: 'free-software-only', evidence: 'documented' }] };
    await put('/v1/federations/les-choisis/policy', { require });
    const page = wordsOf((await see('/federations/les-choisis')).text);
    expect(page).toContain(
      'qui dit non n’est pas proposé ; qui n’a rien dit, ou n’a pas la preuve demandée, est proposé à vérifier.',
    );
    expect(page).toMatch(/à vérifier\. [^.]*logiciels libres[^.]*, avec une page publique/);
    const english = wordsOf((await see('/federations/les-choisis?lang=en')).text);
    expect(english).toContain(', with a public page');
    await test.ask('DELETE', '/v1/federations/les-choisis/policy', { token: ADMIN_TOKEN, ifMatch: '*' });
  });

  it('asks its own questions, and no more those that it retired', async () => {
    const asked = {
      ...{ label: { fr: 'Ouvert aux visites' }, question: { fr: 'Peut-on venir voir ?' } },
      ...{ howToProve: { fr: 'Les jours d’ouverture.' }, level: 'required' },
    };
    await put('/v1/federations/les-choisis/criteria/ouvert-aux-visites', asked);
    await put('/v1/federations/les-choisis/criteria/comptes-ouverts', { ...asked, label: { fr: 'Comptes ouverts' } });
    await test.ask('DELETE', '/v1/federations/les-choisis/criteria/comptes-ouverts', {
      ...{ token: ADMIN_TOKEN, ifMatch: '*' },
    });
    const page = wordsOf((await see('/federations/les-choisis')).text);
    expect(page).toContain('Ouvert aux visites (demandé à tous ses membres) Peut-on venir voir ?');
    expect(page).not.toContain('Comptes ouverts');
  });

  it('names whom to call or to write to', async () => {
    const helper = {
      name: 'Maison des associations',
      kind: 'resource-centre',
      serves: [{ level: 'departement', code: '23' }],
      phone: '05 00 00 00 01',
      email: 'accueil@maison.example',
      contactUrl: 'https://maison.example/ecrire',
      url: 'https://maison.example/',
      observedOn: '2026-10',
    };
    const made = await put('/v1/federations/les-choisis/helpers/maison', helper);
    expect(made.status, made.text).toBe(201);
    const { text } = await see('/federations/les-choisis');
    expect(text).toContain('href="tel:0500000001"');
    expect(text).toContain('href="mailto:accueil@maison.example"');
    expect(text).toContain('href="https://maison.example/ecrire"');
    expect(wordsOf(text)).toContain('Pour : Creuse · relevé : octobre 2026');
  });

  it('files a federation of associations apart from networks of hosts, and counts no members that it never had', async () => {
    const own = await test.federation({ slug: 'les-fanfares', name: 'Les Fanfares' });
    const listed = async () => {
      const { text } = await see('/federations');
      return Object.fromEntries(
        text.split('<h2>').map((part) => [part.slice(0, part.indexOf('<')), part.includes('Les Fanfares')]),
      );
    };
    expect(await listed()).toMatchObject({ 'Inscrits, sans plus de détail pour l’instant': true });
    const why = { why: { fr: 'Bon.' }, ties: 'none', decidedOn: '2026-01-01', reviewBy: '2028-01-01' };
    await test.ask('PUT', '/v1/federations/les-fanfares/selection/arn', { token: own.token, body: why });
    expect(await listed()).toMatchObject({
      'Réunissent des hébergeurs': false,
      'Accompagnent des associations': true,
    });
    expect(wordsOf((await see('/federations')).text)).toContain('Les Fanfares 1 hébergeur conseillé');
    const page = wordsOf((await see('/federations/les-fanfares')).text);
    expect(page).not.toContain('membre');
    await put('/v1/federations/les-fanfares/members/arn', { state: 'member' });
    expect(await listed()).toMatchObject({ 'Réunissent des hébergeurs': true });
  });

  it('leads a network that is missing to the form that asks for a desk, from where it looks for itself', async () => {
    for (const at of ['/', '/federations', '/for-hosts', '/federations?lang=en'])
      expect((await see(at)).text, at).toContain('href="/manage/join/federation');
    // A host that came to keep its own entry is not asked whether it is a network.
    expect((await see('/for-hosts?host=arn')).text).not.toContain('/manage/join/federation');
  });

  it('is found from the first page and from its members; another name is nobody’s', async () => {
    expect((await see('/')).text).toContain('href="/federations/chatons"');
    expect((await see('/hosts/arn')).text).toContain('href="/federations/chatons"');
    const absent = await see('/federations/nobody');
    expect(absent.status).toBe(404);
    expect(wordsOf(absent.text)).toContain('Aucune fédération de ce nom n’est dans le catalogue.');
  });
});
