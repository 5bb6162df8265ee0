import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { applyImported } from '../../src/exchange/imports/apply.ts';
import type { Proposal } from '../../src/exchange/imports/schema.ts';
import { checkHost } from '../../src/exchange/seed/check.ts';
import { parisDay } from '../../src/ground/clock.ts';
import type { HostDocument } from '../../src/host-documents/schema.ts';
import type { Problem } from '../../src/http/problems.ts';
import { MOST_OF_AN_ENTRY } from '../../src/record/entry-size.ts';
import { claims as claimRows, plans as planRows, services as serviceRows } from '../../src/record/tables.ts';
import { planRowOf, serviceRowOf } from '../../src/services/store.ts';
import { ADMIN_TOKEN, meaningless, type Owned } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { aFile, aServiceFile } from '../support/imports.ts';
import { aService, aSlug, reference } from '../support/record.ts';
import { asCsv } from '../support/sheets.ts';
import { useSources } from '../support/sources.ts';

/* How much one entry may say of itself, whatever way it comes in by. */

const { test: api, web, allow, give, run } = useSources();
const { services: MOST, plans: MOST_PLANS, claims: MOST_CLAIMS, characters: MOST_CHARACTERS } = MOST_OF_AN_ENTRY;
const SLUGS = Array.from({ length: MOST + 50 }, (_, i) => `service-${i}`);
const service = (slug: string, over: object = {}) => ({ slug, ...aService({ name: slug }), ...over });
const named = ({ slug }: Pick<Owned, 'slug'>) => ({ name: `Nom ${slug}`, website: web().origin(`${slug}.example`) });
const documentOf = ({ slug }: Owned, services: object[], over: object = {}) => ({
  ...{
    host: { slug, name: `Nom ${slug}`, website: web().origin(`${slug}.example`) },
    services,
    claims: {},
    commitments: {},
  },
  ...over,
});
const at = ({ slug }: Owned, rest: string) => `/v1/hosts/${slug}/${rest}`;
const asking = ({ token }: Owned, body: unknown) => ({ token, body, ifMatch: '*' });
const putDocument = (host: Owned, body: object) => api.ask<Host>('PUT', at(host, 'document'), asking(host, body));
const refusedDocument = (host: Owned, body: object, query = '') =>
  api.refused('PUT', at(host, `document${query}`), asking(host, body));
const put = (host: Owned, slug: string, body: object = aService()) =>
  api.ask<Problem>('PUT', at(host, `services/${slug}`), asking(host, body));
const refusedService = (host: Owned, slug: string, body: object = aService()) =>
  api.refused('PUT', at(host, `services/${slug}`), asking(host, body));
const servicesOf = async ({ slug }: Owned) => (await api.ask<Host>('GET', `/v1/hosts/${slug}`)).body.services;

/** A public entry with so many services, which no way in would let it have. */
async function withServices(count: number, plansEach = 0): Promise<Owned> {
  const slug = aSlug('grand');
  const draft = await api.draft({ slug, ...named({ slug }) });
  const rows = SLUGS.slice(0, count).map((name) =>
    serviceRowOf(randomUUID(), draft.id, name, aService({ name, plans: [] })),
  );
  const prices = rows.flatMap(({ id }) =>
    Array.from({ length: plansEach }, (_, i) => planRowOf(id, i, { name: `f${i}` })),
  );
  await api.database.db.insert(serviceRows).values(rows);
  if (prices.length > 0) await api.database.db.insert(planRows).values(prices);
  const published = await api.ask('POST', `/v1/hosts/${draft.id}/publication?force=true`, { token: ADMIN_TOKEN });
  expect(published.status, published.text).toBe(200);
  return draft;
}

let full: Owned;
let larger: Owned;
beforeAll(async () => {
  full = await withServices(MOST);
  larger = await withServices(MOST + 20);
});

const tooMany = (pointer: string) => [422, 'meaningless-request', { [pointer]: 'too-many' }];

