import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { printFailures } from './failures.ts';
import { freePort } from './ports.ts';

/** The server as it is started, in a process of its own. */

/** A program as a person starts it, see `built.ts`. `PORT` and the like are given; nothing else of this machine matters. */
export const startProgram = (program: 'cli.js' | 'main.js', environment: Record<string, string>, ...words: string[]) =>
  spawn(process.execPath, [`dist/${program}`, ...words], {
    env: { ...process.env, DATABASE_URL: '', ADMIN_TOKEN: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** What a program leaves behind: its exit code, and all that it wrote. */
export async function endOf(child: ReturnType<typeof startProgram>) {
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/**
 * Starts a server on a data folder; resolves once it answers. `stop` waits for its end, and tells how it was; `log` is
 * what it wrote so far.
 */
export async function startServer(dataDir: string, environment: Record<string, string>) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const server = startProgram('main.js', {
    ...{ DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: address, LOG_LEVEL: 'error' },
    ...environment,
  });
  server.stderr.pipe(process.stderr);
  const ended = once(server, 'exit');
  let written = '';
  // Read to the end: a server whose output nobody takes would stop at its next word.
  await new Promise<void>((resolve, reject) => {
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      written += text;
      if (!written.endsWith('\n') || !written.includes(address)) return;
      const odd = written.split('\n').find((line) => line !== '' && !line.startsWith('{"level":'));
      if (odd === undefined) resolve();
      else reject(new Error(`not at a terminal, the server writes what is no JSON: ${odd}`));
    });
    ended.then(([code]) => reject(new Error(`the server ended with ${code}`)));
  });
  const stop = async () => {
    const began = performance.now();
    server.kill();
    const [code] = await ended;
    const milliseconds = performance.now() - began;
    if (printFailures(written).length > 0) throw new Error('the server answered 500, see above');
    return { code: code as number | null, milliseconds };
  };
  return { address, stop, log: () => written };
}
