import type { Static } from 'typebox';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { ListedChoice } from '../../src/federations/selection/sheet.ts';
import type { Problem } from '../../src/http/problems.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Due, DueList } from '../../src/waiting/federation/schema.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

const api = useApp();
let federation: Owned;
let alder: Owned;
let birch: Owned;
const below = (what: string) => `/v1/federations/${federation.slug}/${what}`;
const choice = {
  why: { fr: 'Répond au téléphone.', en: 'Answers the telephone.' },
  ...{ ties: 'none', decidedOn: '2026-11-01', reviewBy: '2027-11-01' },
};
const put = (what: string, body: object) =>
  api.ask<Federation>('PUT', below(what), { token: federation.token, ifMatch: '*', body });
const list = async () => (await api.ask<{ items: ListedChoice[] }>('GET', below('selection'))).body.items;
const due = (token: string, lang = 'fr') =>
  api.ask<Static<typeof DueList>>('GET', below(`due?lang=${lang}`), { token });
const found = async (onlyFrom?: string) => {
  const body = {
    ...{ usages: [{ usage: 'file-storage-sharing' }], limit: 20 },
    ...(onlyFrom && { federation: federation.slug, onlyFrom }),
  };
  const { body: match } = await api.ask<Match>('POST', '/v1/matches?explain=all', { body });
  return [match.considered, [...match.fits, ...match.toCheck].map(({ host }) => host).sort()];
};

beforeAll(async () => {
  federation = await api.federation({ name: 'Les Communs', website: 'https://communs.example' });
  for (const name of ['Aulne', 'Bouleau', 'Cèdre']) {
    const host = await api.published({ name });
    await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: aService() });
    if (name === 'Aulne') alder = host;
    if (name === 'Bouleau') birch = host;
  }
});

describe('selection/{host}', () => {
  it('says why, with what ties, and until when; only the federation changes', async () => {
    const before = await api.revision();
    const said = await put(`selection/${alder.slug}`, choice);
    expect([said.status, said.body.selection]).toEqual([201, [{ host: alder.slug, ...choice }]]);
    expect(await api.revision()).toBe(before + 1);
    const listed = { host: alder.slug, name: 'Aulne', ...choice, state: 'published', proposed: true, overdue: false };
    expect(await list()).toEqual([listed]);
    expect((await api.ask('GET', below(`selection/${alder.slug}`))).body).toEqual(listed);
    expect(await api.refused('GET', below(`selection/${birch.slug}`))).toEqual([404, 'choice-not-found']);
  });

  it('is decided before it is reviewed', async () => {
    const asking = (over: object) => ({ token: federation.token, ifMatch: '*', body: { ...choice, ...over } });
    const url = below(`selection/${alder.slug}`);
    expect(await api.refused('PUT', url, asking({ reviewBy: '2026-10-01' }))).toEqual(
      meaningless({ '/reviewBy': 'ends-before-it-begins' }),
    );
  });

  it('of a host with the site of the federation says what ties them', async () => {
    const own = await api.published({ website: 'https://nuage.communs.example' });
    const url = below(`selection/${own.slug}`);
    expect(await api.refused('PUT', url, { token: federation.token, body: choice })).toEqual(
      meaningless({ '/ties': 'own-host' }),
    );
    const ties = { fr: 'Le nuage de nos adhérents.' };
    expect((await put(`selection/${own.slug}`, { ...choice, ties })).status).toBe(201);
    expect(
      (await api.ask('DELETE', below(`selection/${own.slug}`), { token: federation.token, ifMatch: '*' })).status,
    ).toBe(200);
  });
});

