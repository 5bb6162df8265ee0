import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import { answerJson } from '../ground/absent.ts';
import { CatalogueError, type ErrorCode, type FaultCode, type Sentence } from '../ground/errors.ts';
import type { Caller } from '../requests/caller.ts';
import { strictObject } from '../vocabulary/shapes.ts';
import type { Language } from '../vocabulary/terms.ts';
import { versionTag } from './answering/conditional.ts';
import { IdempotencyKey } from './asking/idempotency.ts';
import { emptyUnlessSent } from './asking/json-body.ts';
import { refuseBody, refuseOtherTypes } from './asking/media-types.ts';
import { languageOf } from './asking/negotiation.ts';
import type { Allow, Deprecated } from './asking/types.ts';
import { withFaultsOfMeaning } from './faults-of-meaning.ts';
import { OnlyLang } from './get.ts';
import { errors, type Tag } from './openapi.ts';
import { DryRun, type trialOf, triedAs } from './trials.ts';

const Nothing = Type.Object({});
const IfMatch = Type.Optional(
  Type.String({
    maxLength: 1000,
    description:
      'The version that was read, `v3` or `"v3"`, or `*` for whatever it is; needed to change what exists. `*` makes nothing: 412 when nothing is there yet',
    examples: ['v3'],
  }),
);
const IfNoneMatch = Type.Optional(
  Type.Literal('*', {
    description: 'Makes it only if nothing is there yet: 412 when it exists. Alone, without `If-Match`',
  }),
);

const JSON_TYPE = 'application/json';
const PATCH_TYPE = 'application/merge-patch+json';

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The answer of a write; `version` goes into the `ETag`, `location` is where a new resource is. */
export interface WriteAnswer {
  status: 200 | 201 | 202 | 204;
  /** An object, or serialised JSON. */
  body?: object | string;
  /** Makes the body in a given language, when it contains sentences. */
  bodyIn?: (language: Language) => object;
  version?: number;
  location?: string;
}

type TypedRequest<P extends TObject, B extends TSchema, Q extends TObject> = FastifyRequest<{
  Params: Static<P>;
  Body: Static<B>;
  Querystring: Static<Q>;
}>;

export interface Write<P extends TObject, B extends TSchema, Q extends TObject = typeof OnlyLang> {
  operationId: string;
  summary: string;
  tag: Tag;
  params?: P;
  query?: Q;
  body?: B;
  /** true: a missing body is treated as an empty object; automatic for every POST whose body has no required field. */
  bodyMayLack?: true;
  /** Media types of a body that is not JSON; the room registers the parsers. */
  bodyTypes?: readonly string[];
  /** Limit of the body in bytes; absent: the general limit. */
  bodyLimit?: number;
  description?: string;
  /** Answer schema by status; null: no body. */
  answers: Partial<Record<WriteAnswer['status'], TSchema | null>>;
  /** Runs the command and writes nothing: finds what a body means of which a part has not the right shape. */
  tries?: (request: TypedRequest<P, B, Q>) => Promise<unknown>;
  /** Who may write; absent: anyone. */
  allow?: Allow<Static<P>>;
  /**
   * `returned`: answers with an `ETag`; `accepted`: also takes `If-Match`; `needed`: requires `If-Match` for changes.
   */
  version?: 'returned' | 'accepted' | 'needed';
  /** true: a PUT that changes what its address names, and never makes it. */
  onlyChanges?: true;
  /** true: the answer is shown once, and is neither stored nor replayed. */
  holdsSecret?: true;
  /** true: who makes it cannot read it, so its 201 has no `Location`. */
  isReadByOthers?: true;
  /** true: it changes nothing, so it needs no `Idempotency-Key`. */
  onlyComputes?: true;
  /** true: every body with a valid shape is accepted, so `meaningless-request` is never answered. */
  takesAnyMeaning?: true;
  errors?: readonly ErrorCode[];
  /** What `?dryRun=true` answers; the handler of a trial answers what it `would` do, and writes nothing. */
  trial?: { answer: ReturnType<typeof trialOf>; handler: Write<P, B, Q>['handler'] };
  /** It ends. */
  deprecated?: Deprecated;
  handler: (request: TypedRequest<P, B, Q>) => Promise<WriteAnswer>;
}

type AnyWrite = Pick<Write<TObject, TSchema>, 'version' | 'onlyChanges' | 'holdsSecret' | 'onlyComputes'>;

/** POST is not idempotent, so it takes an `Idempotency-Key`. */
const retryingOf = (method: Method, { holdsSecret, onlyComputes }: AnyWrite) =>
  method === 'POST' && !onlyComputes ? ({ retrying: holdsSecret ? 'refused' : 'replayed' } as const) : undefined;

