import { hash } from 'node:crypto';
import type { Static } from 'typebox';
import { requireFederation } from '../catalogue/federations.ts';
import type { Catalogue } from '../catalogue/follow.ts';
import type { Speakers } from '../catalogue/writer.ts';
import type { Database } from '../database/open.ts';
import { FederationPath } from '../documents/federation.ts';
import { federationOwner } from '../federations/rights.ts';
import { namedTag } from '../http/answering/conditional.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { OnlyLang, privateGet } from '../http/get.ts';
import { errors } from '../http/openapi.ts';
import { nextAddress, readCursor } from '../http/pagination.ts';
import { write } from '../http/write.ts';
import type { Matcher } from '../matching/run.ts';
import type { Routes } from '../record/writer.ts';
import { isId } from '../requests/meaning.ts';
import type { Language } from '../vocabulary/terms.ts';
import { recommendationJson, requireRecommendation, toItem } from './answer.ts';
import { recommend, recommendationOwner, recommendationsOf, withdrawRecommendation } from './commands.ts';
import {
  Recommendation,
  RecommendationDraft,
  RecommendationList,
  RecommendationPath,
  RecommendationQuery,
  WithdrawalDraft,
} from './schema.ts';

const PATH = '/v1/federations/:federation/recommendations';
const ONE = '/v1/recommendations/:recommendation';
const tag = 'Federations';
const PAGE = 20;

/** Whether the parts of a cursor are the time and the id of the last recommendation on the previous page. */
const isRecommendationCursor = ([createdAt = '', id = '', ...others]: string[]): boolean =>
  !Number.isNaN(Date.parse(createdAt)) && isId(id) && others.length === 0;

/** Answers that federations freeze for the people that they advise. */
export const recommendationRoutes: Routes<
  'only' | 'contextFor' | 'catchUp',
  { catalogue: Catalogue; speakers: Speakers; db: Database; matcher: Matcher }
> = (app, { only, catalogue, speakers, db, matcher, contextFor, catchUp }) => {
  const matching = (language: Language) => ({
    db,
    matcher,
    model: catalogue.current(),
    say: speakers[language],
  });

  write(app, 'POST', PATH, {
    operationId: 'createRecommendation',
    summary: 'Freeze the answer to a need, at an address that only who is given it knows',
    tag,
    params: FederationPath,
    body: RecommendationDraft,
    answers: { 201: Recommendation },
    allow: only(federationOwner),
    handler: async (request) => {
      const { caller, params, body } = request;
      // Includes a federation or policy that another process has just written.
      const matchingNow = async () => {
        await catchUp();
        return matching(languageOf(request));
      };
      const federation = requireFederation((await matchingNow()).model, params.federation);
      const stored = await recommend(contextFor(caller), federation, body, matchingNow);
      return {
        status: 201,
        body: await recommendationJson(stored, matching(languageOf(request))),
        location: `/v1/recommendations/${stored.id}`,
      };
    },
  });

  app.get<{ Params: Static<typeof RecommendationPath> }>(
    ONE,
    {
      schema: {
        operationId: 'getRecommendation',
        summary: 'A recommendation as it was given, and what has changed since',
        tags: [tag],
        params: RecommendationPath,
        querystring: OnlyLang,
        response: {
          200: {
            description: 'The recommendation',
            content: { 'application/json': { schema: Recommendation } },
          },
          ...errors('recommendation-not-found', 'case-ended', 'database-unavailable'),
        },
      },
    },
    async (request, reply) => {
      const language = languageOf(request);
      const stored = await requireRecommendation(db, request.params.recommendation);
      const body = await recommendationJson(stored, matching(language));
      // A withdrawal changes no revision, so the ETag is a hash of the bytes. The address is private: no shared cache,
      // no search engine.
      const etag = `"${hash('sha1', body, 'base64url')}"`;
      reply.headers({
        etag,
        'cache-control': 'private, no-cache',
        'x-robots-tag': 'noindex',
        // The frozen answer keeps its language; the changes since are in the reader's language.
        'content-language': [...new Set([stored.language, language])].join(', '),
        vary: 'Authorization, Accept-Language, Accept-Encoding',
      });
      const named = namedTag(request.headers, etag);
      if (named) return reply.code(304).header('etag', named).send();
      return reply.type('application/json; charset=utf-8').send(body);
    },
  );

  write(app, 'PUT', `${ONE}/withdrawal`, {
    operationId: 'withdrawRecommendation',
    summary: 'Take a recommendation back; its address stays, and says why',
    tag,
    params: RecommendationPath,
    body: WithdrawalDraft,
    answers: { 200: Recommendation },
    allow: only(recommendationOwner),
    errors: ['recommendation-not-found', 'case-ended'],
    handler: async (request) => {
      const { caller, params, body } = request;
      const stored = await withdrawRecommendation(contextFor(caller), params.recommendation, body);
      return { status: 200, body: await recommendationJson(stored, matching(languageOf(request))) };
    },
  });

  privateGet(app, PATH, {
    operationId: 'listRecommendations',
    summary: 'What the federation recommended, newest first; with its token',
    tag,
    params: FederationPath,
    query: RecommendationQuery,
    answer: RecommendationList,
    responseDescription: 'A page',
    allow: only(federationOwner),
    errors: ['invalid-cursor'],
    handler: async ({ caller, params, query }) => {
      const asked = { path: PATH.replace(':federation', params.federation), query };
      const [createdAt = '', id = ''] = readCursor(asked, isRecommendationCursor) ?? [];
      const limit = query.limit ?? PAGE;
      const after = id === '' ? undefined : { createdAt: new Date(createdAt), id };
      const { rows, total } = await recommendationsOf(contextFor(caller), params.federation, limit, after);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const next = rows.length > limit && last ? nextAddress(asked, [last.createdAt.toISOString(), last.id]) : null;
      return { body: { items: page.map(toItem), total, next }, next };
    },
  });
};
