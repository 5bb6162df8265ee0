import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Model } from '../../catalogue/model.ts';
import { publicGet } from '../../http/answering/public-get.ts';
import { listedMembers } from '../members/listed.ts';
import { type FederationRoutes, federationIn } from '../reading.ts';
import { listedReviews } from '../reviews/listed.ts';
import { type Federation, FederationPath } from '../schema.ts';
import { listedSelection } from '../selection/listed.ts';
import { membersSheet, reviewsSheet, selectionSheet } from './sheets.ts';

type Sheet = (model: Model, federation: Federation) => string;

/** Each list of a federation that is also read as a spreadsheet. */
const SHEETS: { list: string; operationId: string; sheet: Sheet }[] = [
  {
    list: 'members',
    operationId: 'downloadMembers',
    sheet: (model, federation) => membersSheet(listedMembers(model, federation)),
  },
  {
    list: 'selection',
    operationId: 'downloadSelection',
    sheet: (model, federation) => selectionSheet(listedSelection(model, federation)),
  },
  {
    list: 'reviews',
    operationId: 'downloadReviews',
    sheet: ({ documents }, federation) => reviewsSheet(listedReviews(federation, documents)),
  },
];

/** The lists of a federation for a spreadsheet. */
export const spreadsheetRoutes =
  ({ catalogue, answers }: Pick<FederationRoutes, 'catalogue' | 'answers'>) =>
  async (app: FastifyInstance): Promise<void> => {
    for (const { list, operationId, sheet } of SHEETS)
      publicGet(
        app,
        answers,
        `/v1/federations/:federation/${list}.csv`,
        {
          operationId,
          summary: `The same as /${list}, for a spreadsheet`,
          tag: 'Federations',
          answer: { content: { 'text/csv': Type.String() } },
          params: FederationPath,
          errors: ['federation-not-found'],
        },
        ({ params }) => {
          const model = catalogue.current();
          return { body: sheet(model, federationIn(model, params.federation)), type: 'text/csv; charset=utf-8' };
        },
      );
  };
