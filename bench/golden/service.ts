import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort } from '../servers.ts';
import { SITES } from './neighbours.ts';

/** The build that is asked, with its own clock and its own chance. */

export const ADMIN = 'the-administrator-of-the-golden-run';
/** Answers of another day can be compared. Whatever is read again is read an hour after it was written. */
export const DAY = '2026-11-30';
const [BEGINS, AGAIN] = [`${DAY}T09:00:00Z`, `${DAY}T10:00:00Z`];
/** The same whatever the port: it stands in answers. */
export const PUBLIC_URL = 'http://localhost:8080';

export interface ServiceOptions {
  checkout: string;
  data: string;
  databaseUrl: string;
  smtpUrl: string;
  /** Whether its database was filled by a run before. */
  isFilled: boolean;
  more?: Readonly<Record<string, string>>;
}

export interface Service {
  base: string;
  /** Methods and patterns of addresses, as `GET /v1/hosts/:host`. */
  routes: readonly string[];
  stop(): Promise<void>;
  /** Without a word: nothing is put away. */
  kill(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function environment({ data, databaseUrl, smtpUrl, isFilled, more }: ServiceOptions, drawn: string) {
  return {
    ...process.env,
    NODE_OPTIONS: `--import ${new URL('steady.mjs', import.meta.url).href}`,
    TEST_DATE: isFilled ? AGAIN : BEGINS,
    // What a second process draws must not be what is stored already.
    GOLDEN_DRAWN: isFilled ? `${drawn} ${process.pid} ${Date.now()}` : drawn,
    GOLDEN_ROUTES: '',
    ADMIN_TOKEN: ADMIN,
    TIE_SECRET: 'the ties of the golden run, the same each time',
    PUBLIC_URL,
    OPERATOR_NAME: 'The golden run',
    OPERATOR_CONTACT: 'https://catalogue.example/contact',
    OUTGOING_ALLOW: SITES.map((site) => new URL(site).host).join(','),
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'golden@catalogue.example',
    DATA_DIR: join(data, 'database'),
    DATABASE_URL: databaseUrl,
    SEED: 'catalogue',
    LOG_LEVEL: 'error',
    RATE_LIMIT_ANONYMOUS: '1000000000',
    RATE_LIMIT_TOKEN: '1000000000',
    ...more,
  };
}

/** Runs a command of the build. */
export async function command(options: ServiceOptions, ...args: string[]): Promise<void> {
  const env = environment(options, args[0]!);
  const child = spawn(process.execPath, ['dist/cli.js', ...args], {
    cwd: resolve(options.checkout),
    env,
    stdio: 'inherit',
  });
  const status = await new Promise((done) => child.once('exit', done));
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
}

export async function startService(options: ServiceOptions): Promise<Service> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const told = join(options.data, 'routes');
  rmSync(told, { force: true });
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: resolve(options.checkout),
    env: { ...environment(options, 'service'), PORT: String(port), GOLDEN_ROUTES: told },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(child);
  const isReady = () =>
    fetch(`${base}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (let tries = 0; !(await isReady()); tries++) {
    if (tries > 2400 || child.exitCode !== null) throw new Error('the service does not start');
    await new Promise((done) => setTimeout(done, 50));
  }
  const routes = [...new Set(readFileSync(told, 'utf8').split('\n'))].filter((line) =>
    /^(?!HEAD|OPTIONS)\w/.test(line),
  );
  const end = async (signal: NodeJS.Signals) => {
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
    running.delete(child);
  };
  return {
    base,
    routes,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
