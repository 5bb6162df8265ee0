import { beforeAll, describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aFederation } from '../support/record.ts';

const api = useApp();
let other: Owned;
const patch = (body: object, token = other.token) =>
  api.refused('PATCH', `/v1/federations/${other.slug}`, { token, ifMatch: '*', body });
const make = (body: object) => api.refused('POST', '/v1/federations', { token: ADMIN_TOKEN, body: aFederation(body) });
const nameTaken = [422, 'meaningless-request', { '/name': 'name-taken' }];
const websiteTaken = [422, 'meaningless-request', { '/website': 'website-taken' }];

beforeAll(async () => {
  await api.federation({ name: 'Les Éthiques', website: 'https://ethiques.example/' });
  other = await api.federation();
});

describe('a federation', () => {
  it.each(['Les Éthiques', 'LES ETHIQUES', 'Les  éthiques ', 'Les-Éthiques'])(
    'takes the name of no other: %s',
    async (name) => {
      const before = await api.revision();
      for (const token of [other.token, ADMIN_TOKEN]) expect(await patch({ name }, token)).toEqual(nameTaken);
      expect(await make({ name })).toEqual(nameTaken);
      expect(await api.revision()).toBe(before);
    },
  );

  it.each(['https://ethiques.example', 'http://www.ethiques.example/nous'])(
    'takes the site of no other: %s',
    async (website) => {
      for (const token of [other.token, ADMIN_TOKEN]) expect(await patch({ website }, token)).toEqual(websiteTaken);
      expect(await make({ website })).toEqual(websiteTaken);
    },
  );

  it('writes its own name and site in another way', async () => {
    const body = { name: 'Collectif', website: `https://www.${other.slug}.example/nous` };
    const asking = { token: other.token, ifMatch: '*' };
    const at = `/v1/federations/${other.slug}`;
    expect((await api.ask('PATCH', at, { ...asking, body })).status).toBe(200);
    const again = await api.ask<Federation>('PATCH', at, { ...asking, body: { name: 'COLLECTIF' } });
    expect([again.status, again.body.name]).toEqual([200, 'COLLECTIF']);
  });
});
