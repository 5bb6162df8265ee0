import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { TABLES } from '../../src/exchange/dumps/tables.ts';
import type { SeedFile } from '../../src/exchange/seed/check.ts';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import type { DocumentTrial, HostDocument } from '../../src/host-documents/schema.ts';
import { readSeed } from '../../src/vocabulary/reference.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';
import { aHost, aService, aSlug, reference } from '../support/record.ts';
import { cellsIn } from '../support/sheets.ts';
import { SAYABLE, valuesIn, wholeEntry, without } from '../support/whole-entry.ts';
import { WORKBOOK_TYPE } from '../support/workbooks.ts';

const api = useApp();
const at = ({ slug }: { slug: string }) => `/v1/hosts/${slug}/document`;
const read = async (host: Owned) => (await api.ask<HostDocument>('GET', at(host))).body;
const hostOf = async ({ slug }: { slug: string }) => (await api.ask<Host>('GET', `/v1/hosts/${slug}`)).body;
const put = (host: Owned, body: object, { ifMatch = '*', query = '' } = {}) =>
  api.ask<Host>('PUT', at(host) + query, { token: host.token, ifMatch, body });
const tried = async (host: Owned, body: object, query = '') =>
  (await api.ask<DocumentTrial>('PUT', `${at(host)}?dryRun=true${query}`, { token: host.token, body })).body;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

const PRICED = aService({ plans: [{ name: 'Groupe', fixed: 35, covers: ['nuage', 'courriel'] }] });

/** A whole document of a host that exists. */
const aDocument = (host: Owned, over: Partial<HostDocument> = {}): HostDocument => {
  const { terms: _, ...facts } = aHost({ slug: host.slug, languages: ['fr'] });
  return {
    host: facts,
    services: [
      { ...PRICED, slug: 'nuage', commitments: { 'closing-notice': { value: 60 } } },
      { ...aService({ name: 'Courriel', usages: ['email-hosting'] }), slug: 'courriel' },
    ],
    claims: { 'free-software-only': { value: 'yes', evidenceUrl: 'https://aulnes.example/logiciels' } },
    commitments: { 'closing-notice': { value: 90, note: { fr: 'Écrit dans nos statuts.' } } },
    ...over,
  };
};

