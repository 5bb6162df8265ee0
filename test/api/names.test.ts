import { describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aService, aSlug } from '../support/record.ts';

const api = useApp();

const patch = (host: Owned, body: object, token = host.token) =>
  api.ask<Host>('PATCH', `/v1/hosts/${host.slug}`, { token, ifMatch: '*', body });
const read = async (ref: string) => (await api.ask<Host>('GET', `/v1/hosts/${ref}`)).body;

/** A host of its own name and site, and what it calls itself from now on. */
async function renamed(over: Partial<{ slug: string; name: string; website: string }> = {}) {
  const [old, now] = [aSlug('ancien'), aSlug('nouveau')];
  const host = await api.published({ slug: old, name: `Ancien ${old}`, website: `https://www.${old}.example` });
  const changed = await patch(host, { slug: now, ...over });
  expect(changed.status, changed.text).toBe(200);
  return { host, old, now, document: changed.body };
}

describe('what a host was called before', () => {
  it('is kept with the last day on which it was in use', async () => {
    const { old, now, document } = await renamed({ name: 'Un autre nom', website: 'https://autre-site.example' });
    const aliases = [
      { kind: 'slug', value: old, until: '2026-11-25' },
      { kind: 'name', value: `Ancien ${old}`, until: '2026-11-25' },
      { kind: 'domain', value: `${old}.example`, until: '2026-11-25' },
    ];
    expect(document).toMatchObject({ slug: now, name: 'Un autre nom', aliases });
    expect(await read(now)).toMatchObject({ aliases });
  });

  it('is no other name when only capitals, accents, the page or www. changed', async () => {
    const slug = aSlug('meme');
    const host = await api.published({ slug, name: `Les Chênes ${slug}`, website: `https://${slug}.example` });
    const { body } = await patch(host, { name: `LES CHENES ${slug}`, website: `https://www.${slug}.example/accueil` });
    expect(body.aliases).toBeUndefined();
  });

  it('is present again when the host takes it back', async () => {
    const { host, old, now } = await renamed();
    const back = await patch({ ...host, slug: now }, { slug: old });
    expect(back.body.aliases).toEqual([{ kind: 'slug', value: now, until: '2026-11-25' }]);
    const [there, here] = [await api.ask('GET', `/v1/hosts/${now}`), await api.ask('GET', `/v1/hosts/${old}`)];
    expect([there.status, there.headers.location, here.status]).toEqual([308, `/v1/hosts/${old}`, 200]);
  });

  it('is not kept of a draft, which nobody knew', async () => {
    const draft = await api.draft();
    const { body } = await api.ask<Host>('PATCH', `/v1/hosts/${draft.id}`, {
      ...{ token: draft.token, ifMatch: '*' },
      body: { slug: aSlug('brouillon'), name: 'Autrement' },
    });
    expect(body.aliases).toBeUndefined();
  });

  it('follows into the documents of federations', async () => {
    const [host, federation] = [await api.published(), await api.federation()];
    const below = `/v1/federations/${federation.slug}`;
    const theirs = { token: federation.token, ifMatch: '*' };
    await api.ask('PUT', `${below}/members/${host.slug}`, { ...theirs, body: { state: 'member' } });
    const now = aSlug('membre');
    await patch(host, { slug: now });
    const { body } = await api.ask<Federation>('GET', below);
    expect(body.members.map((member) => member.host)).toEqual([now]);
    // The federation goes on by the name that it knows.
    const ended = await api.ask<Federation>('PUT', `${below}/members/${host.slug}`, {
      ...theirs,
      body: { state: 'former', until: '2026-11-01' },
    });
    expect([ended.status, ended.body.members[0]?.state]).toEqual([200, 'former']);
  });
});

