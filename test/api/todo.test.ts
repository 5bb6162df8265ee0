import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TodoItem } from '../../src/waiting/host/schema.ts';
import { visitSites } from '../../src/watching/visits.ts';
import { type Owned, useApp } from '../support/app.ts';
import { anAnswer, readingOnly } from '../support/outgoing.ts';
import { aService, reference } from '../support/record.ts';

const api = useApp();
const setDay = (day: string) => {
  api.now = new Date(`${day}T12:00:00Z`);
};
beforeEach(() => setDay('2026-11-25'));

const write = async ({ slug, token }: Owned, method: string, path: string, body?: object) => {
  const { status, text } = await api.ask(method, `/v1/hosts/${slug}${path}`, { token, ifMatch: '*', body });
  expect([200, 201], text).toContain(status);
};
const todoOf = async (ref: string, token: string | undefined, lang = 'fr') => {
  const { status, body, text } = await api.ask<{ items: TodoItem[]; total: number; asOf: string }>(
    'GET',
    `/v1/hosts/${ref}/todo?lang=${lang}`,
    { token },
  );
  expect(status, text).toBe(200);
  expect(body.total).toBe(body.items.length);
  return body.items;
};
const kindsOf = async ({ slug, token }: Owned) => (await todoOf(slug, token)).map(({ kind }) => kind);
const subjectsOf = async ({ slug, token }: Owned, kind: string) =>
  (await todoOf(slug, token)).filter((item) => item.kind === kind).map(({ subject }) => subject);

