import { and, asc, count, eq, gt, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../../database/open.ts';
import { isVisible } from '../../record/read-rows.ts';
import { hosts, importFiles, importPages, withheldFiles } from '../../record/tables.ts';

/* Rows of the files of a run, and of the content stored per address between runs. */

export type FileRow = typeof importFiles.$inferSelect;
export type PageRow = typeof importPages.$inferSelect;
/** What is stored about an address, without its content: enough for a conditional request. */
export type KnownPage = Pick<
  PageRow,
  'url' | 'etag' | 'lastModified' | 'hash' | 'build' | 'readAt' | 'class' | 'problems'
> & {
  hasContent: boolean;
};

const ofRun = (runId: string, ...conditions: (SQL | undefined)[]): SQL | undefined =>
  and(eq(importFiles.runId, runId), ...conditions);

/** The next files of a depth that were not fetched yet. */
export const listWaiting = (db: Database, runId: string, depth: number, limit: number): Promise<FileRow[]> =>
  db
    .select()
    .from(importFiles)
    .where(ofRun(runId, eq(importFiles.state, 'waiting'), eq(importFiles.depth, depth)))
    .orderBy(asc(importFiles.number))
    .limit(limit);

/** Files of a depth whose links are not in the queue yet. */
export const listUnfollowed = (db: Database, runId: string, depth: number, limit: number): Promise<FileRow[]> =>
  db
    .select()
    .from(importFiles)
    .where(
      ofRun(
        runId,
        eq(importFiles.depth, depth),
        eq(importFiles.isFollowed, false),
        inArray(importFiles.state, ['read', 'unchanged']),
      ),
    )
    .orderBy(asc(importFiles.number))
    .limit(limit);

export async function updateFile(
  db: Database,
  runId: string,
  number: number,
  columns: Partial<FileRow>,
): Promise<void> {
  await db
    .update(importFiles)
    .set(columns)
    .where(ofRun(runId, eq(importFiles.number, number)));
}

/** Marks all files that were not fetched as left out, for one reason. */
export async function leaveOut(db: Database, runId: string, problems: FileRow['problems']): Promise<void> {
  await db
    .update(importFiles)
    .set({ state: 'left-out', problems })
    .where(ofRun(runId, eq(importFiles.state, 'waiting')));
}

/** The classes of files of a run, by number. */
export async function classesOf(
  db: Database,
  runId: string,
  numbers: readonly number[],
): Promise<Map<number, FileRow['class']>> {
  if (numbers.length === 0) return new Map();
  const rows = await db
    .select({ number: importFiles.number, class: importFiles.class })
    .from(importFiles)
    .where(ofRun(runId, inArray(importFiles.number, [...numbers])));
  return new Map(rows.map((row) => [row.number, row.class]));
}

/** Adds files to the queue; returns the addresses that were not in it before. */
export async function insertFiles(db: Database, rows: (typeof importFiles.$inferInsert)[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const made = await db.insert(importFiles).values(rows).onConflictDoNothing().returning({ url: importFiles.url });
  return new Set(made.map(({ url }) => url));
}

export async function lastNumber(db: Database, runId: string): Promise<number> {
  const [row] = await db
    .select({ last: sql<number>`max(${importFiles.number})`.mapWith(Number) })
    .from(importFiles)
    .where(ofRun(runId));
  return row?.last ?? 0;
}

/** What is stored about addresses of a source, without their content. */
export async function knownPages(
  db: Database,
  sourceId: string,
  urls: readonly string[],
): Promise<Map<string, KnownPage>> {
  if (urls.length === 0) return new Map();
  const { url, etag, lastModified, hash, build, readAt, problems } = importPages;
  const rows = await db
    .select({
      url,
      etag,
      lastModified,
      hash,
      build,
      readAt,
      problems,
      class: importPages.class,
      hasContent: sql<boolean>`${importPages.content} is not null`,
    })
    .from(importPages)
    .where(and(eq(importPages.sourceId, sourceId), inArray(url, [...urls])));
  return new Map(rows.map((row) => [row.url, row]));
}

/** The stored content of addresses of a source. */
export async function readPages(
  db: Database,
  sourceId: string,
  urls: readonly string[],
): Promise<Map<string, PageRow>> {
  if (urls.length === 0) return new Map();
  const rows = await db
    .select()
    .from(importPages)
    .where(and(eq(importPages.sourceId, sourceId), inArray(importPages.url, [...urls])));
  return new Map(rows.map((row) => [row.url, row]));
}

/**
 * Whether a file is withheld because it contains redacted words.
 * @param hash SHA-256 of its body
 */
export async function isWithheld(db: Database, hash: string): Promise<boolean> {
  return (await db.select().from(withheldFiles).where(eq(withheldFiles.hash, hash))).length > 0;
}

export async function putPage(db: Database, row: typeof importPages.$inferInsert): Promise<void> {
  const { sourceId: _source, url: _url, ...rest } = row;
  await db
    .insert(importPages)
    .values(row)
    .onConflictDoUpdate({ target: [importPages.sourceId, importPages.url], set: rest });
}

export async function updatePage(
  db: Database,
  sourceId: string,
  url: string,
  columns: Partial<PageRow>,
): Promise<void> {
  await db
    .update(importPages)
    .set(columns)
    .where(and(eq(importPages.sourceId, sourceId), eq(importPages.url, url)));
}

/** The next files, after a number, whose entry was not applied yet. */
export const listUnwritten = (db: Database, runId: string, after: number, limit: number): Promise<FileRow[]> =>
  db
    .select()
    .from(importFiles)
    .where(
      ofRun(
        runId,
        gt(importFiles.number, after),
        inArray(importFiles.class, ['organization', 'document']),
        inArray(importFiles.state, ['read', 'unchanged']),
        isNull(importFiles.outcome),
      ),
    )
    .orderBy(asc(importFiles.number))
    .limit(limit);

/** The readable files to which a file links. */
export const listNamedBy = (db: Database, runId: string, parent: number, limit: number): Promise<FileRow[]> =>
  db
    .select()
    .from(importFiles)
    .where(ofRun(runId, eq(importFiles.parent, parent), inArray(importFiles.state, ['read', 'unchanged'])))
    .orderBy(asc(importFiles.number))
    .limit(limit);

export async function countFiles(
  db: Database,
  runIds: readonly string[],
): Promise<Map<string, { known: number; done: number; failed: number }>> {
  if (runIds.length === 0) return new Map();
  const rows = await db
    .select({
      runId: importFiles.runId,
      known: count(),
      done: sql<number>`count(*) filter (where ${importFiles.state} <> 'waiting')`.mapWith(Number),
      failed: sql<number>`count(*) filter (where ${importFiles.state} = 'failed')`.mapWith(Number),
    })
    .from(importFiles)
    .where(inArray(importFiles.runId, [...runIds]))
    .groupBy(importFiles.runId);
  return new Map(rows.map(({ runId, ...counts }) => [runId, counts]));
}

export interface FileFilter {
  only?: 'problems' | 'failed' | undefined;
}

const chosen = (runId: string, { only }: FileFilter): SQL | undefined =>
  ofRun(
    runId,
    only === 'failed' ? inArray(importFiles.state, ['failed', 'left-out']) : undefined,
    only === 'problems' ? ne(importFiles.problems, sql`'[]'::jsonb`) : undefined,
  );

/** A file in the form of a report. */
export interface ReportedFile {
  file: FileRow;
  from: string | null;
  host: string | null;
}

/** Files of a run in their order, after a number. */
export async function listFiles(
  db: Database,
  runId: string,
  filter: FileFilter,
  { limit, after = -1 }: { limit: number; after?: number | undefined },
): Promise<ReportedFile[]> {
  const parents = alias(importFiles, 'parents');
  const rows = await db
    .select({ file: importFiles, from: parents.url, host: hosts.slug, state: hosts.state })
    .from(importFiles)
    .leftJoin(parents, and(eq(parents.runId, importFiles.runId), eq(parents.number, importFiles.parent)))
    .leftJoin(hosts, eq(importFiles.hostId, hosts.id))
    .where(and(chosen(runId, filter), gt(importFiles.number, after)))
    .orderBy(asc(importFiles.number))
    .limit(limit);
  // A draft is identified by its id, not by its slug.
  return rows.map(({ file, from, host, state }) => ({
    file,
    from,
    host: state && isVisible({ state }) ? host : file.hostId,
  }));
}

export const countChosen = (db: Database, runId: string, filter: FileFilter): Promise<number> =>
  db.$count(importFiles, chosen(runId, filter));

/** The facts about the files of a run that decide its final state. */
export async function endings(
  db: Database,
  runId: string,
): Promise<{ firstFailed: boolean; unread: boolean; namesAny: boolean; isUncertain: boolean }> {
  const unread = inArray(importFiles.state, ['failed', 'left-out', 'waiting']);
  const any = (condition: SQL | undefined) => sql<boolean>`coalesce(bool_or(${condition}), false)`;
  const [row] = await db
    .select({
      firstFailed: any(and(eq(importFiles.number, 0), unread)),
      unread: any(or(unread, eq(importFiles.outcome, 'refused'))),
      namesAny: any(gt(importFiles.depth, 0)),
      // A file that could have named more hosts was not read.
      isUncertain: any(
        or(
          eq(importFiles.state, 'left-out'),
          and(unread, or(eq(importFiles.number, 0), eq(importFiles.class, 'federation'))),
        ),
      ),
    })
    .from(importFiles)
    .where(ofRun(runId));
  return row ?? { firstFailed: true, unread: true, namesAny: false, isUncertain: true };
}
