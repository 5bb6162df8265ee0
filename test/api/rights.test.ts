import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it, test } from 'vitest';
import type { Problem } from '../../src/http/problems.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { Browser, SITE } from '../support/desk.ts';
import { operationsOf } from '../support/documented.ts';
import { operationsOn } from '../support/operations.ts';
import { routesOf } from '../support/routes.ts';
import {
  allowedFor,
  HOST_ONLY,
  INSTEAD,
  MISSED,
  NOTED_AS,
  READINGS,
  RULES,
  TOLD_OTHERWISE,
  UNNOTED,
  WHO,
  type Who,
} from '../support/rules-of-operations.ts';
import { rowsOf } from '../support/untouched.ts';

/* What holds for every operation: who may ask, what must be named, what is answered again, what is noted. */

const api = useApp();
const operations = operationsOn(api);
const { addressOf, ask, found, prepare, took } = operations;

const writes = () => operationsOf(api.app).filter(({ method }) => method !== 'GET');
const readings = () => operationsOf(api.app).filter(({ method }) => method === 'GET');
const idsOf = (all: ReturnType<typeof writes>) => all.map(({ operation }) => operation.operationId).sort();

/** What each was answered, printed at the end: the matrix of rights as it was seen. */
const seen = new Map<string, Partial<Record<Who, number>>>();

afterAll(() => {
  const width = Math.max(...writes().map(({ method, path }) => method.length + path.length + 1));
  const line = (name: string, cells: readonly unknown[]) =>
    `${name.padEnd(width)} ${cells.map((cell, i) => String(cell ?? '-').padStart(WHO[i]!.length)).join(' ')}`;
  const rows = writes().map(({ method, path, operation }) =>
    line(
      `${method} ${path}`,
      WHO.map((who) => seen.get(operation.operationId)?.[who]),
    ),
  );
  process.stdout.write(`\n${[line('Who may write', WHO), ...rows].join('\n')}\n\n`);
});

test('every operation that writes has a rule, and every rule an operation', () => {
  expect(idsOf(writes())).toEqual(Object.keys(RULES).sort());
});

test('operations that need a token say so, and only those', () => {
  const needing = Object.keys(RULES).filter((id) => RULES[id]!.nobody === 401);
  expect(idsOf(writes().filter(({ operation }) => operation.security))).toEqual(needing.sort());
  expect(idsOf(readings().filter(({ operation }) => operation.security))).toEqual(Object.keys(READINGS).sort());
});

