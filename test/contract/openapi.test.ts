import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { TAGS, writeOpenApi } from '../../src/http/openapi.ts';
import { ENGLISH } from '../../src/matching/words/en.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { operationsOf } from '../support/documented.ts';

interface Parameter {
  in: 'path' | 'query' | 'header';
  name: string;
  required?: boolean;
  example?: unknown;
}
interface Published {
  operationId: string;
  security?: object[];
  parameters?: object[];
  requestBody?: { required: boolean };
  responses: Record<string, object>;
}
interface Detailed {
  summary?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { example?: unknown }> };
}

const written = JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'));
// A schema of a request that cannot be read would else be found only by the first such request.
const test = useApp({ validatorsAtOnce: true });

let officer: string;
// What the examples of the description name.
beforeAll(async () => {
  const host = await test.published({ slug: 'les-aulnes', website: 'https://aulnes.example' });
  const service = { name: 'Nuage', usages: ['file-storage-sharing', 'video-conferencing'] };
  await test.ask('PUT', '/v1/hosts/les-aulnes/services/nuage', { token: host.token, body: service });
  const { token } = await test.federation({ slug: 'les-communs' });
  officer = token;
  await test.ask('PUT', '/v1/federations/les-communs/selection/les-aulnes', {
    token,
    body: { why: { fr: 'Joignable.' }, ties: 'none', decidedOn: '2026-11-01', reviewBy: '2027-11-01' },
  });
  await test.ask('PUT', '/v1/federations/les-communs/helpers/point-appui-creuse', {
    token,
    body: {
      ...{ name: 'Le Pivot', kind: 'training', serves: [{ level: 'departement', code: '23' }] },
      ...{ url: 'https://pivot.example', observedOn: '2026-10' },
    },
  });
  await test.ask('PUT', '/v1/federations/les-communs/criteria/open-to-visitors', {
    token,
    body: { label: { fr: 'visites' }, question: { fr: 'Peut-on venir ?' }, howToProve: { fr: 'Une page publique.' } },
  });
  // One run of each source, by the identifiers of the examples.
  for (const [i, owner] of ['federations/les-communs', 'hosts/les-aulnes'].entries()) {
    const body = { url: `https://fichiers.example/${i}.properties` };
    await test.ask('PUT', `/v1/${owner}/source`, { token: ADMIN_TOKEN, body });
    await test.database.run(sql`
      insert into import_runs (id, source_id, url, kind, state, started_at, ended_at)
      select ${`00000000-0000-4000-8000-00000000000${i + 1}`}::uuid, id, url, kind, 'succeeded', now(), now()
      from import_sources where url = ${body.url}`);
  }
  await test.ask('PUT', '/v1/federations/les-communs/policy', { token, body: { factors: { price: 1.5 } } });
  const recommended = { need: { usages: [{ usage: 'file-storage-sharing' }] } };
  await test.ask('POST', '/v1/federations/les-communs/recommendations', { token, body: recommended });
  const opened = { label: 'Une fanfare', receivedBy: 'phone', ...recommended };
  await test.ask('POST', '/v1/federations/les-communs/cases', { token, body: opened });
  await test.database.run(sql`update cases set id = '3c9e6f0a-1d7b-4a52-8e64-b0f2d5c7a913'`);
  await test.database.run(sql`update recommendations set id = '5f0c2a4e-8f1b-4c5e-9d3a-2b7e6a1c9d10'`);
  await writeParts(host.token, token);
});

