import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedDatabase } from './seeding.ts';
import { freePort, startService } from './servers.ts';
import { startProxy } from './soak/proxy.ts';

/** What a crowd comes to. */
export interface Door {
  name: string;
  base: string;
  /** Processor time of all its processes so far, in microseconds. */
  cpuUs: () => number;
  /** Kills one process and starts it again, as a supervisor would; resolves when it is ready. Absent: there is only one. */
  killOne?: () => Promise<void>;
  close: () => Promise<void>;
}

/** One process with the real catalogue. */
export async function openOne(): Promise<Door> {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-bench-door-'));
  const { base, cpuUs, stop } = await startService(folder, 'catalogue');
  return {
    name: 'one process, the real catalogue',
    ...{ base, cpuUs },
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}

const PROCESSES = ['one', 'two', 'three'];

/** Three processes on one PostgreSQL with a generated catalogue, behind a proxy. @param server where databases may be created */
export async function openThree(hosts: number, server: string): Promise<Door> {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-bench-door-'));
  const { url, drop } = await generatedDatabase(hosts, server, folder);
  const start = (port: number) => {
    const settings = { PORT: String(port), DATABASE_URL: url, TRUST_PROXY: 'loopback', LOG_LEVEL: 'error' };
    return startService(folder, 'none', settings);
  };
  const ports = await Promise.all(PROCESSES.map(freePort));
  const running = await Promise.all(ports.map(start));
  const proxy = await startProxy(
    folder,
    PROCESSES.map((name, index) => [name, ports[index]!]),
  );
  let spent = 0;
  return {
    name: `three processes, ${hosts} generated hosts, behind ${proxy.name}`,
    base: proxy.base,
    cpuUs: () => running.reduce((sum, { cpuUs }) => sum + cpuUs(), spent),
    killOne: async () => {
      spent += running[0]!.cpuUs();
      await running[0]!.kill();
      running[0] = await start(ports[0]!);
    },
    close: async () => {
      proxy.close();
      await Promise.all(running.map(({ stop }) => stop()));
      rmSync(folder, { recursive: true });
      await drop();
    },
  };
}
