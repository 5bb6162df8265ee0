import type { onRequestHookHandler } from 'fastify';
import { Type } from 'typebox';
import type { Catalogue } from '../catalogue/follow.ts';
import { answerJson } from '../ground/absent.ts';
import { CatalogueError } from '../ground/errors.ts';
import { OF_DATA } from '../http/answering/public-answers.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { withFaultsOfMeaning } from '../http/faults-of-meaning.ts';
import { Lang, publicGet } from '../http/get.ts';
import { errors } from '../http/openapi.ts';
import type { Routes } from '../record/writer.ts';
import { requireFederationOrAdmin } from '../requests/caller.ts';
import { strictObject } from '../vocabulary/shapes.ts';
import { speaker } from '../vocabulary/speaker.ts';
import { Match } from './answer/schema.ts';
import type { PolicyFile } from './engine/need/policy.ts';
import { Need, Policy } from './engine/need/schema.ts';
import type { Past } from './past.ts';
import type { Matcher } from './run.ts';

const MatchQuery = strictObject({
  lang: Lang,
  explain: Type.Optional(
    Type.Literal('all', { description: 'Every relaxation, and each excluded host with its reasons' }),
  ),
  at: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 2_147_483_647,
      description:
        'Revision: the answer from the catalogue and the policy of the federation as they were then; with the token of a federation or an admin',
    }),
  ),
});

/** Runs before the body is read: checks that the caller may ask about the past and that the revision exists. */
const mayAskPast =
  (past: Past): onRequestHookHandler =>
  ({ query, caller }, _reply, done) => {
    const { at } = query as { at?: unknown };
    if (at !== undefined) {
      requireFederationOrAdmin(caller);
      // A value that is no number is left to the schema, whose error message says so.
      if (/^\d{1,10}$/.test(String(at))) past.mustExist(Number(at));
    }
    done();
  };

/** From a need to an explained answer. The need travels in the request body; it is neither stored nor logged. */
export const matchingRoutes: Routes<
  never,
  { catalogue: Catalogue; matcher: Matcher; past: Past; policyFile: PolicyFile }
> = (app, { catalogue, matcher, past, policyFile }) => {
  app.post<{ Body: Need; Querystring: { explain?: 'all'; at?: number } }>(
    '/v1/matches',
    {
      config: { crossOrigin: true },
      onRequest: mayAskPast(past),
      attachValidation: true,
      schema: {
        operationId: 'matchNeed',
        summary: 'Hosts that meet a need, those to check, and what to do next',
        tags: ['Matching'],
        querystring: MatchQuery,
        body: Need,
        response: {
          200: { description: 'The answer', content: { 'application/json': { schema: Match } } },
          ...errors('malformed-request', 'meaningless-request', 'body-too-large', 'unsupported-media-type'),
          ...errors('no-token', 'not-yours', 'revision-not-found', 'database-unavailable'),
        },
      },
    },
    async (request, reply) => {
      // The address is looked at after the body: where that is wrong, nothing is known of it.
      const error = request.validationError;
      const isOfBody = error?.validationContext === 'body';
      if (error && !(isOfBody && request.validateInput(request.query, 'querystring'))) throw error;
      const { at, explain } = request.query;
      // A revision of the past is a whole catalogue to load.
      if (at !== undefined) matcher.requireRoom();
      const asked = at === undefined ? catalogue.current() : await past.at(at);
      const requireMeaning = (need: Need) => {
        const faults = matcher.faults(need, asked);
        if (faults.length > 0)
          throw new CatalogueError(
            'meaningless-request',
            {
              fr: 'Ce besoin ne peut pas être lu tel quel : voyez chaque point.',
              en: 'This need cannot be read as it is: see each point.',
            },
            { faults },
          );
      };
      if (error) throw await withFaultsOfMeaning(request, async ({ body }) => requireMeaning(body as Need));
      const need = request.body;
      requireMeaning(need);
      matcher.requireRoom();
      const language = languageOf(request);
      const everything = explain === 'all';
      const answer = await matcher.answerInTurn(need, asked, speaker(language, asked.reference), { everything });
      // Serialised here without the response schema: the answer is built field by field for that schema, and a second
      // pass would double the cost.
      return reply
        .headers({
          'content-type': 'application/json; charset=utf-8',
          'content-language': language,
          link: OF_DATA,
          'cache-control': at === undefined ? 'no-store' : 'private, no-store',
        })
        .send(answerJson({ epoch: asked.epoch, ...answer }));
    },
  );

  publicGet(app, '/v1/policy', {
    dependsOn: 'build',
    operationId: 'getPolicy',
    summary: 'Every number of the matching in force, with its reason',
    tag: 'Matching',
    answer: Policy,
    handler: () => ({ body: answerJson(policyFile) }),
  });
};
