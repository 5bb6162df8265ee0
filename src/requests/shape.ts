import type { ErrorObject } from 'ajv';
import { type Static, type TSchema, Type } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { CatalogueError, type Fault } from '../ground/errors.ts';
import { faultsOf } from './shape-faults.ts';

const compiled = new WeakMap<TSchema, Validator>();

const named = (keyword: string, instancePath: string, param: string, names: readonly string[]): ErrorObject[] =>
  names.map((name) => ({ keyword, instancePath, schemaPath: '', params: { [param]: name } }));

/** The schema that an error is about, as the other validator tells it by itself. @param path JSON Pointer after `#` */
const schemaAt = (schema: TSchema, path: string): TSchema | undefined =>
  path
    .split('/')
    .slice(1)
    .reduce<TSchema | undefined>(
      (at, name) => at && Reflect.get(at, name.replace(/~1/g, '/').replace(/~0/g, '~')),
      schema,
    );

/** The two validators say the same things, but for names: one tells all of them at once, the other one by one. */
function oneByOne(schema: TSchema, error: ReturnType<Validator['Errors']>[number]): ErrorObject[] {
  switch (error.keyword) {
    case 'required':
      return named('required', error.instancePath, 'missingProperty', error.params.requiredProperties);
    case 'additionalProperties':
      return named('additionalProperties', error.instancePath, 'additionalProperty', error.params.additionalProperties);
    // The value of a field that may not be there: the field itself is told.
    case 'boolean':
      return [];
    default:
      return [{ ...(error as ErrorObject), parentSchema: schemaAt(schema, error.schemaPath) as object }];
  }
}

/** Where and how a value departs from its schema, in the words of every other fault of shape. */
export function shapeFaults(schema: TSchema, value: unknown): Fault[] {
  const validator = compiled.get(schema) ?? Compile(schema);
  compiled.set(schema, validator);
  return validator.Check(value)
    ? []
    : faultsOf(
        validator.Errors(value).flatMap((error) => oneByOne(schema, error)),
        undefined,
      );
}

const refuseShape = (faults: readonly Fault[]): never => {
  throw new CatalogueError(
    'invalid-request',
    { fr: 'La demande n’a pas la forme attendue.', en: 'The request does not have the expected shape.' },
    { faults },
  );
};

/** @throws CatalogueError invalid-request */
export function mustHaveShape<S extends TSchema>(
  schema: S,
  value: unknown,
  place: Partial<Fault> = {},
): asserts value is Static<S> {
  const faults = shapeFaults(schema, value);
  if (faults.length > 0) refuseShape(faults.map((fault) => ({ ...fault, ...place })));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON merge patch (RFC 7396): null removes, objects merge, everything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch))
    if (value === null) merged.delete(key);
    else merged.set(key, mergePatch(merged.get(key), value));
  return Object.fromEntries(merged);
}

/**
 * A document after a merge patch, checked as a whole.
 * @throws CatalogueError invalid-request
 */
export function patched<S extends TSchema & { properties: object }>(
  schema: S,
  current: object,
  patch: unknown,
): Static<S> {
  if (!isObject(patch)) return refuseShape(shapeFaults(Type.Object({}), patch));
  // Removing what cannot exist would pass in silence: a misspelt name must be heard of.
  const unknown = Object.keys(patch).filter((key) => !Object.hasOwn(schema.properties, key));
  if (unknown.length > 0)
    refuseShape(faultsOf(named('additionalProperties', '', 'additionalProperty', unknown), undefined));
  const result: unknown = mergePatch(current, patch);
  mustHaveShape(schema, result);
  return result;
}

/** The part of a document that a schema of inputs knows. */
export const inputPart = (schema: { properties: object }, document: object): object =>
  Object.fromEntries(Object.entries(document).filter(([key]) => Object.hasOwn(schema.properties, key)));
