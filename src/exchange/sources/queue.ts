import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { webAddress } from '../../ground/addresses.ts';
import type { importFiles, StoredProblem } from '../../record/tables.ts';
import type { FileClass } from '../../vocabulary/import-terms.ts';
import { type FileRow, insertFiles, lastNumber, listUnfollowed, readPages, updateFile } from './files.ts';
import type { FileContent, Sub } from './reading.ts';
import { MOST_DEPTH, MOST_FILES, MOST_NAMED, MOST_PROBLEMS, type RunWork, requireGoingOn } from './run-work.ts';
import { problemOfFile } from './words.ts';

/*
 * Decides which files a run fetches: all files that were linked so far, level by level, in the order of the links. So
 * the same files always give the same queue, in whatever order their sites answer, and each address is fetched once.
 */

/** The classes to which a file of each class may link. */
const NAMED_BY: Partial<Record<FileClass, readonly FileClass[]>> = {
  federation: ['federation', 'organization'],
  organization: ['service', 'device', 'metrics'],
  service: ['service', 'device', 'metrics'],
};

/** The class that the first file of a source must have. */
const firstClass = ({ federation, source }: Pick<RunWork, 'federation' | 'source'>): FileClass =>
  federation ? 'federation' : source.kind === 'bercail' ? 'document' : 'organization';

/**
 * The expected class of a file, for when its reader cannot tell.
 * @param parent the class of the file that links to it
 */
export const expectedClass = (
  work: RunWork,
  file: FileRow,
  parent: FileClass | null | undefined,
): FileClass | undefined => {
  if (file.parent === null) return firstClass(work);
  return parent === 'federation' ? 'organization' : parent === 'organization' ? 'service' : undefined;
};

/** Why a file is useless at its place in the queue; undefined when it is useful. */
export function misplaced(
  work: RunWork,
  file: FileRow,
  own: FileClass | null,
  parent: FileClass | null | undefined,
): StoredProblem | undefined {
  if (file.parent === null) return own === firstClass(work) ? undefined : problemOfFile('not-first');
  return own !== null && parent && NAMED_BY[parent]?.includes(own) ? undefined : problemOfFile('out-of-place');
}

const LONGEST_ADDRESS = 2000;

/** The address by which a file is identified: absolute, and without a fragment. */
function addressOf({ url }: Sub): string | undefined {
  if (url.length > LONGEST_ADDRESS) return undefined;
  const address = webAddress(url);
  if (!address || address.username || address.password) return undefined;
  address.hash = '';
  return address.href;
}

type NewFile = typeof importFiles.$inferInsert;
const ROWS_AT_ONCE = 1000;

async function insertAll(db: Database, rows: readonly NewFile[]): Promise<Set<string>> {
  const made = new Set<string>();
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    for (const url of await insertFiles(db, rows.slice(from, from + ROWS_AT_ONCE))) made.add(url);
  return made;
}

/** Adds the links of one file to the queue, within the limits; returns the problems to report. */
async function followFile(db: Database, work: RunWork, file: FileRow, subs: readonly Sub[]): Promise<StoredProblem[]> {
  const problems: StoredProblem[] = [];
  if (subs.length === 0)
    return file.parent === null && file.class === 'federation' ? [problemOfFile('names-nobody')] : problems;
  if (file.depth >= MOST_DEPTH) return [problemOfFile('too-deep')];
  const depth = file.depth + 1;
  let next = (await lastNumber(db, work.run.id)) + 1;
  const room = (work.federation ? MOST_FILES.federation : MOST_FILES.host) - next;
  const followed = subs.slice(0, Math.max(0, file.class === 'federation' ? room : Math.min(room, MOST_NAMED)));
  if (followed.length < subs.length) problems.push(problemOfFile('too-many-files'));
  const rows = new Map<string, { row: NewFile; sub: Sub }>();
  for (const sub of followed) {
    const place = { line: sub.line, key: `subs.${sub.name}` };
    const url = addressOf(sub);
    if (url === undefined) problems.push(problemOfFile('not-followed', place));
    else if (rows.has(url)) problems.push(problemOfFile('visited-already', place));
    else
      rows.set(url, {
        sub,
        row: { runId: work.run.id, number: next++, url, parent: file.number, name: sub.name, depth },
      });
  }
  const made = await insertAll(
    db,
    [...rows.values()].map(({ row }) => row),
  );
  for (const [url, { sub }] of rows)
    if (!made.has(url)) problems.push(problemOfFile('visited-already', { line: sub.line, key: `subs.${sub.name}` }));
  return problems;
}

const FILES_AT_ONCE = 50;

/**
 * Adds the links of all files of a depth to the queue.
 * @throws RunLeft
 */
export async function follow(work: RunWork, depth: number): Promise<void> {
  const { context, run, source } = work;
  for (;;) {
    requireGoingOn(work);
    const isDone = await inTransaction(context.db, async (db) => {
      const files = await listUnfollowed(db, run.id, depth, FILES_AT_ONCE);
      const pages = await readPages(
        db,
        source.id,
        files.map(({ url }) => url),
      );
      for (const file of files) {
        const subs = (pages.get(file.url)?.content as FileContent | null | undefined)?.subs ?? [];
        const found = await followFile(db, work, file, subs);
        const problems = [...file.problems, ...found].slice(0, MOST_PROBLEMS);
        await updateFile(db, run.id, file.number, { isFollowed: true, problems });
      }
      return files.length < FILES_AT_ONCE;
    });
    if (isDone) return;
  }
}
