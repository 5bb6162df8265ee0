import type { Routes } from '../../bercail.ts';
import { madeFrom } from '../../catalogue/listing.ts';
import { federationIn } from '../../catalogue/reading.ts';
import { FederationPath } from '../../documents/federation.ts';
import { mayWriteFederation } from '../../federations/rights.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { errors } from '../../http/openapi.ts';
import { dueWithin, readDue } from './due.ts';
import { DueList, DueQuery } from './schema.ts';
import { tellDue } from './words.ts';

/** What waits for a federation, for itself alone. */
export const dueRoutes: Routes = (app, { catalogue, speakers, contextFor }) => {
  app.get<{ Params: { federation: string }; Querystring: DueQuery }>(
    '/v1/federations/:federation/due',
    {
      config: { crossOrigin: false },
      // Whose it is comes before the shape of the question.
      onRequest: ({ caller, params }) =>
        mayWriteFederation(contextFor(caller), (params as { federation: string }).federation),
      schema: {
        operationId: 'getFederationDue',
        summary: 'What is due to a federation, late or to come: closings, requests, reviews, memberships, its own list',
        tags: ['Federations'],
        security: [{ token: [] }],
        params: FederationPath,
        querystring: DueQuery,
        response: {
          200: {
            description: 'Closings first, then without a date, then by date',
            content: { 'application/json': { schema: DueList } },
          },
          ...errors('no-token', 'not-yours', 'federation-not-found', 'database-unavailable'),
        },
      },
    },
    async (request, reply) => {
      const model = catalogue.current();
      const federation = federationIn(model, request.params.federation);
      const { within } = request.query;
      const all = await readDue(contextFor(request.caller), model, federation);
      const due = within === undefined ? all : dueWithin(all, within, model.day);
      const language = languageOf(request);
      const items = due.map((fact) => ({ ...fact, text: tellDue(fact, speakers[language]) }));
      const overdue = items.filter((item) => item.overdue).length;
      return reply
        .headers({
          'content-type': 'application/json; charset=utf-8',
          'content-language': language,
          'cache-control': 'private, no-store',
        })
        .send(JSON.stringify({ items, total: items.length, next: null, ...madeFrom(model), overdue }));
    },
  );
};
