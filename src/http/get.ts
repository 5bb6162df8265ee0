import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import { answerJson } from '../ground/absent.ts';
import type { ErrorCode } from '../ground/errors.ts';
import type { Caller } from '../requests/caller.ts';
import { strictObject } from '../vocabulary/shapes.ts';
import { LANGUAGES } from '../vocabulary/terms.ts';
import { versionTag } from './answering/conditional.ts';
import type { PublicAnswer, SnapshotSource } from './answering/public-answers.ts';
import { languageOf } from './asking/negotiation.ts';
import type { Allow, Deprecated, ReadOptions } from './asking/types.ts';
import { documentIn, fieldsQuery, partOf } from './fields.ts';
import { errors, type Tag } from './openapi.ts';
import { pageOfWhole, wholeListQuery } from './whole-lists.ts';

export const Lang = Type.Optional(
  Type.Enum(LANGUAGES, { type: 'string', description: 'Language of generated sentences and labels' }),
);
export const OnlyLang = strictObject({ lang: Lang });
const Nothing = Type.Object({});
const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * What a public answer is made from: the catalogue, or the build and its settings alone. A handler that reads the
 * catalogue gets one state of it, and the answer gets the tag of that state, however many writes happen meanwhile.
 */
export type DependsOn = SnapshotSource | 'build';
/** The state that an answer is made from. */
export type StateOf<D extends DependsOn> = D extends SnapshotSource<infer S> ? S : undefined;

interface PublicRoute<D extends DependsOn> {
  dependsOn: D;
  reading?: ReadOptions;
  /** Whether the answer links to the licence of the data. */
  isData?: boolean;
  config?: Pick<FastifyContextConfig, 'headers' | 'inlineStyles' | 'deprecated'>;
  schema: FastifySchema;
}

/** Adds a GET that anyone may read, answered from the cache or made from one state of the catalogue. */
export function publicRoute<D extends DependsOn>(
  app: FastifyInstance,
  path: string,
  { dependsOn, reading, isData = false, config, schema }: PublicRoute<D>,
  make: (request: FastifyRequest, state: StateOf<D>) => PublicAnswer | Promise<PublicAnswer>,
): void {
  const isOfBuild = dependsOn === 'build';
  app.get(
    path,
    { config: { ...config, reading: { ...reading, isData, dependsOn: isOfBuild ? 'build' : 'catalogue' } }, schema },
    (request, reply): Promise<FastifyReply> | undefined => {
      const state = isOfBuild ? undefined : (dependsOn as SnapshotSource).current();
      const answer = make(request, state as StateOf<D>);
      if (answer instanceof Promise) return answer.then((made) => app.publicAnswers.send(request, reply, made, state));
      // Most answers are synchronous; Fastify would await a returned reply like a promise.
      app.publicAnswers.send(request, reply, answer, state);
      return undefined;
    },
  );
}

export interface PublicGet<P extends TObject, Q extends TObject, D extends DependsOn> {
  dependsOn: D;
  operationId: string;
  summary: string;
  tag: Tag;
  /** The answer: one schema for JSON, or schemas by media type. */
  answer: TSchema | { content: Record<string, TSchema> };
  responseDescription?: string;
  params?: P;
  query?: Q;
  errors?: readonly ErrorCode[];
  /** true: a list that comes whole, and in pages with `limit`. */
  comesWhole?: true;
  /** true: a document, or those of a list, of which some fields may be asked for. */
  takesFields?: true;
  reading?: ReadOptions;
  /** false: a path under `/v1` whose answer is not covered by the data licence. */
  isData?: false;
  /** Which security headers; absent: those of JSON. */
  headers?: 'page';
  /** It ends. */
  deprecated?: Deprecated;
  /** Makes the answer from the state that it is given. */
  handler: (request: TypedRequest<P, Q>, state: StateOf<D>) => PublicAnswer | Promise<PublicAnswer>;
}

export type TypedRequest<P extends TObject, Q extends TObject> = FastifyRequest<{
  Params: Static<P>;
  Querystring: Static<Q>;
}>;

const contentOf = (answer: TSchema | { content: Record<string, TSchema> }) =>
  'content' in answer
    ? Object.fromEntries(
        Object.entries(answer.content as Record<string, TSchema>).map(([type, schema]) => [type, { schema }]),
      )
    : { 'application/json': { schema: answer } };

type Asked = Pick<PublicGet<TObject, TObject, DependsOn>, 'answer' | 'query' | 'comesWhole' | 'takesFields'>;
function queryOf({ query = OnlyLang, answer, comesWhole, takesFields }: Asked): TObject {
  const paged = comesWhole ? wholeListQuery(query) : query;
  return takesFields ? fieldsQuery(paged, documentIn(contentOf(answer)['application/json']!.schema)) : paged;
}

const isJson = ({ body, type = JSON_TYPE }: PublicAnswer): boolean =>
  typeof body !== 'function' && JSON_TYPE.startsWith(type.split(';', 1)[0]!);

/** The page of a whole list that was asked, or the whole of it. */
function publicPage(answer: PublicAnswer, request: FastifyRequest): PublicAnswer {
  if (!isJson(answer)) return answer;
  const page = pageOfWhole(answer.body as string | Buffer, {
    address: request.raw.url!,
    query: request.query as object,
  });
  if (!page) return answer;
  return { ...answer, body: answerJson(page), ...(page.next && { link: `<${page.next}>; rel="next"` }) };
}

