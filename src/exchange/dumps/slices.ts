import { setImmediate as nextTurn } from 'node:timers';

/**
 * Time for work that nobody waits for, on the one thread of requests: in turns of the event loop that have nothing else
 * to do, one slice a turn, whoever wants it in the order of asking. A long match runs in slices too, and each of them
 * would else have a longer one of a dump behind it.
 */
export interface Slices {
  /** Resolves when the next slice may begin. */
  next(): Promise<void>;
}

/** A turn that takes longer had something else to do. */
const IDLE_TURN_MS = 1;
/** In a process that is never idle: a slice as often, so that a connection is not closed for its silence. */
const PATIENCE_MS = 100;

export function idleSlices(now: () => number = () => performance.now()): Slices {
  const waiting: (() => void)[] = [];
  let turnBegunAt = 0;
  let lastBegunAt = 0;
  const look = (): void => {
    const at = now();
    const isIdle = at - turnBegunAt <= IDLE_TURN_MS;
    turnBegunAt = at;
    if (isIdle || at - lastBegunAt >= PATIENCE_MS) {
      lastBegunAt = at;
      waiting.shift()?.();
    }
    if (waiting.length > 0) nextTurn(look);
  };
  return {
    next: () =>
      new Promise((resolve) => {
        // What this dump has just done is no work of others.
        turnBegunAt = now();
        waiting.push(resolve);
        if (waiting.length === 1) nextTurn(look);
      }),
  };
}
