import { describe, expect, it } from 'vitest';
import { Compiled, serializerBuilder, validatorBuilder } from '../../src/http/asking/validation.ts';

const FORMATS = { one: { type: 'string', maxLength: 4, format: 'date' }, other: { type: 'string', pattern: '^b+$' } };
const schema = {
  type: 'object',
  properties: { ...FORMATS, short: { type: 'string', maxLength: 4, pattern: '^a*$' } },
};
const compilerOf = validatorBuilder(() => ({}), new Compiled())({}, {} as never) as (route: object) => {
  (data: unknown): unknown;
  errors?: { keyword: string; instancePath: string }[] | null;
};

describe.each(['body', 'querystring', 'params', 'headers'])('a text in the %s', (httpPart) => {
  const faultsIn = (data: object) => {
    const validate = compilerOf({ schema, httpPart });
    validate(data);
    return (validate.errors ?? []).map(({ keyword, instancePath }) => `${instancePath} ${keyword}`);
  };

  it('that is too long is not held against a pattern or a format', () => {
    expect(faultsIn({ short: 'bbbbb', one: '2026-' })).toEqual(['/one maxLength', '/short maxLength']);
    expect(faultsIn({ short: 'b'.repeat(100_000) })).toEqual(['/short maxLength']);
  });

  it('that is short enough is, and so is one of any length', () => {
    expect(faultsIn({ short: 'bbbb', one: '2026', other: 'a'.repeat(10) })).toEqual([
      '/one format',
      '/other pattern',
      '/short pattern',
    ]);
    // Four characters, each of which takes two places.
    expect(faultsIn({ short: '😀😀😀😀' })).toEqual(['/short pattern']);
    expect(faultsIn({ short: 'aaaa', one: '2026', other: 'bbb' })).toEqual(['/one format']);
  });
});

describe('a list or an object', () => {
  const named = { $id: 'Named', type: 'object', required: ['a'], properties: { a: { type: 'string' } } };
  const limited = {
    type: 'object',
    properties: {
      list: { type: 'array', maxItems: 2, uniqueItems: true, items: { $ref: 'Named#' } },
      names: { type: 'object', maxProperties: 2, additionalProperties: { $ref: 'Named#' } },
    },
  };
  const compile = validatorBuilder(() => ({ Named: named }), new Compiled())({}, {} as never) as typeof compilerOf;
  const faultsIn = (data: object) => {
    const validate = compile({ schema: limited, httpPart: 'body' });
    validate(data);
    return (validate.errors ?? []).map(({ keyword, instancePath }) => `${instancePath} ${keyword}`);
  };

  it('that is too long is not looked into', () => {
    // The time to gather faults grows with the square of their number.
    expect(faultsIn({ list: Array.from({ length: 16_000 }, () => ({})) })).toEqual(['/list maxItems']);
    expect(faultsIn({ names: { a: {}, b: {}, c: {} } })).toEqual(['/names maxProperties']);
  });

  it('tells a hundred names that it does not know, and not tens of thousands', () => {
    const strict = { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false };
    const validate = compile({ schema: strict, httpPart: 'body' });
    const unknown = Array.from({ length: 40_000 }, (_, at) => [`n${at}`, at] as const);
    expect(validate(Object.fromEntries([...unknown, ['a', 1]]))).toBe(false);
    const found = validate.errors!.map(({ keyword, instancePath }) => `${instancePath} ${keyword}`);
    expect(found).toHaveLength(101);
    expect(found).toContain('/a type');
    expect(validate({ a: 'b' })).toBe(true);
    expect(validate({ a: 'b', hasOwnProperty: 1 })).toBe(false);
  });

  it('that is short enough is', () => {
    expect(faultsIn({ list: [{}, {}], names: { a: {} } }).sort()).toEqual([
      '/list uniqueItems',
      '/list/0 required',
      '/list/1 required',
      '/names/a required',
    ]);
  });
});

describe('an enum that loses an item while its code is written', () => {
  // As it was seen on Node 20, in a process that was busy for long.
  const lost = Object.assign(new Array<string>(2), { 1: 'yes' });
  const word = { $id: 'Word', anyOf: [{ type: 'string', enum: lost }, { type: 'null' }] };
  const schema = { type: 'object', properties: { word: { $ref: 'Word#' } } };

  it('fails no answer', () => {
    const compile = serializerBuilder(() => ({ Word: word }), new Compiled())({}, {});
    const serialise = compile({ schema, method: 'GET', url: '/' } as never) as (answer: unknown) => string;
    expect(serialise({ word: 'yes' })).toBe('{"word":"yes"}');
    expect(serialise({ word: null })).toBe('{"word":null}');
  });

  it.each(['body', 'querystring'])('fails no request by its %s', (httpPart) => {
    const compile = validatorBuilder(() => ({ Word: word }), new Compiled())({}, {} as never) as typeof compilerOf;
    const validate = compile({ schema, httpPart });
    expect([validate({ word: 'yes' }), validate({ word: 'perhaps' })]).toEqual([true, false]);
  });
});

describe('what was compiled for one application', () => {
  const text = { type: 'string' };
  const route = { schema: { type: 'object', properties: { a: text } }, method: 'PUT', url: '/a', httpPart: 'body' };

  it('serves another one of the same schemas, and each tells the faults of its own requests', () => {
    const compiled = new Compiled();
    const [one, other] = [0, 1].map(() =>
      (validatorBuilder(() => ({}), compiled)({}, {} as never) as typeof compilerOf)(structuredClone(route)),
    );
    expect([one!({ a: 1 }), other!({ a: '1' })]).toEqual([false, true]);
    expect([one!.errors?.length, other!.errors]).toEqual([1, null]);
  });

  it('is told apart by its schema, and by the part of the request: a query is text', () => {
    const compile = validatorBuilder(() => ({}), new Compiled())({}, {} as never) as typeof compilerOf;
    const schema = { type: 'object', properties: { a: { type: 'integer' } } };
    expect(compile({ ...route, schema })({ a: '1' })).toBe(false);
    expect(compile({ ...route, schema, httpPart: 'querystring' })({ a: '1' })).toBe(true);
    // The body of one route may have several media types, each with its schema.
    expect(compile({ ...route, schema: { type: 'object' } })({ a: '1' })).toBe(true);
  });
});
