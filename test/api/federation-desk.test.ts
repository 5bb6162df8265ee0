import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import { applyImported } from '../../src/exchange/imports/apply.ts';
import { parisDay } from '../../src/ground/clock.ts';
import { webhooks } from '../../src/record/tables.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { aFile, aServiceFile } from '../support/imports.ts';
import { aService, reference } from '../support/record.ts';

const test = useApp({ sendsMail: true });
const DESK = '/manage/federations/les-communs';
let communs: Owned;
let stranger: Owned;
let aulnes: Owned;
let saules: Owned;

/** An officer who only follows links and fills in forms; every page is weighed. */
class Officer extends Browser {
  override async send(...sent: Parameters<Browser['send']>) {
    const answer = await super.send(...sent);
    const markup = this.text.replaceAll(/<script[\s\S]*?<\/script>/g, '');
    expect(Buffer.byteLength(markup), this.at).toBeLessThan(40_000);
    return answer;
  }

  /** The present page in plain words. */
  get said(): string {
    return this.text
      .slice(this.text.indexOf('<main'))
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/[\s\u00a0]+/g, ' ');
  }
}

const signedIn = async (token: string) => await new Officer(test).signIn(token);
const write = async (method: string, url: string, token: string, body?: object, ifMatch: string | undefined = '*') => {
  const { status, text } = await test.ask(method, url, { token, ...(ifMatch && { ifMatch }), body });
  expect([200, 201, 204], `${method} ${url} ${text}`).toContain(status);
};

const now = async () => (await test.ask<Federation>('GET', '/v1/federations/les-communs')).body;
const memberNow = async (slug: string) => (await now()).members.find(({ host }) => host === slug);

beforeAll(async () => {
  communs = await test.federation({ slug: 'les-communs', name: 'Les Communs', website: 'https://communs.example' });
  stranger = await test.federation({ slug: 'les-rives', name: 'Les Rives', website: 'https://rives.example' });
  aulnes = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes', website: 'https://aulnes.example' });
  saules = await test.published({ slug: 'les-saules', name: 'Les Saules', website: 'https://saules.example' });
});

