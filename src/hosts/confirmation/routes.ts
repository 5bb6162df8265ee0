import type { FastifyInstance } from 'fastify';
import type { Writer } from '../../catalogue/writer.ts';
import { Host, HostPath } from '../../documents/host.ts';
import { ref } from '../../http/openapi.ts';
import { write } from '../../http/write.ts';
import { mayWriteHost } from '../rights.ts';
import { confirmHost } from './commands.ts';

/** “Still true”, said once for everything. */
export const confirmationRoutes =
  ({ contextFor, answer }: Writer) =>
  async (app: FastifyInstance): Promise<void> => {
    write(
      app,
      'POST',
      '/v1/hosts/:host/confirmations',
      {
        operationId: 'confirmHost',
        summary: 'Say that everything a host says is still true, which dates all of it on today',
        tag: 'Writing',
        params: HostPath,
        answers: { 200: ref(Host) },
        allow: ({ caller, params }) => mayWriteHost(contextFor(caller), params.host),
        version: 'accepted',
        errors: ['host-not-found'],
      },
      ({ caller, params, headers }) =>
        answer(caller, (context) => confirmHost(context, params.host, headers['if-match'])),
    );
  };
