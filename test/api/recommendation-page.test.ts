import { beforeAll, describe, expect, it } from 'vitest';
import type { Recommendation } from '../../src/recommendations/schema.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { wordsOf } from '../support/words.ts';

const api = useApp();
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

const see = async (id: string, more = '') => {
  const answer = await api.ask('GET', `/recommendations/${id}${more}`, { headers: browser });
  return { ...answer, words: wordsOf(answer.text) };
};
const write = async (method: string, url: string, body?: object) => {
  const { status, text } = await api.ask(method, url, { token: ADMIN_TOKEN, ifMatch: '*', body });
  expect([200, 201, 204], `${method} ${url} ${text}`).toContain(status);
};
const cloud = (fixed: number, usages = ['file-storage-sharing']) => ({
  name: 'Nuage',
  usages,
  capacity: { state: 'open' },
  plans: [{ name: 'Groupe', for: 'organisation', fixed, maxAccounts: 'unlimited', maxGb: 'unlimited' }],
});
const host = async (name: string, fixed: number): Promise<Owned> => {
  const email = `bonjour@${name.toLowerCase()}.example`;
  const made = await api.published({ name, serves: [{ level: 'world' }], contact: { email } });
  await write('PUT', `/v1/hosts/${made.slug}/services/nuage`, cloud(fixed));
  return made;
};

let federation: Owned;
let aulne: Owned;
let bouleau: Owned;
beforeAll(async () => {
  federation = await api.federation({ name: 'Les Chats' });
  [aulne, bouleau] = [await host('Aulne', 40), await host('Bouleau', 60)];
  for (const [name, price] of [['Charme', 70] as const, ['Doucier', 75] as const]) await host(name, price);
});
const need = (over: object = {}) => ({
  usages: [{ usage: 'file-storage-sharing', accounts: 12, storageGb: 100 }],
  budgetPerYear: 100,
  limit: 20,
  ...over,
});
const recommend = async (body: object, lang = 'fr') => {
  const path = `/v1/federations/${federation.slug}/recommendations?lang=${lang}`;
  const made = await api.ask<Recommendation>('POST', path, { token: federation.token, body });
  expect(made.status, made.text).toBe(201);
  return made.body;
};

