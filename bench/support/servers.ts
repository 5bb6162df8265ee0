import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { freePort } from '../../test/support/ports.ts';
import { pause } from './command.ts';

/** Servers of a trial: the service, and whatever it is compared with. They end with this process. */

export const ADMIN_TOKEN = randomUUID() + randomUUID();

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

export interface Server {
  base: string;
  readyMs: number;
  rssMb(): number | null;
  /** Processor time used so far, in microseconds; not a number where the system does not tell. */
  cpuUs(): number;
  /** The longest time that the event loop was held since this was asked last, in processor time. */
  longestHoldMs(): Promise<number>;
  /** Ends it as a supervisor does. @returns its exit code */
  stop(): Promise<number | null>;
  /** Ends it as a crash would. */
  kill(): Promise<number | null>;
}

interface Program {
  command?: string;
  args: readonly string[];
  cwd?: string | undefined;
  /** What is added to the environment. */
  env: Readonly<Record<string, string>>;
  port: number;
  /** The path that answers 200 once the server is ready. */
  ready: string;
  /** What it reads from its standard input. */
  input?: string;
  /** The file that its log is added to; absent: it is not kept. */
  log?: string | undefined;
}

const START_MS = 180_000;

export async function startProgram({ command = process.execPath, args, cwd, env, port, ready, input, log }: Program) {
  const from = performance.now();
  const output = log === undefined ? 'ignore' : openSync(log, 'a');
  const child = spawn(command, args, {
    ...{ cwd, env: { ...process.env, ...env } },
    stdio: [input === undefined ? 'ignore' : 'pipe', output, 'inherit', 'ipc'],
  });
  child.stdin?.end(input);
  children.add(child);
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      children.delete(child);
      resolve(code);
    }),
  );
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  const base = `http://127.0.0.1:${port}`;
  const isReady = () =>
    fetch(base + ready).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null || performance.now() - from > START_MS) throw new Error(`${base} does not start`);
    await pause(20);
  }
  const server: Server = {
    base,
    readyMs: performance.now() - from,
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
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
  return server;
}

const HOLD_METER = new URL('hold-meter.mjs', import.meta.url).href;

/** The service of the sources, which tries again sooner. */
export const HASTY_SERVICE = ['--import', 'tsx', 'bench/support/hasty-service.ts'];

interface Start {
  /** What Node runs; absent: the built server. */
  program?: readonly string[];
  /** Absent: a free one. */
  port?: number;
  /** The folder of another build. */
  checkout?: string;
  log?: string | undefined;
  /** `longestHoldMs` is asked for, whose meter costs a little. */
  isMetered?: boolean;
}

/** @param env where its data are: `DATA_DIR` or `DATABASE_URL`; other settings */
export async function startService(
  env: Readonly<Record<string, string>>,
  { program = ['dist/main.js'], port: given, checkout, log, isMetered = false }: Start = {},
): Promise<Server> {
  const port = given ?? (await freePort());
  return startProgram({
    ...{ cwd: checkout, log, port, ready: '/readyz' },
    args: [...(isMetered ? ['--import', HOLD_METER] : []), ...program],
    env: {
      ...{ DATABASE_URL: '', SEED: 'none', ADMIN_TOKEN, PORT: String(port), LOG_LEVEL: 'error' },
      ...{ RATE_LIMIT_ANONYMOUS: '1000000000', RATE_LIMIT_TOKEN: '1000000000' },
      ...env,
    },
  });
}
