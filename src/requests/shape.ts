import type { ErrorObject } from 'ajv';
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import Format from 'typebox/format';
import { mailDomainOf, webAddress } from '../ground/addresses.ts';
import { CatalogueError, type Fault } from '../ground/errors.ts';
import { namesOf } from '../ground/pointers.ts';
import { MAILBOX, WEB_ADDRESS } from '../vocabulary/shapes.ts';
import { faultsOf } from './shape-faults.ts';

Format.Set(WEB_ADDRESS, (text) => webAddress(text) !== undefined);
Format.Set(MAILBOX, (text) => mailDomainOf(text) !== undefined);

const compiled = new WeakMap<TSchema, Validator>();

const faultsForNames = (
  keyword: string,
  instancePath: string,
  param: string,
  names: readonly string[],
  parentSchema: object = {},
): ErrorObject[] =>
  names.map((name) => ({ keyword, instancePath, schemaPath: '', params: { [param]: name }, parentSchema }));

/**
 * The schema that an error is about; Ajv adds it to its errors, TypeBox does not.
 * @param path JSON Pointer after `#`
 */
const schemaAt = (schema: TSchema, path: string): TSchema | undefined =>
  namesOf(path).reduce<TSchema | undefined>((at, name) => at && Reflect.get(at, name), schema);

/** An error of TypeBox as Ajv reports it: one error for each missing or unknown name. */
function asAjvErrors(schema: TSchema, error: ReturnType<Validator['Errors']>[number]): ErrorObject[] {
  switch (error.keyword) {
    case 'required':
      return faultsForNames('required', error.instancePath, 'missingProperty', error.params.requiredProperties);
    case 'additionalProperties':
      return faultsForNames(
        'additionalProperties',
        error.instancePath,
        'additionalProperty',
        error.params.additionalProperties,
        schemaAt(schema, error.schemaPath),
      );
    // The value of a property that is not allowed: the property itself is already reported.
    case 'boolean':
      return [];
    default:
      return [{ ...(error as ErrorObject), parentSchema: schemaAt(schema, error.schemaPath) as object }];
  }
}

function validatorOf(schema: TSchema): Validator {
  const validator = compiled.get(schema) ?? Compile(schema);
  compiled.set(schema, validator);
  return validator;
}

const LONG_LIST = 20;

/**
 * A copy in which long lists keep only their invalid items, with the original positions of these items: listing the
 * errors of a value takes a hundred times as long as checking that it is valid.
 */
function invalidItemsOnly(schema: TSchema, value: unknown) {
  const places = new Map<string, number[]>();
  if (!isObject(value)) return { left: value, places };
  const left = { ...value };
  for (const [name, list] of Object.entries(value)) {
    const { items, ...rules } = ((schema as Shape).properties?.[name] ?? {}) as ListShape;
    const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, uniqueItems = false } = rules;
    if (!items || !Array.isArray(list) || list.length < LONG_LIST) continue;
    // Rules for the list as a whole (its length, unique items) need the whole list.
    if (minItems > 0 || list.length > maxItems || uniqueItems) continue;
    const wrong = list.flatMap((item, at) => (validatorOf(items).Check(item) ? [] : at));
    places.set(name, wrong);
    left[name] = wrong.map((at) => list[at]);
  }
  return { left, places };
}

/** Where and how a value differs from its schema, in the same sentences as for requests. */
export function shapeFaults(schema: TSchema, value: unknown): Fault[] {
  const validator = validatorOf(schema);
  if (validator.Check(value)) return [];
  const { left, places } = invalidItemsOnly(schema, value);
  const errors = validator.Errors(left).map((error) => {
    const instancePath = error.instancePath.replace(/^\/([^/]+)\/(\d+)/, (path, name: string, at: string) =>
      places.has(name) ? `/${name}/${places.get(name)![Number(at)]}` : path,
    );
    return { ...error, instancePath };
  });
  return faultsOf(
    errors.flatMap((error) => asAjvErrors(schema, error)),
    undefined,
  );
}

const misshapen = (faults: readonly Fault[]): CatalogueError =>
  new CatalogueError(
    'invalid-request',
    { fr: 'La demande n’a pas la forme attendue.', en: 'The request does not have the expected shape.' },
    { faults },
  );

/**
 * For rules about the shape that a schema cannot express.
 * @throws CatalogueError invalid-request
 */
export function refuseShape(faults: readonly Fault[]): void {
  if (faults.length > 0) throw misshapen(faults);
}

/** @throws CatalogueError invalid-request */
export function requireShape<S extends TSchema>(
  schema: S,
  value: unknown,
  place: Partial<Fault> = {},
): asserts value is Static<S> {
  refuseShape(shapeFaults(schema, value).map((fault) => ({ ...fault, ...place })));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON merge patch (RFC 7396): null removes, objects merge, everything else replaces. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch))
    if (value === null) merged.delete(key);
    else merged.set(key, mergePatch(merged.get(key), value));
  return Object.fromEntries(merged);
}

/**
 * Applies a merge patch and validates the result as a whole.
 * @throws CatalogueError invalid-request
 */
export function applyPatch<S extends TSchema & { properties: object }>(
  schema: S,
  current: object,
  patch: unknown,
): Static<S> {
  if (!isObject(patch)) throw misshapen(shapeFaults(Type.Object({}), patch));
  // A merge patch may remove any property, so a misspelt name would go unnoticed.
  const unknown = Object.keys(patch).filter((key) => !Object.hasOwn(schema.properties, key));
  refuseShape(faultsOf(faultsForNames('additionalProperties', '', 'additionalProperty', unknown, schema), undefined));
  const result: unknown = mergePatch(current, patch);
  requireShape(schema, result);
  return result;
}

/** The fields of a document that its input schema knows. */
export const inputPart = (schema: { properties: object }, document: object): object =>
  Object.fromEntries(Object.entries(document).filter(([key]) => Object.hasOwn(schema.properties, key)));

interface ListShape {
  items?: TSchema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
}

interface Shape {
  type?: unknown;
  enum?: readonly unknown[];
  properties?: Record<string, TSchema>;
  required?: readonly string[];
}

const isRecord = (schema: Shape): schema is Shape & { properties: Record<string, TSchema> } =>
  schema.type === 'object' && schema.properties !== undefined;

/** Allows null as well, within one schema where possible: errors of a union are vaguer. */
function orNull(schema: TSchema): TSchema {
  const { type, enum: values } = schema as Shape;
  if (typeof type !== 'string') return Type.Union([schema, Type.Null()]);
  return Type.Unsafe({ ...schema, type: [type, 'null'], ...(values && { enum: [...values, null] }) });
}

/** Schema of the merge patch of a value: objects merge, everything else is replaced. */
function patchOf(schema: TSchema): TSchema {
  const shape = schema as Shape;
  if (!isRecord(shape)) return schema;
  const kept = shape.required ?? [];
  return Type.Object(
    Object.fromEntries(
      Object.entries(shape.properties).map(([name, property]) => {
        const patch = patchOf(property);
        return [name, Type.Optional(kept.includes(name) ? patch : orNull(patch))];
      }),
    ),
    { additionalProperties: false },
  );
}

/**
 * The shape of a JSON merge patch (RFC 7396) of a document. Every field may be left out; an optional field may be null,
 * which removes it. The patched document is validated as a whole afterwards.
 */
export const mergePatchOf = <Id extends string>(schema: TObject, $id: Id, example: object) =>
  Type.Unsafe<Record<string, unknown>>({
    ...patchOf(schema),
    $id,
    description: 'JSON merge patch: what is absent stays, null removes',
    examples: [example],
  });
