import type { Routes } from '../../bercail.ts';
import { HostPath } from '../../documents/host.ts';
import { hostWriter } from '../../hosts/rights.ts';
import { today } from '../../requests/meaning.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import { addPrivateAddress } from '../subscription.ts';
import { todoOf } from './list.ts';
import { closePrivateAddress, openPrivateAddress, readTodoSourcesByKey, todoSubscription } from './subscription.ts';

/** Private calendar and feed of a host: whoever knows the address may read, because such programs send no token. */
export const hostAddressRoutes: Routes = (app, { only, contextFor, policy, publicUrl }) =>
  addPrivateAddress<{ host: string }>(app, {
    ...{ of: '/v1/hosts/:host', list: 'todo', params: HostPath, tag: 'Writing', publicUrl },
    ids: { open: 'openPrivateAddress', close: 'closePrivateAddress', read: 'getTodo' },
    ...{ what: 'what waits for', owner: 'a host' },
    allow: only(hostWriter),
    open: (caller, { host }) => openPrivateAddress(contextFor(caller), host),
    close: (caller, { host }) => closePrivateAddress(contextFor(caller), host),
    read: async ({ caller, params, key, language }) => {
      const context = contextFor(caller);
      const day = today(context);
      const sources = await readTodoSourcesByKey(context, params.host, key);
      const waiting = todoOf(sources, day, policy);
      return todoSubscription(
        { sources, waiting, day, at: context.clock(), publicUrl },
        speaker(language, context.reference),
      );
    },
  });
