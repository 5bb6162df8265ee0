import { beforeAll, describe, expect, it } from 'vitest';
import type { FederationPolicy, PolicyVersion } from '../../src/federations/policies/schema.ts';
import type { Federation } from '../../src/federations/schema.ts';
import { changesAfter } from '../../src/feed/changes.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';

const test = useApp();

describe('The policy of a federation', () => {
  let federation: Owned;
  let path: string;
  beforeAll(async () => {
    federation = await test.federation();
    path = `/v1/federations/${federation.slug}/policy`;
  });
  const put = (body: object, ifMatch?: string) =>
    test.ask<Federation>('PUT', path, { token: federation.token, body, ifMatch });

  it('does not exist before it is adopted', async () => {
    expect(await test.refused('GET', path)).toEqual([404, 'policy-not-found']);
    expect(await test.refused('DELETE', path, { token: federation.token, ifMatch: '*' })).toEqual([
      404,
      'policy-not-found',
    ]);
    expect(await test.refused('GET', '/v1/federations/nobody/policy')).toEqual([404, 'federation-not-found']);
    expect(await test.refused('GET', '/v1/federations/nobody/policy/versions')).toEqual([404, 'federation-not-found']);
    expect((await test.ask<{ items: [] }>('GET', `${path}/versions`)).body.items).toEqual([]);
  });

  it('is public once adopted, and so is each one that there was', async () => {
    const rules = { factors: { price: 1.5 } };
    const made = await put(rules);
    expect(made).toMatchObject({ status: 201, headers: { etag: '"v2"' }, body: { policy: { version: 1, ...rules } } });
    const { body, headers } = await test.ask<FederationPolicy>('GET', path);
    expect(body).toEqual({ version: 1, adoptedOn: '2026-11-25', ...rules });
    const tag = headers.etag as string;
    expect((await test.ask('GET', path, { headers: { 'if-none-match': tag } })).status).toBe(304);

    test.now = new Date('2026-12-01T12:00:00Z');
    expect(await put({ minimumWords: { proximity: 'plus' } }, '"v2"')).toMatchObject({ status: 200 });
    expect((await test.ask('GET', path, { headers: { 'if-none-match': tag } })).status).toBe(200);
    expect((await test.ask('GET', path, { token: federation.token })).headers.etag).toBe('"v3"');
    await test.ask('DELETE', path, { token: ADMIN_TOKEN, ifMatch: '"v3"' });
    const versions = await test.ask<{ items: PolicyVersion[]; total: number }>('GET', `${path}/versions`);
    expect(versions.body).toMatchObject({ total: 3, next: null, catalogueRevision: await test.revision() });
    expect(versions.body.items).toEqual([
      { version: 1, adoptedOn: '2026-11-25', removed: false, ...rules },
      { version: 2, adoptedOn: '2026-12-01', removed: false, minimumWords: { proximity: 'plus' } },
      { version: 3, adoptedOn: '2026-12-01', removed: true },
    ]);
    expect(await test.refused('GET', path)).toEqual([404, 'policy-not-found']);
  });

  it('stands in the document that the feed carries', async () => {
    const before = await test.revision();
    await put({ factors: { price: 2 } });
    const { changes } = await changesAfter(test.database.db, before, 10);
    expect(changes).toMatchObject([{ slug: federation.slug, document: { policy: { version: 4 } } }]);
    const { body } = await test.ask<Federation>('GET', `/v1/federations/${federation.slug}`);
    expect(body).toEqual(changes[0]!.document);
  });

  it('is refused with a plain sentence for each rule that it breaks, and not for its shape', async () => {
    const body = { factors: { price: 3, 'host:les-aulnes': 1 }, minimumWords: { price: 'not-important' } };
    const { status, body: problem } = await test.ask<{ errors: { pointer: string; message: string }[] }>('PUT', path, {
      token: federation.token,
      body,
      headers: { 'accept-language': 'fr' },
    });
    expect(status).toBe(422);
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual([
      '/minimumWords/price',
      '/factors/price',
      '/factors/host:les-aulnes',
    ]);
    for (const { message } of problem.errors) expect(message.split(' ').length).toBeLessThanOrEqual(25);
    expect(problem.errors[1]!.message).toContain('0,5 à 2');
    expect(await test.refused('PUT', path, { token: federation.token, body: { weights: {} } })).toEqual([
      400,
      'invalid-request',
      { '/weights': 'unknown-field' },
    ]);
  });
});
