import { CatalogueError } from '../../ground/errors.ts';
import { pointerTo } from '../../ground/pointers.ts';
import { definedOnly } from '../../ground/texts.ts';
import type { Context } from '../../record/context.ts';
import { isId } from '../../requests/meaning.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { sourceNotFound } from './commands.ts';
import { countChosen, countFiles, type FileFilter, listFiles, type ReportedFile } from './files.ts';
import { findOwner, type OwnerRef } from './owners.ts';
import type { ImportFile, ImportReport, ImportRun, Source } from './schema.ts';
import {
  countRuns,
  findRun,
  findSource,
  lastRun,
  listRuns,
  type RunCursor,
  type RunRow,
  type SourceRow,
} from './store.ts';

/* What an owner can read about its source and its runs. */

const PAGE = 20;
const FIRST_FILES = 100;

const at = (instant: Date | null): string | null => instant?.toISOString() ?? null;

export async function toSource(db: Context['db'], source: SourceRow): Promise<Source> {
  const { url, kind, version, setAt, nextAt } = source;
  const last = await lastRun(db, source.id);
  return {
    ...{ url, kind, version, setAt: setAt.toISOString(), nextRunAt: at(nextAt) },
    lastRun: last
      ? { id: last.id, state: last.state, startedAt: last.startedAt.toISOString(), endedAt: at(last.endedAt) }
      : null,
  };
}

const NOTHING = { known: 0, done: 0, failed: 0 };

const toRun = (run: RunRow, progress: ImportRun['progress'] = NOTHING): ImportRun => {
  const { id, url, kind, state, startedAt, endedAt, requests, notModified, bytes } = run;
  const { created, changed, unchanged, proposals, toCheck } = run;
  return {
    ...{ id, url, kind, state, startedAt: startedAt.toISOString(), endedAt: at(endedAt), progress },
    ...{ fetched: { requests, notModified, bytes }, created, changed, unchanged, proposals, toCheck },
  };
};

const toFile = ({ file, from, host }: ReportedFile, language: Language): ImportFile => ({
  ...{ url: file.url, state: file.state, class: file.class, from },
  ...definedOnly({ outcome: file.outcome, host }),
  problems: file.problems.map(({ key, pointer = pointerTo(key), line, code, message }) => ({
    pointer,
    ...definedOnly({ line }),
    ...{ code, message: message[language] },
  })),
});

/**
 * The source of an owner.
 * @throws CatalogueError no-token, host-not-found, federation-not-found, not-yours, source-not-found
 */
export async function readSource(context: Context, ref: OwnerRef): Promise<Source> {
  return await toSource(context.db, await requireSource(context, ref));
}

/**
 * The source of an owner, if it has one.
 * @throws CatalogueError no-token, host-not-found, federation-not-found, not-yours
 */
export async function sourceIfGiven(context: Context, ref: OwnerRef): Promise<Source | undefined> {
  const { owner } = await findOwner(context.db, context, ref);
  const source = await findSource(context.db, owner);
  return source && (await toSource(context.db, source));
}

async function requireSource(context: Context, ref: OwnerRef): Promise<SourceRow> {
  const { owner } = await findOwner(context.db, context, ref);
  const source = await findSource(context.db, owner);
  if (!source) throw sourceNotFound();
  return source;
}

async function requireRun(context: Context, ref: OwnerRef, id: string): Promise<RunRow> {
  const { owner } = await findOwner(context.db, context, ref);
  const source = await findSource(context.db, owner);
  const run = source && isId(id) ? await findRun(context.db, source.id, id) : undefined;
  if (run) return run;
  throw new CatalogueError('import-not-found', {
    fr: 'Il n’y a pas de lecture à cette adresse. Les anciennes sont oubliées après un mois.',
    en: 'There is no run at this address. Old ones are forgotten after a month.',
  });
}

interface ReportPage<Item, Place> {
  items: Item[];
  total: number;
  /** The position of the last item, when there is a next page. */
  last: Place | undefined;
}

/**
 * The runs of a source, latest first.
 * @throws CatalogueError no-token, host-not-found, federation-not-found, not-yours, source-not-found
 */
export async function readRuns(
  context: Context,
  ref: OwnerRef,
  { limit = PAGE, after }: { limit?: number | undefined; after?: RunCursor | undefined },
): Promise<ReportPage<ImportRun, RunCursor>> {
  const { db } = context;
  const source = await requireSource(context, ref);
  const rows = await listRuns(db, source.id, { limit: limit + 1, after });
  const shown = rows.slice(0, limit);
  const progress = await countFiles(
    db,
    shown.map(({ id }) => id),
  );
  return {
    items: shown.map((run) => toRun(run, progress.get(run.id))),
    total: await countRuns(db, source.id),
    last: rows.length > limit ? shown.at(-1) : undefined,
  };
}

/**
 * Files of a run, in the order of the queue.
 * @param after number of the last file of the previous page
 * @throws CatalogueError no-token, host-not-found, federation-not-found, not-yours, import-not-found
 */
export async function readFiles(
  context: Context,
  ref: OwnerRef,
  id: string,
  {
    limit = PAGE,
    after,
    language,
    only,
  }: FileFilter & { limit?: number | undefined; after?: number | undefined; language: Language },
): Promise<ReportPage<ImportFile, number>> {
  const run = await requireRun(context, ref, id);
  const rows = await listFiles(context.db, run.id, { only }, { limit: limit + 1, after });
  const shown = rows.slice(0, limit);
  return {
    items: shown.map((row) => toFile(row, language)),
    total: await countChosen(context.db, run.id, { only }),
    last: rows.length > limit ? shown.at(-1)?.file.number : undefined,
  };
}

/**
 * A run with its first files.
 * @param moreAt returns the address of the files after a number
 * @throws CatalogueError no-token, host-not-found, federation-not-found, not-yours, import-not-found
 */
export async function readRun(
  context: Context,
  ref: OwnerRef,
  id: string,
  { language, moreAt }: { language: Language; moreAt: (last: number) => string },
): Promise<ImportReport> {
  const run = await requireRun(context, ref, id);
  const progress = (await countFiles(context.db, [run.id])).get(run.id);
  const { items, last } = await readFiles(context, ref, id, { limit: FIRST_FILES, language });
  return { ...toRun(run, progress), files: items, nextFiles: last === undefined ? null : moreAt(last) };
}
