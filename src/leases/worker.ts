import { setTimeout as wait } from 'node:timers/promises';

export interface Work<T> {
  atOnce: number;
  /** How often to look for due pieces. */
  pollMs: number;
  /** Queues what has become due since the last call. */
  fill?(stopping: AbortSignal): Promise<void>;
  /** Takes up to `most` due pieces. */
  take(most: number): Promise<readonly T[]>;
  /** @param stopping aborted when the process is about to end */
  carryOut(piece: T, stopping: AbortSignal): Promise<void>;
  /** Called at the first of several failures in a row; the work is tried again at the next look. */
  onFailed(error: unknown): void;
}

export interface Worker {
  /** Works until nothing is due. */
  run(): Promise<void>;
  /** Works periodically until stopped. The timer does not keep the process alive. */
  start(): void;
  /** Signals that something may be due; returns at once. */
  wake(): void;
  /** Takes no more pieces, and waits for those that were taken. */
  stop(): Promise<void>;
}

/** Waits this long after a piece ends, so that several that end together are replaced in one query. */
const TOGETHER_MS = 10;

export function createWorker<T>({ atOnce, pollMs, fill, take, carryOut, onFailed }: Work<T>): Worker {
  const stopping = new AbortController();
  const { signal } = stopping;
  const underWay = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let isWoken = false;
  let isToFill = false;
  let hasFailed = false;

  const fail = (error: unknown): void => {
    if (!hasFailed) onFailed(error);
    hasFailed = true;
  };
  const look = async (): Promise<void> => {
    if (isToFill) {
      // A signal during `fill` asks for another `fill`; a failed `fill` is repeated.
      isToFill = false;
      await fill?.(signal).catch((error: unknown) => {
        isToFill = true;
        throw error;
      });
    }
    const room = atOnce - underWay.size;
    for (const piece of room > 0 && !signal.aborted ? await take(room) : []) {
      const going: Promise<void> = carryOut(piece, signal)
        .finally(() => underWay.delete(going))
        // After a failure, wait for the next look instead of retrying at once.
        .then(wake, fail);
      underWay.add(going);
    }
  };
  const goOn = async (): Promise<void> => {
    try {
      while (isWoken && !signal.aborted) {
        if (underWay.size > 0) await wait(TOGETHER_MS);
        isWoken = false;
        await look().then(() => {
          hasFailed = false;
        }, fail);
      }
    } finally {
      looking = undefined;
    }
  };
  const wake = (): void => {
    if (signal.aborted) return;
    isWoken = true;
    looking ??= goOn();
  };
  const tick = (): void => {
    isToFill = true;
    wake();
  };
  const untilIdle = async (): Promise<void> => {
    while (looking || underWay.size > 0) await Promise.all([looking, ...underWay]);
  };
  return {
    run: () => {
      tick();
      return untilIdle();
    },
    start: () => {
      timer = setInterval(tick, pollMs).unref();
    },
    wake,
    stop: () => {
      stopping.abort();
      clearInterval(timer);
      return untilIdle();
    },
  };
}
