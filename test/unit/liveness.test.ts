import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerFromThread } from '../../src/discovery/liveness.ts';
import { answerWhileStarting } from '../../src/discovery/starting.ts';
import { freePort } from '../support/ports.ts';

const host = '127.0.0.1';

let ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends) await end();
  ends = [];
});

describe('the thread beside the main loop', () => {
  const thread = async (mostMs?: number) => {
    const { port, stop } = await answerFromThread({ host, port: 0, ...(mostMs && { mostMs }) }, () => {});
    ends.push(stop);
    return `http://${host}:${port}/healthz`;
  };
  /** Asked by another process, while this one does nothing but wait for it. */
  const askWhileHeld = (address: string) => {
    const script = `fetch('${address}').then(async (r) => console.log(JSON.stringify([r.status, await r.json()])))`;
    return JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })) as [number, object];
  };

  it('answers while the loop is held, and tells for how long', async () => {
    const [status, body] = askWhileHeld(await thread());
    expect(status).toBe(200);
    expect(body).toEqual({ state: 'alive', lagMs: expect.any(Number) });
  });

  it('fails once it is held beyond the wait, and no longer than it is', async () => {
    const address = await thread(1);
    expect(askWhileHeld(address)).toMatchObject([503, { state: 'held' }]);
    for (let state = 'held'; state !== 'alive'; )
      ({ state } = (await (await fetch(address)).json()) as { state: string });
  });
});

describe('before the catalogue is loaded', () => {
  it('the process lives and is not ready; whoever asks for more is told to come back', async () => {
    const port = await freePort();
    const address = `http://${host}:${port}`;
    ends.push(await answerWhileStarting({ host, port, publicUrl: 'https://bercail.example' }));
    const alive = await fetch(`${address}/healthz`);
    expect([alive.status, await alive.json()]).toEqual([200, { state: 'alive' }]);
    const ready = await fetch(`${address}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { state: 'starting' }]);
    const asked = await fetch(`${address}/v1/hosts`, { headers: { 'accept-language': 'fr' } });
    expect(asked.headers.get('content-type')).toContain('application/problem+json');
    expect(asked.headers.get('retry-after')).toBe('2');
    expect(await asked.json()).toMatchObject({ status: 503, code: 'starting', title: 'Le service démarre' });
  });

  it('a browser has a page in its language, which asks again by itself', async () => {
    const port = await freePort();
    ends.push(await answerWhileStarting({ host, port, publicUrl: 'https://bercail.example' }));
    const page = async (language: string) => {
      const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': language };
      const answer = await fetch(`http://${host}:${port}/`, { headers });
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      return answer.text();
    };
    const french = await page('fr-FR,fr;q=0.9');
    expect(french).toMatch(/<html lang="fr">.*<meta http-equiv="refresh" content="2"\/>.*<h1>Le site démarre<\/h1>/);
    expect(await page('en')).toContain('<h1>The site is starting</h1>');
    const probe = await fetch(`http://${host}:${port}/readyz`, { headers: { accept: 'text/html' } });
    expect(await probe.json()).toEqual({ state: 'starting' });
  });

  it('whoever has sent half a request is not waited for once the port is given free', async () => {
    const port = await freePort();
    const free = await answerWhileStarting({ host, port, publicUrl: '' });
    const socket = connect(port, host);
    await once(socket, 'connect');
    socket.write('GET /v1/hosts HTTP/1.1\r\nhost: a\r\n');
    // Answered after it: the first one has been read by then.
    expect((await fetch(`http://${host}:${port}/healthz`)).status).toBe(200);
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    ends.push(
      () => vi.useRealTimers(),
      () => socket.destroy(),
    );
    const closed = once(socket, 'close');
    free();
    vi.runAllTimers();
    await closed;
  });

  it('a port that is taken is told', async () => {
    const port = await freePort();
    ends.push(await answerWhileStarting({ host, port, publicUrl: 'https://bercail.example' }));
    await expect(answerWhileStarting({ host, port, publicUrl: '' })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
