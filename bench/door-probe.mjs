import { get } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/*
 * Asks /healthz on new connections until the time is over, in a thread of its own: what the crowd's own process takes is
 * not felt by a newcomer.
 */
const { base, seconds, everyMs } = workerData;
const until = performance.now() + seconds * 1000;
const probes = [];
let reset = 0;
while (performance.now() < until) {
  const from = performance.now();
  await new Promise((resolve) => {
    get(`${base}/healthz`, { agent: false }, (response) => response.resume().on('end', resolve).on('error', resolve))
      .on('close', resolve)
      .on('error', () => reset++);
  });
  probes.push(performance.now() - from);
  await new Promise((resolve) => setTimeout(resolve, everyMs));
}
parentPort.postMessage({ probes, reset });
