import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { createOutgoing, type Fetched, userAgentOf } from '../../src/outgoing/fetch.ts';
import {
  evidencePassages,
  hosts,
  looks,
  mailAddresses,
  mails,
  siteVisits,
  watchedHosts,
} from '../../src/record/tables.ts';
import { mayAskOf } from '../../src/watching/plan.ts';
import type { KeptEvidence, LookList, Presence } from '../../src/watching/schema.ts';
import { type VisitOptions, visitSites } from '../../src/watching/visits.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { columnsHolding } from '../support/everywhere.ts';
import { reference } from '../support/matching.ts';
import { readingOnly } from '../support/outgoing.ts';
import { DEAD, page } from '../support/watched-web.ts';

const api = useApp();
const NO_FILE = page('', { status: 404 });
/** A site that keeps the line of the catalogue known as up. */
const UP: Record<string, Fetched> = { 'https://debout.fr/': page('Debout.') };

const context = () => ({ db: api.database.db, reference, clock: () => api.now, newId: randomUUID });
const web = (pages: Record<string, Fetched>) => {
  const asked: string[] = [];
  const outgoing = readingOnly(async (address) => {
    asked.push(address);
    const answer = { ...UP, ...pages }[address] ?? (address.endsWith('/robots.txt') ? NO_FILE : DEAD);
    return answer.problem === null ? { ...answer, address } : answer;
  });
  const visit = (options: VisitOptions = {}) => visitSites(context(), outgoing, { pause: async () => {}, ...options });
  return { asked, visit };
};
const nextDay = (days = 1) => {
  api.now = new Date(api.now.getTime() + days * 86_400_000);
};
let count = 0;
const aHost = (over: object = {}) =>
  api.published({ website: `https://hote${++count}.fr`, name: `Hôte ${count}`, ...over });
const read = async ({ slug }: Owned) => (await api.ask<Host>('GET', `/v1/hosts/${slug}`)).body;
const put = ({ slug, token }: Owned, path: string, body: object) =>
  api.ask('PUT', `/v1/hosts/${slug}${path}`, { token, body, ifMatch: '*' });
const evidence = async ({ slug, token }: Owned) =>
  (await api.ask<{ items: KeptEvidence[] }>('GET', `/v1/hosts/${slug}/evidence`, { token })).body.items;
const fallSilent = ({ id }: Owned) => api.database.db.update(hosts).set({ state: 'silent' }).where(eq(hosts.id, id));

describe('“We are here”', () => {
  it('is said by the host, and by a federation of which both say that it is a member', async () => {
    const host = await aHost();
    const ours = await api.federation();
    const members = `/v1/federations/${ours.slug}/members`;
    await api.ask('POST', members, { token: host.token, body: {} });
    await api.ask('PUT', `${members}/${host.slug}`, { token: ours.token, body: { state: 'member' }, ifMatch: '*' });
    const path = `/v1/hosts/${host.slug}/presence`;
    for (const [token, by] of [
      [host.token, 'host'],
      [ours.token, 'federation'],
      [ADMIN_TOKEN, 'admin'],
    ] as const) {
      const { status, body } = await api.ask<Presence>('POST', path, { token });
      expect([status, body.by, body.on]).toEqual([200, by, api.now.toISOString().slice(0, 10)]);
    }
    const looked = await api.ask<LookList>('GET', `/v1/hosts/${host.slug}/looks`, { token: ours.token });
    expect(looked.body).toMatchObject({ items: [], here: { by: 'admin' } });
  });

  it('lets a silent entry speak again, in its past too', async () => {
    const host = await aHost();
    const confirmed = { email: 'a@b.example', emailHash: 'a', createdAt: api.now, confirmedAt: api.now, stopKey: 'a' };
    await api.database.db.insert(mailAddresses).values({ id: randomUUID(), hostId: host.id, ...confirmed });
    const { visit } = web({});
    for (let look = 0; look < 14; look++) {
      expect(await api.database.db.select().from(mails)).toEqual([]);
      await visit();
      nextDay();
    }
    // Told on the day of the fourteenth look, by mail too, and once.
    await visit();
    expect(await api.database.db.select().from(mails)).toMatchObject([
      { kind: 'site-silent', toAddress: 'a@b.example' },
    ]);
    nextDay(13);
    await visit();
    expect((await read(host)).state).toBe('silent');
    const before = await api.revision();
    // Where the mail leads.
    const desk = await new Browser(api).signIn(host.token);
    await desk.open(`/manage/hosts/${host.slug}`);
    await desk.fill(`/manage/hosts/${host.slug}/presence`);
    expect(desk.text).toContain('vous êtes là');
    expect([await api.revision(), (await read(host)).state]).toEqual([before + 1, 'published']);
    // It does not fall silent again the next day.
    await visit();
    expect((await read(host)).state).toBe('published');
    const past = await api.ask<{ items: { by: string; sentences: { code: string; text: string }[] }[] }>(
      'GET',
      `/v1/hosts/${host.slug}/history?lang=en`,
    );
    expect(past.body.items[0]).toMatchObject({ by: 'host', sentences: [{ text: 'There is news from it again.' }] });
  });
});

