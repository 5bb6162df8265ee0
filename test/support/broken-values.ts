import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

/* What is right in its shape by the published description, and every way to break it in one place. */

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
  items?: Schema;
  minProperties?: number;
  maxProperties?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
}
interface Parameter {
  $ref?: string;
  in: string;
  name: string;
  schema: Schema;
  required?: boolean;
}
interface Described {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> };
}

const description = JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> };
};
const lastOf = (ref: string): string => ref.split('/').at(-1)!;
const resolved = (schema: Schema): Schema =>
  schema.$ref ? resolved(description.components.schemas[lastOf(schema.$ref)]!) : schema;

/** Every operation, with its parameters and the types and the shape of its body. */
export const DESCRIBED = Object.values(description.paths).flatMap((methods) =>
  Object.values(methods).map(({ operationId: id, parameters = [], requestBody }) => {
    const content = requestBody?.content ?? {};
    return {
      id,
      required: requestBody?.required ?? false,
      types: Object.keys(content),
      schema: content['application/json']?.schema,
      parameters: parameters.map((one) => (one.$ref ? description.components.parameters[lastOf(one.$ref)]! : one)),
    };
  }),
);

const ajv = new Ajv({ strict: false, multipleOfPrecision: 6 });
// ajv-formats is CommonJS: its default export is one level down under nodenext types.
(formats as unknown as (ajv: Ajv) => void)(ajv);
for (const name of ['iri', 'idn-email'])
  ajv.addFormat(name, (text: string) => (name === 'iri') === text.includes('://'));

const WORDS = [
  ...['les-aulnes', 'fr', 'FR', '23', '23096', 'Un texte', '2026-11-24', '2026-11', '2026', '2026-11-24T12:00:00Z'],
  ...['https://aulnes.example', 'nom@aulnes.example', '+33 5 55 00 00 00', '7K4-2PW', 'criterion:visites', 'region:75'],
  ...['9b3c1c1e-8a65-4b6f-9d3c-6d0f6a5d2b11', 'usage', ''],
];
const firstThat = (schema: Schema, values: readonly unknown[]) => values.find((value) => ajv.validate(schema, value));

type Way = readonly (string | number)[];

/** Names of a map: some are those of a list, some identifiers. */
const nameOf = (i: number) => `9b3c1c1e-8a65-4b6f-9d3c-${String(i).padStart(12, '0')}`;

const mapOf = ({ additionalProperties }: Schema) =>
  typeof additionalProperties === 'object' ? additionalProperties : undefined;

/** Of what takes one of its fields alone, the first. */
const fieldsOf = ({ properties = {}, maxProperties }: Schema) => Object.entries(properties).slice(0, maxProperties);

/** Of several shapes, the one that holds most. */
const richestOf = (shapes: readonly Schema[]): Schema =>
  ['object', 'array'].flatMap((type) => shapes.filter((one) => resolved(one).type === type))[0] ?? shapes[0]!;

/** A value of which everything is said that its schema knows, right in its shape. */
export function wholeOf(given: Schema): unknown {
  const schema = resolved(given);
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return wholeOf(richestOf(schema.anyOf));
  const type = [schema.type].flat()[0];
  if (type === 'array') return Array(Math.min(schema.minItems || 1, schema.maxItems ?? 1)).fill(wholeOf(schema.items!));
  if (type === 'boolean') return true;
  if (type === 'string') return firstThat(schema, WORDS);
  if (type === 'number' || type === 'integer') return firstThat(schema, [1, schema.minimum ?? 0, schema.maximum]);
  const map = mapOf(schema);
  return Object.fromEntries([
    ...fieldsOf(schema).map(([name, one]) => [name, wholeOf(one)] as const),
    ...(map ? [[nameOf(0), wholeOf(map)] as const] : []),
  ]);
}

export const GONE = Symbol('gone');
export interface Breach {
  /** Where the value stands. */
  way: Way;
  value: unknown;
  /** What it must be told; others beside it only where a value may have several shapes. */
  code: string;
  /** Of a bound: the value at it, which is not told the same. */
  atBound?: unknown;
  isOneOfSeveral: boolean;
}

