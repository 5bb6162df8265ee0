import { Type } from 'typebox';
import type { Routes } from '../../bercail.ts';
import { HostPath } from '../../documents/host.ts';
import { mayOwnHost } from '../../hosts/rights.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { Lang } from '../../http/get.ts';
import { errors } from '../../http/openapi.ts';
import { today } from '../../requests/meaning.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import { readDesk } from './commands.ts';
import { listWaiting } from './list.ts';
import { Todo, type TodoItem } from './schema.ts';
import { tellWaiting } from './words.ts';

/** What waits for a host. */
export const todoRoutes: Routes = (app, { contextFor, policy }) => {
  app.get<{ Params: { host: string } }>(
    '/v1/hosts/:host/todo',
    {
      config: { crossOrigin: false },
      onRequest: ({ caller, params }) => mayOwnHost(contextFor(caller), (params as { host: string }).host),
      schema: {
        operationId: 'getHostTodo',
        summary: 'What waits for a host, most urgent first, each with the request that settles it',
        tags: ['Writing'],
        security: [{ token: [] }],
        params: HostPath,
        querystring: Type.Object({ lang: Lang }, { additionalProperties: false }),
        response: {
          200: { description: 'The list', content: { 'application/json': { schema: Todo } } },
          ...errors('no-token', 'not-yours', 'host-not-found', 'database-unavailable'),
        },
      },
    },
    async (request, reply) => {
      const { caller, params } = request;
      const context = contextFor(caller);
      const day = today(context);
      const language = languageOf(request);
      const waiting = listWaiting(await readDesk(context, params.host), day, policy);
      const items = waiting.map((one): TodoItem => {
        const { kind, subject, due, call, otherwise } = one;
        const text = tellWaiting(one, day, speaker(language, context.reference));
        return { kind, ...(subject !== undefined && { subject }), due, text, call, ...(otherwise && { otherwise }) };
      });
      return reply
        .headers({
          'content-type': 'application/json; charset=utf-8',
          'content-language': language,
          'cache-control': 'private, no-store',
        })
        .send(JSON.stringify({ items, total: items.length, next: null, asOf: day }));
    },
  );
};
