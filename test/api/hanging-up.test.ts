import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';

const logged: Record<string, unknown>[] = [];
const api = useApp({ logged: (line) => void logged.push(JSON.parse(line)) });

beforeAll(async () => {
  await api.federation({ slug: 'haies' });
  await api.app.listen({ host: '127.0.0.1', port: 0 });
});
beforeEach(() => {
  logged.length = 0;
});

/** Begins a request and hangs up in the middle of its body. */
async function hangUp(head: string, body: string): Promise<void> {
  const { port } = api.app.server.address() as AddressInfo;
  const begun = once(api.app.server, 'request');
  const socket = connect(port, '127.0.0.1');
  socket.write(`${head}\r\nhost: x\r\ncontent-length: 1000\r\nauthorization: Bearer ${ADMIN_TOKEN}\r\n\r\n${body}`);
  await begun;
  await wait(50);
  socket.resetAndDestroy();
}

describe('a client that hangs up in the middle of a body', () => {
  it.each([
    ['JSON', 'POST /v1/matches HTTP/1.1\r\ncontent-type: application/json', '{"usages":'],
    ['a form', 'POST /match HTTP/1.1\r\ncontent-type: application/x-www-form-urlencoded', 'a=b'],
    ['a sheet', 'PUT /v1/federations/haies/members.csv HTTP/1.1\r\ncontent-type: text/csv', 'host;'],
  ])('leaves one quiet line in the log, and no word of the database: %s', async (_what, head, body) => {
    await hangUp(head, body);
    await vi.waitFor(() => expect(logged.map(({ msg }) => msg)).toContain('request'), { timeout: 20_000 });
    await wait(50);
    expect(logged.map(({ level, msg, status }) => [level, msg, status])).toEqual([[30, 'request', 499]]);
    expect((await api.ask('GET', '/readyz')).body).toEqual({ state: 'ready' });
  });
});