describe('a former slug leads to the present address', () => {
  it.each([
    ['/v1/hosts/{}', '?lang=en'],
    ['/v1/hosts/{}/services', ''],
    ['/v1/hosts/{}/services/nuage', ''],
    ['/v1/hosts/{}.properties', ''],
    ['/v1/hosts/{}/services/nuage.properties', ''],
    ['/v1/hosts/{}/history', '?limit=5'],
    ['/v1/hosts/{}/alternatives', ''],
    ['/v1/hosts/{}/advice', ''],
    ['/v1/hosts/{}/todo', ''],
    ['/v1/hosts/{}/document', ''],
    ['/hosts/{}', '?lang=en'],
    ['/hosts/{}/alternatives', ''],
    ['/hosts/{}/report', ''],
    ['/hosts/{}/decided', ''],
    ['/hosts/{}/feed.atom', ''],
    ['/hosts/{}/dates.ics', ''],
    ['/badge/{}.svg', '?lang=fr'],
    ['/compare', '?host={}&usage=website'],
    ['/for-hosts', '?host={}'],
    ['/embed/badge', '?lang=en&host={}'],
  ])('%s%s', async (path, query) => {
    const { host, old, now } = await renamed();
    await api.ask('PUT', `/v1/hosts/${host.id}/services/nuage`, { token: host.token, body: aService() });
    const at = (slug: string) => (path + query).replaceAll('{}', slug);
    const moved = await api.ask('GET', at(old), { token: host.token });
    expect([moved.status, moved.headers.location]).toEqual([308, at(now)]);
    const led = await api.ask('GET', moved.headers.location as string, { token: host.token });
    expect(led.status, led.text).toBe(200);
    // Browsers would keep it for good, and go round in circles once the host takes its slug back.
    const asked = await api.ask('GET', at(old));
    expect(asked.headers['cache-control']).toBe('public, max-age=60');
  });

  it('for programs on pages of other sites too', async () => {
    const { old } = await renamed();
    const { headers } = await api.ask('GET', `/v1/hosts/${old}`, { headers: { origin: 'https://ailleurs.example' } });
    expect(headers['access-control-allow-origin']).toBe('*');
  });

  it('and writes take it as they take the id', async () => {
    const { host, old, now } = await renamed();
    const put = await api.ask<Host>('PUT', `/v1/hosts/${old}/services/nuage`, { token: host.token, body: aService() });
    expect([put.status, put.body.slug]).toEqual([201, now]);
    const { body } = await patch({ ...host, slug: old }, { summary: { fr: 'Toujours nous.' } });
    expect(body.slug).toBe(now);
  });

  it('and to the tombstone once its host has left', async () => {
    const { host, old } = await renamed();
    await api.ask('DELETE', `/v1/hosts/${host.id}`, { token: host.token, ifMatch: '*' });
    expect(await api.refused('GET', `/v1/hosts/${old}`)).toEqual([410, 'host-gone']);
    expect((await api.ask('GET', `/v1/hosts/${old}/history`)).status).toBe(200);
  });
});

