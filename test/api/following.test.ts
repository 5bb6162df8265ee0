import { extractFromXml } from '@extractus/feed-extractor';
import ICAL from 'ical.js';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../src/documents/service.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aClosing, closingsIn } from '../support/closings.ts';
import { aService, aSlug } from '../support/record.ts';

const api = useApp();
const { announce, promise } = closingsIn(api);
const setDay = (day: string) => {
  api.now = new Date(`${day}T12:00:00Z`);
};
beforeEach(() => setDay('2026-11-25'));

const aHost = async (name?: string): Promise<Owned> => {
  const slug = aSlug('saules');
  return await api.published({ slug, name: name ?? `Les Saules ${slug}`, website: `https://${slug}.example` });
};
const price = async ({ slug, token }: Owned, ...plans: Plan[]) => {
  const body = aService({ plans });
  const { status, text } = await api.ask('PUT', `/v1/hosts/${slug}/services/nuage`, { token, ifMatch: '*', body });
  expect([200, 201], text).toContain(status);
};
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

const feedOf = async ({ slug }: Owned, query = '') => {
  const { status, text, headers } = await api.ask('GET', `/hosts/${slug}/feed.atom${query}`);
  expect(status, text).toBe(200);
  const { title, link, entries = [] } = extractFromXml(text, { descriptionMaxLen: 0 });
  const told = entries.map(({ title: one }) => plain(one ?? ''));
  return { title: plain(title ?? ''), link, told, ids: entries.map(({ id }) => id), entries, text, headers };
};
const datesOf = async ({ slug }: Owned, query = '') => {
  const { status, text, headers } = await api.ask('GET', `/hosts/${slug}/dates.ics${query}`);
  expect(status, text).toBe(200);
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  return {
    headers,
    days: events.map(({ startDate, summary }) => `${startDate} ${plain(summary)}`).sort(),
    ids: events.map(({ uid }) => uid),
  };
};

