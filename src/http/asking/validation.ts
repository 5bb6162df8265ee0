import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import { _, Ajv, type CodeKeywordDefinition, type Name, type Options, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { FastifySchemaCompiler, FastifyServerOptions } from 'fastify';
import type { FastifySchemaValidationError } from 'fastify/types/schema.js';
import { mailDomainOf, webAddress } from '../../ground/addresses.ts';
import { MAILBOX, WEB_ADDRESS } from '../../vocabulary/shapes.ts';

/**
 * From this number of values on, an `enum` is checked in a loop. By default Ajv joins up to 200 values into one
 * condition. In long-running busy processes that occasionally failed: a value was missing while Ajv generated the code
 * ("Cannot read properties of undefined (reading 'replace')", answered as 500), apparently because of a bug in V8.
 */
const LOOP_ENUM = 1;

const COMMON: Options = {
  loopEnum: LOOP_ENUM,
  allErrors: true,
  // A misspelt field must be an error; it must not be dropped silently.
  removeAdditional: false,
  useDefaults: true,
  strict: false,
  // 35.10 is 3510 cents, although 35.10 / 0.01 is 3510.0000000000005.
  multipleOfPrecision: 6,
  // The invalid value shows whether a parameter was repeated or has the wrong type.
  verbose: true,
};

/** The formats allowed in request schemas; `npm run check` measures the time each takes. */
export const REQUEST_FORMATS = ['date', 'date-time', 'uuid'] as const;

type SchemaController = NonNullable<FastifyServerOptions['schemaController']>;
type Factories = NonNullable<SchemaController['compilersFactory']>;
type Bucket = ReturnType<NonNullable<SchemaController['bucket']>>;

interface Compilable {
  $id?: string;
}
/** Schemas that others refer to by `$id`. */
type Schemas = Record<string, unknown>;

type FastifyValidator = ReturnType<FastifySchemaCompiler<Compilable>>;

/** Text length is counted in characters; one character may take two UTF-16 code units. */
const isShort = (data: Name, most: number) =>
  _`${data}.length <= ${most} || [...${data}.slice(0, ${2 * most + 1})].length <= ${most}`;
const hasFewItems = (data: Name, most: number) => _`${data}.length <= ${most}`;
const hasFewNames = (data: Name, most: number) => _`Object.keys(${data}).length <= ${most}`;

/**
 * Keywords that are checked only when the limits of the same schema hold. With `allErrors`, Ajv would check them in any
 * case.
 */
const AFTER_LIMITS = [
  { limit: 'maxLength', keeps: isShort, keywords: ['pattern', 'format'] },
  { limit: 'maxItems', keeps: hasFewItems, keywords: ['items', 'uniqueItems'] },
  { limit: 'maxProperties', keeps: hasFewNames, keywords: ['properties', 'patternProperties', 'additionalProperties'] },
];

/** A body may hold tens of thousands of unknown names. Nobody reads that many errors, and each takes time. */
const MOST_UNKNOWN = 100;

/** Where no other names are allowed, stops checking after this many unknown names. */
function stopAtUnknownNames(ajv: Ajv): void {
  const definition = ajv.getKeyword('additionalProperties') as CodeKeywordDefinition;
  ajv.removeKeyword('additionalProperties').addKeyword({
    ...definition,
    code: (context, ruleType) => {
      const { gen, schema, parentSchema, data, it } = context;
      if (schema !== false || parentSchema.patternProperties) return definition.code(context, ruleType);
      it.props = true;
      const known = gen.scopeValue('obj', { ref: new Set(Object.keys(parentSchema.properties ?? {})) });
      const unknown = gen.let('unknown', 0);
      gen.forIn('key', data, (key) =>
        gen.if(_`!${known}.has(${key})`, () => {
          context.setParams({ additionalProperty: key });
          context.error();
          gen.if(_`++${unknown} === ${MOST_UNKNOWN}`, () => gen.break());
        }),
      );
      context.ok(_`${unknown} === 0`);
    },
  });
}

function putLimitsFirst(ajv: Ajv): void {
  for (const { limit, keeps, keywords } of AFTER_LIMITS)
    for (const keyword of keywords) {
      const definition = ajv.getKeyword(keyword) as CodeKeywordDefinition;
      ajv.removeKeyword(keyword).addKeyword({
        ...definition,
        code: (context, ruleType) => {
          const { gen, data, parentSchema } = context;
          const most: unknown = parentSchema[limit];
          if (typeof most !== 'number') definition.code(context, ruleType);
          else gen.if(keeps(data, most), () => definition.code(context, ruleType));
        },
      });
    }
}

function compilerWith(options: Options, shared: Schemas) {
  const ajv = new Ajv(options);
  // ajv-formats is CommonJS: its default export is one level down under nodenext types.
  (formats as unknown as (ajv: Ajv, names: readonly string[]) => void)(ajv, REQUEST_FORMATS);
  ajv.addFormat(WEB_ADDRESS, (text: string) => webAddress(text) !== undefined);
  ajv.addFormat(MAILBOX, (text: string) => mailDomainOf(text) !== undefined);
  stopAtUnknownNames(ajv);
  putLimitsFirst(ajv);
  for (const schema of Object.values(shared)) ajv.addSchema(schema as Compilable);
  return ajv;
}

/**
 * What has been compiled, by what for and by schema. Applications with the same named schemas may share it: compiling takes
 * longer than most requests.
 */
export class Compiled {
  readonly #made = new Map<string, unknown>();

  once<T>(use: string, schema: unknown, make: () => T): T {
    const key = JSON.stringify([use, schema]);
    if (!this.#made.has(key)) this.#made.set(key, make());
    return this.#made.get(key) as T;
  }
}

/**
 * A validator that is compiled when first used. Compiling hundreds of validators at start took a sixth of the start
 * time, and exhausted V8's space for object shapes, so that each request created new ones.
 */
function compileOnFirstUse(compile: () => ValidateFunction): FastifyValidator {
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
 * JSON bodies are validated without coercion. Queries, paths and headers arrive as text, so they are coerced; a
 * repeatable parameter becomes a list even when it is sent once.
 */
const validatorFor = (shared: Schemas, compiled: Compiled, atOnce: boolean): FastifySchemaCompiler<Compilable> => {
  // Schemas are validated as schemas only when all are compiled at once: it would take a twelfth of every start.
  const options = { ...COMMON, validateSchema: atOnce };
  const compiler = (use: 'strict' | 'coercing') =>
    compiled.once(use, undefined, () =>
      compilerWith(use === 'strict' ? options : { ...options, coerceTypes: 'array' }, shared),
    );
  return ({ schema, httpPart }) => {
    const use = httpPart === 'body' ? 'strict' : 'coercing';
    const compile = () => compiled.once(`${use} validator`, schema, () => compiler(use).compile(schema));
    return atOnce ? (compile() as FastifyValidator) : compileOnFirstUse(compile);
  };
};

/**
 * One compiler for all scopes of an application, with the schemas of the application; Fastify asks for one per scope.
 * The type says that it compiles schemas alone, but Fastify also passes the part of the request.
 * @param atOnce compiles everything at start, to find schemas that do not compile
 */
export function validatorBuilder(
  schemas: () => Schemas,
  compiled: Compiled,
  atOnce = false,
): NonNullable<Factories['buildValidator']> {
  let compiler: FastifySchemaCompiler<Compilable> | undefined;
  const build = () => {
    compiler ??= validatorFor(schemas(), compiled, atOnce);
    return compiler;
  };
  return build as unknown as NonNullable<Factories['buildValidator']>;
}

type Build = ReturnType<typeof SerializerSelector>;
type Compile = ReturnType<Build>;

/**
 * Serializers with the schemas of the application, compiled when first used. Most are never used in a process, and
 * compiling all of them took two thirds of the start time.
 */
export const serializerBuilder =
  (schemas: () => Schemas, compiled: Compiled): Build =>
  (_ofScope, options) => {
    // A stored value may be older than a rule, and is then answered unchanged.
    const ajv = { ...options?.ajv, loopEnum: LOOP_ENUM, formats: { [WEB_ADDRESS]: true, [MAILBOX]: true } } as const;
    return (route: Parameters<Compile>[0]) => {
      let serialise: ReturnType<Compile> | undefined;
      return (answer: unknown) => {
        serialise ??= compiled.once('serializer', route.schema, () =>
          SerializerSelector()(schemas(), { ...options, ajv } as typeof options)(route),
        );
        return serialise(answer);
      };
    };
  };

/** The schemas of an application, once for all its scopes: by default Fastify copies all of them twice for each route. */
export function schemaBucket(): Bucket & { getSchemas(): Schemas } {
  const schemas: Record<string, Compilable> = {};
  return {
    add: (schema: Compilable & { $id: string }) => {
      const known = schemas[schema.$id];
      if (known !== undefined && known !== schema) throw new Error(`Two schemas have the $id ${schema.$id}`);
      schemas[schema.$id] = schema;
    },
    getSchema: (id) => schemas[id],
    getSchemas: () => schemas,
  } as Bucket & { getSchemas(): Schemas };
}