describe('PUT /v1/hosts/{host}/document', () => {
  it('writes host, services, claims and commitments as one change', async () => {
    const host = await api.published();
    const before = await api.revision();
    const document = aDocument(host);
    const { status, headers, body } = await put(host, document, { ifMatch: '"v2"' });
    expect([status, headers.etag, body.version]).toEqual([200, '"v3"', 3]);
    expect(await api.revision()).toBe(before + 1);
    expect(await hostOf(host)).toEqual(body);
    expect(body).toMatchObject({
      languages: ['fr'],
      claims: [{ criterion: 'free-software-only', value: 'yes', evidence: 'documented' }],
      commitments: [{ kind: 'closing-notice', value: 90, statements: [{ by: 'host', asOf: '2026-11-25' }] }],
      services: [
        { slug: 'courriel', commitments: [] },
        { slug: 'nuage', commitments: [{ value: 60 }] },
      ],
    });
    const services = [{ ...document.services[1], commitments: {} }, document.services[0]];
    expect(await read(host)).toEqual({
      $schema: 'https://bercail.example/v1/schemas/host-document.json',
      schemaVersion: 1,
      ...document,
      services,
    });
    const ofLater = { body: { ...aDocument(host), schemaVersion: 2 }, token: host.token, ifMatch: '*' };
    expect(await api.refused('PUT', at(host), ofLater)).toEqual([
      ...[400, 'invalid-request', { '/schemaVersion': 'out-of-range' }],
    ]);
  });

  it('removes what is absent, and keeps the id of what stays', async () => {
    const host = await api.published();
    const before = await put(host, aDocument(host));
    const [nuage] = aDocument(host).services;
    const { languages: _, ...facts } = aDocument(host).host;
    const { commitments: __, ...bare } = nuage!;
    const { body } = await put(host, aDocument(host, { host: facts, services: [bare], claims: {}, commitments: {} }));
    expect(body).not.toHaveProperty('languages');
    expect(body).toMatchObject({ claims: [], commitments: [], services: [{ slug: 'nuage', commitments: [] }] });
    expect(body.services).toHaveLength(1);
    expect(body.services[0]!.id).toBe(before.body.services.find(({ slug }) => slug === 'nuage')!.id);
  });

  it('says everything that is wrong at once, in the document itself, and then nothing is written', async () => {
    const host = await api.published();
    await put(host, aDocument(host));
    const [before, revision] = [await hostOf(host), await api.revision()];
    const [nuage, courriel] = aDocument(host).services;
    const document = aDocument(host, {
      host: { ...aDocument(host).host, name: 'Autre nom', foundedOn: '2030', slug: aSlug('autre') },
      services: [
        nuage!,
        courriel!,
        { ...courriel!, plans: [{ name: 'Groupe', includedAccounts: 20, maxAccounts: 10 }] },
        {
          ...aService({ usages: ['email-hosting', 'telepathy'], dataCountry: 'XX' }),
          slug: 'neuf',
          commitments: { 'closing-notice': { value: 5000 }, 'free-beer': { value: true } },
        },
      ],
      claims: { 'free-software-only': { value: 'yes', asOf: '2020' }, 'no-such-thing': { value: 'no' } },
      commitments: { 'closing-notice': { value: 'soon' } },
    });
    const asking = { token: host.token, ifMatch: '*', body: document };
    const faults = {
      '/host/foundedOn': 'in-the-future',
      '/host/slug': 'slug-fixed',
      '/services/2/slug': 'duplicate',
      '/services/2/plans/0/includedAccounts': 'included-above-maximum',
      '/services/3/usages/1': 'unknown-usage',
      '/services/3/dataCountry': 'unknown-country',
      '/services/3/commitments/closing-notice/value': 'out-of-range',
      '/services/3/commitments/free-beer': 'unknown-commitment-kind',
      '/claims/free-software-only/asOf': 'as-of-reserved',
      '/claims/no-such-thing': 'unknown-criterion',
      '/commitments/closing-notice/value': 'wrong-kind-of-value',
    };
    expect(await api.refused('PUT', at(host), asking)).toEqual(meaningless(faults));
    expect([await hostOf(host), await api.revision()]).toEqual([before, revision]);
  });

  it('leaves nothing behind when only the last service is wrong', async () => {
    const host = await api.published();
    const before = await hostOf(host);
    const services = [...aDocument(host).services, { ...aService({ usages: ['telepathy'] }), slug: 'dernier' }];
    const body = aDocument(host, { services });
    expect(await api.refused('PUT', at(host), { token: host.token, ifMatch: '*', body })).toEqual(
      meaningless({ '/services/2/usages/0': 'unknown-usage' }),
    );
    expect(await hostOf(host)).toEqual(before);
  });

  it('keeps the day on which something was said, until it is said otherwise', async () => {
    const host = await api.published();
    await put(host, aDocument(host));
    const now = api.now;
    api.now = new Date('2026-12-10T12:00:00Z');
    const claims = { 'free-software-only': { value: 'partial' as const } };
    const { body } = await put(host, aDocument(host, { claims }));
    expect(body.claims[0]!.statements[0]).toMatchObject({ value: 'partial', asOf: '2026-12-10' });
    expect(body.commitments[0]!.statements[0]).toMatchObject({ asOf: '2026-11-25' });
    api.now = now;
  });

  it('forgets that the domain was proven when the website changes', async () => {
    const host = await api.published();
    const { host: facts } = aDocument(host);
    const { body } = await put(host, aDocument(host, { host: { ...facts, website: 'https://ailleurs.example' } }));
    expect(body).toMatchObject({ website: 'https://ailleurs.example' });
    expect(body).not.toHaveProperty('domainVerifiedOn');
  });

  it('of a draft may change its slug, and is nobody else’s business', async () => {
    const draft = await api.draft();
    const own = { ...draft, slug: draft.id };
    const slug = aSlug('renamed');
    const { body } = await put(own, aDocument({ ...draft, slug }), { ifMatch: '"v1"' });
    expect(body).toMatchObject({ slug, state: 'draft', version: 2 });
    const { headers } = await api.ask('GET', at(own), { token: draft.token });
    expect(headers).toMatchObject({ etag: '"v2"', 'cache-control': 'private, no-store' });
  });

  it('neither leaves out nor renames a service whose closing is announced for good', async () => {
    const now = api.now;
    const host = await api.published();
    const document = aDocument(host);
    await put(host, document);
    const closing = { stages: { closed: '2027-03-01' }, reason: { fr: 'Plus de bénévoles.', en: 'No volunteers.' } };
    const path = `/v1/hosts/${host.slug}/services/nuage/closing`;
    await api.ask('PUT', path, { token: host.token, body: closing });
    api.now = new Date('2026-12-03T12:00:00Z');
    const [nuage, courriel] = document.services;
    const other = { ...aService(), slug: 'fichiers' };
    for (const services of [[courriel], [other, courriel]])
      expect(
        await api.refused('PUT', at(host), { token: host.token, ifMatch: '*', body: { ...document, services } }),
      ).toEqual(meaningless({ '/services': 'closing-settled' }));
    expect((await put(host, { ...document, services: [nuage, courriel, other] })).status).toBe(200);
    api.now = new Date('2027-03-01T12:00:00Z');
    expect((await put(host, { ...document, services: [courriel] })).status).toBe(200);
    api.now = now;
  });
});