describe('The first page of a federation', () => {
  it('is where signing in leads, and says what waits on top', async () => {
    const ask = { note: { fr: 'Nous suivons votre charte.' } };
    await write('POST', '/v1/federations/les-communs/members', aulnes.token, ask);
    const desk = await signedIn(communs.token);
    expect(desk.said).toContain('Les Aulnes demande à vous rejoindre');
    expect(desk.text).toContain(`href="${DESK}"`);
    await desk.open(DESK);
    expect(desk.said).toContain('Une chose vous attend.');
    expect(desk.said).toContain('Demandes d’adhésion (1)');
    expect(desk.text).toContain(`href="${DESK}/requests/les-aulnes"`);
    await desk.open(`${DESK}/waiting/requests`);
    expect(desk.said).toContain('Les Aulnes demande à vous rejoindre');
    await desk.open(`${DESK}/mail`);
    expect(desk.text).toContain(`href="${DESK}"`);
  });

  it('says which member broke a promise, in a closing or by a price, until it takes that back', async () => {
    const ormes = await test.published({ slug: 'les-ormes', name: 'Les Ormes', website: 'https://ormes.example' });
    await write('PUT', '/v1/federations/les-communs/members/les-ormes', communs.token, { state: 'member' });
    const nuage = '/v1/hosts/les-ormes/services/nuage';
    const price = (fixed: number) => write('PUT', nuage, ormes.token, aService({ plans: [{ name: 'Groupe', fixed }] }));
    await price(35);
    for (const kind of ['closing-notice', 'price-change-notice'])
      await write('PUT', `/v1/hosts/les-ormes/commitments/${kind}`, ormes.token, { value: 90 });
    await price(40);
    const stages = { closed: parisDay(new Date(test.now.getTime() + 30 * 86_400_000)) };
    await write('PUT', `${nuage}/closing`, ormes.token, { stages, reason: { fr: 'Fin.' } });
    const desk = await signedIn(communs.token);
    await desk.open(DESK);
    // A closing tells the promise that it breaks: that is one thing, and counted once.
    expect(desk.said).toContain('4 choses vous attendent.');
    expect(desk.said).toContain('Fermetures annoncées (1)');
    expect(desk.said).toMatch(
      /Le service « Nuage » des Ormes va fermer\..*avait promis 90 jours de préavis ; il en donne 30\./,
    );
    expect(desk.said).toContain('Engagements non tenus (1)');
    expect(desk.said).toMatch(/Il avait promis 90 jours, et donne 0 jour\./);
    await price(35);
    await write('DELETE', `${nuage}/closing`, ormes.token);
    await desk.open(DESK);
    expect(desk.said).not.toContain('Engagements non tenus');
    await write('DELETE', '/v1/federations/les-communs/members/les-ormes?never=true', communs.token);
  });

  it('says how a program that is sent nothing any more is mended, to a host too, as no page does it', async () => {
    for (const [{ token }, at] of [
      [communs, DESK],
      [saules, '/manage/hosts/les-saules'],
    ] as const) {
      const body = { url: 'https://programmes.example/bercail', events: ['host.changed'] };
      const { id } = (await test.ask<{ id: string }>('POST', '/v1/webhooks', { token, body })).body;
      const desk = await signedIn(token);
      await desk.open(at);
      expect(desk.said).not.toContain('programmes.example');
      const disabled = { state: 'disabled', disabledWhy: 'failing', disabledAt: test.now } as const;
      await test.database.db.update(webhooks).set(disabled).where(eq(webhooks.id, id));
      await desk.open(at);
      expect(desk.said).toContain('programmes.example');
      expect(desk.said).toContain(`« POST /v1/webhooks/${id}/verifications » le fait vérifier`);
      expect(desk.said).toContain(`« DELETE /v1/webhooks/${id} » le retire`);
      await write('DELETE', `/v1/webhooks/${id}`, token);
    }
  });

  it('opens to this federation, to whom it invites, and to administrators', async () => {
    const admin = await signedIn(ADMIN_TOKEN);
    expect((await admin.open(DESK)).status).toBe(200);
    expect((await admin.open('/manage/federations/les-comuns')).status).toBe(404);
    const desk = await signedIn(communs.token);
    await desk.open('/manage/persons');
    await desk.fill('/manage/persons/invitations');
    const link = /value="https:\/\/bercail\.example([^"]+)"/.exec(desk.text)![1]!;
    const invited = new Officer(test);
    await invited.open(link);
    await invited.fill(link, { label: 'Camille' });
    expect((await invited.open(DESK)).status).toBe(200);
  });
});

