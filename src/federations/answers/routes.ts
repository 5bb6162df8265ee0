import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { listJson, madeFrom } from '../../catalogue/listing.ts';
import { type FederationRoutes, federationIn, versionFor } from '../../catalogue/reading.ts';
import type { ErrorCode } from '../../ground/errors.ts';
import { publicGet } from '../../http/answering/public-get.ts';
import { prefers } from '../../http/asking/negotiation.ts';
import { ref } from '../../http/openapi.ts';
import type { Caller } from '../../requests/caller.ts';
import { CSV_TYPE, csvAnswer } from '../../spreadsheets/csv/write.ts';
import { answersSheet } from '../spreadsheets/answers.ts';
import { answersTo, countsOf } from './answers.ts';
import { AnswersPath, MemberAnswerList } from './schema.ts';

const LIST = '/v1/federations/:federation/criteria/:key/answers';

/** Who among the members of a federation answered a criterion, and what. */
export const answerRoutes =
  ({ catalogue, answers }: FederationRoutes) =>
  async (app: FastifyInstance): Promise<void> => {
    const common = {
      tag: 'Federations' as const,
      params: AnswersPath,
      errors: ['federation-not-found', 'criterion-not-found'] satisfies ErrorCode[],
    };
    const asked = ({ caller, params }: { caller: Caller; params: Static<typeof AnswersPath> }) => {
      const model = catalogue.current();
      const federation = federationIn(model, params.federation);
      return { model, items: answersTo(params.key, federation, model), told: versionFor(caller, federation) };
    };

    publicGet(
      app,
      answers,
      LIST,
      {
        ...common,
        operationId: 'listAnswers',
        summary: 'What each member answers to a criterion, all in one page; those of which nothing is known come first',
        answer: { content: { 'application/json': ref(MemberAnswerList), [CSV_TYPE]: Type.String() } },
        reading: { byFormat: 'text/csv' },
      },
      (request) => {
        const { model, items, told } = asked(request);
        if (prefers('text/csv', request.headers.accept)) return { ...csvAnswer(answersSheet(items)), ...told };
        const rest = { total: items.length, next: null, ...madeFrom(model), counts: countsOf(items) };
        const json = items.map((item) => Buffer.from(JSON.stringify(item)));
        return { body: listJson(json, rest), ...told };
      },
    );

    publicGet(
      app,
      answers,
      `${LIST}.csv`,
      {
        ...common,
        operationId: 'downloadAnswers',
        summary: 'The same as /answers, for a spreadsheet',
        answer: { content: { [CSV_TYPE]: Type.String() } },
      },
      (request) => {
        const { items, told } = asked(request);
        return { ...csvAnswer(answersSheet(items)), ...told };
      },
    );
  };
