import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import { expireDrafts } from '../../src/hosts/entries/withdrawal.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aService, aSlug } from '../support/record.ts';

const api = useApp();
const admin = { token: ADMIN_TOKEN, ifMatch: '*' };
const REASON = { fr: 'Plusieurs signalements restés sans réponse.', en: 'Several reports left unanswered.' };

const setDay = (day: string) => {
  api.now = new Date(`${day}T12:00:00Z`);
};
beforeEach(() => setDay('2026-11-25'));

const suspend = (slug: string, reason = REASON) =>
  api.ask<Host>('PUT', `/v1/hosts/${slug}/suspension`, { ...admin, body: { reason } });
const lift = (slug: string) => api.ask<Host>('DELETE', `/v1/hosts/${slug}/suspension`, admin);
const withdraw = ({ id, token }: Pick<Owned, 'id' | 'token'>) =>
  api.ask<Host>('DELETE', `/v1/hosts/${id}`, { token, ifMatch: '*' });
const publish = (id: string, token = ADMIN_TOKEN) =>
  api.ask<Host>('POST', `/v1/hosts/${id}/publication?force=true`, { token });

/** A published host that a match can find, at a domain of its own. */
async function offering(): Promise<Owned & { domain: string }> {
  const slug = aSlug('aulnes');
  const domain = `${slug}.example`;
  const host = await api.published({ slug, website: `https://${domain}`, serves: [{ level: 'country', code: 'FR' }] });
  const body = aService({ capacity: { state: 'open' }, plans: [{ name: 'Groupe', fixed: 40, maxAccounts: 20 }] });
  await api.ask('PUT', `/v1/hosts/${slug}/services/nuage`, { ...admin, body });
  return { ...host, domain };
}

const isListed = async (slug: string, query = '') => {
  const { body } = await api.ask<{ items: Host[] }>('GET', `/v1/hosts?limit=100${query}`);
  return body.items.some((host) => host.slug === slug);
};
const isMatched = async (slug: string) => {
  const body = { usages: [{ usage: 'file-storage-sharing' }], limit: 20 };
  const answer = await api.ask<Match>('POST', '/v1/matches?explain=all', { body });
  return answer.text.includes(`"${slug}"`);
};
const statusByDomain = async (domain: string) => (await api.ask('GET', `/v1/hosts/by-domain/${domain}`)).status;
const membersOf = async ({ slug }: Owned) =>
  (await api.ask<Federation>('GET', `/v1/federations/${slug}`)).body.members.map(({ host }) => host);
const kindsOf = async (slug: string) => {
  const { body } = await api.ask<{ items: { kind: string }[] }>('GET', `/v1/hosts/${slug}/history`);
  return body.items.map(({ kind }) => kind);
};

