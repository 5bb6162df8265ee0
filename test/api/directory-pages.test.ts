import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, type TestApp, useApp } from '../support/app.ts';
import { aClosing, closingsIn } from '../support/closings.ts';
import { fillCatalogue, sendForm } from '../support/guided.ts';
import { aService } from '../support/record.ts';
import { routesOf } from '../support/routes.ts';
import { wordsOf } from '../support/words.ts';

const test = useApp();
beforeAll(() => fillCatalogue(test));

const readIn = async (app: TestApp, url: string) => {
  const { status, text, headers } = await app.ask('GET', url, { headers: { accept: 'text/html' } });
  const words = wordsOf(text);
  const names = [...text.matchAll(/<h3><a href="\/hosts\/([^"?]+)/g)].map(([, slug]) => slug);
  return { status, html: text, words, names, headers };
};
const see = (url: string) => readIn(test, url);
/** The card of a host, as words. */
const cardOf = async (url: string, name: string) => {
  const { html } = await see(url);
  const card = html.split('<li class="card entry">').find((part) => part.includes(`>${name}</a>`));
  expect(card, name).toBeDefined();
  return ` ${card!.slice(0, card!.indexOf('</strong>'))}`
    .replace(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    .trimEnd()
    .concat(' ');
};
const list = async (query: string) =>
  (await test.ask<{ items: Host[]; total: number; relax?: { count: number }[] }>('GET', `/v1/hosts?limit=100&${query}`))
    .body;

describe('words in the search field', () => {
  it('find who serves the place that they name, where they find nobody themselves', async () => {
    const serving = await list('territory=departement:15');
    expect([serving.total > 0, (await list('q=cantal')).total]).toEqual([true, 0]);
    for (const typed of ['cantal', 'Le Cantal']) {
      const { words, names } = await see(`/hosts?q=${encodeURIComponent(typed)}`);
      expect(words).toContain(`Aucun hébergeur ne s’appelle « ${typed} »`);
      expect(names).toEqual(serving.items.map(({ slug }) => slug).slice(0, 24));
    }
  });

  it('find who says them, and lead to who serves the place that they name and who is seated there', async () => {
    const [found, serving, seated] = [
      await list('q=creuse'),
      await list('territory=departement:23'),
      await list('seat=departement:23'),
    ];
    expect([found.total > 0, seated.total > 0]).toEqual([true, true]);
    const { words, names, html } = await see('/hosts?q=creuse');
    expect(names).toEqual(found.items.map(({ slug }) => slug));
    expect(words).toContain(`Sert : Creuse (${serving.total} hébergeurs)`);
    expect(words).toContain(`Siège : Creuse (${seated.total} hébergeur`);
    for (const address of ['territory=departement:23', 'seat=departement:23'])
      expect(html).toContain(`href="/hosts?${address}"`);
  });

  it('lead to who offers the usage that they name', async () => {
    const offering = await list('usage=email-hosting');
    const { words, html } = await see(`/hosts?q=${encodeURIComponent('boites mail')}`);
    expect(words).toContain(`Boîtes mail au nom de l’association (${offering.total} hébergeurs)`);
    expect(html).toContain('href="/hosts?usage=email-hosting"');
  });

  it('are kept in the field and in the link to the other language', async () => {
    const { html } = await see('/hosts?q=creuse');
    expect(html).toMatch(/name="q"[^>]*value="creuse"|value="creuse"[^>]*name="q"/);
    expect(html).toContain('/hosts?q=creuse&amp;lang=en');
  });

  it('stay what they are for the API, and where a host bears them', async () => {
    expect((await list('q=zzzz')).total).toBe(0);
    const { words } = await see('/hosts?q=infini');
    expect(words).not.toContain('ne s’appelle');
  });
});

describe('the list of hosts', () => {
  it.each([
    ['usage=email-hosting', 'usage.all=email-hosting'],
    ['usage=email-hosting&usage=website', 'usage=email-hosting&usage=website'],
    ['usage.all=email-hosting&usage.all=website', 'usage.all=email-hosting&usage.all=website'],
    [
      'usage=email-hosting&usage=mailing-lists&usage.all=website',
      'usage=email-hosting&usage=mailing-lists&usage.all=website',
    ],
    [
      'criterion=free-software-only&criterion=democratic-governance',
      'criterion=free-software-only&criterion=democratic-governance',
    ],
    ['federation=chatons&territory=departement:29', 'federation=chatons&territory=departement:29'],
    ['free=yes', 'maxPricePerYear=0'],
    ['inPerson=yes', 'supportMode=in-person'],
    [
      'usage=website&open=yes',
      'usage.all=website&registration=none-needed&registration=open&registration=members&registration=customers',
    ],
    ['q=infinie', 'q=infinie'],
    ['criterion=free-software-only', 'criterion.all=free-software-only'],
    ['usage.all=website&criterion.all=free-software-only', 'usage.all=website&criterion.all=free-software-only'],
    ['legalForm=association&legalForm=cooperative', 'legalForm=association&legalForm=cooperative'],
    ['software=Nextcloud&country=FR', 'software=Nextcloud&country=FR'],
    ['language=fr', 'language=fr'],
    ['audience=associations', 'audience=associations'],
    ['support=training', 'support=training'],
    ['support.all=training&support.all=migration', 'support.all=training&support.all=migration'],
    ['commitment=closing-notice', 'commitment=closing-notice'],
    ['registration=open&capacity=open', 'registration=open&capacity=open'],
    ['registration=open&registration=on-application&open=yes', 'registration=open'],
    ['maxPricePerYear=60&accounts=2&storageGb=5', 'maxPricePerYear=60&accounts=2&storageGb=5'],
    ['state=closed', 'state=closed'],
  ])('at ?%s shows the hosts that the API finds, in the same order', async (asked, question) => {
    const { items, total } = await list(question);
    expect(total).toBeGreaterThan(0);
    const shown: (string | undefined)[] = [];
    for (let page = 1; shown.length < total; page++) {
      const { names } = await see(`/hosts?${asked}&page=${page}`);
      expect(names.length).toBeGreaterThan(0);
      shown.push(...names);
    }
    expect(shown).toEqual(items.map(({ slug }) => slug));
  });

  it('tells of each host what helps to choose: place, networks, last trace, what it offers, price', async () => {
    expect(await cardOf('/hosts?q=aulnes', 'Les Aulnes')).toMatch(
      /Creuse · fiche relue le 25 novembre 2026 Fichiers Boîtes mail Dès 48 € par an/,
    );
    const infini = await cardOf('/hosts?q=infini', 'Infini');
    expect(infini).toMatch(
      /Association · Brest \(Finistère\) · CHATONS( \(à vérifier\))? · dernier signe de vie : mai 2026/,
    );
    expect(infini).toContain('+ 5 autres usages');
  });

  it('shows first the usage that is asked, with its own price', async () => {
    const host = await test.published({ slug: 'two-prices', name: 'Deux prix' });
    const put = (slug: string, body: object) =>
      test.ask('PUT', `/v1/hosts/two-prices/services/${slug}`, { token: host.token, body: aService(body) });
    await put('pads', { usages: ['file-storage-sharing'], plans: [{ name: 'Libre', fixed: 0 }] });
    await put('radio', { usages: ['audio-publishing'], plans: [{ name: 'Radio', fixed: 90 }] });
    await put('vieux', { usages: ['web-analytics'], plans: [{ name: 'Vieux', fixed: 5, observedOn: '2019' }] });
    await put('libre', { usages: ['petition-campaign'], plans: [{ name: 'Libre', freeAmount: {} }] });
    await put('vie', { usages: ['link-shortener'], plans: [{ name: 'À vie', fixed: 0, setupFee: 35 }] });
    const plans = [
      { name: 'Formule 10 Go par an', fixed: 10 },
      { name: 'Grande', fixed: 100, setupFee: 30 },
    ];
    await put('deux', { usages: ['wiki-knowledge-base'], plans });
    const priceOf = (usage: string) => cardOf(`/hosts?usage=${usage}`, 'Deux prix');
    expect(await priceOf('link-shortener')).toMatch(/ 35 € une seule fois $/);
    // What another plan costs at the beginning is not all that the cheapest one costs.
    expect(await priceOf('wiki-knowledge-base')).toMatch(/ Dès 10 € par an $/);
    // An amount is said, whatever the plan is called.
    const page = await test.app.inject({ url: '/hosts/two-prices', headers: { accept: 'text/html' } });
    expect(page.body.replaceAll(/<[^>]+>|[\s\u00a0\u202f]+/g, ' ').replaceAll(/ +/g, ' ')).toMatch(
      /Formule 10 Go par an[^.]{0,40}10 € par an/,
    );
    expect(await priceOf('audio-publishing')).toMatch(/Deux prix .* Podcasts? .*Fichiers.* Dès 90 € par an/);
    expect(await priceOf('file-storage-sharing')).toMatch(/ Gratuit $/);
    expect(await priceOf('petition-campaign')).toMatch(/ Prix libre $/);
    expect(await cardOf('/hosts?q=deux+prix', 'Deux prix')).toMatch(/ En partie à prix libre $/);
  });

  it('asks for a price that is too old', async () => {
    test.now = new Date('2029-11-25T12:00:00Z');
    expect(await cardOf('/hosts?q=aulnes', 'Les Aulnes')).toMatch(/ Prix à demander $/);
    test.now = new Date('2026-11-25T12:00:00Z');
  });

  it('says who is full or closes, where it is listed', async () => {
    const host = await test.published({ slug: 'all-full', name: 'Tout complet' });
    const body = aService({ usages: ['forum'], capacity: { state: 'full' } });
    await test.ask('PUT', '/v1/hosts/all-full/services/forum', { token: host.token, body });
    expect(await cardOf('/hosts?usage=forum', 'Tout complet')).toContain(' Complet ');
  });

  it('says of how many it does not know what they offer, what they cost or whether they take newcomers', async () => {
    const { total } = await list('');
    const known = new Set<string>();
    for (let page = 1; page <= Math.ceil(total / 24); page++) {
      const { html } = await see(`/hosts?page=${page}`);
      for (const card of html.split('<li class="card entry"').slice(1))
        if (card.includes('Services pas encore relevés')) known.add(card);
    }
    expect((await see('/hosts')).words).toContain(`Pour ${known.size} d’entre eux, nous ne savons pas encore`);
    expect((await see('/hosts?usage=website')).words).toContain(`Pour ${known.size} autres hébergeurs, nous ne savons`);
    const free = await test.ask<{ unknownPrice: number }>('GET', '/v1/hosts?maxPricePerYear=0&usage.all=website');
    expect((await see('/hosts?usage=website&free=yes')).words).toContain(
      `Pour ${free.body.unknownPrice} autres, nous ne connaissons pas de prix récent`,
    );
    expect((await see('/hosts?usage=website&open=yes')).words).toMatch(
      /\d+ autres ne disent rien là-dessus : inscriptions/,
    );
  });

  it('counts beside each choice what it would find', async () => {
    const { words } = await see('/hosts?usage=email-hosting');
    for (const [label, more] of [
      ['Boîtes mail', 'usage=email-hosting'],
      ['Site', 'usage.all=email-hosting&usage.all=website'],
      ['Gratuit ou à prix libre', 'usage=email-hosting&free=yes'],
      ['CHATONS', 'usage=email-hosting&federation=chatons'],
    ]) {
      const [, count] = new RegExp(`${label} (\\d+) hébergeur`).exec(words) ?? [];
      const found = (await see(`/hosts?${more}`)).words;
      expect(found, label).toMatch(new RegExp(` ${count} hébergeurs? `));
    }
  });

  it('has pages, and shows the last one to who asks for more', async () => {
    const first = await see('/hosts');
    expect(first.names.length).toBe(24);
    const [, last] = /Page 1 sur (\d+)/.exec(first.words)!;
    expect(first.html).toContain(`href="/hosts?page=${last}"`);
    expect(first.html).toMatch(/<a href="\/hosts" aria-current="page">1</);
    const beyond = await see('/hosts?page=9999');
    expect(beyond.words).toContain(`Page ${last} sur ${last}`);
    expect(beyond.names.length).toBeGreaterThan(0);
    expect(beyond.html).toContain(`<link rel="canonical" href="https://bercail.example/hosts?page=${last}"`);
  });

  it('keeps what was asked in the address of the other language, and says which address is the one to keep', async () => {
    const { html } = await see('/hosts?page=1&territory=&open=yes&usage=website&q=');
    expect(html).toContain('<link rel="canonical" href="https://bercail.example/hosts?usage=website&amp;open=yes"');
    expect(html).toContain('href="/hosts?usage=website&amp;open=yes&amp;lang=en"');
    const english = await see('/hosts?usage=website&lang=en');
    expect(english.words).toContain('In alphabetical order.');
    expect(english.html).toContain('<input type="hidden" name="lang" value="en"/>');
    expect(english.html).toMatch(/<h3><a href="\/hosts\/[^"]+\?lang=en"/);
  });

  it('proposes what to leave aside when nothing is found, with what that finds', async () => {
    const asked = 'usage=email-hosting&q=zzzzqqqq';
    const { relax } = await list('usage.all=email-hosting&q=zzzzqqqq');
    expect(relax!.length).toBeGreaterThan(0);
    const { html, words, names } = await see(`/hosts?${asked}`);
    expect(names).toEqual([]);
    expect(words).toContain('Aucun hébergeur connu ne répond à tout cela');
    expect(words).toContain(`Sans « zzzzqqqq » : ${relax![0]!.count} hébergeurs`);
    expect(html).toContain('href="/hosts?usage=email-hosting"');
  });

  it('says where to choose a place when words alone find nothing, and names nothing to leave aside', async () => {
    const { words, names } = await see('/hosts?q=zzzzqqqq');
    expect(names).toEqual([]);
    expect(words).toContain('Aucun hébergeur trouvé pour « zzzzqqqq »');
    expect(words).toContain('Choisissez votre lieu sous « Sert chez vous », dans les filtres.');
    expect(words).not.toContain('Sans « zzzzqqqq »');
    expect(words).not.toContain('Vous avez choisi');
  });

  it('knows every filter of the API by its name, and no other', async () => {
    const { paths } = test.app.swagger() as unknown as {
      paths: Record<string, { get: { parameters: { name: string; in: string }[] } }>;
    };
    const filters = paths['/v1/hosts']!.get.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
    const told = async (name: string) => (await see(`/hosts?${name}=x`)).words.includes(`pas de réglage « ${name} »`);
    const unknown: string[] = [];
    for (const name of [...filters, 'colour', 'utm_source']) if (await told(name)) unknown.push(name);
    // How a list is cut and counted is another matter on a page, and who keeps a copy asks what changed since; all else
    // that narrows it is understood.
    // A mailing puts its mark on links: whoever reads has asked for nothing.
    expect(unknown.sort()).toEqual([
      ...['colour', 'confirmed', 'cursor', 'facets', 'fields', 'limit', 'sort', 'updatedAfter'],
    ]);
  });

  it('shows each filter in plain words, with a link that takes it away', async () => {
    const address =
      '/hosts?criterion=free-software-only&legalForm=association&language=fr&maxPricePerYear=60&accounts=2';
    const { words, html } = await see(address);
    expect(words).toMatch(
      /Vous avez choisi : Retirer valeurs : .+ Retirer parle : français Retirer forme : association/,
    );
    expect(words).toContain('Retirer au plus 60 € par an pour 2 comptes');
    const left = [...html.matchAll(/<a href="([^"]+)" class="tap"><span class="vh">Retirer/g)].map(([, href]) =>
      href!.replaceAll('&amp;', '&'),
    );
    expect(left).toContain('/hosts?criterion=free-software-only&legalForm=association&maxPricePerYear=60&accounts=2');
    expect(left).toContain('/hosts?criterion=free-software-only&language=fr&legalForm=association');
    // Who narrows further keeps them.
    expect(html).toContain('<input type="hidden" name="legalForm" value="association"/>');
    expect(html).toContain('<input type="checkbox" name="criterion.all" value="free-software-only" checked/>');
  });

  it('tells how many more say nothing of a value: they may well have it', async () => {
    expect((await see('/hosts?criterion=free-software-only')).words).toMatch(
      /\d+ autres ne disent rien là-dessus : valeurs/,
    );
    expect((await see('/hosts?legalForm=cooperative')).words).toMatch(
      /\d+ autres? ne di(sen)?t rien là-dessus : forme/,
    );
  });

  it.each([
    ['colour=red', 'Cette page n’a pas de réglage « colour » : nous n’en avons pas tenu compte.'],
    ['colour=red&utm=1&lang=en', 'This page has no settings “colour” and “utm”: we left them aside.'],
    ['language=French&legalForm=club', 'Nous ne connaissons pas « French » et « club »'],
    ['software=Nextcluod', 'Nous ne connaissons pas « Nextcluod »'],
    ['criterion=kindness&commitment=joy', 'Nous ne connaissons pas « kindness » et « joy »'],
    [
      'territory=departement:23&territory=departement:29&maxPricePerYear=60&maxPricePerYear=80',
      'trop de choix à la fois : nous n’avons pas tenu compte de « departement:29 » et « 80 »',
    ],
    ['maxPricePerYear=cheap', 'Nous ne connaissons pas « cheap »'],
    ['accounts=3', 'Nous ne connaissons pas « 3 »'],
    ['open=maybe&page=-3', 'Nous ne connaissons pas « -3 » et « maybe »'],
    ['usage=nope', 'Nous ne connaissons pas « nope »'],
    ['territory=departement:XYZ&federation=nobody', 'Nous ne connaissons pas « departement:XYZ » et « nobody »'],
    [`q=${'a'.repeat(5000)}`, `Aucun hébergeur trouvé pour « ${'a'.repeat(200)} »`],
  ])('is kind to what it does not understand: %s', async (query, told) => {
    const { status, words } = await see(`/hosts?${query}`);
    expect(status).toBe(200);
    expect(words).toContain(told);
  });

  it.each([
    ['territory[]=1&usage[a]=b&page=-3&open=maybe', ''],
    ['q=%00', ''],
    [`${'usage=email-hosting&'.repeat(60)}page=99999999999`, 'usage=email-hosting'],
  ])('shows what it would without what means nothing: %s', async (query, meant) => {
    const { status, names } = await see(`/hosts?${query}`);
    expect(status).toBe(200);
    expect(names.length).toBeGreaterThan(10);
    expect(names).toEqual((await see(`/hosts?${meant}`)).names);
  });

  it('shows markup as text', async () => {
    const { html } = await see('/hosts?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E');
    expect(html).not.toContain('<script>alert');
    const page = (await see('/hosts/long-names')).html;
    expect(page).toContain('&lt;b>&amp;amp;');
    expect(page).not.toContain('<b>&amp;');
  });
});

