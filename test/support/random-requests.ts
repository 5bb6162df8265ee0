import { readFileSync } from 'node:fs';
import { type GenerateOptions, generateSync } from 'json-schema-faker';

/* Requests at random, as a program of others makes them from the published description: mostly right in their shape, then spoilt. */

interface Parameter {
  $ref?: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  name: string;
  required?: boolean;
  schema: object;
}
interface Described {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: object }> };
}
export interface RandomRequest {
  id: string;
  /** In place of the right ones; a name that is not here is right. */
  names: Record<string, string>;
  query: string;
  headers: Record<string, string>;
  body?: string;
}

const { paths, components } = JSON.parse(
  readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'),
) as {
  paths: Record<string, Record<string, Described>>;
  components: { parameters: Record<string, Parameter> };
};
const OPERATIONS = Object.entries(paths).flatMap(([path, methods]) =>
  Object.values(methods).map((one) => ({
    id: one.operationId,
    names: [...path.matchAll(/\{\w+\}/g)].map(([name]) => name),
    parameters: (one.parameters ?? []).map((parameter) =>
      parameter.$ref ? components.parameters[parameter.$ref.split('/').at(-1)!]! : parameter,
    ),
    content: one.requestBody?.content ?? {},
  })),
);

/** What a request may hold anywhere, and seldom means well. */
const ODD = [
  ...['', ' ', '0', '-1', '1e309', 'null', 'NaN', 'true', '__proto__', 'constructor', 'toString', '../../etc/passwd'],
  ...["' or 1=1 --", '%00', '\u0000', '\ud800', '🎺'.repeat(40), 'é'.normalize('NFD'), 'x'.repeat(2000), '[]', '{}'],
  ...['2026-02-30', '9999-12-31', '0000-00-00', 'http://127.0.0.1/', 'javascript:alert(1)', 'a,b,,c', '\r\nX: 1'],
];
const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e21,
  0.1,
  '',
  [],
  {},
  [[[]]],
  { __proto__: null, constructor: 1 },
  ...ODD,
];

/**
 * @param random numbers from 0 to 1 that make the same requests again
 * @returns one request at each call, of any operation
 */
export function randomRequests(random: () => number): () => RandomRequest {
  const below = (limit: number) => Math.floor(random() * limit);
  const oneOf = <T>(all: readonly T[]): T => all[below(all.length)]!;
  const isTime = (chance: number) => random() < chance;
  const generated = (schema: object, optionalsProbability: number): unknown => {
    const options: GenerateOptions = {
      seed: below(2 ** 31),
      optionalsProbability,
      maxDepth: 6,
      minItems: 0,
      maxItems: 4,
    };
    return generateSync({ ...schema, components } as never, options);
  };
  const valueFor = (schema: object): unknown => {
    try {
      return generated(schema, random());
    } catch {
      // The generator cannot leave out every field of what needs at least one.
      return generated(schema, 1);
    }
  };
  /** Puts something else in one place of a value, or takes that place away. */
  const spoilt = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object' || isTime(0.2)) return oneOf(ODD_VALUES);
    if (Array.isArray(value))
      return isTime(0.2)
        ? [...value, ...value, oneOf(ODD_VALUES)]
        : value.map((one) => (isTime(0.4) ? spoilt(one) : one));
    const names = Object.keys(value);
    if (names.length === 0 || isTime(0.1)) return { ...value, [oneOf(ODD)]: oneOf(ODD_VALUES) };
    const name = oneOf(names);
    const { [name]: spoiled, ...rest } = value as Record<string, unknown>;
    return isTime(0.2) ? rest : { ...rest, [name]: spoilt(spoiled) };
  };
  const queryOf = (parameters: readonly Parameter[]): string => {
    const query = new URLSearchParams();
    for (const { in: place, name, schema, required } of parameters) {
      if (place !== 'query' || !(required || isTime(0.2))) continue;
      const value = isTime(0.15) ? oneOf(ODD) : valueFor(schema);
      for (const one of [value].flat()) query.append(name, String(one));
    }
    if (isTime(0.03)) query.append(oneOf(ODD), oneOf(ODD));
    return query.size > 0 ? `?${query}` : '';
  };
  const headersOf = (parameters: readonly Parameter[]): Record<string, string> => {
    const headers: Record<string, string> = {};
    for (const { in: place, name, schema } of parameters) {
      // Each revision that is yet to come would be waited for.
      if (place !== 'header' || name === 'Min-Revision' || isTime(0.7)) continue;
      const value = String(isTime(0.2) ? oneOf(ODD) : valueFor(schema));
      // What no client can send never arrives.
      if (!/[^\t\x20-\x7e]/.test(value)) headers[name.toLowerCase()] = value;
    }
    if (isTime(0.5)) headers['if-match'] = oneOf(['*', '*', '"v1"', '"v2"', 'W/"v1"']);
    if (isTime(0.2))
      headers.accept = oneOf(['text/html', 'application/ld+json', 'text/csv', '*/*', 'application/json', 'x']);
    return headers;
  };
  return () => {
    const { id, names, parameters, content } = oneOf(OPERATIONS);
    const types = Object.entries(content);
    const [type, { schema }] = types.length > 0 ? oneOf(types) : ['', { schema: {} }];
    const headers = headersOf(parameters);
    let body: string | undefined;
    if (type && !isTime(0.03)) {
      headers['content-type'] = isTime(0.02) ? oneOf(['text/plain', 'application/xml', 'x']) : type;
      const value = type.includes('json') ? valueFor(schema) : oneOf(['a;b\n1;2', 'host,state\n,suit', oneOf(ODD)]);
      const sent = isTime(0.3) ? spoilt(value) : value;
      body = typeof sent === 'string' && !type.includes('json') ? sent : JSON.stringify(sent);
      if (isTime(0.01)) body = body?.slice(0, below(body.length));
    }
    return {
      id,
      names: Object.fromEntries(
        names.filter(() => isTime(0.08)).map((name) => [name, encodeURIComponent(wellFormed(oneOf(ODD)))]),
      ),
      query: queryOf(parameters),
      headers,
      ...(body !== undefined && { body }),
    };
  };
}

/** `encodeURIComponent` takes no half of a pair. */
const wellFormed = (text: string): string => (text === '\ud800' ? '%ED%A0%80' : text);
