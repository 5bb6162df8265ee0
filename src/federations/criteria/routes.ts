import type { FastifyInstance } from 'fastify';
import { wholeList } from '../../catalogue/listing.ts';
import { type FederationRoutes, federationIn, versionFor } from '../../catalogue/reading.ts';
import { Federation, FederationPath } from '../../documents/federation.ts';
import { OwnCriterion, OwnCriterionDraft } from '../../documents/own-criterion.ts';
import { publicGet } from '../../http/answering/public-get.ts';
import { ref } from '../../http/openapi.ts';
import { write } from '../../http/write.ts';
import { mayWriteFederation } from '../rights.ts';
import { criterionIn, putCriterion, retireCriterion } from './commands.ts';
import { CriterionPath, OwnCriterionList } from './path.ts';

const LIST = '/v1/federations/:federation/criteria';
const ONE = `${LIST}/:key`;
const tag = 'Federations';

/** What a federation asks beside the common list, and every version of it. */
export const criterionRoutes =
  ({ catalogue, answers, writer: { contextFor, answer } }: FederationRoutes) =>
  async (app: FastifyInstance): Promise<void> => {
    publicGet(
      app,
      answers,
      LIST,
      {
        operationId: 'listOwnCriteria',
        summary: 'The criteria of a federation’s own, all in one page; those that it no longer asks too',
        tag,
        answer: ref(OwnCriterionList),
        params: FederationPath,
        errors: ['federation-not-found'],
      },
      ({ caller, params }) => {
        const model = catalogue.current();
        const federation = federationIn(model, params.federation);
        return {
          body: wholeList(federation.criteria ?? [], model),
          ...versionFor(caller, federation),
        };
      },
    );

    publicGet(
      app,
      answers,
      ONE,
      {
        operationId: 'getOwnCriterion',
        summary: 'A criterion of a federation’s own, with every version that it had',
        tag,
        answer: ref(OwnCriterion),
        params: CriterionPath,
        errors: ['federation-not-found', 'criterion-not-found'],
      },
      ({ caller, params }) => {
        const federation = federationIn(catalogue.current(), params.federation);
        return {
          body: JSON.stringify(criterionIn(federation, params.key)),
          ...versionFor(caller, federation),
        };
      },
    );

    write(
      app,
      'PUT',
      ONE,
      {
        operationId: 'putCriterion',
        summary:
          'Make a criterion of one’s own, or change it; it works in claims, reviews, filters, needs and policies like the common ones',
        tag,
        params: CriterionPath,
        body: ref(OwnCriterionDraft),
        answers: { 200: ref(Federation), 201: ref(Federation) },
        allow: ({ caller, params }) => mayWriteFederation(contextFor(caller), params.federation),
        version: 'needed',
        errors: ['federation-not-found', 'slug-taken'],
      },
      ({ caller, params, body, headers }) =>
        answer(caller, (context) => putCriterion(context, params, body, headers['if-match'])),
    );

    write(
      app,
      'DELETE',
      ONE,
      {
        operationId: 'retireCriterion',
        summary: 'Ask a criterion no longer; what names it still works, and what was said of it still counts',
        tag,
        params: CriterionPath,
        answers: { 200: ref(Federation) },
        allow: ({ caller, params }) => mayWriteFederation(contextFor(caller), params.federation),
        version: 'needed',
        errors: ['federation-not-found', 'criterion-not-found'],
      },
      ({ caller, params, headers }) =>
        answer(caller, (context) => retireCriterion(context, params, headers['if-match'])),
    );
  };
