import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import { useApp } from '../support/app.ts';
import { BRASS_BAND, BRASS_BAND_FORM, fillCatalogue, sendForm } from '../support/guided.ts';
import { aService } from '../support/record.ts';
import { spaced, wordsOf } from '../support/words.ts';

const test = useApp();
beforeAll(() => fillCatalogue(test));

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const see = (url: string) => test.ask('GET', url, { headers: browser });
const send = async (go: string, more: Record<string, string | readonly string[]> = {}) =>
  wordsOf((await sendForm(test, '/match', { ...BRASS_BAND_FORM, ...more, at: 'matters', go })).text);

describe('the place of the guided need', () => {
  const place = { use: ['website'], place: '', at: 'place' };
  const screen = async (more: object) => (await sendForm(test, '/match', { ...place, go: 'next', ...more })).text;
  const heading = (html: string) => /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '';
  const offered = (html: string) => [...html.matchAll(/name="found" value="([^"]+)"/g)].map(([, value]) => value!);

  it.each(['Saint-Denis', 'Vienne', 'Réunion', '23999', 'Mayenne', 'Quimpr', '01000'])(
    'is settled by each choice that is offered for “%s”',
    async (commune) => {
      const asked = await screen({ commune });
      const values = offered(asked);
      expect(values).not.toEqual([]);
      for (const found of values) {
        const next = await screen({ commune, found });
        expect([found, heading(next)]).not.toEqual([found, heading(asked)]);
        expect(next).toContain(`name="place" value="${found}"`);
      }
    },
  );

  it('is the département, or the région, where only villages share its name', async () => {
    expect(await screen({ commune: 'Creuse' })).toContain('name="place" value="departement:23"');
    expect(await screen({ commune: 'Bretagne' })).toContain('name="place" value="region:53"');
  });

  it('is offered once where a région is one département of the same name', async () => {
    const asked = await screen({ commune: 'Réunion' });
    expect(offered(asked)).toContain('departement:974');
    expect(offered(asked)).not.toContain('region:04');
    expect(await screen({ commune: 'La Guadeloupe' })).not.toContain('value="region:01"');
    expect(await screen({ commune: 'Guadeloupe' })).toContain('name="place" value="departement:971"');
  });

  it('names each choice so that none is like another', async () => {
    const labels = [...(await screen({ commune: 'Vienne' })).matchAll(/name="found"[^>]*>([\s\S]*?)<\/label>/g)];
    const words = labels.map(([, label]) => wordsOf(label!).trim());
    expect(words).toEqual(['Vienne (département)', 'Vienne (Isère)']);
  });

  it('that was understood as a région is still there when one comes back to it', async () => {
    const next = await screen({ commune: 'Normandie' });
    expect(next).toContain('name="place" value="region:28"');
    const back = await screen({ place: 'region:28', at: 'matters', go: 'back' });
    expect(back).toMatch(/<option (selected value="region:28"|value="region:28" selected)[^>]*>Normandie/);
  });
});

