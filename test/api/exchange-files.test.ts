import { beforeAll, describe, expect, it } from 'vitest';
import { type FileRead, readChatonsInfos } from '../../src/exchange/chatonsinfos/read.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aService, reference } from '../support/record.ts';

const PUBLIC_URL = 'https://bercail.example';
const api = useApp();
let host: Owned;
let federation: Owned;

const get = (url: string, headers: Record<string, string> = {}) => api.ask('GET', url, { headers });
/** Reads the file at an address of this service, as anybody's crawler would. */
async function read(address: string): Promise<FileRead> {
  const { status, text } = await get(address.replace(PUBLIC_URL, ''));
  expect(status, text).toBe(200);
  return readChatonsInfos(Buffer.from(text), { address, reference, day: '2026-11-25' });
}
const admin = async (method: string, url: string, body?: object) => {
  const { status, text } = await api.ask(method, url, { token: ADMIN_TOKEN, ifMatch: '*', body });
  expect(status, text).toBeLessThan(300);
};

beforeAll(async () => {
  host = await api.published({
    slug: 'les-fusains',
    name: 'Les Fusains',
    website: 'https://fusains.example',
    summary: { fr: 'Fichiers,\net courriel : « c’est tout ».' },
    foundedOn: '2014',
    legalForm: 'association',
    contact: { email: 'contact@fusains.example' },
  });
  federation = await api.federation({ slug: 'les-rives', name: 'Les Rives', website: 'https://rives.example' });
  await admin('PUT', '/v1/hosts/les-fusains/services/nuage', {
    ...aService(),
    name: 'Nuage',
    software: { name: 'Seafile', licence: 'AGPL-3.0-only' },
    registration: 'members',
    capacity: { state: 'full' },
    dataCountry: 'FR',
  });
  await admin('PUT', '/v1/federations/les-rives/members/les-fusains', { state: 'member', since: '2020-03' });
});

