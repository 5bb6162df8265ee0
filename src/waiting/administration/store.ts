import { and, asc, count, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { addDays, parisDay } from '../../ground/clock.ts';
import { DRAFT_DAYS } from '../../hosts/entries/leaving.ts';
import { DAYS_TO_OBJECT } from '../../hosts/ownership/challenge.ts';
import { hosts, reports, tasks } from '../../record/tables.ts';
import type { MistakeKind } from '../../vocabulary/terms.ts';
import { isLate } from '../waits.ts';
import type { AdminFact, Queue } from './schema.ts';

/** Drafts that were never published, oldest first; the oldest is removed first. */
export async function listDrafts(db: Database, limit: number, day: string): Promise<Queue> {
  const { id, name, createdAt, domainVerifiedAt, state } = hosts;
  const isDraft = eq(state, 'draft');
  const rows = await db
    .select({ id, name, createdAt, domainVerifiedAt })
    .from(hosts)
    .where(isDraft)
    .orderBy(asc(createdAt), asc(id))
    .limit(limit);
  const items = rows.map(({ id, name, createdAt, domainVerifiedAt }): AdminFact => {
    const since = parisDay(createdAt);
    const due = addDays(since, DRAFT_DAYS);
    const isProven = domainVerifiedAt !== null;
    return { kind: 'draft', host: id, name, since, due, overdue: isLate(due, day), isProven };
  });
  return { items, total: await db.$count(hosts, isDraft) };
}

/** Entries that somebody will take over on a day unless their holders object; the next one first. */
export async function listTakeovers(db: Database, limit: number, day: string): Promise<Queue> {
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
export async function listOpenMistakes(db: Database, limit: number): Promise<Queue> {
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