describe('a host that is suspended or leaves', () => {
  const admin = { token: ADMIN_TOKEN, ifMatch: '*' };
  const end = { stages: { closed: '2027-06-30' }, reason: { fr: 'Plus assez de bras.' } };
  const refusal = async (slug: string) => {
    const { status, body } = await api.ask<Problem>('PUT', `${below(`selection/${slug}`)}?lang=fr`, {
      ...{ token: federation.token, ifMatch: '*', body: choice },
    });
    return [status, ...(body.errors ?? []).flatMap(({ pointer, code, message }) => [pointer, code, message])];
  };

  it('is not put on the list; the message names who takes over', async () => {
    const suspended = await api.published({ name: 'Saule' });
    const suspension = { reason: { fr: 'Plusieurs signalements.' } };
    await api.ask('PUT', `/v1/hosts/${suspended.slug}/suspension`, { ...admin, body: suspension });
    expect((await refusal(suspended.slug)).slice(0, 3)).toEqual([422, '/host', 'host-suspended']);
    const leaving = await api.published({ name: 'Tremble' });
    const body = { ...end, successor: alder.slug };
    await api.ask('PUT', `/v1/hosts/${leaving.slug}/closing`, { ...admin, body });
    expect(await refusal(leaving.slug)).toEqual([
      ...[422, '/host', 'host-closing'],
      'Tremble annonce sa fermeture. Aulne est proposé pour prendre la suite ; il n’a pas encore dit oui.',
    ]);
    const sheet = `host,why.fr,ties,decidedOn,reviewBy\n${leaving.slug},Proche,none,2026-11-01,2027-11-01\n`;
    const asking = { token: federation.token, ifMatch: '*', body: sheet, headers: { 'content-type': 'text/csv' } };
    expect(await api.refused('PUT', below('selection.csv'), asking)).toEqual(
      meaningless({ '/1/host': 'host-closing' }),
    );
    expect((await list()).map(({ host }) => host)).toEqual([alder.slug]);
  });

  it('stays on it once it is there, and what is said of it may still change', async () => {
    const later = await api.published({ name: 'Verne' });
    const url = below(`selection/${later.slug}`);
    expect((await put(`selection/${later.slug}`, choice)).status).toBe(201);
    await api.ask('PUT', `/v1/hosts/${later.slug}/closing`, { ...admin, body: end });
    expect((await put(`selection/${later.slug}`, { ...choice, reviewBy: '2027-01-31' })).status).toBe(200);
    expect((await api.ask<ListedChoice>('GET', url)).body).toMatchObject({ reviewBy: '2027-01-31', proposed: false });
    expect((await api.ask('DELETE', url, { token: federation.token, ifMatch: '*' })).status).toBe(200);
  });
});

