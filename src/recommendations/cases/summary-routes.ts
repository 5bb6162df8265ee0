import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { requireFederation } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import type { Speakers } from '../../catalogue/writer.ts';
import { FederationPath } from '../../documents/federation.ts';
import { federationOfficer, federationOwner } from '../../federations/rights.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { privateGet } from '../../http/get.ts';
import type { Routes } from '../../record/writer.ts';
import type { Caller } from '../../requests/caller.ts';
import { CSV_TYPE } from '../../spreadsheets/csv.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { CaseFigures, CaseFiguresQuery, figuresFor } from './figures.ts';
import { figuresSheet, figuresSheetName } from './figures-sheet.ts';
import { CaseSummary, CaseSummaryQuery, summaryFor, summarySheet } from './summary.ts';

const FIGURES = '/v1/federations/:federation/cases/figures';
const SUMMARY = '/v1/federations/:federation/cases/summary';

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

  const figures = (
    request: FastifyRequest & { params: Static<typeof FederationPath>; query: CaseFiguresQuery },
  ): Promise<CaseFigures> => {
    const { caller, params, query } = request;
    const model = catalogue.current();
    const federation = requireFederation(model, params.federation);
    return figuresFor(contextFor(caller), federation, query, model, speakers[languageOf(request)]);
  };

  privateGet(app, SUMMARY, {
    ...common,
    operationId: 'getCaseSummary',
    summary: 'Cases and what became of them by département, usage and kind of help, for a grant file; with its token',
    answer: CaseSummary,
    handler: async (request) => ({
      body: await read(request.caller, request.params.federation, request.query, languageOf(request)),
      isLocalized: true,
    }),
  });

  privateGet(app, `${SUMMARY}.csv`, {
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

  privateGet(app, FIGURES, {
    ...common,
    operationId: 'getCaseFigures',
    summary: 'Every number of its cases in a year, for its officers alone and not to be published; with its token',
    query: CaseFiguresQuery,
    answer: CaseFigures,
    allow: only(federationOfficer),
    errors: ['meaningless-request'],
    handler: async (request) => ({ body: await figures(request), isLocalized: true }),
  });

  privateGet(app, `${FIGURES}.csv`, {
    ...common,
    operationId: 'downloadCaseFigures',
    summary: 'The same as /cases/figures, for a spreadsheet: a number a line, each marked as internal; with its token',
    query: CaseFiguresQuery,
    answer: { content: { [CSV_TYPE]: Type.String() } },
    allow: only(federationOfficer),
    errors: ['meaningless-request'],
    handler: async (request) => {
      const language = languageOf(request);
      return {
        body: figuresSheet(await figures(request), language),
        type: `${CSV_TYPE}; charset=utf-8`,
        fileName: figuresSheetName(language),
        isLocalized: true,
      };
    },
  });
};
