import { BY_COMMAS } from './asking/several-values.ts';
import { exampleAnswers } from './example-answers.ts';

/*
 * The published OpenAPI document, made from the strict one that answers are checked against. Shared parts appear once.
 * Answers may have fields that are not named yet, so that a client generated today accepts future answers.
 */

type Json = Record<string, unknown>;
type Schemas = Record<string, Json>;

interface Parameter extends Json {
  in: string;
  name: string;
}
interface Response extends Json {
  description?: string;
  headers?: Json;
  content?: Record<string, { schema?: Json; example?: unknown }>;
}
interface Operation extends Json {
  security?: object[];
  parameters?: (Parameter | Json)[];
  requestBody?: Json;
  responses: Record<string, Response | Json>;
}
interface Description extends Json {
  paths?: Record<string, Record<string, Operation>>;
  components?: Json & { schemas?: Schemas };
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const SCHEMA = '#/components/schemas/';
const refTo = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });
const pascal = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');

const text = (description: string, example?: string) => ({
  description,
  schema: { type: 'string' },
  ...(example !== undefined && { example }),
});

const HEADERS: Record<string, Json> = {
  ETag: text(
    'The state of this answer, for `If-None-Match`; to whoever may write it its version, for `If-Match`',
    '"v3"',
  ),
  'Content-Language': text('The language of sentences and labels', 'fr'),
  Link: text(
    'The next page (`rel="next"`), the licence of the data (`rel="license"`), and what else belongs to the answer',
    '</v1/hosts?cursor=…>; rel="next"',
  ),
  RateLimit: text('What is left of the quota, and in how many seconds it begins anew', '"address";r=119;t=60'),
  'RateLimit-Policy': text('The quota: how many requests in how many seconds', '"address";q=120;w=60'),
  'Retry-After': { description: 'Seconds to wait before trying again', schema: { type: 'integer' }, example: 5 },
  Deprecation: text('Only where an operation ends: since when that is known, as seconds of Unix time', '@1798761600'),
  Sunset: text(
    'Only where an operation ends: from when on it may be gone, at the soonest two years later',
    'Mon, 01 Jan 2029 00:00:00 GMT',
  ),
  Location: text('Where what was made can be read, or where the work can be followed', '/v1/hosts/les-sorbiers'),
  'Idempotency-Replayed': {
    description: 'The answer was given before, under the same key',
    schema: { type: 'string', const: 'true' },
  },
  'Access-Control-Allow-Origin': text('Pages of any site may read this answer, without credentials', '*'),
  'WWW-Authenticate': text('`error="invalid_token"` when a token came that is not valid', 'Bearer'),
  Allow: text('The methods that this address takes', 'GET, HEAD'),
};

const header = (name: string, description: string, schema: Json = { type: 'string' }): Parameter => ({
  ...{ in: 'header', name, description, schema, required: false },
});
const ACCEPT_LANGUAGE = header('Accept-Language', 'French or English for sentences and labels; `lang` wins over it');
const OF_PUBLIC_READING = [
  header('If-None-Match', 'The `ETag` that was read: 304 when the answer is still the same'),
  header('Min-Revision', 'Waits up to a second for this revision of the catalogue, else 503', {
    type: 'integer',
    minimum: 0,
  }),
];

/** Marks operations that pages of any site may call; the server adds it, because the route knows. */
export const OPEN = 'x-cross-origin';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const headersNamed = (...names: string[]): Json =>
  Object.fromEntries(names.map((name) => [name, refTo('headers', name)]));

/** A token works on every route with a rate limit: those under `/v1`. */
const securityOf = (path: string, { security }: Operation): object[] =>
  security ?? (path.startsWith('/v1/') ? [{}, { token: [] }] : []);

/** Whether an operation is a public read: only these accept `Min-Revision`. */
const isPublicReading = ({ responses }: Operation): boolean =>
  String(responses['503']?.description).includes('`revision-not-reached`');

