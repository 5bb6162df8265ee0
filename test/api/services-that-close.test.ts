import { sql } from 'drizzle-orm';
import type { Static } from 'typebox';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { ListedChoice } from '../../src/federations/selection/sheet.ts';
import type { Problem } from '../../src/http/problems.ts';
import type { Recommendation } from '../../src/recommendations/schema.ts';
import type { DueList } from '../../src/waiting/federation/schema.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aClosing } from '../support/closings.ts';

const api = useApp();
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const write = async (method: string, url: string, body?: object) => {
  const { status, text } = await api.ask(method, url, { token: ADMIN_TOKEN, ifMatch: '*', body });
  expect([200, 201], `${method} ${url} ${text}`).toContain(status);
};
const offer = (host: Owned, slug: string, usage: string, fixed: number) =>
  write('PUT', `/v1/hosts/${host.slug}/services/${slug}`, {
    ...{ name: slug === 'nuage' ? 'Nuage' : 'Courrier', usages: [usage], capacity: { state: 'open' } },
    plans: [{ name: 'Groupe', fixed, maxAccounts: 'unlimited', maxGb: 'unlimited' }],
  });
const host = async (name: string, fixed: number): Promise<Owned> => {
  const made = await api.published({ name, serves: [{ level: 'world' }] });
  await offer(made, 'nuage', 'file-storage-sharing', fixed);
  return made;
};
const need = { usages: [{ usage: 'file-storage-sharing', accounts: 12, storageGb: 100 }], budgetPerYear: 100 };
const choice = { why: { fr: 'Proche.' }, ties: 'none', decidedOn: '2026-11-01', reviewBy: '2027-11-01' };

let federation: Owned;
let aulne: Owned;
let leaving: Owned;
const below = (what: string) => `/v1/federations/${federation.slug}/${what}`;
const own = (method: string, what: string, body?: object) =>
  api.ask<Problem>(method, below(what), { token: federation.token, ifMatch: '*', body });
const recommend = async (hosts: string[]) => {
  const made = await api.ask<Recommendation>('POST', below('recommendations'), {
    token: federation.token,
    body: { need, hosts },
  });
  expect(made.status, made.text).toBe(201);
  return made.body.id;
};
const closeService = (of: Owned, closed = '2027-07-01', service = 'nuage', successor = aulne.slug) =>
  write('PUT', `/v1/hosts/${of.slug}/services/${service}/closing`, aClosing(closed, { successor }));
const see = async (id: string) =>
  plain((await api.ask('GET', `/recommendations/${id}`, { headers: { accept: 'text/html' } })).text);
const proposed = async () =>
  (await api.ask<{ items: ListedChoice[] }>('GET', below('selection'))).body.items.find(
    (one) => one.host === leaving.slug,
  )!.proposed;
const due = async () =>
  (await api.ask<Static<typeof DueList>>('GET', below('due'), { token: federation.token })).body.items.filter(
    (item) => item.host === leaving.slug,
  );

beforeAll(async () => {
  federation = await api.federation({ name: 'CHATONS' });
  aulne = await host('Aulne', 40);
});

/** A card that says so of its host. */
const FITS = /<dt>Convient/;

