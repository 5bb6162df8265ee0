import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import { _, Ajv, type CodeKeywordDefinition, type Name, type Options, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { FastifySchemaCompiler, FastifyServerOptions } from 'fastify';
import type { FastifySchemaValidationError } from 'fastify/types/schema.js';
import { mailDomainOf, webAddress } from '../../ground/addresses.ts';
import { MAILBOX, WEB_ADDRESS } from '../../vocabulary/shapes.ts';

/**
 * From so many values on, the words of an `enum` are looked through one after the other. By default Ajv joins up to 200 of
 * them in one condition. That failed now and then in a process that was busy for long: one of them was missing while the
 * code was written (“Cannot read properties of undefined (reading 'replace')”, an answer of 500), as it seems by V8 itself.
 */
const LOOP_ENUM = 1;

const COMMON: Options = {
  loopEnum: LOOP_ENUM,
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

/** The formats that a request may ask for; each is checked for the time that it takes (`npm run check`). */
export const REQUEST_FORMATS = ['date', 'date-time', 'uuid'] as const;

type Factories = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;

interface Compilable {
  $id?: string;
}
/** The schemas that others name, by their `$id`. */
type Schemas = Record<string, unknown>;

type FastifyValidator = ReturnType<FastifySchemaCompiler<Compilable>>;

/** The length of a text is in characters, of which one may take two places. */
const isShort = (data: Name, most: number) =>
  _`${data}.length <= ${most} || [...${data}.slice(0, ${2 * most + 1})].length <= ${most}`;
const hasFewItems = (data: Name, most: number) => _`${data}.length <= ${most}`;
const hasFewNames = (data: Name, most: number) => _`Object.keys(${data}).length <= ${most}`;

/** What is looked at only when a limit of the same schema is kept: with `allErrors`, Ajv would look at it all the same. */
const AFTER_LIMITS = [
  { limit: 'maxLength', keeps: isShort, keywords: ['pattern', 'format'] },
  { limit: 'maxItems', keeps: hasFewItems, keywords: ['items', 'uniqueItems'] },
  { limit: 'maxProperties', keeps: hasFewNames, keywords: ['properties', 'patternProperties', 'additionalProperties'] },
];

/** A body may hold tens of thousands of unknown names; nobody reads as many errors, and each takes its time. */
const MOST_UNKNOWN = 100;

/** Where no other names are allowed, names are looked at until so many were unknown. */
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
const validatorFor = (shared: Schemas, atOnce: boolean): FastifySchemaCompiler<Compilable> => {
  // Whether schemas are schemas is looked at where all are compiled at once: it would take a twelfth of each start.
  const options = { ...COMMON, validateSchema: atOnce };
  const strict = compilerWith(options, shared);
  const coercing = compilerWith({ ...options, coerceTypes: 'array' }, shared);
  return ({ schema, httpPart }) => {
    const compile = () => (httpPart === 'body' ? strict : coercing).compile(schema);
    return atOnce ? (compile() as FastifyValidator) : whenFirstAsked(compile);
  };
};

/**
 * One compiler for all scopes of an application, with the schemas of the application: Fastify requests one for each. Its
 * type says that it compiles schemas alone, but Fastify also passes the part of the request.
 * @param atOnce compiles everything at start, to find schemas that do not compile
 */
export function validatorBuilder(schemas: () => Schemas, atOnce = false): NonNullable<Factories['buildValidator']> {
  let compiler: FastifySchemaCompiler<Compilable> | undefined;
  const build = () => {
    compiler ??= validatorFor(schemas(), atOnce);
    return compiler;
  };
  return build as unknown as NonNullable<Factories['buildValidator']>;
}

type Build = ReturnType<typeof SerializerSelector>;
type Compile = ReturnType<Build>;

/**
 * Serializers with the schemas of the application, each compiled at its first use. Most are never used in a process, and
 * compiling them all took two thirds of the start.
 */
export const serializerBuilder =
  (schemas: () => Schemas): Build =>
  (_ofScope, options) => {
    // What is stored may be older than a rule: it is answered as it is.
    const ajv = { ...options?.ajv, loopEnum: LOOP_ENUM, formats: { [WEB_ADDRESS]: true, [MAILBOX]: true } } as const;
    const compile = SerializerSelector()(schemas(), { ...options, ajv } as typeof options);
    return (route: Parameters<Compile>[0]) => {
      let serialise: ReturnType<Compile> | undefined;
      return (answer: unknown) => {
        serialise ??= compile(route);
        return serialise(answer);
      };
    };
  };
