import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { asc } from 'drizzle-orm';
import pg from 'pg';
import { parisDay } from '../src/clock.ts';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import { changes } from '../src/database/tables.ts';
import { assembleDocuments } from '../src/feed/changes.ts';
import { readReference } from '../src/vocabulary/reference.ts';

/**
 * What is acknowledged must last. Kills the server in the middle of writes, again and again, on both engines; then runs two
 * servers on one PostgreSQL under concurrent writers. PostgreSQL parts need TEST_DATABASE_URL.
 */
const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '20' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (options.help) {
  process.stdout.write(
    'npm run durability -- [--kills 20] [--seconds 20]\nTEST_DATABASE_URL names a server whose role may create databases.\n',
  );
  process.exit(0);
}
const KILLS = Number(options.kills);
const SECONDS = Number(options.seconds);
const WRITERS = 8;
const ADMIN_TOKEN = randomUUID() + randomUUID();
const reference = readReference();
const say = (line: string) => process.stdout.write(`${line}\n`);

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

interface Server {
  base: string;
  child: ChildProcess;
  ended: Promise<void>;
}

async function startServer(env: Record<string, string>): Promise<Server> {
  const port = await freePort();
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      ...env,
      ADMIN_TOKEN,
      PORT: String(port),
      SEED: 'none',
      LOG_LEVEL: 'error',
      RATE_LIMIT_ANONYMOUS: '1000000000',
      RATE_LIMIT_TOKEN: '1000000000',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.add(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const base = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const ok = await fetch(`${base}/readyz`).then(
      ({ ok: ready }) => ready,
      () => false,
    );
    if (ok) return { base, child, ended };
    if (child.exitCode !== null || tries > 1200) throw new Error('the server does not start again');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ask(base: string, method: string, path: string, body?: unknown): Promise<Record<string, never>> {
  const response = await fetch(base + path, {
    method,
    headers: {
      authorization: `Bearer ${ADMIN_TOKEN}`,
      'if-match': '*',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text);
}

const hostOf = (writer: number): string => `host-${writer}`;

async function publishHosts(base: string, count: number): Promise<void> {
  for (let writer = 0; writer < count; writer++) {
    const slug = hostOf(writer);
    const { host } = (await ask(base, 'POST', '/v1/hosts', {
      slug,
      name: slug,
      website: `https://${slug}.example`,
    })) as unknown as {
      host: { id: string };
    };
    await ask(base, 'POST', `/v1/hosts/${host.id}/publication`);
  }
}

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

async function checkRevisions(env: { databaseUrl?: string; dataDir: string }): Promise<string> {
  const database = await openDatabase(env);
  try {
    const rows = await database.db.select({ revision: changes.revision }).from(changes).orderBy(asc(changes.revision));
    const gap = rows.findIndex(({ revision }, index) => revision !== index + 1);
    if (gap >= 0) throw new Error(`revision ${rows[gap]!.revision} stands where ${gap + 1} should`);
    return `${rows.length} revisions, consecutive`;
  } finally {
    await database.close();
  }
}

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
  server.child.kill('SIGTERM');
  await server.ended;
  say(`${name}: ${KILLS} kills, ${writes} acknowledged writes, none lost; ${await checkRevisions(database)}`);
}

async function newDatabase(server: string): Promise<string> {
  const name = `durability_${randomUUID().slice(0, 8)}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ databaseUrl: url.href, dataDir: '' });
  await migrate(database.db);
  await database.close();
  return url.href;
}

async function documentsOf(base: string): Promise<string> {
  const { items } = (await ask(base, 'GET', '/v1/hosts?limit=100')) as unknown as { items: Stored[] };
  return JSON.stringify(items);
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
  await new Promise((resolve) => setTimeout(resolve, 500));
  const [first, second] = await Promise.all([documentsOf(servers[0].base), documentsOf(servers[1].base)]);
  const database = await openDatabase({ databaseUrl, dataDir: '' });
  const { hosts } = await assembleDocuments(database.db, reference, parisDay(new Date()));
  await database.close();
  const bySlug = new Map(hosts.map((host) => [host.slug, JSON.stringify(host)]));
  const same = (documents: string) =>
    (JSON.parse(documents) as Stored[]).every((host) => bySlug.get(host.slug) === JSON.stringify(host));
  if (!same(first) || !same(second)) throw new Error('a read model differs from the database');
  for (const { child, ended } of servers) {
    child.kill('SIGTERM');
    await ended;
  }
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))]!.toFixed(0);
  say(
    `two servers, ${SECONDS} s: ${counts.reduce((sum, count) => sum + count, 0)} writes by 20 writers; both read models equal the database; ` +
      `a write is seen by the other after ${at(0.5)} ms (median of ${waits.length}), ${at(0.99)} ms (99 %); ` +
      `${await checkRevisions({ databaseUrl, dataDir: '' })}`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'bercail-durability-'));
await killAgainAndAgain('embedded', { DATA_DIR: folder }, { dataDir: folder });
const server = process.env.TEST_DATABASE_URL;
if (server) {
  const databaseUrl = await newDatabase(server);
  await killAgainAndAgain('PostgreSQL', { DATABASE_URL: databaseUrl }, { databaseUrl, dataDir: '' });
  await twoServers(server);
} else say('PostgreSQL: left out, TEST_DATABASE_URL is not set');
