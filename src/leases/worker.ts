import { setTimeout as wait } from 'node:timers/promises';

/** What a process works at, piece by piece. */
export interface Work<T> {
  /** Pieces under way at once. */
  atOnce: number;
  /** How often to look for what has become due. */
  pollMs: number;
  /** Queues what has come up since the last time. */
  fill?(stopping: AbortSignal): Promise<void>;
  /** Takes what is due, at most so many pieces. */
  take(most: number): Promise<readonly T[]>;
  /** @param stopping aborted when the process is about to end */
  carryOut(piece: T, stopping: AbortSignal): Promise<void>;
  /** Called at the first failure of several in a row; the work is tried again at the next look. */
  onFailed(error: unknown): void;
}

export interface Worker {
  /** Works at all that is due, until nothing is. */
  run(): Promise<void>;
  /** Does so now and again until it is stopped; the timer does not keep the process alive. */
  start(): void;
  /** Says that there is something to do; returns at once. */
  wake(): void;
  /** Takes nothing more, and waits for what is under way or was just taken. */
  stop(): Promise<void>;
}

/** Pieces that end at nearly the same time are replaced together. */
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
      // A call that comes during the filling asks for another one; a filling that failed is tried again.
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
        // What failed is not tried again and again without a pause.
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
