import type { FastifyInstance } from 'fastify';
import type { Adviser } from '../../advice/adviser.ts';
import { madeFrom } from '../../catalogue/listing.ts';
import { publicGet } from '../../http/answering/public-get.ts';
import { ref } from '../../http/openapi.ts';
import { type FederationRoutes, federationIn } from '../reading.ts';
import { FederationPath } from '../schema.ts';
import { FederationStatistics } from './schema.ts';
import { statisticsOf } from './statistics.ts';

/** A federation in numbers. */
export const statisticsRoutes =
  ({ catalogue, answers, adviser }: Pick<FederationRoutes, 'catalogue' | 'answers'> & { adviser: Adviser }) =>
  async (app: FastifyInstance): Promise<void> => {
    publicGet(
      app,
      answers,
      '/v1/federations/:federation/statistics',
      {
        operationId: 'getFederationStatistics',
        summary: 'A federation in numbers: members, reviews, closings and the promises they kept or broke, exposure',
        tag: 'Federations',
        answer: ref(FederationStatistics),
        params: FederationPath,
        errors: ['federation-not-found'],
      },
      ({ params }) => {
        const model = catalogue.current();
        const federation = federationIn(model, params.federation);
        const numbers = statisticsOf(federation, model.documents, adviser.exposure(model), model.day);
        const { policyVersion, panel } = adviser;
        const made = { ...madeFrom(model), policyVersion, panelVersion: panel.version };
        return { body: JSON.stringify({ ...numbers, ...made }) };
      },
    );
  };
