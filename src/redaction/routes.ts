import type { FastifyInstance } from 'fastify';
import type { Writer } from '../catalogue/writer.ts';
import { HostPath } from '../documents/host.ts';
import { mayOwnHost } from '../hosts/rights.ts';
import { ref } from '../http/openapi.ts';
import { write } from '../http/write.ts';
import { mustBeAdmin } from '../requests/caller.ts';
import { redactHost } from './commands.ts';
import { Redaction, RedactionDraft, RedactionQuery } from './schema.ts';

/** The right to be forgotten, in every copy. */
export const redactionRoutes =
  ({ contextFor, answer }: Writer) =>
  async (app: FastifyInstance): Promise<void> => {
    write(
      app,
      'POST',
      '/v1/hosts/:host/redactions',
      {
        operationId: 'redactHost',
        summary: 'Remove words from everything stored of a host, its past included; it cannot be undone',
        tag: 'Writing',
        params: HostPath,
        query: RedactionQuery,
        body: ref(RedactionDraft),
        answers: { 200: ref(Redaction) },
        allow: async ({ caller, params }) => {
          mustBeAdmin(caller);
          await mayOwnHost(contextFor(caller), params.host);
        },
        version: 'told',
        errors: ['host-not-found'],
      },
      ({ caller, params, body, query }) =>
        answer(caller, (context) => redactHost(context, params.host, body, { dryRun: query.dryRun })),
    );
  };
