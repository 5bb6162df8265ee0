import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import { openDatabase } from '../../src/database/open.ts';
import { withoutNulls } from '../../src/ground/absent.ts';
import { parisDay } from '../../src/ground/clock.ts';
import { hostOnDay } from '../../src/record/assemble.ts';
import { assembleFacts } from '../../src/record/changes.ts';
import type { HostFacts } from '../../src/record/host-facts.ts';
import { changes, hosts } from '../../src/record/tables.ts';
import { readReference } from '../../src/vocabulary/reference.ts';
import { pause } from './command.ts';
import { ADMIN_TOKEN, type Server } from './servers.ts';

/** Hosts that trials write, and what the database holds of them afterwards. */

export const adminHeaders = { authorization: `Bearer ${ADMIN_TOKEN}` };

interface Sent {
  body?: unknown;
  csv?: string;
  /** Absent: any version of what is changed, none of what is made. */
  ifMatch?: string | undefined;
}

/** Asks as an administrator, and gives whatever comes back. */
export const request = (
  base: string,
  method: string,
  path: string,
  { body, csv, ifMatch = method === 'PATCH' ? '*' : undefined }: Sent = {},
): Promise<Response> =>
  fetch(base + path, {
    method,
    headers: {
      ...adminHeaders,
      ...(ifMatch && { 'if-match': ifMatch }),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(csv ? { 'content-type': 'text/csv' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    ...(csv ? { body: csv } : {}),
  });

/** @throws Error when it is refused */
export async function ask<T>(base: string, method: string, path: string, body?: unknown): Promise<T> {
  const response = await request(base, method, path, { body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}

export const hostOf = (writer: number): string => `host-${writer}`;

export async function publishHosts(base: string, count: number): Promise<void> {
  for (let writer = 0; writer < count; writer++) {
    const slug = hostOf(writer);
    const made = { slug, name: slug, website: `https://${slug}.example` };
    const { host } = await ask<{ host: { id: string } }>(base, 'POST', '/v1/hosts', made);
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

interface Listed {
  slug: string;
  updatedAt: string;
  revision: number;
}

const documentsOf = async (base: string): Promise<Listed[]> =>
  (await ask<{ items: Listed[] }>(base, 'GET', '/v1/hosts?limit=100')).items;

/** @throws Error when what one of the servers shows is not what the rows say */
export async function checkModels(servers: readonly Server[], databaseUrl: string): Promise<void> {
  // The servers look for new revisions every 50 ms.
  await pause(500);
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
