import type { Static } from 'typebox';
import { beforeEach, describe, expect, it } from 'vitest';
import type { History } from '../../src/history/schema.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';

const api = useApp();
let host: Owned;
let federation: Owned;

beforeEach(async () => {
  host = await api.published();
  // Only one of them has this name at a time.
  if (federation) await write('PATCH', `/v1/federations/${federation.slug}`, federation, { name: federation.slug });
  federation = await api.federation({ name: 'CHATONS', charter: 'chatons' });
});

const write = async (method: string, path: string, { token }: Owned, body?: object) => {
  const { status, text } = await api.ask(method, path, { token, ifMatch: '*', body });
  expect([200, 201], text).toContain(status);
};
const member = (body: object) =>
  write('PUT', `/v1/federations/${federation.slug}/members/${host.slug}`, federation, body);
const review = (subject: string, body: object) =>
  write('PUT', `/v1/federations/${federation.slug}/reviews/${host.slug}/${subject}`, federation, body);

/** What the latest change is told to be. */
const latest = async (lang = 'fr') => {
  const { body } = await api.ask<Static<typeof History>>('GET', `/v1/hosts/${host.slug}/history?lang=${lang}`);
  return body.items[0]!.sentences.map(({ text }) => text.replaceAll('\u00a0', ' '));
};

describe('the past of a membership', () => {
  it('names the federation, since when, and whether the host asked', async () => {
    await write('POST', `/v1/federations/${federation.slug}/members`, host, { since: '2026-03-03' });
    expect(await latest()).toEqual(['La fiche est publiée.']);
    await member({ state: 'member', since: '2026-03-03' });
    expect(await latest()).toEqual([
      'CHATONS confirme que cet hébergeur est membre depuis le 3 mars 2026. L’hébergeur l’a demandé le 25 novembre 2026.',
    ]);
    expect(await latest('en')).toEqual([
      'CHATONS confirms that this host is a member since 3 March 2026. The host asked for it on 25 November 2026.',
    ]);
  });

  it('tells of its doubt, its charter, its exceptions and its end', async () => {
    const told: string[][] = [];
    for (const body of [
      { state: 'follower' },
      { state: 'member', since: '2026-03', toCheck: true },
      { state: 'member', since: '2026-03' },
      { state: 'member', since: '2026-03', charterVersion: 'since-2023' },
      { state: 'member', since: '2026-03', charterVersion: 'since-2023', exceptions: { fr: 'Un pilote.' } },
      { state: 'member', since: '2026-03', charterVersion: 'since-2023', lastReviewedOn: '2026-11' },
      { state: 'member', since: '2026', charterVersion: 'since-2023', lastReviewedOn: '2026-11' },
    ]) {
      await member(body);
      told.push(await latest());
    }
    await write('DELETE', `/v1/federations/${federation.slug}/members/${host.slug}`, host);
    told.push(await latest());
    await write('DELETE', `/v1/federations/${federation.slug}/members/${host.slug}?never=true`, federation);
    told.push(await latest());
    expect(told).toEqual([
      ['Cet hébergeur suit CHATONS sans en être membre.'],
      ['Cet hébergeur est peut-être membre : CHATONS doit encore le vérifier.'],
      ['CHATONS confirme que cet hébergeur est membre depuis mars 2026.'],
      ['CHATONS indique une autre charte, ou une autre version, pour cet hébergeur.'],
      ['CHATONS admet pour cet hébergeur une exception à sa charte.'],
      [
        'CHATONS n’admet plus d’exception à sa charte pour cet hébergeur.',
        'CHATONS a revu cette adhésion en novembre 2026.',
      ],
      ['CHATONS a corrigé les dates de cette adhésion.'],
      ['CHATONS : l’adhésion de cet hébergeur a pris fin le 25 novembre 2026.'],
      ['CHATONS : l’adhésion est retirée de la fiche, car elle n’a jamais existé.'],
    ]);
  });
});

describe('the past of a review', () => {
  const NO = { value: 'no', reviewedOn: '2026-11-01', evidenceUrl: 'https://communs.example/why', tie: 'none' };

  it('is told from the first look to its end, with what the host replies', async () => {
    const subject = 'commitment:closing-notice';
    const told: string[][] = [];
    const certificate = { issuer: 'Afnor', number: '1', expiresOn: '2027-11-01' };
    for (const body of [
      { value: 90, reviewedOn: '2026-10-01' },
      { value: 90, reviewedOn: '2026-11' },
      { value: 90, reviewedOn: '2026-11', note: { fr: 'Vu sur place.' } },
      { value: 30, reviewedOn: '2026-11' },
      { value: 30, reviewedOn: '2026-11', certificate },
    ]) {
      await review(subject, body);
      told.push(await latest());
    }
    const reply = `/v1/hosts/${host.slug}/replies/${federation.slug}/${subject}`;
    await write('PUT', reply, host, { text: { fr: 'C’est écrit.' } });
    told.push(await latest());
    await write('PUT', reply, host, { text: { fr: 'C’est écrit ici.' } });
    told.push(await latest());
    await write('DELETE', reply, host);
    told.push(await latest());
    await write('DELETE', `/v1/federations/${federation.slug}/reviews/${host.slug}/${subject}`, federation);
    told.push(await latest());
    expect(told).toEqual([
      ['Préavis avant fermeture : 90 jours. Vérifié par CHATONS le 1er octobre 2026.'],
      ['Préavis avant fermeture : 90 jours. Vérifié de nouveau par CHATONS en novembre 2026.'],
      ['Préavis avant fermeture : 90 jours. CHATONS a précisé sa revue.'],
      ['Préavis avant fermeture : 90 jours, puis 30 jours. CHATONS a changé sa revue.'],
      [
        'Préavis avant fermeture : 30 jours. CHATONS a vu un certificat. Émis par Afnor, il vaut jusqu’au 1er novembre 2027.',
      ],
      ['Préavis avant fermeture. L’hébergeur a répondu à la revue faite par CHATONS.'],
      ['Préavis avant fermeture. L’hébergeur a changé sa réponse à la revue faite par CHATONS.'],
      ['Préavis avant fermeture. L’hébergeur a retiré sa réponse à la revue faite par CHATONS.'],
      ['Préavis avant fermeture : 30 jours. CHATONS a retiré sa revue.'],
    ]);
  });

  it('says when it contests the host, and tells nothing new when days pass', async () => {
    await write('PUT', `/v1/hosts/${host.slug}/claims/free-software-only`, host, { value: 'yes' });
    await review('criterion:free-software-only', NO);
    expect((await latest())[0]).toMatch(/ : non\. CHATONS le dit, preuve à l’appui : c’est contesté\.$/);
    api.now = new Date('2030-01-01T12:00:00Z');
    const admin = { ...host, token: ADMIN_TOKEN };
    await write('PATCH', `/v1/hosts/${host.slug}`, admin, { foundedOn: '2014' });
    expect(await latest()).toEqual([]);
    api.now = new Date('2026-11-25T12:00:00Z');
  });
});
