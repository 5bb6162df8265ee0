import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Match } from '../../src/matching/answer/schema.ts';
import { fold } from '../../src/vocabulary/territories.ts';
import { useApp } from '../support/app.ts';
import { fillCatalogue, sendForm } from '../support/guided.ts';
import { spaced, wordsOf } from '../support/words.ts';

const test = useApp();
beforeAll(() => fillCatalogue(test));

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const see = (url: string, headers: Record<string, string> = {}) =>
  test.ask('GET', url, { headers: { ...browser, ...headers } });
const wordsIn = (html: string): string => wordsOf(html).replaceAll(' ,', ',');
const namesOf = (html: string): string[] =>
  [...html.matchAll(/<li><a href="\/hosts\/([^"?]+)/g)].map(([, slug]) => slug as string);

describe('the list of hosts for other sites', () => {
  it('shows the hosts of a match in its order, each with its state, its price and a way to its page', async () => {
    const { body } = await test.ask<Match>('POST', '/v1/matches', {
      body: {
        usages: [{ usage: 'email-hosting' }],
        territory: { level: 'departement', code: '23' },
        limit: 20,
      },
    });
    const { text, headers } = await see('/embed/search?usage=email-hosting&territory=departement:23');
    const expected = [...body.fits, ...body.toCheck].map(({ host }) => host).slice(0, 10);
    expect(expected.length).toBeGreaterThan(2);
    expect(namesOf(text).slice(0, expected.length)).toEqual(expected);
    const ofChatons = await see('/embed/search?usage=email-hosting&federation=chatons');
    expect(wordsIn(ofChatons.text)).toMatch(
      /Liste des membres de CHATONS, établie par Bercail d’après des pages publiques, à vérifier auprès de CHATONS, état du 25 novembre 2026/,
    );
    expect(headers['content-security-policy']).toContain('frame-ancestors *');
    expect(headers['x-frame-options']).toBeUndefined();
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('of certain members says how many are not shown, and leads to a list that has them', async () => {
    const query = 'usage=file-storage-sharing&federation=chatons';
    const { text } = await see(`/embed/search?${query}&onlyFrom=members`);
    const told = wordsIn(text);
    expect(told).toContain('Seuls les membres dont nous sommes sûrs sont proposés.');
    expect(told).not.toContain('sont signalés');
    const count = Number(/(\d+) membres à vérifier ne sont pas montrés : les voir/.exec(told)?.[1]);
    expect(count).toBeGreaterThan(1);
    const link = /href="(\/hosts\?[^"]+)"[^>]*>[^<]*ne sont pas montrés/.exec(text)![1]!.replaceAll('&amp;', '&');
    expect(link).toBe('/hosts?usage=file-storage-sharing&federation=chatons');
    const { body } = await test.ask<{
      total: number;
      items: { memberships: { federation: string; toCheck?: true }[] }[];
    }>('GET', `/v1/hosts?${query}&limit=100`);
    const uncertain = body.items.filter(({ memberships }) =>
      memberships.some(({ federation, toCheck }) => federation === 'chatons' && toCheck),
    );
    expect(uncertain.length).toBe(count);
    const byName = wordsIn((await see('/embed/search?federation=chatons&onlyFrom=members')).text);
    expect(byName).toContain('ceux dont nous ne sommes pas sûrs sont signalés');
    expect(byName).toContain('membre à vérifier : nous n’en sommes pas sûrs');
    const asked = await see('/embed/match?federation=chatons&onlyFrom=members');
    expect(wordsIn(asked.text)).toMatch(/\d+ membres à vérifier ne sont pas montrés/);
    expect(asked.text).toContain('href="/hosts?federation=chatons"');
  });

  it('keeps to what fits for sure when asked to', async () => {
    const { text } = await see('/embed/search?usage=email-hosting&state=fits');
    expect(namesOf(text)).toContain('les-aulnes');
    expect(wordsIn(text)).toContain('Convient · 48 € par an');
    expect(wordsIn(text)).not.toContain('À vérifier avec eux');
  });

  it('says that an amount is free to choose, and what is advised', async () => {
    const { text } = await see('/embed/search?usage=email-hosting');
    expect(wordsIn(text)).toMatch(
      /systemli\.org À vérifier avec eux · Prix libre : vous choisissez \(100 € par an conseillés\)/,
    );
  });

  it('without a usage lists by name, in the name of the catalogue, in the language asked for', async () => {
    const { text } = await see('/embed/search?lang=en');
    const names = [...text.matchAll(/<li><a [^>]*>([^<]+)/g)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(80);
    expect(names).toEqual(names.toSorted((a, b) => (fold(a) < fold(b) ? -1 : 1)));
    expect(text).toContain('href="/hosts/les-aulnes?lang=en"');
    expect(wordsIn(text)).toMatch(/List kept by Bercail, as of 25 November 2026/);
    expect(gzipSync(text).length).toBeLessThan(15_000);
  });

  it('opens every link beside the site', async () => {
    const { text } = await see('/embed/search?usage=email-hosting');
    expect([...text.matchAll(/<a [^>]*>/g)].every(([link]) => /target="_blank"/.test(link))).toBe(true);
  });

  it('is cached like other public answers', async () => {
    const first = await see('/embed/search?usage=website');
    expect(first.headers['cache-control']).toContain('public');
    expect((await see('/embed/search?usage=website', { 'if-none-match': String(first.headers.etag) })).status).toBe(
      304,
    );
  });

  it('keeps to the members of a federation, to its own list, or to its rules alone', async () => {
    const slug = 'les-choisis';
    const listed = async (more: string) => namesOf((await see(`/embed/search?federation=${slug}${more}`)).text);
    for (const usage of ['', '&usage=email-hosting']) {
      expect(await listed(usage)).toEqual([]);
      expect(await listed(`${usage}&onlyFrom=members`)).toEqual([]);
      expect(await listed(`${usage}&onlyFrom=selection`)).toEqual(['les-aulnes']);
      expect((await listed(`${usage}&onlyFrom=everybody`)).length).toBeGreaterThan(5);
    }
    const { text } = await see(`/embed/search?federation=${slug}&onlyFrom=selection`);
    expect(wordsIn(text)).toContain('Seuls les hébergeurs de sa liste sont proposés.');
    expect(text).toContain(`href="/match?federation=${slug}&amp;onlyFrom=selection"`);
  });

  it('says of a federation that has chosen nobody that it has no list here, also where one prepares it', async () => {
    const of = 'federation=chatons&onlyFrom=selection';
    for (const path of ['/embed/search', '/embed/match']) {
      const told = wordsIn((await see(`${path}?${of}`)).text);
      expect(told).toContain('CHATONS n’a pas encore fait sa liste ici : aucun hébergeur n’y est.');
      expect(told).not.toContain('Liste tenue par CHATONS');
    }
    const said = 'CHATONS n’a pas encore fait sa propre liste ici : elle serait vide.';
    expect(wordsIn((await see(`/embed?${of}`)).text)).toContain(said);
    expect(wordsIn((await see('/embed?federation=les-choisis&onlyFrom=selection')).text)).not.toContain('serait vide');
  });

  it('asked for certain members alone, of whom none fits, says so and leads to the others', async () => {
    const { slug } = await test.federation({ slug: 'les-prudents', name: 'Les Prudents' });
    const form = { use: 'email-hosting', at: 'whole', go: 'next' };
    for (const path of ['/match', '/embed/match']) {
      const { text } = await sendForm(test, `${path}?federation=${slug}&onlyFrom=members`, form);
      const told = wordsIn(text);
      expect(told).toContain('Aucun membre sûr des Prudents ne convient');
      expect(told).not.toMatch(/Aucun hébergeur connu ne convient|aucun hébergeur à vous montrer/);
      expect(Number(/(\d+) hébergeurs hors de ce réseau, à regarder\. Les voir/.exec(told)?.[1])).toBeGreaterThan(3);
      expect(text).toContain(`<form method="post" action="${path}?federation=${slug}">`);
    }
    const everybody = wordsIn((await sendForm(test, `/match?federation=${slug}`, form)).text);
    expect(everybody).not.toContain('hors de ce réseau');
  });

  it('says what to give up when nothing answers', async () => {
    const nobody = await test.federation({ slug: 'les-seuls', name: 'Les Seuls' });
    expect(nobody.slug).toBe('les-seuls');
    for (const more of ['', '&usage=email-hosting', '&usage=email-hosting&state=fits']) {
      const page = wordsIn((await see(`/embed/search?federation=les-seuls${more}`)).text);
      expect(page).toContain('Aucun hébergeur connu ne répond à tout cela.');
      expect(page).toMatch(/Sans se limiter à ce réseau : \d+\./);
    }
  });

  it('takes an empty setting for none', async () => {
    const empty = await see('/embed/search?usage=&territory=&federation=&state=&accent=');
    expect(namesOf(empty.text)).toEqual(namesOf((await see('/embed/search')).text));
    expect(empty.text).not.toContain('class="ask"');
  });

  it.each([
    ['usage=nonsense', 'L’usage demandé n’est pas dans le catalogue.'],
    ['territory=creuse', 'Un territoire est inconnu.'],
    ['territory=departement:99', 'Un territoire est inconnu.'],
    ['territory=departement:23,nowhere', 'Un territoire est inconnu.'],
    [`territory=${Array(13).fill('departement:23').join()}`, '12 territoires au plus.'],
    ['federation=nobody', 'Le réseau demandé n’est pas dans le catalogue.'],
    [
      'federation=chatons&onlyFrom=friends',
      'Pour onlyFrom, les valeurs permises sont members, selection et everybody.',
    ],
    ['onlyFrom=selection', 'Choisissez aussi un réseau'],
    ['state=good', 'Pour state, la seule valeur permise est fits.'],
    ['state=fits', 'Choisissez aussi un usage'],
    ['usage=website&usage=email-hosting', 'Donnez le réglage « usage » une seule fois.'],
    ['colour=red', 'Le réglage « colour » n’existe pas.'],
    ['lang=de', 'Les langues sont fr et en.'],
  ])('with %s shows the list, and says in a sentence what was not understood', async (query, sentence) => {
    const { status, text, headers } = await see(`/embed/search?${query}`);
    expect(status).toBe(200);
    expect(wordsIn(text)).toContain('Cette liste est montrée sans un réglage que nous n’avons pas compris :');
    expect(wordsIn(text)).toContain(sentence);
    expect(namesOf(text).length).toBeGreaterThan(5);
    expect(headers['content-security-policy']).toContain('frame-ancestors *');
  });

  it('shows hosts that serve one of several territories, each once, what fits first', async () => {
    const listed = async (territory: string) =>
      namesOf((await see(`/embed/search?usage=email-hosting${territory}`)).text);
    const creuse = await listed('&territory=departement:23');
    const both = await listed('&territory=departement:23,departement:974');
    expect(await listed('&territory=departement:23&territory=departement:974')).toEqual(both);
    expect(new Set(both).size).toBe(both.length);
    expect(both.toSorted()).toEqual(
      [...new Set([...creuse, ...(await listed('&territory=departement:974'))])].toSorted(),
    );
    expect(await listed('&territory=departement:23,departement:23')).toEqual(creuse);
    const { text } = await see('/embed/search?territory=departement:23,departement:974');
    expect(wordsIn(text)).toContain('Hébergeurs éthiques : Creuse et La Réunion');
  });

  it('shows the first hosts, and the others behind one line', async () => {
    const { text } = await see('/embed/search?usage=email-hosting');
    const [first, others] = text.split('<summary>') as [string, string];
    expect(namesOf(first).length).toBe(5);
    expect(wordsIn(`<b>${others}`)).toContain(`Voir les ${namesOf(others).length} autres hébergeurs`);
  });
});

describe('the parts of a list', () => {
  const listed = async (query: string) => wordsIn((await see(`/embed/search?usage=email-hosting&${query}`)).text);

  it('are those that a site asks for; whether a host fits is always told', async () => {
    expect(await listed('')).toMatch(/Convient · 48 € par an.*Pour écrire :.*Dire mes besoins/);
    const bare = await listed('show=none');
    expect(bare).toContain('Convient');
    expect(bare).not.toMatch(/48 €|Pour écrire|Dire mes besoins/);
    expect(await listed('show=networks')).toContain('CHATONS (à vérifier)');
    const places = wordsIn((await see('/embed/search?show=place,price')).text);
    expect(places).toMatch(/6 clones Prix à demander Pont-l’Évêque \(Calvados\)/);
  });

  it('that nobody knows are told, and the others shown', async () => {
    expect(await listed('show=price,map')).toContain('Pour show, les valeurs permises sont price,');
  });

  it('lead to the questions with what the list is about already answered, behind # alone', async () => {
    const { text } = await see('/embed/search?usage=email-hosting&territory=departement:23');
    const [, hash] = /href="\/match#(besoin=[^"]+)"/.exec(text)!;
    const { text: page } = await test.ask('POST', '/match', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `file=${encodeURIComponent(`#${hash}`)}&go=resume`,
    });
    expect(wordsIn(page)).toContain('Déjà choisi : boîtes mail au nom de l’association et Creuse.');
    expect(page).toContain('name="place" value="departement:23"');
    expect((await see('/embed/search?territory=country:FR')).text).toContain('href="/match"');
    expect((await see('/embed/search?territory=departement:23,departement:87')).text).toContain('href="/match"');
  });
});

