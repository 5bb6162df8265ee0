import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Problem } from '../../src/http/problems.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { aSlug } from '../support/record.ts';

const api = useApp();
let federation: Owned;
const vouchPath = (id: string) => `/v1/federations/${federation.slug}/vouches/${id}`;
const vouch = (id: string) => api.ask<Record<string, unknown>>('PUT', vouchPath(id), { token: federation.token });
const publish = ({ id, token }: Owned) => api.ask<Problem & Host>('POST', `/v1/hosts/${id}/publication`, { token });
const patch = ({ id, token }: Owned, body: object) =>
  api.ask<Host>('PATCH', `/v1/hosts/${id}`, { token, body, ifMatch: '*' });
const texts = async (url: string, token: string) =>
  (await api.ask<{ items: { kind: string; text: string }[] }>('GET', `${url}?lang=fr`, { token })).body.items
    .filter(({ kind }) => kind === 'vouch-lapsed')
    .map(({ text }) => text);
const due = () => texts(`/v1/federations/${federation.slug}/due`, federation.token);
const todo = ({ id, token }: Owned) => texts(`/v1/hosts/${id}/todo`, token);

beforeAll(async () => {
  federation = await api.federation({ name: 'Les Communs' });
});

/** A draft with a name and a site of its own. */
const aDraft = () => {
  const slug = aSlug('noyer');
  return api.draft({ slug, name: `Association ${slug}`, website: `https://${slug}.example` });
};

describe('A vouch is of what was vouched for', () => {
  it('and its answer says what that is', async () => {
    const draft = await aDraft();
    expect((await vouch(draft.id)).body).toEqual({
      federation: federation.slug,
      host: draft.id,
      vouchedOn: '2026-11-25',
      of: { slug: draft.slug, name: `Association ${draft.slug}`, website: `https://${draft.slug}.example` },
    });
  });

  it.each([
    ['slug', { slug: 'une-autre' }],
    ['name', { name: 'Une Autre' }],
    ['website', { website: 'https://une-autre.example' }],
  ])('so another %s ends it: nothing is published by it, and both sides are told', async (_what, change) => {
    const draft = await aDraft();
    await vouch(draft.id);
    expect((await patch(draft, change)).status).toBe(200);
    const refused = await publish(draft);
    expect([refused.status, refused.body.code]).toEqual([409, 'not-publishable']);
    expect(refused.body.errors!.map(({ code }) => code)).toContain('vouch-lapsed');
    expect(refused.body.detail).toContain('Les Communs');
    expect(await todo(draft)).toEqual([expect.stringContaining('«\u00a0Les Communs\u00a0»')]);
    const told = (await due()).filter((text) => text.includes(`Association ${draft.slug}`));
    expect(told).toHaveLength(1);
    // Said again of what it is now, it counts again, and nothing waits any more.
    expect((await vouch(draft.id)).body.of).toMatchObject(change);
    expect(await todo(draft)).toEqual([]);
    expect((await due()).filter((text) => text.includes(`Association ${draft.slug}`))).toEqual([]);
    expect((await publish(draft)).status).toBe(200);
  });

  it('and goes on when the desk gives the draft another slug, its own having been taken meanwhile', async () => {
    const draft = await aDraft();
    await vouch(draft.id);
    const site = 'https://meme-site.example';
    await patch(draft, { website: site });
    await vouch(draft.id);
    const taker = await api.published({ slug: draft.slug, name: 'Le Tilleul', website: site });
    const desk = await new Browser(api).signIn(draft.token);
    const at = `/manage/hosts/${draft.id}/publication`;
    await desk.open(at);
    // The public entry of the same site is told first, with the way to take it over.
    expect(desk.text).toContain(`href="/manage/hosts/${taker.slug}/take-over"`);
    await desk.fill(at, {});
    expect(desk.text).toContain('La fiche est publiée.');
    const { body } = await api.ask<Host>('GET', `/v1/hosts/${draft.id}`);
    expect([body.state, body.slug]).toEqual(['published', `association-${draft.slug}`]);
    expect(await due()).not.toContainEqual(expect.stringContaining(draft.slug));
  });

  it('and goes on when its slug is one that another host had before', async () => {
    const draft = await aDraft();
    await vouch(draft.id);
    const taker = await api.published({ slug: draft.slug, name: 'Le Tilleul', website: 'https://tilleul.example' });
    const renamed = { token: ADMIN_TOKEN, ifMatch: '*', body: { slug: `tilleul-${draft.slug}` } };
    expect((await api.ask('PATCH', `/v1/hosts/${taker.id}`, renamed)).status).toBe(200);
    const desk = await new Browser(api).signIn(draft.token);
    const at = `/manage/hosts/${draft.id}/publication`;
    await desk.open(at);
    await desk.fill(at, {});
    expect(desk.text).toContain('La fiche est publiée.');
    const { body } = await api.ask<Host>('GET', `/v1/hosts/${draft.id}`);
    expect([body.state, body.slug === draft.slug]).toEqual(['published', false]);
  });

  it('and what else the draft says of itself changes nothing', async () => {
    const draft = await aDraft();
    await vouch(draft.id);
    await patch(draft, { summary: { fr: 'Des fichiers partagés.' } });
    expect((await publish(draft)).status).toBe(200);
  });

  it('also by a whole document, and the former self counts again when it comes back', async () => {
    const draft = await aDraft();
    await vouch(draft.id);
    const at = `/v1/hosts/${draft.id}/document`;
    const { body: was } = await api.ask<{ host: object }>('GET', at, { token: draft.token });
    const now = { ...was, host: { ...was.host, name: 'Une Autre' } };
    expect((await api.ask('PUT', at, { token: draft.token, body: now, ifMatch: '*' })).status).toBe(200);
    expect((await publish(draft)).status).toBe(409);
    expect((await api.ask('PUT', at, { token: draft.token, body: was, ifMatch: '*' })).status).toBe(200);
    expect((await publish(draft)).status).toBe(200);
  });

  it('so the federation is told when a host that it let publish becomes another one', async () => {
    const host = await aDraft();
    await vouch(host.id);
    await publish(host);
    await patch(host, { name: `Boutique ${host.slug}`, website: 'https://boutique.example' });
    const [told, ...more] = (await due()).filter((text) => text.includes(`Boutique ${host.slug}`));
    expect(more).toEqual([]);
    expect(told).toContain(`Association ${host.slug}`);
    expect((await api.ask('DELETE', vouchPath(host.id), { token: federation.token })).status).toBe(204);
    expect((await due()).filter((text) => text.includes(`Boutique ${host.slug}`))).toEqual([]);
  });

  it('whichever comes first, a change or a publication', async () => {
    for (let round = 0; round < 5; round += 1) {
      const draft = await aDraft();
      await vouch(draft.id);
      const [, published] = await Promise.all([patch(draft, { name: `Autre ${draft.slug}` }), publish(draft)]);
      const { body } = await api.ask<Host>('GET', `/v1/hosts/${draft.id}`, { token: draft.token });
      // Published as what was vouched for, and told to the federation if it then changed; or not published at all.
      if (published.status === 200) expect(published.body.name).toBe(`Association ${draft.slug}`);
      else expect(body.state).toBe('draft');
      expect((await due()).some((text) => text.includes(`Autre ${draft.slug}`))).toBe(true);
    }
  });
});
