import type { FetchLimits } from '../../outgoing/fetch.ts';
import type { SourceKind } from '../../vocabulary/import-terms.ts';

/* What a run may cost, whatever its files say. */

const MINUTE_MS = 60_000;

/** Files of one run. */
export const MOST_FILES = { federation: 20_000, host: 500 } as const;
/** Files that one file names, but for that of a federation. */
export const MOST_NAMED = 500;
/** A federation, an organisation, a service, its metrics; and one more for a federation of federations. */
export const MOST_DEPTH = 4;
/** Of all files of one run, and how long all of them may take. */
export const MOST_BYTES = 200_000_000;
export const MOST_MS = 180 * MINUTE_MS;
/** Told of one file. */
export const MOST_PROBLEMS = 50;

/** Files that are asked for before the next ones are looked up. */
export const AT_A_TIME = 200;
export const SITES_AT_ONCE = 6;
export const AT_ONCE_A_SITE = 2;
/** A site that gave no answer so often, one after the other, is not asked again in this run. */
export const FAILURES_OF_A_SITE = 3;

const common = { milliseconds: 10_000, httpsOnly: false } as const;
export const FETCH_LIMITS: Readonly<Record<SourceKind, FetchLimits>> = {
  chatonsinfos: { ...common, bytes: 256_000, redirects: 'any' },
  // It writes as the host: it must come from the very name of the host.
  bercail: { ...common, bytes: 1_000_000, redirects: 'same-host', httpsOnly: true },
};

/** The first file of a federation names thousands of others. */
export const FIRST_FILE_BYTES = 2_000_000;

/** What was read longer ago is read again, whatever its site says: what lay in the future then may have come. */
export const READ_AGAIN_DAYS = 30;

/** Runs that one source may be asked for, beside those of every day. */
export const RUNS_AN_HOUR = 6;
export const EVERY_DAYS = 1;
/** Runs that are kept: the last ones, and all of the last days. */
export const KEPT_RUNS = 5;
export const KEPT_DAYS = 30;

/** A process that says nothing for so long is dead. */
export const LEASE_MS = 30_000;
export const RENEW_MS = 10_000;
/** A run at which so many processes died is given up. */
export const MOST_DEATHS = 3;
