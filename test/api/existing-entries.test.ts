import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Problem } from '../../src/http/problems.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { aHost, aSlug } from '../support/record.ts';

const api = useApp();

interface Registered {
  host: Host;
  token: string;
  existing?: { host: string; how: string; call?: { method: string; path: string; body: object } };
}
const named = (over: object = {}) => {
  const slug = aSlug('saule');
  return aHost({ slug, name: `Les Saules ${slug}`, website: `https://${slug}.example`, ...over });
};
const register = (body: object, query = '', token?: string) =>
  api.ask<Registered>('POST', `/v1/hosts${query}`, { body, token });
const anEntry = () => api.published(named());

describe('Registering a host that the catalogue has', () => {
  it('says so at once, beside the draft, with the request that takes the entry over', async () => {
    const entry = await anEntry();
    const { status, body } = await register(named({ website: `https://www.${entry.slug}.example/accueil` }));
    expect(status).toBe(201);
    expect(body.existing).toMatchObject({
      host: entry.slug,
      call: { method: 'POST', path: `/v1/hosts/${entry.slug}/ownership`, body: { terms: '2026-1' } },
    });
    expect(body.existing!.how).toContain(`POST /v1/hosts/${entry.slug}/ownership`);
    const { call } = body.existing!;
    const claimed = await api.ask<{ host: string }>(call!.method, call!.path, { body: call!.body });
    expect([claimed.status, claimed.body.host]).toEqual([201, entry.slug]);
  });

  it('in the language of the reader', async () => {
    const entry = await anEntry();
    const [fr, en] = [
      await register(named({ website: `https://${entry.slug}.example` })),
      await register(named({ website: `https://${entry.slug}.example` }), '?lang=en'),
    ];
    expect(fr.body.existing!.how).toContain('reprenez-la');
    expect(en.body.existing!.how).toContain('take it over');
  });

  it('also when only the name is the same, whatever its capitals and accents', async () => {
    const entry = await anEntry();
    const { body } = await register(named({ name: `LÉS SAULES ${entry.slug}` }));
    expect(body.existing).toMatchObject({ host: entry.slug });
    expect(body.existing!.how).toContain('nom');
  });

  it('without a request where somebody must help: an entry that nobody can prove', async () => {
    const entry = await anEntry();
    await api.ask('PUT', `/v1/hosts/${entry.slug}/suspension`, {
      ...{ token: ADMIN_TOKEN, ifMatch: '*', body: { reason: { fr: 'À revoir.' } } },
    });
    const { body } = await register(named({ website: `https://${entry.slug}.example` }));
    expect(body.existing).toMatchObject({ host: entry.slug });
    expect(body.existing!.call).toBeUndefined();
    expect(body.existing!.how).toContain('administration');
  });

  it('and says nothing of drafts, of those who left, or of a host like no other', async () => {
    const draft = named();
    await register(draft);
    const gone = await anEntry();
    await api.ask('DELETE', `/v1/hosts/${gone.slug}`, { token: ADMIN_TOKEN, ifMatch: '*' });
    for (const body of [named({ website: draft.website }), named({ website: `https://${gone.slug}.example` }), named()])
      expect((await register(body)).body).not.toHaveProperty('existing');
  });
});

describe('An administrator who doubles a site', () => {
  it('is told which entry has it, at registration, and may insist', async () => {
    const entry = await anEntry();
    const double = named({ website: `https://${entry.slug}.example` });
    const refused = await api.ask<Problem>('POST', '/v1/hosts', { body: double, token: ADMIN_TOKEN });
    expect([refused.status, refused.body.code]).toEqual([409, 'entry-exists']);
    expect(refused.body.detail).toContain(entry.slug);
    expect(refused.body.detail).toContain('?force=true');
    const forced = await register(double, '?force=true', ADMIN_TOKEN);
    expect([forced.status, forced.body.existing?.host]).toEqual([201, entry.slug]);
  });

  it('and at publication, of a draft that somebody else registered', async () => {
    const entry = await anEntry();
    const { body } = await register(named({ website: `https://${entry.slug}.example` }));
    const path = `/v1/hosts/${body.host.id}/publication`;
    expect(await api.refused('POST', path, { token: ADMIN_TOKEN })).toEqual([
      ...[409, 'entry-exists'],
      { '/website': 'shared-domain' },
    ]);
    expect((await api.ask('POST', `${path}?force=true`, { token: ADMIN_TOKEN })).status).toBe(200);
  });

  it('and nobody else may', async () => {
    const entry = await anEntry();
    const { body } = await register(named({ website: `https://${entry.slug}.example` }), '?force=true');
    const path = `/v1/hosts/${body.host.id}/publication?force=true`;
    expect((await api.refused('POST', path, { token: body.token })).slice(0, 2)).toEqual([409, 'not-publishable']);
  });
});
