import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { type Applied, applyImported, type FileToApply } from '../../src/exchange/imports/apply.ts';
import type { ImportedHost } from '../../src/exchange/imports/read.ts';
import type { Proposal } from '../../src/exchange/imports/schema.ts';
import { noteGoneOn } from '../../src/exchange/imports/store.ts';
import { parisDay } from '../../src/ground/clock.ts';
import { expireDrafts } from '../../src/hosts/entries/withdrawal.ts';
import type { TodoItem } from '../../src/waiting/host/schema.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';
import { aFile, aServiceFile } from '../support/imports.ts';
import { aService, aSlug, reference } from '../support/record.ts';

const api = useApp();
interface Page {
  items: Proposal[];
  total: number;
  next: string | null;
}

const context = () => ({ db: api.database.db, reference, clock: () => api.now, newId: randomUUID });
const apply = (imported: ImportedHost, as: Pick<FileToApply, 'federation' | 'host' | 'by'>): Promise<Applied> =>
  applyImported(context(), { ...as, on: parisDay(api.now), imported });
const ownFile = (host: Owned, over: Partial<ImportedHost> = {}) =>
  apply(aFile({ facts: {}, ...over, name: 'Les Aulnes', website: 'https://aulnes.example' }), {
    host,
    by: 'host-file',
  });

const at = ({ slug }: Pick<Owned, 'slug'>, rest = '') => `/v1/hosts/${slug}/proposals${rest}`;
const waiting = async (host: Pick<Owned, 'slug' | 'token'>, token = host.token): Promise<Proposal[]> => {
  const { status, body, text } = await api.ask<Page>('GET', at(host), { token });
  expect(status, text).toBe(200);
  expect(body.total).toBe(body.items.length);
  return body.items;
};
const accept = (host: Pick<Owned, 'slug' | 'token'>, body: object, token = host.token) =>
  api.ask<Host>('POST', at(host, '/acceptances'), { token, body });
const refuse = (host: Pick<Owned, 'slug' | 'token'>, body: object, token = host.token) =>
  api.ask<{ refused: number; waiting: number }>('POST', at(host, '/refusals'), { token, body });
const read = async ({ slug }: Pick<Owned, 'slug'>) =>
  (await api.ask<Host>('GET', `/v1/hosts/${slug}?with=provenance`)).body;

/** A host whose own file says otherwise in two fields, and knows two services more. */
async function differing() {
  const host = await api.published({ languages: ['fr'], foundedOn: '2013' });
  const services = [aServiceFile('nuage', { url: 'https://nuage.aulnes.example' }), aServiceFile('courriel')];
  delete (services[1]!.facts as { usages?: unknown }).usages;
  await ownFile(host, { facts: { languages: ['br'], foundedOn: '2014' }, services });
  return host;
}

