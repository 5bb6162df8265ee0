import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { aClosing, closingsIn } from '../support/closings.ts';
import { BRASS_BAND_FORM, fillCatalogue, sendForm } from '../support/guided.ts';
import { aService, aSlug } from '../support/record.ts';
import { wordsOf } from '../support/words.ts';

const test = useApp();
const { announce } = closingsIn(test);
beforeAll(() => fillCatalogue(test));
beforeEach(() => {
  test.now = new Date('2026-11-25T12:00:00Z');
});

const see = async (slug: string) => {
  const url = `/hosts/${slug}/decided`;
  const { status, text } = await test.ask('GET', url, { headers: { accept: 'text/html' } });
  return { status, html: text, words: wordsOf(text) };
};
const put = async (path: string, body: object) => {
  const { status, text } = await test.ask('PUT', path, { token: ADMIN_TOKEN, ifMatch: '*', body });
  expect([200, 201], text).toContain(status);
};
const aHost = async (service: object = {}) => {
  const slug = aSlug('chene');
  const host = await test.published({ slug, name: `Le Chêne ${slug}` });
  await put(`/v1/hosts/${slug}/services/nuage`, aService(service));
  return host;
};
const decide = (go: string, more: object = {}) =>
  sendForm(test, '/match', { ...BRASS_BAND_FORM, at: 'answer', go, ...more });

const NO_MOVE = 'Le déménagement, dans l’ordre';

