import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import fastify from 'fastify';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { CatalogueError } from '../../src/ground/errors.ts';
import { addLoadLimits } from '../../src/http/asking/load.ts';

/** Keeps the process busy, as a computation does. */
const compute = (milliseconds: number) => {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
};

/** A server on which a match takes a while, and its clients, who have a connection each. */
async function busyServer({ trustProxy = false } = {}) {
  const app = fastify({ trustProxy });
  const done: string[] = [];
  app.setErrorHandler((error: CatalogueError, _request, reply) => {
    done.push('refusal');
    return reply.code(503).send(error.code);
  });
  addLoadLimits(app, () => false);
  app.get('/match', async () => {
    compute(1);
    done.push('match');
    return 'found';
  });
  app.get('/healthz', { config: { quota: false } }, async () => {
    done.push('probe');
    return 'alive';
  });
  const sockets: Socket[] = [];
  let accepted = 0;
  app.server.on('connection', () => accepted++);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const connected = async (path: string) => {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    await once(socket, 'connect');
    return {
      send: (headers = '') => socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n${headers}\r\n`),
      answer: async () => String((await once(socket, 'data'))[0]).split('\r\n\r\n')[1] ?? '',
    };
  };
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    return app.close();
  });
  return {
    done,
    crowd: async (people: number, path = '/match') => {
      const before = accepted;
      const all = await Promise.all(Array.from({ length: people }, () => connected(path)));
      // Node accepts one connection in each round: a crowd is on connections that it has.
      while (accepted < before + people) await new Promise((resolve) => setImmediate(resolve));
      return all;
    },
  };
}

test('of a crowd that comes at once, those are answered for whom there is time; the rest is refused early, but for probes', async () => {
  const { crowd, done } = await busyServer();
  const [probe] = await crowd(1, '/healthz');
  const all = await crowd(100);
  for (const one of [...all, probe!]) one.send();
  const [alive, ...answers] = await Promise.all([probe!, ...all].map((one) => one.answer()));
  expect(alive).toBe('alive');
  expect(new Set(answers)).toEqual(new Set(['found', 'overloaded']));
  expect(answers.filter((text) => text === 'found').length).toBeGreaterThanOrEqual(40);
  expect(done.indexOf('probe')).toBeLessThan(done.lastIndexOf('match'));
  expect(done.indexOf('refusal')).toBeLessThan(done.lastIndexOf('match'));
  // Whoever comes afterwards is answered again.
  const [next] = await crowd(1);
  next!.send();
  expect(await next!.answer()).toBe('found');
});

test('whoever comes new is answered before all that a crowd asked for is done; of few nobody is refused', async () => {
  const { crowd, done } = await busyServer();
  const all = await crowd(40);
  for (const one of all) one.send();
  const answers = Promise.all(all.map((one) => one.answer()));
  while (done.length === 0) await new Promise((resolve) => setImmediate(resolve));
  const [newcomer] = await crowd(1, '/healthz');
  newcomer!.send();
  expect(await newcomer!.answer()).toBe('alive');
  expect(new Set(await answers)).toEqual(new Set(['found']));
  expect(done.indexOf('probe')).toBeLessThan(done.lastIndexOf('match'));
});

test('whoever asks again at once after a refusal is not read for a while; behind a proxy others come on the connection', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  /** Asks again on a connection that was refused, and gives up its place to one who is new. */
  const impatient = async ({ crowd, done }: Awaited<ReturnType<typeof busyServer>>, headers: string) => {
    const all = await crowd(100);
    for (const one of all) one.send(headers);
    const answers = await Promise.all(all.map((one) => one.answer()));
    done.length = 0;
    const again = all[answers.indexOf('overloaded')]!;
    again.send(headers);
    const answer = again.answer();
    const [newcomer] = await crowd(1);
    newcomer!.send();
    await newcomer!.answer();
    return { answer, done };
  };
  const direct = await impatient(await busyServer(), '');
  expect(direct.done).toEqual(['match']);
  vi.advanceTimersByTime(1_000);
  expect(await direct.answer).toBe('found');
  const proxied = await impatient(await busyServer({ trustProxy: true }), 'x-forwarded-for: 192.0.2.1\r\n');
  expect(await proxied.answer).toBe('found');
});