describe('GET /v1/hosts/{host}/document', () => {
  it('is read by everybody, and tells its version to who may write it', async () => {
    const host = await api.published();
    const { headers } = await api.ask('GET', at(host));
    expect(headers['cache-control']).toMatch(/^public/);
    expect(headers.etag).not.toBe('"v2"');
    expect((await api.ask('GET', at(host), { token: host.token })).headers.etag).toBe('"v2"');
  });

  it('holds what the host says, and not what others say of it', async () => {
    const host = await api.published();
    const federation = await api.federation();
    await put(host, aDocument(host));
    const asking = { token: federation.token, body: { value: 'partial', reviewedOn: '2026-11-01' } };
    for (const criterion of ['free-software-only', 'democratic-governance'])
      await api.ask('PUT', `/v1/federations/${federation.slug}/reviews/${host.slug}/criterion:${criterion}`, asking);
    expect((await hostOf(host)).claims).toHaveLength(2);
    expect((await read(host)).claims).toEqual(aDocument(host).claims);
  });

  it('put back as it is changes nothing, for every host of the real catalogue; nobody vouches by it', async () => {
    const { db } = api.database;
    const clock = () => api.now;
    let id = 0;
    const newId = () => `00000000-0000-4000-8000-${String(++id).padStart(12, '0')}`;
    await seedCatalogue({ db, reference, clock, newId, caller: { role: 'anonymous' } });
    await api.catalogue.catchUp();
    const before = await api.revision();
    const { hosts } = readSeed<SeedFile>('catalogue.json') as { hosts: { slug: string }[] };
    const check = new Ajv2020({ strict: false, multipleOfPrecision: 6 }).compile(
      (await api.ask<object>('GET', '/v1/schemas/host-document.json')).body,
    );
    for (const host of hosts) {
      const { body, headers } = await api.ask<HostDocument>('GET', at(host), { token: ADMIN_TOKEN });
      expect(check(body), JSON.stringify(check.errors)).toBe(true);
      const ifMatch = headers.etag as string;
      const answer = await api.ask<Host>('PUT', at(host), { token: ADMIN_TOKEN, ifMatch, body });
      expect([host.slug, answer.status, answer.headers.etag]).toEqual([host.slug, 200, ifMatch]);
    }
    expect(await api.revision()).toBe(before);
  }, 120_000);

  it('makes one’s own only what one changes of an imported entry', async () => {
    const slug = 'framasoft';
    const { body: document } = await api.ask<HostDocument>('GET', at({ slug }));
    const [first, ...others] = document.services;
    const [criterion, kept] = Object.keys(document.claims);
    const body: HostDocument = {
      ...document,
      host: { ...document.host, languages: ['fr', 'br'] },
      services: [{ ...first!, name: 'Autre nom' }, ...others],
      claims: { ...document.claims, [criterion!]: { value: 'partial' } },
    };
    const { body: host } = await api.ask<Host>('PUT', at({ slug }), { token: ADMIN_TOKEN, ifMatch: '*', body });
    expect(Object.keys(host.provenance ?? {})).toEqual(
      expect.arrayContaining(['website', `services/${others[0]!.slug}`]),
    );
    expect(host.provenance).not.toHaveProperty('languages');
    expect(host.provenance).not.toHaveProperty(`services/${first!.slug}`);
    const saidBy = (key: string | undefined) =>
      host.claims.find((claim) => claim.criterion === key)?.statements.find(({ by }) => by !== 'charter')?.by;
    expect([saidBy(criterion), saidBy(kept)]).toEqual(['host', 'import']);
    expect(host.confirmedByHost).toBe(false);
  });
});