/** Whether it may create what its address names. */
const mayCreate = (method: Method, { version, onlyChanges }: AnyWrite): boolean =>
  method === 'PUT' && version === 'needed' && !onlyChanges;

function headersOf(method: Method, spec: AnyWrite): TObject | undefined {
  const takesVersion = spec.version && spec.version !== 'returned';
  const retrying = retryingOf(method, spec);
  if (!takesVersion && !retrying) return undefined;
  return Type.Object({
    ...(takesVersion && { 'if-match': IfMatch }),
    ...(mayCreate(method, spec) && { 'if-none-match': IfNoneMatch }),
    ...(retrying && { 'idempotency-key': IdempotencyKey }),
  });
}

/**
 * Whether an empty object is a valid body. A PUT replaces a whole document, so its body is always required: a missing
 * one must not empty the document.
 */
const needsNothing = ({ type, required = [], minProperties = 0 }: TSchema & Emptiable): boolean =>
  type === 'object' && required.length === 0 && minProperties === 0;

interface Emptiable {
  type?: string;
  required?: string[];
  minProperties?: number;
}

const refuseCreation = (code: ErrorCode, faultCode: FaultCode, message: Sentence): CatalogueError =>
  new CatalogueError(code, message, {
    faults: [{ in: 'header', pointer: '/if-none-match', code: faultCode, message }],
  });

/**
 * `If-None-Match: *` creates only, and never changes what exists. Without `If-Match` the command refuses to change it
 * anyway; that refusal is answered as a failed precondition.
 */
async function onlyCreating<T>({ headers }: FastifyRequest, run: () => Promise<T>): Promise<T> {
  if (headers['if-none-match'] === undefined) return await run();
  if (headers['if-match'] !== undefined)
    throw refuseCreation('invalid-request', 'contradicts', {
      fr: 'If-None-Match: * crée, If-Match change ce qui existe. N’envoyez que l’un des deux.',
      en: 'If-None-Match: * makes something, If-Match changes what exists. Send only one of them.',
    });
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof CatalogueError) || error.code !== 'version-required') throw error;
    throw refuseCreation('exists', 'exists', {
      fr: 'Cela existe déjà, et « If-None-Match: * » demande que rien n’existe. Lisez ce qui est là ; pour le changer, envoyez If-Match à la place.',
      en: 'This exists already, and "If-None-Match: *" asks that nothing does. Read what is there; to change it, send If-Match instead.',
    });
  }
}

/** What a trial found, as it is answered. */
const asTrial = ({ body, bodyIn, ...rest }: WriteAnswer): WriteAnswer => ({
  ...rest,
  ...(body && { body: triedAs(body) }),
  ...(bodyIn && { bodyIn: (language) => triedAs(bodyIn(language)) }),
});

const STATUS_DESCRIPTIONS = {
  200: 'Done: the document as it is now',
  201: 'Made: the document as it is now',
  202: 'Begun: it goes on after the answer',
  204: 'Done',
};
const ETAG = { type: 'string', description: 'The new version, for the next `If-Match`' };
const LOCATION = { type: 'string', description: 'Where it can be read' };
const REPLAYED = { type: 'string', const: 'true', description: 'The answer was given before, under the same key' };

interface Answering extends Pick<Write<TObject, TSchema>, 'answers' | 'isReadByOthers'> {
  trial?: { answer: TSchema };
}

/** With the answer of a trial, where there is one. */
const answersOf = ({ answers, trial }: Answering): Answering['answers'] =>
  trial ? { ...answers, 200: answers[200] ? Type.Union([answers[200], trial.answer]) : trial.answer } : answers;

const responsesOf = (spec: AnyWrite & Answering, method: Method) =>
  Object.fromEntries(
    Object.entries(answersOf(spec)).map(([status, schema]) => {
      const headers = {
        ...(spec.version && { ETag: ETAG }),
        ...((status === '201' || status === '202') && !spec.isReadByOthers && { Location: LOCATION }),
        ...(retryingOf(method, spec)?.retrying === 'replayed' && { 'Idempotency-Replayed': REPLAYED }),
      };
      return [
        status,
        {
          description: STATUS_DESCRIPTIONS[Number(status) as WriteAnswer['status']],
          ...(Object.keys(headers).length > 0 && { headers }),
          ...(schema ? { content: { [JSON_TYPE]: { schema } } } : { type: 'null' }),
        },
      ];
    }),
  );