describe('A silent host', () => {
  it('is listed and matched, and never among the first three', async () => {
    const ours = await aHost();
    await put(ours, '/services/visio', { name: 'Visio', usages: ['video-conferencing'], registration: 'open' });
    const need = { usages: [{ usage: 'video-conferencing' }] };
    type Answer = Record<'fits' | 'toCheck', { host: string }[]>;
    const where = async () => {
      const { body, status, text } = await api.ask<Answer>('POST', '/v1/matches', { body: need });
      expect(status, text).toBe(200);
      return [...body.fits, ...body.toCheck].map(({ host }) => host);
    };
    expect(await where()).toContain(ours.slug);
    await fallSilent(ours);
    await put(ours, '/services/visio', { name: 'Visio 2', usages: ['video-conferencing'], registration: 'open' });
    expect((await read(ours)).state).toBe('silent');
    expect(await where()).not.toContain(ours.slug);
  });
});

describe('A page of evidence', () => {
  it('on another site is read where it leads, once and within what that site allows', async () => {
    const host = await aHost();
    const url = `https://hote${count}.fr/preuve`;
    await put(host, '/claims/free-software-only', { value: 'yes', evidenceUrl: url });
    const there = 'https://pages-ailleurs.fr/preuve';
    const pages = {
      [url]: page('', { status: 302, location: there }),
      [there]: page('<p>Nous n’utilisons que des logiciels libres.</p>'),
    };
    const { visit, asked } = web(pages);
    await visit();
    expect(asked).toContain('https://pages-ailleurs.fr/robots.txt');
    expect((await evidence(host))[0]!.passages[0]!.text).toBe('Nous n’utilisons que des logiciels libres.');
    nextDay(7);
    const closed = web({ ...pages, 'https://pages-ailleurs.fr/robots.txt': page('User-agent: *\nDisallow: /preuve') });
    await closed.visit();
    expect(closed.asked).not.toContain(there);
  });

  it('is reached by a redaction, and its words do not come back', async () => {
    const host = await aHost();
    const url = `https://hote${count}.fr/equipe`;
    await put(host, '/claims/free-software-only', { value: 'yes', evidenceUrl: url });
    const { visit } = web({ [url]: page('<p>Logiciels libres, dit Zénobie Quatremain.</p>') });
    await visit();
    expect((await evidence(host))[0]!.passages[0]!.text).toContain('Quatremain');
    await put(host, '/claims/free-software-only', {
      value: 'yes',
      evidenceUrl: url,
      note: { fr: 'Zénobie Quatremain' },
    });
    const body = { text: 'Zénobie Quatremain' };
    const redacted = await api.ask('POST', `/v1/hosts/${host.slug}/redactions`, { token: ADMIN_TOKEN, body });
    expect(redacted.status, redacted.text).toBe(200);
    expect(await columnsHolding(api.database, 'Quatremain')).toEqual([]);
    nextDay(7);
    await web({ [url]: page('<p>Logiciels libres, dit Zénobie Quatremain. Et plus encore.</p>') }).visit();
    expect(await columnsHolding(api.database, 'Quatremain')).toEqual([]);
    const passages = (await evidence(host)).flatMap((one) => one.passages);
    expect(passages.map(({ text }) => text)).toEqual(['Logiciels libres, dit [texte retiré].']);
    expect(passages[0]!.lastOn > passages[0]!.firstOn).toBe(true);
  });

  it('is forgotten with what was said, and when the host leaves', async () => {
    const host = await aHost();
    const url = `https://hote${count}.fr/preuve`;
    const kept = () => api.database.db.select().from(evidencePassages).where(eq(evidencePassages.hostId, host.id));
    await put(host, '/claims/free-software-only', { value: 'yes', evidenceUrl: url });
    await put(host, '/claims/non-profit', { value: 'yes', evidenceUrl: url });
    const { visit } = web({ [url]: page('Libre, et sans but lucratif.') });
    await visit();
    expect((await kept()).map(({ subject }) => subject).sort()).toEqual([
      'criterion:free-software-only',
      'criterion:non-profit',
    ]);
    await api.ask('DELETE', `/v1/hosts/${host.slug}/claims/non-profit`, { token: host.token, ifMatch: '*' });
    nextDay(7);
    await visit();
    expect((await kept()).map(({ subject }) => subject)).toEqual(['criterion:free-software-only']);
    await api.ask('DELETE', `/v1/hosts/${host.slug}`, { token: host.token, ifMatch: '*' });
    expect(await kept()).toEqual([]);
    const watched = api.database.db.select().from(watchedHosts).where(eq(watchedHosts.hostId, host.id));
    expect(await watched).toEqual([]);
  });
});

