import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/audit/audit.ts';
import type { MembershipRequest } from '../../src/federations/members/schema.ts';
import { addMailAddress } from '../../src/mail/addresses.ts';
import { mails, membershipRequests } from '../../src/record/tables.ts';
import type { TodoItem } from '../../src/waiting/host/schema.ts';
import { ADMIN_TOKEN, invalid, meaningless, type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { lastLink } from '../support/mail.ts';
import { reference } from '../support/record.ts';

const api = useApp({ sendsMail: true });
const THREAD = 'https://communs.example/fil/12';
const LIST = '/v1/federations/les-communs/members';
let communs: Owned;
let aulnes: Owned;

const answer = (slug: string, body: object, token = communs.token, ifMatch?: string) =>
  api.ask<MembershipRequest>('PUT', `${LIST}/${slug}/answer`, { token, body, ...(ifMatch && { ifMatch }) });
const ask = async ({ token }: Owned, body: object = {}) => {
  const { status, text } = await api.ask('POST', LIST, { token, body });
  expect([200, 201], text).toContain(status);
};
const end = (slug: string, token: string, query = '') =>
  api.ask('DELETE', `${LIST}/${slug}${query}`, { token, ifMatch: '*' });
const requestsOf = async (token?: string) =>
  (await api.ask<{ requests?: MembershipRequest[] }>('GET', LIST, { token })).body.requests;
const memberNow = async (slug: string) =>
  (await api.ask<{ items: { host: string }[] }>('GET', LIST)).body.items.find(({ host }) => host === slug);
const questionsFor = async ({ slug, token }: Owned) => {
  const { body } = await api.ask<{ items: TodoItem[] }>('GET', `/v1/hosts/${slug}/todo`, { token });
  return body.items.filter(({ kind }) => kind === 'membership-question');
};
const actionsOn = async ({ slug }: Owned) =>
  (await api.ask<{ items: AuditEntry[] }>('GET', `/v1/audit?host=${slug}`, { token: ADMIN_TOKEN })).body.items.map(
    ({ action }) => action,
  );
const textOf = (desk: Browser) =>
  desk.text
    .slice(desk.text.indexOf('<main'))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u00a0]+/g, ' ');

beforeAll(async () => {
  communs = await api.federation({ slug: 'les-communs', name: 'Les Communs', website: 'https://communs.example' });
  aulnes = await api.published({ slug: 'les-aulnes', name: 'Les Aulnes', website: 'https://aulnes.example' });
});

