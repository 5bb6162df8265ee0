import { setMaxListeners } from 'node:events';
import { eq } from 'drizzle-orm';
import { isTransient } from '../../database/errors.ts';
import { inTransaction } from '../../database/transaction.ts';
import { noteEvent, type PrivateEvent } from '../../feed/events/note.ts';
import { instantAfter } from '../../ground/clock.ts';
import { createWorker, type Worker } from '../../leases/leases.ts';
import type { Outgoing } from '../../outgoing/fetch.ts';
import type { Context } from '../../record/context.ts';
import { findFederation } from '../../record/federations.ts';
import { hosts } from '../../record/tables.ts';
import { buildHash } from '../../version.ts';
import type { RunState } from '../../vocabulary/import-terms.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import { beginRun } from './commands.ts';
import { crawl } from './crawl.ts';
import { markRemoved, writeEntries } from './entries.ts';
import { endings, leaveOut } from './files.ts';
import { KEPT_DAYS, KEPT_RUNS, MOST_DEATHS, RENEW_MS, RunLeft, type RunWork } from './run-work.ts';
import {
  endRun,
  type LeasedRun,
  leaseRuns,
  listDueSources,
  lockSource,
  type RunRow,
  readSourceById,
  releaseRun,
  removeOldPages,
  removeOldRuns,
  renewRun,
} from './store.ts';
import { problemOfFile } from './words.ts';

/**
 * Continues a run from its present state, and ends it; returns the ended run.
 * @throws RunLeft when it must be left before the end, CatalogueError database-unavailable
 */
async function carryOut(work: RunWork): Promise<RunRow | undefined> {
  const { context, run, federation } = work;
  if (run.deaths > MOST_DEATHS) {
    // The run may be what kills the processes, so it must not be tried again.
    await leaveOut(context.db, run.id, [problemOfFile('interrupted')]);
    return await end(work, 'failed');
  }
  await crawl(work);
  await writeEntries(work);
  const { firstFailed, unread, namesAny, isUncertain } = await endings(context.db, run.id);
  // A file that could not be read, or is empty, does not mean that its hosts were removed.
  if (federation && namesAny && !isUncertain) await markRemoved(work, federation.id);
  const state: RunState = firstFailed ? 'failed' : unread ? 'partial' : 'succeeded';
  return await end(work, state);
}

/** Ends the run. If it failed, the owner's webhooks get an event in the same transaction: no failure is lost. */
const end = ({ context: { db, clock }, run, source, federation }: RunWork, state: RunState) =>
  inTransaction(db, async (db): Promise<RunRow | undefined> => {
    const at = clock();
    const ended = await endRun(db, run, state, at);
    if (!ended || state !== 'failed') return ended;
    const [host] = source.hostId ? await db.select().from(hosts).where(eq(hosts.id, source.hostId)) : [];
    const owner: PrivateEvent['owner'] | undefined = federation
      ? { federationId: federation.id, federation: federation.slug }
      : host && { hostId: host.id, host: host.publishedAt ? host.slug : host.id };
    if (owner) await noteEvent(db, { type: 'import.failed', key: run.id, at, owner, data: { run: run.id } });
    return ended;
  });

/*
 * Any free process carries out runs. A run that a process leaves, or in which it dies, waits in the database for the
 * next process.
 */

/** Called when runs begin and end, and on internal errors. */
export interface ImportLog {
  onRun(event: 'begins' | 'ends' | 'is left', run: RunRow): void;
  onFailed(error: unknown): void;
}

const SILENT: ImportLog = { onRun: () => {}, onFailed: () => {} };

interface ImporterOptions {
  context: Omit<Context, 'caller'>;
  outgoing: Outgoing;
  log?: ImportLog | undefined;
}

interface Until {
  /** Whether to start nothing new. */
  isOver(): boolean;
  /** Aborted when work in progress must be abandoned too. */
  left: AbortSignal;
}

let build: string | undefined;
/** The build that read a file; computed once, because it is a hash of all code. */
const currentBuild = (): string => {
  build ??= buildHash();
  return build;
};

/**
 * Carries out one run whose lease this process has taken.
 * @throws CatalogueError database-unavailable
 */