describe('The page of a recommendation', () => {
  it('names no place finer than the département where a leak would harm people', async () => {
    const territory = { level: 'commune', code: '23096' };
    const told = async (sensitive: boolean) =>
      (await see((await recommend({ need: need({ territory, sensitive }) })).id)).words;
    expect(await told(false)).toContain('Guéret');
    const careful = await told(true);
    expect(careful).toContain('Creuse');
    expect(careful).not.toContain('Guéret');
  });

  it('says who recommends what, on which day, why, at what price, and whom to write to', async () => {
    const note = { fr: 'Pour votre réunion de mardi.' };
    const made = await recommend({ need: need(), note, hosts: [bouleau.slug] });
    const { status, words, text } = await see(made.id);
    expect(status).toBe(200);
    expect(text).toContain('<html lang="fr">');
    for (const told of [
      'Les Chats vous a donné cette réponse le 25 novembre 2026.',
      'Un mot des Chats Pour votre réunion de mardi.',
      'Prix : 60 € par an sur vos 100 €, pour toute l’association. Convient : ',
      made.match.fits.find((one) => one.host === bouleau.slug)!.reasons[0]!.text,
      'bonjour@bouleau.example',
      'Depuis ce jour, rien ne change ce conseil, à notre connaissance.',
      'fichiers partagés (12 personnes, environ 100 Go) 100 € par an au plus Recommandé par Les Chats : Bouleau',
    ])
      expect(words).toContain(told.replaceAll(/[\u00a0\u202f]/g, ' '));
    expect(words).toMatch(/Convient : (?:une question|\d questions) dans le message\./);
    expect(text).toContain('aria-label="Ce que vous cherchiez"');
    // The button is for the screen: on paper the ways to reach the host stand beside it.
    expect(text).toContain('<p class="act screen">');
    // It is a voice, and no warning.
    expect(text).not.toContain('class="notice"');
    // Only those that the federation stands by.
    expect(words).not.toContain('Aulne');
  });

  it('is for whoever has the address: no search engine, no shared memory, no frame, no cookie, no other site', async () => {
    const { headers } = await see((await recommend({ need: need() })).id);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-language': 'fr',
      'x-robots-tag': 'noindex',
      'cache-control': 'private, no-cache',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(headers).not.toHaveProperty('set-cookie');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('shows at most three answers whole, and names the others', async () => {
    const { words, text } = await see((await recommend({ need: need() })).id);
    expect(text.match(/<article class="card host">/g)).toHaveLength(3);
    expect(words).toMatch(/Recommandés aussi Doucier/);
  });

  it('keeps the answer as it was, and tells what has changed since', async () => {
    const own = await host('Érable', 30);
    const { id } = await recommend({ need: need(), hosts: [own.slug] });
    await write('PUT', `/v1/hosts/${own.slug}/services/nuage`, cloud(45));
    await write('PATCH', `/v1/hosts/${own.slug}`, { contact: { email: 'nouvelle@erable.example' } });
    const { words } = await see(id);
    expect(words).toContain('Prix : 30 € par an sur vos 100 €, pour toute l’association. Convient : ');
    expect(words).toMatch(/Le 25 novembre 2026, Érable : Service « Nuage »[^.]*\. 30 € par an, puis 45 € par an/);
    // An address that is dead would help nobody.
    expect(words).toContain('nouvelle@erable.example');
    expect(words).not.toContain('bonjour@érable.example');
  });

  it('sends nobody to a host that is gone, and says who meets the need today', async () => {
    const leaving = await host('Houx', 20);
    const { id } = await recommend({ need: need(), hosts: [leaving.slug, aulne.slug] });
    await write('DELETE', `/v1/hosts/${leaving.slug}`);
    const { words, text } = await see(id);
    // It changes the advice: it comes before the answers.
    expect(words).toMatch(/Ce qui a changé depuis N’est plus proposé : Houx\. .*Aulne .* Convient : /);
    expect(words).toContain('Houx : La fiche est retirée du catalogue.');
    expect(words).not.toContain('bonjour@houx.example');
    // Aulne is recommended further down: nobody has to be told of it twice.
    expect(words).toMatch(/Qui peut répondre à ce besoin aujourd’hui Érable Bouleau /);
    expect(text).toContain(`<a href="/hosts/${bouleau.slug}">Bouleau</a>`);
  });

  it('says since when and why it is withdrawn, before anything else', async () => {
    const { id } = await recommend({ need: need(), hosts: [aulne.slug] });
    const reason = { fr: 'Aulne ne prend plus personne.' };
    await write('PUT', `/v1/recommendations/${id}/withdrawal`, { reason });
    expect((await see(id)).words).toMatch(
      /Les Chats a retiré cette recommandation le 25 novembre 2026\. Raison : Aulne ne prend plus personne\. .*Convient/,
    );
  });

  /** What stands in the column of the readers, in the row of a point. */
  const ownCell = (html: string, point: string) =>
    html
      .split('<tr')
      .find((row) => row.includes(`<th scope="row">${point}</th>`))
      ?.split(/<td class="own"[^>]*>/)[1];

  describe('says first what changes the advice:', () => {
    /** The words from the first thing under the roof to the first answer. */
    const toldFirst = ({ words }: { words: string }, answer: string) =>
      words.slice(words.indexOf('Elle est gardée telle quelle'), words.lastIndexOf(answer, words.indexOf('Pour vous')));
    const put = (slug: string, change: object) =>
      write('PUT', `/v1/hosts/${slug}/services/nuage`, { ...cloud(30), ...change });

    it('a price above the budget, with when it rose; the host is no longer in the heading', async () => {
      const rising = await host('Frêne', 35);
      const { id } = await recommend({ need: need(), hosts: [rising.slug, aulne.slug] });
      await write('PUT', `/v1/hosts/${rising.slug}/services/nuage`, cloud(140));
      const page = await see(id);
      expect(page.words).toContain('Recommandé par Les Chats : Aulne Les Chats');
      expect(toldFirst(page, 'Aulne')).toMatch(
        /Ce qui a changé depuis Ne convient plus : Frêne\. En cause : le prix\. Le 25 novembre 2026, Frêne : .*35 € par an, puis 140 € par an/,
      );
      // Its card stays as it was, after those that still hold, and says so.
      expect(page.words).toMatch(/Aulne .* Convient : .*Frêne .* Convient : .*N’est plus possible aujourd’hui\./);
    });

    it('a host that has no place any more', async () => {
      const filling = await host('Genêt', 30);
      const { id } = await recommend({ need: need(), hosts: [filling.slug] });
      await put(filling.slug, { capacity: { state: 'full' } });
      expect(toldFirst(await see(id), 'Genêt')).toContain('Ce qui a changé depuis Complet aujourd’hui : Genêt.');
    });

    it('a point that somebody denies', async () => {
      const denied = await host('Hêtre', 30);
      await write('PUT', `/v1/hosts/${denied.slug}/claims/free-software-only`, { value: 'yes' });
      const { id } = await recommend({ need: need(), hosts: [denied.slug] });
      await write('PUT', `/v1/federations/${federation.slug}/reviews/${denied.slug}/criterion:free-software-only`, {
        ...{ value: 'no', reviewedOn: '2026-11-20', evidenceUrl: 'https://chats.example/hetre', tie: 'none' },
      });
      const page = await see(id);
      expect(toldFirst(page, 'Hêtre')).toMatch(/Contesté depuis, chez Hêtre : uniquement des logiciels libres\./);
      expect(page.words).toContain(
        'Les Chats l’a vérifié le 20 novembre 2026 : uniquement des logiciels libres (non).',
      );
      await write('DELETE', `/v1/hosts/${denied.slug}`);
    });

    it('another first place', async () => {
      const own = need({ usages: [{ usage: 'shared-calendar', accounts: 3 }] });
      const calendar = async (name: string, fixed: number) => {
        const made = await host(name, 90);
        await write('PUT', `/v1/hosts/${made.slug}/services/nuage`, cloud(fixed, ['shared-calendar']));
        return made;
      };
      const leading = await calendar('If', 60);
      const { id } = await recommend({ need: own });
      expect((await see(id)).words).toContain('Depuis ce jour, rien ne change ce conseil');
      await calendar('Jonc', 0);
      expect(toldFirst(await see(id), 'If')).toContain('Passerait en premier aujourd’hui, avant If : Jonc.');
      await write('DELETE', `/v1/hosts/${leading.slug}`);
    });

    it('and nothing of what leaves it as it was: that is a fold further down', async () => {
      const same = await host('Lierre', 30);
      const { id } = await recommend({ need: need(), hosts: [same.slug] });
      await write('PUT', `/v1/hosts/${same.slug}/services/nuage`, cloud(45));
      const page = await see(id);
      expect(toldFirst(page, 'Lierre')).not.toContain('Ce qui a changé');
      expect(page.words).toMatch(
        /Lierre .* Convient : .*1 changement depuis, sans effet sur ce conseil .*puis 45 € par an/,
      );
    });
  });

  it('compares with staying as today: what is known of the present tools, and blanks for the rest', async () => {
    const currentTools = ['google-drive', 'nextcloud'];
    const { id } = await recommend({ need: need({ currentTools }), hosts: [aulne.slug] });
    const { words, text } = await see(id);
    const today = words.slice(words.lastIndexOf('Point comparé'));
    expect(today).toContain('Google Drive : fichiers partagés');
    expect(today).toContain('Google Drive : très grande plateforme, logiciel non libre, droit des États-Unis');
    // Nothing is at stake that we know of, and nobody recorded what it costs.
    expect(today).toContain('Nextcloud : fichiers partagés');
    expect(today).not.toMatch(/Nextcloud : (très|logiciel|droit)/);
    expect(ownCell(text, 'Prix')).toMatch(/<p>[^<]*<\/p><div class="write"><\/div>/);
    const unnamed = await see((await recommend({ need: need(), hosts: [aulne.slug] })).id);
    expect(ownCell(unnamed.text, 'Ce que cela couvre')).toMatch(/^<div class="write">/);
  });

  it('says what to do when nothing fitted', async () => {
    const { id } = await recommend({ need: { usages: [{ usage: 'video-conferencing' }] } });
    expect((await see(id)).words).toMatch(
      /Aucun hébergeur connu ne convient encore Rien ne presse : .*À qui en parler : .*Pourquoi dans cet ordre/,
    );
  });

  it('shows who is nearly what is sought where nobody is, and what was left out', async () => {
    const { id, hosts } = await recommend({ need: need({ budgetPerYear: 30 }) });
    expect(hosts).toEqual([]);
    expect((await see(id)).words).toMatch(
      /Aucun hébergeur connu ne convient encore .*Presque \S+ .*il vous manque .*Ce qui a été écarté .*À qui en parler/,
    );
  });

  it('says which hosts are members, why they are on the list, and why one of the list is not there', async () => {
    const dear = await host('Sorbier', 500);
    const at = `/v1/federations/${federation.slug}`;
    const chosen = { why: { fr: 'Répond vite.' }, ties: 'none', decidedOn: '2026-11-01', reviewBy: '2027-11-01' };
    await write('PUT', `${at}/members/${bouleau.slug}`, { state: 'member', since: '2020' });
    for (const { slug } of [bouleau, dear]) await write('PUT', `${at}/selection/${slug}`, chosen);
    const { id, match } = await recommend({ need: need(), hosts: [aulne.slug, bouleau.slug] });
    const { words } = await see(id);
    expect(words).toMatch(/Bouleau .*Membre des Chats\. De la liste des Chats : Répond vite\./);
    expect(words.match(/Membre des Chats/g)).toHaveLength(1);
    const { text } = match.asked.find((one) => one.host === dear.slug)!;
    const listed = 'De la liste des Chats, mais pas dans cette réponse';
    expect(words).toContain(`${listed} ${text.replaceAll(/[\s\u00a0\u202f]+/g, ' ')}`);
    expect(words).not.toContain('Ceux que vous avez nommés');
    const asking = await recommend({ need: need({ hosts: [dear.slug] }), hosts: [aulne.slug] });
    const toldOfNamed = (await see(asking.id)).words;
    expect(toldOfNamed).toContain('Ceux que vous avez nommés');
    expect(toldOfNamed).not.toContain(listed);
    for (const { slug } of [bouleau, dear]) await write('DELETE', `${at}/selection/${slug}`);
    await write('DELETE', `/v1/hosts/${dear.slug}`);
  });

  it('keeps the lines of what the federation wrote', async () => {
    const { id } = await recommend({ need: need(), note: { fr: 'Vu mardi.\nAppelez Aulne.' }, hosts: [aulne.slug] });
    expect((await see(id)).text).toContain('Vu mardi.<br/>Appelez Aulne.');
  });

  it('speaks the language it was written in, and says so in the other one', async () => {
    const { id } = await recommend({ need: need(), hosts: [aulne.slug] }, 'en');
    const own = await see(id);
    expect([own.headers['content-language'], own.words]).toEqual([
      'en',
      expect.stringContaining('Les Chats gave you this answer on 25 November 2026.'),
    ]);
    expect(own.words).not.toContain('It was written in');
    const french = await see(id, '?lang=fr');
    expect(french.headers['content-language']).toBe('fr');
    expect(french.words).toContain('Elle a été écrite en anglais');
    const { match } = (await api.ask<Recommendation>('GET', `/v1/recommendations/${id}`)).body;
    const frozen = match.fits[0]!.reasons[0]!.text.replaceAll('&', '&amp;');
    expect(french.text).toContain(`<span lang="en">${frozen}</span>`);
    expect(own.text).not.toContain('<span lang=');
  });

  it('is a page for people also when there is none at this address', async () => {
    for (const id of ['5f0c2a4e-8f1b-4c5e-9d3a-2b7e6a1c9d10', 'x']) {
      const { status, words, headers } = await see(id);
      expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      expect(words).toContain('Aucune recommandation n’a cette adresse. Vérifiez qu’elle est entière.');
    }
  });
});