/** Every part that is written by itself, under the names of the examples. */
async function writeParts(ofHost: string, ofFederation: string) {
  const write = async (method: string, url: string, token: string | undefined, body: object) => {
    const { status, text } = await test.ask(method, url, { token, body });
    expect(status, `${url} ${text}`).toBe(201);
  };
  const [host, federation] = ['/v1/hosts/les-aulnes', '/v1/federations/les-communs'];
  const SUBJECT = 'criterion:free-software-only';
  const closing = { stages: { closed: '2027-12-31' }, reason: { fr: 'Faute de bras.' } };
  await write('POST', `${host}/reports`, undefined, { kind: 'wrong', text: { fr: 'Le prix a changé.' } });
  await write('POST', '/v1/tokens', ADMIN_TOKEN, { role: 'host', host: 'les-aulnes', label: 'exemple' });
  const asked = { name: 'Réseau neuf', website: 'https://neuf.example', summary: { fr: 'Un réseau.' } };
  await write('POST', '/v1/federation-requests', undefined, asked);
  const sent = { host: 'les-aulnes', usages: ['file-storage-sharing'] };
  await write('POST', `${federation}/referrals`, ofFederation, sent);
  for (const [table, id] of [
    ['reports', '00000000-0000-4000-8000-000000000000'],
    ['referrals', '7d1f4b3a-6c2e-4e8a-b5d9-0f3c8e2a1b47'],
    ['federation_requests', '0192d1a0-0000-7000-8000-000000000001'],
  ] as const)
    await test.database.run(sql`update ${sql.identifier(table)} set id = ${id}`);
  await test.database.run(
    sql`delete from audit where about_token_id in (select id from tokens where label = 'exemple')`,
  );
  await test.database.run(sql`update tokens set id = '00000000-0000-4000-8000-000000000000' where label = 'exemple'`);
  for (const [url, token, body] of [
    [`${host}/claims/free-software-only`, ofHost, { value: 'yes' }],
    [`${host}/commitments/closing-notice`, ofHost, { value: 90 }],
    [`${host}/services/nuage/commitments/closing-notice`, ofHost, { value: 60 }],
    [`${host}/aliases/domain/aulnes-asso.example`, ofHost, {}],
    [`${federation}/members/les-aulnes`, ofFederation, { state: 'member', since: '2024' }],
    [`${federation}/vouches/les-aulnes`, ofFederation, undefined],
    [`${federation}/reviews/les-aulnes/${SUBJECT}`, ofFederation, { value: 'yes', reviewedOn: '2026-11-01' }],
    [`${host}/replies/les-communs/${SUBJECT}`, ofHost, { text: { fr: 'Merci.' } }],
    [`${host}/services/nuage/closing`, ofHost, closing],
    [`${host}/closing`, ofHost, closing],
  ] as const)
    await write('PUT', url, token, body as object);
}

