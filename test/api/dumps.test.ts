import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { TABLES } from '../../src/exchange/dumps/tables.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { fillCatalogue } from '../support/catalogues.ts';
import { aService } from '../support/record.ts';

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

const table = async (name: string, query = '') =>
  rowsOf((await test.ask('GET', `/v1/export/${name}.csv${query}`)).text);
const SHEETS = TABLES.map(({ name }) => `/v1/export/${name}.csv`);
const FILES = ['/v1/export/hosts.ndjson', '/v1/export/catalogue.jsonld', ...SHEETS];

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

interface DataPackage {
  version: string;
  created?: string;
  licenses: { name: string }[];
  resources: {
    name: string;
    path: string;
    licenses: { name: string }[];
    schema: {
      fields: Field[];
      primaryKey: string;
      foreignKeys?: { fields: string; reference: { resource: string; fields: string } }[];
    };
  }[];
}
interface Field {
  name: string;
  type: string;
  title: string;
  trueValues?: string[];
  constraints?: { pattern?: string; unique?: boolean };
  'x-extensible-enum'?: string[];
}

/** Whether a cell that is not empty is what its column promises. */
function isOfType(cell: string, { type, constraints = {}, 'x-extensible-enum': words }: Field) {
  if (words && !words.includes(cell)) return false;
  if (constraints.pattern && !new RegExp(constraints.pattern).test(cell)) return false;
  if (type === 'integer') return /^\d+$/.test(cell);
  if (type === 'number') return /^\d+(\.\d+)?$/.test(cell);
  if (type === 'date') return /^\d{4}-\d\d-\d\d$/.test(cell);
  return type !== 'boolean' || cell === 'yes' || cell === 'no';
}

/** Words that SQL, R, Python or a spreadsheet keep for themselves. */
const KEPT = `all alter and any array as asc between both by case cast check column create cross current date default
  delete desc distinct do drop else end except false fetch for foreign from function grant group having if in index inner
  insert intersect into is join key left level like limit limits natural not null offset on only option or order outer over
  period plan primary range rank references repeat return right row rows select set since state sum table then time to true
  union unique until update user using value values view when where while with year`.split(/\s+/);

