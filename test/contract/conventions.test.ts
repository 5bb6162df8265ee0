import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SAID_BY_NULL } from '../../src/ground/absent.ts';

/* Conventions of the contract, one for each thing, over the whole description: a new operation keeps them or is named here. */

interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  'x-extensible-enum'?: unknown[];
  format?: string;
  pattern?: string;
  anyOf?: Schema[];
  items?: Schema;
  additionalProperties?: boolean | Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}
interface Operation {
  operationId: string;
  parameters?: { $ref?: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { headers?: object; content?: Record<string, { schema: Schema }> }>;
}

const description: {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
} = JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'));

const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method, path, ...operation })),
);

const resolved = (schema: Schema): Schema =>
  schema.$ref ? resolved(description.components.schemas[schema.$ref.split('/').at(-1)!]!) : schema;

const bodyOf = ({ requestBody }: Operation): Schema =>
  resolved(Object.values(requestBody?.content ?? {})[0]?.schema ?? {});

it('answers what others ask by PUT …/answer with an outcome, and nowhere else', () => {
  const answers = operations.filter(({ path }) => path.endsWith('/answer'));
  expect(answers.map(({ operationId }) => operationId).sort()).toEqual([
    'answerFederationRequest',
    'answerMembership',
    'answerReferral',
    'answerReport',
  ]);
  for (const { method, operationId, ...operation } of answers)
    expect([operationId, method, bodyOf({ operationId, ...operation }).required]).toEqual([
      operationId,
      'put',
      ['outcome'],
    ]);
  expect(
    operations.filter(
      ({ operationId, path }) => /^(?:answer|decide)[A-Z]/.test(operationId) && !path.endsWith('/answer'),
    ),
  ).toEqual([]);
});

it('tells what a trial would do in `would`, by 200', () => {
  const tried = operations.filter(({ parameters = [] }) =>
    parameters.some(({ $ref }) => $ref === '#/components/parameters/DryRun'),
  );
  expect(tried.length).toBeGreaterThan(10);
  for (const { operationId, responses } of tried) {
    const answer = resolved(responses['200']?.content?.['application/json']?.schema ?? {});
    const fields = (answer.anyOf ?? [answer]).map((one) => Object.keys(resolved(one).properties ?? {}).join());
    expect([operationId, fields]).toEqual([operationId, expect.arrayContaining(['would,problems'])]);
  }
});

it('takes a sheet by PUT where it gives it by GET', () => {
  const sheets = operations.filter(({ method, path }) => method === 'put' && /sheet|csv|xlsx/.test(path));
  expect(sheets.length).toBeGreaterThan(10);
  for (const { path } of sheets)
    expect([path, Object.keys(description.paths[path]!)]).toEqual([
      expect.stringMatching(/\.(?:csv|xlsx)$/),
      expect.arrayContaining(['get']),
    ]);
});

/** Every field of every shape, with the way to it. */
function fieldsOf(schema: Schema, at: string): [at: string, field: Schema][] {
  const { properties = {}, anyOf = [], items, additionalProperties } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, field]): [string, Schema][] => [
      [`${at}/${name}`, field],
      ...fieldsOf(field, `${at}/${name}`),
    ]),
    ...anyOf.flatMap((one) => fieldsOf(one, at)),
    ...(items ? fieldsOf(items, `${at}/*`) : []),
    ...(typeof additionalProperties === 'object' ? fieldsOf(additionalProperties, `${at}/*`) : []),
  ];
}
const fields = [
  ...Object.entries(description.components.schemas).flatMap(([name, schema]) => fieldsOf(schema, name)),
  ...operations.flatMap(({ operationId, responses, requestBody }) =>
    [requestBody, ...Object.values(responses)].flatMap((part) =>
      Object.values(part?.content ?? {}).flatMap(({ schema }) => fieldsOf(schema, operationId)),
    ),
  ),
];

it('calls a state `state`; `status` is that of HTTP in a problem, and a relation of links', () => {
  expect(fields.filter(([at]) => at.endsWith('/status')).map(([at]) => at)).toEqual([
    'Problem/status',
    'getHome/links/status',
  ]);
});

const isInstant = ({ format }: Schema): boolean => format === 'date-time';
/** A day; or a year, a month or a day, as far as it is known. */
const isDay = ({ format, pattern = '' }: Schema): boolean =>
  format === 'date' || pattern.startsWith('^\\d{4}(-(0[1-9]');
const holds = (is: (schema: Schema) => boolean, field: Schema): boolean => {
  const schema = resolved(field);
  return is(schema) || (schema.anyOf ?? []).some((one) => holds(is, one));
};
const namesOf = (is: (schema: Schema) => boolean): string[] =>
  fields.filter(([, field]) => holds(is, field)).map(([at]) => at);
const lastOf = (at: string): string => at.split('/').at(-1)!;

it('ends the name of a day in On and of an instant in At; a preposition of time alone holds days', () => {
  const PREPOSITIONS = /^(?:on|asOf|since|until|from|to)$|(?:AsOf|Since|Until|From|By)$/;
  const days = namesOf(isDay);
  expect(days.length).toBeGreaterThan(100);
  expect(days.filter((at) => !/On$/.test(at) && !PREPOSITIONS.test(lastOf(at)) && !at.includes('/stages/'))).toEqual(
    [],
  );
  const instants = namesOf(isInstant);
  expect(instants.length).toBeGreaterThan(50);
  expect(instants.filter((at) => !/At$|\/at$/.test(at))).toEqual(['Replay/since']);
  for (const [end, named] of [
    ['On', days],
    ['At', instants],
  ] as const)
    expect(fields.map(([at]) => at).filter((at) => lastOf(at).endsWith(end) && !named.includes(at))).toEqual([]);
});