describe('the description', () => {
  it('is the one that is written in the repository (npm run openapi)', () => {
    expect(JSON.parse(writeOpenApi(test.app))).toEqual(written);
  });

  it('names each operation once, with a verb and a noun', () => {
    const ids = operationsOf(test.app).map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+[A-Z][A-Za-z]*$/);
  });

  it('gives each operation a summary, a known tag, and its errors as problem documents', () => {
    const tags = new Set<string>(TAGS.map(({ name }) => name));
    for (const { operation } of operationsOf(test.app)) {
      const { operationId, responses } = operation;
      expect((operation as Detailed).summary, operationId).toBeTruthy();
      expect(operation.tags.length > 0 && operation.tags.every((tag) => tags.has(tag)), operationId).toBe(true);
      const errors = Object.entries(responses).filter(([status]) => Number(status) >= 400);
      expect(
        errors.map(([status]) => status),
        operationId,
      ).toEqual(expect.arrayContaining(['400', '401', '429', '500']));
      for (const [status, { content = {} }] of errors)
        if (operationId !== 'getReadiness' || status !== '503')
          expect(Object.keys(content), `${operationId} ${status}`).toEqual(['application/problem+json']);
    }
  });

  it.each(['schemas', 'headers', 'parameters', 'responses'])('defines all %s it refers to, and no others', (kind) => {
    const refs = JSON.stringify(written).matchAll(new RegExp(`"#/components/${kind}/([\\w.-]+)"`, 'g'));
    const used = new Set([...refs].map(([, name]) => name as string));
    // Bodies that are checked by hand, field by field, are described all the same.
    expect(Object.keys(written.components[kind]).sort()).toEqual([...used].sort());
  });

  const published = Object.entries(written.paths as Record<string, Record<string, Published>>).flatMap(
    ([path, methods]) => Object.values(methods).map((operation) => ({ path, ...operation })),
  );

  it('requires a body only where something in it is needed', () => {
    const mayLack = published.filter(({ requestBody }) => requestBody?.required === false);
    expect(mayLack.map(({ operationId }) => operationId).sort()).toEqual([
      ...['acceptProposals', 'askMembership', 'confirmHost', 'createCaseRecommendation', 'diagnoseTools'],
      ...['dismissDuplicate', 'previewFederationPolicy', 'publishHost', 'putAlias', 'refuseProposals', 'rotateToken'],
      'rotateWebhookSecret',
    ]);
  });

  it('says of every operation whether it takes a token', () => {
    for (const { path, operationId, security } of published) {
      const isOptional = JSON.stringify(security) === '[{},{"token":[]}]';
      const isNeeded = JSON.stringify(security) === '[{"token":[]}]';
      expect(path.startsWith('/v1/') ? isOptional || isNeeded : security?.length === 0, operationId).toBe(true);
    }
    // One's own draft is at an address that others may read once it is published.
    expect(published.find(({ operationId }) => operationId === 'getHost')?.security).toEqual([{}, { token: [] }]);
  });

  it('tells the headers of requests and answers, and 304 and 405', () => {
    const { headers, parameters, responses } = written.components;
    const TOLD = ['ETag', 'Link', 'Content-Language', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'Allow'];
    expect(Object.keys(headers)).toEqual(expect.arrayContaining(TOLD));
    expect(Object.keys(parameters)).toEqual(expect.arrayContaining(['MinRevision', 'IfNoneMatch', 'AcceptLanguage']));
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['NotModified', 'MethodNotAllowed']));
    for (const { operationId, responses } of published) expect(Object.keys(responses), operationId).toContain('405');
  });

  it('states each error and each common parameter once', () => {
    for (const { operationId, parameters = [], responses } of published) {
      const parts = [
        ...parameters,
        ...Object.entries(responses).flatMap(([code, one]) => (code >= '300' ? [one] : [])),
      ];
      for (const part of parts) expect(Object.keys(part), operationId).toEqual(['$ref']);
    }
    expect(JSON.stringify(written).length).toBeLessThan(1_100_000);
  });

  it('leaves answers open to new fields, and requests closed', () => {
    const { schemas } = written.components as { schemas: Record<string, object> };
    const closed = (part: unknown) => JSON.stringify(part).includes('"additionalProperties":false');
    for (const name of ['Host', 'Match', 'HostList', 'Problem', 'Contact'])
      expect([name, closed(schemas[name])]).toEqual([name, false]);
    for (const name of ['HostDraft', 'NeedInput', 'ContactInput'])
      expect([name, closed(schemas[name])]).toEqual([name, true]);
    for (const { operationId, responses } of published) expect(closed(responses), operationId).toBe(false);
  });

  it('closes in answers only the lists that can never grow, and in requests every list', () => {
    const { schemas } = written.components as { schemas: Record<string, object> };
    const listsIn = (part: unknown, word: string): string[] => {
      if (typeof part !== 'object' || part === null) return [];
      const own = Reflect.get(part, word) as unknown[] | undefined;
      return [
        ...(own && own.length > 1 ? [own.join(' ')] : []),
        ...Object.values(part).flatMap((one) => listsIn(one, word)),
      ];
    };
    const under = (part: unknown, into = new Set<string>()): Set<string> => {
      for (const [, name = ''] of JSON.stringify(part).matchAll(/schemas\/(\w+)"/g))
        if (!into.has(name)) under(schemas[name], into.add(name));
      return into;
    };
    const answered = published.flatMap(({ responses }) =>
      Object.entries(responses).flatMap(([status, one]) => (status < '300' ? [one] : [])),
    );
    const inAnswers = [...under(answered)].map((name) => schemas[name]);
    expect([...new Set([...answered, ...inAnswers].flatMap((part) => listsIn(part, 'enum')))].sort()).toEqual([
      ...['POST PUT PATCH DELETE', 'PUT DELETE', 'added changed removed'],
      ...['declared documented peer-reviewed measured certified', 'error warning note'],
      ...['fits to-check', 'fits to-check improbable excluded', 'fits to-check no', 'info low medium high critical'],
      ...['kept broken pending unknown', 'kept broken pending unknown taken-back', 'must should could', 'no against'],
      ...['not-important plus important very-important', 'query path header', 'ready degraded'],
      ...['restricted readOnly closed dataErased', 'rules others', 'true false unknown'],
      ...['unknown declared documented peer-reviewed measured certified', 'yes partial no'],
    ]);
    const asked = published.flatMap(({ requestBody, parameters = [] }) => [requestBody ?? {}, parameters]);
    const inRequests = [...under(asked)].map((name) => schemas[name]);
    expect([...asked, ...inRequests].flatMap((part) => listsIn(part, 'x-extensible-enum'))).toEqual([]);
    expect(listsIn(schemas.Support, 'x-extensible-enum')).toEqual(listsIn(schemas.SupportInput, 'enum'));
  });

  it('lists the codes of sentences, which may grow, and names what an answer to a need is made of', () => {
    const { schemas } = written.components;
    const codesOf = (name: string) => schemas[name].properties.code;
    expect(codesOf('Said')['x-extensible-enum']).toEqual(Object.keys(ENGLISH).sort());
    for (const name of ['Said', 'Happened', 'AlternativeSaid', 'PoolSaid', 'AdviceSaid'])
      expect([name, 'enum' in codesOf(name), codesOf(name)['x-extensible-enum'].length > 5]).toEqual([
        name,
        false,
        true,
      ]);
    expect(written.info.description).toContain('x-extensible-enum');
    expect(schemas.Contribution.properties.criterion.description).toContain(
      'price, storage-margin, proximity, leaving-tools, usage:<key>',
    );
    expect(schemas.NearMiss.properties.missing.description).toContain('too-small, budget, territory');
    const parts = ['combinations', 'nearMisses', 'relaxations', 'additions', 'comparisons', 'help', 'asked'];
    for (const part of parts) expect(Object.keys(schemas.Match.properties[part].items), part).toEqual(['$ref']);
    expect(Object.keys(schemas.Host.properties.seat)).toEqual(['$ref']);
    for (const part of ['software', 'capacity'])
      expect(Object.keys(schemas.Service.properties[part])).toEqual(['$ref']);
    expect(JSON.stringify(written)).not.toContain('x-grows');
  });

  it('requires the terms of whoever registers', () => {
    expect(written.components.schemas.HostDraft.required).toContain('terms');
    expect(JSON.stringify(written)).not.toContain('x-required');
  });

  /** The address of a reading with the examples of its parameters; undefined when they are known to their owner alone. */
  const addressOf = (path: string, { parameters = [] }: Detailed): string | undefined => {
    if (parameters.some(({ required, in: at, example }) => at === 'query' && required && example === undefined))
      return undefined;
    const exampleOf = ({ example }: Parameter) => encodeURIComponent(String(example));
    const address = parameters
      .filter((parameter) => parameter.in === 'path')
      .reduce((url, parameter) => url.replace(`{${parameter.name}}`, exampleOf(parameter)), path);
    const query = parameters
      .filter((parameter) => parameter.in === 'query' && parameter.example !== undefined)
      .map((parameter) => `${parameter.name}=${exampleOf(parameter)}`);
    return query.length > 0 ? `${address}?${query.join('&')}` : address;
  };
  const SUSPENSION = '/v1/hosts/{host}/suspension';
  const readings = () => operationsOf(test.app).filter(({ method }) => method === 'GET');

  it('holds examples that run, and answer as they say', async () => {
    let tried = 0;
    // Whoever makes one is told its name.
    await test.database.run(sql`insert into webhooks
      (id, role, url, receiver, events, created_at, since_revision, cursor) values
      ('00000000-0000-4000-8000-000000000000', 'admin', 'https://a.example/', 'a.example', '{}', now(), 0, 0)`);
    for (const { path, operation } of readings()) {
      // It copies the embedded database, and this one is cloned: `backup.test.ts` has it made and read.
      // A suspended host has no feed: its suspension is read in `read-by-itself.test.ts`.
      const url = ['/v1/backup', SUSPENSION].includes(path) ? undefined : addressOf(path, operation as Detailed);
      if (!url) continue;
      // Only what is not public needs a token; a reading without one is the one everybody makes.
      const token = operation.security ? (path.includes('/cases') ? officer : ADMIN_TOKEN) : undefined;
      const { status, text } = await test.ask('GET', url, { token });
      expect(status, `${url}: ${text.slice(0, 300)}`).toBeLessThan(300);
      tried++;
    }
    expect(tried).toBeGreaterThan(20);
  });

  it('tells the licence of the code from that of the data, which every public reading of data names', async () => {
    expect(written.info.license.identifier).toBe('AGPL-3.0-or-later');
    expect(written.info.description).toMatch(/CC0-1\.0.*CC BY 4\.0.*\/terms/s);
    // Of somebody else, and of the software.
    const OTHERS = [
      '/v1/territories',
      '/v1/schemas/host-document.json',
      '/v1/spreadsheet/template.xlsx',
      '/v1/pools/template.xlsx',
    ];
    const inBody: string[] = [];
    for (const { path, operation } of readings()) {
      const isPublic = operation.responses['503']?.description.includes('`revision-not-reached`');
      if (!path.startsWith('/v1/') || !isPublic || path === SUSPENSION) continue;
      const { headers, body } = await test.ask<{ licence?: string }>('GET', addressOf(path, operation as Detailed)!);
      const names = String(headers.link).includes(
        '<https://creativecommons.org/publicdomain/zero/1.0/>; rel="license"',
      );
      expect([path, names]).toEqual([path, !OTHERS.includes(path)]);
      if (body && 'licence' in body) inBody.push(path);
      if (body && 'items' in body) expect(inBody, path).toContain(path);
      expect(body?.licence ?? 'CC0-1.0', path).toMatch(path === '/v1/territories' ? /^Licence Ouverte/ : /^CC0/);
    }
    for (const list of ['hosts', 'services', 'hosts/{host}/history', 'federations', 'usages'])
      expect(inBody).toContain(`/v1/${list}`);
    const need = { usages: [{ usage: 'file-storage-sharing' }] };
    expect((await test.ask('POST', '/v1/matches', { body: need })).headers.link).toContain('rel="license"');
  });
});
