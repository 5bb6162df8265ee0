import { inTransaction } from '../../database/transaction.ts';
import { parisDay } from '../../ground/clock.ts';
import { removalDue } from '../../hosts/reports/commands.ts';
import { listOpenRemovals } from '../../hosts/reports/store.ts';
import type { Context } from '../../record/context.ts';
import { requireAdmin } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import type { AdminTodoItem } from './schema.ts';

/** One thing that waits for administrators, before it is a sentence in a language. */
export type AdminTodoFact = Omit<AdminTodoItem, 'text'>;

/**
 * What waits for the administrators, what is due first first.
 * @throws CatalogueError no-token, not-yours
 */
export async function readAdminTodo(context: Context): Promise<AdminTodoFact[]> {
  requireAdmin(context.caller);
  const day = today(context);
  const open = await inTransaction(context.db, listOpenRemovals);
  return open.map(({ id, asker, replyTo, reportedAt, slug, name }) => {
    const due = removalDue(reportedAt);
    const path = `/v1/hosts/${slug}/reports`;
    return {
      kind: 'removal',
      subject: `report:${id}`,
      ...{ host: slug, name, asker: asker! },
      ...{ since: parisDay(reportedAt), due, overdue: due < day, erased: replyTo === null },
      read: `${path}?state=open`,
      call: { method: 'POST', path: `${path}/${id}/answer`, body: { outcome: 'removed' } },
    };
  });
}
