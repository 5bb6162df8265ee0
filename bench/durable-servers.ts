import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { openSync } from 'node:fs';
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import pg from 'pg';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import { withoutNulls } from '../src/ground/absent.ts';
import { parisDay } from '../src/ground/clock.ts';
import { hostOnDay } from '../src/record/assemble.ts';
import { assembleFacts } from '../src/record/changes.ts';
import type { HostFacts } from '../src/record/host-facts.ts';
import { changes, hosts } from '../src/record/tables.ts';
import { readReference } from '../src/vocabulary/reference.ts';
import { freePort } from './servers.ts';

/** Servers that are written to from all sides, and what their databases hold afterwards. They end with this process. */

const ADMIN_TOKEN = randomUUID() + randomUUID();
export const adminHeaders = { authorization: `Bearer ${ADMIN_TOKEN}` };

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

export interface Server {
  base: string;
  child: ChildProcess;
  ended: Promise<void>;
}

interface Start {
  /** Absent: a free one. */
  port?: number;
  /** The folder of another build. */
  checkout?: string;
  /** The file that its log is added to; absent: it is not kept. */
  log?: string | undefined;
}

export async function startServer(
  env: Record<string, string>,
  { port: given, checkout = '.', log }: Start = {},
): Promise<Server> {
  const port = given ?? (await freePort());
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: checkout,
    env: {
      ...process.env,
      DATABASE_URL: '',
      SEED: 'none',
      ...env,
      ADMIN_TOKEN,
      PORT: String(port),
      LOG_LEVEL: 'error',
      RATE_LIMIT_ANONYMOUS: '1000000000',
      RATE_LIMIT_TOKEN: '1000000000',
    },
    stdio: ['ignore', log === undefined ? 'ignore' : openSync(log, 'a'), 'inherit'],
  });
  children.add(child);
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      children.delete(child);
      resolve();
    }),
  );
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

/** Asks as an administrator, and gives whatever comes back. */
export const request = (
  base: string,
  method: string,
  path: string,
  { body, ifMatch = '*', csv }: { body?: unknown; ifMatch?: string; csv?: string } = {},
): Promise<Response> =>
  fetch(base + path, {
    method,
    headers: {
      ...adminHeaders,
      ...(method === 'GET' ? {} : { 'if-match': ifMatch }),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(csv ? { 'content-type': 'text/csv' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    ...(csv ? { body: csv } : {}),
  });

/** @throws Error when it is refused */
export async function ask(base: string, method: string, path: string, body?: unknown): Promise<Record<string, never>> {
  const response = await request(base, method, path, { body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text);
}

export const hostOf = (writer: number): string => `host-${writer}`;

export async function publishHosts(base: string, count: number): Promise<void> {
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

export async function checkRevisions(env: { databaseUrl?: string; dataDir: string }): Promise<string> {
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

/** What hosts were, one change after the other, as the log of changes has it: their versions and summaries. */
export async function historiesOf(
  databaseUrl: string,
  slugs: readonly string[],
): Promise<Map<string, { version: number; text: string }[]>> {
  const database = await openDatabase({ databaseUrl, dataDir: '' });
  const rows = await database.db
    .select({ slug: hosts.slug, document: changes.document })
    .from(changes)
    .innerJoin(hosts, eq(changes.hostId, hosts.id))
    .where(and(inArray(hosts.slug, [...slugs]), isNotNull(changes.document)))
    .orderBy(asc(changes.revision));
  await database.close();
  const histories = new Map<string, { version: number; text: string }[]>(slugs.map((slug) => [slug, []]));
  for (const { slug, document } of rows) {
    const { version, fields } = document as HostFacts;
    histories.get(slug)!.push({ version, text: fields.summary?.fr ?? '' });
  }
  return histories;
}

export async function newDatabase(server: string): Promise<string> {
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

interface Listed {
  slug: string;
  updatedAt: string;
  revision: number;
}

const documentsOf = async (base: string): Promise<Listed[]> => {
  const { items } = (await ask(base, 'GET', '/v1/hosts?limit=100')) as unknown as { items: Listed[] };
  return items;
};

/** @throws Error when what one of the servers shows is not what the rows say */
export async function checkModels(servers: readonly Server[], databaseUrl: string): Promise<void> {
  // The servers look for new revisions every 50 ms.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const database = await openDatabase({ databaseUrl, dataDir: '' });
  const reference = readReference();
  const facts = await assembleFacts(database.db);
  const stored = facts.hosts.map((host) => withoutNulls(hostOnDay(host, reference, parisDay(new Date()))));
  await database.close();
  const bySlug = new Map(stored.map((host) => [host.slug, JSON.stringify(host)]));
  // When a host last changed is not part of its document.
  for (const { base } of servers)
    for (const { updatedAt: _at, revision: _revision, ...host } of await documentsOf(base))
      if (bySlug.get(host.slug) !== JSON.stringify(host))
        throw new Error(`${host.slug}: a read model differs from the rows`);
}

export async function stop({ child, ended }: Server): Promise<void> {
  child.kill('SIGTERM');
  await ended;
}
