import type { Routes } from '../../bercail.ts';
import { requireFederation } from '../../catalogue/federations.ts';
import { FederationPath } from '../../documents/federation.ts';
import { federationOwner } from '../../federations/rights.ts';
import { parisDay } from '../../ground/clock.ts';
import { addPrivateAddress } from '../subscription.ts';
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
export const federationAddressRoutes: Routes = (app, { only, catalogue, speakers, contextFor, publicUrl }) =>
  addPrivateAddress<{ federation: string }>(app, {
    ...{ of: '/v1/federations/:federation', list: 'due', params: FederationPath, tag: 'Federations', publicUrl },
    ids: { open: 'openFederationAddress', close: 'closeFederationAddress', read: 'getDue' },
    ...{ what: 'what is due to', owner: 'a federation' },
    allow: only(federationOwner),
    open: (caller, { federation }) => openFederationAddress(contextFor(caller), federation),
    close: (caller, { federation }) => closeFederationAddress(contextFor(caller), federation),
    read: async ({ caller, params, key, language }) => {
      const context = contextFor(caller);
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