function errorsOf<P extends TObject, B extends TSchema, Q extends TObject>(
  spec: Write<P, B, Q>,
  method: Method,
): ErrorCode[] {
  return [
    ...(spec.allow ? (['no-token'] as const) : []),
    // What anybody may write, a token that only reads may not.
    ...(spec.allow || !spec.onlyComputes ? (['not-yours'] as const) : []),
    ...(spec.allow?.refuses ?? []),
    ...(spec.errors ?? []),
    'malformed-request',
    'body-too-large',
    'unsupported-media-type',
    ...(spec.body && !spec.takesAnyMeaning ? (['meaningless-request'] as const) : []),
    ...(spec.version === 'needed' ? (['version-required', 'version-stale'] as const) : []),
    ...(spec.version === 'accepted' ? (['version-stale'] as const) : []),
    ...(mayCreate(method, spec) ? (['nothing-there', 'exists'] as const) : []),
    ...(retryingOf(method, spec) ? (['idempotency-key-reused', 'still-under-way', 'already-done'] as const) : []),
    'database-unavailable',
    'others-writing',
  ];
}

/**
 * Adds a write operation: documented, validated, answered with the new version, never cached. Checks run in this order:
 * token, right, existence, shape; the command checks meaning and version.
 */
export function write<
  P extends TObject = typeof Nothing,
  B extends TSchema = TSchema,
  Q extends TObject = typeof OnlyLang,
>(app: FastifyInstance, method: Method, path: string, spec: Write<P, B, Q>): void {
  const { allow, body, handler, trial } = spec;
  const query = spec.query ?? OnlyLang;
  const types = spec.bodyTypes ?? (method === 'PATCH' ? [PATCH_TYPE, JSON_TYPE] : [JSON_TYPE]);
  const headers = headersOf(method, spec);
  const mayLack = spec.bodyMayLack || (method === 'POST' && body !== undefined && needsNothing(body));
  app.route({
    ...(spec.bodyLimit !== undefined && { bodyLimit: spec.bodyLimit }),
    method,
    url: path,
    ...(spec.tries && { attachValidation: true }),
    config: {
      ...retryingOf(method, spec),
      ...(mayLack && { bodyMayLack: true }),
      ...(spec.deprecated && { deprecated: spec.deprecated }),
    },
    // The guard also asks whether a token may do this operation at all.
    onRequest: async (request) => {
      request.caller = { ...request.caller, operation: spec.operationId };
      await allow?.check(request as { caller: Caller; params: Static<P> });
    },
    preParsing: refuseOtherTypes(types),
    ...(!body && { preValidation: refuseBody }),
    ...(mayLack && { preValidation: emptyUnlessSent }),
    schema: {
      operationId: spec.operationId,
      summary: spec.summary,
      ...(spec.description && { description: spec.description }),
      tags: [spec.tag],
      ...(spec.deprecated && { deprecated: true }),
      ...(allow && { security: [{ token: [] }] }),
      ...(spec.params && { params: spec.params }),
      querystring: spec.trial ? strictObject({ ...query.properties, dryRun: DryRun }) : query,
      ...(headers && { headers }),
      // Not one schema per media type: a type in another spelling would then not be validated.
      ...(body && { body, consumes: types }),
      response: { ...responsesOf(spec, method), ...errors(...errorsOf(spec, method)) },
    },
    handler: async (request, reply): Promise<FastifyReply> => {
      if (request.validationError) throw await withFaultsOfMeaning(request, spec.tries as never);
      const isTrial = trial !== undefined && (request.query as { dryRun?: boolean }).dryRun === true;
      const run = () => (isTrial ? trial.handler : handler)(request as TypedRequest<P, B, Q>);
      const made = await (mayCreate(method, spec) ? onlyCreating(request, run) : run());
      const answer = isTrial ? asTrial(made) : made;
      reply.code(answer.status).header('cache-control', 'private, no-store');
      if (answer.version !== undefined) reply.header('etag', versionTag(answer.version));
      // What a PUT makes is at its own address.
      const own = method === 'PUT' ? request.raw.url!.split('?')[0] : undefined;
      const location = answer.location ?? own;
      if ((answer.status === 201 || answer.status === 202) && location !== undefined)
        reply.header('location', location);
      const body = answer.bodyIn ? answer.bodyIn(languageOf(request)) : answer.body;
      if (!body) return reply.send();
      if (answer.bodyIn) reply.header('content-language', languageOf(request));
      return reply.type('application/json; charset=utf-8').send(typeof body === 'string' ? body : answerJson(body));
    },
  });
}
