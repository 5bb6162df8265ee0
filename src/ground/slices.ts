import { setImmediate as nextRound } from 'node:timers/promises';

/**
 * Runs long computations on the main thread in short slices, with waiting requests handled in between. Each computation
 * may take hundreds of milliseconds, and would otherwise delay every request by that.
 */
interface Slices {
  /** Begins a computation. */
  take(): Slice;
  /** How many computations wait for their next slice. */
  waiting(): number;
}

export interface Slice {
  /** Whether the present slice has used up its time. */
  isOver(): boolean;
  /** Waits for the next slice: waiting requests, and one slice of each other computation, come first. */
  next(): Promise<void>;
  /** Waits for work that is done elsewhere: this thread is free meanwhile. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Milliseconds of this thread so far. */
  spentMs(): number;
}

/** Length of a slice: an acceptable delay for a request, and far more than the cost of switching. */
const SLICE_MS = 2;

export function createSlices(now: () => number = () => performance.now()): Slices {
  const waiting: (() => void)[] = [];
  const serve = (): void => {
    waiting.shift()?.();
    // Node reads new requests between two turns of the event loop, so run only one slice per turn, however many wait.
    if (waiting.length > 0) setImmediate(serve);
  };
  return {
    waiting: () => waiting.length,
    take: () => {
      let begunAt = now();
      let before = 0;
      const leave = (): void => {
        before += now() - begunAt;
      };
      const comeBack = (): void => {
        begunAt = now();
      };
      return {
        isOver: () => now() >= begunAt + SLICE_MS,
        next: () => {
          leave();
          return new Promise((resolve) => {
            waiting.push(() => {
              comeBack();
              resolve();
            });
            if (waiting.length === 1) setImmediate(serve);
          });
        },
        during: async (work) => {
          leave();
          return await work.finally(comeBack);
        },
        spentMs: () => before + now() - begunAt,
      };
    },
  };
}

/** Runs all steps in slices, beginning with the next slice. */
export async function runInSlices<T>(slices: Slices, steps: Iterator<'pause', T>): Promise<T> {
  const slice = slices.take();
  await slice.next();
  return await continueRun(slice, steps);
}

/** Runs all steps in slices, beginning in the present slice: a short computation does not wait. */
export async function continueRun<T>(slice: Slice, steps: Iterator<'pause', T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (slice.isOver()) await slice.next();
  }
}

/** Items of a long list to process before other work can run. */
export const ITEMS_A_SLICE = 50;

/** Maps a list of any length, yielding to other work in between. */
export async function mapInSlices<T, R>(items: readonly T[], make: (item: T) => R): Promise<R[]> {
  const made: R[] = [];
  let end = performance.now() + SLICE_MS;
  for (const [index, item] of items.entries()) {
    if (index > 0 && (index % ITEMS_A_SLICE === 0 || performance.now() >= end)) {
      await nextRound();
      end = performance.now() + SLICE_MS;
    }
    made.push(make(item));
  }
  return made;
}

/** Maps a list, with a pause after each item. */
export function* mapWithPauses<T, R>(items: readonly T[], make: (item: T) => R): Generator<'pause', R[], unknown> {
  const made: R[] = [];
  for (const item of items) {
    made.push(make(item));
    yield 'pause';
  }
  return made;
}

/** Runs all steps without a pause. */
export function runAtOnce<T>(steps: Iterator<'pause', T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
