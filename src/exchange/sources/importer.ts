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

/* Who carries runs out: any process that has time. A run that a process leaves, or dies at, waits in the database for the next one. */

/** What is told of runs as they begin and end, and of what failed by our own fault. */
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

/** When to stop. */
export interface Until {
  /** Whether to begin nothing more. */
  isOver(): boolean;
  /** Aborted when what is under way must be left, too. */
  left: AbortSignal;
}

let build: string | undefined;
/** What reads files, as they are kept: read once, because it is made from all of the code. */
const currentBuild = (): string => {
  build ??= buildHash();
  return build;
};

/** Carries out one run that was taken. @throws CatalogueError database-unavailable */
async function workAt(run: TakenRun, { context, outgoing, log = SILENT }: ImporterOptions, until: Until) {
  const { db, clock } = context;
  const source = await readSourceById(db, run.sourceId);
  if (!source) return;
  const federation = source.federationId ? await findFederation(db, source.federationId) : undefined;
  const lost = new AbortController();
  const renewing = setInterval(() => {
    renewRun(db, run, clock()).then(
      (ours) => ours ?? lost.abort(),
      // The next time will tell.
      () => {},
    );
  }, RENEW_MS).unref();
  const left = AbortSignal.any([lost.signal, until.left]);
  // One for each request under way.
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
      // Not released: it waits, as after the death of a process, and is given up after some such.
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
 * Carries out runs, one after the other, until none is left that nobody is at; returns how many it was at.
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

/** Carries runs out in the background of a process; what is under way is left when it stops. */
export function createImporter(options: ImporterOptions): Worker {
  const { db, clock, newId } = options.context;
  return createWorker({
    // One long run does not keep others waiting.
    ...{ atOnce: 2, pollMs: 15_000 },
    take: (most) => takeRuns(db, newId(), clock(), most),
    carryOut: (run, left) => workAt(run, options, { isOver: () => left.aborted, left }),
    // It is tried again at the next look.
    onFailed: (error) => options.log?.onFailed(error),
  });
}
