import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Service } from '../../src/documents/service.ts';
import type { HostDocument } from '../../src/host-documents/schema.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import type { Tool } from '../../src/vocabulary/reference.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

const api = useApp();
const GUIDE = 'https://aulnes.example/venir-de-google-drive';
let host: Owned;
const at = () => `/v1/hosts/${host.slug}/services/nuage`;
const asking = (body: object) => ({ token: host.token, ifMatch: '*', body });
const read = async () => (await api.ask<Service>('GET', at())).body;

beforeAll(async () => {
  host = await api.published({ slug: 'les-aulnes', name: 'Les Aulnes' });
  const imports = [{ tool: 'google-drive', guideUrl: GUIDE }, { tool: 'dropbox' }];
  const service = aService({
    registration: 'open',
    capacity: { state: 'open' },
    plans: [{ name: 'Libre', fixed: 10 }],
  });
  const { status, text } = await api.ask('PUT', at(), asking({ ...service, imports }));
  expect(status, text).toBe(201);
});

describe('what a service says of tools whose data it takes in', () => {
  it('is read back with the page that says how, or without one', async () => {
    expect((await read()).imports).toEqual([{ tool: 'google-drive', guideUrl: GUIDE }, { tool: 'dropbox' }]);
  });

  it('is unknown where nothing is said, and again once it is taken back', async () => {
    const other = await api.published();
    await api.ask('PUT', `/v1/hosts/${other.slug}/services/nuage`, { token: other.token, body: aService() });
    expect((await api.ask<Host>('GET', `/v1/hosts/${other.slug}`)).body.services[0]).not.toHaveProperty('imports');
    const before = await read();
    await api.ask('PATCH', at(), asking({ imports: [{ tool: 'wix' }] }));
    expect((await read()).imports).toEqual([{ tool: 'wix' }]);
    await api.ask('PATCH', at(), asking({ imports: null }));
    expect(await read()).not.toHaveProperty('imports');
    await api.ask('PATCH', at(), asking({ imports: before.imports }));
    expect(await read()).toEqual(before);
  });

  it('stands in the document of the host, and comes back from it', async () => {
    const document = `/v1/hosts/${host.slug}/document`;
    const { body: whole } = await api.ask<HostDocument>('GET', document);
    expect(whole.services![0]!.imports).toEqual((await read()).imports);
    const before = await api.revision();
    expect((await api.ask('PUT', document, asking(whole))).status).toBe(200);
    expect(await api.revision()).toBe(before);
    const [service] = whole.services!;
    const changed = { ...whole, services: [{ ...service, imports: [{ tool: 'google-driv' }] }] };
    expect(await api.refused('PUT', document, asking(changed))).toEqual(
      meaningless({ '/services/0/imports/0/tool': 'unknown-tool' }),
    );
  });

  it('is a change of the host like any other, and saying it again is none', async () => {
    const before = await api.revision();
    const { imports } = await read();
    await api.ask('PATCH', at(), asking({ imports }));
    expect(await api.revision()).toBe(before);
    await api.ask('PATCH', at(), asking({ imports: [...imports!].reverse() }));
    expect(await api.revision()).toBe(before + 1);
    await api.ask('PATCH', at(), asking({ imports }));
  });

  it.each<[string, object[], [number, string, Record<string, string>]]>([
    [
      'a tool that is in no list',
      [{ tool: 'wix' }, { tool: 'google-driv' }],
      [422, 'meaningless-request', { '/imports/1/tool': 'unknown-tool' }],
    ],
    [
      'one tool twice',
      [{ tool: 'wix' }, { tool: 'wix', guideUrl: GUIDE }],
      [422, 'meaningless-request', { '/imports/1/tool': 'twice' }],
    ],
  ])('is refused with %s', async (_what, imports, expected) => {
    expect(await api.refused('PATCH', at(), asking({ imports }))).toEqual(expected);
  });
});

