import { and, asc, count, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { Model } from '../../catalogue/model.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Host } from '../../documents/host.ts';
import type { Claim, Commitment } from '../../documents/statement.ts';
import { listRequests } from '../../federations/requests/deciding.ts';
import { addDays, parisDay } from '../../ground/clock.ts';
import { DRAFT_DAYS } from '../../hosts/entries/withdrawal.ts';
import { DAYS_TO_OBJECT } from '../../hosts/ownership/challenge.ts';
import { REMOVAL_MONTHS, removalDue } from '../../hosts/reports/commands.ts';
import { countOpenRemovals, listOpenRemovals, type ReportCursor } from '../../hosts/reports/store.ts';
import { isNamedSince } from '../../hosts/store.ts';
import type { Context } from '../../record/context.ts';
import { hosts, reports, tasks } from '../../record/tables.ts';
import { requireAdmin } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import type { MistakeKind } from '../../vocabulary/terms.ts';
import { isLate } from '../open-items.ts';
import type { AdminFact, AdminKind, AdminTodoItem, Queue } from './schema.ts';

/** Drafts that were never published, oldest first; the oldest is removed first. */
async function listDrafts(db: Database, limit: number, day: string): Promise<Queue> {
  const { id, name, createdAt, domainVerifiedOn, state } = hosts;
  const isDraft = eq(state, 'draft');
  const rows = await db
    .select({
      id,
      name,
      createdAt,
      domainVerifiedOn,
      isKept: sql<boolean>`${isNamedSince(db, addDays(day, -DRAFT_DAYS))}`,
    })
    .from(hosts)
    .where(isDraft)
    .orderBy(asc(createdAt), asc(id))
    .limit(limit);
  const items = rows.map(({ id, name, createdAt, domainVerifiedOn, isKept }): AdminFact => {
    const since = parisDay(createdAt);
    // Those that the files of a network name are kept.
    const due = isKept ? null : addDays(since, DRAFT_DAYS);
    const isProven = domainVerifiedOn !== null;
    return { kind: 'draft', host: id, name, since, due, overdue: due !== null && isLate(due, day), isProven };
  });
  return { items, total: await db.$count(hosts, isDraft) };
}

/** Entries that somebody will take over on a day unless their holders object; the next one first. */
async function listTakeovers(db: Database, limit: number, day: string): Promise<Queue> {
  const { id, slug, name, ownerChangesOn } = hosts;
  const isDue = isNotNull(ownerChangesOn);
  const rows = await db
    .select({ host: slug, name, due: ownerChangesOn })
    .from(hosts)
    .where(isDue)
    .orderBy(asc(ownerChangesOn), asc(id))
    .limit(limit);
  const items = rows.map((row): AdminFact => {
    const due = row.due!;
    return { kind: 'takeover', ...row, since: addDays(due, -DAYS_TO_OBJECT), overdue: isLate(due, day) };
  });
  return { items, total: await db.$count(hosts, isDue) };
}

/** Open reports of errors, oldest first. */
async function listOpenMistakes(db: Database, limit: number): Promise<Queue> {
  const isOpen = and(isNull(reports.outcome), ne(reports.kind, 'removal'));
  const rows = await db
    .select({ id: reports.id, host: hosts.slug, name: hosts.name, kind: reports.kind, reportedAt: reports.reportedAt })
    .from(reports)
    .innerJoin(hosts, eq(reports.hostId, hosts.id))
    .where(isOpen)
    .orderBy(asc(reports.reportedAt), asc(reports.id))
    .limit(limit);
  const [counted] = await db.select({ total: count() }).from(reports).where(isOpen);
  const items = rows.map(({ id, host, name, kind, reportedAt }): AdminFact => {
    const what = { subject: `report:${id}`, report: kind as MistakeKind };
    return { kind: 'report', host, name, ...what, since: parisDay(reportedAt), due: null, overdue: false };
  });
  return { items, total: counted?.total ?? 0 };
}

/** A scheduled task: when it ran last, and when it is due next. */
export type TaskState = typeof tasks.$inferSelect;

export const listTaskStates = (db: Database): Promise<TaskState[]> => db.select().from(tasks).orderBy(asc(tasks.name));

const PAGE = 20;

/** A request to remove an entry. */
type Removal = Omit<AdminTodoItem, 'dueOn' | 'text' | 'read' | 'call'> & { due: string };

interface RemovalPage extends Queue {
  items: readonly Removal[];
  overdueTotal: number;
  /** The position where the next page begins; null: this is the last page. */
  last: ReportCursor | null;
}

/**
 * Open removal requests for administrators, earliest due day first.
 * @throws CatalogueError no-token, not-yours
 */
export async function readRemovals(
  context: Context,
  { limit = PAGE }: { limit?: number | undefined },
  after?: ReportCursor,
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
  const { total, overdue: overdueTotal } = counts;
  return { items, total, overdueTotal, last: open.length > limit ? shown.at(-1)! : null };
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
