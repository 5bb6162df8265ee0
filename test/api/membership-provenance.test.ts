import { beforeAll, describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';

/** Who wrote a membership, and how a list tells its readers who keeps it. */

const api = useApp({ operator: { name: 'La Maison', contact: undefined } });
const SITE = 'https://reseau.example';
let federation: Owned;
let first: Owned;
let second: Owned;

const members = () => `/v1/federations/${federation.slug}/members`;
const put = (host: Owned, token: string) =>
  api.ask('PUT', `${members()}/${host.slug}`, { token, ifMatch: '*', body: { state: 'member', since: '2024' } });
const statedBy = async (host: Owned) => {
  const { body } = await api.ask<Host>('GET', `/v1/hosts/${host.slug}`);
  const { body: whole } = await api.ask<Federation>('GET', `/v1/federations/${federation.slug}`);
  const listed = whole.members.find((member) => member.host === host.slug);
  expect(listed?.statedBy).toBe(body.memberships[0]?.statedBy);
  return listed?.statedBy;
};
const PAGES = [
  (slug: string) => `/federations/${slug}`,
  (slug: string) => `/embed/search?federation=${slug}`,
  (slug: string) => `/match?federation=${slug}&onlyFrom=members`,
];
/** What each page says of the list, in both languages. */
async function said(): Promise<string[]> {
  const texts = PAGES.flatMap((page) =>
    (['fr', 'en'] as const).map(async (lang) => {
      const address = page(federation.slug);
      const url = `${address}${address.includes('?') ? '&' : '?'}lang=${lang}`;
      const { text } = await api.ask('GET', url, { headers: { accept: 'text/html' } });
      const plain = text.replace(/<[^>]+>/g, '').replaceAll(/[\s\u00a0\u202f]+/g, ' ');
      return /(?:Liste|List) (?:tenue|kept|des membres|of the members)[^.]*\./.exec(plain)?.[0] ?? 'nothing';
    }),
  );
  return [...new Set(await Promise.all(texts))];
}

beforeAll(async () => {
  federation = await api.federation({ name: 'Le Réseau', website: SITE });
  first = await api.published({ name: 'Les Aulnes' });
  second = await api.published({ name: 'Noyer' });
});

describe('the list of the members of a federation', () => {
  it('compiled by whoever runs the catalogue says so, and is to be checked with the federation', async () => {
    await put(first, ADMIN_TOKEN);
    await put(second, ADMIN_TOKEN);
    expect([await statedBy(first), await statedBy(second)]).toEqual(['catalogue', 'catalogue']);
    expect(await said()).toEqual([
      'Liste des membres du Réseau, établie par La Maison d’après des pages publiques, à vérifier auprès du Réseau, état du 25 novembre 2026.',
      'List of the members of Le Réseau, compiled by La Maison from public pages, to be checked with Le Réseau, as of 25 November 2026.',
    ]);
  });

  it('says both where the federation wrote a part of it', async () => {
    await put(first, federation.token);
    expect([await statedBy(first), await statedBy(second)]).toEqual(['federation', 'catalogue']);
    expect(await said()).toEqual([
      'Liste des membres du Réseau, tenue en partie par Le Réseau, et pour le reste par La Maison d’après des pages publiques, à vérifier auprès du Réseau, état du 25 novembre 2026.',
      'List of the members of Le Réseau, kept in part by Le Réseau, and for the rest by La Maison from public pages, to be checked with Le Réseau, as of 25 November 2026.',
    ]);
  });

  it('is the federation’s own once it sends its sheet back, even unchanged; sent again, it changes nothing', async () => {
    const sheet = async () => (await api.ask('GET', `${members()}.csv`, { token: federation.token })).text;
    const send = async (body: string) =>
      (
        await api.ask<{ changed: unknown[] }>('PUT', `${members()}.csv`, {
          token: federation.token,
          ifMatch: '*',
          body,
          headers: { 'content-type': 'text/csv' },
        })
      ).body.changed.length;
    const compiled = await sheet();
    expect(compiled).toMatch(/noyer.*,catalogue,/i);
    expect(await send(compiled)).toBe(1);
    expect(await statedBy(second)).toBe('federation');
    expect(await said()).toEqual([
      'Liste tenue par Le Réseau, état du 25 novembre 2026.',
      'List kept by Le Réseau, as of 25 November 2026.',
    ]);
    expect(await send(await sheet())).toBe(0);
  });

  it('keeps who wrote it when the host agrees, and tells a host that leaves as the host’s word', async () => {
    await put(second, ADMIN_TOKEN);
    await api.ask('POST', members(), { token: second.token, body: {} });
    expect(await statedBy(second)).toBe('catalogue');
    await api.ask('DELETE', `${members()}/${second.slug}`, { token: second.token, ifMatch: '*' });
    expect(await statedBy(second)).toBe('host');
  });
});