describe('PUT /v1/hosts/{host}/document?dryRun=true', () => {
  it('tells plainly what would change, and changes nothing', async () => {
    const host = await api.published();
    await put(host, aDocument(host));
    const [before, revision] = [await hostOf(host), await api.revision()];
    const [nuage] = aDocument(host).services;
    const document = aDocument(host, {
      services: [nuage!],
      claims: {},
      commitments: { 'closing-notice': { value: 30 } },
    });
    const { problems, would } = await tried(host, document);
    expect(problems).toEqual([]);
    const { sentences, changes } = would;
    expect(sentences.map(({ text }) => plain(text))).toEqual([
      'Service « Courriel ». Il n’est plus proposé.',
      'Uniquement des logiciels libres : oui. Déclaration retirée.',
      'Préavis avant fermeture : 90 jours, puis 30 jours. Engagement affaibli.',
    ]);
    expect(changes.map(({ pointer }) => pointer)).toContain('/services/courriel');
    expect([await hostOf(host), await api.revision()]).toEqual([before, revision]);
    expect((await tried(host, document, '&lang=en')).would.sentences[0]?.text).toBe(
      'Service “Courriel”. It is no longer offered.',
    );
  });

  it('says nothing of a document that says what is there', async () => {
    const host = await api.published();
    await put(host, aDocument(host));
    expect(await tried(host, await read(host))).toEqual({ would: { sentences: [], changes: [] }, problems: [] });
  });

  it('is refused where the document would be, with the same faults', async () => {
    const host = await api.published();
    const body = aDocument(host, { claims: { 'no-such-thing': { value: 'yes' } }, services: [] });
    const asking = { token: host.token, ifMatch: '*', body };
    const refused = await api.refused('PUT', at(host), asking);
    expect(refused).toEqual(meaningless({ '/claims/no-such-thing': 'unknown-criterion' }));
    expect(await api.refused('PUT', `${at(host)}?dryRun=true`, asking)).toEqual(refused);
  });

  it('needs no version, and minds the one that is given', async () => {
    const host = await api.published();
    const asking = { token: host.token, ifMatch: '"v1"', body: aDocument(host) };
    expect((await api.refused('PUT', `${at(host)}?dryRun=true`, asking))[1]).toBe('version-stale');
  });
});