describe('a suspended host', () => {
  it('keeps its page, with the reason, and leaves lists and matches until the suspension is lifted', async () => {
    const { slug, domain } = await offering();
    expect([await isListed(slug), await isMatched(slug)]).toEqual([true, true]);
    const { status, body } = await suspend(slug);
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'suspended', suspension: { reason: REASON, since: '2026-11-25' } });
    expect((await api.ask<Host>('GET', `/v1/hosts/${slug}`)).body).toEqual(body);
    expect([await isListed(slug), await isListed(slug, '&state=suspended'), await isMatched(slug)]).toEqual([
      false,
      true,
      false,
    ]);
    expect((await api.ask<{ items: { host: Host }[] }>('GET', '/v1/services')).text).not.toContain(`"${slug}"`);
    expect(await statusByDomain(domain)).toBe(200);

    const lifted = await lift(slug);
    expect(lifted.body).toMatchObject({ state: 'published' });
    expect(lifted.body).not.toHaveProperty('suspension');
    expect([await isListed(slug), await isMatched(slug)]).toEqual([true, true]);
  });

  it('stays a member, in the words of its federation', async () => {
    const federation = await api.federation();
    const { slug } = await offering();
    await api.ask('PUT', `/v1/federations/${federation.slug}/members/${slug}`, {
      ...admin,
      body: { state: 'member' },
    });
    await suspend(slug);
    expect(await membersOf(federation)).toEqual([slug]);
  });

  it('may be told another reason, since the same day, by whoever read the present one', async () => {
    const { slug } = await offering();
    await suspend(slug);
    const url = `/v1/hosts/${slug}/suspension`;
    setDay('2026-11-28');
    const again = await suspend(slug, { fr: 'Domaine perdu.' } as typeof REASON);
    expect([again.status, again.body.suspension]).toEqual([
      200,
      { reason: { fr: 'Domaine perdu.' }, since: '2026-11-25' },
    ]);
    setDay('2026-11-25');
    expect((await lift(slug)).body.state).toBe('published');
    expect(await api.refused('DELETE', url, admin)).toEqual([404, 'suspension-not-found']);
  });

  it('is not freed by its owner, who leaves and comes back', async () => {
    const host = await offering();
    await suspend(host.slug);
    const renamed = { token: host.token, ifMatch: '*', body: { name: 'Corrigé' } };
    expect((await api.ask<Host>('PATCH', `/v1/hosts/${host.slug}`, renamed)).body.state).toBe('suspended');
    expect((await withdraw(host)).status).toBe(200);
    expect((await publish(host.slug, host.token)).body).toMatchObject({
      state: 'suspended',
      suspension: { reason: REASON },
    });
    expect(await isListed(host.slug)).toBe(false);
  });

  it('gives way at its domain to a host at work', async () => {
    const first = await offering();
    await suspend(first.slug);
    const second = await api.published({ slug: aSlug('zz-successor'), website: `https://${first.domain}` });
    expect((await api.ask<Host>('GET', `/v1/hosts/by-domain/${first.domain}`)).body.slug).toBe(second.slug);
  });
});

describe('a withdrawn host', () => {
  it('is gone for everybody, at once in its federations, and leaves a tombstone', async () => {
    const federation = await api.federation();
    const host = await offering();
    const { slug, id, domain } = host;
    const member = `/v1/federations/${federation.slug}/members/${slug}`;
    await api.ask('PUT', member, { ...admin, body: { state: 'member' } });
    const before = await api.revision();

    const url = `/v1/hosts/${slug}`;
    expect((await withdraw(host)).body).toMatchObject({ id, state: 'withdrawn' });

    // One revision for the host, one for the federation, and nothing between.
    expect(await api.revision()).toBe(before + 2);
    expect(await membersOf(federation)).toEqual([]);
    for (const path of [url, `/v1/hosts/${id}`, `${url}/services`, `${url}?at=${before}`])
      expect(await api.refused('GET', path)).toEqual([410, 'host-gone']);
    expect([await isListed(slug), await isMatched(slug), await statusByDomain(domain)]).toEqual([false, false, 410]);
    expect(await isListed(slug, '&state=suspended&state=closed')).toBe(false);
    expect(await kindsOf(slug)).toEqual(['withdrawn', 'changed', 'changed', 'created']);
    const stranger = { token: federation.token, ifMatch: '*' };
    expect(await api.refused('PATCH', url, { ...stranger, body: {} })).toEqual([404, 'host-not-found']);
    expect(await api.refused('DELETE', member, stranger)).toEqual([404, 'host-not-found']);
  });

  it('is read by its owner', async () => {
    const host = await offering();
    const { slug, token } = host;
    await withdraw(host);
    const own = await api.ask<Host>('GET', `/v1/hosts/${slug}`, { token });
    expect([own.status, own.body.state, own.body.services.length]).toEqual([200, 'withdrawn', 1]);
  });

  it('is dropped by every process, whose remembered answers go with it', async () => {
    const host = await offering();
    const other = await api.beside();
    const read = async () => (await other.app.inject({ url: `/v1/hosts/${host.slug}` })).statusCode;
    expect([await read(), await read(), await read()]).toEqual([200, 200, 200]);
    await withdraw(host);
    await other.catalogue.catchUp();
    expect([await read(), other.catalogue.current().byId.has(host.id)]).toEqual([410, false]);
  });

  it('comes back by itself within 30 days, listed by its federations as before', async () => {
    const federation = await api.federation();
    const host = await offering();
    const { slug, token } = host;
    await api.ask('PUT', `/v1/federations/${federation.slug}/members/${slug}`, {
      ...admin,
      body: { state: 'member' },
    });
    await withdraw(host);
    setDay('2026-12-25');
    const back = await publish(slug, token);
    expect(back.body).toMatchObject({ state: 'published', confirmedOn: '2026-12-25' });
    expect(await membersOf(federation)).toEqual([slug]);
    expect([await isListed(slug), await isMatched(slug)]).toEqual([true, true]);
    expect((await kindsOf(slug)).slice(0, 2)).toEqual(['created', 'withdrawn']);
    expect((await api.refused('POST', `/v1/hosts/${slug}/publication`, { token }))[1]).toBe('already-published');
  });

  it('needs an administrator afterwards, and when an administrator withdrew it', async () => {
    const [late, removed] = [await offering(), await offering()];
    await withdraw(late);
    await withdraw({ ...removed, token: ADMIN_TOKEN });
    const refused = ({ slug, token }: Owned) =>
      api.refused('POST', `/v1/hosts/${slug}/publication?force=true`, { token });
    expect(await refused(removed)).toEqual([409, 'not-publishable', { '': 'withdrawn-by-administrator' }]);
    setDay('2026-12-26');
    expect(await refused(late)).toEqual([409, 'not-publishable', { '': 'withdrawn-too-long-ago' }]);
    expect((await publish(late.slug)).body.state).toBe('published');
    expect((await publish(removed.slug)).body.state).toBe('published');
  });
});