describe('a need that names the tools of today', () => {
  const need: Need = {
    usages: [{ usage: 'file-storage-sharing', accounts: 1, storageGb: 1 }],
    currentTools: ['google-drive', 'onedrive', 'gmail'],
  };
  const matched = async (lang: string, over: Partial<Need> = {}) => {
    const { body } = await api.ask<Match>('POST', `/v1/matches?lang=${lang}`, { body: { ...need, ...over } });
    return [...body.fits, ...body.toCheck].find((one) => one.host === host.slug)!;
  };

  it('is answered with what the host says of them, and asks for the rest', async () => {
    const { contributions, reasons, questions } = await matched('fr');
    expect(contributions).toContainEqual({
      criterion: 'leaving-tools',
      ...{ points: 1, worth: { low: 35, high: 100 }, low: 8.8, high: 25 },
      ...{ evidence: 'documented', source: 'host', asOf: '2026-11-25' },
    });
    expect(reasons).toContainEqual({
      code: 'tools-explained',
      params: { tools: ['google-drive'], guides: [{ tool: 'google-drive', url: GUIDE }] },
      text: 'Il explique comment reprendre vos données de Google Drive.',
    });
    // Nobody asks a host of files how to leave mail.
    expect(questions.map(({ code, params }) => [code, params.tools])).toContainEqual([
      'ask-leaving-tools',
      ['onedrive'],
    ]);
  });

  it('is answered in English too', async () => {
    const { reasons, questions } = await matched('en');
    expect(reasons.map(({ text }) => text)).toContain('It explains how to bring in your data from Google Drive.');
    expect(questions.map(({ text }) => text)).toContain('How do we bring in our data from OneDrive?');
  });

  it('is weighed as the policy in force says', async () => {
    type Numbers = { numbers: Record<string, { value: unknown; reason: { fr: string; en: string } }> };
    const { body } = await api.ask<Numbers>('GET', '/v1/policy');
    expect(body.numbers.leavingTools).toMatchObject({ value: 'plus', reason: { fr: expect.any(String) } });
  });

  it('weighs more where a federation says so', async () => {
    const federation = await api.federation();
    const policy = { minimumWords: { 'leaving-tools': 'important' }, factors: { 'leaving-tools': 1.5 } };
    const put = { token: ADMIN_TOKEN, body: policy };
    const { status, text } = await api.ask('PUT', `/v1/federations/${federation.slug}/policy`, put);
    expect(status, text).toBe(201);
    const { contributions } = await matched('fr', { federation: federation.slug });
    expect(contributions.find(({ criterion }) => criterion === 'leaving-tools')!.points).toBe(3);
    // Who leaves nothing is not asked for what it leaves.
    const nothing = await matched('fr', { federation: federation.slug, currentTools: [] });
    expect(nothing.contributions.map(({ criterion }) => criterion)).not.toContain('leaving-tools');
  });
});

describe('GET /v1/tools', () => {
  const tools = async () => {
    const { body } = await api.ask<{ items: Tool[] }>('GET', '/v1/tools');
    return new Map(body.items.map((tool) => [tool.key, tool]));
  };

  it('says how data leave a tool and what takes them in, with where it was read', async () => {
    const drive = (await tools()).get('google-drive')!;
    expect(drive.export).toMatchObject({
      formats: expect.arrayContaining(['ODT', 'XLSX']),
      where: { fr: expect.stringContaining('Takeout'), en: expect.stringContaining('Takeout') },
      source: expect.stringMatching(/^https:/),
      asOf: '2026-08-21',
    });
    expect(drive.importedBy!.map(({ software }) => software)).toContain('Nextcloud');
    for (const { how, source } of drive.importedBy!) expect([how.fr, how.en, source].every(Boolean)).toBe(true);
  });

  it('says that there is no export, and nothing where it is not known', async () => {
    const all = await tools();
    expect(all.get('wix')!.export).toMatchObject({ formats: [], where: { fr: "Pas d'export du site" } });
    expect(all.get('wix')).not.toHaveProperty('importedBy');
    expect(all.get('sympa')).not.toHaveProperty('export');
  });
});
