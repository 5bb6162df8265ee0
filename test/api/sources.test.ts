import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { ImportFile, ImportReport, Source } from '../../src/exchange/sources/schema.ts';
import { ADMIN_TOKEN, meaningless, type Owned } from '../support/app.ts';
import { type Foreign, publishFederation } from '../support/foreign-federation.ts';
import { tellFiles, useSources } from '../support/sources.ts';

const { test, web, allow, publish, give, run, files, pathOf } = useSources();

const codesOf = (list: readonly ImportFile[]): Set<string> =>
  new Set(list.flatMap(({ problems }) => problems.map(({ code }) => code)));

describe('a federation whose files have every fault there is', () => {
  let federation: Owned;
  let foreign: Foreign;
  let first: ImportReport;
  let reported: ImportFile[];

  beforeAll(async () => {
    foreign = publishFederation(web(), { organisations: 24, services: 96, faulty: 0.25 });
    allow(...foreign.sites.filter((site) => site.endsWith('.example')));
    federation = await test.federation({ slug: 'rives', name: 'Les Rives', website: 'https://rives.example' });
    await give(federation, foreign.url);
    first = await run(federation);
    reported = await files(federation, first.id);
  });

  it('is read as far as it can be, and what cannot keeps nothing else from it', () => {
    expect(first).toMatchObject({ state: 'partial', created: foreign.readable, changed: 0, toCheck: 0 });
    expect(first.progress).toMatchObject({ done: reported.length, known: reported.length });
    expect(first.fetched.bytes).toBeLessThan(1_000_000);
  });

  it('reports each file once, with the file that names it, and what is wrong with its line', () => {
    expect(new Set(reported.map(({ url }) => url)).size).toBe(reported.length);
    expect(reported.filter(({ from }) => from === undefined).map(({ url }) => url)).toEqual([foreign.url]);
    const codes = codesOf(reported);
    for (const code of ['retired-key', 'misspelt-key', 'unknown-value', 'not-utf-8', 'date-not-iso', 'invalid-pair'])
      expect(codes, code).toContain(code);
    for (const code of ['bad-answer', 'no-answer', 'html', 'gone', 'too-large', 'not-public-machine', 'not-text'])
      expect(codes, code).toContain(code);
    const old = reported.flatMap(({ problems }) => problems).find(({ code }) => code === 'retired-key')!;
    expect(old).toMatchObject({ line: expect.any(Number), pointer: expect.stringMatching(/^\/[a-z]/) });
    expect(old.message).toMatch(/organization\.startdate|service\.registration\.load/);
  });

  it('does not follow a circle', () => {
    expect(first.files[0]!.problems.map(({ code }) => code)).toContain('visited-already');
    expect(web().asked.filter((name) => name === 'rives.example/rives.properties')).toHaveLength(1);
  });

  it('is asked politely: two requests at a site, a few in all', () => {
    expect(web().atOnce.site).toBe(2);
    expect(web().atOnce.all).toBeLessThanOrEqual(12);
  });

  it('tells what is wrong in the language of the reader, and only the files that ask for it', async () => {
    const [inFrench] = await files(federation, first.id, undefined, '&only=failed&lang=fr');
    const [inEnglish] = await files(federation, first.id, undefined, '&only=failed&lang=en');
    expect(inFrench!.state).toBe('failed');
    expect(inFrench!.problems[0]!.message).not.toBe(inEnglish!.problems[0]!.message);
    const faulty = await files(federation, first.id, undefined, '&only=problems');
    expect(faulty.length).toBe(reported.filter(({ problems }) => problems.length > 0).length);
  });

  it('costs almost nothing the second time, and changes nothing', async () => {
    const revision = await test.revision();
    const before = web().asked.length;
    const second = await run(federation);
    expect(second).toMatchObject({ state: 'partial', created: 0, changed: 0, unchanged: first.created });
    expect(await test.revision()).toBe(revision);
    const again = await files(federation, second.id);
    expect(again.map(({ url }) => url)).toEqual(reported.map(({ url }) => url));
    expect(again.filter(({ state }) => state === 'read')).toEqual([]);
    expect(second.fetched.notModified).toBeGreaterThan(second.progress.done / 2);
    expect(second.fetched.bytes).toBeLessThan(first.fetched.bytes / 3);
    expect(web().asked.length - before).toBeGreaterThan(second.fetched.notModified);
    expect(tellFiles(again).filter((told) => / failed/.test(told))).toEqual(
      tellFiles(reported).filter((told) => / failed/.test(told)),
    );
  });

  it('lists its runs, the latest first, page by page', async () => {
    const list = await test.ask<{ items: ImportReport[]; total: number; next: string }>(
      'GET',
      `${pathOf(federation)}/runs?limit=1`,
      { token: federation.token },
    );
    expect(list.body).toMatchObject({ total: 2, items: [{ created: 0 }] });
    const rest = await test.ask<{ items: ImportReport[] }>('GET', list.body.next, { token: federation.token });
    expect(rest.body.items.map(({ id }) => id)).toEqual([first.id]);
  });
});

