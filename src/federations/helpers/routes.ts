import { Type } from 'typebox';
import { federationVersionTag, requireFederation } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import { wholeList } from '../../catalogue/listing.ts';
import { Federation, FederationHelper, FederationHelperDraft, FederationPath } from '../../documents/federation.ts';
import { publicGet } from '../../http/get.ts';
import { listOf } from '../../http/pagination.ts';
import type { Routes } from '../../record/writer.ts';
import { pathName } from '../../vocabulary/shapes.ts';
import { federationOwner } from '../rights.ts';
import { helperIn, putHelper, removeHelper } from './commands.ts';

export const HelperPath = Type.Object({
  ...FederationPath.properties,
  id: pathName('Identifier of a helper, chosen by the federation', 'point-appui-creuse'),
});

export const FederationHelperList = listOf(FederationHelper, 'FederationHelperList');

const LIST = '/v1/federations/:federation/helpers';
const ONE = `${LIST}/:id`;
const tag = 'Federations';

/** Organisations that accompany associations, as a federation lists them. */
export const helperRoutes: Routes<'change' | 'remove', { catalogue: Catalogue }> = (
  app,
  { catalogue, change, remove },
) => {
  publicGet(app, LIST, {
    dependsOn: catalogue,
    operationId: 'listFederationHelpers',
    summary: 'Organisations that accompany, as a federation knows them, all in one page',
    tag,
    answer: FederationHelperList,
    params: FederationPath,
    errors: ['federation-not-found'],
    handler: async ({ caller, params }, model) => {
      const federation = requireFederation(model, params.federation);
      return {
        body: await wholeList(federation.helpers ?? [], model),
        ...federationVersionTag(caller, federation),
      };
    },
  });

  publicGet(app, ONE, {
    dependsOn: catalogue,
    operationId: 'getFederationHelper',
    summary: 'An organisation that accompanies',
    tag,
    answer: FederationHelper,
    params: HelperPath,
    errors: ['federation-not-found', 'helper-not-found'],
    handler: ({ caller, params }, model) => {
      const federation = requireFederation(model, params.federation);
      return {
        body: JSON.stringify(helperIn(federation, params.id)),
        ...federationVersionTag(caller, federation),
      };
    },
  });

  change(app, 'PUT', ONE, {
    operationId: 'putHelper',
    summary: 'Add an organisation that accompanies; it comes in the list of helpers and in answers to needs',
    tag,
    params: HelperPath,
    body: FederationHelperDraft,
    answers: Federation,
    allow: federationOwner,
    command: putHelper,
  });

  remove(app, ONE, {
    operationId: 'removeHelper',
    summary: 'Take an organisation that accompanies off the list',
    tag,
    params: HelperPath,
    answers: Federation,
    allow: federationOwner,
    errors: ['helper-not-found'],
    command: removeHelper,
  });
};
