import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { type Owned, useApp } from '../support/app.ts';
import { fillCatalogue } from '../support/catalogues.ts';
import { type Expanded, expand, quads, unknownKeys } from '../support/linked-data.ts';

const LINKED = { headers: { accept: 'application/ld+json' } };
const SITE = 'https://bercail.example';
const SCHEMA = 'https://schema.org/';
const NS = `${SITE}/ns#`;

const test = useApp();
let full: Owned;
let document: Host;
beforeAll(async () => {
  ({ full } = await fillCatalogue(test));
  document = (await test.ask<Host>('GET', '/v1/hosts/les-aulnes')).body;
});

type Json = Record<string, unknown>;
const read = async (path: string): Promise<Json> => {
  const { status, body, headers } = await test.ask<Json>('GET', path, LINKED);
  expect([path, status, headers['content-type']]).toEqual([path, 200, 'application/ld+json']);
  return body;
};
const first = async (path: string): Promise<Expanded> => (await expand(test, await read(path)))[0]!;
const values = (node: Expanded, property: string) =>
  ((node[property] ?? []) as Expanded[]).map((one) => one['@value'] ?? one['@id']);
const nodes = (node: Expanded, property: string) => (node[property] ?? []) as Expanded[];

const PATHS = [
  '/v1/hosts/les-aulnes',
  '/v1/hosts/hote-1',
  '/v1/hosts/les-aulnes/services',
  '/v1/hosts/les-aulnes/services/nuage',
  '/v1/hosts?limit=100',
  '/v1/services?usage=file-storage-sharing',
  '/v1/export/catalogue.jsonld',
];

