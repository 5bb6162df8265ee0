import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../src/accounts/tokens.ts';
import type { Problem } from '../../src/http/problems.ts';
import { ADMIN_TOKEN, type Answered, meaningless, type Owned, useApp } from '../support/app.ts';
import { operationsOf } from '../support/documented.ts';
import { operationsOn } from '../support/operations.ts';
import { aFederation, aHost, aService } from '../support/record.ts';
import { ELSEWHERE, EVERYWHERE, GONE, MEANINGLESS } from '../support/refusals.ts';
import { allowedFor, INSTEAD, MISSED, READINGS, RULES, TOLD_OTHERWISE } from '../support/rules-of-operations.ts';
import { rowsOf } from '../support/untouched.ts';

/* Every refusal that the description announces, asked for. */

const api = useApp();
const operations = operationsOn(api);
const { addressOf, ask, found, prepare, took } = operations;
const tokenFor = (id: string) => operations.tokens[RULES[id] || READINGS[id] ? allowedFor(id) : 'nobody'];

/** Codes that an operation announces. */
const codesOf = (id: string): string[] =>
  Object.values(found(id).operation.responses).flatMap(({ description }) =>
    [...description.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code!),
  );
const announcing = (code: string): string[] =>
  operationsOf(api.app)
    .map(({ operation }) => operation.operationId)
    .filter((id) => codesOf(id).includes(code));

describe('what is well formed and means nothing', () => {
  it('is asked of every operation that announces it', () => {
    expect(announcing('meaningless-request').sort()).toEqual(Object.keys(MEANINGLESS).sort());
  });

  it.each(Object.keys(MEANINGLESS))('is told where and why, and nothing is done: %s', async (id) => {
    await prepare();
    const [{ body, query, names, token = tokenFor(id) }, faults] = await MEANINGLESS[id]!(operations);
    const right = operations.bodyOf(id);
    const sent = typeof body === 'object' ? { ...(right as object), ...body } : (body ?? right);
    const at = `${addressOf(found(id).path, names)}${query ? `?${query}` : ''}`;
    const before = await rowsOf(api);
    const messages: string[] = [];
    for (const lang of ['fr', 'en']) {
      const headers = { 'accept-language': lang };
      const answer = await ask<Problem>(id, { token, ifMatch: '*', at, body: sent, headers });
      const told = (answer.body.errors ?? []).map(({ pointer, code }) => [pointer, code]);
      expect([answer.status, answer.body.code, Object.fromEntries(told)]).toEqual(meaningless(faults));
      messages.push(answer.body.errors![0]!.message);
    }
    expect(messages[0]).not.toBe(messages[1]);
    expect(await rowsOf(api)).toBe(before);
  });
});

describe('what was removed', () => {
  it.each(Object.keys(GONE))('is missed by whoever asks for it after %s', async (remover) => {
    await prepare(remover);
    const asOwner = (id: string) => (RULES[id]?.ownHost === 'ok' ? operations.tokens.ownHost : tokenFor(id));
    const removed = await ask(remover, { token: asOwner(remover), ifMatch: '*' });
    expect(removed.status, removed.text).toBeOneOf([200, 204]);
    took(remover);
    const { code, misses } = GONE[remover]!;
    const told: unknown[] = [];
    for (const id of misses) {
      const at = /(Calendar|Feed)$/.test(id)
        ? `${addressOf(found(id).path)}?key=${'x'.repeat(43)}`
        : addressOf(found(id).path);
      const { status, body } = await ask(id, { token: asOwner(id), ifMatch: '*', at });
      told.push([id, status, body?.code]);
    }
    expect(told).toEqual(misses.map((id) => [id, code === 'membership-ended' ? 409 : 404, code]));
  });
});

describe('a host that is not there for all to see', () => {
  const stateless = (code: string) => announcing(code).filter((id) => found(id).path.includes('{host}'));

  it('is not written of once it was withdrawn', async () => {
    const told: unknown[] = [];
    const gone = await api.published();
    await prepare();
    await api.ask('DELETE', `/v1/hosts/${gone.slug}`, { token: gone.token, ifMatch: '*' });
    const before = await rowsOf(api);
    for (const id of stateless('host-withdrawn')) {
      const token = allowedFor(id) === 'ownHost' ? gone.token : tokenFor(id);
      const { status, body } = await ask(id, {
        token,
        ifMatch: '*',
        at: addressOf(found(id).path, { '{host}': gone.slug }),
      });
      if (status !== 409 || body?.code !== 'host-withdrawn') told.push([id, status, body?.code]);
    }
    expect(told).toEqual([]);
    expect(await rowsOf(api)).toBe(before);
  });

  it('is spoken of once it is public', async () => {
    const told: unknown[] = [];
    const draft = await api.draft();
    await prepare();
    const body = aService();
    await api.ask('PUT', `/v1/hosts/${draft.id}/services/nuage`, { token: draft.token, body });
    const before = await rowsOf(api);
    for (const id of stateless('not-published')) {
      const token = allowedFor(id) === 'ownHost' ? draft.token : tokenFor(id);
      const { status, body } = await ask(id, {
        token,
        ifMatch: '*',
        at: addressOf(found(id).path, { '{host}': draft.id }),
      });
      if (status !== 409 || body?.code !== 'not-published') told.push([id, status, body?.code]);
    }
    expect(told).toEqual([]);
    expect(await rowsOf(api)).toBe(before);
  });
});