/** A value that a text may not be, for its signs alone. */
const unlike = (schema: Schema): string | undefined =>
  ['Ni ça \u0000 ni là', 'pas ça', 'é'].find(
    (text) =>
      [...text].length >= (schema.minLength ?? 0) &&
      [...text].length <= (schema.maxLength ?? 1000) &&
      !ajv.validate({ ...schema, minLength: 0 }, text),
  );

type Broken = Pick<Breach, 'code' | 'value' | 'atBound'>;

function boundsOf(schema: Schema): Broken[] {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems, minProperties, maxProperties } = schema;
  const step = schema.multipleOf ?? 1;
  const bounds: Broken[] = [];
  const add = (code: string, bound: number | undefined, beyond: number, make: (size: number) => unknown) => {
    if (bound && bound + beyond >= 0) bounds.push({ code, value: make(bound + beyond), atBound: make(bound) });
  };
  add('too-short', minLength, -1, (size) => 'x'.repeat(size));
  add('too-long', maxLength, 1, (size) => 'x'.repeat(size));
  if (minimum !== undefined) bounds.push({ code: 'out-of-range', value: minimum - step, atBound: minimum });
  if (maximum !== undefined) bounds.push({ code: 'out-of-range', value: maximum + step, atBound: maximum });
  const item = schema.items && wholeOf(schema.items);
  add('too-few', minItems, -1, (size) => Array(size).fill(item));
  add('too-many', maxItems, 1, (size) => Array(size).fill(item));
  if (minProperties) bounds.push({ code: 'too-few', value: {}, atBound: wholeOf(schema) });
  const map = mapOf(schema);
  if (map)
    add('too-many', maxProperties, 1, (size) =>
      Object.fromEntries(Array.from({ length: size }, (_, i) => [nameOf(i), wholeOf(map)])),
    );
  return bounds;
}

/** Values that break a schema at its top: each with what it must be told. */
function broken(schema: Schema): Broken[] {
  const types = [schema.type].flat();
  const found = boundsOf(schema);
  const add = (code: string, value: unknown) => found.push({ code, value });
  const other = types.includes('string') ? 3 : types.includes('array') ? {} : types.includes('object') ? [] : 'texte';
  if (schema.enum) add('unknown-value', 'inconnue');
  else add('wrong-type', other);
  const strange = types.includes('string') && !schema.enum ? unlike(schema) : undefined;
  if (strange !== undefined) add('wrong-format', strange);
  if (types.includes('integer')) add('wrong-type', (schema.minimum ?? 0) + 0.5);
  if (schema.multipleOf) add('too-precise', (schema.minimum ?? 0) + schema.multipleOf * 1.5);
  if (schema.uniqueItems && schema.maxItems !== 1) add('duplicate', Array(2).fill(wholeOf(schema.items!)));
  return found;
}

const UNKNOWN = 'Inconnu !';

/** Every way to break a value in one place. */
export function breachesOf(given: Schema, way: Way = [], isOneOfSeveral = false): Breach[] {
  const schema = resolved(given);
  const at = (one: string | number) => [...way, one];
  if (schema.anyOf) {
    const isObject = schema.anyOf.some((one) => resolved(one).type === 'object');
    const none: Breach = { way, value: isObject ? [[]] : {}, code: 'wrong-shape', isOneOfSeveral: true };
    // Which fields it has tells which of the shapes is meant.
    const bounds = schema.anyOf.flatMap((one) => boundsOf(resolved(one)));
    const inner = breachesOf(richestOf(schema.anyOf), way, true).filter(
      (one) => one.way.length > way.length && !['unknown-field', 'missing'].includes(one.code),
    );
    return [none, ...bounds.map((one) => ({ ...one, way, code: 'wrong-shape', isOneOfSeveral: true })), ...inner];
  }
  const map = mapOf(schema);
  const isOpen = schema.additionalProperties !== false || schema.maxProperties !== undefined;
  return [
    ...broken(schema).map((one) => ({ ...one, way, isOneOfSeveral })),
    ...(isOpen ? [] : [{ way: at(UNKNOWN), value: 1, code: 'unknown-field', isOneOfSeveral }]),
    ...(schema.required ?? []).map((name) => ({ way: at(name), value: GONE, code: 'missing', isOneOfSeveral })),
    ...fieldsOf(schema).flatMap(([name, one]) => breachesOf(one, at(name), isOneOfSeveral)),
    ...(map ? breachesOf(map, at(nameOf(0)), isOneOfSeveral) : []),
    ...(schema.items && schema.maxItems !== 0 ? breachesOf(schema.items, at(0), isOneOfSeveral) : []),
  ];
}