describe('the tables', () => {
  it('are described, column by column, in French and English', async () => {
    const french = (await test.ask<DataPackage>('GET', '/v1/export/datapackage.json')).body;
    const english = (await test.ask<DataPackage>('GET', '/v1/export/datapackage.json?lang=en')).body;
    expect(french.licenses.map(({ name }) => name)).toEqual(['CC0-1.0', 'CC-BY-4.0']);
    expect(french.resources.map(({ path }) => `/v1/export/${path}`)).toEqual(SHEETS);
    for (const [at, { name, schema }] of french.resources.entries()) {
      const { text, headers } = await test.ask('GET', `/v1/export/${name}.csv`);
      expect(headers['content-type']).toBe('text/csv; charset=utf-8');
      const [names, ...rows] = parse(text, { bom: true }) as string[][];
      expect(schema.fields.map((field) => field.name)).toEqual(names);
      expect(rows.length).toBeGreaterThan(0);
      for (const [place, field] of schema.fields.entries()) {
        expect([field.name, english.resources[at]!.schema.fields[place]!.title.length > 2]).toEqual([field.name, true]);
        for (const row of rows)
          if (row[place] !== '')
            expect([name, field.name, row[place], isOfType(row[place]!, field)]).toEqual([
              ...[name, field.name, row[place], true],
            ]);
      }
    }
  });

  it('list the words of a column, and stay valid with a word that is added later', async () => {
    const { resources } = (await test.ask<DataPackage>('GET', '/v1/export/datapackage.json')).body;
    const fields = resources.flatMap(({ schema }) => schema.fields);
    expect(fields.find(({ name }) => name === 'legalForm')!['x-extensible-enum']).toContain('association');
    expect(fields.filter(({ constraints = {} }) => 'enum' in constraints)).toEqual([]);
  });

  it('name no column with a dot or a word that a language keeps for itself, nor two that differ in case', () => {
    for (const { columns } of TABLES) {
      const names = columns.map(({ name }) => name);
      for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z]*$/);
      for (const name of names) expect(KEPT).not.toContain(name.toLowerCase());
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    }
  });

  it('have one row a thing, and are joined by identifiers', async () => {
    const { resources } = (await test.ask<DataPackage>('GET', '/v1/export/datapackage.json')).body;
    const rows = new Map<string, Record<string, string>[]>();
    for (const { name } of resources) rows.set(name, await table(name));
    for (const { name, schema } of resources) {
      const keys = rows.get(name)!.map((row) => row[schema.primaryKey]!);
      expect([name, new Set(keys).size, keys.includes('')]).toEqual([name, keys.length, false]);
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const there = new Set(rows.get(reference.resource)!.map((row) => row[reference.fields]));
        for (const row of rows.get(name)!) if (row[fields]) expect(there).toContain(row[fields]);
      }
    }
  });

  it('have all hosts: imported, unconfirmed, silent, closing, closed; suspended ones when they are asked for', async () => {
    const states = async (query: string) => (await table('hosts', query)).map(({ hostState }) => hostState);
    const listedHosts = await listed('/v1/hosts?state=published&state=silent&state=closed');
    expect((await table('hosts')).map(({ hostSlug }) => hostSlug).sort()).toEqual(
      listedHosts.map(({ slug }) => slug).sort(),
    );
    expect(new Set(await states('?state=suspended'))).toEqual(new Set(['suspended']));
  });

  it('end the services and prices of a host with it', async () => {
    const { slug } = await test.published({ slug: 'hebergeur-qui-a-ferme' });
    const service = { ...aService(), plans: [{ name: 'Groupe', period: 'year', fixed: 12 }] };
    const closing = { stages: { closed: test.now.toISOString().slice(0, 10) }, reason: { fr: 'Plus de bénévoles.' } };
    for (const [at, body] of [
      ['services/survivant', service],
      ['closing', closing],
    ] as const) {
      const put = await test.ask('PUT', `/v1/hosts/${slug}/${at}`, { token: ADMIN_TOKEN, ifMatch: '*', body });
      expect([200, 201], put.text).toContain(put.status);
    }
    const ofHost = async (name: string) => (await table(name)).filter(({ hostSlug }) => hostSlug === slug);
    expect((await ofHost('services')).map(({ closedOn, closingStage }) => [closedOn !== '', closingStage])).toEqual([
      [true, 'closed'],
    ]);
    expect((await ofHost('plans')).map(({ serviceHasEnded }) => serviceHasEnded)).toEqual(['yes']);
    expect((await ofHost('hosts')).map(({ knownPriceCount }) => knownPriceCount)).toEqual(['0']);
    await test.ask('DELETE', `/v1/hosts/${slug}`, { token: ADMIN_TOKEN, ifMatch: '*' });
  });

  it('have what is known, and nothing where nothing is', async () => {
    expect((await table('hosts')).find(({ hostSlug }) => hostSlug === 'les-aulnes')).toMatchObject({
      seatPlace: 'commune:23096',
      seatPlaceName: 'Guéret',
      seatDepartement: 'departement:23',
      seatDepartementName: 'Creuse',
      seatRegion: 'region:75',
      seatRegionName: 'Nouvelle-Aquitaine',
      serves: 'country:FR',
      languages: 'fr | br',
      support: 'training:in-person | migration',
      knownPriceCount: '3',
      priceKnownSince: '2026-11-01',
      closedOn: '',
      // An administrator published it.
      confirmedByHost: '',
    });
    expect((await table('hosts')).find(({ hostSlug }) => hostSlug === 'hote-1')).toMatchObject({
      ...{ seatRegion: '', knownPriceCount: '0', priceKnownSince: '', foundedOn: '' },
    });
    const [mail, cloud] = await table('services');
    expect(cloud).toMatchObject({
      usages: 'file-storage-sharing | shared-calendar',
      softwareLicence: 'AGPL-3.0-or-later',
      capacity: 'waiting-list',
      importedTools: 'google-drive',
      ownDomain: 'no',
    });
    expect(mail).toMatchObject({ serviceSlug: 'courriel', ownDomain: '', registration: '', closedOn: '2027-07-01' });
    const [group, large, free, quote] = await table('plans');
    expect(large).toMatchObject({
      planName: "'+Grand",
      priceCovers: '',
      fixedAmount: '35',
      perGb: '0.5',
      includedGb: '40',
      alsoCovers: 'courriel',
      otherLimits: 'simultaneous-participants:30',
      taxIncluded: 'no',
      onQuote: 'no',
      freeAmountOffered: 'no',
      billingPeriod: 'year',
      conditionsFr: 'Pour les adhérents',
      conditionsEn: '',
      hasKnownPrice: 'yes',
      knownSince: '2026-11-01',
    });
    expect(group).toMatchObject({ billingPeriod: 'month', maxGb: 'unlimited', observedOn: '' });
    expect(free).toMatchObject({ priceCovers: 'person', membershipFreeAdvised: '10', membershipFreeFloor: '2' });
    expect(quote).toMatchObject({ onQuote: 'yes', hasKnownPrice: 'no', freeAmountOffered: '' });
    expect(await table('claims')).toMatchObject([
      { criterion: 'free-software-only', answer: 'yes', statedBy: 'host', noteFr: 'Tout est libre' },
      { criterion: 'no-third-party-trackers', answer: 'no', evidence: 'declared', aged: 'no' },
    ]);
    const commitments = await table('commitments');
    const said = (kind: string) => commitments.find(({ commitment }) => commitment === kind);
    expect(said('closing-notice')).toMatchObject({ amount: '0', unit: 'days', answer: '', serviceSlug: '' });
    expect(said('last-restore-test')).toMatchObject({ amount: '', answer: '2026-10-01' });
    expect(said('self-service-export')).toMatchObject({ amount: '', answer: 'yes', serviceSlug: 'nuage' });
    expect(await table('memberships')).toMatchObject([
      {
        hostSlug: 'les-aulnes',
        federationSlug: 'les-communs',
        membershipState: 'member',
        isMemberToday: 'yes',
        toCheck: 'no',
      },
    ]);
  });

  it('tell how many hosts of each région have a price and since when, by a pivot or by a join', async () => {
    const [hosts, plans] = [await table('hosts'), await table('plans')];
    const pivot = hosts.filter(({ knownPriceCount }) => Number(knownPriceCount) > 0);
    expect(pivot.map((row) => [row.seatRegionName, row.priceKnownSince])).toEqual([
      ['Nouvelle-Aquitaine', '2026-11-01'],
    ]);
    const priced = plans.filter(
      ({ hasKnownPrice, serviceHasEnded }) => hasKnownPrice === 'yes' && serviceHasEnded === 'no',
    );
    const joined = new Map<string, string>();
    for (const { hostId, knownSince } of priced)
      if (!joined.has(hostId!) || knownSince! < joined.get(hostId!)!) joined.set(hostId!, knownSince!);
    expect([...joined]).toEqual(pivot.map((row) => [row.hostId, row.priceKnownSince]));
  });

  it('open in columns in Excel in France: the same cells, with semicolons, decimal commas and days as people write them', async () => {
    for (const { name, columns } of TABLES) {
      const { text, status } = await test.ask('GET', `/v1/export/${name}.csv?separator=semicolon`);
      expect(status).toBe(200);
      const french: Record<string, string>[] = parse(text, { bom: true, columns: true, delimiter: ';' });
      const plain = await table(name);
      expect([name, french.length]).toEqual([name, plain.length]);
      for (const [at, row] of plain.entries())
        for (const column of columns) {
          const cell = row[column.name]!;
          const isDay = ['date', 'partial-day'].includes(column.type);
          const isNumber = ['number', 'any'].includes(column.type) && /^[0-9]+[.][0-9]+$/.test(cell);
          const written = isDay ? cell.split('-').reverse().join('/') : isNumber ? cell.replace('.', ',') : cell;
          expect([name, column.name, french[at]![column.name]]).toEqual([name, column.name, written]);
        }
    }
    const { text } = await test.ask('GET', '/v1/export/plans.csv?separator=semicolon');
    const plans: Record<string, string>[] = parse(text, { bom: true, columns: true, delimiter: ';' });
    const plan = plans.find(({ perGb }) => perGb !== '');
    expect(plan).toMatchObject({ perGb: '0,5', knownSince: '01/11/2026' });
  });

  it('say what their codes mean, and name every région and département and each place of theirs', async () => {
    const codes = new Map((await table('codes')).map((row) => [row.codeId!, row]));
    const means = (list: string, cells: (string | undefined)[]) => {
      for (const cell of cells)
        for (const code of (cell ?? '').split(' | '))
          if (code !== '')
            expect([list, code, codes.get(`${list}/${code}`)?.labelFr]).toEqual([list, code, expect.any(String)]);
    };
    means(
      'usages',
      (await table('services')).map(({ usages }) => usages),
    );
    means(
      'tools',
      (await table('services')).map(({ importedTools }) => importedTools),
    );
    means(
      'criteria',
      (await table('claims')).map(({ criterion }) => criterion),
    );
    const commitments = await table('commitments');
    means(
      'commitment-kinds',
      commitments.map(({ commitment }) => commitment),
    );
    means(
      'units',
      commitments.map(({ unit }) => unit),
    );
    means(
      'units',
      [...codes.values()].map(({ unit }) => unit),
    );
    means(
      'legal-forms',
      (await table('hosts')).map(({ legalForm }) => legalForm),
    );
    const places = new Map((await table('territories')).map((row) => [row.territory!, row]));
    const levels = (level: string) => [...places.values()].filter(({ territoryLevel }) => territoryLevel === level);
    expect(levels('region')).toHaveLength(18);
    expect(levels('departement').length).toBeGreaterThan(100);
    expect(places.get('departement:01')).toMatchObject({
      territoryCode: '01',
      territoryName: 'Ain',
      inRegion: 'region:84',
    });
    for (const { seatPlace, seatRegion, serves } of await table('hosts'))
      for (const place of [seatPlace, seatRegion, ...serves!.split(' | ')])
        if (place && place !== 'world') expect([place, places.has(place)]).toEqual([place, true]);
  });

  it('are of one revision, each under the licences that hold for it', async () => {
    const { body } = await test.ask<DataPackage>('GET', '/v1/export/datapackage.json');
    expect(body.version).toBe(String(await test.revision()));
    expect(Date.parse(body.created!)).toBeGreaterThan(0);
    const licences = Object.fromEntries(
      body.resources.map(({ name, licenses }) => [name, licenses.map((one) => one.name)]),
    );
    expect(licences).toMatchObject({
      ...{ hosts: ['CC0-1.0', 'CC-BY-4.0'], codes: ['CC0-1.0'], territories: ['etalab-2.0'] },
    });
    const plans = body.resources.find(({ name }) => name === 'plans')!.schema.fields;
    expect(plans.find(({ name }) => name === 'fixedAmount')).toMatchObject({ unit: 'EUR' });
  });

  it('run no formula in a spreadsheet, and keep lines inside their cells', async () => {
    const [row] = await table('hosts', '?state=published');
    expect((await table('hosts')).map(({ hostName }) => hostName)).toContain(`'=Les "Aulnes", coopérative`);
    expect(row).toBeDefined();
    for (const { name } of TABLES)
      for (const one of await table(name)) for (const cell of Object.values(one)) expect(cell).not.toMatch(/^[=+@-]/);
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
      expect([path, text.length > 0]).toEqual([path, true]);
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
      expect(text.length).toBeGreaterThan(200);
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