describe('GET /v1/hosts/{host}/proposals', () => {
  it('shows what stands, what the file says, and where it is said', async () => {
    const host = await differing();
    const items = await waiting(host);
    expect(items.map(({ pointer, kind, present, proposed }) => [pointer, kind, present, proposed])).toEqual([
      ['/foundedOn', 'field', '2013', '2014'],
      ['/languages', 'field', ['fr'], ['br']],
      ['/services/courriel', 'service', undefined, { name: 'courriel' }],
      expect.arrayContaining(['/services/nuage', 'service']),
    ]);
    expect(items[0]).toMatchObject({ by: 'host-file', asOf: '2026-10-01', mayAccept: true });
    expect(items[0]!.source).toMatch(/^https:\/\/federation\.example/);
    expect(items[2]!.needsUsages).toBe(true);
  });

  it('comes in pages', async () => {
    const host = await differing();
    const seen: string[] = [];
    let next: string | null = at(host, '?limit=3');
    while (next) {
      const { body }: { body: Page } = await api.ask<Page>('GET', next, { token: host.token });
      seen.push(...body.items.map(({ pointer }) => pointer));
      expect(body.total).toBe(4);
      next = body.next;
    }
    expect(seen).toEqual(['/foundedOn', '/languages', '/services/courriel', '/services/nuage']);
  });

  it('is for the host, its federations and administrators', async () => {
    const host = await differing();
    const federation = await api.federation();
    expect(await waiting(host, ADMIN_TOKEN)).toHaveLength(4);
    const member = `/v1/federations/${federation.slug}/members`;
    await api.ask('PUT', `${member}/${host.slug}`, { token: federation.token, body: { state: 'member' } });
    expect((await api.refused('GET', at(host), { token: federation.token }))[1]).toBe('not-yours');
    expect((await api.ask('POST', member, { token: host.token, body: {} })).status).toBeLessThan(300);
    const theirs = await waiting(host, federation.token);
    expect(theirs.map(({ pointer, mayAccept }) => [pointer, mayAccept])).toEqual([
      ['/foundedOn', false],
      ['/languages', false],
      ['/services/courriel', true],
      ['/services/nuage', true],
    ]);
  });

  it('is on the list of what waits for the host, as one line', async () => {
    const host = await differing();
    const todo = async () =>
      (
        await api.ask<{ items: TodoItem[] }>('GET', `/v1/hosts/${host.slug}/todo?lang=fr`, { token: host.token })
      ).body.items.filter(({ kind }) => kind === 'proposals');
    expect((await todo()).map(({ text }) => text)).toEqual([expect.stringContaining('4 différences')]);
    await refuse(host, { all: true });
    expect(await todo()).toEqual([]);
  });
});

describe('what a source proposes', () => {
  const source = (owner: string, token: string, method: string, url?: string) =>
    api.ask(method, `/v1/${owner}/source`, { token, ifMatch: '*', ...(url && { body: { url } }) });
  const todoOf = async (host: Owned) =>
    (await api.ask<{ items: TodoItem[] }>('GET', `/v1/hosts/${host.slug}/todo`, { token: host.token })).body.items;

  it.each(['DELETE', 'PUT'])('waits for nobody once its host has given up that address (%s)', async (method) => {
    const host = await differing();
    const owner = `hosts/${host.slug}`;
    const { website } = await read(host);
    const [first, second] = ['/a.properties', '/b.properties'].map((path) => new URL(path, website).href);
    expect((await source(owner, host.token, 'PUT', first)).status).toBe(201);
    await refuse(host, { ids: [(await waiting(host))[0]!.id] });
    expect(await waiting(host)).toHaveLength(3);
    const { status } = await source(owner, host.token, method, method === 'PUT' ? second : undefined);
    expect(status).toBeLessThan(300);
    expect(await waiting(host)).toEqual([]);
    expect((await todoOf(host)).map(({ kind }) => kind)).not.toContain('proposals');
    // What was refused stays so, whichever file says it again.
    await ownFile(host, { facts: { languages: ['br'], foundedOn: '2014' } });
    expect((await waiting(host)).map(({ pointer }) => pointer)).toEqual(['/languages']);
  });

  it('waits for nobody once its federation has given it up, and that of others goes on waiting', async () => {
    const host = await differing();
    const federation = await api.federation({ website: 'https://federation.example' });
    const owner = `federations/${federation.slug}`;
    expect((await source(owner, federation.token, 'PUT', 'https://federation.example/all.properties')).status).toBe(
      201,
    );
    await apply(aFile({ facts: { foundedOn: '2011' }, name: 'Les Aulnes', website: 'https://aulnes.example' }), {
      ...{ federation, host, by: 'federation' },
    });
    expect((await waiting(host)).map(({ by }) => by)).toContain('federation');
    expect((await source(owner, federation.token, 'DELETE')).status).toBe(204);
    expect(new Set((await waiting(host)).map(({ by }) => by))).toEqual(new Set(['host-file']));
  });
});

