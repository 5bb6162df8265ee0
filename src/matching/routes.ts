import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Catalogue } from '../catalogue/follow.ts';
import { CatalogueError } from '../errors.ts';
import { languageOf } from '../http/language.ts';
import { errors, ref } from '../http/openapi.ts';
import type { PublicAnswers } from '../http/public-answers.ts';
import { Lang, publicGet } from '../http/public-get.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { speaker } from '../vocabulary/speaker.ts';
import { Match } from './answer/schema.ts';
import type { PolicyFile } from './engine/policy.ts';
import type { Matcher } from './run.ts';
import { Need, Policy } from './schema.ts';

export interface MatchingRoutes {
  catalogue: Catalogue;
  answers: PublicAnswers;
  matcher: Matcher;
  reference: Reference;
  policyFile: PolicyFile;
}

const MatchQuery = Type.Object(
  {
    lang: Lang,
    explain: Type.Optional(
      Type.Literal('all', { description: 'Every relaxation, and each excluded host with its reasons' }),
    ),
  },
  { additionalProperties: false },
);

/** The need of the guide: shared files for twelve people, mail for four, 60 € a year, in the Creuse. */
const BRASS_BAND: Need = {
  usages: [
    { usage: 'file-storage-sharing', accounts: 12, storageGb: 30 },
    { usage: 'email-hosting', accounts: 4 },
  ],
  budgetPerYear: 60,
  territory: { level: 'departement', code: '23' },
};

/** From a need to an explained answer. The need travels in a body, is not stored, and never reaches the log. */
export const matchingRoutes =
  ({ catalogue, answers, matcher, reference, policyFile }: MatchingRoutes) =>
  async (app: FastifyInstance): Promise<void> => {
    const speakers = { fr: speaker('fr', reference), en: speaker('en', reference) };

    app.post<{ Body: Need; Querystring: { explain?: 'all' } }>(
      '/v1/matches',
      {
        config: { crossOrigin: true },
        schema: {
          operationId: 'matchNeed',
          summary: 'Hosts that meet a need, those to check, and what to do next',
          tags: ['Matching'],
          querystring: MatchQuery,
          body: { ...ref(Need), examples: [BRASS_BAND] },
          response: {
            200: { description: 'The answer', content: { 'application/json': { schema: ref(Match) } } },
            ...errors('malformed-request', 'meaningless-request', 'body-too-large', 'unsupported-media-type'),
          },
        },
      },
      async (request, reply) => {
        const model = catalogue.current();
        const need = request.body;
        const faults = matcher.faults(need, model);
        if (faults.length > 0)
          throw new CatalogueError(
            'meaningless-request',
            {
              fr: 'Ce besoin ne peut pas être lu tel quel : voyez chaque point.',
              en: 'This need cannot be read as it is: see each point.',
            },
            { faults },
          );
        const language = languageOf(request);
        const everything = request.query.explain === 'all';
        const answer = await matcher.answerInTurn(need, model, speakers[language], { everything });
        // Written here: the answer is built field by field for this schema, and a second pass would cost as much again.
        return reply
          .headers({
            'content-type': 'application/json; charset=utf-8',
            'content-language': language,
            'cache-control': 'no-store',
          })
          .send(JSON.stringify(answer));
      },
    );

    publicGet(
      app,
      answers,
      '/v1/policy',
      {
        operationId: 'getPolicy',
        summary: 'Every number of the matching in force, with its reason',
        tag: 'Matching',
        answer: ref(Policy),
      },
      () => ({ body: JSON.stringify(policyFile) }),
    );
  };
