import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host } from '../src/documents/host.ts';
import { promotion, restores } from './lost-history.ts';
import { optionsOf, pause, progress, say } from './support/command.ts';
import { newDatabase } from './support/databases.ts';
import { at, median } from './support/numbers.ts';
import { hasTools } from './support/postgresql.ts';
import { ask, checkModels, checkRevisions, hostOf, publishHosts } from './support/records.ts';
import { type Server, startService } from './support/servers.ts';

/**
 * What is acknowledged must last. Kills the server in the middle of writes, again and again, on both engines; then runs two
 * servers on one PostgreSQL under concurrent writers; then takes the last writes away from servers that have shown them: a
 * restore, a cut network, a promoted standby.
 */
const options = optionsOf(
  `npm run durability -- [--kills 20] [--seconds 30] [--only kills|two-servers|restore|promotion]

TEST_DATABASE_URL names a server whose role may create databases; without it, what needs one is left out. restore needs
pg_dump and pg_restore, promotion initdb, pg_ctl and pg_basebackup.`,
  { kills: '20', seconds: '30', only: '' },
);
const KILLS = Number(options.kills);
const SECONDS = Number(options.seconds);
const WRITERS = 8;

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
      await ask(base, 'PATCH', `/v1/hosts/${hostOf(writer)}`, { summary: { fr: String(value) } });
    } catch (error) {
      if (!goesOn()) return written;
      throw error;
    }
    acknowledged[writer] = value;
    written++;
  }
  return written;
}

async function killAgainAndAgain(
  name: string,
  env: Record<string, string>,
  database: { databaseUrl?: string; dataDir: string },
) {
  let server = await startService(env);
  await publishHosts(server.base, WRITERS);
  const acknowledged: number[] = new Array(WRITERS).fill(0);
  let writes = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    let alive = true;
    const writers = acknowledged.map((_, writer) => write([server.base], writer, acknowledged, () => alive));
    await pause(300 + Math.random() * 900);
    alive = false;
    await server.kill();
    for (const count of await Promise.all(writers)) writes += count;
    server = await startService(env);
    for (let writer = 0; writer < WRITERS; writer++) {
      const { summary } = await ask<Host>(server.base, 'GET', `/v1/hosts/${hostOf(writer)}`);
      const kept = Number(summary?.fr ?? 0);
      // One more may have been committed while its acknowledgement was cut off.
      if (kept < acknowledged[writer]! || kept > acknowledged[writer]! + 1)
        throw new Error(`${name}, kill ${kill + 1}: ${acknowledged[writer]} was acknowledged, ${kept} is there`);
      acknowledged[writer] = kept;
    }
    progress(`${name}: ${kill + 1} of ${KILLS} kills`);
  }
  await server.stop();
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
      const host = await ask<{ name: string }>(two.base, 'GET', `/v1/hosts/${hostOf(20)}`);
      if (host.name === name) break;
    }
    waits.push(performance.now() - from);
    await pause(100);
  }
  return waits;
}

async function twoServers(databaseUrl: string): Promise<void> {
  const start = () => startService({ DATABASE_URL: databaseUrl });
  const servers = [await start(), await start()] as const;
  await publishHosts(servers[0].base, 21);
  const until = Date.now() + SECONDS * 1000;
  const goesOn = () => Date.now() < until;
  const acknowledged: number[] = new Array(20).fill(0);
  const bases = servers.map(({ base }) => base);
  const following = measureFollowing(servers, goesOn);
  const counts = await Promise.all(acknowledged.map((_, writer) => write(bases, writer, acknowledged, goesOn)));
  const waits = await following;
  await checkModels(servers, databaseUrl);
  for (const server of servers) await server.stop();
  say(
    `two servers, ${SECONDS} s: ${counts.reduce((sum, count) => sum + count, 0)} writes by 20 writers; both read models equal the database; ` +
      `a write is seen by the other after ${median(waits).toFixed(0)} ms (median of ${waits.length}), ${at(0.99, waits).toFixed(0)} ms (99 %); ` +
      `${await checkRevisions({ databaseUrl, dataDir: '' })}`,
  );
}

const isWanted = (part: string): boolean => options.only === '' || options.only === part;
const server = process.env.TEST_DATABASE_URL;

/** A part of the trial on a PostgreSQL database of its own. */
async function onPostgresql(part: string, run: (databaseUrl: string) => Promise<void>): Promise<void> {
  if (!isWanted(part)) return;
  if (!server) return say(`${part}, PostgreSQL: left out, TEST_DATABASE_URL is not set`);
  const { url, drop } = await newDatabase(server);
  await run(url);
  await drop();
}

if (isWanted('kills')) {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-durability-'));
  await killAgainAndAgain('embedded', { DATA_DIR: folder }, { dataDir: folder });
  rmSync(folder, { recursive: true });
}
await onPostgresql('kills', (databaseUrl) =>
  killAgainAndAgain('PostgreSQL', { DATABASE_URL: databaseUrl }, { databaseUrl, dataDir: '' }),
);
await onPostgresql('two-servers', twoServers);
await onPostgresql('restore', async (databaseUrl) => {
  if (hasTools('pg_dump', 'pg_restore')) for (const line of await restores(databaseUrl)) say(line);
  else say('restore: left out, pg_dump and pg_restore are not here');
});
if (isWanted('promotion')) {
  if (hasTools('initdb', 'pg_ctl', 'pg_basebackup')) say(await promotion());
  else say('promotion: left out, initdb, pg_ctl and pg_basebackup are not here');
}
