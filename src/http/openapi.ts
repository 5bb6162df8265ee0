import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify';
import type { TSchema } from 'typebox';
import { SAID_BY_NULL, saysByNull, withoutNulls } from '../ground/absent.ts';
import type { ErrorCode } from '../ground/errors.ts';
import { OR_NULL } from '../vocabulary/shapes.ts';
import { PROBLEMS } from './problem-kinds.ts';
import { OPEN, publishedForm } from './published.ts';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Named = Json & { $id: string };
/** The properties of an object in answers: what is null in code may be absent, unless null says something there. */
function withAbsent({ properties, required, ...schema }: Json): Json {
  const mayLack = new Set<string>();
  const answered = Object.entries(properties as Record<string, Json>).map(([name, property]) => {
    const { [OR_NULL]: marked, anyOf, ...more } = property;
    if (!marked) return [name, property];
    if (saysByNull(name)) return [name, { anyOf, ...more }];
    mayLack.add(name);
    const [value] = anyOf as [TSchema & Json];
    // A named schema stays a reference; what is said of it here belongs to this property alone.
    if (isNamed(value)) return [name, Object.keys(more).length > 0 ? { anyOf: [value], ...more } : value];
    return [name, { ...value, ...more }];
  });
  const left = (required as string[] | undefined)?.filter((name) => !mayLack.has(name)) ?? [];
  return { ...schema, properties: Object.fromEntries(answered), ...(left.length > 0 && { required: left }) };
}

const isNamed = (schema: Json): schema is Named => typeof schema.$id === 'string';

/**
 * Registers each schema with an `$id` in the application when a route first uses it, and replaces it in the route by a
 * `$ref`: code nests schemas, and the document contains each once. `Problem` is registered immediately. What is null in
 * code is absent in answers.
 */
export function publishSchemas(app: FastifyInstance, problem: TSchema): void {
  const published = new Set<string>();
  /** Routes share most of their parameters and answers. */
  const copies = new Map<Json, Json>();

  /** A copy in which every named schema is a `$ref`. */
  const linked = (schema: unknown): unknown => {
    if (Array.isArray(schema)) return schema.map(linked);
    if (!isObject(schema)) return schema;
    if (!isNamed(schema)) {
      let copy = copies.get(schema);
      if (!copy) {
        const written = isObject(schema.properties) ? withAbsent(schema) : schema;
        copy = Object.fromEntries(
          Object.entries(written).flatMap(([key, value]) => (key === OR_NULL ? [] : [[key, linked(value)]])),
        );
        copies.set(schema, copy);
      }
      return copy;
    }
    const { $id, ...content } = schema;
    if (!published.has($id)) {
      published.add($id);
      app.addSchema({ $id, ...(linked(content) as Json) });
    }
    return { $ref: `${$id}#` };
  };
  linked(problem);
  // Answers that are text already were written by `answerJson`.
  app.addHook('preSerialization', (_request, _reply, answer, done) => done(null, withoutNulls(answer)));
  app.addHook('onRoute', (route: RouteOptions) => {
    if (!route.schema) return;
    const { body, querystring, params, headers, response, ...rest } = route.schema as FastifySchema & Json;
    const parts = { body, querystring, params, headers, response };
    for (const [part, schema] of Object.entries(parts)) if (schema) rest[part] = linked(schema);
    route.schema = rest;
  });
}

/** Characters above U+00FF that are invisible or change the text direction; patterns contain them unescaped. */
const UNSEEN =
  /\u034f|\u17b4|\u17b5|[\u180b-\u180f]|[\ufe00-\ufe0f]|[\u061c\u115f\u1160\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufeff\uffa0]/g;

/** The OpenAPI document as it is published, as JSON in which every character is visible. */
export const writeOpenApi = (app: FastifyInstance, indent?: number): string =>
  JSON.stringify(publishedForm(app.swagger()), null, indent).replace(
    UNSEEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A query parameter with a default is required in the handler's type, but optional for clients. */
function withOptionalDefaults(schema: FastifySchema | undefined): FastifySchema | undefined {
  const query = schema?.querystring;
  if (!isObject(query) || !isObject(query.properties) || !Array.isArray(query.required)) return schema;
  const properties = query.properties as Record<string, Json>;
  const required = query.required.filter((name: string) => properties[name]?.default === undefined);
  return { ...schema, querystring: { ...query, required } };
}

const PROBLEM = { 'application/problem+json': { schema: { $ref: 'Problem#' } } };

/** Errors that every operation may answer. */
const EVERYWHERE: ErrorCode[] = [
  'invalid-request',
  'malformed-request',
  'bad-token',
  'method-not-allowed',
  'address-too-long',
  'headers-too-large',
  'too-many-requests',
  'request-too-slow',
  'internal-error',
  'overloaded',
  'starting',
];

const describedErrors = new Map<string, object>();
/** One object for each list of errors: most operations have the same. */
function describedAs(list: readonly ErrorCode[]): object {
  const description = list.map((code) => `\`${code}\`: ${PROBLEMS[code].title.en}`).join('\n\n');
  const described = describedErrors.get(description) ?? { description, content: PROBLEM };
  describedErrors.set(description, described);
  return described;
}

/**
 * The documented errors of an operation, by status. The type is empty on purpose: errors are thrown, never returned, so
 * they must not become part of a handler's return type.
 */
export function errors(...codes: ErrorCode[]): Record<never, never> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set([...EVERYWHERE, ...codes])) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].map(([status, list]) => [status, describedAs(list)]));
}