describe('the feed of a host', () => {
  it('tells its word, its prices and its end, newest first, and nothing else', async () => {
    const host = await aHost('Les Saules');
    await promise(host, 'closing-notice', 90);
    await price(host, { name: 'Groupe', fixed: 35 });
    setDay('2026-11-26');
    await api.ask('PATCH', `/v1/hosts/${host.slug}`, {
      token: host.token,
      ifMatch: '*',
      body: { summary: { fr: 'Des fichiers.' } },
    });
    await price(host, { name: 'Groupe', fixed: 35 }, { name: 'Groupe', fixed: 40, from: '2027-02-01' });
    await promise(host, 'closing-notice', 30);
    await api.ask('POST', `/v1/hosts/${host.slug}/confirmations`, { token: host.token, body: {} });
    setDay('2026-11-27');
    await announce(host, aClosing('2026-12-10'), '*');
    const { title, link, told, entries, headers } = await feedOf(host);
    expect(title).toBe('Suivre Les Saules : fermetures, prix, parole');
    expect(link).toBe(`https://bercail.example/hosts/${host.slug}`);
    expect(told[0]).toMatch(/^Fermeture annoncée\. Date prévue : 10 décembre 2026\. .*Promesse non tenue\.$/);
    expect(told.slice(1)).toEqual([
      expect.stringMatching(/^La fiche est confirmée\./),
      expect.stringMatching(/Engagement affaibli\./),
      expect.stringMatching(/Prix plus élevé à partir du 1er février 2027\./),
      expect.stringMatching(/Nouvel engagement\./),
    ]);
    expect(entries.map(({ published }) => published?.slice(0, 10))).toEqual([
      '2026-11-27',
      '2026-11-26',
      '2026-11-26',
      '2026-11-26',
      '2026-11-25',
    ]);
    expect([headers['content-type'], headers['content-language']]).toEqual([
      'application/atom+xml; charset=utf-8',
      'fr',
    ]);
    expect((await feedOf(host, '?lang=en')).told[0]).toMatch(/^Closing announced\./);
  });

  it('keeps the identity of an entry, whatever happens later and whatever the host is called then', async () => {
    const host = await aHost();
    await promise(host, 'closing-notice', 90);
    const [first] = (await feedOf(host)).ids;
    expect(first).toContain(host.id);
    await promise(host, 'closing-notice', 120);
    const body = { name: `Les Nouveaux ${host.slug}` };
    const renamed = await api.ask('PATCH', `/v1/hosts/${host.slug}`, { token: host.token, ifMatch: '*', body });
    expect(renamed.status, renamed.text).toBe(200);
    const { ids, title } = await feedOf(host);
    expect(title).toContain('Les Nouveaux');
    // Two promises, and the new name.
    expect(ids).toHaveLength(3);
    expect(ids.at(-1)).toBe(first);
  });

  it('is another feed in English, as programs take what has the same name for the same thing', async () => {
    const host = await aHost();
    await promise(host, 'closing-notice', 90);
    const namesOf = ({ text }: { text: string }) => [
      text.match(/<id>([^<]+)<\/id>/)![1],
      text.match(/<link rel="self" href="([^"]+)"/)![1],
    ];
    const [french, english] = [await feedOf(host), await feedOf(host, '?lang=en')];
    const at = (name: string) => `https://bercail.example/hosts/${name}/feed.atom`;
    expect(namesOf(french)).toEqual([at(host.id), at(host.slug)]);
    expect(namesOf(english)).toEqual([`${at(host.id)}?lang=en`, `${at(host.slug)}?lang=en`]);
    expect(namesOf(await feedOf(host, '?lang=fr'))).toEqual(namesOf(french));
    expect(english.ids).toHaveLength(1);
    expect(english.ids).not.toEqual(french.ids);
  });

  it('is not sent again while nothing has changed', async () => {
    const host = await aHost();
    await promise(host, 'closing-notice', 90);
    for (const file of ['feed.atom', 'dates.ics']) {
      const url = `/hosts/${host.slug}/${file}`;
      const { headers } = await api.ask('GET', url);
      expect(headers['cache-control']).toBe('public, max-age=60, stale-while-revalidate=600');
      expect(headers['access-control-allow-origin']).toBe('*');
      const again = { headers: { 'if-none-match': String(headers.etag) } };
      expect((await api.ask('GET', url, again)).status).toBe(304);
      await promise(host, 'closing-notice', file === 'feed.atom' ? 100 : 110);
      expect((await api.ask('GET', url, again)).status).toBe(200);
    }
  });

  it('says names of any kind as the letters that they are', async () => {
    const host = await aHost('<b>Saules</b> & "fils" ; <script>alert(1)</script>');
    await price(host, { name: '<i>Groupe</i>\\; ,', fixed: 35 });
    await price(host, { name: '<i>Groupe</i>\\; ,', fixed: 45 });
    const { title, told, text } = await feedOf(host);
    expect(title).toContain('<b>Saules</b> & "fils" ; <script>alert(1)</script>');
    expect(told[0]).toContain('<i>Groupe</i>');
    expect(text).not.toMatch(/<(script|i|b)>/);
    const { days } = await datesOf(host);
    expect(days).toEqual([
      '2026-11-25 <b>Saules</b> & "fils" ; <script>alert(1)</script>, Nuage, prix plus élevé pour la formule « <i>Groupe</i>\\; , ».',
    ]);
  });
});