describe('Services of an entry', () => {
  it('are so many at most in its document, which says so in words, and tells nothing else of it', async () => {
    const host = await api.published();
    const one = service('de-trop', { usages: ['no-such-usage'] });
    const document = documentOf(host, [...SLUGS.slice(0, MOST).map((slug) => service(slug)), one]);
    expect(await refusedDocument(host, document)).toEqual(tooMany('/services'));
    const { body } = await api.ask<Problem>('PUT', `${at(host, 'document')}?lang=fr`, asking(host, document));
    expect(body.errors![0]!.message).toMatch(/^Une fiche a 200 services au plus\. Retirez/);
    const { text } = await api.ask('PUT', at(host, 'document?dryRun=true'), asking(host, document));
    expect(text).toContain('200 services');
    document.services.pop();
    expect((await putDocument(host, document)).body.services).toHaveLength(MOST);
  });

  it('are as many one by one: each that is there may be written again', async () => {
    expect(await refusedService(full, 'de-trop')).toEqual(tooMany('/service'));
    expect((await put(full, SLUGS[0]!, aService({ name: 'Autrement' }))).status).toBe(200);
    expect(await servicesOf(full)).toHaveLength(MOST);
  });

  it('are as many when several come at once', async () => {
    const host = await withServices(MOST - 1);
    const statuses = await Promise.all(['un', 'deux', 'trois'].map(async (slug) => (await put(host, slug)).status));
    expect(statuses.toSorted()).toEqual([201, 422, 422]);
    expect(await servicesOf(host)).toHaveLength(MOST);
  });

  it('are as many in the spreadsheet of the host and in that of administrators, told of the row', async () => {
    const rows = asCsv([
      ['host', 'service', 'name', 'usages'],
      [full.slug, SLUGS[1]!, SLUGS[1]!, 'file-storage-sharing'],
      [full.slug, 'de-trop', 'De trop', 'file-storage-sharing'],
    ]);
    const headers = { 'content-type': 'text/csv' };
    for (const [url, token] of [
      [at(full, 'services.csv'), full.token],
      ['/v1/spreadsheet.xlsx', ADMIN_TOKEN],
    ] as const)
      for (const query of ['', '?dryRun=true'])
        expect(await api.refused('PUT', url + query, { token, body: rows, ifMatch: '*', headers })).toEqual(
          meaningless({ '/services/2/service': 'too-many' }),
        );
  });

  it('are as many in the file on the site of the host', async () => {
    const site = `${full.slug}.example`;
    allow(site);
    const services = SLUGS.slice(0, MOST + 1).map((slug) => service(slug));
    web().files.set(`${site}/.well-known/bercail.json`, {
      body: Buffer.from(JSON.stringify(documentOf(full, services))),
    });
    await give(full, `${web().origin(site)}/.well-known/bercail.json`, 'hosts');
    const { files } = await run(full, 'hosts');
    expect(files[0]).toMatchObject({ outcome: 'refused', problems: [{ pointer: '/services', code: 'too-many' }] });
  });

  it('are as many with those that a file of elsewhere proposed', async () => {
    const context = { db: api.database.db, reference, clock: () => api.now, newId: randomUUID };
    await applyImported(context, {
      ...{ host: full, by: 'host-file', on: parisDay(api.now) },
      imported: aFile({ ...named(full), facts: {}, services: [aServiceFile('propose')] }),
    });
    const { body } = await api.ask<{ items: Proposal[] }>('GET', at(full, 'proposals'), { token: full.token });
    expect(body.items.map(({ pointer }) => pointer)).toEqual(['/services/propose']);
    expect(
      await api.refused('POST', at(full, 'proposals/acceptances'), { token: full.token, body: { all: true } }),
    ).toEqual(tooMany(''));
  });

  it('are as many in what two entries become together', async () => {
    const [kept, other] = [await withServices(120), await withServices(120)];
    const merge = (more: object = {}) => ({
      ...{ token: ADMIN_TOKEN, ifMatch: '*' },
      body: { from: other.slug, reason: { fr: 'La même association.' }, ...more },
    });
    for (const query of ['?dryRun=true', ''])
      expect(await api.refused('POST', at(kept, `merges${query}`), merge())).toEqual(tooMany('/services'));
    const { status, text } = await api.ask('POST', at(kept, 'merges'), merge({ sameServices: 'kept' }));
    expect(status, text).toBe(200);
  });

  it('are as many in a dump of another catalogue', () => {
    const world = { reference, day: parisDay(api.now), federations: new Map() };
    const entry = { slug: 'grand', name: 'Grand', confirmedByHost: false, provenance: {} };
    const services = SLUGS.slice(0, MOST + 1).map((slug) => service(slug));
    expect(checkHost({ ...entry, services }, world)).toMatchObject({
      faults: [{ pointer: '/services', code: 'too-many' }],
    });
  });

  it('are as many on the desk, which says so beside the form', async () => {
    const desk = await new Browser(api).signIn(full.token);
    const form = `/manage/hosts/${full.slug}/new-service/file-storage-sharing`;
    await desk.open(form);
    expect((await desk.fill(form, { name: 'De trop' })).status).toBe(422);
    expect(desk.text).toContain('Une fiche a 200 services au plus.');
  });
});

