import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  ask,
  checkModels,
  checkRevisions,
  hostOf,
  newDatabase,
  publishHosts,
  type Server,
  startServer,
  stop,
} from './durable-servers.ts';

/**
 * What is acknowledged must last. Kills the server in the middle of writes, again and again, on both engines; then runs two
 * servers on one PostgreSQL under concurrent writers. PostgreSQL parts need TEST_DATABASE_URL. A failover and a network that
 * is cut are in `npm run soak`, a restore in `test/postgres`.
 */
const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '30' },
    only: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (options.help) {
  process.stdout.write(
    'npm run durability -- [--kills 20] [--seconds 30] [--only kills|two-servers]\nTEST_DATABASE_URL names a server whose role may create databases.\n',
  );
  process.exit(0);
}
const KILLS = Number(options.kills);
const SECONDS = Number(options.seconds);
const WRITERS = 8;
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Writes rising numbers until told to stop or cut off; remembers the last one that was acknowledged. */
async function write(
  bases: readonly string[],
  writer: number,
  acknowledged: number[],
  goesOn: () => boolean,
): Promise<number> {
  let written = 0;
  while (goesOn()) {
    const value = (acknowledged[writer] ?? 0) + 1;
    const base = bases[Math.floor(Math.random() * bases.length)]!;
    try {
      await ask(base, 'PUT', `/v1/hosts/${hostOf(writer)}/commitments/closing-notice`, { value });
    } catch (error) {
      if (!goesOn()) return written;
      throw error;
    }
    acknowledged[writer] = value;
    written++;
  }
  return written;
}

interface Stored {
  slug: string;
  commitments: { kind: string; value: number }[];
}
const noticeOf = ({ commitments }: Stored): number =>
  commitments.find(({ kind }) => kind === 'closing-notice')?.value ?? 0;

async function killAgainAndAgain(
  name: string,
  env: Record<string, string>,
  database: { databaseUrl?: string; dataDir: string },
) {
  let server = await startServer(env);
  await publishHosts(server.base, WRITERS);
  const acknowledged: number[] = new Array(WRITERS).fill(0);
  let writes = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    let alive = true;
    const writers = acknowledged.map((_, writer) => write([server.base], writer, acknowledged, () => alive));
    await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 900));
    alive = false;
    server.child.kill('SIGKILL');
    await server.ended;
    for (const count of await Promise.all(writers)) writes += count;
    server = await startServer(env);
    for (let writer = 0; writer < WRITERS; writer++) {
      const host = (await ask(server.base, 'GET', `/v1/hosts/${hostOf(writer)}`)) as unknown as Stored;
      const kept = noticeOf(host);
      // One more may have been committed while its acknowledgement was cut off.
      if (kept < acknowledged[writer]! || kept > acknowledged[writer]! + 1)
        throw new Error(`${name}, kill ${kill + 1}: ${acknowledged[writer]} was acknowledged, ${kept} is there`);
      acknowledged[writer] = kept;
    }
    process.stderr.write(`\r${name}: ${kill + 1} of ${KILLS} kills`);
  }
  process.stderr.write('\n');
  await stop(server);
  say(`${name}: ${KILLS} kills, ${writes} acknowledged writes, none lost; ${await checkRevisions(database)}`);
}

/** How long after a write was acknowledged by one server the other shows it. */
async function measureFollowing([one, two]: readonly [Server, Server], goesOn: () => boolean): Promise<number[]> {
  const waits: number[] = [];
  while (goesOn()) {
    const name = `Followed ${waits.length}`;
    await ask(one.base, 'PATCH', `/v1/hosts/${hostOf(20)}`, { name });
    const from = performance.now();
    for (;;) {
      const host = (await ask(two.base, 'GET', `/v1/hosts/${hostOf(20)}`)) as unknown as { name: string };
      if (host.name === name) break;
    }
    waits.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return waits.sort((a, b) => a - b);
}

async function twoServers(server: string): Promise<void> {
  const databaseUrl = await newDatabase(server);
  const servers = [
    await startServer({ DATABASE_URL: databaseUrl }),
    await startServer({ DATABASE_URL: databaseUrl }),
  ] as const;
  await publishHosts(servers[0].base, 21);
  const until = Date.now() + SECONDS * 1000;
  const goesOn = () => Date.now() < until;
  const acknowledged: number[] = new Array(20).fill(0);
  const bases = servers.map(({ base }) => base);
  const following = measureFollowing([servers[0], servers[1]], goesOn);
  const counts = await Promise.all(acknowledged.map((_, writer) => write(bases, writer, acknowledged, goesOn)));
  const waits = await following;
  await checkModels(servers, databaseUrl);
  for (const server of servers) await stop(server);
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))]!.toFixed(0);
  say(
    `two servers, ${SECONDS} s: ${counts.reduce((sum, count) => sum + count, 0)} writes by 20 writers; both read models equal the database; ` +
      `a write is seen by the other after ${at(0.5)} ms (median of ${waits.length}), ${at(0.99)} ms (99 %); ` +
      `${await checkRevisions({ databaseUrl, dataDir: '' })}`,
  );
}

const wanted = (part: string): boolean => options.only === undefined || options.only === part;
const server = process.env.TEST_DATABASE_URL;
if (wanted('kills')) {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-durability-'));
  await killAgainAndAgain('embedded', { DATA_DIR: folder }, { dataDir: folder });
}
if (!server) say('PostgreSQL: left out, TEST_DATABASE_URL is not set');
else {
  if (wanted('kills')) {
    const databaseUrl = await newDatabase(server);
    await killAgainAndAgain('PostgreSQL', { DATABASE_URL: databaseUrl }, { databaseUrl, dataDir: '' });
  }
  if (wanted('two-servers')) await twoServers(server);
}
