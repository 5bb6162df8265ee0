import type { FetchLimits, Outgoing } from '../../outgoing/fetch.ts';
import type { Context } from '../../record/context.ts';
import type { SourceKind } from '../../vocabulary/import-terms.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import type { LeasedRun, SourceRow } from './store.ts';

/* Limits of a run, whatever its files contain. */

const MINUTE_MS = 60_000;

/** Maximum number of files in one run. */
export const MOST_FILES = { federation: 20_000, host: 500 } as const;
/** Maximum number of files that one file names, except the file of a federation. */
export const MOST_NAMED = 500;
/** A federation, an organisation, a service, its metrics; and one more level for a federation of federations. */
export const MOST_DEPTH = 4;
/** Limits for all files of one run: total size and duration. */
export const MOST_BYTES = 200_000_000;
export const MOST_MS = 180 * MINUTE_MS;
/** Maximum number of problems reported for one file. */
export const MOST_PROBLEMS = 50;

/** Number of files in one batch of the queue. */
export const AT_A_TIME = 200;
export const SITES_AT_ONCE = 6;
export const AT_ONCE_A_SITE = 2;
/** After so many consecutive failures, a site is not requested again in this run. */
export const FAILURES_OF_A_SITE = 3;

const common = { milliseconds: 10_000, httpsOnly: false } as const;
export const FETCH_LIMITS: Readonly<Record<SourceKind, FetchLimits>> = {
  chatonsinfos: { ...common, bytes: 256_000, redirects: 'any' },
  // The document changes the entry in the host's name, so redirects must stay on the same host name.
  bercail: { ...common, bytes: 1_000_000, redirects: 'same-host', httpsOnly: true },
};

/** The first file of a federation names thousands of others. */
export const FIRST_FILE_BYTES = 2_000_000;

/**
 * A file that was read longer ago is read again, even if its site says that it has not changed: a date that was in the
 * future then may have passed.
 */
export const READ_AGAIN_DAYS = 30;

/** Maximum number of requested runs of a source per hour, in addition to the daily runs. */
export const RUNS_AN_HOUR = 6;
export const EVERY_DAYS = 1;
/** How many runs are kept: the last ones, and all runs of the last days. */
export const KEPT_RUNS = 5;
export const KEPT_DAYS = 30;

/** A process that does not renew its lease for so long is considered dead. */
export const LEASE_MS = 30_000;
export const RENEW_MS = 10_000;
/** A run in which more processes died than this is given up. */
export const MOST_DEATHS = 3;

/* What a process needs to carry out a run, and how it learns that it must leave the run. */

export interface RunWork {
  context: Omit<Context, 'caller'>;
  outgoing: Outgoing;
  /** The build of the reader: files read by another build are read again. */
  build: string;
  /** Writes the problems of files. */
  say: Readonly<Record<Language, Speaker>>;
  run: LeasedRun;
  source: SourceRow;
  /** The federation that owns the source; undefined: the source belongs to a host. */
  federation: { id: string; slug: string } | undefined;
  /** Whether to start nothing new: the time is used up, or the process stops. */
  isOver(): boolean;
  /** Aborted when work in progress must be abandoned too. */
  left: AbortSignal;
  /** Called on internal errors. */
  onFailed(error: unknown): void;
}

/** Thrown when the run must be left as it is: it continues later, or in another process. */
export class RunLeft extends Error {
  override name = 'RunLeft';
}

export const requireGoingOn = ({ isOver }: Pick<RunWork, 'isOver'>): void => {
  if (isOver()) throw new RunLeft();
};

/** Waits for a promise; throws RunLeft if the run must be left first. */
export function unlessLeft<T>(left: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new RunLeft());
    if (left.aborted) leave();
    left.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => left.removeEventListener('abort', leave));
  });
}
