import type { Routes } from '../../bercail.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { privateGet } from '../../http/get.ts';
import { administrator } from '../../record/context.ts';
import { today } from '../../requests/meaning.ts';
import { readAdminTodo } from './list.ts';
import { AdminTodo, type AdminTodoItem } from './schema.ts';
import { tellAdminTodo } from './words.ts';

/** What waits for the administrators of the catalogue. */
export const adminTodoRoutes: Routes = (app, { only, contextFor, speakers }) => {
  privateGet(
    app,
    '/v1/todo',
    {
      operationId: 'getTodo',
      summary: 'What waits for the administrators: requests for removal, each to be answered within a month',
      tag: 'Reports',
      answer: AdminTodo,
      responseDescription: 'What is due first first',
      allow: only(administrator),
    },
    async (request) => {
      const context = contextFor(request.caller);
      const say = speakers[languageOf(request)];
      const waiting = await readAdminTodo(context);
      const items = waiting.map((one): AdminTodoItem => ({ ...one, text: tellAdminTodo(one, say) }));
      const overdue = items.filter((item) => item.overdue).length;
      const body = JSON.stringify({ items, total: items.length, next: null, asOf: today(context), overdue });
      return { body, isLocalized: true };
    },
  );
};
