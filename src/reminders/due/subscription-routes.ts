import type { Routes } from '../../bercail.ts';
import { requireFederation } from '../../catalogue/federations.ts';
import { FederationPath } from '../../documents/federation.ts';
import { federationOwner } from '../../federations/rights.ts';
import { parisDay } from '../../ground/clock.ts';
import { write } from '../../http/write.ts';
import { addressesWith, addSubscriptions, PrivateAddress } from '../subscription.ts';
import { readDue, withoutCases } from './due.ts';
import {
  closeFederationAddress,
  dueSubscription,
  openFederationAddress,
  requireFederationKey,
} from './subscription.ts';

/**
 * Private calendar and feed of a federation: whoever knows the address may read, because such programs send no token.
 */
export const federationAddressRoutes: Routes = (app, { only, catalogue, speakers, contextFor, publicUrl }) => {
  const tag = 'Federations';
  const path = '/v1/federations/:federation/private-address';
  const allow = only(federationOwner);

  write(
    app,
    'POST',
    path,
    {
      operationId: 'openFederationAddress',
      summary: 'Private addresses of what is due to a federation, for a calendar or a feed; those before end',
      tag,
      params: FederationPath,
      answers: { 201: PrivateAddress },
      allow,
    },
    async ({ caller, params }) => {
      const { name, key } = await openFederationAddress(contextFor(caller), params.federation);
      return { status: 201, body: addressesWith(`${publicUrl}/v1/federations/${name}/due`, key) };
    },
  );

  write(
    app,
    'DELETE',
    path,
    {
      operationId: 'closeFederationAddress',
      summary: 'End the private addresses of a federation',
      tag,
      params: FederationPath,
      answers: { 204: null },
      allow,
      errors: ['private-address-not-found'],
    },
    async ({ caller, params }) => {
      await closeFederationAddress(contextFor(caller), params.federation);
      return { status: 204 };
    },
  );

  addSubscriptions<{ federation: string }>(app, {
    path: '/v1/federations/:federation/due',
    params: FederationPath,
    tag,
    operation: 'getDue',
    summary: 'What is due to a federation',
    read: async ({ request, params, key, language }) => {
      const context = contextFor(request.caller);
      const opened = await requireFederationKey(context, params.federation, key);
      const model = catalogue.current();
      const federation = requireFederation(model, params.federation);
      const all = await readDue(context, model, federation);
      const due = opened.tellsCases ? all : withoutCases(all);
      return dueSubscription(
        { federation, due, openedOn: parisDay(opened.createdAt), day: model.day, at: context.clock(), publicUrl },
        speakers[language],
      );
    },
  });
};