describe('a former slug is taken by nobody else', () => {
  it('neither by a draft that is published, nor by a host that renames itself', async () => {
    const { host, old } = await renamed();
    const draft = await api.draft({ slug: old, name: `Preneur de ${old}`, website: 'https://preneur.example' });
    const [status, code, faults] = await api.refused('POST', `/v1/hosts/${draft.id}/publication?force=true`, {
      token: ADMIN_TOKEN,
    });
    expect([status, code, faults]).toEqual([409, 'slug-taken', { '/slug': 'slug-taken' }]);
    const other = await api.published({ name: `Voisin de ${old}`, website: 'https://voisin.example' });
    expect((await patch(other, { slug: old })).status).toBe(409);
    expect((await patch(other, { slug: host.slug }, ADMIN_TOKEN)).status).toBe(409);
    expect((await read(other.slug)).aliases).toBeUndefined();
  });

  it('not even once its host has left', async () => {
    const { host, old } = await renamed();
    await api.ask('DELETE', `/v1/hosts/${host.id}`, { token: host.token, ifMatch: '*' });
    const draft = await api.draft({ slug: old, name: `Suivant de ${old}`, website: 'https://suivant.example' });
    const published = api.refused('POST', `/v1/hosts/${draft.id}/publication?force=true`, { token: ADMIN_TOKEN });
    expect((await published).slice(0, 2)).toEqual([409, 'slug-taken']);
  });

  it('and a host gathers no more than twenty by itself', async () => {
    const host = await api.published({
      slug: aSlug('changeant'),
      name: 'Changeant',
      website: 'https://changeant.example',
    });
    for (let i = 0; i < 20; i++)
      expect((await patch({ ...host, slug: host.id }, { slug: aSlug('encore') })).status).toBe(200);
    const [status, , faults] = await api.refused('PATCH', `/v1/hosts/${host.id}`, {
      ...{ token: host.token, ifMatch: '*', body: { slug: aSlug('encore') } },
    });
    expect([status, faults]).toEqual([422, { '/slug': 'too-many' }]);
    // Back to one of them is not one more.
    expect((await patch({ ...host, slug: host.id }, { slug: host.slug })).status).toBe(200);
    expect((await patch({ ...host, slug: host.id }, { slug: aSlug('encore') }, ADMIN_TOKEN)).status).toBe(200);
  });
});

describe('a former domain', () => {
  const byDomain = async (domain: string) =>
    (await api.ask<Host & { former?: true }>('GET', `/v1/hosts/by-domain/${domain}`)).body;

  it('finds the entry and says that it is a former one', async () => {
    const { old, now } = await renamed({ website: 'https://site-neuf.example' });
    expect(await byDomain(`cloud.${old}.example`)).toMatchObject({ slug: now, former: true });
    expect((await byDomain('site-neuf.example')).former).toBeUndefined();
    const page = await api.ask('GET', `/hosts/by-domain/www.${old}.example`);
    expect([page.status, page.headers.location]).toEqual([302, `/hosts/${now}`]);
  });

  it('never hides who has the domain now, nor who has the one above it', async () => {
    const [gone, shelter] = [aSlug('parti'), aSlug('abri')];
    const host = await api.published({
      slug: gone,
      name: `Logé ${gone}`,
      website: `https://${gone}.${shelter}.example`,
    });
    await patch(host, { website: `https://${gone}-chez-soi.example` });
    expect(await byDomain(`${gone}.${shelter}.example`)).toMatchObject({ slug: gone, former: true });
    const above = await api.published({
      slug: shelter,
      name: `Abri ${shelter}`,
      website: `https://${shelter}.example`,
    });
    expect(await byDomain(`${gone}.${shelter}.example`)).toMatchObject({ slug: above.slug });
  });

  it('proves nothing: who has it now does not get the entry by it', async () => {
    const { now, old } = await renamed({ website: 'https://demenage.example' });
    const claimed = await api.ask<{ challenge: { url: string } }>('POST', `/v1/hosts/${now}/ownership`, {
      body: { terms: '2026-1' },
    });
    expect(claimed.body.challenge.url).toBe('https://demenage.example/.well-known/bercail-challenge');
    // And whoever has it may register: the entry of somebody else does not stand in the way.
    const draft = await api.ask<{ existing?: object }>('POST', '/v1/hosts', {
      body: {
        slug: aSlug('repreneur'),
        name: `Repreneur de ${old}`,
        website: `https://${old}.example`,
        terms: '2026-1',
      },
    });
    expect([draft.status, draft.body.existing]).toEqual([201, undefined]);
  });
});