describe('a request that is accepted', () => {
  it('keeps the thread and the day of the decision, which its two sides alone read', async () => {
    const stranger = await api.federation();
    await ask(aulnes, { since: '2026-10', charterVersion: 'since-2023' });
    const { status, body, headers } = await answer('les-aulnes', {
      outcome: 'accepted',
      url: THREAD,
      answeredOn: '2026-11-20',
    });
    expect([status, body.state, body.answer]).toEqual([200, 'accepted', { url: THREAD, answeredOn: '2026-11-20' }]);
    expect(headers.etag).toBe('"v2"');
    expect(await memberNow('les-aulnes')).toMatchObject({
      ...{ state: 'member', since: '2026-10', charterVersion: 'since-2023', askedOn: '2026-11-25' },
    });
    for (const token of [communs.token, aulnes.token, ADMIN_TOKEN]) expect(await requestsOf(token)).toEqual([body]);
    for (const token of [undefined, stranger.token]) expect(await requestsOf(token)).toBeUndefined();
    for (const url of ['/v1/hosts/les-aulnes', '/v1/federations/les-communs', '/v1/changes'])
      expect((await api.ask('GET', url)).text).not.toContain('/fil/12');
    expect((await actionsOn(aulnes)).filter((action) => action === 'answerMembership')).toHaveLength(1);
  });

  it('gets its thread later too, without another word on the membership, and no other answer', async () => {
    const before = await api.revision();
    const later = { outcome: 'accepted', url: `${THREAD}#compte-rendu`, answeredOn: '2026-11-21' };
    expect((await answer('les-aulnes', later)).body.answer).toEqual({ url: later.url, answeredOn: '2026-11-21' });
    expect(await api.revision()).toBe(before);
    expect((await actionsOn(aulnes)).filter((action) => action === 'answerMembership')).toHaveLength(2);
    const refused = (body: object) =>
      api.refused('PUT', `${LIST}/les-aulnes/answer`, { token: communs.token, body, ifMatch: '*' });
    expect(await refused({ ...later, answeredOn: '2031-01-01', member: { since: '2020' } })).toEqual(
      meaningless({ '/answeredOn': 'in-the-future', '/member': 'exists' }),
    );
    for (const outcome of ['more-information', 'refused'])
      expect(await refused({ outcome, reason: { fr: 'Non.' } })).toEqual([404, 'member-not-found']);
  });

  it('stays known once the member has left, and goes when it asks anew or never was one', async () => {
    await end('les-aulnes', aulnes.token);
    expect((await requestsOf(communs.token))![0]).toMatchObject({ state: 'accepted' });
    // It has not agreed to come back.
    await api.ask('PUT', `${LIST}/les-aulnes`, { token: communs.token, ifMatch: '*', body: { state: 'member' } });
    expect(await memberNow('les-aulnes')).not.toHaveProperty('askedOn');
    await end('les-aulnes', communs.token);
    api.now = new Date('2026-11-26T12:00:00Z');
    await ask(aulnes, { since: '2026-11' });
    expect(await requestsOf(aulnes.token)).toMatchObject([{ state: 'asked', askedOn: '2026-11-26' }]);
    // What was said of the former member and still holds stays.
    const accepted = { outcome: 'accepted', member: { since: '2025', exceptions: { fr: 'Sans téléphone.' } } };
    expect((await answer('les-aulnes', accepted, communs.token, '*')).status).toBe(200);
    expect(await memberNow('les-aulnes')).toMatchObject({
      state: 'member',
      askedOn: '2026-11-26',
      ...accepted.member,
    });
    await end('les-aulnes', communs.token, '?never=true');
    expect(await requestsOf(communs.token)).toEqual([]);
  });

  it('says what is wrong at its place: with the member, with the day, without a reason where one is due', async () => {
    await ask(aulnes);
    const refused = (body: object) => api.refused('PUT', `${LIST}/les-aulnes/answer`, { token: communs.token, body });
    expect(await refused({ outcome: 'accepted', answeredOn: '2031-01-01', member: { since: '2031' } })).toEqual(
      meaningless({ '/answeredOn': 'in-the-future', '/member/since': 'in-the-future' }),
    );
    expect(await refused({ outcome: 'refused', member: {} })).toEqual(
      invalid({ '/reason': 'missing', '/member': 'not-for-this-kind' }),
    );
    await end('les-aulnes', aulnes.token);
    expect(await refused({ outcome: 'accepted' })).toEqual([404, 'member-not-found']);
  });

  it('is answered once when two officers answer at once', async () => {
    await ask(aulnes);
    const both = await Promise.all([
      answer('les-aulnes', { outcome: 'accepted', url: THREAD }),
      answer('les-aulnes', { outcome: 'refused', reason: { fr: 'Trop tôt.' } }),
    ]);
    const [accepted, refused] = both.map(({ status }) => status);
    expect([
      [200, 404],
      [200, 200],
    ]).toContainEqual([accepted, refused]);
    expect(await requestsOf(communs.token)).toMatchObject([{ state: 'accepted' }]);
    await end('les-aulnes', communs.token, '?never=true');
  });
});

describe('a host that was accepted and whose entry is merged into another one', () => {
  it('keeps how it was accepted', async () => {
    const [kept, other] = [await api.published(), await api.published()];
    await ask(other);
    await answer(other.slug, { outcome: 'accepted', url: THREAD });
    const body = { from: other.slug, reason: { fr: 'La même association.' } };
    const merged = await api.ask('POST', `/v1/hosts/${kept.slug}/merges`, { token: ADMIN_TOKEN, body, ifMatch: '*' });
    expect(merged.status, merged.text).toBeLessThan(300);
    expect(await requestsOf(kept.token)).toMatchObject([{ state: 'accepted', answer: { url: THREAD } }]);
    await end(kept.slug, communs.token, '?never=true');
  });
});