describe('GET /v1/schemas/host-document.json', () => {
  const schemaIn = async (lang: string) =>
    (await api.ask<Record<string, unknown>>('GET', `/v1/schemas/host-document.json?lang=${lang}`)).body;

  it('stands by itself, under its own address', async () => {
    const schema = await schemaIn('fr');
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'https://bercail.example/v1/schemas/host-document.json',
    });
    const refs = [...JSON.stringify(schema).matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref]) => ref);
    expect(refs.length).toBeGreaterThan(0);
    expect(refs.filter((ref) => !ref!.startsWith('#/$defs/'))).toEqual([]);
    expect(JSON.stringify(schema).match(/"\$id":/g)).toHaveLength(1);
  });

  it('knows the words of the vocabularies, and what each commitment takes', async () => {
    const check = new Ajv2020({ strict: false, multipleOfPrecision: 6, allErrors: true }).compile(await schemaIn('en'));
    const host = { id: '', slug: 'aulnes', token: '', version: 1 };
    expect(check(aDocument(host)), JSON.stringify(check.errors)).toBe(true);
    const wrong = (over: Partial<HostDocument>) => {
      check(aDocument(host, over));
      return check.errors?.map(({ instancePath }) => instancePath);
    };
    expect(wrong({ claims: { 'no-such-thing': { value: 'yes' } } })).toEqual(['/claims']);
    expect(wrong({ commitments: { 'closing-notice': { value: 'soon' } } })).toContain(
      '/commitments/closing-notice/value',
    );
    expect(wrong({ commitments: { 'closing-notice': { value: 5000 } } })).toContain(
      '/commitments/closing-notice/value',
    );
    expect(wrong({ services: [{ ...aService({ usages: ['telepathy'] }), slug: 'x-1' }] })).toContain(
      '/services/0/usages/0',
    );
  });

  it('names each claim and commitment in the language of who reads', async () => {
    const titleIn = async (lang: string) => {
      const { properties } = (await schemaIn(lang)) as {
        properties: { commitments: { properties: Record<string, { title: string }> } };
      };
      return properties.commitments.properties['closing-notice']?.title;
    };
    expect([await titleIn('fr'), await titleIn('en')]).toEqual(['Préavis avant fermeture', 'Notice before closing']);
  });
});

