import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Owned, useApp } from '../support/app.ts';
import { BRASS_BAND, BRASS_BAND_FORM, fillCatalogue, sendForm } from '../support/guided.ts';

/**
 * Only a host that confirmed its entry fits; any other one seems to, to be confirmed. Here nobody has confirmed
 * anything but `les-aulnes`, which the federation `tous` leaves out.
 */

const api = useApp();
let federation: Owned;
let recommendation: string;

/** What promises too much, in either language; that something does not fit is no promise. */
/** A question says nothing: “Me convient-il ?”. */
const BARE =
  /(?<!ne |n’y |n’en )\b(?:convient(?!-il)|conviennent)\b|(?<!not |No known host |Nobody else )\b(?:fits|suits)\b/i;
const wordsOf = (html: string): string =>
  html
    .replace(/<(style|script|textarea)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ');
/** Every sentence in an answer of the API: keys and codes are not read by people. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsIn(inner),
  );
}

const USE = { use: ['email-hosting'], place: 'departement:23', at: 'answer' } as const;
const NEED = { usages: [{ usage: 'email-hosting' }], federation: 'tous', limit: 20 };

beforeAll(async () => {
  await fillCatalogue(api);
  federation = await api.federation({ slug: 'tous', name: 'Tous', website: 'https://tous.example' });
  const model = api.catalogue.current();
  const unconfirmed = model.documents.filter(({ confirmedByHost, state }) => !confirmedByHost && state === 'published');
  const asked = { token: federation.token, ifMatch: '*' };
  for (const { slug } of unconfirmed)
    await api.ask('PUT', `/v1/federations/tous/members/${slug}`, { ...asked, body: { state: 'member' } });
  await api.ask('PUT', '/v1/federations/tous/policy', {
    ...asked,
    body: { factors: { 'commitment:closing-notice': 2, 'criterion:free-software-only': 2 } },
  });
  const made = await api.ask<{ id: string }>('POST', '/v1/federations/tous/recommendations', {
    token: federation.token,
    body: { need: { ...NEED, onlyFrom: 'members' } },
  });
  expect(made.status, made.text).toBe(201);
  recommendation = made.body.id;
}, 120_000);

describe.each(['fr', 'en'])('Where nobody has confirmed an entry, nothing says that it fits (%s)', (lang) => {
  const seems =
    lang === 'fr' ? 'Semble convenir : l’hébergeur n’a pas confirmé' : 'Seems to fit: the host has not confirmed it';
  const of = 'federation=tous&onlyFrom=members';

  it.each(['/match', '/embed/match'])('%s: answer, all answers, comparison', async (path) => {
    for (const go of ['answer', 'everything', 'compare']) {
      const { status, text } = await sendForm(api, `${path}?lang=${lang}&${of}`, { ...USE, go });
      expect(status).toBe(200);
      const words = wordsOf(text);
      expect(words, go).not.toMatch(BARE);
      if (go !== 'compare') expect(words).toContain(seems);
    }
  });

  it('the list for other sites, and what builds it', async () => {
    const list = wordsOf((await api.ask('GET', `/embed/search?lang=${lang}&usage=email-hosting&${of}`)).text);
    expect(list).toContain(lang === 'fr' ? 'Semble convenir, à confirmer' : 'Seems to fit, to be confirmed');
    expect(list).not.toMatch(BARE);
    expect(wordsOf((await api.ask('GET', `/embed?lang=${lang}&usage=email-hosting&${of}`)).text)).not.toMatch(BARE);
  });

  it('the page of a recommendation', async () => {
    const words = wordsOf((await api.ask('GET', `/recommendations/${recommendation}?lang=${lang}`)).text);
    expect(words).toContain(seems);
    expect(words).not.toMatch(BARE);
  });

  it('the page and the badge of a host, and what to do after it', async () => {
    for (const path of ['/hosts/infini', '/hosts/infini/alternatives', '/badge/infini.svg', '/', '/federations/tous']) {
      const { status, text } = await api.ask('GET', `${path}?lang=${lang}`);
      if (status === 200) expect(wordsOf(text), path).not.toMatch(BARE);
    }
  });

  it('the answers of the API', async () => {
    const named = { ...NEED, onlyFrom: 'members', hosts: ['infini', 'framasoft'] };
    for (const body of [named, { ...named, hosts: [] }, { ...BRASS_BAND, ...NEED, onlyFrom: 'members' }]) {
      const { hosts, ...rest } = body as typeof named;
      const need = hosts?.length ? body : rest;
      const {
        status,
        body: match,
        text,
      } = await api.ask('POST', `/v1/matches?explain=all&lang=${lang}`, { body: need });
      expect(status, text).toBe(200);
      for (const sentence of textsIn(match)) expect(sentence).not.toMatch(BARE);
      expect((match as { fits: object[] }).fits[0] ?? { confirmed: false }).toMatchObject({ confirmed: false });
    }
    const members = [NEED, NEED].map((need, at) => ({ label: `Membre ${at}`, need: { usages: need.usages } }));
    const asking = { token: federation.token };
    const pool = await api.ask('POST', `/v1/federations/tous/pools?lang=${lang}`, { ...asking, body: { members } });
    for (const sentence of textsIn(pool.body)) expect(sentence).not.toMatch(BARE);
    const preview = await api.ask('POST', `/v1/federations/tous/policy/preview?lang=${lang}`, {
      ...asking,
      body: { require: { criteria: [{ criterion: 'free-software-only' }] } },
    });
    for (const sentence of textsIn(preview.body)) expect(sentence).not.toMatch(BARE);
    const statistics = await api.ask('GET', `/v1/federations/tous/statistics.csv?lang=${lang}`, asking);
    // The first column holds keys.
    expect(statistics.text.replaceAll(/^[^,]*,/gm, '')).not.toMatch(BARE);
  });
});

describe('What is confirmed', () => {
  it('fits, and says so', async () => {
    const { text } = await sendForm(api, '/match', { ...BRASS_BAND_FORM, at: 'matters', go: 'next' });
    expect(wordsOf(text)).toMatch(
      /Les Aulnes Creuse, à distance .{0,240} Convient : (?:une question|\d questions) dans le message/,
    );
  });
});

describe('The words of this product', () => {
  it('say that something suits only where it is confirmed, or is no host', () => {
    const grep = ['-rohE', '[^ ]+ [^ ]+ [^ ]+ ?[^ ]*[Cc]onvien(t|nent)\\b', 'src', '--include=*.ts', '--include=*.tsx'];
    const found = execFileSync('grep', grep, { encoding: 'utf8' }).trim().split('\n');
    expect(found.filter((text) => !/\b[nN]e (lui )?convient$|vous convient$|'Me convient$/.test(text)).sort()).toEqual(
      [
        // What a host is told of its own places, and what spreadsheets take.
        '» à « convient',
        'Le mois seul convient',
        // Each beside what is said where the entry is not confirmed.
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a piece of source
        "`${host} ${confirmed ? 'convient",
        "fits: 'Ce qui convient",
        "? 'Un seul convient",
        "states: { fits: 'Convient",
      ].sort(),
    );
  });
});
