import { CatalogueError } from './errors.ts';

/** Computations that share the main thread end within this time, as far as those before them tell. */
const ENDS_WITHIN_MS = 400;
/** Fewer are never refused, however long each takes: slow computations or a busy machine are not overload. */
const FEW = 3;
/** Weight of the latest computation in the running mean of the time that one takes. */
const WEIGHT = 1 / 16;

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

export interface Admission {
  /**
   * Runs a computation that takes turns with others.
   * @throws CatalogueError overloaded (`TOO_MUCH_TO_COMPUTE`), before it begins, when it would end too late
   */
  run<T>(compute: () => Promise<T>): Promise<T>;
}

/**
 * Admits as many computations as end soon. Each additional one delays all that run: without a limit, a crowd is
 * answered when it has long gone.
 */
export function createAdmission(now: () => number = () => performance.now()): Admission {
  let running = 0;
  let takesMs = 0;
  /** When the last one ended, or the first of those that run began. */
  let since = 0;
  return {
    run: async (compute) => {
      if (running === 0) since = now();
      // Just after a start none has ended yet, and the first ones take long.
      const eachMs = Math.max(takesMs, now() - since);
      if (running >= FEW && (running + 1) * eachMs > ENDS_WITHIN_MS) throw TOO_MUCH_TO_COMPUTE;
      running++;
      try {
        return await compute();
      } finally {
        running--;
        takesMs += (now() - since - takesMs) * WEIGHT;
        since = now();
      }
    },
  };
}
