import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import type { Alternatives } from '../../src/alternatives/answer.ts';
import type { Host } from '../../src/documents/host.ts';
import type { HistoryEntry } from '../../src/history/schema.ts';
import type { TodoItem } from '../../src/waiting/host/schema.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aClosing, closingsIn } from '../support/closings.ts';

const api = useApp();
const { announce, agree, read, promising, closingOf } = closingsIn(api);
const setDay = (day: string) => {
  api.now = new Date(`${day}T12:00:00Z`);
};
beforeEach(() => setDay('2026-11-25'));

const KIND = 'successor-host';
const at = ({ slug }: Owned) => `/v1/hosts/${slug}/commitments/${KIND}`;
const name = (leaving: Owned, value: string, over: object = {}) =>
  api.ask<Host>('PUT', at(leaving), { token: leaving.token, ifMatch: '*', body: { value, ...over } });
const between = (successor: Owned, leaving: Owned) => `/v1/hosts/${successor.slug}/successions/${leaving.slug}`;
const takeBack = (successor: Owned, leaving: Owned) =>
  api.ask<Host>('DELETE', between(successor, leaving), { token: successor.token, ifMatch: '*' });
const promiseOf = async (leaving: Owned) => (await read(leaving)).commitments.find(({ kind }) => kind === KIND);
const agreedOn = async (leaving: Owned) => (await promiseOf(leaving))?.statements[0]?.agreedOn;
const pair = async (): Promise<[Owned, Owned]> => [await promising(), await api.published({ name: 'Les Noyers' })];
const sentencesOf = async ({ slug }: Owned, lang = 'fr') =>
  (await api.ask<{ items: HistoryEntry[] }>('GET', `/v1/hosts/${slug}/history?lang=${lang}`)).body.items.flatMap(
    ({ sentences }) => sentences.map(({ text }) => text),
  );
const askedOf = async ({ slug, token }: Owned, lang = 'fr') =>
  (await api.ask<{ items: TodoItem[] }>('GET', `/v1/hosts/${slug}/todo?lang=${lang}`, { token })).body.items.filter(
    ({ kind }) => kind.startsWith('succession'),
  );

it('a host that was named agrees before any closing, on a day, until it takes that back', async () => {
  const [leaving, successor] = await pair();
  await name(leaving, successor.slug);
  expect(await promiseOf(leaving)).toMatchObject({ value: successor.slug, evidence: 'declared' });
  expect(await agreedOn(leaving)).toBeUndefined();
  setDay('2026-11-27');
  const { status, body, text } = await agree(successor, leaving);
  expect([status, body.slug], text).toEqual([201, leaving.slug]);
  expect(await promiseOf(leaving)).toMatchObject({
    evidence: 'declared',
    statements: [{ value: successor.slug, by: 'host', asOf: '2026-11-25', agreedOn: '2026-11-27' }],
  });
  // Said once more, it changes nothing, and asks for the version.
  expect((await agree(successor, leaving)).status).toBe(428);
  const again = await api.ask<Host>('PUT', between(successor, leaving), { token: successor.token, ifMatch: '*' });
  expect([again.status, again.body.version]).toEqual([200, body.version]);
  expect(await agreedOn(leaving)).toBe('2026-11-27');
  expect((await takeBack(successor, leaving)).status).toBe(200);
  expect(await agreedOn(leaving)).toBeUndefined();
  expect((await promiseOf(leaving))?.value).toBe(successor.slug);
  expect((await takeBack(successor, leaving)).status).toBe(404);
});