describe('a file that says the same as at the last run', () => {
  it('changes nothing although its site knows of no tag', async () => {
    const federation = await test.federation();
    const named = publish(
      'sans-etiquette.example/asso.properties',
      {
        'file.class': 'Organization',
        'organization.name': 'Sans étiquette',
        'organization.website': 'https://sans-etiquette.example/',
      },
      'no-tag',
    );
    const first = { 'file.class': 'Federation', 'federation.name': 'Tout court', 'subs.asso': named };
    await give(federation, publish('tout-court.example/f.properties', first, 'no-tag'));
    expect(await run(federation)).toMatchObject({ state: 'succeeded', created: 1 });
    const second = await run(federation);
    expect(second).toMatchObject({ state: 'succeeded', created: 0, unchanged: 1, fetched: { notModified: 0 } });
    expect(second.files.map(({ state }) => state)).toEqual(['unchanged', 'unchanged']);
  });
});

describe('words that were removed from the catalogue', () => {
  it('do not come back with the file that holds them, until it has changed', async () => {
    const federation = await test.federation();
    const lines = {
      ...{
        'file.class': 'Organization',
        'organization.name': 'Redite',
        'organization.description': 'Chez Jeanne Martin',
      },
      'organization.website': 'https://redite.example/',
    };
    const host = await test.published({ slug: 'redite', name: 'Redite', website: 'https://redite.example' });
    const named = publish('redite.example/asso.properties', lines);
    const all = { 'file.class': 'Federation', 'federation.name': 'Redites', 'subs.redite': named };
    await give(federation, publish('redites.example/f.properties', all));
    await run(federation);
    const summary = async () => (await test.ask<Host>('GET', '/v1/hosts/redite')).body.summary;
    const imported = await summary();
    const body = { text: 'Jeanne Martin' };
    await test.ask('POST', `/v1/hosts/${host.slug}/redactions`, { token: ADMIN_TOKEN, body });
    const removed = await summary();
    // Long after, it is asked for anew, and says what it said.
    test.now = new Date(test.now.getTime() + 40 * 86_400_000);
    const report = await run(federation);
    expect(tellFiles(report.files)[1]).toBe('/asso.properties unchanged words-removed');
    expect(await summary()).toEqual(removed);
    // Nor when the address is given anew.
    await test.ask('DELETE', pathOf(federation), { token: federation.token, ifMatch: '*' });
    await give(federation, publish('redites.example/f.properties', all));
    expect(tellFiles((await run(federation)).files)[1]).toBe('/asso.properties unchanged words-removed');
    expect(tellFiles((await run(federation)).files)[1]).toBe('/asso.properties unchanged words-removed');
    expect(await summary()).toEqual(removed);
    expect(imported === undefined || JSON.stringify(removed) !== JSON.stringify(imported)).toBe(true);
    publish('redite.example/asso.properties', { ...lines, 'organization.description': 'Chez nous' });
    expect((await run(federation)).files[1]).toMatchObject({
      state: 'read',
      outcome: expect.stringMatching(/changed/),
    });
  });
});

