import type { Routes } from '../../bercail.ts';
import { requireFederation } from '../../catalogue/federations.ts';
import { madeFrom } from '../../catalogue/listing.ts';
import { FederationPath } from '../../documents/federation.ts';
import { federationOwner, isOfficer } from '../../federations/rights.ts';
import { mapInSlices } from '../../ground/turns.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { privateGet } from '../../http/get.ts';
import { dueWithin, readDue, withoutCases } from './due.ts';
import { DueList, DueQuery } from './schema.ts';
import { tellDue } from './words.ts';

/** What waits for a federation, for itself alone. */
export const dueRoutes: Routes = (app, { only, catalogue, speakers, contextFor }) => {
  privateGet(
    app,
    '/v1/federations/:federation/due',
    {
      operationId: 'getFederationDue',
      summary:
        'What is due to a federation, late or to come: closings, requests, reviews, memberships, its own list, cases',
      tag: 'Federations',
      params: FederationPath,
      query: DueQuery,
      answer: DueList,
      responseDescription: 'Closings first, then without a date, then by date',
      allow: only(federationOwner),
    },
    async (request) => {
      const model = catalogue.current();
      const federation = requireFederation(model, request.params.federation);
      const { within } = request.query;
      const reads = isOfficer(request.caller, federation);
      const facts = await readDue(contextFor(request.caller), model, federation);
      const all = reads ? facts : withoutCases(facts);
      const due = within === undefined ? all : dueWithin(all, within, model.day);
      const say = speakers[languageOf(request)];
      const items = await mapInSlices(due, (fact) => ({ ...fact, text: tellDue(fact, say, model.day) }));
      const overdue = items.filter((item) => item.overdue).length;
      const body = JSON.stringify({ items, total: items.length, next: null, ...madeFrom(model), overdue });
      return { body, isLocalized: true };
    },
  );
};
