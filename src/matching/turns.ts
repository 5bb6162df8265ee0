/**
 * Long matches on the one thread of requests, in slices: one slice at a time, and requests in between. A match of the
 * hundred hosts of today takes a millisecond or two, but of ten thousand a tenth of a second for two usages and up to
 * three seconds for ten: everybody else would wait as long.
 */
export interface Turns {
  /** Begins a match. */
  take(): Turn;
}

export interface Turn {
  /** Whether the present slice has lasted long enough. */
  isOver(): boolean;
  /** The next slice: after the requests that wait; for a match that begins, also after those before it. */
  next(): Promise<void>;
}

/** A match of the hosts of today ends within its first slice, and waits for no other. */
const FIRST_SLICE_MS = 5;
/** What a request may wait for a slice, and far more than it costs to stop and go on. */
const SLICE_MS = 2;

/**
 * First come, first served: the match at the head goes on until it ends, so that one is held half done and not as many
 * as there are requests.
 */
export function createTurns(now: () => number = () => performance.now()): Turns {
  const waiting: (() => void)[] = [];
  const serve = (): void => {
    waiting.shift()?.();
    // Arrived requests are read between two rounds of the event loop: one slice a round.
    if (waiting.length > 0) setImmediate(serve);
  };
  return {
    take: () => {
      let end = now() + FIRST_SLICE_MS;
      let isUnderWay = false;
      return {
        isOver: () => now() >= end,
        next: () =>
          new Promise((resolve) => {
            const goOn = (): void => {
              end = now() + SLICE_MS;
              resolve();
            };
            if (isUnderWay) waiting.unshift(goOn);
            else waiting.push(goOn);
            isUnderWay = true;
            if (waiting.length === 1) setImmediate(serve);
          }),
      };
    },
  };
}