describe('a draft', () => {
  it('that is deleted disappears with its token, and frees nothing it never took', async () => {
    const draft = await api.draft();
    const before = await api.revision();
    expect((await withdraw(draft)).status).toBe(204);
    expect(await api.revision()).toBe(before);
    expect(await api.refused('GET', `/v1/hosts/${draft.id}`, { token: ADMIN_TOKEN })).toEqual([404, 'host-not-found']);
    expect(await api.refused('GET', `/v1/hosts/${draft.id}`, { token: draft.token })).toEqual([401, 'bad-token']);
  });

  it('of 30 days goes away, and nothing else does', async () => {
    const published = await api.published();
    const [old, young] = [await api.draft(), await api.draft()];
    const { db } = api.database;
    for (const { id } of [published, old])
      await db.execute(sql`update hosts set created_at = '2026-10-26T11:59:59Z' where id = ${id}`);
    await db.execute(sql`update hosts set created_at = '2026-10-26T12:00:01Z' where id = ${young.id}`);
    expect(await expireDrafts({ db, clock: () => api.now })).toBe(1);
    expect(await expireDrafts({ db, clock: () => api.now })).toBe(0);
    expect(await api.refused('GET', `/v1/hosts/${old.id}`, { token: old.token })).toEqual([401, 'bad-token']);
    for (const { id, token } of [published, young])
      expect((await api.ask('GET', `/v1/hosts/${id}`, { token })).status).toBe(200);
  });
});

describe('a host that shares its site with another', () => {
  it('comes back by itself although the other was edited meanwhile, and not once somebody has moved in', async () => {
    const website = 'https://partage.example';
    const [one, other] = [await api.published({ website }), await api.published({ website })];
    const leave = () => api.ask('DELETE', `/v1/hosts/${one.slug}`, { token: one.token, ifMatch: '*' });
    const comeBack = async () =>
      (await api.ask('POST', `/v1/hosts/${one.slug}/publication`, { token: one.token })).status;
    const edit = (slug: string, body: object) =>
      api.ask('PATCH', `/v1/hosts/${slug}`, { token: ADMIN_TOKEN, ifMatch: '*', body });
    await leave();
    await edit(other.slug, { foundedOn: '2011' });
    expect(await comeBack()).toBe(200);
    const third = await api.published({ website: 'https://ailleurs.example' });
    await leave();
    await edit(third.slug, { website });
    expect(await comeBack()).toBe(409);
  });
});
