import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { isPerhapsAt } from '../../src/record/hosts.ts';
import { hosts } from '../../src/record/tables.ts';
import { ADMIN_TOKEN, invalid, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { aSlug } from '../support/record.ts';

const api = useApp();

interface Page {
  items: { slug: string; withdrawnOn: string; reason?: string }[];
  total: number;
  next: string | null;
}
const list = async (query = '') => (await api.ask<Page>('GET', `/v1/withdrawn-hosts?${query}`)).body;

let count = 0;
async function left(over: object = {}) {
  const slug = aSlug('parti');
  const host = await api.published({
    slug,
    name: `Parti ${++count}`,
    website: `https://parti-${count}.example`,
    ...over,
  });
  await api.ask('DELETE', `/v1/hosts/${slug}`, { token: host.token, ifMatch: '*' });
  return host;
}

describe('the list of hosts that have left', () => {
  it('gives the slug and the day, and nothing else that nobody said', async () => {
    api.now = new Date('2026-11-25T23:30:00Z');
    const host = await left({ summary: { fr: 'Rien de ceci ne reste.' } });
    api.now = new Date('2026-11-27T12:00:00Z');
    expect((await list()).items).toEqual([{ slug: host.slug, withdrawnOn: '2026-11-26' }]);
  });

  it('names no entry of an individual, whose slug may be a name of somebody', async () => {
    const person = await left({ legalForm: 'individual' });
    const { items, total } = await list('limit=100');
    expect(items.map(({ slug }) => slug)).not.toContain(person.slug);
    expect(total).toBe(items.length);
  });

  it('is what a lookup by domain says, too: the slug and the day, and nothing of an individual', async () => {
    const at = (number: number) =>
      api.ask<{ code: string; detail: string }>('GET', `/v1/hosts/by-domain/parti-${number}.example`);
    const host = await left();
    const { status, body } = await at(count);
    expect([status, body.code]).toEqual([410, 'host-gone']);
    expect(body.detail).toContain(`(${host.slug})`);
    expect(body.detail).toContain('2026-11-27');
    await left({ legalForm: 'individual' });
    expect((await at(count)).status).toBe(404);
  });

  it('finds them by their domain in an index, however the address writes it', async () => {
    for (const [website, domain] of [
      ['https://WWW.Quitte.example:8443/accueil', 'quitte.example'],
      ['https://évadé.example./', 'xn--vad-9lad.example'],
    ] as const) {
      const { slug } = await left({ website });
      const { body } = await api.ask<{ detail: string }>('GET', `/v1/hosts/by-domain/${domain}`);
      expect(body.detail, website).toContain(`(${slug})`);
    }
    const plan = await api.database.db.transaction(async (db) => {
      await db.execute(sql`set local enable_seqscan = off`);
      const found = db.select({ id: hosts.id }).from(hosts).where(isPerhapsAt('quitte.example'));
      return JSON.stringify(await db.execute(sql`explain ${found}`));
    });
    expect(plan).toContain('hosts_domain');
  });

  it('leaves out who has come back', async () => {
    const host = await left();
    await api.ask('POST', `/v1/hosts/${host.slug}/publication`, { token: ADMIN_TOKEN });
    expect((await list('limit=100')).items.map(({ slug }) => slug)).not.toContain(host.slug);
  });

  it('keeps the day on which it left when words are taken out of its past later', async () => {
    const host = await left({ summary: { fr: 'Des mots à retirer.' } });
    api.now = new Date('2026-12-03T12:00:00Z');
    const redacted = await api.ask('POST', `/v1/hosts/${host.slug}/redactions`, {
      ...{ token: ADMIN_TOKEN, body: { text: 'mots à retirer' } },
    });
    expect(redacted.status).toBe(200);
    const found = (await list('limit=100')).items.find(({ slug }) => slug === host.slug);
    expect(found?.withdrawnOn).toBe('2026-11-27');
  });

  it('comes page by page, by slug', async () => {
    for (let i = 0; i < 5; i++) await left();
    const all = (await list('limit=100')).items;
    const slugs = all.map(({ slug }) => slug);
    expect(slugs).toEqual(slugs.toSorted());
    const read: string[] = [];
    for (let next: string | null = '/v1/withdrawn-hosts?limit=2'; next; ) {
      const { body }: { body: Page } = await api.ask<Page>('GET', next);
      expect([body.items.length <= 2, body.total]).toEqual([true, all.length]);
      read.push(...body.items.map(({ slug }) => slug));
      next = body.next;
    }
    expect(read).toEqual(slugs);
  });

  it('takes no filter, which would tell more of them', async () => {
    const refused = await api.refused('GET', '/v1/withdrawn-hosts?q=nuage');
    expect(refused).toEqual(invalid({ '/q': 'unknown-parameter' }));
  });

  it('is where the list of hosts leads who asks it for those that have left, as before', async () => {
    const led = await api.ask('GET', '/v1/hosts?state=withdrawn&limit=2&lang=en');
    expect([led.status, led.headers.location]).toEqual([308, '/v1/withdrawn-hosts?limit=2&lang=en']);
    expect((await api.ask('GET', '/v1/hosts?state=withdrawn')).headers.location).toBe('/v1/withdrawn-hosts');
    expect((await api.ask('GET', '/v1/hosts?state=published&state=silent')).status).toBe(200);
  });

  it('has a tag that changes when somebody leaves', async () => {
    const before = await api.ask('GET', '/v1/withdrawn-hosts');
    const again = (tag: unknown) =>
      api.ask('GET', '/v1/withdrawn-hosts', { headers: { 'if-none-match': String(tag) } });
    expect((await again(before.headers.etag)).status).toBe(304);
    await left();
    expect((await again(before.headers.etag)).status).toBe(200);
  });
});

describe('a host that has left', () => {
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  const see = async (address: string) => {
    const accept = /^\/v1|\.(atom|ics)$/.test(address) ? 'application/json' : 'text/html';
    const { status, text } = await api.ask('GET', address, { headers: { accept } });
    return { status, text: plain(text) };
  };
  const PAGES = ['', '/alternatives', '/decided', '/report', '/removal', '/feed.atom', '/dates.ics'];
  const everywhere = (slug: string, domain: string) => [
    ...PAGES.map((page) => `/hosts/${slug}${page}`),
    ...[`/badge/${slug}.svg`, `/hosts/by-domain/${domain}`],
    ...[
      `/v1/hosts/${slug}`,
      `/v1/hosts/${slug}/alternatives`,
      `/v1/hosts/${slug}/services`,
      `/v1/hosts/${slug}.properties`,
      `/v1/hosts/by-domain/${domain}`,
    ],
  ];
  const leave = (slug: string, query: string) =>
    api.ask('DELETE', `/v1/hosts/${slug}${query}`, { token: ADMIN_TOKEN, ifMatch: '*' });

  it('says so with the day and the reason wherever it was, and names nobody else', async () => {
    api.now = new Date('2026-11-27T12:00:00Z');
    await api.published({ slug: 'les-chenes-de-lest', name: 'Les Chênes de l’Est' });
    const host = await api.published({ slug: 'les-chenes', name: 'Les Chênes', website: 'https://les-chenes.example' });
    expect((await leave(host.slug, '?reason=stopped')).status).toBe(200);
    for (const address of everywhere(host.slug, 'les-chenes.example')) {
      const { status, text } = await see(address);
      expect([address, status]).toEqual([address, 410]);
      expect(text).toMatch(/catalogue le (27 novembre 2026|2026-11-27)\. L’hébergeur a cessé son activité\./);
      expect(text).not.toContain('Est');
    }
    const english = (await see(`/hosts/${host.slug}?lang=en`)).text;
    expect(english).toContain('withdrawn from the catalogue on 27 November 2026. The host has stopped its work.');
    expect((await list('limit=100')).items).toContainEqual({
      ...{ slug: host.slug, withdrawnOn: '2026-11-27', reason: 'stopped' },
    });
    const { items } = (await api.ask<{ items: object[] }>('GET', '/v1/changes?limit=100')).body;
    expect(items).toContainEqual(expect.objectContaining({ host: host.slug, kind: 'withdrawn', reason: 'stopped' }));
    const [change] = (await api.ask<{ items: { reason: object }[] }>('GET', `/v1/hosts/${host.id}/history`)).body.items;
    expect(change!.reason).toEqual({ fr: 'L’hébergeur a cessé son activité', en: 'The host has stopped its work' });
    expect((await see('/feed.atom')).text).toContain(
      'les-chenes a quitté le catalogue. L’hébergeur a cessé son activité.',
    );
  });

  it('says nothing of an individual', async () => {
    const website = 'https://jeanne-martin.example';
    const host = await api.published({ slug: 'jeanne-martin', legalForm: 'individual', website });
    await leave(host.slug, '?reason=asked');
    const addresses = everywhere(host.slug, 'jeanne-martin.example');
    const pasts = [host.slug, host.id].map((ref) => `/v1/hosts/${ref}/history`);
    for (const address of [...addresses, ...pasts]) {
      const { status, text } = await see(address);
      expect([address, status]).toEqual([address, 404]);
      expect(text).not.toContain('ne souhaite plus');
    }
    const { text } = await api.ask('GET', '/v1/changes?limit=100');
    expect(text).not.toContain('"reason":"asked"');
    expect((await see('/feed.atom')).text).not.toContain('ne souhaite plus');
  });

  it('gives no reason unless one of the list is said', async () => {
    const { slug } = await left();
    expect((await list('limit=100')).items).toContainEqual({ slug, withdrawnOn: '2026-11-27' });
    expect((await see(`/hosts/${slug}`)).text).toContain('retirée du catalogue le 27 novembre 2026.');
    const other = await api.published();
    expect((await leave(other.slug, '?reason=bored')).status).toBe(400);
  });

  it('may say it on its desk', async () => {
    const host = await api.published({ slug: 'les-tilleuls', name: 'Les Tilleuls' });
    const desk = await new Browser(api).signIn(host.token);
    const path = `/manage/hosts/${host.slug}/withdrawal`;
    await desk.open(path);
    await desk.fill(path, { withdrawal: 'double' });
    expect((await see(`/hosts/${host.slug}`)).text).toContain('La fiche en doublait une autre.');
    const [by] = [await api.published({ slug: 'les-hetres', name: 'Les Hêtres' })];
    const admin = await new Browser(api).signIn(ADMIN_TOKEN);
    const deed = `/manage/administration/hosts/${by.slug}/withdrawal`;
    await admin.open(deed);
    await admin.fill(deed, { withdrawal: 'not-a-host' });
    expect((await see(`/hosts/${by.slug}`)).text).toContain('L’organisation n’est pas un hébergeur.');
  });

  it('is not asked why on its desk, nor by administrators, if it is an individual: nothing is told', async () => {
    const host = await api.published({ legalForm: 'individual' });
    for (const [token, path] of [
      [host.token, `/manage/hosts/${host.slug}/withdrawal`],
      [ADMIN_TOKEN, `/manage/administration/hosts/${host.slug}/withdrawal`],
    ] as const) {
      const desk = await new Browser(api).signIn(token);
      await desk.open(path);
      expect(desk.text).toContain('plus rien n’en est dit');
      expect(desk.text).not.toMatch(/Pourquoi|raison|reste lisible/);
    }
  });
});