describe('An entry that is larger than any may be now', () => {
  it('is read, and written again as large or smaller', async () => {
    expect(await servicesOf(larger)).toHaveLength(MOST + 20);
    const { body: document } = await api.ask<HostDocument>('GET', at(larger, 'document'), { token: larger.token });
    const [first, ...others] = document.services;
    const changed = { ...document, services: [{ ...first!, name: 'Autrement' }, ...others] };
    expect((await putDocument(larger, changed)).body.services).toHaveLength(MOST + 20);
    expect((await putDocument(larger, { ...document, services: others })).body.services).toHaveLength(MOST + 19);
    const gone = await api.ask('DELETE', at(larger, `services/${SLUGS[5]}`), asking(larger, undefined));
    expect(gone.status).toBe(200);
    expect((await put(larger, SLUGS[7]!)).status).toBe(200);
    const patch = { token: larger.token, ifMatch: '*', body: { languages: ['fr'] } };
    expect((await api.ask('PATCH', `/v1/hosts/${larger.slug}`, patch)).status).toBe(200);
  });

  it('grows no more', async () => {
    expect(await refusedService(larger, 'de-trop')).toEqual(tooMany('/service'));
    const services = await servicesOf(larger);
    const more = SLUGS.slice(0, services.length + 1).map((slug) => service(slug));
    expect(await refusedDocument(larger, documentOf(larger, more))).toEqual(tooMany('/services'));
  });
});

