import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import type { LivenessOrders } from './liveness.ts';

/** A thread that tells for how long the other one has done a single thing, while that one could not. */
const { beats, host, port, everyMs, mostMs } = workerData as LivenessOrders;

/** How much later than it should the main loop is. */
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
