import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { SERVICE_COLUMNS } from '../../src/exchange/dumps/services.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { fillCatalogue } from '../support/catalogues.ts';

interface List {
  items: Record<string, unknown>[];
  next: string | null;
}

const test = useApp();
beforeAll(async () => {
  await fillCatalogue(test);
});

/** Every page of a list, joined. */
async function listed(path: string): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (let next: string | null = `${path}${path.includes('?') ? '&' : '?'}limit=5`; next; ) {
    const { body }: { body: List } = await test.ask<List>('GET', next);
    items.push(...body.items);
    next = body.next;
  }
  return items;
}
const lines = (text: string): Host[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Host);
const bySlug = <T extends { slug?: unknown }>(items: readonly T[]): T[] =>
  items.toSorted((a, b) => (String(a.slug) < String(b.slug) ? -1 : 1));
const rowsOf = (csv: string) => parse(csv, { columns: true, bom: true }) as Record<string, string>[];

const FILES = ['/v1/export/hosts.ndjson', '/v1/export/services.csv', '/v1/export/catalogue.jsonld'];

describe('the dump of hosts', () => {
  it('is the list of hosts, all of its pages, in the order of slugs', async () => {
    const { text, headers } = await test.ask('GET', '/v1/export/hosts.ndjson');
    expect(headers['content-type']).toBe('application/x-ndjson');
    const all = await listed('/v1/hosts');
    expect(all.length).toBeGreaterThan(15);
    expect(lines(text)).toEqual(bySlug(all));
    expect(
      text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line).slug),
    ).toEqual(bySlug(all).map(({ slug }) => slug));
  });

  it('says its sentences in the language that is asked for', async () => {
    const inEnglish = lines((await test.ask('GET', '/v1/export/hosts.ndjson?lang=en')).text);
    expect(inEnglish).toEqual(bySlug(await listed('/v1/hosts?lang=en')));
    const closing = (hosts: Host[]) =>
      hosts.flatMap(({ services }) => services.flatMap((one) => one.closing?.text ?? []));
    const inFrench = lines((await test.ask('GET', '/v1/export/hosts.ndjson')).text);
    expect(closing(inEnglish)).not.toEqual(closing(inFrench));
  });

  it('gives hosts of other states when they are asked for, as the list does', async () => {
    const suspended = lines((await test.ask('GET', '/v1/export/hosts.ndjson?state=suspended')).text);
    expect(suspended.map(({ slug }) => slug)).toEqual(['hote-3']);
    expect(suspended).toEqual(await listed('/v1/hosts?state=suspended'));
  });
});

