import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify';
import { type Static, type TSchema, Type } from 'typebox';
import type { ErrorCode } from '../ground/errors.ts';
import { PROBLEMS } from './problems.ts';

type Json = Record<string, unknown>;

/** A published schema by its name: the same type, and a `$ref` in the document. */
export function ref<S extends TSchema>(schema: S) {
  const { $id } = schema as { $id?: string };
  if ($id === undefined) throw new Error('Only a schema with an $id can be referred to');
  return Type.Unsafe<Static<S>>({ $ref: `${$id}#` });
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy in which every published schema inside is a `$ref`; the root keeps its own name and content. */
function linked(schema: unknown, published: ReadonlySet<string>, root = true): unknown {
  if (Array.isArray(schema)) return schema.map((item) => linked(item, published, false));
  if (!isObject(schema)) return schema;
  if (!root && typeof schema.$id === 'string' && published.has(schema.$id)) return { $ref: `${schema.$id}#` };
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => root || key !== '$id')
      .map(([key, value]) => [key, linked(value, published, false)]),
  );
}

/**
 * Publishes schemas by their `$id` and makes every route refer to them, so that a schema is written once in code
 * (nested as is) and once in the document.
 */
export function publishSchemas(app: FastifyInstance, schemas: readonly (TSchema & { $id?: string })[]): void {
  const names = new Set(schemas.map(({ $id }) => $id).filter((id) => id !== undefined));
  for (const schema of schemas) app.addSchema(linked(schema, names));
  app.addHook('onRoute', (route: RouteOptions) => {
    if (!route.schema) return;
    const { body, querystring, params, headers, response, ...rest } = route.schema as FastifySchema & Json;
    const parts = { body, querystring, params, headers, response };
    for (const [part, schema] of Object.entries(parts)) if (schema) rest[part] = linked(schema, names, false);
    route.schema = rest;
  });
}

/** A header or query with a default is always there for the handler, and optional for who asks. */
function withOptionalDefaults(schema: FastifySchema | undefined): FastifySchema | undefined {
  const query = schema?.querystring;
  if (!isObject(query) || !isObject(query.properties) || !Array.isArray(query.required)) return schema;
  const properties = query.properties as Record<string, Json>;
  const required = query.required.filter((name: string) => properties[name]?.default === undefined);
  return { ...schema, querystring: { ...query, required } };
}

const PROBLEM = { 'application/problem+json': { schema: { $ref: 'Problem#' } } };

/** Errors that any operation may answer. */
const EVERYWHERE: ErrorCode[] = ['invalid-request', 'bad-token', 'too-many-requests', 'internal-error'];

/**
 * The documented errors of an operation, by status. Its type is empty on purpose: errors are thrown, never returned,
 * so they take no part in the type of what a handler gives.
 */
export function errors(...codes: ErrorCode[]): Record<never, never> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set([...EVERYWHERE, ...codes])) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      { description: list.map((code) => `\`${code}\`: ${PROBLEMS[code].title.en}`).join('\n\n'), content: PROBLEM },
    ]),
  );
}

export const TAGS = [
  { name: 'Catalogue', description: 'Hosts, services and federations, as published' },
  { name: 'Vocabularies', description: 'Usages, tools, criteria, kinds of commitments, territories, helpers' },
  { name: 'Matching', description: 'From a need to the hosts that meet it, with reasons' },
  { name: 'Writing', description: 'What a host says of itself' },
  { name: 'Reports', description: 'What somebody says is amiss with an entry, and what became of it' },
  { name: 'Federations', description: 'Networks of hosts: members, reviews, policies' },
  { name: 'Accounts', description: 'Access tokens' },
  { name: 'Service', description: 'Discovery, health, documentation' },
] as const;
export type Tag = (typeof TAGS)[number]['name'];

export async function addOpenApi(app: FastifyInstance, { version }: { version: string }): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Bercail',
        version,
        description:
          'Shared catalogue of ethical hosting services: verified offers, declared needs, explained matches. ' +
          'An absent or null fact is unknown, never no. Amounts are euros, dates are days in Europe/Paris.',
        license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
      },
      servers: [{ url: '/', description: 'This server' }],
      tags: [...TAGS],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'Access token, shown once when it is made' },
        },
      },
    },
    refResolver: {
      buildLocalReference: ({ $id }, _baseUri, _fragment, index) => (typeof $id === 'string' ? $id : `def-${index}`),
    },
    transform: ({ schema, url }) => ({ schema: withOptionalDefaults(schema) as FastifySchema, url }),
  });
}
