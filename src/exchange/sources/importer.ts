import { setMaxListeners } from 'node:events';
import { isPassing } from '../../database/errors.ts';
import { createWorker, type Worker } from '../../leases/worker.ts';
import type { Outgoing } from '../../outgoing/fetch.ts';
import type { Context } from '../../record/context.ts';
import { findFederation } from '../../record/federations.ts';
import { buildHash } from '../../version.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import { RENEW_MS } from './limits.ts';
import { carryOut } from './run.ts';
import { type RunRow, readSourceById, releaseRun, renewRun, type TakenRun, takeRuns } from './store.ts';
import { RunLeft, type Work } from './work.ts';

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

export interface ImporterOptions {
  context: Omit<Context, 'caller'>;
  outgoing: Outgoing;
  log?: ImportLog | undefined;
}

export interface Until {
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
async function workAt(run: TakenRun, { context, outgoing, log = SILENT }: ImporterOptions, until: Until) {
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
  const work: Work = {
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
    if (!(error instanceof RunLeft) && !isPassing(error)) {
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
    const [run] = await takeRuns(db, newId(), clock(), 1);
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
    take: (most) => takeRuns(db, newId(), clock(), most),
    carryOut: (run, left) => workAt(run, options, { isOver: () => left.aborted, left }),
    // The worker retries at its next poll.
    onFailed: (error) => options.log?.onFailed(error),
  });
}