describe('POST /v1/hosts/{host}/proposals/acceptances', () => {
  it('makes all of it the word of the host, as one change; a service is told what it is for', async () => {
    const host = await differing();
    const mail = (await waiting(host)).find(({ pointer }) => pointer === '/services/courriel')!;
    const before = await api.revision();
    const done = await accept(host, { all: true, usages: { [mail.id]: ['email-hosting'] } });
    expect(done.status, done.text).toBe(200);
    expect(await api.revision()).toBe(before + 1);
    const now = await read(host);
    expect(now).toMatchObject({ languages: ['br'], foundedOn: '2014' });
    expect(now.services.map(({ slug, usages }) => [slug, usages])).toEqual([
      ['courriel', ['email-hosting']],
      ['nuage', ['file-storage-sharing']],
    ]);
    expect(now.provenance!.languages).toEqual({ by: 'host', asOf: parisDay(api.now) });
    expect(now.provenance!['services/nuage/url']!.by).toBe('host');
    expect(await waiting(host)).toEqual([]);
  });

  it('writes nothing when one of them cannot be written', async () => {
    const host = await differing();
    const before = await api.revision();
    const [status, code, faults] = await api.refused('POST', at(host, '/acceptances'), {
      token: host.token,
      body: { all: true },
    });
    expect([status, code, Object.values(faults!)]).toEqual(meaningless(['usages-needed']));
    const [first] = await waiting(host);
    const ids = [first!.id, randomUUID()];
    const unknown = await api.refused('POST', at(host, '/acceptances'), { token: host.token, body: { ids } });
    expect(unknown).toEqual(meaningless({ '/ids/1': 'unknown-proposal' }));
    expect(await api.revision()).toBe(before);
    expect(await waiting(host)).toHaveLength(4);
  });

  it('takes those that are named, and needs to be told which; the version is minded when it is given', async () => {
    const host = await differing();
    const [first] = await waiting(host);
    expect((await api.refused('POST', at(host, '/acceptances'), { token: host.token, body: {} }))[0]).toBe(400);
    const both = { all: true, ids: [first!.id] };
    expect((await api.refused('POST', at(host, '/acceptances'), { token: host.token, body: both }))[0]).toBe(400);
    const stale = { token: host.token, body: { ids: [first!.id] }, ifMatch: 'v1' };
    expect((await api.refused('POST', at(host, '/acceptances'), stale))[1]).toBe('version-stale');
    const done = await accept(host, { ids: [first!.id] });
    expect(done.body).toMatchObject({ foundedOn: '2014', languages: ['fr'] });
    expect(done.headers.etag).toBe(`"v${done.body.version}"`);
    expect(await waiting(host)).toHaveLength(3);
  });

  it('of a federation stands as what its file says, never over the word of the host', async () => {
    const host = await api.published({ languages: ['fr'] });
    const federation = await api.federation();
    const member = `/v1/federations/${federation.slug}/members`;
    await api.ask('PUT', `${member}/${host.slug}`, { token: federation.token, body: { state: 'member' } });
    await api.ask('POST', member, { token: host.token, body: {} });
    const website = `https://${aSlug('f')}.example`;
    await api.ask('PATCH', `/v1/hosts/${host.slug}`, { token: ADMIN_TOKEN, body: { website }, ifMatch: '*' });
    const service = aServiceFile('nuage', { url: 'https://nuage.aulnes.example' });
    const file = aFile({ website, facts: { languages: ['br'] }, services: [service] });
    const done = await apply(file, { federation, by: 'federation' });
    expect(done.host).toMatchObject({ slug: host.slug });
    const items = await waiting(host, federation.token);
    const words = items.find(({ pointer }) => pointer === '/languages')!;
    const refused = await api.refused('POST', at(host, '/acceptances'), {
      token: federation.token,
      body: { ids: [words.id] },
    });
    expect(refused).toEqual(meaningless({ '/ids/0': 'said-by-the-host' }));
    expect((await accept(host, { all: true }, federation.token)).status).toBe(200);
    const now = await read(host);
    expect(now.languages).toEqual(['fr']);
    expect(now.provenance!['services/nuage/url']).toEqual({
      by: 'federation',
      source: service.source,
      asOf: '2026-10-01',
    });
    // What the federation accepted from its file, its file keeps up to date.
    const moved = { ...service, asOf: '2026-11-01', facts: { ...service.facts, url: 'https://n.aulnes.example' } };
    await apply({ ...file, services: [moved] }, { federation, by: 'federation' });
    expect((await read(host)).services[0]!.url).toBe('https://n.aulnes.example');
    // What the host wrote since, it does not.
    const at_ = `/v1/hosts/${host.slug}/services/nuage`;
    await api.ask('PATCH', at_, { token: host.token, body: { url: 'https://own.aulnes.example' }, ifMatch: '*' });
    await apply({ ...file, services: [moved] }, { federation, by: 'federation' });
    expect((await read(host)).services[0]!.url).toBe('https://own.aulnes.example');
  });
});