function withParameters(operation: Operation): void {
  const parameters = [...(operation.parameters ?? [])];
  if (parameters.some(({ name }) => name === 'lang')) parameters.push(ACCEPT_LANGUAGE);
  if (isPublicReading(operation)) parameters.push(...OF_PUBLIC_READING);
  operation.parameters = parameters;
}

function withHeaders(path: string, operation: Operation): void {
  const isReading = isPublicReading(operation);
  const counted = headersNamed('RateLimit', 'RateLimit-Policy');
  const saysLanguage = operation.parameters?.some(({ name }) => name === 'lang');
  if (isReading)
    operation.responses['304'] = {
      description: 'Still as it was read (`If-None-Match`)',
      headers: { ...headersNamed('ETag'), ...counted },
    };
  for (const [status, response] of Object.entries(operation.responses) as [string, Response][]) {
    if (status === '304') continue;
    const hasLinks = (isReading && path.startsWith('/v1/')) || JSON.stringify(response.content ?? {}).includes('List"');
    response.headers = {
      ...(status.startsWith('2') && isReading && headersNamed('ETag')),
      ...(status.startsWith('2') && hasLinks && headersNamed('Link')),
      ...((saysLanguage || Number(status) >= 400) && headersNamed('Content-Language')),
      ...(status === '401' && headersNamed('WWW-Authenticate')),
      ...(status === '405' && headersNamed('Allow')),
      ...(['409', '429', '503'].includes(status) && headersNamed('Retry-After')),
      ...(!['408', '414', '431'].includes(status) && (path.startsWith('/v1/') || Number(status) >= 400) && counted),
      ...(status.startsWith('2') && operation[OPEN] !== undefined && headersNamed('Access-Control-Allow-Origin')),
      ...(operation.deprecated === true && headersNamed('Deprecation', 'Sunset')),
      // What a route says of its own answers, in the words that are common to all.
      ...Object.fromEntries(
        Object.entries(response.headers ?? {}).map(([name, own]) => [
          name,
          name in HEADERS ? refTo('headers', name) : own,
        ]),
      ),
    };
  }
}

/** The headers that some answer has. */
const usedHeaders = (parts: object): Json => {
  const json = JSON.stringify(parts);
  return Object.fromEntries(
    Object.entries(HEADERS).filter(([name]) => json.includes(`"#/components/headers/${name}"`)),
  );
};

/** Answers with status 300 and above that are not errors. */
const NO_ERRORS: Record<string, string> = { 304: 'NotModified', 308: 'AtPresentAddress' };

/** The name of the errors of one status, made from their codes. */
const nameOfErrors = (status: string, { description = '' }: Response): string => {
  const codes = [...description.matchAll(/`([a-z-]+)`:/g)].map(([, code]) => pascal(code as string));
  return codes.length === 0 ? `Status${status}` : codes.join('Or');
};

/** Puts equal objects under one name; different objects with the same name get a number. */
function shared(kind: string) {
  const named: Record<string, { json: string; value: Json }> = {};
  const put = (wanted: string, value: Json): Json => {
    const json = JSON.stringify(value);
    for (let number = 1; ; number++) {
      const name = number === 1 ? wanted : `${wanted}${number}`;
      named[name] ??= { json, value };
      if (named[name].json === json) return refTo(kind, name);
    }
  };
  const all = (): Json =>
    Object.fromEntries(
      Object.entries(named)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { value }]) => [name, value]),
    );
  return { put, all };
}

/** The names of all schemas that a part refers to, directly or through others. */
function reached(part: unknown, schemas: Schemas, into = new Set<string>()): Set<string> {
  for (const [, name = ''] of JSON.stringify(part ?? null).matchAll(/"#\/components\/schemas\/([\w.-]+)"/g)) {
    if (into.has(name)) continue;
    into.add(name);
    reached(schemas[name], schemas, into);
  }
  return into;
}

