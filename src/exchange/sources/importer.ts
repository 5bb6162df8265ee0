import { setMaxListeners } from 'node:events';
import { isPassing } from '../../database/errors.ts';
import type { Outgoing } from '../../outgoing/fetch.ts';
import type { Context } from '../../record/context.ts';
import { findFederation } from '../../record/federations.ts';
import { buildHash } from '../../version.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import { LEASE_MS, RENEW_MS } from './limits.ts';
import { carryOut } from './run.ts';
import { type RunRow, readSourceById, releaseRun, renewRun, takeRun } from './store.ts';
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

const leaseFrom = (now: Date): Date => new Date(now.getTime() + LEASE_MS);

/** Carries out one run that was taken. @throws CatalogueError database-unavailable */
async function workAt(run: RunRow, by: string, { context, outgoing, log = SILENT }: ImporterOptions, until: Until) {
  const { db, clock } = context;
  const source = await readSourceById(db, run.sourceId);
  if (!source) return;
  const federation = source.federationId ? await findFederation(db, source.federationId) : undefined;
  const lost = new AbortController();
  const renewing = setInterval(() => {
    renewRun(db, run.id, by, leaseFrom(clock())).then(
      (isOurs) => isOurs || lost.abort(),
      // The next time will tell.
      () => {},
    );
  }, RENEW_MS).unref();
  const left = AbortSignal.any([lost.signal, until.left]);
  // One for each request under way.
  setMaxListeners(0, left);
  const work: Work = {
    ...{ context, outgoing, by, run, source, federation, build: currentBuild() },
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
    await releaseRun(db, run.id, by);
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
    const by = newId();
    const now = clock();
    const run = await takeRun(db, { by, now, until: leaseFrom(now) });
    if (!run) return count;
    await workAt(run, by, options, until);
  }
}

/** Carries runs out in the background of a process. */
export interface Importer {
  /** Says that there is something to do; returns at once. */
  begin(): void;
  /** Looks for what others left, now and again: a process that was killed says nothing. The timer keeps no process alive. */
  watch(): void;
  /** Leaves what is under way, and waits until nothing is written any more. */
  stop(): Promise<void>;
}

/** One long run does not keep others waiting. */
const LANES = 2;

const LOOK_EVERY_MS = 15_000;

export function createImporter(options: ImporterOptions): Importer {
  const stopping = new AbortController();
  const until = { isOver: () => stopping.signal.aborted, left: stopping.signal };
  const lanes = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    if (lanes.size >= LANES || stopping.signal.aborted) return;
    const lane: Promise<void> = workOff(options, until)
      .then(
        () => {},
        // It is tried again at the next look.
        (error) => options.log?.onFailed(error),
      )
      .finally(() => lanes.delete(lane));
    lanes.add(lane);
  };
  return {
    begin,
    watch: () => {
      begin();
      timer = setInterval(begin, LOOK_EVERY_MS).unref();
    },
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await Promise.all(lanes);
    },
  };
}
