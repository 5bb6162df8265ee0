import { and, eq, isNull, notExists, notInArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { isTransient } from '../../database/errors.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { isFormer } from '../../documents/membership.ts';
import { findMembership, putMembership } from '../../federations/members/store.ts';
import { settleStatements } from '../../federations/statement.ts';
import { parisDay } from '../../ground/clock.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { lockFederation } from '../../record/federations.ts';
import { loadFederation, loadHost } from '../../record/finish-write.ts';
import { findHost, lockHost } from '../../record/hosts.ts';
import { entrySources, importFiles, importPages, type StoredProblem } from '../../record/tables.ts';
import type { TokenHolder } from '../../requests/caller.ts';
import type { ImportOutcome } from '../../vocabulary/import-terms.ts';
import { applyImported } from '../imports/apply.ts';
import { sayProblem } from '../imports/problems.ts';
import { noteGoneOn } from '../imports/store.ts';
import { toProblem, writeHostDocument } from './documents.ts';
import { type FileRow, listNamedBy, listUnwritten, type PageRow, readPages, updateFile, updatePage } from './files.ts';
import { type FileContent, organisationOf } from './reading.ts';
import { MOST_NAMED, MOST_PROBLEMS, RunLeft, type RunWork, requireGoingOn } from './run-work.ts';
import { addToRun } from './store.ts';
import { problemOfFile } from './words.ts';

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
async function applyOrganisation(db: Database, work: RunWork, file: FileRow): Promise<Applied> {
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
async function applyDocument(db: Database, work: RunWork, file: FileRow): Promise<Applied> {
  const { context, source } = work;
  const page = (await readPages(db, source.id, [file.url])).get(file.url);
  const host = await findHost(db, source.hostId!);
  const content = contentOf(page);
  if (!host || content?.document === undefined) return refused();
  if (file.state === 'unchanged' && page?.hostId === host.id)
    return { outcome: 'unchanged', hostId: host.id, proposals: 0, problems: [] };
  const written = await writeHostDocument({ ...context, db }, host, file.url, content);
  return { ...written, hostId: written.outcome === 'refused' ? null : host.id, proposals: 0 };
}

const COUNTED = { created: 'created', changed: 'changed', unchanged: 'unchanged' } as const;

/**
 * Applies one entry and writes its line of the report, in one transaction.
 * @throws RunLeft
 */
async function writeEntry(work: RunWork, file: FileRow): Promise<void> {
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
export async function writeEntries(work: RunWork): Promise<void> {
  const { context, run, onFailed } = work;
  for (let last = -1; ; ) {
    const files = await listUnwritten(context.db, run.id, last, ENTRIES_AT_A_TIME);
    for (const file of files) {
      requireGoingOn(work);
      try {
        await writeEntry(work, file);
      } catch (error) {
        if (error instanceof RunLeft || isTransient(error)) throw error;
        if (!(error instanceof CatalogueError)) onFailed(error);
        const why = error instanceof CatalogueError ? error.faults.map(toProblem) : [];
        const problems = [...file.problems, ...why, problemOfFile('not-written')].slice(0, MOST_PROBLEMS);
        await updateFile(context.db, run.id, file.number, { outcome: 'refused', problems });
      }
      last = file.number;
    }
    if (files.length < ENTRIES_AT_A_TIME) return;
  }
}

/*
 * Hosts that the file of a federation named before but no longer names. No membership is ended for that, but it is
 * marked to check until the file names the host again. A file that could not be read does not count.
 */

/** The author of these changes: not a person. */
const READER: TokenHolder = { role: 'catalogue', label: 'import', tokenId: null, operation: 'markRemoved' };

interface Gone {
  source: string;
  hostId: string;
}

/**
 * Files to which a federation's source led, and which this run cannot find in any way: not by their address, not by the
 * name of their link, and not by another address of the same host.
 */
function listGone(db: Database, federationId: string, sourceId: string, runId: string): Promise<Gone[]> {
  const named = db.select({ url: importFiles.url }).from(importFiles).where(eq(importFiles.runId, runId));
  const others = alias(entrySources, 'others');
  const elsewhere = db
    .select({ one: sql`1` })
    .from(others)
    .innerJoin(importFiles, and(eq(importFiles.runId, runId), eq(importFiles.url, others.source)))
    .where(and(eq(others.federationId, federationId), eq(others.hostId, entrySources.hostId)));
  const sameName = db
    .select({ one: sql`1` })
    .from(importPages)
    .innerJoin(importFiles, and(eq(importFiles.runId, runId), eq(importFiles.name, importPages.name)))
    .where(and(eq(importPages.sourceId, sourceId), eq(importPages.url, entrySources.source), eq(importFiles.depth, 1)));
  return db
    .select({ source: entrySources.source, hostId: entrySources.hostId })
    .from(entrySources)
    .where(
      and(
        eq(entrySources.federationId, federationId),
        isNull(entrySources.goneOn),
        notInArray(entrySources.source, named),
        notExists(elsewhere),
        notExists(sameName),
      ),
    )
    .orderBy(entrySources.source);
}

/**
 * Records that a file is gone, and marks the membership of its host to check; once.
 * @throws RunLeft
 */
async function mark(work: RunWork, federationId: string, { source, hostId }: Gone): Promise<void> {
  const context = { ...work.context, caller: READER };
  const day = parisDay(context.clock());
  await inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, federationId);
    const host = await lockHost(db, hostId);
    await noteGoneOn(db, federationId, [source], day);
    const membership = federation && host && (await findMembership(db, federationId, hostId));
    const isNews = membership !== undefined && !membership.toCheck && !isFormer(membership, day);
    if (!(await addToRun(db, work.run, { toCheck: isNews ? 1 : 0 }))) throw new RunLeft();
    if (!isNews) return;
    const before = { federation: await loadFederation(db, federationId), host: await loadHost(db, context, hostId) };
    await putMembership(db, { ...membership, toCheck: true });
    await settleStatements(db, context, before.federation, [before.host]);
  });
}

/**
 * Marks the memberships of all hosts that the files no longer name.
 * @throws RunLeft
 */
export async function markRemoved(work: RunWork, federationId: string): Promise<void> {
  const { context, run, source } = work;
  for (const gone of await listGone(context.db, federationId, source.id, run.id)) {
    requireGoingOn(work);
    await mark(work, federationId, gone);
  }
}