describe('a former name', () => {
  const found = async (q: string) =>
    (await api.ask<{ items: Host[] }>('GET', `/v1/hosts?q=${q}`)).body.items.map(({ slug }) => slug);

  it('is found by a search, after those who bear it today', async () => {
    const before = await api.published({
      slug: aSlug('avant'),
      name: 'Zibeline du Quercy',
      website: 'https://z1.example',
    });
    await patch(before, { name: 'Tout autre chose', website: 'https://z9.example' });
    const today = await api.published({ slug: aSlug('apres'), name: 'Zibeline', website: 'https://z2.example' });
    expect(await found('zibeline')).toEqual([today.slug, before.slug]);
    expect(await found('zibeline+quercy')).toEqual([before.slug]);
    const page = await api.ask('GET', '/hosts?q=quercy', { headers: { accept: 'text/html' } });
    expect(page.text).toContain('Tout autre chose');
    expect(page.text).toContain('Anciennement Zibeline du Quercy');
    const own = await api.ask('GET', `/hosts/${before.slug}?lang=en`, { headers: { accept: 'text/html' } });
    expect(own.text).toMatch(/Formerly.*Zibeline du Quercy/s);
  });

  it('is told in the history, and in the feed of those who follow', async () => {
    const { now, old } = await renamed({ name: 'Le nom nouveau', website: 'https://le-nom-nouveau.example' });
    const { body } = await api.ask<{ items: { sentences: { code: string; params: object; text: string }[] }[] }>(
      'GET',
      `/v1/hosts/${now}/history?lang=en`,
    );
    expect(body.items[0]?.sentences.map(({ code, params }) => [code, params])).toEqual([
      ['renamed', { from: `Ancien ${old}`, to: 'Le nom nouveau' }],
      ['website-moved', { from: `${old}.example`, to: 'le-nom-nouveau.example' }],
      ['slug-changed', { from: old, to: now }],
    ]);
    const feed = await api.ask('GET', `/hosts/${now}/feed.atom`);
    expect(feed.text).toContain('s’appelle désormais');
  });
});

describe('former names that somebody states', () => {
  const put = (host: Owned, kind: string, value: string, body: object = {}, token = host.token) =>
    api.ask<Host>('PUT', `/v1/hosts/${host.slug}/aliases/${kind}/${encodeURIComponent(value)}`, {
      ...{ token, body, headers: { 'if-match': '*' } },
    });
  const add = (host: Owned, kind: string, value: string, body: object = {}, token = host.token) =>
    api.ask<Host>('PUT', `/v1/hosts/${host.slug}/aliases/${kind}/${encodeURIComponent(value)}`, { token, body });
  const own = async () => {
    const slug = aSlug('dit');
    return await api.published({ slug, name: `Dit ${slug}`, website: `https://${slug}.example` });
  };

  it('are names and domains of the past, with the year when it is all that is known', async () => {
    const host = await own();
    const long = `L’Établissement d’hébergement associatif ${'é'.repeat(150)}`;
    expect((await add(host, 'name', long, { until: '2019' })).status).toBe(201);
    const { status, body } = await add(host, 'domain', 'WWW.Chênes-Anciens.example.', { until: '2021-06' });
    expect(status).toBe(201);
    expect(body.aliases).toEqual([
      { kind: 'name', value: long, until: '2019' },
      { kind: 'domain', value: 'xn--chnes-anciens-qhb.example', until: '2021-06' },
    ]);
    expect((await put(host, 'domain', 'chênes-anciens.example')).body.aliases?.[1]).toEqual({
      kind: 'domain',
      value: 'xn--chnes-anciens-qhb.example',
    });
  });

  it('are taken away again', async () => {
    const host = await own();
    await add(host, 'name', 'Un nom de travail');
    const at = `/v1/hosts/${host.slug}/aliases/name/${encodeURIComponent('Un nom de travail')}`;
    const removed = await api.ask<Host>('DELETE', at, { token: host.token, ifMatch: '*' });
    expect([removed.status, removed.body.aliases]).toEqual([200, undefined]);
    expect(await api.refused('DELETE', at, { token: host.token, ifMatch: '*' })).toEqual([404, 'alias-not-found']);
  });

  it('are slugs only for administrators, who free them too', async () => {
    const [host, slug] = [await own(), aSlug('imprime')];
    expect((await add(host, 'slug', slug)).status).toBe(403);
    expect((await add(host, 'slug', slug, {}, ADMIN_TOKEN)).status).toBe(201);
    expect((await api.ask('GET', `/hosts/${slug}`)).headers.location).toBe(`/hosts/${host.slug}`);
    const at = `/v1/hosts/${host.slug}/aliases/slug/${slug}`;
    expect((await api.refused('DELETE', at, { token: host.token, ifMatch: '*' }))[0]).toBe(403);
    await api.ask('DELETE', at, { token: ADMIN_TOKEN, ifMatch: '*' });
    expect((await api.refused('GET', `/v1/hosts/${slug}`))[0]).toBe(404);
    const taker = await api.published({ slug, name: `Suivant ${slug}`, website: `https://${slug}.example` });
    expect((await read(slug)).id).toBe(taker.id);
  });

  it('are refused where they are those of somebody else, or of today', async () => {
    const [host, other] = [await own(), await own()];
    const { name } = await read(other.slug);
    const refused = async (kind: string, value: string, body = {}, token = host.token) => {
      const at = `/v1/hosts/${host.slug}/aliases/${kind}/${encodeURIComponent(value)}`;
      return (await api.refused('PUT', at, { token, body })).slice(1);
    };
    const faults = (found: object) => ['meaningless-request', found];
    expect(await refused('domain', `www.${other.slug}.example`)).toEqual(faults({ '/value': 'shared-domain' }));
    expect(await refused('name', name.toUpperCase())).toEqual(faults({ '/value': 'same-name' }));
    expect(await refused('name', `dit ${host.slug}`)).toEqual(faults({ '/value': 'present-name' }));
    expect(await refused('domain', `${host.slug}.example`)).toEqual(faults({ '/value': 'present-name' }));
    expect(await refused('domain', 'pas un domaine')).toEqual(faults({ '/value': 'wrong-shape' }));
    expect(await refused('slug', 'By-Domain', {}, ADMIN_TOKEN)).toEqual(faults({ '/value': 'wrong-shape' }));
    expect(await refused('slug', 'by-domain', {}, ADMIN_TOKEN)).toEqual(faults({ '/value': 'reserved-slug' }));
  });
});

