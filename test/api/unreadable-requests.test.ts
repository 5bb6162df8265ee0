import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { operationsOf } from '../support/documented.ts';
import { aService } from '../support/record.ts';
import { refusedBy } from '../support/untouched.ts';

const api = useApp();
const refused = refusedBy(api);
let host: Owned;
let federation: Owned;
let at: string;
let recommendation: string;
let webhook: string;
let caseId: string;

beforeAll(async () => {
  host = await api.published();
  federation = await api.federation();
  at = `/v1/hosts/${host.slug}`;
  await api.ask('PUT', `${at}/services/nuage`, { token: ADMIN_TOKEN, body: aService() });
  const made = await api.ask<{ id: string }>('POST', `/v1/federations/${federation.slug}/recommendations`, {
    token: ADMIN_TOKEN,
    body: { need: { usages: [{ usage: 'file-storage-sharing' }] } },
  });
  recommendation = made.body.id;
  const opened = await api.ask<{ id: string }>('POST', `/v1/federations/${federation.slug}/cases`, {
    token: federation.token,
    body: { label: 'Une fanfare', receivedBy: 'phone', need: { usages: [{ usage: 'file-storage-sharing' }] } },
  });
  caseId = opened.body.id;
  const told = await api.ask<{ id: string }>('POST', '/v1/webhooks', {
    token: ADMIN_TOKEN,
    body: { url: 'https://aulnes.example/hooks', events: ['host.changed'] },
  });
  webhook = told.body.id;
});

