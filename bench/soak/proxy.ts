import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { freePort } from '../../test/support/ports.ts';
import { pause } from '../support/command.ts';

/** What is before the processes: HAProxy where it is installed, otherwise a few lines of our own. */

/** The header that names the process which answered. */
export const SERVED_BY = 'x-served-by';

export interface Front {
  name: string;
  base: string;
  close(): void;
}

export type Backend = readonly [name: string, port: number];

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

const CONFIG = new URL('../../docs/examples/cluster/haproxy.cfg', import.meta.url);

const versionOf = (): string | undefined => {
  try {
    return execFileSync('haproxy', ['-v'], { encoding: 'utf8' }).split(' ')[2];
  } catch {
    return undefined;
  }
};

/** The configuration of the cluster profile, with the addresses of here. */
function configurationOf(port: number, backends: readonly Backend[]): string {
  const lines = readFileSync(CONFIG, 'utf8').split('\n');
  const kept = lines
    .filter((line) => !/^\s+server /.test(line))
    .map((line) =>
      line.replace('bind :8080', `bind 127.0.0.1:${port}`).replace(' resolvers names init-addr last,libc,none', ''),
    );
  return [
    ...kept,
    `  http-response set-header ${SERVED_BY} %s`,
    ...backends.map(([name, at]) => `  server ${name} 127.0.0.1:${at}`),
    '',
  ].join('\n');
}

const CHECK_EVERY_MS = 500;

/** Round robin over the processes that are ready; a read is asked once more, of another one. */
async function ownProxy(port: number, backends: readonly Backend[]): Promise<Front> {
  const ready = new Set<number>();
  let turn = 0;
  const isReady = ([, at]: Backend) =>
    fetch(`http://127.0.0.1:${at}/readyz`, { signal: AbortSignal.timeout(CHECK_EVERY_MS) }).then(
      ({ ok }) => ok,
      () => false,
    );
  const look = async () => {
    for (const backend of backends)
      if (await isReady(backend)) ready.add(backend[1]);
      else ready.delete(backend[1]);
  };
  await look();
  const timer = setInterval(() => void look(), CHECK_EVERY_MS);
  const pass = (from: IncomingMessage, to: ServerResponse, body: Buffer, tries: number): void => {
    const able = backends.filter(([, at]) => ready.has(at));
    const chosen = able[turn++ % Math.max(1, able.length)];
    if (!chosen) {
      to.writeHead(503).end();
      return;
    }
    const [name, at] = chosen;
    const { method, url, headers } = from;
    const asked = request({ host: '127.0.0.1', port: at, method, path: url, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', () => fail());
      answer.on('end', () => {
        if (!answer.complete) return fail();
        to.writeHead(answer.statusCode!, { ...answer.headers, [SERVED_BY]: name }).end(Buffer.concat(chunks));
        return undefined;
      });
    });
    let failed = false;
    const fail = (error?: NodeJS.ErrnoException): void => {
      if (failed) return;
      failed = true;
      ready.delete(at);
      const wasTaken = error?.code !== 'ECONNREFUSED';
      if (tries > 0 && (method === 'GET' || !wasTaken)) pass(from, to, body, tries - 1);
      else to.writeHead(502).end();
    };
    asked.on('error', fail);
    asked.end(body);
  };
  const server = createServer((from, to) => {
    const chunks: Buffer[] = [];
    from.on('data', (chunk: Buffer) => chunks.push(chunk));
    from.on('end', () => pass(from, to, Buffer.concat(chunks), 1));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    name: 'a proxy of our own (round robin over ready processes, one retry of reads)',
    base: `http://127.0.0.1:${port}`,
    close: () => {
      clearInterval(timer);
      server.close();
      server.closeAllConnections();
    },
  };
}

/** @param folder where its configuration is written */
export async function startProxy(folder: string, backends: readonly Backend[]): Promise<Front> {
  const port = await freePort();
  const version = versionOf();
  if (version === undefined) return ownProxy(port, backends);
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, configurationOf(port, backends));
  // `-db`: in the foreground, so that its process is ours to end.
  const child = spawn('haproxy', ['-q', '-db', '-f', file], { stdio: 'ignore' });
  children.add(child);
  const base = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const answers = await fetch(`${base}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) break;
    if (tries > 100 || child.exitCode !== null) throw new Error('HAProxy does not start');
    await pause(100);
  }
  return {
    name: `HAProxy ${version}`,
    base,
    close: () => {
      child.kill('SIGTERM');
      children.delete(child);
    },
  };
}
