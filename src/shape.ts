import type { Static, TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { CatalogueError, type Fault } from './errors.ts';

const compiled = new WeakMap<TSchema, Validator>();

/** Where and how a value departs from its schema. */
export function shapeFaults(schema: TSchema, value: unknown): Fault[] {
  const validator = compiled.get(schema) ?? Compile(schema);
  compiled.set(schema, validator);
  if (validator.Check(value)) return [];
  return validator.Errors(value).map(({ instancePath, keyword, message }) => ({
    pointer: instancePath,
    code: keyword,
    message,
  }));
}

/** @throws CatalogueError invalid-request */
export function mustHaveShape<S extends TSchema>(schema: S, value: unknown): asserts value is Static<S> {
  const faults = shapeFaults(schema, value);
  if (faults.length > 0)
    throw new CatalogueError('invalid-request', 'The document does not have the right shape.', { faults });
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
  if (!isObject(patch)) throw new CatalogueError('invalid-request', 'A merge patch is a JSON object.');
  // Removing what cannot exist would pass in silence: a misspelt name must be heard of.
  const unknown = Object.keys(patch).filter((key) => !Object.hasOwn(schema.properties, key));
  if (unknown.length > 0)
    throw new CatalogueError('invalid-request', 'The document does not have these properties.', {
      faults: unknown.map((key) => ({
        pointer: `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        code: 'additionalProperties',
        message: 'unknown property',
      })),
    });
  const result: unknown = mergePatch(current, patch);
  mustHaveShape(schema, result);
  return result;
}

/** The part of a document that a schema of inputs knows. */
export const inputPart = (schema: { properties: object }, document: object): object =>
  Object.fromEntries(Object.entries(document).filter(([key]) => Object.hasOwn(schema.properties, key)));
