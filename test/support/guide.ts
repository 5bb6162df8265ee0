import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';
import { makeDataFolder } from './pglite-template.ts';
import { startServer } from './server.ts';

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

/** @param environment settings of the server; asked for when it starts. @param here replaces what differs on this machine */
export function useGuide(environment: () => Record<string, string>, here: (commands: string) => string): Guided {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-guide-'));
  let server: Awaited<ReturnType<typeof startServer>>;

  beforeAll(async () => {
    makeDataFolder(join(folder, 'data'));
    server = await startServer(join(folder, 'data'), environment());
  });
  afterAll(async () => {
    await server?.stop();
    if (process.env.KEEP) process.stdout.write(folder);
    else rmSync(folder, { recursive: true, force: true });
  });

  return {
    folder,
    get address() {
      return server.address;
    },
    follow: async (parts) => {
      const script = parts
        .map((commands) => `${here(commands).replaceAll('http://127.0.0.1:8080', server.address)}\necho "=== part"`)
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
