import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { alreadyHere, duplicatesIn } from '../../src/catalogue/alike/alike.ts';
import type { DuplicateList } from '../../src/catalogue/alike/schema.ts';
import type { Model } from '../../src/catalogue/model.ts';
import { ADMIN_TOKEN, meaningless, useApp } from '../support/app.ts';
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
    expect(body.items.map(({ likeness, kept, other }) => [likeness, kept.slug, other.slug])).toEqual([
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
      aDocument({ slug: 'alder', name: 'Alder', confirmedByHost: true, domainVerifiedOn: '2026-11-01' }),
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

  it('are read page by page', async () => {
    const first = await read('?limit=2&lang=en');
    expect([first.body.items.length, first.body.total]).toEqual([2, 3]);
    const last = await api.ask<DuplicateList>('GET', first.body.next!, { token: ADMIN_TOKEN });
    expect(last.body.items.map(({ text }) => text)).toEqual(['“Le Sorbier” and “Sorbiers” have nearly the same name.']);
    expect(last.body.next).toBeNull();
  });

  const pair = (method: 'PUT' | 'DELETE', one: string, another: string, body?: object) =>
    api.ask(method, `/v1/duplicates/${one}/${another}`, { token: ADMIN_TOKEN, body });
  const told = async (query = '') => (await read(query)).body.items.map(({ kept, other }) => [kept.slug, other.slug]);
  const rows = async () => (await api.database.run(sql`select host_id from different_entries`)).length;

  it('are no longer listed once an administrator says that they are two, in whichever order, until that is taken back', async () => {
    const before = await told();
    const reason = { fr: 'L’une à Brest, l’autre à Metz.' };
    const [first] = (await read()).body.items;
    expect([first!.dismissed, first!.dismissal]).toEqual([
      undefined,
      { method: 'PUT', path: '/v1/duplicates/hetres/nuage-libre' },
    ]);
    expect((await api.ask('PUT', first!.dismissal.path, { token: ADMIN_TOKEN, body: { reason } })).status).toBe(204);
    expect(await told()).toEqual(before.slice(1));
    const { body } = await read('?state=dismissed');
    expect([body.total, body.items.map(({ likeness, kept, other }) => [likeness, kept.slug, other.slug])]).toEqual([
      1,
      [['same-domain', 'hetres', 'nuage-libre']],
    ]);
    const [item] = body.items;
    expect(item!.dismissed).toEqual({ on: '2026-11-25', reason });
    expect(item!.dismissal).toEqual({ method: 'DELETE', path: '/v1/duplicates/hetres/nuage-libre' });
    // Said again the other way round, without a reason: it is the same pair.
    expect((await pair('PUT', 'nuage-libre', 'hetres')).status).toBe(204);
    expect((await read('?state=dismissed')).body.items[0]!.dismissed).toEqual({ on: '2026-11-25' });
    expect((await pair('DELETE', 'nuage-libre', 'hetres')).status).toBe(204);
    expect((await pair('DELETE', 'nuage-libre', 'hetres')).status).toBe(204);
    expect([await told(), await told('?state=dismissed')]).toEqual([before, []]);
    const audit = await api.database.run(
      sql`select action, slug, count(*)::int as times from audit join hosts on hosts.id = host_id where action like '%Duplicate' group by 1, 2 order by 1, 2`,
    );
    expect(audit).toEqual([
      { action: 'dismissDuplicate', slug: 'hetres', times: 2 },
      { action: 'dismissDuplicate', slug: 'nuage-libre', times: 2 },
      { action: 'restoreDuplicate', slug: 'hetres', times: 2 },
      { action: 'restoreDuplicate', slug: 'nuage-libre', times: 2 },
    ]);
  });

  it('are one pair when two administrators say so at once', async () => {
    const both = [
      ['sorbier', 'sorbiers'],
      ['sorbiers', 'sorbier'],
    ] as const;
    const answers = await Promise.all([...both, ...both].map(([one, another]) => pair('PUT', one, another)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect(await rows()).toBe(1);
    await pair('DELETE', 'sorbier', 'sorbiers');
  });

  it('are looked for among the others too, when the first of them is said to be another organisation', async () => {
    await api.published({ slug: 'hetres-3', name: 'Les Hêtres', website: 'https://troisieme.example' });
    expect(await told()).toContainEqual(['hetres', 'hetres-3']);
    await pair('PUT', 'hetres', 'hetres-2');
    await pair('PUT', 'hetres-3', 'hetres');
    expect(await told()).toContainEqual(['hetres-2', 'hetres-3']);
    expect(await told('?state=dismissed')).toEqual([
      ['hetres', 'hetres-2'],
      ['hetres', 'hetres-3'],
    ]);
  });

  it('that are merged leave to the one that is kept what was said of the other', async () => {
    const body = { from: 'hetres-3', reason: { fr: 'La même association.' } };
    await pair('PUT', 'hetres-2', 'hetres-3', { reason: { fr: 'À tort.' } });
    expect((await api.ask('POST', '/v1/hosts/hetres-2/merges', { token: ADMIN_TOKEN, body })).status).toBe(200);
    expect([await told('?state=dismissed'), await rows()]).toEqual([[['hetres', 'hetres-2']], 1]);
    expect(await api.refused('PUT', '/v1/duplicates/hetres-2/hetres-3', { token: ADMIN_TOKEN })).toEqual(
      meaningless({ '/other': 'same-entry' }),
    );
    await pair('DELETE', 'hetres', 'hetres-2');
  });

  it('are told to be two of entries that are public; the reason is redacted with all else', async () => {
    const { id } = await api.draft();
    for (const at of [`hetres/${id}`, `${id}/hetres`])
      expect(await api.refused('PUT', `/v1/duplicates/${at}`, { token: ADMIN_TOKEN })).toEqual([404, 'host-not-found']);
    await pair('PUT', 'hetres', 'hetres-2', { reason: { fr: 'Jeanne Martin les connaît.' } });
    const text = { text: 'Jeanne Martin' };
    for (const host of ['hetres-2', 'if']) {
      const redacted = await api.ask('POST', `/v1/hosts/${host}/redactions`, { token: ADMIN_TOKEN, body: text });
      expect(redacted.status, redacted.text).toBe(200);
    }
    const kept = JSON.stringify(await api.database.run(sql`select reason from different_entries`));
    expect(kept).not.toContain('Jeanne');
    await pair('DELETE', 'hetres', 'hetres-2');
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
    alreadyHere(asked, api.catalogue.current()).map(({ host, likeness }) => [host.slug, likeness]);

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