describe('the guided need', () => {
  it('gives the answer of the API: the same hosts, in the same order, with all its reasons, cautions and questions', async () => {
    const { body } = await test.ask<Match>('POST', '/v1/matches', { body: BRASS_BAND });
    const page = await send('next');
    const { text } = await sendForm(test, '/match', { ...BRASS_BAND_FORM, at: 'matters', go: 'next' });
    const cards = text.split('<article').slice(1);
    const shown = [...body.fits, ...body.toCheck].slice(0, 3);
    expect(shown.length).toBe(3);
    for (const [place, { name, reasons, cautions, questions }] of shown.entries()) {
      // Behind a colon a sentence begins with a small letter.
      const card = wordsOf(cards[place]!.split('</article>')[0]!).toLowerCase();
      for (const { text: told } of [{ text: `${name} ` }, ...questions, ...reasons, ...cautions])
        expect(card).toContain(spaced(told).toLowerCase());
    }
    expect(page).toContain('48 € par an');
    expect(page).toContain('bonjour@aulnes.example');
    expect(cards).toHaveLength(3);
  });

  it('tells where to write: the page of the service first, then the contact page, then the address', async () => {
    const contact = { url: 'https://saules.example/contact', email: 'bonjour@saules.example' };
    const host = await test.published({
      slug: 'les-saules',
      name: 'Les Saules',
      website: 'https://saules.example',
      contact,
    });
    const service = aService({
      ...{ usages: ['e-learning'], url: 'https://cours.saules.example/inscription' },
      registration: 'open',
    });
    await test.ask('PUT', '/v1/hosts/les-saules/services/cours', { token: host.token, body: service });
    const form = { use: ['e-learning'], at: 'matters', go: 'next' };
    for (const path of ['/match', '/embed/match']) {
      const { text } = await sendForm(test, path, form);
      const links = [...text.slice(text.indexOf('Les joindre')).matchAll(/href="([^"]*saules\.example[^"]*)"/g)];
      expect(
        links.slice(0, 3).map(([, href]) => href),
        path,
      ).toEqual([
        'https://cours.saules.example/inscription',
        'https://saules.example/contact',
        'mailto:bonjour@saules.example',
      ]);
    }
    const list = await see('/embed/search?usage=e-learning');
    expect(list.text).toContain('href="https://cours.saules.example/inscription"');
  });

  it('says on which page to paste a message where there is no address', async () => {
    const { text } = await sendForm(test, '/match', { use: ['file-storage-sharing'], at: 'matters', go: 'everything' });
    expect(wordsOf(text)).toContain('puis collez-le sur cette page : contact.framasoft.org');
  });

  it('counts several hosts that share a need as one answer, and writes to each about its own part', async () => {
    const { body } = await test.ask<Match>('POST', '/v1/matches', {
      body: { usages: [{ usage: 'email-hosting' }, { usage: 'website' }] },
    });
    const together = body.combinations.find(({ hosts, state }) => hosts.length > 1 && state === 'fits')!;
    const { text } = await sendForm(test, '/match', {
      use: ['email-hosting', 'website'],
      at: 'matters',
      go: 'next',
    });
    expect(wordsOf(text)).toContain(spaced(together.text));
    const messages = [...text.matchAll(/<p class="letter" id="mail-([^"]*\+[^"]*)">([^<]*)/g)];
    const message = messages.find(([, id]) => id === `${together.hosts.join('+')}-${together.hosts[0]}`)![2]!;
    const parts = together.covers.filter(({ host }) => host === together.hosts[0]);
    expect(
      message
        .split('Pouvez-vous')[0]!
        .split('\n')
        .filter((line) => line.startsWith('- ')),
    ).toHaveLength(parts.length);
    expect(text.match(/<article/g)).toHaveLength(3);
    expect(messages).toHaveLength(together.hosts.length);
  });

  it('gives as its first reason what was said to matter, and not the price that the card shows already', async () => {
    const cardOf = (page: string) => page.slice(page.indexOf('Pour vous'), page.indexOf('Écrire à'));
    expect(cardOf(await send('next', { matters: ['price', 'warned'], budget: '4800' }))).toMatch(
      /^Pour vous : préavis avant fermeture \(90 jours\)/,
    );
    expect(cardOf(await send('next', { matters: ['price', 'near'] }))).toMatch(
      /^Pour vous : l’hébergeur est près de chez vous/,
    );
  });

  it('tells a price by part where some of it is known, and asks for the rest alone', async () => {
    const page = await send('everything', { people: '12', space: 'medium' });
    const card = page.slice(page.indexOf(' Framasoft France, à distance '));
    expect(card).toMatch(/^ Framasoft .{0,80}Prix : gratuit pour fichiers, sans boîtes mail\./);
    expect(card.slice(0, card.indexOf('Fiche complète'))).not.toContain('Quel est le prix');
    // More telling than that nobody confirmed the entry.
    expect(card).toContain('Attention Il faut faire une demande');
  });

  it('names what matters and is not known of a host, and nothing where nobody said what matters', async () => {
    const { text } = await sendForm(test, '/match', {
      ...BRASS_BAND_FORM,
      ...{ matters: ['price', 'leave', 'warned'], at: 'matters', go: 'everything' },
    });
    const card = text.split('<article').find((one) => one.includes('<a href="/hosts/framasoft">Framasoft</a></h2>'))!;
    expect(wordsOf(card)).toContain(
      'Compte pour vous, mais reste à demander préavis avant fermeture export sans demander',
    );
    expect(await send('everything')).not.toContain('Compte pour vous');
  });

  it('opens a mail only to an address that is known, and says else what to do with the message', async () => {
    const { text } = await sendForm(test, '/match', {
      use: ['email-hosting', 'file-storage-sharing'],
      go: 'everything',
    });
    const cards = text.split('<article').slice(1);
    const openings = cards.filter((card) => card.includes('Ouvrir dans ma messagerie'));
    expect(openings.length).toBeGreaterThan(0);
    for (const card of openings) expect(card).toMatch(/href="mailto:[^?"@]+@[^?"]+\?subject=/);
    const pasted = cards.filter((card) => card.includes('puis cherchez'));
    expect(pasted.length).toBeGreaterThan(0);
    const unreachable = cards.filter((card) => card.includes('Aucun moyen connu de les joindre'));
    for (const card of [...pasted, ...unreachable]) expect(card).not.toContain('Ouvrir dans ma messagerie');
    for (const card of unreachable) expect(card).not.toContain('class="letter"');
  });

  it('shows no figure of how the order was made', async () => {
    const page = await send('everything');
    expect(page).not.toMatch(/\b(score|rang|rank)\b|%|\d ?\/ ?\d/i);
  });

  it('shows all of both lists one step away', async () => {
    const { body } = await test.ask<Match>('POST', '/v1/matches', { body: { ...BRASS_BAND, limit: 20 } });
    const page = await send('everything');
    for (const { name } of [...body.fits, ...body.toCheck]) expect(page).toContain(spaced(name));
  });

  it('does not say that nobody fits above a list of those that could', async () => {
    const page = await send('next', { budget: '3' });
    expect(page).toContain(' Demandez à ');
    expect(page).not.toContain('Aucun hébergeur connu');
    const nobody = await send('next', { use: ['ai-assistant'], health: 'yes' });
    expect(nobody).toContain('Aucun hébergeur connu');
    expect(nobody).not.toContain(' Demandez à ');
  });

  it('begins with people who can help when nothing fits', async () => {
    const page = await send('next', { use: ['ai-assistant'], place: 'departement:23' });
    expect(page.indexOf('Guid’Asso en Creuse')).toBeGreaterThan(page.indexOf('Pas encore de réponse sûre'));
    const cards = page.indexOf('À vérifier avec eux');
    expect(cards === -1 || cards > page.indexOf('Guid’Asso en Creuse')).toBe(true);
  });

  it('sends somebody who does not know to people near', async () => {
    const page = await sendForm(test, '/match', { use: 'unknown', place: 'departement:23', at: 'place', go: 'next' });
    expect(wordsOf(page.text)).toContain('Guid’Asso en Creuse');
  });

  it('asks what is used today, and tells it beside the answers to compare: what it covers, what is at stake', async () => {
    const page = await sendForm(test, '/match', { ...BRASS_BAND_FORM, at: 'danger', go: 'next' });
    expect(wordsOf(page.text)).toContain('Qu’utilisez-vous aujourd’hui ?');
    const compared = await send('compare', { tool: ['gmail', 'google-drive', 'nextcloud'] });
    const own = await send('compare', { tool: ['orange-mail', 'gandi'] });
    const today = compared.slice(compared.indexOf('Rester comme aujourd’hui'));
    expect(today).toContain('Gmail : boîtes mail, mais pas au nom de l’association');
    expect(own).toContain('Orange (messagerie) : boîtes mail, mais pas au nom de l’association');
    expect(own).toContain('Gandi : boîtes mail au nom de l’association');
    expect(today).toContain('Nextcloud : fichiers partagés');
    expect(today).toContain('Gmail et Google Drive : très grande plateforme, logiciel non libre, droit des États-Unis');
    expect(today).toContain('Nous ne le savons pas');
    expect(today).toContain('Outils d’aujourd’hui Gmail, Google Drive et Nextcloud');
    expect(await send('compare')).toContain('Outils d’aujourd’hui pas de réponse');
  });

  it('marks what nobody is known to offer', async () => {
    const page = wordsOf((await see('/match')).text);
    expect(page).toContain('Aide à la rédaction et traduction automatiques aucun hébergeur connu ne le propose');
    expect(page).not.toContain('Écrire un texte à plusieurs aucun hébergeur');
  });

  it('is kept by nobody, and is not sent where it was not meant to go', async () => {
    const { headers, status } = await sendForm(test, '/match', { ...BRASS_BAND_FORM, at: 'matters', go: 'next' });
    expect([status, headers['cache-control']]).toEqual([200, 'private, no-cache']);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['set-cookie']).toBeUndefined();
    expect((await test.ask('POST', '/match', { body: {}, headers: browser })).status).toBe(415);
  });

  it('counts the answers that are to be looked at again', async () => {
    const faulty = async (more: object) =>
      wordsOf((await sendForm(test, '/match', { ...BRASS_BAND_FORM, ...more, at: 'whole', go: 'next' })).text);
    expect(await faulty({ budget: 'peu' })).toContain('Il reste une chose à corriger.');
    expect(await faulty({ budget: 'peu', people: 'beaucoup' })).toContain('Il reste 2 choses à corriger.');
  });

  it('calls things in English as one does', async () => {
    expect(wordsOf((await see('/match?lang=en')).text)).toContain('Online meetings');
    const { text } = await sendForm(test, '/match?lang=en', { ...BRASS_BAND_FORM, at: 'matters', go: 'next' });
    expect(text).toMatch(/<p class="letter"[^>]*>[^<]*\(4 mailboxes\)/);
  });

  it('survives a form that no page of ours sends', async () => {
    expect((await sendForm(test, '/match', { use: ['nonsense'], at: 'matters', go: 'next' })).status).toBe(422);
    expect(
      (await sendForm(test, '/match', { use: ['<script>alert(1)</script>'], at: 'uses', go: 'stay' })).text,
    ).not.toContain('<script>alert');
    expect(
      (await sendForm(test, '/match', { use: 'website', at: 'uses', go: 'next', people: 'x'.repeat(60_000) })).status,
    ).toBe(413);
  });
});

