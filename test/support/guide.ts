import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';

/** A guide of `docs/` followed to the letter: its commands, against a server of its own. */

const run = promisify(execFile);

// biome-ignore lint/suspicious/noExplicitAny: the answers of many routes
export type Answer = any;

/** The parts of a guide that are to be copied, in order. */
export const commandsOf = (name: string): string[] => {
  const guide = readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
  return [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, commands]) => commands!);
};

export interface Guided {
  /** Where the commands run. */
  readonly folder: string;
  readonly address: string;
  /** Runs parts one after the other in one shell; gives what each printed, an answer a line. */
  follow(parts: readonly string[]): Promise<Answer[][]>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** @param environment settings of the server; asked for when it starts. @param here replaces what differs on this machine */
export function useGuide(environment: () => Record<string, string>, here: (commands: string) => string): Guided {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-guide-'));
  let catalogue: ReturnType<typeof spawn>;
  let address: string;

  beforeAll(async () => {
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    catalogue = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      env: {
        ...process.env,
        DATABASE_URL: '',
        DATA_DIR: join(folder, 'data'),
        PORT: String(port),
        PUBLIC_URL: address,
        LOG_LEVEL: 'silent',
        ...environment(),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // Read to the end: a server whose output nobody takes would stop at its next word.
    await new Promise<void>((resolve) => {
      catalogue.stdout!.on('data', (chunk) => {
        if (String(chunk).includes(address)) resolve();
      });
    });
  }, 90_000);

  afterAll(async () => {
    catalogue.kill();
    if (catalogue.exitCode === null) await once(catalogue, 'exit');
    if (process.env.KEEP) process.stdout.write(folder);
    else rmSync(folder, { recursive: true, force: true });
  });

  return {
    folder,
    get address() {
      return address;
    },
    follow: async (parts) => {
      const script = parts
        .map((commands) => `${here(commands).replaceAll('http://127.0.0.1:8080', address)}\necho "=== part"`)
        .join('\n');
      // One answer a line.
      writeFileSync(join(folder, '.curlrc'), 'write-out = "\\n"\n');
      const env = { ...process.env, HOME: folder };
      const { stdout } = await run('bash', ['-eu', '-c', script], { cwd: folder, env, maxBuffer: 32_000_000 });
      return stdout.split('=== part\n').map((part) =>
        part
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line)),
      );
    },
  };
}
