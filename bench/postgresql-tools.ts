import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './durable-servers.ts';

/** PostgreSQL's own programs, and a wire to a database that can be cut. */

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

/** A folder that the user of PostgreSQL may write to, and its programs run in it. */
export function clusterFolder() {
  const as = owner();
  const folder = mkdtempSync(join(tmpdir(), 'bercail-clusters-'));
  if (as.uid !== undefined) execFileSync('chown', [`${as.uid}:${as.gid}`, folder]);
  const run = (tool: string, ...words: string[]) =>
    execute(find(tool)!, words, { ...as, cwd: folder, timeout: LIMIT_MS });
  return { folder, run, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A relay to a database: it can be cut, mended, and led to another one. */
export interface Wire {
  /** The address of a database as it is through the wire. */
  through(databaseUrl: string): string;
  cut(): void;
  mend(port?: number): void;
  close(): void;
}

export async function layWire(toPort: number): Promise<Wire> {
  let [target, isCut] = [toPort, false];
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    return undefined;
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    through: (databaseUrl) => {
      const url = new URL(databaseUrl);
      url.host = `127.0.0.1:${port}`;
      return url.href;
    },
    cut,
    mend: (port = target) => {
      target = port;
      isCut = false;
    },
    close: () => {
      cut();
      server.close();
    },
  };
}
