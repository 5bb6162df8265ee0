import type { Model } from '../../catalogue/model.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Host } from '../../documents/host.ts';
import type { Claim, Commitment } from '../../documents/statement.ts';
import { listRequests } from '../../federations/requests/deciding.ts';
import { parisDay } from '../../ground/clock.ts';
import { REMOVAL_MONTHS, removalDue } from '../../hosts/reports/commands.ts';
import { countOpenRemovals, listOpenRemovals, type ReportPlace } from '../../hosts/reports/store.ts';
import type { Context } from '../../record/context.ts';
import { requireAdmin } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { isLate } from '../waits.ts';
import type { AdminFact, AdminKind, AdminTodoItem, Queue } from './schema.ts';
import { listDrafts, listOpenMistakes, listTakeovers, listTaskStates, type TaskState } from './store.ts';

const PAGE = 20;

/** A request to remove an entry. */
export type Removal = Omit<AdminTodoItem, 'text' | 'read' | 'call'>;

export interface RemovalPage extends Queue {
  items: readonly Removal[];
  overdue: number;
  /** The position where the next page begins; null: this is the last page. */
  last: ReportPlace | null;
}

/**
 * Open removal requests for administrators, earliest due day first.
 * @throws CatalogueError no-token, not-yours
 */
export async function readRemovals(
  context: Context,
  { limit = PAGE }: { limit?: number | undefined },
  after?: ReportPlace,
): Promise<RemovalPage> {
  requireAdmin(context.caller);
  const day = today(context);
  const { open, counts } = await inTransaction(context.db, async (db) => ({
    open: await listOpenRemovals(db, { limit: limit + 1, after }),
    counts: await countOpenRemovals(db, { dueMonths: REMOVAL_MONTHS, day }),
  }));
  const shown = open.slice(0, limit);
  const items = shown.map(({ id, asker, replyTo, reportedAt, slug, name }): Removal => {
    const due = removalDue(reportedAt);
    const when = { since: parisDay(reportedAt), due, overdue: isLate(due, day) };
    return {
      kind: 'removal',
      subject: `report:${id}`,
      host: slug,
      name,
      asker: asker!,
      ...when,
      erased: replyTo === null,
    };
  });
  return { items, ...counts, last: open.length > limit ? shown.at(-1)! : null };
}

/** A claim or commitment of a host that a third party contradicts with evidence. */
export interface ContestedPoint {
  host: Pick<Host, 'slug' | 'name'>;
  /** `criterion:<key>` or `commitment:<kind>` */
  subject: string;
  about: Claim | Commitment;
}

export const contestedOf = (host: Host): ContestedPoint[] => [
  ...host.claims
    .filter(({ contested }) => contested)
    .map((about) => ({ host, subject: `criterion:${about.criterion}`, about })),
  ...host.commitments
    .filter(({ contested }) => contested)
    .map((about) => ({ host, subject: `commitment:${about.kind}`, about })),
];

const UNDATED = { due: null, overdue: false };

/** Finds the open items of each kind for administrators. */
const FINDERS: Readonly<
  Record<AdminKind, (context: Context, limit: number, model: Pick<Model, 'documents'>) => Promise<Queue>>
> = {
  removal: (context, limit) => readRemovals(context, { limit }),

  // Federations with a proven site that ask for access to their desk.
  network: async (context, limit) => {
    const { items, total } = await listRequests(context, limit);
    const factOf = ({ id, name, askedOn }: (typeof items)[number]): AdminFact => {
      return { kind: 'network', subject: `request:${id}`, name, since: askedOn, ...UNDATED };
    };
    return { items: items.map(factOf), total };
  },

  report: ({ db }, limit) => listOpenMistakes(db, limit),
  takeover: (context, limit) => listTakeovers(context.db, limit, today(context)),
  draft: (context, limit) => listDrafts(context.db, limit, today(context)),

  contested: async (_, limit, { documents }) => {
    const all = documents.flatMap(contestedOf);
    const factOf = ({ host: { slug, name }, subject }: ContestedPoint): AdminFact => {
      return { kind: 'contested', subject, host: slug, name, ...UNDATED };
    };
    return { items: all.slice(0, limit).map(factOf), total: all.length };
  },
};

/**
 * Open items of one kind for administrators, earliest due day first.
 * @throws CatalogueError no-token, not-yours
 */
export async function readQueue(
  context: Context,
  model: Pick<Model, 'documents'>,
  { kind, limit }: { kind: AdminKind; limit: number },
): Promise<Queue> {
  requireAdmin(context.caller);
  return await FINDERS[kind](context, limit, model);
}

/** @throws CatalogueError no-token, not-yours */
export async function readTaskStates({ db, caller }: Context): Promise<TaskState[]> {
  requireAdmin(caller);
  return await listTaskStates(db);
}