describe('files that name more than anybody would', () => {
  it('are followed to a depth, and no further', async () => {
    const federation = await test.federation();
    // Each names ten more, and all of them name each other: a billion ways, and eleven files.
    const names = Array.from({ length: 10 }, (_, i) => `rire${i}.example/f.properties`);
    const subs = Object.fromEntries(
      names.map((name, i) => [`subs.s${i}`, `http://${name.replace('/', `:${web().port}/`)}`]),
    );
    for (const name of names) publish(name, { 'file.class': 'Federation', 'federation.name': name, ...subs });
    await give(federation, publish('rires.example/f.properties', { 'file.class': 'Federation', ...subs }));
    const report = await run(federation);
    expect(report.progress.known).toBe(11);
    expect(report.fetched.requests).toBe(11);
  });

  it('are left out beyond four levels', async () => {
    const federation = await test.federation();
    const at = (depth: number) => `profond${depth}.example/f.properties`;
    for (let depth = 7; depth > 0; depth--)
      publish(at(depth), {
        ...{ 'file.class': 'Federation', 'federation.name': `Profondeur ${depth}` },
        'subs.suite': `http://${at(depth + 1).replace('/', `:${web().port}/`)}`,
      });
    await give(federation, `http://${at(1).replace('/', `:${web().port}/`)}`);
    const report = await run(federation);
    expect(report.files.map(({ url }) => new URL(url).hostname)).toEqual(
      [1, 2, 3, 4, 5].map((depth) => `profond${depth}.example`),
    );
    expect(report.files.at(-1)!.problems.map(({ code }) => code)).toContain('too-deep');
  });

  it('cost little when their site is dead: it is given up, and the others are read', async () => {
    const federation = await test.federation();
    web().dead.add('mort.example');
    allow('mort.example');
    const subs = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`subs.m${i}`, `http://mort.example:${web().port}/${i}.properties`]),
    );
    const living = publish('vivant.example/asso.properties', {
      'file.class': 'Organization',
      'organization.name': 'Vivante',
      'organization.website': 'https://vivant.example/',
    });
    const all = { 'file.class': 'Federation', ...subs, 'subs.vivant': living };
    await give(federation, publish('cimetiere.example/f.properties', all));
    const before = web().asked.length;
    const report = await run(federation);
    expect(report).toMatchObject({ state: 'partial', created: 1, progress: { known: 302, done: 302, failed: 300 } });
    expect(
      web()
        .asked.slice(before)
        .filter((name) => name.startsWith('mort.')).length,
    ).toBeLessThanOrEqual(5);
  });
});

describe('the address that a federation gives', () => {
  it('is given, read, changed with the version that was read, and taken away', async () => {
    const federation = await test.federation();
    const path = pathOf(federation);
    const { token } = federation;
    const url = 'https://collectif.example/f.properties';
    expect(await test.refused('GET', path, { token })).toEqual([404, 'source-not-found']);
    const made = await test.ask<Source>('PUT', path, { token, body: { url } });
    expect([made.status, made.body.url, made.headers.etag]).toEqual([201, url, '"v1"']);
    const other = { url: 'https://collectif.example/autre.properties' };
    const read = await test.ask<Source>('GET', path, { token });
    const changed = await test.ask<Source>('PUT', path, { token, body: other, ifMatch: String(read.headers.etag) });
    expect(changed.body).toMatchObject({ ...other, kind: 'chatonsinfos', version: 2 });
    expect(changed.body).not.toHaveProperty('lastRun');
    expect((await test.ask('DELETE', path, { token, ifMatch: 'v2' })).status).toBe(204);
    expect(await test.refused('GET', path, { token })).toEqual([404, 'source-not-found']);
  });

  it('is no document of a host', async () => {
    const federation = await test.federation();
    const body = { url: 'https://collectif.example/.well-known/bercail.json' };
    expect(await test.refused('PUT', pathOf(federation), { token: federation.token, body })).toEqual(
      meaningless({ '/url': 'not-for-this-role' }),
    );
  });

  it('is read once at a time, and a few times an hour', async () => {
    const federation = await test.federation();
    web().files.set('lente.example/f.properties', { body: Buffer.from('file.class = Federation\n'), fault: 'slow' });
    allow('lente.example');
    await give(federation, `${web().origin('lente.example')}/f.properties`);
    const ask = () => test.refused('POST', `${pathOf(federation)}/runs`, { token: federation.token });
    const began = await test.ask('POST', `${pathOf(federation)}/runs`, { token: federation.token });
    expect(began.status).toBe(202);
    expect(await ask()).toEqual([409, 'import-under-way']);
    // Another address ends what goes on.
    const path = String(began.headers.location);
    await give(federation, `${web().origin('lente.example')}/autre.properties`);
    expect((await test.ask<ImportReport>('GET', path, { token: ADMIN_TOKEN })).body.state).toBe('stopped');
    for (let count = 0; count < 5; count++) await run(federation, undefined, federation.token);
    expect(await ask()).toEqual([429, 'too-many-requests']);
    const late = await test.ask<{ detail: string }>('POST', `${pathOf(federation)}/runs`, {
      token: federation.token,
      headers: { 'accept-language': 'fr' },
    });
    expect(late.body.detail).toMatch(/Réessayez dans \d+ minutes/);
    expect(Number(late.headers['retry-after'])).toBeLessThanOrEqual(3600);
    expect((await run(federation)).state).toBe('failed');
  });
});
