import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

const api = useApp();
let host: Owned;

beforeAll(async () => {
  host = await api.published();
  await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: aService() });
});

const read = async () => (await api.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body;
const statementsOf = (document: Host, where: string) => {
  const subject = where.split('/').at(-1);
  const { commitments } = where.startsWith('services') ? document.services[0]! : document;
  return (
    document.claims.find(({ criterion }) => where.startsWith('claims') && criterion === subject) ??
    (where.startsWith('claims') ? undefined : commitments.find(({ kind }) => kind === subject))
  );
};

const CLAIM = { where: 'claims/free-software-only', value: 'yes', other: 'partial' };
const PROMISE = { value: 90, other: 30 };

describe.each([
  CLAIM,
  { where: 'commitments/closing-notice', ...PROMISE },
  { where: 'services/nuage/commitments/closing-notice', ...PROMISE },
])('$where', ({ where, value, other }) => {
  const url = () => `/v1/hosts/${host.slug}/${where}`;
  const put = (body: object, ifMatch?: string) => api.ask<Host>('PUT', url(), { token: host.token, body, ifMatch });

  it('is new without a version, and shows at once', async () => {
    const [before, { version }] = [await api.revision(), await read()];
    const said = await put({ value, evidenceUrl: 'https://aulnes.example/cgu', note: { fr: 'Article 4.' } });
    expect([said.status, said.headers.etag]).toEqual([201, `"v${version + 1}"`]);
    expect(said.headers['cache-control']).toBe('private, no-store');
    expect(statementsOf(said.body, where)).toMatchObject({
      value,
      evidence: 'documented',
      contested: false,
      statements: [{ by: 'host', asOf: '2026-11-25', note: { fr: 'Article 4.' } }],
    });
    expect(await read()).toEqual(said.body);
    expect(await api.revision()).toBe(before + 1);
  });

  it('is older only when an administrator says so', async () => {
    const body = { value: other, asOf: '2026-01' };
    expect(await api.refused('PUT', url(), { token: host.token, ifMatch: '*', body })).toEqual(
      meaningless({ '/asOf': 'as-of-reserved' }),
    );
    const { body: document } = await api.ask<Host>('PUT', url(), { token: ADMIN_TOKEN, ifMatch: '*', body });
    expect(statementsOf(document, where)?.statements[0]).toMatchObject({ asOf: '2026-01' });
  });
});

describe('a promise of a service', () => {
  it('may name the service by its id', async () => {
    const { id } = (await read()).services[0]!;
    const url = `/v1/hosts/${host.slug}/services/${id}/commitments/closing-notice`;
    const { status, body } = await api.ask<Host>('PUT', url, { token: host.token, ifMatch: '*', body: { value: 60 } });
    expect(status).toBe(200);
    expect(body.services[0]!.commitments).toMatchObject([{ kind: 'closing-notice', value: 60 }]);
  });
});