describe('announced closings', () => {
  const { announce, promising } = closingsIn(test);

  it('are listed with the day, who takes over and where to go; who only left the catalogue is not', async () => {
    const [leaving, successor] = [await promising(), await test.published({ name: 'Les Noyers' })];
    await announce(leaving, aClosing('2027-06-30', { successor: successor.slug }));
    const gone = await test.published({ slug: 'gone-away', name: 'Parti du catalogue' });
    await test.ask('DELETE', `/v1/hosts/${gone.id}`, { token: gone.token, ifMatch: '*' });
    const { words, html } = await see('/closings');
    expect(words).toContain('Ferme le 30 juin 2027');
    expect(words).toContain('Proposé pour la suite, sans réponse pour l’instant : Les Noyers');
    expect(html).toContain(`href="/hosts/${leaving.slug}/alternatives"`);
    expect(words).not.toContain('Parti du catalogue');
    expect(words).toContain('ont fermé ou vont fermer');
    expect(words).toContain('Aucune annonce retrouvée.');
    expect(words).not.toContain('ont dit qu’ils ferment');
    expect((await see('/hosts')).words).toMatch(/\d+ fermetures? annoncées?/);
    test.now = new Date('2027-07-10T12:00:00Z');
    const after = (await see('/closings')).words;
    const past = after.slice(after.indexOf('Déjà fermés'));
    expect(past).toContain('A fermé le 30 juin 2027');
    expect(past).toContain('Proposé pour la suite : Les Noyers');
    expect(past).not.toContain('sans réponse pour l’instant');
    test.now = new Date('2026-11-25T12:00:00Z');
  });
});