describe('the first page', () => {
  it('names a network only when some member of it is known', async () => {
    const { text } = await see('/');
    expect(text).toContain('href="/federations/chatons"');
    expect(text).not.toContain('href="/federations/emancipasso"');
    expect(text).not.toContain('href="/federations/librehosters"');
  });

  it('counts what nobody has said yet of the hosts that lists show', async () => {
    for (const name of ['Relue', 'Relue aussi']) {
      const { slug, token } = await test.published({ name });
      expect((await test.ask('POST', `/v1/hosts/${slug}/confirmations`, { token, body: {} })).status).toBe(200);
    }
    const hosts: Host[] = [];
    for (let next: string | null = '/v1/hosts?limit=100'; next; ) {
      const page: { items: Host[]; next: string | null } = (await test.ask<typeof page>('GET', next)).body;
      hosts.push(...page.items);
      next = page.next;
    }
    const confirmed = hosts.filter((host) => host.confirmedByHost && !host.confirmedOnBehalf).length;
    const without = hosts.filter(({ services }) => services.length === 0).length;
    expect(confirmed).toBeGreaterThan(0);
    expect(without).toBeGreaterThan(0);
    const page = wordsOf((await see('/')).text);
    const [, unpriced] = page.match(/, (\d+) sans prix récent\./)!;
    expect(page).toContain(
      `Sur ${hosts.length} hébergeurs : ${confirmed} fiches relues par l’hébergeur, ${without} sans service connu, `,
    );
    // Whoever has no known service has no known price either; a free service has one.
    expect(Number(unpriced)).toBeGreaterThan(without);
    expect(Number(unpriced)).toBeLessThan(hosts.length);
    expect(wordsOf((await see('/?lang=en')).text)).toContain(
      `Of ${hosts.length} hosts: ${confirmed} read over by the host, `,
    );
  });
});

