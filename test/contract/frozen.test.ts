import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { breaksBetween } from '../../checks/breaks.ts';

/* `/v1` is built on for years: what its frozen description says stays, and what is added is optional. */

type Description = Parameters<typeof breaksBetween>[0];
const fileOf = (name: string) => new URL(`../../openapi/${name}`, import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(fileOf(name), 'utf8')) as Description;

/** A small description that can be broken in every way. */
const small = (over: (description: ReturnType<typeof whole>) => void = () => {}): Description => {
  const description = whole();
  over(description);
  return description as unknown as Description;
};
const text = { type: 'string' } as Record<string, unknown>;
function whole() {
  return {
    servers: [{ url: '/' }],
    paths: {
      '/v1/hosts': {
        get: {
          operationId: 'listHosts',
          parameters: [
            {
              in: 'query',
              name: 'q',
              required: false,
              schema: { type: 'string', maxLength: 100, default: 'a' } as object,
            },
          ] as object[],
          responses: {
            200: {
              headers: { ETag: { schema: text } },
              content: { 'application/json': { schema: { $ref: '#/components/schemas/HostList' } } },
            },
            404: {
              description: '`host-not-found`: Host not found',
              content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
            },
          } as Record<string, { headers?: object; description?: string }>,
        } as Record<string, unknown>,
        post: {
          operationId: 'registerHost',
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/HostInput' } } },
          },
          responses: { 201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Host' } } } } },
        } as Record<string, unknown>,
      } as Record<string, Record<string, unknown>>,
    } as Record<string, Record<string, Record<string, unknown>>>,
    webhooks: {
      'host.changed': {
        post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Host' } } } } },
      },
    } as Record<string, object>,
    components: {
      schemas: {
        HostList: {
          type: 'object',
          required: ['items'],
          properties: { items: { type: 'array', items: { $ref: '#/components/schemas/Host' } } },
        },
        Host: {
          type: 'object',
          required: ['id', 'state'],
          properties: {
            id: text,
            state: { type: 'string', enum: ['published', 'closed'] },
            since: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
            size: { type: 'integer' },
          } as Record<string, Record<string, unknown>>,
        },
        Problem: { type: 'object', required: ['code'], properties: { code: text } as Record<string, object> },
        HostInput: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, kind: { type: 'string', enum: ['a', 'b'] } } as Record<
            string,
            object
          >,
          additionalProperties: false,
        },
      },
    },
  };
}
type Small = ReturnType<typeof whole>;
const host = (description: Small) => description.components.schemas.Host;
const input = (description: Small) => description.components.schemas.HostInput;
const list = (description: Small) => description.paths['/v1/hosts']!.get!;

const BREAKS: [what: string, how: (description: Small) => void][] = [
  ['an operation that is gone', ({ paths }) => delete paths['/v1/hosts']!.post],
  ['an operation of another name', (it) => Object.assign(list(it), { operationId: 'findHosts' })],
  ['a parameter that is gone', (it) => Object.assign(list(it), { parameters: [] })],
  [
    'a parameter that is new and required',
    (it) => (list(it).parameters as object[]).push({ in: 'query', name: 'key', required: true, schema: text }),
  ],
  [
    'a parameter that takes less',
    (it) => Object.assign((list(it).parameters as { schema: object }[])[0]!.schema, { maxLength: 10 }),
  ],
  ['an answer of another status', (it) => Object.assign(list(it), { responses: { 202: {} } })],
  ['a field of an answer that is gone', (it) => delete host(it).properties.size],
  ['a field of an answer that may be absent', (it) => Object.assign(host(it), { required: ['id'] })],
  ['a field of another type', (it) => Object.assign(host(it).properties.size!, { type: 'string' })],
  ['a field that may be null', (it) => Object.assign(host(it).properties.size!, { type: ['integer', 'null'] })],
  [
    'a value of an answer that comes no more',
    (it) => Object.assign(host(it).properties.state!, { enum: ['published'] }),
  ],
  [
    'a value that is new in a closed list',
    (it) => Object.assign(host(it).properties.state!, { enum: ['published', 'closed', 'silent'] }),
  ],
  [
    'a day that is an instant',
    (it) =>
      Object.assign(host(it).properties.since!, { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] }),
  ],
  ['a field of a request that is now required', (it) => Object.assign(input(it), { required: ['name', 'kind'] })],
  ['a field of a request that is no longer taken', (it) => delete input(it).properties.kind],
  ['a value of a request that is no longer taken', (it) => Object.assign(input(it).properties.kind!, { enum: ['a'] })],
  ['a field of a problem that is gone', ({ components }) => delete components.schemas.Problem.properties.code],
  [
    'a code of a refusal that comes no more',
    (it) => Object.assign((list(it).responses as Record<string, object>)[404]!, { description: '`no-host`: No host' }),
  ],
  ['a header that is gone', (it) => delete (list(it).responses as Record<string, { headers?: object }>)[200]!.headers],
  [
    'another meaning of a parameter that is left out',
    (it) => Object.assign((list(it).parameters as { schema: object }[])[0]!.schema, { default: 'x' }),
  ],
  [
    'a list that is written another way',
    (it) => Object.assign((list(it).parameters as object[])[0]!, { explode: false }),
  ],
  ['a format that is asked for', (it) => Object.assign(input(it).properties.name!, { format: 'idn-email' })],
  ['another address', (it) => Object.assign(it, { servers: [{ url: '/v2' }] })],
  ['other credentials', (it) => Object.assign(list(it), { security: [{ token: [] }] })],
  ['an event that is sent no more', ({ webhooks }) => delete webhooks['host.changed']],
];

const ADDITIONS: [what: string, how: (description: Small) => void][] = [
  ['another operation', ({ paths }) => (paths['/v1/more'] = { get: { operationId: 'listMore', responses: {} } })],
  [
    'a parameter that may be left out',
    (it) => (list(it).parameters as object[]).push({ in: 'query', name: 'sort', schema: text }),
  ],
  ['a refusal that comes no more', (it) => delete (list(it).responses as Record<string, object>)[404]],
  ['a field of an answer', (it) => (host(it).properties.more = text)],
  ['a field that is always there now', (it) => Object.assign(host(it), { required: ['id', 'state', 'size'] })],
  [
    'a field that is never null any more',
    (it) => Object.assign(host(it).properties.since!, { anyOf: [{ type: 'string', format: 'date' }] }),
  ],
  ['a field of a request that may be left out', (it) => (input(it).properties.more = text)],
  ['a value that a request may have', (it) => Object.assign(input(it).properties.kind!, { enum: ['a', 'b', 'c'] })],
  ['another event', ({ webhooks }) => (webhooks['host.new'] = { post: {} })],
];

describe('a program that was written for one description', () => {
  it.each(BREAKS)('is broken by %s', (_what, how) => {
    expect(breaksBetween(small(), small(how))).not.toEqual([]);
  });

  it.each(ADDITIONS)('works on with %s', (_what, how) => {
    expect(breaksBetween(small(), small(how))).toEqual([]);
  });
});

describe('the description of today', () => {
  it('breaks no program that was written for /v1 as it is frozen', () => {
    expect(breaksBetween(read('v1.json'), read('openapi.json'))).toEqual([]);
  });
});
