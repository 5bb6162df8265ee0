import { Type } from 'typebox';
import { FederationPath } from '../../documents/federation.ts';
import { federationOwner } from '../../federations/rights.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { privateGet } from '../../http/get.ts';
import type { Routes } from '../../record/writer.ts';
import { CSV_TYPE } from '../../spreadsheets/csv.ts';
import { WORKBOOK_CONTENT, workbookOfCsv } from '../../spreadsheets/files.ts';
import { Gaps, GapsQuery, gapsFor, gapsSheet } from './gaps.ts';

/** Unmet needs, for federations. */
export const gapRoutes: Routes<'only' | 'contextFor'> = (app, { only, contextFor }) => {
  const common = {
    tag: 'Federations',
    params: FederationPath,
    query: GapsQuery,
    allow: only(federationOwner),
    errors: ['meaningless-request'],
  } as const;

  privateGet(app, '/v1/federations/:federation/gaps', {
    ...common,
    operationId: 'listGaps',
    summary: 'Families of usages that were asked for and not met, by région and month',
    answer: Gaps,
    handler: async (request) => {
      const { caller, params, query } = request;
      return { body: await gapsFor(contextFor(caller), params.federation, query, languageOf(request)) };
    },
  });

  privateGet(app, '/v1/federations/:federation/gaps.csv', {
    ...common,
    operationId: 'downloadGaps',
    summary: 'The same as a table',
    answer: { content: { [CSV_TYPE]: Type.String() } },
    handler: async (request) => {
      const { caller, params, query } = request;
      const language = languageOf(request);
      const gaps = await gapsFor(contextFor(caller), params.federation, query, language);
      return { body: gapsSheet(gaps, language), type: `${CSV_TYPE}; charset=utf-8`, fileName: 'gaps.csv' };
    },
  });

  privateGet(app, '/v1/federations/:federation/gaps.xlsx', {
    ...common,
    operationId: 'downloadGapsWorkbook',
    summary: 'The same as a workbook',
    answer: WORKBOOK_CONTENT,
    handler: async (request) => {
      const { caller, params, query } = request;
      const language = languageOf(request);
      const gaps = await gapsFor(contextFor(caller), params.federation, query, language);
      const workbook = await workbookOfCsv(gapsSheet(gaps, language), language === 'fr' ? 'Manques' : 'Gaps');
      return { ...workbook, fileName: 'gaps.xlsx' };
    },
  });
};