describe('the dump of services', () => {
  it('has a row for each plan, or one for a service without any, and the services of the list', async () => {
    const rows = rowsOf((await test.ask('GET', '/v1/export/services.csv')).text);
    expect(rows.map(({ service, plan }) => [service, plan])).toEqual([
      ['courriel', ''],
      ...['Groupe', "'+Grand", 'Libre', 'Sur devis'].map((plan) => ['nuage', plan]),
    ]);
    const names = (await listed('/v1/services')).map(({ slug }) => slug).sort();
    expect([...new Set(rows.map(({ service }) => service))].sort()).toEqual(names);
  });

  it('has what is known, and nothing where nothing is', async () => {
    const [mail, , plan, chosen] = rowsOf((await test.ask('GET', '/v1/export/services.csv')).text);
    expect(plan).toMatchObject({
      host: 'les-aulnes',
      seatTerritory: 'commune:23096',
      serves: 'country:FR',
      languages: 'fr | br',
      support: 'training:in-person | migration',
      usages: 'file-storage-sharing | shared-calendar',
      softwareLicence: 'AGPL-3.0-or-later',
      capacity: 'waiting-list',
      imports: 'google-drive',
      ownDomain: 'no',
      for: '',
      fixed: '35',
      perGb: '0.5',
      includedGb: '40',
      covers: 'courriel',
      limits: 'simultaneous-participants:30',
      taxIncluded: 'no',
      onQuote: '',
      'conditions.fr': 'Pour les adhérents',
      'conditions.en': '',
    });
    expect(chosen).toMatchObject({ for: 'person', membershipFreeAdvised: '10', membershipFreeFloor: '2' });
    expect(mail).toMatchObject({
      service: 'courriel',
      ownDomain: '',
      registration: '',
      fixed: '',
      taxIncluded: '',
      closedOn: '2027-07-01',
    });
  });

  it('has the columns that its guide tells', () => {
    const guide = readFileSync(new URL('../../docs/open-data.md', import.meta.url), 'utf8');
    const table = /## Columns of `services.csv`[\s\S]*?\n(\| Columns[\s\S]*?)\n\n/.exec(guide)![1]!;
    const told = table
      .split('\n')
      .flatMap((row) => [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    expect(told.toSorted()).toEqual(SERVICE_COLUMNS.toSorted());
  });

  it('runs no formula in a spreadsheet, and keeps lines inside their cells', async () => {
    const { text, headers } = await test.ask('GET', '/v1/export/services.csv');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const [row] = rowsOf(text);
    expect(row).toMatchObject({ hostName: `'=Les "Aulnes", coopérative` });
    for (const one of rowsOf(text)) for (const cell of Object.values(one)) expect(cell).not.toMatch(/^[=+@-]/);
  });
});

describe('what must not be there', () => {
  it('is in no dump: drafts, withdrawn and suspended hosts, redacted words', async () => {
    const [first] = lines((await test.ask('GET', '/v1/export/hosts.ndjson')).text);
    const before = await Promise.all(FILES.map(async (path) => (await test.ask('GET', path)).text));
    expect(before.join('')).toContain('Plus assez de bras');
    expect(before.join('')).toContain(first!.slug);
    const { status } = await test.ask('POST', '/v1/hosts/les-aulnes/redactions', {
      token: ADMIN_TOKEN,
      body: { text: 'Le disque partagé', reason: { fr: 'Demande' } },
    });
    expect(status).toBe(200);
    for (const path of FILES) {
      const { text } = await test.ask('GET', path);
      for (const secret of ['brouillon', 'Brouillon secret', 'hote-4', 'hote-3"', 'Site muet', 'Le disque partagé'])
        expect([path, secret, text.includes(secret)]).toEqual([path, secret, false]);
    }
  });
});

describe('a dump', () => {
  it('states its licence, is a file to keep, and has a tag that a copy is asked for again with', async () => {
    for (const path of FILES) {
      const { headers, text } = await test.ask('GET', path);
      expect(headers.link).toContain('<https://creativecommons.org/publicdomain/zero/1.0/>; rel="license"');
      expect(headers['content-disposition']).toMatch(/^attachment; filename="bercail-[a-z]+\.[a-z]+"$/);
      expect(headers['cache-control']).toBe('public, max-age=60, stale-while-revalidate=600');
      const again = await test.ask('GET', path, { headers: { 'if-none-match': String(headers.etag) } });
      expect([again.status, again.text]).toEqual([304, '']);
      const head = await test.ask('HEAD', path);
      expect([head.status, head.headers.etag, head.text]).toEqual([200, headers.etag, '']);
      expect(head.headers['content-length']).toBeUndefined();
      expect(text.length).toBeGreaterThan(500);
    }
  });

  it('has another tag once something has changed', async () => {
    const tag = async () => String((await test.ask('HEAD', '/v1/export/hosts.ndjson')).headers.etag);
    const before = await tag();
    await test.published({ slug: 'un-de-plus', name: 'Un de plus' });
    expect(await tag()).not.toBe(before);
  });

  it('is compressed as it goes out, to the same bytes, under another tag', async () => {
    const plain = await test.ask('GET', '/v1/export/hosts.ndjson');
    const packed = await test.app.inject({ url: '/v1/export/hosts.ndjson', headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.text);
    expect(packed.headers.etag).toBe(String(plain.headers.etag).replace(/"$/, '-gzip"'));
    expect(packed.rawPayload.length).toBeLessThan(plain.text.length / 3);
  });

  it('is made of one state, whatever is written while it goes out', async () => {
    const asked = test.app.inject('/v1/export/hosts.ndjson');
    await test.published({ slug: 'arrive-pendant', name: 'Arrivé pendant' });
    const { payload, headers } = await asked;
    const revision = Number(/^"(\d+)-/.exec(String(headers.etag))![1]);
    expect(revision).toBeLessThan(await test.revision());
    expect(payload).not.toContain('arrive-pendant');
  });

  it('is for anybody, and is not kept by caches when a token came with it', async () => {
    const { status, headers, text } = await test.ask('GET', '/v1/export/hosts.ndjson', { token: ADMIN_TOKEN });
    expect([status, headers['cache-control']]).toEqual([200, 'private, no-store']);
    expect(text).toBe((await test.ask('GET', '/v1/export/hosts.ndjson')).text);
  });
});
