import { beforeAll, describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import { type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { formsIn } from '../support/forms.ts';
import { asCsv } from '../support/sheets.ts';

const test = useApp();
const DESK = '/manage/federations/les-communs';
const at = (part: string) => `${DESK}/${part}`;
let communs: Owned;
let aulnes: Owned;
let saules: Owned;

/** An officer who only follows links and fills in forms; every page is weighed. */
class Officer extends Browser {
  override async send(...sent: Parameters<Browser['send']>) {
    const answer = await super.send(...sent);
    const markup = this.text.replaceAll(/<script[\s\S]*?<\/script>/g, '');
    expect(Buffer.byteLength(markup), this.at).toBeLessThan(40_000);
    return answer;
  }

  /** Sends a file by the form of the page that is shown. */
  async sendFile(
    path: string,
    file: string | Buffer,
    fields: Readonly<Record<string, string>> = {},
    name = 'liste.csv',
  ) {
    const part = (about: string, value: string) =>
      `--a-part\r\ncontent-disposition: form-data; ${about}\r\n\r\n${value}\r\n`;
    const parts = [
      ...Object.entries(fields).map(([field, value]) => part(`name="${field}"`, value)),
      part(`name="file"; filename="${name}"`, file.toString()),
    ];
    const type = { 'content-type': 'multipart/form-data; boundary=a-part' };
    return await this.send('POST', path, `${parts.join('')}--a-part--\r\n`, type);
  }

  /** The present page in plain words. */
  get said(): string {
    return this.text
      .slice(this.text.indexOf('<main'))
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll('&quot;', '"')
      .replaceAll(/[\s\u00a0]+/g, ' ');
  }

  /** What a field of the form `desk` holds now. */
  held(action: string, field: string): string[] {
    return formsIn(this.text)
      .filter((one) => one.action.split('?')[0] === action)
      .flatMap(({ fields }) => fields.getAll(field));
  }
}

const signedIn = async (token: string) => await new Officer(test).signIn(token);
const write = async (method: string, url: string, token: string, body?: object) => {
  const { status, text } = await test.ask(method, url, { token, ifMatch: '*', body });
  expect([200, 201, 204], `${method} ${url} ${text}`).toContain(status);
};
const now = async () => (await test.ask<Federation>('GET', '/v1/federations/les-communs')).body;

const plan = {
  name: 'Groupe',
  period: 'year',
  fixed: 90,
  includedAccounts: 60,
  maxAccounts: 60,
  includedGb: 300,
  maxGb: 300,
};
const files = { slug: 'nuage', name: 'Nuage', usages: ['file-storage-sharing'], capacity: { state: 'open' } };

beforeAll(async () => {
  communs = await test.federation({ slug: 'les-communs', name: 'Les Communs', website: 'https://communs.example' });
  for (const [slug, name, fixed] of [
    ['les-aulnes', 'Les Aulnes', 90],
    ['les-saules', 'Les Saules', 140],
  ] as const) {
    const host = await test.published({
      slug,
      name,
      website: `https://${slug}.example`,
      contact: { email: `contact@${slug}.example` },
    });
    await write('PUT', `/v1/hosts/${slug}/services/nuage`, host.token, { ...files, plans: [{ ...plan, fixed }] });
    await write('PUT', `/v1/hosts/${slug}/claims/free-software-only`, host.token, { value: 'no' });
    if (slug === 'les-aulnes') aulnes = host;
    else saules = host;
  }
});

/** Adds a rule: of which kind, then which. */
async function addRule(desk: Officer, about: string, typed: Readonly<Record<string, string>>) {
  const last = () => formsIn(desk.text).filter(({ action }) => action === at('policy')).length - 1;
  if (!desk.text.includes(`name="about" value="${about}"/>`) || /type="radio" name="about"/.test(desk.text))
    await desk.fill(at('policy'), { about }, last());
  return await desk.fill(at('policy'), typed, last());
}

describe('The rules of a federation', () => {
  it('are tried before they are adopted, and nothing that was typed is lost', async () => {
    const desk = await signedIn(communs.token);
    await desk.open(at('policy'));
    expect(desk.said).toContain('Vous n’avez pas de règles');

    // A fault stands beside its field, and what was typed is still there.
    expect((await addRule(desk, 'general', { what: 'factor', subject: 'price', amount: '3' })).status).toBe(422);
    expect(desk.said).toContain('de 0,5 à 2');
    expect(desk.held(at('policy'), 'amount')).toEqual(['3']);
    expect((await addRule(desk, 'general', { what: 'factor', subject: '', amount: '1,5' })).status).toBe(422);
    expect(desk.said).toContain('Dites sur quoi porte la règle');
    const notPriced = { what: 'require', subject: 'price', amount: '' };
    expect((await desk.send('POST', at('policy'), new URLSearchParams(notPriced).toString())).status).toBe(422);
    await desk.open(at('policy'));
    const moons = { what: 'require', subject: 'commitment:closing-notice', amount: '90 lunes' };
    expect((await addRule(desk, 'commitments', moons)).status).toBe(422);
    expect(desk.held(at('policy'), 'amount')).toEqual(['90 lunes']);

    await desk.open(at('policy'));
    await addRule(desk, 'general', { what: 'factor', subject: 'price', amount: '1,5' });
    expect(desk.shown!.status, desk.text).toBe(200);
    expect(desk.said).toContain('Nouvelle règle');
    expect(desk.said).toContain('(points × 1,5)');
    expect((await now()).policy).toBeUndefined();
    await addRule(desk, 'commitments', { ...moons, amount: '90' });
    expect(desk.shown!.status, desk.text).toBe(200);
    // Neither host said anything of it: both stay, to be asked.
    expect(desk.said).toContain(
      'Ne rien avoir dit n’est pas « non » : ils restent proposés, mais parmi ceux à vérifier',
    );
    expect(desk.said).toMatch(
      /prévenir.* : 2 hébergeurs n’ont rien dit, sur 2\.|: 2 hébergeurs n’ont rien dit, sur 2\./,
    );
    await desk.fill(at('policy'));
    expect(desk.said).toContain('Vos règles sont adoptées');
    expect((await now()).policy).toMatchObject({
      version: 1,
      factors: { price: 1.5 },
      require: { commitments: [{ kind: 'closing-notice', atLeast: 90 }] },
    });

    // One rule is unticked, another officer adopts meanwhile: what would change is shown anew first.
    const [kept] = desk.held(at('policy'), 'keep').filter((one) => one.includes('price'));
    await desk.fill(at('policy'), { keep: kept! });
    await write('PUT', '/v1/federations/les-communs/policy', communs.token, { factors: { price: 2 } });
    expect((await desk.fill(at('policy'))).status).toBe(409);
    expect(desk.said).toContain('Quelqu’un d’autre');
    await desk.fill(at('policy'));
    expect((await now()).policy).toMatchObject({ version: 3, factors: { price: 1.5 } });

    await desk.open(at('policy'));
    await desk.fill(at('policy'), { keep: [] });
    await desk.fill(at('policy'));
    expect(desk.said).toContain('Vous n’avez plus de règles');
    expect((await now()).policy).toBeUndefined();
  });

  it('say so when they leave nobody', async () => {
    const desk = await signedIn(communs.token);
    await desk.open(at('policy'));
    await addRule(desk, 'criteria', { what: 'require', subject: 'criterion:free-software-only', amount: '' });
    expect(desk.shown!.status, desk.text).toBe(200);
    expect(desk.said).toContain('Plus aucun hébergeur ne serait proposé');
    // Both said no: nobody is unknown.
    expect(desk.said).toContain('tous ont répondu.');
  });
});

describe('A rule that requires a proof', () => {
  it('counts those without that proof among those to check, and who said no as answered', async () => {
    const said = (slug: string, value: string) =>
      write('PUT', `/v1/hosts/${slug}/claims/non-profit`, slug === 'les-aulnes' ? aulnes.token : saules.token, {
        value,
      });
    await said('les-aulnes', 'yes');
    await said('les-saules', 'yes');
    const desk = await signedIn(communs.token);
    const tried = async (what: string) => {
      await desk.open(at('policy'));
      await addRule(desk, 'criteria', { what, subject: 'criterion:non-profit', amount: '' });
      expect(desk.shown!.status, desk.text).toBe(200);
      return desk.said;
    };
    expect(await tried('require')).toContain('tous ont répondu.');
    expect(await tried('require:documented')).toContain(
      '2 hébergeurs n’ont pas cette preuve, sur 2 : ils passent à vérifier.',
    );
    await said('les-saules', 'no');
    expect(await tried('require:documented')).toContain(
      'un hébergeur n’a pas cette preuve, sur 2 : il passe à vérifier.',
    );
  });
});

describe('The criteria of a federation’s own', () => {
  it('are made, corrected, asked anew and retired by forms', async () => {
    const desk = await signedIn(communs.token);
    await desk.open(at('criteria/new'));
    const typed = { label: 'ouvert aux visites.', question: 'Peut-on venir voir ?', howToProve: '', level: 'required' };
    expect((await desk.fill(at('criteria/new'), typed)).status).toBe(422);
    expect(desk.said).toContain('Dites ce qu’un hébergeur peut montrer');
    expect(desk.held(at('criteria/new'), 'label')).toEqual(['ouvert aux visites.']);
    expect((await desk.fill(at('criteria/new'), { howToProve: 'Une page le dit.' })).status).toBe(422);
    expect(desk.said).toContain('retirez la ponctuation finale');
    await desk.fill(at('criteria/new'), { label: 'ouvert aux visites' });
    expect(desk.said).toContain('Le critère est ajouté');
    expect((await now()).criteria).toMatchObject([{ key: 'ouvert-aux-visites', level: 'required', version: 1 }]);

    // The same name again: said beside the name.
    await desk.open(at('criteria/new'));
    expect(
      (await desk.fill(at('criteria/new'), { ...typed, label: 'Ouvert aux visites', howToProve: 'x' })).status,
    ).toBe(422);
    expect(desk.said).toContain('Vous avez déjà un critère de ce nom');

    const one = at('criteria/ouvert-aux-visites');
    await desk.open(one);
    expect((await desk.fill(one, { question: 'Peut-on venir visiter les machines ?' })).status).toBe(422);
    expect(desk.said).toContain('dites si c’est encore la même question');
    expect((await desk.fill(one, { same: 'yes' })).status).toBe(422);
    expect(desk.said).toContain('plus qu’une faute corrigée');
    await desk.fill(one, { same: 'no' });
    expect((await now()).criteria).toMatchObject([{ version: 2, definedIn: 2 }]);

    // Somebody else changes it while the form is open.
    await desk.open(one);
    const wording = (await now()).criteria![0]!;
    const { label, question, howToProve } = wording;
    await write('PUT', '/v1/federations/les-communs/criteria/ouvert-aux-visites', communs.token, {
      ...{
        label: { ...label, fr: 'ouverts aux visites' },
        question,
        howToProve,
        level: 'recommended',
        sameMeaning: true,
      },
    });
    expect((await desk.fill(one, { label: 'ouverte aux visites', same: 'yes' })).status).toBe(409);
    expect(desk.held(one, 'label')).toEqual(['ouverte aux visites']);
    await desk.fill(one);
    expect(desk.said).toContain('Le critère est changé');

    await write('PUT', '/v1/hosts/les-aulnes/claims/ouvert-aux-visites', aulnes.token, { value: 'yes' });
    // A colleague asks it no longer while the form is open: nobody asks it anew by changing a word.
    await desk.open(one);
    const colleague = await signedIn(communs.token);
    await colleague.open(`${one}/retire`);
    await colleague.fill(`${one}/retire`);
    expect((await desk.fill(one, { level: 'required' })).status).toBe(409);
    expect((await now()).criteria).toMatchObject([{ retired: true }]);
    await desk.fill(one);
    expect(desk.said).toContain('Le critère est changé');
    await write('DELETE', '/v1/hosts/les-aulnes/claims/ouvert-aux-visites', aulnes.token);

    await desk.open(`${one}/retire`);
    await desk.fill(`${one}/retire`);
    expect(desk.said).toContain('n’est plus demandé');
    expect((await now()).criteria ?? []).toEqual([]);
  });
});

describe('Who accompanies', () => {
  it('is added, changed and removed by forms', async () => {
    const desk = await signedIn(communs.token);
    await desk.open(at('helpers/new'));
    const typed = {
      name: 'Le Pivot',
      kind: '',
      serves: 'Creuse\nNulle-Part-sur-Rien',
      url: 'pivot.example',
      observedOn: '10/2026',
    };
    expect((await desk.fill(at('helpers/new'), typed)).status).toBe(422);
    expect(desk.said).toContain('Nulle-Part-sur-Rien');
    expect(desk.said).toContain('Choisissez une sorte');
    await desk.fill(at('helpers/new'), { kind: 'training', serves: 'Creuse\nCorrèze' });
    expect(desk.said).toContain('La structure est ajoutée');
    expect((await now()).helpers).toMatchObject([
      {
        id: 'le-pivot',
        kind: 'training',
        url: 'https://pivot.example',
        observedOn: '2026-10',
        serves: [{ code: '23' }, { code: '19' }],
      },
    ]);
    await desk.open(at('helpers/le-pivot'));
    await desk.fill(at('helpers/le-pivot'), { phone: '05 55 00 00 00' });
    expect((await now()).helpers![0]!.phone).toBe('05 55 00 00 00');
    // How else one writes to it; a mailbox of a person is refused beside its field.
    await desk.open(at('helpers/le-pivot'));
    const ways = { email: 'marie.dupont@gmail.com', contactUrl: 'pivot.example/contact' };
    expect((await desk.fill(at('helpers/le-pivot'), ways)).status).toBe(422);
    expect(desk.said).toContain('elle semble être celle d’une personne');
    expect(desk.held(at('helpers/le-pivot'), 'contactUrl')).toEqual(['pivot.example/contact']);
    await desk.fill(at('helpers/le-pivot'), { email: 'accueil@pivot.example' });
    const written = { email: 'accueil@pivot.example', contactUrl: 'https://pivot.example/contact' };
    expect((await now()).helpers![0]).toMatchObject({ phone: '05 55 00 00 00', ...written });
    // What the form does not show stays: whom it serves, and how it helps.
    const hidden = { audiences: ['all-associations'], offers: ['training'] };
    const { id, ...helper } = (await now()).helpers![0]!;
    await test.ask('PUT', `/v1/federations/les-communs/helpers/${id}`, {
      ...{ token: communs.token, ifMatch: '*', body: { ...helper, ...hidden } },
    });
    await desk.open(at('helpers/le-pivot'));
    await desk.fill(at('helpers/le-pivot'), { email: '' });
    const left = (await now()).helpers![0]!;
    expect(left).toMatchObject({ ...hidden, contactUrl: written.contactUrl });
    expect(left).not.toHaveProperty('email');
    // A form that an older version made carries another shape of what it showed: nothing is written over unseen.
    await desk.open(at('helpers/le-pivot'));
    await test.ask('PUT', `/v1/federations/les-communs/helpers/${id}`, {
      ...{ token: communs.token, ifMatch: '*', body: { ...left, id: undefined, phone: '05 55 11 11 11' } },
    });
    const was = JSON.stringify({ name: left.name, serves: left.serves });
    expect((await desk.fill(at('helpers/le-pivot'), { was, phone: '' })).status).toBe(409);
    expect(desk.said).toContain('05 55 11 11 11');
    expect((await now()).helpers![0]!.phone).toBe('05 55 11 11 11');
    await desk.open(at('helpers/le-pivot/remove'));
    await desk.fill(at('helpers/le-pivot/remove'));
    expect((await now()).helpers ?? []).toEqual([]);
    expect((await desk.open(at('helpers/le-pivot'))).status).toBe(404);
  });
});

describe('The lists as spreadsheets', () => {
  it('go down and up with what they would change shown first, and every fault beside its row', async () => {
    const desk = await signedIn(communs.token);
    const members = at('sheets/members');
    await desk.open(members);
    expect(desk.text).toContain('/v1/federations/les-communs/members.xlsx?lang=fr');
    expect((await desk.sendFile(members, '')).status).toBe(422);
    await desk.sendFile(
      members,
      asCsv([
        ['Hébergeur', 'Statut'],
        ['les-aulne', 'membre'],
        ['les-saules', 'ami'],
      ]),
    );
    expect(desk.shown!.status).toBe(422);
    expect(desk.said).toContain('Ligne 2, colonne « Hébergeur »');
    expect(desk.said).toContain('Ligne 3, colonne « Statut »');
    expect((await now()).members).toEqual([]);

    // A day that is wrong is told as people write days.
    await desk.sendFile(
      members,
      asCsv([
        ['Hébergeur', 'Statut', 'Depuis', 'until'],
        ['les-aulnes', 'ancien membre', '30/03/2024', '02/01/2020'],
      ]),
    );
    expect(desk.said).toContain('02/01/2020 vient avant 30/03/2024');
    expect(desk.said).not.toMatch(/\d{4}-\d{2}/);

    await desk.sendFile(
      members,
      asCsv([
        ['Hébergeur', 'Statut', 'Depuis'],
        ['les-aulnes', 'membre', '03/2024'],
        ['Les Saules', 'suit', ''],
      ]),
    );
    expect(desk.said).toContain('Lignes ajoutées : 2');
    expect(desk.said).toContain('Ligne 2. Les Aulnes : ajouté. Statut : Membre ; Depuis : 03/2024.');
    expect((await now()).members).toEqual([]);
    // Somebody else writes meanwhile: what would change is shown anew.
    await write('PUT', '/v1/federations/les-communs/members/les-saules', communs.token, { state: 'follower' });
    expect((await desk.fill(members)).status).toBe(412);
    expect(desk.said).toContain('Lignes ajoutées : 1');
    await desk.fill(members);
    expect(desk.said).toContain('C’est fait. Lignes ajoutées : 1');
    expect((await now()).members.map(({ host, state }) => [host, state]).sort()).toEqual([
      ['les-aulnes', 'member'],
      ['les-saules', 'follower'],
    ]);

    await desk.sendFile(
      members,
      asCsv([
        ['Hébergeur', 'Statut', 'Depuis'],
        ['les-aulnes', 'membre', ''],
      ]),
    );
    expect(desk.said).toContain('Ce qui serait effacé');
    expect(desk.said).toMatch(/Ligne 2, Les Aulnes\. Depuis : « 03\/2024 » sera effacé/);
    // What a host is, in words.
    await desk.sendFile(
      members,
      asCsv([
        ['Hébergeur', 'Statut'],
        ['les-aulnes', 'ancien membre'],
      ]),
    );
    expect(desk.said).toContain('Ligne 2. Les Aulnes. Statut : Membre → Ancien membre');

    await desk.sendFile(
      at('sheets/selection'),
      asCsv([
        ['host', 'why.fr', 'ties', 'decidedOn', 'reviewBy'],
        ['les-aulnes', 'Répond sous deux jours.', 'aucun', '2026-11-01', '2027-11-01'],
      ]),
    );
    await desk.fill(at('sheets/selection'));
    expect((await now()).selection).toHaveLength(1);
    await desk.sendFile(
      at('sheets/reviews'),
      asCsv([
        ['host', 'subject', 'value', 'reviewedOn'],
        ['les-saules', 'criterion:free-software-only', 'oui', '2026-11-01'],
      ]),
    );
    expect(desk.said).toContain('Ligne 2. Les Saules,');
    await desk.fill(at('sheets/reviews'));
    expect(desk.said).toContain('Lignes ajoutées : 1');

    // What a form carries in place of a sheet is no way around its limits.
    const bomb = `H4sI${'A'.repeat(2000)}`;
    expect(
      (await desk.send('POST', members, new URLSearchParams({ go: 'apply', sheet: bomb, version: '*' }).toString()))
        .status,
    ).toBe(422);
  });
});
