import { describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { BRASS_BAND_FORM, sendForm } from '../support/guided.ts';

const test = useApp();

/** The words of a page, without what lists choose from. */
const wordsOf = (html: string): string =>
  html
    .replace(/<(style|script|select)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ');
const see = async (path: string) => {
  const { status, text } = await test.ask('GET', path, { headers: { accept: 'text/html' } });
  return { status, text, words: wordsOf(text) };
};
const COUNTED_TO_NOTHING = /(?<![\d,.])0 (d’entre|hébergeur|host|service|fiche|membre|member|réseau|network|of )/i;

const PAGES = [
  ...['/', '/hosts', '/hosts?q=nextcloud', '/hosts?usage=email-hosting&open=yes&page=3', '/federations', '/closings'],
  ...['/compare', '/compare?host=x', '/for-hosts', '/legal', '/terms', '/docs/problems', '/match'],
  ...['/embed', '/embed/search', '/embed/search?usage=email-hosting', '/embed/match', '/embed/match?federation=x'],
];
const NOWHERE = [
  ...['', '/decided', '/report', '/removal', '/alternatives'].map((way) => `/hosts/x${way}`),
  ...['/federations/x', '/recommendations/x'],
];

describe('an empty catalogue', () => {
  it.each(PAGES.flatMap((path) => [path, `${path}${path.includes('?') ? '&' : '?'}lang=en`]))(
    'has a page at %s that counts nothing to nothing',
    async (path) => {
      const { status, words } = await see(path);
      expect(status).toBe(200);
      expect(words).not.toMatch(COUNTED_TO_NOTHING);
      expect(words).not.toMatch(/undefined|null|NaN|\[object/);
    },
  );

  it.each(NOWHERE)('has nothing at %s, and says what to do', async (path) => {
    const { status, words } = await see(path);
    expect(status).toBe(404);
    expect(words).toContain('Que faire ?');
  });

  it('says once that nobody is known to offer anything, and who may begin', async () => {
    for (const path of ['/', '/match']) {
      const { words } = await see(path);
      expect(words.match(/n’a encore aucun service/g), path).toHaveLength(1);
      expect(words).not.toContain('aucun hébergeur connu ne le propose');
    }
    expect((await see('/')).words).toContain('Le catalogue n’a encore aucun hébergeur.');
    const hosts = await see('/hosts');
    expect(hosts.words).toContain('Le catalogue n’a encore aucun hébergeur.');
    expect(hosts.text).toMatch(/<a[^>]* href="\/for-hosts"[^>]*>Inscrire ou reprendre une fiche/);
  });

  it('offers no filter and no search, as there is nothing to narrow', async () => {
    for (const path of ['/', '/hosts', '/hosts?q=nextcloud']) expect((await see(path)).text).not.toContain('name="q"');
    expect((await see('/hosts?q=nextcloud')).text).not.toContain('Montrer tous les hébergeurs');
  });

  it('says of a list inside another site that it is empty, and only of a need that nobody answers it', async () => {
    expect((await see('/embed/search')).words).toContain('Cette liste n’a encore aucun hébergeur.');
    expect((await see('/embed/search?usage=email-hosting')).words).toContain('ne répond à tout cela');
  });

  it.each(['next', 'everything', 'compare'])('answers a need all the same, with who can help: %s', async (go) => {
    const { status, text } = await sendForm(test, '/match', { ...BRASS_BAND_FORM, at: 'matters', go });
    const words = wordsOf(text);
    expect(status).toBe(200);
    expect(words).not.toMatch(COUNTED_TO_NOTHING);
    if (go !== 'compare') {
      expect(words).toContain('Nous n’avons encore aucun hébergeur à vous montrer. Ces personnes peuvent vous aider.');
      expect(words).toContain('Guid’Asso en Creuse');
      expect(words).not.toContain('Voici comment avancer');
    }
  });

  it('promises nobody who helps where no place was said', async () => {
    const { text } = await sendForm(test, '/match', { use: ['website'], at: 'matters', go: 'next' });
    const words = wordsOf(text);
    expect(words).toContain('Nous n’avons encore aucun hébergeur à vous montrer.');
    expect(words.includes('Ces personnes peuvent vous aider.')).toBe(words.includes('À qui en parler'));
  });
});

describe('a catalogue with one host, of which no service is known', () => {
  it('says so of the host and of its network, without counting to nothing', async () => {
    const { slug } = await test.published({ slug: 'le-premier', name: 'Le Premier' });
    const federation = await test.federation({ slug: 'le-reseau', name: 'Le Réseau' });
    const member = { token: federation.token, ifMatch: '*', body: { state: 'member', since: '2026' } };
    expect((await test.ask('PUT', `/v1/federations/le-reseau/members/${slug}`, member)).status).toBe(201);
    expect((await see('/')).words).toContain('1 hébergeur et aucun service connu.');
    expect((await see('/?lang=en')).words).toContain('1 host and no known service.');
    const networks = (await see('/federations')).words;
    expect(networks).toContain('1 membre connu ici. Nous ne savons pas encore ce qu’il propose.');
    for (const words of [networks, (await see('/')).words]) expect(words).not.toMatch(/(?<![\d,.])0 (dont|service)/);
  });
});