describe('Plans, criteria and characters', () => {
  it('are counted over all services', async () => {
    const host = await withServices(MOST_PLANS / 50, 50);
    const one = { ...aService(), plans: [{ name: 'De trop' }] };
    expect(await refusedService(host, 'autre', one)).toEqual(tooMany('/plans'));
    expect((await put(host, 'autre')).status).toBe(201);
    const plans = Array.from({ length: 49 }, (_, i) => ({ name: `g${i}` }));
    expect((await put(host, SLUGS[0]!, { ...aService(), plans })).status).toBe(200);
    expect((await put(host, 'autre', one)).status).toBe(200);
    const document = await api.ask<HostDocument>('GET', at(host, 'document'), { token: host.token });
    document.body.services[0]!.plans = [...document.body.services[0]!.plans!, { name: 'h' }];
    expect(await refusedDocument(host, document.body)).toEqual(tooMany('/services'));
    const row = [host.slug, 'autre', 'Encore une'];
    const rows = asCsv([['host', 'service', 'plan'], row]);
    const headers = { 'content-type': 'text/csv' };
    expect(await api.refused('PUT', at(host, 'plans.csv'), { ...asking(host, rows), headers })).toEqual(
      meaningless({ '/plans/1/service': 'too-many' }),
    );
  });

  it('of criteria, so many are answered', async () => {
    const host = await api.draft();
    await api.database.db.insert(claimRows).values(
      Array.from({ length: MOST_CLAIMS }, (_, i) => ({
        ...{ hostId: host.id, criterion: `critere-${i}`, value: 'yes' as const, asOf: '2026-11-01', imported: false },
      })),
    );
    expect(await api.refused('PUT', `/v1/hosts/${host.id}/claims/non-profit`, asking(host, { value: 'yes' }))).toEqual(
      tooMany('/criterion'),
    );
  });

  it('of characters, in texts, addresses, promises, closings and replies, so many are kept', async () => {
    const host = await api.published();
    const text = (letters: number) => ({ fr: 'a'.repeat(letters) });
    const services = Array.from({ length: 97 }, (_, i) => service(`s-${i}`, { summary: text(4000) }));
    expect((await putDocument(host, documentOf(host, services))).status).toBe(200);
    expect(await refusedService(host, 'encore', { ...aService(), summary: text(4000) })).toEqual(tooMany(''));
    expect(
      await refusedDocument(host, documentOf(host, [...services, service('encore', { summary: text(4000) })])),
    ).toEqual(tooMany(''));
    const patch = { token: host.token, ifMatch: '*', body: { summary: text(4000) } };
    expect(await api.refused('PATCH', `/v1/hosts/${host.slug}`, patch)).toEqual(tooMany(''));
    const closing = { stages: { closed: '2027-09-01' }, reason: text(4000) };
    expect(await api.refused('PUT', at(host, 'services/s-0/closing'), asking(host, closing))).toEqual(tooMany(''));
    const claim = { value: 'yes', note: text(4000) };
    expect(await api.refused('PUT', at(host, 'claims/non-profit'), asking(host, claim))).toEqual(tooMany(''));
    expect((await put(host, 's-0')).status).toBe(200);
    expect((await api.ask('PUT', at(host, 'claims/non-profit'), asking(host, claim))).status).toBe(201);
    expect(JSON.stringify(await servicesOf(host)).length).toBeLessThan(MOST_CHARACTERS);
  });
});

describe('While something long is worked out for an entry as large as any', () => {
  /** In which order two answers come, the first asked for first. */
  const order = async (long: string, token?: string): Promise<string[]> => {
    const done: string[] = [];
    const ask = async (name: string, url: string) => {
      const { status, text } = await api.ask('GET', url, { token });
      expect(status, text).toBe(200);
      done.push(name);
    };
    await Promise.all([ask('long', long), ask('short', '/v1/usages')]);
    return done;
  };

  it('others are answered: advice', async () => {
    expect(await order(at(full, 'advice'), full.token)).toEqual(['short', 'long']);
  });

  it('others are answered: who could take over, with some of many services named and the others counted', async () => {
    await withServices(MOST);
    expect(await order(at(full, 'alternatives'))).toEqual(['short', 'long']);
    const { body } = await api.ask<{ items: { hosts: { services: string[]; moreServices?: number }[] }[] }>(
      'GET',
      at(full, 'alternatives'),
    );
    const named = body.items.flatMap(({ hosts }) => hosts);
    expect(Math.max(...named.map(({ services }) => services.length))).toBe(10);
    expect(Math.max(...named.map(({ moreServices = 0 }) => moreServices))).toBeGreaterThanOrEqual(MOST - 10);
  });
});

describe('The pages of an entry with as many services as any', () => {
  it.each([
    ['', 50, /<strong>(service-\d+)<\/strong>/g],
    ['/alternatives', 20, />(service-\d+)<\/summary>/g],
  ])('show some at once, and each on one page: %s', async (path, each, pattern) => {
    const { slug } = await withServices(MOST);
    const shown = async (page: number) => {
      const headers = { accept: 'text/html' };
      const { text } = await api.ask('GET', `/hosts/${slug}${path}?page=${page}`, { headers });
      return [...text.matchAll(pattern)].map(([, name]) => name!);
    };
    const pages: string[][] = [];
    for (let page = 1; page <= MOST / each; page++) pages.push(await shown(page));
    expect(pages.map(({ length }) => length)).toEqual(pages.map(() => each));
    expect(new Set(pages.flat()).size).toBe(MOST);
    expect(await shown(999)).toEqual(pages.at(-1));
  });
});
