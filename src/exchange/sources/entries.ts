import { isPassing } from '../../database/errors.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { parisDay } from '../../ground/clock.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { findHost } from '../../record/hosts.ts';
import type { StoredProblem } from '../../record/tables.ts';
import type { ImportOutcome } from '../../vocabulary/import-terms.ts';
import { applyImported } from '../imports/apply.ts';
import { sayProblem } from '../imports/problems.ts';
import { toProblem, writeHostDocument } from './documents.ts';
import { type FileRow, listNamedBy, listUnwritten, type PageRow, readPages, updateFile, updatePage } from './files.ts';
import { type FileContent, organisationOf } from './reading.ts';
import { addToRun } from './store.ts';
import { problem } from './words.ts';
import { MOST_NAMED, MOST_PROBLEMS, RunLeft, requireGoingOn, type Work } from './work.ts';

/*
 * Second half of a run: the content of its files is applied, one organisation after the other, each in one transaction
 * together with its line of the report.
 */

interface Applied {
  outcome: ImportOutcome;
  hostId: string | null;
  proposals: number;
  problems: StoredProblem[];
}

const contentOf = (page: PageRow | undefined): FileContent | undefined =>
  (page?.content ?? undefined) as FileContent | undefined;

const refused = (...problems: StoredProblem[]): Applied => ({
  outcome: 'refused',
  hostId: null,
  proposals: 0,
  problems,
});

/** Applies an organisation with the services that its file names. */
async function applyOrganisation(db: Database, work: Work, file: FileRow): Promise<Applied> {
  const { context, run, source, federation } = work;
  const named = (await listNamedBy(db, run.id, file.number, MOST_NAMED)).filter((one) => one.class === 'service');
  const pages = await readPages(db, source.id, [file.url, ...named.map(({ url }) => url)]);
  const own = contentOf(pages.get(file.url));
  // The stored content was removed because of a redaction, and the file still contains the redacted words.
  if (!own) return refused();
  const imported = organisationOf(
    own,
    named.flatMap(({ url }) => contentOf(pages.get(url)) ?? []),
    { isNamed: federation !== undefined },
  );
  if (!imported) return refused();
  const applied = await applyImported(
    { ...context, db },
    {
      ...(federation
        ? { federation: { id: federation.id }, by: 'federation' }
        : { host: { id: source.hostId! }, by: 'host-file' }),
      on: parisDay(context.clock()),
      imported,
    },
  );
  const problems = applied.problems.map((one) => ({
    code: one.code,
    message: { fr: sayProblem(one, 'fr'), en: sayProblem(one, 'en') },
  }));
  if (!applied.host) return refused(...problems);
  return { outcome: applied.outcome, hostId: applied.host.id, proposals: applied.proposals, problems };
}

/** Applies the document of a host. An unchanged document is not applied again, so that later edits by the host stay. */
async function applyDocument(db: Database, work: Work, file: FileRow): Promise<Applied> {
  const { context, source } = work;
  const page = (await readPages(db, source.id, [file.url])).get(file.url);
  const host = await findHost(db, source.hostId!);
  const document = contentOf(page)?.document;
  if (!host || document === undefined) return refused();
  if (file.state === 'unchanged' && page?.hostId === host.id)
    return { outcome: 'unchanged', hostId: host.id, proposals: 0, problems: [] };
  const written = await writeHostDocument({ ...context, db }, host, file.url, document);
  return { ...written, hostId: written.outcome === 'refused' ? null : host.id, proposals: 0 };
}

const COUNTED = { created: 'created', changed: 'changed', unchanged: 'unchanged' } as const;

/**
 * Applies one entry and writes its line of the report, in one transaction.
 * @throws RunLeft
 */
async function writeEntry(work: Work, file: FileRow): Promise<void> {
  const { context, run, source } = work;
  await inTransaction(context.db, async (db) => {
    const apply = file.class === 'document' ? applyDocument : applyOrganisation;
    const { outcome, hostId, proposals, problems } = await apply(db, work, file);
    const reported = [...file.problems, ...problems].slice(0, MOST_PROBLEMS);
    await updateFile(db, run.id, file.number, { outcome, hostId, problems: reported });
    if (hostId !== null) await updatePage(db, source.id, file.url, { hostId });
    const counts = outcome === 'refused' ? {} : { [COUNTED[outcome]]: 1, proposals };
    if (!(await addToRun(db, run, counts))) throw new RunLeft();
  });
}

const ENTRIES_AT_A_TIME = 50;

/**
 * Applies all entries that were not applied yet; a failure of one does not stop the others.
 * @throws RunLeft
 */
export async function writeEntries(work: Work): Promise<void> {
  const { context, run, onFailed } = work;
  for (let last = -1; ; ) {
    const files = await listUnwritten(context.db, run.id, last, ENTRIES_AT_A_TIME);
    for (const file of files) {
      requireGoingOn(work);
      try {
        await writeEntry(work, file);
      } catch (error) {
        if (error instanceof RunLeft || isPassing(error)) throw error;
        if (!(error instanceof CatalogueError)) onFailed(error);
        const why = error instanceof CatalogueError ? error.faults.map(toProblem) : [];
        const problems = [...file.problems, ...why, problem('not-written')].slice(0, MOST_PROBLEMS);
        await updateFile(context.db, run.id, file.number, { outcome: 'refused', problems });
      }
      last = file.number;
    }
    if (files.length < ENTRIES_AT_A_TIME) return;
  }
}