/** A copy that allows unknown fields, and unknown values of lists that may grow. */
const opened = (part: unknown): unknown => {
  if (Array.isArray(part)) return part.map(opened);
  if (!isObject(part)) return part;
  // A named schema of which something is said in one place.
  if (Array.isArray(part.anyOf) && part.anyOf.length === 1) {
    const { anyOf, ...said } = part;
    return { ...(opened(anyOf[0]) as Json), ...said };
  }
  if (part['x-grows']) {
    const { 'x-grows': _, enum: values, pattern: __, ...rest } = part;
    return { ...rest, ...(values !== undefined && { 'x-extensible-enum': values }) };
  }
  return Object.fromEntries(
    Object.entries(part)
      .filter(([key, value]) => key !== BY_COMMAS && (key !== 'additionalProperties' || value !== false))
      .map(([key, value]) => [key, opened(value)]),
  );
};

/** A copy that refers to the request forms of schemas, in which every list is closed. */
const asRequest = (part: unknown, both: ReadonlySet<string>): unknown =>
  JSON.parse(
    JSON.stringify(part).replace(/"#\/components\/schemas\/([\w.-]+)"/g, (ref, name: string) =>
      both.has(name) ? `"${SCHEMA}${name}Input"` : ref,
    ),
    (key, value) => (key === 'x-grows' ? undefined : value),
  );

/**
 * `x-required` names fields that most clients should send although they are optional; a generated client always sends
 * them.
 */
function withRequired({ 'x-required': more, ...schema }: Json): Json {
  return more ? { ...schema, required: [...((schema.required as string[]) ?? []), ...(more as string[])] } : schema;
}

/** Request schemas are exact, answer schemas open: a schema used in both is published under two names. */
function openAnswers(operations: readonly Operation[], schemas: Schemas): Schemas {
  const inRequests = reached(
    operations.map(({ requestBody }) => requestBody),
    schemas,
  );
  const inAnswers = reached(
    operations.map(({ responses }) => responses),
    schemas,
  );
  const both = new Set([...inRequests].filter((name) => inAnswers.has(name)));
  for (const operation of operations) {
    operation.responses = opened(operation.responses) as Operation['responses'];
    operation.parameters = asRequest(operation.parameters ?? [], both) as Parameter[];
    if (operation.requestBody) operation.requestBody = asRequest(operation.requestBody, both) as Json;
  }
  const named = Object.entries(schemas).flatMap(([name, schema]): [string, Json][] => {
    if (!inRequests.has(name)) return [[name, opened(schema) as Json]];
    const exact = withRequired(asRequest(schema, both) as Json);
    return both.has(name)
      ? [
          [name, opened(schema) as Json],
          [`${name}Input`, exact],
        ]
      : [[name, exact]];
  });
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** @param strict the document that answers are checked against; it is not changed */
export function publishedForm(strict: object): object {
  const description = structuredClone(strict) as Description;
  const { paths = {}, components = {} } = description;
  const [parameters, responses] = [shared('parameters'), shared('responses')];
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => METHODS.includes(method))
      .map(([, operation]) => ({ path, operation })),
  );
  for (const { path, operation } of operations) {
    operation.security = securityOf(path, operation);
    withParameters(operation);
    withHeaders(path, operation);
  }
  const schemas = openAnswers(
    operations.map(({ operation }) => operation),
    components.schemas ?? {},
  );
  const examples = exampleAnswers();
  for (const { operation } of operations) {
    const example = examples[String(operation.operationId)];
    const answer =
      example && (operation.responses[example.status] as Response | undefined)?.content?.['application/json'];
    if (answer) answer.example = example.body;
    operation.parameters = (operation.parameters ?? []).map((one) =>
      parameters.put(pascal(`${one.name}${one.in === 'path' ? ' name' : ''}`), one),
    );
    for (const [status, response] of Object.entries(operation.responses) as [string, Response][])
      if (Number(status) >= 300)
        operation.responses[status] = responses.put(NO_ERRORS[status] ?? nameOfErrors(status, response), response);
  }
  description.components = {
    ...components,
    ...{ parameters: parameters.all(), responses: responses.all(), schemas },
    headers: usedHeaders([paths, responses.all()]),
  };
  return description;
}
