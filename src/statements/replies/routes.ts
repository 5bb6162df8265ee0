import type { FastifyInstance } from 'fastify';
import type { Writer } from '../../catalogue/writer.ts';
import { Host } from '../../documents/host.ts';
import { ReplyDraft, ReplyPath } from '../../documents/statement.ts';
import { mayWriteHost } from '../../hosts/rights.ts';
import { ref } from '../../http/openapi.ts';
import { write } from '../../http/write.ts';
import { putReply, removeReply } from './commands.ts';

const PATH = '/v1/hosts/:host/replies/:federation/:subject';

/** The right of reply of a host to what a federation says of it. */
export const replyRoutes =
  ({ contextFor, answer }: Writer) =>
  async (app: FastifyInstance): Promise<void> => {
    const tag = 'Writing';

    write(
      app,
      'PUT',
      PATH,
      {
        operationId: 'putReply',
        summary: 'Reply to a review of a federation; it stands beside the review wherever that is read',
        tag,
        params: ReplyPath,
        body: ref(ReplyDraft),
        answers: { 200: ref(Host), 201: ref(Host) },
        allow: ({ caller, params }) => mayWriteHost(contextFor(caller), params.host),
        version: 'needed',
        errors: ['host-not-found', 'review-not-found'],
      },
      ({ caller, params, body, headers }) =>
        answer(caller, (context) => putReply(context, params, body, headers['if-match'])),
    );

    write(
      app,
      'DELETE',
      PATH,
      {
        operationId: 'removeReply',
        summary: 'Take a reply back',
        tag,
        params: ReplyPath,
        answers: { 200: ref(Host) },
        allow: ({ caller, params }) => mayWriteHost(contextFor(caller), params.host),
        version: 'needed',
        errors: ['host-not-found', 'review-not-found', 'reply-not-found'],
      },
      ({ caller, params, headers }) => answer(caller, (context) => removeReply(context, params, headers['if-match'])),
    );
  };
