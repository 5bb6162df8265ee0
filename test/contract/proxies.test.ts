import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/ports.ts';

/* The proxies of docs/examples/operating, in front of two processes that answer as the service does. */

const read = (name: string): string =>
  readFileSync(new URL(`../../docs/examples/operating/${name}`, import.meta.url), 'utf8');

interface Proxy {
  name: string;
  versionFlag: string;
  file: string;
  /** The file without certificates and outer ports, for a process that writes into one folder alone. */
  settingsIn(folder: string, port: number): string;
  wordsIn(folder: string): string[];
}

const PROXIES: readonly Proxy[] = [
  {
    ...{ name: 'nginx', versionFlag: '-v', file: 'nginx.conf' },
    settingsIn: (folder, port) => {
      const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
      const site = read('nginx.conf')
        .replace(/server \{\n {4}listen 80;[\s\S]*?\n\}\n/, '')
        .replace('listen 443 ssl', `listen 127.0.0.1:${port}`)
        .replace(/^ +(listen \[::\]:443 ssl|http2|ssl_\w+|error_log) ?.*;$/gm, '');
      return `daemon off; pid ${folder}/pid; error_log stderr crit; events {}
http { ${paths.map((path) => `${path}_temp_path ${folder}/${path};`).join(' ')}
${site} }`;
    },
    wordsIn: (folder) => ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')],
  },
  {
    ...{ name: 'caddy', versionFlag: 'version', file: 'Caddyfile' },
    settingsIn: (_folder, port) =>
      read('Caddyfile').replace('{\n', '{\n\tadmin off\n').replace('bercail.example {', `http://127.0.0.1:${port} {`),
    wordsIn: (folder) => ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')],
  },
];

describe.each(PROXIES)('$name', ({ name, versionFlag, file, settingsIn, wordsIn }) => {
  const isThere = spawnSync(name, [versionFlag]).status === 0;
  let folder: string;
  let base: string;
  let proxy: ChildProcess;
  let ports: number[];
  let processes: Server[];
  /** Ports of processes that stop: they answer 503 to everything. */
  let stopping: Set<number>;

  const ask = async (path: string, method = 'GET') => {
    const answer = await fetch(base + path, { method, ...(method === 'POST' && { body: '{}' }) });
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      wait: answer.headers.get('retry-after'),
      text: await answer.text(),
    };
  };
  const close = async (server: Server) => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };

  beforeEach(async () => {
    if (!isThere) return;
    folder = mkdtempSync(join(tmpdir(), 'bercail-proxy-'));
    stopping = new Set();
    ports = [await freePort(), await freePort()];
    processes = await Promise.all(
      ports.map(async (port) => {
        const server = createServer(({ url, method }, answer) => {
          const isRefused = method === 'POST' || stopping.has(port);
          answer.writeHead(isRefused ? 503 : 200, {
            'content-type': 'text/x-service',
            ...(isRefused && { 'retry-after': '7' }),
          });
          answer.end(isRefused ? 'refused' : url);
        }).listen(port, '127.0.0.1');
        await once(server, 'listening');
        return server;
      }),
    );
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    const settings = settingsIn(folder, port)
      .replaceAll('127.0.0.1:8080', `127.0.0.1:${ports[0]}`)
      .replaceAll('127.0.0.1:8081', `127.0.0.1:${ports[1]}`);
    writeFileSync(join(folder, file), settings);
    proxy = spawn(name, wordsIn(folder), { stdio: 'ignore', env: { ...process.env, HOME: folder } });
    await expect.poll(async () => (await ask('/legal')).status, { timeout: 10_000 }).toBe(200);
  });
  afterEach(async () => {
    if (!isThere) return;
    if (proxy.kill()) await once(proxy, 'exit');
    for (const server of processes) if (server.listening) await close(server);
    rmSync(folder, { recursive: true });
  });

  it.skipIf(!isThere)('passes refusals on, and they close the site to nobody else (skipped without it)', async () => {
    for (let i = 0; i < 5; i++)
      expect(await ask('/v1/matches', 'POST')).toEqual({
        status: 503,
        type: 'text/x-service',
        wait: '7',
        text: 'refused',
      });
    for (let i = 0; i < 5; i++) expect(await ask('/hosts')).toMatchObject({ status: 200, text: '/hosts' });
  });

  it.skipIf(!isThere)('asks the other process while one stops, and while it is down (skipped without it)', async () => {
    const severalAnswers = async () => {
      const statuses = [];
      for (let i = 0; i < 6; i++) statuses.push((await ask('/hosts')).status);
      return statuses;
    };
    const allFine = Array(6).fill(200);
    stopping.add(ports[0]!);
    await expect.poll(severalAnswers, { timeout: 10_000 }).toEqual(allFine);
    await close(processes[0]!);
    expect(await severalAnswers()).toEqual(allFine);
  });

  it.skipIf(!isThere)('says in two languages that no process is up (skipped without it)', async () => {
    for (const server of processes) await close(server);
    const { status, wait, text } = await ask('/hosts');
    expect([status, wait]).toEqual([503, '30']);
    expect(text).toMatch(/^Ce site est arrêté pour un moment\..*This site is down for a moment\./s);
  });
});
