import { beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, meaningless, type Owned } from '../support/app.ts';
import { tellFiles, useSources } from '../support/sources.ts';

const { test, web, allow, publish, give, run, pathOf } = useSources();

let count = 0;
let host: Owned;
let site: string;
/** The address of the document of the host, and its file on the web. */
let address: string;
const PATH = '/.well-known/bercail.json';

const read = async (id = host.id) => (await test.ask<Host>('GET', `/v1/hosts/${id}`)).body;
const aDocument = (over: object = {}, hostOver: object = {}) => ({
  host: { slug: host.slug, name: `Aulnes ${count}`, website: web().origin(site), languages: ['fr', 'oc'], ...hostOver },
  services: [{ slug: 'nuage', name: 'Nuage', usages: ['file-storage-sharing'] }],
  claims: { 'free-software-only': { value: 'yes' } },
  commitments: {},
  ...over,
});
const publishDocument = (document: unknown = aDocument()) => {
  const body = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
  web().files.set(`${site}${PATH}`, { body });
};
/** Nobody owns an entry once its tokens are revoked. */
const disown = async () => {
  const { body } = await test.ask<{ items: { id: string }[] }>('GET', '/v1/tokens', { token: host.token });
  for (const { id } of body.items) await test.ask('DELETE', `/v1/tokens/${id}`, { token: ADMIN_TOKEN });
};

beforeEach(async () => {
  site = `aulnes${++count}.example`;
  allow(site);
  host = await test.published({ slug: `aulnes-${count}`, name: `Aulnes ${count}`, website: web().origin(site) });
  address = web().origin(site) + PATH;
});

describe('the document of a host on its own site', () => {
  it('is written as if the host had sent it, and confirms nothing', async () => {
    const before = await read();
    publishDocument();
    expect(await give(host, address, 'hosts')).toMatchObject({ kind: 'bercail' });
    expect(await run(host, 'hosts', host.token)).toMatchObject({ state: 'succeeded', changed: 1 });
    const after = await read();
    expect(after.languages).toEqual(['fr', 'oc']);
    expect(after.services.map(({ slug }) => slug)).toEqual(['nuage']);
    expect(after.claims.find(({ criterion }) => criterion === 'free-software-only')).toMatchObject({ value: 'yes' });
    const { confirmedOn, confirmedByHost, domainVerifiedOn, complete, state } = before;
    expect(after).toMatchObject({ confirmedOn, confirmedByHost, complete, state });
    expect(after.domainVerifiedOn).toBe(domainVerifiedOn);
  });

  it('changes nothing when it has not changed: what the host wrote since by other ways stays', async () => {
    publishDocument();
    await give(host, address, 'hosts');
    await run(host, 'hosts');
    const asking = { token: host.token, ifMatch: '*', body: { languages: ['br'] } };
    expect((await test.ask('PATCH', `/v1/hosts/${host.id}`, asking)).status).toBe(200);
    expect(await run(host, 'hosts')).toMatchObject({ state: 'succeeded', changed: 0, unchanged: 1 });
    expect((await read()).languages).toEqual(['br']);
  });

  it('tells what is wrong with it by the place in it, and writes nothing of it', async () => {
    await give(host, address, 'hosts');
    publishDocument('{ "host": ');
    expect(tellFiles((await run(host, 'hosts')).files)).toEqual([`${PATH} failed not-json`]);
    const written = (over: object) => JSON.stringify(aDocument(over), null, 2);
    const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;
    const cloud = written({ services: [{ slug: 'nuage', name: 'Nuage' }] });
    publishDocument(cloud);
    const misshapen = await run(host, 'hosts');
    // What is missing is missing from the service: its line is told.
    expect(misshapen.files[0]!.problems).toEqual([
      {
        ...{ pointer: '/services/0/usages', code: 'missing', message: expect.any(String) },
        line: lineOf(cloud, '"slug": "nuage"') - 1,
      },
    ]);
    publishDocument(cloud.replace('"name": "Nuage"', '"name": Nuage'));
    const broken = (await run(host, 'hosts')).files[0]!.problems[0]!;
    expect(broken).toMatchObject({ code: 'not-json', line: lineOf(cloud, '"name": "Nuage"') });
    expect(broken.message).toContain('il faut une valeur');
    const unknown = written({ claims: { 'no-such-criterion': { value: 'yes' } } });
    publishDocument(unknown);
    const meaningless = await run(host, 'hosts');
    expect(meaningless).toMatchObject({ state: 'partial', changed: 0 });
    expect(meaningless.files[0]).toMatchObject({ outcome: 'refused' });
    expect(meaningless.files[0]!.problems).toMatchObject([
      { pointer: '/claims/no-such-criterion', code: 'unknown-criterion', line: lineOf(unknown, '"no-such-criterion"') },
    ]);
    expect((await read()).services).toEqual([]);
  });

  it('may leave out a list that is empty, but not one in which the entry holds something', async () => {
    await give(host, address, 'hosts');
    const { claims: _c, commitments: _p, ...short } = aDocument();
    publishDocument(short);
    expect(await run(host, 'hosts')).toMatchObject({ state: 'succeeded', changed: 1 });
    publishDocument({ host: short.host });
    expect((await run(host, 'hosts')).files[0]).toMatchObject({
      ...{ outcome: 'refused', problems: [{ pointer: '/services', code: 'missing' }] },
    });
    expect((await read()).services).toHaveLength(1);
    publishDocument({ host: short.host, services: [] });
    expect(await run(host, 'hosts')).toMatchObject({ state: 'succeeded', changed: 1 });
    expect((await read()).services).toEqual([]);
  });

  it('must stand on the very site of the entry', async () => {
    const asking = (url: string) => ({ token: host.token, body: { url } });
    const elsewhere = `${web().origin('ailleurs.example')}${PATH}`;
    expect(await test.refused('PUT', pathOf(host, 'hosts'), asking(elsewhere))).toEqual(
      meaningless({ '/url': 'page-of-somebody-else' }),
    );
    await give(host, address, 'hosts');
    publishDocument(aDocument({}, { website: 'https://autre.example' }));
    const moving = await run(host, 'hosts');
    expect(tellFiles(moving.files)).toEqual([`${PATH} read website-moves`]);
    web().files.get(`${site}${PATH}`)!.fault = 'to-itself';
    const led = await run(host, 'hosts');
    expect(tellFiles(led.files)).toEqual([`${PATH} failed redirected-elsewhere`]);
    // The entry has moved since: what is at its former site speaks for nobody.
    publishDocument();
    const body = { website: 'https://deplace.example' };
    await test.ask('PATCH', `/v1/hosts/${host.id}`, { token: ADMIN_TOKEN, ifMatch: '*', body });
    expect(tellFiles((await run(host, 'hosts')).files)).toEqual([`${PATH} read not-the-site`]);
    expect((await read()).services).toEqual([]);
  });

  it('speaks for nobody where several entries share a site', async () => {
    await give(host, address, 'hosts');
    publishDocument();
    await test.published({ slug: `voisin-${count}`, name: `Voisin ${count}`, website: `${web().origin(site)}/voisin` });
    expect(tellFiles((await run(host, 'hosts')).files)).toEqual([`${PATH} read shared-domain`]);
  });
});