describe('the questions on other sites', () => {
  const send = (path: string, fields: string) =>
    test.ask('POST', path, { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: fields });
  const hidden = (html: string) =>
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
      .map(([, name, value]) => `${name}=${encodeURIComponent(value!)}`)
      .join('&');

  it('are not asked again where the site has answered them, up to the answer', async () => {
    const path = '/embed/match?usage=email-hosting&territory=departement:23&federation=chatons&theme=dark';
    let { text } = await see(path);
    expect(wordsIn(text)).toContain('Déjà choisi : boîtes mail au nom de l’association et Creuse.');
    const asked: string[] = [];
    for (let step = 0; step < 9 && !text.includes('name="at" value="answer"'); step++) {
      asked.push(/name="at" value="([^"]+)"/.exec(text)![1]!);
      const [, action] = /<form id="need"[^>]* action="([^"]+)"/.exec(text)!;
      expect(decoded(action!)).toBe(
        '/embed/match?federation=chatons&usage=email-hosting&territory=departement:23&theme=dark',
      );
      ({ text } = await send(decoded(action!), `${hidden(text)}&go=next`));
    }
    expect(asked).toEqual(['mailboxes', 'danger', 'today', 'budget', 'matters']);
    expect(wordsIn(text)).toMatch(/Creuse/);
    expect(wordsIn(text)).toContain('Liste des membres de CHATONS');
  });

  it('say what is not understood once, and go on without it', async () => {
    const path =
      '/embed/match?usage=nonsense,website&territory=country:FR&federation=nobody&onlyFrom=members&map=1&accent=red';
    const { status, text } = await see(path);
    expect(status).toBe(200);
    expect(wordsIn(text)).toMatch(/Nous ne connaissons pas « nobody », « members », « nonsense » et « country:FR »/);
    expect(wordsIn(text)).toContain('Cette page n’a pas de réglage « map »');
    const next = await send(path, `${hidden(text)}&go=next`);
    expect(next.status).toBe(200);
    expect(wordsIn(next.text)).not.toContain('Nous ne connaissons pas');
  });

  it('ask again about what somebody goes back to', async () => {
    const path = '/embed/match?usage=email-hosting&territory=departement:23';
    const { text } = await see(path);
    const back = await send(path, `${hidden(text)}&go=back`);
    expect(back.text).toContain('name="at" value="uses"');
    const again = await send(path, `${hidden(back.text)}&use=email-hosting&use=video-conferencing&go=next`);
    expect(again.text).toContain('name="at" value="mailboxes"');
  });

  it('are on a page of their own by one button, with all that was answered', async () => {
    const { text } = await see('/embed/match?usage=email-hosting&federation=chatons&accent=0b4f6c');
    expect(text).toMatch(/<button [^>]*form="need"[^>]*formaction="\/match\?federation=chatons"/);
  });
});