describe('A host whose only service that was counted on closes', () => {
  beforeEach(async () => {
    leaving = await host('Bouleau', 20);
    await own('PUT', `selection/${leaving.slug}`, choice);
  });

  it('holds no longer where it was recommended, and others are named', async () => {
    const id = await recommend([leaving.slug]);
    const before = await see(id);
    expect(before).toMatch(FITS);
    expect(before).not.toContain('N’est plus proposé');
    await closeService(leaving);
    const { body } = await api.ask<Recommendation>('GET', `/v1/recommendations/${id}`);
    expect(body.alternatives).toEqual([{ host: aulne.slug, name: 'Aulne' }]);
    const page = await see(id);
    expect(page).toContain('N’est plus proposé');
    expect(page).not.toMatch(FITS);
  });

  it('holds, when what closes is another service than the one that was counted on', async () => {
    await offer(leaving, 'courrier', 'email-hosting', 20);
    const id = await recommend([leaving.slug]);
    await closeService(leaving, '2027-07-01', 'courrier');
    expect((await api.ask<Recommendation>('GET', `/v1/recommendations/${id}`)).body.alternatives).toEqual([]);
    expect(await see(id)).toMatch(FITS);
  });

  it('is chosen in no new recommendation, and sent nobody for that usage: the message names who takes over', async () => {
    await offer(leaving, 'courrier', 'email-hosting', 20);
    await closeService(leaving);
    const told = {
      code: 'service-closing',
      message:
        'Le service « Nuage » de Bouleau annonce sa fermeture. Aulne est proposé pour prendre la suite ; il n’a pas encore dit oui.',
    };
    const faults = async (what: string, body: object) =>
      (await own('POST', what, body)).body.errors?.map((one) => ({ ...one, message: plain(one.message) }));
    expect(await faults('recommendations', { need, hosts: [leaving.slug] })).toEqual([
      { pointer: '/hosts/0', ...told },
    ]);
    const sent = (usage: string) => ({ host: leaving.slug, usages: [usage] });
    expect(await faults('referrals', sent('file-storage-sharing'))).toEqual([{ pointer: '/host', ...told }]);
    expect((await own('POST', 'referrals', sent('email-hosting'))).status).toBe(201);
  });

  it('is no longer proposed by the list of a federation, which is told so before all else', async () => {
    await closeService(leaving);
    expect(await proposed()).toBe(false);
    const items = await due();
    expect(items.map(({ kind, dueOn }) => [kind, dueOn])).toEqual([['closing', '2027-07-01']]);
    expect(items[0]).toMatchObject({
      closing: { service: { slug: 'nuage', name: 'Nuage' }, successor: { host: aulne.slug, agreed: false } },
    });
    expect(plain(items[0]!.text)).toMatch(/^Le service « Nuage » de Bouleau va fermer\. .*Aulne/);
  });

  it('is told with the name of who takes over, whatever its slug has become', async () => {
    const next = await host('Sorbier', 20);
    await closeService(leaving, '2027-07-01', 'nuage', next.slug);
    await write('PATCH', `/v1/hosts/${next.slug}`, { slug: 'sorbier-et-compagnie' });
    const [closing] = await due();
    expect(closing).toMatchObject({ closing: { successor: { name: 'Sorbier' } } });
    expect(plain(closing!.text)).toMatch(/va fermer\. .*Sorbier/);
  });

  it('stays in that list while another of its services goes on; its federation is told of the one that closes', async () => {
    await offer(leaving, 'courrier', 'email-hosting', 20);
    await closeService(leaving);
    expect(await proposed()).toBe(true);
    expect((await due()).map(({ kind }) => kind)).toEqual(['closing', 'selection-review']);
  });

  it('once over, is only told as gone', async () => {
    await closeService(leaving, '2026-12-20');
    api.now = new Date('2026-12-21T12:00:00Z');
    expect((await due()).map(({ kind }) => kind)).toEqual(['selection-gone']);
  });
});

describe('A host that was seen closed', () => {
  it('is sent nobody, and holds no longer where it was recommended', async () => {
    leaving = await host('Cormier', 20);
    await own('PUT', `selection/${leaving.slug}`, choice);
    const id = await recommend([leaving.slug]);
    await api.database.run(sql`
      update hosts set observed = '{"state": "closed", "asOf": "2026-11"}' where id = ${leaving.id}`);
    await write('PATCH', `/v1/hosts/${leaving.slug}`, { languages: ['fr'] });
    expect((await api.ask<Host>('GET', `/v1/hosts/${leaving.slug}`)).body.observed?.state).toBe('closed');
    expect((await api.ask<Recommendation>('GET', `/v1/recommendations/${id}`)).body.alternatives).toContainEqual({
      host: aulne.slug,
      name: 'Aulne',
    });
    expect(await see(id)).toContain('N’est plus proposé');
    expect(await proposed()).toBe(false);
    expect((await due()).map(({ kind }) => kind)).toEqual(['selection-gone']);
    const [fault] = (await own('POST', 'referrals', { host: leaving.slug, usages: ['file-storage-sharing'] })).body
      .errors!;
    expect(fault).toMatchObject({ pointer: '/host', code: 'host-closed' });
  });
});
