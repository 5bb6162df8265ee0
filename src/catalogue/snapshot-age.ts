const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A snapshot that is older is not served without a database: it may show what was taken out since. */
const SNAPSHOT_DAYS = 7;

/** No database answers, and the snapshot is too old to be served in its place. */
export class SnapshotTooOldError extends Error {
  constructor(asOf: Date, cause: unknown) {
    super(
      `No database answers, and the snapshot of ${asOf.toISOString()} is not served without one: it is older than ${SNAPSHOT_DAYS} days, or of the future.`,
      { cause },
    );
  }
}

/** Not of the future either: then a clock is wrong, and nobody knows how old it is. */
export const isRecent = (asOf: Date, now: Date): boolean => {
  const age = now.getTime() - asOf.getTime();
  return age <= SNAPSHOT_DAYS * DAY_MS && age >= -HOUR_MS;
};
