import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What the thread is told: when the main loop went round last, and what to make of it. */
export interface LivenessOrders {
  /** One number, in nanoseconds of the clock that both threads share. */
  beats: BigInt64Array;
  host: string;
  port: number;
  everyMs: number;
  mostMs: number;
}

const BEAT_MS = 100;
/** Far longer than any request may hold the loop: whoever waits so long is better served by a new process. */
export const LIVENESS_MOST_MS = 30_000;

// Built, the program stands beside this file; from sources, one in JavaScript makes the thread read them.
const PROGRAM = new URL(`./liveness-worker.${import.meta.url.endsWith('.ts') ? 'mjs' : 'js'}`, import.meta.url);

/**
 * Answers `/healthz` on a port of its own, from a thread of its own: with the lag of the main loop, and 503 beyond
 * `mostMs`. A probe learns so much while the loop is held, and no crowd on the port of the service is before it.
 * @returns the port, and what ends it
 */
export async function answerFromThread(
  { host, port, mostMs = LIVENESS_MOST_MS }: { host: string; port: number; mostMs?: number },
  onLost: (error: unknown) => void,
): Promise<{ port: number; stop(): Promise<void> }> {
  const beats = new BigInt64Array(new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT));
  const beat = () => void Atomics.store(beats, 0, process.hrtime.bigint());
  beat();
  const timer = setInterval(beat, BEAT_MS).unref();
  const workerData: LivenessOrders = { beats, host, port, everyMs: BEAT_MS, mostMs };
  const worker = new Worker(PROGRAM, { workerData, execArgv: [] });
  const [taken] = (await once(worker, 'message')) as [number];
  worker.on('error', onLost).unref();
  return {
    port: taken,
    stop: async () => {
      clearInterval(timer);
      await worker.terminate();
    },
  };
}
