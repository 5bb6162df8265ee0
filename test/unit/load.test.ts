import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import type { CatalogueError } from '../../src/ground/errors.ts';
import { addLoadLimits } from '../../src/http/asking/load.ts';

/** Keeps the process busy, as a computation does. */
const compute = (milliseconds: number) => {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
};

test('of a crowd that comes at once, those are answered for whom there is time; the rest is refused early, but for probes', async () => {
  const app = fastify();
  app.setErrorHandler((error: CatalogueError, _request, reply) => reply.code(503).send(error.code));
  addLoadLimits(app, () => false);
  app.get('/match', async () => {
    compute(40);
    return 'found';
  });
  app.get('/healthz', { config: { quota: false } }, async () => 'alive');
  let accepted = 0;
  app.server.on('connection', () => accepted++);
  await app.listen({ host: '127.0.0.1', port: 0 });
  // Its first turn.
  await new Promise((resolve) => setTimeout(resolve, 200));
  const { port } = app.server.address() as AddressInfo;
  const ask = async (path: string) => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return {
      send: () => socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
      answer: async () => {
        let text = '';
        for await (const chunk of socket) text += chunk;
        return text.split('\r\n\r\n')[1];
      },
    };
  };
  const all = await Promise.all([...Array.from({ length: 60 }, () => ask('/match')), ask('/healthz')]);
  // Node accepts one connection at each turn: a crowd is on connections that it has.
  while (accepted < all.length) await new Promise((resolve) => setTimeout(resolve, 10));
  for (const one of all) one.send();
  const answers = await Promise.all(all.map((one) => one.answer()));
  expect(answers.pop()).toBe('alive');
  expect(answers.filter((text) => text === 'found').length).toBeGreaterThanOrEqual(12);
  expect(answers.filter((text) => text === 'overloaded').length).toBeGreaterThanOrEqual(12);
  expect(new Set(answers)).toEqual(new Set(['found', 'overloaded']));
  // Whoever comes afterwards is answered again.
  const next = await ask('/match');
  next.send();
  expect(await next.answer()).toBe('found');
  await app.close();
});