describe('day or night', () => {
  it.each(['/embed/search', '/embed/match'])('is that of the site on %s, and allowed by its policy', async (path) => {
    for (const [theme, media] of [
      ['dark', '@media all'],
      ['light', '@media not all'],
      ['auto', '@media(prefers-color-scheme:dark)'],
    ] as const) {
      const { text, headers } = await see(`${path}?theme=${theme}`);
      const styles = [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, sheet]) => sheet!);
      for (const sheet of styles)
        expect(headers['content-security-policy']).toContain(`'sha256-${hash('sha256', sheet, 'base64')}'`);
      const all = styles.join('');
      expect(all).toContain(theme === 'auto' ? 'color-scheme:light dark' : `:root{color-scheme:${theme}`);
      if (path === '/embed/match') expect(all).toContain(media);
    }
    const { status, text } = await see(`${path}?theme=purple`);
    expect([status, text.includes('purple')]).toEqual([200, false]);
  });
});

describe('the list as a part of any page', () => {
  it('is what a frame shows, without a script, a style or a heading, and its links are whole', async () => {
    const { text, headers } = await see('/embed/fragment?usage=email-hosting&territory=departement:23&accent=red');
    expect(text).toMatch(/^<section class="bercail" [\s\S]*<\/section>$/);
    expect(text).not.toMatch(/<(script|style|link|h[1-6]|svg|img)|style=|\son\w+=/);
    expect(text.match(/href="[^"]*"/g)!.every((one) => /^href="(https?:\/\/|mailto:)/.test(one))).toBe(true);
    expect(text).toContain('href="https://bercail.example/hosts/les-aulnes"');
    const frame = await see('/embed/search?usage=email-hosting&territory=departement:23');
    expect(wordsIn(frame.text)).toContain(wordsIn(text).trim());
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers.etag).toBeDefined();
  });
});

