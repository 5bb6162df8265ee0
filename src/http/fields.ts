import { type TObject, type TSchema, Type } from 'typebox';
import { strictObject } from '../vocabulary/shapes.ts';
import { anyOf } from './pagination.ts';

/* Reads of which a part may be asked for, by the names of its fields. The part is cut from the whole answer, as pages are. */

/** What tells a document from others comes in every part. */
const ALWAYS: readonly string[] = ['id', 'slug'];

/** The query of a read with `fields`. */
export const fieldsQuery = <Q extends TObject>(query: Q, document: TObject): Q =>
  strictObject({
    ...query.properties,
    fields: anyOf(
      Type.Enum(Object.keys(document.properties), { type: 'string' }),
      'Only these fields, and `id` and `slug`: others are left out then, whatever is said of them, and say nothing. Of JSON alone',
    ),
  }) as unknown as Q;

/** The document of an answer, or those of its list. */
export const documentIn = (answer: TSchema): TObject => {
  const { properties } = answer as TObject;
  const { items } = (properties.items ?? {}) as { items?: TObject };
  return items ?? (answer as TObject);
};

type Json = Record<string, unknown>;

/** The part of an answer that was asked for; undefined where all of it was. */
export function partOf(body: string | Buffer, { fields }: { fields?: readonly string[] }): Json | undefined {
  if (fields === undefined) return undefined;
  const wanted = new Set([...ALWAYS, ...fields]);
  const part = (document: Json): Json =>
    Object.fromEntries(Object.entries(document).filter(([name]) => wanted.has(name)));
  const whole = JSON.parse(String(body)) as Json & { items?: Json[] };
  return Array.isArray(whole.items) ? { ...whole, items: whole.items.map(part) } : part(whole);
}
