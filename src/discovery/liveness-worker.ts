import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import type { LivenessOrders } from './liveness.ts';

/** A thread that reports how long the main loop has been blocked: the main thread cannot report that itself. */
const { beats, host, port, everyMs, mostMs } = workerData as LivenessOrders;

/** How late the main loop is, in milliseconds. */
function lagMs(): number {
  const since = Number((process.hrtime.bigint() - Atomics.load(beats, 0)) / 1_000_000n);
  return Math.max(0, since - everyMs);
}

const server = createServer(({ url = '' }, response) => {
  const lag = lagMs();
  const isKnown = url.split('?', 1)[0] === '/healthz';
  const isAlive = lag <= mostMs;
  response.writeHead(isKnown ? (isAlive ? 200 : 503) : 404, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(isKnown ? { state: isAlive ? 'alive' : 'held', lagMs: lag } : { state: 'unknown' }));
});
server.listen({ host, port }, () => parentPort!.postMessage((server.address() as { port: number }).port));