describe('What was seen', () => {
  it('moves with the day: another tag, no revision, and of the present site only', async () => {
    const host = await aHost();
    const home = `https://hote${count}.fr/`;
    const address = `/v1/hosts/${host.slug}`;
    const before = await api.ask<Host>('GET', address);
    expect(before.body).not.toHaveProperty('seen');
    const { visit } = web({ [home]: page('Ici.') });
    await visit();
    const lookedOn = api.now.toISOString().slice(0, 10);
    const sameDay = await api.ask('GET', address, { headers: { 'if-none-match': String(before.headers.etag) } });
    expect(sameDay.status).toBe(304);
    const revision = await api.revision();
    nextDay();
    api.catalogue.current();
    await api.catalogue.catchUp();
    const after = await api.ask<Host>('GET', address);
    expect(after.body.seen).toEqual({ answered: 1, of: 1, lastOn: lookedOn });
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(await api.revision()).toBe(revision);
    const listed = await api.ask<{ items: Host[] }>('GET', '/v1/hosts?limit=100');
    expect(listed.body.items.find(({ slug }) => slug === host.slug)).toMatchObject(after.body);
    expect((await api.ask('GET', `/hosts/${host.slug}`)).text).toContain('Jours où son site a répondu à ce catalogue');
    const body = { website: `https://nouveau${count}.fr` };
    const moved = await api.ask<Host>('PATCH', address, { token: host.token, ifMatch: '*', body });
    expect(moved.body).not.toHaveProperty('seen');
  });

  it('of a day never changes once it is over: late visits do not begin, a look that ends late is lost', async () => {
    const host = await aHost();
    const home = `https://hote${count}.fr/`;
    const rows = () => api.database.db.select().from(looks).where(eq(looks.hostId, host.id));
    const noon = api.now;
    // 23:40 in Paris, then a minute before the last half hour, and a visit that takes it past midnight.
    const day = noon.toISOString().slice(0, 10);
    api.now = new Date(`${day}T22:40:00Z`);
    const late = web({ [home]: page('Ici.') });
    await late.visit();
    expect(late.asked).toEqual([]);
    api.now = new Date(`${day}T22:29:00Z`);
    await late.visit({
      pause: async () => {
        api.now = new Date(`${day}T23:01:00Z`);
      },
    });
    expect(late.asked).toContain(home);
    expect(await rows()).toEqual([]);
    nextDay();
  });

  it('is held against nobody when nothing answers, and nobody is asked again that day', async () => {
    const host = await aHost();
    nextDay();
    const asked: string[] = [];
    const cut = readingOnly(async (address) => {
      asked.push(address);
      return DEAD;
    });
    await visitSites(context(), cut, { pause: async () => {} });
    expect(asked.length).toBeGreaterThan(2);
    const first = asked.length;
    await visitSites(context(), cut, { pause: async () => {} });
    expect(new Set(asked).size).toBe(asked.length);
    expect(first).toBeLessThan(20);
    expect(await api.database.db.select().from(looks).where(eq(looks.hostId, host.id))).toEqual([]);
  });
});

