import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports.ts';

/* Servers of a test's own: one that writes, and one that repeats it. They need PostgreSQL's programs on this machine. */

const PROGRAMS = '/usr/lib/postgresql';

const findPrograms = (): string | undefined =>
  existsSync(PROGRAMS)
    ? readdirSync(PROGRAMS)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(PROGRAMS, version, 'bin'))
        .find((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'pg_basebackup')))
    : undefined;

export const hasPrograms = findPrograms() !== undefined;

/** A server; `stop` cuts all its connections at once. */
export interface ClusterServer {
  readonly port: number;
  promote(): void;
  stop(): void;
  start(settings?: string): void;
}

export interface Cluster {
  writer(): Promise<ClusterServer>;
  /** A server that repeats another one. */
  standbyOf(writer: ClusterServer): Promise<ClusterServer>;
  /** Ends all servers and removes what they wrote. */
  close(): void;
}

export function createCluster(): Cluster {
  const bin = findPrograms()!;
  const isRoot = process.getuid?.() === 0;
  const numberOf = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  // PostgreSQL refuses to run as root.
  const account = isRoot ? { uid: numberOf('-u'), gid: numberOf('-g') } : {};
  const base = mkdtempSync(join(tmpdir(), 'bercail-cluster-'));
  if (account.uid !== undefined) chownSync(base, account.uid, account.gid);
  const run = (program: string, ...args: string[]) =>
    execFileSync(join(bin, program), args, { ...account, cwd: base, stdio: 'ignore' });
  const servers: ClusterServer[] = [];

  const serverIn = (folder: string, port: number): ClusterServer => {
    const control = (...args: string[]) => run('pg_ctl', '-D', folder, '-w', ...args);
    const fixed = `-p ${port} -k ${base} -c listen_addresses=127.0.0.1 -c fsync=off`;
    const server: ClusterServer = {
      port,
      promote: () => control('promote'),
      stop: () => control('-m', 'immediate', 'stop'),
      start: (settings = '') => control('-l', `${folder}.log`, '-o', `${fixed} ${settings}`, 'start'),
    };
    servers.push(server);
    return server;
  };

  return {
    writer: async () => {
      const folder = join(base, 'writer');
      run('initdb', '-D', folder, '-U', 'bercail', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync');
      const server = serverIn(folder, await freePort());
      server.start();
      return server;
    },
    standbyOf: async ({ port }) => {
      const folder = join(base, `standby-${servers.length}`);
      mkdirSync(folder, { mode: 0o700 });
      if (account.uid !== undefined) chownSync(folder, account.uid, account.gid);
      const from = ['-h', '127.0.0.1', '-p', String(port), '-U', 'bercail'];
      run('pg_basebackup', ...from, '-D', folder, '-R', '-X', 'stream', '-c', 'fast', '--no-sync');
      const server = serverIn(folder, await freePort());
      server.start();
      return server;
    },
    close: () => {
      for (const server of servers)
        try {
          server.stop();
        } catch {
          // It has ended already.
        }
      rmSync(base, { recursive: true, force: true });
    },
  };
}
