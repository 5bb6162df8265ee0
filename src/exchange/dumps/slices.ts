import { setTimeout as after, setImmediate as nextTurn } from 'node:timers';

/**
 * Time for work that nobody waits for, on the one thread of requests: one slice at a time, whoever wants it in the order
 * of asking, in turns of the event loop that have nothing else to do. Between them the process rests: one that is never
 * at rest is run later by a busy machine, and whoever asks something of it waits.
 */
export interface Slices {
  /** Resolves when the next slice may begin. */
  next(): Promise<void>;
}

/** For how long a slice keeps the process from looking at anything else. */
export const SLICE_MS = 4;
/** From one slice to the next: all dumps together take a third of the time. */
const EVERY_MS = 12;
/** A turn that takes longer had something else to do. */
const IDLE_TURN_MS = 1;
/** In a process that is never idle: a slice as often, so that a connection is not closed for its silence. */
const PATIENCE_MS = 100;

export function idleSlices(now: () => number = () => performance.now()): Slices {
  const waiting: (() => void)[] = [];
  let turnBegunAt = 0;
  let sliceBegunAt = 0;
  const wait = (): void => {
    after(
      () => {
        turnBegunAt = now();
        nextTurn(look);
      },
      EVERY_MS - (now() - sliceBegunAt),
    );
  };
  const look = (): void => {
    const at = now();
    const isIdle = at - turnBegunAt <= IDLE_TURN_MS;
    turnBegunAt = at;
    if (!isIdle && at - sliceBegunAt < PATIENCE_MS) return void nextTurn(look);
    sliceBegunAt = at;
    waiting.shift()?.();
    if (waiting.length > 0) wait();
  };
  return {
    next: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 1) wait();
      }),
  };
}