describe('a key for sending again', () => {
  it('is refused for another request, while the first is under way, and when its answer is not kept', async () => {
    const told: unknown[] = [];
    for (const id of announcing('already-done')) {
      if (INSTEAD[id] || INSTEAD[`${id} ${allowedFor(id)}`]) continue;
      await prepare();
      await api.database.run(sql`delete from idempotency_keys`);
      const asking = {
        ...{ token: tokenFor(id), ifMatch: '*', at: addressOf(found(id).path), body: operations.bodyOf(id) },
        headers: { 'idempotency-key': randomUUID() },
      };
      const codeNow = async (over: { at?: string } = {}) => (await ask(id, { ...asking, ...over })).body?.code;
      await ask(id, asking);
      took(id);
      const other = await codeNow({ at: `${asking.at}?lang=en` });
      await api.database.run(sql`update idempotency_keys set body = null`);
      const done = await codeNow();
      await api.database.run(sql`update idempotency_keys set status = null, etag = null, location = null`);
      const running = await codeNow();
      const codes = [other, done, running];
      if (codes.join() !== 'idempotency-key-reused,already-done,still-under-way') told.push([id, ...codes]);
    }
    expect(told).toEqual([]);
  });
});

describe('a place in a list that nobody was given', () => {
  it('is refused', async () => {
    await prepare('getOwnCriterion');
    const told: unknown[] = [];
    for (const id of announcing('invalid-cursor')) {
      const { status, body } = await ask(id, {
        token: tokenFor(id),
        at: `${addressOf(found(id).path)}?${id === 'listTerritories' ? 'q=a&' : ''}cursor=nulle-part`,
      });
      if (status !== 400 || body?.code !== 'invalid-cursor') told.push([id, status, body?.code]);
    }
    expect(told).toEqual([]);
  });
});

/** Each is arranged, and asked for. */
const ARRANGED: Record<string, () => Promise<Answered<{ code?: string }>>> = {
  'registerHost terms-not-accepted': () =>
    ask('registerHost', { body: { ...aHost(), terms: undefined }, from: '10.7.0.1' }),
  'registerHost entry-exists': () =>
    ask('registerHost', { token: ADMIN_TOKEN, body: aHost({ website: 'https://droits.example' }) }),
  'patchHost slug-taken': async () => {
    const { id, token } = await api.published();
    return await ask('patchHost', { token, ifMatch: '*', at: `/v1/hosts/${id}`, body: { slug: operations.host.slug } });
  },
  'createFederation slug-taken': () =>
    ask('createFederation', { token: ADMIN_TOKEN, body: aFederation({ slug: operations.federation.slug }) }),
  'putAlias slug-taken': () => {
    const at = addressOf(found('putAlias').path, { '{aliasKind}': 'slug', '{value}': operations.other.slug });
    return ask('putAlias', { token: ADMIN_TOKEN, ifMatch: '*', at });
  },
  'answerFederationRequest already-answered': async () => {
    await ask('answerFederationRequest', { token: ADMIN_TOKEN });
    took('answerFederationRequest');
    return await ask('answerFederationRequest', { token: ADMIN_TOKEN });
  },
  'answerFederationRequest not-publishable': async () => {
    await api.database.run(sql`update federation_requests set proven_at = null`);
    took('answerFederationRequest');
    return await ask('answerFederationRequest', { token: ADMIN_TOKEN, body: { outcome: 'accepted', slug: 'reseau' } });
  },
  'answerFederationRequest slug-taken': () =>
    ask('answerFederationRequest', {
      token: ADMIN_TOKEN,
      body: { outcome: 'accepted', slug: operations.federation.slug },
    }),
  'enterFederation already-answered': async () => {
    const { id } = operations.federation;
    const request = addressOf('{request}');
    const { body } = await api.ask<{ website: string }>('GET', `/v1/federations/${id}`);
    await api.database.run(
      sql`update federation_requests set hash = ${hashOf('la clé')}, website = ${body.website}, federation_id = ${id}
        where id = ${request}`,
    );
    return await ask('enterFederation', { body: { key: 'la clé' } });
  },
  'answerReferral already-answered': async () => {
    await ask('answerReferral', { token: operations.host.token });
    took('answerReferral');
    return await ask('answerReferral', { token: operations.host.token, body: { outcome: 'accepted' } });
  },
  'agreeToSucceed not-named-successor': () => {
    const at = addressOf(found('agreeToSucceed').path, { '{leaving}': operations.other.slug });
    return ask('agreeToSucceed', { token: operations.host.token, ifMatch: '*', at });
  },
  'removeMember member-not-found': async () => {
    const at = addressOf(found('removeMember').path, { '{host}': (await api.published()).slug });
    return ask('removeMember', { token: operations.federation.token, ifMatch: '*', at });
  },
  'askMembership not-published': async () => ask('askMembership', { token: (await api.draft()).token, body: {} }),
  'askMembership host-withdrawn': async () => ask('askMembership', { token: (await withdrawn()).token, body: {} }),
  'createToken host-withdrawn': async () => {
    const { slug, token } = await withdrawn();
    return await ask('createToken', { token, body: { role: 'host', host: slug, label: 'x' } });
  },
  'createToken host-not-found': () =>
    ask('createToken', { token: ADMIN_TOKEN, body: { role: 'host', host: 'personne', label: 'x' } }),
  'createToken federation-not-found': () =>
    ask('createToken', { token: ADMIN_TOKEN, body: { role: 'federation', federation: 'personne', label: 'x' } }),
  'listAudit host-not-found': () => ask('listAudit', { token: ADMIN_TOKEN, at: '/v1/audit?host=personne' }),
  'listAudit federation-not-found': () => ask('listAudit', { token: ADMIN_TOKEN, at: '/v1/audit?federation=personne' }),
  'listChanges epoch-changed': () => ask('listChanges', { at: `/v1/changes?epoch=${randomUUID()}&after=1` }),
  'listChanges revision-not-found': () => ask('listChanges', { at: '/v1/changes?after=1000000' }),
  'getHost revision-not-found': () =>
    ask('getHost', { token: ADMIN_TOKEN, at: `/v1/hosts/${operations.host.slug}?at=1000000` }),
  'matchNeed revision-not-found': () => ask('matchNeed', { token: ADMIN_TOKEN, at: '/v1/matches?at=1000000' }),
};