describe('a host whose request is answered', () => {
  const question = { outcome: 'more-information', reason: { fr: 'Où sont vos sauvegardes ?' } };
  const caller = () => ({ role: 'host', hostId: aulnes.id, label: 'bureau', tokenId: null }) as const;
  const context = () => ({
    ...{ db: api.database.db, reference, clock: () => api.now, newId: randomUUID, caller: caller() },
  });
  /** The subjects of the mails that wait, which then are taken out. */
  const mailed = async () => {
    const { db } = api.database;
    const of = eq(mails.kind, 'membership-answer');
    const found = await db.select().from(mails).where(of);
    await db
      .update(mails)
      .set({ state: 'sent', endedAt: api.now, toAddress: null, subject: null, text: null, stopKey: null })
      .where(of);
    return found.flatMap(({ subject, text }) => (subject === null ? [] : [{ subject, text }]));
  };

  beforeAll(async () => {
    await addMailAddress(context(), 'bureau@aulnes.example', async () => {});
    const link = await lastLink(api, 'confirm-address');
    const desk = new Browser(api);
    await desk.open(link);
    await desk.fill(link);
  });

  it('finds a question among what waits for it, on its desk too, and answers where the question stands', async () => {
    await ask(aulnes, { since: '2026-10', note: { fr: 'À Limoges.' } });
    await answer('les-aulnes', { ...question, url: THREAD });
    const [item] = await questionsFor(aulnes);
    expect(item!.text.replaceAll('\u00a0', ' ')).toBe(
      '« Les Communs » veut en savoir plus sur votre demande d’adhésion. Sa question est du 26 novembre 2026. Répondez-lui, ou retirez votre demande.',
    );
    expect(item).toMatchObject({
      subject: 'federation:les-communs',
      call: { method: 'POST', path: LIST, body: { since: '2026-10', note: { fr: 'À Limoges.' } } },
      otherwise: { method: 'DELETE', path: `${LIST}/les-aulnes` },
    });
    const at = '/manage/hosts/les-aulnes';
    const desk = await new Browser(api).signIn(aulnes.token);
    for (const page of ['/manage', at]) {
      await desk.open(page);
      expect(desk.text, page).toContain(`href="${at}/requests"`);
    }
    expect(textOf(desk)).toContain('« Les Communs » veut en savoir plus');
    await desk.open(`${at}/requests`);
    expect(textOf(desk)).toContain('Où sont vos sauvegardes ?');
    await desk.fill(`${at}/requests`, { 'answer-les-communs': 'À Limoges, et une copie à Brest.' });
    expect(desk.at).toBe(`${at}/requests?done=yes`);
    expect(await requestsOf(communs.token)).toMatchObject([
      { state: 'asked', since: '2026-10', note: { fr: 'À Limoges, et une copie à Brest.' } },
    ]);
    expect(await questionsFor(aulnes)).toEqual([]);
  });

  it('reads a refusal with its reason on its first page until it asks anew, and then that it was accepted', async () => {
    const rives = await api.federation({ slug: 'les-rives', name: 'Les Rives' });
    const frenes = await api.published({ slug: 'les-frenes', name: 'Les Frênes' });
    const list = '/v1/federations/les-rives/members';
    const answers = (body: object) =>
      api.ask('PUT', `${list}/les-frenes/answer`, { token: rives.token, body, ifMatch: '*' });
    const asks = () => api.ask('POST', list, { token: frenes.token, body: { note: { fr: 'À Limoges.' } } });
    const refusals = async () => {
      const { body } = await api.ask<{ items: TodoItem[] }>('GET', '/v1/hosts/les-frenes/todo', {
        token: frenes.token,
      });
      return body.items.filter(({ kind }) => kind === 'membership-refused');
    };
    const desk = await new Browser(api).signIn(frenes.token);
    const home = async () => {
      await desk.open('/manage/hosts/les-frenes');
      return textOf(desk);
    };
    await asks();
    await answers({ outcome: 'refused', reason: { fr: 'Sans statuts, c’est trop tôt.' } });
    const [item] = await refusals();
    expect(item).toMatchObject({
      subject: 'federation:les-rives',
      call: { method: 'POST', path: list, body: { note: { fr: 'À Limoges.' } } },
      otherwise: { method: 'DELETE', path: `${list}/les-frenes` },
    });
    // Letters and calendars tell what waits: the reason is read at the desk alone.
    expect(item!.text).not.toContain('statuts');
    expect(await home()).toMatch(/« Les Rives » n’a pas accepté votre demande .* « Sans statuts, c’est trop tôt\. »/);
    await asks();
    expect(await refusals()).toEqual([]);
    expect(await home()).not.toContain('n’a pas accepté');
    await answers({ outcome: 'accepted' });
    expect(await home()).toContain('Les Rives a accepté votre demande le 26 novembre 2026 : vous en êtes membre.');
    await api.ask('DELETE', `${list}/les-frenes?never=true`, { token: rives.token, ifMatch: '*' });
    expect(await home()).not.toContain('Les Rives a accepté');
    await asks();
    await answers({ outcome: 'refused', reason: { fr: 'Toujours trop tôt.' } });
    await api.ask('DELETE', `${list}/les-frenes`, { token: frenes.token, ifMatch: '*' });
    expect(await refusals()).toEqual([]);
  });

  it('is told by mail of each answer, once, with the way to its desk and nothing of the reason', async () => {
    const told = await mailed();
    expect(told).toMatchObject([{ subject: expect.stringContaining('Un réseau veut en savoir plus') }]);
    expect(told[0]!.text).toContain('« Les Communs »');
    expect(told[0]!.text).toContain('{site}/manage/hosts/les-aulnes/requests?lang=fr');
    expect(told[0]!.text).not.toContain('sauvegardes');
    expect(told[0]!.text).not.toContain(THREAD);
    // A network that goes from one answer to the other is told of once a day; whoever asks anew, each time.
    api.now = new Date('2026-11-26T13:00:00Z');
    for (let times = 0; times < 3; times++) {
      await answer('les-aulnes', question);
      await answer('les-aulnes', { outcome: 'refused', reason: { fr: 'Trop tôt.' } });
    }
    expect((await mailed()).map(({ subject }) => subject.split(' / ')[1]).sort()).toEqual([
      'A network wants to know more',
      'A network wants to know more',
      'Your request is not accepted',
    ]);
    api.now = new Date('2026-11-27T12:00:00Z');
    await ask(aulnes);
    await answer('les-aulnes', { outcome: 'accepted', url: THREAD });
    await answer('les-aulnes', { outcome: 'accepted' });
    expect((await mailed()).map(({ subject }) => subject.split(' / ')[0])).toEqual([
      'Votre demande d’adhésion est acceptée',
    ]);
    await end('les-aulnes', aulnes.token);
    // By whatever way it is answered; not of what it does itself.
    api.now = new Date('2026-11-28T12:00:00Z');
    await ask(aulnes);
    await end('les-aulnes', aulnes.token);
    await ask(aulnes);
    await end('les-aulnes', communs.token);
    await ask(aulnes);
    await api.ask('PUT', `${LIST}/les-aulnes`, { token: communs.token, ifMatch: '*', body: { state: 'member' } });
    expect((await mailed()).map(({ subject }) => subject.split(' / ')[1]).sort()).toEqual([
      'Your request is accepted',
      'Your request is not accepted',
    ]);
  });
});

