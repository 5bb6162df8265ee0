import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ImportReport } from '../src/exchange/sources/schema.ts';
import type { FaultyWeb } from '../test/support/faulty-web.ts';
import { freePort } from './servers.ts';

/* A server that is killed with -9 in the middle of a run, twice, and what becomes of the run. */

const TOKEN = 'the-token-of-the-administrator-of-the-trial';
const ORGANISATIONS = 400;

/** Starts a server on a data folder; resolves once it answers. */
async function startServer(folder: string, web: FaultyWeb) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: {
      ...process.env,
      ...{ DATA_DIR: folder, SEED: 'none', PORT: String(port), PUBLIC_URL: base, ADMIN_TOKEN: TOKEN },
      ...{ DATABASE_URL: '', LOG_LEVEL: 'silent', OUTGOING_ALLOW: `127.0.0.1:${web.port}` },
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const isUp = () =>
    fetch(`${base}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isUp())) await wait(100);
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const kill = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const began = performance.now();
    child.kill(signal);
    const [code] = (await once(child, 'exit')) as [number | null];
    return { code, milliseconds: Math.round(performance.now() - began) };
  };
  return { ask, kill };
}

function publish(web: FaultyWeb): string {
  const at = (name: string) => `http://127.0.0.1:${web.port}/${name}`;
  const names = Array.from({ length: ORGANISATIONS }, (_, i) => `tuee-${i}`);
  for (const name of names)
    web.files.set(`127.0.0.1/${name}`, {
      // Each takes a while, so that there is a middle.
      fault: 'slow',
      body: Buffer.from(
        `file.class = Organization\norganization.name = ${name}\norganization.website = https://${name}.example/\n`,
      ),
    });
  const subs = names.map((name) => `subs.${name} = ${at(name)}\n`).join('');
  web.files.set('127.0.0.1/f', { body: Buffer.from(`file.class = Federation\nfederation.name = Tuée\n${subs}`) });
  return at('f');
}

export async function killedInTheMiddle(web: FaultyWeb, print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-killed-'));
  try {
    print(`\nA server killed with -9 twice in a run over ${ORGANISATIONS} organisations, and stopped once`);
    const url = publish(web);
    let server = await startServer(folder, web);
    const path = '/v1/federations/tuee';
    await server.ask('POST', '/v1/federations', { slug: 'tuee', name: 'Tuée', website: 'https://tuee.example' });
    await server.ask('PUT', `${path}/source`, { url });
    const { id } = await server.ask<ImportReport>('POST', `${path}/source/runs`);
    const read = () => server.ask<ImportReport>('GET', `${path}/source/runs/${id}`);
    web.asked.length = 0;
    const ends = ['SIGKILL', 'SIGKILL', 'SIGTERM'] as const;
    for (const [i, signal] of ends.entries()) {
      const goal = ((i + 1) * ORGANISATIONS) / (ends.length + 1);
      while ((await read()).progress.done < goal) await wait(100);
      const { done } = (await read()).progress;
      const { code, milliseconds } = await server.kill(signal);
      print(`  ${signal} after ${done} files; it ended with ${code} after ${milliseconds} ms`);
      server = await startServer(folder, web);
    }
    let report = await read();
    while (report.state === 'running') {
      await wait(200);
      report = await read();
    }
    const twice = web.asked.length - new Set(web.asked).size;
    print(
      `  ${report.state}: ${report.progress.done} files, ${report.created} entries new; ${web.asked.length} requests, ${twice} of them for files that were under way when it ended`,
    );
    await server.kill('SIGTERM');
    if (report.created !== ORGANISATIONS) throw new Error('an entry was lost, or written twice');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
