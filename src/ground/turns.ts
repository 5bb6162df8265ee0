import { setImmediate as nextRound } from 'node:timers/promises';

/**
 * Long computations on the one thread of requests, in slices: one slice at a time, and requests in between. Each may take
 * hundreds of milliseconds, and everybody else would wait as long.
 */
export interface Turns {
  /** Begins a computation. */
  take(): Turn;
}

export interface Turn {
  /** Whether the present slice has lasted long enough. */
  isOver(): boolean;
  /** The next slice: after the requests that wait, and after one slice of each other computation. */
  next(): Promise<void>;
}

/** What a request may wait for a slice, and far more than it costs to stop and go on. */
const SLICE_MS = 2;

export function createTurns(now: () => number = () => performance.now()): Turns {
  const waiting: (() => void)[] = [];
  const serve = (): void => {
    waiting.shift()?.();
    // Arrived requests are read between two rounds of the event loop: one slice a round, however many want one.
    if (waiting.length > 0) setImmediate(serve);
  };
  return {
    take: () => {
      let end = now() + SLICE_MS;
      return {
        isOver: () => now() >= end,
        next: () =>
          new Promise((resolve) => {
            waiting.push(() => {
              end = now() + SLICE_MS;
              resolve();
            });
            if (waiting.length === 1) setImmediate(serve);
          }),
      };
    },
  };
}

/** Runs steps to their end, a slice at a time, from the next slice on. */
export async function inTurns<T>(turns: Turns, steps: Iterator<'pause', T>): Promise<T> {
  const turn = turns.take();
  await turn.next();
  return await goOn(turn, steps);
}

/** Runs steps to their end, a slice at a time, from the present slice on: what is short waits for nobody. */
export async function goOn<T>(turn: Turn, steps: Iterator<'pause', T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (turn.isOver()) await turn.next();
  }
}

/** Items of a long list that are worked on before others get their turn. */
export const ITEMS_A_SLICE = 50;

/** Makes something of each item of a list, however long it is, and however long each of them takes. */
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

/** Makes something of each item, a pause after each. */
export function* mapWithPauses<T, R>(items: readonly T[], make: (item: T) => R): Generator<'pause', R[], unknown> {
  const made: R[] = [];
  for (const item of items) {
    made.push(make(item));
    yield 'pause';
  }
  return made;
}

/** Runs steps to their end without letting others in. */
export function atOnce<T>(steps: Iterator<'pause', T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