const queried = (parameters: readonly Parameter[]) =>
  parameters.filter((one) => one.in === 'query').map((one) => ({ ...one, schema: resolved(one.schema) }));

/** Every parameter of a query with a value, right in its shape, but for the language. */
export function wholeQueryOf(parameters: readonly Parameter[]): unknown {
  const others = queried(parameters).filter(({ name }) => name !== 'lang');
  return Object.fromEntries(others.map(({ name, schema }) => [name, wholeOf(schema)]));
}

/** Every way to break a query in one place. What is longer makes the address too long. */
export function breachesOfQuery(parameters: readonly Parameter[]): Breach[] {
  const breaches = queried(parameters).flatMap(({ name, schema, required }): Omit<Breach, 'isOneOfSeveral'>[] => {
    const one = schema.items ? resolved(schema.items) : schema;
    const way = schema.items ? [name, 0] : [name];
    const isText = one.type === 'string';
    return [
      ...broken(one)
        .filter(({ code }) => !(isText && code === 'wrong-type'))
        .map((one) => ({ ...one, way })),
      ...(required ? [{ way: [name], code: 'missing', value: GONE }] : []),
      schema.items
        ? { way: [name], code: 'too-many', value: Array(schema.maxItems! + 1).fill(wholeOf(one)) }
        : { way: [name], code: 'repeated-parameter', value: ['deux', 'fois'] },
    ];
  });
  return [...breaches, { way: [UNKNOWN], code: 'unknown-parameter', value: 1 }]
    .filter(({ value }) => String(value).length < 2000)
    .map((one) => ({ ...one, isOneOfSeveral: false }));
}

export const pointerOf = (way: Way): string => way.map((one) => `/${one}`).join('');

const isWithin = (way: Way, other: Way) => other.every((one, i) => way[i] === one);
/** Of one request no more faults are told than fifty, and what is within a broken value is not looked at. */
const TOGETHER = 40;

/** Breaches put together that can be seen beside each other: a request for each group tells them all. */
export function together(breaches: readonly Breach[]): Breach[][] {
  const groups: Breach[][] = [];
  for (const one of breaches) {
    const isApart = (other: Breach) => !isWithin(one.way, other.way) && !isWithin(other.way, one.way);
    const group = groups.find((others) => others.length < TOGETHER && others.every(isApart));
    if (group) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** The same places with values at the bounds that the breaches are beyond. */
export const atBounds = (breaches: readonly Breach[]): Breach[] =>
  breaches.filter(({ atBound }) => atBound !== undefined).map((one) => ({ ...one, value: one.atBound }));

/** A value broken in some places. */
export function brokenAt(value: unknown, breaches: readonly Breach[]): unknown {
  const copy = { '': JSON.parse(JSON.stringify(value)) } as Record<string | number, unknown>;
  for (const { way, value: broken } of breaches) {
    let holder = copy;
    const names = ['', ...way];
    for (const name of names.slice(0, -1)) holder = holder[name] as typeof copy;
    if (broken === GONE) delete holder[names.at(-1)!];
    else holder[names.at(-1)!] = broken;
  }
  return copy[''];
}