describe('the site of an entry that nobody owns', () => {
  const ask = (token: string) => test.refused('POST', `${pathOf(host, 'hosts')}/runs`, { token });

  it('is read when its federation asks, and gives nobody a token', async () => {
    publishDocument();
    const federation = await test.federation();
    expect(await ask(federation.token)).toEqual([403, 'not-yours']);
    await test.ask('PUT', `/v1/federations/${federation.slug}/members/${host.slug}`, {
      ...{ token: federation.token, body: { state: 'member' } },
    });
    // Its owner decides as long as there is one.
    expect(await ask(federation.token)).toEqual([403, 'not-yours']);
    await disown();
    expect(await run(host, 'hosts', federation.token)).toMatchObject({ state: 'succeeded', changed: 1 });
    expect((await read()).languages).toEqual(['fr', 'oc']);
    const tokens = await test.ask<{ items: { host?: string }[] }>('GET', '/v1/tokens', { token: ADMIN_TOKEN });
    expect(tokens.body.items.filter((one) => one.host === host.slug)).toEqual([]);
    // Nobody gave the address: it is not read again by itself.
    const { body } = await test.ask('GET', pathOf(host, 'hosts'), { token: ADMIN_TOKEN });
    expect(body).not.toHaveProperty('nextRunAt');
  });
});

describe('the file of an organisation that its host gives', () => {
  it('is read with those of its services, by the host and nobody else', async () => {
    const service = publish(`${site}/nuage.properties`, {
      ...{ 'file.class': 'Service', 'service.name': 'Nuage', 'software.name': 'Nextcloud' },
    });
    const file = publish(`${site}/asso.properties`, {
      ...{ 'file.class': 'Organization', 'organization.name': `Aulnes ${count}`, 'organization.type': 'ASSOCIATION' },
      'subs.nuage': service,
    });
    await give(host, file, 'hosts');
    const report = await run(host, 'hosts', host.token);
    expect(report).toMatchObject({ state: 'succeeded', kind: 'chatonsinfos', created: 0 });
    expect(tellFiles(report.files).map((told) => told.split(' ').slice(0, 2))).toEqual([
      ['/asso.properties', 'read'],
      ['/nuage.properties', 'read'],
    ]);
    expect(report.files[0]).toMatchObject({ host: host.slug });
  });

  it('is left alone when it is that of another organisation: other name, other site', async () => {
    const theirs = {
      ...{ 'file.class': 'Organization', 'organization.name': 'Les Saules', 'organization.type': 'COMPANY' },
      'organization.website': 'https://saules.example/',
    };
    await give(host, publish('saules.example/asso.properties', theirs), 'hosts');
    const { files, changed } = await run(host, 'hosts');
    expect(changed).toBe(0);
    expect(files[0]).toMatchObject({ outcome: 'refused' });
    expect(files[0]!.problems.map(({ code }) => code)).toContain('file-of-another');
    expect((await read()).legalForm).toBeUndefined();
    // On its own site and under a new name it is theirs.
    const ours = publish(`${site}/asso.properties`, { ...theirs, 'organization.website': web().origin(site) });
    await give(host, ours, 'hosts');
    const renamed = (await run(host, 'hosts')).files[0]!;
    expect(renamed.problems.map(({ code }) => code)).not.toContain('file-of-another');
  });

  it('must be that of an organisation', async () => {
    const file = publish(`${site}/f.properties`, { 'file.class': 'Federation', 'federation.name': 'Non' });
    await give(host, file, 'hosts');
    const report = await run(host, 'hosts');
    expect(report.state).toBe('failed');
    expect(report.files[0]!.problems.map(({ code }) => code)).toContain('not-first');
  });
});
