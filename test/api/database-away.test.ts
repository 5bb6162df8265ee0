import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aHost } from '../support/record.ts';

const api = useApp({ endsWithoutDatabase: true });
let host: Owned;

describe('Once the database is away', () => {
  beforeAll(async () => {
    host = await api.published();
    await api.database.close();
  });

  it('hosts are read and needs are answered as before', async () => {
    expect((await api.ask('GET', `/v1/hosts/${host.slug}`)).status).toBe(200);
    const body = { usages: [{ usage: 'file-storage-sharing' }] };
    expect((await api.ask('POST', '/v1/matches', { body })).status).toBe(200);
  });

  it.each<[string, string, object?]>([
    ['POST', '/v1/hosts', aHost()],
    ['PATCH', '/v1/hosts/x', {}],
    ['DELETE', '/v1/federations/x/members/y'],
    ['GET', '/v1/tokens'],
  ])('%s %s says when to try again', async (method, url, body) => {
    const token = method === 'POST' ? undefined : ADMIN_TOKEN;
    expect(await api.refused(method, url, { token, body, ifMatch: '*' })).toEqual([503, 'database-unavailable']);
    const { headers } = await api.ask(method, url, { token, body, ifMatch: '*' });
    expect(headers['retry-after']).toBe('5');
  });

  it('a token cannot be looked up, and is not called wrong', async () => {
    expect(await api.refused('PATCH', `/v1/hosts/${host.slug}`, { token: host.token, body: {} })).toEqual([
      503,
      'database-unavailable',
    ]);
  });
});
