import { and, asc, count, eq, isNotNull, isNull, ne, type SQL } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { hosts, reports, tasks } from '../../record/tables.ts';
import type { MistakeKind } from '../../vocabulary/terms.ts';

/** The first of what waits, and how many there are in all. */
export interface Queue<Item> {
  items: Item[];
  total: number;
}

/** An entry that nobody has published yet. */
export interface WaitingDraft {
  id: string;
  name: string;
  website: string | null;
  createdAt: Date;
  domainVerifiedAt: string | null;
}

/** An entry that somebody else takes over on a day, unless its holder stops it. */
export interface WaitingTakeover {
  slug: string;
  name: string;
  changesOn: string;
}

/** A report of something wrong that nobody has answered. */
export interface WaitingReport {
  id: string;
  slug: string;
  name: string;
  kind: MistakeKind;
  reportedAt: Date;
}

const countHosts = (db: Database, condition: SQL | undefined) => db.$count(hosts, condition);

/** Drafts, the oldest first: it is removed first. */
export async function listDrafts(db: Database, limit: number): Promise<Queue<WaitingDraft>> {
  const { id, name, website, createdAt, domainVerifiedAt, state } = hosts;
  const isDraft = eq(state, 'draft');
  const items = await db
    .select({ id, name, website, createdAt, domainVerifiedAt })
    .from(hosts)
    .where(isDraft)
    .orderBy(asc(createdAt), asc(id))
    .limit(limit);
  return { items, total: await countHosts(db, isDraft) };
}

/** Entries that are about to change hands, the next one first. */
export async function listTakeovers(db: Database, limit: number): Promise<Queue<WaitingTakeover>> {
  const { id, slug, name, ownerChangesOn } = hosts;
  const isDue = isNotNull(ownerChangesOn);
  const rows = await db
    .select({ slug, name, changesOn: ownerChangesOn })
    .from(hosts)
    .where(isDue)
    .orderBy(asc(ownerChangesOn), asc(id))
    .limit(limit);
  const items = rows.map((row) => ({ ...row, changesOn: row.changesOn! }));
  return { items, total: await countHosts(db, isDue) };
}

/** Reports of something wrong without an answer, the oldest first. */
export async function listOpenMistakes(db: Database, limit: number): Promise<Queue<WaitingReport>> {
  const isOpen = and(isNull(reports.outcome), ne(reports.kind, 'removal'));
  const rows = await db
    .select({
      id: reports.id,
      slug: hosts.slug,
      name: hosts.name,
      kind: reports.kind,
      reportedAt: reports.reportedAt,
    })
    .from(reports)
    .innerJoin(hosts, eq(reports.hostId, hosts.id))
    .where(isOpen)
    .orderBy(asc(reports.reportedAt), asc(reports.id))
    .limit(limit);
  const [counted] = await db.select({ total: count() }).from(reports).where(isOpen);
  return { items: rows.map((row) => ({ ...row, kind: row.kind as MistakeKind })), total: counted?.total ?? 0 };
}

/** What the catalogue does at intervals: when it ran last, and when it is due again. */
export type TaskState = typeof tasks.$inferSelect;

export const listTaskStates = (db: Database): Promise<TaskState[]> => db.select().from(tasks).orderBy(asc(tasks.name));
