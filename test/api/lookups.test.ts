import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { aSlug } from '../support/record.ts';

const api = useApp();

interface Item {
  asked: string;
  known: boolean;
  domain?: string;
  by?: string;
  former?: true;
  host?: Pick<Host, 'id' | 'slug' | 'name' | 'state'>;
  memberOf?: object[];
  closing?: object | null;
  problem?: { code: string; text: string };
  text?: string;
}
const lookUp = (domains: unknown, query = '', asking = {}) =>
  api.ask<{ items: Item[]; catalogueRevision: number; asOf: string }>('POST', `/v1/hosts/lookups${query}`, {
    ...{ body: { domains } },
    ...asking,
  });
const itemOf = async (domain: string) => (await lookUp([domain])).body.items[0]!;

/** A host at a site of its own. */
async function at(domain: string, over = {}) {
  return await api.published({ slug: aSlug('cherche'), name: `Chez ${domain}`, website: `https://${domain}`, ...over });
}

describe('many domains are looked up at once', () => {
  it('each with what the catalogue knows of it, in the order in which they came', async () => {
    const [host, federation] = [await at('hetres.example'), await api.federation()];
    const admin = { token: ADMIN_TOKEN, ifMatch: '*' };
    await api.ask('PUT', `/v1/federations/${federation.slug}/members/${host.slug}`, {
      ...admin,
      body: { state: 'member' },
    });
    await api.ask('PUT', `/v1/hosts/${host.slug}/closing`, {
      ...admin,
      body: { stages: { closed: '2027-06-30' }, reason: { fr: 'Plus assez de bénévoles.' } },
    });
    const { body, headers } = await lookUp(['nulle-part.example', 'cloud.hetres.example', 'nulle-part.example']);
    expect(body).toMatchObject({
      asOf: '2026-11-25',
      items: [
        { asked: 'nulle-part.example', known: false, domain: 'nulle-part.example' },
        {
          ...{ asked: 'cloud.hetres.example', known: true, domain: 'cloud.hetres.example', foundBy: 'hetres.example' },
          host: { id: host.id, slug: host.slug, name: 'Chez hetres.example', state: 'published' },
          memberOf: [{ federation: federation.slug, name: `Collectif ${federation.slug}` }],
          closing: { announcedOn: '2026-11-25', stages: { closed: '2027-06-30' } },
        },
        { asked: 'nulle-part.example', known: false },
      ],
    });
    expect(headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['Frenes.Example', 'frenes.example'],
    ['www.frenes.example.', 'frenes.example'],
    ['https://WWW.frenes.example/tarifs?a=1#b', 'frenes.example'],
    ['frenes.example:8443/nuage', 'frenes.example'],
    ['  frenes.example ', 'frenes.example'],
    ['http://chat.frenes.example', 'chat.frenes.example'],
  ])('however it is typed: %s', async (typed, domain) => {
    if ((await itemOf('frenes.example')).known === false) await at('frenes.example');
    expect(await itemOf(typed)).toMatchObject({ asked: typed, known: true, domain, foundBy: 'frenes.example' });
  });

  it('also with accents', async () => {
    await at('xn--chnes-isa.example', { name: 'Les Chênes au carré' });
    expect(await itemOf('CHÊNES.example')).toMatchObject({ known: true, domain: 'xn--chnes-isa.example' });
  });

  it.each([
    'bonjour',
    '192.0.2.1',
    '[::1]',
    'contact@frenes.example',
    'ftp://frenes.example',
    'un deux.example',
    '…',
    '-a.example',
  ])('and what names no domain is told apart: %s', async (typed) => {
    const { known, problem, domain } = await itemOf(typed);
    expect([known, problem?.code, domain]).toEqual([false, 'not-a-domain', undefined]);
  });

  it('and what is not known is never called worse than that', async () => {
    const [fr, en] = await Promise.all(
      ['', '?lang=en'].map(async (query) => (await lookUp(['autre.example'], query)).body.items[0]!),
    );
    expect(fr!.text).toBe('Ce catalogue n’a pas de fiche publique pour ce domaine. Cela ne dit rien de qui le tient.');
    expect(en!.text).toContain('says nothing of whoever has it');
    expect([fr!.host, fr!.memberOf, fr!.closing]).toEqual([undefined, undefined, undefined]);
  });

  it('and a domain that a host had is said to be a former one', async () => {
    const host = await at('vieux.example');
    const moved = await api.ask('PATCH', `/v1/hosts/${host.slug}`, {
      ...{ token: host.token, ifMatch: '*' },
      body: { website: 'https://neuf.example' },
    });
    expect(moved.status, moved.text).toBe(200);
    expect(await itemOf('www.vieux.example')).toMatchObject({ known: true, former: true, host: { slug: host.slug } });
    const now = await itemOf('neuf.example');
    expect([now.known, now.former]).toEqual([true, undefined]);
  });

  it('a hundred at once', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => `d${i}.example`);
    expect((await lookUp(many(100))).body.items).toHaveLength(100);
  });

  it('from any site, as one request', async () => {
    const first = await lookUp(['a.example'], '', { from: '198.51.100.7' });
    const next = await lookUp(
      Array.from({ length: 100 }, () => 'a.example'),
      '',
      { from: '198.51.100.7' },
    );
    const left = ({ headers }: typeof first) => Number(/r=(\d+)/.exec(String(headers.ratelimit))?.[1]);
    expect(left(first) - left(next)).toBe(1);
    expect(next.headers['access-control-allow-origin']).toBe('*');
    const preflight = await api.app.inject({
      method: 'OPTIONS',
      url: '/v1/hosts/lookups',
      headers: { origin: 'https://ailleurs.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers['access-control-allow-origin']).toBe('*');
  });
});