describe('A site', () => {
  it('that two hosts share is asked once for both', async () => {
    nextDay();
    const [one, other] = [await aHost(), await aHost()];
    const website = `https://commun${count}.fr/`;
    await api.database.db.update(hosts).set({ website }).where(eq(hosts.id, one.id));
    await api.database.db.update(hosts).set({ website }).where(eq(hosts.id, other.id));
    const { visit, asked } = web({ [website]: page('Commun.') });
    await visit();
    expect(asked.filter((address) => address === website)).toHaveLength(1);
    for (const { id } of [one, other])
      expect(await api.database.db.select().from(looks).where(eq(looks.hostId, id))).toMatchObject([
        { answered: true },
      ]);
    // What was written past the commands is put back, for what is published must be what the rows say.
    for (const [i, { id }] of [one, other].entries())
      await api.database.db
        .update(hosts)
        .set({ website: `https://hote${count - 1 + i}.fr` })
        .where(eq(hosts.id, id));
  });

  it('is asked by one process only, however many begin at once', async () => {
    nextDay();
    await aHost();
    const { visit, asked } = web({ [`https://hote${count}.fr/`]: page('Ici.') });
    await Promise.all([visit(), visit(), visit(), visit()]);
    expect(asked.length).toBeGreaterThan(2);
    expect(new Set(asked).size).toBe(asked.length);
    const rows = await api.database.db.select().from(siteVisits);
    expect(Math.max(...rows.map((row) => row.asked.length))).toBeLessThanOrEqual(10);
  });

  it('is left alone by a catalogue that only its own machine reaches, but for those that it allows', async () => {
    const local = { publicUrl: 'http://127.0.0.1:8080', outgoingAllow: ['site.test:8081'] };
    const may = mayAskOf(local);
    expect([may(new URL('https://hote1.fr/')), may(new URL('http://site.test:8081/x'))]).toEqual([false, true]);
    expect(mayAskOf({ ...local, publicUrl: 'https://bercail.example' })(new URL('https://hote1.fr/'))).toBe(true);
    nextDay();
    const { visit, asked } = web({});
    await visit({ mayAsk: may });
    expect(asked).toEqual([]);
  });

  it('is told who asks, and where that is explained', async () => {
    const { createServer } = await import('node:http');
    const names: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      names.push(request.headers['user-agent']);
      response.end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const publicUrl = 'https://bercail.example';
    const outgoing = createOutgoing({ allowed: new Set([`127.0.0.1:${port}`]), userAgent: userAgentOf(publicUrl) });
    const limits = { milliseconds: 5000, bytes: 1000, redirects: 'none', httpsOnly: false } as const;
    await outgoing.get(`http://127.0.0.1:${port}/`, limits);
    server.close();
    expect(names).toEqual(['Bercail/1 (+https://bercail.example/watching)']);
    for (const lang of ['fr', 'en']) {
      const { status, text } = await api.ask('GET', `/watching?lang=${lang}`);
      expect([status, text.includes('User-agent: Bercail')]).toEqual([200, true]);
    }
  });
});