describe('the page of a host that was chosen', () => {
  it('is led to by a page that says what happens if the host closes: what is promised, what is not, who else there is', async () => {
    const host = await aHost();
    await put(`/v1/hosts/${host.slug}/commitments/closing-notice`, { value: 90 });
    const { text } = await test.ask('GET', `/hosts/${host.slug}`, { headers: { accept: 'text/html' } });
    expect(wordsOf(text)).toMatch(
      /Et s’il ferme \? Préavis avant fermeture 90 jours .*Non précisé : à demander .*Qui pourrait prendre la suite Voir qui propose la même chose/,
    );
  });

  it('is not led to where nobody can write to the host', async () => {
    const page = async (path: string) => (await test.ask('GET', path, { headers: { accept: 'text/html' } })).text;
    const host = await aHost();
    const pages = [`/hosts/${host.slug}`, `/compare?host=${host.slug}&host=infini`];
    const leadsThere = () =>
      Promise.all(pages.map(async (path) => (await page(path)).includes(`${host.slug}/decided`)));
    expect(await leadsThere()).toEqual([true, true]);
    const body = { website: null, contact: null };
    await test.ask('PATCH', `/v1/hosts/${host.slug}`, { token: ADMIN_TOKEN, ifMatch: '*', body });
    expect(await page(pages[0]!)).toContain('Aucun moyen connu de les joindre');
    expect(await leadsThere()).toEqual([false, false]);
  });

  it('has what the board minutes, what to sign, the move in its order, and leaves blank what nobody knows', async () => {
    const host = await aHost({
      usages: ['file-storage-sharing'],
      registration: 'members',
      plans: [{ name: 'Groupe', fixed: 35, membershipFee: 15 }],
    });
    const { status, words } = await see(host.slug);
    expect(status).toBe(200);
    expect(words).toMatch(
      /Réuni le …+, le bureau de l’association …+ décide de confier à Le Chêne .* : …+\. Prix prévu : 35 € par an, 15 € d’adhésion par an\./,
    );
    expect(words).toContain('Le prix est-il bien celui-ci : 35 € par an, 15 € d’adhésion par an ?');
    expect(words).toMatch(/Pour entrer Adhérer à leur association\. Adhésion : 15 € par an\./);
    expect(words).toContain('Groupe : 35 € par an, 15 € d’adhésion par an');
    expect(words).toMatch(/L’accord sur les données personnelles .* Non précisé : à demander/);
    const order = [
      'Signer, et ouvrir',
      'Copier',
      'Vérifier',
      'Basculer',
      'Faire suivre pendant trois mois',
      'Fermer l’ancien compte',
    ];
    const move = words.slice(words.indexOf(NO_MOVE));
    const places = order.map((step) => move.indexOf(step));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(move).toContain('du 30 décembre 2026 au 30 mars 2027');
    expect(move.match(/Qui : …+/g)).toHaveLength(6);
    // Nobody said whether its mail moves.
    expect(move).toContain('Si vos mails déménagent aussi');
  });

  it('asks which plan it will be where several are known, and the price where none is', async () => {
    const several = await aHost({
      plans: [
        { name: 'Petit', fixed: 35, membershipFee: 15 },
        { name: 'Grand', fixed: 90, membershipFee: 20 },
      ],
    });
    const { words } = await see(several.slug);
    expect(words).toMatch(/Prix prévu : …+ € par an, selon la formule choisie\./);
    expect(words).toContain('Adhésion : de 15 € à 20 € par an.');
    expect(words).toContain(
      'Quelle formule nous faut-il : Petit : 35 € par an, 15 € d’adhésion par an ; Grand : 90 € par an, 20 € d’adhésion par an ?',
    );
    const usages = ['collaborative-text', 'file-transfer', 'date-poll'];
    const silent = (await see((await aHost({ plans: [], usages })).slug)).words;
    expect(silent).toMatch(/ Il propose : [^.]*\./);
    expect(silent).not.toContain('trouver une date');
    expect(silent).toMatch(/Prix prévu : …+ € par an, à demander avant de voter\./);
    expect(silent).toContain('Quel est le prix, par an ?');
  });

  it.each([
    ['', /Prix prévu : …+ € par an, à demander avant de voter\./, 'Quel est le prix, par an ?', '35 € par an'],
    ['?lang=en', /Expected price: € …+ a year, to be asked before the vote\./, 'What is the price', '€35 a year'],
  ])('leaves blank a price that nobody knows for all that is decided %s', async (query, blank, asked, price) => {
    const plans = [{ name: 'Groupe', fixed: 35 }];
    const page = async (slug: string) =>
      wordsOf((await test.ask('GET', `/hosts/${slug}/decided${query}`, { headers: { accept: 'text/html' } })).text);
    const withTwo = async (more: object, other: object = {}) => {
      const { slug } = await aHost({ plans: [{ ...plans[0], ...more }] });
      await put(
        `/v1/hosts/${slug}/services/courriel`,
        aService({ name: 'Courriel', usages: ['email-hosting'], ...other }),
      );
      return slug;
    };
    const old = await test.publishedOn('2019-01-01', { slug: aSlug('chene') });
    const before = aService({ plans: [{ name: 'Groupe', fixed: 35, observedOn: '2020-01-01' }] });
    await put(`/v1/hosts/${old.slug}/services/nuage`, before);
    const unknown = {
      'one of two services': await withTwo({}),
      'under each of two services': await withTwo({}, { plans }),
      'a price of before': old.slug,
      'one of two plans': (await aHost({ plans: [...plans, { name: 'Grand', onQuote: true }] })).slug,
    };
    for (const [why, slug] of Object.entries(unknown)) {
      const words = await page(slug);
      expect(words, why).toMatch(blank);
      expect(words, why).toContain(asked);
    }
    // A plan that pays for both is the price of both, and what is free twice is free.
    expect(await page(await withTwo({ covers: ['courriel'] }))).toMatch(
      new RegExp(`(Prix prévu :|price:) ${price}\\.`),
    );
    const free = [{ name: 'Gratuit', fixed: 0 }];
    expect(await page(await withTwo(free[0]!, { plans: free }))).toMatch(/Prix prévu : gratuit\.|price: free\./);
  });

  it('says what membership costs each person apart from what it costs an organisation', async () => {
    const plans = [
      { name: 'Groupe', fixed: 35, membershipFee: 15 },
      { name: 'Seul', fixed: 12, membershipFee: 5, for: 'person' },
    ];
    const { slug } = await aHost({ registration: 'members', plans });
    expect((await see(slug)).words).toContain('Adhésion : 15 € par an. Adhésion : 5 € par an pour chaque personne.');
  });

  it('names the agreement and the promises that are known, and who says so', async () => {
    const host = await aHost();
    await put(`/v1/hosts/${host.slug}/commitments/processing-agreement`, { value: 'https://chene.example/rgpd' });
    await put(`/v1/hosts/${host.slug}/commitments/closing-notice`, { value: 90 });
    const { words, html } = await see(host.slug);
    expect(html).toContain('href="https://chene.example/rgpd"');
    expect(words).toMatch(/Préavis avant fermeture 90 jours \(selon l’hébergeur\)/);
    expect(words).toMatch(/À demander : .*export sans demander/);
    expect(words).not.toMatch(/À demander : [^.]*préavis avant fermeture/);
  });

  it.each([
    ['full', { capacity: { state: 'full' } }, 'Complet aujourd’hui : demandez une place avant de voter.', '2026-12-09'],
    [
      'full until a day',
      { capacity: { state: 'full', openFrom: '2027-02-01' } },
      'Complet aujourd’hui. Des places à partir du 1er février 2027',
      '2027-02-01',
    ],
  ])('says that the host is %s, and begins no earlier', async (_state, service, said, start) => {
    const { words, html } = await see((await aHost(service)).slug);
    expect(words).toContain(said);
    expect(html).toContain(`name="start" value="${start}"`);
  });

  it('plans no move to a host that closes, has closed, or is suspended', async () => {
    const [closing, closed, suspended] = [await aHost(), await aHost(), await aHost()];
    expect((await announce(closing, aClosing('2027-07-01'))).status).toBeLessThan(300);
    expect((await announce(closed, aClosing('2026-11-26'))).status).toBeLessThan(300);
    test.now = new Date('2026-11-27T12:00:00Z');
    await test.catalogue.catchUp();
    await put(`/v1/hosts/${suspended.slug}/suspension`, { reason: { fr: 'Ne répond plus.' } });
    for (const [{ slug }, said] of [
      [closing, 'a annoncé sa fermeture'],
      [closed, 'a fermé.'],
      [suspended, 'Raison : Ne répond plus.'],
    ] as const) {
      const { words, html, status } = await see(slug);
      expect(status).toBe(200);
      expect(words).toContain(said);
      expect(words).toContain('N’y déménagez pas');
      expect(words).not.toContain(NO_MOVE);
      expect(html).toContain(`/hosts/${slug}/alternatives`);
      expect(html).not.toContain('name="start"');
      const dates = { start: '2027-01-11' };
      for (const { text, headers } of [
        await sendForm(test, `/hosts/${slug}/decided`, dates),
        await decide(`decided:${slug}`, { ...dates, at: `decided:${slug}` }),
      ]) {
        expect(headers['content-type']).toContain('text/html');
        expect(wordsOf(text)).toContain('N’y déménagez pas');
      }
    }
  });

  it('is there for no draft, no withdrawn host, and nobody', async () => {
    const draft = await test.draft();
    const gone = await aHost();
    const removed = await test.ask('DELETE', `/v1/hosts/${gone.slug}`, { token: ADMIN_TOKEN, ifMatch: '*' });
    expect(removed.status).toBeLessThan(300);
    for (const [name, status] of [
      [draft.slug, 404],
      [draft.id, 404],
      [gone.slug, 410],
      ['personne', 404],
    ] as const) {
      expect((await see(name)).status).toBe(status);
      expect((await sendForm(test, `/hosts/${name}/decided`, {})).status).toBe(status);
    }
  });
});

