import { Type } from 'typebox';
import { federationGet } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import { wholeList } from '../../catalogue/list-json.ts';
import { Federation, FederationHelper, FederationHelperDraft, FederationPath } from '../../documents/federation.ts';
import { answerJson } from '../../ground/absent.ts';
import { listOf } from '../../http/pagination.ts';
import type { Routes } from '../../record/writer.ts';
import { pathName } from '../../vocabulary/shapes.ts';
import { federationOwner } from '../rights.ts';
import { helperIn, putFederationHelper, removeFederationHelper } from './commands.ts';

const HelperPath = Type.Object({
  ...FederationPath.properties,
  id: pathName('Identifier of a helper, chosen by the federation', 'point-appui-creuse'),
});

const FederationHelperList = listOf(FederationHelper, 'FederationHelperList');

const LIST = '/v1/federations/:federation/helpers';
const ONE = `${LIST}/:id`;
const tag = 'Federations';

/** Organisations that accompany associations, as a federation lists them. */
export const helperRoutes: Routes<'change' | 'remove', { catalogue: Catalogue }> = (
  app,
  { catalogue, change, remove },
) => {
  federationGet(app, catalogue, LIST, {
    operationId: 'listFederationHelpers',
    comesWhole: true,
    summary: 'Organisations that accompany, as a federation knows them, all in one page',
    answer: FederationHelperList,
    handler: async ({ helpers = [] }, _request, model) => ({ body: await wholeList(helpers, model) }),
  });

  federationGet(app, catalogue, ONE, {
    operationId: 'getFederationHelper',
    summary: 'An organisation that accompanies',
    answer: FederationHelper,
    params: HelperPath,
    errors: ['helper-not-found'],
    handler: (federation, { params }) => ({ body: answerJson(helperIn(federation, params.id)) }),
  });

  change(app, 'PUT', ONE, {
    operationId: 'putFederationHelper',
    summary: 'Add an organisation that accompanies; it comes in the list of helpers and in answers to needs',
    tag,
    params: HelperPath,
    body: FederationHelperDraft,
    answers: Federation,
    allow: federationOwner,
    command: putFederationHelper,
  });

  remove(app, ONE, {
    operationId: 'removeFederationHelper',
    summary: 'Take an organisation that accompanies off the list',
    tag,
    params: HelperPath,
    answers: Federation,
    allow: federationOwner,
    errors: ['helper-not-found'],
    command: removeFederationHelper,
  });
};