describe('A file of ChatonsInfos', () => {
  it('leads from a federation to its members, and from them to their services', async () => {
    const path = '/v1/federations/les-rives.properties';
    const { class: fileClass, subs } = await read(PUBLIC_URL + path);
    expect(fileClass).toBe('federation');
    expect((await get(path)).text).toContain(
      '\nfederation.name = Les Rives\nfederation.website = https://rives.example\n',
    );
    expect(subs).toMatchObject([{ id: 'les-fusains', url: `${PUBLIC_URL}/v1/hosts/les-fusains.properties` }]);
    const member = await read(subs[0]!.url);
    expect(member.host).toMatchObject({
      source: `${PUBLIC_URL}/v1/hosts/les-fusains.properties`,
      asOf: '2026-11-25',
      name: 'Les Fusains',
      facts: {
        summary: { fr: 'Fichiers,\net courriel : « c’est tout ».' },
        foundedOn: '2014',
        legalForm: 'association',
        contact: { email: 'contact@fusains.example' },
      },
      observed: { state: 'active' },
      membership: { state: 'member', since: '2020-03' },
    });
    const [sub] = member.subs;
    expect(sub).toMatchObject({ id: 'nuage', url: `${PUBLIC_URL}/v1/hosts/les-fusains/services/nuage.properties` });
    const { service, problems } = await read(sub!.url);
    expect(service?.facts).toMatchObject({
      name: 'Nuage',
      software: { name: 'Seafile', licence: 'AGPL-3.0-only' },
      registration: 'members',
      capacity: { state: 'full' },
      dataCountry: 'FR',
    });
    expect([problems, member.problems]).toEqual([[], []]);
  });

  it('is a text in UTF-8 with a name, its licence, and a tag by which it is read again', async () => {
    const { headers, text } = await get('/v1/hosts/les-fusains.properties');
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="les-fusains.properties"',
      link: expect.stringContaining('rel="license"'),
      'cache-control': expect.stringContaining('public'),
    });
    expect(text.split('\n').slice(0, 8)).toEqual([
      '# Les Fusains: https://bercail.example/hosts/les-fusains',
      '# Facts: CC0-1.0. Texts: CC BY 4.0. See https://bercail.example/terms',
      '',
      'file.class = Organization',
      'file.protocol = ChatonsInfos-0.5',
      'file.datetime = 2026-11-25T00:00:00',
      'file.generator = Bercail',
      'file.url = https://bercail.example/v1/hosts/les-fusains.properties',
    ]);
    expect((await get('/v1/hosts/les-fusains.properties', { 'if-none-match': headers.etag as string })).status).toBe(
      304,
    );
    expect((await get(`/v1/hosts/${host.id}.properties`)).text).toBe(text);
  });

  it('is the same, byte for byte, whenever it is asked and whatever others write', async () => {
    const urls = ['/v1/hosts/les-fusains', '/v1/hosts/les-fusains/services/nuage'].map((url) => `${url}.properties`);
    const before = await Promise.all(urls.map(async (url) => (await get(url)).text));
    const now = api.now;
    await api.published();
    api.now = new Date(now.getTime() + 40 * 86_400_000);
    expect(await Promise.all(urls.map(async (url) => (await get(url)).text))).toEqual(before);
    api.now = now;
  });

  it('is not there for what is not public, and gone for what was withdrawn', async () => {
    const draft = await api.draft();
    const refused = (url: string, token?: string) => api.refused('GET', url, { token });
    expect(await refused(`/v1/hosts/${draft.id}.properties`, draft.token)).toEqual([404, 'host-not-found']);
    expect((await refused('/v1/hosts/les-fusains.properties?lang=en'))[0]).toBe(400);
    const leaving = await api.published({ slug: 'les-partis' });
    await admin('PUT', '/v1/federations/les-rives/members/les-partis', { state: 'member' });
    await admin('DELETE', '/v1/hosts/les-partis');
    expect(leaving.slug).toBe('les-partis');
    const { subs } = await read(`${PUBLIC_URL}/v1/federations/${federation.slug}.properties`);
    expect(subs.map(({ id }) => id)).toEqual(['les-fusains']);
  });

  it('leads to members of today only, and says when others left', async () => {
    const former = await api.published({ slug: 'les-anciens' });
    await admin('PUT', `/v1/federations/les-rives/members/${former.slug}`, {
      state: 'former',
      since: '2018',
      until: '2023-06',
    });
    const { subs } = await read(`${PUBLIC_URL}/v1/federations/les-rives.properties`);
    expect(subs.map(({ id }) => id)).not.toContain('les-anciens');
    const { host: said } = await read(`${PUBLIC_URL}/v1/hosts/les-anciens.properties`);
    expect(said?.membership).toEqual({ state: 'former', since: '2018', until: '2023-06' });
  });

  it('tells of a service that ends, and leads to it no more once it has', async () => {
    await admin('PUT', '/v1/hosts/les-fusains/services/pad', { ...aService(), name: 'Pad' });
    await admin('PUT', '/v1/hosts/les-fusains/services/pad/closing', {
      stages: { closed: '2027-06-30' },
      reason: { fr: 'Peu servi.' },
    });
    expect((await get('/v1/hosts/les-fusains/services/pad.properties')).text).toContain('service.enddate = 2027-06-30');
    expect((await get('/v1/hosts/les-fusains.properties')).text).toContain('subs.pad = ');
    api.now = new Date('2027-07-02T12:00:00Z');
    expect((await get('/v1/hosts/les-fusains.properties')).text).not.toContain('subs.pad = ');
    const text = (await get('/v1/hosts/les-fusains/services/pad.properties')).text;
    expect(text).toContain('service.status.level = OVER');
    expect(readChatonsInfos(Buffer.from(text), { address: 'x', reference, day: '2027-07-02' }).ended).toEqual({
      on: '2027-06-30',
    });
  });
});
