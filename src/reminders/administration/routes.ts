import type { Routes } from '../../bercail.ts';
import { isReportPlace, reportPlaceOf } from '../../hosts/reports/place.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { privateGet } from '../../http/get.ts';
import { nextAddress, readPlace } from '../../http/pagination.ts';
import { administrator } from '../../record/context.ts';
import { today } from '../../requests/meaning.ts';
import { readAdminTodo } from './list.ts';
import { AdminTodo, type AdminTodoItem, AdminTodoQuery } from './schema.ts';
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
      query: AdminTodoQuery,
      answer: AdminTodo,
      responseDescription: 'What is due first first',
      allow: only(administrator),
      errors: ['invalid-cursor'],
    },
    async (request) => {
      const context = contextFor(request.caller);
      const say = speakers[languageOf(request)];
      const asked = { path: '/v1/todo', query: request.query };
      const after = readPlace(asked, isReportPlace);
      const { facts, total, overdue, last } = await readAdminTodo(
        context,
        request.query,
        after && reportPlaceOf(after),
      );
      const items = facts.map((one): AdminTodoItem => ({ ...one, text: tellAdminTodo(one, say) }));
      const next = last && nextAddress(asked, [last.reportedAt.toISOString(), last.id]);
      return { body: { items, total, next, asOf: today(context), overdue }, next, isLocalized: true };
    },
  );
};