describe('an entry of which everything is said', () => {
  const slug = 'entier';
  const whole = wholeEntry(slug);
  let host: Owned;
  beforeAll(async () => {
    host = await api.published({ slug });
  });
  const writtenOf = async (one: Owned) => {
    const { $schema: _, schemaVersion: __, ...written } = await read(one);
    return written;
  };
  const done = async (method: string, url: string, token: string | undefined, body: unknown, headers = {}) => {
    const { status, text } = await api.ask(method, url, { token, ifMatch: '*', body, headers });
    expect([200, 201], `${url}: ${text}`).toContain(status);
  };
  /** What goes through a spreadsheet: promises do not. */
  const factsOf = ({ host, services }: HostDocument) => ({
    host,
    services: services.map(({ commitments: _, ...service }) => service),
  });

  it('leaves nothing out that the description allows', () => {
    expect([...new Set(valuesIn(whole).map(({ place }) => place))].sort()).toEqual([...SAYABLE].sort());
  });

  it('is the same in whatever way it is written: whole, part by part, at its registration, and out of a workbook', async () => {
    await done('PUT', at(host), host.token, whole);
    expect(await writtenOf(host)).toEqual(whole);

    const parts = await api.published({ slug: 'entier-par-parties' });
    // Of one name and one site there is one entry.
    const its = { slug: parts.slug, name: 'Par parties', website: 'https://parties.example' };
    const { slug: _, ...facts } = { ...whole.host, ...its };
    const path = `/v1/hosts/${parts.slug}`;
    await done('PATCH', path, parts.token, facts);
    for (const { commitments = {}, slug: name, ...service } of whole.services) {
      await done('PUT', `${path}/services/${name}`, parts.token, service);
      for (const [kind, said] of Object.entries(commitments))
        await done('PUT', `${path}/services/${name}/commitments/${kind}`, parts.token, said);
    }
    for (const [key, said] of Object.entries(whole.claims))
      await done('PUT', `${path}/claims/${key}`, parts.token, said);
    for (const [kind, said] of Object.entries(whole.commitments))
      await done('PUT', `${path}/commitments/${kind}`, parts.token, said);
    expect(await writtenOf(parts)).toEqual({ ...whole, host: { ...whole.host, ...its } });

    const other = { slug: 'entier-inscrit', name: 'Inscrit', website: 'https://inscrit.example' };
    const registered = await api.published({ ...whole.host, ...other });
    expect((await writtenOf(registered)).host).toEqual({ ...whole.host, ...other });

    const url = `/v1/hosts/${slug}/spreadsheet.xlsx`;
    const { rawPayload } = await api.app.inject({ url });
    const { name, website } = whole.host;
    await done('PUT', at(host), host.token, { ...whole, host: { slug, name, website }, services: [] });
    await done('PUT', url, host.token, rawPayload, { 'content-type': WORKBOOK_TYPE });
    expect(factsOf(await writtenOf(host))).toEqual(factsOf(whole));
  });

  const told = async (url: string, accept: string) => (await api.ask('GET', url, { headers: { accept } })).text;
  /** What counts writes, and not what they say. */
  const uncounted = (text: string) => text.replace(/"(revision|dateModified)":("[^"]*"|\d+)/g, '');
  const sheetOf = (place: string) => (/^.(host|services.plans)/.exec(place)?.[1] ?? 'services').split('/').at(-1)!;
  /** Who reads an entry, and what of it nobody looks for there. */
  const READERS: Record<string, { of: (place: string) => Promise<string>; not: RegExp }> = {
    'the document': {
      of: async () => JSON.stringify({ ...(await hostOf(host)), version: 0, priceChanges: [] }),
      not: /^$/,
    },
    // Of a price, no unit but those of every service, nor when it was seen.
    'linked data': {
      of: async () => uncounted(await told(`/v1/hosts/${slug}`, 'application/ld+json')),
      not: /roleAddress|limits|plans.observedOn/,
    },
    'the tables of the catalogue': {
      of: async (place) => {
        const tables: string[][][] = [];
        const besides = { host: /hosts/, plans: /plans/ }[sheetOf(place)] ?? /services|claims|commitments/;
        for (const { name, columns } of TABLES.filter(({ name }) => besides.test(name))) {
          const rows = cellsIn(await told(`/v1/export/${name}.csv`, '*/*')).filter((row) => row.includes(slug));
          const counting = columns.map((one) => one.name === 'revision' || one.name === 'updatedAt');
          tables.push(rows.map((row) => row.filter((_, at) => !counting[at])));
        }
        return JSON.stringify(tables);
      },
      not: /roleAddress/,
    },
    'its sheets': {
      of: async (place) => {
        const name = sheetOf(place);
        const [titles, ...rows] = cellsIn(await told(`/v1/hosts/${slug}/${name}.csv`, '*/*'));
        return JSON.stringify(rows.map((row) => row.with(titles!.indexOf('version'), '')));
      },
      not: /claims|commitments/,
    },
  };
  /** What an entry, a service or a promise never lacks. */
  const NEVER_LACKING = /^.(host|services).(slug|name|usages)$|(claims|commitments)...value$/;

  it('is told by every reader, each value of it: without one they read otherwise', async () => {
    await done('PUT', at(host), host.token, whole);
    const places = new Map(valuesIn(whole).map(({ place, way }) => [place, way]));
    const before = new Map<string, string>();
    for (const place of ['/host', '/services', '/services/plans'])
      for (const [name, { of }] of Object.entries(READERS)) before.set(name + sheetOf(place), await of(place));
    const silent: string[] = [];
    for (const [place, way] of places) {
      if (NEVER_LACKING.test(place)) continue;
      // What a part never lacks goes with the part.
      let shorter = way;
      while ((await put(host, without(whole, shorter))).status !== 200) shorter = shorter.slice(0, -1);
      for (const [name, { of, not }] of Object.entries(READERS))
        if (!not.test(place) && (await of(place)) === before.get(name + sheetOf(place)))
          silent.push(`${name} ${place}`);
    }
    expect(silent).toEqual([]);
  });
});
