import ICAL from 'ical.js';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Due } from '../../src/waiting/federation/schema.ts';
import type { PrivateAddress } from '../../src/waiting/private-address.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { columnsHolding } from '../support/everywhere.ts';

/* What is in these calendars and feeds, each thing on its day: test/contract/subscriptions.test.ts. */

const logged: string[] = [];
const api = useApp({ logged: (line) => void logged.push(line) });
const PUBLIC_URL = 'https://bercail.example';
beforeEach(() => {
  api.now = new Date('2026-11-25T12:00:00Z');
});

let host: Owned;
let federation: Owned;
/** A membership that was looked at long ago; another one will be looked at in years. */
let member: Owned;
beforeAll(async () => {
  host = await api.published();
  federation = await api.federation({ name: 'Les Chats ; et cie' });
  member = await api.publishedOn('2020-01-10', { name: 'Aulne' });
  const young = await api.publishedOn('2026-10-01', { name: 'Bouleau' });
  const undated = await api.published({ name: 'Cèdre' });
  for (const [one, body] of [
    [member, { state: 'member', since: '2020-01-10' }],
    [young, { state: 'member', since: '2026-10-01' }],
    [undated, { state: 'member' }],
  ] as const) {
    const path = `/v1/federations/${federation.slug}/members/${one.slug}`;
    const { status, text } = await api.ask('PUT', path, { token: ADMIN_TOKEN, ifMatch: '*', body });
    expect([200, 201], text).toContain(status);
  }
  await makeToken(host, 'poste', '2026-12-10T12:00:00Z');
});