describe('a proposal', () => {
  it('that was refused stays away until its file says something else', async () => {
    const host = await differing();
    const [founded] = await waiting(host);
    const file = { facts: { foundedOn: '2014' }, source: founded!.source! };
    expect((await refuse(host, { ids: [founded!.id] })).body).toEqual({ refused: 1, waiting: 3 });
    await ownFile(host, file);
    expect((await waiting(host)).map(({ pointer }) => pointer)).not.toContain('/foundedOn');
    await ownFile(host, { ...file, facts: { foundedOn: '2012' } });
    expect((await waiting(host)).find(({ pointer }) => pointer === '/foundedOn')?.proposed).toBe('2012');
  });

  it('goes when the host writes the same itself', async () => {
    const host = await differing();
    await api.ask('PATCH', `/v1/hosts/${host.slug}`, { token: host.token, body: { foundedOn: '2014' }, ifMatch: '*' });
    expect((await waiting(host)).map(({ pointer }) => pointer)).not.toContain('/foundedOn');
  });

  it('is not made again of a service that the host accepted and removed, until the file says more of it', async () => {
    const host = await api.published();
    const service = aServiceFile('nuage');
    const source = 'https://aulnes.example/own.properties';
    await ownFile(host, { source, services: [service] });
    await accept(host, { all: true });
    await api.ask('DELETE', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, ifMatch: '*' });
    await ownFile(host, { source, services: [service] });
    expect(await waiting(host)).toEqual([]);
    await ownFile(host, { source, services: [aServiceFile('nuage', { registration: 'open' })] });
    expect(await waiting(host)).toHaveLength(1);
  });
});

