import { beforeAll, describe, expect, it } from 'vitest';
import { type Owned, useApp } from '../support/app.ts';

interface Item {
  slug: string;
  updatedAt: string;
  revision: number;
}
interface List {
  items: Item[];
  epoch: string;
  catalogueRevision: number;
}

const test = useApp();
let aulnes: Owned;

const itemOf = async (path: string, slug: string): Promise<Item> =>
  (await test.ask<List>('GET', path)).body.items.find((item) => item.slug === slug)!;

beforeAll(async () => {
  aulnes = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes' });
  await test.published({ slug: 'les-tilleuls', name: 'Les Tilleuls' });
  await test.ask('PUT', '/v1/hosts/les-aulnes/services/nuage', {
    token: aulnes.token,
    ifMatch: '*',
    body: { name: 'Nuage', usages: ['file-storage-sharing'] },
  });
  await test.federation({ slug: 'les-communs' });
});

describe('an item of a list', () => {
  it('tells the revision and the instant of the last change of its document, and no other change moves them', async () => {
    const other = await itemOf('/v1/hosts', 'les-tilleuls');
    test.now = new Date('2026-11-25T13:00:00Z');
    const { status } = await test.ask('PATCH', '/v1/hosts/les-aulnes', {
      token: aulnes.token,
      ifMatch: '*',
      body: { foundedOn: '2014' },
    });
    expect(status).toBe(200);
    const revision = await test.revision();
    expect(await itemOf('/v1/hosts', 'les-aulnes')).toMatchObject({ revision, updatedAt: '2026-11-25T13:00:00.000Z' });
    expect(await itemOf('/v1/hosts', 'les-tilleuls')).toEqual(other);
    expect(other.revision).toBeLessThan(revision);
  });

  it('is that of the host for a service, in both lists of services', async () => {
    const { revision, updatedAt } = await itemOf('/v1/hosts', 'les-aulnes');
    for (const path of ['/v1/services', '/v1/hosts/les-aulnes/services'])
      expect([path, await itemOf(path, 'nuage')]).toEqual([path, expect.objectContaining({ revision, updatedAt })]);
  });

  it('is told of federations too', async () => {
    const { updatedAt, revision } = await itemOf('/v1/federations', 'les-communs');
    expect(updatedAt).toBe('2026-11-25T12:00:00.000Z');
    expect(revision).toBeGreaterThan(0);
  });

  it('is the same in a process that has just started', async () => {
    const mine = await itemOf('/v1/hosts', 'les-aulnes');
    const { app } = await test.beside();
    const theirs = (await app.inject('/v1/hosts')).json<List>().items.find(({ slug }) => slug === 'les-aulnes');
    expect(theirs).toEqual(mine);
  });
});

describe('the epoch', () => {
  it('stands beside the revision in lists, on the first page, and in answers to a need or a map', async () => {
    const { epoch } = test.catalogue.current();
    for (const path of ['/v1/hosts', '/v1/services', '/v1/federations', '/v1/criteria', '/v1/exposure', '/'])
      expect([path, (await test.ask<List>('GET', path)).body.epoch]).toEqual([path, epoch]);
    const need = { usages: [{ usage: 'file-storage-sharing', priority: 'must' }] };
    expect((await test.ask<List>('POST', '/v1/matches', { body: need })).body.epoch).toBe(epoch);
    const map = { currentTools: [{ tool: 'google drive' }] };
    expect((await test.ask<List>('POST', '/v1/diagnoses', { body: map })).body.epoch).toBe(epoch);
  });
});
