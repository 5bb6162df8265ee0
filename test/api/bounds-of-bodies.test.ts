import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/http/problems.ts';
import { useApp } from '../support/app.ts';
import { operationsOn } from '../support/operations.ts';
import { allowedFor } from '../support/rules-of-operations.ts';

/*
 * Programs are written against the published description: each bound that it states for a body is tried on the
 * application, at the bound and one step beyond it.
 */

interface Schema {
  $ref?: string;
  description?: string;
  type?: string | string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}
interface Described {
  operationId: string;
  requestBody?: { content: Record<string, { schema: Schema }> };
}
const description = JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
};

const BOUNDS = ['maxLength', 'maxItems', 'maxProperties', 'maximum', 'minLength', 'minItems', 'minimum'] as const;
type Bound = (typeof BOUNDS)[number];

/** How a fault of each bound is called. */
const CODES: Record<Bound, string> = {
  maxLength: 'too-long',
  maxItems: 'too-many',
  maxProperties: 'too-many',
  maximum: 'out-of-range',
  minLength: 'too-short',
  minItems: 'too-few',
  minimum: 'out-of-range',
};

interface Bounded {
  /** Names of fields; numbers are places in a list. */
  place: (string | number)[];
  schema: Schema;
  bound: Bound;
  /** Whether other shapes are allowed there too: who keeps none of them is told so, and not of each bound. */
  isOneOfSeveral: boolean;
}

const resolved = (schema: Schema): Schema =>
  schema.$ref ? resolved(description.components.schemas[schema.$ref.split('/').at(-1)!]!) : schema;

/** A name that a map of the contract may hold: of the vocabularies, or an identifier. */
const A_NAME = 'free-software-only';
const AN_ID = '00000000-0000-4000-8000-000000000000';

/** Maps of which the keys are identifiers say so in words. */
const nameIn = ({ description = '' }: Schema): string => (/by the ids/.test(description) ? AN_ID : A_NAME);

function boundsOf(given: Schema, place: (string | number)[] = [], isOneOfSeveral = false): Bounded[] {
  if (place.length > 12) throw new Error(`A body without an end: ${place.join('/')}`);
  const schema = resolved(given);
  const more = (inner: Schema, name: string | number) => boundsOf(inner, [...place, name]);
  return [
    ...BOUNDS.filter((bound) => schema[bound] !== undefined).map((bound) => ({
      ...{ place, schema, bound, isOneOfSeveral },
    })),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((one) =>
      boundsOf(one, place, true),
    ),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => more(inner, name)),
    ...Object.values(schema.patternProperties ?? {}).flatMap((inner) => more(inner, A_NAME)),
    ...(typeof schema.additionalProperties === 'object' ? more(schema.additionalProperties, nameIn(schema)) : []),
    ...(schema.items ? more(schema.items, 0) : []),
  ];
}

/** A text of a length that a pattern accepts; a plain one where none is known. */
function textOf({ pattern }: Schema, length: number): string {
  const fits = (text: string) => text.length === length && (!pattern || new RegExp(pattern, 'u').test(text));
  const shapes = ['', 'https://aulnes.example/', 'criterion:', 'a@'];
  const texts = shapes.map((start) => start + 'a'.repeat(Math.max(0, length - start.length)));
  const address = `${'a'.repeat(Math.max(0, length - 15))}@aulnes.example`;
  return [...texts, address].find(fits) ?? 'a'.repeat(length);
}

/** Several values of a kind, no two the same, as far as the kind has so many. */
function itemOf(given: Schema | undefined, index: number): unknown {
  const schema = resolved(given ?? {});
  const choices = schema.anyOf ?? schema.oneOf;
  if (schema.enum) return schema.enum[index % schema.enum.length];
  if (choices) return itemOf(choices[0], index);
  if (schema.type === 'string') return `a${index}`;
  if (schema.type === 'number' || schema.type === 'integer') return index;
  return schema.type === 'object' ? { [`a${index}`]: 1 } : index;
}

const stepOf = ({ type, multipleOf }: Schema) => (type === 'integer' ? 1 : (multipleOf ?? 1));

/** A value so many steps beyond a bound. */
function valueBeyond({ schema, bound }: Bounded, beyond: 0 | 1): unknown {
  const size =
    schema[bound]! + (bound.startsWith('max') ? 1 : -1) * beyond * (bound.endsWith('imum') ? stepOf(schema) : 1);
  if (bound.endsWith('Length')) return textOf(schema, size);
  if (bound.endsWith('Items')) return Array.from({ length: size }, (_, index) => itemOf(schema.items, index));
  if (bound.endsWith('Properties')) {
    const [inner] = [schema.additionalProperties, ...Object.values(schema.patternProperties ?? {})].filter(
      (one) => typeof one === 'object',
    );
    return Object.fromEntries(Array.from({ length: size }, (_, index) => [`a${index}`, itemOf(inner, index)]));
  }
  return size;
}

/** The smallest body with a value at a place. */
const bodyWith = (place: (string | number)[], value: unknown): unknown =>
  place.reduceRight((inner, name) => (typeof name === 'number' ? [inner] : { [name]: inner }), value);

const api = useApp();
const operations = operationsOn(api);

const TAKING_JSON = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { operationId, requestBody }]) => {
    const [type, content] = Object.entries(requestBody?.content ?? {}).find(([name]) => name.endsWith('json')) ?? [];
    return type && content ? [{ method: method.toUpperCase(), path, operationId, type, schema: content.schema }] : [];
  }),
);

describe('A bound that the description states for a body', () => {
  it('stands in most of them', () => {
    expect(TAKING_JSON.length).toBeGreaterThan(30);
    expect(TAKING_JSON.flatMap(({ schema }) => boundsOf(schema)).length).toBeGreaterThan(400);
  });

  it.each(TAKING_JSON)('of $operationId holds: accepted at it, refused one step beyond', async (operation) => {
    const { method, path, operationId, type, schema } = operation;
    const faultAt = async (bounded: Bounded, beyond: 0 | 1) => {
      const body = bodyWith(bounded.place, valueBeyond(bounded, beyond));
      const headers = { 'content-type': type };
      const {
        status,
        body: said,
        text,
      } = await api.ask<Problem>(method, operations.addressOf(path), {
        ...{ token: operations.tokens[allowedFor(operationId)], body, headers, ifMatch: '*' },
      });
      // A key that leads nowhere was read all the same.
      if (said?.code === 'request-not-found') return [];
      // Only who is heard is told of bounds.
      expect([401, 403, 404, 429].includes(status), `${operationId} ${status} ${text.slice(0, 200)}`).toBe(false);
      const pointer = bounded.place.map((name) => `/${name}`).join('');
      return (said?.errors ?? []).filter((one) => one.pointer === pointer).map(({ code }) => code);
    };
    await operations.prepare();
    const wrong: string[] = [];
    for (const bounded of boundsOf(schema)) {
      const { place, bound, isOneOfSeveral } = bounded;
      const isRefused = (code: string) => code === CODES[bound] || (isOneOfSeveral && code === 'wrong-shape');
      const [within, beyond] = [await faultAt(bounded, 0), await faultAt(bounded, 1)];
      if (within.some(isRefused) || !beyond.some(isRefused))
        wrong.push(
          `${place.join('/')} ${bound} ${bounded.schema[bound]}: ${within.join()} at it, ${beyond.join()} beyond`,
        );
    }
    operations.took(operationId);
    expect(wrong).toEqual([]);
  });
});
