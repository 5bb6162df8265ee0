import type { Routes } from '../../bercail.ts';
import { HostPath } from '../../documents/host.ts';
import { hostWriter } from '../../hosts/rights.ts';

import { write } from '../../http/write.ts';
import { today } from '../../requests/meaning.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import { addressesWith, addSubscriptions, PrivateAddress } from '../subscription.ts';
import { todoOf } from './list.ts';
import { closePrivateAddress, openPrivateAddress, readTodoSourcesByKey, todoSubscription } from './subscription.ts';

/** Private calendar and feed of a host: whoever knows the address may read, because such programs send no token. */
export const hostAddressRoutes: Routes = (app, { only, contextFor, policy, publicUrl }) => {
  const tag = 'Writing';
  const path = '/v1/hosts/:host/private-address';
  const allow = only(hostWriter);

  write(
    app,
    'POST',
    path,
    {
      operationId: 'openPrivateAddress',
      summary: 'Private addresses of what waits for a host, for a calendar or a feed; those before end',
      tag,
      params: HostPath,
      answers: { 201: PrivateAddress },
      holdsSecret: true,
      allow,
    },
    async ({ caller, params }) => {
      const { name, key } = await openPrivateAddress(contextFor(caller), params.host);
      return { status: 201, body: addressesWith(`${publicUrl}/v1/hosts/${name}/todo`, key) };
    },
  );

  write(
    app,
    'DELETE',
    path,
    {
      operationId: 'closePrivateAddress',
      summary: 'End the private addresses of a host',
      tag,
      params: HostPath,
      answers: { 204: null },
      allow,
      errors: ['private-address-not-found'],
    },
    async ({ caller, params }) => {
      await closePrivateAddress(contextFor(caller), params.host);
      return { status: 204 };
    },
  );

  addSubscriptions<{ host: string }>(app, {
    path: '/v1/hosts/:host/todo',
    params: HostPath,
    tag,
    operation: 'getTodo',
    summary: 'What waits for a host',
    read: async ({ request, params, key, language }) => {
      const context = contextFor(request.caller);
      const day = today(context);
      const sources = await readTodoSourcesByKey(context, params.host, key);
      const waiting = todoOf(sources, day, policy);
      return todoSubscription(
        { sources, waiting, day, at: context.clock(), publicUrl },
        speaker(language, context.reference),
      );
    },
  });
};