describe('a need that is kept to the list of a federation', () => {
  it('is answered with the chosen hosts, members or not', async () => {
    expect((await found())[0]).toBeGreaterThan(1);
    expect(await found('selection')).toEqual([1, [alder.slug]]);
    expect(await found('members')).toEqual([0, []]);
    await put(`selection/${birch.slug}`, choice);
    expect(await found('selection')).toEqual([2, [alder.slug, birch.slug].sort()]);
  });

  it('says whose list', async () => {
    const body = { usages: [{ usage: 'file-storage-sharing' }], onlyFrom: 'selection' };
    expect(await api.refused('POST', '/v1/matches', { body })).toEqual(
      meaningless({ '/onlyFrom': 'federation-missing' }),
    );
  });

  it('is answered without a host that is suspended, and the list says so', async () => {
    const suspension = `/v1/hosts/${birch.slug}/suspension`;
    const admin = { token: ADMIN_TOKEN, ifMatch: '*' };
    await api.ask('PUT', suspension, { ...admin, body: { reason: { fr: 'Plusieurs signalements.' } } });
    expect(await found('selection')).toEqual([1, [alder.slug]]);
    expect((await list()).map(({ host, state, proposed }) => [host, state, proposed])).toContainEqual([
      birch.slug,
      'suspended',
      false,
    ]);
    await api.ask('DELETE', suspension, admin);
    expect((await found('selection'))[0]).toBe(2);
  });

  it('is answered without a host that announces its closing, and the federation is told at once', async () => {
    const closing = `/v1/hosts/${birch.slug}/closing`;
    const end = { stages: { closed: '2027-06-30' }, reason: { fr: 'Plus assez de bras.' } };
    await api.ask('PUT', closing, { token: birch.token, ifMatch: '*', body: end });
    expect((await found('selection'))[1]).toEqual([alder.slug]);
    expect((await list()).find(({ host }) => host === birch.slug)).toMatchObject({ proposed: false });
    const [first, ...others] = (await due(federation.token)).body.items;
    expect(others.map(({ host }) => host)).not.toContain(birch.slug);
    expect(first).toMatchObject({
      ...{ kind: 'closing', dueOn: '2027-06-30', overdue: false, host: birch.slug },
      closing: { stages: end.stages, alternatives: `/v1/hosts/${birch.slug}/alternatives` },
      text: 'Bouleau va fermer. Fermeture annoncée le 25 novembre 2026. Fin prévue le 30 juin 2027. Personne n’est nommé pour la suite\u00a0: voyez qui propose la même chose.',
    });
    expect((await api.ask('GET', first!.closing!.alternatives)).status).toBe(200);
    await api.ask('DELETE', closing, { token: birch.token, ifMatch: '*' });
    expect((await found('selection'))[1]).toEqual([alder.slug, birch.slug].sort());
    expect((await due(federation.token)).body.items.map(({ kind }) => kind)).not.toContain('closing');
  });

  it('is answered without a host that has left; the federation is told, and may take it off', async () => {
    await api.ask('DELETE', `/v1/hosts/${birch.slug}`, { token: birch.token, ifMatch: '*' });
    expect(await found('selection')).toEqual([1, [alder.slug]]);
    expect((await list()).map(({ host }) => host)).toEqual([alder.slug]);
    const gone = { kind: 'selection-gone', host: birch.slug, overdue: true };
    expect((await due(federation.token)).body.items[0]).toMatchObject({
      ...gone,
      text: 'Bouleau est dans votre liste, mais n’est plus proposé.',
    });
    const removed = await api.ask('DELETE', below(`selection/${birch.slug}`), {
      token: federation.token,
      ifMatch: '*',
    });
    expect(removed.status).toBe(200);
    expect((await due(federation.token)).body.items).not.toContainEqual(expect.objectContaining(gone));
  });
});

