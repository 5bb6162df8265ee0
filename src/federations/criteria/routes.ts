import { type Static, Type } from 'typebox';
import { federationVersionTag, requireFederation } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import { listJson, madeFrom, wholeList } from '../../catalogue/listing.ts';
import type { Model } from '../../catalogue/model.ts';
import { Federation, FederationPath } from '../../documents/federation.ts';
import { OwnCriterion, OwnCriterionDraft } from '../../documents/federation-policy.ts';
import type { ErrorCode } from '../../ground/errors.ts';
import { mapInSlices } from '../../ground/slices.ts';
import { prefers } from '../../http/asking/negotiation.ts';
import { publicGet } from '../../http/get.ts';
import { listOf } from '../../http/pagination.ts';
import type { Routes } from '../../record/writer.ts';
import type { Caller } from '../../requests/caller.ts';
import { CSV_TYPE, csvAnswer } from '../../spreadsheets/csv.ts';
import { WORKBOOK_CONTENT, workbookOfCsv } from '../../spreadsheets/files.ts';
import { pathName } from '../../vocabulary/shapes.ts';
import { federationOwner } from '../rights.ts';
import { AnswersPath, answersSheet, answersTo, countsOf, MemberAnswerList } from './answers.ts';
import { criterionIn, putCriterion, retireCriterion } from './commands.ts';

export const CriterionPath = Type.Object({
  ...FederationPath.properties,
  key: pathName('Key of a criterion, chosen by the federation', 'open-to-visitors'),
});

export const OwnCriterionList = listOf(OwnCriterion, 'OwnCriterionList');

const LIST = '/v1/federations/:federation/criteria';
const ONE = `${LIST}/:key`;
const tag = 'Federations';

/** A federation's criteria in addition to the common ones, and all their versions. */
export const criterionRoutes: Routes<'change' | 'remove', { catalogue: Catalogue }> = (
  app,
  { catalogue, change, remove },
) => {
  publicGet(app, LIST, {
    dependsOn: catalogue,
    operationId: 'listOwnCriteria',
    summary: 'The criteria of a federation’s own, all in one page; those that it no longer asks too',
    tag,
    answer: OwnCriterionList,
    params: FederationPath,
    errors: ['federation-not-found'],
    handler: async ({ caller, params }, model) => {
      const federation = requireFederation(model, params.federation);
      return {
        body: await wholeList(federation.criteria ?? [], model),
        ...federationVersionTag(caller, federation),
      };
    },
  });

  publicGet(app, ONE, {
    dependsOn: catalogue,
    operationId: 'getOwnCriterion',
    summary: 'A criterion of a federation’s own, with every version that it had',
    tag,
    answer: OwnCriterion,
    params: CriterionPath,
    errors: ['federation-not-found', 'criterion-not-found'],
    handler: ({ caller, params }, model) => {
      const federation = requireFederation(model, params.federation);
      return {
        body: JSON.stringify(criterionIn(federation, params.key)),
        ...federationVersionTag(caller, federation),
      };
    },
  });

  change(app, 'PUT', ONE, {
    operationId: 'putCriterion',
    summary:
      'Make a criterion of one’s own, or change it; it works in claims, reviews, filters, needs and policies like the common ones',
    tag,
    params: CriterionPath,
    body: OwnCriterionDraft,
    answers: Federation,
    allow: federationOwner,
    errors: ['slug-taken'],
    command: putCriterion,
  });

  remove(app, ONE, {
    operationId: 'retireCriterion',
    summary: 'Ask a criterion no longer; what names it still works, and what was said of it still counts',
    tag,
    params: CriterionPath,
    answers: Federation,
    allow: federationOwner,
    errors: ['criterion-not-found'],
    command: retireCriterion,
  });
};

const ANSWERS = `${ONE}/answers`;

/** Which members of a federation answered a criterion, and how. */
export const answerRoutes: Routes<never, { catalogue: Catalogue }> = (app, { catalogue }) => {
  const common = {
    tag: 'Federations' as const,
    params: AnswersPath,
    errors: ['federation-not-found', 'criterion-not-found'] satisfies ErrorCode[],
  };
  const answersFor = ({ caller, params }: { caller: Caller; params: Static<typeof AnswersPath> }, model: Model) => {
    const federation = requireFederation(model, params.federation);
    const version = federationVersionTag(caller, federation);
    return { items: answersTo(params.key, federation, model), version };
  };

  publicGet(app, ANSWERS, {
    dependsOn: catalogue,
    ...common,
    operationId: 'listAnswers',
    summary: 'What each member answers to a criterion, all in one page; those of which nothing is known come first',
    answer: { content: { 'application/json': MemberAnswerList, [CSV_TYPE]: Type.String() } },
    reading: { byFormat: 'text/csv' },
    handler: async (request, model) => {
      const { items, version } = answersFor(request, model);
      if (prefers('text/csv', request.headers.accept)) return { ...csvAnswer(await answersSheet(items)), ...version };
      const rest = { total: items.length, next: null, ...madeFrom(model), counts: countsOf(items) };
      const json = await mapInSlices(items, (item) => Buffer.from(JSON.stringify(item)));
      return { body: listJson(json, rest), ...version };
    },
  });

  publicGet(app, `${ANSWERS}.csv`, {
    dependsOn: catalogue,
    ...common,
    operationId: 'downloadAnswers',
    summary: 'The same as /answers, for a spreadsheet',
    answer: { content: { [CSV_TYPE]: Type.String() } },
    handler: async (request, model) => {
      const { items, version } = answersFor(request, model);
      return { ...csvAnswer(await answersSheet(items)), ...version };
    },
  });

  publicGet(app, `${ANSWERS}.xlsx`, {
    dependsOn: catalogue,
    ...common,
    operationId: 'downloadAnswersWorkbook',
    summary: 'The same as /answers, as a workbook',
    answer: WORKBOOK_CONTENT,
    handler: async (request, model) => {
      const { items, version } = answersFor(request, model);
      return { ...(await workbookOfCsv(await answersSheet(items), 'Answers')), ...version };
    },
  });
};