describe('requests that were answered, on the desk of a federation', () => {
  const at = '/manage/federations/les-communs';

  it('are accepted with a thread by a form, and it is corrected by another one', async () => {
    const saules = await api.published({ slug: 'les-saules', name: 'Les Saules', website: 'https://saules.example' });
    await ask(saules, { since: '2026-10' });
    const desk = await new Browser(api).signIn(communs.token);
    const request = `${at}/requests/les-saules`;
    await desk.open(request);
    expect((await desk.fill(request, { since: 'hier', url: 'chez nous', answeredOn: '20/11' })).status).toBe(422);
    for (const field of ['since', 'url', 'answeredOn']) expect(desk.text).toContain(`id="fault-${field}"`);
    expect((await desk.fill(request, { since: '2031', url: '', answeredOn: '2031-01-01' })).status).toBe(422);
    for (const field of ['since', 'answeredOn']) expect(desk.text).toContain(`id="fault-${field}"`);
    await desk.fill(request, { since: '2026-10', url: THREAD, answeredOn: '2026-11-20' });
    expect(desk.at).toBe(`${at}/members?done=accepted`);
    expect(textOf(desk)).toContain('Les Saules , acceptée (20 novembre 2026)');
    expect(desk.text).toContain(`href="${THREAD}"`);
    const decision = `${request}/decision`;
    await desk.open(decision);
    await desk.fill(decision, { url: `${THREAD}#suite` });
    expect(desk.at).toBe(`${at}/requests?done=saved`);
    expect((await requestsOf(saules.token))![0]!.answer).toEqual({ url: `${THREAD}#suite`, answeredOn: '2026-11-20' });
    const hosts = await new Browser(api).signIn(saules.token);
    await hosts.open('/manage/hosts/les-saules/requests');
    expect(textOf(hosts)).toContain('Votre demande a été acceptée le 20 novembre 2026.');
    expect(hosts.text).toContain(`href="${THREAD}#suite"`);
    for (const path of [`${at}/requests`, decision]) expect((await hosts.open(path)).status).toBe(403);
    await desk.open(`${at}/requests/les-aulnes/decision`);
    expect(desk.shown!.status).toBe(404);
  });

  it('are all there, by links, the latest decision first', async () => {
    const federationId = communs.id;
    const rows = [];
    for (let day = 1; day <= 17; day++) {
      const { id: hostId } = await api.published({ name: `Hébergeur ${day}` });
      const on = `2026-10-${String(day).padStart(2, '0')}`;
      rows.push({
        ...{ federationId, hostId, askedOn: '2026-09-01', state: 'refused' as const },
        ...{ reason: { fr: 'Trop tôt.' }, answeredOn: on },
      });
    }
    await api.database.db.insert(membershipRequests).values(rows);
    const desk = await new Browser(api).signIn(communs.token);
    await desk.open(`${at}/members`);
    const named = () => [...textOf(desk).matchAll(/Hébergeur (\d+) /g)].map(([, day]) => Number(day));
    expect(named()).toEqual(Array.from({ length: 14 }, (_, place) => 17 - place));
    expect(desk.text).toContain(`href="${at}/requests"`);
    await desk.open(`${at}/requests`);
    expect(named()).toEqual(Array.from({ length: 17 }, (_, place) => 17 - place));
    await desk.open(`${at}/requests?from=14`);
    expect(named()).toEqual([4, 3, 2, 1]);
  });
});

describe('the version of an answer', () => {
  it('is minded alike whatever the answer is: `*` is the request that is there', async () => {
    const body = (outcome: string) =>
      outcome === 'accepted' ? { outcome } : { outcome, reason: { fr: 'Dites-en plus.' } };
    for (const outcome of ['more-information', 'refused', 'accepted']) {
      const host = await api.published();
      await ask(host);
      const told: unknown[] = [];
      for (const ifMatch of ['"v999999"', 'W/"no-version"', '*'])
        told.push((await answer(host.slug, body(outcome), communs.token, ifMatch)).status);
      expect([outcome, ...told]).toEqual([outcome, 412, 412, 200]);
      const stranger = await api.published();
      expect((await answer(stranger.slug, body(outcome), communs.token, '*')).status).toBe(404);
    }
  });
});