describe('what may be done with what stands here', () => {
  it.each(['/', '/hosts/arn', '/federations/chatons', '/terms'])('is told once at the foot of %s', async (path) => {
    for (const lang of ['fr', 'en']) {
      const { text } = await see(`${path}?lang=${lang}`);
      const foot = text.slice(text.indexOf('<footer'));
      expect([...foot.matchAll(/<a rel="license" href="([^"]+)">([^<]+)/g)].map(([, to, name]) => [to, name])).toEqual([
        ['https://creativecommons.org/publicdomain/zero/1.0/', 'CC0'],
        ['https://creativecommons.org/licenses/by/4.0/', 'CC BY'],
        ['https://www.gnu.org/licenses/agpl-3.0.html', 'AGPL'],
      ]);
    }
    expect(wordsOf((await see(path)).text)).toContain('Textes : CC BY');
  });
});

describe('inside another site', () => {
  it('the same page may be framed, names who keeps the list, and opens links beside it', async () => {
    const { text, headers } = await see('/embed/match?federation=chatons');
    expect(headers['content-security-policy']).toContain('frame-ancestors *');
    expect(headers['x-frame-options']).toBeUndefined();
    expect(wordsOf(text)).toMatch(
      /Liste des membres de CHATONS, établie par Bercail d’après des pages publiques, à vérifier auprès de CHATONS\s?, état du 25 novembre 2026/,
    );
    expect(text).toContain('action="/embed/match?federation=chatons"');
    expect([...text.matchAll(/<a [^>]*>/g)].every(([link]) => /target="_blank"|lang=/.test(link))).toBe(true);
    expect((await see('/match')).headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it.each(['/match', '/embed/match'])(
    '%s proposes the members of a federation only, when its address says so',
    async (path) => {
      const ask = async (query: string) =>
        wordsOf((await sendForm(test, path + query, { ...BRASS_BAND_FORM, at: 'matters', go: 'everything' })).text);
      const everybody = await ask('?federation=chatons');
      expect(everybody).toContain('Ses règles comptent, mais tous les hébergeurs connus peuvent être proposés.');
      expect(everybody).toContain('Les Aulnes');
      const members = await ask('?federation=chatons&onlyFrom=members');
      expect(members).toContain('Seuls les membres dont nous sommes sûrs sont proposés.');
      expect(members).not.toContain('sont signalés');
      expect(members).not.toContain('Les Aulnes');
      const { text } = await see(`${path}?federation=chatons&onlyFrom=members`);
      expect(text).toContain(`action="${path}?federation=chatons&amp;onlyFrom=members"`);
      // Inside another site nothing of its address is an error.
      expect((await see(`${path}?onlyFrom=members`)).status).toBe(path === '/match' ? 400 : 200);
    },
  );

  it('a federation that is not there is said to be unknown', async () => {
    expect((await see('/match?federation=nobody')).status).toBe(404);
    expect(wordsOf((await see('/embed/match?federation=nobody')).text)).toContain('Nous ne connaissons pas « nobody »');
  });
});

describe('the page of a host', () => {
  it('says what it offers and at what price, how to ask, who it is, what it promises, what to ask, and its past, in that order', async () => {
    const page = wordsOf((await see('/hosts/les-aulnes')).text);
    const order = [
      'Les Aulnes Creuse Fiche relue par l’administration du catalogue le 25 novembre 2026, à la place de l’hébergeur. Écrire à bonjour@aulnes.example',
      '48 € par an pour toute l’association, 20 comptes au plus, 100 Go au plus',
      'Nuage Fichiers Boîtes mail Il reste des places',
      'Outils dont il dit reprendre les données : Google Drive',
      'Comment demander',
      'Téléphone : 05 00 00 00 00',
      'En bref',
      'S’adresse à associations',
      'Inconnu, à lui demander : présentation, ',
      'Préavis avant fermeture : 90 jours',
      'L’hébergeur le dit et l’a écrit sur une page publique, 25 novembre 2026',
      'Inconnu ne veut pas dire « non »',
      'Une copie est-elle gardée dans un autre lieu ?',
      'Préavis avant fermeture : 90 jours. Nouvel engagement.',
      'L’administration du catalogue a relu cette fiche le 25 novembre 2026',
      'dit par l’hébergeur, 25 novembre 2026',
    ];
    let at = 0;
    for (const text of order) {
      expect(page.slice(at), text).toContain(text);
      at = page.indexOf(text, at);
    }
  });

  it('leads from a tool to the page that says how to bring its data in', async () => {
    const { text } = await see('/hosts/les-aulnes?lang=en');
    expect(wordsOf(text)).toContain('Tools whose data it says that it brings in: Google Drive');
    expect(text).toMatch(
      /<a href="https:\/\/aulnes\.example\/venir-de-google-drive"[^>]*>Google Drive<\/a>, Nextcloud/,
    );
  });

  it('says of an entry that nobody confirmed that it is one, and how old each fact is', async () => {
    const page = wordsOf((await see('/hosts/arn')).text);
    expect(page).toContain('L’hébergeur n’a pas encore relu cette fiche');
    expect(page).toContain('relevé, juin 2025');
    expect(page).toContain(
      '35 € par an pour toute l’association, 15 € d’adhésion par an, 10 comptes au plus, 40 Go au plus',
    );
  });

  it('says once what is true of several services, or what the name of a plan or of a kind of help says', async () => {
    const page = wordsOf((await see('/hosts/infini')).text);
    expect(page.match(/Cotisation libre/g)?.length).toBe(1);
    expect(page).toMatch(
      /Cotisation libre \. .*Espace de fichiers .*Mail : .*Listes de diffusion et de discussion : .*Hébergement de sites .*Prix relevés en 2024\./,
    );
    // What a service is for is said where its name does not say it.
    expect(page).toContain('Mail : boîtes mail');
    expect(page).not.toMatch(/Hébergement de sites : |Espace de fichiers : |Prix libre/);
    expect(page).toContain('médiation numérique en personne Réseaux');
    expect(wordsOf((await see('/hosts/infini?lang=en')).text)).toContain('in-person digital mediation Networks');
    const free = wordsOf((await see('/hosts/framasoft')).text);
    // Once with the limits of one service, once for all that has none.
    expect(free.match(/Gratuit ?[,.]/g)).toHaveLength(2);
    expect(free.match(/Prix relevé/g)).toHaveLength(1);
    expect(free).not.toContain('Gratuit : Gratuit');
    expect(wordsOf((await see('/hosts/deuxfleurs')).text)).toContain(
      'Prix libre : pour chaque personne, 15 € par an conseillés.',
    );
  });

  it('says where a host is in words that suit a town and a country', async () => {
    expect(wordsOf((await see('/hosts/infini')).text)).toContain('Où il est installé Brest (Finistère)');
    const abroad = await test.published({ seat: { country: 'FR' } });
    expect(wordsOf((await see(`/hosts/${abroad.slug}`)).text)).toContain('Où il est installé France');
  });

  it('puts questions that stand without the name of a service', async () => {
    const page = wordsOf((await see('/hosts/infini')).text);
    expect(page).toContain('Peut-on exporter ses données sans vous le demander ?');
    expect(page).not.toContain('ce service');
  });

  it('leads to who else offers the same, and back', async () => {
    const { text } = await see('/hosts/infini');
    expect(spaced(text)).toContain('<a href="/hosts/infini/alternatives" class="tap">Où aller à la place ?</a>');
    const others = wordsOf((await see('/hosts/infini/alternatives')).text);
    expect(others).toContain('Où aller à la place d’Infini');
    expect(others).toContain('Revenir à la fiche d’Infini');
  });

  it('says since when it is a member, and until when it has places, with the article and the year', async () => {
    const federation = await test.federation({ name: 'Les Communs' });
    const host = await test.published();
    const body = { state: 'member', since: '2026-03-03' };
    await test.ask('PUT', `/v1/federations/${federation.slug}/members/${host.slug}`, { token: federation.token, body });
    const service = aService({ capacity: { state: 'open', until: '2027-03-01' } });
    await test.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: service });
    const page = wordsOf((await see(`/hosts/${host.slug}`)).text);
    expect(page).toContain('Membre des Communs depuis le 3 mars 2026');
    expect(page).toContain('Il reste des places jusqu’au 1er mars 2027');
    const english = wordsOf((await see(`/hosts/${host.slug}?lang=en`)).text);
    expect(english).toContain('Member of Les Communs since 3 March 2026');
  });

  it('is found from the name of its site, and its absence is told to people', async () => {
    const found = await see('/hosts/by-domain/cloud.arn-fai.net?lang=en');
    expect([found.status, found.headers.location]).toEqual([302, '/hosts/arn?lang=en']);
    const absent = await see('/hosts/nobody');
    expect(absent.status).toBe(404);
    expect(wordsOf(absent.text)).toContain('Aucun hébergeur de ce nom n’est dans le catalogue.');
  });
});