describe('what cannot be read', () => {
  const withBody = () => operationsOf(api.app).filter(({ operation }) => 'requestBody' in operation);
  const addressOf = (path: string) =>
    path
      .replace('{host}', host.slug)
      .replace('{federation}', federation.slug)
      .replace('{service}', 'nuage')
      .replace('{aliasKind}', 'domain')
      .replace('{recommendation}', recommendation)
      .replace('{webhook}', webhook)
      .replace('{case}', caseId)
      .replace('{subject}', 'criterion:free-software-only')
      .replace(/\{\w+\}/, 'free-software-only');

  const OPERATIONS = ['registerHost', 'patchHost', 'putService', 'patchService', 'putClaim', 'putCommitment'];
  const MORE = [
    'putServiceCommitment',
    'createFederation',
    'askForFederation',
    'checkFederationRequest',
    'enterFederation',
    'decideFederationRequest',
    'patchFederation',
    'answerMembership',
    'putMember',
    'putChoice',
    'putCriterion',
    'putHelper',
    'putReply',
    'putReview',
    'putPolicy',
    'computePool',
    'createReferral',
    'answerReferral',
    'createRecommendation',
    'claimOwnership',
    'withdrawRecommendation',
    'createCase',
    'sendNeed',
    'patchCase',
    'createCaseReferral',
    'createToken',
    'suspendHost',
    'redactHost',
    'announceClosing',
    'announceServiceClosing',
    'putHostDocument',
    'reportHost',
    'answerReport',
    'putHostSource',
    'putFederationSource',
    'acceptProposals',
    'refuseProposals',
    'mergeHosts',
    'noteLetter',
    'createWebhook',
    'replayWebhook',
  ];

  /** Sheets are read otherwise: see federation-spreadsheets-in.test.ts and workbooks-in.test.ts. */
  const SHEETS = [
    ...['uploadMembers', 'uploadSelection', 'uploadReviews'],
    ...['uploadMembersWorkbook', 'uploadSelectionWorkbook', 'uploadReviewsWorkbook'],
    ...['uploadHostSpreadsheet', 'uploadCatalogueSpreadsheet'],
  ];

  /** Files of any bytes: see exchange-check.test.ts. */
  const FILES = ['checkChatonsInfosFile'];

  /** Computed for anybody, and kept nowhere: see the tests of each. */
  const ELSEWHERE = ['matchNeed', 'diagnoseTools', 'lookUpDomains'];

  /** May be left out altogether: an empty one is none. */
  const MAY_LACK = [
    ...['askMembership', 'confirmHost', 'createCaseRecommendation', 'previewPolicy', 'putAlias'],
    ...['rotateToken', 'rotateWebhookSecret', 'dismissDuplicate'],
  ];

  /** Administrators write no case. */
  const BY_OFFICERS = ['createCase', 'patchCase', 'createCaseReferral'];

  test('is tried on every operation that takes a body', () => {
    const ids = withBody().map(({ operation }) => operation.operationId);
    expect(ids.sort()).toEqual([...OPERATIONS, ...MORE, ...SHEETS, ...FILES, ...ELSEWHERE, ...MAY_LACK].sort());
  });

  describe.each([...OPERATIONS, ...MORE])('%s', (id) => {
    const ask = (body: string | undefined, type?: string) => {
      const { method, path } = withBody().find(({ operation }) => operation.operationId === id)!;
      const token = BY_OFFICERS.includes(id) ? federation.token : ADMIN_TOKEN;
      return refused(method, addressOf(path), { token, body, ...(type && { headers: { 'content-type': type } }) });
    };

    it.each(['{', '{"name": }', '\u0000', 'name=x', ''])('as JSON: %j', async (body) => {
      // An empty body is none, and then what it should hold is named.
      const named = body === '' && id.endsWith('Proposals');
      expect(await ask(body)).toEqual(
        named ? [400, 'invalid-request', { '': 'one-of-two' }] : [400, 'malformed-request'],
      );
    });

    it.each(['true', '3', '"text"'])('as a document: %s', async (body) => {
      expect(await ask(body)).toEqual([400, 'invalid-request', { '': 'wrong-type' }]);
    });

    it('as it is polluting a prototype', async () => {
      expect((await ask('{"__proto__": {"isAdmin": true}}'))[0]).toBe(400);
      expect((await ask('{"constructor": {"prototype": {"isAdmin": true}}}'))[0]).toBe(400);
    });

    it('as it is missing', async () => {
      expect((await ask(undefined))[0]).toBe(400);
    });

    it('as it is too large', async () => {
      const body = JSON.stringify({ name: 'x'.repeat(2_000_000) });
      expect(await ask(body)).toEqual([413, 'body-too-large']);
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data; boundary=x'])(
      'as %s',
      async (type) => {
        expect(await ask('{}', type)).toEqual([
          415,
          'unsupported-media-type',
          { '/content-type': 'unsupported-media-type' },
        ]);
      },
    );
  });

  it('is a merge patch where a document is put', async () => {
    const headers = { 'content-type': 'application/merge-patch+json' };
    expect(await refused('PUT', `${at}/services/nuage`, { body: aService(), headers })).toEqual([
      415,
      'unsupported-media-type',
      { '/content-type': 'unsupported-media-type' },
    ]);
  });

  it('is a body where nothing is listened to', async () => {
    const body = { reason: 'x' };
    expect(await refused('DELETE', `${at}/services/nuage`, { body })).toEqual([
      400,
      'invalid-request',
      { '': 'no-body-here' },
    ]);
    expect(await refused('POST', `${at}/publication`, { body })).toEqual([
      400,
      'invalid-request',
      { '': 'no-body-here' },
    ]);
  });

  it('is a parameter nobody knows', async () => {
    expect(await refused('PATCH', `${at}?dryRun=true`, { body: {} })).toEqual([
      400,
      'invalid-request',
      { '/dryRun': 'unknown-parameter' },
    ]);
  });

  it.each(['%00', '..%2F..', '%F0%9F%90%91', "x'--", '%25'])('is a host by the name of %s', async (name) => {
    expect(await refused('PATCH', `/v1/hosts/${name}`, { body: {} })).toEqual([404, 'host-not-found']);
    expect(await refused('DELETE', `${at}/services/${name}`)).toEqual([404, 'service-not-found']);
    expect((await refused('DELETE', `${at}/claims/${name}`))[0]).toBeOneOf([400, 404]);
    expect((await refused('DELETE', `/v1/tokens/${name}`))[0]).toBeOneOf([400, 404]);
  });
});

describe('texts are text', () => {
  it.each([
    '<script>alert(1)</script>',
    "'; drop table hosts; --",
    '{{7*7}} <%= 7*7 %>',
    'l’œuf — 🦊',
    'é\u0301 🐑 \t\n',
    '\\u0000',
  ])('such as %j', async (text) => {
    const { status, body } = await api.ask<Host>('PATCH', at, {
      token: host.token,
      ifMatch: '*',
      body: { name: text, summary: { fr: text } },
    });
    expect(status).toBe(200);
    expect([body.name, body.summary]).toEqual([text, { fr: text }]);
    const { body: read, headers } = await api.ask<Host>('GET', at);
    expect([read.name, read.summary]).toEqual([text, { fr: text }]);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});