describe('the dates of a move', () => {
  const send = (slug: string, form: Record<string, string>) => sendForm(test, `/hosts/${slug}/decided`, form);

  it.each([
    ['le 14', 'Nous ne lisons pas ce jour'],
    ['2027-02-30', 'Nous ne lisons pas ce jour'],
    ['2026-11-24', 'Ce jour est passé'],
    ['2040-01-01', 'dans plus de trois ans'],
    ['<script>'.repeat(700), 'Nous ne lisons pas ce jour'],
  ])('that begin on “%s” are asked for again', async (start, said) => {
    const { status, text, headers } = await send('les-aulnes', { start });
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    expect(wordsOf(text)).toContain(said);
    expect(text).not.toContain('<script><script>');
  });

  it('are shown anew when they are changed', async () => {
    const { text } = await send('les-aulnes', { start: '2027-01-11', go: 'decided:les-aulnes' });
    expect(wordsOf(text)).toContain('du 1er février 2027 au 1er mai 2027');
    expect(text).toContain('name="start" value="2027-01-11"');
  });
});

describe('a decision about an answer', () => {
  it('is made from the answers: what for, at what price, what moves; nobody keeps it', async () => {
    const answer = (await decide('answer')).text;
    expect(answer).toContain('value="decided:les-aulnes"');
    const { status, text, headers } = await decide('decided:les-aulnes');
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    const words = wordsOf(text);
    expect(words).toMatch(
      /décide de confier à Les Aulnes .* : fichiers partagés \(12 personnes, environ 30 Go\) et boîtes mail.* \(4 boîtes\)\. Prix prévu : 48 € par an/,
    );
    expect(words).toContain('Sur trois ans : 144 €');
    expect(words).toMatch(/Comment régler .* Comment le règle-t-on : virement, prélèvement, carte ou chèque/);
    expect(words).toContain('c’est un réglage de votre nom de domaine');
    expect(words).not.toMatch(/MX|DNS|\.ics|\.vcf/);
    expect(words).not.toContain('Si vos mails déménagent aussi');
    expect(words).not.toContain('n’est pas dans vos réponses');
    // The answers travel on in the form.
    expect(text).toContain('<input type="hidden" name="people" value="12"/>');
    const english = await sendForm(test, '/match?lang=en', {
      ...BRASS_BAND_FORM,
      at: 'decided:les-aulnes',
      go: 'stay',
      start: '2027-01-11',
    });
    expect(wordsOf(english.text)).toContain('We’ve decided: Les Aulnes');
    expect(english.text).toContain('name="start" value="2027-01-11"');
  });

  it.each([
    [
      'fr',
      'Prix prévu : 50 € par an, adhésion comprise',
      /Le prix est-il bien celui-ci : 50 € par an, adhésion comprise[^?]*\?/,
    ],
    [
      'en',
      'Expected price: €50 a year, membership included',
      /Is this the right price: €50 a year, membership included[^?]*\?/,
    ],
  ] as const)(
    'says which sum a price is where there is a membership, and asks about it without doubt: %s',
    async (lang, said, asked) => {
      const plans = [{ name: 'Groupe', fixed: 35, membershipFee: 15, maxAccounts: 20, maxGb: 100 }];
      const { slug } = await aHost({ usages: ['file-storage-sharing'], registration: 'members', plans });
      const form = {
        use: ['file-storage-sharing'],
        people: '12',
        space: 'medium',
        at: 'answer',
        go: `decided:${slug}`,
      };
      const words = wordsOf((await sendForm(test, `/match?lang=${lang}`, form)).text);
      expect(words).toContain(said);
      expect(words.match(asked)![0]).not.toMatch(/confirm/);
      // A plan that stands under another service, and covers this one.
      const mail = { use: ['email-hosting'], mailboxes: '3', place: 'departement:67', budget: '150', at: 'answer' };
      const arn = wordsOf((await sendForm(test, `/match?lang=${lang}`, { ...mail, go: 'decided:arn' })).text);
      expect(arn).toContain(said);
    },
  );

  it('about one of several hosts has its share of the need and of the price, and names the others', async () => {
    const plan = { name: 'Groupe', for: 'organisation', maxAccounts: 'unlimited', maxGb: 'unlimited' };
    const specialist = async (usage: string, fixed: number) => {
      const { slug } = await aHost({ plans: [] });
      const service = { name: usage, usages: [usage], registration: 'open', plans: [{ ...plan, fixed }] };
      await put(`/v1/hosts/${slug}/services/${usage}`, aService(service as object));
      return slug;
    };
    const [lessons, rooms] = [await specialist('e-learning', 30), await specialist('booking', 20)];
    const form = { use: ['e-learning', 'booking'], people: '5', budget: '60', place: 'departement:67', at: 'answer' };
    const [first] = (await sendForm(test, '/match', { ...form, go: 'answer' })).text.split('<article').slice(1);
    expect(wordsOf(first!)).toContain('à deux, ils proposent tout');
    expect(wordsOf(first!)).toMatch(/50 € par an/);
    const one = wordsOf((await sendForm(test, '/match', { ...form, go: `decided:${lessons}` })).text);
    expect(one).toContain('Prix prévu : 30 € par an');
    expect(one).toContain('Sur trois ans : 90 €');
    expect(one).toMatch(
      /Il ne fait qu’une partie\. Pour le reste : Le Chêne [\w-]+ \([^)]+\)\. Décidez des deux ensemble\./,
    );
    const other = wordsOf((await sendForm(test, '/match?lang=en', { ...form, go: `decided:${rooms}` })).text);
    expect(other).toContain('Expected price: €20 a year');
    expect(other).toMatch(/It does a part only\. For the rest: .*\. Decide on both together\./);
  });

  it('is told the membership of the plan that is taken, and not of another one of that name', async () => {
    const plan = { name: 'Groupe', maxAccounts: 'unlimited', maxGb: 'unlimited' };
    const { slug } = await aHost({ plans: [{ ...plan, fixed: 35, membershipFee: 15 }] });
    const forum = aService({ name: 'Forum', usages: ['forum'], plans: [{ ...plan, fixed: 20 }] } as object);
    await put(`/v1/hosts/${slug}/services/forum`, forum);
    const form = { use: ['forum'], people: '12', at: 'answer', go: `decided:${slug}` };
    const words = wordsOf((await sendForm(test, '/match', form)).text);
    expect(words).toMatch(/Prix prévu : 20 € par an, à confirmer\./);
    expect(words).not.toMatch(/adhésion :?/i);
  });

  it('leaves the amount to be written in where the association chooses it', async () => {
    const plans = [{ name: 'Don', freeAmount: { advised: 40 }, maxAccounts: 'unlimited', maxGb: 'unlimited' }];
    const { slug } = await aHost({ usages: ['file-storage-sharing'], plans });
    const form = { use: ['file-storage-sharing'], people: '12', at: 'answer', go: `decided:${slug}` };
    const words = wordsOf((await sendForm(test, '/match', form)).text);
    expect(words).toMatch(/Prix prévu : …+ € par an \(prix libre, 40 € conseillés\)\. /);
    expect(words).not.toContain('nom de domaine');
  });

  it('thinks of the domain name where mail moves', async () => {
    expect(wordsOf((await decide('decided:les-aulnes')).text)).toContain(
      'Pas encore de nom de domaine ? Réservez-le au nom de l’association.',
    );
  });

  it('without mail redirects nothing, and keeps the old account three months', async () => {
    const form = { use: ['file-storage-sharing'], people: '12', at: 'answer', go: 'decided:les-aulnes' };
    const words = wordsOf((await sendForm(test, '/match', form)).text);
    expect(words).not.toContain('réglage');
    expect(words).toContain('L’ancien compte reste ouvert, sans y écrire');
  });

  it('says when the host is not among the answers, and knows no host that is not there', async () => {
    const host = await aHost({ usages: ['audio-publishing'], plans: [{ name: 'Groupe', fixed: 35 }] });
    const words = wordsOf((await decide(`decided:${host.slug}`)).text);
    expect(words).toContain('n’est pas dans vos réponses');
    // Its price is for something else.
    expect(words).toMatch(/fichiers partagés .*Prix prévu : …+ € par an, à demander avant de voter\./);
    expect(words).toContain('Quel est le prix, par an ?');
    expect((await decide('decided:personne')).status).toBe(404);
  });

  it('asks first what was answered wrongly', async () => {
    const { text } = await decide('decided:les-aulnes', { people: 'douze mille millions' });
    expect(wordsOf(text)).not.toContain('Ce que le bureau écrit');
  });
});
