import { extractFromXml } from '@extractus/feed-extractor';
import ICAL from 'ical.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Due } from '../../src/waiting/federation/schema.ts';
import type { TodoItem } from '../../src/waiting/host/schema.ts';
import type { PrivateAddress } from '../../src/waiting/private-address.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';

/* Calendars and feeds as programs of others read them: what they show is what the API says. */

const PUBLIC_URL = 'https://bercail.example';
const TODAY = '2026-11-25';
const test = useApp();
let host: Owned;
let federation: Owned;

const put = async (path: string, token: string, body: object) => {
  const { status, text } = await test.ask('PUT', path, { token, ifMatch: '*', body });
  expect([200, 201], text).toContain(status);
};
beforeAll(async () => {
  host = await test.published({ name: 'Les Aulnes ; « fils », & <cie>' });
  federation = await test.federation({ name: 'Les Voisins, ici & là' });
  const token = { role: 'host', host: host.slug, label: 'poste & bureau', expiresAt: '2026-12-10T12:00:00Z' };
  expect((await test.ask('POST', '/v1/tokens', { token: host.token, body: token })).status).toBe(201);
  const memberships = { 'Un & un': '2020-01-10', Proche: '2024-01-10', Lointain: '2026-10-01' };
  for (const [name, since] of Object.entries(memberships)) {
    const member = await test.publishedOn(since, { name });
    const path = `/v1/federations/${federation.slug}/members/${member.slug}`;
    await put(path, ADMIN_TOKEN, { state: 'member', since });
  }
});

const open = async (owner: Owned, rooms: 'hosts' | 'federations') => {
  const path = `/v1/${rooms}/${owner.slug}/private-address`;
  const { status, body } = await test.ask<PrivateAddress>('POST', path, { token: owner.token });
  expect(status).toBe(201);
  return body;
};
/** As a program that subscribes: without a token. */
const read = async (address: string) => {
  const { status, text } = await test.ask('GET', address.slice(PUBLIC_URL.length));
  expect(status, text).toBe(200);
  return text;
};
/** Ids, days and words of the events of a calendar. */
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map((event) => new ICAL.Event(event))
    .map(({ uid, startDate, summary }) => ({ id: uid, day: startDate.toString(), text: summary }));
/** Ids, days and words of the entries of a feed. */
const entriesOf = (text: string) => {
  // The words whole: this reader would cut them.
  const { title, link, entries = [] } = extractFromXml(text, { descriptionMaxLen: 0 });
  const read = entries.map(({ id, title, published }) => ({ id, day: published?.slice(0, 10), text: title }));
  return { title, link, entries: read };
};
/** What is late or has no date stands on the present day. */
const dayOf = (day: string | null | undefined): string => (!day || day < TODAY ? TODAY : day);
const nameOf = (...parts: (string | undefined)[]): string => parts.filter((part) => part !== undefined).join('.');

describe('what waits for a host', () => {
  const todo = async () => {
    const path = `/v1/hosts/${host.slug}/todo?lang=fr`;
    const { body } = await test.ask<{ items: TodoItem[] }>('GET', path, { token: host.token });
    expect(body.items.length).toBeGreaterThan(1);
    return body.items;
  };

  it('is in its calendar, each thing on its day', async () => {
    const expected = (await todo()).map(({ kind, subject, dueOn: due, text }) => ({
      id: `${nameOf(kind, subject)}.${host.id}@bercail.example`,
      ...{ day: dayOf(due), text },
    }));
    expect(eventsOf(await read((await open(host, 'hosts')).ics))).toEqual(expected);
  });

  it('is in its feed, each thing since the day on which it began to wait', async () => {
    const { title, link, entries } = entriesOf(await read((await open(host, 'hosts')).atom));
    expect([title, link]).toEqual(['À faire pour Les Aulnes ; « fils », & <cie>', `${PUBLIC_URL}/hosts/${host.slug}`]);
    const expected = (await todo()).map(({ kind, subject, text }) => ({
      id: `${PUBLIC_URL}/v1/hosts/${host.id}/todo#${nameOf(kind, subject)}`,
      // A token is told of from thirty days before its end on.
      ...{ day: kind === 'token-expires' ? '2026-11-10' : TODAY, text },
    }));
    expect(entries).toEqual(expected);
  });
});

describe('what is due to a federation', () => {
  const due = async (query = '') => {
    const path = `/v1/federations/${federation.slug}/due?lang=fr${query}`;
    const { body } = await test.ask<{ items: Due[] }>('GET', path, { token: federation.token });
    expect(body.items.length).toBeGreaterThan(1);
    return body.items;
  };

  it('is in its calendar, each thing on its day', async () => {
    const expected = (await due()).map(({ kind, host, subject, dueOn: on, text }) => ({
      id: `${nameOf(kind, host, subject)}.${federation.id}@bercail.example`,
      ...{ day: dayOf(on), text },
    }));
    expect(eventsOf(await read((await open(federation, 'federations')).ics))).toEqual(expected);
  });

  it('is in its feed once it is near', async () => {
    const { title, link, entries } = entriesOf(await read((await open(federation, 'federations')).atom));
    expect([title, link]).toEqual([
      'À faire pour Les Voisins, ici & là',
      `${PUBLIC_URL}/federations/${federation.slug}`,
    ]);
    const expected = (await due('&within=60')).map(({ kind, host, subject, text }) => ({
      id: `${PUBLIC_URL}/v1/federations/${federation.id}/due#${nameOf(kind, host, subject)}`,
      text,
    }));
    expect(entries.map(({ id, text }) => ({ id, text }))).toEqual(expected);
    for (const { day } of entries) expect(day! <= TODAY).toBe(true);
  });
});