/** The fields that were asked of a document or of those of a list, or all of them. */
function publicPart(answer: PublicAnswer, request: FastifyRequest): PublicAnswer {
  if (!isJson(answer)) return answer;
  const part = partOf(answer.body as string | Buffer, request.query as object);
  return part ? { ...answer, body: answerJson(part) } : answer;
}

/** Adds a public GET that OpenAPI describes. */
export function publicGet<D extends DependsOn, P extends TObject = typeof Nothing, Q extends TObject = typeof OnlyLang>(
  app: FastifyInstance,
  path: string,
  spec: PublicGet<P, Q, D>,
): void {
  const { dependsOn, reading, headers, handler } = spec;
  const schema = {
    operationId: spec.operationId,
    summary: spec.summary,
    tags: [spec.tag],
    ...(spec.deprecated && { deprecated: true }),
    ...(spec.params && { params: spec.params }),
    querystring: queryOf(spec),
    response: {
      200: { description: spec.responseDescription ?? spec.summary, content: contentOf(spec.answer) },
      ...errors(
        'revision-not-reached',
        ...(spec.comesWhole ? (['invalid-cursor'] as const) : []),
        ...(spec.errors ?? []),
      ),
    },
  };
  publicRoute(
    app,
    path,
    {
      dependsOn,
      schema,
      isData: spec.isData ?? path.startsWith('/v1/'),
      ...(reading && { reading }),
      config: { ...(headers && { headers }), ...(spec.deprecated && { deprecated: spec.deprecated }) },
    },
    (request, state) => {
      const answer = handler(request as TypedRequest<P, Q>, state);
      if (!spec.comesWhole && !spec.takesFields) return answer;
      const cut = (made: PublicAnswer) => {
        const page = spec.comesWhole ? publicPage(made, request) : made;
        return spec.takesFields ? publicPart(page, request) : page;
      };
      return answer instanceof Promise ? answer.then(cut) : cut(answer);
    },
  );
}

/** The answer of a private GET: an object, or a text of `type`. */
interface PrivateAnswer {
  body: object | string | Buffer;
  /** JSON when absent. */
  type?: string;
  /** true: it contains sentences in the reader's language. */
  isLocalized?: boolean;
  next?: string | null;
  fileName?: string;
  /** The version of what was read, for the next `If-Match`. */
  version?: number;
}

interface PrivateGet<P extends TObject, Q extends TObject>
  extends Pick<
    PublicGet<P, Q, DependsOn>,
    | 'operationId'
    | 'summary'
    | 'tag'
    | 'answer'
    | 'responseDescription'
    | 'params'
    | 'query'
    | 'errors'
    | 'comesWhole'
    | 'deprecated'
  > {
  /** Who may read it; absent: anyone who has the address. */
  allow?: Allow<Static<P>>;
  handler: (request: TypedRequest<P, Q>) => PrivateAnswer | Promise<PrivateAnswer>;
}

/** Adds a private GET: never cached, and not readable by pages of other sites. */
export function privateGet<P extends TObject = typeof Nothing, Q extends TObject = typeof OnlyLang>(
  app: FastifyInstance,
  path: string,
  spec: PrivateGet<P, Q>,
): void {
  const { allow, handler } = spec;
  app.get(
    path,
    {
      config: { crossOrigin: false, ...(spec.deprecated && { deprecated: spec.deprecated }) },
      ...(allow && {
        onRequest: async (request: FastifyRequest) =>
          allow.check(request as unknown as { caller: Caller; params: Static<P> }),
      }),
      schema: {
        operationId: spec.operationId,
        summary: spec.summary,
        tags: [spec.tag],
        ...(spec.deprecated && { deprecated: true }),
        ...(allow && { security: [{ token: [] }] }),
        ...(spec.params && { params: spec.params }),
        querystring: queryOf(spec),
        response: {
          200: { description: spec.responseDescription ?? spec.summary, content: contentOf(spec.answer) },
          ...errors(
            ...(allow ? (['no-token', 'not-yours', ...allow.refuses] as const) : []),
            ...(spec.comesWhole ? (['invalid-cursor'] as const) : []),
            ...(spec.errors ?? []),
            'database-unavailable',
          ),
        },
      },
    },
    async (request, reply): Promise<FastifyReply> => {
      const {
        body: whole,
        type = JSON_TYPE,
        isLocalized,
        next: following,
        fileName,
        version,
      } = await handler(request as unknown as TypedRequest<P, Q>);
      const asked = { address: request.raw.url!, query: request.query as object };
      const page = spec.comesWhole ? pageOfWhole(whole, asked) : undefined;
      const { body, next } = page
        ? { body: typeof whole === 'string' ? answerJson(page) : page, next: page.next }
        : { body: whole, next: following };
      reply.headers({ 'content-type': type, 'cache-control': 'private, no-store' });
      if (isLocalized) reply.header('content-language', languageOf(request));
      if (next) reply.header('link', `<${next}>; rel="next"`);
      if (version !== undefined) reply.header('etag', versionTag(version));
      if (fileName) reply.header('content-disposition', `attachment; filename="${fileName}"`);
      // The schema serialises objects, and drops keys that it does not name.
      return reply.send(body);
    },
  );
}
