import type { FastifyInstance } from 'fastify';
import type { Writer } from '../../catalogue/writer.ts';
import { Host, HostPath, SuspensionDraft } from '../../documents/host.ts';
import { ref } from '../../http/openapi.ts';
import { write } from '../../http/write.ts';
import { mustBeAdmin } from '../../requests/caller.ts';
import { mayWriteHost } from '../rights.ts';
import { liftSuspension, suspendHost, withdrawHost } from './commands.ts';

/** How a host leaves, for a while or for good. */
export const leavingRoutes =
  ({ contextFor, answer }: Writer) =>
  async (app: FastifyInstance): Promise<void> => {
    const tag = 'Writing';
    const suspension = '/v1/hosts/:host/suspension';

    write(
      app,
      'DELETE',
      '/v1/hosts/:host',
      {
        operationId: 'withdrawHost',
        summary: 'Withdraw a host, which leaves a tombstone; a draft disappears (204)',
        tag,
        params: HostPath,
        answers: { 200: ref(Host), 204: null },
        allow: ({ caller, params }) => mayWriteHost(contextFor(caller), params.host),
        version: 'needed',
        errors: ['host-not-found'],
      },
      async ({ caller, params, headers }) => {
        const withdrawn = await answer(caller, (context) => withdrawHost(context, params.host, headers['if-match']));
        return (withdrawn.body as Host).state === 'draft' ? { status: 204 } : withdrawn;
      },
    );

    write(
      app,
      'PUT',
      suspension,
      {
        operationId: 'suspendHost',
        summary: 'Take a host out of lists and matches; its page stays, with the reason',
        tag,
        params: HostPath,
        body: ref(SuspensionDraft),
        answers: { 200: ref(Host), 201: ref(Host) },
        allow: async ({ caller, params }) => {
          mustBeAdmin(caller);
          await mayWriteHost(contextFor(caller), params.host);
        },
        version: 'needed',
        errors: ['host-not-found', 'not-published'],
      },
      ({ caller, params, body, headers }) =>
        answer(caller, (context) => suspendHost(context, params.host, body, headers['if-match'])),
    );

    write(
      app,
      'DELETE',
      suspension,
      {
        operationId: 'liftSuspension',
        summary: 'End a suspension: the host is again what it was before',
        tag,
        params: HostPath,
        answers: { 200: ref(Host) },
        allow: async ({ caller, params }) => {
          mustBeAdmin(caller);
          await mayWriteHost(contextFor(caller), params.host);
        },
        version: 'needed',
        errors: ['host-not-found', 'suspension-not-found'],
      },
      ({ caller, params, headers }) =>
        answer(caller, (context) => liftSuspension(context, params.host, headers['if-match'])),
    );
  };
