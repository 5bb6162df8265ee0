import type { Speakers } from '../../catalogue/writer.ts';
import { isReportCursor, reportPlaceOf } from '../../hosts/reports/commands.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { privateGet } from '../../http/get.ts';
import { nextAddress, readCursor } from '../../http/pagination.ts';
import { administrator } from '../../record/context.ts';
import type { Routes } from '../../record/writer.ts';
import { today } from '../../requests/meaning.ts';
import { readRemovals } from './list.ts';
import { AdminTodo, type AdminTodoItem, AdminTodoQuery } from './schema.ts';
import { tellRemoval } from './words.ts';

/** Open items for the administrators of the catalogue. */
export const adminTodoRoutes: Routes<'only' | 'contextFor', { speakers: Speakers }> = (
  app,
  { only, contextFor, speakers },
) => {
  privateGet(app, '/v1/todo', {
    operationId: 'getAdminTodo',
    summary: 'What waits for the administrators: requests for removal, each to be answered within a month',
    tag: 'Reports',
    query: AdminTodoQuery,
    answer: AdminTodo,
    responseDescription: 'What is due first first',
    allow: only(administrator),
    errors: ['invalid-cursor'],
    handler: async (request) => {
      const context = contextFor(request.caller);
      const say = speakers[languageOf(request)];
      const asked = { path: '/v1/todo', query: request.query };
      const after = readCursor(asked, isReportCursor);
      const {
        items: removals,
        total,
        overdueTotal,
        last,
      } = await readRemovals(context, request.query, after && reportPlaceOf(after));
      const items = removals.map((one): AdminTodoItem => {
        const path = `/v1/hosts/${one.host}/reports`;
        const { due, ...about } = one;
        return {
          ...{ ...about, dueOn: due, text: tellRemoval(one, say), read: `${path}?state=open` },
          call: {
            method: 'PUT',
            path: `${path}/${one.subject.replace('report:', '')}/answer`,
            body: { outcome: 'removed' },
          },
        };
      });
      const next = last && nextAddress(asked, [last.reportedAt.toISOString(), last.id]);
      return { body: { items, total, next, asOf: today(context), overdueTotal }, next, isLocalized: true };
    },
  });
};