describe('linked data', () => {
  it('name one context, which knows every key in them: expansion drops nothing', async () => {
    const context = (await read('/ns/context.jsonld'))['@context'] as Json;
    for (const path of PATHS) {
      const body = await read(path);
      expect([path, body['@context'], unknownKeys(body, context)]).toEqual([path, `${SITE}/ns/context.jsonld`, []]);
      // Safe mode throws where something would be dropped.
      expect((await expand(test, body)).length, path).toBe(1);
    }
  });

  it('have the words of schema.org for a host, and ours where it has none', async () => {
    const host = await first('/v1/hosts/les-aulnes');
    expect(host['@id']).toBe(`${SITE}/v1/hosts/${full.id}#host`);
    expect(host['@type']).toEqual([`${SCHEMA}NGO`]);
    expect(values(host, `${SCHEMA}name`)).toEqual([document.name]);
    expect(values(host, `${SCHEMA}url`)).toEqual([document.website]);
    expect(host[`${SCHEMA}description`]).toEqual([
      { '@value': 'Files and mail.', '@language': 'en' },
      { '@value': 'Fichiers et courriel,\nà Guéret.', '@language': 'fr' },
    ]);
    expect(nodes(host, `${SCHEMA}areaServed`)).toEqual([
      { '@type': [`${SCHEMA}Country`], [`${SCHEMA}identifier`]: [{ '@value': 'FR' }] },
    ]);
    const [contact] = nodes(host, `${SCHEMA}contactPoint`);
    expect(values(contact!, `${SCHEMA}availableLanguage`)).toEqual(['fr', 'br']);
    expect(values(host, `${NS}legalForm`)).toEqual(['association']);
    expect(values(host, `${SCHEMA}memberOf`)).toEqual([
      expect.stringMatching(/\/v1\/federations\/[0-9a-f-]+#federation$/),
    ]);
  });

  it('say a stated no, and say nothing of what is unknown', async () => {
    const host = await first('/v1/hosts/les-aulnes');
    expect(values(host, `${NS}noticePeriod`)).toEqual([0]);
    expect(values(host, `${NS}peopleWithAccess`)).toEqual([3]);
    const claims = nodes(host, `${NS}claims`).map((claim) => [
      values(claim, `${NS}criterion`)[0],
      values(claim, `${NS}answer`)[0],
    ]);
    expect(claims).toContainEqual([`${SITE}/v1/criteria#no-third-party-trackers`, 'no']);
    const silent = await read('/v1/hosts/hote-1');
    const known = (await test.ask<Host>('GET', '/v1/hosts/hote-1')).body;
    expect([known.foundedOn, known.contact, known.services]).toEqual([undefined, undefined, []]);
    for (const key of ['foundingDate', 'contactPoint', 'services', 'noticePeriod', 'closing', 'legalForm'])
      expect([key, key in silent]).toEqual([key, false]);
    expect(JSON.stringify(silent)).not.toContain('null');
  });

  it('have services with their host, what they are for, and their prices', async () => {
    const service = await first('/v1/hosts/les-aulnes/services/nuage');
    expect(service['@type']).toEqual([`${SCHEMA}Service`]);
    const [provider] = nodes(service, `${SCHEMA}provider`);
    expect(provider!['@id']).toBe(`${SITE}/v1/hosts/${full.id}#host`);
    expect(values(service, `${NS}usages`)).toEqual([
      `${SITE}/v1/usages#file-storage-sharing`,
      `${SITE}/v1/usages#shared-calendar`,
    ]);
    expect(values(service, `${NS}exportFormats`)).toEqual(['WebDAV', 'zip']);
    const offers = nodes(service, `${SCHEMA}offers`);
    expect(offers.map((offer) => [values(offer, `${SCHEMA}name`)[0], values(offer, `${SCHEMA}price`)])).toEqual([
      ['Groupe', [3.5]],
      // It depends on accounts and gigabytes.
      ['+Grand', []],
      ['Libre', []],
      ['Sur devis', []],
    ]);
    const [month] = nodes(offers[0]!, `${SCHEMA}priceSpecification`);
    expect(month).toMatchObject({
      [`${SCHEMA}price`]: [{ '@value': 3.5 }],
      [`${SCHEMA}priceCurrency`]: [{ '@value': 'EUR' }],
      [`${SCHEMA}billingDuration`]: [{ '@value': 'P1M' }],
    });
    expect(month![`${SCHEMA}valueAddedTaxIncluded`]).toBeUndefined();
    expect(values(nodes(offers[1]!, `${SCHEMA}priceSpecification`)[0]!, `${SCHEMA}valueAddedTaxIncluded`)).toEqual([
      false,
    ]);
    expect(values(nodes(offers[2]!, `${SCHEMA}priceSpecification`)[0]!, `${SCHEMA}minPrice`)).toEqual([1]);
    expect(values(offers[2]!, `${NS}priceCovers`)).toEqual(['person']);
    expect(values(service, `${NS}ownDomain`)).toEqual([false]);
    const membership = nodes(offers[2]!, `${SCHEMA}priceSpecification`)[1]!;
    expect(membership).toMatchObject({
      [`${SCHEMA}minPrice`]: [{ '@value': 2 }],
      [`${SCHEMA}billingDuration`]: [{ '@value': 'P1Y' }],
    });
    expect(offers[1]![`${SCHEMA}itemOffered`]).toHaveLength(2);
  });

  it('tell when a host last changed, and under which licence its record is', async () => {
    const item = (
      await test.ask<{ items: (Host & { updatedAt: string; revision: number })[] }>('GET', '/v1/hosts?limit=100')
    ).body.items.find(({ slug }) => slug === 'les-aulnes')!;
    const [record] = nodes(await first('/v1/hosts/les-aulnes'), `${SCHEMA}subjectOf`);
    expect(record!['@id']).toBe(`${SITE}/v1/hosts/${full.id}`);
    expect(values(record!, `${SCHEMA}license`)).toEqual(['https://creativecommons.org/publicdomain/zero/1.0/']);
    expect([values(record!, `${SCHEMA}dateModified`)[0], values(record!, `${NS}revision`)[0]]).toEqual([
      item.updatedAt,
      item.revision,
    ]);
  });

  it('say of each membership who states it, and when the host asked', async () => {
    const federation = await test.federation({ slug: 'les-lampadaires', name: 'Les Lampadaires' });
    const LIST = '/v1/federations/les-lampadaires/members';
    await test.ask('PUT', `${LIST}/les-aulnes`, { token: federation.token, body: { state: 'member', since: '2020' } });
    const stated = async () =>
      nodes(await first('/v1/hosts/les-aulnes'), `${NS}memberships`)
        .filter((one) => JSON.stringify(one).includes('lampadaires') || JSON.stringify(one).includes(federation.id))
        .map((one) => [values(one, `${NS}statedBy`), values(one, `${NS}askedOn`)]);
    expect(await stated()).toEqual([[['federation'], []]]);
    await test.ask('POST', LIST, { token: full.token, body: {} });
    const { memberships } = (await test.ask<Host>('GET', '/v1/hosts/les-aulnes')).body;
    const own = memberships.find(({ federation: slug }) => slug === 'les-lampadaires')!;
    expect(own.askedOn).toBeDefined();
    expect(await stated()).toEqual([[[own.statedBy], [own.askedOn]]]);
  });

  it('of a list are its page, in order, with the way on', async () => {
    const page = await read('/v1/hosts?limit=3');
    const { body } = await test.ask<{ items: Host[]; total: number; next: string }>('GET', '/v1/hosts?limit=3');
    expect((page.items as Json[]).map(({ identifier }) => identifier)).toEqual(body.items.map(({ slug }) => slug));
    expect([page.numberOfItems, page.next]).toEqual([body.total, SITE + body.next]);
  });

  it('make one graph of the whole catalogue, with everybody in it', async () => {
    const statements = await quads(test, await read('/v1/export/catalogue.jsonld'));
    const services = (await test.ask<{ total: number }>('GET', '/v1/services')).body.total;
    const hosts = (await test.ask<{ total: number }>('GET', '/v1/hosts')).body.total;
    expect(statements.match(/schema\.org\/provider> /g)).toHaveLength(services);
    expect(statements.match(/ns#state> /g)).toHaveLength(hosts);
    expect(statements).toContain(`<${SITE}/v1/export/catalogue.jsonld> .`);
  });
});

describe('the choice of a format', () => {
  it.each([
    ['application/ld+json', 'ld'],
    ['application/ld+json;q=0.9, application/json;q=0.5', 'ld'],
    ['application/json, application/ld+json;q=0.9', 'json'],
    ['application/ld+json;q=0, */*', 'json'],
    ['*/*', 'json'],
    ['application/*', 'json'],
    ['text/html', 'json'],
  ])('follows Accept: %s', async (accept, expected) => {
    for (const path of ['/v1/hosts/les-aulnes', '/v1/hosts', '/v1/services']) {
      const { headers } = await test.ask('GET', path, { headers: { accept } });
      expect(headers['content-type']).toBe(
        expected === 'ld' ? 'application/ld+json' : 'application/json; charset=utf-8',
      );
      expect(headers.vary).toContain('Accept,');
    }
  });

  it('has a tag for each format, and answers 304 in its own only', async () => {
    const plain = await test.ask('GET', '/v1/hosts/les-aulnes');
    const linked = await test.ask('GET', '/v1/hosts/les-aulnes', LINKED);
    expect(linked.headers.etag).not.toBe(plain.headers.etag);
    const asked = (tag: unknown) =>
      test.ask('GET', '/v1/hosts/les-aulnes', {
        headers: { accept: 'application/ld+json', 'if-none-match': String(tag) },
      });
    expect((await asked(linked.headers.etag)).status).toBe(304);
    expect((await asked(plain.headers.etag)).status).toBe(200);
  });

  it('gives a host as it stood, too', async () => {
    const revision = await test.revision();
    await test.ask('PATCH', '/v1/hosts/les-aulnes', { token: full.token, ifMatch: '*', body: { foundedOn: '2015' } });
    expect((await read(`/v1/hosts/les-aulnes?at=${revision}`)).foundingDate).toBe('2014-03');
    expect((await read('/v1/hosts/les-aulnes')).foundingDate).toBe('2015');
  });
});

describe('the vocabulary', () => {
  it('has each of our words in linked data, with a label and a meaning in both languages', async () => {
    const context = (await read('/ns/context.jsonld'))['@context'] as Json;
    const graph = (await read('/ns'))['@graph'] as { '@id': string; label: Json; comment: Json }[];
    const ours = Object.entries(context).filter(([, one]) => JSON.stringify(one).includes('"bercail:'));
    expect(graph.map((term) => term['@id']).sort()).toEqual(ours.map(([name]) => `${NS}${name}`).sort());
    for (const { label, comment } of graph)
      expect([label.fr, label.en, comment.fr, comment.en]).toEqual(Array(4).fill(expect.stringMatching(/\p{L}/u)));
    await expand(test, await read('/ns'));
  });

  it('is a page for people, with each word at its address', async () => {
    for (const lang of ['fr', 'en']) {
      const { text, headers } = await test.ask('GET', `/ns?lang=${lang}`, { headers: { accept: 'text/html' } });
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(text).toContain('id="noticePeriod"');
      expect(text).toContain(lang === 'fr' ? 'Préavis avant fermeture' : 'Notice before closing');
    }
  });

  it('can be kept: its tag outlives changes of the catalogue', async () => {
    const tag = async () => String((await test.ask('GET', '/ns/context.jsonld')).headers.etag);
    const before = await tag();
    await test.published({ slug: 'encore-un', name: 'Encore un' });
    expect(await tag()).toBe(before);
  });
});

describe('the catalogue of data', () => {
  it('says which files there are, of which type and under which licence, and each of them is there', async () => {
    const [catalogue] = await expand(test, await read('/v1/export/dcat.jsonld'));
    const [DCAT, DCT] = ['http://www.w3.org/ns/dcat#', 'http://purl.org/dc/terms/'];
    const SPDX = 'http://spdx.org/rdf/terms#';
    expect(catalogue!['@type']).toEqual([`${DCAT}Catalog`]);
    // What DCAT-AP 3 makes mandatory.
    for (const property of [`${DCT}title`, `${DCT}description`, `${DCT}publisher`, `${DCAT}dataset`])
      expect([property, nodes(catalogue!, property).length > 0]).toEqual([property, true]);
    const datasets = nodes(catalogue!, `${DCAT}dataset`);
    for (const dataset of datasets)
      for (const property of [`${DCT}title`, `${DCT}description`, `${DCAT}distribution`])
        expect([property, nodes(dataset, property).length > 0]).toEqual([property, true]);
    const files = datasets.flatMap((dataset) => nodes(dataset, `${DCAT}distribution`));
    expect(files).toHaveLength(10);
    for (const file of files) {
      const [address] = values(file, `${DCAT}accessURL`) as string[];
      const licence = 'http://publications.europa.eu/resource/authority/licence';
      const licences = address!.endsWith('/codes.csv')
        ? [`${licence}/CC0`]
        : address!.endsWith('/territories.csv')
          ? ['https://spdx.org/licenses/etalab-2.0.html']
          : [`${licence}/CC0`, `${licence}/CC_BY_4_0`];
      expect(values(file, `${DCT}license`)).toEqual(licences);
      const [download] = values(file, `${DCAT}downloadURL`) as string[];
      const { rawPayload } = await test.app.inject({ url: download!.slice(SITE.length) });
      expect([download, values(file, `${DCAT}byteSize`)]).toEqual([download, [String(rawPayload.length)]]);
      const [checksum] = nodes(file, `${SPDX}checksum`);
      expect(values(checksum!, `${SPDX}algorithm`)).toEqual([`${SPDX}checksumAlgorithm_sha256`]);
      expect(values(checksum!, `${SPDX}checksumValue`)).toEqual([
        createHash('sha256').update(rawPayload).digest('hex'),
      ]);
      const [issued, modified] = ['issued', 'modified'].map((name) => values(file, DCT + name)[0] as string);
      expect(issued! <= modified!.slice(0, 10)).toBe(true);
      const { status, headers } = await test.ask('HEAD', address!.slice(SITE.length));
      expect([address, status]).toEqual([address, 200]);
      const [type] = values(file, `${DCAT}mediaType`) as string[];
      if (type)
        expect(type).toBe(
          `https://www.iana.org/assignments/media-types/${String(headers['content-type']).split(';')[0]}`,
        );
    }
  });

  it('is found from the first page and from the list of interfaces', async () => {
    const { links } = (await test.ask<{ links: Record<string, string> }>('GET', '/')).body;
    const { text } = await test.ask('GET', '/.well-known/api-catalog');
    for (const path of ['hosts.ndjson', 'datapackage.json', 'catalogue.jsonld', 'dcat.jsonld']
      .map((name) => `/v1/export/${name}`)
      .concat('/ns')) {
      expect(Object.values(links)).toContain(SITE + path);
      expect(text).toContain(SITE + path);
      expect((await test.ask('HEAD', path)).status).toBe(200);
    }
  });
});