describe('the list of what waits for a host', () => {
  it('is told in a language; a draft is by its identifier', async () => {
    const host = await api.published();
    const draft = await api.draft();
    const { headers } = await api.ask('GET', `/v1/hosts/${host.slug}/todo`, { token: host.token });
    expect(headers).toMatchObject({ 'cache-control': 'private, no-store', 'content-language': 'fr' });
    expect((await todoOf(draft.id, draft.token)).map(({ kind, dueOn }) => [kind, dueOn])).toEqual([
      ['domain-unproven', undefined],
      ['draft-expires', '2026-12-25'],
    ]);
  });

  it('holds facts, prices and a confirmation as their days come, and the request that settles each', async () => {
    setDay('2025-01-15');
    const host = await api.published();
    await write(host, 'PUT', '/claims/free-software-only', { value: 'yes', note: { fr: 'Tout est libre.' } });
    await write(host, 'PUT', '/services/nuage', {
      ...aService(),
      plans: [{ name: 'Groupe', fixed: 35, observedOn: '2024-11' }],
    });
    expect(await kindsOf(host)).toEqual(['domain-unproven']);
    setDay('2026-12-20');
    const items = await todoOf(host.slug, host.token);
    expect(items.map(({ kind, dueOn }) => [kind, dueOn])).toEqual([
      ['confirmation', '2026-01-15'],
      ['domain-unproven', undefined],
      ['price-expires', '2027-01-15'],
      ['fact-expires', '2027-01-15'],
    ]);
    for (const { call } of items.slice(2)) {
      const { status, text } = await api.ask(call.method, call.path, {
        token: host.token,
        ifMatch: '*',
        body: call.body,
      });
      expect(status, text).toBe(200);
    }
    expect(await kindsOf(host)).toEqual(['confirmation', 'domain-unproven']);
    const english = await todoOf(host.slug, host.token, 'en');
    expect(english[1]!.text).toBe(
      'Nothing proves that this site is yours. Publish the text there, then have it checked.',
    );
  });

  it('holds pages that fail or changed, until the host says again what is true', async () => {
    const host = await api.published();
    const url = 'https://aulnes.example/preuve';
    await write(host, 'PUT', '/claims/free-software-only', { value: 'yes', evidenceUrl: url });
    // When nothing answers at all, it is held against nobody.
    const other = 'https://noyer.example/preuve';
    await write(await api.published(), 'PUT', '/claims/free-software-only', { value: 'yes', evidenceUrl: other });
    const context = { db: api.database.db, reference, clock: () => api.now, newId: () => '' };
    const look = async (day: string, words: string | null) => {
      setDay(day);
      const page = { contentType: 'text/html', body: Buffer.from(words ?? '') };
      await visitSites(
        context,
        readingOnly(async (address) => anAnswer({ ...page, address, status: words || address === other ? 200 : 404 })),
        { pause: async () => {} },
      );
    };
    const pages = async () => (await kindsOf(host)).filter((kind) => kind.startsWith('page-'));
    await look('2026-11-25', '<p>Tout est libre.</p>');
    expect(await pages()).toEqual([]);
    await look('2026-12-03', '<p>Presque tout est libre.</p>');
    expect(await pages()).toEqual(['page-changed']);
    await write(host, 'PUT', '/claims/free-software-only', { value: 'partial', evidenceUrl: url });
    expect(await pages()).toEqual([]);
    await look('2026-12-11', null);
    expect(await pages()).toEqual(['page-failing']);
    await api.catalogue.catchUp();
  });

  it('holds open reports without their words, and no longer once they are answered', async () => {
    const host = await api.published();
    const body = { kind: 'closed', about: 'commitment:closing-notice', text: { fr: 'Motsecret.' } };
    const { body: report } = await api.ask<{ id: string }>('POST', `/v1/hosts/${host.slug}/reports`, { body });
    const [item] = (await todoOf(host.slug, host.token)).filter(({ kind }) => kind === 'report');
    expect(item).toMatchObject({ subject: `report:${report.id}` });
    expect(item!.text.replaceAll('\u00a0', ' ')).toBe(
      'Préavis avant fermeture. Un signalement attend une réponse : ce serait fermé.',
    );
    const { method, path, body: answer } = item!.call;
    expect((await api.ask(method, path, { token: host.token, body: answer })).status).toBe(200);
    expect(await subjectsOf(host, 'report')).toEqual([]);
  });

  it('holds what a third party contests, until the host replies with the same', async () => {
    const host = await api.published();
    const federation = await api.federation();
    await write(host, 'PUT', '/claims/free-software-only', { value: 'yes' });
    const review = await api.ask(
      'PUT',
      `/v1/federations/${federation.slug}/reviews/${host.slug}/criterion:free-software-only`,
      {
        token: federation.token,
        body: { value: 'no', reviewedOn: '2026-11-01', evidenceUrl: 'https://reseau.example/revue', tie: 'none' },
      },
    );
    expect(review.status, review.text).toBe(201);
    expect(await subjectsOf(host, 'contested')).toEqual(['criterion:free-software-only']);
    await write(host, 'PUT', '/claims/free-software-only', { value: 'no' });
    expect(await subjectsOf(host, 'contested')).toEqual([]);
  });

  it('holds tokens that end soon: not those that ended, were revoked, or only claim the entry', async () => {
    const host = await api.published({ website: 'https://jetons.example' });
    const make = async (label: string, expiresAt?: string) => {
      const body = { role: 'host', host: host.slug, label, ...(expiresAt && { expiresAt }) };
      const made = await api.ask<{ id: string }>('POST', '/v1/tokens', { token: host.token, body });
      expect(made.status, made.text).toBe(201);
      return made.body.id;
    };
    const soon = await make('bientôt', '2026-12-10T12:00:00Z');
    const revoked = await make('révoqué', '2026-12-10T12:00:00Z');
    await make('fini', '2026-11-26T12:00:00Z');
    await make('plus tard', '2027-06-01T12:00:00Z');
    await make('sans fin');
    await api.ask('DELETE', `/v1/tokens/${revoked}`, { token: host.token });
    const claim = await api.ask('POST', `/v1/hosts/${host.slug}/ownership`, { body: { terms: '2026-1' } });
    expect(claim.status, claim.text).toBe(201);
    setDay('2026-11-27');
    expect(await subjectsOf(host, 'token-expires')).toEqual([`token:${soon}`]);
  });

  it('holds hosts that name it as their successor, until it agrees', async () => {
    const [host, closing] = [await api.published(), await api.published({ name: 'Le Noyer' })];
    const { db } = api.database;
    const id = closing.id;
    await db.execute(sql`insert into services (id, host_id, slug, name, usages, plans_known)
      values (gen_random_uuid(), ${id}, 'nuage', 'Nuage', array['file-storage-sharing'], false)`);
    await db.execute(sql`insert into closings (host_id, announced_on, closed_on, successor)
      values (${id}, '2026-11-20', '2027-07-01', ${host.slug})`);
    await db.execute(sql`insert into closings (host_id, service_id, closed_on, successor)
      select ${id}, id, '2027-03-01', ${host.slug} from services where host_id = ${id}`);
    const asked = (await todoOf(host.slug, host.token)).filter(({ kind }) => kind === 'succession');
    expect(asked).toMatchObject([
      {
        subject: `host:${closing.slug}`,
        dueOn: '2027-03-01',
        call: { method: 'PUT', path: `/v1/hosts/${host.slug}/successions/${closing.slug}` },
      },
    ]);
    expect(asked[0]!.text).toContain('Le Noyer');
    await db.execute(sql`update closings set successor_agreed = true where host_id = ${id}`);
    expect(await subjectsOf(host, 'succession')).toEqual([]);
    // What no route wrote is not told in any change.
    await db.execute(sql`delete from closings where host_id = ${id}`);
    await db.execute(sql`delete from services where host_id = ${id}`);
  });
});