export const TAGS = [
  { name: 'Catalogue', description: 'Hosts, services and federations, as published' },
  { name: 'Open data', description: 'The whole catalogue in files, and as linked data' },
  { name: 'Vocabularies', description: 'Usages, tools, criteria, kinds of commitments, territories, helpers' },
  { name: 'Matching', description: 'From a need to the hosts that meet it, with reasons' },
  { name: 'Diagnosis', description: 'From a map of tools and practices to findings and a need' },
  { name: 'Writing', description: 'What a host says of itself' },
  { name: 'Reports', description: 'What somebody says is amiss with an entry, and what became of it' },
  { name: 'Exchange', description: 'Data in and out, in formats that others read and write too' },
  { name: 'Federations', description: 'Networks of hosts: members, reviews, policies' },
  { name: 'Following', description: 'What changes, for programs of others: the feed of changes, and webhooks' },
  { name: 'Accounts', description: 'Access tokens' },
  { name: 'Service', description: 'Discovery, health, documentation' },
] as const;
export type Tag = (typeof TAGS)[number]['name'];

/** @param webhooks what this service sends, by type of event */
export async function addOpenApi(
  app: FastifyInstance,
  { version, webhooks }: { version: string; webhooks: Record<string, object> },
): Promise<void> {
  const withoutBody = new Set<string | undefined>();
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Bercail',
        version,
        description:
          'Shared catalogue of ethical hosting services: verified offers, declared needs, explained matches. ' +
          'A fact that is absent is unknown, never no: what is not known is left out of answers. Null is answered only where it says something: ' +
          `${Object.entries(SAID_BY_NULL)
            .map(([name, says]) => `\`${name}\` (${says})`)
            .join(', ')}; in \`keys\` it keeps a place. ` +
          'In a merge patch null removes. Amounts are euros, dates are days in Europe/Paris, room is in gigabytes: ' +
          '`storageGb` as a field, `storage-gb` as a unit (in `capacity`, `limits`, `capacityUnits`). ' +
          'Documents that are kept say in `schemaVersion` which shape they are of.\n\n' +
          'What stays for how long is promised at [/docs/promise](/docs/promise); codes of errors are listed at [/docs/problems](/docs/problems). ' +
          'A browser that reads (`Accept` prefers `text/html`) gets an error as a page, anybody else as `application/problem+json`. ' +
          'Operations with `x-cross-origin` are answered to pages of any site, without credentials; preflight requests allow ' +
          '`Accept`, `Accept-Language`, `Content-Type`, `If-None-Match` and `Min-Revision`. Every answer has an `X-Request-Id`.\n\n' +
          'Lists of codes and words that may grow are `x-extensible-enum`: take a value that you do not know as unknown, and show the `text` beside it.\n\n' +
          'The software is under AGPL-3.0-or-later. Of the data, facts are under CC0-1.0 and texts that people wrote under ' +
          'CC BY 4.0 (the page /terms): lists say so in `licence`, every public answer of data in `Link` (`rel="license"`).',
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
    transformObject: (made) => {
      if (!('openapiObject' in made)) return made.swaggerObject;
      const { openapiObject } = made;
      // The plugin marks every body as required.
      for (const { put, post } of Object.values(openapiObject.paths ?? {}).flatMap((path) => path ?? []))
        for (const operation of [put, post])
          if (withoutBody.has(operation?.operationId)) Object.assign(operation?.requestBody ?? {}, { required: false });
      // Sorted by name, so that the order in which rooms register does not matter.
      const { schemas = {} } = openapiObject.components ?? {};
      const byName = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
      Object.assign(openapiObject.components ?? {}, { schemas: byName });
      Object.assign(openapiObject, { webhooks });
      return openapiObject;
    },
    transform: ({ schema, url, route }) => {
      if (route.config?.bodyMayLack) withoutBody.add(schema?.operationId);
      const isOpen = route.config?.crossOrigin ?? (route.method === 'GET' || String(route.method) === 'GET,HEAD');
      const marked = { ...withOptionalDefaults(schema), ...(isOpen && { [OPEN]: 'any origin, without credentials' }) };
      return { schema: marked as FastifySchema, url };
    },
  });
}
