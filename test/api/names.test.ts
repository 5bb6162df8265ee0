import { describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import { type Owned, useApp } from '../support/app.ts';
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
    await api.ask('PUT', `${below}/members/${host.slug}`, { ...theirs, body: { status: 'member' } });
    const now = aSlug('membre');
    await patch(host, { slug: now });
    const { body } = await api.ask<Federation>('GET', below);
    expect(body.members.map((member) => member.host)).toEqual([now]);
    // The federation goes on by the name that it knows.
    const ended = await api.ask<Federation>('PUT', `${below}/members/${host.slug}`, {
      ...theirs,
      body: { status: 'former', until: '2026-11-01' },
    });
    expect([ended.status, ended.body.members[0]?.status]).toEqual([200, 'former']);
  });
});

describe('a former slug leads to the present address', () => {
  it.each([
    ['/v1/hosts/{}', '?lang=en'],
    ['/v1/hosts/{}/services', ''],
    ['/v1/hosts/{}/services/nuage', ''],
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
