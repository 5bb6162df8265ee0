import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { applyImported } from '../../src/exchange/imports/apply.ts';
import { parisDay } from '../../src/ground/clock.ts';
import type { Report } from '../../src/hosts/reports/schema.ts';
import type { Referral, ReferralOutcomes } from '../../src/recommendations/referrals/schema.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { accepted, Browser, invitedBy, SITE } from '../support/desk.ts';
import { aFile } from '../support/imports.ts';
import { reference } from '../support/record.ts';

const test = useApp();
let host: Owned;
let other: Owned;
let federation: Owned;
let desk: Browser;
const SUBJECT = 'criterion:free-software-only';
const ask = (method: string, path: string, { token }: { token: string }, body?: object) =>
  test.ask(method, path, { token, ifMatch: '*', body });
const anybody = async () => (await test.ask<Host>('GET', '/v1/hosts/les-aulnes')).body;
const at = (part: string) => `/manage/hosts/les-aulnes/${part}`;

beforeAll(async () => {
  host = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes', foundedOn: '2013' });
  other = await test.published({ slug: 'les-saules', name: 'Les Saules', serves: [{ level: 'world' }] });
  federation = await test.federation({ slug: 'communs', name: 'Les Communs', website: 'https://communs.example' });
  await ask('PUT', '/v1/federations/communs/members/les-aulnes', federation, { state: 'member' });
  const no = { value: 'no', reviewedOn: '2026-11-01', evidenceUrl: 'https://communs.example/why', tie: 'none' };
  await ask('PUT', `/v1/federations/communs/reviews/les-aulnes/${SUBJECT}`, federation, no);
  for (const { slug, token } of [host, other])
    await ask(
      'PUT',
      `/v1/hosts/${slug}/services/nuage`,
      { token },
      {
        name: 'Nuage',
        usages: ['file-storage-sharing'],
        capacity: { state: slug === 'les-aulnes' ? 'full' : 'open' },
        plans: [{ name: 'Groupe', fixed: 40, maxAccounts: 20 }],
      },
    );
  desk = await new Browser(test).signIn(host.token);
});