describe('the colour of a site', () => {
  it.each(['/embed/search', '/embed/match'])(
    'is made readable and allowed by the policy of %s, also from memory',
    async (path) => {
      const [first, again] = [await see(`${path}?accent=ffee00`), await see(`${path}?accent=%23FFEE00`)];
      const fromMemory = await see(`${path}?accent=ffee00`);
      const style = /--light:(#[0-9a-f]{6});--dark:(#[0-9a-f]{6})/;
      expect(style.exec(first.text)![2]).toBe('#ffee00');
      expect(style.exec(first.text)![1]).not.toBe('#ffee00');
      expect(style.exec(again.text)![0]).toBe(style.exec(first.text)![0]);
      const policy = first.headers['content-security-policy'];
      expect(fromMemory.headers['content-security-policy']).toBe(policy);
      expect(String(policy).match(/'sha256-/g)!.length).toBeGreaterThan(2);
    },
  );

  it.each(['/embed/search', '/embed/match'])('that is none shows %s in the standard one', async (path) => {
    for (const wrong of ['red', '%23zzz', 'rgb(1,2,3)', '0b4f6c;}*{color:red', 'a'.repeat(3000)]) {
      const { status, text, headers } = await see(`${path}?accent=${wrong}`);
      expect(status, wrong).toBe(200);
      expect(text, wrong).toContain('<main');
      expect(text, wrong).not.toMatch(/--light:#|couleur/);
      expect(headers['content-security-policy'], wrong).toContain('frame-ancestors *');
    }
  });

  it('is kept from one question to the next', async () => {
    const { text } = await see('/embed/match?federation=chatons&accent=0b4f6c');
    expect(text).toContain('action="/embed/match?federation=chatons&amp;accent=0b4f6c"');
  });
});

const decoded = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&amp;', '&');

describe('the page where a site prepares its line', () => {
  it('keeps what was chosen, previews it, and gives lines that show just that', async () => {
    const chosen =
      'usage=email-hosting&territory=departement%3A23%2Cdepartement%3A87&federation=chatons&onlyFrom=selection&state=fits&accent=ffee00';
    const { text, headers } = await see(`/embed?${chosen}`);
    const lines = decoded(text);
    expect(lines).toContain(`<iframe src="https://bercail.example/embed/search?${chosen}&lang=fr"`);
    expect(lines).toContain(
      '<bercail-search usage="email-hosting" territory="departement:23,departement:87" federation="chatons" onlyFrom="selection" state="fits" accent="ffee00" lang="fr"><a href="https://bercail.example/embed/search?',
    );
    expect(lines).toContain(`src="/embed/search?${chosen}&lang=fr"`);
    // The questions are about one place at most.
    const asking = 'usage=email-hosting&federation=chatons&onlyFrom=selection&accent=ffee00&lang=fr';
    expect(lines).toContain(`<iframe src="https://bercail.example/embed/match?${asking}"`);
    expect(lines).toContain(
      '<bercail-match usage="email-hosting" federation="chatons" onlyFrom="selection" accent="ffee00" lang="fr"><a href="',
    );
    expect(lines).toContain(
      '[bercail_besoin usage="email-hosting" reseau="chatons" hebergeurs="selection" couleur="ffee00" langue="fr"]',
    );
    expect(lines).toContain(
      '[bercail usage="email-hosting" territoire="departement:23,departement:87" reseau="chatons" hebergeurs="selection" convient="oui" langue="fr"]',
    );
    expect(lines).toContain('e.origin === "https://bercail.example"');
    expect(lines).not.toMatch(/frameborder|width="100%"/i);
    expect(text).toMatch(/<option (selected value="email-hosting"|value="email-hosting" selected)/);
    expect(text.match(/name="territory" value="departement:\d+" checked/g)?.length).toBe(2);
    expect(wordsIn(text)).toContain('La couleur #ffee00 se lit mal partout.');
    expect(headers['content-security-policy']).toContain("frame-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('says what is wrong beside the field, and keeps everything that was typed', async () => {
    const { status, text } = await see(
      '/embed?accent=red&usage=email-hosting&territory=region:75&territory=departement:23&onlyFrom=selection&list=en',
    );
    expect(status).toBe(200);
    expect(text).toMatch(/id="accent" name="accent" value="red"[^>]* aria-describedby="hint-accent fault-accent"/);
    expect(text).toMatch(/id="fault-accent">Ce n’est pas un code de couleur/);
    expect(text).toMatch(/id="fault-onlyFrom">Choisissez aussi un réseau/);
    for (const kept of ['email-hosting', 'region:75', 'selection', 'en'])
      expect(text).toMatch(new RegExp(`<option (selected value="${kept}"|value="${kept}" selected)`));
    expect(text).toMatch(/value="departement:23" checked/);
    expect(decoded(text)).toContain('territory=region%3A75%2Cdepartement%3A23&lang=en"');
  });

  it('takes the picked colour when it was changed, else what was typed', async () => {
    const accentOf = async (query: string) =>
      /id="accent" name="accent"(?: value="([^"]*)")?/.exec((await see(`/embed?${query}`)).text)![1];
    expect(await accentOf('accent=&picked=%230e5c48&shown=%230e5c48')).toBeUndefined();
    expect(await accentOf('accent=c00&picked=%230e5c48&shown=%230e5c48')).toBe('c00');
    expect(await accentOf('accent=c00&picked=%23123456&shown=%23cc0000')).toBe('#123456');
  });

  it('names a script that is there for good, with its fingerprint', async () => {
    const { text } = await see('/embed');
    const [, path, integrity] = /src="https:\/\/bercail\.example(\/embed\/[\w-]+\.js)" integrity="sha384-([^"]+)"/.exec(
      decoded(text),
    )!;
    const script = await test.ask('GET', path!);
    expect(hash('sha384', script.text, 'base64')).toBe(integrity);
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(script.headers['access-control-allow-origin']).toBe('*');
  });

  it('shows what is usual until other parts are ticked, and goes on with what is usual for another choice', async () => {
    const standard = 'show=usages&show=needs&show=none&standard=usages,needs,none';
    const usual = decoded((await see(`/embed?usage=email-hosting&${standard}`)).text);
    expect(usual).toContain('embed/search?usage=email-hosting&lang=fr"');
    const chosen = decoded((await see(`/embed?usage=email-hosting&show=place&${standard}`)).text);
    expect(chosen).toContain('show=usages%2Cplace%2Cneeds');
    const nothing = decoded((await see('/embed?show=none&standard=usages,needs,none')).text);
    expect(nothing).toContain('<bercail-search show="none" lang="fr">');
  });

  it('says what a security policy must allow, by the very fingerprint of the script that is written in the page', async () => {
    const text = decoded((await see('/embed')).text).replaceAll('&#39;', "'");
    const [script] = /(?<=<script>)\naddEventListener\("message", function[\s\S]*?(?=<\/script>)/.exec(text)!;
    expect(text).toContain(
      `frame-src 'self' https://bercail.example; script-src 'self' 'sha256-${hash('sha256', script, 'base64')}'`,
    );
    expect(text).toContain(
      "script-src 'self' https://bercail.example/embed.js; connect-src 'self' https://bercail.example",
    );
    expect(text).toContain(
      "script-src 'self' https://bercail.example/embed.js; frame-src 'self' https://bercail.example",
    );
    expect(text).toContain("connect-src 'self' https://bercail.example; frame-src 'self' https://bercail.example");
    expect(text).toContain('ajoutez-y seulement l’adresse, et gardez tout le reste');
  });

  it('is found from the first page', async () => {
    expect((await see('/')).text).toContain('<a href="/embed">Montrer les hébergeurs sur votre site</a>');
  });

  it('gives the plugin for WordPress as the repository has it, with our address', async () => {
    const { text, headers } = await test.ask('GET', '/embed/wordpress.php');
    const file = readFileSync(new URL('../../seed/wordpress/bercail.php', import.meta.url), 'utf8');
    expect(text).toBe(file.replace('https://bercail.invalid', 'https://bercail.example'));
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    const zip = await test.app.inject({ url: '/embed/wordpress.zip' });
    expect(zip.headers['content-type']).toBe('application/zip');
    const files = unzipSync(zip.rawPayload);
    expect(Object.keys(files).filter((name) => !name.endsWith('/'))).toEqual([
      'bercail/bercail.php',
      'bercail/readme.txt',
    ]);
    expect(strFromU8(files['bercail/bercail.php']!)).toBe(text);
    // Its days are none, so that an unchanged plugin is the same file anywhere.
    expect(zip.rawPayload.includes(Buffer.from([0x21, 0]))).toBe(true);
    expect((await see('/embed')).text).toContain('href="/embed/wordpress.zip" download="bercail.zip"');
  });
});

describe('the link to the other language', () => {
  it.each([
    ['/embed', 'usage=email-hosting&territory=region:75&federation=chatons&onlyFrom=everybody&list=fr'],
    ['/embed/badge', 'host=les-aulnes'],
    ['/for-hosts', 'host=les-aulnes'],
  ])('keeps what was chosen on %s', async (path, query) => {
    const { text } = await see(`${path}?${query}`);
    const [, address] = /<a href="([^"]+)" lang="en" hreflang="en"/.exec(text)!;
    const found = new URL(decoded(address!), 'https://bercail.example');
    expect(found.pathname).toBe(path);
    expect(Object.fromEntries(found.searchParams)).toEqual({
      ...Object.fromEntries(new URLSearchParams(query)),
      lang: 'en',
    });
  });
});

