import { sql } from 'drizzle-orm';
import type { InjectOptions } from 'fastify';
import { expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { operationsOf } from '../support/documented.ts';
import { operationsOn } from '../support/operations.ts';
import { routesOf } from '../support/routes.ts';
import { allowedFor, READINGS, RULES } from '../support/rules-of-operations.ts';

/* While tables come back one after the other, the service is away for what needs them, and has no fault of its own. */

const api = useApp({ endsWithoutDatabase: true });
const operations = operationsOn(api);

const TO_ASIDE = sql`do $$ declare name text; begin
  create schema aside;
  for name in select tablename from pg_tables where schemaname = 'public'
    loop execute format('alter table %I set schema aside', name); end loop; end $$`;
const FROM_ASIDE = sql`do $$ declare name text; begin
  for name in select tablename from pg_tables where schemaname = 'aside'
    loop execute format('alter table aside.%I set schema public', name); end loop; end $$`;

interface Told {
  what: string;
  status: number;
  retryAfter: unknown;
}

/**
 * Every operation, by one who may do it and by others, and every page that needs no name; those that failed.
 * @param others of whom each operation is asked too
 */
async function failures(others: readonly (string | undefined)[]): Promise<Told[]> {
  const told: Told[] = [];
  const ask = async (what: string, asking: InjectOptions) => {
    const { statusCode: status, headers } = await api.app.inject(asking);
    if (status >= 500) told.push({ what, status, retryAfter: headers['retry-after'] });
  };
  for (const { method, path, operation } of operationsOf(api.app)) {
    const body = operations.bodyOf(operation.operationId);
    const { operationId: id } = operation;
    const isForSome = id in RULES || id in READINGS;
    for (const token of new Set(isForSome ? [operations.tokens[allowedFor(id)], ...others] : others))
      await ask(operation.operationId, {
        method: method as 'GET',
        url: operations.addressOf(path),
        headers: {
          'if-match': '*',
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
  }
  const headers = { accept: 'text/html', cookie: '__Host-session=a-cookie-of-somebody; session=a-cookie-of-somebody' };
  for (const url of routesOf(api.app, 'GET').filter((url) => !/[:*{]/.test(url))) await ask(url, { url, headers });
  return told;
}
const isAway = ({ status, retryAfter }: Told) => status === 503 && retryAfter === '30';

it('with no table at all, whatever needs the database is answered 503 with a time to come back', async () => {
  await api.database.run(TO_ASIDE);
  const told = await failures([operations.tokens.ownHost, operations.tokens.ownFederation, undefined]);
  expect(told.filter((one) => !isAway(one))).toEqual([]);
  expect(told.map(({ what }) => what)).toEqual(expect.arrayContaining(['registerHost', 'listTokens', 'patchHost']));
  expect((await api.ask('GET', `/v1/hosts/${operations.host.slug}`)).status).toBe(200);
  expect((await api.ask<{ state: string }>('GET', '/readyz')).body.state).toBe('degraded');
  await api.database.run(FROM_ASIDE);
});

it('with tables whose rows are not there yet, likewise', async () => {
  await api.database.run('delete from catalogue_state');
  const told = await failures([operations.tokens.ownHost, operations.tokens.ownFederation, undefined]);
  expect(told.filter((one) => !isAway(one))).toEqual([]);
  expect(told.map(({ what }) => what)).toContain('patchHost');
  expect((await api.ask('GET', `/v1/hosts/${operations.host.slug}`)).status).toBe(200);
  expect((await api.ask<{ state: string }>('GET', '/readyz')).body.state).toBe('degraded');
});
