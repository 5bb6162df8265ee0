import ICAL from 'ical.js';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TodoItem } from '../../src/waiting/host/schema.ts';
import type { PrivateAddress } from '../../src/waiting/private-address.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { columnsHolding } from '../support/everywhere.ts';

const logged: string[] = [];
const api = useApp({ logged: (line) => void logged.push(line) });
const PUBLIC_URL = 'https://bercail.example';
beforeEach(() => {
  api.now = new Date('2026-11-25T12:00:00Z');
});

const open = async ({ slug, token }: Owned) => {
  const { status, body, text } = await api.ask<PrivateAddress>('POST', `/v1/hosts/${slug}/private-address`, { token });
  expect(status, text).toBe(201);
  return body;
};
/** As a calendar would: without a token. */
const subscribe = (address: string, more = '') => {
  expect(address.startsWith(`${PUBLIC_URL}/v1/hosts/`)).toBe(true);
  return api.ask('GET', address.slice(PUBLIC_URL.length) + more);
};
const isGone = async (address: string) =>
  expect(await api.refused('GET', address.slice(PUBLIC_URL.length))).toEqual([404, 'private-address-not-found']);
const eventsOf = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
};
const textsOf = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([\\s\\S]*?)</${tag}>`, 'g'))].map(([, inside]) => inside);
const makeToken = (host: Owned, label: string, expiresAt: string) =>
  api.ask<{ id: string }>('POST', '/v1/tokens', {
    token: host.token,
    body: { role: 'host', host: host.slug, label, expiresAt },
  });

describe('the calendar of a host', () => {
  it('has a whole day for each thing that is due; what has no date stands on today', async () => {
    const host = await api.published({ name: 'Les Aulnes ; fils, et cie' });
    const { body: token } = await makeToken(host, 'poste, du\n« bureau » ; é', '2026-12-10T12:00:00Z');
    const { status, text, headers } = await subscribe((await open(host)).ics);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      'private, no-store',
    ]);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    const events = eventsOf(text);
    expect(events).toHaveLength(2);
    const [undated, event] = events;
    expect([undated!.uid, undated!.startDate.toString()]).toEqual([
      `domain-unproven.${host.id}@bercail.example`,
      '2026-11-25',
    ]);
    expect(event!.component.getFirstPropertyValue('url')).toBe(`${PUBLIC_URL}/hosts/${host.slug}`);
    expect(event!.component.getFirstSubcomponent('valarm')).not.toBeNull();
    expect([event!.startDate.isDate, event!.startDate.toString(), event!.endDate.toString()]).toEqual([
      true,
      '2026-12-10',
      '2026-12-11',
    ]);
    expect(event!.summary.replaceAll('\u00a0', ' ')).toBe(
      'Le jeton « poste, du « bureau » ; é » expire le 10 décembre 2026. Faites-en un autre avant.',
    );
    expect(event!.uid).toBe(`token-expires.token:${token.id}.${host.id}@bercail.example`);
    const name = new ICAL.Component(ICAL.parse(text)).getFirstPropertyValue('x-wr-calname');
    expect(name).toBe('À faire pour Les Aulnes ; fils, et cie');
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it('moves what it knows: one thing keeps its name while its day changes, and when a draft is published', async () => {
    const draft = await api.draft();
    const address = await open({ ...draft, slug: draft.id });
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

  it('speaks the language that is asked for', async () => {
    const host = await api.published();
    await makeToken(host, 'desk', '2026-12-10T12:00:00Z');
    const { text, headers } = await subscribe((await open(host)).ics, '&lang=en');
    expect(headers['content-language']).toBe('en');
    expect(eventsOf(text)[1]!.summary).toContain('expires on 10 December 2026');
  });
});

describe('the feed of a host', () => {
  it('has an entry for all that waits, each with a name and a day of its own; texts stay texts', async () => {
    const host = await api.published({ name: '<b>Aulnes</b> & cie' });
    await makeToken(host, '<script>]]>&amp;', '2026-12-10T12:00:00Z');
    const { body } = await api.ask<{ items: TodoItem[] }>('GET', `/v1/hosts/${host.slug}/todo`, { token: host.token });
    const { status, text, headers } = await subscribe((await open(host)).atom);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'application/atom+xml; charset=utf-8',
      'private, no-store',
    ]);
    expect(text).not.toMatch(/<script>|<b>/);
    expect(text).toContain('&lt;script&gt;]]&gt;&amp;amp;');
    const entries = textsOf(text, 'entry');
    expect(entries).toHaveLength(body.items.length);
    expect(body.items.map(({ due }) => due)).toContain(null);
    const ids = textsOf(text, 'id');
    expect(new Set(ids).size).toBe(body.items.length + 1);
    expect(ids.every((id) => id!.startsWith(`${PUBLIC_URL}/v1/hosts/${host.id}/todo`))).toBe(true);
    const updated = entries.map((entry) => textsOf(entry!, 'updated')[0]);
    // The token is told of from 30 days before its end on.
    expect(updated).toEqual(['2026-11-25T00:00:00.000Z', '2026-11-10T00:00:00.000Z']);
    // The key itself is in nothing that a reader may pass on.
    expect(text).not.toContain('key=');
  });
});

describe('a private address', () => {
  it('ends when another one is asked for, and when it is closed', async () => {
    const host = await api.published();
    const first = await open(host);
    expect((await subscribe(first.ics)).status).toBe(200);
    const second = await open(host);
    await isGone(first.ics);
    await isGone(first.atom);
    expect((await subscribe(second.ics)).status).toBe(200);
    const close = () => api.ask('DELETE', `/v1/hosts/${host.slug}/private-address`, { token: host.token });
    expect((await close()).status).toBe(204);
    await isGone(second.ics);
    await isGone(second.atom);
    expect(await api.refused('DELETE', `/v1/hosts/${host.slug}/private-address`, { token: host.token })).toEqual([
      404,
      'private-address-not-found',
    ]);
  });

  it('opens nothing of another host, nothing with a token in its place, and tells of no draft', async () => {
    const [host, other] = [await api.published(), await api.published()];
    const draft = await api.draft();
    const { ics } = await open(host);
    await open(other);
    const key = new URL(ics).searchParams.get('key');
    for (const ref of [other.slug, draft.id, 'personne'])
      await isGone(`${PUBLIC_URL}/v1/hosts/${ref}/todo.ics?key=${key}`);
    for (const wrong of ['x', host.token, key!.slice(1)])
      await isGone(`${PUBLIC_URL}/v1/hosts/${host.slug}/todo.ics?key=${wrong}`);
    // And the key is no token.
    expect(await api.refused('GET', `/v1/hosts/${host.slug}/todo`, { token: key! })).toEqual([401, 'bad-token']);
  });

  it('is kept as a hash only, and its key is in no line of the log', async () => {
    const host = await api.published();
    const { ics, atom } = await open(host);
    await subscribe(ics);
    await subscribe(atom);
    await isGone(`${ics}x`);
    const key = new URL(ics).searchParams.get('key')!;
    expect(key.length).toBeGreaterThanOrEqual(43);
    expect(await columnsHolding(api.database, key)).toEqual([]);
    expect(logged.join()).toContain('/todo.ics');
    expect(logged.join()).not.toContain(key);
    expect(logged.join()).not.toContain('key=');
  });
});