describe('the badge of a host', () => {
  it('says its name, that it is listed, and when it read its entry over', async () => {
    const { text, headers } = await test.ask('GET', '/badge/les-aulnes.svg');
    expect(headers['content-type']).toContain('image/svg+xml');
    expect(headers.etag).toBeDefined();
    expect(spaced(text)).toContain('<title>Les Aulnes : dans Bercail, fiche relue le 25 novembre 2026</title>');
    expect((await test.ask('GET', '/badge/les-aulnes.svg?lang=en')).text).toContain('listed in Bercail');
    const [day, night] = ['', '?theme=dark'].map((query) => test.ask('GET', `/badge/les-aulnes.svg${query}`));
    expect((await day!).text).toContain('z" fill="#fff"');
    expect((await night!).text).not.toContain('z" fill="#fff"');
  });

  it('claims no date that is not known, and nothing of a host that has closed', async () => {
    expect(spaced((await test.ask('GET', '/badge/arn.svg')).text)).not.toContain('relue');
    const gone = test.catalogue.current().documents.find(({ observed }) => observed?.state === 'closed')!;
    expect(spaced((await test.ask('GET', `/badge/${gone.slug}.svg`)).text)).toContain('n’est plus proposé par Bercail');
  });

  it('is chosen in a form, which shows it and gives what to copy', async () => {
    const { text, headers } = await see('/embed/badge?host=les-aulnes');
    expect(headers['content-security-policy']).toContain("img-src 'self'");
    expect(text).toContain('<img class="badge" src="/badge/les-aulnes.svg"');
    const lines = spaced(decoded(text));
    expect(lines).toContain(
      '<a href="https://bercail.example/hosts/les-aulnes"><picture><source srcset="https://bercail.example/badge/les-aulnes.svg?theme=dark" media="(prefers-color-scheme: dark)"/><img src="https://bercail.example/badge/les-aulnes.svg" alt="Les Aulnes : dans Bercail, fiche relue le 25 novembre 2026" height="28"/></picture></a>',
    );
    expect(lines).toContain(
      '](https://bercail.example/badge/les-aulnes.svg)](https://bercail.example/hosts/les-aulnes)',
    );
    const nobody = await see('/embed/badge?host=nobody');
    expect(nobody.status).toBe(200);
    expect(nobody.text).toContain('id="fault-host">Aucun hébergeur du catalogue ne porte ce nom.');
    expect((await see('/embed')).text).toContain('href="/embed/badge"');
  });

  it('is not there for nobody', async () => {
    expect((await test.ask('GET', '/badge/nobody.svg')).status).toBe(404);
    expect((await test.ask('GET', '/badge/les-aulnes')).status).toBe(404);
  });
});

describe('the script', () => {
  it('weighs at most 2 kB and is not asked for again while it stays the same', async () => {
    const { text, headers } = await test.ask('GET', '/embed.js');
    expect(gzipSync(text).length).toBeLessThan(2000);
    expect(headers['content-type']).toContain('text/javascript');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers.etag).toBeDefined();
  });

  it('under another name than its own is not there', async () => {
    expect((await test.ask('GET', '/embed/0123456789abcdef.js')).status).toBe(404);
  });
});
