import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDataFolder } from '../support/pglite-template.ts';
import { startServer } from '../support/server.ts';

/* A server as people run it, and clients that do not do as they should. */

let folder: string;
let server: Awaited<ReturnType<typeof startServer>>;
const sockets: Socket[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bercail-holding-'));
  makeDataFolder(folder);
  server = await startServer(folder, { SEED: 'none' });
}, 90_000);
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function silent(): Promise<Socket> {
  const socket = connect(Number(new URL(server.address).port), '127.0.0.1').on('error', () => {});
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}
const BODY = '{"usages":[{"usage":"file-storage-sharing"}]}';
const HALF = `POST /v1/matches HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY.slice(0, 5)}`;

test('a server that is told to stop closes silent connections at once, answers what comes to its end, waits for no half body, and gives its folder back', async () => {
  const silents = await Promise.all(Array.from({ length: 20 }, silent));
  const [half, slow] = [await silent(), await silent()];
  for (const socket of [half, slow]) socket.write(HALF);
  // It has seen them all once it answers others.
  for (let i = 0; i < 30; i++) expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
  let answer = '';
  slow.setEncoding('utf8').on('data', (chunk) => (answer += chunk));
  const closed = Promise.all(silents.map((socket) => once(socket, 'close')));
  const stopped = server.stop();
  await closed;
  expect([half.closed, slow.closed]).toEqual([false, false]);
  slow.write(BODY.slice(5));
  await once(slow, 'close');
  expect(answer).toMatch(/^HTTP\/1.1 200 OK/);
  expect((await stopped).code).toBe(0);
  expect(readdirSync(folder).filter((name) => name.startsWith('lock.'))).toEqual([]);
});