describe('the closing of one service', () => {
  it('leads to where to go after the service, whose host goes on', async () => {
    const { promising } = closingsIn(test);
    const { slug, token } = await promising();
    const path = `/v1/hosts/${slug}/services/nuage`;
    await test.ask('PUT', `${path}/closing`, { token, body: aClosing('2027-06-30') });
    const { body } = await test.ask<{ services: { name: string }[] }>('GET', `/v1/hosts/${slug}`);
    expect((await see('/closings')).words).toContain(`Où aller après ${body.services[0]!.name}`);
  });
});

describe('the networks', () => {
  it('are listed with how many members are known, and of how many it is known what they offer', async () => {
    const { words, html } = await see('/federations');
    expect(words).toMatch(/CHATONS Collectif d’hébergeurs alternatifs.* membres connus ici.*\. Nous savons ce qu/);
    expect(words).toMatch(/CHATONS .* Nous savons ce que \d+ d’entre eux proposent\./);
    expect(html).toContain('href="/federations/emancipasso"');
  });

  it('show thirty members without being endless: some as cards, all in the directory', async () => {
    await test.federation({ slug: 'les-trente', name: 'Les Trente' });
    const { items } = await list('legalForm=association');
    for (const { slug } of items.slice(0, 30))
      await test.ask('PUT', `/v1/federations/les-trente/members/${slug}`, {
        ...{ token: ADMIN_TOKEN, ifMatch: '*', body: { state: 'member' } },
      });
    const { html, names } = await see('/federations/les-trente');
    expect(names.length).toBe(24);
    expect(html).toContain('href="/hosts?federation=les-trente"');
    expect((await see('/hosts?federation=les-trente')).words).toContain(' 30 hébergeurs ');
  });

  it('tell what they looked at of each member', async () => {
    const put = (path: string, body: object) =>
      test.ask('PUT', `/v1/federations/les-choisis${path}`, { token: ADMIN_TOKEN, ifMatch: '*', body });
    await put('/members/les-aulnes', { state: 'member', since: '2020' });
    const review = { value: 90, reviewedOn: '2026-10-01', evidenceUrl: 'https://choisis.example/revues' };
    const made = await put('/reviews/les-aulnes/commitment:closing-notice', review);
    expect(made.status, made.text).toBe(201);
    expect((await see('/federations/les-choisis')).words).toContain('Membre depuis 2020 · Elle a vérifié 1 point');
  });
});

