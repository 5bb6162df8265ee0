import { requireFederation } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import { madeFrom } from '../../catalogue/list-json.ts';
import type { Speakers } from '../../catalogue/writer.ts';
import { FederationPath } from '../../documents/federation.ts';
import { federationOwner, isOfficer } from '../../federations/rights.ts';
import { answerJson } from '../../ground/absent.ts';
import { mapInSlices } from '../../ground/slices.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { privateGet } from '../../http/get.ts';
import type { Routes } from '../../record/writer.ts';
import { readDue } from './list.ts';
import { type Due, DueList, DueQuery } from './schema.ts';

/** Open items of a federation, only for itself. */
export const dueRoutes: Routes<'only' | 'contextFor', { catalogue: Catalogue; speakers: Speakers }> = (
  app,
  { only, catalogue, speakers, contextFor },
) => {
  privateGet(app, '/v1/federations/:federation/due', {
    operationId: 'getFederationDue',
    comesWhole: true,
    summary:
      'What is due to a federation, late or to come: closings, requests, reviews, memberships, its own list, cases',
    tag: 'Federations',
    params: FederationPath,
    query: DueQuery,
    answer: DueList,
    responseDescription: 'Closings first, then without a date, then by date',
    allow: only(federationOwner),
    handler: async (request) => {
      const { caller, params, query } = request;
      const model = catalogue.current();
      const federation = requireFederation(model, params.federation);
      const asking = { tellsCases: isOfficer(caller, federation), within: query.within };
      const { facts, tell } = await readDue(contextFor(caller), model, federation, asking);
      const say = speakers[languageOf(request)];
      const items = await mapInSlices(facts, (fact): Due => {
        const { kind, due: dueOn, overdue, since: _, ...about } = fact;
        return { kind, dueOn, overdue, ...about, text: tell(fact, say) };
      });
      const overdueTotal = items.filter((item) => item.overdue).length;
      const body = answerJson({ items, total: items.length, next: null, ...madeFrom(model), overdueTotal });
      return { body, isLocalized: true };
    },
  });
};
