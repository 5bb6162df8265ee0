import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import { Ajv, type Options, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { FastifySchemaCompiler, FastifyServerOptions } from 'fastify';
import type { FastifySchemaValidationError } from 'fastify/types/schema.js';
import { webAddress } from '../../ground/addresses.ts';
import { WEB_ADDRESS } from '../../vocabulary/shapes.ts';

const COMMON: Options = {
  allErrors: true,
  // A misspelt field is an error; it must not be dropped silently.
  removeAdditional: false,
  useDefaults: true,
  strict: false,
  // 35.10 is 3510 cents, although 35.10 / 0.01 is 3510.0000000000005.
  multipleOfPrecision: 6,
  // The faulty value shows whether a parameter was repeated or has a wrong type.
  verbose: true,
};

type Factories = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;

interface Compilable {
  $id?: string;
}

type FastifyValidator = ReturnType<FastifySchemaCompiler<Compilable>>;

function compilerWith(options: Options, shared: Record<string, unknown>) {
  const ajv = new Ajv(options);
  // ajv-formats is CommonJS: its default export is one level down under nodenext types.
  (formats as unknown as (ajv: Ajv) => void)(ajv);
  ajv.addFormat(WEB_ADDRESS, (text: string) => webAddress(text) !== undefined);
  for (const schema of Object.values(shared)) ajv.addSchema(schema as Compilable);
  return ajv;
}

/**
 * A validator that is compiled at its first use. Compiling the hundreds of them at start took a sixth of the start, and
 * used up the room of V8 for object shapes, so that each request made new ones.
 */
function whenFirstAsked(compile: () => ValidateFunction): FastifyValidator {
  let made: ValidateFunction | undefined;
  const validate: FastifyValidator = (data: unknown) => {
    made ??= compile();
    const valid = made(data);
    validate.errors = (made.errors ?? null) as FastifySchemaValidationError[] | null;
    return valid;
  };
  return validate;
}

/**
 * Bodies are taken as they are written. Queries, paths and headers are text, so they are coerced; a parameter
 * that may be repeated is a list even when it comes once.
 */
const validatorFor = (shared: Record<string, unknown>, atOnce: boolean): FastifySchemaCompiler<Compilable> => {
  const strict = compilerWith(COMMON, shared);
  const coercing = compilerWith({ ...COMMON, coerceTypes: 'array' }, shared);
  return ({ schema, httpPart }) => {
    const compile = () => (httpPart === 'body' ? strict : coercing).compile(schema);
    return atOnce ? (compile() as FastifyValidator) : whenFirstAsked(compile);
  };
};

/**
 * One compiler for all scopes of an application: Fastify requests one for each, with the same schemas. Its type says
 * that it compiles schemas alone, but Fastify also passes the part of the request.
 * @param options `atOnce`: compiles everything at start, to find schemas that do not compile
 */
export function validatorBuilder({ atOnce }: { atOnce: boolean }): NonNullable<Factories['buildValidator']> {
  const made = new Map<string, FastifySchemaCompiler<Compilable>>();
  const build = (shared: Record<string, unknown>): FastifySchemaCompiler<Compilable> => {
    const names = Object.keys(shared).join(' ');
    const compiler = made.get(names) ?? validatorFor(shared, atOnce);
    made.set(names, compiler);
    return compiler;
  };
  return build as unknown as NonNullable<Factories['buildValidator']>;
}

type Build = ReturnType<typeof SerializerSelector>;
type Compile = ReturnType<Build>;

/**
 * A serializer that is compiled at its first use. Most are never used in a process, and compiling them all took two
 * thirds of the start.
 */
export const buildSerializer: Build = (schemas, options) => {
  // What is stored may be older than a rule: it is answered as it is.
  const ajv = { ...options?.ajv, formats: { [WEB_ADDRESS]: true } } as const;
  const compile = SerializerSelector()(schemas, { ...options, ajv } as typeof options);
  return (route: Parameters<Compile>[0]) => {
    let serialise: ReturnType<Compile> | undefined;
    return (answer: unknown) => {
      serialise ??= compile(route);
      return serialise(answer);
    };
  };
};
