import { beforeAll, describe, expect, it } from 'vitest';
import { type Owned, useApp } from '../support/app.ts';
import { sendForm } from '../support/guided.ts';
import { wordsOf } from '../support/words.ts';

/** Where those who speak of a host disagree, a reader hears each of them: who says what, since when, on what ground. */

const api = useApp();
let host: Owned;
let denying: Owned;
let praising: Owned;
let late: Owned;

const plain = (html: string): string =>
  wordsOf(html)
    .replaceAll(/ ([.,)])/g, '$1')
    .replaceAll('( ', '(');
const pageOf = async ({ slug }: Owned, lang = 'fr') =>
  plain((await api.ask('GET', `/hosts/${slug}?lang=${lang}`)).text);
const promisesOf = async (of: Owned) => (await pageOf(of)).split('Ce qu’il promet')[1]!.split(/Son passé/)[0]!;
const review = (by: Owned, of: Owned, subject: string, body: object) =>
  api.ask('PUT', `/v1/federations/${by.slug}/reviews/${of.slug}/${subject}`, { token: by.token, ifMatch: '*', body });
const say = (of: Owned, path: string, body: object) =>
  api.ask('PUT', `/v1/hosts/${of.slug}/${path}`, { token: of.token, ifMatch: '*', body });
const pastOf = async (of: Owned, lang = 'fr') => {
  const { body } = await api.ask<{ items: { sentences: { text: string }[] }[] }>(
    'GET',
    `/v1/hosts/${of.slug}/history?lang=${lang}`,
  );
  return body.items.flatMap(({ sentences }) => sentences.map(({ text }) => text.replaceAll('\u00a0', ' ')));
};

const LIBRE = 'criterion:free-software-only';
const NOTICE = 'commitment:closing-notice';
const no = { value: 'no', reviewedOn: '2026-11-10', evidenceUrl: 'https://communs.example/why', tie: 'none' };

beforeAll(async () => {
  denying = await api.federation({ slug: 'les-communs', name: 'Les Communs', website: 'https://communs.example' });
  praising = await api.federation({ slug: 'les-ponts', name: 'Les Ponts', website: 'https://ponts.example' });
  late = await api.federation({ slug: 'les-quais', name: 'Les Quais', website: 'https://quais.example' });
  host = await api.published({ slug: 'les-aulnes', name: 'Les Aulnes', website: 'https://aulnes.example' });
  await say(host, 'claims/free-software-only', { value: 'yes', evidenceUrl: 'https://aulnes.example/libre' });
  await review(denying, host, LIBRE, no);
  await say(host, 'replies/les-communs/criterion:free-software-only', { text: { fr: 'Le pilote est libre.' } });
  await review(praising, host, LIBRE, { value: 'yes', reviewedOn: '2026-11-12' });
});

describe('A point on which people disagree', () => {
  it('is told on the page of the host by each of its voices: the yeses as yes, the no as no, the reply beside it', async () => {
    const told = await promisesOf(host);
    const [, claim = ''] = told.split('Uniquement des logiciels libres : ');
    expect(claim).toMatch(/^les avis diffèrent /);
    expect(claim).toContain(
      'oui L’hébergeur le dit et l’a écrit sur une page publique, 25 novembre 2026 (voir la page',
    );
    expect(claim).toMatch(/non Vérifié par Les Communs, 10 novembre 2026 \(voir la page[^)]*\)/);
    expect(claim).toContain('oui Vérifié par Les Ponts, 12 novembre 2026');
    expect(claim.match(/Réponse de l’hébergeur à Les Communs[^.]*Le pilote est libre\./g)).toHaveLength(1);
    // The reply stands under the voice that it answers.
    expect(claim.indexOf('Réponse de l’hébergeur')).toBeGreaterThan(claim.indexOf('Vérifié par Les Communs'));
    expect(claim.split('Réponse de l’hébergeur')[0]!.split('Vérifié par Les Communs')[1]).not.toMatch(/oui |non /);
    expect(told).not.toContain('quelqu’un d’autre dit non');
  });

  it('is told so in English too', async () => {
    const page = await pageOf(host, 'en');
    expect(page).toMatch(/: opinions differ /);
    expect(page).toContain('no Checked by Les Communs, 10 November 2026');
    expect(page).toContain('yes Checked by Les Ponts, 12 November 2026');
    expect(page).not.toContain('somebody else says no');
  });

  it('is no dispute where the host has said nothing: who says no is named, and that the host has not spoken', async () => {
    const silent = await api.published({ slug: 'muet', name: 'Muet', website: 'https://muet.example' });
    await review(denying, silent, LIBRE, no);
    const told = await promisesOf(silent);
    expect(told).toContain(
      'Uniquement des logiciels libres : non Vérifié par Les Communs, 10 novembre 2026 (voir la page',
    );
    expect(told).toContain('L’hébergeur ne s’est pas prononcé.');
    expect(told).not.toContain('les avis diffèrent');
  });

  it('shows the no of the host itself beside the yes of a federation', async () => {
    const modest = await api.published({ slug: 'modeste', name: 'Modeste', website: 'https://modeste.example' });
    await say(modest, 'claims/free-software-only', { value: 'no' });
    await review(praising, modest, LIBRE, { value: 'yes', reviewedOn: '2026-11-12' });
    const told = await promisesOf(modest);
    expect(told).toMatch(/Uniquement des logiciels libres : les avis diffèrent /);
    expect(told).toContain('non L’hébergeur le dit, 25 novembre 2026');
    expect(told).toContain('oui Vérifié par Les Ponts, 12 novembre 2026');
  });

  it('is told by each of its voices in a comparison', async () => {
    await say(host, 'commitments/closing-notice', { value: 90 });
    await review(denying, host, NOTICE, { ...no, value: 0 });
    await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, {
      token: host.token,
      body: {
        name: 'Nuage',
        usages: ['file-storage-sharing'],
        registration: 'open',
        plans: [{ name: 'A', fixed: 30 }],
      },
    });
    const { text } = await sendForm(api, '/match', { use: ['file-storage-sharing'], at: 'answer', go: 'compare' });
    const told = plain(text);
    expect(told).toContain('90 jours selon l’hébergeur');
    expect(told).toMatch(/0 jours? selon Les Communs/);
  });
});

describe('The past of a host', () => {
  it('calls contested what is denied with evidence, and never a yes, nor what nobody denies', async () => {
    const [first, second] = [await pastOf(host), await pastOf(host, 'en')];
    expect(first.filter((text) => text.includes('contest')).sort()).toEqual([
      'Préavis avant fermeture : 0 jour. Les Communs le dit, preuve à l’appui : c’est contesté.',
      'Uniquement des logiciels libres : non. Les Communs le dit, preuve à l’appui : c’est contesté.',
    ]);
    expect(first).toContain('Uniquement des logiciels libres : oui. Vérifié par Les Ponts le 12 novembre 2026.');
    expect(second.filter((text) => text.includes('contested'))).toHaveLength(2);
  });

  it('says so of each no that comes to a point already contested', async () => {
    await review(late, host, LIBRE, { ...no, evidenceUrl: 'https://quais.example/why' });
    expect((await pastOf(host))[0]).toBe(
      'Uniquement des logiciels libres : non. Les Quais le dit, preuve à l’appui : c’est contesté.',
    );
    await review(praising, host, LIBRE, { ...no, evidenceUrl: 'https://ponts.example/why' });
    expect((await pastOf(host))[0]).toMatch(/Les Ponts le dit, preuve à l’appui : c’est contesté\.$/);
  });
});
