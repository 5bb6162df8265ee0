import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** The settings of the thread: where to read the last beat of the main loop, and the limits. */
export interface LivenessOrders {
  /** The time of the last beat in nanoseconds of the monotonic clock, which both threads share. */
  beats: BigInt64Array;
  host: string;
  port: number;
  everyMs: number;
  mostMs: number;
}

const BEAT_MS = 100;
/** Far longer than any request may block the loop: after this, the process should be restarted. */
const LIVENESS_MOST_MS = 30_000;

// In a build, the compiled program is in this folder; when run from sources, a JavaScript file makes the thread read
// the TypeScript.
const PROGRAM = new URL(`./liveness-worker.${import.meta.url.endsWith('.ts') ? 'mjs' : 'js'}`, import.meta.url);

/**
 * Answers `/healthz` on a separate port, from a separate thread: with the lag of the main loop, and with 503 above
 * `mostMs`. So a probe gets an answer while the loop is blocked or the port of the service is crowded.
 * @returns the port, and a function that ends the thread
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
