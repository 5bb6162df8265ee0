import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ExampleAnswer, exampleAnswers } from '../../src/http/example-answers.ts';
import { ADMIN_TOKEN, type Asking, useApp } from '../support/app.ts';
import { type Described, operationsOf } from '../support/documented.ts';
import { operationsOn } from '../support/operations.ts';
import { allowedFor, READINGS, RULES } from '../support/rules-of-operations.ts';

/*
 * The description shows an answer of each operation. Here each operation is asked by somebody who may, with all that is right
 * (`operations.ts`), and must answer in the shape of its example. `npm run openapi:answers` writes the examples anew.
 */

const api = useApp();
const operations = operationsOn(api);
const isWriting = process.env.WRITE_ANSWERS !== undefined;

/** Answers that nobody reads as an example: other descriptions and schemas, all data at once. */
const WITHOUT = ['getOpenApi', 'getHostDocumentSchema', 'exportLinkedData', 'getDataPackage'];
/** What needs a proof, a site or a wait of a minute first: tried with the examples of their bodies (body-examples.test.ts). */
const AFTER_OTHERS = [
  ...['verifyWebhook', 'replayWebhook', 'checkFederationRequest', 'enterFederation', 'stopOwnership'],
  ...['answerMembership', 'agreeToSucceed'],
];

/** A run may have ended when it is told of; which of equals comes first in a list is drawn. */
const MOVING = [
  ...['startFederationRun', 'startHostRun', 'listTokens', 'listWebhooks', 'listAudit', 'listHosts', 'listServices'],
  ...[
    'lookUpDomains',
    'listWithdrawnHosts',
    'listChanges',
    'listMembers',
    'listLooks',
    'listReports',
    'listFederationRuns',
    'listHostRuns',
  ],
];

/** What is asked of others than `operations.ts` has at hand. */
const OTHERWISE: Record<string, () => Promise<Asking & { at: string }>> = {
  listTerritories: async () => ({ at: '/v1/territories?q=creuse&limit=1' }),
  publishHost: async () => {
    const { id } = await api.draft();
    return { at: `/v1/hosts/${id}/publication?force=true`, token: ADMIN_TOKEN, body: {} };
  },
  mergeHosts: async () => {
    const [kept, { id }] = [await api.published(), await api.published()];
    const body = { from: id, reason: { fr: 'La même association.' } };
    return { at: `/v1/hosts/${kept.slug}/merges`, token: ADMIN_TOKEN, body };
  },
  claimOwnership: async () => {
    const { slug } = await api.published({ website: 'https://seule-a-ce-nom.example' });
    return { at: `/v1/hosts/${slug}/ownership`, body: { terms: '2026-1' } };
  },
  askMembership: async () => {
    const { token } = await api.published();
    return { at: `/v1/federations/${operations.federation.slug}/members`, token, body: { since: '2020' } };
  },
  listMemberAnswers: async () => {
    await operations.ask('putOwnCriterion', { token: ADMIN_TOKEN });
    return { at: operations.addressOf(operations.found('listMemberAnswers').path) };
  },
};

const answersJson = ({ operation: { operationId, responses } }: Described): boolean =>
  ![...WITHOUT, ...AFTER_OTHERS].includes(operationId) &&
  Object.entries(responses).some(([status, { content }]) => status < '300' && content?.['application/json']);

/** Its first item says what the others are like. */
const shortened = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, 1).map(shortened);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shortened(one)]));
};

/** Where a value has fields; names that are identifiers, dates or slugs of the data count as one. */
const shapeOf = (value: unknown, at = ''): string[] => {
  if (Array.isArray(value)) return value.flatMap((one) => shapeOf(one, `${at}[]`));
  if (value === null || typeof value !== 'object') return [at];
  return Object.entries(value).flatMap(([name, one]) => shapeOf(one, `${at}/${/[-\d]/.test(name) ? '*' : name}`));
};

async function answerOf({ operation, method, path }: Described): Promise<ExampleAnswer> {
  const id = operation.operationId;
  await operations.prepare(id);
  const token = RULES[id] || READINGS[id] ? operations.tokens[allowedFor(id)] : undefined;
  const isList = JSON.stringify(operation).includes('"name":"limit"');
  const asked = method === 'GET' && isList ? { at: `${operations.addressOf(path)}?limit=1` } : {};
  const { status, body, text } = await operations.ask<unknown>(id, {
    ...{ token, ifMatch: '*', ...asked },
    ...(await OTHERWISE[id]?.()),
  });
  expect(status, `${id}: ${text}`).toBeLessThan(300);
  operations.took(id);
  return { status, body: shortened(body) };
}

describe('the example of an answer', () => {
  it('is there for each operation that answers JSON, as the service answers today', { timeout: 600_000 }, async () => {
    const described = operationsOf(api.app).filter(answersJson);
    const shown = isWriting ? {} : exampleAnswers();
    const now: Record<string, ExampleAnswer> = {};
    const other: unknown[] = [];
    for (const one of described) {
      const id = one.operation.operationId;
      const answer = await answerOf(one);
      if (answer.body === undefined) continue;
      now[id] = answer;
      const shapes = [answer, shown[id] ?? { status: 0, body: undefined }].map(({ status, body }) => [
        status,
        ...new Set(shapeOf(body)),
      ]);
      if (!MOVING.includes(id) && JSON.stringify(shapes[0]?.sort()) !== JSON.stringify(shapes[1]?.sort()))
        other.push([id, ...shapes]);
    }
    if (isWriting) {
      const sorted = Object.fromEntries(Object.entries(now).sort(([a], [b]) => (a < b ? -1 : 1)));
      writeFileSync(new URL('../../openapi/answers.json', import.meta.url), `${JSON.stringify(sorted, null, 1)}\n`);
      return;
    }
    expect(other, 'npm run openapi:answers writes them anew').toEqual([]);
    expect(Object.keys(shown).sort()).toEqual(Object.keys(now).sort());
    expect(described.length).toBeGreaterThan(150);
  });
});