type Rooms = 'hosts' | 'federations';
const LIST = { hosts: 'todo', federations: 'due' };
const at = (rooms: Rooms, { slug }: Owned) => `/v1/${rooms}/${slug}/private-address`;
const open = async (rooms: Rooms, owner: Owned) => {
  const { status, body, text } = await api.ask<PrivateAddress>('POST', at(rooms, owner), { token: owner.token });
  expect(status, text).toBe(201);
  return body;
};
/** As a calendar would: without a token. */
const subscribe = (address: string, more = '') => {
  expect(address.startsWith(`${PUBLIC_URL}/v1/`)).toBe(true);
  return api.ask('GET', address.slice(PUBLIC_URL.length) + more);
};
const isGone = async (address: string) =>
  expect(await api.refused('GET', address.slice(PUBLIC_URL.length))).toEqual([404, 'private-address-not-found']);
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
const textsOf = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([\\s\\S]*?)</${tag}>`, 'g'))].map(([, inside]) => inside!);
const makeToken = ({ slug, token }: Owned, label: string, expiresAt: string) =>
  api.ask('POST', '/v1/tokens', { token, body: { role: 'host', host: slug, label, expiresAt } });

describe.each([
  ['hosts', () => host, 'expires on 10 December 2026'],
  ['federations', () => federation, 'Membership of Aulne: to be looked at before 10 January 2023.'],
] as const)('a private address of %s', (rooms, owner, english) => {
  it('leads to a calendar and a feed, which no memory and no other site keeps, in the language that is asked for', async () => {
    const { ics, atom } = await open(rooms, owner());
    for (const [address, type] of [
      [ics, 'text/calendar; charset=utf-8'],
      [atom, 'application/atom+xml; charset=utf-8'],
    ] as const) {
      const { status, headers, text } = await subscribe(address);
      expect(status).toBe(200);
      expect(headers).toMatchObject({ 'content-type': type, 'cache-control': 'private, no-store' });
      expect([headers['content-language'], headers['access-control-allow-origin']]).toEqual(['fr', undefined]);
      // The key itself is in nothing that a reader may pass on.
      expect(text).not.toContain('key=');
    }
    const { headers, text } = await subscribe(ics, '&lang=en');
    expect(headers['content-language']).toBe('en');
    expect(eventsOf(text)[1]!.summary).toContain(english);
  });

  it('ends when another one is asked for, and when it is closed', async () => {
    const [first, second] = [await open(rooms, owner()), await open(rooms, owner())];
    await isGone(first.ics);
    await isGone(first.atom);
    expect((await subscribe(second.ics)).status).toBe(200);
    expect((await api.ask('DELETE', at(rooms, owner()), { token: owner().token })).status).toBe(204);
    await isGone(second.ics);
    await isGone(second.atom);
  });

  it('opens nothing of anybody else, nothing with a token in its place, and tells of no draft', async () => {
    const { ics } = await open(rooms, owner());
    const others: [Rooms, string][] = [
      ['hosts', member.slug],
      ['federations', (await api.federation()).slug],
      ['hosts', (await api.draft()).id],
      [rooms, 'personne'],
    ];
    await open('hosts', member);
    const key = new URL(ics).searchParams.get('key')!;
    for (const [of, ref] of others) await isGone(`${PUBLIC_URL}/v1/${of}/${ref}/${LIST[of]}.ics?key=${key}`);
    const own = `/v1/${rooms}/${owner().slug}/${LIST[rooms]}`;
    for (const wrong of ['x', owner().token, key.slice(1)]) await isGone(`${PUBLIC_URL}${own}.ics?key=${wrong}`);
    // And the key is no token.
    expect(await api.refused('GET', own, { token: key })).toEqual([401, 'bad-token']);
  });

  it('is kept as a hash only, and its key is in no line of the log', async () => {
    const { ics, atom } = await open(rooms, owner());
    await subscribe(ics);
    await subscribe(atom);
    await isGone(`${ics}x`);
    const key = new URL(ics).searchParams.get('key')!;
    expect(key.length).toBeGreaterThanOrEqual(43);
    expect(await columnsHolding(api.database, key)).toEqual([]);
    expect(logged.join()).toContain(`/${LIST[rooms]}.ics`);
    expect(logged.join()).not.toContain(key);
    expect(logged.join()).not.toContain('key=');
  });
});

describe('the subscriptions of a host', () => {
  it('have whole days, short lines, and texts that stay texts', async () => {
    const wild = await api.published({ name: 'Les Aulnes ; <b>fils</b>, & cie' });
    await makeToken(wild, 'poste, du\n« bureau » ; <script>]]>&amp;', '2026-12-10T12:00:00Z');
    const { ics, atom } = await open('hosts', wild);
    const { text } = await subscribe(ics);
    const event = eventsOf(text)[1]!;
    expect([event.startDate.isDate, `${event.startDate}`, `${event.endDate}`]).toEqual([
      true,
      '2026-12-10',
      '2026-12-11',
    ]);
    expect(event.component.getFirstPropertyValue('url')).toBe(`${PUBLIC_URL}/hosts/${wild.slug}`);
    expect(event.component.getFirstSubcomponent('valarm')).not.toBeNull();
    expect(event.summary.replaceAll('\u00a0', ' ')).toContain('Le jeton « poste, du « bureau » ; <script>]]>&amp; »');
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const feed = (await subscribe(atom)).text;
    expect(feed).not.toMatch(/<script>|<b>/);
    expect(feed).toContain('&lt;script&gt;]]&gt;&amp;amp;');
  });

  it('moves what it knows: one thing keeps its name while its day changes, and when a draft is published', async () => {
    const draft = await api.draft();
    const address = await open('hosts', { ...draft, slug: draft.id });
    const at = async (moment: string) => {
      api.now = new Date(moment);
      const events = eventsOf((await subscribe(address.ics)).text).filter(({ uid }) => !uid.startsWith('domain-'));
      return events.map(({ uid, startDate }) => [uid, startDate.toString()]);
    };
    expect(await at('2026-11-26T12:00:00Z')).toEqual([[`draft-expires.${draft.id}@bercail.example`, '2026-12-25']]);
    await api.ask('POST', `/v1/hosts/${draft.id}/publication?force=true`, { token: ADMIN_TOKEN });
    expect(await at('2026-11-26T12:00:00Z')).toEqual([]);
    const confirmation = `confirmation.${draft.id}@bercail.example`;
    expect(await at('2027-11-25T12:00:00Z')).toEqual([[confirmation, '2027-11-26']]);
    expect(await at('2027-11-28T12:00:00Z')).toEqual([[confirmation, '2027-11-28']]);
  });
});

describe('the calendar of a federation', () => {
  it('leads to a page for people, recalls what is to come a week before, and takes nobody’s day', async () => {
    const events = eventsOf((await subscribe((await open('federations', federation)).ics)).text);
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
    const { ics } = await open('federations', federation);
    const late = async () => {
      const events = eventsOf((await subscribe(ics)).text).slice(0, 2);
      return events.map(({ uid, startDate }) => [uid, startDate.toString()]);
    };
    const before = await late();
    api.now = new Date('2026-11-26T12:00:00Z');
    expect(await late()).toEqual(before.map(([uid]) => [uid, '2026-11-26']));
  });
});

describe('a member that announces its closing', () => {
  const close = async (successor: Owned, over: object = {}) => {
    const body = {
      stages: { readOnly: '2027-03-01', closed: '2027-06-30' },
      ...{ reason: { fr: 'Plus assez de bras.' }, successor: successor.slug, ...over },
    };
    const path = `/v1/hosts/${member.slug}/closing`;
    expect((await api.ask('PUT', path, { token: member.token, ifMatch: '*', body })).status).toBe(201);
  };

  it('is told with the promise that it breaks, and without those that it keeps', async () => {
    const due = async () =>
      (
        await api.ask<{ items: Due[] }>('GET', `/v1/federations/${federation.slug}/due?lang=fr`, {
          token: federation.token,
        })
      ).body.items.find(({ kind }) => kind === 'closing')!;
    const successor = await api.published({ name: 'Merisier' });
    await api.ask('PUT', `/v1/hosts/${member.slug}/commitments/closing-notice`, {
      ...{ token: member.token, ifMatch: '*', body: { value: 300 } },
    });
    await close(successor);
    expect((await due()).text).toContain(
      'L’hébergeur avait promis 300\u00a0jours de préavis\u00a0; il en donne 217. Promesse non tenue.',
    );
    expect((await due()).closing!.promises).toMatchObject([{ commitment: 'closing-notice', state: 'broken' }]);
    await api.ask('DELETE', `/v1/hosts/${member.slug}/closing`, { token: member.token, ifMatch: '*' });
    await api.ask('PUT', `/v1/hosts/${member.slug}/commitments/closing-notice`, {
      ...{ token: member.token, ifMatch: '*', body: { value: 90 } },
    });
    await close(successor);
    expect((await due()).closing!.promises).toBeUndefined();
    await api.ask('DELETE', `/v1/hosts/${member.slug}/closing`, { token: member.token, ifMatch: '*' });
    await api.ask('DELETE', `/v1/hosts/${member.slug}/commitments/closing-notice`, {
      ...{ token: member.token, ifMatch: '*' },
    });
  });

  it('comes first in the list, with its successor, on each of its days in the calendar, and once in the feed', async () => {
    const successor = await api.published({ name: 'Noyer' });
    await close(successor);
    const { body } = await api.ask<{ items: Due[] }>('GET', `/v1/federations/${federation.slug}/due?lang=fr`, {
      token: federation.token,
    });
    expect(body.items[0]).toMatchObject({
      ...{ kind: 'closing', host: member.slug, dueOn: '2027-03-01' },
      closing: { successor: { host: successor.slug, name: 'Noyer', agreed: false } },
      text: 'Aulne va fermer. Fermeture annoncée le 25 novembre 2026. Fin prévue le 30 juin 2027. Noyer est proposé pour prendre la suite\u00a0; il n’a pas encore dit oui.',
    });
    const { ics, atom } = await open('federations', federation);
    const days = eventsOf((await subscribe(ics)).text).filter(({ uid }) => uid.startsWith('closing.'));
    expect(days.map(({ startDate, summary }) => [startDate.toString(), summary])).toEqual([
      ['2027-03-01', 'Aulne, fermeture\u00a0: on peut lire, mais plus écrire.'],
      ['2027-06-30', 'Aulne, fermeture\u00a0: la fin.'],
    ]);
    const told = textsOf((await subscribe(atom)).text, 'entry').filter((entry) => entry.includes('#closing.'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`${PUBLIC_URL}/hosts/${member.slug}`);
    expect(told[0]).toContain(`href="${PUBLIC_URL}/federations/${federation.slug}"`);
    api.now = new Date('2027-04-01T12:00:00Z');
    const between = eventsOf((await subscribe(ics)).text).filter(({ uid }) => uid.startsWith('closing.'));
    expect(between.map(({ startDate }) => startDate.toString())).toEqual(['2027-03-01', '2027-06-30']);
    api.now = new Date('2026-11-25T12:00:00Z');
    await api.ask('DELETE', `/v1/hosts/${member.slug}/closing`, { token: member.token, ifMatch: '*' });
  });
});

describe('the feed of a federation', () => {
  it('has what is late, what is near and what has no date, each since a day; what is far comes in its time', async () => {
    const { atom } = await open('federations', federation);
    const { status, text, headers } = await subscribe(atom);
    expect([status, headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    const entries = textsOf(text, 'entry').map((entry) => [
      textsOf(entry, 'id')[0]!.split('#')[1],
      textsOf(entry, 'updated')[0],
    ]);
    expect(entries).toEqual([
      [expect.stringMatching(/^membership-review\./), '2026-11-25T00:00:00.000Z'],
      [`membership-review.${member.slug}`, '2022-11-11T00:00:00.000Z'],
    ]);
    expect(text).not.toContain('key=');
    api.now = new Date('2029-08-02T12:00:00Z');
    expect(textsOf((await subscribe(atom)).text, 'entry')).toHaveLength(3);
  });
});