async function withdrawn(): Promise<Owned> {
  const host = await api.published();
  await api.ask('DELETE', `/v1/hosts/${host.slug}`, { token: host.token, ifMatch: '*' });
  return host;
}

describe('a request that the state of things refuses', () => {
  it.each(Object.keys(ARRANGED))('%s', async (refusal) => {
    await prepare();
    const { body, text } = await ARRANGED[refusal]!();
    expect(body?.code, text).toBe(refusal.split(' ')[1]);
  });
});

describe('all that the description announces', () => {
  const PATH_NAMES = /\{(\w+)\}/g;
  const file = (name: string) => readFileSync(new URL(`../${name}.test.ts`, import.meta.url), 'utf8');

  it('is met by a test, and nothing else', () => {
    const here = [
      'host-withdrawn',
      'not-published',
      'invalid-cursor',
      'idempotency-key-reused',
      'already-done',
      'still-under-way',
    ];
    const met = new Set([
      ...Object.keys(MEANINGLESS).map((id) => `${id} meaningless-request`),
      ...Object.values(GONE).flatMap(({ code, misses }) => misses.map((id) => `${id} ${code}`)),
      ...Object.keys(ARRANGED),
      ...Object.values(ELSEWHERE).flat(),
      ...Object.entries(INSTEAD).map(([name, [, code]]) => `${name.split(' ')[0]} ${code}`),
      ...Object.entries(TOLD_OTHERWISE).map(([name, code]) => `${name.split(' ')[0]} ${code}`),
    ]);
    const unmet: string[] = [];
    let pairs = 0;
    for (const { operation, path } of operationsOf(api.app)) {
      const id = operation.operationId;
      const missed = [...path.matchAll(PATH_NAMES)].map(([, name]) => `${MISSED[name!]}-not-found`);
      for (const code of codesOf(id)) {
        pairs++;
        // No test may meet one: see test/support/failures.ts.
        if (code === 'internal-error') continue;
        const isCommon = EVERYWHERE[code] || missed.includes(code) || here.includes(code);
        if (!isCommon && !met.has(`${id} ${code}`)) unmet.push(`${id} ${code}`);
      }
    }
    const undocumented = [...Object.keys(ARRANGED), ...Object.values(ELSEWHERE).flat()].filter((refusal) => {
      const [id, code] = refusal.split(' ') as [string, string];
      return !codesOf(id).includes(code);
    });
    process.stdout.write(`${pairs} refusals announced, ${unmet.length} met by no test\n`);
    expect([unmet, undocumented]).toEqual([[], []]);
  });

  it('is asked for where the tables say', () => {
    const codes = Object.entries(ELSEWHERE).flatMap(([name, refusals]) =>
      refusals.map((refusal) => [refusal.split(' ')[1]!, name] as const),
    );
    const silent = [...Object.entries(EVERYWHERE), ...codes].filter(([code, name]) => !file(name).includes(code));
    expect(silent).toEqual([]);
  });
});