describe('the first page', () => {
  it('asks the first question itself: its form leads to the second', async () => {
    const { html } = await see('/');
    const form = html.slice(html.indexOf('<form class="card'), html.indexOf('</form>'));
    expect(form).toContain('method="post" action="/match"');
    expect(form).toContain('name="at" value="uses"');
    expect(form.match(/name="use" value=/g)!.length).toBe(8);
    const { text } = await sendForm(test, '/match', { at: 'uses', use: 'email-hosting', go: 'next' });
    expect(text).toContain('Combien de boîtes mail');
  });

  it('leads people to pages, never to raw data', async () => {
    const { html } = await see('/');
    for (const path of ['/hosts', '/federations', '/for-hosts', '/match']) expect(html).toContain(`href="${path}"`);
    expect(html).not.toMatch(/<a [^>]*href="(\/v1\/|\/openapi)/);
    expect(html).toContain('<form class="find" action="/hosts">');
  });
});

describe('where nothing is', () => {
  it.each([
    ['/hosts/infinie', 'Cherchiez-vous Infini', '/hosts/infini'],
    ['/hosts/Infini', 'Cherchiez-vous Infini', '/hosts/infini'],
    ['/federations/chaton', 'Cherchiez-vous CHATONS', '/federations/chatons'],
  ])('%s, what was likely meant is proposed', async (path, told, meant) => {
    const { status, words, html } = await see(path);
    expect(status).toBe(404);
    expect(words).toContain(told);
    expect(html).toContain(`href="${meant}"`);
  });

  it.each(['/nowhere', '/hosts/zzzzqqqq', '/hosts/%E0%A4%A', `/hosts/${'x'.repeat(250)}`, '/hosts/%3Cqzx%3E'])(
    '%s, one may search',
    async (path) => {
      const { status, html, words } = await see(path);
      expect([400, 404]).toContain(status);
      if (status === 404) expect(html).toContain('<form class="find" action="/hosts">');
      expect(words).not.toContain('Cherchiez-vous');
      expect(html).not.toContain('<qzx>');
    },
  );
});

describe('an empty catalogue', () => {
  const empty = useApp();

  it.each(['/', '/hosts', '/hosts?usage=email-hosting&free=yes', '/federations', '/closings', '/hosts/infini'])(
    'has a page at %s',
    async (path) => {
      const { status } = await readIn(empty, path);
      expect(status).toBe(path === '/hosts/infini' ? 404 : 200);
    },
  );

  it('says that it is', async () => {
    expect((await readIn(empty, '/hosts')).words).toContain('Le catalogue n’a encore aucun hébergeur.');
  });
});

describe('while the database is away', () => {
  const away = useApp({ endsWithoutDatabase: true });

  it('people browse what is known', async () => {
    const host = await away.published({ name: 'Toujours là' });
    await away.database.close();
    for (const path of ['/', '/hosts', '/federations', '/closings', '/sitemap.xml'])
      expect((await readIn(away, path)).status, path).toBe(200);
    expect((await readIn(away, '/hosts')).names).toEqual([host.slug]);
  });
});

describe('the page for hosts', () => {
  it('says how an entry is taken over and left, and of which one where it was asked about', async () => {
    const { words } = await see('/for-hosts?host=arn');
    expect(words).toContain('Votre fiche : ARN');
    expect(words).toContain('/v1/hosts/arn/ownership');
    expect((await see('/for-hosts?host=nobody')).words).not.toContain('Votre fiche :');
    expect((await see('/hosts/arn')).html).toContain('href="/for-hosts?host=arn"');
  });
});

describe('Every page that people read', () => {
  it('says what its address asks for and it has no setting for, and nothing of the marks that mailings put on links', async () => {
    const federation = '/v1/federations/chatons/recommendations';
    const need = { usages: [{ usage: 'email-hosting' }] };
    const made = await test.ask<{ id: string }>('POST', federation, { token: ADMIN_TOKEN, body: { need } });
    expect(made.status, made.text).toBe(201);
    const names = { host: 'infini', federation: 'chatons', recommendation: made.body.id, domain: 'infini.fr' };
    const pathOf = (route: string) =>
      Object.entries(names).reduce((path, [name, value]) => path.replace(`:${name}`, value), route);
    // What the API describes refuses what it does not know, but for the first page.
    const { paths } = test.app.swagger() as { paths: object };
    const pages = routesOf(test.app, 'GET')
      .filter((route) => route === '/' || !(route.replaceAll(/:(\w+)/g, '{$1}') in paths))
      .map(pathOf)
      .filter((path) => !/[:*]|^\/(v1|manage|docs)(\/|$)/.test(path));
    const read: string[] = [];
    for (const path of pages) {
      const { status, headers, words } = await see(`${path}?colour=red&utm_source=lettre&fbclid=x`);
      if (status !== 200 || !String(headers['content-type']).startsWith('text/html')) continue;
      read.push(path);
      // People come to the first page by links of others.
      expect([path, words.includes('« colour »')]).toEqual([path, path !== '/']);
      if (path.startsWith('/embed')) continue;
      expect(words, path).not.toMatch(/utm_source|fbclid/);
      expect((await see(path)).words, path).not.toContain('pas de réglage');
    }
    expect(read).toEqual(
      expect.arrayContaining([
        '/',
        '/hosts',
        '/closings',
        '/compare',
        '/federations',
        '/match',
        '/diagnosis',
        '/legal',
      ]),
    );
  });
});
