import type { Routes } from '../../bercail.ts';
import { HostPath } from '../../documents/host.ts';
import { hostOwner } from '../../hosts/rights.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { privateGet } from '../../http/get.ts';
import { today } from '../../requests/meaning.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import { readTodoSources } from './commands.ts';
import { todoOf } from './list.ts';
import { Todo, type TodoItem } from './schema.ts';
import { tellTodo } from './words.ts';

/** What waits for a host. */
export const todoRoutes: Routes = (app, { only, contextFor, policy }) => {
  privateGet(
    app,
    '/v1/hosts/:host/todo',
    {
      operationId: 'getHostTodo',
      summary: 'What waits for a host, most urgent first, each with the request that settles it',
      tag: 'Writing',
      params: HostPath,
      answer: Todo,
      responseDescription: 'The list',
      allow: only(hostOwner),
    },
    async (request) => {
      const { caller, params } = request;
      const context = contextFor(caller);
      const day = today(context);
      const say = speaker(languageOf(request), context.reference);
      const waiting = todoOf(await readTodoSources(context, params.host), day, policy);
      const items = waiting.map((one): TodoItem => {
        const { kind, subject, due, call, otherwise } = one;
        const text = tellTodo(one, day, say);
        return { kind, ...(subject !== undefined && { subject }), due, text, call, ...(otherwise && { otherwise }) };
      });
      const body = JSON.stringify({ items, total: items.length, next: null, asOf: day });
      return { body, isLocalized: true };
    },
  );
};
