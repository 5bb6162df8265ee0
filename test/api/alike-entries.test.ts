import { beforeAll, describe, expect, it } from 'vitest';
import { alreadyHere, duplicatesIn } from '../../src/catalogue/alike/alike.ts';
import type { DuplicateList } from '../../src/catalogue/alike/schema.ts';
import type { Model } from '../../src/catalogue/model.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { aDocument } from '../support/documents.ts';

const api = useApp();
const entries = [
  { slug: 'hetres', name: 'Les Hêtres', website: 'https://hetres.example' },
  { slug: 'hetres-2', name: 'Association Hêtres', website: 'https://www.autre-site.example' },
  { slug: 'nuage-libre', name: 'Nuage libre', website: 'https://hetres.example/nuage' },
  { slug: 'sorbier', name: 'Le Sorbier', website: 'https://sorbier.example' },
  { slug: 'sorbiers', name: 'Sorbiers', website: 'https://sorbiers.example' },
  { slug: 'if', name: 'If', website: 'https://if.example' },
  { slug: 'of', name: 'Of', website: 'https://of.example' },
];
const read = (query = '') => api.ask<DuplicateList>('GET', `/v1/duplicates${query}`, { token: ADMIN_TOKEN });

beforeAll(async () => {
  for (const entry of entries) await api.published(entry);
});

describe('Entries that may be of one organisation', () => {
  it('are paired for the administrator: same site, same name, near name, with the request that merges them', async () => {
    const { body } = await read();
    expect(body.items.map(({ how, kept, other }) => [how, kept.slug, other.slug])).toEqual([
      ['same-domain', 'hetres', 'nuage-libre'],
      ['same-name', 'hetres', 'hetres-2'],
      ['near-name', 'sorbier', 'sorbiers'],
    ]);
    const [first] = body.items;
    expect(first!.text).toBe('« Les Hêtres » et « Nuage libre » ont le même site : hetres.example.');
    expect(first!.merge).toEqual({
      ...{ method: 'POST', path: '/v1/hosts/hetres/merges', body: { from: 'nuage-libre' } },
    });
    const { path, body: draft } = first!.merge;
    const body2 = { ...draft, reason: { fr: 'La même association.' } };
    expect((await api.ask('POST', `${path}?dryRun=true`, { token: ADMIN_TOKEN, body: body2 })).status).toBe(200);
  });

  it('are merged into the one that says something, whoever confirmed the empty double; then into the one that says more', () => {
    const documents = [
      aDocument({ slug: 'alder', name: 'Alder', confirmedByHost: true, domainVerifiedAt: '2026-11-01' }),
      aDocument({ slug: 'alder-2', name: 'Alder', serves: [{ level: 'country', code: 'FR' }] }),
      aDocument({ slug: 'birch', name: 'Birch wood', summary: { fr: 'Un.' } }),
      aDocument({
        slug: 'birch-2',
        name: 'Birch wood',
        summary: { fr: 'Un.' },
        contact: { phone: '+33 5 55 00 00 00' },
      }),
    ].map((one) => ({ ...one, website: `https://${one.slug}.example` }));
    const pairs = duplicatesIn({ documents } as unknown as Model);
    expect(pairs.map(({ kept, other }) => [kept.slug, other.slug])).toEqual([
      ['alder-2', 'alder'],
      ['birch-2', 'birch'],
    ]);
  });

  it('are read page by page, by administrators alone', async () => {
    const first = await read('?limit=2&lang=en');
    expect([first.body.items.length, first.body.total]).toEqual([2, 3]);
    const last = await api.ask<DuplicateList>('GET', first.body.next!, { token: ADMIN_TOKEN });
    expect(last.body.items.map(({ text }) => text)).toEqual(['“Le Sorbier” and “Sorbiers” have nearly the same name.']);
    expect(last.body.next).toBeNull();
    expect(await api.refused('GET', '/v1/duplicates')).toEqual([401, 'no-token']);
    const { token } = await api.draft();
    expect(await api.refused('GET', '/v1/duplicates', { token })).toEqual([403, 'not-yours']);
  });

  it('are found in a time that grows with their number and not with its square', () => {
    const documents = Array.from({ length: 3000 }, (_, i) =>
      aDocument({
        name: `Hébergeur ${'abcdefghij'[i % 10]!.repeat(1 + (i % 40))}`,
        website: `https://h${i % 7}.example`,
      }),
    );
    const started = performance.now();
    expect(duplicatesIn({ documents } as unknown as Model).length).toBeGreaterThan(2900);
    // Ten times what it takes, so that a slow machine does not fail it.
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('Who is about to register', () => {
  const here = (asked: { name?: string; website?: string }) =>
    alreadyHere(asked, api.catalogue.current()).map(({ host, how }) => [host.slug, how]);

  it('is shown the entry with the same site, then those with its name, then with one near it', () => {
    expect(here({ name: 'Sorbier', website: 'cloud.hetres.example/inscription' })).toEqual([
      ['hetres', 'same-domain'],
      ['sorbier', 'same-name'],
      ['sorbiers', 'near-name'],
    ]);
    expect(here({ name: 'LES HETRES' })).toEqual([
      ['hetres', 'same-name'],
      ['hetres-2', 'same-name'],
    ]);
  });

  it.each([
    {},
    { name: '', website: '' },
    { name: 'Yf' },
    { name: '\u0000\u202e' },
    { name: 'x'.repeat(1_000_000), website: 'https://'.repeat(100_000) },
    { website: 'bonjour@hetres.example' },
  ])('is shown nothing where nothing is alike, whatever is typed', (asked) => {
    expect(here(asked)).toEqual([]);
  });
});
