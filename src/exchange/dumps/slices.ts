import { setTimeout as after, setImmediate as nextTurn } from 'node:timers';

/**
 * Schedules low-priority work on the thread that answers requests. Callers get one time slice each, in the order in
 * which they asked, in event loop turns without other work. The process rests between slices: on a busy machine the
 * system would schedule a process that never rests later, and requests would wait.
 */
export interface Slices {
  /** Resolves when the next slice may start. */
  next(): Promise<void>;
}

/** Duration of a slice, during which the process does nothing else. */
export const SLICE_MS = 4;
/** Time between the starts of slices: all dumps together use a third of the time. */
const EVERY_MS = 12;
/** A turn that takes longer had other work. */
const IDLE_TURN_MS = 1;
/** In a process that is never idle, a slice starts after this time, so that no connection is closed as silent. */
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