describe('what names a host elsewhere follows it', () => {
  it('a closing that names it as successor by its former slug, which it agrees to', async () => {
    const leaving = await api.published({
      slug: aSlug('ferme'),
      name: 'Ferme bientôt',
      website: 'https://ferme.example',
    });
    const taking = await api.published({ slug: aSlug('reprend'), name: 'Reprend', website: 'https://reprend.example' });
    await api.ask('PUT', `/v1/hosts/${leaving.slug}/closing`, {
      ...{ token: leaving.token, ifMatch: '*' },
      body: { stages: { closed: '2027-06-30' }, reason: { fr: 'Fatigue.' }, successor: taking.slug },
    });
    const now = aSlug('reprend-encore');
    await patch(taking, { slug: now });
    const { text } = await api.ask('GET', `/v1/hosts/${now}/todo`, { token: taking.token });
    expect(text).toContain(leaving.slug);
    const agreed = await api.ask<Host>('PUT', `/v1/hosts/${now}/successions/${leaving.slug}`, { token: taking.token });
    expect([agreed.status, agreed.body.closing?.successor?.agreed]).toEqual([201, true]);
    expect(agreed.body.closing?.text).toContain('Reprend');
  });

  it('a document with a former slug, which means the present one and renames nothing', async () => {
    const { host, old, now } = await renamed();
    const { name, website } = await read(now);
    const send = (slug: string) =>
      api.ask<Host>('PUT', `/v1/hosts/${host.id}/document`, {
        ...{ token: host.token, ifMatch: '*' },
        body: { host: { slug, name, website, foundedOn: '2014' }, services: [], claims: {}, commitments: {} },
      });
    const written = await send(old);
    expect(written.status, written.text).toBe(200);
    expect(await read(now)).toMatchObject({ slug: now, foundedOn: '2014' });
    expect((await send(aSlug('tout-autre'))).status).toBe(422);
  });
});
