import type { TSchema } from 'typebox';
import type { NumberLimits } from './numbers.ts';

/* The body that the command of a form takes, its parts named by JSON Pointers as its schema names them. Pure. */

type Json = Record<string, unknown>;

interface Shape {
  properties?: Record<string, Shape>;
  patternProperties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: readonly Shape[];
  required?: readonly string[];
  maxLength?: number;
  maxItems?: number;
  format?: string;
  type?: string;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
}

const namesIn = (pointer: string): string[] => pointer.split('/').slice(1);

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** A part of the body; undefined: it is not said. */
export const partAt = (body: unknown, pointer: string): unknown =>
  namesIn(pointer).reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), body);

/** The schema of a part: of an object, of any item of a list, of any key of a record, or of what a union allows. */
function partOf(shape: Shape | undefined, name: string): Shape | undefined {
  const { properties, items, patternProperties = {}, anyOf = [] } = shape ?? {};
  return (
    properties?.[name] ??
    items ??
    Object.values(patternProperties)[0] ??
    anyOf.map((one) => partOf(one, name)).find((part) => part !== undefined)
  );
}

/** @throws Error the body has no such part: the form names what its command does not take */
export function shapeAt(shape: TSchema, pointer: string): Shape {
  const found = namesIn(pointer).reduce<Shape | undefined>(partOf, shape as Shape);
  if (!found) throw new Error(`the body of this form has no ${pointer}`);
  return found;
}

/** Letters that a text may have, or a list that is written one thing a line; undefined: its schema does not say. */
export function mostOf({ maxLength, anyOf, maxItems, items }: Shape, isList = false): number | undefined {
  if (anyOf) return anyOf.map((one) => mostOf(one, isList)).find((most) => most !== undefined);
  if (!isList || maxItems === undefined || !items) return isList ? undefined : maxLength;
  return maxItems * ((mostOf(items) ?? 0) + 1);
}

/** How a text is written, such as `date`; undefined: its schema does not say. */
export const formatOf = ({ format, anyOf = [] }: Shape): string | undefined =>
  format ?? anyOf.map(formatOf).find((one) => one !== undefined);

/** What a number may be; nothing where no number is. */
export function limitsOf({ type, minimum, maximum, multipleOf, anyOf = [] }: Shape): NumberLimits {
  if (type === 'number' || type === 'integer') return { isWhole: type === 'integer', minimum, maximum, multipleOf };
  return anyOf.map(limitsOf).find((limits) => Object.keys(limits).length > 0) ?? {};
}

/** Takes a part out, and the objects that it leaves empty, unless the body needs them. */
function takeOut(shape: Shape | undefined, holder: unknown, [name, ...below]: readonly string[]): void {
  if (!isObject(holder) || name === undefined) return;
  const part = holder[name];
  if (below.length > 0) {
    takeOut(partOf(shape, name), part, below);
    const isEmpty = isObject(part) && !Array.isArray(part) && Object.keys(part).length === 0;
    if (!isEmpty || Array.isArray(holder) || shape?.required?.includes(name)) return;
  }
  delete holder[name];
}

/** Writes a part into a body that may be changed. @param value undefined: the part is taken out */
export function setPart(shape: TSchema, body: object, pointer: string, value: unknown): void {
  const names = namesIn(pointer);
  if (value === undefined) {
    takeOut(shape as Shape, body, names);
    return;
  }
  const last = names.pop()!;
  let holder = body as Json;
  for (const name of names) {
    if (!isObject(holder[name])) holder[name] = {};
    holder = holder[name] as Json;
  }
  holder[last] = value;
}