it('has one word for each who acts: host, federation, admin, import, catalogue', () => {
  const valuesOf = (field: Schema): string[] => {
    const { enum: closed = [], 'x-extensible-enum': open = [], anyOf = [] } = resolved(field);
    const values = [...closed, ...open];
    return [...values.filter((value) => typeof value === 'string'), ...anyOf.flatMap(valuesOf)];
  };
  const actors = fields.filter(([at, field]) => /\/(?:by|role|statedBy)$/.test(at) && valuesOf(field).includes('host'));
  expect(actors.length).toBeGreaterThan(10);
  // What a fact rests on may be finer than who acts: a review, a certificate, a charter, a file.
  const MORE = ['certificate', 'review', 'charter', 'host-document', 'host-file'];
  expect(
    [...new Set(actors.flatMap(([, field]) => valuesOf(field)))].filter((value) => !MORE.includes(value)).sort(),
  ).toEqual(['admin', 'catalogue', 'federation', 'host', 'import']);
});

it('tells every fault as a pointer, a code and a message, whatever it is a fault of', () => {
  const shapes: [at: string, schema: Schema][] = [
    ...Object.entries(description.components.schemas),
    ...fields.map(([at, field]): [string, Schema] => [at, field.items ?? field]),
  ].filter(([, { properties = {} }]) => 'code' in properties && ('message' in properties || 'pointer' in properties));
  const told = shapes.map(([at, { required = [] }]) => [
    at,
    ['pointer', 'code', 'message'].every((one) => required.includes(one)),
  ]);
  expect(told.length).toBeGreaterThan(4);
  expect(told.filter(([, isWhole]) => !isWhole)).toEqual([]);
});

it('says where all that is new can be read, and gives what is written at its own address', () => {
  const made = operations.flatMap(({ operationId, responses }) =>
    ['201', '202'].flatMap((status) => (responses[status] ? [[operationId, responses[status].headers] as const] : [])),
  );
  expect(made.length).toBeGreaterThan(20);
  // A need that was sent is read by officers alone.
  for (const [operationId, headers] of made.filter(([operationId]) => operationId !== 'sendNeed'))
    expect([operationId, Object.keys(headers ?? {})]).toContainEqual(expect.arrayContaining(['Location']));
  const unread = operations.filter(({ method, path }) => method === 'put' && !description.paths[path]!.get);
  // An answer and the rights of a token are read with what they are of; a succession with the host that leaves.
  expect(unread.map(({ path }) => path).filter((path) => !/\/(?:answer|rights|withdrawal)$/.test(path))).toEqual([
    '/v1/duplicates/{host}/{other}',
    '/v1/hosts/{host}/successions/{leaving}',
  ]);
});

it('leaves out of answers what is not known; null is answered only where it says something, and the field says what', () => {
  const isNull = ({ type, enum: values = [] }: Schema): boolean =>
    [type].flat().includes('null') || values.includes(null);
  const mayBeNull = (schema: Schema): boolean =>
    isNull(schema) || (schema.anyOf ?? []).some((one) => mayBeNull(resolved(one)));
  const named = new Set<string>();
  const readIn = (schema: Schema): void =>
    void JSON.stringify(schema, (key, value) => {
      const name = key === '$ref' ? String(value).split('/').at(-1)! : undefined;
      if (name === undefined || named.has(name)) return value;
      named.add(name);
      readIn(description.components.schemas[name]!);
      return value;
    });
  const answers = operations.flatMap(({ operationId, responses }) =>
    Object.values(responses).flatMap(({ content = {} }) =>
      Object.values(content).map(({ schema }) => [operationId, schema] as const),
    ),
  );
  for (const [, schema] of answers) readIn(schema);
  const answered = [
    ...answers.flatMap(([operationId, schema]) => fieldsOf(schema, operationId)),
    ...[...named].flatMap((name) => fieldsOf(description.components.schemas[name]!, name)),
  ];
  const nulls = answered.filter(([, field]) => mayBeNull(field));
  expect(new Set(nulls.map(([at]) => lastOf(at)))).toEqual(new Set(Object.keys(SAID_BY_NULL)));
  // Of `next` it is said once, as of all lists.
  const silent = nulls.filter(([at, field]) => lastOf(at) !== 'next' && !/\bnull\b/.test(String(field.description)));
  expect(silent.map(([at]) => at)).toEqual([]);
  const inLists = answered.filter(([, { items }]) => items && mayBeNull(items));
  expect(inLists.map(([at]) => at).sort()).toEqual(['Conflict/keys', 'Relaxation/keys']);
  expect(inLists.filter(([, field]) => !/\bnull\b/.test(String(field.description)))).toEqual([]);
});

it('says in each document that others keep which shape it is of', () => {
  const versioned = fields.flatMap(([at]) => (at.endsWith('/schemaVersion') ? [at.split('/')[0]] : []));
  const KEPT = ['Host', 'HostItem', 'HostByDomain', 'HostDocument', 'Recommendation'];
  // What a host sends may leave it out.
  expect(versioned.sort()).toEqual([...KEPT, 'HostDocumentDraft'].sort());
});