async function workAt(run: LeasedRun, { context, outgoing, log = SILENT }: ImporterOptions, until: Until) {
  const { db, clock } = context;
  const source = await readSourceById(db, run.sourceId);
  if (!source) return;
  const federation = source.federationId ? await findFederation(db, source.federationId) : undefined;
  const lost = new AbortController();
  const renewing = setInterval(() => {
    renewRun(db, run, clock()).then(
      (ours) => ours ?? lost.abort(),
      // Ignored: the next renewal will show whether the lease is lost.
      () => {},
    );
  }, RENEW_MS).unref();
  const left = AbortSignal.any([lost.signal, until.left]);
  // No limit: each request in progress adds a listener.
  setMaxListeners(0, left);
  const work: RunWork = {
    ...{ context, outgoing, run, source, federation, build: currentBuild() },
    say: { fr: speaker('fr', context.reference), en: speaker('en', context.reference) },
    isOver: () => lost.signal.aborted || until.isOver(),
    left,
    onFailed: log.onFailed,
  };
  log.onRun('begins', run);
  try {
    const ended = await carryOut(work);
    if (ended) log.onRun('ends', ended);
  } catch (error) {
    if (!(error instanceof RunLeft) && !isTransient(error)) {
      // The lease is not released: it expires, as after the death of a process, and the run is given up after several
      // deaths.
      log.onFailed(error);
      return;
    }
    await releaseRun(db, run);
    log.onRun('is left', run);
    if (!(error instanceof RunLeft)) throw error;
  } finally {
    clearInterval(renewing);
  }
}

/**
 * Carries out runs one after the other, until all have a lease or are finished; returns how many it worked on.
 * @throws CatalogueError database-unavailable
 */
export async function workOff(options: ImporterOptions, until: Until): Promise<number> {
  const { db, clock, newId } = options.context;
  for (let count = 0; ; count++) {
    if (until.isOver()) return count;
    const [run] = await leaseRuns(db, newId(), clock(), 1);
    if (!run) return count;
    await workAt(run, options, until);
  }
}

/** Carries out runs in the background of a process; when it stops, runs in progress are abandoned. */
export function createImporter(options: ImporterOptions): Worker {
  const { db, clock, newId } = options.context;
  return createWorker({
    // Two at once, so that a long run does not delay the others.
    ...{ atOnce: 2, pollMs: 15_000 },
    take: (most) => leaseRuns(db, newId(), clock(), most),
    carryOut: (run, left) => workAt(run, options, { isOver: () => left.aborted, left }),
    // The worker retries at its next poll.
    onFailed: (error) => options.log?.onFailed(error),
  });
}

/* Scheduled work: every source is read once a day, and old reports are deleted. */

const SOURCES_AT_A_TIME = 100;

/** Starts the runs that are due; returns how many. */
export async function beginDueRuns(context: Omit<Context, 'caller'>): Promise<number> {
  const { db, clock } = context;
  let begun = 0;
  for (const { federationId, hostId } of await listDueSources(db, clock(), SOURCES_AT_A_TIME))
    await inTransaction(db, async (db) => {
      const source = await lockSource(db, federationId === null ? { hostId: hostId! } : { federationId });
      if (!source || source.nextAt === null || source.nextAt > clock()) return;
      if (await beginRun(db, context, source)) begun++;
    });
  return begun;
}

/** Deletes old reports, and the stored content of addresses that no file names any more. */
export const forgetRuns = ({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> =>
  inTransaction(db, async (db) => {
    const before = instantAfter(clock(), -KEPT_DAYS);
    await removeOldRuns(db, before, KEPT_RUNS);
    await removeOldPages(db, instantAfter(before, -KEPT_DAYS));
  });

/** Time after which the task lets other tasks run; the rest continues the next time. */
const SLICE_MS = 45_000;

/** Starts the runs that are due, and carries out all runs without a lease, including interrupted ones. */
export async function readSources(options: ImporterOptions, stopping: AbortSignal): Promise<void> {
  await beginDueRuns(options.context);
  const enough = AbortSignal.timeout(SLICE_MS);
  await workOff(options, { isOver: () => enough.aborted || stopping.aborted, left: stopping });
}