describe('What others say and ask, on a host’s desk', () => {
  it('answers a report, with what is missing beside its field', async () => {
    await test.ask('POST', '/v1/hosts/les-aulnes/reports', { body: { kind: 'wrong', text: { fr: 'Prix ancien.' } } });
    const reports = async () => (await ask('GET', '/v1/hosts/les-aulnes/reports', host)).body as { items: Report[] };
    const [{ id }] = (await reports()).items as [Report];
    await desk.open(at('reports'));
    expect(desk.text).toContain('Prix ancien.');
    await desk.open(at(`reports/${id}`));
    expect((await desk.fill(at(`reports/${id}`), { text: 'Merci.' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-outcome"');
    await desk.fill(at(`reports/${id}`), { outcome: 'corrected' });
    expect(desk.at).toBe(at('reports?done=yes'));
    expect((await reports()).items[0]!.answer).toMatchObject({ outcome: 'corrected', text: { fr: 'Merci.' } });
    // One who was invited has a token of a name that says nothing.
    const { invited } = await accepted(test, await invitedBy(desk), 'Camille');
    await invited.open(at(`reports/${id}`));
    await invited.fill(at(`reports/${id}`), { outcome: 'corrected' });
    expect(invited.text).toContain('par quelqu’un de votre équipe');
    expect(invited.text).not.toMatch(/par «.invitation/);
    expect((await invited.open(`${at('reports')}?lang=en`)).text).toContain('by somebody of your team');
  });

  it('replies to a review of a network, and takes the reply back', async () => {
    const path = at(`reviews/communs/${SUBJECT}`);
    const reply = async () => (await anybody()).claims[0]!.statements.find(({ by }) => by === 'federation')!.reply;
    await desk.open(at('reviews'));
    expect(desk.text).toContain('Les Communs dit');
    await desk.open(path);
    expect((await desk.fill(path, { evidenceUrl: 'chez nous' })).status).toBe(422);
    for (const field of ['text', 'evidenceUrl']) expect(desk.text).toContain(`id="fault-${field}"`);
    await desk.fill(path, { text: 'Le pilote est libre.', evidenceUrl: '' });
    expect(await reply()).toMatchObject({ text: { fr: 'Le pilote est libre.' } });
    // What is replied to must be what was read.
    await desk.open(path);
    const review = { value: 'no', reviewedOn: '2026-11-20', evidenceUrl: 'https://communs.example/anew', tie: 'none' };
    await ask('PUT', `/v1/federations/communs/reviews/les-aulnes/${SUBJECT}`, federation, review);
    expect((await desk.fill(path, { text: 'Une autre réponse.' })).status).toBe(409);
    expect(await reply()).toMatchObject({ text: { fr: 'Le pilote est libre.' } });
    expect(desk.form(path).fields.get('text')).toBe('Une autre réponse.');
    await desk.fill(path);
    expect(await reply()).toMatchObject({ text: { fr: 'Une autre réponse.' } });
    await desk.open(path);
    await desk.fill(path, {}, 1);
    expect(await reply()).toBeUndefined();
  });

  it('says yes to a network that spoke first, and leaves it', async () => {
    await desk.open(at('requests'));
    expect(desk.text).toContain('Les Communs dit que vous êtes membre');
    await desk.fill(at('requests'));
    expect((await anybody()).memberships[0]).toMatchObject({ federation: 'communs', askedOn: '2026-11-25' });
    await desk.fill(at('requests'));
    expect((await anybody()).memberships[0]).toMatchObject({ state: 'former' });
    await desk.fill(at('requests'), { federation: 'communs', note: 'Nous revoilà.' });
    expect(desk.text).toContain('Vous avez demandé à rejoindre Les Communs');
    expect((await desk.fill(at('requests'), { do: 'succeed', leaving: 'les-saules' })).status).toBe(409);
  });

  it('shows what a file says otherwise, and takes it over', async () => {
    const imported = aFile({ facts: { foundedOn: '2014', languages: ['br'] }, name: 'Les Aulnes' });
    const context = { db: test.database.db, reference, clock: () => test.now, newId: randomUUID };
    await applyImported(context, { host, by: 'host-file', on: parisDay(test.now), imported });
    await desk.open(at('requests'));
    expect(desk.text).toMatch(/2013[\s\S]*2014/);
    await desk.fill(at('requests'));
    expect((await anybody()).foundedOn).toBe('2014');
  });

  it('tells what changed and who wrote it, and gives private addresses once', async () => {
    await desk.open(at('history'));
    expect(desk.text).toContain('par un accès de votre équipe, «');
    await desk.open(at('addresses'));
    await desk.fill(at('addresses'));
    const [, ics] = /<textarea id="ics"[^>]*>([^<]+)/.exec(desk.text)!;
    const calendar = (): Promise<{ status: number }> =>
      test.ask('GET', ics!.replace(SITE, '').replaceAll('&amp;', '&'));
    expect((await calendar()).status).toBe(200);
    await desk.fill(at('addresses'), {}, 1);
    expect((await calendar()).status).toBe(404);
  });
});

describe('Associations that a network sends to a host, on its desk', () => {
  let network: Owned;
  let to: Owned;
  let browser: Browser;
  let path: string;
  beforeAll(async () => {
    network = await test.federation({ name: 'Les Rives' });
  });
  beforeEach(async () => {
    to = await test.published({ name: 'Les Noyers' });
    browser = await new Browser(test).signIn(to.token);
    path = `/manage/hosts/${to.slug}/referrals`;
  });
  const refer = async (over: object = {}): Promise<string> => {
    const body = { host: to.slug, usages: ['email-hosting', 'shared-calendar'], region: '75', ...over };
    return ((await ask('POST', `/v1/federations/${network.slug}/referrals`, network, body)).body as Referral).id;
  };
  const outcomes = async () => {
    const { body } = await ask('GET', `/v1/federations/${network.slug}/referrals`, network);
    return (body as ReferralOutcomes).hosts.find((one) => one.host === to.slug)!;
  };
  const plain = () => browser.text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/<[^>]*>/g, '');
  const press = (who: Browser, id: string, outcome?: string) =>
    who.send('POST', path, new URLSearchParams({ id, ...(outcome && { outcome }) }).toString());

  it('are not shown, when sent in a case, to an access of an administrator until the host has accepted it', async () => {
    const need = { usages: [{ usage: 'email-hosting' }] };
    const cases = `/v1/federations/${network.slug}/cases`;
    const made = await ask('POST', cases, network, { label: 'Fanfare', receivedBy: 'phone', need });
    const { id } = made.body as { id: string };
    const sent = await ask('POST', `${cases}/${id}/referrals`, network, { host: to.slug });
    expect(sent.status, sent.text).toBe(201);
    const draft = { role: 'host', host: to.slug, label: 'assistance' };
    const given = (await ask('POST', '/v1/tokens', { token: ADMIN_TOKEN }, draft)).body as { token: string };
    const helper = await new Browser(test).signIn(given.token);
    await helper.open(path);
    expect(helper.text).not.toContain((sent.body as Referral).id);
    expect(helper.text).toContain('Votre accès vient de l’administration du catalogue');
    expect(helper.text).toContain(`/manage/hosts/${to.slug}/proof`);
    await browser.open(path);
    expect(browser.text).toContain((sent.body as Referral).id);
    expect(plain()).toContain('seules les personnes de son bureau et de chez vous le voient');
    await browser.open('/manage/persons');
    expect(browser.text).toContain('Laisser lire qui nous est adressé');
    const [accept] = /\/manage\/persons\/accept\/[0-9a-f-]{36}/.exec(browser.text)!;
    expect((await helper.send('POST', accept, '')).status).toBe(403);
    expect((await browser.send('POST', accept, '')).status).toBe(200);
    await helper.open(path);
    expect(helper.text).toContain((sent.body as Referral).id);
  });

  it('are found from what waits, told without a name, and answered by one press for good', async () => {
    const id = await refer();
    await browser.open(`/manage/hosts/${to.slug}`);
    expect(browser.text).toMatch(new RegExp(`Quelqu’un vous a été adressé[^<]*(<[^>]*>|\\s)*<a[^>]* href="${path}"`));
    await browser.open(path);
    expect(plain()).toContain('Une association vous a été adressée le 25 novembre 2026 par Les Rives.');
    expect(plain()).toContain(
      'Pour : boîtes mail au nom de l’association et agenda partagé. Région : Nouvelle-Aquitaine.',
    );
    const buttons = [...browser.text.matchAll(/<button[^>]* name="outcome" value="([^"]*)"/g)];
    expect(buttons.map(([, outcome]) => outcome)).toEqual(['accepted', 'full', 'not-for-us']);
    expect((await browser.fill(path)).status).toBe(422);
    expect(plain()).toContain('Choisissez une réponse.');
    await browser.fill(path, { outcome: 'full' });
    expect(browser.at).toBe(`${path}?done=yes`);
    expect(plain()).toContain('Aucune n’attend de réponse.');
    expect(plain()).toContain('Réponse du 25 novembre 2026 : « C’est complet ».');
    expect(await outcomes()).toMatchObject({ sent: 1, full: 1, waiting: 0 });
    expect((await press(browser, id, 'accepted')).status).toBe(409);
    expect(plain()).toContain('Vous avez déjà répondu, et la réponse est comptée. Elle ne change plus.');
    expect(await outcomes()).toMatchObject({ full: 1, accepted: 0 });
  });

  it('may come from an unknown region, and are told in English too', async () => {
    await refer({ region: undefined });
    await browser.open(path);
    expect(plain()).toContain('Sa région n’est pas dite.');
    await browser.open(`${path}?lang=en`);
    expect(plain()).toContain('An organisation was sent to you on 25 November 2026 by Les Rives.');
    expect(plain()).toMatch(/We take it in[\s\S]*We are full[\s\S]*It is not for us/);
  });

  it('get one answer when two are pressed at once', async () => {
    const second = await new Browser(test).signIn(to.token);
    for (const [one, two] of [
      ['accepted', 'full'],
      ['not-for-us', 'accepted'],
    ] as const) {
      const id = await refer();
      const answers = await Promise.all([press(browser, id, one), press(second, id, two)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
    const id = await refer();
    const same = await Promise.all([press(browser, id, 'full'), press(second, id, 'full')]);
    expect(same.map(({ status }) => status)).toEqual([200, 200]);
    const { sent, waiting, accepted, full, notForUs } = await outcomes();
    expect([sent, waiting]).toEqual([3, 0]);
    expect(accepted + full + notForUs).toBe(sent);
  });

  it('are answered by nobody else, and by no host that has left', async () => {
    const id = await refer();
    const beside = await new Browser(test).signIn(host.token);
    const elsewhere = at('referrals');
    expect((await beside.send('POST', elsewhere, `id=${id}&outcome=accepted`)).status).toBe(404);
    expect(beside.text).toContain('Personne ne vous a été adressé sous cet identifiant.');
    expect(await outcomes()).toMatchObject({ waiting: 1 });
    await ask('DELETE', `/v1/hosts/${to.slug}`, to);
    await browser.open(path);
    expect(plain()).toContain('Publiez-la de nouveau pour répondre.');
    expect(browser.text).not.toContain('name="outcome"');
    expect((await press(browser, id, 'accepted')).status).toBe(409);
    expect(await outcomes()).toMatchObject({ waiting: 1 });
  });

  it('come twenty at a time, and the last fifteen answers stay below', async () => {
    const sent: string[] = [];
    for (let count = 0; count < 38; count++) sent.push(await refer());
    for (const id of sent.slice(0, 16))
      await ask('PUT', `/v1/hosts/${to.slug}/referrals/${id}/answer`, to, { outcome: 'accepted' });
    await browser.open(path);
    expect(browser.text.match(/name="id"/g)).toHaveLength(20);
    expect(plain()).toContain('Il y en a 22 en tout.');
    expect(browser.text.match(/Réponse du/g)).toHaveLength(15);
    expect(plain()).toContain('Les 15 dernières sont montrées ici.');
    const now = test.now;
    test.now = new Date(now.getTime() + 24 * 3_600_000);
    await press(browser, sent.at(-1)!, 'full');
    test.now = now;
    expect(/Réponse du [^.]*/.exec(plain())![0]).toBe('Réponse du 26 novembre 2026 : « C’est complet »');
    expect(Buffer.byteLength(browser.text)).toBeLessThan(60_000);
  });
});
