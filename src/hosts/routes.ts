import type { FastifyInstance } from 'fastify';
import type { Writer } from '../catalogue/writer.ts';
import { Host, HostDraft, HostPatch, HostPath } from '../documents/host.ts';
import { ref } from '../http/openapi.ts';
import { write } from '../http/write.ts';
import type { Caller } from '../requests/caller.ts';
import { patchHost, publishHost, registerHost } from './commands.ts';
import { mayOwnHost, mayWriteHost } from './rights.ts';
import { RegisteredHost } from './schema.ts';

/** What a host says of itself, from its registration on. */
export const hostRoutes =
  ({ contextFor, answer }: Writer) =>
  async (app: FastifyInstance): Promise<void> => {
    const tag = 'Writing';
    const allow = ({ caller, params }: { caller: Caller; params: { host: string } }) =>
      mayWriteHost(contextFor(caller), params.host);

    write(
      app,
      'POST',
      '/v1/hosts',
      {
        operationId: 'registerHost',
        summary: 'Register a host: a draft that only its token sees',
        tag,
        body: ref(HostDraft),
        holdsSecret: true,
        answers: { 201: ref(RegisteredHost) },
        version: 'told',
        errors: ['terms-not-accepted'],
      },
      async ({ caller, body }) => {
        const { document, token, challenge, version } = await registerHost(contextFor(caller), body);
        return {
          status: 201,
          body: { host: document, token, challenge },
          version,
          location: `/v1/hosts/${document.id}`,
        };
      },
    );

    write(
      app,
      'PATCH',
      '/v1/hosts/:host',
      {
        operationId: 'patchHost',
        summary: 'Change facts of a host',
        tag,
        params: HostPath,
        body: ref(HostPatch),
        answers: { 200: ref(Host) },
        allow,
        version: 'needed',
        errors: ['host-not-found'],
      },
      ({ caller, params, body, headers }) =>
        answer(caller, (context) => patchHost(context, params.host, body, headers['if-match'])),
    );

    write(
      app,
      'POST',
      '/v1/hosts/:host/publication',
      {
        operationId: 'publishHost',
        summary: 'Publish a draft, which claims its slug and confirms its entry; or again a host that was withdrawn',
        tag,
        params: HostPath,
        answers: { 200: ref(Host) },
        allow: ({ caller, params }) => mayOwnHost(contextFor(caller), params.host),
        version: 'accepted',
        errors: ['host-not-found', 'already-published', 'not-publishable', 'slug-taken'],
      },
      async ({ caller, params, headers }) => ({
        ...(await answer(caller, (context) => publishHost(context, params.host, headers['if-match']))),
        status: 200,
      }),
    );
  };