describe('what is due', () => {
  it('within so many days leaves out what is later, and nothing that is late or has no date', async () => {
    const { slug, token } = await api.federation();
    const put = (what: string, body: object) =>
      api.ask('PUT', `/v1/federations/${slug}/${what}`, { token, ifMatch: '*', body });
    const hosts = ['within-1', 'within-2', 'within-3', 'within-4'];
    for (const host of hosts) await api.publishedOn('2023-01-01', { slug: host });
    await put(`members/${hosts[0]}`, { state: 'member' });
    await put(`members/${hosts[1]}`, { state: 'member', since: '2020' });
    const choice = { why: { fr: 'Proche.' }, ties: 'none', decidedOn: '2026-11-01' };
    await put(`selection/${hosts[2]}`, { ...choice, reviewBy: '2027-02-23' });
    await put(`selection/${hosts[3]}`, { ...choice, reviewBy: '2027-02-24' });
    const dueOf = async (query: string) => {
      const url = `/v1/federations/${slug}/due${query}`;
      const { body } = await api.ask<{ items: Due[]; total: number; overdueTotal: number }>('GET', url, { token });
      return [body.items.map(({ host }) => host), body.total, body.overdueTotal];
    };
    expect(await dueOf('')).toEqual([hosts, 4, 1]);
    expect(await dueOf('?within=90')).toEqual([hosts.slice(0, 3), 3, 1]);
    expect(await dueOf('?within=89')).toEqual([hosts.slice(0, 2), 2, 1]);
    for (const days of ['0', '3661', 'soon', '1.5'])
      expect((await api.refused('GET', `/v1/federations/${slug}/due?within=${days}`, { token }))[0]).toBe(400);
  });

  it('counts a membership from the day on which the catalogue knew it, however long it has been', async () => {
    const { slug, token } = await api.federation();
    const at = `/v1/federations/${slug}/members`;
    const old = '2019-05-02';
    const named = {
      imported: await api.published({ slug: 'importe', name: 'Importé' }),
      known: await api.publishedOn('2021-03-04', { slug: 'connu', name: 'Connu' }),
      asking: await api.publishedOn('2021-03-04', { slug: 'demandeur', name: 'Demandeur' }),
      kept: await api.published({ slug: 'garde', name: 'Gardé' }),
    };
    const body = { state: 'member', since: '2018', lastReviewedOn: old };
    await api.ask('POST', at, { token: named.asking.token, body: { since: '2018' } });
    for (const host of Object.values(named))
      expect((await api.ask('PUT', `${at}/${host.slug}`, { token, body })).status).toBe(201);
    const merged = await api.publishedOn(old, { name: 'Double' });
    const merge = { from: merged.slug, reason: { fr: 'La même association.' } };
    expect(
      (await api.ask('POST', `/v1/hosts/${named.kept.slug}/merges`, { token: ADMIN_TOKEN, body: merge })).status,
    ).toBe(200);
    const { body: due } = await api.ask<{ items: Due[] }>('GET', `/v1/federations/${slug}/due`, { token });
    expect(due.items.map(({ name, dueOn, overdue }) => [name, dueOn, overdue])).toEqual([
      ['Gardé', '2022-05-02', true],
      ['Connu', '2024-03-04', true],
      ['Demandeur', '2029-11-25', false],
      ['Importé', '2029-11-25', false],
    ]);
  });

  it('tells requests, memberships, reviews and choices by date, late ones as late, in both languages', async () => {
    await api.ask('POST', below('members'), { token: alder.token, body: {} });
    const other = await api.publishedOn('2022-01-01', { name: 'Érable' });
    await put(`members/${other.slug}`, { state: 'member', since: '2015', lastReviewedOn: '2023-06' });
    const undated = await api.published({ name: 'Frêne' });
    await put(`members/${undated.slug}`, { state: 'member' });
    await put(`reviews/${alder.slug}/criterion:free-software-only`, {
      ...{ value: 'yes', reviewedOn: '2026-11-01', expiresOn: '2027-02-01' },
    });
    const { body, headers } = await due(federation.token);
    expect(headers['cache-control']).toBe('private, no-store');
    expect(body.items.map(({ kind, dueOn, overdue, host }) => [kind, dueOn, overdue, host])).toEqual([
      ['membership-review', undefined, false, undated.slug],
      ['membership-review', '2026-06-30', true, other.slug],
      ['membership-request', '2026-11-25', false, alder.slug],
      ['review', '2027-02-01', false, alder.slug],
      ['selection-review', '2027-11-01', false, alder.slug],
    ]);
    expect([body.total, body.overdueTotal]).toEqual([5, 1]);
    expect(body.items.map(({ text }) => text)).toEqual([
      'Frêne\u00a0: adhésion sans date connue, à revoir.',
      'Érable\u00a0: adhésion à revoir avant le 30 juin 2026.',
      'Aulne demande à vous rejoindre depuis le 25 novembre 2026.',
      expect.stringMatching(
        /^Aulne\u00a0: votre revue compte en entier jusqu’au 1er\u00a0février 2027\. Sujet\u00a0: /,
      ),
      'Aulne, dans votre liste\u00a0: choix à revoir avant le 1er\u00a0novembre 2027.',
    ]);
    const english = (await due(federation.token, 'en')).body.items;
    expect(english[2]!.text).toBe('Aulne has asked to join you since 25 November 2026.');
  });
});
