import { Type } from 'typebox';
import { requireFederation } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import type { Speakers } from '../../catalogue/writer.ts';
import { FederationPath } from '../../documents/federation.ts';
import { federationOwner } from '../../federations/rights.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { privateGet } from '../../http/get.ts';
import type { Routes } from '../../record/writer.ts';
import type { Caller } from '../../requests/caller.ts';
import { CSV_TYPE } from '../../spreadsheets/csv.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { CaseSummary, CaseSummaryQuery, summaryFor, summarySheet } from './summary.ts';

const PATH = '/v1/federations/:federation/cases/summary';

/** Numbers of cases, for grant applications. */
export const caseSummaryRoutes: Routes<'only' | 'contextFor', { catalogue: Catalogue; speakers: Speakers }> = (
  app,
  { only, catalogue, speakers, contextFor },
) => {
  const common = {
    tag: 'Federations',
    params: FederationPath,
    query: CaseSummaryQuery,
    responseDescription: 'The numbers',
    allow: only(federationOwner),
  } as const;
  const read = (caller: Caller, ref: string, query: CaseSummaryQuery, language: Language) => {
    const model = catalogue.current();
    return summaryFor(contextFor(caller), requireFederation(model, ref), query, model, speakers[language]);
  };

  privateGet(app, PATH, {
    ...common,
    operationId: 'getCaseSummary',
    summary: 'Cases and what became of them by département, usage and kind of help, for a grant file; with its token',
    answer: CaseSummary,
    handler: async (request) => ({
      body: await read(request.caller, request.params.federation, request.query, languageOf(request)),
      isLocalized: true,
    }),
  });

  privateGet(app, `${PATH}.csv`, {
    ...common,
    operationId: 'downloadCaseSummary',
    summary: 'The same as /cases/summary, for a spreadsheet: a number a line; with its token',
    answer: { content: { [CSV_TYPE]: Type.String() } },
    handler: async (request) => {
      const language = languageOf(request);
      const summary = await read(request.caller, request.params.federation, request.query, language);
      return {
        body: summarySheet(summary, language),
        type: `${CSV_TYPE}; charset=utf-8`,
        fileName: language === 'fr' ? 'dossiers.csv' : 'cases.csv',
        isLocalized: true,
      };
    },
  });
};
