import { inTransaction } from '../../database/transaction.ts';
import { parisDay } from '../../ground/clock.ts';
import { REMOVAL_MONTHS, removalDue } from '../../hosts/reports/commands.ts';
import { countOpenRemovals, listOpenRemovals, type ReportPlace } from '../../hosts/reports/store.ts';
import type { Context } from '../../record/context.ts';
import { requireAdmin } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import type { AdminTodoItem } from './schema.ts';

const PAGE = 20;

/** One thing that waits for administrators, before it is a sentence in a language. */
export type AdminTodoFact = Omit<AdminTodoItem, 'text'>;

/** A page of it. */
export interface AdminTodoPage {
  facts: AdminTodoFact[];
  total: number;
  overdue: number;
  /** Where the next page begins; null: this is the last one. */
  last: ReportPlace | null;
}

/**
 * What waits for the administrators, what is due first first.
 * @throws CatalogueError no-token, not-yours
 */
export async function readAdminTodo(
  context: Context,
  { limit = PAGE }: { limit?: number | undefined },
  after?: ReportPlace,
): Promise<AdminTodoPage> {
  requireAdmin(context.caller);
  const day = today(context);
  const { open, counts } = await inTransaction(context.db, async (db) => ({
    open: await listOpenRemovals(db, { limit: limit + 1, after }),
    counts: await countOpenRemovals(db, { dueMonths: REMOVAL_MONTHS, day }),
  }));
  const shown = open.slice(0, limit);
  const facts = shown.map(({ id, asker, replyTo, reportedAt, slug, name }): AdminTodoFact => {
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
  return { facts, ...counts, last: open.length > limit ? shown.at(-1)! : null };
}