describe('Members, on a federation’s desk', () => {
  it('answers a request with what the host filled in, or refuses it; a member’s facts come back with their faults', async () => {
    const desk = await signedIn(communs.token);
    await desk.open(`${DESK}/members`);
    expect(desk.said).toContain('Demandes qui attendent votre réponse (1)');
    const request = `${DESK}/requests/les-aulnes`;
    await desk.open(request);
    expect(desk.said).toContain('Nous suivons votre charte.');
    expect((await desk.fill(request, { since: 'hier', exceptions: 'Sans téléphone.' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-since"');
    expect(desk.text).toContain('Sans téléphone.');
    expect((await desk.fill(request, { since: '2031', evidenceUrl: 'https://elsewhere.example/' })).status).toBe(422);
    for (const field of ['since', 'evidenceUrl']) expect(desk.text).toContain(`id="fault-${field}"`);
    await desk.fill(request, { since: '03/2024', evidenceUrl: '' });
    expect(desk.at).toBe(`${DESK}/members?done=accepted`);
    expect(await memberNow('les-aulnes')).toMatchObject({
      ...{ state: 'member', since: '2024-03', askedOn: '2026-11-25', exceptions: { fr: 'Sans téléphone.' } },
    });
    expect((await desk.open(request)).status).toBe(404);

    await write('POST', '/v1/federations/les-communs/members', saules.token, {}, undefined);
    const [question, refusal] = ['question', 'refusal'].map((part) => `${DESK}/requests/les-saules/${part}`);
    const hosts = await signedIn(saules.token);
    const hostReads = async () => {
      await hosts.open('/manage/hosts/les-saules/requests');
      return hosts.said;
    };
    await desk.open(question!);
    expect((await desk.fill(question!, { reason: '', url: 'chez nous' })).status).toBe(422);
    for (const field of ['reason', 'url']) expect(desk.text).toContain(`id="fault-${field}"`);
    await desk.fill(question!, { reason: 'Où sont vos sauvegardes ?', url: 'https://communs.example/fil/12' });
    expect(desk.at).toBe(`${DESK}/members?done=asking`);
    expect(desk.said).toContain('Les Saules , doit vous en dire plus');
    expect(await hostReads()).toContain('Où sont vos sauvegardes ?');
    expect(hosts.text).toContain('href="https://communs.example/fil/12"');
    expect((await hosts.fill('/manage/hosts/les-saules/requests', {})).status).toBe(422);
    expect(hosts.text).toContain('id="fault-answer-les-communs"');
    await hosts.fill('/manage/hosts/les-saules/requests', { 'answer-les-communs': 'À Limoges.' });
    await desk.open(`${DESK}/requests/les-saules`);
    expect(desk.said).toContain('À Limoges.');
    await desk.open(refusal!);
    await desk.fill(refusal!, { reason: 'Trop tôt.', on: '2026-11-20' });
    expect(desk.at).toBe(`${DESK}/members?done=refused`);
    expect(await hostReads()).toContain('Trop tôt.');
    expect(await memberNow('les-saules')).toBeUndefined();
    // Nobody else reads why, and what was refused waits for nobody.
    for (const token of [undefined, aulnes.token, stranger.token]) {
      const { text } = await test.ask('GET', '/v1/federations/les-communs/members', token ? { token } : {});
      expect(text).not.toContain('Trop tôt.');
    }
    await desk.open(DESK);
    expect(desk.said).toContain('Rien ne vous attend');
  });

  it('enters a host by its name or its site, to be checked, and ends a membership two ways', async () => {
    const desk = await signedIn(communs.token);
    await desk.open(`${DESK}/hosts/members?q=zzzz`);
    expect(desk.said).toContain('Aucun hébergeur publié ne répond à');
    await desk.open(`${DESK}/hosts/members?q=saules`);
    expect(desk.text).toContain(`href="${DESK}/members/les-saules"`);
    await desk.open(`${DESK}/hosts/members?q=saules.example`);
    expect(desk.at).toBe(`${DESK}/members/les-saules`);
    await desk.fill(desk.at, { since: '2025', certainty: 'uncertain' });
    expect(await memberNow('les-saules')).toMatchObject({ state: 'member', since: '2025', toCheck: true });
    await desk.open(`${DESK}/members?show=toCheck`);
    expect(desk.said).toContain('membre depuis 2025, à vérifier');
    // Of a doubtful one, the federation becomes sure; a new one may be certain at once.
    await desk.open(`${DESK}/members/les-saules`);
    await desk.fill(desk.at, { certainty: 'certain' });
    expect(desk.shown!.status, desk.said).toBe(200);
    expect(await memberNow('les-saules')).not.toHaveProperty('toCheck');
    await write('DELETE', '/v1/federations/les-communs/members/les-saules?never=true', communs.token);
    await desk.open(`${DESK}/members/les-saules`);
    await desk.fill(desk.at, { since: '2025', certainty: 'certain' });
    expect(desk.shown!.status, desk.said).toBe(200);
    expect(await memberNow('les-saules')).toMatchObject({ state: 'member', since: '2025' });
    expect(await memberNow('les-saules')).not.toHaveProperty('toCheck');
    const end = `${DESK}/members/les-saules/end`;
    await desk.open(end);
    await desk.fill(end);
    expect(await memberNow('les-saules')).toMatchObject({ state: 'former', until: '2026-11-25' });
    await desk.open(end);
    await desk.fill(end);
    expect(await memberNow('les-saules')).toBeUndefined();
  });

  it('shows both values when two officers write the same thing, and loses neither when they write different ones', async () => {
    const path = `${DESK}/members/les-aulnes`;
    const desk = await signedIn(communs.token);
    await desk.open(path);
    const byApi = (fields: object) =>
      write('PUT', '/v1/federations/les-communs/members/les-aulnes', communs.token, {
        ...{ state: 'member', since: '2024-03', exceptions: { fr: 'Sans téléphone.' } },
        ...fields,
      });
    await byApi({ lastReviewedOn: '2026-10-01' });
    await desk.fill(path, { since: '2023' });
    expect(await memberNow('les-aulnes')).toMatchObject({ since: '2023', lastReviewedOn: '2026-10-01' });
    await desk.open(path);
    await byApi({ since: '2022' });
    expect((await desk.fill(path, { since: '2021', exceptions: 'Aucune.' })).status).toBe(409);
    expect(desk.text).toMatch(/id="theirs-since">[\s\S]*?2022/);
    expect(desk.form(path).fields.get('since')).toBe('2021');
    expect(desk.form(path).fields.get('exceptions')).toBe('Aucune.');
    await desk.fill(path);
    expect(await memberNow('les-aulnes')).toMatchObject({ since: '2021', exceptions: { fr: 'Aucune.' } });
    // What is about to end is asked again when it is no longer what was read.
    await desk.open(`${path}/end`);
    await byApi({ since: '2020' });
    expect((await desk.fill(`${path}/end`)).status).toBe(409);
    expect(await memberNow('les-aulnes')).toMatchObject({ state: 'member' });
  });
});

describe('The own list, on a federation’s desk', () => {
  it('takes a host with why, ties and dates, changes it, asks for it again when it is due, and lets it go', async () => {
    const path = `${DESK}/selection/les-saules`;
    const choice = async () => (await now()).selection?.find(({ host }) => host === 'les-saules');
    const desk = await signedIn(communs.token);
    await desk.open(path);
    expect((await desk.fill(path, { why: '', tieText: 'Le même local.' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-tie"');
    expect((await desk.fill(path, { why: '', tieText: '', reviewBy: '' })).status).toBe(422);
    for (const field of ['why', 'tie', 'reviewBy']) expect(desk.text).toContain(`id="fault-${field}"`);
    await desk.fill(path, { why: 'Répond vite.', tie: 'some', tieText: 'Le même local.', reviewBy: '2026-12-01' });
    expect(desk.at).toBe(`${DESK}/selection?done=saved`);
    expect(await choice()).toEqual({
      ...{ host: 'les-saules', why: { fr: 'Répond vite.' }, ties: { fr: 'Le même local.' } },
      ...{ decidedOn: '2026-11-25', reviewBy: '2026-12-01' },
    });
    await desk.open(DESK);
    expect(desk.said).toContain('Votre liste, à revoir (1)');
    // In the other language, words that were not touched stay in theirs.
    await desk.open(`${path}?lang=en`);
    await desk.fill(path, { reviewBy: '2027-12-01' });
    expect(await choice()).toMatchObject({ why: { fr: 'Répond vite.' }, reviewBy: '2027-12-01' });
    await desk.open(`${path}/removal`);
    await desk.fill(`${path}/removal`);
    expect(await choice()).toBeUndefined();
    expect((await desk.open(`${path}/removal`)).status).toBe(404);
  });
});

describe('Reviews and vouches, on a federation’s desk', () => {
  const SUBJECT = 'criterion:free-software-only';
  const path = `${DESK}/reviews/les-aulnes/${SUBJECT}`;
  const reviewNow = async () =>
    (await test.ask<Host>('GET', '/v1/hosts/les-aulnes')).body.claims
      .find(({ criterion }) => criterion === 'free-software-only')
      ?.statements.find(({ by }) => by === 'federation');

  it('asks evidence and tie of a no, beside their fields, and keeps all that was typed', async () => {
    const desk = await signedIn(communs.token);
    await desk.open(`${DESK}/reviews/les-aulnes?show=others`);
    expect(desk.text).toContain(`href="${path}"`);
    await desk.open(path);
    expect((await desk.fill(path, { note: 'Vu ensemble.' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-value"');
    expect((await desk.fill(path, { value: 'no', issuer: 'Un organisme' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-number"');
    expect((await desk.fill(path, { issuer: '' })).status).toBe(422);
    for (const field of ['evidenceUrl', 'tie']) expect(desk.text).toContain(`id="fault-${field}"`);
    expect(desk.form(path).fields.get('note')).toBe('Vu ensemble.');
    await desk.fill(path, { evidenceUrl: 'https://communs.example/vu', tie: 'none' });
    expect(desk.at).toBe(`${DESK}/reviews?done=saved`);
    expect(await reviewNow()).toMatchObject({ value: 'no', note: { fr: 'Vu ensemble.' }, tie: 'none' });
    expect(desk.said).toContain('Vous dites : non');
  });

  it('certifies, reads measures as people write them, and takes a review back', async () => {
    const desk = await signedIn(communs.token);
    const measured = `${DESK}/reviews/les-aulnes/commitment:closing-notice`;
    await desk.open(measured);
    expect((await desk.fill(measured, { value: 'longtemps' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-value"');
    const certificate = { issuer: 'Un organisme', number: '12', certificateEnds: '2027-06-30' };
    await desk.fill(measured, { value: '3 mois', ...certificate });
    const { body } = await test.ask<Host>('GET', '/v1/hosts/les-aulnes');
    expect(body.commitments[0]!.statements[0]).toMatchObject({ value: 90, level: 'certified' });
    await desk.open(measured);
    expect(desk.form(measured).fields.get('value')).toBe('90');
    await desk.open(`${path}/removal`);
    await desk.fill(`${path}/removal`);
    expect(await reviewNow()).toBeUndefined();
    expect((await desk.open(`${DESK}/reviews/les-aulnes/criterion:nothing`)).status).toBe(404);
  });

  it('vouches for a draft by its identifier, says when a vouch has lapsed, and takes it back', async () => {
    const draft = await test.draft({ name: 'Les Trembles' });
    const vouches = `${DESK}/vouches`;
    const desk = await signedIn(communs.token);
    await desk.open(vouches);
    expect((await desk.fill(vouches, { draft: 'les-trembles' }, 0)).status).toBe(422);
    expect(desk.text).toContain('id="fault-draft"');
    expect((await desk.fill(vouches, { draft: randomUUID() })).status).toBe(404);
    expect(desk.text).toContain('id="fault-draft"');
    await desk.fill(vouches, { draft: draft.id });
    expect(desk.said).toContain('Les Trembles , depuis le 25 novembre 2026');
    await test.ask('PATCH', `/v1/hosts/${draft.id}`, { token: draft.token, ifMatch: '*', body: { name: 'Les Ormes' } });
    await desk.open(DESK);
    expect(desk.said).toContain('Garanties qui ne comptent plus (1)');
    await desk.open(vouches);
    await desk.fill(vouches, {}, 0);
    expect(desk.said).toContain('Les Ormes , depuis le 25 novembre 2026');
    await desk.fill(vouches, {}, 0);
    expect(desk.said).toContain('Vous ne vous portez garants de personne.');
  });
});

describe('Files and numbers, on a federation’s desk', () => {
  it('accepts in one press what its file says, and leaves to the host what the host said', async () => {
    const elms = await test.published({
      slug: 'les-houx',
      name: 'Les Houx',
      website: 'https://houx.example',
      foundedOn: '2013',
    });
    await write('POST', '/v1/federations/les-communs/members', elms.token, {}, undefined);
    await write('PUT', '/v1/federations/les-communs/members/les-houx', communs.token, { state: 'member' }, undefined);
    const imported = aFile({ ...{ name: 'Les Houx', website: 'https://houx.example' }, facts: { foundedOn: '2014' } });
    imported.services = [aServiceFile('nuage')];
    const context = { db: test.database.db, reference, clock: () => test.now, newId: randomUUID };
    const from = { by: 'federation' as const, federation: communs };
    await applyImported(context, { ...from, on: parisDay(test.now), imported });
    const desk = await signedIn(communs.token);
    await desk.open(DESK);
    expect(desk.said).toContain('Ce que vos fichiers proposent (1)');
    await desk.open(`${DESK}/proposals/les-houx`);
    expect(desk.said).toContain('L’hébergeur l’a dit lui-même');
    await desk.open(`${DESK}/proposals`);
    // What is published in one press is named before the press.
    expect(desk.said).toContain('la fiche dira que l’on y trouve cet usage : fichiers');
    await desk.fill(`${DESK}/proposals/les-houx`);
    expect(desk.at).toBe(`${DESK}/proposals?done=accepted`);
    const { body } = await test.ask<Host>('GET', '/v1/hosts/les-houx');
    expect(body.services.map(({ slug }) => slug)).toEqual(['nuage']);
    expect(body.foundedOn).toBe('2013');
    await desk.open(`${DESK}/proposals/les-houx`);
    await desk.fill(`${DESK}/proposals/les-houx`);
    expect(desk.said).toContain('Vos fichiers ne disent rien d’autre que les fiches.');
  });

  it('lists the drafts that its files made, and publishes one once it has read what that says', async () => {
    const imported = aFile({
      name: 'Les Frênes',
      website: 'https://frenes.example',
      services: [aServiceFile('nuage')],
    });
    const context = { db: test.database.db, reference, clock: () => test.now, newId: randomUUID };
    await applyImported(context, { by: 'federation', federation: communs, on: parisDay(test.now), imported });
    const drafts = (asking: object) =>
      test.ask<{ items: { id: string; name: string; usages: string[] }[]; total: number }>(
        'GET',
        '/v1/federations/les-communs/proposals?state=draft',
        asking,
      );
    const { body, text } = await drafts({ token: communs.token });
    expect(body, text).toMatchObject({ total: 1, items: [{ name: 'Les Frênes', usages: ['file-storage-sharing'] }] });
    expect((await drafts({})).status).toBe(401);
    const desk = await signedIn(communs.token);
    await desk.open(`${DESK}/proposals?state=draft`);
    expect(desk.said).toContain('Les Frênes');
    expect(desk.said).not.toContain('Les Houx');
    const draft = `${DESK}/proposals/${body.items[0]!.id}`;
    await desk.open(draft);
    expect(desk.said).toContain('Nom du service : nuage');
    expect(desk.said).toContain('Elle n’a encore aucun service.');
    await desk.fill(draft, {}, 0);
    expect(desk.at).toBe(draft);
    expect(desk.said).toContain('nuage : fichiers');
    await desk.fill(draft, {}, 0);
    expect(desk.at).toBe(`${DESK}/proposals?done=published`);
    const { body: published } = await test.ask<Host>('GET', '/v1/hosts/by-domain/frenes.example');
    expect(published).toMatchObject({ state: 'published', confirmedByHost: false });
  });
});
