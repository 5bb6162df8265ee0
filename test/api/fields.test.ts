import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Problem } from '../../src/http/problems.ts';
import { useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

/* Who needs three fields of a hundred hosts asks for three fields. */

const api = useApp();
type Json = Record<string, unknown>;
interface Listed {
  items: Json[];
  total: number;
  next: string | null;
}

const withService = async (name: string) => {
  const host = await api.published({ name });
  const made = await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, {
    token: host.token,
    body: aService({ url: 'https://nuage.example' }),
  });
  expect(made.status).toBe(201);
  return host;
};
const read = async <Body>(address: string) => {
  const { status, body, text } = await api.ask<Body>('GET', address);
  expect([address, status, text]).toEqual([address, 200, expect.any(String)]);
  return body;
};
const namesOf = (document: Json) => Object.keys(document).sort();

describe('Reads of hosts and services', () => {
  it('give the fields that are asked for, and what tells one from another', async () => {
    const { slug } = await withService('Les Aulnes');
    const one = `/v1/hosts/${slug}`;
    expect(namesOf(await read<Json>(`${one}?fields=name`))).toEqual(['id', 'name', 'slug']);
    expect(namesOf(await read<Json>(`${one}?fields=name,website&fields=state`))).toEqual([
      ...['id', 'name', 'slug', 'state', 'website'],
    ]);
    const service = await read<Json>(`${one}/services/nuage?fields=usages`);
    expect(namesOf(service)).toEqual(['id', 'slug', 'usages']);
    const { items: services } = await read<Listed>(`${one}/services?fields=url,updatedAt`);
    expect(services.map(namesOf)).toEqual([['id', 'slug', 'updatedAt', 'url']]);
    const { items: offers } = await read<Listed>('/v1/services?fields=host');
    expect(offers.map(namesOf)).toContainEqual(['host', 'id', 'slug']);
    const whole = await read<Host>(one);
    expect(await read(`${one}?fields=${Object.keys(whole)}`)).toEqual(whole);
  });

  it('keep them from page to page, beside filters, counts and what tells the state of the catalogue', async () => {
    for (const name of ['Un', 'Deux', 'Trois']) await withService(name);
    const first = await read<Listed>('/v1/hosts?usage=file-storage-sharing&fields=name&limit=1&facets=usage');
    expect(first).toMatchObject({ total: expect.any(Number), facets: expect.any(Object), epoch: expect.any(String) });
    const second = await read<Listed>(first.next!);
    for (const { items } of [first, second]) expect(items.map(namesOf)).toEqual([['id', 'name', 'slug']]);
    const more = await read<Listed>(first.next!.replace('fields=name', 'fields=state'));
    expect(more.items.map(({ id }) => id)).toEqual(second.items.map(({ id }) => id));
  });

  it('refuse a field that there is not, and say which was meant', async () => {
    const { status, body } = await api.ask<Problem>('GET', '/v1/hosts?fields=name,websit');
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      expect.objectContaining({ in: 'query', pointer: '/fields/1', code: 'unknown-value', suggestion: 'website' }),
    ]);
    expect(await api.refused('GET', '/v1/hosts?fields=')).toEqual([
      400,
      'invalid-request',
      { '/fields/0': 'unknown-value' },
    ]);
  });

  it('are read again by their own tags', async () => {
    const { slug } = await withService('Les Saules');
    const tagOf = async (address: string) => (await api.ask('GET', address)).headers.etag;
    const part = `/v1/hosts/${slug}?fields=name`;
    expect(await tagOf(part)).not.toBe(await tagOf(`/v1/hosts/${slug}`));
    const again = await api.ask('GET', part, { headers: { 'if-none-match': String(await tagOf(part)) } });
    expect(again.status).toBe(304);
  });
});
