import { and, count, desc, eq, isNotNull, isNull, lt, or, type SQL } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { ReportRow } from '../../record/rows.ts';
import { reports, services } from '../../record/tables.ts';

export async function insertReport(db: Database, row: typeof reports.$inferInsert): Promise<void> {
  await db.insert(reports).values(row);
}

/** A report, when it is one of this host. */
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

/** The last report of a page. */
export interface ReportPlace {
  reportedAt: Date;
  id: string;
}

const reportsOf = (hostId: string, state: 'open' | 'answered' | undefined): SQL | undefined =>
  and(
    eq(reports.hostId, hostId),
    state === 'open' ? isNull(reports.outcome) : undefined,
    state === 'answered' ? isNotNull(reports.outcome) : undefined,
  );

/** Reports of a host, newest first, after one of them; all of them without a limit. */
export async function listReports(
  db: Database,
  { hostId, state }: { hostId: string; state?: 'open' | 'answered' | undefined },
  { limit, after }: { limit?: number; after?: ReportPlace | undefined } = {},
): Promise<ReportRow[]> {
  const rows = db
    .select()
    .from(reports)
    .where(
      and(
        reportsOf(hostId, state),
        after &&
          or(
            lt(reports.reportedAt, after.reportedAt),
            and(eq(reports.reportedAt, after.reportedAt), lt(reports.id, after.id)),
          ),
      ),
    )
    .orderBy(desc(reports.reportedAt), desc(reports.id));
  return limit === undefined ? await rows : await rows.limit(limit);
}

export async function countReports(
  db: Database,
  { hostId, state }: { hostId: string; state?: 'open' | 'answered' | undefined },
): Promise<number> {
  const [row] = await db.select({ found: count() }).from(reports).where(reportsOf(hostId, state));
  return row?.found ?? 0;
}

/** Removes the reports that were answered before an instant; returns how many. */
export async function removeAnsweredBefore(db: Database, instant: Date): Promise<number> {
  const removed = await db.delete(reports).where(lt(reports.answeredAt, instant)).returning({ id: reports.id });
  return removed.length;
}

/** The services of a host, by the names that a report may use. */
export const listServiceSlugs = (db: Database, hostId: string): Promise<{ slug: string }[]> =>
  db.select({ slug: services.slug }).from(services).where(eq(services.hostId, hostId));
