import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../test/support/ports.ts';

/** PostgreSQL's own programs. */

const DEBIAN = '/usr/lib/postgresql';
const folders = [
  ...(process.env.PATH ?? '').split(delimiter),
  ...(existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : []),
];
const find = (tool: string): string | undefined =>
  folders.map((folder) => join(folder, tool)).find((path) => existsSync(path));

/** Whether this machine has all of some programs. */
export const hasTools = (...tools: string[]): boolean => tools.every((tool) => find(tool) !== undefined);

/** PostgreSQL refuses to run as root: then its programs run as the user that its package makes. */
const owner = (): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const id = (kind: string) => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

const LIMIT_MS = 60_000;
const execute = promisify(execFile);
export const runTool = (tool: string, ...words: string[]): Promise<unknown> =>
  execute(find(tool)!, words, { timeout: LIMIT_MS });

/** A PostgreSQL server of our own; `data` holds it. */
export interface Cluster {
  port: number;
  data: string;
  start(): Promise<void>;
  stop(how: 'fast' | 'immediate'): Promise<void>;
  promote(): Promise<void>;
}

/** The process of a server that runs in a folder, as it says itself. */
const processIn = (data: string): number | undefined => {
  const file = join(data, 'postmaster.pid');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
};

export async function clusterIn(folder: string, name: string): Promise<Cluster> {
  const as = owner();
  const data = join(folder, name);
  const port = await freePort();
  // Without pipes: a server that pg_ctl started would hold them open.
  const control = (...words: string[]) =>
    new Promise<void>((resolve, reject) => {
      const child = execFile(
        find('pg_ctl')!,
        ['-D', data, '-w', '-t', '30', ...words],
        { ...as, cwd: folder },
        () => {},
      );
      child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`pg_ctl ${words[0]}: ${code}`))));
    });
  return {
    port,
    data,
    start: () =>
      control(
        'start',
        '-l',
        join(folder, `${name}.log`),
        '-o',
        `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`,
      ),
    stop: (how) => control('stop', '-m', how),
    promote: () => control('promote'),
  };
}

/**
 * A folder that the user of PostgreSQL may write to, and its programs run in it. At the end of this process it is
 * removed, and what still runs in it ended.
 */
export function clusterFolder() {
  const as = owner();
  const folder = mkdtempSync(join(tmpdir(), 'bercail-clusters-'));
  if (as.uid !== undefined) execFileSync('chown', [`${as.uid}:${as.gid}`, folder]);
  const run = (tool: string, ...words: string[]) =>
    execute(find(tool)!, words, { ...as, cwd: folder, timeout: LIMIT_MS });
  const remove = () => {
    process.off('exit', remove);
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const pid = processIn(join(folder, name));
      try {
        if (pid !== undefined) process.kill(pid, 'SIGQUIT');
      } catch {
        // It has ended without removing its note.
      }
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  process.on('exit', remove);
  return { folder, run, remove };
}
