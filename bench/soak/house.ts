import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../../test/support/ports.ts';
import { type Relay, relayTo } from '../../test/support/relay.ts';
import { pause } from '../support/command.ts';
import { type Cluster, clusterFolder, clusterIn } from '../support/postgresql.ts';
import { type Server, startService } from '../support/servers.ts';
import { type Front, startProxy } from './proxy.ts';

/** A primary and a synchronous standby, three processes of the service, and the proxy before them. */

const DATABASE = 'soak';
const NAMES = ['one', 'two', 'three'] as const;

/** One process, at a port that stays while the process does not. */
export interface Member {
  name: string;
  port: number;
  /** Its network to the two servers of the database. */
  relays: readonly Relay[];
  server: Server | undefined;
  checkout: string;
}

/** A command of a build, on a database. */
function runCommand(checkout: string, databaseUrl: string, command: string): void {
  execFileSync(process.execPath, ['dist/cli.js', command], {
    cwd: checkout,
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

const urlOf = ({ port }: { port: number }, name = DATABASE) => `postgresql://bercail@127.0.0.1:${port}/${name}`;

async function query(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/**
 * @param checkout the build that is started
 * @param logs the folder where each process keeps its log; absent: none does
 */
export async function openHouse(checkout: string, logs?: string) {
  const { folder, run, remove } = clusterFolder();
  const servers = [await clusterIn(folder, 'first'), await clusterIn(folder, 'second')] as const;
  let [primary, standby]: readonly Cluster[] = servers as readonly [Cluster, Cluster];

  /** Makes a server repeat the primary from now on; then a write is acknowledged once both have it. */
  const repeat = async (cluster: Cluster): Promise<void> => {
    rmSync(cluster.data, { recursive: true, force: true });
    const how = ['-R', '-X', 'stream', '-c', 'fast'];
    await run('pg_basebackup', '-D', cluster.data, ...how, '-d', urlOf(primary!, 'postgres'));
    await cluster.start();
    const url = urlOf(primary!);
    await query(url, "alter system set synchronous_standby_names = '*'", 'select pg_reload_conf()');
    for (let tries = 0; ; tries++) {
      const [row] = await query(url, "select count(*)::int as n from pg_stat_replication where sync_state = 'sync'");
      if (row?.n === 1) return;
      if (tries > 300) throw new Error('the standby does not become synchronous');
      await pause(100);
    }
  };

  await run('initdb', '-D', primary!.data, '-U', 'bercail', '--auth=trust', '--encoding=UTF8', '--locale=C');
  await primary!.start();
  await query(urlOf(primary!, 'postgres'), `create database ${DATABASE}`);
  for (const command of ['migrate', 'seed']) runCommand(checkout, urlOf(primary!), command);
  await repeat(standby!);

  const tieSecret = randomUUID();
  const addressThrough = ([one, other]: readonly Relay[]) =>
    `postgresql://bercail@127.0.0.1:${one!.port},127.0.0.1:${other!.port}/${DATABASE}`;
  const members: Member[] = [];
  for (const name of NAMES)
    members.push({
      name,
      port: await freePort(),
      relays: [await relayTo(servers[0].port), await relayTo(servers[1].port)],
      server: undefined,
      checkout,
    });
  const start = async (member: Member): Promise<void> => {
    member.server = await startService(
      {
        ...{ DATABASE_URL: addressThrough(member.relays), TIE_SECRET: tieSecret },
        PUBLIC_URL: 'http://localhost:8080',
      },
      { port: member.port, checkout: member.checkout, log: logs && join(logs, `${member.name}.log`) },
    );
  };
  await Promise.all(members.map(start));
  const proxy: Front = await startProxy(
    folder,
    members.map(({ name, port }) => [name, port] as const),
  );

  return {
    members,
    proxy,
    start,
    /** The address of the server that writes, past all relays. */
    databaseUrl: () => urlOf(primary!),
    query: (statement: string) => query(urlOf(primary!), statement),
    migrate: (build: string) => runCommand(build, urlOf(primary!), 'migrate'),
    /** The primary ends at once, and the standby takes over. */
    failOver: async (): Promise<void> => {
      await primary!.stop('immediate');
      await standby!.promote();
      [primary, standby] = [standby, primary];
    },
    /** The server that ended comes back as the standby of the other one. */
    repair: () => repeat(standby!),
    close: async (): Promise<void> => {
      proxy.close();
      await Promise.all(
        members.map(async ({ server, relays }) => {
          await server?.stop();
          for (const relay of relays) relay.close();
        }),
      );
      for (const cluster of servers) await cluster.stop('immediate').catch(() => {});
      remove();
    },
  };
}
