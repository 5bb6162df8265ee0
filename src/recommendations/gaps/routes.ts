import { type Static, Type } from 'typebox';
import type { Routes } from '../../bercail.ts';
import { FederationPath } from '../../documents/federation.ts';
import { mayWriteFederation } from '../../federations/rights.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { errors } from '../../http/openapi.ts';
import { CSV_TYPE, toCsv } from '../../spreadsheets/csv.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { GAP_COLUMNS, gapsFor } from './gaps.ts';
import { Gaps, GapsQuery } from './schema.ts';

/** What was asked for and not met, a cell a line. */
export function gapsSheet({ cells }: Gaps, language: Language): string {
  const { month, family, region, atLeast } = GAP_COLUMNS[language];
  return toCsv(
    [month, family, region, atLeast],
    cells.map((cell) => ({
      [month]: cell.month,
      [family]: cell.familyLabel,
      [region]: cell.regionLabel,
      [atLeast]: cell.atLeast,
    })),
  );
}

type Asked = { Params: Static<typeof FederationPath>; Querystring: GapsQuery };

const JSON_TYPE = 'application/json';

/** What is missing, for those who could make it come about. */
export const gapRoutes: Routes = (app, { contextFor }) => {
  const common = (operationId: string, summary: string, type: string, schema: object) => ({
    config: { crossOrigin: false },
    onRequest: ({ caller, params }: Parameters<typeof mayRead>[0]) => mayRead({ caller, params }),
    schema: {
      operationId,
      summary,
      tags: ['Federations'],
      security: [{ token: [] }],
      params: FederationPath,
      querystring: GapsQuery,
      response: {
        200: { description: summary, content: { [type]: { schema } } },
        ...errors('no-token', 'not-yours', 'federation-not-found', 'meaningless-request', 'database-unavailable'),
      },
    },
  });
  const mayRead = ({ caller, params }: { caller: Parameters<typeof contextFor>[0]; params: unknown }) =>
    mayWriteFederation(contextFor(caller), (params as Static<typeof FederationPath>).federation);

  app.get<Asked>(
    '/v1/federations/:federation/gaps',
    common('listGaps', 'Families of usages that were asked for and not met, by région and month', JSON_TYPE, Gaps),
    async (request, reply) => {
      const { caller, params, query } = request;
      const gaps = await gapsFor(contextFor(caller), params.federation, query, languageOf(request));
      return reply
        .header('cache-control', 'private, no-store')
        .type(`${JSON_TYPE}; charset=utf-8`)
        .send(JSON.stringify(gaps));
    },
  );

  app.get<Asked>(
    '/v1/federations/:federation/gaps.csv',
    common('exportGaps', 'The same as a table', CSV_TYPE, Type.String()),
    async (request, reply) => {
      const { caller, params, query } = request;
      const language = languageOf(request);
      const gaps = await gapsFor(contextFor(caller), params.federation, query, language);
      return reply
        .headers({ 'cache-control': 'private, no-store', 'content-disposition': 'attachment; filename="gaps.csv"' })
        .type(`${CSV_TYPE}; charset=utf-8`)
        .send(gapsSheet(gaps, language));
    },
  );
};
