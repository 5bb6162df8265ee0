import { Type } from 'typebox';
import { federationGet } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import { listJson, madeFrom, wholeList } from '../../catalogue/list-json.ts';
import { Federation, FederationPath } from '../../documents/federation.ts';
import { OwnCriterion, OwnCriterionDraft } from '../../documents/federation-policy.ts';
import { answerJson } from '../../ground/absent.ts';
import type { ErrorCode } from '../../ground/errors.ts';
import { mapInSlices } from '../../ground/slices.ts';
import { prefers } from '../../http/asking/negotiation.ts';
import { listOf } from '../../http/pagination.ts';
import type { Routes } from '../../record/writer.ts';
import { CSV_TYPE, csvAnswer } from '../../spreadsheets/csv.ts';
import { WORKBOOK_CONTENT, workbookOfCsv } from '../../spreadsheets/files.ts';
import { pathName } from '../../vocabulary/shapes.ts';
import { federationOwner } from '../rights.ts';
import { AnswersPath, answersSheet, answersTo, countsOf, MemberAnswerList } from './answers.ts';
import { criterionIn, putOwnCriterion, retireOwnCriterion } from './commands.ts';

const CriterionPath = Type.Object({
  ...FederationPath.properties,
  key: pathName('Key of a criterion, chosen by the federation', 'open-to-visitors'),
});

const OwnCriterionList = listOf(OwnCriterion, 'OwnCriterionList');

const LIST = '/v1/federations/:federation/criteria';
const ONE = `${LIST}/:key`;
const tag = 'Federations';

/** A federation's criteria in addition to the common ones, and all their versions. */
export const criterionRoutes: Routes<'change' | 'remove', { catalogue: Catalogue }> = (
  app,
  { catalogue, change, remove },
) => {
  federationGet(app, catalogue, LIST, {
    operationId: 'listOwnCriteria',
    comesWhole: true,
    summary: 'The criteria of a federation’s own, all in one page; those that it no longer asks too',
    answer: OwnCriterionList,
    handler: async ({ criteria = [] }, _request, model) => ({ body: await wholeList(criteria, model) }),
  });

  federationGet(app, catalogue, ONE, {
    operationId: 'getOwnCriterion',
    summary: 'A criterion of a federation’s own, with every version that it had',
    answer: OwnCriterion,
    params: CriterionPath,
    errors: ['criterion-not-found'],
    handler: (federation, { params }) => ({ body: answerJson(criterionIn(federation, params.key)) }),
  });

  change(app, 'PUT', ONE, {
    operationId: 'putOwnCriterion',
    summary:
      'Make a criterion of one’s own, or change it; it works in claims, reviews, filters, needs and policies like the common ones',
    tag,
    params: CriterionPath,
    body: OwnCriterionDraft,
    answers: Federation,
    allow: federationOwner,
    errors: ['slug-taken'],
    command: putOwnCriterion,
  });

  remove(app, ONE, {
    operationId: 'retireOwnCriterion',
    summary: 'Ask a criterion no longer; what names it still works, and what was said of it still counts',
    tag,
    params: CriterionPath,
    answers: Federation,
    allow: federationOwner,
    errors: ['criterion-not-found'],
    command: retireOwnCriterion,
  });
};

const ANSWERS = `${ONE}/answers`;

/** Which members of a federation answered a criterion, and how. */
export const answerRoutes: Routes<never, { catalogue: Catalogue }> = (app, { catalogue }) => {
  const common = { params: AnswersPath, errors: ['criterion-not-found'] satisfies ErrorCode[] };

  federationGet(app, catalogue, ANSWERS, {
    ...common,
    operationId: 'listMemberAnswers',
    comesWhole: true,
    summary: 'What each member answers to a criterion, all in one page; those of which nothing is known come first',
    answer: { content: { 'application/json': MemberAnswerList, [CSV_TYPE]: Type.String() } },
    reading: { byFormat: 'text/csv' },
    handler: async (federation, { params, headers }, model) => {
      const items = answersTo(params.key, federation, model);
      if (prefers('text/csv', headers.accept)) return csvAnswer(await answersSheet(items));
      const rest = { total: items.length, next: null, ...madeFrom(model), counts: countsOf(items) };
      return { body: listJson(await mapInSlices(items, (item) => Buffer.from(answerJson(item))), rest) };
    },
  });

  federationGet(app, catalogue, `${ANSWERS}.csv`, {
    ...common,
    operationId: 'downloadMemberAnswers',
    summary: 'The same as /answers, for a spreadsheet',
    answer: { content: { [CSV_TYPE]: Type.String() } },
    handler: async (federation, { params }, model) =>
      csvAnswer(await answersSheet(answersTo(params.key, federation, model))),
  });

  federationGet(app, catalogue, `${ANSWERS}.xlsx`, {
    ...common,
    operationId: 'downloadMemberAnswersWorkbook',
    summary: 'The same as /answers, as a workbook',
    answer: WORKBOOK_CONTENT,
    handler: async (federation, { params }, model) =>
      await workbookOfCsv(await answersSheet(answersTo(params.key, federation, model)), 'Answers'),
  });
};
