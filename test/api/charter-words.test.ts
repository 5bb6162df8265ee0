import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';

const api = useApp();
const as = ({ token }: Owned, body: object) => ({ token, body, ifMatch: '*' });
const members = (federation: Owned, host?: Owned) =>
  `/v1/federations/${federation.slug}/members${host ? `/${host.slug}` : ''}`;
const claims = async (host: Owned) => (await api.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body.claims;

/** Doors by which somebody says what a member has signed. */
const DOORS = {
  'a federation': (federation: Owned, host: Owned, said: object) =>
    api.refused('PUT', members(federation, host), as(federation, { state: 'member', ...said })),
  'an administrator': (federation: Owned, host: Owned, said: object) =>
    api.refused('PUT', members(federation, host), {
      ...{ token: ADMIN_TOKEN, ifMatch: '*', body: { state: 'member', ...said } },
    }),
  'a host that asks to join': (federation: Owned, host: Owned, said: object) =>
    api.refused('POST', members(federation), { token: host.token, body: said }),
};

describe.each(Object.keys(DOORS) as (keyof typeof DOORS)[])('The charter that %s names', (who) => {
  it.each([
    ['is a charter that exists', { charter: 'ma-charte-a-moi' }, { '/charter': 'unknown-charter' }],
    ['is that of the federation', { charter: 'librehosters' }, { '/charter': 'charter-of-another' }],
    ['has a version that exists', { charterVersion: 'ma version' }, { '/charterVersion': 'unknown-charter-version' }],
    ['has a version of its own', { charterVersion: '1' }, { '/charterVersion': 'unknown-charter-version' }],
  ])('%s', async (_what, said, faults) => {
    const [host, federation] = [await api.published(), await api.federation({ charter: 'chatons' })];
    expect(await DOORS[who](federation, host, said)).toEqual(meaningless(faults));
    expect(await claims(host)).toEqual([]);
  });
});

it('What a host asked with is not said by the federation that accepts it', async () => {
  const [host, federation] = [await api.published(), await api.federation({ charter: 'chatons' })];
  const asked = { charterVersion: 'before-2023', note: { fr: 'Charte signée, promis.' } };
  expect((await api.ask('POST', members(federation), { token: host.token, body: asked })).status).toBe(201);
  await api.ask('PUT', members(federation, host), as(federation, { state: 'member' }));
  const { body } = await api.ask<Host>('GET', `/v1/hosts/${host.slug}`);
  expect(body.memberships).toMatchObject([{ federation: federation.slug, charter: 'chatons' }]);
  expect(body.memberships[0]).not.toHaveProperty('charterVersion');
  expect(JSON.stringify(body)).not.toContain('promis');
});