describe('the calendar of a host', () => {
  it('has each day of its closing, of those of its services, and the first day of each price', async () => {
    const host = await aHost('Les Saules');
    await price(host, { name: 'Groupe', fixed: 35 }, { name: 'Groupe', fixed: 40, from: '2027-02-01' });
    expect((await datesOf(host)).days).toEqual([
      '2027-02-01 Les Saules, Nuage, nouveau prix de la formule « Groupe » : 40 € par an.',
    ]);
    await announce(host, { ...aClosing('2027-04-01'), stages: { restricted: '2027-01-01', closed: '2027-04-01' } });
    const { days, ids } = await datesOf(host);
    expect(days).toEqual([
      '2027-01-01 Les Saules, fermeture : plus de nouveaux venus.',
      '2027-02-01 Les Saules, Nuage, nouveau prix de la formule « Groupe » : 40 € par an.',
      '2027-04-01 Les Saules, fermeture : la fin.',
    ]);
    await announce(
      host,
      { ...aClosing('2027-05-01'), stages: { restricted: '2027-01-01', closed: '2027-05-01' } },
      '*',
    );
    const moved = await datesOf(host, '?lang=en');
    expect(moved.days.at(-1)).toBe('2027-05-01 Les Saules, closing: the end.');
    expect(new Set(moved.ids)).toEqual(new Set(ids));
  });

  it('keeps apart two prices whose names begin alike', async () => {
    const host = await aHost('Les Saules');
    const name = 'Hébergement de site pour associations';
    await price(
      host,
      { name: `${name}, petit`, fixed: 35, from: '2027-02-01' },
      { name: `${name}, grand`, fixed: 70, from: '2027-02-01' },
    );
    const { days, ids } = await datesOf(host);
    expect(days).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });

  it('is there, and empty, where no day is known', async () => {
    const { days, headers } = await datesOf(await aHost());
    expect(days).toEqual([]);
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
  });
});

describe('the addresses to follow a host', () => {
  it('are named in the head of its page', async () => {
    const { slug } = await aHost();
    const { text } = await api.ask('GET', `/hosts/${slug}`, { headers: { accept: 'text/html' } });
    const head = text.slice(0, text.indexOf('</head>'));
    expect(head).toMatch(
      new RegExp(`<link rel="alternate" type="application/atom\\+xml"[^>]* href="/hosts/${slug}/feed.atom"`),
    );
    expect(head).toMatch(new RegExp(`<link rel="alternate" type="text/calendar"[^>]* href="/hosts/${slug}/dates.ics"`));
  });

  it('name the language of the page: the program that reads them has none', async () => {
    const { slug } = await aHost();
    for (const [url, headers] of [
      [`/hosts/${slug}?lang=en`, {}],
      [`/hosts/${slug}`, { 'accept-language': 'en' }],
    ] as const) {
      const { text } = await api.ask('GET', url, { headers: { accept: 'text/html', ...headers } });
      for (const file of ['feed.atom', 'dates.ics'])
        expect(text.match(new RegExp(`href="/hosts/${slug}/${file}[^"]*"`, 'g'))).toEqual(
          Array(2).fill(`href="/hosts/${slug}/${file}?lang=en"`),
        );
    }
  });

  it('are not those of a draft, a suspended or a withdrawn host, nor of nobody', async () => {
    const draft = await api.draft();
    const suspended = await aHost();
    const withdrawn = await aHost();
    const admin = { token: ADMIN_TOKEN, ifMatch: '*' };
    const body = { reason: { fr: 'Le site ne répond plus.' } };
    expect((await api.ask('PUT', `/v1/hosts/${suspended.slug}/suspension`, { ...admin, body })).status).toBeLessThan(
      300,
    );
    expect((await api.ask('DELETE', `/v1/hosts/${withdrawn.slug}`, admin)).status).toBeLessThan(300);
    for (const file of ['feed.atom', 'dates.ics']) {
      for (const name of [draft.slug, draft.id, suspended.slug, 'personne'])
        expect(await api.refused('GET', `/hosts/${name}/${file}`), `${name} ${file}`).toEqual([404, 'host-not-found']);
      expect((await api.ask('GET', `/hosts/${withdrawn.slug}/${file}`)).status).toBe(410);
    }
    const { text } = await api.ask('GET', `/hosts/${suspended.slug}`, { headers: { accept: 'text/html' } });
    expect(text).not.toContain('feed.atom');
    expect((await api.ask('DELETE', `/v1/hosts/${suspended.slug}/suspension`, admin)).status).toBeLessThan(300);
    expect((await feedOf(suspended)).told[0]).toBe('La suspension est levée.');
  });
});