/** What is written from now on: how many revisions, and what is noted, as the trail tells it. */
async function writing(): Promise<() => Promise<{ revisions: number; noted: string[] }>> {
  interface Written {
    revision: number;
    note: number;
    noted: string[];
  }
  const since = async (revision: number, note: number): Promise<Written> => {
    const [written] = await api.database.run<Written>(sql`select
      (select revision from catalogue_state) as revision,
      coalesce((select max(number) from audit), 0) as note,
      array(select coalesce(action, kind) from changes where revision > ${revision}
        union all select action from audit where number > ${note}) as noted`);
    return written!;
  };
  // Nothing is later than the last.
  const before = await since(2 ** 31 - 1, 2 ** 31 - 1);
  return async () => {
    const { revision, noted } = await since(before.revision, before.note);
    return { revisions: revision - before.revision, noted };
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };

describe.each(Object.keys(RULES))('%s', (id) => {
  it('is done for whom it is alone, and noted under its name', async () => {
    const told: Partial<Record<Who, unknown>> = {};
    const isRight = (who: Who) => RULES[id]![who] === 'ok';
    const asked = async (who: Who) => {
      const { status, body } = await ask(id, { token: operations.tokens[who], ifMatch: '*' });
      seen.set(id, { ...seen.get(id), [who]: status });
      return { status, code: body?.code };
    };

    await prepare(id);
    const byOthers = await writing();
    for (const who of WHO.filter((who) => !isRight(who))) {
      const { status, code } = await asked(who);
      told[who] = status === 403 && code !== 'not-yours' ? code : status;
    }
    const writtenByOthers = await byOthers();

    const notes = new Set<string>();
    for (const who of WHO.filter(isRight)) {
      await prepare(id);
      const written = await writing();
      const { status, code } = await asked(who);
      took(id);
      // The right is there, the state is not: the host is public, claimed by nobody, and suspended.
      const instead = INSTEAD[`${id} ${who}`] ?? INSTEAD[id];
      const isDone = instead ? status === instead[0] && code === instead[1] : [200, 201, 204].includes(status);
      told[who] = isDone ? 'ok' : [status, code];
      for (const action of (await written()).noted) notes.add(action);
    }
    expect(told).toEqual(RULES[id]);
    expect(writtenByOthers).toEqual({ revisions: 0, noted: [] });
    // What is refused to everybody here is noted where it succeeds: audit.test.ts.
    const succeeds = WHO.some((who) => RULES[id]![who] === 'ok' && !INSTEAD[`${id} ${who}`] && !INSTEAD[id]);
    if (succeeds) expect([...notes].sort()).toEqual(UNNOTED[id] ? [] : (NOTED_AS[id] ?? [id]));
  });

  // Whoever needs no token is not refused.
  if (RULES[id]!.nobody !== 401) return;

  it('is refused before its body is looked at', async () => {
    await prepare(id);
    for (const [who, expected] of Object.entries(RULES[id]!)) {
      // Of whom a token speaks stands in the body.
      if (expected === 'ok' || (id === 'createToken' && who !== 'nobody')) continue;
      if (['revokeToken', 'rotateToken', 'acceptToken', 'changeTokenRights'].includes(id) && who !== 'nobody') continue;
      const asking = { token: operations.tokens[who as Who], body: '{"broken', headers: JSON_TYPE };
      expect([who, (await ask(id, asking)).status]).toEqual([who, expected]);
    }
  });
});

describe('What is not for everybody', () => {
  it.each(Object.keys(READINGS))('is read by whom it is for alone: %s', async (id) => {
    await prepare(id);
    const told: unknown[] = [];
    for (const who of WHO) {
      const { status, headers } = await ask(id, { token: operations.tokens[who] });
      // The embedded database alone is backed up, for whom it may be.
      told.push([who, status === 200 || status === 409 ? 'ok' : status]);
      if (status === 200) expect(headers).toMatchObject({ 'cache-control': 'private, no-store' });
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
    expect(told).toEqual(Object.entries(READINGS[id]!));
  });
});

test('a token that has ended is told so, also where anybody reads', async () => {
  const open = readings().filter(({ operation, path }) => !operation.security && path.startsWith('/v1/'));
  const silent: unknown[] = [];
  for (const { operation } of open)
    for (const who of ['expired', 'revoked'] as const) {
      const { status, body } = await ask(operation.operationId, { token: operations.tokens[who] });
      if (status !== 401 || body?.code !== 'bad-token') silent.push([operation.operationId, who, status]);
    }
  expect(silent).toEqual([]);
  expect(open.length).toBeGreaterThan(50);
});

describe('A name that nobody has', () => {
  /** Identifiers, where a path takes no other word. */
  const UNKNOWN: Record<string, (word: string) => string> = {
    ...{
      subject: (word) => `criterion:${word}`,
      value: (word) => `${word}.example`,
      domain: (word) => `${word}.example`,
    },
    ...Object.fromEntries(
      ['recommendation', 'referral', 'case', 'request', 'report', 'webhook', 'run', 'id'].map((name) => [
        name,
        () => randomUUID(),
      ]),
    ),
  };

  it('is missed by every operation, wherever it stands in the path, and nothing is done', async () => {
    const told: unknown[] = [];
    let tried = 0;
    for (const {
      operation: { operationId: id },
      path,
    } of operationsOf(api.app))
      for (const [place, name] of path.matchAll(/\{(\w+)\}/g)) {
        // It stands for itself in no table, and calendars are read with a key: see private-address.test.ts.
        if (name === 'aliasKind' || /\.(ics|atom)$/.test(path)) continue;
        await prepare(id);
        const expected = TOLD_OTHERWISE[`${id} ${name}`] ?? `${MISSED[name!]}-not-found`;
        // What one operation makes the others must not find.
        const word = expected === 201 ? 'nouveau' : 'personne';
        const unknown = path.includes('/helpers/') && name === 'id' ? word : (UNKNOWN[name!]?.(word) ?? word);
        const at = addressOf(path, { [place]: unknown });
        const token = operations.tokens[RULES[id] || READINGS[id] ? allowedFor(id) : 'nobody'];
        const written = await writing();
        const { status, body } = await ask(id, { token, ifMatch: '*', at });
        const isAsTold = typeof expected === 'number' ? status === expected : status === 404 && body.code === expected;
        if (!isAsTold) told.push([id, name, status, body?.code]);
        if (status >= 400) expect([id, await written()]).toEqual([id, { revisions: 0, noted: [] }]);
        // Whether it is there comes before what is sent, where a token is asked for.
        const isFirst = ['host', 'federation', 'service'].includes(name!) && RULES[id]?.nobody === 401;
        if (isFirst && expected === `${name}-not-found` && id !== 'noteLetter') {
          const broken = await ask(id, { token, ifMatch: '*', at, body: '{"broken', headers: JSON_TYPE });
          if (broken.status !== 404) told.push([id, name, 'a broken body', broken.status]);
        }
        tried++;
      }
    expect(told).toEqual([]);
    expect(tried).toBeGreaterThan(180);
  });
});

const described = (id: string, status: string, header?: string): boolean => {
  const { responses } = found(id).operation as { responses: Record<string, { headers?: object }> };
  return header === undefined ? status in responses : header in (responses[status]?.headers ?? {});
};

describe('What needs the version that was read', () => {
  // A sheet of all hosts has no version: it takes `*` alone. What others would change is not there: INSTEAD says what is.
  const needing = () =>
    Object.keys(RULES).filter((id) => described(id, '428') && !INSTEAD[id] && id !== 'uploadCatalogueWorkbook');

  it('is left as it is without one, and by one of before', async () => {
    const told: unknown[] = [];
    for (const id of needing()) {
      await prepare(id, true);
      const before = await api.revision();
      const token = operations.tokens[allowedFor(id)];
      for (const [ifMatch, refusal] of [
        [undefined, [428, 'version-required', [['/if-match', 'missing']]]],
        ['v0', [412, 'version-stale', [['/if-match', 'stale']]]],
      ] as const) {
        const { status, body = {} as Problem } = await ask<Problem>(id, { token, ...(ifMatch && { ifMatch }) });
        const faults = body.errors?.map(({ pointer, code }) => [pointer, code]);
        if (isDeepStrictEqual([status, body.code, faults], refusal)) continue;
        told.push([id, ifMatch, status, body.code, faults]);
      }
      expect([id, await api.revision()]).toEqual([id, before]);
    }
    expect(told).toEqual([]);
    expect(needing().length).toBeGreaterThan(30);
  });

  it('is minded where it is given, also where none is needed', async () => {
    const minding = Object.keys(RULES).filter((id) => described(id, '412') && !described(id, '428') && !INSTEAD[id]);
    const told: unknown[] = [];
    for (const id of minding) {
      await prepare(id, true);
      const { status, body } = await ask(id, { token: operations.tokens[allowedFor(id)], ifMatch: 'v0' });
      if (status !== 412) told.push([id, status, body?.code]);
    }
    expect(told).toEqual([]);
    expect(minding.length).toBeGreaterThan(2);
  });
});

describe('What has a version', () => {
  const ITS_DOCUMENT = /^.v1.(hosts|federations).\{\w+\}/;
  // A sheet is answered by what it did, a case and a source have versions of their own.
  const OTHERWISE = /^upload|Case$|Source$/;
  const changing = () =>
    Object.keys(RULES).filter((id) => {
      const { method, path } = found(id);
      const isItsDocument = method !== 'POST' && ITS_DOCUMENT.test(path) && !OTHERWISE.test(id);
      return isItsDocument && described(id, '428') && !INSTEAD[id];
    });

  it('is answered under its next one, as everybody then reads it; the same again changes nothing', async () => {
    const told: unknown[] = [];
    for (const id of changing()) {
      await prepare(id);
      const { method, path } = found(id);
      const at = addressOf(path.includes('{leaving}') ? '/v1/hosts/{leaving}' : ITS_DOCUMENT.exec(path)![0]);
      const token = operations.tokens[allowedFor(id)];
      const before = (await api.ask<{ version: number }>('GET', at, { token })).body;
      const first = await ask<{ version: number }>(id, { token, ifMatch: '*' });
      took(id);
      const { etag, 'cache-control': kept } = first.headers;
      // What an earlier case wrote already is written again: it changes nothing.
      const next = isDeepStrictEqual(first.body, before) ? before.version : before.version + 1;
      if (first.status >= 300 || etag !== `"v${next}"` || kept !== 'private, no-store')
        told.push([id, first.status, before.version, etag, kept]);
      const read = (await api.ask('GET', at, { token })).body;
      if (!isDeepStrictEqual(read, first.body)) told.push([id, 'is read otherwise', first.text.slice(0, 80)]);
      if (method === 'DELETE') {
        const { status, body } = await ask<Problem>(id, { token, ifMatch: '*' });
        if (status !== 404 && !['membership-ended', 'host-withdrawn'].includes(body.code))
          told.push([id, 'twice', status, body?.code]);
        continue;
      }
      const revision = await api.revision();
      const again = await ask(id, { token, ifMatch: String(etag) });
      if (again.status !== 200 || again.text !== first.text || (await api.revision()) !== revision)
        told.push([id, 'again', again.status, again.headers.etag, (await api.revision()) - revision]);
    }
    expect(told).toEqual([]);
  });
});

describe('A key for sending again', () => {
  const replayed = () =>
    Object.keys(RULES).filter((id) =>
      ['200', '201', '202'].some((status) => described(id, status, 'Idempotency-Replayed')),
    );

  it('is answered the second time as the first, and nothing is done twice', async () => {
    const told: unknown[] = [];
    for (const id of replayed()) {
      if (INSTEAD[id] || INSTEAD[`${id} ${allowedFor(id)}`]) continue;
      await prepare(id);
      const token = operations.tokens[allowedFor(id)];
      const asking = {
        token,
        ifMatch: '*',
        at: addressOf(found(id).path),
        body: operations.bodyOf(id),
        headers: { 'idempotency-key': randomUUID() },
      };
      const first = await ask(id, asking);
      const after = await api.revision();
      const second = await ask(id, asking);
      took(id);
      const shownBy = ({ status, text, headers: { etag, location, 'content-type': type } }: typeof first) =>
        JSON.stringify([status, text, etag, location, type]);
      const isSame = shownBy(second) === shownBy(first) && (await api.revision()) === after;
      if (!isSame || second.headers['idempotency-replayed'] !== 'true') told.push([id, first.status, second.status]);
      // What is replayed is kept, and whoever reads the database would read it.
      if (/[\w-]{40,}/.test(first.text)) told.push([id, 'keeps a secret']);
    }
    expect(told).toEqual([]);
    expect(replayed().length).toBeGreaterThan(10);
  });
});

/** Readings of one host; calendars are read with a key: see private-address.test.ts. */
const ofOneHost = () =>
  readings().filter(({ path }) => /^\/(v1\/)?hosts\/\{host\}/.test(path) && !/todo\.(ics|atom)$/.test(path));

describe('a host that has left', () => {
  it('is gone for whoever reads of it what anybody may, but for its past', async () => {
    const left = await api.published();
    await api.ask('DELETE', `/v1/hosts/${left.slug}`, { token: left.token, ifMatch: '*' });
    const told: unknown[] = [];
    for (const {
      operation: { operationId: id },
      path,
    } of ofOneHost()) {
      if (READINGS[id]) continue;
      const { status, body } = await ask(id, { at: addressOf(path, { '{host}': left.slug }) });
      const expected = id === 'getHostHistory' ? 200 : 410;
      if (status !== expected || (status === 410 && body.code !== 'host-gone')) told.push([id, status, body?.code]);
    }
    expect(told).toEqual([]);
  });
});

describe('a draft', () => {
  const HOST_OPERATIONS = Object.keys(RULES).filter((id) => RULES[id] === HOST_ONLY);

  it.each(HOST_OPERATIONS)('does not exist for %s by others', async (id) => {
    const draft = await api.draft();
    const at = addressOf(found(id).path, { '{host}': draft.id });
    for (const who of ['anotherHost', 'anotherFederation', 'ownFederation'] as const) {
      const { status, body } = await ask(id, { token: operations.tokens[who], at });
      expect([who, status, body.code]).toEqual([who, 404, 'host-not-found']);
    }
  });

  it('is read by its token and by administrators, and by nobody else', async () => {
    const draft = await api.draft();
    const address = `/v1/hosts/${draft.id}`;
    for (const token of [draft.token, ADMIN_TOKEN]) {
      const { status, headers, body } = await api.ask<{ state: string }>('GET', address, { token });
      expect([status, body.state]).toEqual([200, 'draft']);
      expect(headers).toMatchObject({ etag: '"v1"', 'cache-control': 'private, no-store' });
    }
    for (const who of ['nobody', 'anotherHost', 'ownFederation'] as const)
      expect(await api.refused('GET', address, { token: operations.tokens[who] })).toEqual([404, 'host-not-found']);
  });

  it('does not exist for whoever reads anything of it', async () => {
    const draft = await api.draft();
    const told: unknown[] = [];
    for (const {
      operation: { operationId: id },
      path,
    } of ofOneHost())
      for (const who of ['nobody', 'anotherHost', 'ownFederation'] as const) {
        const at = addressOf(path, { '{host}': draft.id });
        const { status, body } = await ask(id, { token: operations.tokens[who], at });
        const expected = READINGS[id] && who === 'nobody' ? [401, 'no-token'] : [404, 'host-not-found'];
        if (!isDeepStrictEqual([status, body?.code], expected)) told.push([id, who, status, body?.code]);
      }
    expect(told).toEqual([]);
    expect(ofOneHost().length).toBeGreaterThan(20);
  });

  it('is never spoken of by a federation before it is public', async () => {
    const draft = await api.draft();
    const address = `/v1/federations/${operations.federation.slug}/members/${draft.id}`;
    const body = { state: 'member' };
    expect(await api.refused('PUT', address, { token: operations.federation.token, body })).toEqual([
      404,
      'host-not-found',
    ]);
  });
});

describe('A desk', () => {
  /** What anybody may ask for, and a case, which administrators do not read. */
  const OPEN = /\/take-over$/;
  const WHOSE: Record<string, { its: Who; others: readonly Who[] }> = {
    hosts: { its: 'ownHost', others: ['anotherHost', 'anotherFederation', 'ownFederation'] },
    federations: { its: 'ownFederation', others: ['anotherHost', 'anotherFederation', 'ownHost'] },
    administration: { its: 'admin', others: ['ownHost', 'ownFederation'] },
  };
  const INSTEAD_OF = {
    '{plan}': '0',
    '{usage}': 'forum',
    '{token}': randomUUID(),
    '{kind}': 'token',
    '{once}': randomUUID(),
    '{file}': 'un-autre.properties',
  };
  const cookies = new Map<Who, string>();
  const asked = async (method: string, path: string, who: Who) => {
    const { status, headers } = await api.ask(method, path, {
      ...(method === 'POST' && { body: 'go=confirm' }),
      headers: {
        ...{ accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', origin: SITE },
        ...(cookies.has(who) && { cookie: cookies.get(who)! }),
      },
    });
    return String(headers.location).startsWith('/manage/sign-in') ? 'sign in' : status;
  };

  it.each(['GET', 'POST'] as const)('is for whose it is alone, by each of its pages and forms: %s', async (method) => {
    await prepare();
    for (const who of ['ownHost', 'ownFederation', 'anotherHost', 'anotherFederation', 'admin'] as const)
      cookies.set(who, (await new Browser(api).signIn(operations.tokens[who]!)).cookie!);
    const draft = await api.draft();
    const before = await rowsOf(api);
    const told: unknown[] = [];
    let tried = 0;
    for (const route of routesOf(api.app, method)) {
      const desk = WHOSE[/^\/manage\/(\w+)/.exec(route)?.[1] ?? ''];
      if (!desk || OPEN.test(route)) continue;
      const path = addressOf(route.replaceAll('|:of', '').replaceAll(/:(\w+)/g, '{$1}'), INSTEAD_OF);
      for (const who of desk.others) {
        const status = await asked(method, path, who);
        if (status !== 403) told.push([path, who, status]);
      }
      const hidden = path.replace(`/hosts/${operations.host.slug}`, `/hosts/${draft.id}`);
      const status = desk === WHOSE.hosts ? await asked(method, hidden, 'anotherHost') : 404;
      if (status !== 404) told.push([hidden, 'a draft of others', status]);
      const nobody = await asked(method, path, 'nobody');
      if (nobody !== (method === 'GET' ? 'sign in' : 403)) told.push([path, 'nobody', nobody]);
      const own = method === 'GET' ? await asked(method, path, desk.its) : 200;
      if (own === 403 || own === 'sign in') told.push([path, desk.its, own]);
      tried++;
    }
    expect(told).toEqual([]);
    expect(await rowsOf(api)).toBe(before);
    expect(tried).toBeGreaterThan(60);
  });
});