describe('a draft that the file of a federation made', () => {
  const made = async () => {
    const federation = await api.federation();
    const file = aFile({ membership: { state: 'member', since: '2016' }, services: [aServiceFile('nuage')] });
    const { host } = await apply(file, { federation, by: 'federation' });
    return { federation, file, draft: { ...host!, slug: host!.id, token: federation.token } };
  };

  it('is read by that federation and administrators, and by nobody else', async () => {
    const { federation, draft } = await made();
    const other = await api.federation();
    const path = `/v1/hosts/${draft.id}`;
    expect((await api.ask('GET', path, { token: federation.token })).status).toBe(200);
    expect((await api.ask('GET', path, { token: ADMIN_TOKEN })).status).toBe(200);
    expect((await api.refused('GET', at(draft), { token: other.token }))[1]).toBe('host-not-found');
  });

  it('is on the list of that federation, page by page, beside what its files say otherwise of entries', async () => {
    const { federation, draft } = await made();
    const host = await api.published({ website: 'https://saules.example' });
    await api.ask('PUT', `/v1/federations/${federation.slug}/members/${host.slug}`, {
      ...{ token: federation.token, ifMatch: '*', body: { state: 'member' } },
    });
    const { name, website } = (await api.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body;
    await apply(aFile({ name, website: website!, facts: { foundedOn: '1999' } }), { federation, by: 'federation' });
    const path = `/v1/federations/${federation.slug}/proposals`;
    const found: object[] = [];
    for (let next: string | null = `${path}?limit=1`; next !== null; ) {
      const { body, text }: { body: Page; text: string } = await api.ask<Page>('GET', next, {
        token: federation.token,
      });
      expect(body.total, text).toBe(2);
      found.push(...body.items);
      next = body.next;
    }
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(expect.objectContaining({ id: draft.id, state: 'draft', waiting: 1 }));
    expect(found).toContainEqual({ id: host.id, slug: host.slug, name, state: 'published', waiting: 1, usages: [] });
    const { body: drafts } = await api.ask<Page>('GET', `${path}?state=draft`, { token: federation.token });
    expect(drafts.items).toEqual([expect.objectContaining({ id: draft.id, usages: ['file-storage-sharing'] })]);
  });

  it('is published by that federation with the services that it accepted, which confirms nothing', async () => {
    const { federation, file, draft } = await made();
    expect((await accept(draft, { all: true })).status).toBe(200);
    const other = await api.federation();
    const publication = `/v1/hosts/${draft.id}/publication`;
    expect((await api.refused('POST', publication, { token: other.token }))[1]).toBe('host-not-found');
    // Which lists are whole is the word of the host.
    const saying = { token: federation.token, body: { complete: ['services'] } };
    expect(await api.refused('POST', publication, saying)).toEqual([403, 'not-yours']);
    const done = await api.ask<Host>('POST', publication, { token: federation.token });
    expect(done.status, done.text).toBe(200);
    expect(done.body).toMatchObject({ state: 'published', confirmedByHost: false, complete: [], name: file.name });
    const now = await read({ slug: done.body.slug });
    expect(now.services.map(({ slug }) => slug)).toEqual(['nuage']);
    expect(now.memberships).toEqual([expect.objectContaining({ federation: federation.slug, since: '2016' })]);
    expect(now.provenance![`memberships/${federation.slug}`]).toMatchObject({ by: 'federation', source: file.source });
    expect(now.provenance!.languages).toEqual({ by: 'federation', source: file.source, asOf: '2026-10-01' });
    // It belongs to nobody: the federation that published it does not write it.
    const patch = { token: federation.token, body: { languages: ['br'] }, ifMatch: '*' };
    expect((await api.refused('PATCH', `/v1/hosts/${done.body.slug}`, patch))[1]).toBe('not-yours');
  });

  it('stays as long as the federation names it, and 30 days longer', async () => {
    const { federation, file, draft } = await made();
    const there = async () => (await api.ask('GET', `/v1/hosts/${draft.id}`, { token: ADMIN_TOKEN })).status === 200;
    const pass = (days: number) => {
      api.now = new Date(api.now.getTime() + days * 86_400_000);
      return expireDrafts(context());
    };
    await pass(100);
    expect(await there()).toBe(true);
    await noteGoneOn(api.database.db, federation.id, [file.source], parisDay(api.now));
    await pass(29);
    expect(await there()).toBe(true);
    await pass(2);
    expect(await there()).toBe(false);
  });
});

describe('a service of the entry', () => {
  it('keeps its price, whatever a file says', async () => {
    const host = await api.published();
    const plans = [{ name: 'Groupe', fixed: 35 }];
    await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: aService({ plans }) });
    const service = aServiceFile('nuage', { name: 'Nuage', startedOn: '2016', plans: [{ name: 'Groupe', fixed: 5 }] });
    await ownFile(host, { services: [service] });
    const [founded] = await waiting(host);
    expect(founded).toBeUndefined();
    expect((await read(host)).services[0]).toMatchObject({ startedOn: '2016', plans });
  });
});
