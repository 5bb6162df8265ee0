import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** Servers of a benchmark: the built service, and the bare one it is compared with. They end with this process. */

export const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const HOLD_METER = new URL('hold-meter.mjs', import.meta.url).href;
const children: ChildProcess[] = [];
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

async function until(url: string, from: number): Promise<number> {
  for (;;) {
    const ok = await fetch(url).then(
      ({ ok: answered }) => answered,
      () => false,
    );
    if (ok) return performance.now() - from;
    if (performance.now() - from > 180_000) throw new Error(`${url} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export interface Running {
  base: string;
  readyMs: number;
  rssMb: () => number | null;
  /** Processor time used so far, in microseconds; not a number where the system does not tell. */
  cpuUs: () => number;
  /** The longest time that the event loop was held since this was asked last, in processor time. */
  longestHoldMs: () => Promise<number>;
  stop: () => Promise<void>;
  /** Ends it as a crash would. */
  kill: () => Promise<void>;
}

function running(child: ChildProcess, base: string, readyMs: number): Running {
  const ended = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  return {
    base,
    readyMs,
    rssMb: () => {
      const file = `/proc/${child.pid}/status`;
      const kilobytes = existsSync(file) ? /VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
      return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
    },
    cpuUs: () => {
      const file = `/proc/${child.pid}/stat`;
      if (!existsSync(file)) return Number.NaN;
      const fields = readFileSync(file, 'utf8').split(') ')[1]!.split(' ');
      // Fields 14 and 15, in ticks of a hundredth of a second.
      return (Number(fields[11]) + Number(fields[12])) * 10_000;
    },
    longestHoldMs: () =>
      new Promise((resolve) => {
        child.once('message', (message) => resolve((message as { longestMs: number }).longestMs));
        child.send('ask');
      }),
    stop: () => ended('SIGTERM'),
    kill: () => ended('SIGKILL'),
  };
}

/**
 * @param more settings; without a port among them, a free one is taken
 * @param checkout the folder of another build
 */
export async function startService(
  dataDir: string,
  seed: 'catalogue' | 'none',
  more: Readonly<Record<string, string>> = {},
  checkout = '.',
): Promise<Running> {
  const port = Number(more.PORT ?? (await freePort()));
  const from = performance.now();
  const child = spawn(process.execPath, ['--import', HOLD_METER, 'dist/main.js'], {
    cwd: checkout,
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      SEED: seed,
      PORT: String(port),
      RATE_LIMIT_ANONYMOUS: '1000000000',
      DATABASE_URL: '',
      ...more,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  const base = `http://127.0.0.1:${port}`;
  return running(child, base, await until(`${base}/readyz`, from));
}

interface Other {
  command: string;
  args: readonly string[];
  cwd?: string;
  /** What is added to the environment. */
  env: Readonly<Record<string, string>>;
  port: number;
  /** The path that answers 200 once the server is ready. */
  ready: string;
}

/** A server of another kind, to compare with. */
export async function startOther({ command, args, cwd, env, port, ready }: Other): Promise<Running> {
  const from = performance.now();
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
  children.push(child);
  const base = `http://127.0.0.1:${port}`;
  return running(child, base, await until(base + ready, from));
}

/** @param answers with one for `/list` at least, which is asked until it comes */
export async function startBare(answers: unknown): Promise<Running> {
  const port = await freePort();
  const from = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/bare.ts'], { stdio: ['pipe', 'ignore', 'inherit'] });
  children.push(child);
  child.stdin!.end(JSON.stringify({ port, ...(answers as object) }));
  const base = `http://127.0.0.1:${port}`;
  return running(child, base, await until(`${base}/list`, from));
}
