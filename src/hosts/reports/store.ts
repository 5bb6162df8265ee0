import { and, asc, count, desc, eq, gt, isNotNull, isNull, lt, ne, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../../database/open.ts';
import type { ReportRow } from '../../record/rows.ts';
import { isBeyond } from '../../record/tables/columns.ts';
import { hosts, reports, services } from '../../record/tables.ts';
import type { Asker } from '../../vocabulary/terms.ts';

export async function insertReport(db: Database, row: typeof reports.$inferInsert): Promise<void> {
  await db.insert(reports).values(row);
}

/** A report, if it belongs to this host. */
export async function findReport(db: Database, hostId: string, id: string): Promise<ReportRow | undefined> {
  return (
    await db
      .select()
      .from(reports)
      .where(and(eq(reports.id, id), eq(reports.hostId, hostId)))
  )[0];
}

export async function updateReport(db: Database, id: string, columns: Partial<ReportRow>): Promise<void> {
  await db.update(reports).set(columns).where(eq(reports.id, id));
}

/** The last report of the previous page. */
export type ReportCursor = Pick<ReportRow, 'reportedAt' | 'id'>;

interface ReportFilter {
  hostId: string;
  state?: 'open' | 'answered' | undefined;
  /** Whether to include requests for removal: only administrators read those. */
  removals: boolean;
}

const reportsOf = ({ hostId, state, removals }: ReportFilter): SQL | undefined =>
  and(
    eq(reports.hostId, hostId),
    removals ? undefined : ne(reports.kind, 'removal'),
    state === 'open' ? isNull(reports.outcome) : undefined,
    state === 'answered' ? isNotNull(reports.outcome) : undefined,
  );

/** Reports of a host, newest first, after a given place; without a limit, all of them. */
export async function listReports(
  db: Database,
  filter: ReportFilter,
  { limit, after }: { limit?: number; after?: ReportCursor | undefined } = {},
): Promise<ReportRow[]> {
  const rows = db
    .select()
    .from(reports)
    .where(
      and(reportsOf(filter), after && isBeyond([reports.reportedAt, reports.id], '<', [after.reportedAt, after.id])),
    )
    .orderBy(desc(reports.reportedAt), desc(reports.id));
  return limit === undefined ? await rows : await rows.limit(limit);
}

export const countReports = (db: Database, filter: ReportFilter): Promise<number> =>
  db.$count(reports, reportsOf(filter));

/** Whether a column equals a value; NULL equals null. */
const isSame = (column: PgColumn, value: unknown): SQL => sql`${column} is not distinct from ${value ?? null}`;

/** An open report of a host with the same content, sent after an instant. */
export async function findSame(
  db: Database,
  { hostId, kind, about, text, url, asker, replyTo }: typeof reports.$inferInsert,
  after: Date,
): Promise<Pick<ReportRow, 'id' | 'reportedAt'> | undefined> {
  const words = text ? sql`${reports.text} = ${JSON.stringify(text)}::jsonb` : isNull(reports.text);
  const [row] = await db
    .select({ id: reports.id, reportedAt: reports.reportedAt })
    .from(reports)
    .where(
      and(
        eq(reports.hostId, hostId),
        isNull(reports.outcome),
        gt(reports.reportedAt, after),
        eq(reports.kind, kind),
        isSame(reports.about, about),
        isSame(reports.url, url),
        isSame(reports.asker, asker),
        isSame(reports.replyTo, replyTo),
        words,
      ),
    )
    .limit(1);
  return row;
}

const dueDay = (months: number): SQL =>
  sql`((${reports.reportedAt} at time zone 'Europe/Paris')::date + make_interval(months => ${months}))::date`;

const isOpenRemoval = (): SQL | undefined => and(eq(reports.kind, 'removal'), isNull(reports.outcome));

/** Open requests for removal, oldest first, after a given place, whatever the state of their hosts. */
export const listOpenRemovals = (
  db: Database,
  { limit, after }: { limit: number; after?: ReportCursor | undefined },
): Promise<
  { id: string; asker: Asker | null; replyTo: string | null; reportedAt: Date; slug: string; name: string }[]
> =>
  db
    .select({
      id: reports.id,
      asker: reports.asker,
      replyTo: reports.replyTo,
      reportedAt: reports.reportedAt,
      slug: hosts.slug,
      name: hosts.name,
    })
    .from(reports)
    .innerJoin(hosts, eq(reports.hostId, hosts.id))
    .where(and(isOpenRemoval(), after && isBeyond([reports.reportedAt, reports.id], '>', [after.reportedAt, after.id])))
    .orderBy(asc(reports.reportedAt), asc(reports.id))
    .limit(limit);

/** How many requests for removal are open, and how many of them are overdue on a day. */
export async function countOpenRemovals(
  db: Database,
  { dueMonths, day }: { dueMonths: number; day: string },
): Promise<{ total: number; overdue: number }> {
  const isLate = sql`${dueDay(dueMonths)} < ${day}::date`;
  const [row] = await db
    .select({ total: count(), overdue: sql<number>`count(*) filter (where ${isLate})`.mapWith(Number) })
    .from(reports)
    .where(isOpenRemoval());
  return row ?? { total: 0, overdue: 0 };
}

/** Removes reports that were answered before an instant; returns how many. */
export async function removeAnsweredBefore(db: Database, instant: Date): Promise<number> {
  const removed = await db.delete(reports).where(lt(reports.answeredAt, instant)).returning({ id: reports.id });
  return removed.length;
}

/**
 * Erases the text and the author's contact from requests for removal that nobody has answered; returns how many.
 * @param dueMonths months from the request to its due day; `keptMonths`: months from there to the last day on which
 * everything is kept
 */
export async function eraseUnanswered(
  db: Database,
  { dueMonths, keptMonths, day }: { dueMonths: number; keptMonths: number; day: string },
): Promise<number> {
  const erased = await db
    .update(reports)
    .set({ text: null, replyTo: null })
    .where(
      and(
        isOpenRemoval(),
        isNotNull(reports.replyTo),
        sql`${dueDay(dueMonths)} + make_interval(months => ${keptMonths}) < ${day}::date`,
      ),
    )
    .returning({ id: reports.id });
  return erased.length;
}

/** The slugs of a host's services, which a report may name. */
export const listServiceSlugs = (db: Database, hostId: string): Promise<{ slug: string }[]> =>
  db.select({ slug: services.slug }).from(services).where(eq(services.hostId, hostId));