it('the agreement lasts while the same host is named, and ends with the promise', async () => {
  const [leaving, successor] = await pair();
  const other = await api.published();
  await name(leaving, successor.slug);
  await agree(successor, leaving);
  const kept = async () => (await agreedOn(leaving)) === '2026-11-25';
  setDay('2026-12-01');
  await name(leaving, successor.slug, { note: { fr: 'Par écrit.' } });
  expect(await kept()).toBe(true);
  await api.ask('POST', `/v1/hosts/${leaving.slug}/confirmations`, { token: leaving.token, body: {} });
  expect(await kept()).toBe(true);
  const document = { token: leaving.token, ifMatch: '*' };
  const url = `/v1/hosts/${leaving.slug}/document`;
  const { body: whole } = await api.ask<{ commitments: object }>('GET', url, document);
  await api.ask('PUT', url, {
    ...document,
    body: { ...whole, commitments: { [KIND]: { value: successor.slug, note: { fr: 'Relu.' } } } },
  });
  expect(await kept()).toBe(true);
  await name(leaving, other.slug);
  expect(await agreedOn(leaving)).toBeUndefined();
  await name(leaving, successor.slug);
  expect(await agreedOn(leaving)).toBeUndefined();
  await agree(successor, leaving);
  await api.ask('DELETE', at(leaving), document);
  expect((await takeBack(successor, leaving)).status).toBe(404);
  await name(leaving, successor.slug);
  expect(await agreedOn(leaving)).toBeUndefined();
});

it('nobody else agrees, nor to what only an import says', async () => {
  const [leaving, successor] = await pair();
  const other = await api.published();
  const url = between(successor, leaving);
  expect(await api.refused('PUT', url, { token: successor.token })).toEqual([409, 'not-named-successor']);
  await name(leaving, successor.slug);
  expect(await api.refused('PUT', between(other, leaving), { token: other.token })).toEqual([
    409,
    'not-named-successor',
  ]);
  await name(leaving, leaving.slug);
  expect((await api.refused('PUT', between(leaving, leaving), { token: leaving.token }))[2]).toEqual({
    '/host': 'successor-is-oneself',
  });
  await name(leaving, successor.slug);
  await api.database.run(sql`update commitments set imported = true where host_id = ${leaving.id} and kind = ${KIND}`);
  expect(await api.refused('PUT', url, { token: successor.token })).toEqual([409, 'not-named-successor']);
  expect(await askedOf(successor)).toEqual([]);
  await api.database.run(sql`update commitments set imported = false where host_id = ${leaving.id} and kind = ${KIND}`);
});

it('one that is suspended or gone cannot agree, and a host that is gone cannot be agreed with', async () => {
  const [leaving, successor] = await pair();
  await name(leaving, successor.slug);
  const admin = { token: ADMIN_TOKEN, ifMatch: '*' };
  const suspension = `/v1/hosts/${successor.slug}/suspension`;
  const url = between(successor, leaving);
  await api.ask('PUT', suspension, { ...admin, body: { reason: { fr: 'Des plaintes.' } } });
  expect((await api.refused('PUT', url, { token: successor.token }))[2]).toEqual({ '/host': 'successor-not-at-work' });
  await api.ask('DELETE', suspension, admin);
  await agree(successor, leaving);
  await api.ask('DELETE', `/v1/hosts/${leaving.slug}`, { token: leaving.token, ifMatch: '*' });
  expect(await api.refused('DELETE', url, { token: successor.token, ifMatch: '*' })).toEqual([404, 'host-not-found']);
  const [another, gone] = await pair();
  await name(another, gone.slug);
  await agree(gone, another);
  await api.ask('DELETE', `/v1/hosts/${gone.slug}`, { token: gone.token, ifMatch: '*' });
  expect(await api.refused('PUT', between(gone, another), { token: gone.token })).toEqual([409, 'host-withdrawn']);
  const page = await api.app.inject({ url: `/hosts/${another.slug}` });
  expect(page.body).toContain('L’hébergeur nommé n’est pas dans ce catalogue, ou n’y est plus en activité.');
  expect(page.body).not.toContain('Les deux hébergeurs sont d’accord');
});

