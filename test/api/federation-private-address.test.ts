import ICAL from 'ical.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Due } from '../../src/waiting/federation/schema.ts';
import type { PrivateAddress } from '../../src/waiting/private-address.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { columnsHolding } from '../support/everywhere.ts';

const api = useApp();
const PUBLIC_URL = 'https://bercail.example';

let federation: Owned;
let host: Owned;
/** A membership that was looked at long ago, and one that will be looked at in years. */
beforeAll(async () => {
  federation = await api.federation({ name: 'Les Chats ; et cie' });
  host = await api.publishedOn('2020-01-10', { name: 'Aulne' });
  const young = await api.publishedOn('2026-10-01', { name: 'Bouleau' });
  const undated = await api.published({ name: 'Cèdre' });
  for (const [member, body] of [
    [host, { status: 'member', since: '2020-01-10' }],
    [young, { status: 'member', since: '2026-10-01' }],
    [undated, { status: 'member' }],
  ] as const) {
    const path = `/v1/federations/${federation.slug}/members/${member.slug}`;
    const { status, text } = await api.ask('PUT', path, { token: ADMIN_TOKEN, ifMatch: '*', body });
    expect([200, 201], text).toContain(status);
  }
});

const at = ({ slug }: Owned) => `/v1/federations/${slug}/private-address`;
const open = async (one: Owned = federation) => {
  const { status, body, text } = await api.ask<PrivateAddress>('POST', at(one), { token: one.token });
  expect(status, text).toBe(201);
  return body;
};
/** As a calendar would: without a token. */
const subscribe = (address: string, more = '') => {
  expect(address.startsWith(`${PUBLIC_URL}/v1/federations/`)).toBe(true);
  return api.ask('GET', address.slice(PUBLIC_URL.length) + more);
};
const isGone = async (address: string) =>
  expect(await api.refused('GET', address.slice(PUBLIC_URL.length))).toEqual([404, 'private-address-not-found']);
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
const textsOf = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([\\s\\S]*?)</${tag}>`, 'g'))].map(([, inside]) => inside!);

describe('the calendar of a federation', () => {
  it('has a whole day for each thing that is due, in the words of its list: what is late or has no date stands on today', async () => {
    const { status, text, headers } = await subscribe((await open()).ics);
    expect([status, headers['content-type'], headers['cache-control'], headers['content-language']]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      'private, no-store',
      'fr',
    ]);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    const { body } = await api.ask<{ items: Due[] }>('GET', `/v1/federations/${federation.slug}/due?lang=fr`, {
      token: federation.token,
    });
    const events = eventsOf(text);
    expect(body.items.map(({ on }) => on)).toEqual([null, '2023-01-10', '2029-10-01']);
    expect(events.map(({ startDate, summary }) => [startDate.toString(), summary])).toEqual([
      ['2026-11-25', body.items[0]!.text],
      ['2026-11-25', body.items[1]!.text],
      ['2029-10-01', body.items[2]!.text],
    ]);
    expect(events[1]!.summary).toContain('10 janvier 2023');
    expect(events[0]!.startDate.isDate).toBe(true);
    expect(events[1]!.uid).toBe(`membership-review.${host.slug}.${federation.id}@bercail.example`);
    const name = new ICAL.Component(ICAL.parse(text)).getFirstPropertyValue('x-wr-calname');
    expect(name).toBe('À faire pour Les Chats ; et cie');
  });

  it('leads to a page for people, recalls what is to come a week before, and takes nobody’s day', async () => {
    const events = eventsOf((await subscribe((await open()).ics)).text);
    for (const { component } of events) {
      expect(component.getFirstPropertyValue('url')).toBe(`${PUBLIC_URL}/federations/${federation.slug}`);
      expect(component.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
    }
    const alarms = events.map(({ component }) => component.getFirstSubcomponent('valarm'));
    expect(alarms.slice(0, 2)).toEqual([null, null]);
    expect(alarms[2]!.getFirstPropertyValue('action')).toBe('DISPLAY');
    expect(alarms[2]!.getFirstPropertyValue('description')).toBe(events[2]!.summary);
    const before = alarms[2]!.getFirstPropertyValue('trigger') as unknown as InstanceType<typeof ICAL.Duration>;
    expect(before.toSeconds()).toBe(-7 * 24 * 3600);
  });

  it('keeps the name of what is late from one day to the next', async () => {
    const { ics } = await open();
    const late = async () => {
      const events = eventsOf((await subscribe(ics)).text).slice(0, 2);
      return events.map(({ uid, startDate }) => [uid, startDate.toString()]);
    };
    const before = await late();
    api.now = new Date('2026-11-26T12:00:00Z');
    expect(await late()).toEqual(before.map(([uid]) => [uid, '2026-11-26']));
    api.now = new Date('2026-11-25T12:00:00Z');
  });

  it('speaks the language that is asked for', async () => {
    const { text, headers } = await subscribe((await open()).ics, '&lang=en');
    expect(headers['content-language']).toBe('en');
    expect(eventsOf(text)[1]!.summary).toBe('Membership of Aulne: to be looked at before 10 January 2023.');
  });
});

describe('a member that announces its closing', () => {
  const close = async (successor: Owned, over: object = {}) => {
    const body = {
      stages: { readOnly: '2027-03-01', closed: '2027-06-30' },
      ...{ reason: { fr: 'Plus assez de bras.' }, successor: successor.slug, ...over },
    };
    const path = `/v1/hosts/${host.slug}/closing`;
    expect((await api.ask('PUT', path, { token: host.token, ifMatch: '*', body })).status).toBe(201);
  };

  it('comes first in the list, with its successor, on each of its days in the calendar, and once in the feed', async () => {
    const successor = await api.published({ name: 'Noyer' });
    await close(successor);
    const { body } = await api.ask<{ items: Due[] }>('GET', `/v1/federations/${federation.slug}/due?lang=fr`, {
      token: federation.token,
    });
    expect(body.items[0]).toMatchObject({
      ...{ kind: 'closing', host: host.slug, on: '2027-03-01' },
      closing: { successor: { host: successor.slug, name: 'Noyer', agreed: false } },
      text: 'Aulne va fermer. Fermeture annoncée le 25 novembre 2026. Fin prévue le 30 juin 2027. Noyer est proposé pour prendre la suite\u00a0; il n’a pas encore dit oui.',
    });
    const { ics, atom } = await open();
    const days = eventsOf((await subscribe(ics)).text).filter(({ uid }) => uid.startsWith('closing.'));
    expect(days.map(({ startDate, summary }) => [startDate.toString(), summary])).toEqual([
      ['2027-03-01', 'Aulne, fermeture\u00a0: on peut lire, mais plus écrire.'],
      ['2027-06-30', 'Aulne, fermeture\u00a0: la fin.'],
    ]);
    const told = textsOf((await subscribe(atom)).text, 'entry').filter((entry) => entry.includes('#closing.'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`${PUBLIC_URL}/hosts/${host.slug}`);
    expect(told[0]).toContain(`href="${PUBLIC_URL}/federations/${federation.slug}"`);
    api.now = new Date('2027-04-01T12:00:00Z');
    const between = eventsOf((await subscribe(ics)).text).filter(({ uid }) => uid.startsWith('closing.'));
    expect(between.map(({ startDate }) => startDate.toString())).toEqual(['2027-03-01', '2027-06-30']);
    api.now = new Date('2026-11-25T12:00:00Z');
    await api.ask('DELETE', `/v1/hosts/${host.slug}/closing`, { token: host.token, ifMatch: '*' });
  });
});

describe('the feed of a federation', () => {
  it('has what is late, what is near and what has no date, each since a day; what is far comes in its time', async () => {
    const { atom } = await open();
    const { status, text, headers } = await subscribe(atom);
    expect([status, headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    const entries = textsOf(text, 'entry').map((entry) => [
      textsOf(entry, 'id')[0]!.split('#')[1],
      textsOf(entry, 'updated')[0],
    ]);
    expect(entries).toEqual([
      [expect.stringMatching(/^membership-review\./), '2026-11-25T00:00:00.000Z'],
      [`membership-review.${host.slug}`, '2022-11-11T00:00:00.000Z'],
    ]);
    expect(text).not.toContain('key=');
    const before = api.now;
    api.now = new Date('2029-08-02T12:00:00Z');
    expect(textsOf((await subscribe(atom)).text, 'entry')).toHaveLength(3);
    api.now = before;
  });
});

describe('the private address of a federation', () => {
  it('ends when another one is asked for, and when it is closed', async () => {
    const [first, second] = [await open(), await open()];
    await isGone(first.ics);
    await isGone(first.atom);
    expect((await subscribe(second.ics)).status).toBe(200);
    const close = { token: federation.token };
    expect((await api.ask('DELETE', at(federation), close)).status).toBe(204);
    await isGone(second.ics);
    await isGone(second.atom);
    expect(await api.refused('DELETE', at(federation), close)).toEqual([404, 'private-address-not-found']);
  });

  it('opens nothing of another federation nor of a host, and no token stands in its place', async () => {
    const other = await api.federation();
    const { ics } = await open();
    await open(other);
    await api.ask('POST', `/v1/hosts/${host.slug}/private-address`, { token: host.token });
    const key = new URL(ics).searchParams.get('key')!;
    for (const path of [`federations/${other.slug}/due`, 'federations/personne/due', `hosts/${host.slug}/todo`])
      await isGone(`${PUBLIC_URL}/v1/${path}.ics?key=${key}`);
    for (const wrong of ['x', federation.token, key.slice(1)])
      await isGone(`${PUBLIC_URL}/v1/federations/${federation.slug}/due.ics?key=${wrong}`);
    expect(await api.refused('GET', `/v1/federations/${federation.slug}/due`, { token: key })).toEqual([
      401,
      'bad-token',
    ]);
    expect((await subscribe(ics)).status).toBe(200);
    expect(await columnsHolding(api.database, key)).toEqual([]);
  });
});
