import { CatalogueError } from './errors.ts';

/** Computations that share the main thread end within this time, as far as those before them tell. */
const ENDS_WITHIN_MS = 400;
/** Fewer are never refused, however long each takes: slow computations or a busy machine are not overload. */
const FEW = 3;
/** Weight of the latest computation in the running mean of the time that one takes, once so many have ended. */
const WEIGHT = 1 / 16;
/** What one is taken to need until some have ended. */
const FIRST_TAKES_MS = 50;

const RETRY_SECONDS = 2;

const overloaded = (): CatalogueError =>
  new CatalogueError(
    'overloaded',
    {
      fr: `Trop de demandes arrivent en même temps. Réessayez dans ${RETRY_SECONDS} secondes.`,
      en: `Too many requests are arriving at once. Try again in ${RETRY_SECONDS} seconds.`,
    },
    { retryAfterSeconds: RETRY_SECONDS },
  );

/** Both are created once: they do not depend on the request, and under overload they are used thousands of times. */
export const OVERLOADED = overloaded();
/** More was to be computed than soon ends. */
export const TOO_MUCH_TO_COMPUTE = overloaded();

interface Admission {
  /**
   * Called once for a request that nobody has to sign in for, before anything is computed or written.
   * @throws CatalogueError overloaded (`TOO_MUCH_TO_COMPUTE`) when one more computation would end too late
   */
  requireRoom(): void;
  /** A computation has ended, after so many milliseconds of the thread. */
  noteEnd(spentMs: number): void;
}

/**
 * Keeps computations that take turns on one thread to as many as soon end. Each additional one delays all that run:
 * without a limit, a crowd is answered when it has long gone.
 * @param waiting how many wait for their turn
 */
export function createAdmission(waiting: () => number): Admission {
  let takesMs = FIRST_TAKES_MS;
  let ended = 0;
  return {
    requireRoom: () => {
      const before = waiting();
      if (before >= FEW && (before + 1) * takesMs > ENDS_WITHIN_MS) throw TOO_MUCH_TO_COMPUTE;
    },
    noteEnd: (spentMs) => {
      // The first one finds no code compiled and takes ten times as long.
      if (ended++ === 0) return;
      takesMs += (spentMs - takesMs) * Math.max(WEIGHT, 1 / (ended - 1));
    },
  };
}