it('the successor is asked in its list, until it agrees', async () => {
  const [leaving, successor] = await pair();
  await name(leaving, successor.slug);
  const { name: leavingName } = await read(leaving);
  expect(await askedOf(successor)).toMatchObject([
    {
      kind: 'succession-promised',
      subject: `host:${leaving.slug}`,
      text: `«\u00a0${leavingName}\u00a0» vous nomme comme successeur si un jour il ferme. Êtes-vous d’accord\u00a0?`,
      call: { method: 'PUT', path: between(successor, leaving) },
    },
  ]);
  expect((await askedOf(successor, 'en'))[0]!.text).toBe(
    `“${leavingName}” names you as its successor should it ever close. Do you agree?`,
  );
  await agree(successor, leaving);
  expect(await askedOf(successor)).toEqual([]);
  await takeBack(successor, leaving);
  expect(await askedOf(successor)).toHaveLength(1);
  await api.ask('DELETE', at(leaving), { token: leaving.token, ifMatch: '*' });
  expect(await askedOf(successor)).toEqual([]);
});

it('a closing that names the same host asks it anew; one that names another asks of the promise no more', async () => {
  const [leaving, successor] = await pair();
  const other = await api.published();
  await name(leaving, successor.slug);
  await agree(successor, leaving);
  await announce(leaving, aClosing('2027-06-30', { successor: successor.slug }));
  expect((await closingOf(leaving)).successor).toEqual({ host: successor.slug, agreed: false });
  expect((await askedOf(successor)).map(({ kind }) => kind)).toEqual(['succession']);
  expect((await agree(successor, leaving)).status).toBe(201);
  expect((await closingOf(leaving)).successor?.agreed).toBe(true);
  await takeBack(successor, leaving);
  expect((await closingOf(leaving)).successor?.agreed).toBe(false);
  expect(await agreedOn(leaving)).toBeUndefined();
  await announce(leaving, aClosing('2027-06-30', { successor: other.slug }), '*');
  expect(await askedOf(successor)).toEqual([]);
  const url = between(successor, leaving);
  expect(await api.refused('PUT', url, { token: successor.token })).toEqual([409, 'not-named-successor']);
});

it('the history, the page and the alternatives tell who would take over, and whether both said so', async () => {
  const [leaving, successor] = await pair();
  await name(leaving, successor.slug);
  const page = async (query = '') => (await api.app.inject({ url: `/hosts/${leaving.slug}${query}` })).body;
  const first = async (lang = 'fr') =>
    (await api.ask<Alternatives>('GET', `/v1/hosts/${leaving.slug}/alternatives?lang=${lang}`)).body.items[0]!
      .hosts[0]!;
  expect(await page()).toContain('L’hébergeur nommé n’a pas encore dit oui.');
  expect(await first()).toMatchObject({ host: successor.slug, successor: { agreed: false, ifItCloses: true } });
  expect((await first()).reasons[0]!.text).toBe(
    'Les Noyers est nommé pour prendre la suite en cas de fermeture\u00a0; il n’a pas encore dit oui.',
  );
  await agree(successor, leaving);
  expect(await page()).toContain('Les deux hébergeurs sont d’accord depuis le 25 novembre 2026.');
  expect(await page()).toContain('Les Noyers</a>');
  expect(await page('?lang=en')).toContain('Both hosts have agreed since 25 November 2026.');
  expect(await first()).toMatchObject({ host: successor.slug, successor: { agreed: true, ifItCloses: true } });
  expect((await first('en')).reasons[0]!.text).toBe('Les Noyers has agreed to take over if this host closes.');
  const instead = await api.app.inject({ url: `/hosts/${leaving.slug}/alternatives` });
  expect(instead.body).toContain('<strong>Repreneur en cas de fermeture</strong>');
  expect(await sentencesOf(leaving)).toContain('Les Noyers accepte de prendre la suite en cas de fermeture.');
  await takeBack(successor, leaving);
  expect((await sentencesOf(leaving))[0]).toBe('Les Noyers n’accepte plus de prendre la suite en cas de fermeture.');
  expect((await sentencesOf(leaving, 'en'))[0]).toBe('Les Noyers no longer agrees to take over if this host closes.');
});
