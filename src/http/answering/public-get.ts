import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import type { ErrorCode } from '../../ground/errors.ts';
import { LANGUAGES } from '../../vocabulary/terms.ts';
import { errors, type Tag } from '../openapi.ts';
import type { Reading } from '../types.ts';
import type { Answer, PublicAnswers } from './public-answers.ts';

export const Lang = Type.Optional(
  Type.Enum(LANGUAGES, { type: 'string', description: 'Language of generated sentences and labels' }),
);
export const OnlyLang = Type.Object({ lang: Lang }, { additionalProperties: false });
const Nothing = Type.Object({});

export interface PublicGet<P extends TObject, Q extends TObject> {
  operationId: string;
  summary: string;
  tag: Tag;
  /** The answer: one schema for JSON, or schemas by media type. */
  answer: TSchema | { content: Record<string, TSchema> };
  says?: string;
  params?: P;
  query?: Q;
  errors?: ErrorCode[];
  reading?: Reading;
  /** Which security headers: those of a program's answer when absent. */
  headers?: 'page';
}

type Asked<P extends TObject, Q extends TObject> = FastifyRequest<{ Params: Static<P>; Querystring: Static<Q> }>;

const contentOf = (answer: TSchema | { content: Record<string, TSchema> }) =>
  'content' in answer
    ? Object.fromEntries(
        Object.entries(answer.content as Record<string, TSchema>).map(([type, schema]) => [type, { schema }]),
      )
    : { 'application/json': { schema: answer } };

/**
 * A public reading: documented, validated, answered from memory with its `ETag`. The handler makes the answer from
 * the catalogue; everything of HTTP is done here.
 */
export function publicGet<P extends TObject = typeof Nothing, Q extends TObject = typeof OnlyLang>(
  app: FastifyInstance,
  answers: PublicAnswers,
  path: string,
  spec: PublicGet<P, Q>,
  handler: (request: Asked<P, Q>) => Answer | Promise<Answer>,
): void {
  app.get(
    path,
    {
      config: { reading: spec.reading ?? {}, ...(spec.headers && { headers: spec.headers }) },
      schema: {
        operationId: spec.operationId,
        summary: spec.summary,
        tags: [spec.tag],
        ...(spec.params && { params: spec.params }),
        querystring: spec.query ?? OnlyLang,
        response: {
          200: { description: spec.says ?? spec.summary, content: contentOf(spec.answer) },
          ...errors('revision-not-reached', ...(spec.errors ?? [])),
        },
      },
    },
    (request, reply): Promise<FastifyReply> | undefined => {
      const answer = handler(request as Asked<P, Q>);
      if (answer instanceof Promise) return answer.then((made) => answers.send(request, reply, made));
      // Most answers are made at once; a reply that is returned would be waited for like a promise.
      answers.send(request, reply, answer);
      return undefined;
    },
  );
}
