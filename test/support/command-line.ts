import { vi } from 'vitest';
import { runCommand } from '../../src/cli/commands.ts';

/** Runs a command line in this process; gives what a process would leave behind. */
export async function runHere(environment: Record<string, string>, ...words: string[]) {
  for (const [name, value] of Object.entries({ DATABASE_URL: '', ADMIN_TOKEN: '', ...environment }))
    vi.stubEnv(name, value);
  const written = { stdout: '', stderr: '' };
  const streams = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += text;
      return true;
    }),
  );
  process.exitCode = undefined;
  try {
    await runCommand(words);
    return { code: process.exitCode ?? 0, out: written.stdout, err: written.stderr };
  } finally {
    process.exitCode = undefined;
    for (const stream of streams) stream.mockRestore();
    vi.unstubAllEnvs();
  }
}
